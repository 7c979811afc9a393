"""How the store says that it can't."""


class StoreError(Exception):
    """The database refused or was not there; nothing of the unit of work was kept."""
