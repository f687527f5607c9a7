"""Each chart shows the report's own figures, is drawn in both languages, and nothing that people typed acts in it."""

import itertools
import json
import re
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from chodon_cli import charts, locale
from chodon_cli.dates import Period, parse_period
from chodon_cli.result import Column, Result
from tests.harness import Chodon, begin
from tests.store import on_server

PERIODS = ("2022", "2021H2", "2022Q1", "2022-05")
ASKED = {  # command -> the chart that it has
    "report compliance": "funnel",
    "report compliance --by kind": "funnel",
    "report trend": "control_chart",
    "report trend --by quarter --key per_100": "control_chart",
    "report violations": "violation_bars",
    "report violations --by month": "violation_bars",
    "report violations --by source": "violation_bars",
    "report violations --by unit-month": "heat_map",
    "report cases": "case_ages",
    "report tasks": "tasks_on_time",
    "report tasks --by kind": "tasks_on_time",
}
TITLES = {  # chart -> what stands in its English title
    "funnel": "expected if all were alike",
    "control_chart": "from period to period",
    "violation_bars": "Violations",
    "heat_map": "Violations by unit and month",
    "case_ages": "Cases",
    "tasks_on_time": "Tasks that fell due",
}
HOSTILE = [
    "<script>alert(1)</script>",
    "</text><image href='https://e.x/a.png'/>",
    "{{ 7*7 }} {signal: 1}",
    "=1+1 & <b> ]]>",
    "\u202edatum.violations",
    '" + alert(1) + "',
]


@pytest.fixture
def filled(sample: Path, register: Path) -> Path:
    return begin(sample, register)


def result_of(answer: Any) -> Result:
    """The Result that this JSON was written of."""
    return Result(
        answer["title"],
        [Column(column["key"], column["type"], label=column["label"]) for column in answer["columns"]],
        [tuple(row.values()) for row in answer["rows"]],
        period=parse_period(f"{answer['period']['start']}..{answer['period']['end']}"),
        report=answer["report"],
        parameters=answer["parameters"],
    )


