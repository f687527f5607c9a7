"""The same act again, within the time in which the law takes it for recidivism."""

from collections.abc import Iterator, Sequence

from chodon_cli.casework.breaches import decisions, in_force
from chodon_cli.casework.case import Case
from chodon_cli.dates import months_later
from chodon_cli.law.clock import Event
from chodon_cli.law.forms import Reoffence, reoffence
from chodon_cli.words.case import DISCIPLINE_FORM


def earlier(case: Case, theirs: Sequence[Case], known_on: str) -> Iterator[tuple[Case, Event, Reoffence]]:
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


def name(decision: Event) -> str:
    """Reprimand, 12/QĐ-UBND."""
    return f"{DISCIPLINE_FORM.label(decision.form)}, {decision.decision}"
