"""The decisions in force that are read as rows: nothing else happened to the case, or to another of the person.

They are most of a register's. What was complained of, stayed or annulled, labour contracts, and who held posts of
several categories are read as whole cases.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from json import dumps
from typing import NamedTuple

from chodon_cli.casework.plain_cases import STEPS
from chodon_cli.dates import FOREVER
from chodon_cli.law.clock import Event
from chodon_cli.law.effects import Effect, effects, starts_on
from chodon_cli.law.transition import governing_day
from chodon_cli.nouns import law as laws
from chodon_cli.nouns.case import NUMBER_SQL
from chodon_cli.queries.measures import EARLIEST_ACT_SQL, FOREVER_SQL
from chodon_cli.result import Row
from chodon_cli.store import Reader

LAPSES_ON_SQL = f"coalesce(d.lapses_on, {FOREVER_SQL})"  # of a decision `d`: its index is by this
OF_THESE = "AND d.case_id IN (SELECT value FROM json_each(:cases))"
IS_ALL_THAT_HAPPENED = f"""
c.category <> 'contract' AND NOT EXISTS (
    SELECT 1 FROM case_event o
    WHERE o.case_id = c.id AND o.id <> d.id AND o.voided_on IS NULL AND o.kind NOT IN ({STEPS})
)
"""  # of a decision `d` of a case `c`, besides steps
POSTS_OF_THE_PERSON = "FROM post p WHERE p.staff_id = c.staff_id AND p.voided_on IS NULL"
CATEGORY_OF_ALL_POSTS = f"""CASE
    WHEN NOT EXISTS (SELECT 1 {POSTS_OF_THE_PERSON} AND p.category <> c.category) THEN c.category
    ELSE (SELECT CASE WHEN min(p.category) = max(p.category) THEN min(p.category) END {POSTS_OF_THE_PERSON}) END"""
# NULL: they are of several; of nearly everybody they are of that of the case, and nothing is put together
HOLDS_BY_ITS_DAYS = f"d.happened_on <= :day AND d.effective_on <= :day AND {LAPSES_ON_SQL} > :day"
IS_IN_FORCE = f"{HOLDS_BY_ITS_DAYS} AND c.opened_on <= :day"
DECISIONS_IN_FORCE_SQL = f"""
SELECT {IS_ALL_THAT_HAPPENED.strip()}, a.occurred_on, u.id, c.id, c.staff_id, c.opened_on, c.category, c.rules,
       {CATEGORY_OF_ALL_POSTS}, d.party_effective_on, d.verified,
       {NUMBER_SQL}, s.code, s.full_name, u.code, d.form, d.decision, d.happened_on, d.effective_on, d.lapses_on
FROM (
    SELECT d.id FROM case_event d
    WHERE d.kind = 'decide' AND d.voided_on IS NULL AND {HOLDS_BY_ITS_DAYS} {{of_these}}
    ORDER BY d.case_id + 0 LIMIT 9223372036854775807
) held
CROSS JOIN case_event d ON d.id = held.id
JOIN discipline_case c ON c.id = d.case_id
JOIN staff s ON s.id = c.staff_id
LEFT JOIN violation a ON a.id = ({EARLIEST_ACT_SQL})
LEFT JOIN unit u ON u.id = a.unit_id
WHERE c.voided_on IS NULL AND c.opened_on <= :day
"""  # by case, so that what belongs to it lies side by side; without a limit SQLite takes the order for needless, and
# + 0 keeps it from reading all events in that order
DAYS_OF_DECISIONS_SQL = f"""
SELECT c.staff_id, c.id, d.effective_on, d.lapses_on
FROM {{tables}}
WHERE d.case_id = c.id AND d.kind = 'decide' AND d.voided_on IS NULL AND c.voided_on IS NULL
      AND ({LAPSES_ON_SQL} > :earliest OR d.effective_on >= :earliest) AND {{condition}}
"""  # of decisions that may have held on the day :earliest or later
DAYS_OF_ALL_OTHERS_SQL = DAYS_OF_DECISIONS_SQL.format(
    tables="case_event d CROSS JOIN discipline_case c",  # SQLite reads the tables in this order
    condition=f"NOT ({IS_IN_FORCE}) AND {LAPSES_ON_SQL} > ''",  # always: it lets the index of decisions be read
)
DAYS_OF_PEOPLE_SQL = DAYS_OF_DECISIONS_SQL.format(
    tables="discipline_case c CROSS JOIN case_event d",
    condition="c.staff_id IN (SELECT value FROM json_each(:staff))",
)
DECISIONS_OF_PEOPLE_SQL = f"""
SELECT c.staff_id, d.effective_on IS NOT NULL AND {IS_ALL_THAT_HAPPENED.strip()}, c.id, {NUMBER_SQL}, c.opened_on,
       d.id, d.n, d.form, d.happened_on, d.effective_on, d.lapses_on
FROM discipline_case c
JOIN case_event d ON d.case_id = c.id
WHERE c.staff_id IN (SELECT value FROM json_each(:staff)) AND c.voided_on IS NULL
      AND d.kind = 'decide' AND d.voided_on IS NULL
