"""What the law says of the cases of the register: what a decision breaks, which was still in force, until when."""

from collections.abc import Sequence
from itertools import pairwise

from chodon_cli.casework.case import Case
from chodon_cli.dates import shift
from chodon_cli.law import clock
from chodon_cli.law.circumstances import grounds
from chodon_cli.law.clock import Event
from chodon_cli.law.decision import Breach, breaches_of, level, time_limit
from chodon_cli.law.limitation import Limitation, limitation, limitation_end
from chodon_cli.law.rules import UNCHECKED
from chodon_cli.locale import _
from chodon_cli.words.case import FORM, GROUND


def breaches(case: Case, event: Event, theirs: Sequence[Case]) -> list[Breach]:
    """What of the law this event of the case breaks, checked rules and unchecked ones alike.

    `theirs` are the cases against the same person.
    """
    if event.kind == "pause" and event.ground:
        return _of_ground(case, event)
    if event.kind != "decide" or not event.form or not case.acts:
        return []
    found = running(case, theirs, event.happened_on)
    form = found[1].form if found else None
    position, extended = case.position(event.happened_on), extension(case, event.happened_on)
    until = extended and extended[2]
    return breaches_of(position, event.happened_on, event.form, case.days, form, case.limitation, until, case.law)


def running(case: Case, theirs: Sequence[Case], day: str, as_of: str | None = None) -> tuple[Case, Event] | None:
    """The gravest decision against the person that was known on the day, and in force on that of an act of the case.

    As of a day what came later, an annulment say, had not happened yet.
    """
    found = []
    for other in theirs:
        then = other.standing(as_of) if as_of else other.latest
        decision = then and then.decided
        if other.id == case.id or not decision or decision.happened_on > day:
            continue
        if any(clock.in_force(decision, act) for act in case.days):
            found.append((other, decision))
    return max(found, key=lambda pair: (FORM.rank(pair[1].form or ""), pair[0].number), default=None)


Ends = tuple[Limitation, str]  # a limitation with its last day


def limits(case: Case, form: str, decided_on: str) -> tuple[Ends | None, Ends | None]:
    """The limitation for a form: by the law of the act's day, which rules; and by that of the decision's day.

    None where there is no rule, or no limitation.
    """
    if not case.acts:
        return None, None
    category = case.position(decided_on).category
    of = level(category, form, case.limitation)
    act = case.days[0] if category == "contract" else case.days[-1]
    other = limitation(category, of, decided_on, case.law)
    end = limitation_end(other, act) if other else None
    return time_limit(category, of, case.days, case.law), (other, end) if other and end else None


def extension(case: Case, day: str) -> tuple[Limitation, str, str] | None:
    """How a labour contract's limitation may be extended once a pause has ended: the rule, that day, the last day.

    None where no pause had ended by the day, or enough days were left then (Labour Code 2019, article 123).
    """
    if not case.last or not case.last[0].tail_days:
        return None
    limit, end = case.last
    moves = [event for event in case.events if event.kind not in clock.PLAIN and event.happened_on <= day]
    resumed = [now.happened_on for past, now in pairwise(moves) if (past.kind, now.kind) == ("pause", "resume")]
    last = shift(resumed[-1], limit.tail_days or 0) if resumed else end
    return (limit, resumed[-1], last) if last > end else None


def _of_ground(case: Case, event: Event) -> list[Breach]:
    """A pause needs a ground that the law of its day has."""
    known = {g.ground: g for g in grounds(case.position(event.happened_on).category, event.happened_on, case.law)}
    if not known:
        return []
    said = GROUND.label(event.ground)
    if ground := known.get(event.ground or ""):
        message = _("{ground}: nobody has checked whether that is a ground").format(ground=said)
        return [Breach("ground", message, ground)] if ground.verified in UNCHECKED else []
    checked = [ground for ground in known.values() if ground.verified not in UNCHECKED]
    against = next(iter(checked or known.values()))
    return [Breach("ground", _("{ground} is no ground to postpone on that day").format(ground=said), against)]
