"""The people of whose cases the database and a look at each decision say that they break no rule: nearly all.

A case is sound if it was opened on acts that stand, nothing happened to it but steps and one ending, in order, and its
decision has a form and comes on a day that the law of every act allows, without another in force that would ask for
more. What that leaves in doubt may be sound all the same: `rules/blocking/` looks at all cases of these people.
"""

from collections.abc import Sequence
from functools import lru_cache
from json import dumps
from typing import NamedTuple

from chodon_cli.casework.plain_cases import STEPS
from chodon_cli.law.act_limit import act_limits
from chodon_cli.law.decision import Position, ladder, level
from chodon_cli.law.rules import MOST_REMEMBERED, Law
from chodon_cli.nouns import law as laws
from chodon_cli.store import Reader
from chodon_cli.store.reader import rows_while_read

# A row for each act of a case; `x` is what ended it, `p` the post of the person on the day of a decision. Of several
# endings each is what should not have happened to the case beside the other.
CASES_BY_ACT_SQL = f"""
SELECT c.staff_id, c.id, c.limitation, c.rules, v.occurred_on,
       CASE WHEN v.id IS NOT NULL AND v.voided_on IS NULL AND x.exemption IS NULL AND NOT EXISTS (
           SELECT 1 FROM case_event e
           WHERE e.case_id = c.id AND e.voided_on IS NULL AND (
               (e.kind NOT IN ({STEPS}) AND (x.id IS NULL OR e.id <> x.id))
               OR e.happened_on < c.opened_on OR e.happened_on > x.happened_on
           )
       ) THEN 1 ELSE 0 END,
       CASE x.kind WHEN 'decide' THEN x.form END, x.happened_on, x.effective_on, x.lapses_on,
       p.category, p.leadership, CASE WHEN p.ended_on < x.happened_on THEN 1 ELSE 0 END
FROM discipline_case c
LEFT JOIN case_violation cv ON cv.case_id = c.id
LEFT JOIN violation v ON v.id = cv.violation_id
LEFT JOIN case_event x ON x.case_id = c.id AND x.kind IN ('decide', 'close') AND x.voided_on IS NULL
LEFT JOIN post p ON x.kind = 'decide' AND p.id = (
    SELECT q.id FROM post q
    WHERE q.staff_id = c.staff_id AND q.voided_on IS NULL AND q.started_on <= x.happened_on
    ORDER BY q.started_on DESC, q.id DESC LIMIT 1
)
WHERE c.voided_on IS NULL{{of_people}}
ORDER BY c.id
"""
OF_PEOPLE = " AND c.staff_id IN (SELECT value FROM json_each(:staff))"


class DecidedAct(NamedTuple):
    """An act of a case, and its decision."""

    case: int
    act_on: str | None
    decided_on: str
    effective_on: str | None
    lapses_on: str | None


class CaseOfAct(NamedTuple):
    """A case with one of its acts, how it ended, and the post of the person on the day of the decision."""

    staff_id: int
    id: int
    limitation: str | None
    rules: int
    occurred_on: str | None
    is_in_order: int
    form: str | None  # of its decision
    ended_on: str
    effective_on: str | None
    lapses_on: str | None
    category: str | None
    leadership: str
    has_left: int


def people_in_doubt(db: Reader, staff: Sequence[int] | None = None) -> list[int]:
    """Of these people, or of all who have a case, those of whom a case may break a rule; by id.

    Cases are read in the order in which they were entered, as what belongs to them lies in the file.
    """
    sql, values = CASES_BY_ACT_SQL.format(of_people=""), {}
    if staff is not None:
        sql, values = CASES_BY_ACT_SQL.format(of_people=OF_PEOPLE), {"staff": dumps([*staff])}
    law_by_override = laws.law_by_override(db)
    doubtful: set[int] = set()
    decisions: dict[int, list[DecidedAct]] = {}
    one_of = dict[str | None, str | None]().setdefault  # of equal days one is kept: there are few different ones
    for case in map(CaseOfAct._make, rows_while_read(db, sql, values)):
        if not case.is_in_order or (case.form and not _is_lawful(case, law_by_override(case.rules))):
            doubtful.add(case.staff_id)
        elif case.form:
            days = (case.occurred_on, case.ended_on, case.effective_on, case.lapses_on)
            decision = DecidedAct._make([case.id, *[one_of(day, day) for day in days]])
            decisions.setdefault(case.staff_id, []).append(decision)
    return sorted(doubtful.union(person for person, theirs in decisions.items() if _may_overlap(theirs)))


def _is_lawful(case: CaseOfAct, law: Law) -> bool:
    """Whether the form and the day of the decision are surely allowed for this act of the case."""
    if case.category is None or case.form is None or case.occurred_on is None:
        return False
    if not _has_form(case.category, case.leadership, bool(case.has_left), case.form, case.ended_on, law):
        return False
    of_form = level(case.category, case.form, case.limitation)
    [limit] = act_limits(case.category, of_form, [case.occurred_on], law=law)
    return limit is None or not limit.is_over(case.ended_on)


@lru_cache(MOST_REMEMBERED)
def _has_form(category: str, leadership: str, has_left: bool, form: str, on: str, law: Law) -> bool:
    rungs = ladder(Position(category, leadership, has_left), on, law)
    return not rungs or form in [rung.form for rung in rungs]


def _may_overlap(decided: Sequence[DecidedAct]) -> bool:
    """Whether one of the decisions may have been in force on the day of an act of another case that came later."""
    return len(decided) > 1 and any(
        _may_run(other, case) for case in decided for other in decided if other.case != case.case
    )


def _may_run(other: DecidedAct, case: DecidedAct) -> bool:
    if other.effective_on is None or case.act_on is None:
        return True
    return (
        other.decided_on <= case.decided_on
        and other.effective_on <= case.act_on
        and (other.lapses_on is None or case.act_on < other.lapses_on)
    )
