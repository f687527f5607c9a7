"""What a half-typed word may come to mean: people, units, standards, numbers, each found by one short query.

Every answer is (what may be typed, what it means). Tone marks do not count.
"""

import re
from importlib import import_module
from pathlib import Path

from chodon_cli import nouns, store
from chodon_cli.input_row import Values
from chodon_cli.nouns.declaration import Noun
from chodon_cli.queries import MOST_CANDIDATES
from chodon_cli.queries.names import FORMER_NAMES
from chodon_cli.queries.select import containing, keys, rows
from chodon_cli.result import Cell, Row
from chodon_cli.store import Reader
from chodon_cli.text import clean, search_form, sought_form

Candidate = tuple[str, str]
PEOPLE_SQL = """
SELECT code, full_name, (
    SELECT u.name FROM post p JOIN unit u ON u.id = p.unit_id
    WHERE p.staff_id = s.id AND p.voided_on IS NULL ORDER BY p.started_on DESC LIMIT 1
) FROM staff s
WHERE s.voided_on IS NULL AND {condition}
ORDER BY s.name_key LIMIT :most
"""
CODE_OR_NAME = "(s.code LIKE :code ESCAPE '!' OR s.search_key LIKE :key ESCAPE '!')"
CODE_ALONE = "s.id IN (SELECT id FROM staff WHERE code >= :first AND code < :behind)"
LAST_CHARACTER = "\U0010ffff"
UNITS_SQL = """
SELECT code, name FROM unit
WHERE voided_on IS NULL AND (code LIKE :code ESCAPE '!' OR search_key LIKE :key ESCAPE '!')
ORDER BY code LIMIT :most
"""
RENAMED_UNITS_SQL = f"SELECT u.code, past.name, u.name {FORMER_NAMES} ORDER BY u.code, past.until_on DESC"
NUMBERS_OF_SEVERAL_SQL = "SELECT number FROM document WHERE voided_on IS NULL GROUP BY number HAVING count(*) > 1"
STANDARDS_SQL = "SELECT code, title FROM standard ORDER BY code"
TELLING_COLUMNS = (
    "full_name",
    "title",
    "text",
    "unit",
    "staff",
)  # keys that tell one record from another, the first that is filled


def people(current: str) -> list[Candidate]:
    """People by the beginning of their code, or any part of their name; with the unit of their latest post."""
    return [(code, f"{name} · {unit}" if unit else name) for code, name, unit in _people(current)]


def _people(current: str) -> list[Row]:
    """Where a figure was typed, those whose code begins so, by its index: in a name nobody looks for one.

    All names of a province would be read to find that none has it.
    """
    first = clean(current).upper()
    with store.reading() as db:
        if any(char.isdigit() for char in first):
            sql = PEOPLE_SQL.format(condition=CODE_ALONE)
            if of_code := _first_rows(db, sql, first=first, behind=f"{first}{LAST_CHARACTER}"):
                return of_code
        return _first_rows(db, PEOPLE_SQL.format(condition=CODE_OR_NAME), **_keys(current))


def units(current: str) -> list[Candidate]:
    """Units by the beginning of their code, or any part of their name, as they are called or were until a day."""
    with store.reading() as db:
        offers = {str(code): str(name) for code, name in _first_rows(db, UNITS_SQL, **_keys(current))}
        renamed = db.execute(RENAMED_UNITS_SQL, {}).fetchall() if current.strip() else []
    for code, former, name in renamed:
        if sought_form(current) in search_form(former):
            offers.setdefault(code, f"{former} → {name}")
    return [*offers.items()]


def standards(current: str) -> list[Candidate]:
    """Standards by the beginning of their code, or by words of their title."""
    words = sought_form(current).split()
    every = [(str(code), str(title)) for code, title in _rows(STANDARDS_SQL)]
    return [
        (code, title)
        for code, title in every
        if code.casefold().startswith(current.casefold()) or all(word in search_form(title) for word in words)
    ]


def numbers(name: str, current: str) -> list[Candidate]:
    """The latest records of the noun whose number begins so; none where its records have no number."""
    if not (Path(nouns.__path__[0]) / f"{name}.py").exists():
        return []
    noun: Noun = import_module(f"chodon_cli.nouns.{name}").DECLARATION
    if "number" not in noun.by_key:
        return []
    where = [f"{noun.alias}.voided_on IS NULL"] if "voided_on" in noun.by_key else []
    year = re.match(r"[A-Za-z]+-([0-9]{4})-", current)
    digits = re.fullmatch(r"[A-Za-z]+-[0-9]{4}-([0-9]{1,9})", current)
    values: Values = {"year": int(year[1]) if year else 0}
    if year and noun.number:
        where += [f"{noun.alias}.year = :year"]
    if digits and noun.number:
        ranges = noun.number.ranges(
            digits[1]
        )  # "+": the index gives the order, for 100 are found before all are sorted
        where += [f"({' OR '.join(f'+{noun.alias}.n BETWEEN {first} AND {last}' for first, last in ranges)})"]
    order = f"{noun.alias}.n" if year and noun.number else noun.order
    latest = ", ".join(f"{part} DESC" for part in order.split(", "))
    with store.reading() as db:
        newest = rows(db, noun, where, f"{latest} LIMIT {MOST_CANDIDATES}", **values)
        of_several = {number for (number,) in db.execute(NUMBERS_OF_SEVERAL_SQL, {})} if name == "document" else set()
    records = [dict(zip(keys(noun), row, strict=True)) for row in newest]
    offers: list[Candidate] = []
    for record in records:
        day = f"@{record['issued_on']}" if record["number"] in of_several else ""
        offers.append((f"{record['number']}{day}", _telling(record, noun.day)))
    return [each for each in offers if current.casefold() in each[0].casefold()]


def _telling(row: dict[str, Cell], day: str) -> str:
    """What tells a record from others: whom or what it is about, and its day."""
    text = next((str(row[key]) for key in TELLING_COLUMNS if row.get(key)), "")
    return " · ".join(filter(None, [text, str(row.get(day) or "")]))


def _keys(current: str) -> dict[str, str]:
    return {"code": containing(current, str.upper).removeprefix("%"), "key": containing(sought_form(current), str)}


def _rows(sql: str, **values: Cell) -> list[Row]:
    with store.reading() as db:
        return _first_rows(db, sql, **values)


def _first_rows(db: Reader, sql: str, **values: Cell) -> list[Row]:
    first_rows: list[Row] = db.execute(sql, {**values, "most": MOST_CANDIDATES}).fetchall()
    return first_rows
