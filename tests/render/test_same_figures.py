"""Every report says the same in every format, and a name acts in none of them."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook  # type: ignore[import-untyped]

from chodon_cli import render
from chodon_cli.dates import show_day
from chodon_cli.render._values import cell
from chodon_cli.result import Column
from tests.harness import Chodon, begin

REPORTS = [
    "compliance",
    "compliance --by kind",
    "compliance --by standard",
    "compliance --against 2021",
    "violations",
    "violations --by source",
    "violations --by unit-month",
    "cases",
    "tasks",
    "tasks --by kind",
    "heads",
    "inspections",
    "feedback",
    "ratings",
    "training",
    "briefings",
    "repeaters",
    "trend",
    "trend --by quarter --key per_100",
    "bulletin",
    "compliance --by category",
    "headcount --as-of 2022-12-31",
    "decisions --as-of 2022-12-31",
]
HOSTILE = [
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "=1+1",
    "@SUM(A1)",
    "-2+3",
    "[red]x[/red] | y",
    "</td></table><img src=x onerror=alert(1)>",
    "a\\| b `c` [d](javascript:alert(1))",
]
Table = dict[str, list[Any]]  # heading -> what stands beneath it, row by row


@pytest.fixture
def filled(sample: Path, register: Path) -> Path:
    return begin(sample, register)


def by_heading(rows: list[list[Any]]) -> Table:
    """The first row has the headings; those that come twice are left out."""
    headings, *body = rows
    return {
        heading: [row[place] for row in body] for place, heading in enumerate(headings) if headings.count(heading) == 1
    }


def of_text(text: str) -> Table:
    """Plain aligned text: the rule under the headings says where each column stands."""
    lines = text.split("\n")
    rule = next(place for place, line in enumerate(lines) if line.startswith("──"))
    spans = [match.span() for match in re.finditer("─+", lines[rule])]
    body = []
    for line in lines[rule + 1 :]:
        if not line or line.startswith("──"):
            break
        body.append(line)
    return by_heading([[line[start:end].strip() for start, end in spans] for line in (lines[rule - 1], *body)])


def of_markdown(text: str) -> Table:
    lines = [line for line in text.split("\n") if line.startswith("|")]
    first = next(place for place, line in enumerate(lines) if set(line) <= set("|-: "))
    body = []
    for line in text.split("\n")[text.split("\n").index(lines[first]) + 1 :]:
        if not line.startswith("|"):
            break
        body.append(line)
    split = re.compile(r"(?<!\\)\|")
    return by_heading([[part.strip() for part in split.split(line)[1:-1]] for line in (lines[first - 1], *body)])


class FirstTable(HTMLParser):
    """The rows of the first list of a page; which tags there are."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self.is_in = self.is_over = self.is_cell = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.is_in |= tag == "table" and not self.is_over
        if self.is_in and tag == "tr":
            self.rows.append([])
        if self.is_in and tag in ("td", "th"):
            self.rows[-1].append("")
            self.is_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self.is_cell = False
        if tag == "table" and self.is_in:
            self.is_in, self.is_over = False, True

    def handle_data(self, data: str) -> None:
        if self.is_in and self.is_cell:
            self.rows[-1][-1] += data


def of_page(text: str) -> Table:
    return by_heading(FirstTable(text).rows)


def of_workbook(path: Path) -> Table:
    """The table stands under the title lines of the first sheet."""
    rows = [list(row) for row in load_workbook(path).worksheets[0].iter_rows(values_only=True)]
    first = max(range(min(12, len(rows))), key=lambda place: sum(value is not None for value in rows[place]))
    return by_heading([rows[first], *rows[first + 1 :]])


FOR_PEOPLE: dict[str, Callable[[str], Table]] = {"table": of_text, "md": of_markdown, "html": of_page}


@pytest.mark.slow
@pytest.mark.parametrize("report", REPORTS)
def test_every_format_says_what_json_says(chodon: Chodon, filled: Path, tmp_path: Path, report: str) -> None:
    line = f"--today 2022-12-31 report {report}" + ("" if "--as-of" in report else " --period 2022")
    answer = chodon(f"{line} -f json").json
    rows, keys = answer["rows"], [column["key"] for column in answer["columns"]]
    assert rows
    assert [json.loads(each) for each in chodon(f"{line} -f jsonl").stdout.splitlines()] == rows
    for name, mark in (("csv", ","), ("tsv", "\t")):
        read = list(csv.DictReader(io.StringIO(chodon(f"{line} -f {name}").stdout), delimiter=mark))
        said = [{key: "" if row[key] is None else str(row[key]) for key in keys} for row in rows]
        assert [{key: row[key] for key in keys} for row in read][: len(rows)] == said, name
    figures = [
        Column(column["key"], column["type"], label=column["label"])
        for column in answer["columns"]
        if column["type"] in ("integer", "decimal", "percent")
    ]
    for name, read_table in FOR_PEOPLE.items():
        table = read_table(chodon(f"{line} -f {name}").stdout)
        shown = [column for column in figures if column.label in table]
        assert shown, name
        for column in shown:
            texts = [cell(row[column.key], column) for row in rows]
            assert table[column.label][: len(rows)] == texts, (name, column.key)
    chodon(f"{line} -o", tmp_path / "x.xlsx")
    sheet = of_workbook(tmp_path / "x.xlsx")
    for column in [column for column in figures if column.label in sheet]:
        numbers = [value if isinstance(value, (int, float)) else None for value in sheet[column.label][: len(rows)]]
        assert numbers == [row[column.key] for row in rows], ("xlsx", column.key)


