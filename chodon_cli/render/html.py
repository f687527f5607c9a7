"""One self-contained page that prints well: nothing is fetched, nothing in it runs."""

from collections.abc import Sequence
from html import escape
from typing import Any, TextIO

from chodon_cli import locale
from chodon_cli.locale import _
from chodon_cli.render._text import totals_cells
from chodon_cli.render._tones import row_tone
from chodon_cli.render._values import cell
from chodon_cli.result import Result

IS_FOR_PEOPLE = True
HAS_DETAILS = True

STYLE = """
@page { size: A4 landscape; margin: 15mm 15mm 15mm 20mm }
body { font: 13px/1.35 "Times New Roman", "Liberation Serif", serif; color: #000; margin: 2em auto; max-width: 80em }
h1 { font-size: 1.5em; margin: 0 0 .2em } h2 { font-size: 1.2em; margin: 1.5em 0 .2em }
.facts { color: #444; margin: 0 0 1em } .facts code { white-space: pre-wrap }
table { border-collapse: collapse; width: 100% }
thead { display: table-header-group } tr { break-inside: avoid }
th, td { border: 1px solid #999; padding: .2em .45em; text-align: left; vertical-align: top }
th { background: #eee; white-space: normal !important; vertical-align: bottom }
.figure { text-align: right; white-space: nowrap }
.whole { white-space: nowrap }
.totals td { font-weight: bold; border-top: 2px solid #000 }
.very-high { background: #f6c7c7 } .high { background: #fbe8bd }
.void { text-decoration: line-through; color: #666 }
@media print { body { margin: 0; max-width: none } th { background: none } }
"""


def write(result: Result, file: TextIO, how: Any) -> None:
    from chodon_cli.render._text import facts

    file.write(f'<!DOCTYPE html>\n<html lang="{locale.language()}">\n<head>\n<meta charset="utf-8">\n')
    file.write('<meta name="viewport" content="width=device-width">\n')
    file.write(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
    )
    file.write(f"<title>{escape(_(result.title))}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n")
    file.write(f"<h1>{escape(_(result.title))}</h1>\n")
    if lines := facts(result):
        file.write(f'<p class="facts">{"<br>".join(map(escape, lines))}</p>\n')
    _table(result, file)
    for detail in result.details:
        file.write(f"<h2>{escape(_(detail.title))}</h2>\n")
        _table(detail, file)
    file.write("</body>\n</html>\n")


def _table(result: Result, file: TextIO) -> None:
    file.write("<table>\n<thead><tr>")
    file.writelines(f'<th scope="col"{kind(column)}>{escape(column.heading)}</th>' for column in result.columns)
    file.write("</tr></thead>\n<tbody>\n")
    for row in result.rows:
        texts = [cell(value, column) for value, column in zip(row, result.columns, strict=True)]
        file.write(_row(texts, result, row_tone(result.columns, row)))
    if result.totals is not None:
        file.write(_row(totals_cells(result.columns, result.totals), result, "totals"))
    file.write("</tbody>\n</table>\n")


def _row(texts: Sequence[str], result: Result, css: str) -> str:
    cells = (f"<td{kind(column)}>{escape(text)}</td>" for text, column in zip(texts, result.columns, strict=True))
    return f"<tr{f' class={css}' if css else ''}>{''.join(cells)}</tr>\n"


def kind(column: Any) -> str:
    if column.is_figure:
        return ' class="figure"'
    return ' class="whole"' if column.type in ("date", "code") else ""
