"""What must hold between records: one module a rule, its SQL and its sentence. Every row it finds is a fault.

The verbs hold each change against these before it is committed; so a rule stands in one place, whichever way a
record comes in.
"""

from collections.abc import Sequence
from functools import cache
from importlib import import_module
from json import dumps
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from chodon_cli.locale import _
from chodon_cli.store import Reader


class RuleBreach(NamedTuple):
    """A record that breaks a rule: the rule, the record as people name it, its id, and what is wrong."""

    code: str
    record: str
    message: str
    noun: str
    id: int


@cache
def rules() -> list[ModuleType]:
    """Every rule, in the order of their names."""
    names = sorted(file.stem for file in Path(__path__[0]).glob("*.py") if file.stem != "__init__")
    return [import_module(f"chodon_cli.rules.blocking.{name}") for name in names]


def find_breaches(
    db: Reader, staff: Sequence[int] | None = None, units: Sequence[int] | None = None
) -> list[RuleBreach]:
    """The faults of these people (their posts, violations, cases) and these units; of everything when both are None."""
    all_breaches: list[RuleBreach] = []
    is_all = staff is None and units is None
    for rule in rules():
        if hasattr(rule, "rule_breaches"):  # what SQL cannot say: it looks at each case against a person as a whole
            all_breaches += rule.rule_breaches(db, staff) if is_all or staff else []
            continue
        for column, ids in (("staff", staff), ("unit", units)):
            where = rule.ID_COLUMNS.get(column)
            if where and ids:
                sql = rule.BREACHES_SQL.replace("{only}", f"AND {where} IN (SELECT value FROM json_each(:ids))")
                all_breaches += _faults(db, rule, sql, {"ids": dumps(ids)})
        if is_all:
            all_breaches += _faults(db, rule, rule.BREACHES_SQL.replace("{only}", ""), {})
    return list(dict.fromkeys(all_breaches))


def to_do(code: str) -> str:
    """What to do first, before the change that broke the rule is tried again; empty where the message says it all."""
    matching_rule = next((rule for rule in rules() if code_of(rule) == code), None)
    text: str = getattr(matching_rule, "TO_DO", "")
    return _(text) if text else ""


def code_of(rule: ModuleType) -> str:
    return rule.__name__.rpartition(".")[2].replace("_", "-")


def _faults(db: Reader, rule: ModuleType, sql: str, values: dict[str, str]) -> list[RuleBreach]:
    code = code_of(rule)
    return [
        RuleBreach(code, record, rule.message(record, *rest), rule.NOUN, id)
        for id, record, *rest in db.execute(sql, values)
    ]
