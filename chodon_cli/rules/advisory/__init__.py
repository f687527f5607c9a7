"""What is listed and never refused: one module a rule, whose `findings(db, today)` yields all that is odd.

A rule about ratings has `findings_of_year(db, year)` in its place: it is asked of each year with ratings.

The rules of `rules/blocking/` must hold, or a change is refused; these may be broken, by people or by what
happened, and `chodon check` says where. Nothing is mended silently.
"""

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from sqlite3 import Connection
from types import ModuleType
from typing import NamedTuple

from chodon_cli.law.rules import UNCHECKED_TAGS
from chodon_cli.locale import _
from chodon_cli.module_names import module_names
from chodon_cli.yearly.roll import rated_years

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


def all_findings(db: Connection, today: str) -> Iterator[tuple[str, Finding]]:
    """Every finding with the code of its rule, in the order of the rules."""
    names = module_names(__path__[0])
    rules = {name.replace("_", "-"): import_module(f"chodon_cli.rules.advisory.{name}") for name in names}
    of_years = findings_of_years(db, today, {code: rule for code, rule in rules.items() if is_of_years(rule)})
    for code, rule in rules.items():
        for finding in of_years[code] if code in of_years else rule.findings(db, today):
            yield code, finding


def is_of_years(rule: ModuleType) -> bool:
    """Whether the rule judges the ratings of one year after the other."""
    return hasattr(rule, "findings_of_year")


def findings_of_years(db: Connection, today: str, rules: Mapping[str, ModuleType]) -> dict[str, list[Finding]]:
    """The findings of each of these rules: each year is read once for all of them, and then let go."""
    findings: dict[str, list[Finding]] = {code: [] for code in rules}
    for year in rated_years(db, today):
        for code, rule in rules.items():
            findings[code] += rule.findings_of_year(db, year)
    return findings
