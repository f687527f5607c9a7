"""What may be done to an inspection: plan, record, check, conclude, remedy, log what people failed, correct, void."""

from collections.abc import Sequence

from sqlmodel import Session

from chodon_cli.dates import show_day
from chodon_cli.errors import Refused
from chodon_cli.input_row import Values
from chodon_cli.locale import N_, _, figure
from chodon_cli.nouns import inspection_check as checks
from chodon_cli.nouns.inspection import COUNTS_OF_PEOPLE, DECLARATION
from chodon_cli.register import inspection_check, record
from chodon_cli.register.bulk.column_draft import ColumnDraft
from chodon_cli.register.canonical_json import Columns
from chodon_cli.register.draft import Draft
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.numbering import Numbering
from chodon_cli.register.record import WriteOutcome
from chodon_cli.register.resolver import Resolver
from chodon_cli.register.row_rule import in_order, is_needed_with, not_in_future, only_with
from chodon_cli.register.session import SessionReader
from chodon_cli.result import Cell

INSPECTION_NUMBERING = Numbering(DECLARATION, "planned_on", "visited_on")
OF_VISIT = (*DECLARATION.later["visited_on"], "conclusion", "concluded_on")
OF_CONCLUSION = (*DECLARATION.later["concluded_on"], *DECLARATION.later["remedied_on"], "remedied_on")


def derive(draft: Draft) -> dict[str, Cell]:
    """What comes later in its course is refused without what comes before; and the head count."""
    if not INSPECTION_NUMBERING.own_day(draft.values) or (draft["kind"] == "planned" and not draft["planned_on"]):
        draft.needs("planned_on" if draft["kind"] == "planned" else "visited_on")
    return _head_count(draft)


def derive_columns(many: ColumnDraft) -> Columns:
    """`derive` of inspections that have their day, and whose head counts agree."""
    for kind, planned_on, visited_on in zip(many["kind"], many["planned_on"], many["visited_on"], strict=True):
        many.doubt_unless(bool(planned_on or (visited_on and kind != "planned")))
    counts = [many[key] for key in COUNTS_OF_PEOPLE]
    if not any(map(any, counts)) and not any(0 in column for column in counts):
        return dict(zip(COUNTS_OF_PEOPLE, counts, strict=True))
    rows = [_whole_count(many, dict(zip(COUNTS_OF_PEOPLE, row, strict=True))) for row in zip(*counts, strict=True)]
    return {key: [row[key] for row in rows] for key in COUNTS_OF_PEOPLE}


def _whole_count(many: ColumnDraft, counts: Values) -> Values:
    """The head count of one row, as `_head_count` has it; Doubtful of one that does not agree."""
    if all(count is None for count in counts.values()):
        return counts
    many.doubt_unless(counts["people"] is not None and counts["present"] is not None)
    counts = {key: count or 0 for key, count in counts.items()}
    many.doubt_unless(counts["people"] == _present_and_absent(counts) and counts["came_late"] <= counts["present"])
    return counts


def _present_and_absent(counts: Values) -> int:
    return int(counts["present"] + counts["absent_with_reason"] + counts["absent_without_reason"])


VERBS = NounVerbs(
    DECLARATION,
    (
        *map(not_in_future, ("visited_on", "concluded_on", "remedied_on")),
        in_order("visited_on", "concluded_on"),
        in_order("concluded_on", "remedy_due_on"),
        in_order("concluded_on", "remedied_on"),
        *(only_with(key, "visited_on", N_("the inspection has not been carried out")) for key in OF_VISIT),
        *(only_with(key, "concluded_on", N_("the inspection has not been concluded")) for key in OF_CONCLUSION),
        is_needed_with("remedied_on", "remedied"),
    ),
    derive=derive,
    derive_columns=derive_columns,
    touches=lambda row: {"units": [row["unit_id"]]},
    numbering=INSPECTION_NUMBERING,
)


def plan(session: Session, values: Values, today: str) -> WriteOutcome:
    """Enter an inspection that is to come; it gets its number."""
    return record.add(session, VERBS, values, today)


def carry_out(session: Session, reference: str, values: Values, seen: Sequence[Values], today: str) -> WriteOutcome:
    """Record an inspection that was carried out: one that was planned (its number is said), or another.

    Refused if that one is recorded already. What was checked goes with it, all of it or nothing.
    """
    hints: list[str] = []
    if reference:
        id, before = _read(session, reference)
        if before["visited_on"]:
            raise _refusal_of_second(before["number"], _("was recorded on {day}"), before["visited_on"])
        outcome = record.edit(session, VERBS, id, values, today)
        if before["planned_on"] and values["visited_on"] < before["planned_on"]:
            hints.append(
                _("{number} was planned for {day}").format(number=reference, day=show_day(before["planned_on"]))
            )
    else:
        if values.get("kind") == "planned" and not values.get("planned_on"):
            raise Refused(
                _("an inspection that was planned is recorded by its number"),
                _("find it: chodon inspection list, or plan it first: chodon inspection plan"),
            )
        outcome = record.add(session, VERBS, values, today)
    number = record.read(session, VERBS, outcome.id)["number"]
    refs = Resolver(session)
    for each in seen:
        hints += inspection_check.set(session, {**each, "inspection": number}, today, refs).hints
    return WriteOutcome(outcome.id, [*outcome.hints, *hints, *_repeated_hints(session, outcome.id)])


