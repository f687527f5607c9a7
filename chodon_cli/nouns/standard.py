"""standard.csv: the rules of conduct."""

from dataclasses import replace
from sqlite3 import Connection

from chodon_cli.input_row import Values
from chodon_cli.locale import N_, _
from chodon_cli.nouns.declaration import Derived, Field, Noun, Privacy
from chodon_cli.nouns.fields import VERIFIED_FIELD
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries import select as lists
from chodon_cli.queries.text_search import find_condition
from chodon_cli.result import Result
from chodon_cli.text import search_form, sought_form

FIELDS = [
    Field(
        "code",
        "code",
        is_needed=True,
        help=N_("Its code, which no other standard has: letters, digits and . / - _."),
        headings=("Mã", "Mã số", "Số hiệu", "Mã chuẩn mực"),
    ),
    Field(
        "group",
        "text",
        2,
        sql="c.group_name",
        column="group_name",
        is_needed=True,
        privacy=Privacy.KEEP,
        option="--group",
        option_help=N_("The group it belongs to."),
        filter_help=N_("Only this group."),
        help=N_("The group of standards."),
        headings=("Nhóm", "Nhóm chuẩn mực"),
    ),
    Field(
        "title",
        label=N_("Standard"),
        is_needed=True,
        privacy=Privacy.KEEP,
        help=N_("What is asked for: the rule of conduct in words."),
        headings=("Tên chuẩn mực", "Tiêu đề"),
    ),
    Field(
        "document",
        "text",
        3,
        label=N_("Legal source"),
        privacy=Privacy.KEEP,
        option="--document",
        option_help=N_("The document that sets it, in words."),
        help=N_("The legal source in words; it need not be among the documents."),
        headings=("Văn bản", "Căn cứ", "Văn bản quy định"),
    ),
    Field(
        "article",
        "text",
        4,
        privacy=Privacy.KEEP,
        option="--article",
        option_help=N_("Its article."),
        help=N_("Article of the source."),
        headings=("Điều", "Điều khoản"),
    ),
    VERIFIED_FIELD.with_changes(rank=3, option="--verified"),
    Field(
        "in_force_from",
        "date",
        5,
        label=N_("In force from"),
        option="--from",
        help=N_("First day in force."),
        headings=("Hiệu lực từ", "Có hiệu lực từ"),
    ),
    Field(
        "in_force_to",
        "date",
        5,
        label=N_("In force to"),
        help=N_("Last day in force; empty while it is in force."),
        headings=("Hiệu lực đến", "Hết hiệu lực"),
    ),
]
DECLARATION = Noun(
    "standard",
    N_("Standards of conduct"),
    alias="c",
    order="c.code",
    fields=FIELDS,
    derived=(Derived("search_key"),),
    place=60,
    mended_by="standard show",
    filters=("as_of", "group", "find"),
)


def list_standards(db: Connection, as_of: str | None, group: str | None, find: str | None) -> Result:
    """The standards; with a day, those in force on it. What nobody has read in the source says so."""
    where: list[str] = []
    values: Values = {}
    if as_of:
        where += ["coalesce(c.in_force_from, '') <= :day", "coalesce(c.in_force_to, '9999-12-31') >= :day"]
        values["day"] = as_of
    if find:
        condition, sought = find_condition("c.search_key", find)
        where.append(condition)
        values |= sought
    result = lists.listing(db, DECLARATION, where, **values)
    if group:
        place = result.position("group")
        result = replace(result, rows=[row for row in result.rows if sought_form(group) in search_form(row[place])])
    return replace(result, as_of=as_of, notes=unverified_notes(result))


def show_standard(db: Connection, reference: str) -> Result:
    """One standard with its source."""
    id = lookup.standard(db, reference).id
    result = Result(
        N_("Standard of conduct"), FIELDS, lists.rows(db, DECLARATION, ["c.id = :id"], id=id), layout="record"
    )
    return replace(result, notes=unverified_notes(result))


def unverified_notes(result: Result) -> list[str]:
    """The note that names the standards whose source was only recalled or not found."""
    code, verified = result.position("code"), result.position("verified")
    codes = [row[code] for row in result.rows if row[verified] in ("R", "N", None)]
    return [_("not checked against the source: {codes}").format(codes=", ".join(codes))] if codes else []
