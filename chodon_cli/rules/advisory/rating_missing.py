"""People who should have been rated by the legal day and have not been."""

from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.law import ratings as law
from chodon_cli.locale import _, figure
from chodon_cli.rules.advisory import Finding, name_first
from chodon_cli.yearly import roll as rated
from chodon_cli.yearly.roll import RatedYear, YearPost, YearRoll


def findings_of_year(db: Connection, of: RatedYear) -> Iterator[Finding]:
    """One finding a unit."""
    done = {rating.staff_id for rating in of.ratings}
    units: dict[str, list[YearPost]] = {}
    for post in of.roll.posts_to_rate():
        units.setdefault(post.unit, []).append(post)
    for unit, posts in sorted(units.items()):
        late = [post for post in posts if post.staff_id not in done and of.roll.today > rated.due_on(post, of.roll)]
        if late:
            yield finding(unit, of.roll, late, len(posts))


def finding(unit: str, of_year: YearRoll, late: list[YearPost], of: int) -> Finding:
    year = of_year.year
    deadlines = [law.deadline(post.category, year, post.kind, of_year.law) for post in late]
    return Finding(
        f"{unit} {year}",
        _("{year}: {number} of {all} people of {unit} have no rating: {names}").format(
            year=year,
            number=figure(len(late), 0),
            all=figure(of, 0),
            unit=unit,
            names=name_first([post.staff for post in late]),
        ),
        "chodon rating add",
        next((deadline.verified for deadline in deadlines if deadline), "N"),
    )
