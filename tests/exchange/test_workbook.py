"""What goes out as a workbook or a page and comes in again: templates, lists, rejects, anonymised exports.

And what only looks like a list: it is refused at once, and harms nobody.
"""

import base64
import csv
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from html.parser import HTMLParser
from itertools import takewhile
from pathlib import Path
from typing import Any

import openpyxl  # type: ignore[import-untyped]
import pytest

from chodon_cli.errors import ChodonError
from chodon_cli.exchange import layout
from chodon_cli.exchange.read import headings
from chodon_cli.exchange.write import template
from chodon_cli.render import html
from tests.fixtures import dangerous
from tests.harness import OFFICE_LISTS, TODAY, Chodon, Prepare, begin, everything, open_to_read
from tests.samples.make_lists import convert
from tests.store import on_server

NEEDS_LIBREOFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")
FORMULA = "=1+1"
NASTY = "<script>alert('x')</script> ]]> \"&amp;\" <img src=//x.example/y>"


@pytest.fixture
def office(prepare: Prepare) -> None:
    """Two units, one of them called like a formula, a person with an identity number, two documents of one number."""
    prepare(
        "document add 30/KH --issued 2021-02-23",
        "document add 30/KH --issued 2022-02-23",
        "unit add PNV 'Phòng Nội vụ' --kind office",
        ("unit add THBL --kind school --parent PNV --opened 2001-09-01 --", FORMULA),
        "staff add --name 'Nguyễn Văn An' --unit PNV --category CC --from 2020-01-01"
        " --born 1980-03-05 --sex male --id-number 006080000001 --code 0071",
    )


def put(path: Path, text: str) -> Path:
    path.write_text("\n".join(line.strip() for line in text.strip().splitlines()) + "\n", "utf-8")
    return path


def sheet_of(path: Path) -> Any:
    """The first sheet of a workbook, as another program reads it."""
    return openpyxl.load_workbook(path).worksheets[0]


def cells(path: Path) -> list[list[Any]]:
    return [list(row) for row in sheet_of(path).iter_rows(values_only=True)]


def counted(done: Any) -> list[list[int]]:
    """New, changed, unchanged, refused of each file or sheet."""
    return [[row[key] for key in ("new", "changed", "unchanged", "refused")] for row in done.json["rows"]]


# Templates

FILLED: dict[str, list[dict[str, Any]]] = {
    "staff": [
        {"full_name": "Lý Thị Sao", "unit": "PNV", "category": "civil-servant", "started_on": date(2021, 1, 1)},
        {
            "code": "0072",
            "full_name": "Hứa Đức Thuận",
            "born_on": date(1991, 7, 7),
            "sex": "male",
            "id_number": "006091000077",
            "unit": "phòng nội vụ",
            "category": "contract",
            "title": "Bảo vệ",
            "leadership": "none",
            "started_on": date(2022, 4, 1),
            "note": FORMULA,
        },
    ],
    "unit": [
        {"code": "001", "name": "Trạm Y tế", "kind": "service", "parent": "PNV", "opened_on": date(2020, 2, 29)},
        {"code": "XA", "name": "Xã Một", "kind": "commune"},
    ],
    "quota": [{"unit": "PNV", "year": 2022, "category": "cadre", "number": 3}],
    "document": [{"number": "01/KH", "kind": "Kế hoạch", "issued_on": date(2022, 2, 23), "title": "Kế hoạch năm"}],
    "standard": [{"code": "01", "group": "Giờ giấc", "title": "Đúng giờ", "in_force_to": date(2030, 1, 1)}],
    "violation": [
        {
            "staff": "0071",
            "unit": "PNV",
            "standard": "TG01",
            "occurred_on": date(2022, 3, 1),
            "source": "inspection",
            "severity": "serious",
            "note": "đi muộn",
        },
        {"staff": "nguyễn văn an", "standard": "TG01", "occurred_on": date(2022, 3, 2)},
    ],
    "training": [
        {
            "staff": "nguyễn văn an",
            "field": "foreign-language",
            "title": "Tiếng Anh bậc 2",
            "provider": "Trung tâm Ngoại ngữ",
            "started_on": date(2022, 3, 1),
            "ended_on": date(2022, 5, 31),
            "days": 24,
            "certificate": "007/CC",
        },
        {"staff": "0071", "field": "it", "started_on": date(2022, 3, 1)},
    ],
    "commendation": [
        {"staff": "0071", "form": "certificate", "title": FORMULA, "decision": "1/QĐ", "decided_on": date(2022, 3, 1)},
        {"unit": "PNV", "form": "emulation-title", "authority": "Chủ tịch UBND huyện", "decided_on": date(2022, 3, 1)},
    ],
    "briefing": [
        {
            "document": "30/KH@2022-02-23",
            "unit": "PNV",
            "held_on": date(2022, 3, 1),
            "form": "meeting",
            "invited": 12,
            "attended": 11,
        },
    ],
    "rating": [
        {
            "staff": "0071",
            "year": 2022,
            "kind": "final",
            "unit": "PNV",
            "level": "excellent",
            "score": 91.5,
            "decided_on": date(2022, 12, 10),
        },
    ],
    "pledge": [{"staff": "0071", "document": "30/KH@2022-02-23", "year": 2022, "signed_on": date(2022, 3, 1)}],
}


