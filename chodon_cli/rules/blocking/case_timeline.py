"""What happens to a case happens in order, and only what its state allows.

A live case rests on what is not void, and so does a decision that stands.
"""

from collections.abc import Iterator, Sequence

from chodon_cli.casework.case import Case
from chodon_cli.dates import shift, show_day
from chodon_cli.law import clock
from chodon_cli.law.clock import CaseStatus, Event
from chodon_cli.law.rules import UNCHECKED_TAGS
from chodon_cli.locale import _
from chodon_cli.nouns.number import CASE_NUMBER
from chodon_cli.rules.blocking import RuleBreach
from chodon_cli.words.case import CASE_EVENT, CASE_STATE

RULE_CODE = "case-timeline"
COMMAND_OF_AN_EVENT = {"acceptance": "step --kind acceptance"}  # the others are called as their event


def rule_breaches(cases: Sequence[Case]) -> Iterator[RuleBreach]:
    """The first thing that is wrong in each case."""
    for case in cases:
        if not case.acts:
            yield fault(case, None, _("no violation: a case is opened on one or more; case_violation.csv names them"))
            continue
        status, last = clock.CaseStatus("open", clock.due(case.clock_start, 0)), case.opened_on
        for event in case.events:
            if wrong := problem(case, status, event, last):
                yield fault(case, event, wrong)
                break
            status = clock.status_after(case.clock_start, status, event)
            last = last if event.kind in clock.EVENTS_WITHOUT_EFFECT else max(last, event.happened_on)
        if void := case.void_act:
            if status.is_live:
                yield fault(case, None, _("{violation} is void, and the case is still live").format(violation=void))
            elif status.decided:
                message = _("{violation} is void, and a decision still rests on it")
                yield fault(case, None, message.format(violation=void))


def in_order(of_all: Sequence[RuleBreach]) -> list[RuleBreach]:
    """By the numbers of the cases."""
    return sorted(of_all, key=lambda breach: CASE_NUMBER.parse(breach.record) or (0, 0))


def problem(case: Case, before: CaseStatus, event: Event, last: str) -> str | None:
    """Why this cannot happen to the case as it stands; None if it can."""
    label = CASE_EVENT.label(event.kind)
    is_plain = event.kind in clock.EVENTS_WITHOUT_EFFECT
    is_in_time = before.is_live or event.happened_on <= (before.ended_on or "")  # of a step that is entered late
    if not (is_in_time if is_plain else event.kind in clock.MOVES_OF_A_CASE[before.state]):
        sentence = _("{event}: the case is {state}; {to_do}")
        state = CASE_STATE.label(before.state)
        return sentence.format(event=label, state=state, to_do=what_is_possible(case, before, event.kind))
    if event.kind == "acceptance" and (accepted := acceptance_of_same_complaint(case, event)):
        sentence = _("{event}: it was accepted on {day} already; correct that with chodon case edit {case} --event {n}")
        day = show_day(accepted.happened_on)
        return sentence.format(event=label, day=day, case=case.number, n=accepted.n)
    first = case.found_on if event.kind == "pause" and last == case.opened_on else case.opened_on if is_plain else last
    if event.kind in ("decide", "close"):  # other steps may be entered later than they were taken, or during a pause
        first = max([first, *(past.happened_on for past in case.events if past.n < event.n)])
    if event.happened_on < first:
        return _("{event}: {day} lies before {first}").format(
            event=label, day=show_day(event.happened_on), first=show_day(first)
        )
    return too_long(case, before, event) if event.kind == "extend" else None


def what_is_possible(case: Case, now: CaseStatus, kind: str) -> str:
    """What to do instead of what the state of the case forbids, or before it."""
    if kind == "acceptance" and now.state == "decided":
        return _("no complaint is pending in it: enter it first with chodon case appeal {case}").format(
            case=case.number
        )
    if kind in clock.EVENTS_WITHOUT_EFFECT and now.ended_on:
        sentence = _("a step up to {day} can still be entered; a later one after chodon case annul {case}")
        if now.state == "closed":
            sentence = _(
                "a step up to {day} can still be entered; a new violation has a case of its own: chodon case open"
            )
        return sentence.format(day=show_day(now.ended_on), case=case.number)
    commands = ", ".join(COMMAND_OF_AN_EVENT.get(move, move) for move in clock.MOVES_OF_A_CASE[now.state])
    if commands:
        return _("what can be entered now: chodon case {commands}").format(commands=commands)
    return _("nothing more can happen to it; a new violation has a case of its own: chodon case open")


def acceptance_of_same_complaint(case: Case, event: Event) -> Event | None:
    """The acceptance that was entered before this one since the complaint was lodged."""
    for past in reversed([past for past in case.events if past.n < event.n]):
        if past.kind in ("acceptance", "appeal"):
            return past if past.kind == "acceptance" else None
    return None


def too_long(case: Case, before: CaseStatus, event: Event) -> str | None:
    """Why the extension cannot be granted; a limit that nobody has checked lets it pass."""
    if case.clock_start.normal_days is None or not before.due_on or not event.until_on:
        return _("there is no processing limit to extend")
    if event.until_on <= before.due_on:
        return _("an extension until {day} grants nothing: it is due on {due}").format(
            day=show_day(event.until_on), due=show_day(before.due_on)
        )
    granted = clock.status_after(case.clock_start, before, event).granted
    if granted <= case.clock_start.most_granted or (case.verified or "N") in UNCHECKED_TAGS:
        return None
    latest = shift(before.due_on, case.clock_start.most_granted - before.granted)
    source = "; ".join(filter(None, (case.document, case.article)))
    return _("an extension is possible until {day} at most ({source})").format(day=show_day(latest), source=source)


def fault(case: Case, event: Event | None, message: str) -> RuleBreach:
    noun, id = ("case_event", event.id) if event else ("discipline_case", case.id)
    return RuleBreach(RULE_CODE, case.number, f"{case.number}: {message}", noun, id)
