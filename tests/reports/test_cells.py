"""`--cell ROW:KEY`: the records behind a figure are those that make it, for every key of every report here."""

import re
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from statistics import median
from typing import Any

import pytest
from hypothesis import given

from chodon_cli.cli.help_page import examples as examples_of_commands
from chodon_cli.words.development import TRAINING_FIELD
from tests.commands.command_tree import options_of
from tests.harness import Chodon, begin, examples
from tests.oracle.recompute import rounded
from tests.oracle.recompute_inspections import COUNTS
from tests.oracle.recompute_signal import interval
from tests.strategies.generated_whole import LivedRegister, places_of_registers
from tests.strategies.report_questions import Question, questions, unit_of

Behind = Callable[[Any], object]


def number(found: Any) -> int:
    return len(found["rows"])


def people(found: Any) -> int:
    return len({row["staff"] for row in found["rows"]})


def days(found: Any) -> int:
    return sum(row["days"] for row in found["rows"])


def figures(found: Any) -> list[int]:
    """The numbers in the first note: what comes after it says which units were meant."""
    said = [text for note in found["notes"][:1] for text in re.findall(r"\d{1,3}(?:,\d{3})+|\d+", note)]
    return [int(text.replace(",", "")) for text in said]


def share(found: Any) -> float | None:
    part, whole = figures(found)
    return rounded(Fraction(100 * part, whole), 1) if whole else None


def share_of_all(found: Any) -> float | None:
    """Of a rate of the records themselves: there are as many as the whole."""
    assert figures(found)[1] == number(found)
    return share(found)


def checks_passed(found: Any) -> float | None:
    made, passed = (sum(row[key] for row in found["rows"]) for key in ("made", "passed"))
    assert [found["totals"][key] for key in ("made", "passed")] == [made, passed]
    return rounded(Fraction(100 * passed, made), 1) if made else None


def per_100(found: Any) -> float | None:
    violations, service = figures(found)
    assert violations == number(found)
    return rounded(100 * violations / (service / Fraction("365.25")), 1) if service else None


def expected(found: Any) -> float:
    """From the note: found by inspection, checks, those here; otherwise found, days of service, those here."""
    inspected, checks, own_checks, others, service, own_days = figures(found)
    assert own_days == days(found)
    of_checks = Fraction(own_checks * inspected, checks) if checks else Fraction(0)
    return rounded(of_checks + (Fraction(own_days * others, service) if service else 0), 2)


def per_100_limit(end: int) -> Behind:
    def limit(found: Any) -> float | None:
        violations, service = figures(found)
        assert violations == number(found)
        return rounded(100 * Fraction(interval(violations)[end]) * Fraction("365.25") / service, 1) if service else None

    return limit


def violators_per_100(found: Any) -> float | None:
    _violations, service = figures(found)
    return rounded(100 * people(found) / (service / Fraction("365.25")), 1) if service else None


def last(found: Any) -> str | None:
    return max((row["visited_on"] for row in found["rows"]), default=None)


def mean_days(found: Any) -> float | None:
    (late,) = figures(found)
    return rounded(Fraction(late, number(found)), 1) if number(found) else None


def median_days(found: Any) -> float | None:
    waits = [
        (date.fromisoformat(row["answered_on"]) - date.fromisoformat(row["received_on"])).days for row in found["rows"]
    ]
    return float(median(waits)) if waits else None


def total_of(key: str) -> Behind:
    def told(found: Any) -> int:
        assert found["totals"][key] == sum(row[key] or 0 for row in found["rows"])
        return int(found["totals"][key])

    return told


def sum_of(key: str) -> Behind:
    return lambda found: sum(row[key] or 0 for row in found["rows"])


def documents(found: Any) -> int:
    return len({row["document"] for row in found["rows"]})