def labels(chodon: Chodon, noun: str, lang: str, path: Path) -> list[str]:
    """The template's headings, in this language; the workbook is written to the path."""
    chodon(f"--lang {lang} template {noun}", "-o", path)
    return [str(cell.value) for cell in sheet_of(path)[1]]


def choices(path: Path) -> dict[str, list[str]]:
    """Letter of each column that has a list of allowed values -> the list, as the workbook gives it."""
    book = openpyxl.load_workbook(path)
    found = {}
    for rule in book.worksheets[0].data_validations.dataValidation:
        if rule.type == "list":
            sheet, span = rule.formula1.replace("'", "").rsplit("!", 1)
            letter = str(rule.sqref).split(":")[0].rstrip("0123456789")
            found[letter] = [row[0].value for row in book[sheet][span.replace("$", "")]]
    return found


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("noun", FILLED)
def test_a_template_that_was_filled_in_goes_in_without_any_option(
    chodon: Chodon, office: None, tmp_path: Path, noun: str, lang: str
) -> None:
    path = tmp_path / "mẫu.xlsx"
    english = dict(zip(keys_of(chodon, noun, tmp_path), labels(chodon, noun, "en", path), strict=True))
    headings = dict(zip(english, labels(chodon, noun, lang, path), strict=True))
    places = {key: place for place, key in enumerate(headings, start=1)}
    words = {chr(64 + place): key for key, place in places.items()}
    allowed = {words[letter]: values for letter, values in choices(path).items()}
    book = openpyxl.load_workbook(path)
    for line, row in enumerate(FILLED[noun], start=2):
        for key, value in row.items():
            cell = book.worksheets[0].cell(line, places[key])
            cell.value = in_words(value, allowed.get(key, []))
            if cell.data_type == "f":
                cell.data_type = "s"  # as a person types it into a cell that is text
    book.save(path)
    assert counted(chodon(f"--lang {lang} import -f json", path)) == [[len(FILLED[noun]), 0, 0, 0]]
    known = chodon(f"{noun} list -f json").json["rows"]
    for row in FILLED[noun]:
        wanted = {key: str(value) if isinstance(value, date) else value for key, value in row.items()}
        wanted |= {key: value for key, value in known_as(noun).items() if key in wanted}
        assert any(all(str(have[key]) == str(wanted[key]) for key in wanted) for have in known), (wanted, known)


def keys_of(chodon: Chodon, noun: str, tmp_path: Path) -> list[str]:
    """The keys of a template's columns in their order."""
    return [field.key for field in template.fields_of(noun)]


def in_words(value: Any, allowed: list[str]) -> Any:
    """The word that the template offers for a code."""
    if not allowed or not isinstance(value, str):
        return value
    from chodon_cli.words import by_name

    means = {word: words.find(word) for word in allowed for words in by_name().values() if words.find(word)}
    return next((word for word, code in means.items() if code == value), value)


def known_as(noun: str) -> dict[str, str]:
    """What the register makes of values that were written in another way."""
    return {
        "staff": {"unit": "PNV", "id_number": "006…077"},
        "violation": {"staff": "0071"},
        "training": {"staff": "0071"},
    }.get(noun, {})


