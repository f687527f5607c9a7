"""Good lists that go bad in every way: cells, headings, rows, columns, bytes.

    python -m tests.stress.fuzz_lists [N]

takes in N of them (10,000) and stops at the first that is not refused as it should be, made as small as it can be;
`test_office_lists.py` takes in a few. Whatever a list has become: no traceback, an exit status that says what
happened, no half import, and every person of it is in the register, among the rejects, or on a line that the program
names.
"""

import csv
import io
import os
import re
import sys
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn
from xlsxwriter import Workbook

from chodon_cli.exchange.read.workbook import ERRORS_OF_READING
from tests.harness import CALM, OFFICE_LISTS, TODAY, begin, everything, open_to_read, run

Grid = list[list[str]]
UNITS = ["Phòng Nội vụ", "phong tu phap", "THBL", "Trường THCS Bằng Lũng", "PGD"]
HEADINGS = {
    "STT": "",
    "Mã cán bộ": "code",
    "Họ và tên": "name",
    "Ngày sinh": "born",
    "Giới tính": "sex",
    "Số CCCD": "id",
    "Đơn vị": "unit",
    "Đối tượng": "category",
    "Chức vụ": "title",
    "Từ ngày": "from",
    "Ghi chú": "note",
}
ODD = [
    *(
        "",
        " ",
        "\u00a0",
        "x",
        "X",
        "0",
        "-1",
        "1985",
        "31/02/1990",
        "01/01/0001",
        "1/1/10000",
        "mai",
        "hôm nay",
        "2020-01",
    ),
    *("=1+1", "'=1", "''", "'", '"', '""', "a,b", "a;b", "a\tb", "dòng\nhai", "nul\0", "\x1b[31m", "\u200b", "\u202e"),
    *("Tổng cộng", "Cộng: 3", "Người lập biểu", "Hiệu trưởng", "Họ và tên", "STT", "I", "(1)", "Nam", "Nữ", "reasons"),
    *("²", "١٢", "½", "1e999", "nan", "inf", "0x10", "1.5", "9" * 400, "006180000001", "6180000001", "0,5", "VC", "đ"),
    *(
        "Nguye\u0302\u0303n",
        "§ç ThÞ",
        "Nguyeãn Vaên",
        "CC001",
        "cc001",
        "PNV",
        "@SUM(A1)",
        "[bold]x",
        "%s {x}",
        "A" * 3000,
    ),
]
DELIMITERS = {"csv": ",", "txt": ";", "tsv": "\t"}
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1258", "latin-1"]
ASIDE = re.compile(r"lines that are no rows: ([0-9, ]+)")
LONELY = 4  # cells: a line with fewer can be a title, a total or a signature


@dataclass
class Spoilt:
    """A list as it is taken in, with those of its people whose name nobody touched."""

    ending: str
    data: bytes
    options: str
    is_known: bool  # the good list went in before
    people: dict[str, int] = field(default_factory=dict)  # name -> how many cells its line has
    whole: set[str] = field(default_factory=set)  # names whose line and header nobody touched at all

    def __repr__(self) -> str:
        return f"a .{self.ending} taken in with {self.options!r}, known: {self.is_known}\n{self.data!r}"


def good_list(size: int) -> Grid:
    """A list as it should be; every name is unique and in no other cell."""
    rows = [[*HEADINGS]]
    for n in range(1, size + 1):
        sex = n % 2
        rows.append(
            [
                str(n),
                f"K{n:03}",
                f"Nguyễn Thị Người {CALLED[n]}",
                f"{n:02}/03/1980",
                ("Nam", "Nữ")[sex],
                f"006{sex}800000{n:02}",
                UNITS[n % len(UNITS)],
                ("công chức", "VC", "Hợp đồng lao động")[n % 3],
                ("Chuyên viên", "Trưởng phòng", "")[n % 3],
                f"01/{n:02}/2020",
                f"ghi chú {n}",
            ]
        )
    return rows


