"""People who should have been rated by the legal day and have not been."""

from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.law import ratings as law
from chodon_cli.locale import _
from chodon_cli.rules.advisory import Finding, name_first
from chodon_cli.yearly import roll as rated
from chodon_cli.yearly.roll import YearPost, YearRoll


def findings(db: Connection, today: str) -> Iterator[Finding]:
    """One finding a unit and year, of the years for which anybody has been rated or reviewed."""
    for year in rated.years(db, today):
        of_year = rated.of_year(db, year, today)
        done = {rating.staff_id for rating in rated.ratings(db, of_year)}
        units: dict[str, list[YearPost]] = {}
        for post in of_year.posts_to_rate():
            units.setdefault(post.unit, []).append(post)
        for unit, posts in sorted(units.items()):
            late = [post for post in posts if post.staff_id not in done and today > rated.due_on(post, of_year)]
            if late:
                yield finding(unit, of_year, late, len(posts))


def finding(unit: str, of_year: YearRoll, late: list[YearPost], of: int) -> Finding:
    year = of_year.year
    deadlines = [law.deadline(post.category, year, post.kind, of_year.law) for post in late]
    return Finding(
        f"{unit} {year}",
        _("{year}: {number} of {all} people of {unit} have no rating: {names}").format(
            year=year, number=len(late), all=of, unit=unit, names=name_first([post.staff for post in late])
        ),
        "chodon rating add",
        next((deadline.verified for deadline in deadlines if deadline), "N"),
    )
