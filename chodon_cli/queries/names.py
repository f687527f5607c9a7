"""What codes stand for: the names of units and people, the titles of standards."""

from collections.abc import Sequence
from sqlite3 import Connection

IN_CODES = "WHERE code IN (SELECT value FROM json_each(:codes))"
CODE_AND_NAME = {  # key of a column of codes -> code and name of those in the JSON list :codes
    "unit": f"SELECT code, name FROM unit {IN_CODES}",
    "standard": f"SELECT code, title FROM standard {IN_CODES}",
    "staff": f"SELECT code, full_name FROM staff {IN_CODES}",
}


def names_of(db: Connection, key: str, codes: Sequence[str]) -> dict[str, str]:
    """Code -> name, of the codes that a column with this key (`unit`, `standard`, `staff`) holds."""
    from json import dumps

    return dict(db.execute(CODE_AND_NAME[key], {"codes": dumps(codes)}))