def plain(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows without what the chart adds."""
    return [{key: value for key, value in row.items() if not key.startswith("_")} for row in rows]


@pytest.mark.mostly_slow
@pytest.mark.parametrize("period", PERIODS)
def test_the_data_of_a_chart_is_that_of_the_report(chodon: Chodon, filled: Path, period: str) -> None:
    for command, name in ASKED.items():
        answer = chodon(f"--today 2022-12-31 {command} --period {period} -f json").json
        chart = charts.chart_of(result_of(answer))
        assert chart and chart.name == name, command
        data = chart.specification["datasets"]
        assert plain(data["rows"]) == answer["rows"], command
        DRAWN[name](data, answer["rows"])


def funnel_draws(data: Any, rows: Any) -> None:
    named = Counter((name["expected"], name["violations"]) for name in data["names"])
    assert named == Counter((row["expected"], row["violations"]) for row in rows if row["signal"])


def control_chart_draws(data: Any, rows: Any) -> None:
    for limit in data["limits"]:
        values = [row["value"] for row in data["rows"] if row["_whole"]]
        mean = sum(values) / len(values)
        steps = [abs(b - a) for a, b in itertools.pairwise(values)]
        assert limit["mean"] == pytest.approx(mean)
        assert limit["high"] == pytest.approx(mean + 2.66 * sum(steps) / len(steps))


def violation_bars_draws(data: Any, rows: Any) -> None:
    assert sum(bar["number"] for bar in data["bars"]) == sum(row["violations"] for row in rows)
    assert sum(bar["number"] for bar in data["bars"] if not bar["place"]) == sum(row["serious"] for row in rows)
    if "group" in rows[0]:
        groups: Counter[str] = Counter()
        for row in rows:
            groups[row["group"]] += row["violations"]
        assert {line["name"]: line["violations"] for line in data["lines"]} == groups


def heat_map_draws(data: Any, rows: Any) -> None:
    most = {cell["name"] for cell in data["cells"]}
    assert len(most) == min(40, len({row["unit_code"] for row in rows}))
    if len(most) < 40:
        assert sum(cell["violations"] for cell in data["cells"]) == sum(row["violations"] for row in rows)


def case_ages_draws(data: Any, rows: Any) -> None:
    for line in (*data["ages"], *data["outcomes"]):
        assert line["number"] == sum(row[line["key"]] for row in rows)
    assert sum(line["number"] for line in data["ages"]) == sum(row["closing"] for row in rows)
    assert sum(line["number"] for line in data["outcomes"]) == sum(row["ended"] for row in rows)


def tasks_on_time_draws(data: Any, rows: Any) -> None:
    due = sorted(row["due"] for row in rows if row["due"])
    if len(due) <= 30:
        assert sorted(line["due"] for line in data["lines"]) == due
        assert sum(bar["number"] for bar in data["bars"]) == sum(due)
    assert len(data["lines"]) == min(30, len(due))


DRAWN = {
    "funnel": funnel_draws,
    "control_chart": control_chart_draws,
    "violation_bars": violation_bars_draws,
    "heat_map": heat_map_draws,
    "case_ages": case_ages_draws,
    "tasks_on_time": tasks_on_time_draws,
}


def test_every_chart_is_asked_for_here() -> None:
    modules = {file.stem for file in Path(charts.__path__[0]).glob("[a-z]*.py")}
    assert modules == {*itertools.chain(*charts.CHARTS_OF_REPORTS.values())} == {*ASKED.values()}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_chart_is_drawn_in_both_languages(chodon: Chodon, filled: Path, tmp_path: Path, language: str) -> None:
    for place, (command, name) in enumerate(ASKED.items()):
        svg, png = tmp_path / f"{place}.svg", tmp_path / f"{place}.png"
        line = f"--lang {language} --today 2022-12-31 {command} --period 2022 --chart -o"
        chodon(line, svg)
        texts = " ".join(ElementTree.parse(svg).getroot().itertext())
        assert (TITLES[name] in texts) == (language == "en"), command
        assert not re.search(r"\b(undefined|null|NaN)\b", texts), command
        if place % 4 == 0:
            chodon(line, png)
            assert png.read_bytes().startswith(b"\x89PNG")


@pytest.mark.mostly_slow
@pytest.mark.parametrize("hostile", HOSTILE)
def test_what_people_typed_only_stands_there(chodon: Chodon, tmp_path: Path, hostile: str) -> None:
    chodon("unit add --kind office U", hostile)
    chodon('staff add --code A --name "A B" --unit U --category civil-servant --from 2020-01-01')
    chodon("violation log --staff A --standard TG01 --on 2022-03-01")
    chodon("task assign --unit U --title x --on 2022-01-01 --due 2022-02-01", status=None)
    out = tmp_path / "x.svg"
    chodon("report violations --by unit-month --period 2022 --chart -o", out)
    root = ElementTree.parse(out).getroot()
    for element in root.iter():
        tag = element.tag.rpartition("}")[2]
        assert tag in {"svg", "g", "path", "text", "rect", "line", "defs", "clipPath", "tspan"}, tag
        assert not [key for key in element.attrib if key.startswith("on") or key.endswith("href")]
    assert any(hostile.replace("\u202e", "")[:20] in text for text in root.itertext())
    answer = chodon("report compliance --period 2022 -f json").json
    chart = charts.chart_of(result_of(answer))
    assert chart and hostile.replace("\u202e", "") not in json.dumps(
        {key: value for key, value in chart.specification.items() if key != "datasets"}, ensure_ascii=False
    )


def test_a_chart_is_asked_for_by_its_option_and_its_file(chodon: Chodon, filled: Path, tmp_path: Path) -> None:
    assert "svg or png" in chodon("report compliance --chart", status=2).stderr
    assert "add --chart" in chodon("report compliance -o", tmp_path / "x.svg", status=2).stderr
    assert "--chart" in chodon("report headcount --chart", status=2).stderr
    assert "nothing" in chodon("report compliance --period 1950 --chart -f svg", status=1).stderr
    cell = "report compliance --period 2022 --cell PNV:staff --chart -f svg"
    assert "nothing" in chodon(cell, status=1).stderr
    assert not list(tmp_path.glob("x.*"))


def test_without_the_package_one_line_says_how_to_get_it(filled: Path, tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['vl_convert'] = None; from chodon_cli.app import run;"
        f"sys.exit(run(['report', 'compliance', '--period', '2022', '--chart', '-o', {str(tmp_path / 'x.svg')!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=on_server.environment())
    assert done.returncode == 1 and done.stderr.count("\n") == 1
    assert "pip install 'chodon[charts]'" in done.stderr
    assert not (tmp_path / "x.svg").exists()


@pytest.mark.parametrize("mean", [0.1, 1, 3.7, 25, 400])
def test_the_limits_of_the_funnel_hold_what_they_say(mean: float) -> None:
    import math

    from chodon_cli.charts import funnel

    limits = funnel.limits_at(mean)
    assert 0 <= limits["wide_low"] <= limits["narrow_low"] <= limits["narrow_high"] <= limits["wide_high"]
    for name, tail in funnel.TAIL_PROBABILITIES.items():
        above = math.ceil(limits[f"{name}_high"])
        within = math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(above + 1))
        assert within >= 1 - tail > within - math.exp(above * math.log(mean) - mean - math.lgamma(above + 1))


def test_names_of_the_flagged_do_not_stand_on_each_other() -> None:
    funnel = import_module("chodon_cli.charts.funnel")
    locale.use("en")
    rows = [
        {"signal": "high", "expected": 2 + place / 100, "violations": 9, "_name": f"Unit {place}"}
        for place in range(30)
    ]
    placed = funnel.names(rows, 5.0, 20.0)
    assert len(placed) == funnel.MOST_UNITS_NAMED
    heights = sorted(name["at"] for name in placed)
    least = 20.0 * funnel.LINE_HEIGHT / funnel.HEIGHT
    assert all(b - a > least * 0.98 for a, b in itertools.pairwise(heights))


def test_a_chart_of_rows_that_say_little() -> None:
    """Nothing known of a month, figures that are missing or withheld: drawn, and no fault."""
    columns = [Column("from", "date"), Column("to", "date"), Column("value", "percent")]
    rows = [(f"2022-{month:02}-01", f"2022-{month:02}-28", None if month % 2 else 50.0) for month in range(1, 10)]
    chart = charts.chart_of(replace(Result("x", columns, rows), report="trend"))
    assert chart and chart.specification["datasets"]["limits"] == []
    columns = [Column("unit_code"), Column("violations"), Column("expected"), Column("signal")]
    chart = charts.chart_of(replace(Result("x", columns, [("A", None, None, None)]), report="compliance"))
    assert chart and chart.specification["datasets"]["rows"] == [], "each unit is withheld"


def test_a_heat_map_has_every_month_and_every_unit() -> None:
    """A month without anything is seen to have nothing; two units of one name and as many violations stay two."""
    columns = [Column("unit_code"), Column("unit"), Column("month"), Column("violations", "integer")]
    long = "Trung tâm Giáo dục nghề nghiệp - Giáo dục thường xuyên"
    rows = [("A", "Trường Mầm non", "2022-02", 2), ("B", "Trường Mầm non", "2022-02", 2), ("C", long, "2022-05", 1)]
    period = Period("2022-01-01", "2022-06-30")
    chart = charts.chart_of(replace(Result("x", columns, rows), report="violations", period=period))
    assert chart and chart.name == "heat_map"
    place = chart.specification["layer"][0]["encoding"]
    assert place["x"]["scale"]["domain"] == [f"{month}/2022" for month in range(1, 7)]
    assert place["y"]["scale"]["domain"] == ["Trường Mầm non, A (2)", "Trường Mầm non, B (2)", f"{long} (1)"]
