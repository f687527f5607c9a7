"""Taking back what a changeset did, and doing it again: always as a new changeset."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from sqlite3 import IntegrityError

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, SQLModel

from chodon_cli.audit.describe import RecordDescriber
from chodon_cli.audit.entries import Families, JournalEntry, entries, existing, families
from chodon_cli.audit.resting import resting_on
from chodon_cli.errors import Refused, one_line
from chodon_cli.input_row import Values
from chodon_cli.locale import _, figure
from chodon_cli.queries.derived import derived_values
from chodon_cli.register import journal
from chodon_cli.register.hidden_rows import refuse_hidden_breaches
from chodon_cli.register.session import SessionReader
from chodon_cli.register.tables import every_table
from chodon_cli.register.tables.journal import NumberGivenRow
from chodon_cli.result import Cell
from chodon_cli.rules import blocking
from chodon_cli.store import branch
from chodon_cli.value_class import dataclass

UNDOABLE_CHANGESETS_SQL = """
SELECT DISTINCT changeset_id FROM change
WHERE count > 0 AND noun NOT IN ('alembic_version', 'erasure', 'register', 'number_given')
AND changeset_id NOT IN (SELECT id FROM changeset WHERE undoes IS NOT NULL) AND changeset_id > 1
ORDER BY changeset_id DESC
"""
FIRST_CHANGESET = 1  # the changeset with which the register begins
MOST_REASONS_NAMED = 5  # of what stands in the way, so many are named
CODE_OF_A_PERSON = re.compile(r"(CB|CC|CX|VC|HD)([0-9]{1,7})")  # of people, as the program gives them
RESTS_ON = {  # column -> the noun whose person and unit are asked too
    "case_id": "discipline_case",
    "violation_id": "violation",
    "inspection_id": "inspection",
    "task_id": "task",
}
MOST_RECORDS_ONE_BY_ONE = 1000  # records: with more, every rule is held against everybody


@dataclass
class Reversal:
    """What was done: the changeset that was meant, and its entries as they were applied."""

    changeset: int
    is_redo: bool
    entries: list[JournalEntry] = field(default_factory=list)


def last_done(session: Session) -> int:
    """The latest changeset that holds and can be taken back. Refused if there is none."""
    db = SessionReader(session)
    known_families = families(db)
    for (id,) in db.execute(UNDOABLE_CHANGESETS_SQL, {}):
        if known_families.holds(id):
            return int(id)
    raise Refused(_("there is nothing to take back"), _("see: {command}").format(command="chodon audit list"))


def last_undone(session: Session) -> int:
    """The changeset that was taken back last and was not done again. Refused if there is none."""
    known_families = families(SessionReader(session))
    if not known_families.undone:
        raise Refused(_("there is nothing to do again"), _("see: {command}").format(command="chodon audit list"))
    return max(known_families.undone, key=lambda first: known_families.last[first])


def undo(session: Session, changeset: int) -> Reversal:
    """Take the changeset back. Refused, naming them in order, if others rest on it."""
    db = SessionReader(session)
    known_families = families(db)
    first = known_families.first(existing(db, changeset))
    own = _undoable(session, first)
    if not known_families.holds(first):
        raise Refused(
            _("entry {number} was taken back already").format(number=changeset), _("do it again with: chodon redo")
        )
    _nothing_rests_on(session, first, known_families)
    return _apply_reversal(session, Reversal(first, False, own[::-1]), known_families)


def redo(session: Session, changeset: int) -> Reversal:
    """Do again what was taken back. Refused if the register has changed so that it does not fit."""
    db = SessionReader(session)
    known_families = families(db)
    first = known_families.first(existing(db, changeset))
    own = _undoable(session, first)
    if known_families.holds(first):
        raise Refused(
            _("entry {number} was not taken back").format(number=changeset),
            _("see: {command}").format(command="chodon audit list"),
        )
    return _apply_reversal(session, Reversal(first, True, own), known_families)


def _undoable(session: Session, first: int) -> list[JournalEntry]:
    own = entries(SessionReader(session), first)
    sql = "SELECT count(*) FROM change WHERE changeset_id = :id AND noun IN ('alembic_version', 'erasure', 'register')"
    if first == FIRST_CHANGESET or not own or SessionReader(session).execute(sql, {"id": first}).fetchone()[0]:
        raise Refused(
            _("entry {number} changed nothing that can be taken back").format(number=first),
            _("see: {command}").format(command=f"chodon audit show {first}"),
        )
    return own


def _nothing_rests_on(session: Session, first: int, known_families: Families) -> None:
    db = SessionReader(session)
    _refuse_hidden_changes(db, first, known_families)
    resting = resting_on(db, first, known_families).by
    if not resting:
        return
    describer = RecordDescriber(db)
    order = sorted(resting, key=known_families.last_changeset, reverse=True)
    names = {
        id: [describer.name_of(*each) for each in sorted(resting[id])[:MOST_REASONS_NAMED]]
        for id in order[:MOST_REASONS_NAMED]
    }
    named = [
        f"{id} ({min(names[id], key=len)})" for id in order[:MOST_REASONS_NAMED]
    ]  # a number says more than a list of codes
    more = (
        [_("and {number} more").format(number=figure(len(order) - MOST_REASONS_NAMED, 0))]
        if len(order) > MOST_REASONS_NAMED
        else []
    )
    raise Refused(
        _("entry {number} cannot be taken back: others rest on it").format(number=first),
        _("take these back first, in this order: {entries}").format(entries=", ".join(named + more)),
    )


def _refuse_hidden_changes(db: SessionReader, first: int, known_families: Families) -> None:
    for entry in entries(db, first):
        if branch.hidden_changes(db, entry.noun, entry.first, entry.last, known_families.last_changeset(first)):
            raise Refused(
                _("entry {number} cannot be taken back: others rest on it").format(number=first),
                _("this account does not read them: ask somebody who may read all of the register"),
            )


def _apply_reversal(session: Session, back: Reversal, known_families: Families) -> Reversal:
    concerned = _people_and_units_concerned(session, back)
    broken = set(_breaches(session, concerned))
    journal.take_back(session, known_families.last_changeset(back.changeset))
    try:
        for entry in back.entries:
            _apply(session, entry, back)
    except (IntegrityError, DBAPIError) as error:
        if not isinstance(getattr(error, "orig", error), IntegrityError):
            raise
        raise Refused(
            _("entry {number} no longer fits: what was entered since has its place").format(number=back.changeset),
            _("see: chodon audit list"),
        ) from error
    if faults := [fault for fault in _breaches(session, concerned) if fault not in broken]:
        raise Refused(
            one_line([fault.message for fault in faults[:MOST_REASONS_NAMED]]),
            _("see: {command}").format(command="chodon audit list"),
        )
    refuse_hidden_breaches(session, **(concerned or {}))
    return back


def _apply(session: Session, entry: JournalEntry, back: Reversal) -> None:
    table = every_table()[entry.noun]
    if not entry.is_addition:
        _change(session, table, entry, back)
    elif back.is_redo:
        _add(session, table, entry)
    else:
        _remove(session, table, entry)


def _people_and_units_concerned(session: Session, back: Reversal) -> dict[str, list[int]] | None:
    """The people and units whose rules may be broken by it; None for everybody."""
    if sum(entry.count for entry in back.entries) > MOST_RECORDS_ONE_BY_ONE:
        return None
    people: set[int | None] = set()
    units: set[int | None] = set()
    for entry in back.entries:
        for row in filter(None, [entry.row_before(), *entry.rows_after()]):
            for noun, each in [(entry.noun, row), *_records_beneath(session, row)]:
                people.add(each["id"] if noun == "staff" else each.get("staff_id"))
                units.add(each["id"] if noun == "unit" else each.get("unit_id"))
    return {"staff": [id for id in people if id], "units": [id for id in units if id]}


def _records_beneath(session: Session, row: Values) -> Iterator[tuple[str, Values]]:
    """The records that this one is part of or rests on: the rules know an event by the person of its case."""
    describer = RecordDescriber(SessionReader(session))
    for key, noun in RESTS_ON.items():
        if row.get(key) and (stored := describer.stored_row(noun, row[key])):
            yield noun, stored


def _breaches(session: Session, concerned: dict[str, list[int]] | None) -> list[blocking.RuleBreach]:
    of = concerned or {}
    return blocking.find_breaches(SessionReader(session), of.get("staff"), of.get("units"))


def _remove(session: Session, table: type[SQLModel], entry: JournalEntry) -> None:
    """Take away the records that were added; what they were called is not given again."""
    highest: dict[tuple[str, int], int] = defaultdict(int)
    highest[entry.noun, 0] = entry.last
    for row in entry.rows_after():
        if row.get("n") and row.get("year"):
            highest[entry.noun, row["year"]] = max(highest[entry.noun, row["year"]], row["n"])
        if entry.noun == "staff" and (code := CODE_OF_A_PERSON.fullmatch(row["code"])):
            highest[code[1], 0] = max(highest[code[1], 0], int(code[2]))
    for (noun, year), n in highest.items():
        _keep_given(session, noun, year, n)
    journal.remove(session, table, entry.first, entry.count)


def _keep_given(session: Session, noun: str, year: int, n: int) -> None:
    sql = "SELECT id, n FROM number_given WHERE noun = :noun AND year = :year"
    row = SessionReader(session).execute(sql, {"noun": noun, "year": year}).fetchone()
    if row is None:
        journal.add(session, NumberGivenRow, {"noun": noun, "year": year, "n": n})
    elif row[1] < n:
        journal.change(session, NumberGivenRow, row[0], n=n)


def _add(session: Session, table: type[SQLModel], entry: JournalEntry) -> None:
    """Write the records again, with the ids that they had."""
    rows = [{**row, **derived_values(entry.noun, row)} for row in entry.rows_after()]
    columns = {key: [row[key] for row in rows] for key in rows[0]}
    journal.load(session, table, len(rows), lambda: [columns])


def _change(session: Session, table: type[SQLModel], entry: JournalEntry, back: Reversal) -> None:
    """Write one record as it was before, or after; Refused if it is not as the changeset left, or found, it."""
    before, after = entry.row_before() or {}, entry.rows_after()[0]
    now, then = (before, after) if back.is_redo else (after, before)
    stored = RecordDescriber(SessionReader(session)).stored_row(entry.noun, entry.first)
    if stored is None or not _agrees(stored, now):
        name = RecordDescriber(SessionReader(session)).name_of(entry.noun, entry.first)
        raise Refused(
            _("{record} is no longer as entry {number} has it").format(record=name, number=back.changeset),
            _("see: chodon audit show {record}").format(record=name),
        )
    values = {key: value for key, value in then.items() if key in stored and key != "id"}
    journal.change(session, table, entry.first, **values, **derived_values(entry.noun, {**stored, **values}))


def _agrees(stored: Mapping[str, Cell], expected: Mapping[str, Cell]) -> bool:
    return all(stored[key] == value for key, value in expected.items() if key in stored)


def lines_of_reversal(session: Session, back: Reversal, most: int) -> tuple[list[tuple[str, str, str, str, str]], int]:
    """What is done, in people's words: kind, record, column, value now, value then; and how many more there are."""
    describer = RecordDescriber(SessionReader(session))
    rows: list[tuple[str, str, str, str, str]] = []
    more = 0
    for entry in back.entries:
        if len(rows) >= most:
            more += entry.count
        elif entry.count > most:
            subject = _("{number} records").format(number=figure(entry.count, 0))
            rows.append((describer.kind(entry.noun), subject, "", *_whether_there(back)))
        else:
            rows += _lines_of_entry(describer, entry, back)
    return rows, more


def _lines_of_entry(
    describer: RecordDescriber, entry: JournalEntry, back: Reversal
) -> Iterable[tuple[str, str, str, str, str]]:
    kind = describer.kind(entry.noun)
    for row in entry.rows_after():
        name = describer.name(entry.noun, row)
        if entry.is_addition:
            yield kind, name, "", *_whether_there(back)
            continue
        for heading, before, after in describer.changes(entry.noun, entry.row_before(), row):
            yield kind, name, heading, *((before, after) if back.is_redo else (after, before))


def _whether_there(back: Reversal) -> tuple[str, str]:
    there, absent = _("entered"), _("not entered")
    return (absent, there) if back.is_redo else (there, absent)
