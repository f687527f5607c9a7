"""Two periods beside each other, and periods in a row."""

from datetime import date
from fractions import Fraction
from math import comb
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from chodon_cli.dates import Period
from chodon_cli.reports import trend
from chodon_cli.reports.base import change
from tests.harness import Chodon, begin
from tests.oracle import recompute_trend

counts = st.tuples(st.integers(0, 30), st.integers(1, 400))


def exact_chance(before: tuple[int, int], after: tuple[int, int]) -> float:
    """Twice the smaller of P(X < x) + P(X = x) / 2 and P(X > x) + P(X = x) / 2."""
    total, share = before[0] + after[0], Fraction(after[1], before[1] + after[1])
    chances = [comb(total, k) * share**k * (1 - share) ** (total - k) for k in range(total + 1)]
    above = sum(chances[after[0] + 1 :], chances[after[0]] / 2)
    return float(2 * min(above, 1 - above))


@given(counts, counts)
def test_the_chance_of_a_difference_is_the_exact_one(before: tuple[int, int], after: tuple[int, int]) -> None:
    assert change.chance(before, after) == pytest.approx(exact_chance(before, after), rel=1e-9)


@given(st.lists(st.tuples(counts, counts), min_size=1, max_size=12))
def test_what_changed_is_what_the_false_discovery_rate_lets_through(
    pairs: list[tuple[change.Counted, change.Counted]],
) -> None:
    values = [exact_chance(*pair) for pair in pairs]
    ranked = sorted(values)
    limit = max((v for rank, v in enumerate(ranked, 1) if v <= 0.1 * rank / len(ranked) * (1 - 1e-12)), default=-1)
    for (before, after), value, word in zip(pairs, values, change.changes(*zip(*pairs, strict=True)), strict=True):
        higher = Fraction(after[0], after[1]) > Fraction(before[0], before[1])
        assert word == ("same" if value > limit else "higher" if higher else "lower")


@pytest.mark.parametrize(
    ("by", "parts"),
    [
        ("month", ["2022-01-15..2022-01-31", "2022-02-01..2022-02-28", "2022-03-01..2022-03-03"]),
        ("quarter", ["2022-01-15..2022-03-03"]),
        ("year", ["2022-01-15..2022-03-03"]),
    ],
)
def test_a_period_is_split_into_those_of_the_calendar(by: str, parts: list[str]) -> None:
    assert [str(each) for each in trend.split(Period("2022-01-15", "2022-03-03"), by)] == parts


@pytest.mark.mostly_slow
@pytest.mark.parametrize("key", ["violations", "staff", "per_100", "compliance_rate", "tasks_due"])
@pytest.mark.parametrize("by", ["month", "quarter"])
def test_each_value_is_that_of_the_report_on_the_period(
    chodon: Chodon, register: Path, sample: Path, key: str, by: str
) -> None:
    begin(sample, register)
    rows = chodon(f"report trend --period 2022H1 --by {by} --key {key} -f json").json["rows"]
    assert len(rows) == (6 if by == "month" else 2)
    for row in rows[-2:]:
        totals = chodon(f"report compliance --period {row['from']}..{row['to']} -f json").json["totals"]
        assert row["value"] == totals[key]
    assert {row["change"] for row in rows} <= {None, "same", "higher", "lower"}
    assert "█" in chodon(f"report trend --period 2022H1 --by {by}").stdout


@pytest.mark.slow
@pytest.mark.parametrize("line", ["--by month --unit BANGLUNG", "--by quarter", "--by month --key serious"])
def test_changes_and_runs_are_the_recomputed_ones(chodon: Chodon, register: Path, sample: Path, line: str) -> None:
    begin(sample, register)
    rows = chodon(f"report trend --period 2021..2022 {line} -f json").json["rows"]
    years = chodon(f"report trend --period 2021..2022 {line} --key staff_years -f json").json["rows"]
    by = "quarter" if "quarter" in line else "month"
    parts = recompute_trend.periods(date(2021, 1, 1), date(2022, 12, 31), by)
    assert [(row["from"], row["to"]) for row in rows] == [(str(first), str(last)) for first, last in parts]
    series = [(row["value"], round(100 * of["value"])) for row, of in zip(rows, years, strict=True)]
    assert [row["change"] for row in rows] == recompute_trend.words(series)
    for first, last, way, height in recompute_trend.climbs(series):
        if recompute_trend.share_as_high(series, height, 100, 5) <= 0.01:
            [(word, chance)] = {(row["run"], row["run_chance"]) for row in rows[first : last + 1]}
            assert word == way and 0 < chance <= 5
        elif height < 2:
            assert way not in {rows[first]["run"], rows[last]["run"]}


