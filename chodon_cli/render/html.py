"""One self-contained page that prints well: nothing is fetched, and what runs is one script of our own."""

import base64
import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from chodon_cli import locale
from chodon_cli.charts import Chart
from chodon_cli.locale import _
from chodon_cli.render import _chart, _headline
from chodon_cli.render._fit import ENDING_BEFORE, names_first, with_columns
from chodon_cli.render._options import OutputOptions
from chodon_cli.render._text import facts, period_and_day, sentence_for_no_rows, totals_cells
from chodon_cli.render._tones import cell_tone, row_tone
from chodon_cli.render._values import cell, is_silent
from chodon_cli.result import Column, Result
from chodon_cli.text import printable

if TYPE_CHECKING:
    from jinja2 import Template

IS_FOR_PEOPLE = True
HAS_DETAILS = True
HAS_NOTES = True


Link = Callable[[Column, object], str]  # where a cell leads to; empty for nowhere
LONGEST_ON_ONE_LINE = 40  # characters of a name that a printed page never breaks: of most units
RENDER_FOLDER = Path(__file__).parent
PAGE_SCRIPT = RENDER_FOLDER.joinpath("page.js").read_text(
    "utf-8"
)  # a click on a heading sorts its table; the one script in a page


def write(result: Result, file: TextIO, how: OutputOptions) -> None:
    file.writelines(pieces(result))


def page(result: Result, navigation: Sequence[tuple[str, str]] = (), link: Link | None = None) -> str:
    """The whole page."""
    return "".join(pieces(result, navigation, link))


def pieces(result: Result, navigation: Sequence[tuple[str, str]] = (), link: Link | None = None) -> Iterable[str]:
    """The whole page piece by piece, with its rows while they are read.

    Jinja2 escapes whatever stands in it; the style and the script are ours and go in as they are.
    `navigation`: address and name of the pages that each page leads to; `link`: where a cell leads to.
    """
    from markupsafe import Markup

    above = period_and_day(result)
    pictures = {place: picture(chart) for place, chart in _chart.charts_of_parts(result).items()}
    alone = [place for place in pictures if place == _chart.WHOLE_RESULT or result.details[place].layout == "chart"]
    details = [
        part(without_bars(detail) if place in pictures else detail, printable(_(detail.title)), link)
        | {"picture": pictures.get(place)}
        for place, detail in enumerate(result.details)
        if place not in alone
    ]
    return page_template().generate(
        language=locale.language(),
        policy=content_security_policy(bool(pictures)),
        title=printable(_(result.title)),
        style=Markup(RENDER_FOLDER.joinpath("page.css").read_text("utf-8")),
        script=Markup(PAGE_SCRIPT),
        issuer=printable(result.issuer),
        about="; ".join(above),
        headline=[printable(line) for line in result.headline or _headline.headline(result)],
        parts=[part(result, "", link), *details],
        navigation=navigation,
        notes=[*facts(result)[len(above) :], *_chart.how_to_get(result)],
        pictures=[pictures[place] for place in sorted(alone)],
        find=_("Find"),
    )


@cache
def page_template() -> "Template":
    """The template of every page, compiled once."""
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined)
    return environment.from_string(RENDER_FOLDER.joinpath("page.html.jinja").read_text("utf-8"))


def without_bars(result: Result) -> Result:
    """A table that is drawn above needs no bars of its own."""
    return with_columns(result, [place for place, column in enumerate(result.columns) if column.key != "bar"])


def picture(chart: Chart) -> dict[str, str]:
    """A chart as an image in the page itself: nothing in it can act, whatever stands there."""
    drawn = base64.b64encode(_chart.svg(chart.specification).encode()).decode()
    return {"source": f"data:image/svg+xml;base64,{drawn}", "name": chart.title}


def part(result: Result, title: str, link: Link | None = None) -> dict[str, object]:
    """One table: its headings, and its rows, which are read once, as text with what each cell's colour says."""
    result = names_first(result)
    kinds = [kind(result.columns, place) for place in range(len(result.columns))]
    rows = (
        (
            row_tone(result.columns, row),
            [
                (text, _kind_of_cell(css, text), cell_tone(column, value), link(column, value) if link else "")
                for value, column, css in zip(row, result.columns, kinds, strict=True)
                for text in (cell(value, column),)
            ],
        )
        for row in result.rows
    )
    is_search = result.layout == "search"
    totals = totals_cells(result.columns, result.totals) if result.totals is not None else []
    return {
        "title": title,
        "picture": None,
        "record": record(result) if result.layout == "record" and len(result.rows) == 1 else [],
        "nothing": sentence_for_no_rows(result),
        "on_paper": _("This table is for searching on a screen: what was found is printed.") if is_search else "",
        "headings": list(zip([column.heading for column in result.columns], kinds, strict=True)),
        "has_rows": bool(result.rows),
        "rows": rows,
        "totals": list(zip(totals, kinds, strict=True)) if totals else [],
    }


def record(result: Result) -> list[tuple[str, str, str]]:
    """One thing down the page: heading, value and what it was before, empty ones left out."""
    row = result.rows[0]
    places = {column.key: place for place, column in enumerate(result.columns)}
    fields = []
    for value, column in zip(row, result.columns, strict=True):
        is_before = column.key.endswith(ENDING_BEFORE) and column.key.removesuffix(ENDING_BEFORE) in places
        if is_before or is_silent(value, column):
            continue
        before = places.get(column.key + ENDING_BEFORE)
        past = "" if before is None or row[before] is None else cell(row[before], column)
        said = _("before: {value}").format(value=past) if past else ""
        fields.append((column.heading, cell(value, column), said))
    return fields


def kind(columns: Sequence[Column], place: int) -> str:
    """How a column is laid out: `key` stays in sight, figures to the right, days and codes never broken."""
    column: Column = columns[place]
    key = next((spot for spot, each in enumerate(columns[:2]) if each.type in ("text", "person")), 0)
    if place == key:
        return "key"
    if column.is_figure:
        return "figure"
    if column.type == "word":
        return "word"
    return "whole" if column.type in ("date", "code", "year") else "name"


def _kind_of_cell(css: str, text: str) -> str:
    """As the column's, but of what stands in sight the long is broken on paper, where it would squeeze the others."""
    return f"{css} long" if css == "key" and len(text) > LONGEST_ON_ONE_LINE else css


@cache
def content_security_policy(has_pictures: bool) -> str:
    """What the page may do: nothing but its style and its one script, known by its digest, and its own pictures."""
    digest = base64.b64encode(hashlib.sha256(PAGE_SCRIPT.encode()).digest()).decode()
    pictures = " img-src data:;" if has_pictures else ""
    return f"default-src 'none';{pictures} style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