def check(session: Session, reference: str, values: Values, today: str) -> WriteOutcome:
    """Enter or correct one thing that was checked. Refused for an inspection that is void or not carried out."""
    id, before = _read(session, reference)
    outcome = inspection_check.set(session, {**values, "inspection": before["number"]}, today)
    return WriteOutcome(outcome.id, [*outcome.hints, *_repeated_hints(session, id, outcome.id)])


def conclude(session: Session, reference: str, values: Values, today: str) -> WriteOutcome:
    """Record the conclusion and what is to be remedied by when. Refused if it is concluded already."""
    id, before = _read(session, reference)
    if before["concluded_on"]:
        raise _refusal_of_second(before["number"], _("was concluded on {day}"), before["concluded_on"])
    return record.edit(session, VERBS, id, values, today)


def remedy(session: Session, reference: str, values: Values, today: str) -> WriteOutcome:
    """Record what was remedied and when. Refused before the conclusion, and if it is recorded already."""
    id, before = _read(session, reference)
    if before["remedied_on"]:
        raise _refusal_of_second(before["number"], _("was remedied on {day}"), before["remedied_on"])
    return record.edit(session, VERBS, id, values, today)


def edit(session: Session, reference: str, changes: Values, today: str) -> WriteOutcome:
    """Correct what was entered of an inspection."""
    return record.edit_numbered(session, VERBS, reference, changes, today)


def void(session: Session, reference: str, reason: str, today: str) -> WriteOutcome:
    """Mark an inspection as entered by mistake, its checks with it. Refused while a violation refers to it."""
    id = record.id_by_number(session, VERBS, reference)
    number = record.read(session, VERBS, id)["number"]
    parts = ("inspection_check.inspection_id",)
    record.refuse_while_referred(session, VERBS, id, number, parts=parts, live_only=("violation",))
    return record.void(session, VERBS, id, reason, today)


def log(session: Session, reference: str, only: Values, today: str) -> list[WriteOutcome]:
    """Make a violation of each check that a person failed and that is none yet; `only` limits and completes them.

    A unit's failing, with nobody named, stays a failed check. Refused if nothing is left to log.
    """
    from chodon_cli.register import violation

    _id, before = _read(session, reference)
    wanted = inspection_check.failings(session, before["number"], only, today)
    if not wanted:
        raise Refused(
            _("{number}: no failing of a person is left to log").format(number=before["number"]),
            _("see: {command}").format(command=f"chodon inspection show {before['number']}"),
        )
    defaults = {"inspection": before["number"], "occurred_on": before["visited_on"], "found_on": before["visited_on"]}
    return [violation.log(session, {**each, **defaults}, today) for each in wanted]


def _read(session: Session, reference: str) -> tuple[int, Values]:
    """The inspection's id, and the inspection as its list shows it. Refused if it is void."""
    id = record.id_by_number(session, VERBS, reference)
    values = record.read(session, VERBS, id)
    if values["voided_on"]:
        raise Refused(
            _("{record} is void").format(record=values["number"]),
            _("see: {command}").format(command=f"chodon audit list --record {values['number']}"),
        )
    return id, values


def _refusal_of_second(number: str, what: str, day: str) -> Refused:
    return Refused(
        f"{number} {what.format(day=show_day(day))}",
        _("correct it with: chodon inspection edit {number}").format(number=number),
    )


def _head_count(draft: Draft) -> dict[str, Cell]:
    """The head count, all of it or nothing: present and absent make the whole, the late are among the present."""
    counts: Values = {key: draft[key] for key in COUNTS_OF_PEOPLE}
    if all(count is None for count in counts.values()) or not draft.needs("people", "present"):
        return dict.fromkeys(COUNTS_OF_PEOPLE)
    counts = {key: count or 0 for key, count in counts.items()}
    total = _present_and_absent(counts)
    if total != counts["people"]:
        draft.refuse("people", _("present and absent together make {number}").format(number=figure(total, 0)))
    if counts["came_late"] > counts["present"]:
        draft.refuse("came_late", _("more than are present, {number}").format(number=counts["present"]))
    return counts


def _repeated_hints(session: Session, id: int, check: int | None = None) -> list[str]:
    """The hint that names what failed at the unit's last inspection too."""
    again = checks.repeated_failings(SessionReader(session), id)
    if check:
        item = record.read(session, inspection_check.VERBS, check)["item"]
        again = {key: number for key, number in again.items() if key == item}
    if not again:
        return []
    number = next(iter(again.values()))
    return [_("failed at the last inspection too, {number}: {items}").format(number=number, items=", ".join(again))]
