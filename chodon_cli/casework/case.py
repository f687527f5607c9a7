"""How each case stands on a day."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from json import dumps
from typing import NamedTuple

from chodon_cli import store
from chodon_cli.dates import show_day
from chodon_cli.errors import NotFound
from chodon_cli.law import clock
from chodon_cli.law.act_limit import ActLimit, Stop, act_limits
from chodon_cli.law.circumstances import Ground, grounds
from chodon_cli.law.clock import CaseStatus, ClockStart, Event
from chodon_cli.law.decision import HEAVIER_FORM, Position, PostHeld, level, position
from chodon_cli.law.effects import Effect, effects, starts_on
from chodon_cli.law.rules import Law, weakest
from chodon_cli.law.transition import governing_day
from chodon_cli.locale import _
from chodon_cli.nouns import law as laws
from chodon_cli.nouns.case import DECLARATION, NUMBER_SQL
from chodon_cli.queries.numbered import record_id
from chodon_cli.queries.resolve import VIOLATION_NUMBER_SQL
from chodon_cli.result import Cell, Row
from chodon_cli.store import Reader
from chodon_cli.value_class import dataclass

CASES_SQL = f"""
SELECT c.id, {NUMBER_SQL}, c.staff_id, s.code, s.full_name, c.found_on, c.opened_on, c.limitation, c.category,
       c.normal_days, c.extended_days, c.document, c.article, c.verified, c.rules
FROM discipline_case c
JOIN staff s ON s.id = c.staff_id
"""
ACTS_SQL = f"""
SELECT cv.case_id, v.id, {VIOLATION_NUMBER_SQL}, v.occurred_on, v.found_on, v.voided_on, u.id, u.code, b.code
FROM case_violation cv
JOIN violation v ON v.id = cv.violation_id
JOIN unit u ON u.id = v.unit_id
JOIN standard b ON b.id = v.standard_id
"""
EVENTS_SQL = """
SELECT e.case_id, e.id, e.n, e.kind, e.happened_on, e.until_on, e.ground, e.form, e.decision, e.effective_on,
       e.party_effective_on, e.lapses_on, e.verified, e.outcome, e.mitigating, e.aggravating, e.document, e.reason,
       e.note, e.in_duty, e.exemption, e.judgment, e.judgment_on
