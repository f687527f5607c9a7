"""staff.csv: the people alone."""

import re
from collections.abc import Callable
from dataclasses import replace

from chodon_cli import row_stream
from chodon_cli.dates import parse_birth
from chodon_cli.law.identity import clean_identity_number
from chodon_cli.locale import N_
from chodon_cli.nouns.declaration import Derived, Field, Noun, Privacy
from chodon_cli.nouns.fields import NOTE_FIELD, VOIDED_FIELDS
from chodon_cli.result import Result

LIKE_A_NUMBER = re.compile(r"(?<![\w.…/-])([0-9]{12}|[0-9]{9})(?![\w/-])")  # an identity number, wherever it stands
FIELDS = [
    Field(
        "code",
        "code",
        is_needed=True,
        privacy=Privacy.PSEUDONYM,
        option="--code",
        option_help=N_("Code; the next of the category if none is given."),
        metavar="CODE",
        help=N_("Code of the person, which nobody else has: letters, digits and . / - _."),
        headings=(
            "Mã",
            "Mã số",
            "Mã cán bộ",
            "Mã nhân viên",
            "Mã CBCCVC",
            "Số hiệu",
            "Số hiệu công chức",
            "Mã CB",
            "Mã NV",
            "Mã CC",
            "Mã VC",
            "Mã số cán bộ",
            "Mã số CBCCVC",
            "Mã công chức",
            "Mã viên chức",
            "Mã giáo viên",
            "Mã người lao động",
            "Mã số CBCC",
            "Số hiệu CBCC",
            "Số hiệu CBCCVC",
            "MSCB",
            "MSCBCCVC",
            "Mã số CC, VC",
            "Mã số công chức",
            "Mã số viên chức",
            "Số hiệu viên chức",
        ),
    ),
    Field(
        "full_name",
        "person",
        is_needed=True,
        option="--name",
        option_help=N_("Full name."),
        help=N_("Family name, middle names, given name, typed in Unicode."),
        headings=(
            "Họ và tên",
            "Họ tên",
            "Họ, tên",
            "Họ và tên khai sinh",
            "Tên cán bộ",
            "Họ và tên cán bộ",
            "Họ tên cán bộ",
            "Họ và tên CBCCVC",
            "Họ tên CBCCVC",
            "Họ và tên cán bộ, công chức",
            "Họ và tên cán bộ, công chức, viên chức",
            "Họ tên cán bộ, công chức, viên chức",
            "Họ và tên công chức",
            "Họ và tên viên chức",
            "Họ và tên nhân viên",
            "Tên nhân viên",
            "Họ và tên giáo viên",
            "Họ tên giáo viên",
        ),
    ),
    Field(
        "born_on",
        "date",
        3,
        label=N_("Born on"),
        privacy=Privacy.REMOVE,
        option="--born",
        option_help=N_("Day of birth, or the year alone."),
        metavar="DATE",
        parse=parse_birth,
        help=N_("Day of birth; where only the year is known, the year."),
        headings=(
            "Ngày sinh",
            "Ngày, tháng, năm sinh",
            "Ngày tháng năm sinh",
            "Năm sinh",
            "Sinh ngày",
            "NTNS",
            "Ngày tháng sinh",
            "Ngày/tháng/năm sinh",
            "Sinh năm",
            "Ngày tháng năm",
            "Date of birth",
        ),
    ),
    Field(
        "sex",
        "word",
        5,
        label=N_("Sex"),
        option="--sex",
        option_help=N_("Sex."),
        help=N_("Male or female."),
        headings=("Giới tính", "Giới", "Nam/Nữ", "Phái"),
    ),
    Field(
        "id_number",
        "code",
        6,
        label=N_("Identity number"),
        privacy=Privacy.REMOVE,
        option="--id-number",
        option_help=N_("Identity number."),
        metavar="NUMBER",
        parse=clean_identity_number,
        help=N_("12 digits as on the card (or the 9 of an old one); the column is text, so zeros stay."),
        headings=(
            "Số CCCD",
            "CCCD",
            "Số căn cước",
            "Số định danh cá nhân",
            "Số định danh",
            "Số CMND/CCCD",
            "Căn cước",
            "Số CCCD/CMND",
            "CMND/CCCD",
            "CCCD/CMND",
            "CMND",
            "Số CMND",
            "Số CMTND",
            "Số chứng minh nhân dân",
            "Số thẻ căn cước",
            "Số thẻ CCCD",
            "Căn cước công dân",
            "Số căn cước công dân",
            "Số CCCD/Định danh cá nhân",
            "Số CCCD/Số định danh cá nhân",
            "Số ĐDCN",
            "Mã định danh",
            "Mã định danh cá nhân",
            "Số định danh/CCCD",
        ),
    ),
    NOTE_FIELD.with_changes(rank=7, option="--note", option_help=N_("A note.")),
    *VOIDED_FIELDS,
]
DECLARATION = Noun(
    "person",
    N_("Staff"),
    alias="s",
    order="s.code",
    fields=FIELDS,
    derived=(Derived("name_key", bytes), Derived("search_key")),
    table="staff",
    file="staff.csv",
    place=30,
    mended_by="staff edit",
    counted_as="staff",
)


def mask_identity_numbers(result: Result) -> Result:
    """The identity numbers by their ends only: the whole of one is shown by `staff show --reveal` alone."""
    place = result.position("id_number")
    return replace(result, rows=row_stream.change(result.rows, place, mask))


def mask_within(text: str, is_code: Callable[[str], bool]) -> str:
    """The text with whatever in it has the length of an identity number shown by its ends only, unless it is a code."""
    return LIKE_A_NUMBER.sub(lambda match: match[0] if is_code(match[0]) else str(mask(match[0])), text)


def mask(id_number: str | None) -> str | None:
    return id_number and f"{id_number[:3]}…{id_number[-3:]}"
