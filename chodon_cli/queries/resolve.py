"""What a reference means: from the code or the name that somebody wrote to the record."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import starmap
from typing import NamedTuple, TypeVar

from chodon_cli.dates import parse_day, show_day, today
from chodon_cli.errors import Rejected
from chodon_cli.input_row import Values
from chodon_cli.locale import _
from chodon_cli.nouns import number
from chodon_cli.nouns.number import Number
from chodon_cli.queries import names
from chodon_cli.queries.numbered import NotInRegister as NotInRegister
from chodon_cli.queries.numbered import no_such_number as no_such_number
from chodon_cli.queries.numbered import record_by_number
from chodon_cli.queries.references import (
    CaseRef,
    DocumentRef,
    InspectionRef,
    StaffRef,
    StandardRef,
    TaskRef,
    UnitRef,
    ViolationRef,
)
from chodon_cli.queries.select import containing
from chodon_cli.result import Cell, Row
from chodon_cli.store import Reader
from chodon_cli.text import clean, clean_number, search_form, unaccent, with_tones_behind

MOST_MEANINGS_NAMED = 10  # of those that a word can mean are named
VIOLATION_NUMBER_SQL = number.VIOLATION_NUMBER.sql("v")
IS_BENEATH_UNIT = """
u.id IN (
    WITH RECURSIVE beneath (id) AS (
        SELECT id FROM unit WHERE id = :unit
        UNION SELECT below.id FROM unit below JOIN beneath ON below.parent_id = beneath.id
    ) SELECT id FROM beneath
)
"""  # a condition: the unit :unit or one under it


OF_NOUN_SQL = {
    "unit": "SELECT id, code, name, opened_on, closed_on FROM unit WHERE ",
    "staff": "SELECT id, code, full_name, born_on FROM staff WHERE ",
    "standard": "SELECT id, code, in_force_to FROM standard WHERE ",
}
BY_CODE = "code = :code"
R = TypeVar("R")


def even_if_void(look: Callable[..., R], db: Reader, reference: str) -> R:
    """What the look-up finds; a record that was entered by mistake only where no other is meant."""
    try:
        return look(db, reference)
    except NotInRegister as missing:
        try:
            return look(db, reference, even_void=True)
        except NotInRegister:
            raise missing from None


def first_questions(named: Iterable[tuple[str, str]], even_void: bool = False) -> list[tuple[str, Values]]:
    """What is asked first of each noun and what is said of it, where that may be a code."""
    return [
        (
            f"{OF_NOUN_SQL[noun]}{'' if noun == 'standard' else live_condition(even_void)}{BY_CODE}",
            {"code": clean(said).upper()},
        )
        for noun, said in named
        if noun in OF_NOUN_SQL
    ]


def unit(db: Reader, reference: str, column: str = "unit", even_void: bool = False) -> UnitRef:
    """The unit with this code, or this name as offices write it; that once was called so, where none is now."""
    word, called = clean(reference), units_called(db, reference, even_void)
    then = _called_on_the_day(db, word, called) if column not in ("parent", "successor") else []
    matches = then or called or units_once_called(db, reference, even_void, column)
    if len(matches) == 1:
        return matches[0]
    if matches:
        codes = ", ".join(match.code for match in matches)
        raise Rejected(column, word, _("more than one unit has this name"), codes)
    from chodon_cli.queries.nearest import did_you_mean, near_units

    near = near_units(word, [*names.named_units(db), *names.once_named_units(db)])
    hint = did_you_mean(f"{code} {name}" for code, name in near)
    raise NotInRegister(column, word, _("there is no such unit"), hint)


def units_called(db: Reader, reference: str, even_void: bool = False) -> list[UnitRef]:
    """The units that this may mean: one, where it is clear which; none, and nobody is asked who else was meant."""
    sql = OF_NOUN_SQL["unit"] + live_condition(even_void)
    word = clean(reference)
    matches = rows(db, sql + BY_CODE, code=word.upper())
    if not matches:
        alike = rows(db, sql + "search_key LIKE :key ORDER BY code", key=f"%{search_form(word)}")
        exact = [row for row in alike if row[2] == word] or _rows_of_alias(db, sql, word)
        matches = exact or with_name(alike, word) or _rows_of_name(db, sql, word, names.named_units)
    return [UnitRef(*match) for match in matches]


def _called_on_the_day(db: Reader, word: str, called: Sequence[UnitRef]) -> list[UnitRef]:
    """The units that were called so on the day that it is, if one of them has been renamed since; a code goes first."""
    then = names.units_named_then(db, day := today())
    if not then or [each.code for each in called] == [word.upper()]:
        return []
    from chodon_cli.queries import unit_names

    sql = f"{OF_NOUN_SQL['unit']}voided_on IS NULL AND {BY_CODE}"
    renamed = [UnitRef(*rows(db, sql, code=code)[0]) for code, name in then if unit_names.is_same(word, name)]
    codes = {code for code, _name in then}
    there_then = [each for each in called if (each.opened_on or "") <= day <= (each.closed_on or day)]
    kept = [each for each in there_then if each.code not in codes and unit_names.is_same(word, each.name)]
    return renamed and [*renamed, *kept]


def units_once_called(db: Reader, reference: str, even_void: bool = False, column: str = "unit") -> list[UnitRef]:
    """The units that had this name until they were renamed; for a parent none: its list may have another so called."""
    word = "" if column in ("parent", "successor") else clean(reference)
    sql = OF_NOUN_SQL["unit"] + live_condition(even_void)
    return [UnitRef(*match) for match in _rows_of_name(db, sql, word, names.once_named_units)]


def _rows_of_alias(db: Reader, sql: str, word: str) -> list[Row]:
    """The units of which the register was told that this stands for them, as it is spelled."""
    some = rows(db, sql + "aliases LIKE :alias ESCAPE '!' ORDER BY code", alias=containing(word, str)) if word else []
    return [row for row in some if word in names.unit_aliases(db, row[0])][:MOST_MEANINGS_NAMED]


def _rows_of_name(db: Reader, sql: str, word: str, named: Callable[[Reader], list[Row]]) -> list[Row]:
    """The units that the word can mean as offices write it, or that it stands for in this register."""
    from chodon_cli.queries import unit_names

    codes = [*dict.fromkeys(unit_names.meaning(word, named(db)))] if word else []
    return [row for code in codes[:MOST_MEANINGS_NAMED] for row in rows(db, sql + BY_CODE, code=code)]


def staff(db: Reader, reference: str, column: str = "staff", even_void: bool = False) -> StaffRef:
    """`staff_of_list`, and who may have been meant where there is none."""
    try:
        return staff_of_list(db, reference, column, even_void)
    except NotInRegister as missing:
        from chodon_cli.queries.nearest import near_people

        raise NotInRegister(column, missing.value, missing.reason, near_people(db, clean(reference))) from None


def staff_of_list(db: Reader, said: str, column: str = "staff", even_void: bool = False) -> StaffRef:
    """The person with this code, or this name if only one person bears it.

    A name is matched with its tones; typed without any mark, without. Nobody else is looked for: a list may have
    thousands of names that the register has not.
    """
    sql = OF_NOUN_SQL["staff"] + live_condition(even_void)
    word = clean(said)
    matches = rows(db, sql + BY_CODE, code=word.upper())
    if not matches:
        of_name = rows(db, sql + "search_key = :key ORDER BY code", key=search_form(word))
        matches = with_exact_name(of_name, word)
    if len(matches) == 1:
        return StaffRef(*matches[0])
    if matches:
        people = ", ".join(
            f"{code} {name} {show_day(born) if born else ''}".strip() for _id, code, name, born in matches
        )
        raise Rejected(column, word, _("more than one person has this name"), people)
    raise NotInRegister(column, word, _("there is no such person"))


def standard(db: Reader, reference: str, column: str = "standard", even_void: bool = False) -> StandardRef:
    """The standard with this code, or this title if only one has it."""
    word = clean(reference)
    matches = rows(db, OF_NOUN_SQL["standard"] + BY_CODE, code=word.upper())
    if matches:
        return StandardRef(*matches[0])
    every = rows(db, "SELECT id, code, title, in_force_to FROM standard ORDER BY code")
    titled = with_name(every, word)
    if len(titled) == 1:
        id, code, _named, last = titled[0]
        return StandardRef(id, code, last)
    if titled:
        raise Rejected(column, word, _("more than one standard has this title"), ", ".join(row[1] for row in titled))
    from chodon_cli.queries.nearest import did_you_mean, nearest, with_words

    by_title = {row[2]: f"{row[1]} {row[2]}" for row in every}
    near = did_you_mean(with_words(word, by_title)) or nearest(word, {row[1]: row[1] for row in every} | by_title)
    raise NotInRegister(column, word, _("there is no such standard"), near)


def document(db: Reader, reference: str, column: str = "document", even_void: bool = False) -> DocumentRef:
    """The document of this number, or NUMBER@DAY where several have it."""
    said = clean(reference)
    number, at, day = said.rpartition("@") if "@" in said else (said, "", "")
    issued_on = parse_day(day) if at else None
    matches = next(filter(None, _documents(db, number, issued_on, live_condition(even_void))), [])
    if len(matches) == 1:
        return DocumentRef(*matches[0])
    if matches:
        choices = ", ".join(row[1] for row in matches)
        raise Rejected(column, reference, _("more than one document has this number"), choices)
    raise NotInRegister(column, reference, _("there is no such document"))


def _documents(db: Reader, number: str, issued_on: str | None, live: str) -> Iterator[list[Row]]:
    """The documents of this number, and day if one is said: as it is spelled, with plain hyphens, with any others."""
    from chodon_cli.nouns.fields import DOCUMENT_REFERENCE_SQL

    day = " AND d.issued_on = :day" if issued_on else ""
    sql = f"SELECT d.id, {DOCUMENT_REFERENCE_SQL}, d.issued_on, d.number FROM document d WHERE {live}"
    values: Values = {"day": issued_on} if issued_on else {}
    for key in dict.fromkeys([number.casefold(), clean_number(number).casefold()]):
        yield [row[:3] for row in rows(db, f"{sql}d.number_key = :key{day} ORDER BY 3", key=key, **values)]
    alike = rows(db, f"{sql}d.search_key LIKE :key{day} ORDER BY 3", key=f"{search_form(number)}%", **values)
    yield [row[:3] for row in alike if clean_number(row[3]).casefold() == clean_number(number).casefold()]


class NumberedReference(NamedTuple):
    """How the records of a noun are found by their numbers: what of them is asked, `r` being the record."""

    make: Callable[..., CaseRef | InspectionRef | TaskRef | ViolationRef]
    number: Number
    columns: str  # besides id and number
    table: str
    even_void: bool = True  # whether one that was entered by mistake is always found

    def sql(self, even_void: bool) -> str:
        """The SELECT of those of which the condition behind it is true."""
        only = "" if even_void or self.even_void else "r.voided_on IS NULL AND "
        return f"SELECT r.id, {self.number.sql('r')}, {self.columns} FROM {self.table} WHERE {only}"


NUMBERED_REFERENCES = {
    "violation": NumberedReference(
        ViolationRef,
        number.VIOLATION_NUMBER,
        "s.code, r.occurred_on, r.found_on, r.voided_on",
        "violation r JOIN staff s ON s.id = r.staff_id",
    ),
    "case": NumberedReference(CaseRef, number.CASE_NUMBER, "r.staff_id", "discipline_case r"),
    "inspection": NumberedReference(
        InspectionRef, number.INSPECTION_NUMBER, "r.visited_on, r.voided_on", "inspection r", False
    ),
    "task": NumberedReference(TaskRef, number.TASK_NUMBER, "r.unit_id", "task r", False),
}
YEAR_IN_PLACE = 10**number.MOST_DIGITS  # a year and a place as one integer: so many times the year
OF_PLACES_SQL = f"""
(r.year, r.n) IN (
    SELECT CAST(p.value AS BIGINT) / {YEAR_IN_PLACE}, CAST(p.value AS BIGINT) % {YEAR_IN_PLACE}
    FROM json_each(:places) AS p
)
"""  # a condition


def violation(db: Reader, reference: str, column: str = "violation", even_void: bool = False) -> ViolationRef:
    """The violation with this number, void or not."""
    return ViolationRef(*_record_of_noun(db, "violation", reference, column, even_void))


def case(db: Reader, reference: str, column: str = "case", even_void: bool = False) -> CaseRef:
    """The case with this number."""
    return CaseRef(*_record_of_noun(db, "case", reference, column, even_void))


def inspection(db: Reader, reference: str, column: str = "inspection", even_void: bool = False) -> InspectionRef:
    """The inspection with this number."""
    return InspectionRef(*_record_of_noun(db, "inspection", reference, column, even_void))


def task(db: Reader, reference: str, column: str = "task", even_void: bool = False) -> TaskRef:
    """The task with this number."""
    return TaskRef(*_record_of_noun(db, "task", reference, column, even_void))


def _record_of_noun(db: Reader, noun: str, reference: str, column: str, even_void: bool) -> Row:
    kind = NUMBERED_REFERENCES[noun]
    sql = f"{kind.sql(even_void)}r.year = :year AND r.n = :n"
    return record_by_number(db, kind.number, sql, reference, column)


def numbered_references(db: Reader, noun: str, references: Sequence[str], column: str, even_void: bool) -> list[object]:
    """What each of these whole numbers means, asked at once. NotInRegister for the first that means nothing."""
    from json import dumps

    kind = NUMBERED_REFERENCES[noun]
    places: Sequence[tuple[int, int] | None]
    if as_written := kind.number.parse_all(references):
        places = list(zip(*as_written, strict=True))
    else:
        places = [kind.number.parse(clean_number(reference)) for reference in references]
    wanted = dumps([place[0] * YEAR_IN_PLACE + place[1] for place in places if place])
    matches = db.execute(kind.sql(even_void) + OF_PLACES_SQL, {"places": wanted})
    ref_by_number = {ref.number: ref for ref in starmap(kind.make, matches)}
    if as_written and (refs := list(map(ref_by_number.get, references))) and None not in refs:
        return [*refs]
    for place, reference in zip(places, references, strict=True):
        if not place or kind.number.text(*place) not in ref_by_number:
            raise no_such_number(column, reference)
    return [ref_by_number[kind.number.text(*place)] for place in places if place]


def ids_beneath_unit(db: Reader, reference: str) -> set[int]:
    """The ids of the unit that is named and of those under it."""
    sql = f"SELECT u.id FROM unit u WHERE {IS_BENEATH_UNIT}"
    return {id for (id,) in rows(db, sql, unit=unit(db, reference).id)}


def live_condition(even_void: bool) -> str:
    """The beginning of a condition: only what was not entered by mistake, or that too."""
    return "" if even_void else "voided_on IS NULL AND "


def rows(db: Reader, sql: str, **values: Cell) -> list[Row]:
    return [tuple(row) for row in db.execute(sql, values)]


def with_name(candidates: list[Row], word: str) -> list[Row]:
    """Those whose name (the third value) is the word as it is spelled; if none, with its tones; if none, without.

    So H'Bia can be named though there is a HBia too. Capitals do not count where a mark or an apostrophe was typed.
    """
    plain = search_form(word)
    same_name = [row for row in candidates if search_form(row[2]) == plain]
    exact = [row for row in same_name if row[2] == word]
    if not exact and word.casefold() != plain:
        exact = [row for row in same_name if row[2].casefold() == word.casefold()]
    return exact or with_tones_of(same_name, word) or same_name


def with_exact_name(candidates: list[Row], word: str) -> list[Row]:
    """Those whose name is the word: with its marks, or without any where it is typed without. Thúy is not Thùy."""
    same_name = with_name(candidates, word)
    return same_name if unaccent(word) == word.casefold() else with_tones_of(same_name, word)


def with_tones_of(candidates: list[Row], word: str) -> list[Row]:
    """Those whose name (the third value) is the word, capitals aside."""
    wanted = with_tones_behind(word)
    return [row for row in candidates if with_tones_behind(row[2]) == wanted]
