"""Typer made ours: two languages, commands found by their files, options, how results are shown."""
