"""The series of a task is named after its first one, which is in the register."""

from chodon_cli.locale import _
from chodon_cli.nouns.task import NUMBER_SQL

NOUN = "task"
ID_COLUMNS = {"unit": "t.unit_id"}
ROW_COLUMNS = {"task": ("id", "t.id")}  # the number of a task, which names a series, stays
BREACHES_SQL = f"""
SELECT t.id, {NUMBER_SQL}, t.series
FROM task t
WHERE t.voided_on IS NULL AND t.series IS NOT NULL {{only}}
  AND NOT EXISTS (
    SELECT 1 FROM task f
    WHERE f.year = CAST(substr(t.series, 4, 4) AS INTEGER) AND f.n = CAST(substr(t.series, 9) AS INTEGER)
      AND {NUMBER_SQL.replace("t.", "f.")} = t.series
  )
ORDER BY t.year, t.n
"""


def message(number: str, series: str) -> str:
    return _("{number}: there is no {series} in the register").format(number=number, series=series)