BEHIND: dict[str, dict[str, Behind]] = {  # report -> key -> the figure, from the records; else their number
    "compliance": {
        "staff": people,
        "headcount": people,
        "staff_years": lambda found: rounded(days(found) / Fraction("365.25"), 2),
        "violators": people,
        "compliance_rate": share,
        "per_100": per_100,
        "violators_per_100": violators_per_100,
        "per_100_low": per_100_limit(0),
        "per_100_high": per_100_limit(1),
        "checks": total_of("made"),
        "tasks_on_time_original_rate": share_of_all,
        "expected": expected,
        "disciplined": people,
        "last_inspected_on": last,
        "check_pass_rate": checks_passed,
        "tasks_on_time_rate": share_of_all,
    },
    "inspections": {
        **{key: total_of(key) for key in COUNTS},
        "checks_made": total_of("made"),
        "checks_passed": total_of("passed"),
        "check_pass_rate": checks_passed,
        "last_inspected_on": last,
    },
    "tasks": {"on_time_rate": share_of_all, "on_time_original_rate": share_of_all, "mean_days_late": mean_days},
    "feedback": {"on_time_rate": share_of_all, "median_days_to_answer": median_days},
    "training": {
        **{"staff": people, "trained": people, "coverage": share, "days": sum_of("days")},
        **dict.fromkeys((code.replace("-", "_") for code in TRAINING_FIELD.codes), people),
    },
    "briefings": {
        **{"staff": people, "pledged": people, "coverage": share, "attendance": share},
        **{"documents": documents, "invited": sum_of("invited"), "attended": sum_of("attended")},
    },
    "ratings": {"excellent_share": share},
}
OF_EACH_UNIT = ("ceiling", "above")  # not netted between units: behind them are the ratings that they are weighed by
UNTRACED = ("signal", "per_100_shrunk")  # compared with other rows: behind them are the row's violations
WITHOUT = {  # of a row by this, a figure that is nobody's
    "category": (
        *("inspections", "last_inspected_on", "check_pass_rate", "checks", "evidence"),
        *("tasks_due", "tasks_on_time_rate", "tasks_on_time_original_rate"),
    )
}


@pytest.mark.parametrize(
    ("report", "by"),
    [
        ("compliance", ("unit", "kind", "category", "standard")),
        ("inspections", ("unit", "kind")),
        ("tasks", ("unit", "kind", "document")),
        ("feedback", ("unit", "kind")),
    ],
)
def test_the_records_behind_every_figure_make_it(
    lived_register: LivedRegister, chodon: Chodon, report: str, by: tuple[str, ...]
) -> None:
    @examples(10)
    @given(place=places_of_registers(), asked=questions(*by))
    def each_figure(place: int, asked: list[Question]) -> None:
        folder = lived_register(place)
        for turn, each in enumerate(asked[:2]):
            unit = unit_of(each, folder)
            depth = each.depth if each.by == "unit" else None
            line = f"{each.line(report)} --units {each.units}"
            line += f" --depth {depth}" * bool(depth) + f" --unit '{unit}'" * bool(unit)
            assert_cells_make(chodon, report, line, each.by, turn=place + turn)

    each_figure()


def assert_cells_make(chodon: Chodon, report: str, line: str, by: str, rows: int = 2, turn: int | None = None) -> None:
    """Of the first rows and of all together; in turns: each figure of one, another in the next turn."""
    told = chodon(line).json
    name, *keys = (column["key"] for column in told["columns"] if column["key"] not in ("unit", "title"))
    asked = [*told["rows"][:rows], {**told["totals"], name: "total"}]
    for place, row in enumerate(asked):
        for key in keys if turn is None else keys[(place + turn) % len(asked) :: len(asked)]:
            cell = f"{row[name]}:{key}"
            if key in WITHOUT.get(by, ()):
                chodon(line, "--cell", cell, status=2)
                continue
            found = chodon(line, "--cell", cell).json
            if key in OF_EACH_UNIT:
                continue
            if key in UNTRACED:
                assert number(found) == row["violations"], cell
            elif key == "evidence":
                assert name == "total" or row[name] == "total" or (row[key] == "none") == (not found["rows"]), cell
            elif key == "compliance_rate" and row[key] is None:
                assert not row["staff"] or figures(found) == [row["staff"]], cell  # how many, not how many were good
            else:
                assert BEHIND[report].get(key, number)(found) == row[key], (line, cell)


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    [
        *("compliance --by unit", "inspections --by kind", "tasks --by document", "feedback"),
        *("training --by kind", "briefings --by kind", "ratings --by kind"),
    ],
)
def test_the_records_behind_the_figures_of_the_sample_make_them(
    chodon: Chodon, register: Path, sample: Path, line: str
) -> None:
    begin(sample, register)
    report = line.split()[0]
    assert_cells_make(chodon, report, f"report {line} --period 2022 -f json", line.split()[-1], rows=6)


