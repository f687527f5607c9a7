"""The series of a task is named after its first one, which is in the register."""

from chodon_cli.locale import _
from chodon_cli.nouns.task import NUMBER

NOUN = "task"
ONLY: dict[str, str] = {}  # only an import can name a series
SQL = f"""
SELECT t.id, {NUMBER}, t.series
FROM task t
WHERE t.series IS NOT NULL {{only}}
  AND NOT EXISTS (SELECT 1 FROM task f WHERE {NUMBER.replace("t.", "f.")} = t.series)
ORDER BY t.year, t.n
"""


def message(number: str, series: str) -> str:
    return _("{number}: there is no {series} in the register").format(number=number, series=series)
