"""Units by violations against what would be expected if all were alike, with the limits of chance; the flagged named.

Spiegelhalter, Funnel plots for comparing institutional performance, Statistics in Medicine 24 (2005) 1185: limits are
quantiles of the Poisson distribution, interpolated as in its appendix A.1.1. Who is flagged is what the report's signal
says, which also allows for units differing more than chance, and for how many are compared.
"""

import math
from collections.abc import Sequence

from chodon_cli.charts import _look
from chodon_cli.charts._look import GREY, INK, PALE, PALER, SIGNAL_COLOURS, Row
from chodon_cli.labels import heading
from chodon_cli.locale import N_, _, figure
from chodon_cli.result import Result
from chodon_cli.words.judgement import SIGNAL

NEEDED_COLUMNS = ("violations", "expected", "signal")
TAIL_PROBABILITIES = {"wide": 0.001, "narrow": 0.025}  # beyond each of the limits of 99.8 % and of 95 %
WIDTH, HEIGHT = 640, 420
MOST_UNITS_NAMED = 15  # units that are named at most, the strongest signals first
LINE_HEIGHT = 15  # pixels of a line of text
POINTS_OF_A_LIMIT = 120  # points of a limit
ORDINARY = "ordinary"
COLOURS_OF_SIGNALS = {ORDINARY: GREY, **SIGNAL_COLOURS}
LABELS_OF_SIGNALS = {ORDINARY: N_("Within what chance explains"), **SIGNAL.labels}


def chart(result: Result) -> _look.Specification:
    labels = {code: _(label) for code, label in LABELS_OF_SIGNALS.items()}
    rows = [
        {**row, "_name": _look.name_of(result, row), "_signal": labels[row["signal"] or ORDINARY]}
        for row in _look.rows_of(result)
        if row["violations"] is not None  # withheld
    ]
    right = max([1.0, *(row["expected"] or 0 for row in rows)]) * 1.08
    limits = [limits_at(right * step / POINTS_OF_A_LIMIT) for step in range(POINTS_OF_A_LIMIT + 1)]
    top = max([4.0, *(row["violations"] for row in rows), limits[-1]["wide_high"]]) * 1.06
    present = {row["_signal"] for row in rows}
    colours = {code: colour for code, colour in COLOURS_OF_SIGNALS.items() if labels[code] in present}
    scale = _look.coded_colours(colours, labels)
    x = {"type": "quantitative", "scale": {"domain": [0, right], "nice": False, "zero": True}}
    y = {"type": "quantitative", "scale": {"domain": [0, top], "nice": False, "zero": True}}
    across = {"title": heading("expected"), "format": ",~r", "grid": False, "tickCount": 8}
    upwards = {"title": heading("violations"), "format": ",d", "tickMinStep": 1}
    axes = {"x": {**x, "field": "expected", "axis": across}, "y": {**y, "field": "violations", "axis": upwards}}
    colour = {"field": "_signal", "type": "nominal", "scale": scale, "legend": {"symbolType": "circle"}}
    return _look.specification(
        result,
        _look.with_title(result, _("Violations against what would be expected if all were alike"), remarks(rows)),
        rows,
        datasets={"limits": limits, "names": names(rows, right, top)},
        width=WIDTH,
        height=HEIGHT,
        layer=[
            *band("wide", PALER, x, y),
            *band("narrow", PALE, x, y),
            {
                "data": {"name": "limits"},
                "mark": {"type": "line", "color": GREY, "strokeDash": [4, 4], "strokeWidth": 1},
                "encoding": {"x": {**x, "field": "expected"}, "y": {**y, "field": "expected"}},
            },
            {
                "mark": {"type": "circle", "size": 55, "opacity": 0.85, "stroke": "white", "strokeWidth": 0.6},
                "encoding": {**axes, "color": colour},
            },
            *name_layers(x, y),
        ],
    )


def remarks(rows: Sequence[Row]) -> list[str]:
    flagged = [row for row in rows if row["signal"]]
    sentences = [
        _("bands of what chance alone brings: dark {inner}%, light {outer}%").format(inner=95, outer=_("99.8"))
    ]
    if len(flagged) > MOST_UNITS_NAMED:
        sentences.append(
            _("named: {number} of {all} with a signal").format(
                number=figure(MOST_UNITS_NAMED, 0), all=figure(len(flagged), 0)
            )
        )
    return sentences


def limits_at(mean: float) -> dict[str, float]:
    """The limits of a count of which so many are expected."""
    limits = {"expected": mean}
    for name, tail in TAIL_PROBABILITIES.items():
        limits[f"{name}_low"] = poisson_quantile(mean, tail)
        limits[f"{name}_high"] = poisson_quantile(mean, 1 - tail)
    return limits


def poisson_quantile(mean: float, chance: float) -> float:
    """The count below which this share of Poisson counts of the mean lies, interpolated between whole counts."""
    if mean <= 0:
        return 0.0
    count, below = 0, 0.0
    while True:
        share = math.exp(count * math.log(mean) - mean - math.lgamma(count + 1))
        if below + share >= chance:
            return max(0.0, count - (below + share - chance) / share)
        below += share
        count += 1


def names(rows: Sequence[Row], right: float, top: float) -> list[Row]:
    """Where the names of the flagged stand: beside their points, and none on another."""
    flagged = sorted((row for row in rows if row["signal"]), key=lambda row: -SIGNAL.rank(row["signal"]))[
        :MOST_UNITS_NAMED
    ]
    step = top * LINE_HEIGHT / HEIGHT
    taken: list[tuple[bool, float]] = []
    placed = []
    for row in sorted(flagged, key=lambda row: -row["violations"]):
        is_left = row["expected"] > right * 0.55
        at = float(row["violations"])
        while any(side == is_left and abs(at - other) < step * 0.99 for side, other in taken):
            at -= step / 4
        taken.append((is_left, at))
        placed.append(
            {"expected": row["expected"], "violations": row["violations"], "at": at}
            | {"name": _look.shorten(row["_name"]), "side": "left" if is_left else "right"}
        )
    return placed


def band(name: str, colour: str, x: Row, y: Row) -> list[object]:
    """The counts between two limits."""
    return [
        {
            "data": {"name": "limits"},
            "mark": {"type": "area", "color": colour, "opacity": 1},
            "encoding": {
                "x": {**x, "field": "expected"},
                "y": {**y, "field": f"{name}_low"},
                "y2": {"field": f"{name}_high"},
            },
        }
    ]


def name_layers(x: Row, y: Row) -> list[object]:
    """The names to the right of their points, and to the left where there is no room."""
    place = {"x": {**x, "field": "expected"}, "y": {**y, "field": "at"}, "text": {"field": "name", "type": "nominal"}}
    return [
        {
            "data": {"name": "names"},
            "transform": [{"filter": f"datum.side === '{side}'"}],
            "mark": {"type": "text", "align": align, "baseline": "middle", "dx": dx, "color": INK},
            "encoding": place,
        }
        for side, align, dx in (("right", "left", 9), ("left", "right", -9))
    ]
