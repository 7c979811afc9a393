"""`usher`, or `python -m bot`."""

import sys

from bot.hang_up import hold_hang_ups


def main() -> None:
    """Run the shell, whose imports take a second; what goes on is not ended by a hang-up even in that."""
    if sys.argv[1:2] == ["run"]:
        hold_hang_ups()
    from bot.shell.main import main as shell  # noqa: PLC0415 - see above

    shell()


if __name__ == "__main__":
    main()
