"""document.csv: plans, directives, decisions."""

from dataclasses import replace
from sqlite3 import Connection

from chodon_cli.dates import Period
from chodon_cli.input_row import Values
from chodon_cli.locale import N_
from chodon_cli.nouns.declaration import Derived, Field, Noun, Privacy
from chodon_cli.nouns.fields import VOIDED_FIELDS
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries import select as lists
from chodon_cli.queries.text_search import find_condition
from chodon_cli.result import Result

FIELDS = [
    Field(
        "number",
        "code",
        is_needed=True,
        option="--number",
        option_help=N_("Another number."),
        metavar="NUMBER",
        label=N_("Number and sign"),
        help=N_("Its number and sign."),
        headings=("Số, ký hiệu", "Số", "Số hiệu văn bản", "Số ký hiệu"),
    ),
    Field(
        "kind",
        privacy=Privacy.KEEP,
        option="--kind",
        label=N_("Kind of document"),
        help=N_("Kind of document: plan, directive, decision …"),
        headings=("Loại văn bản", "Loại"),
    ),
    Field(
        "issued_on",
        "date",
        label=N_("Issued on"),
        is_needed=True,
        option="--issued",
        help=N_("Day of issue."),
        headings=("Ngày ban hành", "Ngày ký", "Ngày văn bản"),
    ),
    Field(
        "issuer",
        "text",
        2,
        label=N_("Issuer"),
        option="--issuer",
        help=N_("Who issued it."),
        headings=("Cơ quan ban hành", "Nơi ban hành"),
    ),
    Field(
        "title", label=N_("Subject"), option="--title", help=N_("What it is about."), headings=("Trích yếu", "Tiêu đề")
    ),
    *VOIDED_FIELDS,
]
DECLARATION = Noun(
    "document",
    N_("Documents"),
    one=N_("document"),
    alias="d",
    order="d.number, d.issued_on",
    fields=FIELDS,
    derived=(Derived("number_key"), Derived("search_key")),
    known_from="d.issued_on",
    place=50,
    filters=("period", "find", "voided"),
)


def list_documents(db: Connection, period: Period | None, find: str | None, voided: bool) -> Result:
    """The documents, issued in a period or with a text in them if asked."""
    where: list[str] = []
    values: Values = {}
    if period:
        where.append("d.issued_on BETWEEN :start AND :end")
        values |= {"start": period.start, "end": period.end}
    if find:
        condition, sought = find_condition("d.search_key", find)
        where.append(condition)
        values |= sought
    return replace(lists.listing(db, DECLARATION, where, show_voided=voided, **values), period=period)


def show_document(db: Connection, reference: str) -> Result:
    """One document."""
    id = lookup.even_if_void(lookup.document, db, reference).id
    columns = [replace(column, shown="always") for column in FIELDS]
    return Result(N_("Document"), columns, lists.rows(db, DECLARATION, ["d.id = :id"], id=id), layout="record")