CALLED = ["", "Một", "Hai", "Ba", "Bốn", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mươi"]


# --- What goes wrong ---------------------------------------------------------------------------------------------


def of_rows(draw: DrawFn, grid: Grid) -> None:
    """A row gone, twice, elsewhere, empty, or a total."""
    place, other = (draw(st.integers(0, len(grid) - 1)) for _time in range(2))
    how = draw(st.sampled_from(["delete", "repeat", "swap", "empty", "total", "page", "sign"]))
    if how == "delete" and len(grid) > 1:
        del grid[place]
    elif how == "repeat":
        grid.insert(other, list(grid[place]))
    elif how == "swap":
        grid[place], grid[other] = grid[other], grid[place]
    elif how == "empty":
        grid.insert(place, [""] * draw(st.integers(0, len(grid[0]))))
    elif how == "total":
        grid.insert(place, ["", draw(st.sampled_from(["Tổng cộng", "Cộng: 5 người", "II. Tổ Toán"])), "", "5"])
    elif how == "page":
        grid.insert(place, list(HEADINGS))
    elif how == "sign":
        grid[place:place] = [["", "", "Người lập biểu", "", "", "", "Hiệu trưởng"], [], ["", "", "Lý Thị Sao"]]


def of_columns(draw: DrawFn, grid: Grid) -> None:
    """A column gone, twice, elsewhere, or without anything in it."""
    width = max(map(len, grid))
    if not width:
        return
    place, other = (draw(st.integers(0, width - 1)) for _time in range(2))
    how = draw(st.sampled_from(["delete", "repeat", "swap", "empty"]))
    for row in grid:
        row += [""] * (width - len(row))
        if how == "delete":
            del row[place]
        elif how == "repeat":
            row.insert(other, row[place])
        elif how == "swap":
            row[place], row[other] = row[other], row[place]
        else:
            row.insert(place, "")


def of_cells(draw: DrawFn, grid: Grid) -> None:
    """A cell that says something else, changes places with another, or has too many or too few beside it."""
    row = draw(st.sampled_from(grid))
    how = draw(st.sampled_from(["odd", "odd", "odd", "swap", "more", "fewer"]))
    if how == "more":
        row += draw(st.lists(st.sampled_from(ODD), min_size=1, max_size=3))
    elif how == "fewer" and row:
        del row[draw(st.integers(0, len(row) - 1)) :]
    elif how == "odd" and row:
        row[draw(st.integers(0, len(row) - 1))] = draw(st.sampled_from(ODD) | st.text(max_size=8))
    elif how == "swap" and row:
        other = draw(st.sampled_from([row for row in grid if row] or [row]))
        here, there = draw(st.integers(0, len(row) - 1)), draw(st.integers(0, len(other) - 1))
        row[here], other[there] = other[there], row[here]


def of_headings(draw: DrawFn, grid: Grid) -> None:
    """A heading that is written in another way, or means something else."""
    if not grid[0]:
        return
    place = draw(st.integers(0, len(grid[0]) - 1))
    others = [
        "Nam",
        "Nữ",
        "Họ",
        "Tên",
        "Mã",
        "Năm",
        "Số",
        "full_name",
        "unit",
        "Ngày",
        "Họ và\ntên (chữ in)",
        "()",
        "(3)",
    ]
    grid[0][place] = draw(st.sampled_from([*HEADINGS, *others, *ODD]))


def of_bytes(draw: DrawFn, data: bytes) -> bytes:
    """Bytes changed, lost, twice, or put in."""
    start = draw(st.integers(0, len(data)))
    end = min(len(data), start + draw(st.integers(1, 12)))
    how = draw(st.sampled_from(["change", "lose", "repeat", "put in", "cut"]))
    some = draw(
        st.binary(min_size=1, max_size=6) | st.sampled_from([b'"', b"\n", b"\r", b"\0", b",", b";", b"\t", b"<", b"PK"])
    )
    return {
        "change": data[:start] + some + data[start + len(some) :],
        "lose": data[:start] + data[end:],
        "repeat": data[:end] + data[start:],
        "put in": data[:start] + some + data[start:],
        "cut": data[:start],
    }[how]


def of_file(draw: DrawFn, data: bytes) -> bytes:
    """Bytes of the file, or of a part that is packed in it."""
    parts = unpacked(data)
    if not parts or draw(st.booleans()):
        return of_bytes(draw, data)
    spoilt = draw(st.sampled_from(sorted(parts)))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as anew:
        for name, part in parts.items():
            anew.writestr(zipfile.ZipInfo(name), of_bytes(draw, part) if name == spoilt else part)
    return made.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts that are packed in the file; none if it is no ZIP file, or no longer."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return {name: packed.read(name) for name in packed.namelist()}
    except ERRORS_OF_READING:
        return {}


WAYS: list[Callable[[DrawFn, Grid], None]] = [of_rows, of_columns, of_cells, of_cells, of_headings]


@st.composite
def spoilt(draw: DrawFn, endings: tuple[str, ...] = ("csv", "txt", "tsv", "xls", "xlsx")) -> Spoilt:
    """A list that has gone bad in up to four ways."""
    grid = good_list(draw(st.integers(1, len(CALLED) - 1)))
    names = {row[2] for row in grid[1:]}
    if draw(st.booleans()):
        grid = [["UBND HUYỆN CHỢ ĐỒN"], [], ["", "DANH SÁCH CÁN BỘ, CÔNG CHỨC, HUYỆN CHỢ ĐỒN"], *grid]
    for way in draw(st.lists(st.sampled_from(WAYS), max_size=4)):
        if grid:
            way(draw, grid)
    ending = draw(st.sampled_from(endings))
    data = WRITERS[ending](grid, draw(st.sampled_from(ENCODINGS)))
    people, whole = counted(grid, names), untouched(grid)
    for _time in range(draw(st.sampled_from([0, 0, 0, 1, 2]))):
        data, people, whole = of_file(draw, data), {}, set()
    options = draw(
        st.sampled_from(["", "", "--as staff", "--update", "--set unit=PNV", "--set category=CC", "--dry-run"])
    )
    return Spoilt(ending, data, options, draw(st.booleans()), people, whole)


@st.composite
def spoilt_file(draw: DrawFn) -> Spoilt:
    """One of the lists that are bad as they are, with bytes that go bad too."""
    path = draw(st.sampled_from(sorted(OFFICE_LISTS.iterdir())))
    data = path.read_bytes()
    for _time in range(draw(st.integers(0, 3))):
        data = of_file(draw, data)
    return Spoilt(path.suffix[1:], data, draw(st.sampled_from(["", "--update", "--set unit=PNV"])), draw(st.booleans()))


def counted(grid: Grid, names: set[str]) -> dict[str, int]:
    """Name -> how many cells its line has, for those whose name stands where every header of the list says it does."""
    places = {place for row in grid for place, cell in enumerate(row) if cell == "Họ và tên"}
    if len(places) != 1:
        return {}
    [place] = places
    return {row[place]: sum(bool(cell.strip()) for cell in row) for row in grid if names & set(row[place : place + 1])}


def untouched(grid: Grid) -> set[str]:
    """The names of the lines that are as they were, if the header is too."""
    if [row for row in grid if "Họ và tên" in row] != [[*HEADINGS]]:
        return set()
    return {row[2] for row in good_list(len(CALLED) - 1)[1:] if grid.count(row) == 1}


def as_text(delimiter: str) -> Callable[[Grid, str], bytes]:
    def write(grid: Grid, encoding: str) -> bytes:
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=delimiter, escapechar=None).writerows(grid)
        try:
            return text.getvalue().encode(encoding)
        except UnicodeEncodeError:
            return text.getvalue().encode("utf-8", "replace")

    return write


