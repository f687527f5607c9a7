"""Typer made ours: two languages, help, how results are shown."""