def test_a_template_offers_the_allowed_words_and_the_units_and_keeps_what_is_typed_as_text(
    chodon: Chodon, office: None, tmp_path: Path
) -> None:
    heads = labels(chodon, "staff", "vi", tmp_path / "mau.xlsx")
    sheet = sheet_of(tmp_path / "mau.xlsx")
    letters = {heading: chr(65 + place) for place, heading in enumerate(heads)}
    offered = choices(tmp_path / "mau.xlsx")
    assert offered[letters["Đối tượng"]] == [
        "Cán bộ",
        "Công chức",
        "Công chức cấp xã",
        "Viên chức",
        "Hợp đồng lao động",
    ]
    assert offered[letters["Giới tính"]] == ["Nam", "Nữ"]
    assert offered[letters["Đơn vị"]] == ["Phòng Nội vụ", FORMULA]
    shapes = {heading: sheet.column_dimensions[letter].width for heading, letter in letters.items()}
    assert min(shapes.values()) >= 12
    with zipfile.ZipFile(tmp_path / "mau.xlsx") as packed:
        styles, xml = packed.read("xl/styles.xml").decode(), packed.read("xl/worksheets/sheet1.xml").decode()
    formats = re.findall(r'<xf numFmtId="(\d+)"', styles[styles.index("<cellXfs") :])
    columns = [formats[int(style)] for style in re.findall(r'<col [^>]*style="(\d+)"', xml)]
    as_text = {heading for heading, shape in zip(heads, columns, strict=True) if shape == "49"}  # "@"
    assert {"Mã", "Họ và tên", "Số định danh cá nhân", "Ghi chú"} <= as_text
    assert not {"Ngày sinh", "Từ ngày"} & as_text


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_template_explains_its_columns_and_its_headings_mean_them(
    chodon: Chodon, office: None, tmp_path: Path, lang: str
) -> None:
    for noun in layout.NAMES_OF_NOUNS:
        heads = labels(chodon, noun, lang, tmp_path / "mau.xlsx")
        free = {field.key: field for field in template.fields_of(noun)}
        for key, head in zip(list(free), heads, strict=True):
            assert headings.key_of(head, free) == key, noun
            del free[key]
        guide = openpyxl.load_workbook(tmp_path / "mau.xlsx").worksheets[-2]
        of_columns = takewhile(lambda row: row[0].value, guide.iter_rows(min_row=2))  # below them: codes and names
        told = {row[0].value: row[2].value for row in of_columns}
        assert set(heads) <= set(told)
        assert [heading for heading, text in told.items() if not text] == (
            layout.sheets(noun) if len(layout.sheets(noun)) > 1 else []
        )


@pytest.mark.slow
def test_an_empty_template_brings_nothing_and_breaks_nothing(chodon: Chodon, register: Path, tmp_path: Path) -> None:
    before = everything(register)
    for noun in FILLED:
        chodon(f"template {noun}", "-o", tmp_path / "mau.xlsx")
        chodon("import", tmp_path / "mau.xlsx", status=None)
        assert everything(register) == before


# Lists and reports as workbooks


def test_a_workbook_has_real_numbers_and_days_and_no_formula(chodon: Chodon, office: None, tmp_path: Path) -> None:
    chodon("unit list", "-o", tmp_path / "dv.xlsx")
    sheet = sheet_of(tmp_path / "dv.xlsx")
    assert [cell.value for cell in sheet[1]][:3] == ["Code", "Name", "Kind of unit"]
    assert (sheet["B3"].value, sheet["B3"].data_type) == (FORMULA, "s")
    assert (sheet["E3"].value, sheet["E3"].number_format) == (datetime(2001, 9, 1), "dd/mm/yyyy")
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(3, sheet.max_column).coordinate}"
    with zipfile.ZipFile(tmp_path / "dv.xlsx") as packed:
        assert not any(b"<f>" in packed.read(name) for name in packed.namelist())


