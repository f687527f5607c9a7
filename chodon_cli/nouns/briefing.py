"""briefing.csv: which document was made known in which unit, when, how, to how many."""

from chodon_cli.locale import N_
from chodon_cli.nouns.document import REFERENCE
from chodon_cli.queries.select import VOIDED, NounList, number
from chodon_cli.result import Column

COLUMNS = [
    Column("number", "code"),
    Column("document", "code"),
    Column("unit", "code"),
    Column("held_on", "date"),
    Column("form", "word", 2, words="briefing-form"),
    Column("invited", "integer"),
    Column("attended", "integer"),
    Column("note", "text", 5),
    *VOIDED,
]
NUMBER = number("QT", "b", 4)
SQL = f"""
SELECT {NUMBER} AS number, {REFERENCE} AS document, u.code AS unit, b.held_on, b.form, b.invited, b.attended, b.note,
       b.voided_on, b.void_reason
FROM briefing b
JOIN document d ON d.id = b.document_id
JOIN unit u ON u.id = b.unit_id
"""
LIST = NounList(N_("Briefings"), "b", "b.year, b.n", COLUMNS, SQL, NUMBER, "held_on")
