"""A whole district that is entered through templates alone is the district."""

from pathlib import Path

import openpyxl  # type: ignore[import-untyped]
import pytest

from chodon_cli import locale
from chodon_cli.exchange import layout
from chodon_cli.exchange.read import headings
from chodon_cli.exchange.write import template
from tests.harness import SAMPLE_DATA, Chodon, as_in_sample, folder_bytes
from tests.samples import enter_by_templates


@pytest.mark.slow
def test_a_district_entered_through_templates_alone_is_exported_as_it_is(chodon: Chodon, tmp_path: Path) -> None:
    def run(*words: object) -> None:
        chodon("--quiet", *words)

    (tmp_path / "work").mkdir()
    entered = enter_by_templates.enter(run, SAMPLE_DATA, tmp_path / "work")
    chodon("--quiet export", tmp_path / "out")
    given = folder_bytes(SAMPLE_DATA)
    assert as_in_sample(tmp_path / "out") == given
    assert {layout.FILE_NAMES[noun] for noun in (*entered, *layout.sheets("case"))} == set(given)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_file_of_the_layout_has_a_template_with_all_its_columns(
    chodon: Chodon, tmp_path: Path, language: str
) -> None:
    for noun in layout.FILE_NAMES:
        chodon(f"--lang {language} template {noun}", "-o", tmp_path / "mau.xlsx")
        sheet = openpyxl.load_workbook(tmp_path / "mau.xlsx")[noun]
        columns = layout.readable(noun)
        shown = [str(cell.value) for cell in sheet[1]]
        assert {headings.key_of(head, columns) for head in shown} == set(columns), noun
        folded = [cell.value for cell in sheet[1] if sheet.column_dimensions[cell.column_letter].hidden]
        assert "voided_on" not in columns or folded[-2:] == shown[-2:], noun


def test_a_template_that_was_given_another_name_is_known_by_its_headings(chodon: Chodon, tmp_path: Path) -> None:
    locale.use("vi")
    chodon("--lang vi template unit", "-o", tmp_path / "mau.xlsx")
    book = openpyxl.load_workbook(tmp_path / "mau.xlsx")
    sheet = book["unit"]
    places = [field.key for field in template.fields_of("unit")]
    for key, value in {"code": "PNV", "name": "Phòng Nội vụ", "kind": "Phòng chuyên môn"}.items():
        sheet.cell(2, places.index(key) + 1).value = value
    sheet.title = "Danh sách"
    book.save(tmp_path / "mau.xlsx")
    chodon("import", tmp_path / "mau.xlsx")
    assert chodon("unit show PNV -f json").json["rows"][0]["kind"] == "office"
