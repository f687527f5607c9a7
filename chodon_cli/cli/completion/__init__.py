"""Completion in the shell: what may be typed next, with its meaning.

A shell runs `_CHODON_COMPLETE=1 chodon WORDS… CURRENT` and reads one candidate a line, `VALUE<TAB>MEANING`. The scripts
beside this file ask so and show what they are told.
"""

from typing import NamedTuple


class Candidate(NamedTuple):
    """A word that may be typed, and what it means."""

    value: str
    meaning: str = ""
