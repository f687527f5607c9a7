"""A unit with more people rated excellent than a later ceiling would allow, in a year for which none is known.

Decree 90/2020 is only recalled to have set none, so this is a warning, whatever the law of the later years is.
"""

from collections import Counter
from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.law import ratings as law
from chodon_cli.locale import _
from chodon_cli.rules.advisory import Finding
from chodon_cli.yearly import roll as rated
from chodon_cli.yearly.roll import RatedYear


def findings_of_year(db: Connection, of: RatedYear) -> Iterator[Finding]:
    """One finding a unit; groups are left aside."""
    year = of.roll.year
    counts: dict[str, Counter[str]] = {}
    shares: dict[str, int] = {}
    for rating in rated.valid(of.ratings):
        category = rating.post.category if rating.post else ""
        later = law.first_ceiling(category, of.roll.law)
        if later and law.levels(category, year) and not law.ceiling(category, year, of.roll.law):
            counts.setdefault(rating.unit, Counter())[rating.level] += 1
            shares[rating.unit] = max(later.of_good, shares.get(rating.unit, 0))
    for unit, levels in counts.items():
        if levels["excellent"] * 100 > levels["good"] * shares[unit]:
            message = _(
                "{unit}, {year}: {excellent} excellent to {good} good is above {share} %, but no ceiling is known"
                " for {year}"
            ).format(unit=unit, year=year, excellent=levels["excellent"], good=levels["good"], share=shares[unit])
            fix = f"chodon rating list --year {year} --unit {unit} --level excellent"
            yield Finding(f"{unit} {year}", message, fix, "R")
