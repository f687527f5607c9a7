"""How a figure went from period to period, with the band within which it goes up and down by itself.

The band is the mean ± 2.66 × the mean step from one period to the next (XmR chart: Wheeler, Understanding Variation,
1993), of whole periods only; a first or last one that is cut is drawn hollow. With fewer than eight there is none.
"""

from collections.abc import Sequence
from itertools import pairwise

from chodon_cli.charts import _look
from chodon_cli.charts._look import BLUE, GREY, PALER, RED, Row
from chodon_cli.dates import months_later, shift
from chodon_cli.labels import heading
from chodon_cli.locale import N_, _
from chodon_cli.result import Result

NEEDED_COLUMNS = ("from", "to", "value")
STEPS_TO_LIMIT = 2.66
LOW_SHARE = 0.08  # of the greatest: so near the axis that nothing can stand beneath
LEAST_PERIODS = 8  # whole periods that a band rests on
MONTHS_OF_A_PERIOD = {"month": 1, "quarter": 3, "year": 12}
LABELS_OF_STATES = {"inside": N_("Within the band"), "outside": N_("Outside the band"), "cut": N_("Not a whole period")}
COLOURS_OF_STATES = {"inside": BLUE, "outside": RED, "cut": GREY}


def chart(result: Result) -> _look.Specification:
    by = str(result.parameters.get("by") or "month")
    column = result.columns[result.position("value")]
    rows = [
        {
            **row,
            "_period": period_name(row["from"], by),
            "_whole": is_whole(row["from"], row["to"], MONTHS_OF_A_PERIOD.get(by, 1)),
        }
        for row in _look.rows_of(result)
    ]
    whole = [row["value"] for row in rows if row["_whole"] and row["value"] is not None]
    limits = band(whole, 100 if column.type == "percent" else None)
    name = column.heading if column.label else heading(str(result.parameters.get("key") or column.key))
    labels = {code: _(label) for code, label in LABELS_OF_STATES.items()}
    for place, row in enumerate(rows):
        row["_state"] = labels[state(row, limits)]
        row["_peak"] = is_peak(rows, place)
    x = {"field": "_period", "type": "ordinal", "sort": None, "axis": {"title": None, "labelAngle": -40, "grid": False}}
    scale = {"zero": column.type != "percent"} if any(row["value"] for row in rows) else {"domain": [0, 1]}
    y = {"field": "value", "type": "quantitative", "scale": scale}
    present = {
        code: colour for code, colour in COLOURS_OF_STATES.items() if labels[code] in {row["_state"] for row in rows}
    }
    colour: Row = {"field": "_state", "type": "nominal", "scale": _look.coded_colours(present, labels)}
    if len(present) < 2:
        colour["legend"] = None
    remark = [_("band: where it goes up and down by itself; line: the mean of whole periods")] if limits else []
    return _look.specification(
        result,
        _look.with_title(result, _("{figure} from period to period").format(figure=name), remark),
        rows,
        datasets={"limits": limits},
        width=640,
        height=300,
        layer=[
            *band_layers(limits, y),
            *point_layers(x, y, {"title": name, "format": ",~r", "zindex": 1, "grid": False}, colour),
        ],
    )


def band(values: Sequence[float], most: float | None) -> list[Row]:
    """The mean and the limits of the values in their order, within what they can be; nothing of too few."""
    if len(values) < LEAST_PERIODS:
        return []
    mean = sum(values) / len(values)
    steps = [abs(later - earlier) for earlier, later in pairwise(values)]
    reach = STEPS_TO_LIMIT * sum(steps) / len(steps)
    high = mean + reach if most is None else min(most, mean + reach)
    return [{"low": max(0.0, mean - reach), "mean": mean, "high": high}]


def is_peak(rows: Sequence[Row], place: int) -> bool:
    """Whether the figure of a point stands above it, out of the way of the line and of the axis."""
    if (rows[place]["value"] or 0) < LOW_SHARE * max(row["value"] or 0 for row in rows):
        return True
    beside = [row["value"] for row in (*rows[max(0, place - 1) : place], *rows[place + 1 : place + 2])]
    return sum(value or 0 for value in beside) <= (rows[place]["value"] or 0) * len(beside)


def state(row: Row, limits: Sequence[Row]) -> str:
    if not row["_whole"]:
        return "cut"
    outside = limits and row["value"] is not None and not limits[0]["low"] <= row["value"] <= limits[0]["high"]
    return "outside" if outside else "inside"


def point_layers(x: Row, y: Row, axis: Row, colour: Row) -> list[object]:
    """The line, its points, and their figures out of its way."""
    return [
        {
            "mark": {"type": "line", "color": BLUE, "strokeWidth": 1.5},
            "encoding": {"x": x, "y": {**y, "axis": axis}},
        },
        {
            "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1},
            "encoding": {"x": x, "y": y, "color": colour},
        },
        *(
            {
                "transform": [{"filter": {"field": "_peak", "equal": is_above}}],
                "mark": {"type": "text", "dy": -12 if is_above else 14, "fontSize": 11},
                "encoding": {"x": x, "y": y, "text": {"field": "value", "type": "quantitative", "format": ",~r"}},
            }
            for is_above in (True, False)
        ),
    ]


def band_layers(limits: Sequence[Row], y: Row) -> list[object]:
    if not limits:
        return []
    return [
        {
            "data": {"name": "limits"},
            "mark": {"type": "rect", "color": PALER},
            "encoding": {"y": {**y, "field": "low"}, "y2": {"field": "high"}},
        },
        {
            "data": {"name": "limits"},
            "mark": {"type": "rule", "color": GREY, "strokeDash": [4, 4]},
            "encoding": {"y": {**y, "field": "mean"}},
        },
    ]


def is_whole(start: str, end: str, months: int) -> bool:
    """Whether the days are a whole month, quarter or year."""
    return start.endswith("-01") and shift(months_later(start, months), -1) == end


def period_name(start: str, by: str) -> str:
    """3/2022, quý 1/2022, 2022."""
    year, month = start[:4], int(start[5:7])
    if by == "year":
        return year
    is_quarter = by == "quarter"
    return _("Q{quarter}/{year}").format(quarter=(month + 2) // 3, year=year) if is_quarter else _look.month_name(start)
