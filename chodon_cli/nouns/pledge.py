"""pledge.csv: who signed the commitment of a document for a year."""

from chodon_cli.locale import N_
from chodon_cli.nouns.document import REFERENCE
from chodon_cli.nouns.post import SERVED
from chodon_cli.queries.select import VOIDED, NounList, number
from chodon_cli.result import Column

COLUMNS = [
    Column("number", "code"),
    Column("staff", "code", label=N_("Person")),
    Column("full_name", "person", 2, shown="people"),
    Column("unit", "code", 3, shown="people"),
    Column("document", "code"),
    Column("year", "code"),
    Column("signed_on", "date"),
    Column("note", "text", 5),
    *VOIDED,
]
NUMBER = number("CK", "g", 4)
SQL = f"""
SELECT {NUMBER} AS number, s.code AS staff, s.full_name, u.code AS unit, {REFERENCE} AS document, g.year, g.signed_on,
       g.note, g.voided_on, g.void_reason
FROM pledge g
JOIN staff s ON s.id = g.staff_id
JOIN document d ON d.id = g.document_id
{SERVED.format(day="g.signed_on")}
"""
LIST = NounList(N_("Pledges"), "g", "g.year, g.n", COLUMNS, SQL, NUMBER, "signed_on")
