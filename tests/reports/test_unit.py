"""A unit's page, and every column of the compliance report, against what was worked out without the program."""

import csv
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from python_calamine import CalamineWorkbook

from tests.harness import Chodon, begin, examples
from tests.oracle import recompute_whole
from tests.oracle.recompute import Row
from tests.strategies.generated import TODAY
from tests.strategies.generated_whole import LivedRegister, places_of_registers
from tests.strategies.report_questions import Question, questions, unit_of

LISTS = {  # title of a part -> the list that it is
    "Inspections": "inspection list --unit PGDDT --period 2022",
    "Commendations": "commendation list --unit PGDDT --period 2022",
    "Briefings": "briefing list --unit PGDDT --period 2022",
    "Pledges": "pledge list --unit PGDDT --period 2022",
    "Training": "training list --unit PGDDT --period 2022",
    "Ratings": "rating list --unit PGDDT --period 2022",
}

OTHERS = {*LISTS, "Reviews"} - {"Inspections"}  # not drawn for generated registers


@pytest.fixture
def filled(sample: Path, register: Path) -> Path:
    return begin(sample, register)


@pytest.mark.usefixtures("filled")
def test_its_figures_are_the_row_of_the_compliance_report(chodon: Chodon) -> None:
    page = chodon("report unit pgddt --period 2022 -f json").json
    alone = chodon("report unit pgddt --period 2022 -f csv")
    values = ["" if value is None else str(value) for value in page["rows"][0].values()]
    assert [*csv.reader(alone.stdout.splitlines())] == [[*page["rows"][0]], values]
    assert "only the first table" in alone.stderr
    row = chodon("report compliance --unit PGDDT --depth 1 --period 2022 -f json").json["rows"][0]
    [shown] = page["rows"]
    assert {key: shown[key] for key in row} == row
    past = chodon("report compliance --unit PGDDT --depth 1 --period 2022 --against 2021 -f json").json["rows"][0]
    beside = {key: value for key, value in shown.items() if key not in row}
    assert beside == {key: past[key] for key in beside} and "violations_before" in beside and "change" in beside
    keys = [column["key"] for column in page["columns"]]
    assert all(keys.index(key) == keys.index(key.removesuffix("_before")) + 1 for key in keys if "_before" in key)
    assert page["period"] == {"start": "2022-01-01", "end": "2022-12-31"}


@pytest.mark.usefixtures("filled")
def test_its_parts_are_the_lists_of_the_unit(chodon: Chodon) -> None:
    page = chodon("report unit PGDDT --period 2022 -f json").json
    parts = {part["title"]: part["rows"] for part in page["details"]}
    for title, line in LISTS.items():
        listed = chodon(f"{line} -f json").json["rows"]
        assert [row["number"] for row in parts[title]] == [row["number"] for row in listed], title
        assert listed, title
    served = chodon("staff list --unit PGDDT --as-of 2022-12-31 -f json").json["rows"]
    own = [row["code"] for row in served if row["unit"] == "PGDDT"]
    assert 0 < len(own) < len(served)
    assert sorted(row["staff"] for row in parts["People of the unit itself on the last day"]) == sorted(own)
    review = chodon("--today 2022-12-31 review show --year 2022 -f json").json["details"][0]["rows"]
    beneath = {row["code"] for row in chodon("unit list -f json").json["rows"] if row["parent"] == "PGDDT"}
    reviewed = [{"year": 2022, **row} for row in review if row["unit"] in beneath | {"PGDDT"}]
    assert parts["Reviews"] == reviewed and len(reviewed) > 1
    opened = [row["opened_on"] for row in parts["Cases"]]
    assert opened and all(day <= "2022-12-31" for day in opened)


@pytest.mark.usefixtures("filled")
def test_a_part_that_is_empty_is_left_out_and_an_unknown_unit_refused(chodon: Chodon) -> None:
    chodon("unit add ZZ 'Đội mới' --kind other")
    page = chodon("report unit ZZ --period 2022 -f json").json
    assert "details" not in page
    assert "only the first table" not in chodon("report unit ZZ --period 2022 -f csv").stderr
    assert "there is no such unit" in chodon("report unit NOWHERE", status=1).stderr


