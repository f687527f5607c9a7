"""`report inspections` and the columns of `report compliance` against figures worked out without the program."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from tests.harness import Chodon, begin, examples
from tests.oracle import recompute_inspections
from tests.oracle.recompute import Row
from tests.strategies.generated import TODAY
from tests.strategies.generated_whole import LivedRegister, places_of_registers
from tests.strategies.report_questions import Question, questions, unit_of

IN_COMPLIANCE = ("inspections", "last_inspected_on", "check_pass_rate")


def assert_same(told: Any, rows: Sequence[Row], totals: Row) -> None:
    assert sorted(told["rows"], key=first) == sorted(rows, key=first)
    assert {key: told["totals"][key] for key in totals} == totals


def first(row: Any) -> str:
    return str(next(iter(row.values())))


def asked_of(each: Question, folder: Path) -> tuple[list[object], dict[str, Any]]:
    """The options of the question, and the same for the recomputation."""
    unit = unit_of(each, folder)
    depth = each.depth if each.by == "unit" else None
    options = [*(["--depth", depth] if depth else []), *(["--unit", unit] if unit else []), "--units", each.units]
    return options, {"today": each.today, "by": each.by, "depth": depth, "unit": unit, "units": each.units}


@examples(40)
@given(place=places_of_registers(), asked=questions("unit", "unit", "kind"))
def test_every_figure_of_a_generated_register_is_the_recomputed_one(
    lived_register: LivedRegister, chodon: Chodon, place: int, asked: list[Question]
) -> None:
    folder = lived_register(place)
    for each in asked:
        options, how = asked_of(each, folder)
        told = chodon(each.line("inspections"), *options).json
        rows, totals, notes = recompute_inspections.report(folder, each.start, each.end, **how)
        assert_same(told, rows, totals)
        assert [note for note in told["notes"] if not note.startswith("closed units count")] == notes


@pytest.mark.slow
@pytest.mark.parametrize("by", ["unit", "kind"])
@pytest.mark.parametrize("period", ["2021-01-01..2021-12-31", "2022-01-01..2022-12-31", "2019-01-01..2020-12-31"])
def test_the_sample_data_is_reported_as_recomputed(
    chodon: Chodon, register: Path, sample: Path, sample_folder: Path, by: str, period: str
) -> None:
    begin(sample, register)
    start, end = map(date.fromisoformat, period.split(".."))
    told = chodon(f"report inspections --period {period} --by {by} -f json").json
    rows, totals, notes = recompute_inspections.report(sample_folder, start, end, today=TODAY, by=by)
    assert_same(told, rows, totals)
    assert told["notes"] == notes


def test_by_category_inspections_are_nobodys(chodon: Chodon, register: Path, sample: Path) -> None:
    begin(sample, register)
    told = chodon("report compliance --period 2022 --by category -f json").json
    for row in [*told["rows"], told["totals"]]:
        assert [row[key] for key in IN_COMPLIANCE] == [None, None, None]
