"""Files made to exhaust whoever reads them: each ends in a clear line, within seconds and megabytes.

python -m tests.stress.hostile_files [PART OF A NAME]
"""

import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.stress import torture

SECONDS, MEGABYTES = 10, 500
HEAD = "Họ và tên,Đơn vị,Ngày vào,Loại,Chức danh\n"
ROW = "Nguyễn Văn An,PNV,01/03/2019,CC,Chuyên viên\n"
PARTS = {
    "[Content_Types].xml": (
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
}
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Make = Callable[[Path], Path]
FILES: dict[str, Make] = {}


def hostile(make: Make) -> Make:
    FILES[make.__name__.replace("_", " ")] = make
    return make


def workbook(file: Path, sheet: str, names: int = 1, strings: str = "") -> Path:
    """A workbook of so many sheets, all of them one part."""
    listed = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, names + 1))
    related = f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    related += f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>' if strings else ""
    parts = {
        **PARTS,
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{related}'
            "</Relationships>"
        ),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
    }
    if strings:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in parts.items():
            packed.writestr(name, text)
    return file


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def column_name(number: int) -> str:
    """
    >>> column_name(0), column_name(26)
    ('A', 'AA')
    """
    return (column_name(number // 26 - 1) if number >= 26 else "") + chr(65 + number % 26)


@hostile
def dots_in_a_cell(folder: Path) -> Path:
    return written(folder / "dots.csv", HEAD + ROW + f"tổng{'.' * 5000}x,,,,\n")


@hostile
def dots_after_a_total(folder: Path) -> Path:
    return written(folder / "total.csv", HEAD + ROW + f"Tổng số: {'…' * 3000} người (bằng chữ: {'…' * 3000}),,,,\n")


@hostile
def a_workbook_of_all_columns(folder: Path) -> Path:
    cells = "".join(cell(f"{column_name(n)}1", f"Họ và tên {n}") for n in range(16_384))
    return workbook(folder / "columns.xlsx", f'<sheetData><row r="1">{cells}</row></sheetData>')


@hostile
def a_million_columns(folder: Path) -> Path:
    return written(folder / "columns.csv", ",".join(f"h{n}" for n in range(1_000_000)) + "\n" + "," * 999_999 + "\n")


@hostile
def four_thousand_columns(folder: Path) -> Path:
    return written(folder / "columns4.csv", HEAD[:-1] + "".join(f",h{n}" for n in range(4000)) + "\n" + ROW)


@hostile
def a_page_of_spans(folder: Path) -> Path:
    row = "<tr>" + "<td colspan=1000 rowspan=1000>x</td>" * 10 + "</tr>"
    return written(folder / "spans.xls", "<html><table>" + row * 300 + "</table></html>")


@hostile
def open_tags(folder: Path) -> Path:
    return written(folder / "tags.xls", "<table>" + "<a" * 200_000)


@hostile
def open_comments(folder: Path) -> Path:
    return written(folder / "comments.xls", "<table>" + "<!--" * 100_000)


@hostile
def a_million_cells_in_a_row(folder: Path) -> Path:
    return written(folder / "cells.xls", "<table><tr>" + "<td>x" * 1_000_000 + "</table>")


@hostile
def sheets_of_one_part(folder: Path) -> Path:
    rows = "".join(f'<row r="{n}">{cell(f"A{n}", "x")}</row>' for n in range(1, 1000))
    return workbook(folder / "sheets.xlsx", f"<sheetData>{rows}</sheetData>", 3000)


@hostile
def marks_upon_marks(folder: Path) -> Path:
    return written(folder / "marks.csv", HEAD + "a" + "\u0301\u0323" * 200_000 + ",PNV,01/03/2019,CC,x\n")


@hostile
def marks_in_a_heading(folder: Path) -> Path:
    return written(folder / "marks2.csv", "a" + "\u0301\u0323" * 200_000 + "," + HEAD + "x," + ROW)


@hostile
def a_line_of_commas(folder: Path) -> Path:
    return repeated(folder / "commas.csv", b",", 500)


@hostile
def a_first_line_without_end(folder: Path) -> Path:
    return repeated(folder / "line.csv", b"x", 300)


@hostile
def wrong_rows(folder: Path) -> Path:
    return written(folder / "wrong.csv", HEAD + "Nguyễn Văn An,KHÔNG,99/99/2019,CC,x\n" * 300_000)


@hostile
def a_cell_merged_over_all_rows(folder: Path) -> Path:
    head = "".join(cell(f"{letter}1", text) for letter, text in zip("ABCDE", HEAD.strip().split(","), strict=True))
    sheet = f'<sheetData><row r="1">{head}</row><row r="2">{cell("A2", "An")}</row>'
    sheet += f'<row r="1048576">{cell("B1048576", "x")}</row></sheetData><mergeCells count="1">'
    return workbook(folder / "merged.xlsx", sheet + '<mergeCell ref="A2:A1048576"/></mergeCells>')


@hostile
def a_string_of_900_megabytes(folder: Path) -> Path:
    sheet = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>'
    return workbook(folder / "string.xlsx", sheet, strings=f"<si><t>{'x' * 900_000_000}</t></si>")


@hostile
def thirty_million_cells(folder: Path) -> Path:
    row = "<c><v>1</v></c>" * 3000
    return workbook(folder / "cells.xlsx", f"<sheetData>{f'<row>{row}</row>' * 10_000}</sheetData>")


@hostile
def a_figure_without_end(folder: Path) -> Path:
    rows = f'<row r="1">{cell("A1", "Họ và tên")}{cell("B1", "Đơn vị")}</row>'
    return workbook(folder / "inf.xlsx", f'<sheetData>{rows}<row r="2"><c r="A2"><v>1e999</v></c></row></sheetData>')


@hostile
def a_number_of_5000_digits(folder: Path) -> Path:
    line = f"VP-2022-{'1' * 5000},CC012,TG01,2022-03-01\n"
    return written(folder / "digits.csv", "number,staff,standard,occurred_on\n" + line)


@hostile
def a_manifest_of_brackets(folder: Path) -> Path:
    written(folder / "unit.csv", "code,name,kind\nA,B,office\n")
    written(folder / "manifest.json", "[" * 200_000)
    return folder


@hostile
def zeros_for_ever(folder: Path) -> Path:
    return Path("/dev/zero")


@hostile
def noise_for_ever(folder: Path) -> Path:
    return Path("/dev/urandom")


@hostile
def a_pipe_that_nobody_writes_to(folder: Path) -> Path:
    os.mkfifo(folder / "pipe.csv")
    return folder / "pipe.csv"


@hostile
def a_pipe_in_a_folder(folder: Path) -> Path:
    os.mkfifo(folder / "unit.csv")
    return folder


@hostile
def a_device_in_a_folder(folder: Path) -> Path:
    written(folder / "unit.csv", "code,name,kind\nA,B,office\n")
    (folder / "quota.csv").symlink_to("/dev/full")
    return folder


def written(file: Path, text: str) -> Path:
    file.write_text(text, "utf-8")
    return file


def repeated(file: Path, piece: bytes, megabytes: int) -> Path:
    with file.open("wb") as stream:
        for _ in range(megabytes):
            stream.write(piece * (1 << 20))
    return file


@dataclass(frozen=True)
class HostileOutcome:
    """How the import of a hostile file ended."""

    status: int
    lines: int  # on the standard error
    last: str
    seconds: float
    megabytes: int  # of the largest of its processes

    @property
    def is_bounded(self) -> bool:
        is_told = self.status in (1, 2, 4) and 0 < self.lines <= 130 and "fault of the program" not in self.last
        return is_told and self.seconds < SECONDS and self.megabytes < MEGABYTES


def outcome(register: Path, source: Path) -> HostileOutcome:
    """Import it in a process of its own, which is ended after half a minute."""
    command = [sys.executable, "-m", "tests.stress.hostile_files", "--measured", str(register), str(source)]
    begun = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **torture.SETTINGS},
        start_new_session=True,
    )
    try:
        err = process.communicate(timeout=3 * SECONDS)[1]
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return HostileOutcome(-1, 0, "", time.perf_counter() - begun, 0)
    *told, measured = err.splitlines() or [""]
    size = int(measured) if measured.isdecimal() else 0
    return HostileOutcome(process.returncode, len(told), told[-1] if told else "", time.perf_counter() - begun, size)


def measured(register: str, source: str) -> int:
    """Run the import and write the size of the largest process as the last line."""
    command = [sys.executable, "-m", "chodon_cli", "-r", register, "import", source]
    done = subprocess.run(command, stdin=subprocess.DEVNULL)
    sys.stderr.write(f"{resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10}\n")
    return done.returncode


def outcomes(only: str = "") -> Iterator[tuple[str, HostileOutcome]]:
    with tempfile.TemporaryDirectory() as folder:
        register = torture.filled(Path(folder) / "register.db")
        for name, make in FILES.items():
            if only in name:
                with tempfile.TemporaryDirectory() as place:
                    yield name, outcome(register, make(Path(place)))


def main() -> int:
    if sys.argv[1:2] == ["--measured"]:
        return measured(*sys.argv[2:])
    wrong = 0
    for name, ended in outcomes(" ".join(sys.argv[1:])):
        wrong += not ended.is_bounded
        mark = "     " if ended.is_bounded else "WRONG"
        print(
            f"{mark} {name}: {ended.seconds:.1f} s, {ended.megabytes} MB, exit {ended.status}, {ended.last:.120}",
            flush=True,
        )
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
