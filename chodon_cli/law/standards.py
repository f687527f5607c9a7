"""The catalogue of conduct that a new register begins with, each rule with its source and how well it is verified."""

from chodon_cli import law
from chodon_cli.input_row import Values


def catalogue() -> list[Values]:
    """The shipped standards as plain values by column key."""
    return [dict(standard) for standard in law.load("standards")["standard"]]
