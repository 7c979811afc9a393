"""The suite tries a hundred of everything; `make fuzz` thousands."""

from hypothesis import settings

settings.register_profile("thousands", max_examples=3_000)