ORDER BY c.year, c.n
"""
ACT_DAYS_SQL = """
SELECT cv.case_id, v.occurred_on FROM case_violation cv JOIN violation v ON v.id = cv.violation_id
WHERE cv.case_id IN (SELECT value FROM json_each(:cases))
"""
FIRST_ACT, CASE_ID, STAFF_ID, KNOWN = 1, 3, 4, 11  # places of what is read; from the last on it is shown
FORM, HAPPENED_ON, EFFECTIVE_ON = 4, 6, 7  # places among the values that are shown


class DecisionOfDay(NamedTuple):
    """A decision that had taken effect by a day and had not lapsed on it."""

    unit_id: int | None
    case_id: int
    staff_id: int
    values: Row  # that are shown
    effect: Effect | None
    effect_starts_on: str
    verified: str | None


class DecidedCase(NamedTuple):
    """A case with one decision, to which nothing else happened: what it takes to hold it against other decisions."""

    id: int
    number: str
    opened_on: str
    days: list[str]  # of the acts


class DecisionsOfDay(NamedTuple):
    """The decisions that may be in force on a day."""

    alone: list[DecisionOfDay]
    beside_others: list[DecisionOfDay]  # against people of whom `of_people` has all decisions
    of_people: dict[int, list[tuple[DecidedCase, Event]]]
    others: dict[int, set[int]]  # person -> the cases of whose decisions it takes all against the person to say


def decisions_of_day(db: Reader, day: str, among: Iterable[int] | None = None) -> DecisionsOfDay:
    """The decisions that had taken effect by the day and have not lapsed on it: of all cases, or those among these."""
    law_by_override = laws.law_by_override(db)
    decisions = DecisionsOfDay([], [], {}, {})
    sql, values = DECISIONS_IN_FORCE_SQL.format(of_these=""), {"day": day}
    if among is not None:
        sql, values = DECISIONS_IN_FORCE_SQL.format(of_these=OF_THESE), {"day": day, "cases": dumps([*among])}
    rows = [*map(tuple, db.execute(sql, values))]
    touched = _cases_touched_by_others(db, rows, day, is_of_all=among is None)
    effects_of_day: dict[Row, dict[str, Effect]] = {}
    for row in rows:
        is_plain, _act, unit_id, id, staff_id, opened_on, of_case, overrides, category, party_on, verified = row[:KNOWN]
        if category is None:
            decisions.others.setdefault(staff_id, set()).add(id)
            continue
        law, known = law_by_override(overrides), row[KNOWN:]
        form, decided_on, effective_on = known[FORM], known[HAPPENED_ON], known[EFFECTIVE_ON]
        governed_on = governing_day(of_case, opened_on, decided_on, law)
        by_form = effects_of_day.get(key := (overrides, category, governed_on))
        if by_form is None:
            by_form = effects_of_day[key] = {effect.form: effect for effect in effects(category, governed_on, law)}
        effect = by_form.get(form)
        start = starts_on(effect, decided_on, effective_on, party_on) if effect else effective_on
        decision = DecisionOfDay(unit_id, id, staff_id, known, effect, start, verified)
        (decisions.alone if is_plain and id not in touched else decisions.beside_others).append(decision)
    return _with_other_decisions(db, decisions)


def _cases_touched_by_others(db: Reader, rows: Sequence[Row], day: str, is_of_all: bool) -> set[int]:
    """The cases of rows of DECISIONS_IN_FORCE_SQL whose decision another against the person may have to do with.

    It may have ended it, or have been in force on the day of an act. `is_of_all`: the rows are all those of the day;
    what was decided against so many people is read sooner in one go.
    """
    if not rows:
        return set()
    of_people: dict[int, list[tuple[int, str, str]]] = {}
    for row in rows:
        effective_on = row[KNOWN + EFFECTIVE_ON]
        of_people.setdefault(row[STAFF_ID], []).append((row[CASE_ID], effective_on, row[FIRST_ACT] or FOREVER))
    values = {"day": day, "earliest": min(min(days[1:]) for theirs in of_people.values() for days in theirs)}
    others: Iterable[Row]
    if is_of_all:
        in_force = [(row[STAFF_ID], row[CASE_ID], *row[-2:]) for row in rows if len(of_people[row[STAFF_ID]]) > 1]
        others = chain(in_force, db.execute(DAYS_OF_ALL_OTHERS_SQL, values))
    else:
        others = db.execute(DAYS_OF_PEOPLE_SQL, values | {"staff": dumps([*of_people])})
    touched = set()
    for staff_id, other, other_effective_on, lapses_on in others:
        for id, effective_on, first_act in of_people.get(staff_id, ()):
            if id != other and (lapses_on is None or other_effective_on >= effective_on or lapses_on > first_act):
                touched.add(id)
    return touched


def _with_other_decisions(db: Reader, decisions: DecisionsOfDay) -> DecisionsOfDay:
    """All decisions against the people of whom one does not stand alone; people of whom a case is not plain apart."""
    people = {decision.staff_id for decision in decisions.beside_others} - decisions.others.keys()
    of_people: dict[int, list[tuple[DecidedCase, Event]]] = {}
    acts: dict[int, list[str]] = {}
    read_whole = {*decisions.others}
    rows = db.execute(DECISIONS_OF_PEOPLE_SQL, {"staff": dumps([*people])}) if people else ()
    for staff_id, is_plain, id, number, opened_on, event_id, n, form, happened_on, effective_on, lapses_on in rows:
        if not is_plain:
            read_whole.add(staff_id)
        case = DecidedCase(id, number, opened_on, acts.setdefault(id, []))
        decision = Event(event_id, n, "decide", happened_on, form=form, effective_on=effective_on, lapses_on=lapses_on)
        of_people.setdefault(staff_id, []).append((case, decision))
    beside_others = []
    for each in decisions.beside_others:
        if each.staff_id in read_whole:
            decisions.others.setdefault(each.staff_id, set()).add(each.case_id)
        else:
            beside_others.append(each)
    cases = dumps([each.case_id for each in beside_others])
    for id, occurred_on in db.execute(ACT_DAYS_SQL, {"cases": cases}) if beside_others else ():
        acts[id].append(occurred_on)
    return decisions._replace(beside_others=beside_others, of_people=of_people)
