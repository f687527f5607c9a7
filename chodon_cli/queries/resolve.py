"""What a reference means: from the code or the name that somebody wrote to the record."""

import re
from collections.abc import Callable
from typing import Any

from chodon_cli.dates import parse_day, show_day
from chodon_cli.errors import NotFound, Rejected
from chodon_cli.locale import _
from chodon_cli.queries.select import number
from chodon_cli.store import Reader
from chodon_cli.text import clean, toned, unaccent

Found = tuple[Any, ...]
VIOLATION, CASE, TASK = number("VP", "v", 4), number("VV", "c", 4), number("NV", "t", 4)
INSPECTION = number("KT", "inspection", 3)
BENEATH = """
u.id IN (
    WITH RECURSIVE beneath (id) AS (
        SELECT :unit UNION SELECT below.id FROM unit below JOIN beneath ON below.parent_id = beneath.id
    ) SELECT id FROM beneath
)
"""  # a condition: the unit :unit or one under it


class NotInRegister(Rejected, NotFound):
    """The register has nothing of this code or name."""


def even_if_void(look: Callable[..., Found], db: Reader, said: str) -> Found:
    """What the look-up finds; a record that was entered by mistake only where no other is meant."""
    try:
        return look(db, said)
    except NotInRegister as missing:
        try:
            return look(db, said, even_void=True)
        except NotInRegister:
            raise missing from None


def unit(db: Reader, said: str, column: str = "unit", even_void: bool = False) -> Found:
    """(id, code, name, opened_on, closed_on) of the unit with this code, or this name."""
    sql = "SELECT id, code, name, opened_on, closed_on FROM unit WHERE " + live(even_void)
    word = clean(said)
    found = rows(db, sql + "code = :code", code=word.upper())
    if not found:
        alike = rows(db, sql + "search_key LIKE :key ORDER BY code", key=f"%{unaccent(word)}")
        found = with_name(alike, word)
    if len(found) == 1:
        return found[0]
    if found:
        codes = ", ".join(row[1] for row in found)
        raise Rejected(column, word, _("more than one unit has this name"), codes)
    named = rows(db, "SELECT code, name FROM unit WHERE voided_on IS NULL")
    hint = nearest(word, {code: code for code, _name in named} | {name: f"{code} {name}" for code, name in named})
    raise NotInRegister(column, word, _("there is no such unit"), hint)


def staff(db: Reader, said: str, column: str = "staff", even_void: bool = False) -> Found:
    """(id, code, full_name, born_on) of the person with this code, or this name if only one person bears it.

    A name is matched with its tones first, and only then without.
    """
    sql = "SELECT id, code, full_name, born_on FROM staff WHERE " + live(even_void)
    word = clean(said)
    found = rows(db, sql + "code = :code", code=word.upper())
    if not found:
        found = with_name(rows(db, sql + "search_key = :key ORDER BY code", key=unaccent(word)), word)
    if len(found) == 1:
        return found[0]
    if found:
        people = ", ".join(f"{code} {name} {show_day(born) if born else ''}".strip() for _id, code, name, born in found)
        raise Rejected(column, word, _("more than one person has this name"), people)
    raise NotInRegister(column, word, _("there is no such person"))


def standard(db: Reader, said: str, column: str = "standard", even_void: bool = False) -> Found:
    """(id, code, in_force_to) of the standard with this code, or this title if only one has it."""
    word = clean(said)
    found = rows(db, "SELECT id, code, in_force_to FROM standard WHERE code = :code", code=word.upper())
    if found:
        return found[0]
    every = rows(db, "SELECT id, code, title, in_force_to FROM standard ORDER BY code")
    titled = with_name(every, word)
    if len(titled) == 1:
        id, code, _named, last = titled[0]
        return id, code, last
    if titled:
        raise Rejected(column, word, _("more than one standard has this title"), ", ".join(row[1] for row in titled))
    known = {row[1]: row[1] for row in every} | {row[2]: f"{row[1]} {row[2]}" for row in every}
    raise NotInRegister(column, word, _("there is no such standard"), nearest(word, known))


