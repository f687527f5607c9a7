"""`report ratings` and what `check` finds in ratings, against what was worked out without the program."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chodon_cli.law.rules import SHIPPED_LAW
from chodon_cli.yearly.roll import YearRoll, unit_group
from tests.harness import Chodon, begin, examples
from tests.oracle import recompute, recompute_ratings
from tests.oracle.recompute_development import Asked
from tests.rules.findings import check_findings
from tests.strategies.generated import TODAY, Generated, Lived
from tests.strategies.generated_ratings import LEVELS, with_ratings
from tests.strategies.report_questions import report_line, report_options


@examples(20)
@given(
    drawn=with_ratings(),
    asked=st.lists(report_options(["unit", "unit", "kind", "category"]), min_size=5, max_size=5),
)
def test_the_report_and_the_findings_of_a_generated_register_are_the_recomputed_ones(
    lived: Lived, chodon: Chodon, drawn: Generated, asked: list[dict[str, Any]]
) -> None:
    folder = lived(drawn)
    codes = sorted(row["code"] for row in recompute.table(folder, "unit") if not row.get("voided_on"))
    plain = {"by": "unit", "depth": None, "unit": None, "units": "then"}
    years = [{"start": date(year, 1, 1), "end": date(year, 12, 31), **plain} for year in (2020, 2022, 2024, 2026)]
    for each in [*years, *asked]:
        unit = codes[each["unit"] % len(codes)] if each["unit"] is not None and codes else None
        assert_reported(chodon, Asked(folder, today=TODAY, **(each | {"unit": unit})))
    assert set(check_findings(chodon)) == recompute_ratings.findings(folder)


def assert_reported(chodon: Chodon, asked: Asked) -> None:
    """Each row of the report, and its totals, are as worked out."""
    told = chodon(report_line("ratings", asked)).json
    rows, totals = recompute_ratings.report(asked)
    name = "unit_code" if asked.by == "unit" else asked.by
    assert {row[name]: {key: row[key] for key in totals} for row in told["rows"]} == rows
    assert {key: told["totals"][key] for key in totals} == totals
    assert [column["key"] for column in told["columns"]][-len(totals) :] == [*totals]


@pytest.mark.slow
@pytest.mark.parametrize("year", [2021, 2022])
def test_the_sample_is_reported_as_recomputed(
    chodon: Chodon, sample: Path, register: Path, sample_folder: Path, year: int
) -> None:
    begin(sample, register)
    of = {"start": date(year, 1, 1), "end": date(year, 12, 31), "today": TODAY}
    for how in ({"by": "unit"}, {"by": "kind"}, {"by": "category"}, {"by": "unit", "depth": 1, "units": "now"}):
        assert_reported(chodon, Asked(sample_folder, **of, **how))  # type: ignore[arg-type]


def test_the_sample_breaks_just_what_it_is_told_to_break(chodon: Chodon, sample: Path, register: Path) -> None:
    begin(sample, register)
    told = chodon("check -f json", status=3).json["rows"]
    assert [(row["code"], row["record"].partition(" ")[0], row["severity"]) for row in told] == [
        ("briefing-uneven", "05-CT/TW", "warning"),
        ("briefing-uneven", "26/CT-TTg", "warning"),
        ("briefing-uneven", "1847/QĐ-TTg", "warning"),
        ("briefing-uneven", "30/KH-UBND@2022-02-23", "warning"),
        ("rating-disciplined", "XL-2022-1233", "error"),
        ("rating-many-excellent", "THCSDONGLAC", "warning"),
        ("rating-missing", "DONGLAC", "error"),
        ("rating-missing", "PTP", "error"),
        ("training-thin", "2021", "warning"),
        ("training-thin", "2022", "warning"),
    ]
    spared = chodon("rating show XL-2022-1233 -f json").json["rows"][0]
    assert (spared["staff"], spared["year"], spared["level"]) == ("VC181", 2022, "excellent")


def test_in_the_sample_everybody_is_rated_for_2021_and_in_2022_two_units_are_not(
    chodon: Chodon, sample: Path, register: Path
) -> None:
    begin(sample, register)
    for year, units in ((2021, set()), (2022, {"DONGLAC", "PTP"})):
        rows = chodon(f"report ratings --period {year} -f json").json["rows"]
        assert {row["unit_code"] for row in rows if row["missing"]} == units
        assert {row["unit_code"] for row in rows if row["self_rated"] < row["to_rate"]} == units
        assert all(not row["rated"] for row in rows if row["unit_code"] in units)


def test_a_part_of_a_year_is_asked_of_the_whole_year_and_of_its_units(chodon: Chodon, small: Path) -> None:
    """The printed command names the year: it must give the rows that stand above it, also where a unit moved."""
    before = "--today 2022-12-31 -q"
    for line in ("unit add U1 'Sở Một' --kind office", "unit move PNV --to U1 --on 2022-07-01"):
        chodon(f"{before} {line}")
    chodon(f"{before} rating add --staff CC001 --year 2022 --kind final --level good --on 2022-12-09")
    for options in ("--depth 1", "--unit U1", "--unit U1 --cell total:rated"):
        month, year = (
            chodon(f"--today 2022-12-31 report ratings --period {period} {options} -f json").json
            for period in ("2022-03", "2022")
        )
        assert (month["command"], month["rows"]) == (year["command"], year["rows"])
        assert month["rows"]


@pytest.mark.slow
@pytest.mark.parametrize("options", ["", "--by kind", "--by category", "--unit PGDDT --units now --depth 1"])
def test_each_figure_can_be_traced_to_its_records(chodon: Chodon, sample: Path, register: Path, options: str) -> None:
    begin(sample, register)
    line = f"report ratings --period 2021..2022 {options} -f json"
    told = chodon(line).json
    first = told["columns"][0]["key"]
    for row in [told["rows"][0], told["rows"][-1], {**told["totals"], first: "total"}]:
        for key in ("to_rate", "rated", "missing", *LEVELS, "self_rated"):
            behind = chodon(line, "--cell", f"{row[first]}:{key}").json["rows"]
            assert len(behind) == row[key], (row[first], key)
            assert key not in LEVELS or {each["level"] for each in behind} <= {key}
    assert "names no figure" in chodon(line, "--cell", "PTP:staff", status=2).stderr


@pytest.mark.parametrize("others", [[], ["cadre"], ["civil-servant"], ["cadre", "civil-servant"]])
def test_a_unit_rated_excellent_has_its_higher_ceiling_whoever_else_serves_in_it(others: list[str]) -> None:
    """Decree 233/2026, article 12.6.b; an unchecked rule of the others leaves it unchecked, and takes nothing away."""
    of = YearRoll(2026, "2026-12-31", "2026-12-31", {}, SHIPPED_LAW)
    for categories in (["public-employee", *others], [*others, "public-employee"]):
        for level, most in (("excellent", 2), ("good", 1), (None, 1)):
            group = unit_group(1, 3, 8, categories, of, level)
            assert (group.most_excellent, group.ceiling.of_good_best) == (most, 25)
            assert group.ceiling.verified == ("R" if "cadre" in others else "V")
