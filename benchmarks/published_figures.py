"""Writes the tables of docs/performance.md and draws its picture, out of the figures that were measured.

    python -m benchmarks.published_figures

`benchmarks/figures.csv` has them, as `make bench` left them last (`python -m benchmarks.summary --publish`). Both axes
of the picture are logarithmic: what takes ten times as long of ten times as much is as steep as the grey line.
"""

import re
from collections.abc import Iterable

from benchmarks import claims, yardstick
from benchmarks.claims import FIGURES, YARDSTICK, Claim
from benchmarks.generated_registers import ROOT, SIZES, Scale
from benchmarks.province_questions import FIVE_YEARS, QUESTIONS, YEAR
from chodon_cli import locale
from chodon_cli.charts._look import BLUE, GREY, VEGA_LITE_SCHEMA, config
from chodon_cli.render._chart import svg

PAGE = ROOT / "docs" / "performance.md"
PICTURE = ROOT / "docs" / "pictures" / "time-against-size.svg"
NOT_DRAWN = ("shell: ", "--", YARDSTICK)
PROPORTIONAL = [{"staff": 1_000, "seconds": 0.1}, {"staff": 100_000, "seconds": 10}]


def chart(figures: list[dict[str, object]]) -> dict[str, object]:
    """A small plot a question, all of one scale, with the line of what grows as the register does behind it."""
    x = {
        "field": "staff",
        "type": "quantitative",
        "scale": {"type": "log"},
        "axis": {"title": "staff in the register", "values": [1_000, 10_000, 100_000], "format": ",d"},
    }
    y = {
        "field": "seconds",
        "type": "quantitative",
        "scale": {"type": "log", "domain": [0.1, 20]},
        "axis": {"title": "processor's seconds", "values": [0.1, 1, 10], "format": "~g"},
    }
    return {
        "$schema": VEGA_LITE_SCHEMA,
        "description": "Time against size",
        "title": {"text": "Time against size", "subtitle": "grey: ten times as long of ten times as much"},
        "datasets": {"figures": figures},
        "background": "white",
        "padding": 12,
        "config": config(),
        "data": {"name": "figures"},
        "facet": {"field": "question", "type": "nominal", "title": None, "sort": None},
        "columns": 3,
        "spec": {
            "width": 200,
            "height": 130,
            "layer": [
                {
                    "data": {"values": PROPORTIONAL},
                    "mark": {"type": "line", "color": GREY},
                    "encoding": {"x": x, "y": y},
                },
                {"mark": {"type": "line", "point": True, "color": BLUE}, "encoding": {"x": x, "y": y}},
                {
                    "mark": {"type": "text", "dy": -9, "dx": -4},
                    "encoding": {"x": x, "y": y, "text": {"field": "seconds", "format": ".2~f"}},
                },
            ],
        },
    }


def short_wording(what: str) -> str:
    """The question as the page and the picture have it."""
    return what.replace(f" {FIVE_YEARS}", ", five years").replace(f" {YEAR}", ", one year")


def picture(measured: Iterable[Claim]) -> str:
    """SVG of the seconds of questions and entries that were measured at every size."""
    staff = {size: Scale.of(part).staff for size, part in SIZES.items()}
    figures: list[dict[str, object]] = [
        {"question": short_wording(claim.what), "staff": staff[claim.size], "seconds": claim.figure}
        for claim in measured
        if claim.program in ("province", "verbs") and claim.unit == "s" and not claim.what.startswith(NOT_DRAWN)
    ]
    return svg(chart(figures))


def amount(claim: Claim | None) -> str:
    """The figure with its unit: bold where it is over, slanted where it is over as it stands or over here, not both."""
    if claim is None:
        return "–"
    figure = f"{claim.figure:.0f}" if claim.unit == "MB" else f"{claim.figure:.2f}".rstrip("0").rstrip(".")
    text = f"{figure} {claim.unit}"
    return f"**{text}**" if claim.is_over else f"*{text}*" if claim.is_over_one else text


def bound(most: float | None, unit: str) -> str:
    return "" if most is None else f"{most:.4g} {unit}"


def table_of_questions(measured: list[Claim]) -> str:
    """A row a question: seconds and megabytes at every size, what a province may take, here too, and the bare SQL."""
    by_key = {(claim.what, claim.size, claim.unit): claim for claim in measured if claim.program == "province"}
    rows = ["| question | " + " | ".join(SIZES) + " | at most | here | bare SQL |", "|---" * (len(SIZES) + 4) + "|"]
    for line in (question.line for question in QUESTIONS):
        cells = [f"{amount(by_key.get((line, s, 's')))}, {amount(by_key.get((line, s, 'MB')))}" for s in SIZES]
        seconds, memory = (by_key.get((line, "province", unit)) for unit in ("s", "MB"))
        bounds = [bound(claim.most, claim.unit) for claim in (seconds, memory) if claim and claim.most is not None]
        here = bound(seconds.most_here, "s") if seconds else ""
        shell = amount(by_key.get((f"shell: {line}", "province", "s")))
        rows.append(
            f"| `{short_wording(line)}` | {' | '.join(cells)} | {', '.join(bounds) or '–'} | {here} | {shell} |"
        )
    return "\n".join(rows)


def table_of_others(measured: list[Claim]) -> str:
    """A row a claim of every other program of `make bench`."""
    rows = ["| program | what | measured | at most | here |", "|---|---|---|---|---|"]
    for claim in measured:
        if claim.program != "province" and not claim.what.startswith(YARDSTICK):
            most, here = (bound(most, claim.unit) for most in (claim.most, claim.most_here))
            what = f"{claim.what} {claim.size}".rstrip()
            rows.append(f"| `{claim.program}` | {what} | {amount(claim)} | {most} | {here} |")
    return "\n".join(rows)


def table_of_yardsticks(measured: list[Claim]) -> str:
    """A row a yardstick: how many times as long it took as where the bounds were set."""
    rows = ["| yardstick | where the bounds were set | times as long here | from | to |", "|---|---|---|---|---|"]
    for what, times, low, high in yardstick.worth(measured):
        rows.append(f"| {what} | {yardstick.SECONDS[what]:.3g} s | {times:.2f} | {low:.2f} | {high:.2f} |")
    return "\n".join(rows)


def page_with(page: str, tables: dict[str, str]) -> str:
    """The page with each table between the marks of its name."""
    for name, table in tables.items():
        marks = rf"<!-- {name} -->(.*?)<!-- /{name} -->"
        before, _table, after = re.split(marks, page, maxsplit=1, flags=re.DOTALL)
        page = f"{before}<!-- {name} -->\n\n{table}\n\n<!-- /{name} -->{after}"
    return page


def page(measured: list[Claim]) -> str:
    """docs/performance.md with the tables of what was measured."""
    tables = {
        "yardsticks": table_of_yardsticks(measured),
        "questions": table_of_questions(measured),
        "others": table_of_others(measured),
    }
    return page_with(PAGE.read_text("utf-8"), tables)


def publish() -> None:
    """Write the tables and draw the picture anew."""
    locale.use("en")
    measured = list(claims.read(FIGURES))
    PAGE.write_text(page(measured), "utf-8")
    PICTURE.write_text(picture(measured), "utf-8")


if __name__ == "__main__":
    publish()
