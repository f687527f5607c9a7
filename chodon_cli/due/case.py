"""What falls due in a case: its processing limit, its limitation, an extension, the end of a pause, of a decision."""

from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.casework.breaches import Ends, limits
from chodon_cli.casework.case import Case, cases
from chodon_cli.due import Duty
from chodon_cli.law.clock import CaseStatus
from chodon_cli.law.decision import where
from chodon_cli.locale import _
from chodon_cli.words.case import FORM, LEVEL


def due(db: Connection, today: str) -> Iterator[Duty]:
    """Every live case by its limits; every decision in force by the day on which it lapses."""
    for case in cases(db):
        now = case.standing(today)
        if now and now.is_live:
            yield from _live(case, now, today)
        elif now and now.decided and (lapses_on := now.decided.lapses_on) and lapses_on >= today:
            basis = _("{form}, {decision}").format(form=FORM.label(now.decided.form), decision=now.decided.decision)
            yield duty(case, "lapse", lapses_on, basis, now.decided.verified)


def _live(case: Case, now: CaseStatus, today: str) -> Iterator[Duty]:
    basis = "; ".join(filter(None, (case.document, case.article)))
    if case.started.normal_days is not None and now.due_on:
        verified = case.verified_on(today)
        yield duty(case, "processing", now.due_on, basis, verified)
        if now.granted < case.started.most_granted and not now.running and now.due_on >= today:
            more = _("{days} days more can be granted").format(days=case.started.most_granted - now.granted)
            yield duty(case, "extension", now.due_on, f"{more}; {basis}", verified)
    if now.running and now.running.until_on:
        yield duty(case, "pause", now.running.until_on, _("expected end"), None)
    for limit, end in _limitations(case, today):
        yield duty(case, "limitation", end, f"{LEVEL.label(limit.level)}; {where(limit)}", limit.verified)


def _limitations(case: Case, today: str) -> list[Ends]:
    """Those that still run, else the one that ended last: what is too old for a reprimand may deserve more."""
    ends = [ruling for form in ("reprimand", "dismissal") if (ruling := limits(case, form, today)[0])]
    running = [(limit, end) for limit, end in ends if end >= today]
    return list(dict.fromkeys(running or ends[-1:]))


def duty(case: Case, kind: str, due_on: str, basis: str, verified: str | None) -> Duty:
    return Duty(kind, case.number, case.staff, case.unit, due_on, basis, verified)
