"""case_violation.csv: the violations that a case was opened on."""

from chodon_cli.locale import N_
from chodon_cli.queries.select import NounList, number
from chodon_cli.result import Column

COLUMNS = [Column("case", "code"), Column("violation", "code")]
SQL = f"""
SELECT {number("VV", "c", 4)} AS "case", {number("VP", "v", 4)} AS violation
FROM case_violation cv
JOIN discipline_case c ON c.id = cv.case_id
JOIN violation v ON v.id = cv.violation_id
"""
LIST = NounList(N_("Violations of a case"), "cv", "c.year, c.n, v.year, v.n", COLUMNS, SQL)
