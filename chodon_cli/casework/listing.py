"""The cases as they are listed and shown: how each stands on a day."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from operator import itemgetter
from typing import NamedTuple, TypeVar, overload

from chodon_cli.casework.case import Case, case_of_number, cases, not_yet
from chodon_cli.casework.plain_cases import listed_cases
from chodon_cli.casework.selection import CaseCondition, cases_to_list
from chodon_cli.casework.steps import advice
from chodon_cli.dates import Period, show_day
from chodon_cli.input_row import Values
from chodon_cli.law.clock import LIVE_STATES
from chodon_cli.law.rules import first_day, unchecked_note, weakest
from chodon_cli.locale import N_, _
from chodon_cli.nouns.case import DECLARATION
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries import select as lists
from chodon_cli.queries.filters import rows_with_text
from chodon_cli.queries.unit_tree import ids_under
from chodon_cli.result import Cell, Column, Result, Row
from chodon_cli.row_stream import SEPARATOR, RowOrder, RowStream, as_text, in_hand
from chodon_cli.store import Reader, stays_open, translate_errors
from chodon_cli.store.reader import HAS_FORMAT
from chodon_cli.text import clean

CASE_LIST_COLUMNS = [
    Column("number", "code"),
    Column("staff", "code", 2, label=N_("Person")),
    Column("full_name", "person", 2),
    Column("unit", "code", 2),
    Column("violations", "code", 5, label=N_("Violations of a case")),
    Column("found_on", "date", 4),
    Column("opened_on", "date", 3, label=N_("Case opened on")),
    Column("state", "word"),
    Column("due_on", "date"),
    Column("days_left", "integer"),
    Column("extended", "integer", 5),
    Column("paused", "integer", 5),
    Column("outcome", "word", 3),
    Column("form", "word", 2, label=N_("Form of discipline")),
    Column("decision", "text", 4),
    Column("decided_on", "date", 3),
    Column("effective_on", "date", 5),
    Column("lapses_on", "date", 4),
    Column("verified", "word", 3),
]


DUE_ON_PLACE, VERIFIED_PLACE = (
    [column.key for column in CASE_LIST_COLUMNS].index(key) for key in ("due_on", "verified")
)
KEYS_OF_A_FILTER = ("unit_id", "opened_on", "state", "days_left")
BLOCK = 1_000  # cases that are held at once
T = TypeVar("T")  # a row, or a row as one text


def row(case: Case, day: str) -> Row | None:
    """The case as it stands on the day, in the order of CASE_LIST_COLUMNS; None before it is opened."""
    now = case.standing(day)
    if now is None:
        return None
    decided = now.decided
    tags = [tag for tag in (case.verified_on(day), decided and decided.verified) if tag]
    return (
        case.number,
        case.staff,
        case.full_name,
        case.unit,
        " ".join(sorted(act.number for act in case.acts)),
        case.found_on,
        case.opened_on,
        now.state,
        now.due_on,
        now.days_left(day),
        now.granted,
        now.paused,
        now.closed and now.closed.outcome,
        decided and decided.form,
        decided and decided.decision,
        decided and decided.happened_on,
        decided and decided.effective_on,
        decided and decided.lapses_on,
        weakest(tags) if tags else None,
    )


def values_by_key(case: Case, day: str) -> Values | None:
    """The same row by key, with the id of the unit in which the case counts."""
    made = row(case, day)
    if made is None:
        return None
    values = dict(zip((column.key for column in CASE_LIST_COLUMNS), made, strict=True))
    return {**values, "unit_id": case.earliest and case.earliest.unit_id}


class CaseFilter(NamedTuple):
    """Which cases are wanted; None asks for all."""

    as_of: str
    period: Period | None = None
    unit: str | None = None
    staff: str | None = None
    state: str | None = None
    is_overdue: bool = False
    find: str | None = None
    is_now: bool = False  # the unit with those that it succeeded
    among: frozenset[int] | None = None  # units by id, where no unit is named
    of_units: Sequence[int] | None = None  # the cases with an act there, by whoever has their ids
    live_or_since: str | None = None  # live ones, and of the others those opened from this day on


def list_cases(db: Reader, filters: CaseFilter) -> Result:
    """The cases by number, as they stand on the day."""
    staff = None if filters.staff is None else lookup.staff(db, filters.staff).id
    units = filters.among if filters.unit is None else ids_under(db, filters.unit, filters.is_now)
    is_live_only = filters.is_overdue or filters.state in LIVE_STATES
    which = cases_to_list(
        filters.as_of, filters.period, staff, units, filters.live_or_since, is_live_only, filters.of_units
    )
    is_wanted = row_filter(filters, units)

    def read(wanted: Sequence[int], _order: RowOrder | None) -> Iterator[Row]:
        keys = [CASE_LIST_COLUMNS[place].key for place in wanted]
        if is_wanted is None:
            yield from rows_in_blocks(db, which, keys, filters.as_of)
            return
        count = len(keys)
        for each in rows_in_blocks(db, which, [*keys, *KEYS_OF_A_FILTER], filters.as_of):
            if is_wanted(*each[count:]):
                yield each[:count]

    def read_texts(wanted: Sequence[int], _order: RowOrder | None) -> Iterator[str] | None:
        keys = [CASE_LIST_COLUMNS[place].key for place in wanted]
        return texts_in_blocks(db, which, keys, filters.as_of) if HAS_FORMAT and is_wanted is None else None

    stream = RowStream(len(CASE_LIST_COLUMNS), read, read_texts=read_texts)
    rows = stream if stays_open(db) else in_hand(stream)
    result = rows_with_text(Result(DECLARATION.title, CASE_LIST_COLUMNS, rows), filters.find, DECLARATION.number)
    if isinstance(result.rows, RowStream):
        known = NotesWhileRead(result.rows)
        return replace(result, rows=known.rows, notes=known, period=filters.period, as_of=filters.as_of)
    return replace(result, notes=notes(result.rows), period=filters.period, as_of=filters.as_of)


def row_filter(filters: CaseFilter, units: Collection[int] | None) -> Callable[..., bool] | None:
    """What is asked of the values of KEYS_OF_A_FILTER; None if nothing is that the database cannot tell."""
    since, state = filters.live_or_since, filters.state
    if units is None and not (state or filters.is_overdue or since):
        return None

    def is_wanted(unit_id: int | None, opened_on: str, state_now: str, days_left: int | None) -> bool:
        if not (units is None or unit_id in units) or (state and state_now != state):
            return False
        if filters.is_overdue and (days_left or 0) >= 0:
            return False
        return not since or opened_on >= since or state_now in LIVE_STATES

    return is_wanted


def rows_in_blocks(db: Reader, which: CaseCondition, keys: Sequence[str], day: str) -> Iterator[Row]:
    """The values of these keys of each of the cases as it stands on the day, by number."""
    listed = listed_cases(db, which, keys, day)
    return in_blocks(db, listed, itemgetter(slice(2, 2 + len(keys))), keys, day, tuple)


def texts_in_blocks(db: Reader, which: CaseCondition, keys: Sequence[str], day: str) -> Iterator[str]:
    """The same rows, each as one text of its values."""
    return in_blocks(db, listed_cases(db, which, keys, day, is_as_text=True), itemgetter(2), keys, day, as_text)


def in_blocks(
    db: Reader,
    listed: Iterator[Row],
    of_plain: Callable[[Row], T],
    keys: Sequence[str],
    day: str,
    make: Callable[[Sequence[Cell]], T],
) -> Iterator[T]:
    """What each of the listed cases gives: one that the database has worked out, or one that is read as a whole case.

    No more than some are held at once.
    """
    with translate_errors():
        while block := [*islice(listed, BLOCK)]:
            others = [id for id, is_plain, *_values in block if not is_plain]
            if not others:
                yield from map(of_plain, block)
                continue
            by_id = {case.id: case for case in cases(db, others)}
            for each in block:
                if each[1]:
                    yield of_plain(each)
                elif values := values_by_key(by_id[each[0]], day):
                    yield make([values[key] for key in keys])


class NotesWhileRead(Sequence[str]):
    """The notes of rows that are read while they are written out: known once the last has been."""

    def __init__(self, rows: RowStream) -> None:
        self._source = rows
        self._tags: set[str | None] = set()
        self._is_without_limit = self._is_complete = False
        self.rows = RowStream(rows.width, self._read, rows.can_order, self._read_texts)

    def _read(self, wanted: Sequence[int], order: RowOrder | None) -> Iterator[Row]:
        count = len(wanted)
        for each in self._source.read([*wanted, DUE_ON_PLACE, VERIFIED_PLACE], order):
            self._is_without_limit |= each[count] is None
            self._tags.add(each[count + 1])
            yield each[:count]
        self._is_complete = True

    def _read_texts(self, wanted: Sequence[int], order: RowOrder | None) -> Iterator[str] | None:
        texts = self._source.read_texts([*wanted, DUE_ON_PLACE, VERIFIED_PLACE], order)
        return texts and self._noting(texts)

    def _noting(self, texts: Iterator[str]) -> Iterator[str]:
        for each in texts:
            text, due_on, tag = each.rsplit(SEPARATOR, 2)
            self._is_without_limit |= not due_on
            self._tags.add(tag or None)
            yield text
        self._is_complete = True

    def _notes(self) -> list[str]:
        if not self._is_complete:
            for _row in self._read((), None):
                pass
        return notes_of(self._tags, self._is_without_limit)

    def __len__(self) -> int:
        return len(self._notes())

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> list[str]: ...
    def __getitem__(self, place: int | slice) -> str | list[str]:
        return self._notes()[place]


def notes(rows: Sequence[Row]) -> list[str]:
    """What is to be known of cases as they are shown: a last day that no rule gives, rules that nobody has checked."""
    return notes_of({row[VERIFIED_PLACE] for row in rows}, any(row[DUE_ON_PLACE] is None for row in rows))


def notes_of(tags: Iterable[str | None], is_without_limit: bool) -> list[str]:
    said = unchecked_note(tags)
    if is_without_limit:
        said.insert(0, _("no rule is held for days before {first}").format(first=show_day(first_day())))
    return said


def show_case(db: Reader, reference: str, today: str) -> Result:
    """One case: how it stands, what it was opened on, and what happened to it."""
    from chodon_cli.nouns import case_event, violation

    case = case_of_number(db, clean(reference))
    now = case.standing(today)
    case_row = [case_row for case_row in [row(case, today)] if case_row]
    if not case_row or now is None:
        raise not_yet(case)
    where = f"v.id IN (SELECT violation_id FROM case_violation WHERE case_id = {case.id})"
    events = lists.rows(db, case_event.DECLARATION, ["c.id = :id", "e.happened_on <= :today"], id=case.id, today=today)
    hidden = [
        replace(column, shown="asked") if column.key == "case" or not any(e[place] for e in events) else column
        for place, column in enumerate(case_event.FIELDS)
    ]
    return Result(
        N_("Case"),
        CASE_LIST_COLUMNS,
        case_row,
        notes=[*notes(case_row), *advice(case, now, today)],
        as_of=today,
        layout="record",
        details=[
            Result(N_("Violations"), violation.FIELDS, lists.rows(db, violation.DECLARATION, [where], known_on=today)),
            Result(case_event.DECLARATION.title, hidden, events),
        ],
    )


def written_case(id: int, title: str, today: str, hints: Sequence[str]) -> Result:
    """The case as just written."""
    from chodon_cli import store

    with store.reading() as db:
        case_row = [case_row for case in cases(db, [id]) if (case_row := row(case, max(today, case.opened_on)))]
    heading = lists.written_title(title, case_row)
    return Result(
        heading, CASE_LIST_COLUMNS, case_row, notes=notes(case_row), hints=hints, is_write=True, layout="record"
    )
