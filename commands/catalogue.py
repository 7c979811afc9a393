"""Every command there is, in the order of the help."""

from commands.ask.command import ask
from commands.checkpdf.command import checkpdf
from commands.core.command import Command
from commands.deadline.command import deadline, deadline_calendar
from commands.help import help_

COMMANDS: tuple[Command, ...] = (help_, deadline, deadline_calendar, ask, checkpdf)
