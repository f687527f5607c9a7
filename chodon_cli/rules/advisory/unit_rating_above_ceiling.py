"""More units of public service rated excellent under one authority than the law allows (Decree 233/2026, article 7.7).

The authority is the unit above them; those without one stand together.
"""

from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.law import ratings as law
from chodon_cli.locale import _, figure
from chodon_cli.rules.advisory import Finding, name_first
from chodon_cli.yearly import roll as rated
from chodon_cli.yearly.unit_ratings import UnitRating, unit_ratings

KINDS_OF_PUBLIC_SERVICE = ("school", "service")
UNITS_UNDER_ONE_SQL = """
SELECT count(*) FROM unit
WHERE voided_on IS NULL AND parent_id IS :parent AND kind IN ('school', 'service')
      AND coalesce(opened_on, '') <= :last AND coalesce(closed_on, '9999-12-31') >= :last
"""


def findings(db: Connection, today: str) -> Iterator[Finding]:
    years = {year for (year,) in db.execute("SELECT DISTINCT year FROM unit_rating WHERE voided_on IS NULL")}
    for year in sorted(years):
        of_year = rated.of_year(db, year, today)
        ceiling = law.unit_ceiling(year, of_year.law)
        if ceiling is None:
            continue
        under: dict[int | None, list[UnitRating]] = {}
        for one in unit_ratings(db, of_year):
            if one.kind in KINDS_OF_PUBLIC_SERVICE:
                under.setdefault(one.parent_id, []).append(one)
        for parent, units in under.items():
            [(many,)] = db.execute(UNITS_UNDER_ONE_SQL, {"parent": parent, "last": of_year.last})
            yield from _too_many_excellent(year, units, many, ceiling)


def _too_many_excellent(year: int, units: list[UnitRating], many: int, ceiling: law.UnitCeiling) -> Iterator[Finding]:
    """The finding on the units under one authority, of which there are so many."""
    best = [one for one in units if one.level == "excellent"]
    good = sum(one.level == "good" for one in units)
    most = ceiling.most_units(good, many)
    if len(best) > most:
        message = _("{year}: {excellent} units rated excellent, at most {most} of {good} good ones: {units}").format(
            year=year,
            excellent=figure(len(best), 0),
            most=most,
            good=good,
            units=name_first([one.unit for one in best]),
        )
        is_sure = len(best) > ceiling.most_units_of_best(good, many)
        fix = f"chodon unit_rating edit {best[-1].number}"
        yield Finding(best[-1].number, message, fix, ceiling.verified, is_sure=is_sure)
