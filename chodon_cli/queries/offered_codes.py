"""The codes of live records that a template offers as a list to choose from."""

from sqlite3 import Connection

from chodon_cli.nouns.fields import DOCUMENT_REFERENCE_SQL

OPEN_UNITS_SQL = "SELECT code, name FROM unit WHERE voided_on IS NULL AND closed_on IS NULL ORDER BY code"
OFFERED_SQL = {  # key of a column -> its codes, each with what bears it is called
    "unit": OPEN_UNITS_SQL,
    "parent": OPEN_UNITS_SQL,
    "document": f"SELECT {DOCUMENT_REFERENCE_SQL}, d.title FROM document d WHERE d.voided_on IS NULL "
    "ORDER BY d.number, d.issued_on",
    "standard": "SELECT code, title FROM standard WHERE in_force_to IS NULL ORDER BY code",
}


def by_column(db: Connection) -> dict[str, dict[str, str]]:
    """Column key -> the codes that may be chosen for it, in order, each with the name or title that it stands for."""
    return {key: {code: name or "" for code, name in db.execute(sql)} for key, sql in OFFERED_SQL.items()}
