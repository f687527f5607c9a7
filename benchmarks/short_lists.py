"""What a workbook of 30 rows costs on its way into a district and into a province, of every noun.

    python -m benchmarks.short_lists [DISTRICT.db PROVINCE.db] [--noun NOUN]

Writes to copies of both registers, or of those that are named. Of each noun it makes a workbook of 30 new
rows that fit the register, and one of 30 of its records with a column changed, and imports them as a process of its
own, and lays the yardsticks beside it. Prints the processor's seconds and the most megabytes of each, and the ratio of
the second register to the first.
"""

import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks import claims
from benchmarks.claims import Claim
from benchmarks.generated_registers import TODAY, copy_of
from benchmarks.process_cost import processor_seconds
from benchmarks.yardstick import Yardsticks
from chodon_cli.law.rules import NAMES_OF_TOPICS, SHIPPED_LAW

ROWS = 30
MOST_SECONDS = 1.0
LIMIT = f"LIMIT {ROWS}"
Rows = list[dict[str, Any]]
LIVE_CASES_SQL = f"""
SELECT 'VV-' || c.year || '-' || printf('%04d', c.n) FROM discipline_case c
JOIN case_event e ON e.case_id = c.id
WHERE c.opened_on < '2025-12-01' GROUP BY c.id HAVING max(e.n) = 1 ORDER BY c.id DESC {LIMIT}
"""
UNUSED_ACTS_SQL = f"""
SELECT 'VP-' || v.year || '-' || printf('%04d', v.n), s.code, v.found_on FROM violation v
JOIN staff s ON s.id = v.staff_id
WHERE v.found_on < '2025-06-01' AND NOT EXISTS (SELECT 1 FROM case_violation c WHERE c.violation_id = v.id)
ORDER BY v.id DESC {LIMIT}
"""
OPEN_TASKS_SQL = f"""
SELECT 'NV-' || t.year || '-' || printf('%04d', t.n), t.assigned_on FROM task t
WHERE t.done_on IS NULL AND t.assigned_on < '2025-12-01'
      AND NOT EXISTS (SELECT 1 FROM task_extension e WHERE e.task_id = t.id)
ORDER BY t.id DESC {LIMIT}
"""
NUMBERS_SQL = f"""
WITH RECURSIVE number AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM number {LIMIT}) SELECT n FROM number
"""
UNITS_SQL = f"SELECT code FROM unit WHERE code <> 'U0001' AND code LIKE 'U%' ORDER BY id % 7, id {LIMIT}"
SERVED_SQL = """
SELECT s.code, u.code FROM staff s JOIN post p ON p.staff_id = s.id AND p.ended_on IS NULL
JOIN unit u ON u.id = p.unit_id WHERE s.id % 5 > 1
ORDER BY s.id % 97, s.id LIMIT 30
"""
INSPECTIONS_SQL = f"SELECT 'KT-' || year || '-' || printf('%03d', n) FROM inspection ORDER BY id DESC {LIMIT}"
CHANGES = {  # of each noun, a column that may say something else, and what
    "unit": ("name", "Phòng {n}"),
    "person": ("note", "sửa {n}"),
    "post": ("title", "Chuyên viên"),
    "document": ("title", "Văn bản sửa {n}"),
    "standard": ("article", "Điều {n}"),
    "quota": ("number", 11),
    "inspection": ("note", "sửa {n}"),
    "inspection_check": ("note", "sửa {n}"),
    "violation": ("note", "sửa {n}"),
    "reminder": ("note", "sửa {n}"),
    "case": ("article", "Điều {n}"),
    "case_event": ("note", "sửa {n}"),
    "training": ("note", "sửa {n}"),
    "commendation": ("note", "sửa {n}"),
    "briefing": ("note", "sửa {n}"),
    "pledge": ("note", "sửa {n}"),
    "rating": ("score", 80),
    "unit_rating": ("note", "sửa {n}"),
    "review": ("due_on", "2025-12-27"),
    "task": ("note", "sửa {n}"),
    "task_extension": ("reason", "sửa {n}"),
    "feedback": ("text", "phản ánh sửa {n}"),
}


def rules_to_check() -> list[str]:
    """Rules of the law, as `law list` names them."""
    return [rule.id for topic in NAMES_OF_TOPICS for rule in SHIPPED_LAW.rules(topic)]


