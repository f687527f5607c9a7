"""Failures that the user can act on. Raised anywhere, printed once, in app.py."""

from collections.abc import Sequence
from dataclasses import dataclass

from chodon_cli.labels import heading


class ChodonError(Exception):
    """What is wrong (the message) and what to do about it (the hint), in the user's language."""

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class NotFound(ChodonError):
    """The register has no such thing."""


class Refused(ChodonError):
    """The law or the state of the register forbids it; nothing was changed."""


class Usage(ChodonError):
    """A word, a day or a period on the command line cannot be read."""

    exit_code = 2


class Unusable(ChodonError):
    """The register's file is missing, locked, damaged, not ours, or of another version."""

    exit_code = 4


class Rejected(Refused):
    """One value of one record cannot be taken: which column, what it said, and why."""

    def __init__(self, column: str, value: object, reason: str, hint: str = "") -> None:
        said = "" if value in (None, "") else f" «{value}»"
        super().__init__(f"{heading(column)}{said}: {reason}", hint)
        self.column = column
        self.value = "" if value is None else str(value)
        self.reason = reason


@dataclass(frozen=True)
class Fault:
    """A value in somebody's file that cannot be taken, with its place."""

    file: str
    line: int | None
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        said = f" «{self.value}»" if self.value else ""
        what = (f" {self.column}" if self.column else "") + said
        return f"{place}:{what}: {self.reason}" if what else f"{place}: {self.reason}"


def one_line(parts: Sequence[str]) -> str:
    """Several sentences as one: what a clerk reads when a change breaks more than one rule."""
    return "; ".join(parts)
