"""What the person who opened a case, or entered an event of it, should know at once."""

from collections.abc import Iterator, Sequence

from chodon_cli.casework.breaches import breaches, limits, steps_that_end_limitation
from chodon_cli.casework.case import Case
from chodon_cli.casework.recidivism import in_doubt, may_still_run
from chodon_cli.casework.steps import StepDay, late_complaint, step_days
from chodon_cli.dates import days_between, show_day
from chodon_cli.law import clock
from chodon_cli.law.act_limit import ActLimit
from chodon_cli.law.clock import Event
from chodon_cli.law.decision import Position, citation_text, is_in_time, ladder
from chodon_cli.law.procedure import Step, step
from chodon_cli.locale import N_, _, figure, one_or_several
from chodon_cli.words.case import CASE_STEP, LIMITATION_LEVEL

EVENTS_FOLLOWED_BY_DAYS = (
    *clock.STEPS_THAT_CAN_BE_SKIPPED,
    "judgment",
    "appeal",
    "acceptance",
)  # what is followed by days of the law


def of_opening(case: Case) -> list[str]:
    """Which acts are out of time, which soon will be; and that no rule gives a limit, if none does."""
    hints = [
        sentence
        for place, act in enumerate(case.acts)
        for form in (("",) if case.category == "contract" else ("reprimand", "dismissal"))
        if (limit := case.act_limits(form, case.opened_on)[place])
        if (sentence := _time_left(case, act.number, limit))
    ]
    if case.clock_start.normal_days is None and case.category != "contract":
        sentence = _("no rule gives a processing limit for what was found on {day}")
        hints.append(sentence.format(day=show_day(case.found_on)))
    return hints


def _time_left(case: Case, act: str, limit: ActLimit) -> str:
    """That the limitation is over, or ends within the days that the handling may take; empty if there is time."""
    days = days_between(case.opened_on, limit.ends_on)
    if days < 0:
        sentence = _("{act}: the limitation ({level}) ended on {day} ({source})")
    elif case.normal_days is not None and days <= case.normal_days:
        sentence = one_or_several(
            days,
            N_("{act}: the limitation ({level}) ends on {day}: {days} day is left ({source})"),
            N_("{act}: the limitation ({level}) ends on {day}: {days} days are left ({source})"),
        )
    else:
        return ""
    level, source = LIMITATION_LEVEL.label(limit.limit.level), citation_text(limit.limit)
    return sentence.format(act=act, level=level, day=show_day(limit.ends_on), days=figure(days, 0), source=source)


def of_event(case: Case, event: Event, theirs: Sequence[Case]) -> list[str]:
    """Of an event that was just entered: rules that only warn, what is late, what was skipped."""
    hints = []
    if not event.reason or event.kind == "close":
        hints += [str(breach) for breach in breaches(case, event, theirs) if not breach.is_checked]
    if event.kind in EVENTS_FOLLOWED_BY_DAYS and (now := case.standing(event.happened_on)):
        hints += [_by_when(each) for each in step_days(case, now, event.happened_on)]
    if event.kind == "appeal" and (is_late := late_complaint(case, event)):
        hints.append(is_late)
    if event.kind == "extend":
        hints += _hint_at_late_step(case, event, _("extended after the limit, {day}"))
        now = case.standing(event.happened_on)
        if now and now.granted > case.clock_start.most_granted:
            hints.append(_("more is granted than the rule allows, which nobody has checked"))
    if event.kind == "decide":
        hints += _hint_at_late_step(case, event, _("decided after the limit, {day}: it counts as late"))
        hints += _late_after_party(case, event)
        hints += _hint_at_barred_acts(case, event)
        hints += [in_doubt(*each) for each in may_still_run(case, theirs, event.happened_on)]
        hints += _other_ladder(case, event)
        hints += _other_limitation(case, event)
        hints += _left_out(case, event)
    return hints


def _by_when(step: StepDay) -> str:
    return _("{step}: by {day} ({basis})").format(step=step.item, day=show_day(step.due_on), basis=step.basis)


