"""What the module of a format must say of it."""

import json
import math
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any, Literal

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]

from chodon_cli import render
from chodon_cli.dates import Period
from chodon_cli.errors import CellFault, Usage
from chodon_cli.locale import _
from chodon_cli.nouns import registry
from chodon_cli.nouns.declaration import Noun
from chodon_cli.render import _values
from chodon_cli.render._faults import fault_lines
from chodon_cli.render._options import FORMATS_WITH_DETAILS
from chodon_cli.render.json import parts
from chodon_cli.result import Column, Result
from tests.harness import Chodon, begin, hold_each


@pytest.mark.parametrize("name", render.FORMATS)
def test_a_format_says_whether_people_read_it_and_what_goes_in(name: str) -> None:
    module = render.format_module(name)
    where = f"chodon_cli/render/{name}.py"
    assert hasattr(module, "IS_FOR_PEOPLE"), f"{where}: say IS_FOR_PEOPLE: names beside codes are for people alone"
    assert hasattr(module, "HAS_DETAILS"), f"{where}: say HAS_DETAILS: whether a record's further tables go in"
    assert (name in {"table", *FORMATS_WITH_DETAILS}) == module.HAS_DETAILS, "render/_options.py: FORMATS_WITH_DETAILS"
    assert hasattr(module, "HAS_NOTES"), f"{where}: say HAS_NOTES: whether what qualifies the figures goes in"


def test_screens_pages_and_sheets_are_for_people_and_the_rest_for_programs() -> None:
    for_people = {name for name in render.FORMATS if render.format_module(name).IS_FOR_PEOPLE}
    assert for_people == {"html", "md", "table", "xlsx"}


@pytest.mark.parametrize("name", sorted(set(render.FORMATS) - {"xlsx"}))
def test_names_beside_codes_are_in_the_formats_for_people_alone(
    chodon: Chodon, sample: Path, register: Path, name: str
) -> None:
    begin(sample, register)
    written = chodon(f"violation list --period 2022-03 -f {name}").stdout
    assert ("Full name" in written) == render.format_module(name).IS_FOR_PEOPLE


def test_what_qualifies_the_figures_goes_with_them_in_every_format(
    chodon: Chodon, register: Path, tmp_path: Path
) -> None:
    note, line = "no rule is held for days before 01/07/2020", "law forms --category VC --on 2019-01-01"
    for name in sorted(set(render.FORMATS) - {"xlsx"}):
        done = chodon(f"{line} -f {name}")
        assert note in (done.stdout if render.format_module(name).HAS_NOTES else done.stderr), name
        assert note not in chodon(f"-q {line} -f {name}").stderr
        assert not chodon(f"{line} -f {name} -o", tmp_path / "x").stderr  # a nightly job is silent


def test_the_help_names_every_format(chodon: Chodon) -> None:
    assert f"--format {'|'.join(render.FORMATS)}" in chodon("help output").stdout


@pytest.mark.parametrize("name", ["standard_title", "Standard of conduct", "unit_name", "Tên đơn vị", "full_name"])
def test_names_are_looked_up_for_programs_too_where_their_column_is_named(
    chodon: Chodon, sample: Path, register: Path, name: str
) -> None:
    begin(sample, register)
    noun = "violation" if name != "full_name" else "case"
    header, first = chodon(f"{noun} list -f csv --top 1 --columns", f"number,{name}").stdout.splitlines()
    assert header.startswith("number,") and len(first.split(",", 1)[1]) > 3
    ordered = chodon(f"{noun} list -f csv --top 1 --columns number --sort", name).stdout.splitlines()
    assert len(ordered) == 2


def test_a_file_has_the_ending_of_its_format_or_one_of_no_format(tmp_path: Path) -> None:
    def is_told(format: str, ending: str) -> None:
        output = tmp_path / f"x.{ending}"
        if format == ending or ending not in (*render.FORMATS, "svg", "png", "docx", "ics"):
            assert render.OutputOptions(format, output).name == format
            return
        with pytest.raises(Usage, match=f"this ending is that of {ending}, and --format says {format}"):
            render.OutputOptions(format, output)

    endings = [*render.FORMATS, "svg", "png", "docx", "ics", "txt", "out", "2022"]
    hold_each(is_told, product(render.FORMATS, endings))
    assert render.OutputOptions("csv", tmp_path / "x").name == "csv"


def test_what_ends_as_a_folder_is_no_file(chodon: Chodon, tmp_path: Path) -> None:
    def is_told(line: str, place: str) -> None:
        assert "names a folder — name a file in it" in chodon(f"{line} {tmp_path}/{place}", status=2).stderr

    lines = ["unit list -o", "report headcount --output", "template unit -o", "import x.csv --rejects"]
    lines += ["attach get 1 --to", "draft template decision -o"]
    hold_each(is_told, product(lines, ["x.csv/", "x.csv/."]))
    assert not [*tmp_path.glob("x*")]


