"""A rating of somebody who served too few months in the year to be rated."""

from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.law import ratings as law
from chodon_cli.locale import _
from chodon_cli.rules.advisory import Finding
from chodon_cli.yearly import roll as rated


def findings(db: Connection, today: str) -> Iterator[Finding]:
    for year in rated.years(db, today):
        of_year = rated.of_year(db, year, today)
        for rating in rated.ratings(db, of_year):
            if rating.post is None or not of_year.is_too_short(rating.post):
                continue
            rule = law.least(rating.post.category, year, of_year.law)
            message = _("{number}: {staff} served under {months} months in {year} and is not rated").format(
                number=rating.number, staff=rating.staff, months=rule.months if rule else 0, year=year
            )
            yield Finding(
                rating.number, message, f"chodon rating void {rating.number}", rule.verified if rule else None
            )