def as_workbook(grid: Grid, encoding: str) -> bytes:
    made = io.BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2022, 3, 1)})
        sheet = book.add_worksheet()
        for line, row in enumerate(grid):
            for place, cell in enumerate(row):
                if re.fullmatch(r"[1-9][0-9]{0,10}", cell):
                    sheet.write_number(line, place, int(cell))
                elif cell:
                    sheet.write_string(line, place, cell)
    return made.getvalue()


def as_page(grid: Grid, encoding: str) -> bytes:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}' for cell in row)}</tr>" for row in grid)
    return f"<html><body><table>{rows}</table></body></html>".encode("utf-8", "replace")


WRITERS: dict[str, Callable[[Grid, str], bytes]] = {
    **{ending: as_text(delimiter) for ending, delimiter in DELIMITERS.items()},
    "xls": as_page,
    "xlsx": as_workbook,
}


PEOPLE = """
SELECT s.full_name, s.code, s.born_on, s.sex, s.id_number, u.code, p.category, p.title, p.started_on, s.note
FROM staff s LEFT JOIN post p ON p.staff_id = s.id LEFT JOIN unit u ON u.id = p.unit_id
"""


def as_stored(row: list[str]) -> tuple[str | None, ...]:
    """What the register holds of a line of the good list."""
    _number, code, _name, born, sex, id_number, unit, category, title, started, note = row
    days = [f"{day[6:]}-{day[3:5]}-{day[:2]}" for day in (born, started)]
    return (
        code,
        days[0],
        {"Nam": "male", "Nữ": "female"}[sex],
        id_number,
        dict(zip(UNITS, ["PNV", "PTP", "THBL", "THBL", "PGD"], strict=True))[unit],
        {"công chức": "civil-servant", "VC": "public-employee"}.get(category, "contract"),
        title or None,
        days[1],
        note,
    )


