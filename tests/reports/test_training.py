"""`report training` and `report briefings`, which read the same kinds of rows, against recomputation."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.harness import SAMPLE_DATA, Chodon, begin, examples
from tests.oracle import recompute, recompute_development
from tests.oracle.recompute_development import Asked
from tests.samples import make_sample_development
from tests.strategies.generated import FIRST, TODAY, Generated, Lived
from tests.strategies.generated_development import FIELDS, developed
from tests.strategies.report_questions import report_line, report_options


@examples(20)
@given(
    drawn=developed(),
    of_training=st.lists(report_options(["unit", "unit", "kind", "category"]), min_size=3, max_size=3),
    of_briefings=st.lists(report_options(["unit", "unit", "kind"]), min_size=3, max_size=3),
)
def test_every_figure_of_a_generated_register_is_the_recomputed_one(
    lived: Lived, chodon: Chodon, drawn: Generated, of_training: list[Any], of_briefings: list[Any]
) -> None:
    folder = lived(drawn)
    codes = sorted(row["code"] for row in recompute.table(folder, "unit") if not row.get("voided_on"))
    for report, work, questions_ in (
        ("training", recompute_development.training, of_training),
        ("briefings", recompute_development.briefings, of_briefings),
    ):
        for each in questions_:
            unit = codes[each["unit"] % len(codes)] if each["unit"] is not None and codes else None
            asked = Asked(folder, today=TODAY, **(each | {"unit": unit}))
            told = chodon(report_line(report, asked)).json
            rows, totals = work(asked)
            assert sorted(told["rows"], key=lambda row: str(next(iter(row.values())))) == rows
            assert {key: told["totals"][key] for key in totals} == totals


@examples(10)
@given(drawn=developed())
def test_training_by_field_adds_up(lived: Lived, chodon: Chodon, drawn: Generated) -> None:
    folder = lived(drawn)
    asked = Asked(folder, FIRST, TODAY, TODAY, "unit")
    _rows, totals = recompute_development.training(asked)
    told = chodon(f"report training --period {FIRST}..{TODAY} --by field -f json").json
    assert {row["field"].replace("-", "_"): row["trained"] for row in told["rows"]} == {
        field.replace("-", "_"): totals[field.replace("-", "_")] for field in FIELDS
    }
    assert sum(row["trainings"] for row in told["rows"]) == told["totals"]["trainings"] == totals["trainings"]
    assert sum(row["days"] for row in told["rows"]) == told["totals"]["days"] == totals["days"]


def test_a_person_who_studies_twice_in_two_units_counts_once_in_all_and_once_in_each(chodon: Chodon) -> None:
    for unit in ("A", "B"):
        chodon(f"unit add {unit} {unit} --kind office")
    chodon("staff add --name An --code X --unit A --category CC --from 2021-01-01")
    chodon("staff add --name Ba --code Y --unit A --category CC --from 2021-01-01")
    chodon("staff transfer X --on 2022-07-01 --to B")
    for day in ("2022-01-05", "2022-06-30", "2022-07-01"):
        chodon(f"training add --staff X --field it --from {day}")
    chodon("training add --staff Y --field other --from 2021-12-31 --until 2022-03-31")  # begun in the year before
    told = chodon("report training --period 2022 -f json").json
    keys = ("staff", "trained", "coverage", "trainings", "it", "other")
    assert [[row["unit_code"], *(row[key] for key in keys)] for row in told["rows"]] == [
        ["A", 2, 1, 50.0, 2, 1, 0],
        ["B", 1, 1, 100.0, 1, 1, 0],
    ]
    assert [told["totals"][key] for key in keys] == [2, 1, 50.0, 3, 1, 0]


def test_a_sum_of_days_says_what_lacks_in_it(chodon: Chodon) -> None:
    chodon("unit add A A --kind office")
    chodon("staff add --name An --code X --unit A --category CC --from 2021-01-01")
    for course in ("--from 2022-01-05", "--from 2022-02-01 --days 3", "--from 2023-05-01 --days 2"):
        chodon(f"training add --staff X --field it {course}")
    for by in ("unit", "kind", "category", "field"):
        told = chodon(f"report training --period 2022 --by {by} -f json").json
        assert told["totals"]["days"] == 3
        assert told["notes"] == ["days: without 1 of 2 trainings, of which nobody said how long they took"], by
    assert chodon("report training --period 2023 -f json").json["notes"] == []


@pytest.mark.slow
@pytest.mark.parametrize("options", ["", "--by kind", "--by category", "--depth 1", "--unit PGDDT --units now"])
def test_each_figure_can_be_traced_to_its_records(chodon: Chodon, sample: Path, register: Path, options: str) -> None:
    begin(sample, register)
    for report in ("training", "briefings")[: 1 if "category" in options else 2]:
        line = f"report {report} --period 2021-03-20..2022-05-10 {options} -f json"
        told = chodon(line).json
        first = told["columns"][0]["key"]
        for row in [*told["rows"][:2], told["rows"][-1], {**told["totals"], first: "total"}]:
            for key in told["totals"]:
                if key in NAMES:
                    continue
                behind = chodon(line, "--cell", f"{row[first]}:{key}").json["rows"]
                assert traced(key, behind) in (row[key], None), (report, row[first], key)
    assert "names no figure" in chodon(line, "--cell", "PTP:nothing", status=2).stderr


NAMES = ("unit_code", "unit", "kind", "category")


def traced(key: str, behind: list[dict[str, Any]]) -> Any:
    """The figure, worked out from the records that are listed for it; a share is not."""
    if key in ("days", "invited", "attended"):
        return sum(row[key] or 0 for row in behind)
    if key in ("coverage", "attendance"):
        return None
    if key == "documents":
        return len({row["document"] for row in behind})
    return len(behind) if key in ("trainings", "briefings") else len({row["staff"] for row in behind})


def test_a_field_can_be_traced_to_its_records(chodon: Chodon, sample: Path, register: Path) -> None:
    begin(sample, register)
    line = "report training --period 2022 --by field -f json"
    told = chodon(line).json
    for row in [*told["rows"], {**told["totals"], "field": "total"}]:
        behind = chodon(line, "--cell", f"{row['field']}:trainings").json["rows"]
        assert len(behind) == row["trainings"] and sum(each["days"] for each in behind) == row["days"]
        assert row["field"] == "total" or {each["field"] for each in behind} <= {row["field"]}


@pytest.mark.slow
def test_the_sample_is_what_its_program_writes(tmp_path: Path) -> None:
    for name in ("unit", "post", "case", "case_event"):
        (tmp_path / f"{name}.csv").write_bytes((SAMPLE_DATA / f"{name}.csv").read_bytes())
    make_sample_development.write(tmp_path)
    for name in make_sample_development.HEADS:
        assert (tmp_path / f"{name}.csv").read_bytes() == (SAMPLE_DATA / f"{name}.csv").read_bytes(), name


def test_the_sample_is_uneven_in_briefings_and_thin_in_foreign_languages(
    chodon: Chodon, sample: Path, register: Path
) -> None:
    begin(sample, register)
    fields = {row["field"]: row for row in chodon("report training --period 2022 --by field -f json").json["rows"]}
    assert 0 < fields["foreign-language"]["trained"] < 5 < min(fields[key]["trained"] for key in ("profession", "it"))
    briefed = chodon("report briefings --period 2022 -f json").json["rows"]
    assert any(not row["briefings"] for row in briefed) and any(not row["pledged"] for row in briefed)
    assert {row["attendance"] is not None and row["attendance"] < 50 for row in briefed} == {True, False}
    assert any(row["coverage"] == 100 for row in briefed)
