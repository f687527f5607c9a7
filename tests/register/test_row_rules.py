"""A rule of a row is written once: the verb, the import row by row and the import by column refuse the same rows."""

import csv
import sqlite3
from collections.abc import Iterator
from contextlib import closing, nullcontext, suppress
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from chodon_cli.nouns import registry
from chodon_cli.nouns.case_violation import ACT_WAS_FOUND
from chodon_cli.nouns.condition import Condition
from chodon_cli.nouns.declaration import Noun
from chodon_cli.queries import select
from chodon_cli.register.bulk.column_draft import ColumnDraft, Doubtful
from chodon_cli.register.draft import Draft
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.plain import verbs_of
from chodon_cli.register.resolver import Resolver
from chodon_cli.register.session import SessionReader
from chodon_cli.register.transaction import Session, transaction
from chodon_cli.rules import blocking
from tests.harness import TODAY, Chodon, open_to_write, use
from tests.register.missing_records import enter_missing

IN_FILES = [noun for noun in registry.all_nouns().values() if noun.file_name]
DAYS = ["1950-01-01", "2022-03-01", "2026-11-23", "2026-11-24", "2030-01-01"]
NEW = {"code": "NEW01", "started_on": "2019-02-03", "year": 2019, "n": 90, "due_on": "2029-02-03"}
# what makes a record another one, where no number does


