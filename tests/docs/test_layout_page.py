"""The guide's page of the folder layout: a clerk who has it and nothing else can fill a register.

What the tests write comes from the tables of the page alone; that those say what the declarations say is held against
what they would be if written anew (`make docs`).
"""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from chodon_cli.exchange import layout
from chodon_cli.exchange.read import headings
from tests.docs.generated_tables import data_page, layout_page, report_page
from tests.harness import ROOT, Chodon, begin

PAGE = ROOT / "docs/huong-dan/15-bo-cuc-tep.md"
OF_FIGURES = ("05-bao-cao", "10-nhiem-vu", "11-phan-anh")
PAGES = {
    PAGE: layout_page,
    ROOT / "docs/data.md": data_page,
    **{ROOT / f"docs/huong-dan/{page}.md": report_page for page in OF_FIGURES},
}
WORD = re.compile(r"`([\w-]+)` \(([^)]+)\)")
DAY = re.compile(r"\b([0-9]{2})/([0-9]{2})/([0-9]{4})\b")
SELDOM = (
    *("voided_on", "void_reason", "limitation", "rules", "category"),
    *("exemption", "judgment", "judgment_on"),
)
BY_WORKBOOK = ("inspection", "inspection_check", "task", "task_extension", "feedback")


@dataclass(frozen=True)
class Told:
    """What the page tells of one column, and what stands there in each example row."""

    key: str
    is_needed: bool
    heading: str
    says: str
    examples: list[str]
    is_filled_in: bool  # by the program, where it is empty

    def meant(self, example: str) -> str:
        """How an export writes the example."""
        codes = {label.casefold(): code for code, label in WORD.findall(self.says)}
        return DAY.sub(r"\3-\2-\1", codes.get(example.casefold(), example))


def tables() -> dict[str, list[Told]]:
    """The file's name -> its columns, as the page tells."""
    found: dict[str, list[Told]] = {}
    for line in PAGE.read_text("utf-8").splitlines():
        if title := re.match(r"## `(\w+\.csv)`", line):
            columns = found.setdefault(title[1], [])
            fields = layout.readable(next(noun for noun, name in layout.FILE_NAMES.items() if name == title[1]))
        elif row := re.match(r"\| (\*\*)?`(\w+)`", line):
            _key, heading, says, *examples = [cell.strip() for cell in line.strip("|").split("|")]
            columns.append(Told(row[2], bool(row[1]), heading, says, examples, fields[row[2]].is_filled_in))
    return found


TABLES = tables()


def columns_of(name: str) -> list[Told]:
    """What the page tells of the file."""
    assert name in TABLES, f"docs/huong-dan/{PAGE.name} has no table of {name}: run make docs, then give two examples"
    return TABLES[name]


def write(folder: Path, files: dict[str, list[Told]], head: Callable[[Told], str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, columns in files.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(map(head, columns))
            writer.writerows(zip(*(column.examples for column in columns), strict=True))
    return folder


def exported(chodon: Chodon, folder: Path) -> dict[str, list[dict[str, str]]]:
    chodon("--quiet export", folder)
    return {name: list(csv.DictReader((folder / name).open(encoding="utf-8"))) for name in TABLES}


def rows(columns: list[Told]) -> list[dict[str, str]]:
    """The example rows as an export writes them: what was left empty for the program to fill in is not said."""
    return [
        {
            column.key: column.meant(example)
            for column, example in zip(columns, cells, strict=True)
            if example or not column.is_filled_in
        }
        for cells in zip(*(column.examples for column in columns), strict=True)
    ]


def is_in(wanted: dict[str, str], found: list[dict[str, str]]) -> bool:
    return any(all(same(value, row.get(key, "")) for key, value in wanted.items()) for row in found)


def same(wanted: str, found: str) -> bool:
    """Whether both say the same; an hour and a score are written in one way only."""
    return wanted == found or f"{wanted:0>5}".replace("h", ":") == found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_tables_of_columns_are_those_that_the_declarations_make(request: pytest.FixtureRequest, page: Path) -> None:
    written = page.read_text("utf-8")
    anew = PAGES[page](written)
    if request.config.getoption("--write-docs"):
        page.write_text(anew, "utf-8")
    assert written == anew, "run: make docs; then give each new column an example"


def test_the_headings_of_the_page_are_understood() -> None:
    for noun, name in layout.FILE_NAMES.items():
        for told in columns_of(name):
            assert headings.key_of(told.heading, layout.readable(noun)) == told.key, (name, told)


@pytest.mark.slow
@pytest.mark.parametrize("by", ["key", "heading"])
def test_a_folder_written_by_the_page_goes_in_at_the_first_try(
    chodon: Chodon, register: Path, empty: Path, tmp_path: Path, by: str
) -> None:
    folder = write(tmp_path / "so", TABLES, lambda told: str(getattr(told, by)))
    taken = chodon("import -f json", folder).json["rows"]
    counted = {row["file"]: [row["new"], row["changed"], row["unchanged"], row["refused"]] for row in taken}
    assert counted == {name: [len(told[0].examples), 0, 0, 0] for name, told in TABLES.items()}
    assert "left aside" not in chodon("import --dry-run", folder).stderr
    found = exported(chodon, tmp_path / "out")
    for name, columns in TABLES.items():
        for row in rows(columns):
            assert is_in(row, found[name]), (name, row)
    begin(empty, register)
    chodon("import", tmp_path / "out")
    assert exported(chodon, tmp_path / "again") == found


def test_the_examples_of_a_file_are_several_and_together_fill_each_of_its_columns() -> None:
    for name, columns in TABLES.items():
        assert len(columns[0].examples) > 1, f"{PAGE.name}: {name}: give two rows of examples"
        for told in columns:
            is_said = any(told.examples) or told.key in SELDOM or told.is_filled_in
            assert is_said, f"{PAGE.name}: {name}: give {told.key} a value in one of the examples"


@pytest.mark.slow
def test_templates_filled_in_by_the_page_go_in_at_the_first_try(chodon: Chodon, tmp_path: Path) -> None:
    for noun, name in layout.FILE_NAMES.items():
        if noun in layout.sheets("case"):
            continue  # which go in together, and nothing else refers to them
        columns = columns_of(name)
        source, count = tmp_path / noun, len(columns[0].examples)
        if noun in BY_WORKBOOK:
            source = fill(chodon, noun, columns, tmp_path / f"{noun}.xlsx")
        else:
            write(source, {name: columns}, lambda told: told.key)
        (taken,) = chodon("import -f json", source).json["rows"]
        assert [taken["new"], taken["refused"]] == [count, 0], noun
    found = exported(chodon, tmp_path / "out")
    for name in (layout.FILE_NAMES[noun] for noun in BY_WORKBOOK):
        assert all(is_in(row, found[name]) for row in rows(TABLES[name])), name


def fill(chodon: Chodon, noun: str, columns: list[Told], path: Path) -> Path:
    """The noun's template in Vietnamese with the example rows; a column that it lacks is added under its heading."""
    chodon(f"--lang vi template {noun}", "-o", path)
    book: Any = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    asked = [cell.value for cell in sheet[1]]
    for column in columns:
        if column.heading not in asked:
            asked.append(column.heading)
        for line, text in enumerate([column.heading, *column.examples], start=1):
            sheet.cell(line, asked.index(column.heading) + 1).value = text or None
    book.save(path)
    return path
