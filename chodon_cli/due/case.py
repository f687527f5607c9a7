"""What falls due in a case: its processing limit, its limitation, an extension, the end of a pause, of a decision."""

from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.casework.breaches import decisions, ended_by, ruling_limit, steps_that_end_limitation
from chodon_cli.casework.case import Case
from chodon_cli.casework.hints import after_party
from chodon_cli.casework.selection import cases_with_something_due
from chodon_cli.casework.steps import step_days
from chodon_cli.dates import shift
from chodon_cli.due import Duty
from chodon_cli.law.act_limit import ActLimit
from chodon_cli.law.clock import CaseStatus
from chodon_cli.law.decision import where
from chodon_cli.locale import _
from chodon_cli.words.case import DISCIPLINE_FORM, LIMITATION_LEVEL


def due(db: Connection, today: str, last: str) -> Iterator[Duty]:
    """Every live case by its limits; every decision in force by the day on which it lapses or another ends it.

    Of the decisions those alone that lapse by the last day.
    """
    everybody: dict[int, list[Case]] = {}
    open_cases = cases_with_something_due(db, today, last)
    for case in open_cases:
        everybody.setdefault(case.staff_id, []).append(case)
    for case in open_cases:
        yield from duties_of_case(case, everybody[case.staff_id], today)


def duties_of_case(case: Case, theirs: list[Case], today: str) -> Iterator[Duty]:
    """What is due in one case, whenever it is due; `theirs` are the cases against the same person."""
    now = case.standing(today)
    if now and now.is_live:
        yield from _live(case, now, today)
    elif now and now.decided:
        yield from _lapse(case, now, theirs, today)
    if now:
        yield from _steps(case, now, today)


def _steps(case: Case, now: CaseStatus, today: str) -> Iterator[Duty]:
    """The next steps of procedure; one that nobody enters (a report sent, a complaint accepted) only till its day."""
    duties = [each for each in step_days(case, now, today) if each.is_duty]
    for each in duties:
        if each.is_until_decided or each is duties[-1] or each.due_on >= today:
            kind = "step" if now.is_live else "complaint"
            basis = f"{each.item}: {each.basis}"
            yield duty(case, kind, each.due_on, basis, each.rule.verified)._replace(part=each.rule.step)


def _lapse(case: Case, now: CaseStatus, theirs: list[Case], today: str) -> Iterator[Duty]:
    """The day on which the decision that stands ends of itself, unless a later one has ended it."""
    decision = now.decided
    if decision is None or not decision.lapses_on or decision.lapses_on < today:
        return
    other = ended_by(decision, decisions(theirs, today)) if len(theirs) > 1 else None
    if other is None or (other.effective_on or "") >= decision.lapses_on:
        basis = _("{form}, {decision}").format(form=DISCIPLINE_FORM.label(decision.form), decision=decision.decision)
        yield duty(case, "lapse", decision.lapses_on, basis, decision.verified)


def _live(case: Case, now: CaseStatus, today: str) -> Iterator[Duty]:
    basis = "; ".join(filter(None, (case.document, case.article)))
    if case.clock_start.normal_days is not None and now.due_on:
        verified = case.verified_on(today)
        yield duty(case, "processing", now.due_on, basis, verified)
        if now.granted < case.clock_start.most_granted and not now.running and now.due_on >= today:
            more = _("{days} days more can be granted").format(days=case.clock_start.most_granted - now.granted)
            yield duty(case, "extension", now.due_on, f"{more}; {basis}", verified)
    if now.running and now.running.until_on:
        yield duty(case, "pause", now.running.until_on, _("expected end"), None)
    if announced := after_party(case, today):
        day, rule = announced
        yield duty(case, "party", shift(day, rule.days or 0), where(rule), rule.verified)
    for limitation in _limitations(case, today):
        limit = limitation.limit
        basis = f"{LIMITATION_LEVEL.label(limit.level)}; {where(limit)}"
        yield duty(case, "limitation", limitation.ends_on, basis, limit.verified)._replace(part=limit.level)


def _limitations(case: Case, today: str) -> list[ActLimit]:
    """Those that still run, else the one that ended last: what is too old for a reprimand may deserve more.

    What ended in time by a step before the decision binds no more."""
    taken = steps_that_end_limitation(case, today)
    rulings = [ruling_limit(case, form, today) for form in ("reprimand", "dismissal")]
    ends = [ruling for ruling in rulings if ruling and not ruling.has_ended_in_time(taken)]
    running = [limit for limit in ends if limit.ends_on >= today]
    return list(dict.fromkeys(running or ends[-1:]))


def duty(case: Case, kind: str, due_on: str, basis: str, verified: str | None) -> Duty:
    return Duty(kind, case.number, case.staff, case.unit, due_on, basis, verified)
