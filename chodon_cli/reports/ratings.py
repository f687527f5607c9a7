"""How the years of a period were rated: levels by unit, who is missing, and the ceiling on the best."""

from collections import Counter
from collections.abc import Iterator
from sqlite3 import Connection
from typing import Annotated, Any

from typer import Option

from chodon_cli import dates, options
from chodon_cli.law import ratings as law
from chodon_cli.law.rules import Law
from chodon_cli.lists import law as office
from chodon_cli.lists import rated
from chodon_cli.locale import N_, _
from chodon_cli.reports._figures import rate
from chodon_cli.reports.compliance import KEYS, Asked, Depth, Under
from chodon_cli.result import Column, Result
from chodon_cli.words import CATEGORY, RATING

HELP = N_("Yearly ratings by unit, kind or category: levels, who is missing, the ceiling on the best.")
BY = ("unit", "kind", "category")
FIGURES = [
    Column("to_rate", "integer"),
    Column("rated", "integer"),
    Column("missing", "integer"),
    *(Column(level, "integer", label=label) for level, label in RATING.labels.items()),
    Column("excellent_share", "percent", 2),
    Column("ceiling", "integer", 2),
    Column("above", "integer", 2),
    Column("self_rated", "integer", 3),
]
COUNTED = ("to_rate", "rated", "missing", *RATING.codes)

By = Annotated[
    str, Option(parser=options.one_of_words(*BY), metavar="|".join(BY), help=N_("One row a unit, kind or category."))
]
Counts = Counter[str]


def report(
    db: Connection,
    period: options.Within = None,
    by: By = "unit",
    depth: Depth = None,
    unit: options.Unit = None,
    units: Under = "then",
) -> Result:
    """The ratings for the years that the period touches (this year by default), in the unit that rated.

    `to_rate`: people with a post there at the end of the year, whom the law has rated; `rated`: people rated there,
    each once a year; `missing`: those of `to_rate` whom nobody has rated; `ceiling`: how many may be excellent.
    """
    within = period or dates.this_year()
    asked = Asked(db, within, by, depth, unit, units == "now")
    found: dict[Any, Counts] = {}
    years = range(int(within.start[:4]), int(within.end[:4]) + 1)
    for year in years:
        for line, figure, number in of_year(db, year, dates.today(), asked):
            found.setdefault(line, Counter())[figure] += number
    rows = [(*asked.name(line), *figures(found[line])) for line in sorted(found, key=asked.order)]
    total: Counts = sum(found.values(), Counter())
    totals = (*(None,) * len(KEYS[by]), *figures(total))
    columns = [*KEYS[by], *FIGURES]
    return Result(
        N_("Ratings"), columns, rows, totals=totals, notes=notes(years, office.of(db)), period=within, as_of=within.end
    )


def of_year(db: Connection, year: int, today: str, asked: Asked) -> Iterator[tuple[Any, str, int]]:
    """(line, figure, how many) for one year, piece by piece."""
    places = asked.places
    of = rated.of_year(db, year, today)
    every = rated.ratings(db, of)
    done = {rating.staff_id for rating in every}

    def line(unit_id: int, category: str | None) -> Any:
        return category if asked.by == "category" else places[unit_id]

    for post in of.expected():
        if post.unit_id in places:
            yield line(post.unit_id, post.category), "to_rate", 1
            yield line(post.unit_id, post.category), "missing", post.staff_id not in done
    for rating in rated.valid(every):
        if rating.unit_id in places and (rating.post or asked.by != "category"):
            at = line(rating.unit_id, category_of(rating))
            yield at, "rated", 1
            yield at, rating.level, 1
    for rating in rated.valid(rated.ratings(db, of, "self")):
        if rating.unit_id in places and (rating.post or asked.by != "category"):
            yield line(rating.unit_id, category_of(rating)), "self_rated", 1
    for group in rated.groups(rated.valid(every), of):
        if group.category is None and group.unit_id in places and asked.by != "category":
            yield places[group.unit_id], "held", 1
            yield places[group.unit_id], "ceiling", group.most
            yield places[group.unit_id], "above", max(0, group.excellent - group.most)


def category_of(rating: rated.Rated) -> str | None:
    return rating.post.category if rating.post else None


def figures(counts: Counts) -> tuple[Any, ...]:
    """In the order of FIGURES; no ceiling where none of the units has one."""
    ceiling = (counts["ceiling"], counts["above"]) if counts["held"] else (None, None)
    share = rate(counts["excellent"], counts["good"])
    return (*(counts[key] for key in COUNTED), share, *ceiling, counts["self_rated"])


def notes(years: range, known: Law) -> list[str]:
    """In which years there was a ceiling, and how well the rule is verified."""
    said = []
    for year in years:
        rules = {law.ceiling(category, year, known) for category in CATEGORY.codes} - {None}
        if not rules:
            said.append(_("{year}: no ceiling on “excellent” is known (not checked)").format(year=year))
        for rule in sorted(rules, key=lambda rule: rule.document if rule else ""):
            if rule and rule.verified in ("R", "N"):
                said.append(
                    _(
                        "{year}: the ceiling, {share} per cent of those rated good, rests on {document} (not checked)"
                    ).format(year=year, share=rule.of_good, document=rule.document)
                )
    return list(dict.fromkeys(said))
