"""What the law says of the cases of the register: what a decision breaks, which was still in force, until when."""

from collections.abc import Sequence
from typing import TypeVar

from chodon_cli.casework.case import Case
from chodon_cli.casework.plain_decisions import DecidedCase
from chodon_cli.law import clock
from chodon_cli.law.act_limit import ActLimit
from chodon_cli.law.circumstances import exemptions, grounds
from chodon_cli.law.clock import Event
from chodon_cli.law.decision import Breach, Judged, breaches_of
from chodon_cli.law.forms import Several, several_acts
from chodon_cli.law.limitation import STEPS_THAT_END_IT
from chodon_cli.law.rules import UNCHECKED_TAGS, Cited
from chodon_cli.law.transition import is_of_older_law
from chodon_cli.locale import _
from chodon_cli.words.case import DISCIPLINE_FORM, EXEMPTION_KIND, GROUND_OF_PAUSE

Decided = TypeVar("Decided", Case, DecidedCase)


def breaches(case: Case, event: Event, theirs: Sequence[Case]) -> list[Breach]:
    """What of the law this event of the case breaks, checked rules and unchecked ones alike.

    `theirs` are the cases against the same person.
    """
    if event.kind == "pause" and event.ground:
        return _of_ground(case, event)
    if event.kind == "close" and event.exemption:
        return _of_exemption(case, event)
    if event.kind != "decide" or not event.form or not case.acts:
        return []
    day = event.happened_on
    others = running(case, theirs, day)
    judged = Judged(
        case.act_limits(event.form, day),
        case.act_limits(event.form, day, case.law_day(day)) if is_doubtful(case) else (),
        steps_that_end_limitation(case, day),
        others[1].form if others else None,
        rule_of_several_acts(case),
    )
    return breaches_of(case.position(day), day, event.form, judged, case.law)


def steps_that_end_limitation(case: Case, day: str) -> dict[str, str]:
    """The steps by which the limitation may end before the decision, as a rule names them, and the first day of each.

    The authority's conclusion (Decree 234/2026, article 5.1), the written notice of the review (Decree 172/2025,
    article 5.1). What comes after the day is not known yet.
    """
    first_days = {event.kind: event.happened_on for event in reversed(case.events) if event.happened_on <= day}
    return {name: first_days[kind] for name, kind in STEPS_THAT_END_IT.items() if kind in first_days}


def is_doubtful(case: Case) -> bool:
    """Whether an act is older than the law that governs the case, and the better of both holds: which one is open."""
    return any(is_of_older_law(case.category, act, case.opened_on, case.law) for act in case.days)


def rule_of_several_acts(case: Case) -> Several | None:
    """What the law of the day of opening makes of several acts; None for one act, or without a rule."""
    return several_acts(case.category, case.opened_on, case.law) if len(case.acts) > 1 else None


def running(case: Case, theirs: Sequence[Case], day: str, known_on: str | None = None) -> tuple[Case, Event] | None:
    """The gravest decision against the person that was made by the day, and in force on that of an act of the case.

    With `known_on`, what is dated later is ignored: a decision may have been annulled since.
    """
    return gravest_in_force(case, decisions(theirs, known_on), day)


def gravest_in_force(
    case: Decided, standing: Sequence[tuple[Decided, Event]], day: str
) -> tuple[Decided, Event] | None:
    """The gravest of the decisions that stand, made by the day and in force on that of an act of the case."""
    effects = []
    for other, decision in standing:
        if other.id == case.id or decision.happened_on > day:
            continue
        if any(in_force(decision, standing, act) for act in case.days):
            effects.append((other, decision))
    return max(effects, key=lambda pair: (DISCIPLINE_FORM.rank(pair[1].form or ""), pair[0].number), default=None)


def decisions(theirs: Sequence[Case], known_on: str | None = None) -> list[tuple[Case, Event]]:
    """The decisions that stand against a person: as is known by a day, or once all is known."""
    stand = ((case, case.standing(known_on) if known_on else case.latest) for case in theirs)
    return [(case, now.decided) for case, now in stand if now and now.decided]


def ended_by(decision: Event, standing: Sequence[tuple[object, Event]]) -> Event | None:
    """The next decision against the person: once it takes effect, the one that ran has ended.

    Decree 34/2011, article 2.3; Decree 234/2026, article 2.9.
    """
    later = [
        other
        for _case, other in standing
        if (other.effective_on or "", other.happened_on, other.id)
        > (decision.effective_on or "", decision.happened_on, decision.id)
    ]
    return min(later, key=lambda other: (other.effective_on or "", other.happened_on, other.id), default=None)


def in_force(decision: Event, standing: Sequence[tuple[object, Event]], day: str) -> bool:
    """Whether a decision that stands holds on the day: it has not lapsed, and no later one has ended it."""
    if not clock.in_force(decision, day):
        return False
    next_one = ended_by(decision, standing)
    return next_one is None or (next_one.effective_on or "") > day


def limits(case: Case, form: str, decided_on: str) -> tuple[ActLimit | None, ActLimit | None]:
    """The limitation for a form: by the law of the act's day, which rules; and by that of the decision's day.

    It is that of the last act, of a labour contract that of the first. None where there is no rule, or no limitation.
    """
    return case.ruling_limit(form, decided_on), case.ruling_limit(form, decided_on, case.law_day(decided_on))


def _of_exemption(case: Case, event: Event) -> list[Breach]:
    """An exemption must be one of the law that governs the case."""
    day = case.law_day(event.happened_on)
    by_kind = {e.exemption: e for e in exemptions(case.position(event.happened_on).category, day, case.law)}
    label = EXEMPTION_KIND.label(event.exemption)
    if not by_kind:
        return []
    if exemption := by_kind.get(event.exemption or ""):
        message = _("{exemption}: nobody has checked whether that exempts").format(exemption=label)
        return [Breach("exemption", message, exemption)] if exemption.verified in UNCHECKED_TAGS else []
    message = _("{exemption} exempts nobody on that day").format(exemption=label)
    return [Breach("exemption", message, _best_source(list(by_kind.values())))]


def _best_source(sources: Sequence[Cited]) -> Cited:
    """The first that was checked against its source, else the first."""
    return next((cited for cited in sources if cited.verified not in UNCHECKED_TAGS), sources[0])


def _of_ground(case: Case, event: Event) -> list[Breach]:
    """A pause needs a ground that the law of its day has."""
    day = case.law_day(event.happened_on)
    by_ground = {g.ground: g for g in grounds(case.position(event.happened_on).category, day, case.law)}
    if not by_ground:
        return []
    label = GROUND_OF_PAUSE.label(event.ground)
    if ground := by_ground.get(event.ground or ""):
        message = _("{ground}: nobody has checked whether that is a ground").format(ground=label)
        return [Breach("ground", message, ground)] if ground.verified in UNCHECKED_TAGS else []
    message = _("{ground} is no ground to postpone on that day").format(ground=label)
    return [Breach("ground", message, _best_source(list(by_ground.values())))]
