"""Violations by group of standards, or by source, severity or month; how many of them are serious or worse."""

from chodon_cli.charts import _look
from chodon_cli.charts._look import BLUE, RED, Row
from chodon_cli.labels import heading
from chodon_cli.locale import N_, _
from chodon_cli.result import Result

NEEDED_COLUMNS = ("violations", "serious")
LABELS_OF_SEVERITIES = {"ordinary": N_("Less than serious"), "serious": N_("Serious or worse")}
COLOURS_OF_SEVERITIES = {"ordinary": BLUE, "serious": RED}
ROW_HEIGHT = 26  # pixels


def chart(result: Result) -> _look.Specification:
    is_by_group = any(column.key == "group" for column in result.columns)
    labels = {code: _(label) for code, label in LABELS_OF_SEVERITIES.items()}
    rows = _look.rows_of(result)
    sums: dict[str, Row] = {}
    for row in rows:
        name = _look.shorten((row["group"] or "–") if is_by_group else _look.name_of(result, row))
        line = sums.setdefault(name, {"name": name, "violations": 0, "serious": 0})
        line["violations"] += row["violations"]
        line["serious"] += row["serious"]
    is_in_order = any(column.key in ("month", "severity") for column in result.columns)
    lines = list(sums.values()) if is_in_order else sorted(sums.values(), key=lambda line: -line["violations"])
    bars = [
        {"name": line["name"], "part": labels[part], "place": place, "number": number}
        for line in lines
        for place, (part, number) in enumerate(
            (("serious", line["serious"]), ("ordinary", line["violations"] - line["serious"]))
        )
    ]
    return _look.specification(
        result,
        _look.with_title(result, _("Violations by group of standards") if is_by_group else _("Violations")),
        rows,
        datasets={"bars": bars, "lines": lines},
        width=520,
        height={"step": ROW_HEIGHT},
        layer=_look.stacked_bars(
            heading("violations"), "violations", "violations", _look.coded_colours(COLOURS_OF_SEVERITIES, labels)
        ),
    )
