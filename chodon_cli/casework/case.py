"""How each case stands on a day."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from json import dumps
from typing import Any

from chodon_cli.dates import Period, show_day
from chodon_cli.errors import NotFound
from chodon_cli.law import clock
from chodon_cli.law.circumstances import Ground, grounds
from chodon_cli.law.clock import CaseStatus, ClockStart, Event
from chodon_cli.law.decision import Position, PostHeld, level, position, time_limit
from chodon_cli.law.effects import Effect, effects
from chodon_cli.law.limitation import Limitation
from chodon_cli.law.rules import Law, first_day, unsure, weakest
from chodon_cli.locale import N_, _
from chodon_cli.nouns import law as laws
from chodon_cli.nouns.case import LIST, NUMBER
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries import select as lists
from chodon_cli.queries.resolve import VIOLATION
from chodon_cli.result import Column, Result, Row
from chodon_cli.store import Reader
from chodon_cli.text import clean, unaccent

SHOWN = [
    Column("number", "code"),
    Column("staff", "code", 2, label=N_("Person")),
    Column("full_name", "person", 2),
    Column("unit", "code", 2),
    Column("violations", "code", 5, label=N_("Violations of a case")),
    Column("found_on", "date", 4),
    Column("opened_on", "date", 3, label=N_("Case opened on")),
    Column("state", "word"),
    Column("due_on", "date"),
    Column("days_left", "integer"),
    Column("extended", "integer", 5),
    Column("paused", "integer", 5),
    Column("outcome", "word", 3),
    Column("form", "word", 2, label=N_("Form of discipline")),
    Column("decision", "text", 4),
    Column("decided_on", "date", 3),
    Column("effective_on", "date", 5),
    Column("lapses_on", "date", 4),
    Column("verified", "word", 3),
]
CASES = f"""
SELECT c.id, {NUMBER}, c.staff_id, s.code, s.full_name, c.found_on, c.opened_on, c.limitation, c.category,
       c.normal_days, c.extended_days, c.document, c.article, c.verified, c.rules
FROM discipline_case c
JOIN staff s ON s.id = c.staff_id
"""
ACTS = f"""
SELECT cv.case_id, v.id, {VIOLATION}, v.occurred_on, v.found_on, v.voided_on, u.id, u.code
FROM case_violation cv
JOIN violation v ON v.id = cv.violation_id
JOIN unit u ON u.id = v.unit_id
"""
EVENTS = """
SELECT e.case_id, e.id, e.n, e.kind, e.happened_on, e.until_on, e.ground, e.form, e.decision, e.effective_on,
       e.party_effective_on, e.lapses_on, e.verified, e.outcome, e.mitigating, e.aggravating, e.document, e.reason,
       e.note, e.in_duty
