"""Until when each act of a case can be disciplined: what lets the time begin anew, and what is taken out of it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from chodon_cli.dates import days_between, shift
from chodon_cli.law.circumstances import grounds
from chodon_cli.law.limitation import Limitation, limitation, limitation_end
from chodon_cli.law.rules import MOST_REMEMBERED, SHIPPED_LAW, Law


class Stop(NamedTuple):
    """Days on which a case could not be handled, on a ground of the law; `until_on` is the first that is over."""

    ground: str
    from_on: str
    until_on: str
    is_over: bool = True


class ActLimit(NamedTuple):
    """The limitation of one act.

    `starts_on` is the day of the act, or of the later act that let it begin anew; `taken_out` so many days do not
    count; `tail_from` is the day from which a labour contract's tail was added. `ends_on` is the last day.
    """

    occurred_on: str
    limit: Limitation
    starts_on: str
    taken_out: int
    ends_on: str
    tail_from: str | None = None

    def is_over(self, day: str) -> bool:
        return self.ends_on < day

    def has_ended_in_time(self, taken: Mapping[str, str]) -> bool:
        """Whether the step that ends the limitation before the decision was taken by its last day: it binds no more."""
        return (day := taken.get(self.limit.ends_with)) is not None and not self.is_over(day)


def act_limits(
    category: str,
    level: str,
    acts: Sequence[str],
    stops: Sequence[Stop] = (),
    law_of: str | None = None,
    law: Law = SHIPPED_LAW,
) -> list[ActLimit | None]:
    """The limitation of each act, by the law of its own day or of another; None without a rule or a limitation.

    The acts stand by day, the stops in their order. A new act within the time of an old one lets it begin anew; one
    that comes too late does not (Decree 112/2020, article 5.1; Decree 234/2026, article 5.1). Days are taken out where
    the law says that they do not count (Decree 234/2026, article 5.6); of a labour contract up to so many days follow
    an obstacle that ends when fewer are left (Labour Code 2019, article 123.2).
    """
    if len(acts) == 1 and not stops:
        return [_plain_limit(category, level, acts[0], law_of or acts[0], law)]
    return [_act_limit(category, level, acts[at:], stops, law_of or act, law) for at, act in enumerate(acts)]


@lru_cache(MOST_REMEMBERED)  # most cases are of one act, and nothing stopped them
def _plain_limit(category: str, level: str, act: str, day: str, law: Law) -> ActLimit | None:
    return _act_limit(category, level, [act], [], day, law)


def _act_limit(
    category: str, level: str, acts: Sequence[str], stops: Sequence[Stop], day: str, law: Law
) -> ActLimit | None:
    """That of the first of the acts; the others are later."""
    rule = limitation(category, level, day, law)
    if rule is None or limitation_end(rule, acts[0]) is None:
        return None
    not_counted = {ground.ground: ground.limitation for ground in grounds(category, day, law)} if stops else {}
    limit = _limit_from(rule, acts[0], acts[0], stops, not_counted)
    for later in acts[1:] if rule.restarts else ():
        if later > limit.ends_on:
            break
        limit = _limit_from(rule, acts[0], later, stops, not_counted)
    return limit


def _limit_from(
    rule: Limitation, act: str, start: str, stops: Sequence[Stop], not_counted: Mapping[str, str | None]
) -> ActLimit:
    """The limitation that runs from this day, with what is taken out or added after it."""
    end, taken, tail_from = limitation_end(rule, start) or "", 0, None
    for stop in stops:
        first = max(stop.from_on, start)
        if first > end:
            break
        days = max(0, days_between(first, stop.until_on)) if not_counted.get(stop.ground) else 0
        end, taken = shift(end, days), taken + days
        if rule.tail_days and shift(stop.until_on, rule.tail_days) > end:
            end, tail_from = shift(stop.until_on, rule.tail_days), stop.until_on
    return ActLimit(act, rule, start, taken, end, tail_from)
