"""What comes next in a case by the rules of procedure: by when, by whom, and what the complainant may still do."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from chodon_cli.casework.case import Case
from chodon_cli.dates import days_between, shift, show_day, working_days_later
from chodon_cli.law.clock import CaseStatus, Event
from chodon_cli.law.decision import basis_text, citation_text
from chodon_cli.law.procedure import Step, step
from chodon_cli.law.rules import Law, quote_note
from chodon_cli.locale import N_, _

WHO_DOES_A_STEP = {  # steps whose rules say who does them -> what they are called
    "authority": N_("Who decides"),
    "council": N_("Members of the council"),
    "transfer": N_("After a transfer"),
}
FORMS_OF_DISMISSAL = ("dismissal", "recall", "termination")
COMPLAINT_WINDOWS = ("complaint", "second-complaint")


class StepDay(NamedTuple):
    """Something to be done, or that may be done, by a day: what, from when on, and the rule.

    `is_duty`: of the office; else it is a right of the person. `is_until_decided`: it is listed, overdue too, until a
    decision is entered, whatever else comes next.
    """

    item: str
    from_on: str
    due_on: str
    rule: Step
    is_duty: bool = True
    is_until_decided: bool = False

    @property
    def days(self) -> int:
        return days_between(self.from_on, self.due_on)

    @property
    def basis(self) -> str:
        return basis_text(self.rule, self.rule.working_days)


def step_days(case: Case, now: CaseStatus, day: str) -> Iterator[StepDay]:
    """The steps that remain as of the day: to a decision while the case is open, after it the complaint against it.

    What runs from the receipt of a paper is counted from the day before which it must have been sent.
    """
    events = [event for event in case.events if event.happened_on <= day]
    if now.is_live:
        yield from _after_judgment(case, events)
    if now.state == "open":
        yield from to_decision(days_by_step(events), lambda name, start: _rule(case, name, start))
    elif now.decided:
        yield from _complaint(case, now.decided, [event for event in events if event.n > now.decided.n])


def _rule(case: Case, name: str, start: str) -> Step | None:
    """The rule that governs the case on the day from which its days run, if it gives any: it stays the same later."""
    return step_with_days(case.position(start).category, name, case.law_day(start), case.law)


def step_with_days(category: str, name: str, on: str, law: Law) -> Step | None:
    """What the law of a day asks of the step, if it says within how many days."""
    rule = step(category, name, on, law)
    return rule if rule and (rule.days or rule.working_days) else None


def _shift_by_rule(day: str, rule: Step) -> str:
    return working_days_later(day, rule.working_days) if rule.working_days else shift(day, rule.days or 0)


def _after_judgment(case: Case, events: list[Event]) -> Iterator[StepDay]:
    """By when a conviction that ends the service must be followed by the decision, from the receipt of the judgment.

    Decree 112/2020, article 37.2; Decree 234/2026, article 18.2.
    """
    received = [event.happened_on for event in events if event.kind == "judgment"]
    rule = _rule(case, "conviction-decision", received[-1]) if received else None
    if rule:
        item = _("Decision, if the conviction ends the service")
        yield StepDay(item, received[-1], _shift_by_rule(received[-1], rule), rule, is_until_decided=True)


def days_by_step(events: Iterable[Event]) -> dict[str, str]:
    """Each kind of event since the last annulment, and its last day."""
    last: dict[str, str] = {}
    for event in events:
        last = {} if event.kind == "annul" else {**last, event.kind: event.happened_on}
    return last


def days_run_from(last: Mapping[str, str]) -> str | None:
    """The day from which the next steps to a decision are counted: that of the council, else of the review."""
    return last.get("council") or last.get("review")


def to_decision(last: Mapping[str, str], rule_of: Callable[[str, str], Step | None]) -> Iterator[StepDay]:
    """After the review its report, the council, the decision; after the council what it recommends, the decision.

    `last` are the steps that were taken; `rule_of` a step and the day from which its days run.

    Decree 234/2026, articles 14.4, 15.1 and 18.1.
    """
    begun_on = start = days_run_from(last)
    if begun_on is None or start is None:
        return
    if "council" in last:
        chain = [("recommendation", _("Recommendation of the council")), ("decision", _("Decision"))]
    else:
        chain = [("review-report", _("Report on the review")), ("council", _("Disciplinary council set up"))]
    if "skip-council" in last and "council" not in last:
        chain[-1] = ("decision", _("Decision"))
    for name, item in chain:
        rule = rule_of(name, begun_on)
        if rule is None:
            return
        until = _shift_by_rule(start, rule)
        yield StepDay(item, start, until, rule)
        start = until


def _complaint(case: Case, decision: Event, events: list[Event]) -> Iterator[StepDay]:
    """Until when it may be complained of, a second time too; by when a complaint is accepted and settled.

    The time runs from the receipt of the decision, of which its day is the first (Law 02/2011, articles 48 and 50).
    """
    start, lodged, is_pending, accepted_on = decision.happened_on, 0, False, ""
    for event in events:
        if event.kind == "appeal":
            start, lodged, is_pending, accepted_on = event.happened_on, lodged + 1, True, ""
        elif event.kind == "acceptance":
            accepted_on = event.happened_on
        elif event.kind == "resume" and is_pending:
            start, is_pending = event.happened_on, False
    if not is_pending and lodged < len(COMPLAINT_WINDOWS):
        if window := complaint_window(case, decision, start, lodged):
            yield window
        return
    if is_pending:
        yield from _settling(case, start, accepted_on)


def _settling(case: Case, lodged_on: str, accepted_on: str) -> Iterator[StepDay]:
    """By when a pending complaint is accepted, unless it has been, and by when settled, at most with an extension."""
    accepted, settled = (_rule(case, name, lodged_on) for name in ("complaint-accepted", "complaint-settled"))
    if not accepted or not settled:
        return
    until = accepted_on or _shift_by_rule(lodged_on, accepted)
    if not accepted_on:
        yield StepDay(_("Complaint accepted"), lodged_on, until, accepted)
    yield StepDay(_("Complaint settled"), until, _shift_by_rule(until, settled), settled)
    if accepted_on and settled.extended_days:
        last = shift(until, settled.extended_days)
        yield StepDay(_("Complaint settled, if it is complicated"), until, last, settled, is_duty=False)


def complaint_window(case: Case, decision: Event, start: str, lodged: int) -> StepDay | None:
    """Until when the first complaint may be lodged, or after one the second; None where no rule says."""
    rule = _rule(case, COMPLAINT_WINDOWS[lodged], start)
    if rule is None:
        return None
    days = rule.dismissal_days if rule.dismissal_days and decision.form in FORMS_OF_DISMISSAL else rule.days
    item = _("Second complaint may be lodged until") if lodged else _("Complaint may be lodged until")
    return StepDay(item, start, shift(start, days or 0), rule, is_duty=False)


def late_complaint(case: Case, event: Event) -> str | None:
    """That a complaint comes after the days that the law gives for it, if it does."""
    before = [past for past in case.events if past.n < event.n]
    decision = next((past for past in reversed(before) if past.kind == "decide"), None)
    if decision is None:
        return None
    after = [past for past in before if past.n > decision.n]
    window = next((one for one in _complaint(case, decision, after) if not one.is_duty), None)
    if window is None or event.happened_on <= window.due_on:
        return None
    sentence = _("the complaint is out of time: it could be lodged until {day}, unless received later ({source})")
    return sentence.format(day=show_day(window.due_on), source=citation_text(window.rule))


def advice(case: Case, now: CaseStatus, day: str) -> list[str]:
    """Who decides and sits on the council by the law of the case, while that is still to come; after a transfer who."""
    if not now.is_live:
        return []
    is_set_up = any(event.kind in ("council", "skip-council") and event.happened_on <= day for event in case.events)
    sentences = []
    for name, title in WHO_DOES_A_STEP.items():
        if (name == "council" and is_set_up) or (name == "transfer" and not _has_moved(case, day)):
            continue
        rule = step(case.position(day).category, name, case.law_day(day), case.law)
        if rule and rule.note:
            sentences.append(f"{_(title)}: {quote_note(rule.note)} ({citation_text(rule)})")
    return sentences


def _has_moved(case: Case, day: str) -> bool:
    """Whether the person had gone to another unit before an act was found."""
    post = next((post for post in reversed(case.posts) if post.started_on <= day), None)
    return post is not None and any(
        act.unit_id != post.unit_id and act.found_on >= post.started_on for act in case.acts if post.unit_id
    )
