"""Keep a register of the schema's last revision, for later programs to upgrade: run once, when a release is made.

    python -m tests.samples.make_register_fixture

It takes the sample data of a few units and changes something, so that the tables have rows and the journal has changes
of every sort. A register that is kept is never made again: the program of its day made it.
"""

import csv
import gzip
import os
import sys
import tempfile
from pathlib import Path

from chodon_cli.store.revision_files import latest_revision
from tests.harness import SAMPLE_DATA, TODAY, run

KEPT = Path(__file__).parent.parent / "fixtures" / "registers"
UNITS = {"CHODON", "PNV", "VPHDND", "DONGLAC", "BANGLUNG", "BQLCHO"}
NUMBERED = {"case.csv": "case", "violation.csv": "violation", "inspection.csv": "inspection", "task.csv": "task"}
COMMANDS = """
unit add TODB "Tổ dự báo" --kind other --parent CHODON
staff add --name "Lý Thị Thử" --unit PNV --category civil-servant --title "Chuyên viên" --from 2021-01-01 --code CC901
staff transfer CC901 --on 2022-06-01 --to TODB
staff edit CC901 --note "tạm"
staff add --name "Lý Văn Nhầm" --unit PNV --category contract --from 2021-01-01 --code HD901
staff void HD901 --reason "nhập nhầm"
standard retire TT01 --on 2023-12-31
violation log --staff CC901 --standard TG01 --on 2022-03-01 --note "đến muộn"
violation log --staff CC901 --standard TG01 --on 2022-03-02
violation void VP-2022-0134 --reason "nhập nhầm"
case open VP-2022-0133 --on 2022-03-10
case step VV-2022-0043 --kind review --on 2022-03-20
task assign "Báo cáo" --unit PNV --on 2026-03-01 --due 2026-03-15
task extend NV-2026-0001 --until 2026-03-31 --on 2026-03-10 --by "Chủ tịch UBND huyện" --reason "chờ ý kiến"
quota set TODB --year 2022 --category civil-servant --number 2
document add 9/KH-UBND --issued 2022-01-10
law confirm processing.civil-servant@2020-07-01 --by "Phòng Nội vụ" --against "Công báo"
review open --year 2021 --unit PNV
"""


def rows_of_units(name: str, known: dict[str, set[str]]) -> list[list[str]]:
    """The rows of a file that refer to nothing outside the units; what they are called is then known too."""
    with (SAMPLE_DATA / name).open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    refers = {"parent": "unit", "successor": "unit", "failed_staff": "staff"}
    columns = [(place, refers.get(key, key)) for place, key in enumerate(head) if refers.get(key, key) in known]
    kept = [
        row
        for row in rows
        if all(part in known[noun] for place, noun in columns for part in row[place].replace(";", " ").split())
    ]
    if name in NUMBERED:
        known[NUMBERED[name]] = {row[0] for row in kept}
    return [head, *kept]


def write_slice(folder: Path) -> None:
    """Write the files of the sample that concern the few units, and whoever never served elsewhere."""
    with (SAMPLE_DATA / "post.csv").open(encoding="utf-8-sig", newline="") as file:
        posts = list(csv.DictReader(file))
    staff = {post["staff"] for post in posts} - {post["staff"] for post in posts if post["unit"] not in UNITS}
    known = {"unit": UNITS, "staff": staff}
    first = ["inspection.csv", "violation.csv", "case.csv", "task.csv"]
    for name in [*first, *sorted({file.name for file in SAMPLE_DATA.glob("*.csv")} - {*first})]:
        head, *rows = rows_of_units(name, known)
        if name in ("unit.csv", "staff.csv"):
            rows = [row for row in rows if row[0] in known[name.removesuffix(".csv")]]
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *rows])


def main() -> None:
    kept = KEPT / f"{latest_revision()}.db.gz"
    if kept.exists():
        sys.exit(f"{kept} is kept already; it stays as its program made it")
    os.environ.update(CHODON_TODAY=TODAY, CHODON_LANG="en", CHODON_OPERATOR="tester")
    with tempfile.TemporaryDirectory() as name:
        folder, register = Path(name, "slice"), Path(name, "register.db")
        folder.mkdir()
        write_slice(folder)
        for line in ["init", f"import {folder}", *COMMANDS.strip().splitlines()]:
            run(f"-r {register} {line}")
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(gzip.compress(register.read_bytes(), mtime=0))


if __name__ == "__main__":
    main()
