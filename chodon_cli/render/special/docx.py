"""The bulletin as a Word document by Decree 30/2020, filled into a template that the office may have made its own.

The document is Vietnamese whatever language the program speaks. What only the office can say is a marked gap.
"""

from pathlib import Path
from typing import BinaryIO

from chodon_cli import dates, locale
from chodon_cli.dates import Period, show_day
from chodon_cli.locale import N_, _
from chodon_cli.render import _chart, _docx, _headline, _messages
from chodon_cli.render._options import OutputOptions
from chodon_cli.render._values import cell
from chodon_cli.result import Result

IS_FOR_PEOPLE = True
HAS_DETAILS = True
HAS_NOTES = True
HAS_EVERY_COLUMN = True
LANGUAGE = "vi"  # of all that stands in it: the report is worked out in it, too
IS_BINARY = True
TEMPLATE_NAME = "bulletin"
CHART_WIDTH = 160  # mm of a chart: the page between its margins
UNKNOWN_FIGURE = "–"  # a figure of which nothing is known
PARTS_OF_THE_TEMPLATE = {  # what the template calls a part of the bulletin
    "bulletin trouble": "trouble",
    "bulletin late cases": "late_cases",
    "trend": "months",
    "violations": "groups",
    "tasks": "late_tasks",
    "compliance": "units",
    "bulletin sources": "sources",
}
OFFICE_SETTINGS = ("organisation", "place", "signatory", "signatory-title")
NAMES_OF_PERIODS = {  # first and last day -> how a document calls it
    ("01-01", "12-31"): "năm",
    ("01-01", "06-30"): "6 tháng đầu năm",
    ("07-01", "12-31"): "6 tháng cuối năm",
    ("01-01", "09-30"): "9 tháng đầu năm",
    ("01-01", "03-31"): "quý I năm",
    ("04-01", "06-30"): "quý II năm",
    ("07-01", "09-30"): "quý III năm",
    ("10-01", "12-31"): "quý IV năm",
}
GAP_NAMES = {
    "basis": N_("plan or document on which the report rests"),
    "words_results": N_("what the office thinks of the results"),
    "words_causes": N_("causes, in the office's words"),
    "words_tasks": N_("further tasks"),
}


def write(result: Result, file: BinaryIO, how: OutputOptions) -> None:
    with locale.in_language(LANGUAGE):
        gap_values = values(result)
    data, gaps = _docx.document(template(result, how), gap_values, GAP_NAMES)
    file.write(data)
    if gaps:
        _messages.say(_messages.NOTE, _("to fill in: {gaps}").format(gaps="; ".join(gaps)))


def template(result: Result, how: OutputOptions) -> Path:
    """The template: the one named, the office's own, or the one that comes with the program."""
    if how.template:
        return how.template
    folder = result.office.get("templates")
    own = Path(folder).expanduser() / f"{TEMPLATE_NAME}.docx" if folder else None
    return own if own and own.is_file() else _docx.template(TEMPLATE_NAME)


def values(result: Result) -> dict[str, object]:
    """What goes into the template, every figure as it reads."""
    office = {key.replace("-", "_"): result.office.get(key) or None for key in OFFICE_SETTINGS}
    parts = {
        PARTS_OF_THE_TEMPLATE[part.report]: texts(part)
        for part in result.details
        if part.report in PARTS_OF_THE_TEMPLATE
    }
    for line in parts.get("sources", ()):
        line["value"] = line["value"].replace(UNKNOWN_FIGURE, "")
    units = next((part for part in result.details if part.report == "compliance"), None)
    superior = result.office.get("superior", "")
    return {
        **office,
        "superior": superior,
        "symbol": result.office.get("symbol", ""),
        "number": None,
        "day": None,
        "month": None,
        "year": dates.today()[:4],
        "period": period_name(result.period) if result.period else "",
        "as_of": show_day(result.as_of or dates.today()),
        "f": {row["key"]: row["value"] for row in texts(result)},
        "b": {row["key"]: row["before"] for row in texts(result)},
        "n": {row[result.position("key")]: row[result.position("value")] or 0 for row in result.rows},
        "headline": [line.removesuffix(".") for line in shortcomings(result)],
        "notes": result.notes,
        "totals": texts(units, totals=True)[0] if units else totals_without_units(result),
        "recipients": [*([superior] if superior else []), "Các cơ quan, đơn vị trực thuộc"],
        "charts": pictures(result),
        **parts,
    }


def totals_without_units(result: Result) -> dict[str, str]:
    """The totals of the table of units where it has no row: the bulletin's own, and a dash for what is expected."""
    return {"expected": UNKNOWN_FIGURE} | {row["key"]: row["value"] for row in texts(result)}


def shortcomings(result: Result) -> list[str]:
    """What the headline says of units; that none stands out is no shortcoming."""
    return [line for line in _headline.headline(result) if isinstance(line, _headline.NamingSentence)]


def texts(part: Result, totals: bool = False) -> list[dict[str, str]]:
    """The rows as objects of text; a figure that is not known is a dash."""
    rows = [part.totals or ()] if totals else part.rows
    return [
        {
            column.key: cell(value, column) or (UNKNOWN_FIGURE if column.is_figure else "")
            for column, value in zip(part.columns, row, strict=True)
        }
        for row in rows
    ]


def pictures(result: Result) -> dict[str, _docx.Picture]:
    """The charts of the parts by their names; none where nothing can draw them."""
    drawn = _chart.charts_of_parts(result)
    return {chart.name: _docx.Picture(_chart.png(chart.specification), CHART_WIDTH) for chart in drawn.values()}


def period_name(period: Period) -> str:
    """`năm 2022`, `quý I năm 2022`, `tháng 3 năm 2022`, or from day to day."""
    year = period.start[:4]
    is_of_a_year = period.end[:4] == year
    if is_of_a_year and (name := NAMES_OF_PERIODS.get((period.start[5:], period.end[5:]))):
        return f"{name} {year}"
    if period.start.endswith("-01") and period.end == dates.shift(dates.months_later(period.start, 1), -1):
        return f"tháng {int(period.start[5:7])} năm {year}"
    return f"từ ngày {show_day(period.start)} đến ngày {show_day(period.end)}"
