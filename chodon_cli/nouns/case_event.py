"""case_event.csv: what happened to a case, in its order."""

from chodon_cli.locale import N_
from chodon_cli.queries.select import NounList, number
from chodon_cli.result import Column

COLUMNS = [
    Column("case", "code"),
    Column("n", "integer", label=N_("No.")),
    Column("kind", "word", words="event"),
    Column("happened_on", "date"),
    Column("until_on", "date", 3),
    Column("ground", "word", 3),
    Column("form", "word", 2, label=N_("Form of discipline")),
    Column("decision", "text", 2),
    Column("effective_on", "date", 3),
    Column("party_effective_on", "date", 6),
    Column("lapses_on", "date", 4),
    Column("verified", "word", 6),
    Column("outcome", "word", 2),
    Column("mitigating", "text", 6),
    Column("aggravating", "text", 6),
    Column("in_duty", "word", 4),
    Column("document", "text", 4),
    Column("reason", "text", 3, label=N_("Reason")),
    Column("note", "text", 5),
]
SQL = f"""
SELECT {number("VV", "c", 4)} AS "case", e.n, e.kind, e.happened_on, e.until_on, e.ground, e.form, e.decision,
       e.effective_on, e.party_effective_on, e.lapses_on, e.verified, e.outcome, e.mitigating, e.aggravating,
       e.in_duty, e.document, e.reason, e.note
FROM case_event e
JOIN discipline_case c ON c.id = e.case_id
"""
LIST = NounList(N_("What happened to a case"), "e", "c.year, c.n, e.n", COLUMNS, SQL)
