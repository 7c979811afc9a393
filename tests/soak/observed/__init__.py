"""Usher's command line, observed from within."""

TOLD = "SOAK_TOLD"  # the variable that names the file in which it tells
