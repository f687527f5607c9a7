"""A document that was made known in some units of a kind and not in the others: communication that is formal and poor.

The register is not told whom a document concerns, so this is a warning; units are held against units of their kind.
"""

from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.locale import _, figure
from chodon_cli.nouns.fields import DOCUMENT_REFERENCE_SQL
from chodon_cli.nouns.post import is_held_sql
from chodon_cli.rules.advisory import Finding, name_first

LEAST_UNITS = 2  # units of a kind: what only one of them was told may concern it alone
UNITS_NOT_BRIEFED_SQL = f"""
WITH told AS (
    SELECT DISTINCT b.document_id, b.unit_id, u.kind
    FROM briefing b
    JOIN unit u ON u.id = b.unit_id
    WHERE b.voided_on IS NULL AND b.held_on <= :today
),
concerned AS (SELECT document_id, kind FROM told GROUP BY document_id, kind HAVING count(*) >= {LEAST_UNITS})
SELECT {DOCUMENT_REFERENCE_SQL} AS document, u.code, told.unit_id IS NOT NULL
FROM concerned c
JOIN document d ON d.id = c.document_id
JOIN unit u ON u.kind = c.kind AND u.voided_on IS NULL
LEFT JOIN told ON told.document_id = c.document_id AND told.unit_id = u.id
WHERE EXISTS (
    SELECT 1 FROM post p
    WHERE p.unit_id = u.id AND {is_held_sql(":today")}
)
ORDER BY d.issued_on, d.number_key, u.sort_key
"""


def findings(db: Connection, today: str) -> Iterator[Finding]:
    """One finding a document."""
    units: dict[str, dict[str, bool]] = {}
    for document, unit, was_told in db.execute(UNITS_NOT_BRIEFED_SQL, {"today": today}):
        units.setdefault(document, {})[unit] = bool(was_told)
    for document, units_told in units.items():
        missed = [unit for unit, was_told in units_told.items() if not was_told]
        if missed:
            message = _("{document}: not made known in {number} of {all} units: {names}").format(
                document=document,
                number=figure(len(missed), 0),
                all=figure(len(units_told), 0),
                names=name_first(missed),
            )
            yield Finding(document, message, "chodon briefing add", is_sure=False)
