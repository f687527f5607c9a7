"""The live records that a template offers as a list to choose from: units by name, the others by code."""

from sqlite3 import Connection

from chodon_cli.nouns.fields import DOCUMENT_REFERENCE_SQL

OPEN_UNITS_SQL = """
SELECT CASE WHEN EXISTS (SELECT 1 FROM unit other WHERE other.voided_on IS NULL AND other.id <> u.id
                         AND lower(other.name) = lower(u.name)) THEN u.code ELSE u.name END,
    u.code
FROM unit u WHERE u.voided_on IS NULL AND u.closed_on IS NULL ORDER BY u.code
"""  # by name, as people know them; by code where two have the name
OFFERED_SQL = {  # key of a column -> what is offered for it, each with what else tells which record that is
    "unit": OPEN_UNITS_SQL,
    "parent": OPEN_UNITS_SQL,
    "document": f"SELECT {DOCUMENT_REFERENCE_SQL}, d.title FROM document d WHERE d.voided_on IS NULL "
    "ORDER BY d.number, d.issued_on",
    "standard": "SELECT code, title FROM standard WHERE in_force_to IS NULL ORDER BY code",
}


def by_column(db: Connection) -> dict[str, dict[str, str]]:
    """Column key -> what may be chosen for it, in order, each with what the guide says beside it."""
    return {key: {code: name or "" for code, name in db.execute(sql)} for key, sql in OFFERED_SQL.items()}
