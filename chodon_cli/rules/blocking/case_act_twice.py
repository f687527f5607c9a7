"""A violation is in one case, those aside that were opened by mistake."""

from chodon_cli.locale import _
from chodon_cli.nouns.case import NUMBER_SQL
from chodon_cli.nouns.violation import NUMBER_SQL as ACT

NOUN = "case_violation"
ID_COLUMNS = {"staff": "c.staff_id"}
ROW_COLUMNS = {
    "case_violation": ("violation_id", "cv.violation_id"),
    "discipline_case": ("id", "c.id", "o.id"),
    "violation": ("id", "v.id"),
}
BREACHES_SQL = f"""
SELECT cv.id, {NUMBER_SQL}, {ACT}, {NUMBER_SQL.replace("c.", "o.")}
FROM case_violation cv
JOIN discipline_case c ON c.id = cv.case_id
JOIN case_violation ov ON ov.violation_id = cv.violation_id AND ov.case_id < cv.case_id
JOIN discipline_case o ON o.id = ov.case_id
JOIN violation v ON v.id = cv.violation_id
WHERE c.voided_on IS NULL AND o.voided_on IS NULL {{only}}
ORDER BY c.year, c.n, v.year, v.n, o.year, o.n
"""


def message(case: str, act: str, other: str) -> str:
    return _("{case}: {act} is in the case {other} already").format(case=case, act=act, other=other)