FROM case_event e
WHERE e.voided_on IS NULL
"""
POSTS_OF_THE_ACCUSED_SQL = """
SELECT p.staff_id, p.started_on, p.ended_on, p.category, p.leadership, p.unit_id
FROM post p
WHERE p.voided_on IS NULL AND p.staff_id IN (SELECT c.staff_id FROM discipline_case c
"""
IS_AMONG_IDS = " IN (SELECT value FROM json_each(:ids))"
LIVE_CASES, BY_NUMBER = " WHERE c.voided_on IS NULL", " ORDER BY c.year, c.n"
IS_AGAINST_ONE_OF = f" AND c.staff_id{IS_AMONG_IDS}"


class Act(NamedTuple):
    """A violation of a case."""

    id: int
    number: str
    occurred_on: str
    found_on: str
    voided_on: str | None
    unit_id: int
    unit: str
    standard: str


@dataclass(frozen=True)
class Case:
    """A case with all that belongs to it: the acts by day, the events in order, the posts of the person."""

    id: int
    number: str
    staff_id: int
    staff: str
    full_name: str
    found_on: str
    opened_on: str
    limitation: str | None
    category: str
    normal_days: int | None
    extended_days: int | None
    document: str | None
    article: str | None
    verified: str | None
    acts: tuple[Act, ...]
    events: tuple[Event, ...]
    posts: tuple[PostHeld, ...]
    law: Law  # as the register had it when the case was opened

    @property
    def earliest(self) -> Act | None:
        """The act in whose unit the case counts."""
        return self.acts[0] if self.acts else None

    @property
    def unit(self) -> str | None:
        """The code of the unit in which the case counts."""
        return self.earliest.unit if self.earliest else None

    @property
    def void_act(self) -> str | None:
        """The number of a violation of the case that was entered by mistake."""
        return next((act.number for act in self.acts if act.voided_on), None)

    @property
    def days(self) -> list[str]:
        """The days of the acts."""
        return [act.occurred_on for act in self.acts]

    def law_day(self, day: str) -> str:
        """The day whose law governs the case on a day: what was under way when a new version came may keep the old."""
        return governing_day(self.category, self.opened_on, day, self.law)

    def act_limits(self, form: str, day: str, law_of: str | None = None) -> list[ActLimit | None]:
        """The limitation of each act for a form, as it is known on the day: by its own law, or that of another day."""
        category = self.position(day).category
        return act_limits(
            category, level(category, form, self.limitation), self.days, self.stops(day), law_of, self.law
        )

    def stops(self, day: str) -> list[Stop]:
        """The stretches up to the day on which the case could not be handled, by their first day.

        Of a decision that was annulled those on which a complaint against it was pending, and then those until another
        replaces it; a complaint that was rejected took no time from anybody.
        """
        stops: list[Stop] = []
        status, complaints, complained_on = CaseStatus("open", None), list[Stop](), ""
        for event in [event for event in self.events if event.happened_on <= day]:
            after = clock.status_after(self._plain_start, status, event)
            if status.running and not after.running:
                stops.append(Stop(status.running.ground or "", status.running.happened_on, event.happened_on))
            if complained_on and event.kind in ("resume", "annul"):
                complaints.append(Stop("complaint", complained_on, event.happened_on))
            if event.kind == "annul" and self.category != "contract":
                stops.extend(complaints)
            if status.still_since and not after.still_since:
                stops.append(Stop("complaint", status.still_since, event.happened_on))
            if event.kind in ("appeal", "resume", "annul"):
                complained_on = event.happened_on if event.kind == "appeal" else ""
            complaints = complaints if after.decided else []
            status = after
        since, ground = status.still_since, "complaint"
        if status.running:
            since, ground = status.running.happened_on, status.running.ground or ""
        if since and since < day:
            stops.append(Stop(ground, since, day, is_over=False))
        return stops

    @cached_property
    def _plain_start(self) -> ClockStart:
        """What the clock starts from, the last day of a limitation aside."""
        return ClockStart(
            self.found_on,
            self.opened_on,
            self.normal_days,
            self.extended_days,
            until_replaced=frozenset(event.n for event in self._annulled_on_complaint() if self._stands_still(event)),
        )

    def _annulled_on_complaint(self) -> Iterator[Event]:
        """The annulments of decisions that had been complained of."""
        complained = False
        for event in self.events:
            if event.kind == "annul" and complained:
                yield event
            complained = event.kind == "appeal" or (complained and event.kind not in ("resume", "annul"))

    def _stands_still(self, annulment: Event) -> bool:
        ground = self.ground_of_pause(annulment)
        return ground is not None and ground.until_replaced

    @property
    def has_no_limit(self) -> bool:
        """Whether the last day is that of limitation: labour contracts have no processing limit."""
        return self.category == "contract" and self.normal_days is None and bool(self.acts)

    def ruling_limit(self, form: str, decided_on: str, law_of: str | None = None) -> ActLimit | None:
        """The limitation for a form by the law of the act's day, or by that of another, as the person is judged then.

        It is that of the last act, of a labour contract that of the first.
        """
        if not self.acts:
            return None
        at = 0 if self.position(decided_on).category == "contract" else -1
        return self.act_limits(form, decided_on, law_of)[at]

    def last(self, day: str) -> ActLimit | None:
        """For a case opened on a labour contract, which has no processing limit: the limitation that ends last.

        As what the person is judged on that day, or was when the case ended: who is a civil servant by then is barred
        when the limitation for the heavier forms has ended.
        """
        if not self.has_no_limit:
            return None
        now = clock.standing(self._plain_start, self.events, day)
        return self.ruling_limit(HEAVIER_FORM, (now and now.ended_on) or day)

    def started_on(self, day: str) -> ClockStart:
        """What the clock starts from, as it is known on the day."""
        last = self.last(day)
        return self._plain_start._replace(last_on=last.ends_on) if last else self._plain_start

    @cached_property
    def clock_start(self) -> ClockStart:
        """What the clock starts from, once all that is known has happened."""
        return self.started_on(self.events[-1].happened_on if self.events else self.opened_on)

    @property
    def latest(self) -> CaseStatus:
        """How it stands once all that is known has happened, a running pause not counted."""
        return clock.after_all(self.clock_start, self.events)

    def standing(self, day: str) -> CaseStatus | None:
        """How it stands at the end of the day; None before it is opened."""
        if day not in self._standings:
            self._standings[day] = clock.standing(self.started_on(day), self.events, day)
        return self._standings[day]

    @cached_property
    def _standings(self) -> dict[str, CaseStatus | None]:
        """How it stands on the days that were asked for: figures ask for the same few again and again."""
        return {}

    def position(self, day: str) -> Position:
        """As what the person is judged; where every post was entered by mistake, as what the case was opened."""
        return position(self.posts, day) if self.posts else Position(self.category, "none")

    def effect(self, form: str | None, day: str) -> Effect | None:
        """What the law attaches to this form in a decision of the day."""
        all_effects = effects(self.position(day).category, self.law_day(day), self.law)
        return next((effect for effect in all_effects if effect.form == form), None)

    def starts_on(self, decision: Event) -> str:
        """The day from which the effects of a decision run: that of the Party's decision, where the law says so."""
        effect = self.effect(decision.form, decision.happened_on)
        effective_on = decision.effective_on or decision.happened_on
        if effect is None:
            return effective_on
        return starts_on(effect, decision.happened_on, effective_on, decision.party_effective_on)

    def verified_on(self, day: str) -> str | None:
        """How well the last day for a decision is verified: as the weakest rule that gave it, or moved it by then."""
        if self.has_no_limit or not self.verified:
            last = self.last(day)
            return last.limit.verified if last else None
        moved = [self.ground_of_pause(event) for event in self.events if event.happened_on <= day]
        return weakest([self.verified, *(ground.verified for ground in moved if ground)])

    def ground_of_pause(self, event: Event) -> Ground | None:
        """The ground on which days are not counted from a pause on, or until an annulment; None for other events.

        It is verified as well as both that it is a ground and that its days are not counted.
        """
        if event.kind not in ("pause", "annul"):
            return None
        ground = event.ground or "complaint"  # an annulment: until a new decision replaces the one complained of
        all_grounds = grounds(self.position(event.happened_on).category, self.law_day(event.happened_on), self.law)
        matches = (rule for rule in all_grounds if rule.ground == ground)
        return next((replace(rule, verified=weakest([rule.verified, rule.counted])) for rule in matches), None)


def cases(
    db: Reader,
    ids: Iterable[int] | None = None,
    staff: Iterable[int] | None = None,
    of_violation: int | None = None,
) -> list[Case]:
    """These cases, those of these people, that of a violation, or all; by number."""
    if of_violation is not None:
        rows = db.execute("SELECT case_id FROM case_violation WHERE violation_id = :id", {"id": of_violation})
        ids = [row[0] for row in rows]
    values: dict[str, Cell] = {}
    where, of_case = LIVE_CASES, ""
    if ids is not None:
        where, of_case, values = f"{where} AND c.id{IS_AMONG_IDS}", IS_AMONG_IDS, {"ids": dumps([*ids])}
    elif staff is not None:
        where, values = f"{where}{IS_AGAINST_ONE_OF}", {"ids": dumps([*staff])}
        of_case = f" IN (SELECT c.id FROM discipline_case c{where})"
    heads = list(db.execute(f"{CASES_SQL}{where}{BY_NUMBER}", values))
    if not heads:
        return []
    acts_of, events_of = (f" WHERE cv.case_id{of_case}", f" AND e.case_id{of_case}") if of_case else ("", "")
    belonging = [
        f"{ACTS_SQL}{acts_of} ORDER BY v.occurred_on, v.year, v.n",
        f"{EVENTS_SQL}{events_of} ORDER BY e.case_id, e.n",
        f"{POSTS_OF_THE_ACCUSED_SQL}{where}) ORDER BY p.staff_id, p.started_on",
    ]
    answers = iter(store.answers(db, [(sql, values) for sql in belonging]))
    acts, events, posts = (group_by_first(next(answers), make) for make in (Act, Event, PostHeld))
    laws_by_override = laws.law_by_override(db)
    return [
        Case(
            *[
                *head,
                acts.get(head[0], ()),
                events.get(head[0], ()),
                posts.get(head[2], ()),
                laws_by_override(overrides),
            ]
        )
        for *head, overrides in heads
    ]


def first_question(staff: Iterable[int]) -> tuple[str, dict[str, Cell]]:
    """What `cases` of these people asks first, and alone where they have none."""
    return f"{CASES_SQL}{LIVE_CASES}{IS_AGAINST_ONE_OF}{BY_NUMBER}", {"ids": dumps([*staff])}


def group_by_first(rows: Iterable[Row], make: Callable[..., object]) -> dict[int, Row]:
    """First value -> what is made of the others, in their order."""
    groups: dict[int, list[object]] = {}
    for key, *rest in map(tuple, rows):
        groups.setdefault(key, []).append(make(*rest))
    return {key: tuple(values) for key, values in groups.items()}


def case_of_number(db: Reader, reference: str) -> Case:
    """The case with this number. NotFound if there is none."""
    matches = cases(db, [record_id(db, DECLARATION, reference)])
    if not matches:
        raise NotFound(
            _("{record} is void").format(record=reference),
            _("see: {command}").format(command=f"chodon audit list --record {reference}"),
        )
    return matches[0]


def not_yet(case: Case) -> NotFound:
    """That there is no such case on the day that is asked for."""
    return NotFound(
        _("{number} is opened on {day} only").format(number=case.number, day=show_day(case.opened_on)),
        _("ask of that day or a later one"),
    )
