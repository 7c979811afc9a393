"""`python -m bot` does what `usher` does."""

from bot.shell.main import main

main()
