"""Files that are no lists and do harm to who reads them as one: bombs, locks, other things under a list's name.

Each function writes one; `FILES` has them by name with what the program must say.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from xlsxwriter import Workbook

MB = 1 << 20
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SHEET = "xl/worksheets/sheet1.xml"
PARTS = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="r1"/>'
    "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
}
BEGIN, END = f'<worksheet xmlns="{MAIN}"><sheetData>'.encode(), b"</sheetData></worksheet>"


def workbook(path: Path, parts: dict[str, bytes], repeated: tuple[str, bytes, bytes, bytes, int] | None = None) -> None:
    """A workbook of these parts; `repeated`: name, beginning, what comes again and again, end, how often."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in PARTS.items():
            book.writestr(name, text)
        for name, data in parts.items():
            book.writestr(name, data)
        if repeated:
            _repeat(book, *repeated)
    path.write_bytes(packed.getvalue())


def _repeat(book: zipfile.ZipFile, name: str, begin: bytes, middle: bytes, end: bytes, times: int) -> None:
    """Write a part that unpacks to more than anybody would write: what comes again is packed once."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(begin) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(middle) + packer.flush(zlib.Z_FULL_FLUSH)
    last = packer.compress(end) + packer.flush(zlib.Z_FINISH)
    crc = zlib.crc32(begin)
    for _time in range(times):
        crc = zlib.crc32(middle, crc)
    part = zipfile.ZipInfo(name)
    part.compress_type = zipfile.ZIP_DEFLATED
    part.header_offset = book.fp.tell()  # type: ignore[union-attr]
    part.CRC = zlib.crc32(end, crc)
    part.compress_size = len(first) + len(again) * times + len(last)
    part.file_size = len(begin) + len(middle) * times + len(end)
    assert book.fp
    book.fp.write(part.FileHeader(zip64=False))
    book.fp.write(first + again * times + last)
    book.start_dir = book.fp.tell()
    book.filelist.append(part)
    book.NameToInfo[name] = part


def last_cell(path: Path) -> None:
    """Five kilobytes, and as many rows and columns as a sheet can have."""
    with Workbook(path) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write_row(0, 0, ["Họ và tên", "Đơn vị", "Đối tượng", "Từ ngày"])
        sheet.write(1_048_575, 16_383, 1)


def zip_bomb(path: Path) -> None:
    """Two gigabytes of text, as much as a plain ZIP file takes, in a workbook of two megabytes."""
    begin = f'<sst xmlns="{MAIN}"><si><t>'.encode()
    rows = b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    repeated = ("xl/sharedStrings.xml", begin, b"0" * MB, b"</t></si></sst>", 2 * 1024 - 1)
    workbook(path, {SHEET: BEGIN + rows + END}, repeated)


def blanks(path: Path) -> None:
    """A gigabyte and a half of rows in which nothing stands but a format."""
    row = b"<row>" + b'<c s="1"/>' * 200 + b"</row>"
    workbook(path, {}, (SHEET, BEGIN, row * 500, END, 1500))


def sparse_blanks(path: Path) -> None:
    """Five million blanks, and far beneath them one word."""
    row = b"<row>" + b'<c s="1"/>' * 200 + b"</row>"
    word = b'<row r="1000000"><c r="A1000000" t="inlineStr"><is><t>x</t></is></c></row>'
    workbook(path, {}, (SHEET, BEGIN, row * 500, word + END, 50))


def entity_bomb(path: Path) -> None:
    """Entities of entities: a thousand million words, if anybody spells them out."""
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<!DOCTYPE sst [<!ENTITY e0 "word">{levels}]><sst xmlns="{MAIN}"><si><t>&e9;</t></si></sst>'
    rows = b'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>0</v></c></row>'
    workbook(path, {SHEET: BEGIN + rows + END, "xl/sharedStrings.xml": text.encode()})


def outer_entity(path: Path) -> None:
    """An entity that is a file of the machine."""
    text = f'<!DOCTYPE sst [<!ENTITY e SYSTEM "file:///etc/passwd">]><sst xmlns="{MAIN}"><si><t>&e;</t></si></sst>'
    rows = b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    workbook(path, {SHEET: BEGIN + rows + END, "xl/sharedStrings.xml": text.encode()})


def protected(path: Path) -> None:
    """A workbook with a password is an OLE file with a stream of this name."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    names = [
        name.encode("utf-16-le").ljust(128, b"\0") for name in ("Root Entry", "EncryptionInfo", "EncryptedPackage")
    ]
    path.write_bytes(head.ljust(512, b"\0") + b"".join(names).ljust(512, b"\0") + bytes(range(256)) * 16)