def test_a_number_below_nothing_is_said_to_be_one(chodon: Chodon) -> None:
    assert "“-5” is below nothing" in chodon("due --within=-5", status=2).stderr
    assert "“x” is not a whole number" in chodon("due --within x", status=2).stderr


@pytest.mark.parametrize("noun", [noun for noun in registry.all_nouns().values() if "year" in noun.by_key])
def test_a_year_is_a_whole_number_to_programs(noun: Noun) -> None:
    made = json.loads("".join(parts(Result(noun.title, [noun.by_key["year"]], [(2022,)]))))
    assert (made["columns"], made["rows"]) == ([{"key": "year", "label": "Year", "type": "integer"}], [{"year": 2022}])


def test_a_year_has_no_point_for_people(chodon: Chodon) -> None:
    chodon("unit add PNV 'Phòng Nội vụ' --kind office")
    chodon("quota set PNV --year 2022 --category CC --number 1200")
    assert chodon("--lang vi quota list -f csv").stdout.splitlines()[1].count("2022") == 1
    assert " 2022 " in (shown := chodon("--lang vi quota list").stdout) and "1.200" in shown


def test_a_fault_of_no_row_of_the_file_is_named_once_and_counts_no_rows() -> None:
    of_no_row, of_a_row = (CellFault("case.csv", line, "", "", "it is not theirs") for line in (None, 2))
    assert fault_lines([of_no_row, of_no_row]) == ["case.csv: it is not theirs"]
    assert fault_lines([of_no_row, of_a_row, of_a_row]) == ["case.csv: 1 row (2): it is not theirs"]


WIDTHS_IN_CARLITO = {  # of letters, in 1/2048 of their height: it is as wide as Calibri
    **{"A": 1185, "B": 1114, "C": 1092, "D": 1260, "E": 1000, "G": 1292, "H": 1276, "L": 861, "M": 1751},
    **{"N": 1322, "O": 1356, "P": 1058, "T": 998, "U": 1314, "W": 1822, "X": 1063, "Y": 998, "0": 1038, " ": 463},
    **{
        "a": 981,
        "g": 964,
        "h": 1076,
        "i": 470,
        "l": 470,
        "m": 1636,
        "n": 1076,
        "o": 1080,
        "r": 714,
        "t": 686,
        "v": 925,
    },
}


def test_a_column_of_a_workbook_has_room_for_its_codes(tmp_path: Path) -> None:
    def has_room(code: str) -> None:
        result = Result("X", [Column("unit", "code"), Column("staff", "integer")], [(code, 1)])
        with (tmp_path / "codes.xlsx").open("wb") as file:
            render.format_module("xlsx").write(result, file, render.OutputOptions("xlsx", None))
        sheet = load_workbook(tmp_path / "codes.xlsx").worksheets[0]
        needed = sum(WIDTHS_IN_CARLITO[letter] for letter in code) / WIDTHS_IN_CARLITO["0"]
        assert sheet.column_dimensions["A"].width >= needed + 0.7, "and five pixels at its sides"

    hold_each(
        has_room, [(code,) for code in ("MNYENTHUONG", "LCLUONGBANG", "TTGDNNGDTX", "MMMMMMMM", "WWWW", "PGDDT", "A0")]
    )


LONG_TEXTS = {  # and whether one line of the widest column holds it
    **{"A0": True, "0" * 55: True, "LLL " * 15: True, "hai trong li " * 5: True},
    **{"0" * 130: False, "MNYENTHUONG " * 10: False, "WWW MMMM " * 20: False, "hai nam trong vi " * 30: False},
}


@pytest.mark.parametrize("rows_before", [0, 600])
def test_a_row_of_a_workbook_is_as_high_as_its_texts(tmp_path: Path, rows_before: int) -> None:
    columns = [Column("title", "text"), Column("staff", "integer")]
    rows = [("0" * 60, 1)] + [("A0", 1)] * rows_before + [(text.strip(), 1) for text in LONG_TEXTS]
    with (tmp_path / "texts.xlsx").open("wb") as file:
        render.format_module("xlsx").write(Result("X", columns, rows), file, render.OutputOptions("xlsx", None))
    sheet = load_workbook(tmp_path / "texts.xlsx").worksheets[0]
    width = sheet.column_dimensions["A"].width
    for line, (text, is_one) in enumerate(LONG_TEXTS.items(), start=rows_before + 3):
        cell, height = sheet.cell(line, 1), sheet.row_dimensions[line].height
        assert cell.value == text.strip()
        assert cell.alignment.wrap_text
        assert sheet.cell(line, 2).alignment.vertical == "top", "where its text begins"
        assert (height is None) == is_one, text
        assert (height or 15) >= 15 * lines_of(text.split(), width - 1.5), text