def after_party(case: Case, day: str) -> tuple[str, Step] | None:
    """The day on which a Party decision was announced, as is known on the day, and what the law then asks for."""
    announced = [event.happened_on for event in case.events if event.kind == "party" and event.happened_on <= day]
    rule = step(case.position(day).category, "party-decision", case.law_day(day), case.law)
    return (announced[-1], rule) if announced and rule and rule.days else None


def _late_after_party(case: Case, event: Event) -> list[str]:
    """The decision must follow that of the Party within some days."""
    announced, rule = after_party(case, event.happened_on) or (event.party_effective_on, None)
    rule = rule or step(case.position(event.happened_on).category, "party-decision", event.happened_on, case.law)
    if not announced or not rule or not rule.days or days_between(announced, event.happened_on) <= rule.days:
        return []
    sentence = _("the decision must follow within {days} days of the announcement of the Party's ({source})")
    return [sentence.format(days=rule.days, source=citation_text(rule))]


def _hint_at_barred_acts(case: Case, event: Event) -> Iterator[str]:
    """The acts that were out of time, where another one carries the decision."""
    limits_of = case.act_limits(event.form or "", event.happened_on)
    taken = steps_that_end_limitation(case, event.happened_on)
    over = [not is_in_time(limit, event.happened_on, taken) for limit in limits_of]
    if all(over):
        return
    for act, limit, is_over in zip(case.acts, limits_of, over, strict=True):
        if limit and is_over:
            sentence = _("{act} was out of time since {day}: the decision cannot rest on it ({source})")
            yield sentence.format(act=act.number, day=show_day(limit.ends_on), source=citation_text(limit.limit))


def _left_out(case: Case, event: Event) -> list[str]:
    """The steps before the decision that nobody recorded, nor said why they were skipped."""
    done = {past.kind.removeprefix("skip-") for past in case.events}
    council = step(case.position(event.happened_on).category, "council", case.law_day(event.happened_on), case.law)
    steps_due = [
        name for name in clock.STEPS_THAT_CAN_BE_SKIPPED if name != "council" or council is None or council.members != 0
    ]
    missing = ", ".join(CASE_STEP.label(name) for name in steps_due if name not in done)
    sentence = _("steps not recorded: {steps}; enter them with case step, or with --skip say why not")
    return [sentence.format(steps=missing)] if missing else []


def _hint_at_late_step(case: Case, event: Event, sentence: str) -> list[str]:
    before = clock.standing(case.started_on(event.happened_on), case.events[:-1], event.happened_on)
    is_late = before and before.due_on and before.due_on < event.happened_on
    return [sentence.format(day=show_day(before.due_on))] if is_late and before and before.due_on else []


def _other_ladder(case: Case, event: Event) -> list[str]:
    """The ladder is that of the decision's day; the day of an act may have had another."""
    position = case.position(event.happened_on)
    now = _forms(position, event.happened_on, case)
    if not now:
        sentence = _("no rule says what forms of discipline there were for this person on {day}")
        return [sentence.format(day=show_day(event.happened_on))]
    days = [day for day in case.days if _forms(position, day, case) not in ([], now)]
    return [_("on {day} the forms of discipline were others").format(day=show_day(day)) for day in days[:1]]


def _forms(position: Position, day: str, case: Case) -> list[str]:
    return [rung.form for rung in ladder(position, day, case.law)]


def _other_limitation(case: Case, event: Event) -> list[str]:
    """Where the law of the decision's day would give another limitation, both are said."""
    ruling, other = limits(case, event.form or "", event.happened_on)
    if not other or (ruling and ruling.ends_on == other.ends_on):
        return []
    if not ruling:
        sentence = _(
            "no rule of limitation is held for the day of the act; by that of the decision's day it ends on {day}"
        )
        return [sentence.format(day=show_day(other.ends_on))]
    sentence = _("limitation ends on {day}; by the law of the decision's day it would be {other}: ask a lawyer")
    return [sentence.format(day=show_day(ruling.ends_on), other=show_day(other.ends_on))]
