"""A unit with more people rated excellent than a later ceiling would allow, in a year for which none is known.

Decree 90/2020 is only recalled to have set none, so this is a warning, whatever the law of the later years is.
"""

from collections import defaultdict
from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.law import ratings as law
from chodon_cli.locale import _
from chodon_cli.rules.advisory import Finding
from chodon_cli.yearly import roll as rated
from chodon_cli.yearly.roll import RatedYear, YearRoll


def findings_of_year(db: Connection, of: RatedYear) -> Iterator[Finding]:
    """One finding a unit; groups are left aside."""
    year = of.roll.year
    counts: dict[str, dict[str, int]] = {}
    shares: dict[str, int] = {}
    later_shares: dict[str, int | None] = {}
    for rating in rated.last_ratings(of.ratings):
        category = rating.post.category if rating.post else ""
        if category not in later_shares:
            later_shares[category] = later_share(category, of.roll)
        if share := later_shares[category]:
            if rating.unit not in counts:
                counts[rating.unit] = defaultdict(int)
            counts[rating.unit][rating.level] += 1
            shares[rating.unit] = max(share, shares.get(rating.unit, 0))
    for unit, levels in counts.items():
        if levels["excellent"] * 100 > levels["good"] * shares[unit]:
            message = _(
                "{unit}, {year}: {excellent} excellent to {good} good is above {share} %, but no ceiling is known"
                " for {year}"
            ).format(unit=unit, year=year, excellent=levels["excellent"], good=levels["good"], share=shares[unit])
            fix = f"chodon rating list --year {year} --unit {unit} --level excellent"
            yield Finding(f"{unit} {year}", message, fix, "R")


def later_share(category: str, of_year: YearRoll) -> int | None:
    """The per cent of those rated good that the first ceiling ever leaves, for a year with levels and no ceiling."""
    year, law_of_office = of_year.year, of_year.law
    later = law.first_ceiling(category, law_of_office)
    is_unlimited = bool(law.levels(category, year)) and not law.ceiling(category, year, law_of_office)
    return later.of_good if later and is_unlimited else None
