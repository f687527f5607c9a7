"""The clock of a case and its states: from what happened, how it stands on a day.

A pause adds its days, an extension what it granted, the time between a decision and its annulment its own; whatever is
dated after the day is ignored. Calendar days, the first not counted, never moved for week-ends.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from chodon_cli.dates import days_between, shift

STEPS_THAT_CAN_BE_SKIPPED = ("review", "council")
EVENTS_WITHOUT_EFFECT = (
    *STEPS_THAT_CAN_BE_SKIPPED,
    "party",
    "judgment",
    "other",
    "conclude",
    "notice",
    *(f"skip-{step}" for step in STEPS_THAT_CAN_BE_SKIPPED),
)  # what does not move the case
LIVE_STATES = ("open", "paused")
MOVES_OF_A_CASE = {  # state -> what may happen -> the state after it
    "open": {"extend": "open", "pause": "paused", "decide": "decided", "close": "closed"},
    "paused": {"resume": "open", "close": "closed"},
    "decided": {"appeal": "appealed", "stay": "stayed", "annul": "open"},
    "appealed": {"acceptance": "appealed", "stay": "stayed", "resume": "decided", "annul": "open"},
    "stayed": {"resume": "decided", "annul": "open"},
    "closed": {},
}


class Event(NamedTuple):
    """Something that happened to a case; `n` is its place in the case's order."""

    id: int
    n: int
    kind: str
    happened_on: str
    until_on: str | None = None
    ground: str | None = None
    form: str | None = None
    decision: str | None = None
    effective_on: str | None = None
    party_effective_on: str | None = None
    lapses_on: str | None = None
    verified: str | None = None
    outcome: str | None = None
    mitigating: str | None = None
    aggravating: str | None = None
    document: str | None = None
    reason: str | None = None
    note: str | None = None
    in_duty: str | None = None  # yes or no: whether the act was in connection with the duty
    exemption: str | None = None
    judgment: str | None = None
    judgment_on: str | None = None


class ClockStart(NamedTuple):
    """What the clock of a case starts from: the days are those of the rule that was found when it was opened.

    `last_on` is for who has no processing limit: the last day of limitation. `until_replaced` are the places of the
    annulments after which, by the law of the case, the clock stands still until another decision.
    """

    found_on: str
    opened_on: str
    normal_days: int | None = None
    extended_days: int | None = None
    last_on: str | None = None
    until_replaced: frozenset[int] = frozenset()

    @property
    def most_granted(self) -> int:
        return (self.extended_days or 0) - (self.normal_days or 0)


class CaseStatus(NamedTuple):
    """How a case stands on a day."""

    state: str
    due_on: str | None
    granted: int = 0  # days
    paused: int = 0  # days, a running pause to the day that is asked for
    running: Event | None = None  # the pause that has not ended
    decided: Event | None = None  # the decision that stands
    closed: Event | None = None
    still_since: str | None = None  # the annulment since which the clock stands still until another decision
    concluded: Event | None = None  # the authority's conclusion that the act deserves discipline

    @property
    def is_live(self) -> bool:
        return self.state in LIVE_STATES

    @property
    def ended_on(self) -> str | None:
        ending = self.decided or self.closed
        return ending.happened_on if ending else None

    def days_left(self, day: str) -> int | None:
        """To the last day on which a decision is in time; None once the case has ended."""
        return days_between(day, self.due_on) if self.is_live and self.due_on else None


def standing(started: ClockStart, events: Sequence[Event], day: str) -> CaseStatus | None:
    """How the case stands at the end of the day; None before it is opened. The events stand in their order."""
    if day < started.opened_on:
        return None
    status = after_all(started, [event for event in events if event.happened_on <= day])
    since = status.still_since or (status.running.happened_on if status.running else None)
    if since:
        paused = status.paused + days_between(since, day)
        status = status._replace(paused=paused, due_on=due(started, status.granted + paused))
    return status


def after_all(started: ClockStart, events: Sequence[Event]) -> CaseStatus:
    """How the case stands once all this has happened, a running pause not counted."""
    status = CaseStatus("open", due(started, 0))
    for event in events:
        status = status_after(started, status, event)
    return status


def status_after(started: ClockStart, before: CaseStatus, event: Event) -> CaseStatus:
    """How the case stands once this has happened, a running pause not counted. It is taken to be allowed."""
    if event.kind in EVENTS_WITHOUT_EFFECT:
        return before._replace(concluded=event) if event.kind == "conclude" else before
    state = MOVES_OF_A_CASE[before.state].get(event.kind, before.state)
    status = before._replace(state=state)
    if event.kind == "extend" and before.due_on and event.until_on:
        status = status._replace(granted=before.granted + days_between(before.due_on, event.until_on))
    elif event.kind == "pause":
        status = status._replace(running=event)
    elif event.kind in ("resume", "close") and before.running:
        days = 0 if before.still_since else days_between(before.running.happened_on, event.happened_on)
        status = status._replace(paused=before.paused + days, running=None)
    elif event.kind == "annul" and before.decided:
        days = days_between(before.decided.happened_on, event.happened_on)
        still_since = event.happened_on if event.n in started.until_replaced else None
        status = status._replace(paused=before.paused + days, decided=None, still_since=still_since)
    if event.kind in ("decide", "close") and before.still_since:
        status = status._replace(
            paused=status.paused + days_between(before.still_since, event.happened_on), still_since=None
        )
    if event.kind == "decide":
        status = status._replace(decided=event)
    elif event.kind == "close":
        status = status._replace(closed=event)
    return status._replace(due_on=due(started, status.granted + status.paused))


def due(started: ClockStart, more: int) -> str | None:
    """The last day on which a decision is in time, so many days granted or paused."""
    if started.normal_days is None:
        return started.last_on
    return shift(started.found_on, started.normal_days + more)


def ends(started: ClockStart, events: Sequence[Event]) -> Iterator[tuple[str, int, Event | None]]:
    """Every day on which the case became live (+1) or ceased to be (-1), and by what; the opening is by nothing."""
    status = CaseStatus("open", due(started, 0))
    yield started.opened_on, 1, None
    for event in events:
        now = status_after(started, status, event)
        if now.is_live != status.is_live:
            yield event.happened_on, 1 if now.is_live else -1, event
        status = now


def in_force(decision: Event, day: str) -> bool:
    """Whether a decision that was not annulled holds on the day: from its effect to the day before it lapses."""
    assert decision.effective_on
    return decision.effective_on <= day and (decision.lapses_on is None or day < decision.lapses_on)
