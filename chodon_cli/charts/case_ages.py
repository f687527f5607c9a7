"""Cases: how old those are that are live, and how those ended that ended in the period."""

from collections.abc import Sequence

from chodon_cli.charts import _look
from chodon_cli.charts._look import AMBER, BLUE, GREEN, GREY, RED, Row
from chodon_cli.labels import heading
from chodon_cli.locale import _, figure
from chodon_cli.result import Result

NEEDED_COLUMNS = ("live_30", "live_60", "live_90", "live_150", "live_more", "disciplined")
COLOURS_OF_AGES = {"live_30": GREEN, "live_60": BLUE, "live_90": AMBER, "live_150": RED, "live_more": "#7a0c1e"}
OUTCOMES_IN_ORDER = (
    "disciplined",
    "reminder",
    "criticism",
    "no_discipline",
    "groundless",
    "exempt",
    "time_barred",
    "annulled",
)
ROW_HEIGHT = 26  # pixels


def chart(result: Result) -> _look.Specification:
    rows = _look.rows_of(result)
    ages = [bar(result, rows, key, colour) for key, colour in COLOURS_OF_AGES.items()]
    outcomes = [bar(result, rows, key, GREY if key == "annulled" else BLUE) for key in OUTCOMES_IN_ORDER]
    outcomes = [line for line in outcomes if line["number"]] or outcomes[:1]
    most = max([1, *(line["number"] for line in [*ages, *outcomes])])
    return _look.specification(
        result,
        _look.with_title(result, _("Cases")),
        rows,
        datasets={"ages": ages, "outcomes": outcomes},
        vconcat=[
            panel("ages", _("Live at the end, by days since found: {number}"), ages, most),
            panel("outcomes", _("Ended in the period, by outcome: {number}"), outcomes, most),
        ],
        spacing=18,
    )


def bar(result: Result, rows: Sequence[Row], key: str, colour: str) -> Row:
    """How many cases the figure counts in all units; the headings of ages repeat themselves: `31–60`."""
    column = result.columns[result.position(key)]
    name = column.heading if column.label else heading(key)
    return {"key": key, "name": name, "number": sum(row[key] for row in rows), "colour": colour}


def panel(name: str, title: str, lines: Sequence[Row], most: int) -> dict[str, object]:
    """Bars of one kind under a title of their own."""
    y = {"field": "name", "type": "nominal", "sort": None, "axis": {"title": None, "ticks": False, "domain": False}}
    x = {"field": "number", "type": "quantitative", "scale": {"domain": [0, most]}}
    number = sum(line["number"] for line in lines)
    return {
        "data": {"name": name},
        "title": {"text": title.format(number=figure(number, 0)), "fontSize": 13, "fontWeight": "normal", "offset": 6},
        "width": 460,
        "height": {"step": ROW_HEIGHT},
        "layer": [
            {
                "mark": {"type": "bar", "height": {"band": 0.7}},
                "encoding": {"y": y, "x": {**x, "axis": None}, "color": {"field": "colour", "scale": None}},
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 5},
                "encoding": {"y": y, "x": x, "text": {"field": "number", "type": "quantitative", "format": ",d"}},
            },
        ],
    }
