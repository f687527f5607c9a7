"""What codes stand for: the names of units and people, the titles of standards."""

from collections.abc import Sequence
from sqlite3 import Connection

CODE_AND_NAME = {  # key of a column of codes -> code and name of all
    "unit": "SELECT code, name FROM unit",
    "standard": "SELECT code, title FROM standard",
    "staff": "SELECT code, full_name FROM staff",
}
FEW_CODES = 4  # so many are asked for one by one: what makes a list of them is loaded by nothing else here


def names_of(db: Connection, key: str, codes: Sequence[str]) -> dict[str, str]:
    """Code -> name, of the codes that a column with this key (`unit`, `standard`, `staff`) holds."""
    names = CODE_AND_NAME[key]
    if len(codes) <= FEW_CODES:
        sql = f"{names} WHERE code = :code"
        return dict(row for code in codes for row in db.execute(sql, {"code": code}))
    from json import dumps

    return dict(db.execute(f"{names} WHERE code IN (SELECT value FROM json_each(:codes))", {"codes": dumps(codes)}))
