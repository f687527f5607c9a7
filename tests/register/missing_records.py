"""Records of the nouns that the sample lacks, so that what holds for every noun is tried on them too."""

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from tests.harness import ROOT, open_to_read, open_to_write, run

CHECKED = "--by 'Lê Văn Bình' --against 'Công báo số 5' --on 2026-11-20"
LINES = {  # table -> what enters two, where that is not the `add` in WRITES of the noun's own tests, twice
    "law": [
        f"law confirm forms.cadre.leader@2020-09-20 {CHECKED}",
        f"law confirm forms.cadre.none@2020-09-20 {CHECKED}",
    ],
    "reminder": ["violation remind VP-2022-0148 VP-2022-0149 VP-2022-0150 --on 2023-01-10 --by CC001"],
    "office_record": [f"import {ROOT}/tests/fixtures/office --office PNV"],
    "unit_past": ["unit rename PNV 'Phòng Nội vụ và Lao động' --on 2023-01-01"],
}
ACCESS_GRANT_SQL = """
INSERT INTO access_grant (account, unit_id, since, granted_on) SELECT ?, id, 1, '2022-01-01' FROM unit LIMIT 1
"""


def enter_missing(register: Path, table: str) -> None:
    """Two records of the table, if it has none."""
    with open_to_read(register) as db:
        if db.execute(f"SELECT count(*) FROM {table}").fetchone() != (0,):
            return
    for line in lines_that_enter(table):
        run(f"-r {register} {line}")
    if table == "access_grant":  # no command grants access to a file
        with open_to_write(register) as db:
            db.executemany(ACCESS_GRANT_SQL, [("lan",), ("hoa",)])


def lines_that_enter(table: str) -> list[str]:
    """Command lines that enter two of its records: of a noun, what its own tests enter first, twice."""
    return LINES.get(table) or _writes(table) * 2


def _writes(noun: str) -> list[str]:
    """What the tests of the noun enter first."""
    module = f"tests.commands.test_{noun}"
    return [*import_module(module).WRITES.get(f"{noun} add", ())][:1] if find_spec(module) else []