LATE_FIGURES = {"integer": 1_234_567, "decimal": 1_234_567.8, "percent": 100.0, "days_left": -12_345}


def test_nothing_on_a_sheet_is_wider_or_higher_than_its_place(tmp_path: Path) -> None:
    """What comes behind the rows that widths are taken from, long texts, what stands above and below."""

    def sheets(result: Result) -> list[Any]:
        with (tmp_path / "x.xlsx").open("wb") as file:
            render.format_module("xlsx").write(result, file, render.OutputOptions("xlsx", None))
        return list(load_workbook(tmp_path / "x.xlsx").worksheets)

    def figure_is_whole(key: Any, value: float) -> None:
        column = Column(key, "integer") if key == "days_left" else Column("number", key)
        rows = [("A", 1)] * 600 + [("A", value)] + [("A", 2)] * 5
        sheet = sheets(Result("X", [Column("unit", "code"), column], rows))[0]
        assert width_of(sheet, 2) >= len(_values.cell(value, column)) + 1

    def text_is_whole(letters: int, layout: Literal["table", "record"], rows_before: int) -> None:
        text = " ".join(["hai trong li"] * (letters // 13))
        rows = [*[("A", "B")] * rows_before, ("A", text)]
        columns = [Column("unit", "code"), Column("note", "text")]
        details = [Result("Y", columns, [("A", text)])] if layout == "record" else []
        sheet, *_others = sheets(Result("X", columns, rows, layout=layout, details=details))
        places = [cell for row in sheet.iter_rows() for cell in row if cell.value == text]
        assert len(places) == 1 + len(details)
        for cell in places:
            width, height = width_of(sheet, cell.column), sheet.row_dimensions[cell.row].height
            assert 409 >= height >= 15 * lines_of(text.split(), width - 1.5)

    def top_is_no_wider(keys: tuple[str, ...]) -> None:
        columns = [Column(key, "integer") for key in keys]
        period = Period("2022-01-01", "2022-12-31")
        headline = ["hai trong li " * 20]
        result = Result("Tong tat ca", columns, [(1,) * len(keys)], totals=(1,) * len(keys), period=period)
        sheet = sheets(replace(result, as_of="2022-12-31", headline=headline))[0]
        width = sum(width_of(sheet, n + 1) for n in range(len(keys)))
        merged = {each.min_row: each for each in sheet.merged_cells.ranges}
        for line in (1, 2, 3):
            text, height = sheet.cell(line, 1).value, sheet.row_dimensions[line].height or 15
            room = width + 8.4 * max(0, (merged[line].max_col if line in merged else len(keys)) - len(keys))
            assert len(text) < 55 or (line in merged and height >= 15 * math.ceil(len(text) * 0.7 / room)), text
            assert room < max(60, width + 1)
        assert width_of(sheet, 1) >= len(_("Total"))

    hold_each(figure_is_whole, LATE_FIGURES.items())
    hold_each(
        text_is_whole,
        [
            (letters, layout, rows_before)
            for letters in (100, 1_500, 3_000, 6_000)
            for layout, rows_before in (("table", 0), ("table", 600), ("record", 0))
        ],
    )
    keys = ("staff", "headcount", "violations", "violators", "serious", "unhandled", "open_cases", "checks")
    hold_each(top_is_no_wider, [(keys[:number],) for number in range(1, len(keys) + 1)])
    about = sheets(replace(Result("X", [Column("unit", "code")], []), notes=["hai trong li " * 400]))[-1]
    lines = [(row[0].value, about.row_dimensions[row[0].row].height) for row in about.iter_rows()]
    assert "".join(text for text, _height in lines).count("hai") == 400
    assert all((height or 15) >= 15 * len(text) * 0.7 / 110 for text, height in lines)


def width_of(sheet: Any, place: int) -> float:
    """Of a column, which may stand among others of its width."""
    return next(float(each.width) for each in sheet.column_dimensions.values() if each.min <= place <= each.max)


def lines_of(words: list[str], room: float) -> int:
    """How many lines they take, by the letters of the font."""
    lines, left = 1, room
    for word in words:
        needed = sum(WIDTHS_IN_CARLITO[letter] for letter in word) / WIDTHS_IN_CARLITO["0"]
        if needed > left < room:
            lines, left = lines + 1, room
        while needed > left:
            lines, needed = lines + 1, needed - left
        left -= needed + WIDTHS_IN_CARLITO[" "] / WIDTHS_IN_CARLITO["0"]
    return lines
