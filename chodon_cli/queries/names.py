"""What codes stand for: the names of units and people, the titles of standards."""

from collections.abc import Sequence
from sqlite3 import Connection

from chodon_cli import dates

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
