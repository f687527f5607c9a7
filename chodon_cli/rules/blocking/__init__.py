"""What must hold between records: one module a rule, its SQL and its sentence. Every row it finds is a fault.

The verbs hold each change against these before it is committed; so a rule stands in one place, whichever way a
record comes in.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from itertools import chain
from types import ModuleType
from typing import NamedTuple

from chodon_cli import store
from chodon_cli.input_row import Values
from chodon_cli.locale import _
from chodon_cli.module_names import module_names
from chodon_cli.result import Row
from chodon_cli.rules.row_questions import (
    NAMES_IN_CASES,
    TABLE_OF_LAW,
    TABLES_OF_CASES,
    NewRow,
    Question,
    RowsToAsk,
    among_ids,
    columns_read,
    questions_of_rows,
)
from chodon_cli.store import Reader
from chodon_cli.store.reader import RuleQuestion

PEOPLE_AT_A_TIME = 2000  # people whose cases are looked at together


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
    names = module_names(__path__[0])
    return [import_module(f"chodon_cli.rules.blocking.{name}") for name in names]


def find_breaches(
    db: Reader,
    staff: Sequence[int] | None = None,
    units: Sequence[int] | None = None,
    codes: Collection[str] | None = None,
    tables: Collection[str] | None = None,
) -> list[RuleBreach]:
    """The faults of these people (their posts, violations, cases) and these units; of everything when both are None.

    With `codes` those of these rules alone, with `tables` of those that read one of these.
    """
    asked_rules = [rule for rule in _rules_on(tables) if codes is None or code_of(rule) in codes]
    people = None if staff is None and units is None else staff or []
    return _answers(db, people, {rule: _questions(rule, staff, units) for rule in asked_rules})


def find_breaches_of_rows(db: Reader, rows: RowsToAsk, codes: Collection[str] | None = None) -> list[RuleBreach]:
    """The faults that rows which a change has written can have brought, and others of the same records.

    With `codes` those of these rules alone.
    """
    asked_rules = [rule for rule in rules() if codes is None or code_of(rule) in codes]
    of_sql = {rule: questions_of_rows(rule, rows) if hasattr(rule, "BREACHES_SQL") else [] for rule in asked_rules}
    return _answers(db, rows.people_with_cases(), of_sql)


def _answers(
    db: Reader, people: Sequence[int] | None, questions: Mapping[ModuleType, list[Question]]
) -> list[RuleBreach]:
    """The answers of each rule, in their order; those about cases are asked for these people, for all if None."""
    of_cases: dict[ModuleType, list[RuleBreach]] = {}
    if any(hasattr(rule, "rule_breaches") for rule in questions):
        of_cases = _breaches_of_cases(db, _people_to_look_at(db, people))
    answers = iter(store.answers(db, chain.from_iterable(questions.values())))
    all_breaches: list[RuleBreach] = []
    for rule in questions:
        all_breaches += of_cases.get(rule, ())
        for _question in questions[rule]:
            all_breaches += _faults(rule, next(answers))
    return list(dict.fromkeys(all_breaches))


def _rules_on(tables: Collection[str] | None) -> list[ModuleType]:
    """The rules that read one of these tables; all of them if that is None."""
    if tables is None:
        return rules()
    return [rule for rule in rules() if not _tables_read(rule).isdisjoint(tables)]


@cache
def _tables_read(rule: ModuleType) -> frozenset[str]:
    of_cases = (*TABLES_OF_CASES, TABLE_OF_LAW, *NAMES_IN_CASES)
    return frozenset(columns_read(rule.BREACHES_SQL) if hasattr(rule, "BREACHES_SQL") else of_cases)


def first_questions(staff: Sequence[int], units: Sequence[int], tables: Collection[str]) -> Iterator[Question]:
    """What `find_breaches` of so few people and units asks before it knows of any case."""
    from chodon_cli.casework.case import first_question

    if staff and are_about_cases(tables):
        yield first_question(sorted(staff))
    for rule in _rules_on(tables):
        yield from _questions(rule, staff, units)


def questions_of_new_row(table: str, row: Values) -> Iterator[Question]:
    """What the rules ask, that SQL can say, of a row that is to be written; 0 stands for its id."""
    for rule in _rules_on([table]):
        if hasattr(rule, "BREACHES_SQL"):
            yield from questions_of_rows(rule, NewRow(table, row))


def are_about_cases(tables: Collection[str]) -> bool:
    """Whether a rule that SQL cannot say reads one of these tables: it looks at all cases against a person."""
    return any(hasattr(rule, "rule_breaches") for rule in _rules_on(tables))


def _people_to_look_at(db: Reader, people: Sequence[int] | None) -> Sequence[int]:
    """Of very many, or of everybody if None, those whose cases may break a rule."""
    if people is not None and len(people) <= PEOPLE_AT_A_TIME:
        return people
    from chodon_cli.casework.sound_cases import people_in_doubt  # of few it is not asked, while others wait

    return people_in_doubt(db, people)


def _breaches_of_cases(db: Reader, staff: Sequence[int]) -> dict[ModuleType, list[RuleBreach]]:
    """What SQL cannot say: it looks at all cases against a person. So many people at a time, not to hold all cases."""
    from chodon_cli.casework.case import cases

    asking = [rule for rule in rules() if hasattr(rule, "rule_breaches")]
    of_rules: dict[ModuleType, list[RuleBreach]] = {rule: [] for rule in asking}
    people = sorted(staff)
    for start in range(0, len(people), PEOPLE_AT_A_TIME):
        theirs = cases(db, staff=people[start : start + PEOPLE_AT_A_TIME])
        for rule in asking:
            of_rules[rule] += rule.rule_breaches(theirs)
    return {rule: rule.in_order(breaches) for rule, breaches in of_rules.items()}


def questions_of_all() -> list[RuleQuestion]:
    """What each rule that SQL can say asks, for a database that asks it by itself."""
    asking = [rule for rule in rules() if hasattr(rule, "BREACHES_SQL")]
    return [RuleQuestion(code_of(rule), rule.BREACHES_SQL, rule.ID_COLUMNS) for rule in asking]


def _questions(rule: ModuleType, staff: Sequence[int] | None, units: Sequence[int] | None) -> list[Question]:
    """What to ask for the faults of these people and units, or of everything when both are None."""
    if not hasattr(rule, "BREACHES_SQL"):
        return []
    if staff is None and units is None:
        return [(rule.BREACHES_SQL.replace("{only}", ""), {})]
    questions = []
    for column, ids in (("staff", staff), ("unit", units)):
        where = rule.ID_COLUMNS.get(column)
        if where and ids:
            listed, values = among_ids(ids)
            questions.append((rule.BREACHES_SQL.replace("{only}", f"AND {where} {listed}"), values))
    return questions


def to_do(code: str) -> str:
    """What to do first, before the change that broke the rule is tried again; empty where the message says it all."""
    matching_rule = next((rule for rule in rules() if code_of(rule) == code), None)
    text: str = getattr(matching_rule, "TO_DO", "")
    return _(text) if text else ""


def code_of(rule: ModuleType) -> str:
    return rule.__name__.rpartition(".")[2].replace("_", "-")


def _faults(rule: ModuleType, rows: Iterable[Row]) -> list[RuleBreach]:
    code = code_of(rule)
    return [RuleBreach(code, record, rule.message(record, *rest), rule.NOUN, id) for id, record, *rest in rows]
