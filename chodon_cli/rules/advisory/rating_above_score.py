"""A level better than the score gives."""

from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.law import ratings as law
from chodon_cli.locale import _
from chodon_cli.rules.advisory import Finding
from chodon_cli.words.rating import RATING
from chodon_cli.yearly.roll import RatedYear


def findings_of_year(db: Connection, of: RatedYear) -> Iterator[Finding]:
    year = of.roll.year
    for rating in of.ratings:
        rule = law.levels(rating.post.category, year, of.roll.law) if rating.post else None
        level = rule.level_of_score(rating.score) if rule and rating.score is not None else None
        if rule and level and rule.levels.index(rating.level) < rule.levels.index(level):
            message = _("{number}: a score of {score} gives “{level}”").format(
                number=rating.number, score=f"{rating.score:g}", level=_(RATING.labels[level])
            )
            yield Finding(rating.number, message, f"chodon rating edit {rating.number}", rule.verified)
