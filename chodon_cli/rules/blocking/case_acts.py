"""A case is opened on acts of one person that were found by then."""

from chodon_cli.dates import show_day
from chodon_cli.locale import _
from chodon_cli.nouns.case import NUMBER_SQL
from chodon_cli.nouns.case_violation import ACT_WAS_FOUND
from chodon_cli.nouns.condition import breaches_sql
from chodon_cli.nouns.violation import NUMBER_SQL as ACT

NOUN = "case_violation"
ID_COLUMNS = {"staff": "v.staff_id"}
ROW_COLUMNS = {
    "case_violation": ("id", "cv.id"),
    "discipline_case": ("id", "c.id"),
    "violation": ("id", "v.id"),
    "staff": ("id", "s.id"),
}
CONDITIONS = (ACT_WAS_FOUND,)
BREACHES_SQL = f"""
SELECT cv.id, {NUMBER_SQL}, {ACT}, s.code, v.found_on, CASE WHEN v.staff_id <> c.staff_id THEN 1 ELSE 0 END
FROM case_violation cv
JOIN discipline_case c ON c.id = cv.case_id
JOIN staff s ON s.id = c.staff_id
JOIN violation v ON v.id = cv.violation_id
WHERE c.voided_on IS NULL {{only}}
  AND (v.staff_id <> c.staff_id OR {breaches_sql(CONDITIONS, {"violation": "v", "case": "c"})})
ORDER BY c.year, c.n, v.year, v.n
"""


def message(case: str, act: str, staff: str, found_on: str, is_of_another: int) -> str:
    if is_of_another:
        return _("{case} is a case against {staff}, and {act} is not theirs").format(case=case, staff=staff, act=act)
    return _("{case} was opened before {act} was found, on {day}").format(case=case, act=act, day=show_day(found_on))