@pytest.mark.parametrize(
    "line",
    [
        "compliance --by standard --cell TT01:inspections",
        "compliance --by standard --cell TT01:staff",
        "compliance --by category --cell cadre:tasks_due",
        "compliance --cell PNV:unit",
        "tasks --cell PNV:nothing",
        "inspections --cell PNV",
        "feedback --cell PNV:answer",
    ],
)
def test_what_names_no_figure_of_the_report_is_refused(chodon: Chodon, register: Path, sample: Path, line: str) -> None:
    begin(sample, register)
    assert "\n" not in chodon(f"report {line} --period 2022", status=2).stderr.strip()


TRACED = {  # report -> a row of the sample, and what its title calls it
    "compliance": ("BANGLUNG", "Thị trấn Bằng Lũng"),
    "headcount": ("BANGLUNG", "Thị trấn Bằng Lũng"),
    "violations --by source": ("citizen", "Citizen"),
    "violations --by unit-month": ("BANGLUNG@2022-03", "Thị trấn Bằng Lũng, 2022-03"),
    "cases": ("THBANGLUNG", "Trường Tiểu học Bằng Lũng"),
    "heads": ("PTNMT@CC027", "Phòng Tài nguyên và Môi trường, Bàn Thị Uyên"),
    "inspections": ("NAMCUONG", "Xã Nam Cường"),
    "tasks": ("PKTHT", "Phòng Kinh tế và Hạ tầng"),
    "feedback": ("PTNMT", "Phòng Tài nguyên và Môi trường"),
    "training": ("total", "Total"),
    "briefings": ("PNV", "Phòng Nội vụ"),
    "ratings": ("DONGLAC", "Xã Đồng Lạc"),
    "repeaters": ("VC095", "Phùng Thị Hạnh"),
    "trend --by quarter --unit BANGLUNG": ("2022Q1", "Thị trấn Bằng Lũng"),
}


@pytest.mark.slow
def test_a_figure_is_named_by_its_heading_too_and_the_title_says_which_it_is(
    chodon: Chodon, register: Path, sample: Path
) -> None:
    begin(sample, register)
    for report, (row, name) in TRACED.items():
        line = f"report {report} -f json " + ("--as-of 2022-06-30" if report == "headcount" else "--period 2022")
        figures = [column for column in chodon(line).json["columns"] if column["type"] == "integer"]
        for column in [each for each in figures if each["key"] not in ("days", "staff")][:2]:
            by_key = chodon(line, "--cell", f"{row}:{column['key']}").json
            by_heading = chodon(line, "--cell", f"{row}:{column['label']}").json
            assert by_key["rows"] == by_heading["rows"] and f": {name}, {column['label']}" in by_key["title"], report
            assert report == "headcount" or re.search(r", 01/01/2022 – \d\d/\d\d/2022$", by_key["title"]), report


def test_what_is_vacant_is_the_sum_of_its_quotas(chodon: Chodon, register: Path, sample: Path) -> None:
    begin(sample, register)
    totals = chodon("report headcount --as-of 2022-06-30 -f json").json["totals"]
    for key in ("vacant", "above"):
        found = chodon(f"report headcount --as-of 2022-06-30 --cell total:{key} -f json").json
        assert totals[key] == found["totals"][key] == sum(row[key] for row in found["rows"]) > 0
        for language in ("vi", "en"):  # what the row is called on a sheet of either language
            for label in ("Tổng cộng", "Total"):
                line = f"--lang {language} report headcount --as-of 2022-06-30 -f json --cell"
                assert chodon(line, f"{label}:{key}").json["rows"] == found["rows"]


def test_the_quotas_behind_a_figure_are_those_of_units_that_there_were(chodon: Chodon) -> None:
    lines = (
        "unit add OLD 'Phòng cũ' --kind office",
        "unit add NEW 'Phòng mới' --kind office --opened 2022-06-01",
        *(f"quota set {unit} --year 2022 --category cadre --number {n}" for unit, n in (("OLD", 3), ("NEW", 4))),
        "unit close OLD --on 2022-05-31",
    )
    for line in lines:
        chodon(line)
    for day, code, other, number in (("2022-05-31", "OLD", "NEW", 3), ("2022-06-01", "NEW", "OLD", 4)):
        for by, rows in (("unit", (code, "total")), ("kind", ("office", "total"))):
            line = f"report headcount --as-of {day} --by {by} -f json"
            assert chodon(line).json["totals"]["quota"] == number
            for row in rows:
                found = chodon(line, "--cell", f"{row}:quota").json["rows"]
                assert [each["number"] for each in found] == [number], (day, row)
        assert chodon(f"report headcount --as-of {day} --cell {other}:quota", status=1).stdout == ""


