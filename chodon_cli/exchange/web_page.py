"""A web page that calls itself a workbook, as many web systems export: its tables as sheets."""

from html.parser import HTMLParser

from chodon_cli.errors import ChodonError
from chodon_cli.exchange.sheets import Line, Sheet
from chodon_cli.locale import _


def sheets(text: str, name: str) -> list[Sheet]:
    """The tables of the page. ChodonError if it has none."""
    page = Tables()
    page.feed(text)
    page.close()
    found = [Sheet(str(place) if place > 1 else "", lines) for place, lines in enumerate(page.tables, start=1) if lines]
    if not found:
        raise ChodonError(_("{file}: this is a web page without a table").format(file=name))
    return found


class Tables(HTMLParser):
    """Collects rows and cells; a cell that spans several columns is followed by empty ones."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[Line]] = []
        self._cells: list[str | float | None] = []
        self._text: list[str] | None = None
        self._span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self._end_row()
        elif tag in ("td", "th"):
            self._end_cell()
            span = dict(attrs).get("colspan") or "1"
            self._text, self._span = [], min(int(span), 100) if span.isdigit() else 1
        elif tag in ("br", "p", "div") and self._text is not None:
            self._text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self._end_row()

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def close(self) -> None:
        super().close()
        self._end_row()

    def _end_cell(self) -> None:
        if self._text is not None:
            self._cells += ["".join(self._text).strip(), *([None] * (max(self._span, 1) - 1))]
            self._text = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._cells and self.tables:
            self.tables[-1].append(Line(len(self.tables[-1]) + 1, self._cells))
        self._cells = []