# --- What must hold ----------------------------------------------------------------------------------------------


class Place:
    """A folder with a register that has the units, and one that has the good list too."""

    def __init__(self, folder: Path, empty: Path) -> None:
        self.folder, self.register = folder, folder / "fuzzed.db"
        self.ready = {False: folder / "units.db", True: folder / "known.db"}
        for path in self.ready.values():
            begin(empty, path)
            run(f"-q -r {path} import --as unit", OFFICE_LISTS / "units.csv")
        good = folder / "good.csv"
        good.write_bytes(as_text(",")(good_list(len(CALLED) - 1), "utf-8"))
        run(f"-q -r {self.ready[True]} import", good)
        self.before = {known: everything(path) for known, path in self.ready.items()}

    def check(self, spoilt: Spoilt) -> None:
        """Take the list in; complain if what must hold does not."""
        begin(self.ready[spoilt.is_known], self.register)
        source, rejects = self.folder / f"ds.{spoilt.ending}", self.folder / "rejects.csv"
        source.write_bytes(spoilt.data)
        rejects.unlink(missing_ok=True)
        line = f"-r {self.register} import {spoilt.options} --on-error skip"
        done = run(line, "--rejects", rejects, source, status=None)
        before, after = self.before[spoilt.is_known], everything(self.register)
        assert "a fault of the program" not in done.stderr and "Traceback" not in done.stderr, done.stderr
        assert all(said.startswith(("error: ", "warning: ", "note: ")) for said in done.stderr.splitlines()), (
            done.stderr
        )
        assert done.status in (0, 1, 3), done.stderr
        if done.status == 1 or "--dry-run" in spoilt.options:
            assert after == before
        if done.status != 1:
            self._are_there(spoilt, done.stderr, rejects)

    def _are_there(self, spoilt: Spoilt, said: str, rejects: Path) -> None:
        """Everybody whose name was left alone has gone in or come back, or stands on a line that is named."""
        with open_to_read(self.register) as db:
            known = {name: tuple(rest) for name, *rest in db.execute(PEOPLE)}
        refused = rejects.read_text("utf-8-sig")
        aside = ASIDE.search(said)
        for name, cells in spoilt.people.items():
            if "--dry-run" in spoilt.options and not spoilt.is_known:
                continue
            assert name in known or name in refused or (aside and cells < LONELY), (name, said)
        if "--dry-run" in spoilt.options:
            return
        for row in good_list(len(CALLED) - 1)[1:]:
            if row[2] in spoilt.whole and row[2] not in refused:
                assert known[row[2]] == as_stored(row), (row, said)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    os.environ |= {"CHODON_TODAY": TODAY, "CHODON_LANG": "en", "CHODON_OPERATOR": "tester"}
    seen = 0
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder, "empty.db")
        run(f"-q -r {empty} init")
        place = Place(Path(folder), empty)

        @settings(max_examples=count, database=None, deadline=None, suppress_health_check=CALM, phases=tuple(Phase))
        @given(spoilt=spoilt() | spoilt() | spoilt_file())
        def fuzz(spoilt: Spoilt) -> None:
            nonlocal seen
            seen += 1
            if seen % 500 == 0:
                print(f"{seen:,}", flush=True)
            place.check(spoilt)

        fuzz()
    print(f"{seen:,} lists: no traceback, no half import, nobody lost")


if __name__ == "__main__":
    main()
