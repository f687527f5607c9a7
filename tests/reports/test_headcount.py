"""`report headcount` against figures that were worked out without the program."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.harness import Chodon, Prepare, begin, examples
from tests.oracle import recompute
from tests.strategies.generated import TODAY, days
from tests.strategies.generated_whole import LivedRegister, places_of_registers

COUNTED = [
    *("cadre", "civil_servant", "commune_civil_servant", "public_employee", "contract"),
    *("total", "quota", "vacant", "above"),
]


@dataclass(frozen=True)
class Question:
    """A day, and how the rows are wanted."""

    on: date
    by: str
    unit: int | None  # which of the units there are


questions = st.lists(
    st.builds(
        Question, on=days, by=st.sampled_from(["unit", "unit", "kind"]), unit=st.none() | st.none() | st.integers(0, 9)
    ),
    min_size=6,
    max_size=6,
)


@examples(40)
@given(place=places_of_registers(), asked=questions)
def test_everybody_on_every_day_is_counted_as_recomputed(
    lived_register: LivedRegister, chodon: Chodon, place: int, asked: list[Question]
) -> None:
    folder = lived_register(place)
    codes = sorted(recompute.read(folder).units)
    for each in asked:
        unit = codes[each.unit % len(codes)] if each.unit is not None and codes else None
        options = ["--unit", unit] if unit else []
        told = chodon(f"report headcount --as-of {each.on} --by {each.by} -f json", *options).json
        rows, totals = expected(folder, each.on, each.by, unit)
        assert cells(told["rows"]) == cells(rows)
        assert {key: told["totals"][key] for key in COUNTED} == totals
    assert chodon(f"{told['command'].removeprefix('chodon ')} -f json").json == told


def expected(folder: Path, on: date, by: str, unit: str | None) -> tuple[list[recompute.Row], recompute.Row]:
    """Rows and totals of the units under `unit`, or of all."""
    if unit is None:
        return recompute.headcount(folder, on, by=by)
    register = recompute.read(folder)
    tree = recompute.tree_of(register, TODAY, "then", unit, (on, on))
    rows = [row for row in recompute.headcount(folder, on)[0] if tree.contains(str(row["unit_code"]))]
    if by == "unit":
        return rows, recompute.summed(rows)
    kinds: dict[str, list[recompute.Row]] = {}
    for row in rows:
        kinds.setdefault(register.units[str(row["unit_code"])].kind, []).append(row)
    return [{"kind": kind, **recompute.summed(group)} for kind, group in kinds.items()], recompute.summed(rows)


def cells(rows: Any) -> dict[str, recompute.Row]:
    found = {str(row.get("unit_code") or row.get("kind")): dict(row) for row in rows}
    assert len(found) == len(rows)
    return found


def test_the_sample_district_has_the_people_that_its_plan_tells_of(
    chodon: Chodon, register: Path, sample: Path
) -> None:
    begin(sample, register)
    totals = chodon("report headcount --as-of 2021-12-31 -f json").json["totals"]
    assert (totals["civil_servant"], totals["contract"], totals["public_employee"]) == (70, 5, 893)


@pytest.mark.slow
@pytest.mark.parametrize("by", ["unit", "kind"])
@pytest.mark.parametrize("on", ["2020-12-31", "2021-12-31", "2022-07-31", "2022-08-01", "2023-01-01"])
def test_the_sample_district_is_counted_as_recomputed(
    chodon: Chodon, register: Path, sample: Path, sample_folder: Path, on: str, by: str
) -> None:
    begin(sample, register)
    told = chodon(f"report headcount --as-of {on} --by {by} -f json").json
    rows, totals = recompute.headcount(sample_folder, date.fromisoformat(on), by=by)
    assert cells(told["rows"]) == cells(rows)
    assert {key: told["totals"][key] for key in COUNTED} == totals


@pytest.fixture
def office(prepare: Prepare) -> None:
    """Two units; one person comes on 1 March and leaves on 31 March 2022, one stays."""
    prepare(
        "unit add A 'Phòng A' --kind office",
        "unit add B 'Phòng B' --kind commune --opened 2022-01-01",
        "staff add --name An --unit A --category contract --from 2022-03-01 --code HD001",
        "staff leave HD001 --on 2022-03-31 --reason retired",
        "staff add --name Bình --unit A --category cadre --from 2020-01-01 --code CB001",
        "quota set A --year 2022 --category cadre --number 1",
        "quota set A --year 2022 --category public-employee --number 2",
    )


def row_of(chodon: Chodon, unit: str, on: str) -> list[Any] | None:
    rows = chodon(f"report headcount --as-of {on} -f json").json["rows"]
    return next(([row[key] for key in COUNTED] for row in rows if row["unit_code"] == unit), None)


@pytest.mark.parametrize(
    ("on", "figures"),
    [
        ("2022-02-28", [1, 0, 0, 0, 0, 1, 3, 2, 0]),
        ("2022-03-01", [1, 0, 0, 0, 1, 2, 3, 2, 0]),  # who has no quota takes nobody's place
        ("2022-03-31", [1, 0, 0, 0, 1, 2, 3, 2, 0]),
        ("2022-04-01", [1, 0, 0, 0, 0, 1, 3, 2, 0]),
        ("2023-01-01", [1, 0, 0, 0, 0, 1, None, None, None]),  # quotas are those of the year
        ("2019-12-31", [0, 0, 0, 0, 0, 0, None, None, None]),
    ],
)
@pytest.mark.usefixtures("office")
def test_a_person_counts_from_the_first_day_to_the_last(chodon: Chodon, on: str, figures: list[int | None]) -> None:
    assert row_of(chodon, "A", on) == figures


@pytest.mark.usefixtures("office")
def test_a_unit_is_listed_from_the_day_it_opens_to_the_day_it_closes(chodon: Chodon) -> None:
    chodon("unit close B --on 2022-06-30")
    listed = {day: row_of(chodon, "B", day) for day in ("2021-12-31", "2022-01-01", "2022-06-30", "2022-07-01")}
    nobody = [0, 0, 0, 0, 0, 0, None, None, None]
    assert listed == {"2021-12-31": None, "2022-01-01": nobody, "2022-06-30": nobody, "2022-07-01": None}


@pytest.mark.usefixtures("office")
def test_people_above_a_quota_fill_no_vacancy_elsewhere(chodon: Chodon) -> None:
    chodon("quota set A --year 2022 --category cadre --number 0")
    chodon("staff add --name Cúc --unit A --category cadre --from 2022-01-01")
    assert row_of(chodon, "A", "2022-02-01") == [2, 0, 0, 0, 0, 2, 2, 2, 2]  # 2 - 0 public employees, 2 - 0 cadres
    chodon("staff add --name Dung --unit A --category cadre --from 2022-01-01")
    assert row_of(chodon, "A", "2022-02-01") == [3, 0, 0, 0, 0, 3, 2, 2, 3]


@pytest.mark.usefixtures("office")
def test_without_a_day_it_is_today(chodon: Chodon) -> None:
    told = chodon("--today 2022-03-15 report headcount -f json").json
    assert told["as_of"] == "2022-03-15"
    assert told["totals"]["total"] == 2
