"""Errors that are meant for people."""


class UserError(Exception):
    """What happened and what to do about it, in words for the person who asked; anything else is a bug.

    `field` names the option at fault, so that a dialog can say it beside the field.
    """

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field
