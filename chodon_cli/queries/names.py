"""What codes stand for: the names of units and people, the titles of standards."""

from collections.abc import Sequence
from sqlite3 import Connection

from chodon_cli import dates
from chodon_cli.result import Row
from chodon_cli.store import Reader

FORMER_NAMES = (  # that units had until they were renamed
    "FROM unit_past past JOIN unit u ON u.id = past.unit_id AND u.voided_on IS NULL WHERE past.name <> u.name"
)
AS_IT_WAS = """
SELECT h.unit_id, h.name, h.parent_id FROM unit_past h
WHERE h.until_on = (SELECT min(until_on) FROM unit_past WHERE unit_id = h.unit_id AND until_on >= :end)
"""  # name and parent on the day :end, of the units that were renamed or moved after it
CODE_AND_NAME = {  # key of a column of codes -> code and name of all
    "unit": f"""
SELECT code, coalesce((SELECT was.name FROM ({AS_IT_WAS}) was WHERE was.unit_id = unit.id), name) FROM unit""",
    "standard": "SELECT code, title FROM standard",
    "staff": "SELECT code, full_name FROM staff",
}
FEW_CODES = 4  # so many are asked for one by one: what makes a list of them is loaded by nothing else here


def names_of(db: Connection, key: str, codes: Sequence[str], day: str = "") -> dict[str, str]:
    """Code -> name, of the codes that a column with this key (`unit`, `standard`, `staff`) holds.

    A unit has the name of the day, of today where none is said.
    """
    names, when = CODE_AND_NAME[key], {"end": day or dates.today()} if key == "unit" else {}
    if len(codes) <= FEW_CODES:
        sql = f"{names} WHERE code = :code"
        return dict(row for code in codes for row in db.execute(sql, {"code": code, **when}))
    from json import dumps

    sql = f"{names} WHERE code IN (SELECT value FROM json_each(:codes))"
    return dict(db.execute(sql, {"codes": dumps(codes), **when}))


def units_named_then(db: Reader, day: str) -> list[Row]:
    """(code, name on the day) of the units that are called otherwise now."""
    renamed = f"({AS_IT_WAS}) was JOIN unit u ON u.id = was.unit_id AND u.voided_on IS NULL"
    sql = f"SELECT u.code, was.name FROM {renamed} WHERE was.name <> u.name"
    return [tuple(row) for row in db.execute(sql, {"end": day})]


def named_units(db: Reader) -> list[Row]:
    """(code, name, aliases) of every unit."""
    return [tuple(row) for row in db.execute("SELECT code, name, aliases FROM unit WHERE voided_on IS NULL", {})]


def once_named_units(db: Reader) -> list[Row]:
    """(code, former name, nothing) of every name that a unit had until it was renamed."""
    sql = f"SELECT u.code, past.name, NULL {FORMER_NAMES} ORDER BY u.code"
    return [tuple(row) for row in db.execute(sql, {})]


def has_alias(db: Reader, unit_id: int, reference: str) -> bool:
    """Whether somebody has said that this stands for the unit."""
    from chodon_cli.queries import unit_names

    return any(unit_names.is_same(reference, alias) for alias in unit_aliases(db, unit_id) if alias)


def unit_aliases(db: Reader, unit_id: int) -> list[str]:
    """What stands for the unit besides its code and its name."""
    from chodon_cli.queries import unit_names

    [[aliases]] = db.execute("SELECT aliases FROM unit WHERE id = :id", {"id": unit_id}).fetchall()
    return str(aliases or "").split(unit_names.ALIAS_SEPARATOR)
