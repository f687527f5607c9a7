"""What falls due in a case: its processing limit, its limitation, an extension, the end of a pause, of a decision."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from operator import itemgetter
from sqlite3 import Connection
from typing import NamedTuple, TypeVar

from chodon_cli.casework.breaches import decisions, ended_by, steps_that_end_limitation
from chodon_cli.casework.case import Case, cases
from chodon_cli.casework.hints import after_party
from chodon_cli.casework.live_cases import (
    Lapse,
    LiveCase,
    contested_cases,
    days_by_step,
    lapses,
    live_cases,
)
from chodon_cli.casework.steps import StepDay, days_run_from, step_days, step_with_days, to_decision
from chodon_cli.dates import FOREVER, shift
from chodon_cli.due import Duty
from chodon_cli.law.act_limit import ActLimit, act_limits
from chodon_cli.law.clock import CaseStatus, Event
from chodon_cli.law.decision import HEAVIER_FORM, citation_text, level
from chodon_cli.law.limitation import limitation, limitations, month_number, month_of_end
from chodon_cli.law.rules import MOST_REMEMBERED, Law
from chodon_cli.law.transition import governing_day
from chodon_cli.locale import N_, _, figure, one_or_several
from chodon_cli.nouns import law as laws
from chodon_cli.nouns.number import CASE_NUMBER
from chodon_cli.words.case import DISCIPLINE_FORM, LIMITATION_LEVEL

FORMS_OF_BOTH_LEVELS = ("reprimand", HEAVIER_FORM)


class DayOfCase(NamedTuple):
    """A day by which something is to be done in a case, whichever case it is: the last fields of a Duty."""

    kind: str
    due_on: str
    basis: str
    verified: str | None
    part: str = ""

    def duty_of(self, case: Case | LiveCase | Lapse) -> Duty:
        return Duty(self.kind, case.number, case.staff, case.unit, self.due_on, self.basis, self.verified, self.part)


Entry = TypeVar("Entry")  # what is made of a day of a case
MakeEntry = Callable[[DayOfCase, Case | LiveCase | Lapse], Entry]


def due(db: Connection, today: str, last: str, units: Collection[int] | None = None) -> Iterator[Duty]:
    """Every live case by its limits; every decision in force by the day on which it lapses or another ends it.

    Those alone that are due by the last day, by number. `units`: of cases with an act there.
    """
    return days_of_cases(db, today, last, DayOfCase.duty_of, units)


def kinds_due(db: Connection, today: str, last: str) -> Iterator[tuple[str, str]]:
    """The kind and the day of each of the same duties, in the same order: nobody asks in which case."""
    return days_of_cases(db, today, last, lambda day, _case: (day.kind, day.due_on), has_names=False)


def days_of_cases(
    db: Connection,
    today: str,
    last: str,
    make: MakeEntry[Entry],
    units: Collection[int] | None = None,
    has_names: bool = True,
) -> Iterator[Entry]:
    """What is made of each day in each case by which something is due, up to the last day; by the number of the case.

    `has_names`: who is in it, and where, is wanted.
    """
    entries: list[tuple[tuple[int, int], list[Entry]]] = []
    alike, done, to_read = AlikeCases(db, today, last), set(), contested_cases(db, today, units)
    for case, says_all in live_cases(db, today, units, has_names):
        if not says_all:
            to_read.append(case.id)
            continue
        done.add(case.id)
        if days := alike.days(case):
            entries.append(((case.year, case.n), [make(day, case) for day in days]))
    of_people: set[int] = set()
    for lapse in lapses(db, today, last, units):
        if not lapse.stands_alone:
            of_people.add(lapse.staff_id)
            continue
        done.add(lapse.id)
        day = lapse_day(lapse.lapses_on, lapse.form, lapse.decision, lapse.verified)
        entries.append(((lapse.year, lapse.n), [make(day, lapse)]))
    for whole, days in of_whole_cases([*cases(db, to_read), *cases(db, staff=of_people)], done, today, last):
        if place := CASE_NUMBER.parse(whole.number):
            entries.append((place, [make(day, whole) for day in days]))
    entries.sort(key=itemgetter(0))  # kinds of which there are as many are counted in this order
    return chain.from_iterable(those for _place, those in entries)


def of_whole_cases(
    read: Iterable[Case], done: Collection[int], today: str, last: str
) -> Iterator[tuple[Case, list[DayOfCase]]]:
    """What is due in those of the cases that are not done; of whoever has a decision that may lapse all are read."""
    by_id = {case.id: case for case in read}
    everybody: dict[int, list[Case]] = {}
    for case in by_id.values():
        everybody.setdefault(case.staff_id, []).append(case)
    for case in by_id.values():
        if case.id not in done:
            days = days_of_case(case, everybody[case.staff_id], today)
            yield case, [day for day in days if day.due_on <= last]


class AlikeCases:
    """The days of live cases whose rows say all: what the law says of one is remembered for those that are alike."""

    def __init__(self, db: Connection, today: str, last: str) -> None:
        self._law_by_override = laws.law_by_override(db)
        self._today = today
        self._last = last
        self._limit_days = lru_cache(MOST_REMEMBERED)(self._processing)
        self._limitation_days = lru_cache(MOST_REMEMBERED)(self._limitations)
        self._outlasts = lru_cache(MOST_REMEMBERED)(self._acts_of_month_outlast)
        self._step_days = lru_cache(MOST_REMEMBERED)(self._next_steps)

    def days(self, case: LiveCase) -> list[DayOfCase]:
        """What is due in the case by the last day."""
        category, rules = case.category_of_posts or case.category, case.rules
        days = self._limitation_days(category, case.limitation, case.act_on or "", rules)
        if case.normal_days is not None:
            cited = (case.document, case.article, case.verified)
            days = self._limit_days(case.found_on, case.normal_days, case.extended_days, *cited) + days
        if begun_on := days_run_from(case.steps):
            law_on = governing_day(case.category, case.opened_on, begun_on, self._law_by_override(rules))
            days = days + self._step_days(category, law_on, case.events, rules)
        return days

    def _processing(self, found_on: str, normal: int, extended: int | None, *cited: str | None) -> list[DayOfCase]:
        document, article, verified = cited
        basis, more = basis_of(document, article), (extended or 0) - normal
        due_on = shift(found_on, normal)
        return [*processing_days(due_on, basis, verified, more, self._today)] if due_on <= self._last else []

    def _limitations(self, category: str, kind: str | None, act_on: str, rules: int) -> list[DayOfCase]:
        month = act_on[: len("2025-12")]
        if self._outlasts(category, kind, month, rules):
            return []  # as of nearly all cases
        law = self._law_by_override(rules)
        levels = [level(category, form, kind) for form in FORMS_OF_BOTH_LEVELS]
        if self._none_ends_by_the_last_day(category, levels, act_on, law):
            return []
        limits = [act_limits(category, each, [act_on], law=law)[0] for each in levels]
        return [*limitation_days(limits, {}, self._today, self._last)]

    def _acts_of_month_outlast(self, category: str, kind: str | None, month: str, rules: int) -> bool:
        """Whether no limitation of an act of the month ends by the last day; False too where the law changes in it."""
        law, first, last = self._law_by_override(rules), f"{month}-01", f"{month}-31"
        if limitations(category, first, law) is not limitations(category, last, law):
            return False
        levels = [level(category, form, kind) for form in FORMS_OF_BOTH_LEVELS]
        return self._none_ends_by_the_last_day(category, levels, first, law)

    def _none_ends_by_the_last_day(self, category: str, levels: Iterable[str], act_on: str, law: Law) -> bool:
        """Whether the months say so already: one runs on after it, and none may end in the days till then."""
        rules = [limitation(category, each, act_on, law) for each in levels]
        ends = [end for rule in rules if rule and (end := month_of_end(rule, act_on)) is not None]
        first, last = month_number(self._today), month_number(self._last)
        return not any(first <= end <= last for end in ends) and (not ends or max(ends) > last)

    def _next_steps(self, category: str, law_on: str, events: str | None, rules: int) -> list[DayOfCase]:
        law = self._law_by_override(rules)
        steps = to_decision(days_by_step(events), lambda name, _start: step_with_days(category, name, law_on, law))
        return [*days_of_steps(steps, "step", self._today, self._last)]


def days_of_case(case: Case, theirs: list[Case], today: str) -> Iterator[DayOfCase]:
    """What is due in one case, whenever it is due; `theirs` are the cases against the same person."""
    now = case.standing(today)
    if now and now.is_live:
        yield from live_days(case, now, today)
    elif now and now.decided:
        yield from decided_days(now.decided, theirs, today)
    if now:
        yield from days_of_steps(step_days(case, now, today), "step" if now.is_live else "complaint", today)


def days_of_steps(steps: Iterable[StepDay], kind: str, today: str, last: str = FOREVER) -> Iterator[DayOfCase]:
    """The next steps of procedure; one that nobody enters (a report sent, a complaint accepted) only till its day.

    Those that are due by the last day.
    """
    duties = [each for each in steps if each.is_duty]
    for each in duties:
        if each.due_on <= last and (each.is_until_decided or each is duties[-1] or each.due_on >= today):
            yield DayOfCase(kind, each.due_on, f"{each.item}: {each.basis}", each.rule.verified, each.rule.step)


def decided_days(decision: Event, theirs: list[Case], today: str) -> Iterator[DayOfCase]:
    """The day on which the decision that stands ends of itself, unless a later one has ended it."""
    if not decision.lapses_on or decision.lapses_on < today:
        return
    other = ended_by(decision, decisions(theirs, today)) if len(theirs) > 1 else None
    if other is None or (other.effective_on or "") >= decision.lapses_on:
        yield lapse_day(decision.lapses_on, decision.form, decision.decision, decision.verified)


def lapse_day(lapses_on: str, form: str | None, decision: str | None, verified: str | None) -> DayOfCase:
    """The day on which a decision of this form ends of itself."""
    basis = _("{form}, {decision}").format(form=DISCIPLINE_FORM.label(form), decision=decision)
    return DayOfCase("lapse", lapses_on, basis, verified)


def live_days(case: Case, now: CaseStatus, today: str) -> Iterator[DayOfCase]:
    """The days of a live case, besides those of its steps."""
    if case.clock_start.normal_days is not None and now.due_on:
        more = 0 if now.running else case.clock_start.most_granted - now.granted
        basis = basis_of(case.document, case.article)
        yield from processing_days(now.due_on, basis, case.verified_on(today), more, today)
    if now.running and now.running.until_on:
        yield DayOfCase("pause", now.running.until_on, _("expected end"), None)
    if announced := after_party(case, today):
        day, rule = announced
        yield DayOfCase("party", shift(day, rule.days or 0), citation_text(rule), rule.verified)
    limits = [case.ruling_limit(form, today) for form in FORMS_OF_BOTH_LEVELS]
    yield from limitation_days(limits, steps_that_end_limitation(case, today), today)


def processing_days(due_on: str, basis: str, verified: str | None, more: int, today: str) -> Iterator[DayOfCase]:
    """The last day for a decision; by it so many days `more` can be granted."""
    yield DayOfCase("processing", due_on, basis, verified)
    if more > 0 and due_on >= today:
        one, several = N_("{days} day more can be granted"), N_("{days} days more can be granted")
        sentence = one_or_several(more, one, several).format(days=figure(more, 0))
        yield DayOfCase("extension", due_on, f"{sentence}; {basis}", verified)


def basis_of(document: str | None, article: str | None) -> str:
    """What the days for a decision rest on."""
    return "; ".join(filter(None, (document, article)))


def limitation_days(
    limits: Iterable[ActLimit | None], taken: Mapping[str, str], today: str, last: str = FOREVER
) -> Iterator[DayOfCase]:
    """The limitations that still run, else the one that ended last: what is too old for a reprimand may deserve more.

    Those that end by the last day. `limits`: for FORMS_OF_BOTH_LEVELS. What ended in time by a step `taken` before the
    decision binds no more.
    """
    ends = [limit for limit in limits if limit and not limit.has_ended_in_time(taken)]
    running = [limit for limit in ends if limit.ends_on >= today]
    for act_limit in dict.fromkeys(limit for limit in running or ends[-1:] if limit.ends_on <= last):
        limit = act_limit.limit
        basis = f"{LIMITATION_LEVEL.label(limit.level)}; {citation_text(limit)}"
        yield DayOfCase("limitation", act_limit.ends_on, basis, limit.verified, limit.level)