def altered(verbs: NounVerbs, record: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The record as another one, and that again with one value, or two days, that it did not have."""
    noun = verbs.view
    new = {key: NEW.get(key, record[key]) for key in noun.readable}
    if verbs.numbering:
        new["number"] = verbs.numbering.number.text(int(verbs.numbering.own_day(new)[:4]), 901)
    elif noun.name == "document":
        new["number"] = "901/KH-NEW"
    yield dict(new)
    for key, field in noun.readable.items():
        for value in values_of(field.type, key, bool(field.refers_to or field.looked_up_as)):
            if value is not None or not field.is_stored_always:
                yield {**new, key: value}
    days = [key for key, field in noun.readable.items() if field.type == "date"]
    for first in days:
        for second in days:
            yield {**new, first: "2022-06-02", second: "2022-06-01"}


def values_of(kind: str, key: str, names_record: bool) -> list[Any]:
    if kind == "date":
        return [None, *DAYS]
    if kind in ("integer", "decimal") or key == "year":
        return [None, 0, 1, 1900] if kind != "decimal" else [None, 100.5]
    return [None, "NOPE-1"] if names_record or key == "number" else [None, "A B", "X" * 41] if key == "code" else [None]


def drafts(session: Session, verbs: NounVerbs) -> Iterator[tuple[dict[str, Any], list[tuple[str, str]]]]:
    """Values of the noun, as a file has them, and what the verb refuses of them: value and reason."""
    keys = list(verbs.view.readable)
    rows = select.rows(SessionReader(session), verbs.view, [], day="9999-12-31")
    records = [dict(zip(select.keys(verbs.view), row, strict=True)) for row in rows]
    chosen = [record for record in records if not record.get("voided_on")]
    refs = Resolver(session, even_void=True, is_file=True)
    assert chosen, f"the sample has no {verbs.view.name}: say in tests/register/missing_records.py what enters two"
    known = {verbs.identity(record) for record in records}
    for record in (chosen[0], chosen[-1]):
        if verbs.identity_by:
            last = verbs.identity_by[-1]
            others = ({**record, last: other[last]} for other in records)
            record = next((other for other in others if verbs.identity(other) not in known), record)
        for values in altered(verbs, {key: record[key] for key in keys}):
            draft = Draft(refs, verbs.view, dict(values), TODAY)
            verbs.row(draft)
            yield values, sorted((problem.value, problem.reason) for problem in draft.problems)


@pytest.mark.mostly_slow
@pytest.mark.parametrize("noun", IN_FILES, ids=lambda noun: noun.name)
def test_an_import_refuses_a_row_as_the_verb_does(noun: Noun, filled: Path, tmp_path: Path, chodon: Chodon) -> None:
    enter_missing(filled, noun.table_name)
    chodon("info")  # which lets the program speak English, and look at this register
    with transaction() as session:
        refused = [each for each in drafts(session, verbs_of(noun.name)) if each[1]]
    if not refused:
        assert not verbs_of(noun.name).row_rules, f"{noun.name}: no row here breaks a rule of it"
    file = tmp_path / "folder" / noun.file_name
    file.parent.mkdir()
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.DictWriter(opened, list(noun.readable))
        writer.writeheader()
        writer.writerows(values for values, _problems in refused)
    told: dict[int, list[tuple[str, str]]] = {}
    for fault in chodon(f"import {file.parent} --dry-run -f json", status=1).json["faults"]:
        told.setdefault(fault["line"], []).append((fault["value"], fault["reason"]))
    for place, (values, problems) in enumerate(refused, start=2):
        said = sorted((value, reason.split(" (")[0]) for value, reason in told.get(place, []))
        assert said, values
        assert set(said) <= {(value, reason.split(" (")[0]) for value, reason in problems}, values
        if len({value for value, _reason in problems}) == len(
            problems
        ):  # of a column that names nothing no more is said
            assert len(said) == len(problems), values


@pytest.mark.parametrize(
    "noun", [noun for noun in IN_FILES if verbs_of(noun.name).can_go_by_column], ids=lambda noun: noun.name
)
def test_rows_by_column_are_in_doubt_where_the_verb_refuses_one(noun: Noun, filled: Path) -> None:
    enter_missing(filled, noun.table_name)
    use(filled)
    verbs, taken = verbs_of(noun.name), 0
    one_by_one = {"voided_on", "void_reason", *(["inspection"] if verbs.prove else [])}
    with transaction() as session:
        refs = Resolver(session, is_file=True)
        for values, problems in drafts(session, verbs):
            many = ColumnDraft(refs, noun, {key: [value] for key, value in values.items()}, 1, TODAY, {})
            if problems:
                with pytest.raises(Doubtful):
                    verbs.columns(many)
            elif not one_by_one & {key for key, value in values.items() if value}:
                draft = Draft(refs, noun, dict(values), TODAY)
                row = verbs.row(draft)
                with suppress(Doubtful) if draft.hints or verbs.derive_columns else nullcontext():
                    assert {key: column[0] for key, column in verbs.columns(many).items()} == row
                    taken += 1
    assert taken


ONE_POST = """
SELECT v.id FROM violation v JOIN post p ON p.staff_id = v.staff_id
WHERE v.voided_on IS NULL AND v.inspection_id IS NULL AND v.occurred_on = v.found_on AND v.year = 2022
GROUP BY v.id HAVING count(*) = 1
"""
MOVED = "UPDATE violation SET occurred_on = :other, found_on = :other WHERE id = :id"
STANDARD_ENDS = "UPDATE standard SET in_force_to = :day WHERE id = (SELECT standard_id FROM {noun} WHERE id = :id)"
POST_OF = "UPDATE post SET {column} = :day WHERE staff_id = (SELECT staff_id FROM violation WHERE id = :id)"
UNIT_OF = "UPDATE unit SET {column} = :day WHERE id = (SELECT unit_id FROM post WHERE id = :id)"
LINES = [  # rule between records, noun, its record, what is set to a day, what lies on the day before, on it, after it
    ("standard-not-in-force", "violation", ONE_POST, STANDARD_ENDS.format(noun="violation"), MOVED),
    ("violation-without-post", "violation", ONE_POST, POST_OF.format(column="started_on"), MOVED),
    ("violation-without-post", "violation", ONE_POST, POST_OF.format(column="ended_on"), MOVED),
    (
        "violation-after-inspection",
        "violation",
        """
        SELECT v.id FROM violation v JOIN inspection i ON i.id = v.inspection_id
        WHERE i.year = 2022 AND i.concluded_on IS NULL AND v.occurred_on = v.found_on
        """,
        "UPDATE inspection SET visited_on = :day WHERE id = (SELECT inspection_id FROM violation WHERE id = :id)",
        MOVED,
    ),
    (
        "inspection-check-unsound",
        "inspection_check",
        """
        SELECT k.id FROM inspection_check k JOIN inspection i ON i.id = k.inspection_id
        WHERE k.standard_id IS NOT NULL AND i.year = 2022
        """,
        STANDARD_ENDS.format(noun="inspection_check"),
        "UPDATE inspection SET visited_on = :other"
        " WHERE id = (SELECT inspection_id FROM inspection_check WHERE id = :id)",
    ),
    (
        "post-before-birth",
        "post",
        "SELECT id FROM post WHERE ended_on IS NULL",
        "UPDATE staff SET born_on = :day WHERE id = (SELECT staff_id FROM post WHERE id = :id)",
        "UPDATE post SET started_on = :other WHERE id = :id",
    ),
    (
        "post-outside-unit",
        "post",
        "SELECT id FROM post WHERE ended_on IS NULL",
        UNIT_OF.format(column="opened_on"),
        "UPDATE post SET started_on = :other WHERE id = :id",
    ),
    (
        "post-outside-unit",
        "post",
        "SELECT id FROM post WHERE ended_on IS NOT NULL",
        UNIT_OF.format(column="closed_on"),
        "UPDATE post SET ended_on = :other WHERE id = :id",
    ),
    (
        "post-outside-unit",
        "post",
        "SELECT id FROM post WHERE ended_on IS NULL",  # whose end nobody told: it goes on after the unit is closed
        UNIT_OF.format(column="closed_on"),
        "UPDATE post SET started_on = date(:other, '-1 year') WHERE id = :id",
    ),
    (
        "reminder-unfounded",
        "reminder",
        "SELECT m.id FROM reminder m",
        "UPDATE reminder SET reminded_on = :day WHERE id = :id",
        "UPDATE violation SET occurred_on = '2022-01-15', found_on = :other"
        " WHERE id = (SELECT violation_id FROM reminder WHERE id = :id)",
    ),
    (
        "feedback-before-violation",
        "feedback",
        "SELECT f.id FROM feedback f WHERE f.violation_id IS NOT NULL AND f.year = 2022",
        "UPDATE feedback SET received_on = :day, answered_on = NULL, answer = NULL, due_on = NULL WHERE id = :id",
        "UPDATE violation SET occurred_on = :other, found_on = '2022-12-31'"
        " WHERE id = (SELECT violation_id FROM feedback WHERE id = :id)",
    ),
]


@pytest.mark.mostly_slow
@pytest.mark.parametrize(("code", "name", "which", "set_day", "set_other"), LINES, ids=[line[0] for line in LINES])
@pytest.mark.parametrize("other", ["2022-06-14", "2022-06-15", "2022-06-16"])
def test_a_rule_of_the_row_and_the_rule_between_records_draw_the_same_line(
    code: str, name: str, which: str, set_day: str, set_other: str, other: str, filled: Path, chodon: Chodon
) -> None:
    chodon("info")
    with open_to_write(filled) as db:
        (id,) = db.execute(f"{which} LIMIT 1").fetchone()
        for sql in (set_day, set_other):
            db.execute(sql, {"id": id, "day": "2022-06-15", "other": other})
    verbs = verbs_of(name)
    with transaction() as session:
        reader = SessionReader(session)
        broken = [each for each in blocking.find_breaches(reader) if (each.code, each.id) == (code, id)]
        [record] = select.rows(reader, verbs.view, [f"{verbs.view.alias}.id = :id"], id=id, day="9999-12-31")
        values = {**dict(zip(select.keys(verbs.view), record, strict=True)), "number": None}
        values = {key: value for key, value in values.items() if key in verbs.view.readable}
        draft = Draft(Resolver(session), verbs.view, values, TODAY)
        verbs.row(draft)
        refused = bool(draft.problems)
        if code == "post-outside-unit":  # said of one row by the rule itself, of many by what proves them
            refused = is_in_doubt(session, verbs, values)
    assert refused == bool(broken), (broken, list(map(str, draft.problems)))


NEVER_CHANGES = {"id", "code"}  # of a record that is named: what a rule of the row may look at by itself


def test_no_rule_has_two_statements() -> None:
    conditions = {(rule.NOUN, each) for rule in blocking.rules() for each in getattr(rule, "CONDITIONS", ())}
    asked: set[tuple[str, Condition]] = {("case_violation", ACT_WAS_FOUND)}  # of all acts together, by `case open`
    for noun in IN_FILES:
        for rule in verbs_of(noun.name).row_rules:
            looked_at = {key.rpartition(".")[2] for key in rule.keys if "." in key} - NEVER_CHANGES
            if looked_at and "voided_on" not in rule.keys:  # of what was entered by mistake no rule asks any more
                assert rule.condition and (noun.name, rule.condition) in conditions, (
                    f"{noun.name}, {rule.about}: another record can change so that this no longer holds. Declare it as"
                    " a condition in nouns/ and let a rule in rules/blocking ask for it (CONDITIONS, breaches_sql)"
                )
                asked.add((noun.name, rule.condition))
    assert asked == conditions, "a condition that no row is held against when it is entered"


def test_a_condition_says_the_same_in_python_and_in_sql() -> None:
    conditions = {each for rule in blocking.rules() for each in getattr(rule, "CONDITIONS", ())}
    with closing(sqlite3.connect(":memory:")) as db:
        for condition in conditions:
            columns = sorted({tuple(key.rpartition(".")[::2]) for key in condition.keys})  # record, column
            records = {record: [own for of, own in columns if of == record] for record, _column in columns}
            one_row = (", ".join(f"? AS {own}" for own in each) for each in records.values())
            tables = ", ".join(f"(SELECT {row}) r_{record}" for row, record in zip(one_row, records, strict=True))
            sql = f"SELECT 1 FROM {tables} WHERE {condition.breach_sql({record: f'r_{record}' for record in records})}"
            kinds_or_days = {"kind": [None, "complaint", "praise"]}
            for values in product(*(kinds_or_days.get(own, [None, *DAYS[:2]]) for _record, own in columns)):
                known = dict(zip(columns, values, strict=True))
                row = [[known[key.rpartition(".")[0], key.rpartition(".")[2]]] for key in condition.keys]
                assert condition.holds(*row) is not bool(db.execute(sql, values).fetchone()), (sql, values)


def is_in_doubt(session: Session, verbs: NounVerbs, values: dict[str, Any]) -> bool:
    many = ColumnDraft(Resolver(session), verbs.view, {key: [value] for key, value in values.items()}, 1, TODAY, {})
    try:
        verbs.columns(many)
    except Doubtful:
        return True
    return False


FILLED_IN = {  # field -> what is kept where nothing is said
    "violation.found_on": "2022-03-01",  # its day
    "violation.source": "other",
    "violation.severity": "minor",
    "feedback.channel": "other",
}
SAID = {
    "violation": {"staff": "CC002", "standard": "TT01", "occurred_on": "2022-03-01"},
    "feedback": {"unit": "PNV", "received_on": "2022-03-01", "kind": "complaint", "text": "chậm"},
}


def test_what_is_not_said_is_kept_as_the_declaration_says(filled: Path, chodon: Chodon) -> None:
    chodon("info")
    every = {f"{noun.name}.{f.key}": f for noun in IN_FILES for f in noun.fields if f.default or f.default_of}
    assert set(every) == set(FILLED_IN), "say in FILLED_IN what is kept where nothing is said"
    with transaction() as session:
        for where, value in FILLED_IN.items():
            verbs = verbs_of(where.partition(".")[0])
            draft = Draft(Resolver(session), verbs.view, dict(SAID[verbs.view.name]), TODAY)
            row = verbs.row(draft)
            assert (row[every[where].stored_as], draft.problems) == (value, [])
            said = {**SAID[verbs.view.name], every[where].key: "2022-03-05" if value.startswith("2") else "self"}
            assert verbs.row(Draft(Resolver(session), verbs.view, said, TODAY))[every[where].stored_as] != value


@pytest.mark.mostly_slow
@pytest.mark.parametrize("noun", [noun for noun in IN_FILES if "voided_on" in noun.by_key], ids=lambda noun: noun.name)
@pytest.mark.parametrize(("said", "missing"), [("voided_on", "void_reason"), ("void_reason", "voided_on")])
def test_what_was_entered_by_mistake_says_when_and_why(
    noun: Noun, said: str, missing: str, filled: Path, chodon: Chodon
) -> None:
    chodon("info")
    with transaction() as session:
        draft = Draft(Resolver(session), noun, {said: "2022-03-01"}, TODAY)
        verbs_of(noun.name).row(draft)
        assert missing in {problem.column for problem in draft.problems}
        draft = Draft(Resolver(session), noun, {said: "2022-03-01", missing: "2022-03-01"}, TODAY)
        verbs_of(noun.name).row(draft)
        assert not {said, missing} & {problem.column for problem in draft.problems}