@pytest.mark.parametrize(
    "name", ["compliance --period 2022", "headcount --as-of 2022-06-30", "violations --period 2022"]
)
def test_a_report_as_a_workbook_has_the_figures_of_the_report_and_its_totals_last(
    chodon: Chodon, sample: Path, register: Path, tmp_path: Path, name: str
) -> None:
    begin(sample, register)
    report = chodon(f"report {name} -f json").json
    chodon(f"report {name}", "-o", tmp_path / "bc.xlsx")
    written = cells(tmp_path / "bc.xlsx")
    labels = [column["label"] for column in report["columns"]]
    above = next(place for place, row in enumerate(written) if labels[0] in row)
    assert written[0][0] == report["title"] and "Period" in str(written[1][0]) + "Period" * (report["period"] is None)
    head, *rows, last = written[above:]
    keys = [column["key"] for column in report["columns"]]
    assert [text for text in head if text in labels] == labels
    places = [head.index(label) for label in labels]
    plain = [[simple(row[place]) for place in places] for row in [*rows, last]]
    figures = [key for key, column in zip(keys, report["columns"], strict=True) if column["type"] in FIGURES]
    assert figures
    for key in figures:
        told = [row[keys.index(key)] for row in plain]
        unknown = [value if value != "—" else None for value in told]
        assert unknown == [row[key] for row in report["rows"]] + [report["totals"][key]], key
    assert "Total" in last
    sheet = sheet_of(tmp_path / "bc.xlsx")
    assert sheet.freeze_panes in (f"B{above + 2}", f"C{above + 2}")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (
        "landscape",
        9,
        0,
    )
    assert sheet.print_title_rows == f"${above + 1}:${above + 1}"
    assert sheet.auto_filter.ref.endswith(str(above + len(rows) + 1))  # the totals are no row to be filtered or sorted


@pytest.mark.parametrize("ending", ["html", "xlsx"])
def test_a_report_on_paper_says_who_issues_it(chodon: Chodon, office: None, tmp_path: Path, ending: str) -> None:
    chodon("settings set organisation", "UBND <huyện> {{ 7*7 }}")
    file = tmp_path / f"bc.{ending}"
    chodon("report compliance --period 2022", "-o", file)
    told = Page(file.read_text("utf-8")).text if ending == "html" else str(cells(file)[1][0])
    assert "UBND <huyện> {{ 7*7 }}" in told


FIGURES = ("integer", "decimal", "percent")


def simple(value: Any) -> Any:
    return value.date().isoformat() if isinstance(value, datetime) else value


@pytest.mark.slow
def test_a_list_written_as_a_workbook_comes_in_as_it_went_out(
    chodon: Chodon, sample: Path, register: Path, tmp_path: Path
) -> None:
    begin(sample, register)
    before = everything(register)
    for noun in ("unit", "staff", "document", "standard", "quota", "violation"):
        size = len(chodon(f"{noun} list -f json").json["rows"])
        chodon(f"{noun} list", "-o", tmp_path / "ds.xlsx")
        assert counted(chodon(f"import --as {noun} -f json", tmp_path / "ds.xlsx")) == [[0, 0, size, 0]], noun
    assert everything(register) == before


# Pages


