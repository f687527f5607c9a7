"""The same act again within the time of recidivism, and decisions that may not have lapsed."""

from collections.abc import Iterator, Sequence

from chodon_cli.casework.breaches import decisions, in_force
from chodon_cli.casework.case import Act, Case
from chodon_cli.dates import months_later, show_day
from chodon_cli.law.clock import Event
from chodon_cli.law.forms import Reoffence, reoffence
from chodon_cli.locale import _
from chodon_cli.words.case import DISCIPLINE_FORM


def earlier_decisions(case: Case, theirs: Sequence[Case], known_on: str) -> Iterator[tuple[Case, Event, Reoffence]]:
    """The decisions on the same act after which an act of the case counts as recidivism.

    The act is the same where the standard is. The time runs from the effect of the decision; where the law gives no
    months, until the discipline is deleted (Decree 234/2026, article 2.8; Labour Code 2019, article 125.3).
    """
    standing = decisions(theirs, known_on)
    for other, decision in standing:
        if other.id == case.id or decision.happened_on > case.opened_on:
            continue
        category = case.position(case.opened_on).category
        rule = reoffence(category, case.law_day(case.opened_on), case.law)
        if rule is None:
            continue
        start = other.starts_on(decision)
        for act in case.acts:
            is_same = act.standard in {one.standard for one in other.acts}
            if rule.months is None:
                is_within = in_force(decision, standing, act.occurred_on) and decision.form in (
                    "delayed-raise",
                    "removal",
                )
            else:
                is_within = start <= act.occurred_on < months_later(start, rule.months)
            if is_same and is_within:
                yield other, decision, rule
                break


def may_still_run(case: Case, theirs: Sequence[Case], known_on: str) -> Iterator[tuple[Case, Event, Act]]:
    """The decisions that lapsed before the acts of the case, and an act in their time that is in a case still live.

    They lapsed only if no act within their time deserves discipline (Decree 234/2026, article 2.9), which that case
    will say: until then a heavier form may be due.
    """
    standing = decisions(theirs, known_on)
    for other, decision in standing:
        start, end = decision.effective_on or "", decision.lapses_on
        if other.id == case.id or not end or not case.days or min(case.days) < end:
            continue
        for third in theirs:
            now = third.standing(known_on)
            if third.id in (case.id, other.id) or now is None or not now.is_live:
                continue
            yield from ((other, decision, act) for act in third.acts if start <= act.occurred_on < end)


def name(decision: Event) -> str:
    """Reprimand, 12/QĐ-UBND."""
    return f"{DISCIPLINE_FORM.label(decision.form)}, {decision.decision}"


def in_doubt(other: Case, decision: Event, act: Act) -> str:
    """That a decision may still run, because of an act in its time."""
    sentence = _(
        "{decision} ({case}) may not have lapsed: {act} of {day} lies in its time, in a case that is still live"
    )
    day = show_day(act.occurred_on)
    return sentence.format(decision=name(decision), case=other.number, act=act.number, day=day)
