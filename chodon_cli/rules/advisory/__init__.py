"""What is listed and never refused: one module a rule, whose `findings(db, today)` yields all that is odd.

The rules of `rules/blocking/` must hold, or a change is refused; these may be broken, by people or by what
happened, and `chodon check` says where. Nothing is mended silently.
"""

from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from sqlite3 import Connection
from typing import NamedTuple

from chodon_cli.law.rules import UNCHECKED_TAGS
from chodon_cli.locale import _

MOST_PEOPLE_NAMED = 5  # of those whom a finding is about, so many are named


class Finding(NamedTuple):
    """A record that is odd: what is wrong with it, what to do, and how well the rule of law behind it is verified."""

    record: str
    message: str
    fix: str
    verified: str | None = None  # None where no rule of law says it
    is_sure: bool = True  # False where the register is not told what it would have to know

    @property
    def severity(self) -> str:
        """What an unverified rule says, or nobody can be sure of, is a warning, anything else an error."""
        return "warning" if self.verified in UNCHECKED_TAGS or not self.is_sure else "error"

    @property
    def text(self) -> str:
        return self.message + (" " + _("(not checked)") if self.verified in UNCHECKED_TAGS else "")


def name_first(all_of_them: Sequence[str]) -> str:
    """The first of them, for a message."""
    return ", ".join(all_of_them[:MOST_PEOPLE_NAMED]) + (" …" if len(all_of_them) > MOST_PEOPLE_NAMED else "")


def everything(db: Connection, today: str) -> Iterator[tuple[str, Finding]]:
    """Every finding with the code of its rule, in the order of the rules."""
    for name in sorted(file.stem for file in Path(__path__[0]).glob("*.py") if file.stem != "__init__"):
        for finding in import_module(f"chodon_cli.rules.advisory.{name}").findings(db, today):
            yield name.replace("_", "-"), finding
