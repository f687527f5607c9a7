"""A unit's page: its row of the compliance report, and the lists that stand behind it."""

from pathlib import Path

import pytest
from conftest import Chodon, begin

LISTS = {  # title of a part -> the list that it is
    "Violations": "violation list --unit PGDDT --period 2022",
    "Inspections": "inspection list --unit PGDDT --period 2022",
    "Commendations": "commendation list --unit PGDDT --period 2022",
    "Briefings": "briefing list --unit PGDDT --period 2022",
    "Training": "training list --unit PGDDT --period 2022",
    "Tasks": "task list --unit PGDDT --period 2022",
    "Feedback": "feedback list --unit PGDDT --period 2022",
}


@pytest.fixture(autouse=True)
def filled(sample: Path, register: Path) -> Path:
    return begin(sample, register)


def test_its_figures_are_the_row_of_the_compliance_report(chodon: Chodon) -> None:
    page = chodon("report unit pgddt --period 2022 -f json").json
    row = chodon("report compliance --unit PGDDT --depth 1 --period 2022 -f json").json["rows"][0]
    assert page["rows"] == [{key: value for key, value in row.items() if key not in ("expected", "signal")}]
    assert page["period"] == {"start": "2022-01-01", "end": "2022-12-31"}


def test_its_parts_are_the_lists_of_the_unit(chodon: Chodon) -> None:
    page = chodon("report unit PGDDT --period 2022 -f json").json
    parts = {part["title"]: part["rows"] for part in page["details"]}
    for title, line in LISTS.items():
        listed = chodon(f"{line} -f json").json["rows"]
        assert [row["number"] for row in parts[title]] == [row["number"] for row in listed], title
        assert listed, title
    served = chodon("staff list --unit PGDDT --as-of 2022-12-31 -f json").json["rows"]
    assert len(parts["People who served here on the last day"]) <= len(served)
    opened = [row["opened_on"] for row in parts["Cases"]]
    assert opened and all(day <= "2022-12-31" for day in opened)


def test_a_part_that_is_empty_is_left_out_and_an_unknown_unit_refused(chodon: Chodon) -> None:
    chodon("unit add ZZ 'Đội mới' --kind other")
    page = chodon("report unit ZZ --period 2022 -f json").json
    assert "details" not in page
    assert "there is no such unit" in chodon("report unit NOWHERE", status=1).stderr


@pytest.mark.parametrize("format", ["table", "csv", "tsv", "json", "jsonl", "md", "html", "xlsx"])
def test_it_is_written_in_every_format_and_both_languages(chodon: Chodon, tmp_path: Path, format: str) -> None:
    for language in ("vi", "en"):
        chodon(f"--lang {language} report unit PGDDT --period 2022 -f {format} -o", tmp_path / f"{language}.out")
        assert (tmp_path / f"{language}.out").stat().st_size
