"""Somebody who leads a unit and is rated better in a year than the unit itself."""

from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.law.decision import citation_text
from chodon_cli.rules.advisory import Finding
from chodon_cli.yearly.roll import RatedYear
from chodon_cli.yearly.unit_ratings import heads_above, in_words


def findings_of_year(db: Connection, of: RatedYear) -> Iterator[Finding]:
    for one in heads_above(db, of.roll):
        fix = f"chodon rating edit {one.rating.number}"
        yield Finding(one.rating.number, f"{in_words(one)} ({citation_text(one.rule)})", fix, one.rule.verified)