def document(db: Reader, said: str, column: str = "document", even_void: bool = False) -> Found:
    """(id, reference, issued_on) of the document; the reference is its number if only one has it, else NUMBER@DAY."""
    from chodon_cli.nouns.fields import REFERENCE

    number, at, day = clean(said).rpartition("@") if "@" in said else (clean(said), "", "")
    sql = f"SELECT d.id, {REFERENCE}, d.issued_on FROM document d WHERE {live(even_void)}d.number_key = :key ORDER BY 3"
    found = rows(db, sql, key=number.casefold())
    if at:
        wanted = parse_day(day)
        found = [row for row in found if row[2] == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        choices = ", ".join(row[1] for row in found)
        raise Rejected(column, said, _("more than one document has this number"), choices)
    raise NotInRegister(column, said, _("there is no such document"))


def violation(db: Reader, said: str, column: str = "violation", even_void: bool = False) -> Found:
    """(id, number, staff code, occurred_on, found_on, voided_on) of the violation with this number."""
    columns = f"v.id, {VIOLATION}, s.code, v.occurred_on, v.found_on, v.voided_on"
    of = "violation v JOIN staff s ON s.id = v.staff_id"
    return numbered(db, "VP", f"SELECT {columns} FROM {of} WHERE v.year = :year AND v.n = :n", said, column)


def case(db: Reader, said: str, column: str = "case", even_void: bool = False) -> Found:
    """(id, number, staff id) of the case with this number."""
    sql = f"SELECT c.id, {CASE}, c.staff_id FROM discipline_case c WHERE c.year = :year AND c.n = :n"
    return numbered(db, "VV", sql, said, column)


def inspection(db: Reader, said: str, column: str = "inspection", even_void: bool = False) -> Found:
    """(id, number, visited_on) of the inspection with this number."""
    sql = f"SELECT id, {INSPECTION}, visited_on FROM inspection WHERE {live(even_void)}year = :year AND n = :n"
    return numbered(db, "KT", sql, said, column)


def task(db: Reader, said: str, column: str = "task", even_void: bool = False) -> Found:
    """(id, number, unit id) of the task with this number."""
    sql = f"SELECT t.id, {TASK}, t.unit_id FROM task t WHERE {live(even_void)}t.year = :year AND t.n = :n"
    return numbered(db, "NV", sql, said, column)


def numbered(db: Reader, prefix: str, sql: str, said: str, column: str) -> Found:
    """The record with this number: PREFIX-YEAR-N."""
    parts = re.fullmatch(rf"{prefix}-([0-9]{{4}})-([0-9]{{1,18}})", clean(said), re.I)
    found = rows(db, sql, year=int(parts[1]), n=int(parts[2])) if parts else []
    if not found:
        raise NotInRegister(column, said, _("there is no {number} in the register").format(number=clean(said)))
    return found[0]


def beneath(db: Reader, said: str) -> set[int]:
    """The ids of the unit that is named and of those under it."""
    sql = f"SELECT u.id FROM unit u WHERE {BENEATH}"
    return {id for (id,) in rows(db, sql, unit=unit(db, said)[0])}


def live(even_void: bool) -> str:
    """The beginning of a condition: only what was not entered by mistake, or that too."""
    return "" if even_void else "voided_on IS NULL AND "


def rows(db: Reader, sql: str, **values: Any) -> list[Found]:
    return [tuple(row) for row in db.execute(sql, values)]


def with_name(found: list[Found], word: str) -> list[Found]:
    """Those whose name (the third value) is the word with its tones; if none, without."""
    plain = unaccent(word)
    named = [row for row in found if unaccent(row[2]) == plain]
    return [row for row in named if toned(row[2]) == toned(word)] or named


def nearest(word: str, known: dict[str, str]) -> str:
    """Up to three of the known words that look like the one that was not found, as a hint."""
    from difflib import get_close_matches

    plain = {unaccent(name): shown for name, shown in known.items()}
    near = dict.fromkeys(plain[name] for name in get_close_matches(unaccent(word), list(plain), n=3, cutoff=0.7))
    return _("did you mean {names}?").format(names=", ".join(near)) if near else ""
