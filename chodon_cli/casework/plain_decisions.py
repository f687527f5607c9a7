"""The decisions in force that are read as rows: nothing else happened to the case, or to another of the person.

They are most of a register's. What was complained of, stayed or annulled, labour contracts, and who held posts of
several categories are read as whole cases.
"""

from collections.abc import Iterable
from json import dumps
from typing import NamedTuple

from chodon_cli.casework.plain_cases import STEPS
from chodon_cli.law.clock import Event
from chodon_cli.law.effects import Effect, effects, starts_on
from chodon_cli.law.transition import governing_day
from chodon_cli.nouns import law as laws
from chodon_cli.nouns.case import NUMBER_SQL
from chodon_cli.queries.measures import UNIT_OF_CASE_SQL
from chodon_cli.result import Row
from chodon_cli.store import Reader

OF_THESE = "AND c.id IN (SELECT value FROM json_each(:cases))"
FIRST_ACT_SQL = """
SELECT min(v.occurred_on) FROM case_violation cv JOIN violation v ON v.id = cv.violation_id WHERE cv.case_id = c.id
"""
IS_ALL_THAT_HAPPENED = f"""
c.category <> 'contract' AND NOT EXISTS (
    SELECT 1 FROM case_event o
    WHERE o.case_id = c.id AND o.id <> d.id AND o.voided_on IS NULL AND o.kind NOT IN ({STEPS})
)
"""  # of a decision `d` of a case `c`, besides steps
STANDS_ALONE = f"""
{IS_ALL_THAT_HAPPENED.strip()} AND NOT EXISTS (
    SELECT 1 FROM discipline_case oc JOIN case_event o ON o.case_id = oc.id
    WHERE oc.staff_id = c.staff_id AND oc.id <> c.id AND oc.voided_on IS NULL
          AND o.kind = 'decide' AND o.voided_on IS NULL
          AND (o.lapses_on IS NULL OR o.effective_on >= d.effective_on OR o.lapses_on > ({FIRST_ACT_SQL}))
)
"""  # of a decision `d` of a case `c`: no other can have ended it, or been in force on the day of an act
CATEGORY_OF_ALL_POSTS = """(
    SELECT CASE WHEN count(*) = 0 THEN c.category WHEN min(p.category) = max(p.category) THEN min(p.category) END
    FROM post p WHERE p.staff_id = c.staff_id AND p.voided_on IS NULL
)"""  # NULL: they are of several
DECISIONS_IN_FORCE_SQL = f"""
SELECT {STANDS_ALONE}, u.id, c.id, c.staff_id, c.opened_on, c.category, c.rules, {CATEGORY_OF_ALL_POSTS},
       d.party_effective_on, d.verified,
       {NUMBER_SQL}, s.code, s.full_name, u.code, d.form, d.decision, d.happened_on, d.effective_on, d.lapses_on
FROM case_event d
JOIN discipline_case c ON c.id = d.case_id
JOIN staff s ON s.id = c.staff_id
LEFT JOIN unit u ON u.id = ({UNIT_OF_CASE_SQL})
WHERE d.kind = 'decide' AND d.voided_on IS NULL AND d.happened_on <= :day AND d.effective_on <= :day
      AND coalesce(d.lapses_on, '9999-12-31') > :day AND c.voided_on IS NULL AND c.opened_on <= :day {{of_these}}
"""
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
    for is_alone, unit_id, id, staff_id, opened_on, of_case, overrides, category, party_on, verified, *known in map(
        tuple, db.execute(sql, values)
    ):
        if category is None:
            decisions.others.setdefault(staff_id, set()).add(id)
            continue
        law, decided_on = law_by_override(overrides), known[HAPPENED_ON]
        of_day = effects(category, governing_day(of_case, opened_on, decided_on, law), law)
        effect = next((effect for effect in of_day if effect.form == known[FORM]), None)
        start = starts_on(effect, decided_on, known[EFFECTIVE_ON], party_on) if effect else known[EFFECTIVE_ON]
        decision = DecisionOfDay(unit_id, id, staff_id, tuple(known), effect, start, verified)
        (decisions.alone if is_alone else decisions.beside_others).append(decision)
    return _with_other_decisions(db, decisions)


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
