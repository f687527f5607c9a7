"""How long lists take on their way in and out, beside tools that only read or store the same file.

    python -m benchmarks.exchange [ROWS [VIOLATIONS]]

Makes ROWS people as a workbook, VIOLATIONS as CSV in a temporary folder (100,000 and a million by default), takes each
in, and lists the people as a workbook, three times in turn with its peer; with sqlite-utils, which is far from its
bound and takes most of the time, in the first turn alone. What is compared is the median of the times; where the
processor's own time (CPU) is well below it, others were at work. The peers check nothing.
"""

import argparse
import csv
import os
import pickle
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks import claims
from benchmarks.claims import Claim

BIN = Path(sys.executable).parent
UNITS, TURNS = 2000, 3
FIRST_TURN_ALONE = "sqlite-utils"
WRITE = """
import pickle, sys, xlsxwriter
with open(sys.argv[1], "rb") as file, xlsxwriter.Workbook(
    sys.argv[2], {"constant_memory": True, "default_date_format": "dd/mm/yyyy"}
) as book:
    sheet = book.add_worksheet()
    for line, row in enumerate(pickle.load(file)):
        sheet.write_row(line, 0, row)
"""
READ = "import sys, openpyxl; [0 for _ in openpyxl.load_workbook(sys.argv[1], read_only=True).active.iter_rows()]"
Run = Callable[[], Sequence[str | Path]]


@dataclass(frozen=True)
class Cost:
    """What one process took: seconds, seconds of processor time with its children, and MB at most."""

    wall: float
    cpu: float
    memory: int


def main() -> None:
    asked = argparse.ArgumentParser(description="Compare the times of import and export with their promised bounds.")
    asked.add_argument("rows", nargs="?", type=int, default=100_000)
    asked.add_argument("violations", nargs="?", type=int, default=1_000_000)
    rows, many = asked.parse_args().rows, asked.parse_args().violations
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        units, people, violations = units_file(folder), people_file(folder, rows), violations_file(folder, many, rows)
        empty, full, work = folder / "empty.db", folder / "full.db", folder / "work.db"
        chodon(empty, "-q", "init")
        chodon(empty, "-q", "import", units)
        shutil.copy(empty, full)
        chodon(full, "-q", "import", people)
        listed, cells = folder / "listed.xlsx", folder / "cells"
        chodon(full, "staff", "list", "-o", listed)
        cells.write_bytes(pickle.dumps(cells_of(listed)))

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
        listing: Run = lambda: [BIN / "chodon", "-q", "-r", full, "staff", "list", "-o", listed]  # noqa: E731
        writing: Run = lambda: [sys.executable, "-c", WRITE, cells, folder / "peer.xlsx"]  # noqa: E731
        taken = taking(full, violations, "violation")
        claims.keep(
            [
                *compare(f"{rows} people, xlsx", taking(empty, people, "staff"), {"openpyxl reading": (0.6, reading)}),
                *compare(f"{rows} people listed as xlsx", listing, {"XlsxWriter": (1.5, writing)}),
                *compare(f"{many} violations", taken, {"sqlite-utils": (0.45, inserting), ".import": (10, shell)}),
            ]
        )
        print(f"{f'{many} violations hold other writers up':48} {held_up(taken(), work):7.2f} s")


def compare(name: str, ours: Run, peers: dict[str, tuple[float, Run]]) -> list[Claim]:
    """Print the median of ours, and of each peer its own, the ratio, and whether its bound holds; the ratios."""
    mine, others = list[Cost](), {said: list[Cost]() for said in peers}
    for turn in range(TURNS):
        mine.append(cost(ours()))
        for said, (_most, theirs) in peers.items():
            if not turn or said != FIRST_TURN_ALONE:
                others[said].append(cost(theirs()))
    middle = middle_of(mine)
    print(f"{name:48} {middle.wall:7.2f} s (CPU {middle.cpu:6.2f} s), {middle.memory} MB")
    ratios = []
    for said, (most, _run) in peers.items():
        by_turn = [own.wall / theirs.wall for own, theirs in zip(mine, others[said], strict=False)]
        ratios.append(claims.of_turns("exchange", f"{name} ÷ {said}", "", by_turn, "x", most))
        peer, verdict = middle_of(others[said]), "DOES NOT HOLD" if ratios[-1].is_over else "holds"
        ratio = f"{ratios[-1].figure:6.2f} (CPU {middle.cpu / peer.cpu:6.2f}), at most {most}"
        print(f"{said:>40} ÷ {peer.wall:11.2f} s (CPU {peer.cpu:6.2f} s)  {ratio}: {verdict}", flush=True)
    return ratios


def middle_of(turns: Sequence[Cost]) -> Cost:
    return sorted(turns, key=lambda cost: cost.wall)[len(turns) // 2]


def cost(command: Sequence[str | Path]) -> Cost:
    """Run the command to its end. The memory is that of the larger of the process and its children."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _id, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, command))}: ended with {process.returncode}")
    return Cost(time.perf_counter() - begun, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)


def held_up(command: Sequence[str | Path], register: Path) -> float:
    """How long nobody else can write while the command runs, in seconds."""
    held = 0.0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    with closing(sqlite3.connect(register, isolation_level=None, timeout=0)) as other:
        while process.poll() is None:
            begun = time.perf_counter()
            time.sleep(0.02)
            try:
                other.execute("BEGIN IMMEDIATE")
                other.execute("ROLLBACK")
            except sqlite3.OperationalError:
                held += time.perf_counter() - begun
    return held


def cells_of(workbook: Path) -> list[list[Any]]:
    from python_calamine import CalamineWorkbook

    return CalamineWorkbook.from_path(workbook).get_sheet_by_index(0).to_python()


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


def violations_file(folder: Path, rows: int, people: int) -> Path:
    chance = random.Random(1)
    with (folder / "violations.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["staff", "unit", "standard", "occurred_on", "found_on", "source", "severity", "note"])
        for _row in range(rows):
            place = chance.randrange(people)
            day = (date(2018, 1, 1) + timedelta(chance.randrange(1800))).isoformat()
            unit = f"U{place % UNITS:04}"
            writer.writerow(
                [f"VC{place:06}", unit, "TG01", day, day, "inspection", "minor", f"Đi muộn {place % 60} phút"]
            )
    return folder / "violations.csv"


if __name__ == "__main__":
    main()