class Page(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_a_page_shows_text_as_text_and_fetches_and_runs_nothing(chodon: Chodon, office: None, tmp_path: Path) -> None:
    chodon("unit add X --kind office --", NASTY)
    chodon("staff add --unit X --category VC --from 2020-01-01 --name", NASTY, "--title", NASTY, "--note", NASTY)
    commands = ("unit list", "unit show X", "staff list", "staff show VC001", "report compliance --period 2022")
    for command in commands:
        chodon(command, "-o", tmp_path / "x.html")
        written = (tmp_path / "x.html").read_text("utf-8")
        page = Page(written)
        assert NASTY in page.text, command
        assert {tag for tag, _attributes in page.tags} <= HARMLESS, command
        given = {name for _tag, attributes in page.tags for name in attributes}
        assert not given & {"src", "href", "srcset", "background", "action", "data"}, command
        assert not [name for name in given if name.startswith("on")], command
        assert not re.search(r"@import|url\(|expression\(", written.split("</style>")[0]), command
        assert ("meta", POLICY) in page.tags, command
        assert re.findall(r"<script>(.*?)</script>", written, re.S) == [html.PAGE_SCRIPT], command


HARMLESS = {"html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "br", "table", "thead", "tbody"} | {
    *("tr", "th", "td", "div", "span", "ul", "li", "script")
}
DIGEST = base64.b64encode(hashlib.sha256(html.PAGE_SCRIPT.encode()).digest()).decode()
POLICY = {
    "http-equiv": "Content-Security-Policy",
    "content": f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{DIGEST}'",
}


# LibreOffice opens what is written, and saves it


@pytest.mark.slow
@NEEDS_LIBREOFFICE
def test_what_libreoffice_opened_and_saved_comes_in_unchanged(
    chodon: Chodon, sample: Path, register: Path, tmp_path: Path
) -> None:
    begin(sample, register)
    chodon("unit add LA --kind office --opened 2001-09-01 --", FORMULA)
    chodon("unit add LB --kind office --", 'a;b, "c"\td')
    before = everything(register)
    nouns = {noun: len(chodon(f"{noun} list -f json").json["rows"]) for noun in ("unit", "staff", "violation")}
    made: dict[str, list[Path]] = {}
    for kind, ending, options in (("comma", "csv", ""), ("semicolon", "csv", "--delimiter ';'"), ("book", "xlsx", "")):
        (tmp_path / kind).mkdir()
        made[kind] = [tmp_path / kind / f"{noun}.{ending}" for noun in nouns]
        for path in made[kind]:
            chodon(f"{path.stem} list {options}", "-o", path)
    assert all(path.read_bytes().startswith(b"\xef\xbb\xbf") for path in [*made["comma"], *made["semicolon"]])
    saved = [
        *convert(AS_CSV, tmp_path / "1", *made["comma"], reading=f"{CSV}:44,34,76,1,,1066"),
        *convert("xlsx", tmp_path / "2", *made["semicolon"], reading=f"{CSV}:59,34,76,1,,1066"),
        *convert("ods", tmp_path / "3", *made["book"]),
        *convert(AS_CSV, tmp_path / "4", *made["book"]),
    ]
    for path in saved:
        done = chodon(f"import --as {path.stem} -f json", path)
        assert counted(done) == [[0, 0, nouns[path.stem], 0]], path
    assert everything(register) == before


CSV = "Text - txt - csv (StarCalc)"
AS_CSV = f"csv:{CSV}:44,34,76,1"


# What is refused, mended and taken in again

BAD = """
STT,Họ và tên,Ngày sinh,Số CCCD,Đơn vị,Đối tượng,Từ ngày,Ghi chú
1,Lý Thị Sao,01/02/1990,,PNV,CC,01/01/2020,'=1+1
2,Hứa Đức Thuận,31/02/1991,,PNV,CC,01/01/2020,'=2+2
3,Vi Thị Thắm,03/02/1983,006183000032,Phòng Ngoại vụ,biên chế,01/01/2020,"nghỉ, ốm"
4,Hứa Đức Thuận,,,THBL,CC,2020,
"""


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["csv", "xlsx", "tsv"])
def test_rejects_that_were_mended_go_in(
    chodon: Chodon, office: None, register: Path, tmp_path: Path, ending: str
) -> None:
    path, rejects = put(tmp_path / "ds.csv", BAD), tmp_path / f"sai.{ending}"
    done = chodon("import -f json --on-error skip --rejects", rejects, path, status=3)
    assert counted(done) == [[1, 0, 0, 3]]
    again = chodon("import -f json --on-error skip --rejects", tmp_path / "2.csv", rejects, status=3)
    assert counted(again) == [[0, 0, 0, 3]]
    head, *rows = read(tmp_path / "2.csv")
    assert head == [*BAD.strip().splitlines()[0].split(","), "reasons"]
    assert [row[1] for row in rows] == ["Hứa Đức Thuận", "Vi Thị Thắm", "Hứa Đức Thuận"]
    assert "31/02/1991" in rows[0][-1] and rows[0][7] == "'=2+2"
    assert rows[1][-1].startswith("Đối tượng: allowed: ") and "; Đơn vị: there is no such unit" in rows[1][-1]
    mended = {"31/02/1991": "28/02/1991", "biên chế": "CC", "Phòng Ngoại vụ": "PNV", "2020": "01/01/2020"}
    write(tmp_path / "3.csv", [head, *([mended.get(cell, cell) for cell in row] for row in rows)])
    assert counted(chodon("import -f json", tmp_path / "3.csv")) == [[3, 0, 0, 0]]
    notes = {row["full_name"]: row["note"] for row in chodon("staff list -f json").json["rows"]}
    assert (notes["Lý Thị Sao"], notes["Vi Thị Thắm"]) == (FORMULA, "nghỉ, ốm")
    with open_to_read(register) as db:
        found = db.execute("SELECT note, born_on FROM staff WHERE full_name = 'Hứa Đức Thuận' ORDER BY note").fetchall()
    assert found == [(None, None), ("=2+2", "1991-02-28")]


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [*csv.reader(file)]


