"""Which disciplinary decisions are in force on a day, until when, and whom they keep from what."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from chodon_cli.casework.breaches import decisions, gravest_in_force, running
from chodon_cli.casework.breaches import in_force as holds
from chodon_cli.casework.case import Case, cases
from chodon_cli.casework.plain_decisions import DecidedCase, DecisionOfDay, decisions_of_day
from chodon_cli.casework.selection import cases_of_units
from chodon_cli.dates import months_later
from chodon_cli.law.clock import Event
from chodon_cli.law.effects import Effect
from chodon_cli.law.rules import weakest
from chodon_cli.locale import N_
from chodon_cli.result import Column, Row
from chodon_cli.store import Reader

DECISION_COLUMNS = [
    Column("number", "code"),
    Column("staff", "code", label=N_("Person")),
    Column("full_name", "person", 2),
    Column("unit", "code", 2),
    Column("form", "word", label=N_("Form of discipline")),
    Column("decision", "text", 3),
    Column("decided_on", "date", 4),
    Column("effective_on", "date", 3),
    Column("lapses_on", "date"),
    Column("salary_months", "integer", 3),
    Column("promotion_until", "date", 3),
    Column("reoffence_of", "code", 4),
    Column("state", "word", 5),
    Column("verified", "word", 2),
]


def in_force(
    db: Reader,
    day: str,
    today: str,
    staff: Iterable[int] | None = None,
    units: set[int] | None = None,
    among: Iterable[int] | None = None,
) -> list[Row]:
    """The decisions in force on the day, by number: against everybody or these people, in all units or these.

    `among`: the cases with an act in the units, by whoever has their ids.

    One that was annulled by today, be it after the day, is in force on no day.
    """
    if staff is None:
        if among is None and units is not None:
            among = cases_of_units(db, units)
        return sorted(_in_force_on_everybody(db, day, today, units, among))
    everyone: dict[int, list[Case]] = {}
    for case in cases(db, staff=staff):
        everyone.setdefault(case.staff_id, []).append(case)
    return sorted(
        decision_row
        for theirs in everyone.values()
        for case in theirs
        if (units is None or (case.earliest and case.earliest.unit_id in units))
        and (decision_row := row(case, theirs, day, today))
    )


def _in_force_on_everybody(
    db: Reader, day: str, today: str, units: Collection[int] | None, among: Iterable[int] | None
) -> Iterator[Row]:
    """As the database has them where it can say it; else all cases of the person are read."""
    decisions = decisions_of_day(db, day, among)
    for each in decisions.alone:
        if units is None or each.unit_id in units:
            yield _row(each.values, each.effect, each.effect_starts_on, None, "decided", each.verified)
    for each in decisions.beside_others:
        if units is None or each.unit_id in units:
            yield from _beside_others(each, decisions.of_people[each.staff_id], day, today)
    others = decisions.others
    everyone: dict[int, list[Case]] = {}
    for case in cases(db, staff=others) if others else ():
        everyone.setdefault(case.staff_id, []).append(case)
    for staff_id, theirs in everyone.items():
        for case in theirs:
            is_here = units is None or (case.earliest and case.earliest.unit_id in units)
            if is_here and case.id in others[staff_id] and (decision_row := row(case, theirs, day, today)):
                yield decision_row


def _beside_others(
    each: DecisionOfDay, theirs: Sequence[tuple[DecidedCase, Event]], day: str, today: str
) -> Iterator[Row]:
    """The decision, if no later one has ended it, with the one that was in force on the day of an act."""
    case, decision = next(pair for pair in theirs if pair[0].id == each.case_id)
    until = max(day, today)
    known = [pair for pair in theirs if pair[0].opened_on <= until and pair[1].happened_on <= day]
    if holds(decision, known, day):
        standing = [pair for pair in known if pair[0].opened_on <= day]
        earlier = gravest_in_force(case, standing, decision.happened_on)
        reoffence_of = earlier and earlier[0].number
        yield _row(each.values, each.effect, each.effect_starts_on, reoffence_of, "decided", each.verified)


def row(case: Case, theirs: list[Case], day: str, today: str) -> Row | None:
    """The decision of the case, if it is in force on the day."""
    now, since = case.standing(day), case.standing(max(day, today))
    decision = now.decided if now and since and since.decided == now.decided else None
    stand = [pair for pair in decisions(theirs, max(day, today)) if pair[1].happened_on <= day]
    if not now or not decision or not holds(decision, stand, day):
        return None
    effect = case.effect(decision.form, decision.happened_on)
    earlier = running(case, theirs, decision.happened_on, known_on=day)  # one annulled later still ran on the day
    known = (case.number, case.staff, case.full_name, case.unit, decision.form, decision.decision)
    days = (decision.happened_on, decision.effective_on, decision.lapses_on)
    reoffence_of = earlier and earlier[0].number
    return _row((*known, *days), effect, case.starts_on(decision), reoffence_of, now.state, decision.verified)


def _row(
    known: Row, effect: Effect | None, start: str, reoffence_of: str | None, state: str, verified: str | None
) -> Row:
    """In the order of DECISION_COLUMNS; `known` up to the day on which it lapses, `start` the day its effect begins."""
    if effect is None:
        return (*known, None, None, reoffence_of, state, verified or None)
    until = months_later(start, effect.promotion_months) if effect.promotion_months else None
    tags = [tag for tag in (verified, effect.verified) if tag]
    return (*known, effect.salary_months, until, reoffence_of, state, weakest(tags) if tags else None)
