"""Nobody serves before being born."""

from chodon_cli.dates import show_day
from chodon_cli.locale import _
from chodon_cli.nouns.condition import breaches_sql
from chodon_cli.nouns.post import BEGINS_AFTER_BIRTH

NOUN = "post"
CONDITIONS = (BEGINS_AFTER_BIRTH,)
ID_COLUMNS = {"staff": "p.staff_id"}
ROW_COLUMNS = {"post": ("id", "p.id"), "staff": ("id", "s.id")}
BREACHES_SQL = f"""
SELECT p.id, s.code, p.started_on, s.born_on
FROM post p
JOIN staff s ON s.id = p.staff_id
WHERE p.voided_on IS NULL AND {breaches_sql(CONDITIONS, {"": "p", "staff": "s"})} {{only}}
ORDER BY s.code, p.started_on
"""


def message(code: str, started_on: str, born_on: str) -> str:
    return _("{staff}: the post from {day} does not begin after the day of birth, {born}").format(
        staff=code, day=show_day(started_on), born=show_day(born_on)
    )
