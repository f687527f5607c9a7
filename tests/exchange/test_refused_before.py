"""What was refused for how a workbook shows it is refused again among the refused rows, until it is mended."""

import csv
from datetime import date, time
from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock  # type: ignore[import-untyped]
from openpyxl.cell.text import InlineFont  # type: ignore[import-untyped]
from openpyxl.styles import Font  # type: ignore[import-untyped]

from chodon_cli.exchange.read.refused_before import KINDS_BY_REASON, mark_again, reason_written
from chodon_cli.locale import LANGUAGES, use
from tests.harness import Chodon

HEADINGS = ["Mã", "Họ và tên", "Đơn vị", "Đối tượng", "Từ ngày", "Ghi chú"]
WRONG_CELLS = [  # column, what stands there
    (1, '=B1&"x"'),
    (5, '="x"'),
    (5, CellRichText(TextBlock(InlineFont(strike=True), "cũ "), "mới")),
    (5, True),
    (5, time(8, 30)),
    (0, date(2022, 3, 1)),
    (0, 1.1),
    (1, "Lê Gạch"),
]
NAMES = ["An", "Bình", "Chi", "Dũng", "Em", "Giang", "Hà", "Khánh"]


def write(path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    for number, (place, value) in enumerate(WRONG_CELLS):
        row = [f"C{number}", f"Lê {NAMES[number]}", "PNV", "CC", date(2020, 1, 1), "ghi chú"]
        row[place] = value
        book.active.append(row)
    book.active.cell(len(WRONG_CELLS) + 1, 2).font = Font(strike=True)
    book.save(path)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_it_is_refused_again_until_it_is_mended(chodon: Chodon, tmp_path: Path, ending: str) -> None:
    chodon("unit add PNV 'Phòng Nội vụ' --kind office")
    write(tmp_path / "list.xlsx")
    refused = [tmp_path / f"refused-{number}.{ending}" for number in range(3)]
    sources = [tmp_path / "list.xlsx", *refused]
    for source, rejects in zip(sources, refused, strict=False):
        done = chodon("import --as staff --on-error skip --rejects", rejects, source, "-f", "json", status=3).json
        assert len(done["faults"]) == len(WRONG_CELLS), source
    assert not chodon("staff list -f json").json["rows"]


def test_what_is_mended_or_said_to_be_right_is_taken_in(chodon: Chodon, tmp_path: Path) -> None:
    chodon("unit add PNV 'Phòng Nội vụ' --kind office")
    write(tmp_path / "list.xlsx")
    refused = tmp_path / "refused.csv"
    chodon("import --as staff --on-error skip --rejects", refused, tmp_path / "list.xlsx", status=3)
    with refused.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    for number, (row, (place, _value)) in enumerate(zip(rows, WRONG_CELLS, strict=True)):
        if number == len(WRONG_CELLS) - 1:
            row[-1] = ""  # the name holds, line or no line
        else:
            row[place] = "Lê Mới" if place == 1 else f"M{number}"
    with refused.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    chodon("import --as staff", refused)
    assert len(chodon("staff list -f json").json["rows"]) == len(WRONG_CELLS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_such_reason_is_known_again_in_each_language(language: str) -> None:
    from chodon_cli.locale import _

    try:
        use(language)
        reasons = {kind: reason_written("Ghi chú", "x: y", _(reason)) for reason, kind in KINDS_BY_REASON.items()}
    finally:
        use("en")
    for kind, reason in reasons.items():
        assert mark_again(["x: y", "x: y"], ["Ghi chú", "Họ và tên"], reason, False) == [(kind, "x: y"), "x: y"]
