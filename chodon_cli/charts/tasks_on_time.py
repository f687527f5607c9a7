"""Tasks that fell due, by unit: done on time, done late, not done, cancelled late; those with most late first."""

from chodon_cli.charts import _look
from chodon_cli.charts._look import AMBER, GREEN, GREY, RED, Row
from chodon_cli.locale import _, figure
from chodon_cli.result import Result

NEEDED_COLUMNS = ("due", "on_time", "done_late", "open_late", "cancelled_late")
COLOURS_OF_STATES = {"on_time": GREEN, "done_late": AMBER, "open_late": RED, "cancelled_late": GREY}
MOST_LINES = 30  # lines at most
ROW_HEIGHT = 22  # pixels


def chart(result: Result) -> _look.Specification:
    rows = _look.rows_of(result)
    labels = {key: result.columns[result.position(key)].heading for key in COLOURS_OF_STATES}
    lines = sorted((row for row in rows if row["due"]), key=lambda row: (row["on_time"] - row["due"], -row["due"]))
    visible = [
        {"name": name, "due": row["due"], "label": f"{row['on_time']}/{row['due']}"}
        for name, row in lines_by_name(result, lines[:MOST_LINES])
    ]
    bars = [
        {"name": name, "part": labels[part], "place": place, "number": row[part]}
        for name, row in lines_by_name(result, lines[:MOST_LINES])
        for place, part in enumerate(COLOURS_OF_STATES)
    ]
    remark = [_("the {shown} with most late, of {all}").format(shown=figure(MOST_LINES, 0), all=figure(len(lines), 0))]
    return _look.specification(
        result,
        _look.with_title(result, _("Tasks that fell due"), remark if len(lines) > MOST_LINES else []),
        rows,
        datasets={"bars": bars, "lines": visible},
        width=440,
        height={"step": ROW_HEIGHT},
        layer=_look.stacked_bars(_("Tasks due"), "due", "label", _look.coded_colours(COLOURS_OF_STATES, labels)),
    )


def lines_by_name(result: Result, lines: list[Row]) -> list[tuple[str, Row]]:
    """Each line by its name; two of one name stay two lines."""
    by_name: dict[str, Row] = {}
    for row in lines:
        name = _look.shorten(_look.name_of(result, row))
        while name in by_name:
            name += " "
        by_name[name] = row
    return list(by_name.items())
