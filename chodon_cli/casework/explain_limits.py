"""How the limitation of each act comes about: the rows of `case why` on it."""

from collections.abc import Iterator

from chodon_cli.casework.breaches import steps_that_end_limitation
from chodon_cli.casework.case import Act, Case
from chodon_cli.dates import show_day
from chodon_cli.law.act_limit import ActLimit
from chodon_cli.law.clock import CaseStatus
from chodon_cli.law.decision import citation_text, is_in_time, level
from chodon_cli.law.limitation import STEPS_THAT_END_IT, limitation_end
from chodon_cli.locale import N_, _
from chodon_cli.result import Row
from chodon_cli.words.case import CASE_EVENT, LIMITATION_LEVEL

WHOSE_STEP = {"conclusion": N_("concluded by the authority"), "notice": N_("given by the authority")}


def levels(case: Case, day: str) -> list[tuple[str, str]]:
    """The levels of limitation that can matter, each with a form of it."""
    if case.position(day).category == "contract" or case.limitation == "none":
        return [(level(case.position(day).category, "", case.limitation), "")]
    return [("reprimand", "reprimand"), ("heavier", "")]


def rows(case: Case, now: CaseStatus, today: str) -> Iterator[Row]:
    """Each act by the law of its day; and, where it differs, by that of the decision's day."""
    day = now.ended_on or today
    for name, form in levels(case, day):
        ruling = case.act_limits(form, day)
        others = case.act_limits(form, day, case.law_day(day))
        for act, limit, other in zip(case.acts, ruling, others, strict=True):
            label = _("Limitation: {level}").format(level=LIMITATION_LEVEL.label(name))
            if len(case.acts) > 1:
                label = f"{act.number}: {label}"
            if limit:
                yield from _limit(label, limit)
                yield from _explain_barred_act(case, act, limit, day)
            elif name != "none":
                yield label, act.occurred_on, None, None, None, _("no rule for that day"), None
            if other and (limit is None or limit.ends_on != other.ends_on):
                yield from _limit(
                    _("{limitation} (by the law of the day of the decision)").format(limitation=label), other
                )
    for step, taken_on in steps_that_end_limitation(case, day).items():
        item = CASE_EVENT.label(STEPS_THAT_END_IT[step])
        yield item, None, None, None, taken_on, _(WHOSE_STEP[step]), None


def _limit(label: str, limit: ActLimit) -> Iterator[Row]:
    """The months, what is taken out, and a labour contract's tail."""
    rule, tag = limit.limit, limit.limit.verified
    months, plain = (rule.years or 0) * 12 + (rule.months or 0), limitation_end(rule, limit.starts_on)
    basis = citation_text(rule)
    if limit.starts_on != limit.occurred_on:
        basis = _("anew from {day}, the next act; {source}").format(day=show_day(limit.starts_on), source=basis)
    end = plain if limit.taken_out or limit.tail_from else limit.ends_on
    yield label, limit.starts_on, None, months, end, basis, tag
    if limit.taken_out:
        yield (
            _("Days that do not count into the limitation"),
            plain,
            limit.taken_out,
            None,
            limit.ends_on,
            citation_text(rule),
            tag,
        )
    if limit.tail_from:
        item = _("After the postponement the limitation may last until")
        yield item, limit.tail_from, rule.tail_days, None, limit.ends_on, citation_text(rule), tag


def _explain_barred_act(case: Case, act: Act, limit: ActLimit, day: str) -> Iterator[Row]:
    """That the act was out of time before the next one, which therefore cannot carry it."""
    later = [other.occurred_on for other in case.acts if other.occurred_on > act.occurred_on]
    if later and not is_in_time(limit, min(later)):
        item = _("{act}: out of time before the next act; no decision can rest on it").format(act=act.number)
        yield item, limit.ends_on, None, None, min(later), citation_text(limit.limit), limit.limit.verified
