"""Every command there is, in the order of the help, and what changes the facts that they work with."""

from commands.ask.command import ask
from commands.checkpdf.command import checkpdf
from commands.core.command import Command
from commands.deadline.command import deadline, deadline_calendar
from commands.deadline.moved import moved_deadlines
from commands.help import help_
from commands.live import Overlay

COMMANDS: tuple[Command, ...] = (help_, deadline, deadline_calendar, ask, checkpdf)

OVERLAYS: tuple[Overlay, ...] = (moved_deadlines,)
