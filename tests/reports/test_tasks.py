"""`report tasks`, and the tasks in `report compliance`, against figures that were worked out without the program."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from tests.harness import SAMPLE_DATA, Chodon, begin, examples
from tests.oracle import recompute_tasks
from tests.oracle.compare import assert_same
from tests.strategies.generated import TODAY
from tests.strategies.generated_whole import LivedRegister, places_of_registers
from tests.strategies.report_questions import Question, questions, unit_of


@examples(40)
@given(place=places_of_registers(), asked=questions("unit", "unit", "kind", "document"))
def test_every_figure_of_a_generated_register_is_the_recomputed_one(
    lived_register: LivedRegister, chodon: Chodon, place: int, asked: list[Question]
) -> None:
    folder = lived_register(place)
    for each in asked:
        told, how = ask(chodon, "tasks", each, folder)
        rows, totals = recompute_tasks.report(folder, each.start, each.end, today=each.today, by=each.by, **how)
        assert_same(told, rows, totals)
    assert chodon(f"{told['command'].removeprefix('chodon ')} -f json").json == told


def ask(chodon: Chodon, report: str, each: Question, folder: Path) -> tuple[Any, dict[str, Any]]:
    unit = unit_of(each, folder)
    depth = each.depth if each.by == "unit" else None
    options = [*(["--depth", depth] if depth else []), *(["--unit", unit] if unit else [])]
    told = chodon(f"{each.line(report)} --units {each.units}", *options).json
    return told, {"depth": depth, "unit": unit, "units": each.units}


@pytest.mark.slow
@pytest.mark.parametrize("by", ["unit", "kind", "document"])
@pytest.mark.parametrize("period", ["2021-01-01..2021-12-31", "2022-01-01..2022-12-31", "2022-04-01..2022-06-30"])
def test_the_sample_data_is_reported_as_recomputed(
    chodon: Chodon, register: Path, sample: Path, sample_folder: Path, by: str, period: str
) -> None:
    begin(sample, register)
    start, end = period.split("..")
    told = chodon(f"report tasks --period {period} --by {by} -f json").json
    days = date.fromisoformat(start), date.fromisoformat(end)
    assert_same(told, *recompute_tasks.report(sample_folder, *days, today=TODAY, by=by))


def test_the_sample_data_tells_who_is_late(chodon: Chodon, register: Path, sample: Path) -> None:
    begin(sample, register)
    rows: Sequence[Any] = chodon("report tasks --period 2022 -f json").json["rows"]
    late = {row["unit_code"] for row in rows if row["on_time_rate"] is not None and row["on_time_rate"] < 50}
    assert {"PKTHT", "PNNPTNT"} <= late and len(late) < 5
    assert any(row["extensions"] == 2 * row["extended"] > 0 for row in rows)
    assert (SAMPLE_DATA / "task.csv").read_text("utf-8").count(",monthly,") > 60
