"""What may be done to a case: open it on violations, and let something happen to it."""

from collections.abc import Sequence

from sqlmodel import Session

from chodon_cli.casework import case as cases
from chodon_cli.casework import hints
from chodon_cli.dates import show_day
from chodon_cli.errors import NotFound, Refused, one_line
from chodon_cli.input_row import Values
from chodon_cli.law.decision import has_limitation_of
from chodon_cli.law.processing import processing
from chodon_cli.locale import _
from chodon_cli.nouns import law as laws
from chodon_cli.nouns.case import DECLARATION
from chodon_cli.nouns.case_violation import ACT_WAS_FOUND
from chodon_cli.queries.references import ViolationRef
from chodon_cli.register import case_event, journal, record
from chodon_cli.register.bulk.column_draft import ColumnDraft
from chodon_cli.register.canonical_json import Columns, Row
from chodon_cli.register.draft import Draft
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.numbering import Numbering
from chodon_cli.register.record import WriteOutcome
from chodon_cli.register.resolver import Resolver
from chodon_cli.register.row_rule import in_order, not_in_future
from chodon_cli.register.session import SessionReader
from chodon_cli.register.settle import settle
from chodon_cli.register.tables.case import CaseViolationRow
from chodon_cli.result import Cell
from chodon_cli.words.case import TIMELESS_KIND
from chodon_cli.words.staff import CATEGORY

OF_A_LIVE_CASE = ("decide", "conclude", "extend", "pause", "review", "council")  # not where an act of it is void
PROCESSING_LIMIT_COLUMNS = (
    "normal_days",
    "extended_days",
    "document",
    "article",
    "verified",
)  # the processing limit that was found


def derive(draft: Draft) -> Row:
    """The category of the person when it was opened and the processing limit that then held are kept with a case."""
    staff = draft.records["staff"]
    if staff and draft["opened_on"] and not draft["category"]:
        draft.values["category"] = draft.refs.position(staff.id, draft["opened_on"])
    if draft["rules"] is None:
        draft.values["rules"] = laws.last_override(draft.refs.db)
    if draft["category"] and draft["found_on"] and draft["normal_days"] is None:
        _find_limit(draft)
    _weigh_limit(draft)
    _weigh_limitation(draft)
    return {}


def derive_columns(many: ColumnDraft) -> Columns:
    """Nothing, of cases with which all of that is said, as they are exported."""
    many.has_all("category", "rules", "normal_days", "extended_days")
    days = zip(many["normal_days"], many["extended_days"], strict=True)
    many.doubt_unless(all(1 <= normal <= extended for normal, extended in set(days)))
    many.doubt_unless(
        all(has_limitation_of(*each) for each in {*zip(many["category"], many["limitation"], strict=True)})
    )
    return {}


VERBS = NounVerbs(  # settled when it has its violations
    DECLARATION,
    (not_in_future("opened_on"), in_order("found_on", "opened_on")),
    derive=derive,
    derive_columns=derive_columns,
    numbering=Numbering(DECLARATION, "opened_on"),
    follows=dict.fromkeys(PROCESSING_LIMIT_COLUMNS, ("found_on", "category")),
)


def _weigh_limit(draft: Draft) -> None:
    """The days of the limit come together, and grow."""
    normal, extended = draft["normal_days"], draft["extended_days"]
    if (normal is None) != (extended is None):
        draft.needs("normal_days", "extended_days")
    elif normal is not None and normal < 1:
        draft.refuse("normal_days", _("a limit of no days cannot be kept"))
    elif normal is not None and extended < normal:
        draft.refuse("extended_days", _("the extended days are fewer than the normal ones"))


def _weigh_limitation(draft: Draft) -> None:
    """A word for the limitation is one that the law has of the category: another would say nothing."""
    category, kind = draft["category"], draft["limitation"]
    if category and not has_limitation_of(category, kind):
        message = _("“{limitation}” is said of no case against: {category}")
        said = message.format(limitation=TIMELESS_KIND.label(kind), category=CATEGORY.label(category))
        draft.refuse("limitation", said, _("see: {command}").format(command="chodon law limitation --help"))


def _find_limit(draft: Draft) -> None:
    """The processing limit of the day on which it was found, by the law as the office now has it."""
    rule = processing(draft["category"], draft["found_on"], laws.law_by_override(draft.refs.db)(draft["rules"]))
    for key in PROCESSING_LIMIT_COLUMNS if rule else ():
        draft.values[key] = getattr(rule, key)


def open_(
    session: Session,
    numbers: Sequence[str],
    opened_on: str,
    found_on: str | None,
    limitation: str | None,
    today: str,
) -> WriteOutcome:
    """Open a case on violations of one person, none of them in a case yet. It gets its number and its clock."""
    refs = Resolver(session)
    acts = list(dict.fromkeys(refs.violation(number, "violation") for number in numbers))
    _refuse_acts(session, acts, opened_on)
    values: Values = {
        "staff": acts[0].staff,
        "found_on": found_on or min(act.found_on for act in acts),
        "opened_on": opened_on,
        "limitation": limitation,
    }
    if found_on and found_on < min(act.occurred_on for act in acts):
        raise Refused(
            _("{day} is before the violation").format(day=show_day(found_on)),
            _("was the violation found later, or did it happen earlier?"),
        )
    outcome = record.add(session, VERBS, values, today)
    journal.add_many(session, CaseViolationRow, [{"case_id": outcome.id, "violation_id": act.id} for act in acts])
    opened_case = cases.cases(SessionReader(session), [outcome.id])[0]
    settle(session, staff=[opened_case.staff_id])
    return WriteOutcome(outcome.id, [*outcome.hints, *hints.of_opening(opened_case)])


