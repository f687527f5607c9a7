"""How every day of a case comes about: each row is a day, plus days or months, makes another, on a basis."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from chodon_cli.casework import explain_limits, recidivism
from chodon_cli.casework.breaches import breaches, limits, rule_of_several_acts, steps_that_end_limitation
from chodon_cli.casework.case import Case, case_of_number, cases, not_yet
from chodon_cli.casework.hints import after_party
from chodon_cli.casework.steps import advice, step_days
from chodon_cli.dates import days_between, months_later, shift, show_day
from chodon_cli.law import clock
from chodon_cli.law.clock import CaseStatus, Event
from chodon_cli.law.decision import citation_text, ladder
from chodon_cli.law.effects import sources
from chodon_cli.law.rules import unchecked_note
from chodon_cli.locale import N_, _
from chodon_cli.result import Column, Result, Row
from chodon_cli.store import Reader
from chodon_cli.text import clean
from chodon_cli.words.case import DISCIPLINE_FORM, GROUND_OF_PAUSE, LIMITATION_LEVEL

EXPLANATION_COLUMNS = [
    Column("item"),
    Column("from_on", "date"),
    Column("days", "integer"),
    Column("months", "integer"),
    Column("to_on", "date"),
    Column("basis"),
    Column("verified", "word", 2),
]
NO_DAYS_OR_MONTHS = (None, None, None, None)  # neither days nor months


def explain_case(db: Reader, reference: str, today: str) -> Result:
    """The days of the case as of today, each as arithmetic with its source."""
    case = case_of_number(db, clean(reference))
    now = case.standing(today)
    if now is None:
        raise not_yet(case)
    as_known = replace(case, events=tuple(event for event in case.events if event.happened_on <= today))
    theirs = cases(db, staff=[case.staff_id])
    rows = [
        *_acts(case),
        *_explain_several_acts(as_known),
        *_explain_recidivism(as_known, theirs, today),
        *_clock(as_known, now, today),
        *_after_party(as_known, today),
        *explain_limits.rows(as_known, now, today),
        *_safe_days(as_known, now, today),
    ]
    rows += [*_steps(as_known, now, today), *_decision(as_known, now, theirs)]
    return Result(
        N_("How the days of the case come about"),
        EXPLANATION_COLUMNS,
        rows,
        as_of=today,
        notes=[*unchecked_note(row[-1] for row in rows), *advice(as_known, now, today)],
    )


def _acts(case: Case) -> Iterator[Row]:
    for act in case.acts:
        item = _("Violation {number} in {unit}").format(number=act.number, unit=act.unit)
        yield item, act.occurred_on, None, None, None, _("found on {day}").format(day=show_day(act.found_on)), None


def _explain_several_acts(case: Case) -> Iterator[Row]:
    """What the law of the day of opening makes of several acts, on which there is one decision."""
    rule = rule_of_several_acts(case)
    if rule and rule.steps:
        yield (
            _("One decision: a form heavier than the gravest act deserves"),
            *NO_DAYS_OR_MONTHS,
            citation_text(rule),
            rule.verified,
        )
    elif rule:
        yield (
            _("One decision: the form that the gravest act deserves"),
            *NO_DAYS_OR_MONTHS,
            citation_text(rule),
            rule.verified,
        )


def _explain_recidivism(case: Case, theirs: Sequence[Case], today: str) -> Iterator[Row]:
    """The earlier decisions on the same act that make this one recidivism."""
    for other, decision, rule in recidivism.earlier_decisions(case, theirs, today):
        item = _("The same act again after {decision} ({case}): recidivism")
        text = item.format(decision=recidivism.name(decision), case=other.number)
        yield text, other.starts_on(decision), None, rule.months, None, citation_text(rule), rule.verified
    for other, decision, act in recidivism.may_still_run(case, theirs, today):
        text = recidivism.in_doubt(other, decision, act)
        yield text, decision.effective_on, None, None, decision.lapses_on, "", decision.verified


def _after_party(case: Case, today: str) -> Iterator[Row]:
    """By when the decision must follow that of the Party."""
    if announced := after_party(case, today):
        day, rule = announced
        item = _("Decision after that of the Party")
        yield item, day, rule.days, None, shift(day, rule.days or 0), citation_text(rule), rule.verified


def _clock(case: Case, now: CaseStatus, today: str) -> Iterator[Row]:
    """From the day on which it was found to the last day for a decision."""
    yield (
        _("Found: the clock starts"),
        case.found_on,
        None,
        None,
        case.found_on,
        _("the first day is not counted"),
        None,
    )
    verified = case.verified_on(today)
    if case.normal_days is None:
        basis = _("no processing limit: the last day is that of limitation")
        basis = basis if case.category == "contract" else _("no rule for that day")
        yield _("Due on"), case.found_on, None, None, now.due_on, basis, verified
    else:
        status = clock.CaseStatus("open", clock.due(case.clock_start, 0))
        basis = "; ".join(filter(None, (case.document, case.article)))
        yield _("Processing limit"), case.found_on, case.normal_days, None, status.due_on, basis, case.verified
        for event in case.events:
            after = clock.status_after(case.clock_start, status, event)
            yield from _moves_of_last_day(case, status, after, event)
            status = after
        if status.running and now.due_on and status.due_on:
            yield _pause(case, status.running, today, status.due_on, now.due_on)
        total = days_between(case.found_on, now.due_on) if now.due_on else None
        yield _("Due on"), case.found_on, total, None, now.due_on, _("a decision on this day is in time"), verified
    if (days := now.days_left(today)) is not None:
        yield _("Days left"), today, days, None, now.due_on, _("overdue") if days < 0 else "", verified
    elif now.ended_on and now.due_on:
        days = days_between(now.ended_on, now.due_on)
        yield _("Ended"), now.ended_on, days, None, now.due_on, _("late") if days < 0 else _("in time"), verified


def _moves_of_last_day(case: Case, before: CaseStatus, after: CaseStatus, event: Event) -> Iterator[Row]:
    """What an event added to the last day."""
    if not before.due_on or not after.due_on:
        return
    if event.kind == "extend":
        basis = f"{event.document}: {event.reason}"
        yield _("Extended"), before.due_on, after.granted - before.granted, None, after.due_on, basis, None
    elif event.kind in ("resume", "close") and before.running:
        yield _pause(case, before.running, event.happened_on, before.due_on, after.due_on)
    elif event.kind == "annul" and before.decided:
        days = days_between(before.decided.happened_on, event.happened_on)
        item = _("From the decision to its annulment")
        basis = f"{event.decision}: {_span(before.decided.happened_on, event.happened_on)}"
        yield item, before.due_on, days, None, after.due_on, *_basis_of_pause(case, event, basis)


def _pause(case: Case, pause: Event, until: str, before: str, after: str) -> Row:
    item = _("Postponed: {ground}").format(ground=GROUND_OF_PAUSE.label(pause.ground))
    days, span = days_between(pause.happened_on, until), _span(pause.happened_on, until)
    return item, before, days, None, after, *_basis_of_pause(case, pause, span)


def _span(first: str, last: str) -> str:
    return f"{show_day(first)} – {show_day(last)}"


def _basis_of_pause(case: Case, event: Event, basis: str) -> tuple[str, str | None]:
    """The basis, with the ground in law on which the days are not counted; how well that is verified."""
    ground = case.ground_of_pause(event)
    return (f"{basis}; {citation_text(ground)}", ground.verified) if ground else (basis, None)


def _steps(case: Case, now: CaseStatus, today: str) -> Iterator[Row]:
    """The steps that the rules of procedure ask for next, and what may be done against the decision."""
    for each in step_days(case, now, today):
        yield each.item, each.from_on, each.days, None, each.due_on, each.basis, each.rule.verified


def _safe_days(case: Case, now: CaseStatus, today: str) -> Iterator[Row]:
    """The last day on which each step that remains is safe."""
    if not now.is_live or not now.due_on:
        return
    verified, days = case.verified_on(today), case.clock_start.most_granted - now.granted
    if case.normal_days is not None and days > 0:
        item = _("Last safe day to extend; it can then last until")
        basis = "; ".join(filter(None, (case.document, case.article)))
        yield item, now.due_on, days, None, shift(now.due_on, days), basis, verified
    taken = steps_that_end_limitation(case, today)
    for name, form in explain_limits.levels(case, today):
        limit, _other = limits(case, form, today)
        if limit and limit.has_ended_in_time(taken):
            limit = None
        last = min(now.due_on, limit.ends_on) if limit else now.due_on
        item = _("Last safe day to decide: {level}").format(level=LIMITATION_LEVEL.label(name))
        tag = limit.limit.verified if limit and limit.ends_on < now.due_on else verified
        yield item, today, days_between(today, last), None, last, "", tag


def _decision(case: Case, now: CaseStatus, theirs: Sequence[Case]) -> Iterator[Row]:
    """The decision: its ladder, what it broke, and its effects."""
    event = now.decided
    if event is None:
        return
    form = DISCIPLINE_FORM.label(event.form)
    rungs = ladder(case.position(event.happened_on), event.happened_on, case.law)
    names = ", ".join(DISCIPLINE_FORM.label(rung.form) for rung in rungs)
    basis = f"{names} ({citation_text(rungs[0])})" if rungs else _("no rule for that day")
    item = _("{form}, {decision}").format(form=form, decision=event.decision)
    yield item, event.happened_on, None, None, event.effective_on, basis, rungs[0].verified if rungs else None
    for breach in breaches(case, event, theirs):
        yield str(breach), event.happened_on, None, None, None, citation_text(breach.cited), breach.cited.verified
    yield from _effects(case, event)


def _effects(case: Case, event: Event) -> Iterator[Row]:
    """What the decision brings with it, each with its own source."""
    effect = case.effect(event.form, event.happened_on)
    if effect is None:
        return
    day = case.law_day(event.happened_on)
    of = sources(case.position(event.happened_on).category, effect.form, day, case.law)
    start = case.starts_on(event)
    if event.lapses_on:
        item = _("Lapses, unless a new act deserves discipline")
        yield item, start, None, effect.lapse_months, event.lapses_on, citation_text(of["lapse"]), event.verified
    for part, months in (("salary", effect.salary_months), ("promotion", effect.promotion_months)):
        if months:
            item = _("Salary rise delayed by") if part == "salary" else _("No planning, training or higher post for")
            until = (
                months_later(start, months) if part == "promotion" else None
            )  # the rise is put off, whenever it is due
            yield item, start, None, months, until, citation_text(of[part]), of[part].verified
