"""A rating of somebody who served too few months in the year to be rated."""

from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.law import ratings as law
from chodon_cli.locale import _
from chodon_cli.rules.advisory import Finding
from chodon_cli.yearly.roll import RatedYear


def findings_of_year(db: Connection, of: RatedYear) -> Iterator[Finding]:
    year = of.roll.year
    for rating in of.ratings:
        if rating.post is None or not of.roll.is_too_short(rating.post):
            continue
        rule = law.least_service(rating.post.category, year, of.roll.law)
        message = _("{number}: {staff} served under {months} months in {year} and is not rated").format(
            number=rating.number, staff=rating.staff, months=rule.months if rule else 0, year=year
        )
        yield Finding(rating.number, message, f"chodon rating void {rating.number}", rule.verified if rule else None)
