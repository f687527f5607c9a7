"""A rating by a unit that was not the person's last in the year (Decree 90/2020, article 20: the new unit rates)."""

from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.locale import _
from chodon_cli.rules.advisory import Finding
from chodon_cli.yearly.roll import RatedYear


def findings_of_year(db: Connection, of: RatedYear) -> Iterator[Finding]:
    year = of.roll.year
    for rating in of.ratings:
        if rating.post is None:
            message = _("{number}: {staff} has no post in {year}").format(
                number=rating.number, staff=rating.staff, year=year
            )
            yield Finding(rating.number, message, f"chodon rating void {rating.number}")
        elif rating.post.unit_id != rating.unit_id:
            message = _("{number}: rated by {unit}, but the last unit of {staff} in {year} was {last}").format(
                number=rating.number, unit=rating.unit, staff=rating.staff, year=year, last=rating.post.unit
            )
            yield Finding(rating.number, message, f"chodon rating edit {rating.number} --unit {rating.post.unit}")
