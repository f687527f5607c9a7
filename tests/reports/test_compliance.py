"""`report compliance` and `report violations` against figures that were worked out without the program."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from chodon_cli import dates, store
from chodon_cli.render import _fit
from chodon_cli.reports import compliance
from tests.harness import Chodon, Prepare, begin, examples, hold_each, use
from tests.oracle import recompute, recompute_whole
from tests.oracle.compare import assert_same
from tests.strategies.generated import HEADS, TODAY, Row, write_csv
from tests.strategies.generated_whole import LivedRegister, places_of_registers
from tests.strategies.report_questions import Question, questions, unit_of

UNSEEN_ROWS = (("unit", "A"), ("kind", "office"), ("category", "civil-servant"))
SEEN_ROWS = (("unit", "B"), ("kind", "commune"), ("category", "contract"))

# Generated registers


@examples(50)
@given(place=places_of_registers(), asked=questions("unit", "unit", "kind", "category", "standard"))
def test_every_figure_of_a_generated_register_is_the_recomputed_one(
    lived_register: LivedRegister, chodon: Chodon, place: int, asked: list[Question]
) -> None:
    folder = lived_register(place)
    for each in asked:
        unit = unit_of(each, folder)
        depth = each.depth if each.by == "unit" else None
        options = [*(["--depth", depth] if depth else []), *(["--unit", unit] if unit else [])]
        told = chodon(f"{each.line('compliance')} --units {each.units}", *options).json
        how: dict[str, Any] = {"today": each.today, "by": each.by, "depth": depth, "unit": unit, "units": each.units}
        count = recompute.compliance if each.by == "standard" else recompute_whole.compliance
        rows, totals = count(folder, each.start, each.end, **how)
        assert_same(told, rows, totals)
        assert each.by == "standard" or not rows or list(rows[0]) == [column["key"] for column in told["columns"]]
        assert told["period"] == {"start": str(each.start), "end": str(min(each.end, each.today))}
    assert chodon(f"{told['command'].removeprefix('chodon ')} -f json").json == told


# The sample data


@pytest.mark.slow
@pytest.mark.parametrize("by", ["unit", "kind", "category", "standard"])
@pytest.mark.parametrize("period", ["2021-01-01..2021-12-31", "2022-01-01..2022-12-31", "2022-07-01..2022-07-31"])
def test_the_sample_data_is_reported_as_recomputed(
    chodon: Chodon, register: Path, sample: Path, sample_folder: Path, by: str, period: str
) -> None:
    begin(sample, register)
    start, end = map(date.fromisoformat, period.split(".."))
    told = chodon(f"report compliance --period {period} --by {by} -f json").json
    assert_same(told, *recompute.compliance(sample_folder, start, end, today=TODAY, by=by))


def test_a_report_reads_posts_and_violations_from_covering_indexes_alone(register: Path, sample: Path) -> None:
    begin(sample, register)
    asked: list[str] = []
    use(register)
    with store.reading() as db:
        db.set_trace_callback(asked.append)
        for by in ("unit", "kind", "category", "standard"):
            compliance.report(db, dates.Period("2022-01-01", "2022-12-31"), by=by)
        db.set_trace_callback(None)
        steps_of = {
            sql: [row[3] for row in db.execute(f"EXPLAIN QUERY PLAN {sql}")] for sql in asked if "CROSS JOIN" in sql
        }
    plans = [
        step
        for sql, steps in steps_of.items()
        for step in steps  # of those that somebody took up, which are few, each is looked up by its id
        if not any(table in sql for table in ("dealt_with AS MATERIALIZED", "plain AS MATERIALIZED"))
        or step != "SEARCH v USING INTEGER PRIMARY KEY (rowid=?)"
    ]
    steps = [step for step in plans if step.split()[:2] in (["SEARCH", "p"], ["SEARCH", "v"])]
    assert len(steps) >= 10
    assert [step for step in plans if step.startswith(("SCAN p ", "SCAN v ", "SCAN post", "SCAN violation"))] == []
    assert [step for step in steps if "USING COVERING INDEX" not in step] == []


# Worked examples


@dataclass
class Office:
    """A register in the making: rows by file."""

    files: dict[str, list[Row]]

    def unit(self, code: str, **more: str) -> None:
        self.files["unit"].append({"code": code, "name": code, "kind": "office", **more})

    def post(self, staff: str, unit: str, started_on: str, ended_on: str = "", category: str = "contract") -> None:
        if staff not in [row["code"] for row in self.files["staff"]]:
            self.files["staff"].append({"code": staff, "full_name": staff})
        self.files["post"].append(
            {"staff": staff, "unit": unit, "category": category, "started_on": started_on, "ended_on": ended_on}
        )

    def violation(self, staff: str, occurred_on: str, **more: str) -> None:
        self.files["violation"].append({"staff": staff, "standard": "TG01", "occurred_on": occurred_on, **more})

    def take_in(self, chodon: Chodon, folder: Path) -> None:
        folder.mkdir()
        for name, rows in self.files.items():
            write_csv(folder / f"{name}.csv", HEADS[name].split(), rows)
        chodon("import", folder)


@pytest.fixture
def office() -> Office:
    return Office({"unit": [], "staff": [], "post": [], "violation": []})


def figures(row: Any, *keys: str) -> list[Any]:
    return [row[key] for key in keys]


def test_a_small_unit_with_one_violation_is_not_flagged_and_a_large_one_with_many_is(
    chodon: Chodon, office: Office, tmp_path: Path
) -> None:
    rest = [(f"REST{n}", 10, n % 2, n % 2) for n in range(8)]
    for unit, many, broken, violators in (("LARGE", 20, 12, 5), ("SMALL", 1, 1, 1), *rest):
        office.unit(unit)
        for number in range(many):
            office.post(f"{unit}{number}", unit, "2021-05-01")
        for number in range(broken):
            office.violation(f"{unit}{number % violators}", f"2022-03-{number + 1:02}")
    office.take_in(chodon, tmp_path / "office")
    told = chodon("report compliance --period 2022 -f json").json
    keys = ["staff", "violations", "violators", "per_100", "per_100_low", "per_100_high", "expected", "signal"]
    # 101 people for 365 days and 17 violations: a fifth of them expected where a fifth of the people are
    assert {row["unit_code"]: figures(row, *keys) for row in told["rows"] if row["unit_code"] < "REST2"} == {
        "LARGE": [20, 12, 5, 60.0, 31.0, 104.9, 3.37, "very-high"],
        "REST0": [10, 0, 0, 0.0, 0.0, 36.9, 1.68, ""],
        "REST1": [10, 1, 1, 10.0, 0.3, 55.8, 1.68, ""],
    }
    assert figures(told["rows"][-1], *keys) == [1, 1, 1, 100.1, 2.5, 557.5, 0.17, ""]
    assert figures(told["totals"], *keys[:-1]) == [101, 17, 10, 16.8, 9.8, 27.0, 17.0]
    assert not told["totals"]["signal"]


def come_and_go(office: Office) -> None:
    """A is in U1 for January, in U2 until 10 March, and again in U1 on the last day of the quarter; B stays in U1."""
    office.unit("TOP")
    for unit in ("U1", "U2"):
        office.unit(unit, parent="TOP")
    office.post("A", "U1", "2022-01-01", "2022-01-31", "contract")
    office.post("A", "U2", "2022-02-01", "2022-03-10", "cadre")
    office.post("A", "U1", "2022-03-31", "", "contract")
    office.post("B", "U1", "2020-01-01")
    office.violation("A", "2022-01-31")
    office.violation("A", "2022-03-10", severity="serious")
    office.violation("B", "2022-01-01")
    office.violation("B", "2022-02-01", voided_on="2022-02-02", void_reason="nhầm", unit="U1")
    office.violation("B", "2021-12-31")
    office.violation("B", "2022-04-01", severity="very-serious")


KEYS = [
    "staff",
    "headcount",
    "staff_years",
    "violations",
    "violators",
    "compliance_rate",
    "per_100",
    "expected",
    "serious",
]
QUARTER = [2, 2, 0.44, 3, 2, 0.0, 684.8, 3.0, 1]  # 160 days: 31 + 38 + 1 of A, 90 of B


@pytest.mark.parametrize(
    ("how", "rows"),
    [
        (
            "--by unit",
            {
                "U1": [2, 2, 0.33, 2, 2, 0.0, 598.8, 2.29, 0],  # 31 + 1 + 90 = 122 days
                "U2": [1, 0, 0.10, 1, 1, 0.0, 961.2, 0.71, 1],  # 28 + 10 = 38 days
            },
        ),
        ("--depth 1", {"TOP": QUARTER}),
        ("--by kind", {"office": QUARTER}),
        (
            "--by category",
            {
                "contract": [2, 2, 0.33, 2, 2, 0.0, 598.8, 2.29, 0],
                "cadre": [1, 0, 0.10, 1, 1, 0.0, 961.2, 0.71, 1],
            },
        ),
    ],
)
def test_a_person_who_comes_and_goes_counts_by_the_day_and_once_in_the_totals(
    chodon: Chodon, office: Office, tmp_path: Path, how: str, rows: dict[str, list[float]]
) -> None:
    come_and_go(office)
    office.take_in(chodon, tmp_path / "office")
    told = chodon(f"report compliance --period 2022Q1 {how} -f json").json
    name = told["columns"][0]["key"]
    assert {row[name]: figures(row, *KEYS) for row in told["rows"]} == rows
    assert figures(told["totals"], *KEYS) == QUARTER


def test_an_old_unit_counts_for_itself_then_and_for_its_successor_now(
    chodon: Chodon, office: Office, tmp_path: Path
) -> None:
    for unit in ("NEW", "OLD"):
        office.unit(unit)
    office.post("A", "OLD", "2022-01-01")
    office.violation("A", "2022-06-30")
    office.violation("A", "2022-07-01")
    office.take_in(chodon, tmp_path / "office")
    chodon("unit merge OLD --into NEW --on 2022-07-01")

    def counted(options: str) -> dict[str, list[int]]:
        rows = chodon(f"{options} report compliance --period 2022 --units now -f json").json["rows"]
        return {row["unit_code"]: figures(row, "staff", "violations") for row in rows}

    assert counted("--today 2022-12-31") == {"NEW": [1, 2]}
    assert counted("--today 2022-07-01") == {"NEW": [1, 2]}
    assert counted("--today 2022-06-30") == {"OLD": [1, 1]}
    then = chodon("report compliance --period 2022 --units then -f json").json
    assert [figures(row, "unit_code", "staff", "violations") for row in then["rows"]] == [["NEW", 1, 1], ["OLD", 1, 1]]
    assert figures(then["totals"], "staff", "violations") == [1, 2]


def tree(office: Office) -> None:
    """A unit that was merged twice, under one that was merged too; one person in each, all through 2022."""
    office.unit("TOP")
    office.unit("SIDE")
    office.unit("DEPT", parent="TOP", closed_on="2023-06-30", successor="SIDE")
    office.unit("OLD", parent="DEPT", closed_on="2023-03-31", successor="MID")
    office.unit("MID", parent="DEPT", closed_on="2023-09-30", successor="NEW")
    office.unit("NEW", parent="DEPT")
    for place, unit in enumerate(["TOP", "SIDE", "DEPT", "OLD", "MID", "NEW"]):
        office.post(f"P{place}", unit, "2022-01-01", "2022-12-31")


@pytest.mark.parametrize(
    ("options", "staff"),
    [
        ("--depth 1", {"SIDE": 1, "TOP": 5}),
        ("--depth 2", {"DEPT": 4, "SIDE": 1, "TOP": 1}),
        ("--unit DEPT --depth 2", {"DEPT": 1, "MID": 1, "NEW": 1, "OLD": 1}),
        ("--unit OLD", {"OLD": 1}),
        ("--units now", {"NEW": 3, "SIDE": 2, "TOP": 1}),
        ("--units now --depth 1", {"SIDE": 5, "TOP": 1}),
        ("--units now --unit DEPT", {"NEW": 3, "SIDE": 2}),
        ("--units now --unit OLD", {"NEW": 3}),
        ("--units now --unit TOP", {"TOP": 1}),
    ],
)
def test_units_roll_up_their_tree_as_it_was_and_as_it_is_now(
    chodon: Chodon, office: Office, tmp_path: Path, options: str, staff: dict[str, int]
) -> None:
    tree(office)
    office.take_in(chodon, tmp_path / "office")
    told = chodon(f"report compliance --period 2022 {options} -f json").json
    assert {row["unit_code"]: row["staff"] for row in told["rows"]} == staff
    assert told["totals"]["staff"] == sum(staff.values())


def test_a_period_without_posts_has_no_rows_and_empty_rates(chodon: Chodon, office: Office, tmp_path: Path) -> None:
    come_and_go(office)
    office.take_in(chodon, tmp_path / "office")
    told = chodon("report compliance --period 2019 -f json").json
    assert told["rows"] == []
    assert figures(told["totals"], *KEYS) == [0, 0, 0.0, 0, 0, None, None, 0.0, 0]


def test_no_terminal_is_so_narrow_that_a_unit_nobody_saw_looks_clean(
    chodon: Chodon, register: Path, sample: Path
) -> None:
    begin(sample, register)
    told = chodon("report compliance --period 2022 -f json").json
    unseen = {row["unit_code"] for row in told["rows"] if row["evidence"] == "none"}
    assert unseen and {row["unit_code"] for row in told["rows"] if row["compliance_rate"] is None} == unseen
    assert sum("—" in line.split() for line in chodon("report compliance --period 2022").stdout.splitlines()) == len(
        unseen
    )
    use(register)
    with store.reading() as db:
        result = compliance.report(db, dates.Period("2022-01-01", "2022-12-31"))
    for width in (10, 20, 40, 80, 120, 500):
        keys = [column.key for column in _fit.fit(result, width)[0].columns]
        assert "evidence" in keys, width


def test_people_of_whom_nothing_is_known_are_in_no_row_and_behind_no_figure_said_to_be_good(
    chodon: Chodon, prepare: Prepare
) -> None:
    """By unit, by kind and by category, in the total, and behind each of these figures: nothing is known of A."""
    prepare(
        "unit add A 'Phòng A' --kind office",
        "unit add B 'Xã B' --kind commune",
        "staff add --code CC001 --name 'Vũ Văn Nam' --unit A --category civil-servant --title 'CV' --from 2021-01-01",
        "staff add --code HD001 --name 'Lò Thị Hoa' --unit B --category contract --title 'Lái xe' --from 2021-01-01",
        "inspection record --unit B --on 2022-03-01 --kind surprise",
    )

    def hold(by: str, row: str, period: str, rate: float | None, note: str) -> None:
        asked = f"--lang en report compliance --period {period} --by {by}"
        told = chodon(f"{asked} -f json").json
        figures = next((each for each in told["rows"] if each[told["columns"][0]["key"]] == row), told["totals"])
        assert figures["compliance_rate"] == rate
        assert row == "total" or (figures["evidence"] == "none") == (rate is None)
        for key in ("compliance_rate", "'No violation recorded %'"):
            assert chodon(f"{asked} --cell {row}:{key} -f json").json["notes"] == [note]

    unknown, one = "no rate: nothing is known of these {} people in the period", "no violation: {0} of {0} people"
    hold_each(
        hold,
        [
            *((by, row, "2022", None, unknown.format(1)) for by, row in UNSEEN_ROWS),
            *((by, row, "2022", 100.0, one.format(1)) for by, row in SEEN_ROWS),
            *((by, "total", "2022", 100.0, one.format(2)) for by, _row in SEEN_ROWS),
            *((by, "total", "2021", None, unknown.format(2)) for by, _row in SEEN_ROWS),
            *((by, row, "2021", None, unknown.format(1)) for by, row in SEEN_ROWS),
        ],
    )


@pytest.mark.parametrize("columns", ["unit_code,violations", "violations,staff", "signal,evidence", "evidence"])
def test_the_totals_are_labelled_in_their_first_column(
    chodon: Chodon, register: Path, sample: Path, columns: str
) -> None:
    begin(sample, register)
    for format in ("csv", "tsv"):
        written = chodon(f"report compliance --period 2022 --columns {columns} -f {format}").stdout.splitlines()
        assert written[-1].replace("\t", ",").split(",")[0] == "Total"


def test_a_change_is_judged_by_the_days_that_were_served(chodon: Chodon, office: Office, tmp_path: Path) -> None:
    """One day of one person is 0.00 staff-years, and yet an exposure: five violations in it, none in a month after."""
    office.unit("U1")
    office.post("A", "U1", "2022-01-31")
    for _number in range(5):
        office.violation("A", "2022-01-31")
    office.take_in(chodon, tmp_path / "office")
    line = "report compliance --period 2022-02 --against 2022-01 -f json"
    told = chodon(line).json
    assert [row["change"] for row in told["rows"]] == [told["totals"]["change"]] == ["lower"]
    trend = chodon("report trend --period 2022-01..2022-02 -f json").json["rows"]
    assert [row["change"] for row in trend] == [None, "lower"]