NewRow = Callable[..., dict[str, Any]]  # what the SELECT found, and the number of the row -> a row
OF_A_NUMBER: dict[str, NewRow] = {
    "unit": lambda n, _: {"code": f"M{n:03}", "name": f"Tổ {n}", "kind": "office", "parent": f"U{n % 9 + 2:04}"},
    "person": lambda n, _: {
        "code": f"M{n:05}",
        "full_name": f"Nguyễn Văn {chr(64 + n)}a",
        "born_on": "1990-02-03",
    },
    "staff": lambda n, _: {
        "code": f"L{n:05}",
        "full_name": f"Lê Thị {chr(64 + n)}a",
        "born_on": "1991-03-04",
        "unit": f"U{n + 1:04}" if n < 9 else "U0002",
        "category": "civil-servant",
        "started_on": "2020-01-01",
    },
    "document": lambda n, _: {
        "number": f"{n}/QĐ-UBND",
        "kind": "decision",
        "issued_on": "2024-01-05",
        "title": "x",
    },
    "standard": lambda n, _: {"code": f"ZZ{n:02}", "group": "Thời giờ", "title": f"Chuẩn mực riêng {n}"},
    "law": lambda n, _: {
        "n": n,
        "rule": rules_to_check()[n],
        "checked_by": "Nông Thị Lan",
        "checked_on": "2025-12-20",
        "against": "Công báo số 857",
    },
}
OF_A_UNIT: dict[str, NewRow] = {
    "unit_past": lambda n, unit: {"unit": unit, "until_on": "2018-12-31", "name": f"Tên cũ {n}"},
    "quota": lambda n, unit: {"unit": unit, "year": 2025, "category": "civil-servant", "number": 10},
    "inspection": lambda n, unit: {"unit": unit, "kind": "surprise", "visited_on": "2025-12-20"},
    "briefing": lambda n, unit: {
        "document": "1/QĐ-UBND",
        "unit": unit,
        "held_on": "2024-02-02",
        "form": "meeting",
        "invited": 9,
        "attended": 8,
    },
    "unit_rating": lambda n, unit: {"unit": unit, "year": 2025, "level": "good", "decided_on": "2025-12-22"},
    "review": lambda n, unit: {"year": 2025, "unit": unit, "due_on": "2025-12-25", "opened_on": "2025-12-02"},
    "task": lambda n, unit: {
        "title": f"Việc mới {n}",
        "unit": unit,
        "assigned_on": "2025-11-03",
        "due_on": "2026-02-03",
    },
    "feedback": lambda n, unit: {
        "received_on": "2025-12-05",
        "channel": "phone",
        "kind": "complaint",
        "unit": unit,
        "text": f"phản ánh {n}",
    },
}
OF_A_PERSON: dict[str, NewRow] = {
    "post": lambda n, staff, unit: {
        "staff": staff,
        "unit": unit,
        "category": "contract",
        "leadership": "none",
        "started_on": "2012-01-01",
        "ended_on": "2013-12-31",
    },
    "violation": lambda n, staff, unit: {"staff": staff, "standard": "TG01", "occurred_on": "2025-12-22"},
    "training": lambda n, staff, unit: {"staff": staff, "field": "it", "started_on": "2025-05-05"},
    "commendation": lambda n, staff, unit: {"staff": staff, "form": "certificate", "decided_on": "2025-05-05"},
    "pledge": lambda n, staff, unit: {
        "staff": staff,
        "document": "1/QĐ-UBND",
        "year": 2024,
        "signed_on": "2024-02-02",
    },
    "rating": lambda n, staff, unit: {
        "staff": staff,
        "year": 2025,
        "kind": "self",
        "level": "good",
        "decided_on": "2025-12-15",
    },
}
OF_AN_INSPECTION: dict[str, NewRow] = {
    "inspection_check": lambda n, number: {"inspection": number, "item": "TG01", "made": 20, "passed": 20},
}
OF_AN_ACT: dict[str, NewRow] = {
    "reminder": lambda n, act, staff, found_on: {"violation": act, "reminded_on": "2025-12-20"},
}
OF_A_CASE: dict[str, NewRow] = {
    "case_event": lambda n, case: {"case": case, "n": 2, "kind": "council", "happened_on": "2025-12-31"},
}
OF_A_TASK: dict[str, NewRow] = {
    "task_extension": lambda n, task, assigned_on: {
        "task": task,
        "extended_on": "2025-12-20",
        "due_on": "2026-06-30",
        "extended_by": "Chủ tịch",
        "reason": "chờ ý kiến",
    },
}
NEW_ROWS = {
    NUMBERS_SQL: OF_A_NUMBER,
    UNITS_SQL: OF_A_UNIT,
    SERVED_SQL: OF_A_PERSON,
    INSPECTIONS_SQL: OF_AN_INSPECTION,
    UNUSED_ACTS_SQL: OF_AN_ACT,
    LIVE_CASES_SQL: OF_A_CASE,
    OPEN_TASKS_SQL: OF_A_TASK,
}


