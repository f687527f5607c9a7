"""How long lists take on their way in and out, beside tools that only read or store the same file.

    python benchmarks/exchange.py [ROWS]

Makes ROWS people as a workbook and ROWS violations as CSV in a temporary folder (100,000 by default) and takes each in,
three times in turn with its peer; what is compared is the median of the times, and the peak memory of the import.
The peers check nothing. What is promised and does not hold yet is printed as such.
"""

import argparse
import csv
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from statistics import median

BIN = Path(sys.executable).parent
UNITS, TURNS = 2000, 3
READ = "import sys, openpyxl; [0 for _ in openpyxl.load_workbook(sys.argv[1], read_only=True).active.iter_rows()]"
Run = Callable[[], Sequence[str | Path]]


def main() -> None:
    asked = argparse.ArgumentParser(description="Compare the times of import and export with their promised bounds.")
    asked.add_argument("rows", nargs="?", type=int, default=100_000)
    rows = asked.parse_args().rows
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        units, people, violations = units_file(folder), people_file(folder, rows), violations_file(folder, rows)
        empty, full, work = folder / "empty.db", folder / "full.db", folder / "work.db"
        chodon(empty, "-q", "init")
        chodon(empty, "-q", "import", units)
        shutil.copy(empty, full)
        chodon(full, "-q", "import", people)

        def taking(start: Path, file: Path, noun: str) -> Run:
            def prepared() -> Sequence[str | Path]:
                for leftover in folder.glob("work.db*"):
                    leftover.unlink()
                shutil.copy(start, work)
                return [BIN / "chodon", "-q", "-r", work, "import", file, "--as", noun]

            return prepared

        reading: Run = lambda: [sys.executable, "-c", READ, people]  # noqa: E731  (a pair reads as one)
        inserting: Run = lambda: [BIN / "sqlite-utils", "insert", fresh(folder), "v", violations, "--csv"]  # noqa: E731
        shell: Run = lambda: ["sqlite3", "-csv", fresh(folder), f".import {violations} v"]  # noqa: E731
        compare(f"{rows} people, xlsx ÷ openpyxl reading", taking(empty, people, "staff"), reading, 0.6)
        compare(f"{rows} violations ÷ sqlite-utils", taking(full, violations, "violation"), inserting, 0.45)
        compare(f"{rows} violations ÷ sqlite3 .import", taking(full, violations, "violation"), shell, 10)


def compare(name: str, ours: Run, theirs: Run, bound: float) -> None:
    """Print the medians of both, their ratio, and whether the bound holds."""
    times = [(timed(ours()), timed(theirs())) for _turn in range(TURNS)]
    mine, peer = (median(column) for column in zip(*times, strict=True))
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    verdict = "holds" if mine / peer <= bound else "DOES NOT HOLD YET"
    times_said = f"{mine:7.2f} s {peer:7.2f} s  {mine / peer:5.2f} (at most {bound})"
    print(f"{name:45} {times_said} {verdict}; peak {memory} MB so far")


def timed(command: Sequence[str | Path]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - begun


def chodon(register: Path, *words: str | Path) -> None:
    env = {**os.environ, "CHODON_REGISTER": str(register)}
    subprocess.run([BIN / "chodon", *words], check=True, capture_output=True, env=env)


def fresh(folder: Path) -> Path:
    file = folder / "peer.db"
    file.unlink(missing_ok=True)
    return file


def units_file(folder: Path) -> Path:
    with (folder / "units.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["code", "name", "kind"])
        writer.writerows([f"U{place:04}", f"Đơn vị số {place}", "office"] for place in range(UNITS))
    return folder / "units.csv"


def people_file(folder: Path, rows: int) -> Path:
    """A workbook as an office makes it: Vietnamese headings, real dates."""
    import xlsxwriter

    given = ["An", "Bình", "Cường", "Dũng", "Hà"]
    with xlsxwriter.Workbook(folder / "people.xlsx", {"constant_memory": True}) as book:
        sheet, day = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
        head = ["STT", "Mã cán bộ", "Họ và tên", "Ngày sinh", "Giới tính", "Đơn vị", "Loại", "Chức vụ", "Từ ngày"]
        sheet.write_row(0, 0, head)
        for place in range(rows):
            name = f"Nguyễn Văn {given[place % 5]} {place % 97}"
            sheet.write_row(place + 1, 0, [place + 1, f"VC{place:06}", name])
            sheet.write_datetime(place + 1, 3, date(1980, 1, 1) + timedelta(place % 3000), day)
            sheet.write_row(place + 1, 4, ["Nam", f"U{place % UNITS:04}", "viên chức", "Giáo viên"])
            sheet.write_datetime(place + 1, 8, date(2010, 1, 1), day)
    return folder / "people.xlsx"


def violations_file(folder: Path, rows: int) -> Path:
    chance = random.Random(1)
    with (folder / "violations.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["staff", "unit", "standard", "occurred_on", "found_on", "source", "severity", "note"])
        for _row in range(rows):
            place = chance.randrange(rows)
            day = (date(2018, 1, 1) + timedelta(chance.randrange(1800))).isoformat()
            unit = f"U{place % UNITS:04}"
            writer.writerow([f"VC{place:06}", unit, "TG01", day, day, "inspection", "minor", "Đi muộn 15 phút"])
    return folder / "violations.csv"


if __name__ == "__main__":
    main()
