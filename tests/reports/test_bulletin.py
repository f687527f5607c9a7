"""The bulletin: the other reports' figures, each with what lists it; on paper as an office lays it out."""

import re
import shlex
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from chodon_cli.locale import figure
from chodon_cli.reports import bulletin
from tests.harness import Chodon, begin
from tests.store import on_server

LINE = "--today 2022-12-31 report bulletin --period 2022"
PERIODS = {"2022": "2021", "2022Q1": "2021Q1", "2022-02": "2021-02", "2022-03-05..2022-11-30": "2021-03-05..2021-11-30"}
COUNTED = {  # figure -> the records behind it are as many
    *("violations", "unhandled", "serious", "open_cases", "overdue_cases", "tasks_overdue"),
    *("remedies_overdue", "complaints", "praise", "tasks_due"),
}
HOSTILE = ["{{ 7*7 }}", "</w:t><script>alert(1)</script>", "{% for x in f %}", "=1+1 & <b>"]


@pytest.fixture
def filled(sample: Path, register: Path) -> Path:
    return begin(sample, register)


def figures(answer: Any) -> dict[str, Any]:
    return {row["key"]: row["value"] for row in answer["rows"]}


def document_text(path: Path) -> str:
    """All text of the document, that of tables too."""
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.slow
def test_of_an_empty_register_all_figures_are_known_and_nothing_is_a_shortcoming(
    chodon: Chodon, register: Path, tmp_path: Path
) -> None:
    done = chodon("--today 2022-12-31 report bulletin -o", tmp_path / "b.docx")
    gaps = next(line for line in done.stderr.splitlines() if "to fill in: " in line)
    assert not any(each in gaps for each in ("Staff", "Violations", "Tasks", "Unhandled", "xpected")), gaps
    text = document_text(tmp_path / "b.docx")
    assert "0 trên 0" not in text and "Không có đơn vị nào nổi bật" not in text


@pytest.mark.slow
@pytest.mark.parametrize("period", PERIODS)
def test_its_figures_are_the_totals_of_the_reports(chodon: Chodon, filled: Path, period: str) -> None:
    answer = chodon(f"--today 2022-12-31 report bulletin --period {period} -f json").json
    for column, within in {"value": period, "before": PERIODS[period]}.items():
        expected: dict[str, Any] = {}
        for report, keys in bulletin.TOTALS_OF_REPORTS.items():
            totals = chodon(f"--today 2022-12-31 report {report} --period {within} -f json").json["totals"]
            expected |= {bulletin.LABELS_OF_TOTALS.get((report, key), (key,))[0]: totals[key] for key in keys}
        assert {row["key"]: row[column] for row in answer["rows"]} == expected
    parts = {part["report"]: part["rows"] for part in answer["details"]}
    units = chodon(f"--today 2022-12-31 report compliance --period {period} -f json").json["rows"]
    assert parts["compliance"] == [{key: row[key] for key in bulletin.UNIT_COLUMNS} for row in units]
    trend = chodon(f"--today 2022-12-31 report trend --period {period} -f json").json["rows"]
    assert parts["trend"] == trend
    assert sum(row["violations"] for row in parts["violations"]) == figures(answer)["violations"]


@pytest.mark.slow
def test_every_figure_has_the_command_that_lists_it(chodon: Chodon, filled: Path) -> None:
    answer = chodon(f"{LINE} -f json").json
    sources = next(part["rows"] for part in answer["details"] if part["report"] == "bulletin sources")
    by_name = {row["figure"]: row["key"] for row in answer["rows"]}
    assert {*by_name} <= {source["figure"] for source in sources}
    for source in sources:
        _chodon, *words = shlex.split(source["command"])
        rows = chodon(shlex.join([*words, "-f", "json"])).json["rows"]
        if by_name.get(source["figure"]) in COUNTED:
            assert len(rows) == source["value"], source


@pytest.mark.slow
def test_the_document_has_the_figures_and_marks_what_only_the_office_can_say(
    chodon: Chodon, filled: Path, tmp_path: Path
) -> None:
    for key, value in {
        "organisation": "UBND huyện A",
        "superior": "UBND tỉnh B",
        "signatory-title": "Chủ tịch",
    }.items():
        chodon("settings set", key, value)
    out = tmp_path / "x.docx"
    done = chodon(f"{LINE} -o", out)
    told = done.stderr.partition(": to fill in: ")[2].strip().split("; ")
    assert {"number of the document", "who signs"} <= set(told) and len(told) == len(set(told))
    assert "số văn bản" not in done.stderr  # told in the language of the command; the document is Vietnamese
    text = document_text(out)
    answer = chodon(f"{LINE} -f json").json
    of = figures(answer)
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "UBND HUYỆN A",
        "UBND TỈNH B",
        "CHỦ TỊCH",
        "kỷ cương hành chính năm 2022",
        f"Ghi nhận {of['violations']} lượt vi phạm của {of['violators']} người",
        f"còn {of['open_cases']} vụ việc đang xử lý",
        f"{of['tasks_due']} nhiệm vụ đến hạn",
        "[nguyên nhân, cơ quan soạn thảo ghi]",
        "Thị trấn Bằng Lũng",
        "--cell total:violations",
    ):
        assert words in text, words
    assert not re.search(r"\{\{|\{%|None", text)
    document = Document(str(out))
    page = document.sections[0]
    sides = (page.page_width, page.page_height, page.left_margin, page.right_margin)
    assert [round(side.mm) for side in sides if side] == [210, 297, 30, 15]
    assert document.styles["Normal"].font.name == "Times New Roman"
    assert len(document.inline_shapes) == 2


