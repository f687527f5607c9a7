"""Draws the time that a question takes against the size of the register, out of the figures that were measured.

    python -m benchmarks.time_against_size

`benchmarks/figures.csv` has them: the question, how many staff the register has, the processor's seconds. Both axes are
logarithmic, so that what takes ten times as long of ten times as much is a line as steep as the grey one.
"""

import csv
from pathlib import Path

from chodon_cli import locale
from chodon_cli.charts._look import BLUE, GREY, VEGA_LITE_SCHEMA, config
from chodon_cli.render._chart import svg

FIGURES = Path(__file__).with_name("figures.csv")
PICTURE = Path(__file__).parent.parent / "docs" / "pictures" / "time-against-size.svg"
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


def main() -> None:
    """Draw the picture anew."""
    locale.use("en")
    with FIGURES.open(encoding="utf-8") as file:
        figures = [
            {"question": row["question"], "staff": int(row["staff"]), "seconds": float(row["seconds"])}
            for row in csv.DictReader(file)
        ]
    PICTURE.write_text(svg(chart(figures)), "utf-8")


if __name__ == "__main__":
    main()
