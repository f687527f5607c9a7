"""What is kept beside a record and is a part of it: the steps of a case, the reminders of a violation."""

from collections.abc import Iterable
from json import dumps

from chodon_cli.store import Reader

PARTS_OF_TABLES = {  # table -> the tables of its parts, each with the column that names the whole
    "discipline_case": (("case_event", "case_id"), ("case_violation", "case_id")),
    "violation": (("reminder", "violation_id"), ("case_violation", "violation_id")),
    "task": (("task_extension", "task_id"),),
    "inspection": (("inspection_check", "inspection_id"),),
    "unit": (("unit_past", "unit_id"),),
    "staff": (("post", "staff_id"),),
}


def parts_of(db: Reader, table: str, ids: Iterable[int]) -> dict[str, list[int]]:
    """The ids of the parts of these records that are stored, by table."""
    values = {"ids": dumps([*ids])}
    return {
        part: [id for (id,) in db.execute(_parts_sql(part, column), values).fetchall()]
        for part, column in PARTS_OF_TABLES.get(table, ())
    }


def _parts_sql(part: str, column: str) -> str:
    return f'SELECT id FROM "{part}" WHERE "{column}" IN (SELECT value FROM json_each(:ids)) ORDER BY id'
