"""An identity number that is none, or does not agree with the sex and the day of birth: one of them is a slip."""

from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.law import identity
from chodon_cli.locale import _
from chodon_cli.nouns.person import mask
from chodon_cli.rules.advisory import Finding

IDENTITY_NUMBERS_SQL = """
SELECT code, id_number, born_on, sex FROM staff
WHERE id_number IS NOT NULL AND voided_on IS NULL ORDER BY code
"""


def findings(db: Connection, today: str) -> Iterator[Finding]:
    """One finding a person."""
    for code, number, born_on, sex in db.execute(IDENTITY_NUMBERS_SQL):
        reasons = identity.contradictions(number, born_on, sex)
        if not identity.has_place(number):
            reasons.append(_("begins with the number of no province"))
        if reasons:
            message = f"{code}: {mask(number)} {', '.join(reasons)}"
            yield Finding(code, message, f"chodon staff edit {code} --id-number", is_sure=False)
