"""How the store says that it can't."""


class StoreError(Exception):
    """The database refused or was not there; nothing of the unit of work was kept."""


class Unusable(StoreError):
    """The reason lies outside of Usher; the words are whole sentences for whoever operates it."""
