"""How many violations there were in stretches of days, how many of them were serious, and how many nobody took up."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from chodon_cli.queries.measures import ABOVE_MINOR, COUNTS_AS_VIOLATION, VIOLATION_UNHANDLED
from chodon_cli.queries.stretches import Stretches, numbers, of_stretch

IS_IN_STRETCH = f"""
v.unit_id = stretch.unit_id AND v.{{day}} BETWEEN stretch.first AND stretch.last AND {COUNTS_AS_VIOLATION.strip()}
"""
COUNTS_SQL = f"""
SELECT stretch.k, (
    SELECT count(*) || ' ' || sum(CASE WHEN {ABOVE_MINOR} THEN 1 ELSE 0 END) || ' ' ||
           sum(CASE WHEN v.found_on <= stretch.last THEN 1 ELSE 0 END) || ' ' || min(v.id) || ' ' || max(v.id)
    FROM violation v
    WHERE {IS_IN_STRETCH.strip()}
)
FROM stretch
"""
UNHANDLED_SQL = f"""
SELECT stretch.k, (
    SELECT count(*) FROM violation v WHERE {IS_IN_STRETCH.strip()} AND {of_stretch(VIOLATION_UNHANDLED)}
)
FROM stretch
"""
DEALT_WITH_SQL = f"""
dealt_with AS MATERIALIZED (
    SELECT violation_id, min(dealt_with_on) AS dealt_with_on
    FROM (
        SELECT cv.violation_id, c.opened_on AS dealt_with_on
        FROM case_violation cv JOIN discipline_case c ON c.id = cv.case_id
        WHERE c.voided_on IS NULL AND c.opened_on <= :last_day AND cv.violation_id BETWEEN :first_id AND :last_id
        UNION ALL
        SELECT m.violation_id, m.reminded_on FROM reminder m WHERE m.voided_on IS NULL AND m.reminded_on <= :last_day
    )
    GROUP BY violation_id ORDER BY violation_id
)
SELECT stretch.k, count(*)
FROM dealt_with
CROSS JOIN violation v ON v.id = dealt_with.violation_id
CROSS JOIN stretch ON {IS_IN_STRETCH.strip()}
WHERE v.found_on <= stretch.last AND dealt_with.dealt_with_on <= stretch.last
GROUP BY stretch.k
"""  # to be taken from those known: of most violations nothing else is looked up


class ViolationCounts(NamedTuple):
    """The violations of a stretch."""

    number: int = 0
    serious: int = 0
    unhandled: int = 0  # known on its last day, and taken up by nobody till then


def violation_counts(
    stretches: Stretches, has_unhandled: bool = True, day: str = "occurred_on"
) -> list[ViolationCounts]:
    """Of each stretch, in their order; not `has_unhandled`: without what nobody took up.

    `day`: the column whose day says in which stretch a violation is.
    """
    counts = {k: numbers(packed) for k, (packed,) in stretches.ask(COUNTS_SQL.format(day=day)).items() if packed}
    unhandled = _unhandled_counts(stretches, counts, day) if counts and has_unhandled else {}
    return [
        ViolationCounts(counts[k][0], counts[k][1], unhandled.get(k, 0)) if k in counts else ViolationCounts()
        for k in range(len(stretches.stretches))
    ]


def _unhandled_counts(stretches: Stretches, counts: Mapping[int, Sequence[int]], day: str) -> dict[int, int]:
    if stretches.is_of_few:
        return {k: number for k, (number,) in stretches.ask(UNHANDLED_SQL.format(day=day)).items()}
    first_id, last_id = min(of[-2] for of in counts.values()), max(of[-1] for of in counts.values())
    taken_up = dealt_with(stretches, day, first_id, last_id)
    return {k: of[2] - taken_up.get(k, 0) for k, of in counts.items()}


def dealt_with(stretches: Stretches, day: str, first_id: int, last_id: int) -> dict[int, int]:
    """The place of a stretch -> how many of its violations, which have these ids, somebody had taken up by its end."""
    rows = stretches.ask(DEALT_WITH_SQL.format(day=day), first_id=first_id, last_id=last_id)
    return {k: number for k, (number,) in rows.items()}