FROM case_event e
"""
POSTS = """
SELECT p.staff_id, p.started_on, p.ended_on, p.category, p.leadership
FROM post p
WHERE p.voided_on IS NULL AND p.staff_id IN (SELECT c.staff_id FROM discipline_case c
"""
OF = " IN (SELECT value FROM json_each(:ids))"


@dataclass(frozen=True)
class Act:
    """A violation of a case."""

    id: int
    number: str
    occurred_on: str
    found_on: str
    voided_on: str | None
    unit_id: int
    unit: str


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

    @property
    def last(self) -> tuple[Limitation, str] | None:
        """For a labour contract, which has no processing limit: the limitation and its last day."""
        if self.category != "contract" or self.normal_days is not None or not self.acts:
            return None
        return time_limit(self.category, level(self.category, "", self.limitation), self.days, self.law)

    @property
    def started(self) -> ClockStart:
        last_on = self.last[1] if self.last else None
        return ClockStart(self.found_on, self.opened_on, self.normal_days, self.extended_days, last_on)

    @property
    def latest(self) -> CaseStatus:
        """How it stands once all that is known has happened, a running pause not counted."""
        return clock.after_all(self.started, self.events)

    def standing(self, day: str) -> CaseStatus | None:
        return clock.standing(self.started, self.events, day)

    def position(self, day: str) -> Position:
        return position(self.posts, day)

    def effect(self, form: str | None, day: str) -> Effect | None:
        """What the law attaches to this form in a decision of the day."""
        known = effects(self.position(day).category, day, self.law)
        return next((effect for effect in known if effect.form == form), None)

    def verified_on(self, day: str) -> str | None:
        """How well the last day for a decision is verified: as the weakest rule that gave it, or moved it by then."""
        if self.last or not self.verified:
            return self.last[0].verified if self.last else None
        moved = [self.ground_of_pause(event) for event in self.events if event.happened_on <= day]
        return weakest([self.verified, *(ground.verified for ground in moved if ground)])

    def ground_of_pause(self, event: Event) -> Ground | None:
        """The ground on which days are not counted from a pause on, or until an annulment; None for other events.

        It is verified as well as both that it is a ground and that its days are not counted.
        """
        if event.kind not in ("pause", "annul"):
            return None
        ground = event.ground or "complaint"  # an annulment: until a new decision replaces the one complained of
        known = grounds(self.position(event.happened_on).category, event.happened_on, self.law)
        found = (rule for rule in known if rule.ground == ground)
        return next((replace(rule, verified=weakest([rule.verified, rule.counted])) for rule in found), None)


def cases(
    db: Reader,
    ids: Iterable[int] | None = None,
    staff: Iterable[int] | None = None,
    of_violation: int | None = None,
) -> list[Case]:
    """These cases, those of these people, that of a violation, or all; by number."""
    if of_violation is not None:
        found = db.execute("SELECT case_id FROM case_violation WHERE violation_id = :id", {"id": of_violation})
        ids = [row[0] for row in found]
    values: dict[str, Any] = {}
    where, of_case = "", ""
    if ids is not None:
        where, of_case, values = f" WHERE c.id{OF}", OF, {"ids": dumps([*ids])}
    elif staff is not None:
        where, values = f" WHERE c.staff_id{OF}", {"ids": dumps([*staff])}
        of_case = f" IN (SELECT c.id FROM discipline_case c{where})"
    heads = list(db.execute(f"{CASES}{where} ORDER BY c.year, c.n", values))
    if not heads:
        return []
    only = "" if not of_case else f" WHERE {{}}{of_case}"
    acts = group_by_first(
        db.execute(f"{ACTS}{only.format('cv.case_id')} ORDER BY v.occurred_on, v.year, v.n", values), Act
    )
    events = group_by_first(db.execute(f"{EVENTS}{only.format('e.case_id')} ORDER BY e.case_id, e.n", values), Event)
    posts = group_by_first(db.execute(f"{POSTS}{where}) ORDER BY p.staff_id, p.started_on", values), PostHeld)
    known = laws.law_by_override(db)
    return [
        Case(*[*head, acts.get(head[0], ()), events.get(head[0], ()), posts.get(head[2], ()), known(said)])
        for *head, said in heads
    ]


def group_by_first(rows: Iterable[Any], make: Callable[..., Any]) -> dict[int, tuple[Any, ...]]:
    """First value -> what is made of the others, in their order."""
    made: dict[int, list[Any]] = {}
    for key, *rest in map(tuple, rows):
        made.setdefault(key, []).append(make(*rest))
    return {key: tuple(values) for key, values in made.items()}


def row(case: Case, day: str) -> Row | None:
    """The case as it stands on the day, in the order of SHOWN; None before it is opened."""
    now = case.standing(day)
    if now is None:
        return None
    decided = now.decided
    tags = [tag for tag in (case.verified_on(day), decided and decided.verified) if tag]
    return (
        case.number,
        case.staff,
        case.full_name,
        case.unit,
        " ".join(sorted(act.number for act in case.acts)),
        case.found_on,
        case.opened_on,
        now.state,
        now.due_on,
        now.days_left(day),
        now.granted,
        now.paused,
        now.closed and now.closed.outcome,
        decided and decided.form,
        decided and decided.decision,
        decided and decided.happened_on,
        decided and decided.effective_on,
        decided and decided.lapses_on,
        weakest(tags) if tags else None,
    )


@dataclass(frozen=True)
class CaseFilter:
    """Which cases are wanted; None asks for all."""

    as_of: str
    period: Period | None = None
    unit: str | None = None
    staff: str | None = None
    state: str | None = None
    is_overdue: bool = False
    find: str | None = None


def list_cases(db: Reader, asked: CaseFilter) -> Result:
    """The cases by number, as they stand on the day."""
    staff = None if asked.staff is None else [lookup.staff(db, asked.staff).id]
    units = None if asked.unit is None else lookup.beneath(db, asked.unit)
    wanted = unaccent(clean(asked.find or ""))
    rows = [
        made
        for case in cases(db, staff=staff)
        if (made := row(case, asked.as_of))
        and (asked.period is None or asked.period.start <= case.opened_on <= asked.period.end)
        and (units is None or (case.earliest and case.earliest.unit_id in units))
        and wanted in unaccent(case.full_name)
    ]
    place = {column.key: at for at, column in enumerate(SHOWN)}
    if asked.state:
        rows = [made for made in rows if made[place["state"]] == asked.state]
    if asked.is_overdue:
        rows = [made for made in rows if (made[place["days_left"]] or 0) < 0]
    return Result(LIST.title, SHOWN, rows, notes=notes(rows), period=asked.period, as_of=asked.as_of)


def notes(rows: Sequence[Row]) -> list[str]:
    """What is to be known of cases as they are shown: a last day that no rule gives, rules that nobody has checked."""
    due_on = [column.key for column in SHOWN].index("due_on")
    said = unsure(row[-1] for row in rows)
    if any(row[due_on] is None for row in rows):
        said.insert(0, _("no rule is held for days before {first}").format(first=show_day(first_day())))
    return said


def case_of_number(db: Reader, said: str) -> Case:
    """The case with this number. NotFound if there is none."""
    return cases(db, [lookup.record_id(db, LIST, said)])[0]


def not_yet(case: Case) -> NotFound:
    """That there is no such case on the day that is asked for."""
    return NotFound(_("{number} is opened on {day} only").format(number=case.number, day=show_day(case.opened_on)))


def show_case(db: Reader, said: str, today: str) -> Result:
    """One case: how it stands, what it was opened on, and what happened to it."""
    from chodon_cli.nouns import case_event, violation

    case = case_of_number(db, clean(said))
    made = [made for made in [row(case, today)] if made]
    if not made:
        raise not_yet(case)
    where = f"v.id IN (SELECT violation_id FROM case_violation WHERE case_id = {case.id})"
    events = lists.rows(db, case_event.LIST, ["c.id = :id", "e.happened_on <= :today"], id=case.id, today=today)
    asked = [
        replace(column, shown="asked") if column.key == "case" or not any(e[place] for e in events) else column
        for place, column in enumerate(case_event.COLUMNS)
    ]
    return Result(
        N_("Case"),
        SHOWN,
        made,
        notes=notes(made),
        as_of=today,
        layout="record",
        details=[
            Result(N_("Violations"), violation.COLUMNS, lists.rows(db, violation.LIST, [where], known=today)),
            Result(case_event.LIST.title, asked, events),
        ],
    )


def written_case(id: int, title: str, today: str, hints: Sequence[str]) -> Result:
    """The case as just written."""
    from chodon_cli import store

    with store.reading() as db:
        made = [made for case in cases(db, [id]) if (made := row(case, max(today, case.opened_on)))]
    return Result(title, SHOWN, made, notes=notes(made), hints=hints, is_write=True, layout="record")