def happen(session: Session, reference: str, kind: str, today: str, **fields: Cell) -> WriteOutcome:
    """Let something happen to a case: a step, an extension, a pause, a decision …; today unless a day is given.

    Refused if the case, as it stands then, does not allow it, or the law does not, with the article.
    """
    before = cases.case_of_number(SessionReader(session), reference)
    if before.void_act and kind in OF_A_LIVE_CASE:
        message = _("{case} rests on {violation}, which is void: it can only be closed, once its decision is annulled")
        raise Refused(
            message.format(case=before.number, violation=before.void_act),
            _("see: {command}").format(command="chodon case annul --help"),
        )
    values: Values = {
        "case": before.number,
        "n": _next_place(session, before.id),
        "kind": kind,
        **fields,
        "happened_on": fields.get("happened_on") or today,
    }
    outcome = record.add(session, case_event.VERBS, values, today)
    settle(session, staff=[before.staff_id])  # a decision that is entered late can make another one too light
    after = cases.cases(SessionReader(session), [before.id])[0]
    theirs = cases.cases(SessionReader(session), staff=[after.staff_id])
    return WriteOutcome(before.id, [*outcome.hints, *hints.of_event(after, after.events[-1], theirs)])


def correct(session: Session, reference: str, n: int, changes: Values, why: str, today: str) -> WriteOutcome:
    """Correct what was typed wrongly in the n-th event of a case. Refused if the case or the law then forbids it.

    Why is kept in the event's note. The days on which a decision lapses are worked out anew.
    """
    before = cases.case_of_number(SessionReader(session), reference)
    id = _event(session, before, n)
    noted = record.read(session, case_event.VERBS, id).get("note")
    if not any(value is not None for value in changes.values()):
        raise Refused(
            _("nothing is said that should change"), _("see: {command}").format(command="chodon case edit --help")
        )
    follows = {"lapses_on": "", "verified": ""} if case_event.MOVES_LAPSE & {k for k, v in changes.items() if v} else {}
    note = changes.get("note") or "; ".join(filter(None, (noted, why)))
    record.edit(session, case_event.VERBS, id, {**changes, **follows, "note": note}, today)
    settle(session, staff=[before.staff_id])
    return WriteOutcome(before.id, [])


def void_event(session: Session, reference: str, n: int, reason: str, today: str) -> WriteOutcome:
    """Mark the n-th event of a case as entered by mistake. Refused if what stands after it could not have happened."""
    before = cases.case_of_number(SessionReader(session), reference)
    record.void(session, case_event.VERBS, _event(session, before, n), reason, today)
    settle(session, staff=[before.staff_id])
    return WriteOutcome(before.id, [])


def void(session: Session, reference: str, reason: str, today: str) -> WriteOutcome:
    """Mark a case as opened by mistake: its violations are free for another. Refused once there is a decision."""
    before = cases.case_of_number(SessionReader(session), reference)
    if any(event.kind == "decide" for event in before.events):
        raise Refused(
            _("{number} has a decision").format(number=before.number), _("case annul ends what a decision brought")
        )
    outcome = record.void(session, VERBS, before.id, reason, today)
    settle(session, staff=[before.staff_id])
    return outcome


def _event(session: Session, case: cases.Case, n: int) -> int:
    """The id of the n-th event of the case. NotFound if there is none."""
    event_id = next((event.id for event in case.events if event.n == n), None)
    if event_id is None:
        event_numbers = ", ".join(str(event.n) for event in case.events) or "–"
        message = _("{number} has no event {n}; there are: {known}")
        raise NotFound(message.format(number=case.number, n=n, known=event_numbers), _("name one of these: --event N"))
    return event_id


def _next_place(session: Session, case_id: int) -> int:
    """The place of the next event of a case; those entered by mistake keep theirs."""
    sql = "SELECT coalesce(max(n), 0) + 1 FROM case_event WHERE case_id = :id"
    return int(SessionReader(session).execute(sql, {"id": case_id}).fetchone()[0])


def _refuse_acts(session: Session, acts: Sequence[ViolationRef], opened_on: str) -> None:
    """Refused with all that keeps these violations from making one case."""
    wrong = []
    if len({act.staff for act in acts}) > 1:
        wrong.append(_("the violations are not of one person"))
    for act in acts:
        if act.voided_on:
            wrong.append(_("{record} is void").format(record=act.number))
        if not ACT_WAS_FOUND.holds([act.found_on], [opened_on]):
            wrong.append(_("{number} was found on {day} only").format(number=act.number, day=show_day(act.found_on)))
        for other in cases.cases(SessionReader(session), of_violation=act.id):
            wrong.append(_("{number} is in the case {case} already").format(number=act.number, case=other.number))
    if wrong:
        raise Refused(one_line(wrong), _("see: {command}").format(command="chodon case list"))