def write(path: Path, rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def test_rejects_lose_no_cell_of_a_row_that_has_too_many(chodon: Chodon, office: None, tmp_path: Path) -> None:
    path = put(tmp_path / "ds.csv", "Họ và tên,Đơn vị,Đối tượng,Từ ngày\nLý, Thị Sao,PNV,CC,01/01/2020,thêm")
    chodon("import --on-error skip --rejects", tmp_path / "sai.csv", path, status=3)
    head, row = read(tmp_path / "sai.csv")
    assert row[:-1] == ["Lý", "Thị Sao", "PNV", "CC", "01/01/2020", "thêm"]
    assert head[4:] == ["(5)", "(6)", "reasons"]


def test_headings_that_a_spreadsheet_would_run_are_guarded_in_the_rejects(
    chodon: Chodon, office: None, tmp_path: Path
) -> None:
    path = put(tmp_path / "ds.csv", "Họ và tên,Đơn vị,Đối tượng,Từ ngày,=1+1\nLý Thị Sao,PNV,CC,mai,x")
    chodon("import --on-error skip --rejects", tmp_path / "sai.csv", path, status=3)
    assert read(tmp_path / "sai.csv")[0][4] == "'=1+1"


def test_a_heading_may_be_told_by_map_and_a_column_that_is_missing_by_set(
    chodon: Chodon, office: None, tmp_path: Path
) -> None:
    path = put(tmp_path / "ds.csv", "Người,Vào làm\nLý Thị Sao,01/01/2020\nVi Thị Thắm,02/01/2020")
    options = "--map Người=full_name --map 'VÀO  LÀM=started_on' --set unit=THBL --set category=VC"
    assert "needed column is missing" in chodon("import --as staff --map Người=full_name", path, status=1).stderr
    assert counted(chodon(f"import --as staff {options} -f json", path)) == [[2, 0, 0, 0]]
    people = chodon("staff list --unit THBL -f json").json["rows"]
    assert [(row["full_name"], row["category"]) for row in people] == [
        ("Lý Thị Sao", "public-employee"),
        ("Vi Thị Thắm", "public-employee"),
    ]


@pytest.mark.parametrize("wrong", ["--set unit", "--set nothing=1", "--set category=vua", "--set started_on=2020"])
def test_a_set_that_means_nothing_is_wrong_usage(chodon: Chodon, office: None, tmp_path: Path, wrong: str) -> None:
    path = put(tmp_path / "ds.csv", "Họ và tên\nLý Thị Sao")
    options = "--set unit=THBL --set category=VC --set started_on=01/01/2020"
    assert chodon(f"import --as staff {options} {wrong}", path, status=2).stderr.count("\n") == 1


def test_one_sheet_may_be_chosen(chodon: Chodon, register: Path) -> None:
    chodon("-q import --as unit", OFFICE_LISTS / "units.csv")
    assert counted(chodon("import --sheet 'mầm non' -f json", OFFICE_LISTS / "ba-trang.xlsx")) == [[2, 0, 0, 0]]
    refusal = chodon("import --sheet 'Mầm'", OFFICE_LISTS / "ba-trang.xlsx", status=1).stderr
    assert "Mầm non" in refusal and "Xã" in refusal


@pytest.mark.slow
def test_a_dry_run_of_a_workbook_says_what_the_real_one_does(chodon: Chodon, register: Path) -> None:
    chodon("-q import --as unit", OFFICE_LISTS / "units.csv")
    before = everything(register)
    dry = chodon("import --dry-run --on-error skip -f json", OFFICE_LISTS / "truong-thcs.xlsx", status=None)
    assert everything(register) == before
    real = chodon("import --on-error skip -f json", OFFICE_LISTS / "truong-thcs.xlsx", status=3)
    assert counted(dry) == counted(real) == [[5, 0, 0, 2]]
    assert everything(register) != before


# What identifies a person


@pytest.mark.slow
def test_an_anonymised_export_tells_nobody_and_counts_everybody(
    chodon: Chodon, sample: Path, empty: Path, register: Path, tmp_path: Path
) -> None:
    begin(sample, register)
    reports = [chodon(f"report {name} -f json").json for name in REPORTS]
    with open_to_read(register) as db:
        people = db.execute("SELECT code, full_name, id_number, born_on, note FROM staff").fetchall()
        texts = [text for (text,) in db.execute("SELECT note FROM violation UNION SELECT title FROM post") if text]
        days = {day for (day,) in db.execute("SELECT started_on FROM post UNION SELECT ended_on FROM post")}
    chodon("export --anonymise --days exact", tmp_path / "out")
    files = {file.name: file.read_bytes().decode() for file in (tmp_path / "out").iterdir()}
    written = "\n".join(files.values())
    for _code, name, number, born_on, note in people:
        assert name not in written and (number or "\0") not in written and (note or "\0") not in written
        assert born_on in days or (born_on or "\0") not in written
    assert not [text for text in texts if text in written]
    rows = [*csv.DictReader(files["staff.csv"].splitlines())]
    assert len(rows) == len(people)
    assert not {row["code"] for row in rows} & {code for code, *_rest in people}
    assert not any(row["born_on"] or row["id_number"] or row["note"] for row in rows)
    begin(empty, register)
    chodon("import", tmp_path / "out")
    for name, report in zip(REPORTS, reports, strict=True):
        again = chodon(f"report {name} -f json").json
        assert (again["rows"], again["totals"]) == (report["rows"], report["totals"]), name
    chodon("export", tmp_path / "again")
    again = {file.name: file.read_bytes().decode() for file in (tmp_path / "again").iterdir()}
    marked = json.loads(files.pop("manifest.json"))
    assert marked["anonymised"] and {**marked, "anonymised": False} == json.loads(again.pop("manifest.json"))
    assert again == files


def test_an_anonymised_export_never_takes_the_place_of_a_real_one_nor_the_other_way(
    chodon: Chodon, office: None, tmp_path: Path
) -> None:
    for first, second in (("", "--anonymise"), ("--anonymise", "")):
        folder = tmp_path / f"out{first}"
        chodon(f"export {first}", folder)
        before = {file.name: file.read_bytes() for file in folder.iterdir()}
        assert "name another folder" in chodon(f"export {second}", folder, status=1).stderr
        chodon(f"export {first}", folder)
        assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


def test_an_export_makes_no_folder_above_its_own(chodon: Chodon, office: None, tmp_path: Path) -> None:
    """A cron line that names a disk which is not there does not write to another."""
    chodon("export", tmp_path / "nowhere" / "out", status=1)
    assert not (tmp_path / "nowhere").exists()


REPORTS = [
    "compliance --period 2022",
    "compliance --period 2021 --by category",
    "compliance --period 2022Q1 --by kind",
    "headcount --as-of 2022-06-30",
    "violations --period 2022 --by standard",
    "violations --period 2022 --by month",
]


@pytest.mark.slow
def test_an_anonymised_export_is_the_same_each_time_and_for_each_person(
    chodon: Chodon, sample: Path, register: Path, tmp_path: Path
) -> None:
    begin(sample, register)
    for name in ("1", "2"):
        chodon("export --anonymise --days exact", tmp_path / name)
    files = {file.name: file.read_bytes() for file in (tmp_path / "1").iterdir()}
    assert files == {file.name: file.read_bytes() for file in (tmp_path / "2").iterdir()}
    chodon("export", tmp_path / "plain")

    def each_person(file: str) -> list[int]:
        """How many violations each person has."""
        return sorted(Counter(row["staff"] for row in csv.DictReader(file.splitlines())).values())

    plain = (tmp_path / "plain" / "violation.csv").read_text("utf-8")
    assert each_person(plain) == each_person(files["violation.csv"].decode())


SPOILS: dict[str, Callable[[Path], object]] = {
    "a byte changed": lambda folder: (folder / "unit.csv").write_bytes((folder / "unit.csv").read_bytes() + b" "),
    "a file lost": lambda folder: (folder / "quota.csv").unlink(),
    "a file more": lambda folder: (folder / "leave.csv").write_text("code\nA\n"),
    "no manifest that can be read": lambda folder: (folder / "manifest.json").write_text("[1]"),
    "a manifest of other files": lambda folder: (folder / "manifest.json").write_text(json.dumps({"files": []})),
}


@pytest.mark.mostly_slow
@pytest.mark.parametrize("spoil", SPOILS.values(), ids=SPOILS.keys())
def test_a_folder_that_is_not_as_its_manifest_says_is_refused_unless_told_otherwise(
    chodon: Chodon, office: None, empty: Path, register: Path, tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    chodon("export", tmp_path / "out")
    begin(empty, register)
    before = everything(register)
    spoil(tmp_path / "out")
    assert "changed since it was exported" in chodon("import", tmp_path / "out", status=1).stderr
    assert everything(register) == before
    chodon("import --ignore-manifest", tmp_path / "out")
    assert len(chodon("unit list -f json").json["rows"]) == 2


def test_an_identity_number_is_masked_everywhere_but_where_it_is_asked_for_and_then_it_is_recorded(
    chodon: Chodon, office: None, register: Path, tmp_path: Path
) -> None:
    number = "006080000001"
    before = everything(register)
    for form in ("table", "csv", "tsv", "json", "jsonl", "md", "html"):
        for command in ("staff list", "staff show 0071", "unit show PNV"):
            assert number not in chodon(f"{command} -f {form}").stdout
    chodon("staff list --columns code,id_number", "-o", tmp_path / "ds.xlsx")
    assert cells(tmp_path / "ds.xlsx")[1] == ["0071", "006…001"]
    assert everything(register) == before
    assert number in chodon("staff show 0071 --reveal").stdout
    with open_to_read(register) as db:
        [(operator, command, noun, after)] = db.execute(
            "SELECT operator, command, noun, after FROM change JOIN changeset ON changeset.id = changeset_id"
            " ORDER BY change.id DESC LIMIT 1"
        )
    assert (operator, noun, json.loads(after)) == ("tester", "staff", {"looked_at": "id_number"})
    assert "staff show 0071 --reveal" in command


# What only looks like a list


def test_a_file_of_another_kind_is_called_what_it_is(chodon: Chodon, register: Path, tmp_path: Path) -> None:
    for name, (make, kind) in dangerous.OTHER_KINDS.items():
        make(tmp_path / name)
        error = chodon("import", tmp_path / name, status=1).stderr
        assert f"{name}: this is a file of the kind “{kind}”" in error and error.count("\n") == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", dangerous.FILES)
def test_a_file_that_is_no_list_is_refused_at_once_in_one_line(register: Path, tmp_path: Path, name: str) -> None:
    make, reason = dangerous.FILES[name]
    path = tmp_path / name
    make(path)
    before = everything(register)
    began = time.monotonic()
    with (tmp_path / "told").open("wb") as told:
        process = subprocess.Popen(
            [sys.executable, "-m", "chodon_cli", "import", path],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=told,
            env={**on_server.environment(), "CHODON_TODAY": TODAY},
        )
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    said = (tmp_path / "told").read_text("utf-8")
    assert process.returncode == 1, said
    assert said.startswith("error: ") and said.count("\n") == 1 and reason in said
    assert "a fault of the program" not in said
    assert time.monotonic() - began < 20
    assert used.ru_maxrss < 1 << 20  # kilobytes
    assert everything(register) == before


def test_a_row_of_a_text_file_is_known_by_the_line_on_which_it_begins(tmp_path: Path) -> None:
    """Also where cells go over several lines, rows are empty, and the last is never closed; read many at a time."""
    from chodon_cli.exchange.read import plain_text

    parts, expected, line = [], [], 1
    for place in range(3000):
        row = ['"a\nb\r\nc\rd",x\n', "\r\n", "1,2\r\n", '"a\n",2\n', " ,x\n"][place % 5 if place > 1500 else 2]
        parts.append(row)
        expected.append(line)
        line += {0: 4, 3: 2}.get(place % 5 if place > 1500 else 2, 1)
    file = tmp_path / "list.csv"
    file.write_text("".join(parts), "utf-8", newline="")
    assert [row.number for row in plain_text.read(file, file.name).lines(",")] == expected
    file.write_text("".join(parts) + '"open,1\n', "utf-8", newline="")
    with pytest.raises(ChodonError, match=f"list.csv:{line}: "):
        list(plain_text.read(file, file.name).lines(","))
