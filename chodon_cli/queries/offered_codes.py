"""The live records that a template offers as a list to choose from: units by name, the others by code."""

from collections import Counter
from collections.abc import Sequence
from sqlite3 import Connection

from chodon_cli.nouns.fields import DOCUMENT_REFERENCE_SQL
from chodon_cli.result import Row
from chodon_cli.text import with_tones_behind

UNITS_SQL = "SELECT code, name, closed_on IS NULL FROM unit WHERE voided_on IS NULL ORDER BY code"
OFFERED_SQL = {  # key of a column -> what is offered for it, each with what else tells which record that is
    "document": f"SELECT {DOCUMENT_REFERENCE_SQL}, d.title FROM document d WHERE d.voided_on IS NULL "
    "ORDER BY d.number, d.issued_on",
    "standard": "SELECT code, title FROM standard WHERE in_force_to IS NULL ORDER BY code",
}


def by_column(db: Connection) -> dict[str, dict[str, str]]:
    """Column key -> what may be chosen for it, in order, each with what the guide says beside it."""
    units = _open_units(db.execute(UNITS_SQL).fetchall())
    others = {key: {code: name or "" for code, name in db.execute(sql)} for key, sql in OFFERED_SQL.items()}
    return {"unit": units, "parent": units, **others}


def _open_units(every: Sequence[Row]) -> dict[str, str]:
    """By name, as people know them; by code where another is read by that name: it is called so, or has it as code."""
    codes = {code for code, _name, _is_open in every}
    bearers = Counter(with_tones_behind(name) for _code, name, _is_open in every)
    offered = {}
    for code, name, is_open in every:
        means_another = bearers[with_tones_behind(name)] > 1 or (name.upper() in codes and name.upper() != code)
        if is_open:
            offered[code if means_another else name] = code
    return offered
