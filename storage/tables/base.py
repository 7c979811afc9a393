"""What the tables share: one metadata, and how a table says whose its rows are."""

from sqlalchemy import Column, ForeignKey, Integer, MetaData

metadata = MetaData()
OTHERS_WORDS = "others_words"
"""Marks a column that holds what others said: erased with the row, and never shown to its person."""


def person_column(name: str = "person", *, on_erase: str = "CASCADE", nullable: bool = False) -> Column[int]:
    """A row's person; erasing the person deletes the row (`CASCADE`) or only blanks it (`SET NULL`)."""
    key = ForeignKey("people.id", ondelete=on_erase)
    return Column(name, Integer, key, nullable=nullable or on_erase == "SET NULL", index=True)