@pytest.mark.slow
@pytest.mark.parametrize("format", ["table", "csv", "tsv", "json", "jsonl", "md", "html", "xlsx"])
@pytest.mark.usefixtures("filled")
def test_it_is_written_in_every_format_and_both_languages(chodon: Chodon, tmp_path: Path, format: str) -> None:
    for language in ("vi", "en"):
        chodon(f"--lang {language} report unit PGDDT --period 2022 -f {format} -o", tmp_path / f"{language}.out")
        assert (tmp_path / f"{language}.out").stat().st_size


@pytest.mark.usefixtures("filled")
def test_the_printed_page_has_the_figures_and_the_short_lists_on_one_sheet(chodon: Chodon, tmp_path: Path) -> None:
    chodon("report unit TTR --period 2022 -o", tmp_path / "page.xlsx")
    book = CalamineWorkbook.from_path(tmp_path / "page.xlsx")
    first = [[cell for cell in row if cell != ""] for row in book.get_sheet_by_index(0).to_python()]
    assert ["Violations", 1, "before: 1"] in first and ["Tasks on time %", 100, "before: 100.0"] in first
    page = chodon("report unit TTR --period 2022 -f json").json
    short = {part["title"] for part in page["details"] if len(part["rows"]) <= 12 and len(part["columns"]) <= 9}
    assert {"Heads of the unit in the period", "People of the unit itself on the last day"} <= short
    titles = {row[0] for row in first if row}
    assert {title for title in short if title in titles} >= {"Heads of the unit in the period"}
    assert len(book.sheet_names) <= 2 + len(page["details"]) - len(short & titles)
    html = chodon("report unit TTR --period 2022 -f html").stdout
    assert html.count(">before: ") >= 10 and "Violations, before" not in html


@examples(20)
@given(place=places_of_registers(), asked=questions("unit"))
def test_every_figure_of_a_page_and_what_stands_behind_it_is_recomputed(
    lived_register: LivedRegister, chodon: Chodon, place: int, asked: list[Question]
) -> None:
    folder = lived_register(place)
    for each in asked:
        if unit := unit_of(each, folder):
            told = chodon(f"--today {each.today} report unit -f json --period {each.start}..{each.end}", unit).json
            assert_page(told, *recompute_whole.page(folder, unit, each.start, each.end, today=each.today))


@pytest.mark.usefixtures("filled")
def test_a_page_has_what_a_unit_succeeded_where_that_is_asked(chodon: Chodon) -> None:
    row = chodon("report compliance --unit THDONGTHANG --units now --period 2022 -f json").json["rows"][0]
    page = chodon("report unit THDONGTHANG --units now --period 2022 -f json").json
    assert {key: page["rows"][0][key] for key in row} == row and row["violations"] == 2
    parts = {part["title"]: part["rows"] for part in page["details"]}
    assert {each["unit"] for each in parts["Violations"]} == {"THRABAN"}
    assert {each["unit"] for each in parts["Inspections"]} == {"THRABAN", "THDONGTHANG"}
    assert "closed units count with their successors: THRABAN with THDONGTHANG" in page["notes"]
    assert "Violations" not in {part["title"] for part in chodon("report unit THDONGTHANG -f json").json["details"]}


def assert_page(told: Any, figures: list[Row], parts: dict[str, list[str]]) -> None:
    shown_figures = [{key: row[key] for key in of} for row, of in zip(told["rows"], figures, strict=True)]
    assert shown_figures == figures
    shown = {
        part["title"]: sorted(row[named_by(part["title"])] or "" for row in part["rows"])
        for part in told.get("details", [])
    }
    assert shown == parts


def named_by(title: str) -> str:
    return "staff" if title.startswith(("People", "Heads")) else "number"


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["CHODON", "PGDDT", "THBANGLUNG", "PTNMT", "BQLCHO"])
@pytest.mark.parametrize("period", ["2021", "2022"])
@pytest.mark.usefixtures("filled")
def test_a_page_of_the_sample_is_as_recomputed(chodon: Chodon, sample_folder: Path, unit: str, period: str) -> None:
    told = chodon(f"report unit {unit} --period {period} -f json").json
    told["details"] = [part for part in told["details"] if part["title"] not in OTHERS]
    start, end = (date.fromisoformat(f"{period}-{day}") for day in ("01-01", "12-31"))
    assert_page(told, *recompute_whole.page(sample_folder, unit, start, end, today=TODAY))


