"""What is counted of violations, service and checks unit by unit: each asked once, for the rows and for the total."""

from array import array
from collections.abc import Iterable
from json import loads
from typing import NamedTuple

from chodon_cli.queries.measures import ABOVE_MINOR, BY_OTHERS, COUNTS_AS_VIOLATION
from chodon_cli.queries.unit_tree import OWN_PLACES_SQL
from chodon_cli.reports.base.by_unit import UnitQuery

DAYS_IN_PERIOD_SQL = """
CASE WHEN p.started_on <= :start AND coalesce(p.ended_on, '9999-12-31') >= :end THEN :days
     ELSE julianday(CASE WHEN coalesce(p.ended_on, '9999-12-31') < :end THEN p.ended_on ELSE :end END)
          - julianday(CASE WHEN p.started_on > :start THEN p.started_on ELSE :start END) + 1 END
"""
VIOLATIONS_SQL = f"""
WITH {OWN_PLACES_SQL}
SELECT place.unit_id, count(*), sum(CASE WHEN v.source = 'inspection' THEN 1 ELSE 0 END){{columns}}
FROM place
CROSS JOIN violation v ON v.unit_id = place.unit_id AND v.{{day}} BETWEEN :start AND :end
     AND {COUNTS_AS_VIOLATION}
GROUP BY place.unit_id
"""
NUMBER_OF_VIOLATORS = ", count(DISTINCT v.staff_id)"
VIOLATIONS_AND_VIOLATORS_SQL = VIOLATIONS_SQL.replace(
    "{columns}",
    f""",
       min(v.id), max(v.id), sum(CASE WHEN v.found_on <= :end THEN 1 ELSE 0 END),
       sum(CASE WHEN {ABOVE_MINOR} THEN 1 ELSE 0 END), json_group_array(v.staff_id)""",
)
SERVICE_SQL = f"""
WITH {OWN_PLACES_SQL}
SELECT place.unit_id, sum({DAYS_IN_PERIOD_SQL}){{columns}}
FROM place
CROSS JOIN post p ON p.unit_id = place.unit_id AND p.voided_on IS NULL
WHERE p.started_on <= :end AND coalesce(p.ended_on, '9999-12-31') >= :start
GROUP BY place.unit_id
"""
SERVICE_AND_PEOPLE_SQL = SERVICE_SQL.replace(
    "{columns}",
    """, json_group_array(p.staff_id),
       json_group_array(CASE WHEN coalesce(p.ended_on, '9999-12-31') >= :end THEN p.staff_id END)""",
)
CHECKS_SQL = f"""
WITH {OWN_PLACES_SQL}
SELECT place.unit_id, sum(k.made)
FROM place
CROSS JOIN inspection i ON i.unit_id = place.unit_id AND i.voided_on IS NULL AND {BY_OTHERS}
     AND i.visited_on BETWEEN :start AND :end
JOIN inspection_check k ON k.inspection_id = i.id
GROUP BY place.unit_id
HAVING sum(k.made) > 0
"""  # by others than the unit's own people


class UnitViolations(NamedTuple):
    """The violations of a unit in a period."""

    number: int = 0
    by_inspection: int = 0
    first_id: int = 0
    last_id: int = 0
    known: int = 0  # found by the last day of the period
    serious: int = 0
    violators: "array[int]" = array("q")  # people, each once


class UnitService(NamedTuple):
    """Who served in a unit in a period."""

    days: float = 0
    staff: "array[int]" = array("q")  # people, each once
    present: "array[int]" = array("q")  # those who were there on the last day


def violations_by_unit(query: UnitQuery) -> dict[int, UnitViolations]:
    """Of the units in which something was violated."""

    def find() -> dict[int, UnitViolations]:
        rows = query.db.execute(VIOLATIONS_AND_VIOLATORS_SQL.format(day=query.day), query.values)
        return {unit: UnitViolations._make([*numbers, each_once(ids)]) for unit, *numbers, ids in map(tuple, rows)}

    return query.remember("violations by unit", find)


def service_by_unit(query: UnitQuery) -> dict[int, UnitService]:
    """Of the units in which somebody served."""

    def find() -> dict[int, UnitService]:
        rows = query.db.execute(SERVICE_AND_PEOPLE_SQL, query.values)
        return {unit: UnitService(days, *map(each_once, ids)) for unit, days, *ids in map(tuple, rows)}

    return query.remember("service by unit", find)


def checks_by_unit(query: UnitQuery) -> dict[int, int]:
    """Of the units in which others than their own people made checks, how many."""
    return query.remember("checks by unit", lambda: dict(map(tuple, query.db.execute(CHECKS_SQL, query.values))))


def numbers_by_unit(
    query: UnitQuery, has_violators: bool = False
) -> tuple[dict[int, float], dict[int, tuple[int, int, int]]]:
    """Days of service by unit; violations by unit, and those found by inspection: nobody is told apart.

    `has_violators`: then how many violated something, else 0.
    """
    columns = NUMBER_OF_VIOLATORS if has_violators else ", 0"
    service = query.db.execute(SERVICE_SQL.format(columns=""), query.values)
    violations = query.db.execute(VIOLATIONS_SQL.format(day=query.day, columns=columns), query.values)
    return dict(map(tuple, service)), {unit: (*numbers,) for unit, *numbers in map(tuple, violations)}


def each_once(ids: str) -> "array[int]":
    """The numbers of a list in JSON, each once, without those that are null."""
    return array("q", {*loads(ids)} - {None})


def number_of_people(of_units: Iterable["array[int]"]) -> int:
    """How many people there are in several units, whoever is in more than one counted once."""
    several = [*of_units]
    return len(several[0]) if len(several) == 1 else len(set[int]().union(*several))
