"""`report heads`: who headed which unit when, and what was done and stayed undone in just those days."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from tests.harness import Chodon, Prepare, begin, examples
from tests.oracle import recompute, recompute_heads
from tests.strategies.generated_whole import LivedRegister, places_of_registers
from tests.strategies.report_questions import Question, questions, unit_of

SUMMED = ("violations", "serious", "inspections", "own_violations")


@examples(15)
@given(place=places_of_registers(), asked=questions("unit"))
def test_every_stretch_and_its_figures_are_the_recomputed_ones(
    lived_register: LivedRegister, chodon: Chodon, place: int, asked: list[Question]
) -> None:
    folder = lived_register(place)
    names = {row["code"]: row["full_name"] for row in recompute.table(folder, "staff")}
    for each in asked[:2]:
        unit = unit_of(each, folder)
        line = f"--today {each.today} report %s --period {each.start}..{each.end} -f json"
        options = ["--unit", unit] if unit else []
        told = chodon(line % "heads", *options).json
        rows, totals = recompute_heads.report(folder, each.start, each.end, today=each.today, unit=unit)
        in_order = sorted(told["rows"], key=lambda row: (row["unit_code"], row["started_on"], row["staff"] or ""))
        assert [{key: row[key] for key in of} for row, of in zip(in_order, rows, strict=True)] == rows
        assert {key: number for key, number in told["totals"].items() if number not in (None, "Total")} == totals
        assert all(row["full_name"] == names.get(row["staff"]) for row in told["rows"])
        served = [row["unit_code"] for row in chodon(line % "compliance", *options).json["rows"]]
        assert list(dict.fromkeys(row["unit_code"] for row in told["rows"])) == served
        places = [(served.index(row["unit_code"]), row["started_on"]) for row in told["rows"]]
        assert places == sorted(places)


OFFICE = [
    "unit add PNV PNV --kind office",
    "unit add PTP PTP --kind office --parent PNV",
    "staff add --name An --code A --unit PNV --category civil-servant --title 'Trưởng phòng' --from 2020-01-01",
    "staff add --name Ba --code B --unit PNV --category civil-servant --title 'Chuyên viên' --from 2020-01-01",
    "staff add --name Cả --code C --unit PTP --category civil-servant --title 'Phó Trưởng phòng' --from 2022-02-01",
    "feedback add --unit PNV --kind complaint --on 2022-03-01 --due 2022-04-10 --text x",
    "task assign Việc --unit PNV --on 2022-01-01 --due 2022-03-15",
    "violation log --staff A --standard TG01 --on 2022-03-31",
    "violation log --staff B --standard TG01 --on 2022-04-01",
    "staff leave A --on 2022-03-31 --reason retired",
    "violation log --staff B --standard TG01 --on 2022-05-01 --severity serious",
    "staff transfer B --on 2022-05-01 --title 'Trưởng phòng' --leadership head",
    "staff transfer B --on 2022-08-01 --category public-employee --title 'Giám đốc'",
    "task done NV-2022-0001 --on 2022-06-01",
]
KEYS = ("unit_code", "full_name", "title", "started_on", "ended_on", "days")


@pytest.fixture
def office(prepare: Prepare) -> None:
    """A heads PNV until he retires; for a month nobody does; then B does. PTP never had a head."""
    prepare(*OFFICE)


def rows(chodon: Chodon, options: str, *keys: str) -> list[list[Any]]:
    return [[row[key] for key in keys] for row in chodon(f"report heads {options} -f json").json["rows"]]


@pytest.mark.usefixtures("office")
def test_each_head_has_a_row_and_so_have_the_days_without_one(chodon: Chodon) -> None:
    assert rows(chodon, "--period 2022", *KEYS) == [
        ["PNV", "An", "Trưởng phòng", "2022-01-01", "2022-03-31", 90],
        ["PNV", None, None, "2022-04-01", "2022-04-30", 30],
        ["PNV", "Ba", "Giám đốc", "2022-05-01", "2022-12-31", 245],  # a post follows the other: one stretch
        ["PTP", None, None, "2022-02-01", "2022-12-31", 334],
    ]
    assert rows(chodon, "--period 2022-04 --unit PTP", *KEYS) == [["PTP", None, None, "2022-04-01", "2022-04-30", 30]]
    assert rows(chodon, "--period 2019", *KEYS) == []
    told = chodon("report heads --period 2022").stdout
    assert "without a head at some time: PNV, PTP" in told
    assert chodon("report heads --period 2022 -f csv").stdout.splitlines()[-1].startswith("Total,,,,,,,,3,1,")


@pytest.mark.usefixtures("office")
def test_what_stayed_undone_stands_with_whoever_headed_on_the_day(chodon: Chodon) -> None:
    keys = ("violations", "own_violations", "serious", "tasks_overdue", "answers_overdue", "tasks_due", "evidence")
    assert rows(chodon, "--period 2022", *keys) == [
        [1, 1, 0, 1, 0, 1, "seen"],
        [1, None, 0, 1, 1, 0, "seen"],  # the complaint came before
        [1, 1, 1, 0, 1, 0, "seen"],
        [0, None, 0, 0, 0, 0, "none"],
    ]


@pytest.mark.usefixtures("office")
def test_of_two_heads_at_once_each_has_a_row_and_the_total_counts_once(chodon: Chodon) -> None:
    chodon("staff transfer C --on 2022-04-16 --to PNV --leadership head --title 'Quyền Trưởng phòng'")
    assert rows(chodon, "--period 2022 --unit PNV", "staff", "started_on", "ended_on", "violations")[1:] == [
        [None, "2022-04-01", "2022-04-15", 1],
        ["C", "2022-04-16", "2022-12-31", 1],
        ["B", "2022-05-01", "2022-12-31", 1],
        [None, "2022-02-01", "2022-04-15", 0],  # PTP
    ]
    totals = chodon("report heads --period 2022 --unit PNV -f json").json["totals"]
    assert [totals[key] for key in SUMMED] == [3, 1, 0, 2]
    assert totals["unhandled"] is None


@pytest.mark.usefixtures("office")
def test_what_was_entered_by_mistake_counts_nowhere(chodon: Chodon) -> None:
    before = chodon("report heads --period 2022 -f csv").stdout
    for line in [
        "staff add --name Dư --code D --unit PTP --category civil-servant --title 'Trưởng phòng' --from 2022-03-01",
        "staff void D --reason nhầm",
        "violation log --staff A --standard TT01 --on 2022-03-01",
        "violation void VP-2022-0004 --reason nhầm",
        "inspection record --unit PTP --kind surprise --on 2022-03-01",
        "inspection conclude KT-2022-001 --on 2022-03-02 --remedy-due 2022-03-31",
        "inspection void KT-2022-001 --reason nhầm",
        "feedback add --unit PTP --kind complaint --on 2022-03-01 --due 2022-04-10 --text x",
        "feedback void PA-2022-0002 --reason nhầm",
    ]:
        chodon(line)
    assert chodon("report heads --period 2022 -f csv").stdout == before


@pytest.mark.usefixtures("office")
def test_a_unit_s_page_names_its_own_heads(chodon: Chodon) -> None:
    parts = {part["title"]: part["rows"] for part in chodon("report unit PNV --period 2022 -f json").json["details"]}
    heads = [[row["staff"], row["started_on"], row["days"]] for row in parts["Heads of the unit in the period"]]
    assert heads == [["A", "2022-01-01", 90], [None, "2022-04-01", 30], ["B", "2022-05-01", 245]]


@pytest.mark.slow
@pytest.mark.parametrize("period", ["2021", "2022", "2022-08", "2019"])
def test_each_row_of_the_sample_is_the_row_of_the_other_reports(
    chodon: Chodon, sample: Path, register: Path, period: str
) -> None:
    begin(sample, register)
    told = chodon(f"report heads --period {period} -f json").json["rows"]
    for start, end in {(row["started_on"], row["ended_on"]) for row in told}:
        same = {
            row["unit_code"]: row for row in chodon(f"report compliance --period {start}..{end} -f json").json["rows"]
        }
        for row in told:
            if (row["started_on"], row["ended_on"]) == (start, end):
                keys = recompute_heads.OF_COMPLIANCE
                assert {key: row[key] for key in keys} == {key: same[row["unit_code"]][key] for key in keys}


@pytest.mark.slow
def test_the_sample_tells_who_left_what_behind(
    chodon: Chodon, sample: Path, register: Path, sample_folder: Path
) -> None:
    begin(sample, register)
    keys = ("staff", "started_on", "ended_on", "answers_overdue")
    assert rows(chodon, "--period 2022 --unit PTNMT", *keys) == [
        ["CC027", "2022-01-01", "2022-02-28", 4],
        ["CC057", "2022-03-01", "2022-12-31", 10],
    ]
    assert rows(chodon, "--period 2019 --unit THCSDONGLAC", "staff", "days") == [[None, 257], ["VC353", 108]]
    first, last, today = date(2022, 1, 1), date(2022, 12, 31), date(2026, 11, 23)
    expected, totals = recompute_heads.report(sample_folder, first, last, today=today, unit="PTNMT")
    told = chodon("report heads --period 2022 --unit PTNMT -f json").json
    assert [{key: row[key] for key in expected[0]} for row in told["rows"]] == expected
    assert {key: told["totals"][key] for key in totals} == totals


@pytest.mark.parametrize("format", ["table", "csv", "tsv", "json", "jsonl", "md", "html", "xlsx"])
@pytest.mark.usefixtures("office")
def test_it_is_written_in_every_format_and_both_languages(chodon: Chodon, tmp_path: Path, format: str) -> None:
    for language in ("vi", "en"):
        chodon(f"--lang {language} report heads --period 2022 -f {format} -o", tmp_path / f"{language}.out")
        assert (tmp_path / f"{language}.out").stat().st_size


@pytest.mark.usefixtures("office")
def test_a_row_is_named_by_its_unit_its_head_or_its_first_day(chodon: Chodon) -> None:
    def behind(cell: str) -> list[str]:
        return [row["number"] for row in chodon(f"report heads --period 2022 --cell {cell} -f json").json["rows"]]

    assert behind("PNV@A:own_violations") == behind("pnv@2022-01-01:violations") == ["VP-2022-0001"]
    assert behind("PNV@01/04/2022:violations") == ["VP-2022-0002"]
    assert behind("PNV@A:tasks_overdue") == ["NV-2022-0001"] and behind("PNV@B:tasks_overdue") == []
    assert behind("PNV@B:answers_overdue") == ["PA-2022-0001"]
    assert behind("total:violations") == ["VP-2022-0001", "VP-2022-0002", "VP-2022-0003"]
    assert behind("total:own_violations") == ["VP-2022-0001", "VP-2022-0003"]
    assert behind("PTP:violations") == []
    several = chodon("report heads --period 2022 --cell PNV:violations", status=2).stderr
    assert "PNV@2022-04-01:violations" in several
    assert "no row" in chodon("report heads --period 2022 --cell PNV@C:violations", status=1).stderr
    assert "no row" in chodon("report heads --period 2022 --cell PNV@2022-04-02:violations", status=1).stderr
    assert "names no figure" in chodon("report heads --period 2022 --cell PNV@A:expected", status=2).stderr


def assert_traced(chodon: Chodon, line: str) -> None:
    """As many records stand behind each figure of each row as it says; the totals likewise."""
    told = chodon(f"{line} -f json").json
    for row in told["rows"]:
        for column in told["columns"]:
            key = column["key"]
            if column["type"] == "integer" and key != "days":
                cell = f"{row['unit_code']}@{row['started_on']}:{key}"
                if (
                    sum(
                        each["unit_code"] == row["unit_code"] and each["started_on"] == row["started_on"]
                        for each in told["rows"]
                    )
                    > 1
                ):  # two heads from one day
                    cell = f"{row['unit_code']}@{row['staff']}:{key}"
                found = chodon(f"{line} -f json --cell", cell).json["rows"]
                assert row[key] in (len(found), len({each.get("staff") for each in found})), cell
    for key, number in told["totals"].items():
        if isinstance(number, int):
            assert number == len(chodon(f"{line} -f json --cell total:{key}").json["rows"]), key


@pytest.mark.slow
@pytest.mark.parametrize("period", ["2022", "2022-08"])
def test_there_are_records_behind_each_figure(chodon: Chodon, sample: Path, register: Path, period: str) -> None:
    begin(sample, register)
    assert_traced(chodon, f"report heads --period {period} --unit PTNMT")
    assert_traced(chodon, f"report heads --period {period} --unit BANGLUNG")


@pytest.mark.slow
@pytest.mark.usefixtures("register")
def test_after_a_merger_somebody_answers_for_what_the_old_unit_left(chodon: Chodon) -> None:
    for line in [
        "unit add OLD 'Xã Cũ' --kind commune",
        "unit add NEW 'Xã Mới' --kind commune",
        "staff add --name 'Nguyễn Văn An' --code A --unit OLD --category CB --title 'Chủ tịch' --from 2020-01-01",
        "staff add --name 'Nguyễn Văn Ba' --code B --unit NEW --category CB --title 'Chủ tịch' --from 2020-01-01",
        "task assign 'Việc' --unit OLD --on 2023-01-01 --due 2023-06-30",
        "violation log --staff A --standard TG01 --on 2023-03-01",
        "case open VP-2023-0001 --on 2023-03-02",
        "unit merge OLD --into NEW --on 2024-01-01",
    ]:
        chodon(line)
    keys = ("staff", "tasks_overdue", "inherited_tasks_overdue", "open_cases", "inherited_open_cases")
    told = rows(chodon, "--period 2024 --unit NEW", *keys)
    assert ["B", 0, 1, 0, 1] in told
    assert rows(chodon, "--period 2023 --unit OLD", *keys) == [["A", 1, 0, 1, 0]]
    assert rows(chodon, "--period 2023 --unit NEW --units now", *keys) == [["A", 1, 0, 1, 0], ["B", 0, 0, 0, 0]]
    assert_traced(chodon, "report heads --period 2024 --unit NEW")
    assert_traced(chodon, "report heads --period 2023 --unit NEW --units now")
    cell = chodon("report heads --period 2024 --cell NEW@B:inherited_open_cases -f json").json["rows"]
    assert [row["number"] for row in cell] == ["VV-2023-0001"]
    assert chodon("due --unit NEW -f json").json["rows"] == []
    assert {row["kind"] for row in chodon("due --unit NEW --units now -f json").json["rows"]} >= {"task", "processing"}
    chodon("quota set OLD --year 2023 --category CB --number 3")
    for line in ("task list", "violation list", "case list", "quota list"):
        told = chodon(f"{line} --unit NEW --units now -f json").json
        assert len(told["rows"]) == 1
        assert told["notes"][-1] == "closed units count with their successors: OLD with NEW"
        assert chodon(f"{line} --unit NEW -f json").json["rows"] == []
    chodon("staff leave A --on 2024-01-31 --reason retired")
    served = "--period 2023 --unit NEW --units now -f json"
    assert chodon(f"report violations {served}").json["totals"]["violations"] == 1
    was = chodon("staff list --as-of 2023-05-05 --unit NEW --units now -f json").json["rows"]
    assert {row["code"] for row in was} == {"A", "B"}
    assert [row["code"] for row in chodon("staff list --as-of 2023-05-05 --unit NEW -f json").json["rows"]] == ["B"]
