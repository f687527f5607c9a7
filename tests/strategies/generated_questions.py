"""Questions drawn one by one for the register as it stands: every list, report and page, with options that it has."""

import csv
import io
import random
import re
import sqlite3
from collections.abc import Iterator
from functools import cache
from typing import Any

from tests.commands.command_tree import leaf_commands
from tests.strategies.generated_lines import NAMED, select

OF_NO_REGISTER = ("access", "config", "draft")  # nor of one in a file
READING = ("list", "show", "why")  # how the commands that ask end, beside reports
ALONE = (("due",), ("check",), ("audit", "verify"), ("privacy", "due"))
NEVER_ASKED = {  # they write, compare with the last time, or open other files
    *("--seal", "--new", "--changed-only", "--reveal", "--template", "--chart", "--explain", "--help"),
    *("-o", "-f", "--headings", "--delimiter", "--columns", "--sort", "--cell"),  # the last three: of an outcome
}
OF_RECORDS = ("NUMBER", "CODE", "N|NUMBER", "RECORD", "STAFF", "UNIT")
DAYS = ["2022-02-28", "2022-03-31", "2022-05-15", "2022-12-31", "2023-01-01", "2024-02-29", "2026-11-23"]
PERIODS = ["2022", "2022Q1", "2022H1", "2022-03", "2022-02-10..2022-04-20", "2021-07-01..2022-06-30", "2021..2024"]
TEXTS = ["a", "x", "ly", "Nông", "%", "_", "'", "2022", "kh"]
OFFERED: dict[str, list[str]] = {  # by what a parameter is called in the help
    **{"PERIOD": PERIODS, "DATE": DAYS, "TEXT": TEXTS, "YEAR": ["2021", "2022"], "N": ["1", "2", "30"]},
    **{"KEY": ["violations", "evidence", "rate", "open_cases"], "NAME": ["tester", "office"]},
    **{"TOPIC": ["processing", "effects"], "ITEM": ["processing", "limitation", "effect"]},
}


@cache
def readings() -> tuple[tuple[tuple[str, ...], tuple[Any, ...]], ...]:
    """Every command that asks and changes nothing, with its parameters."""
    return tuple(
        (path, tuple(command.params))
        for path, command in leaf_commands()
        if path[0] not in OF_NO_REGISTER and (path[0] == "report" or path[-1] in READING or path in ALONE)
    )


class Questions:
    """Draws the words of questions for a register; `choose` alone decides."""

    def __init__(self, db: sqlite3.Connection, choose: random.Random) -> None:
        self._db, self._choose = db, choose

    def draw_all(self, share: float = 1) -> Iterator[list[str]]:
        """Each command once, or such a share of them, with what is drawn of its options."""
        for path, parameters in self._choose.sample(readings(), round(share * len(readings()))):
            words = [part for parameter in parameters for part in self._given(path, parameter)]
            yield ["--today", self._choose.choice(["2026-11-23", *DAYS]), *path, *words, "-f", self._format()]

    def draw_of_outcome(self, words: list[str], outcome: str) -> Iterator[list[str]]:
        """The question once more, sorted by a column of its outcome, or about one figure in it."""
        if words[-1] != "csv" or not outcome:
            return
        head, *rows = csv.reader(io.StringIO(outcome.removeprefix("\ufeff")))
        if not rows or self._choose.random() < 0.5:
            return
        key = self._choose.choice(head)
        if words[2] == "report" and self._has_cells(words[3]) and self._choose.random() < 0.5:
            yield [*words, f"--cell={self._choose.choice([row[0] for row in rows])}:{key}"]
        else:
            yield [*words, f"--sort={self._choose.choice(['', '-'])}{key}"]

    def _has_cells(self, report: str) -> bool:
        return any("--cell" in p.opts for path, params in readings() if path == ("report", report) for p in params)

    def _given(self, path: tuple[str, ...], parameter: Any) -> list[str]:
        """The parameter as it is typed this time; nothing if it is left out."""
        name, metavar = parameter.opts[-1], (parameter.metavar or "").partition(",")[0]
        if name in NEVER_ASKED or (not parameter.required and self._choose.random() < 0.6):
            return []
        if getattr(parameter, "is_flag", False):
            return [name]
        value = self._value(name if name.startswith("--") else path[0], metavar, getattr(parameter, "help", None) or "")
        return [f"{name}={value}"] if name.startswith("--") else [value]

    def _value(self, name: str, metavar: str, help_text: str) -> str:
        if metavar in OF_RECORDS:
            return str(self._choose.choice(self._records(name.strip("-"), metavar.lower()) or ["?"]))
        if said := re.search(r"One of: (.+?)\.", help_text):
            return str(self._choose.choice(said[1].replace("\u2011", "-").split(", ")))
        if "|" in metavar:
            return str(self._choose.choice(metavar.split("|")))
        return self._choose.choice(OFFERED[metavar])

    def _records(self, name: str, metavar: str) -> list[str]:
        """What such records may be called: of the noun that the option, or the command, or what is asked for names."""
        return select(self._db, next((NAMED[each] for each in (metavar, name) if each in NAMED), NAMED["unit"]))

    def _format(self) -> str:
        return self._choose.choices(["csv", "json"], [8, 1])[0]