@pytest.mark.mostly_slow
@pytest.mark.parametrize("format", ["csv", "tsv", "json", "jsonl", "md", "html", "xlsx", "table"])
def test_runs_are_told_in_every_format(
    chodon: Chodon, register: Path, sample: Path, tmp_path: Path, format: str
) -> None:
    begin(sample, register)
    for language, word in (("en", "Higher"), ("vi", "Cao hơn")):
        line = f"--lang {language} report trend --period 2021..2022 --by month --unit BANGLUNG -f {format}"
        if format == "xlsx":
            chodon(f"{line} -o", tmp_path / "out.xlsx")
            read = CalamineWorkbook.from_path(tmp_path / "out.xlsx").get_sheet_by_index(0).to_python()
            text = " ".join(str(cell) for row in read for cell in row)
        else:
            text = chodon(line).stdout
        assert (word in text or "higher" in text) and ("1.5" in text or "1,5" in text)


def test_of_too_little_nothing_is_said(chodon: Chodon, register: Path, sample: Path) -> None:
    begin(sample, register)
    told = chodon("report trend --period 2022 --by month --unit PTP -f json").json
    assert {row["run"] for row in told["rows"]} == {None} and "run: too few to compare" in told["notes"]
    assert chodon("report trend --period 2022 --key tasks_due -f json").json["notes"] == []


def test_the_period_before_stands_beside_each_figure(chodon: Chodon, register: Path, sample: Path) -> None:
    begin(sample, register)
    told = chodon("report compliance --period 2022 --against 2021 -f json").json
    past = {row["unit_code"]: row for row in chodon("report compliance --period 2021 -f json").json["rows"]}
    for row in told["rows"]:
        if row["unit_code"] in past:
            for key in ("staff", "violations", "per_100", "checks", "tasks_due"):
                assert row[f"{key}_before"] == past[row["unit_code"]][key]
        assert row["change"] in ("same", "higher", "lower")
    for key in ("staff", "violations", "violators_per_100", "open_cases", "tasks_due", "Vi phạm, kỳ trước"):
        cell = f"--cell 'BANGLUNG:{key}_before'" if key.islower() else f"--cell 'BANGLUNG:{key}'"
        then = f"--cell 'BANGLUNG:{key}'" if key.islower() else "--cell BANGLUNG:violations"
        asked = chodon(f"--lang vi report compliance --period 2022 --against 2021 {cell} -f csv").stdout
        assert asked == chodon(f"--lang vi report compliance --period 2021 {then} -f csv").stdout != ""
    assert chodon("report compliance --period 2022 --against 2021 --by standard", status=2).stderr
    assert chodon("report compliance --period 2022 --by kind --depth 1", status=2).stderr


def test_violations_count_by_the_day_on_which_they_were_found_if_asked(
    chodon: Chodon, register: Path, sample: Path
) -> None:
    begin(sample, register)
    listed = chodon("violation list -f json --columns found_on,groundless_on,voided_on").json["rows"]
    found = [
        row for row in listed if row["found_on"][:7] == "2022-05" and not row["groundless_on"] and not row["voided_on"]
    ]
    for report in ("compliance", "violations"):
        totals = chodon(f"report {report} --period 2022-05 --dated found -f json").json["totals"]
        assert totals["violations"] == len(found)


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    "line",
    [
        "headcount --as-of 2022-06-30",
        "violations --period 2022",
        "cases --period 2022",
        "violations --by month --period 2022",
    ],
)
def test_there_are_records_behind_each_figure(chodon: Chodon, register: Path, sample: Path, line: str) -> None:
    begin(sample, register)
    told = chodon(f"report {line} -f json").json
    name = told["columns"][0]["key"]
    for row in (told["rows"][0], {**told["totals"], name: "total"}):
        for column in told["columns"]:
            key = column["key"]
            if column["type"] != "integer" or key in ("vacant", "above", "quota") or key.startswith("people_"):
                continue
            found = chodon(f"report {line} -f json --cell", f"{row[name]}:{key}").json["rows"]
            people = {each.get("staff") for each in found}
            if key in ("opened", "ended", "annulled"):  # a case that was opened again counts once more
                assert row[key] >= len(found) > 0 or row[key] == 0, key
            else:
                assert row[key] in (len(found), len(people)), key


@pytest.mark.parametrize("key", trend.FIGURES_OF_ONE_ROW)
def test_what_only_a_unit_has_is_refused_for_all_together(chodon: Chodon, sample: Path, key: str) -> None:
    line = f"-r {sample} --today 2022-12-31 report trend --period 2022H1 --key {key}"
    assert "add --unit UNIT" in chodon(line, status=2).stderr
    assert len(chodon(f"{line} --unit THBANGLUNG -f json").json["rows"]) == 6
