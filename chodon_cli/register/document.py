"""What may be done to a document: add, correct, void. It is known by number and day of issue together."""

from contextlib import suppress

from sqlmodel import Session

from chodon_cli.dates import show_day
from chodon_cli.errors import Refused
from chodon_cli.input_row import Values
from chodon_cli.locale import _
from chodon_cli.nouns.case import NUMBER_SQL as CASE_NUMBER_SQL
from chodon_cli.nouns.document import DECLARATION
from chodon_cli.queries import resolve as lookup
from chodon_cli.register import record
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.record import WriteOutcome
from chodon_cli.register.resolver import Resolver
from chodon_cli.register.row_rule import RowRule, no_row_is, not_in_future
from chodon_cli.register.session import SessionReader
from chodon_cli.text import clean_number

HAS_NO_DAY = RowRule(
    "number",
    ("number",),
    no_row_is(lambda number: "@" in str(number)),
    lambda row: _("@ separates a number from its day and cannot stand in one"),
)


class DocumentVerbs(NounVerbs):
    """A document is known by its number, however it is capitalised and its hyphens are made, and its day together."""

    def identity(self, values: Values) -> tuple[str, str]:
        return clean_number(str(values["number"])).casefold(), str(values["issued_on"])


VERBS = DocumentVerbs(DECLARATION, (not_in_future("issued_on"), HAS_NO_DAY))


def add(session: Session, values: Values, today: str) -> WriteOutcome:
    """Enter a document. Refused if one of this number and day is there."""
    _is_free(session, values)
    return record.add(session, VERBS, values, today)


def edit(session: Session, reference: str, changes: Values, today: str) -> WriteOutcome:
    """Correct what was entered of a document."""
    id = Resolver(session).document(reference).id
    before = record.read(session, VERBS, id)
    after = {key: changes.get(key) or before[key] for key in ("number", "issued_on")}
    if VERBS.identity(after) != VERBS.identity(before):
        _is_free(session, after)
    return record.edit(session, VERBS, id, changes, today)


def void(session: Session, reference: str, reason: str, today: str) -> WriteOutcome:
    """Mark a document as entered by mistake. Refused while a record refers to it."""
    document = Resolver(session).document(reference)
    record.refuse_while_referred(session, VERBS, document.id, document.reference)
    record.refuse_for_others(document.reference, _cases_that_name(session, document.id))
    return record.void(session, VERBS, document.id, reason, today)


def _cases_that_name(session: Session, id: int) -> list[str]:
    """The cases, up to five, that were extended by what bears this number in words, and no other document does."""
    rows = SessionReader(session).execute(CASES_THAT_NAME_SQL, {"id": id}).fetchall()
    return [number for (number,) in rows]


CASES_THAT_NAME_SQL = f"""
SELECT DISTINCT {CASE_NUMBER_SQL}
FROM document d
JOIN case_event e ON e.document = d.number AND e.voided_on IS NULL
JOIN discipline_case c ON c.id = e.case_id AND c.voided_on IS NULL
WHERE d.id = :id AND NOT EXISTS (
    SELECT 1 FROM document other WHERE other.number = d.number AND other.id <> d.id AND other.voided_on IS NULL
)
ORDER BY 1 LIMIT 5
"""


def _is_free(session: Session, values: Values) -> None:
    """Refused if another document of this number, of whatever hyphens, and day is there, even if void."""
    day = str(values["issued_on"])
    with suppress(lookup.NotInRegister):
        lookup.document(SessionReader(session), f"{values['number']}@{day}", even_void=True)
        raise Refused(
            _("a document {number} of {day} is there already").format(number=values["number"], day=show_day(day)),
            _("see: {command}").format(command=f"chodon document list --find {values['number']}"),
        )