def protected_ods(path: Path) -> None:
    """A workbook of LibreOffice with a password: its parts are there, and cannot be read."""
    space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    entry = '<manifest:file-entry manifest:full-path="content.xml" manifest:size="9"><manifest:encryption-data/>'
    with zipfile.ZipFile(path, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr(
            "META-INF/manifest.xml", f"<manifest:manifest {space}>{entry}</manifest:file-entry></manifest:manifest>"
        )
        book.writestr("content.xml", bytes(range(256)))


def locked(path: Path) -> None:
    """What Excel leaves beside a workbook while somebody has it open."""
    path.write_bytes(b"\x06tester".ljust(55) + "\x06tester".encode("utf-16-le").ljust(110, b"\0"))


def truncated(path: Path) -> None:
    last_cell(path)
    path.write_bytes(path.read_bytes()[:-200])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def spaces(path: Path) -> None:
    path.write_bytes(b" \r\n\t\0" * 1000)


def pdf(path: Path) -> None:
    stream = zlib.compress(bytes(range(256)) * 40)
    path.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Filter/FlateDecode>>stream\n" + stream + b"\n%%EOF\n")


def picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + zlib.compress(bytes(range(256)) * 40))


def folder(path: Path) -> None:
    path.mkdir()


def not_a_workbook(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("word/document.xml", "<w/>")


def page_without_table(path: Path) -> None:
    path.write_text("<html><body><p>Phiên làm việc đã hết hạn, hãy đăng nhập lại</p></body></html>", "utf-8")


def wide_page(path: Path) -> None:
    """A page whose cells span more than there is."""
    cell = '<td rowspan="999999999999999999999" colspan="99999999">x</td><td colspan="²" rowspan="-1">y</td>'
    path.write_text(f"<table>{f'<tr>{cell * 3}</tr>' * 300}</table>", "utf-8")


def long_cell(path: Path) -> None:
    """A quotation mark that is opened and never closed."""
    path.write_text('Họ và tên,Đơn vị,Đối tượng,Từ ngày\n"' + "Nguyễn Văn An,PNV,CC,01/01/2020\n" * 100_000, "utf-8")


TOO_LARGE = "the workbook is too large to be a list"
DAMAGED = "the workbook is damaged"
NO_LIST = "no line names the columns of a list"
FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "last-cell.xlsx": (last_cell, TOO_LARGE),
    "zip-bomb.xlsx": (zip_bomb, TOO_LARGE),
    "blanks.xlsx": (blanks, TOO_LARGE),
    "sparse-blanks.xlsx": (sparse_blanks, NO_LIST),
    "entity-bomb.xlsx": (entity_bomb, DAMAGED),
    "outer-entity.xlsx": (outer_entity, DAMAGED),
    "protected.xlsx": (protected, "protected by a password"),
    "protected.ods": (protected_ods, "protected by a password"),
    "~$locked.xlsx": (locked, "only marks a workbook that is open in Excel"),
    "truncated.xlsx": (truncated, DAMAGED),
    "empty.xlsx": (empty, "the file is empty"),
    "empty.csv": (empty, "the file is empty"),
    "spaces.csv": (spaces, "the file is empty"),
    "pdf.xlsx": (pdf, DAMAGED),
    "picture.xls": (picture, DAMAGED),
    "letter.xlsx": (not_a_workbook, DAMAGED),
    "session.xls": (page_without_table, "a web page without a table"),
    "wide.xls": (wide_page, NO_LIST),
    "long-cell.csv": (long_cell, ""),
    "folder.csv": (folder, "no file of the exchange layout"),
}