@pytest.mark.slow
def test_the_document_is_vietnamese_and_says_what_qualifies_its_figures(
    chodon: Chodon, small: Path, tmp_path: Path
) -> None:
    """Whatever language the program speaks; of what nothing is known it says nothing."""
    texts = {}
    for language in ("vi", "en"):
        chodon(f"--lang {language} --today 2022-12-31 report bulletin --period 2022 -o", tmp_path / f"{language}.docx")
        texts[language] = (
            document_text(tmp_path / f"{language}.docx").replace("--lang en ", "").replace("--lang vi ", "")
        )
    assert texts["en"] == texts["vi"]
    notes = chodon("--lang vi --today 2022-12-31 report bulletin --period 2022 -f json").json["notes"]
    assert len(notes) > 3 and [note for note in notes if f"- {note}.\n" not in texts["vi"]] == []
    assert "–%" not in texts["vi"] and "..\n" not in texts["vi"]


def test_late_cases_that_are_all_of_one_unit_name_it(chodon: Chodon, tmp_path: Path) -> None:
    """In the document its column is a marked gap otherwise: “[unit_name]”."""
    chodon("unit add A 'Phòng Một' --kind office")
    chodon("staff add --name 'A B' --unit A --category VC --from 2020-01-01")
    chodon("violation log --staff VC001 --standard TG01 --on 2022-03-01")
    chodon("case open VP-2022-0001 --on 2022-03-03")
    assert "| VV-2022-0001 | A | Phòng Một |" in chodon(f"{LINE} -f md").stdout
    chodon(f"{LINE} -o", tmp_path / "x.docx")
    assert re.findall(r"\[[a-z_]+\]", document_text(tmp_path / "x.docx")) == []


@pytest.mark.slow
def test_the_page_has_the_figures_and_the_charts(chodon: Chodon, filled: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.html"
    chodon(f"{LINE} -o", out)
    page = out.read_text("utf-8")
    answer = chodon(f"{LINE} -f json").json

    class Cells(HTMLParser):
        texts: list[str]

        def handle_data(self, data: str) -> None:
            self.texts.append(data)

    reader = Cells()
    reader.texts = []
    reader.feed(page)
    for row in answer["rows"]:
        said = figure(row["value"], 0 if isinstance(row["value"], int) else 1)
        assert said in reader.texts, row
    assert page.count('src="data:image/svg+xml;base64,') == 5 and "█" not in page


@pytest.mark.mostly_slow
@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_people_typed_only_stands_there(chodon: Chodon, tmp_path: Path, hostile: str) -> None:
    chodon("unit add --kind office U", hostile)
    chodon("settings set organisation", hostile)
    chodon('staff add --code A --name "A B" --unit U --category civil-servant --from 2020-01-01')
    chodon("violation log --staff A --standard TG01 --on 2022-03-01")
    out = tmp_path / "x.docx"
    chodon(f"{LINE} -o", out)
    text = document_text(out)
    assert text.count(hostile) >= 2 and hostile.upper() in text
    page = tmp_path / "x.html"
    chodon(f"{LINE} -o", page)
    assert "<script>alert" not in page.read_text("utf-8") and "<b>" not in page.read_text("utf-8")


@pytest.mark.slow
def test_an_office_fills_in_its_own_template(chodon: Chodon, filled: Path, tmp_path: Path) -> None:
    own = tmp_path / "bulletin.docx"
    chodon("draft template bulletin -o", own)
    document = Document(str(own))
    document.paragraphs[3].insert_paragraph_before("Ours: {{ f.violations }} {{ unheard_of }}")
    document.save(str(own))
    count = figures(chodon(f"{LINE} -f json").json)["violations"]
    for words in (["--template", own], []):
        out = tmp_path / f"{len(words)}.docx"
        if not words:
            chodon("settings set templates", tmp_path)
        chodon(f"{LINE} -o", out, *words)
        assert f"Ours: {count} [unheard_of]" in document_text(out)
    assert "--template" in chodon(f"{LINE} --template", own, status=2).stderr
    assert "no Word document" in chodon(f"{LINE} -o", tmp_path / "y.docx", "--template", filled, status=1).stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("missing", "ending", "status"), [("docxtpl", "docx", 1), ("vl_convert", "docx", 0), ("vl_convert", "html", 0)]
)
def test_without_the_packages(filled: Path, tmp_path: Path, missing: str, ending: str, status: int) -> None:
    out = tmp_path / f"x.{ending}"
    code = f"""
import importlib.machinery, sys
class Without:
    def find_spec(self, name, path=None, target=None):
        if name == {missing!r}: raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Without())
from chodon_cli.app import run
sys.exit(run({[*LINE.split(), "-o", str(out)]!r}))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=on_server.environment())
    assert done.returncode == status, done.stderr
    if status:
        assert "pip install 'chodon[docx]'" in done.stderr and not out.exists()
    elif ending == "html":
        page = out.read_text("utf-8")
        assert "<img" not in page and "chodon[charts]" in page
    else:
        assert len(Document(str(out)).inline_shapes) == 0


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        ("2022-01-01", "2022-12-31", "năm 2022"),
        ("2022-04-01", "2022-06-30", "quý II năm 2022"),
        ("2024-02-01", "2024-02-29", "tháng 2 năm 2024"),
        ("2021-01-01", "2022-12-31", "từ ngày 01/01/2021 đến ngày 31/12/2022"),
    ],
)
def test_a_period_is_called_as_documents_call_it(start: str, end: str, name: str) -> None:
    from chodon_cli.dates import Period
    from chodon_cli.render.special import docx

    assert docx.period_name(Period(start, end)) == name
