"""Violations by unit and month, the darker the more; the units with most first."""

from collections import Counter
from collections.abc import Sequence

from chodon_cli.charts import _look
from chodon_cli.charts._look import INK, Specification
from chodon_cli.dates import Period, months_later
from chodon_cli.locale import _, figure
from chodon_cli.result import Result

NEEDED_COLUMNS = ("unit_code", "unit", "month", "violations")
MOST_UNITS = 40  # units at most
ROW_HEIGHT = 22  # pixels of a row
COLOUR_SCALE = ["#fdf3e4", "#f3b45c", "#c4431f", "#7a0c1e"]
DARK_SHARE = 0.55  # of the greatest number, from which on figures are white


def chart(result: Result) -> _look.Specification:
    rows = _look.rows_of(result)
    totals: dict[str, int] = {}
    for row in rows:
        totals[row["unit_code"]] = totals.get(row["unit_code"], 0) + row["violations"]
    order = sorted(totals, key=lambda code: -totals[code])[:MOST_UNITS]
    titles = {row["unit_code"]: _look.shorten(row["unit"] or row["unit_code"]) for row in rows}
    several = {title for title, count in Counter(titles.values()).items() if count > 1}
    called = {code: f"{title}, {code}" if title in several else title for code, title in titles.items()}
    names = {code: f"{called[code]} ({totals[code]})" for code in order}
    months = months_of(result.period) if result.period else sorted({row["month"] for row in rows})
    most = max(row["violations"] for row in rows)
    cells = [
        {"name": names[row["unit_code"]], "month": _look.month_name(row["month"]), "violations": row["violations"]}
        | {"is_dark": row["violations"] > most * DARK_SHARE}
        for row in rows
        if row["unit_code"] in names
    ]
    remark = [
        _("the {shown} with most, of {all} with any").format(shown=figure(MOST_UNITS, 0), all=figure(len(totals), 0))
    ]
    return _look.specification(
        result,
        _look.with_title(result, _("Violations by unit and month"), remark if len(totals) > MOST_UNITS else []),
        rows,
        datasets={"cells": cells},
        width={"step": 46},
        height={"step": ROW_HEIGHT},
        layer=layers([*map(_look.month_name, months)], [*names.values()], most),
    )


def months_of(period: Period) -> list[str]:
    """Every month of the period, 2022-03: one without anything is seen to have nothing."""
    months, day = [], f"{period.start[:7]}-01"
    while day <= period.end:
        months.append(day[:7])
        day = months_later(day, 1)
    return months


def layers(months: Sequence[str], names: Sequence[str], most: int) -> list[Specification]:
    """The cells and their figures, which are white where the cell is dark."""
    x: dict[str, object] = {"field": "month", "type": "ordinal", "scale": {"domain": [*months]}}
    x["axis"] = {"title": None, "orient": "top", "labelAngle": -40, "ticks": False, "domain": False}
    y: dict[str, object] = {"field": "name", "type": "ordinal", "scale": {"domain": [*names]}}
    y["axis"] = {"title": None, "ticks": False, "domain": False}
    scale = {"range": COLOUR_SCALE, "domainMin": 0, "domainMax": max(most, 2), "interpolate": "lab"}
    place: dict[str, object] = {"x": x, "y": y}
    colour: dict[str, object] = {"field": "violations", "type": "quantitative", "scale": scale, "legend": None}
    return [
        {
            "data": {"name": "cells"},
            "mark": {"type": "rect", "stroke": "white", "strokeWidth": 1.5},
            "encoding": place | {"color": colour},
        },
        *(
            {
                "data": {"name": "cells"},
                "transform": [{"filter": {"field": "is_dark", "equal": is_dark}}],
                "mark": {"type": "text", "fontSize": 11, "color": ink},
                "encoding": place | {"text": {"field": "violations", "type": "quantitative", "format": ",d"}},
            }
            for is_dark, ink in ((True, "white"), (False, INK))
        ),
    ]
