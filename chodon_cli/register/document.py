"""What may be done to a document: add, correct, void. It is known by number and day of issue together."""

from sqlmodel import Session

from chodon_cli.dates import show_day
from chodon_cli.errors import Refused
from chodon_cli.input_row import Values
from chodon_cli.locale import _
from chodon_cli.nouns.document import LIST
from chodon_cli.register import record
from chodon_cli.register.draft import Draft
from chodon_cli.register.journal import Row
from chodon_cli.register.record import NounVerbs, WriteOutcome
from chodon_cli.register.resolver import Resolver
from chodon_cli.register.session import SessionReader
from chodon_cli.register.tables.document import DocumentRow
from chodon_cli.text import unaccent


def row(draft: Draft) -> Row:
    draft.needs("number", "issued_on")
    draft.not_in_future("issued_on")
    draft.void_has_reason()
    number = str(draft["number"] or "")
    if "@" in number:
        draft.refuse("number", _("@ separates a number from its day and cannot stand in one"))
    words = [number, *(str(draft[key] or "") for key in ("kind", "issuer", "title"))]
    return {
        "number": number,
        "kind": draft["kind"],
        "issued_on": draft["issued_on"],
        "issuer": draft["issuer"],
        "title": draft["title"],
        "number_key": number.casefold(),
        "search_key": unaccent(" ".join(words)),
        "voided_on": draft["voided_on"],
        "void_reason": draft["void_reason"],
    }


def identity(values: Values) -> tuple[str, str]:
    return str(values["number"]).casefold(), str(values["issued_on"])


NOUN = NounVerbs(LIST, DocumentRow, row, touches=lambda row: {}, identity=identity)


def add(session: Session, values: Values, today: str) -> WriteOutcome:
    """Enter a document. Refused if one of this number and day is there."""
    _is_free(session, values)
    return record.add(session, NOUN, values, today)


def edit(session: Session, said: str, changes: Values, today: str) -> WriteOutcome:
    """Correct what was entered of a document."""
    id = Resolver(session).document(said).id
    before = record.read(session, NOUN, id)
    after = {key: changes.get(key) or before[key] for key in ("number", "issued_on")}
    if identity(after) != identity(before):
        _is_free(session, after)
    return record.edit(session, NOUN, id, changes, today)


def void(session: Session, said: str, reason: str, today: str) -> WriteOutcome:
    """Mark a document as entered by mistake. Refused while a record refers to it."""
    document = Resolver(session).document(said)
    record.refuse_while_referred(session, NOUN, document.id, document.reference)
    return record.void(session, NOUN, document.id, reason, today)


def _is_free(session: Session, values: Values) -> None:
    sql = "SELECT number FROM document WHERE number_key = :key AND issued_on = :day"
    key, day = identity(values)
    if SessionReader(session).execute(sql, {"key": key, "day": day}).first():
        raise Refused(
            _("a document {number} of {day} is there already").format(number=values["number"], day=show_day(day))
        )
