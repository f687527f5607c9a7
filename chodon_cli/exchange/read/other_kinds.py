"""Files that are no lists, whatever their names say: told by what they begin with or hold, and refused by name."""

import io
import re
import zipfile

from chodon_cli.errors import ChodonError
from chodon_cli.locale import _

KINDS_BY_BEGINNING = {
    b"%PDF": "PDF",
    b"{\\rtf": "RTF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7-Zip",
    b"\x1f\x8b": "GZIP",
    b"PAR1": "Parquet",
    b"SQLite format 3": "SQLite",
}
KINDS_BY_PART = (  # of a ZIP file
    (re.compile(r"xl/workbook\.bin"), "Excel Binary Workbook (.xlsb)"),
    (re.compile(r"word/document\.xml"), "Word (.docx)"),
    (re.compile(r"ppt/presentation\.xml"), "PowerPoint (.pptx)"),
    (re.compile(r"(.*/)?Index/.*\.iwa|index\.apxl|(.*/)?Index\.zip"), "Apple Numbers"),
)
KINDS_BY_STREAM = {"WordDocument": "Word (.doc)", "PowerPoint Document": "PowerPoint (.ppt)"}  # of a compound file
KINDS_BY_MIME_TYPE = {
    "application/vnd.oasis.opendocument.text": "OpenDocument Text (.odt)",
    "application/vnd.oasis.opendocument.presentation": "OpenDocument Presentation (.odp)",
}
MOST_MIME_BYTES = 100
JSON_BEGINNING = re.compile(rb"\s*(\[\s*[{\[]|\{\s*\")")
PARTS_OF_A_WORKBOOK = re.compile(r".*workbook\.xml|content\.xml", re.I)


def refuse_other_kind(start: bytes, name: str) -> None:
    """ChodonError, naming what it is, for a file that begins as no list does."""
    text = start.removeprefix(b"\xef\xbb\xbf")
    for beginning, kind in KINDS_BY_BEGINNING.items():
        if text.startswith(beginning):
            raise is_of_kind(name, kind)
    if JSON_BEGINNING.match(text):
        raise is_of_kind(name, "JSON")


def refuse_other_archive(data: bytes, name: str) -> None:
    """ChodonError, naming what it is, for what is packed as workbooks are and is none."""
    if not data.startswith(b"PK"):
        for stream, kind in KINDS_BY_STREAM.items():
            if stream.encode("utf-16-le") in data:
                raise is_of_kind(name, kind)
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.namelist()
            has_type = "mimetype" in parts and packed.getinfo("mimetype").file_size < MOST_MIME_BYTES
            mime_type = packed.read("mimetype").decode("latin-1").strip() if has_type else ""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return  # who reads it says that it is damaged
    kinds = [kind for pattern, kind in KINDS_BY_PART if any(map(pattern.fullmatch, parts))]
    if mime_type in KINDS_BY_MIME_TYPE:
        kinds.append(KINDS_BY_MIME_TYPE[mime_type])
    if not kinds and not any(map(PARTS_OF_A_WORKBOOK.fullmatch, parts)):
        kinds.append("ZIP")
    if kinds:
        raise is_of_kind(name, kinds[0])


def is_of_kind(name: str, kind: str) -> ChodonError:
    return ChodonError(
        _("{file}: this is a file of the kind “{kind}”, which is not read").format(file=name, kind=kind),
        _("save the list that it holds as .xlsx or as CSV in UTF-8"),
    )
