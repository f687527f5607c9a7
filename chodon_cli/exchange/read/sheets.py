"""Somebody's file as sheets of rows, whatever kind of file it is: what it begins with tells, not its name."""

import sys
from pathlib import Path

from chodon_cli.errors import ChodonError
from chodon_cli.exchange.read import bounds
from chodon_cli.exchange.read.cells import Sheet
from chodon_cli.locale import _

WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".ods")
XML_BOOKS = {  # what such a file begins with -> what programs call it
    "urn:schemas-microsoft-com:office:spreadsheet": "XML Spreadsheet 2003",
    "urn:oasis:names:tc:opendocument": "Flat XML ODF Spreadsheet (.fods)",
}


def read(source: Path, name: str) -> list[Sheet]:
    """The sheets of the file; `-` is stdin. ChodonError, in bounded time and memory, if it cannot be read."""
    if source.name.startswith("~$"):
        raise ChodonError(
            _("{file}: this only marks a workbook that is open in Excel").format(file=name),
            _("close it there and name the workbook itself"),
        )
    from chodon_cli.exchange.read import plain_text

    file = source
    if str(source) == "-":
        file = plain_text.keep_in_file(sys.stdin.buffer)
    elif not source.is_file():
        with bounds.opened_pipe(source, name) as stream:
            file = plain_text.keep_in_file(stream)
    with bounds.limited_time(name, file.stat().st_size):
        return _sheets_of(file, name)


def _sheets_of(file: Path, name: str) -> list[Sheet]:
    from chodon_cli.exchange.read import other_kinds, plain_text

    with file.open("rb") as stream:
        start = stream.read(plain_text.SAMPLE_BYTES)
    if start.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        from chodon_cli.exchange.read import workbook

        data = file.read_bytes()
        other_kinds.refuse_other_archive(data, name)
        return workbook.sheets(data, name)
    other_kinds.refuse_other_kind(start, name)
    if Path(name).suffix.lower() in WORKBOOK_ENDINGS and plain_text.is_binary(start):
        from chodon_cli.exchange.read import workbook

        raise workbook.damaged_workbook(name)
    text = plain_text.read(file, name)
    if text.sample.lstrip()[:1] == "<":
        refuse_other_xml(text.sample, name)
        from chodon_cli.exchange.read import web_page

        return web_page.sheets(text, name)
    return [Sheet("", text.lines(plain_text.delimiter(text.sample)))]


def refuse_other_xml(start: str, name: str) -> None:
    """ChodonError, naming what it is, for a workbook written as one XML file."""
    for sign, kind in XML_BOOKS.items():
        if sign in start:
            raise ChodonError(
                _("{file}: this is a workbook in the format “{kind}”, which is not read").format(file=name, kind=kind),
                _("open it in a spreadsheet program and save it anew as .xlsx"),
            )
