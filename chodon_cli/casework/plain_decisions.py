"""The decisions in force that stand by themselves: nothing else happened to the case, no other touches the person.

They are most of a register's, and read as rows. What was complained of, stayed or annulled, labour contracts, who held
posts of several categories, and whoever another decision concerns are read as whole cases.
"""

from typing import NamedTuple

from chodon_cli.casework.plain_cases import STEPS
from chodon_cli.law.effects import Effect, effects, starts_on
from chodon_cli.law.transition import governing_day
from chodon_cli.nouns import law as laws
from chodon_cli.nouns.case import NUMBER_SQL
from chodon_cli.queries.measures import UNIT_OF_CASE_SQL
from chodon_cli.result import Row
from chodon_cli.store import Reader

FIRST_ACT_SQL = """
SELECT min(v.occurred_on) FROM case_violation cv JOIN violation v ON v.id = cv.violation_id WHERE cv.case_id = c.id
"""
STANDS_ALONE = f"""
c.category <> 'contract' AND NOT EXISTS (
    SELECT 1 FROM case_event o
    WHERE o.case_id = c.id AND o.id <> d.id AND o.voided_on IS NULL AND o.kind NOT IN ({STEPS})
) AND NOT EXISTS (
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
SELECT {STANDS_ALONE}, c.id, c.staff_id, c.opened_on, c.category, c.rules, {CATEGORY_OF_ALL_POSTS},
       d.party_effective_on, d.verified,
       {NUMBER_SQL}, s.code, s.full_name, u.code, d.form, d.decision, d.happened_on, d.effective_on, d.lapses_on
FROM case_event d
JOIN discipline_case c ON c.id = d.case_id
JOIN staff s ON s.id = c.staff_id
LEFT JOIN unit u ON u.id = ({UNIT_OF_CASE_SQL})
WHERE d.kind = 'decide' AND d.voided_on IS NULL AND d.happened_on <= :day AND d.effective_on <= :day
      AND coalesce(d.lapses_on, '9999-12-31') > :day AND c.voided_on IS NULL AND c.opened_on <= :day
"""
FORM, HAPPENED_ON, EFFECTIVE_ON = 4, 6, 7  # places among the values that are shown


class DecisionsOfDay(NamedTuple):
    """The decisions that may be in force on a day."""

    plain: list[tuple[Row, Effect | None, str, str | None]]  # shown values, effect, its first day, how well verified
    others: dict[int, set[int]]  # person -> the cases of whose decisions it takes all against the person to say


def decisions_of_day(db: Reader, day: str) -> DecisionsOfDay:
    """The decisions that had taken effect by the day and have not lapsed on it."""
    law_by_override = laws.law_by_override(db)
    decisions = DecisionsOfDay([], {})
    for is_alone, id, staff_id, opened_on, of_case, overrides, category, party_on, verified, *known in map(
        tuple, db.execute(DECISIONS_IN_FORCE_SQL, {"day": day})
    ):
        if not is_alone or category is None:
            decisions.others.setdefault(staff_id, set()).add(id)
            continue
        law, decided_on = law_by_override(overrides), known[HAPPENED_ON]
        of_day = effects(category, governing_day(of_case, opened_on, decided_on, law), law)
        effect = next((effect for effect in of_day if effect.form == known[FORM]), None)
        start = starts_on(effect, decided_on, known[EFFECTIVE_ON], party_on) if effect else known[EFFECTIVE_ON]
        decisions.plain.append((tuple(known), effect, start, verified))
    return decisions
