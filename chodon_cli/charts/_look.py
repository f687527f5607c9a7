"""What all charts have in common: their data, their titles, their colours, and how figures are written in them."""

from collections.abc import Mapping, Sequence
from typing import Any

from chodon_cli import locale, words
from chodon_cli.dates import show_day
from chodon_cli.input_row import Values
from chodon_cli.locale import _
from chodon_cli.result import Column, Result
from chodon_cli.text import printable

# Only families that have every Vietnamese letter before the last two: where one is missing, the whole text changes font
FONT = "Arial, Segoe UI, Helvetica Neue, Noto Sans, DejaVu Sans, Liberation Sans, sans-serif"
INK, GREY, PALE, PALER = "#1f2933", "#6b7785", "#d5dbe3", "#eceff3"
BLUE, AMBER, RED, GREEN = "#2f6db3", "#d98a00", "#b3132b", "#2d8a4e"
SIGNAL_COLOURS = {"watch": BLUE, "high": AMBER, "very-high": RED}
LONGEST_NAME = 400  # pixels of a label before it is cut with …
VEGA_LITE_SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"  # names the language; nothing is fetched

Row = Values
Specification = dict[str, Any]  # Vega-Lite's JSON


def rows_of(result: Result) -> list[Row]:
    """The rows as objects by key, as `-f json` has them; nothing in their text can act."""
    keys = [column.key for column in result.columns]
    return [
        {key: printable(value) if isinstance(value, str) else value for key, value in zip(keys, row, strict=True)}
        for row in result.rows
    ]


def name_of(result: Result, row: Row) -> str:
    """What the row is called: a unit by its name, a word in the user's language, else what stands first."""
    for key in ("unit", "title", "kind", "category", "source", "severity"):
        column = next((column for column in result.columns if column.key == key), None)
        if column and row[key]:
            return word_label(column, row[key])
    if "month" in row:
        return month_name(row["month"])
    return str(row[result.columns[0].key] or "")


def month_name(month: str) -> str:
    """2022-03 -> 3/2022."""
    return f"{int(month[5:7])}/{month[:4]}"


def word_label(column: Column, value: str) -> str:
    """A word as people read it; other text as it is."""
    list_of = words.word_list_of(column)
    return list_of.label(value) if list_of else value


def with_title(result: Result, title: str, remarks: Sequence[str] = ()) -> dict[str, object]:
    """The title of a chart, and under it the period and what is to be known of it."""
    period = result.period
    lines = [f"{show_day(period.start)} – {show_day(period.end)}"] if period else []
    return {"text": printable(title), "subtitle": [printable(line) for line in [*lines, *remarks]]}


def specification(
    result: Result,
    title: Specification,
    rows: Sequence[Row],
    datasets: Mapping[str, Sequence[object]] | None = None,
    **parts: object,
) -> Specification:
    """The whole chart; its data is called `rows`. Further data sets come as `datasets`."""
    return {
        "$schema": VEGA_LITE_SCHEMA,
        "description": printable(_(result.title)),
        "title": title,
        "datasets": {"rows": list(rows), **(datasets or {})},
        "data": {"name": "rows"},
        "background": "white",
        "padding": 12,
        "config": config(),
        **parts,
    }


def config() -> dict[str, object]:
    """Fonts, sizes and the way of figures: 1.234,5 in Vietnamese."""
    text = {"labelColor": INK, "titleColor": INK, "labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal"}
    comma, point = (",", ".") if locale.language() == "en" else (".", ",")
    return {
        "font": FONT,
        "view": {"stroke": None},
        "axis": {**text, "gridColor": PALER, "domainColor": GREY, "tickColor": GREY, "labelLimit": LONGEST_NAME},
        "legend": {**text, "orient": "bottom", "labelLimit": LONGEST_NAME, "title": None},
        "text": {"fontSize": 12, "color": INK},
        "title": {
            "anchor": "start",
            "frame": "group",
            "fontSize": 16,
            "color": INK,
            "subtitleColor": GREY,
            "subtitleFontSize": 12,
            "subtitlePadding": 4,
            "offset": 14,
        },
        "locale": {"number": {"decimal": point, "thousands": comma, "grouping": [3], "currency": ["", ""]}},
    }


def coded_colours(colours: Mapping[str, str], labels: Mapping[str, str]) -> dict[str, object]:
    """A scale of colours by what the words are called: code -> colour, code -> label."""
    return {"domain": [labels[code] for code in colours], "range": [*colours.values()]}


def shorten(text: str, longest: int = 60) -> str:
    """The text, cut with … where it is longer than so many characters."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def stacked_bars(title: str, total: str, label: str, scale: Mapping[str, object]) -> list[dict[str, object]]:
    """Layers of bars across: of the data set `bars` (name, part, place, number), with a label of `lines` behind each.

    `total`: the field of `lines` that is as long as the whole bar; `label`: the one that is written there.
    """
    y = {"field": "name", "type": "nominal", "sort": None, "axis": {"title": None, "ticks": False, "domain": False}}
    axis = {"title": title, "format": ",d", "tickMinStep": 1}
    return [
        {
            "data": {"name": "bars"},
            "mark": {"type": "bar", "height": {"band": 0.72}},
            "encoding": {
                "y": y,
                "x": {"field": "number", "type": "quantitative", "stack": "zero", "axis": axis},
                "order": {"field": "place", "type": "quantitative"},
                "color": {"field": "part", "type": "nominal", "scale": scale},
            },
        },
        {
            "data": {"name": "lines"},
            "mark": {"type": "text", "align": "left", "dx": 5},
            "encoding": {
                "y": y,
                "x": {"field": total, "type": "quantitative"},
                "text": {"field": label, "type": "nominal"},
            },
        },
    ]