def test_each_of_two_heads_who_began_on_one_day_can_be_named(chodon: Chodon) -> None:
    lines = (
        "unit add A 'Phòng A' --kind office",
        "staff add --name 'Nguyễn Văn An' --unit A --category cadre --leadership head --from 2021-01-01 --code P1",
        "staff add --name 'Nguyễn Văn Bê' --unit A --category cadre --leadership head --from 2021-01-01 --code P2",
        "staff transfer P1 --on 2022-03-01 --leadership none",
        "staff transfer P1 --on 2022-05-01 --leadership head",
        "staff transfer P2 --on 2022-04-01 --leadership none",
        "staff transfer P2 --on 2022-05-01 --leadership head",
        "violation log --staff P1 --standard TG01 --on 2022-05-02",
    )
    for line in lines:
        chodon(line)
    line = "report heads --period 2022 -f json"
    said = chodon(line, "--cell", "A:violations", status=2).stderr
    names = re.findall(r"A@[^,\s]+:violations", said)
    assert len({*names}) == len(chodon(line).json["rows"]) == 5, said
    assert [number(chodon(line, "--cell", name).json) for name in names] == [
        row["violations"] for row in chodon(line).json["rows"]
    ]


def test_a_figure_of_the_trend_is_suggested_and_named_by_its_heading(
    chodon: Chodon, register: Path, sample: Path
) -> None:
    begin(sample, register)
    line = "report trend --period 2022 --by quarter --unit BANGLUNG -f json"
    assert "did you mean violations" in chodon(f"{line} --key violatons", status=2).stderr
    rows = chodon(f"{line} --key serious").json["rows"]
    assert rows == chodon(f"{line} --key", "Nghiêm trọng trở lên").json["rows"]
    for row in rows:
        assert row["value"] == len(chodon(f"{line} --key serious --cell {row['from']}:value").json["rows"])
    words = [row["value"] for row in chodon(f"{line} --key signal").json["rows"]]
    assert words == [
        chodon(f"report compliance --period {row['from']}..{row['to']} --unit BANGLUNG -f json").json["rows"][0][
            "signal"
        ]
        for row in rows
    ]
    assert chodon(f"{line} --cell 2021:value", status=1).stderr


PEOPLE = ("people_opening", "people_opened", "people_ended", "people_closing")


@pytest.mark.slow
def test_as_many_cases_are_listed_as_a_figure_says(chodon: Chodon, register: Path, sample: Path) -> None:
    """Also where a decision was annulled, so that a case was opened twice, and where somebody has several cases."""
    begin(sample, register)
    for period in ("2021..2022", "2022"):
        line = f"report cases --period {period} -f json"
        told = chodon(line).json
        reopened = [row for row in told["rows"] if row["annulled"]]
        for row in [*reopened[:2], *told["rows"][:2], {**told["totals"], "unit_code": "total"}]:
            for key in (
                "opening",
                "opened",
                "ended",
                "closing",
                "people_opened",
                "people_ended",
                "people_closing",
                "late",
            ):
                assert row[key] == number(chodon(line, "--cell", f"{row['unit_code']}:{key}").json), (row, key)


REPORTS_WITH_CELLS = [
    path
    for path, lines in examples_of_commands().items()
    if path.startswith("report ") and "--cell" in options_of(path)
]


@pytest.mark.parametrize("path", REPORTS_WITH_CELLS)
def test_the_help_of_cell_shows_a_cell_of_that_report(chodon: Chodon, sample: Path, path: str) -> None:
    """The same example for all was wrong for those whose rows are people, standards or months."""
    lines = [line for line in examples_of_commands()[path] if "--cell" in line]
    assert lines, path
    for line in lines:
        assert chodon(f"-r {sample} --today 2022-12-31 {line} -f json").json["rows"], line