RECORDS = {  # the pages of one thing, and what is typed for it
    "unit": "report unit {} --period 2022",
    "person": "staff show VC095",
    "case": "case show VV-2021-0008",
}


@pytest.mark.parametrize(("name", "code"), [("unit", "PNV"), ("unit", "PGDDT"), ("person", ""), ("case", "")])
def test_a_page_of_one_thing_says_the_same_in_every_format(
    chodon: Chodon, sample: Path, tmp_path: Path, name: str, code: str
) -> None:
    line = f"-r {sample} --today 2022-12-31 {RECORDS[name].format(code)}"
    answer = chodon(f"{line} -f json").json
    [row] = answer["rows"]
    columns = [Column(each["key"], each["type"], label=each["label"], words=each["key"]) for each in answer["columns"]]
    figures = {each.label: cell(row[each.key], each) for each in columns if each.is_figure or each.type == "date"}
    figures = {label: text for label, text in figures.items() if text}
    [read] = csv.DictReader(io.StringIO(chodon(f"{line} -f csv").stdout))
    assert read == {column.key: "" if row[column.key] is None else str(row[column.key]) for column in columns}
    chodon(f"{line} -o", tmp_path / "x.xlsx")
    pairs = [[*cells, "", ""] for cells in FirstTable(chodon(f"{line} -f html").stdout).rows]
    sheet = [list(cells) for cells in load_workbook(tmp_path / "x.xlsx").worksheets[0].iter_rows(values_only=True)]
    text = [re.split(r"\s{2,}", each.strip()) for each in chodon(f"{line} -f table").stdout.split("\n")]
    shown = {
        "html": {str(cells[0]): str(cells[1]).split(" before: ")[0] for cells in pairs} | befores_beside(pairs),
        "xlsx": {str(cells[0]): cells[1] for cells in reversed(sheet) if cells[0]} | befores_beside(sheet),
        "table": {words[0]: words[1] for words in text if len(words) == 2},
    }
    for column in columns:
        if column.label not in figures:
            continue
        number = row[column.key]
        for format_name in ("html", "table"):
            value = shown[format_name].get(column.label, "0")  # a nought that says nothing has no line
            assert value == figures[column.label] or (value, number) == ("0", 0), (format_name, column.key)
        value = shown["xlsx"].get(column.label, 0)
        assert value in (number, figures[column.label]) or str(value)[:10] == number, ("xlsx", column.key)


def befores_beside(rows: list[list[Any]]) -> dict[str, Any]:
    """What stands beside a figure of what it was before, under the heading that it has where it stands alone."""
    said = {str(cells[0]): " ".join(str(each) for each in cells[1:] if each) for cells in reversed(rows)}
    return {f"{name}, before": text.split("before: ")[1] for name, text in said.items() if "before: " in text}


def test_the_drafted_dossier_has_every_record_of_the_person(chodon: Chodon, sample: Path, tmp_path: Path) -> None:
    person = "VC095"
    line = f"-r {sample} --today 2022-12-31"
    chodon(f"{line} draft dossier {person} -o", tmp_path / "x.docx")
    with zipfile.ZipFile(tmp_path / "x.docx") as parts:
        text = re.sub("<[^>]+>", "\n", parts.read("word/document.xml").decode())
    violations = chodon(f"{line} violation list --staff {person} --columns occurred_on,standard_title -f json").json[
        "rows"
    ]
    assert len(violations) > 3
    for row in violations:
        assert row["standard_title"] in text
        assert show_day(row["occurred_on"]) in text
    for post in chodon(f"{line} staff show {person} -f json").json["details"][0]["rows"]:
        assert show_day(post["started_on"]) in text


@pytest.mark.mostly_slow
@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_name_acts_in_no_format(chodon: Chodon, tmp_path: Path, hostile: str) -> None:
    chodon("unit add --kind office U --", hostile)
    chodon("staff add --code A --unit U --category civil-servant --from 2020-01-01", f"--name={hostile}")
    chodon("violation log --staff A --standard TG01 --on 2022-03-01", f"--note={hostile}")
    for command in ("report compliance --period 2022", "violation list", "report unit U --period 2022", "staff list"):
        for name in render.FORMATS:
            out = tmp_path / f"x.{name}"
            chodon(f"{command} -f {name} -o", out, status=None)
            assert out.exists(), (command, name)
            if name == "xlsx":
                cells = [each for sheet in load_workbook(out) for row in sheet.iter_rows() for each in row]
                assert not [each for each in cells if each.data_type == "f" or each.hyperlink]
                assert any(each.value == hostile for each in cells)
            elif name == "html":
                page = FirstTable(out.read_text("utf-8"))
                assert page.tags <= PAGE_TAGS, page.tags - PAGE_TAGS
            elif name in ("csv", "tsv"):
                text = out.read_text("utf-8-sig")
                read = csv.reader(io.StringIO(text), delimiter="," if name == "csv" else "\t")
                assert not [value for row in read for value in row if re.match(r"[=+@]|-\D|-\d+\+", value)]
            elif name in ("json", "jsonl"):
                assert json.dumps(hostile, ensure_ascii=False) in out.read_text("utf-8")
            elif name == "table":
                assert hostile in out.read_text("utf-8")


PAGE_TAGS = {
    *("html", "head", "meta", "title", "style", "body", "nav", "a", "p", "h1", "h2", "ul", "li", "div", "figure"),
    *("img", "table", "thead", "tbody", "tr", "th", "td", "span", "script"),
}
