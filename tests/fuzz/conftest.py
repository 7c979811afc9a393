"""The suite tries a few dozen of everything; `make fuzz` thousands."""

from hypothesis import settings

settings.register_profile("thousands", max_examples=9_000)