@pytest.mark.slow
@pytest.mark.usefixtures("filled")
def test_a_unit_of_two_reviews_stands_there_once_by_the_earlier_day(chodon: Chodon) -> None:
    chodon("--today 2022-12-01 review open --year 2022 --unit PTP --due 2022-12-10")

    def reviews(period: str) -> list[Any]:
        page = chodon(f"--today 2023-01-31 report unit PTP --period {period} -f json").json
        parts = {part["title"]: part["rows"] for part in page["details"]}
        return [(row["year"], row["due_on"]) for row in parts.get("Reviews", [])]

    assert reviews("2022") == [(2022, "2022-12-10")]
    assert reviews("2023") == [(2022, "2022-12-10")]  # still open
    assert reviews("2021") == []
    chodon("--today 2023-01-31 review close --year 2022 --unit PTP --on 2022-12-31 --force --reason chậm")
    assert reviews("2023") == [(2022, "2022-12-15")]  # that of all units


@pytest.mark.slow
def test_the_first_and_the_last_day_belong_to_the_period_and_what_was_groundless_is_no_evidence(chodon: Chodon) -> None:
    for line in [
        "unit add PNV PNV --kind office",
        "unit add PTP PTP --kind office",
        "staff add --name An --unit PNV --category civil-servant --from 2021-01-01",
        "staff add --name Ba --unit PTP --category civil-servant --from 2021-01-01",
        "inspection record --unit PNV --kind surprise --on 2022-03-01",
        "inspection conclude KT-2022-001 --on 2022-03-31 --remedy-due 2022-03-31",
        "inspection remedy KT-2022-001 --on 2022-03-31",
        "violation log --staff CC001 --standard TG01 --on 2022-02-01",
        "case open VP-2022-0001 --on 2022-02-10",
        "case decide VV-2022-0001 --form reprimand --decision 1/QĐ --on 2022-03-01 --effective 2022-03-31",
        "staff transfer CC001 --on 2022-03-15 --category public-employee",
        "violation log --staff CC002 --standard TG01 --on 2022-03-05",
        "case open VP-2022-0002 --on 2022-03-10",
        "case close VV-2022-0002 --outcome groundless --on 2022-04-01 --reason x",
        "task assign An --unit PNV --on 2022-01-01 --due 2022-02-01",
        "task cancel NV-2022-0001 --on 2022-02-01 --reason x",
        "task assign Ba --unit PNV --on 2022-03-01 --due 2022-03-31",
        "task extend NV-2022-0002 --until 2022-04-30 --on 2022-03-31 --by x --reason x",
        "task void NV-2022-0002 --extension 2022-04-30 --reason x",
    ]:
        chodon(line)
    march = "--period 2022-03 -f json"
    inspected = chodon(f"report inspections {march}").json["rows"][0]
    keys = ("inspections", "concluded", "remedies_due", "remedies_done", "remedies_overdue")
    assert [inspected[key] for key in keys] == [1, 1, 1, 1, 0]
    pnv, ptp = chodon(f"report compliance {march}").json["rows"]
    assert [pnv[key] for key in ("inspections", "disciplined", "tasks_due", "evidence")] == [1, 1, 1, "seen"]
    assert [ptp["violations"], ptp["evidence"]] == [0, "none"]
    by_category = {
        row["category"]: row["disciplined"] for row in chodon(f"report compliance {march} --by category").json["rows"]
    }
    assert by_category == {"civil-servant": 1, "public-employee": 0}
    parts = {part["title"]: part["rows"] for part in chodon(f"report unit PNV {march}").json["details"]}
    assert [row["number"] for row in parts["Tasks"]] == ["NV-2022-0002"]
    assert [row["number"] for row in parts["Disciplinary decisions in force"]] == ["VV-2022-0001"]
    assert "Disciplinary decisions in force" not in chodon("report unit PNV --period 2022-02").stdout
    late = chodon("report unit PTP --period 2022-03-15..2022-03-31 -f json").json["details"]
    assert [row["number"] for part in late if part["title"] == "Cases" for row in part["rows"]] == ["VV-2022-0002"]
    behind = chodon(f"report tasks {march} --cell PNV:extensions").json["rows"]
    assert behind == []
