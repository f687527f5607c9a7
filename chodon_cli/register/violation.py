"""What may be done to a violation: log, correct, void."""

from collections.abc import Callable

from sqlmodel import Session

from chodon_cli.casework import case as cases
from chodon_cli.dates import show_day
from chodon_cli.errors import Refused
from chodon_cli.input_row import Values
from chodon_cli.locale import N_, _
from chodon_cli.nouns.condition import Condition
from chodon_cli.nouns.fields import INSPECTION_WAS_CARRIED_OUT
from chodon_cli.nouns.violation import (
    DECLARATION,
    HAD_POST,
    IN_UNIT_OF_POST,
    NOT_AFTER_INSPECTION,
    NUMBER_SQL,
    STANDARD_WAS_IN_FORCE,
)
from chodon_cli.register import record
from chodon_cli.register.bulk.column_draft import ColumnDraft
from chodon_cli.register.draft import Draft
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.numbering import Numbering
from chodon_cli.register.record import WriteOutcome
from chodon_cli.register.row_rule import (
    Column,
    OneRow,
    RowRule,
    StoredColumn,
    in_order,
    is_before,
    keeps,
    no_row_is,
    not_in_future,
)
from chodon_cli.register.session import SessionReader
from chodon_cli.result import Cell

CANDIDATES_SQL = """
SELECT near.id FROM json_each(:rows) AS row
JOIN staff who ON who.code = json_extract(row.value, '$.staff')
JOIN standard what ON what.code = json_extract(row.value, '$.standard')
JOIN violation near ON near.staff_id = who.id AND near.occurred_on = json_extract(row.value, '$.occurred_on')
     AND near.standard_id = what.id
UNION ALL SELECT near.id FROM json_each(:rows) AS row
JOIN violation near ON near.year = json_extract(row.value, '$.identity[0]')
     AND near.n = json_extract(row.value, '$.identity[1]')
"""
TWINS_SQL = f"""
SELECT {NUMBER_SQL}, count(*) OVER () FROM violation new
JOIN violation v ON v.staff_id = new.staff_id AND v.standard_id = new.standard_id
     AND v.occurred_on = new.occurred_on AND v.id <> new.id AND v.voided_on IS NULL
WHERE new.id = :id
ORDER BY 1 LIMIT {record.MOST_TWINS_NAMED}
"""


def _where_served(row: OneRow) -> str:
    message = _("on {day} {staff} served in {here}")
    day, staff, here = (row.value(key) for key in ("occurred_on", "staff.code", "post.unit"))
    return message.format(day=show_day(day), staff=staff, here=here)


def _without_post(row: OneRow) -> str:
    message = _("{staff} has no post on {day}")
    return message.format(staff=row.value("staff.code"), day=show_day(row.value("occurred_on")))


HAS_SOURCE_OF_INSPECTION = RowRule(
    "source",
    ("inspection.id", "source"),
    no_row_is(lambda id, source: id is not None and source not in (None, "inspection")),
    lambda row: _("what an inspection found has the source “inspection”"),
    is_of_live=True,
)


def _have_units(_today: str, *columns: Column) -> bool:
    return not any(columns[0]) or not any(
        is_void and post is None and unit is None and None not in (who, day)
        for is_void, unit, post, who, day in zip(*columns, strict=True)
    )


VOID_HAS_UNIT = RowRule(  # what was entered by mistake needs no post, if it names a unit
    "occurred_on",
    ("voided_on", "unit.id", "post.unit_id", "staff.id", "occurred_on"),
    _have_units,
    _without_post,
)
BETWEEN_RECORDS: list[tuple[Condition, str, Callable[[OneRow], str]]] = [
    (STANDARD_WAS_IN_FORCE, "standard", is_before("standard.in_force_to", N_("was in force until {day}"))),
    (INSPECTION_WAS_CARRIED_OUT, "inspection", lambda row: _("the inspection has not been carried out")),
    (NOT_AFTER_INSPECTION, "occurred_on", is_before("inspection.visited_on", N_("is after the inspection, {day}"))),
    (HAD_POST, "occurred_on", _without_post),
    (IN_UNIT_OF_POST, "unit", _where_served),
]


def _unit_kept(voided_on: Column, named_units: Column, served: Column) -> list[int | None]:
    """The unit of the post; of what was entered by mistake that which is named."""
    if not any(voided_on):
        return list(served)
    rows = zip(voided_on, named_units, served, strict=True)
    return [unit if is_void and unit else post for is_void, unit, post in rows]


def derive(draft: Draft) -> dict[str, Cell]:
    """What an inspection found has it as its source."""
    inspection = draft.records["inspection"]
    return {"source": draft["source"] or ("inspection" if inspection else "other")}


def prove(many: ColumnDraft) -> None:
    """No inspection is named: what holds of it is asked row by row."""
    many.lacks("inspection")


VERBS = NounVerbs(
    DECLARATION,
    (
        not_in_future("occurred_on"),
        not_in_future("found_on", but="occurred_on"),
        in_order("occurred_on", "found_on"),
        *(keeps(condition, about, reason, is_of_live=True) for condition, about, reason in BETWEEN_RECORDS),
        HAS_SOURCE_OF_INSPECTION,
        VOID_HAS_UNIT,
    ),
    {"unit_id": StoredColumn(("voided_on", "unit.id", "post.unit_id"), _unit_kept)},
    derive,
    post_on=("staff", "occurred_on"),
    touches=lambda row: {"staff": [row["staff_id"]]},
    numbering=Numbering(DECLARATION, "occurred_on"),
    prove=prove,
    near=CANDIDATES_SQL,
    near_by=("number", "staff", "standard", "occurred_on"),
)


def log(session: Session, values: Values, today: str) -> WriteOutcome:
    """Enter a violation by a person who served on that day, against a standard then in force; it gets its number.

    The same person, standard and day may come again: that is said, not refused.
    """
    outcome = record.add(session, VERBS, values, today, asked_next=TWINS_SQL)
    twins = record.twins(session, TWINS_SQL, outcome.id)
    hints = [_("the same person, standard and day: {numbers}").format(numbers=twins)] if twins else []
    return WriteOutcome(outcome.id, [*outcome.hints, *hints])


def edit(session: Session, reference: str, changes: Values, today: str) -> WriteOutcome:
    """Correct what was entered of a violation."""
    id = record.id_by_number(session, VERBS, reference)
    before = record.read(session, VERBS, id)
    follows = {"unit": ""} if changes.get("occurred_on") or changes.get("staff") else {}
    if changes.get("occurred_on") and not changes.get("found_on") and before["found_on"] == before["occurred_on"]:
        follows["found_on"] = ""
    if changes.get("inspection") and not changes.get("source"):
        follows["source"] = "inspection"
    return record.edit(session, VERBS, id, {**changes, **follows}, today)


def void(session: Session, reference: str, reason: str, today: str) -> WriteOutcome:
    """Mark a violation as entered by mistake: it no longer counts, and keeps its number.

    Refused while a case on it is live, or a decision stands that rests on it.
    """
    id = record.id_by_number(session, VERBS, reference)
    for case in cases.cases(SessionReader(session), of_violation=id):
        if case.latest.is_live:
            raise Refused(
                _("{record} is in the case {case}, which is still live").format(record=reference, case=case.number),
                _("close the case first: chodon case close {case}").format(case=case.number),
            )
        if case.latest.decided:
            raise Refused(
                _("{record} is in the case {case}, and its decision still stands").format(
                    record=reference, case=case.number
                ),
                _("annul it with: chodon case annul; then close the case"),
            )
    return record.void(session, VERBS, id, reason, today)
