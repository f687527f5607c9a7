"""Somebody disciplined in the year who was rated better than the law leaves them.

The register does not know whether the act was in duty; a decision that still stands is held to be on one that was.
"""

from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.findings import Finding
from chodon_cli.law import ratings as law
from chodon_cli.law.clock import Event
from chodon_cli.lists import rated
from chodon_cli.lists.case import cases
from chodon_cli.locale import _
from chodon_cli.words import RATING


def found(db: Connection, today: str) -> Iterator[Finding]:
    decided: dict[tuple[int, int], Event] = {}
    for case in cases(db):
        now = case.standing(today)
        if now and now.decided:
            decided[(case.staff_id, int(now.decided.happened_on[:4]))] = now.decided
    for year in rated.years(db) if decided else []:
        of_year = rated.of_year(db, year, today)
        for rating in rated.ratings(db, of_year):
            decision = decided.get((rating.staff_id, year))
            rule = law.disciplined(rating.post.category, year, of_year.law) if rating.post and decision else None
            if rule and decision and RATING.rank(rating.level) < RATING.rank(rule.at_most):
                message = _(
                    "{number}: {staff}, disciplined in {year} ({decision}), is rated “{level}”: for an act in duty"
                    " at most “{most}”"
                ).format(
                    number=rating.number,
                    staff=rating.staff,
                    year=year,
                    decision=decision.decision,
                    level=_(RATING.labels[rating.level]),
                    most=_(RATING.labels[rule.at_most]),
                )
                yield Finding(rating.number, message, f"chodon rating edit {rating.number}", rule.verified)