def new_rows(db: sqlite3.Connection) -> dict[str, dict[str, Rows]]:
    """Of each noun the sheets of its workbook, by noun, with rows that the register lacks.

    In an order in which they can be imported: a briefing and a pledge name a document of these rows.
    """
    sheets: dict[str, dict[str, Rows]] = {}
    for sql, row_by_noun in NEW_ROWS.items():
        for noun, row in row_by_noun.items():
            sheets[noun] = {noun: [row(n, *values) for n, values in enumerate(db.execute(sql).fetchall(), 1)]}
    return sheets | {"case": new_cases(db)}


def new_cases(db: sqlite3.Connection) -> dict[str, Rows]:
    """The two sheets of cases, each on an act that no case has taken up."""
    first = next(iter(db.execute("SELECT coalesce(max(n), 0) + 1 FROM discipline_case WHERE year = 2025")))[0]
    numbered = [(f"VV-2025-{n:04}", *values) for n, values in enumerate(db.execute(UNUSED_ACTS_SQL), first)]
    return {
        "case": [
            {"number": number, "staff": staff, "found_on": found_on, "opened_on": "2025-12-10"}
            for number, _act, staff, found_on in numbered
        ],
        "case_violation": [{"case": number, "violation": act} for number, act, _staff, _found_on in numbered],
    }


def changed_rows(db: sqlite3.Connection, noun: str) -> Rows:
    """The last records of the noun, with a column that says something else."""
    from chodon_cli.exchange import layout
    from chodon_cli.queries import select as lists

    source = layout.list_of(noun)
    condition = f"{source.alias}.id IN (SELECT id FROM {source.table_name} ORDER BY id DESC {LIMIT})"
    column, value = CHANGES[noun]
    keys = lists.file_columns(source)
    rows = []
    for n, record in enumerate(lists.records(db, source, [condition], day=TODAY), 1):
        changed = value.format(n=n) if isinstance(value, str) else value
        rows.append({key: record[key] for key in keys} | {column: changed})
    return rows


def write_workbook(file: Path, sheets: dict[str, Rows]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(file) as book:
        for noun, rows in sheets.items():
            sheet = book.add_worksheet(noun)
            sheet.write_row(0, 0, list(rows[0]))
            for place, row in enumerate(rows, 1):
                sheet.write_row(place, 0, ["" if value is None else value for value in row.values()])


def registers(folder: Path, named: Sequence[str]) -> list[Path]:
    """A district and a province to write to: copies of those that are named, or of the generated ones."""
    if named:
        return [Path(shutil.copy(name, folder / f"{place}-{Path(name).name}")) for place, name in enumerate(named)]
    made = [copy_of(size, folder) for size in ("district", "province")]
    for register in made:  # of one that nobody has used yet, everything is held against the rules
        entry = ["task", "assign", "Việc", "--unit", "U0002", "--on", "2025-12-30", "--due", "2026-01-30"]
        processor_seconds([sys.executable, "-m", "chodon_cli", "--today", TODAY, "-r", str(register), *entry])
    return made


def main() -> None:
    """Print a line a workbook."""
    import chodon_cli.store as store

    words = sys.argv[1:]
    nouns = [noun for word, noun in pairwise(words) if word == "--noun"]
    named = [word for word in words if word.endswith(".db")]
    with tempfile.TemporaryDirectory(dir=Path(named[0]).parent if named else None) as folder:
        made = registers(Path(folder), named)
        sheets_of, beside, kept = [], Yardsticks(), list[Claim]()
        for register in made:
            with closing(sqlite3.connect(register)) as db:
                sheets_of.append(new_rows(db))
        file = Path(folder, "list.xlsx")
        for noun in sheets_of[0]:
            if nouns and noun not in nouns:
                continue
            for is_change in (False, *[True] * (noun in CHANGES)):
                figures = []
                for register, new in zip(made, sheets_of, strict=True):
                    sheets = new[noun]
                    if is_change:
                        store.use(str(register))
                        with store.reading() as db:
                            sheets = {noun: changed_rows(db, noun)}
                    write_workbook(file, sheets)
                    kind = ["--as", noun] if len(sheets) == 1 else []
                    update = ["--update"] if is_change else []
                    command = [
                        sys.executable,
                        "-m",
                        "chodon_cli",
                        "--today",
                        TODAY,
                        "--lang",
                        "en",
                        "-r",
                        str(register),
                    ]
                    figures.append(processor_seconds([*command, "import", str(file), *kind, *update]))
                (first, _), (last, most) = figures[0], figures[-1]
                name = f"{noun}{' changed' if is_change else ''}"
                what, times = f"30 rows of {name}", [beside.times(MOST_SECONDS)]
                kept.append(claims.of_turns("short_lists", what, "province", [last], "s", MOST_SECONDS, times))
                print(f"{name:<24} {first:5.2f} s  {last:5.2f} s {most:4} MB   x {last / first:4.2f}", flush=True)
        claims.keep([*kept, *beside.claims("short_lists")])


if __name__ == "__main__":
    main()
