"""`draft`: official documents say what the record says, mark what it lacks, and stand on the law of their day."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from chodon_cli import drafts
from chodon_cli.drafts._parts import cited_documents
from chodon_cli.law.rules import SHIPPED_LAW
from chodon_cli.locale import catalogue
from tests.harness import Chodon, assert_refused, state

DRAFTED = {  # `draft KIND` -> the number that is given, and what the document must say
    "draft decision": ("VV-2021-0008", ["101/QĐ-UBND", "khiển trách", "Đỗ Hồng Hiền", "05/08/2021", "05/08/2022"]),
    "draft council": ("VV-2022-0008", ["Chủ tịch Hội đồng", "Lường Văn Hải", "VP-2022-0026"]),
    "draft minutes": ("VV-2022-0008", ["05/05/2022", "Lường Văn Hải", "[thư ký]"]),
    "draft notice": ("VV-2022-0008", ["Lường Văn Hải", "VV-2022-0008", "[địa điểm họp]"]),
    "draft conclusion": ("KT-2022-001", ["1/TB-KLKT", "Trường Mầm non Nghĩa Tá", "Đeo thẻ công chức, viên chức"]),
    "draft reminder": ("NV-2022-0049", ["30/KH-UBND ngày 23/02/2022", "quá hạn 184 ngày", "Bàn Thị Nga"]),
    "draft dossier": ("CC012", ["Đỗ Hồng Hiền", "VP-2021-0012", "VV-2021-0008", "khiển trách"]),
}
OFFICE = {
    "organisation": "Ủy ban nhân dân huyện Chợ Đồn",
    "place": "Chợ Đồn",
    "signatory": "Nguyễn Văn Hoàng",
    "signatory-title": "Phó Chủ tịch",
    "authority": "KT. Chủ tịch",
    "issuing": "Chủ tịch Ủy ban nhân dân huyện Chợ Đồn",
    "symbol": "UBND",
}
HOSTILE = ["{{ 7*7 }}", "{% for x in range(9) %}x{% endfor %}", "</w:t><script>", "=HYPERLINK(1)", "[bold red]x[/]"]


def text_of(path: Path) -> str:
    """All that a document says, in its order as far as paragraphs and then tables go."""
    document: Any = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.fixture
def office(filled: Path, chodon: Chodon) -> Path:
    for key, value in OFFICE.items():
        chodon("settings set", key, value)
    return filled


def test_every_kind_is_tried() -> None:
    assert {line.removeprefix("draft ") for line in DRAFTED} == set(drafts.DRAFT_KINDS)


@pytest.mark.mostly_slow
@pytest.mark.parametrize("line", DRAFTED)
def test_a_document_says_what_the_record_says(office: Path, chodon: Chodon, tmp_path: Path, line: str) -> None:
    number, expected = DRAFTED[line]
    before = state(office)
    out = tmp_path / "o.docx"
    done = chodon("--lang vi --today 2022-12-31", *line.split(), number, "-o", out)
    said = text_of(out)
    for text in [*expected, *([] if line == "draft minutes" else ["KT. CHỦ TỊCH", "NGUYỄN VĂN HOÀNG".title()])]:
        assert text in said, text
    assert "ỦY BAN NHÂN DÂN HUYỆN CHỢ ĐỒN" in said
    gaps = {part for part in said.split("[")[1:] if "]" in part}
    assert all(part.split("]")[0] in done.stderr for part in gaps)
    assert "{" not in said and "None" not in said
    assert out.stat().st_mode & 0o777 == 0o600 and state(office) == before


def test_the_law_is_that_of_the_day_and_what_nobody_checked_is_marked(
    office: Path, chodon: Chodon, tmp_path: Path
) -> None:
    chodon("--today 2022-12-31 draft decision VV-2021-0008 -o", tmp_path / "a.docx")
    old = text_of(tmp_path / "a.docx")
    assert "Căn cứ Nghị định 112/2020/NĐ-CP;" in old and "Nghị định 172/2025" not in old
    assert "05/08/2022 (chưa đối chiếu)" in old
    assert "kéo dài thêm 6 tháng" in old


def test_documents_are_cited_by_rank_once_and_marked_where_no_rule_of_theirs_was_checked() -> None:
    rule = replace(SHIPPED_LAW.rules_on("forms", "civil-servant", "2021-08-05")[0], document="Nghị định 112/2020/NĐ-CP")
    more = [
        replace(rule, document="Thông tư 1/TT; Luật 2/QH; Thực tiễn kiểm tra công vụ", verified="R"),
        replace(rule, document="Luật 2/QH", verified="V"),
        replace(rule, document="Nghị định 112/2020/NĐ-CP, sửa đổi bởi Nghị định 71/2023/NĐ-CP", verified="S"),
    ]
    assert cited_documents([rule, *more]) == [
        "Luật 2/QH",
        "Nghị định 112/2020/NĐ-CP, sửa đổi bởi Nghị định 71/2023/NĐ-CP",
        "Thông tư 1/TT (chưa đối chiếu)",
    ]


def test_without_settings_and_decision_every_place_is_a_marked_gap(
    filled: Path, chodon: Chodon, tmp_path: Path
) -> None:
    done = chodon("--today 2022-05-20 draft decision VV-2022-0008 -o", tmp_path / "a.docx")
    said = text_of(tmp_path / "a.docx")
    labels = ("name of the office", "place", "who signs", "form of discipline", "first day of effect", "day")
    for label in labels:  # each told once, also where the document has it in capitals; the document is Vietnamese
        told = done.stderr.replace("\n", " ").partition("lacks: ")[2].strip().split("; ")
        assert told.count(label) == 1 and f"[{catalogue('vi').gettext(label)}]" in said.casefold()
    assert "there is no such folder" in chodon("draft decision VV-2022-0008 -o no/x.docx", status=1).stderr


def test_the_whole_set_of_a_case(office: Path, chodon: Chodon, tmp_path: Path) -> None:
    made = chodon("--today 2022-12-31 draft all --case 2021-8 -o", tmp_path / "set")
    names = sorted(file.name for file in (tmp_path / "set").iterdir())
    kinds = [f"{kind}-VV-2021-0008.docx" for kind in drafts.OF_A_CASE]
    assert names == sorted([*kinds, "dossier-CC012.docx"])
    assert all(name in made.stdout for name in names)


def test_a_code_with_a_stroke_is_no_folder(office: Path, chodon: Chodon, tmp_path: Path) -> None:
    chodon("staff edit CC012 --code P/12")
    chodon("--today 2022-12-31 draft all --case 2021-8 -o", tmp_path / "set")
    assert (tmp_path / "set" / "dossier-P~12.docx").is_file()


def test_an_office_edits_its_template_in_word(office: Path, chodon: Chodon, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    assert "chodon settings set templates" in chodon("draft template reminder -o", own / "reminder.docx").stderr
    document: Any = Document(str(own / "reminder.docx"))
    document.add_paragraph("Mẫu của {{ organisation }}, {{ what_we_need }}")
    document.save(str(own / "reminder.docx"))
    chodon("settings set templates", own)
    rows = {row["kind"]: row["template"] for row in chodon("draft list -f json").json["rows"]}
    assert rows["reminder"] == str(own / "reminder.docx") and rows["decision"] is None
    chodon("--today 2022-12-31 draft reminder NV-2022-0049 -o", tmp_path / "a.docx")
    assert "Mẫu của Ủy ban nhân dân huyện Chợ Đồn, [what_we_need]" in text_of(tmp_path / "a.docx")


@pytest.mark.mostly_slow
@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_the_record_acts(register: Path, chodon: Chodon, tmp_path: Path, text: str) -> None:
    chodon("unit add --kind office A --", text)
    chodon("task assign --unit A --on 2026-11-01 --due 2026-11-20 --", text)
    chodon("draft reminder 2026-1 -o", tmp_path / "a.docx")
    said = text_of(tmp_path / "a.docx")
    assert f"“{text}”" in said and f"giao {text} thực hiện" in said


def test_what_cannot_be_drafted_is_said(office: Path, tmp_path: Path) -> None:
    for line, status, told in (
        (f"draft decision VV-2099-0001 -o {tmp_path}/a.docx", 1, "VV-2099-0001"),
        (f"draft decision VV-2021-0008 -o {tmp_path}/a.pdf", 2, ".docx"),
        (f"draft reminder NV-2022-0001 -o {tmp_path}/a.docx", 1, "done"),
        (f"draft template letter -o {tmp_path}/a.docx", 2, "decision"),
        (f"draft all --case VV-2021-0008 -o {tmp_path}/none/x", 1, "no such"),
        (f"draft decision VV-2021-0008 -o {office}", 1, "register itself"),
    ):
        assert_refused(office, line, status, told)
