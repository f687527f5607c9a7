"""The codes of live records that a template offers as a list to choose from."""

from sqlite3 import Connection

from chodon_cli.nouns.fields import DOCUMENT_REFERENCE_SQL

OFFERED_SQL = {  # key of a column -> its codes
    "unit": "SELECT code FROM unit WHERE voided_on IS NULL AND closed_on IS NULL ORDER BY code",
    "parent": "SELECT code FROM unit WHERE voided_on IS NULL AND closed_on IS NULL ORDER BY code",
    "document": f"SELECT {DOCUMENT_REFERENCE_SQL} FROM document d WHERE d.voided_on IS NULL "
    "ORDER BY d.number, d.issued_on",
    "standard": "SELECT code FROM standard WHERE in_force_to IS NULL ORDER BY code",
}


def by_column(db: Connection) -> dict[str, list[str]]:
    """Column key -> the codes that may be chosen for it, in order."""
    return {key: [code for (code,) in db.execute(sql)] for key, sql in OFFERED_SQL.items()}
