"""How the years of a period were rated: levels by unit, who is missing, and the ceiling on the best."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from json import dumps
from sqlite3 import Connection
from typing import Annotated

from chodon_cli import dates
from chodon_cli.cli import options
from chodon_cli.cli.parameters import Option
from chodon_cli.dates import Period
from chodon_cli.law import ratings as law
from chodon_cli.law.rules import Law
from chodon_cli.locale import N_, _
from chodon_cli.nouns import law as office
from chodon_cli.nouns import rating as listed
from chodon_cli.queries import select as lists
from chodon_cli.reports.base import drilldown
from chodon_cli.reports.base.by_unit import KEY_COLUMNS, UnitQuery
from chodon_cli.reports.base.options import Cell, Depth, Under
from chodon_cli.reports.base.rates import rate
from chodon_cli.result import Column, Result, Row
from chodon_cli.words.rating import RATING
from chodon_cli.words.staff import CATEGORY
from chodon_cli.yearly import roll as rated
from chodon_cli.yearly.counted_ratings import CountedYear, counted_year
from chodon_cli.yearly.roll import RatingRecord, YearPost, YearRoll
from chodon_cli.yearly.unit_ratings import heads_above_in_words, heads_above_in_year, unit_levels

HELP = N_("Yearly ratings by unit, kind or category: levels, who is missing, the ceiling on the best.")
BY = ("unit", "kind", "category")
FIGURE_COLUMNS = [
    Column("to_rate", "integer"),
    Column("rated", "integer"),
    Column("missing", "integer"),
    *(Column(level, "integer", label=label) for level, label in RATING.labels.items()),
    Column("excellent_share", "percent", 2),
    Column("ceiling", "integer", 2),
    Column("above", "integer", 2),
    Column("self_rated", "integer", 3),
]
OF_PEOPLE = ("to_rate", "missing")
PERSON_COLUMNS = [
    Column("staff", "code", label=N_("Person")),
    Column("full_name", "person"),
    Column("unit", "code"),
    Column("category", "word"),
]
LEVELS_OF_FIGURES = {  # figure -> the levels that it is made of
    "excellent_share": ("excellent", "good"),
    "ceiling": ("excellent", "good"),
    "above": ("excellent",),
}
KEYS_OF_COUNTS = ("to_rate", "rated", "missing", *RATING.codes)

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
    cell: Cell = None,
) -> Result:
    """The ratings for the years that the period touches (this year by default), in the unit that rated.

    `to_rate`: people with a post there at the end of the year, whom the law has rated; `rated`: people rated there,
    each once a year; `missing`: those of `to_rate` whom nobody has rated; `ceiling`: how many may be excellent.
    """
    within = whole_years(period or dates.this_year())
    query = UnitQuery(db, within, by, depth, unit, units == "now")
    years = range(int(within.start[:4]), int(within.end[:4]) + 1)
    if cell:
        return records(query, [rated.of_year(db, year, dates.today()) for year in years], cell)
    counts_by_line = defaultdict[object, Counts](Counter)
    for year in years:
        for line, figure, number in lines_of_year(query, counted_year(db, year, dates.today())):
            counts_by_line[line][figure] += number
    rows = [(*query.name(line), *figures(counts_by_line[line])) for line in sorted(counts_by_line, key=query.order)]
    total: Counts = sum(counts_by_line.values(), Counter())
    totals = (*(None,) * len(KEY_COLUMNS[by]), *figures(total))
    columns = [*KEY_COLUMNS[by], *FIGURE_COLUMNS]
    return Result(
        N_("Ratings"),
        columns,
        rows,
        totals=totals,
        notes=[*notes(years, office.law_of_office(db)), *notes_on_heads(query, years)],
        period=within,
        as_of=dates.today(),
    )


def whole_years(within: Period) -> Period:
    """The years that the period touches, cut at today: what is rated is a year, whatever part of it was asked for."""
    return Period(f"{within.start[:4]}-01-01", min(f"{within.end[:4]}-12-31", dates.today()))


def lines_of_year(query: UnitQuery, counted: CountedYear) -> Iterator[tuple[object, str, int]]:
    """(line, figure, how many) for one year, of which nothing is held when the last has been taken."""
    yield from counts_of_year(query, counted)
    yield from ceilings_of_year(query, counted)


def counts_of_year(query: UnitQuery, counted: CountedYear) -> Iterator[tuple[object, str, int]]:
    """(line, figure, how many) for one year: of those who are counted, and of those who are read."""
    for post, number, missing in counted.to_rate:
        if post.unit_id in query.places:
            line = line_of(query, post.unit_id, post.category)
            yield line, "to_rate", number
            yield line, "missing", missing
    for ratings, is_final in ((counted.final, True), (counted.own, False)):
        for unit_id, level, category, number in ratings:
            if unit_id in query.places and (category or query.by != "category"):
                line = line_of(query, unit_id, category)
                for figure in ("rated", level) if is_final else ("self_rated",):
                    yield line, figure, number
    for line, figure, _record in figures_of_year(query, counted.people, counted.final_of_people, counted.own_of_people):
        yield line, figure, 1


def figures_of_year(
    query: UnitQuery, of: YearRoll, final: Sequence[RatingRecord], own: Sequence[RatingRecord]
) -> Iterator[tuple[object, str, YearPost | RatingRecord]]:
    """(line, figure, what counts there) for one year: the posts of those to be rated, and the ratings."""
    done = {rating.staff_id for rating in final}
    for post in of.posts_to_rate():
        if post.unit_id in query.places:
            line = line_of(query, post.unit_id, post.category)
            yield line, "to_rate", post
            if post.staff_id not in done:
                yield line, "missing", post
    for rating in rated.last_ratings(final):
        if rating.unit_id in query.places and (rating.post or query.by != "category"):
            line = line_of(query, rating.unit_id, category_of(rating))
            yield line, "rated", rating
            yield line, rating.level, rating
    for rating in rated.last_ratings(own):
        if rating.unit_id in query.places and (rating.post or query.by != "category"):
            yield line_of(query, rating.unit_id, category_of(rating)), "self_rated", rating


def ceilings_of_year(query: UnitQuery, counted: CountedYear) -> Iterator[tuple[object, str, int]]:
    """(line, figure, how many) of the ceilings of one year: each unit has its own."""
    if query.by == "category":
        return
    of = counted.people
    levels: dict[int, Counter[str]] = {}
    categories: dict[int, set[str]] = {}
    ratings = [(one.unit_id, one.level, category_of(one), 1) for one in rated.last_ratings(counted.final_of_people)]
    for unit_id, level, category, number in (*counted.final, *ratings):
        if category and unit_id in query.places and law.ceiling(category, of.year, of.law):
            levels.setdefault(unit_id, Counter())[level] += number
            categories.setdefault(unit_id, set()).add(category)
    level_of_unit = unit_levels(query.db, of)
    for unit_id, of_unit in levels.items():
        group = rated.unit_group(
            unit_id, of_unit["excellent"], of_unit["good"], categories[unit_id], of, level_of_unit.get(unit_id)
        )
        line = query.places[unit_id]
        yield line, "held", 1
        yield line, "ceiling", group.most_excellent
        yield line, "above", max(0, group.excellent - group.most_excellent)


def line_of(query: UnitQuery, unit_id: int, category: str | None) -> object:
    return category if query.by == "category" else query.places[unit_id]


def records(query: UnitQuery, every: Sequence[YearRoll], cell: str) -> Result:
    """The people or the ratings behind ROW:KEY. Usage error for an unknown key, NotFound for an unknown row."""
    name, key = drilldown.parse_cell(cell, FIGURE_COLUMNS)
    line, wanted = drilldown.line_of(query, name), LEVELS_OF_FIGURES.get(key, (key,))
    rated_people = [
        one
        for of in every
        for at, figure, one in figures_of_year(
            query, of, rated.ratings(query.db, of), rated.ratings(query.db, of, "self")
        )
        if figure in wanted and line in (None, at)
    ]
    if key in OF_PEOPLE:
        names = dict(query.db.execute("SELECT code, full_name FROM staff"))
        people = [
            (post.staff, names[post.staff], post.unit, post.category)
            for post in rated_people
            if isinstance(post, YearPost)
        ]
        result = Result(
            N_("People behind the figure"), PERSON_COLUMNS, sorted(people, key=lambda row: (row[2], row[0]))
        )
    else:
        numbers = dumps([rating.number for rating in rated_people if isinstance(rating, RatingRecord)])
        where = [f"{listed.DECLARATION.number_sql} IN (SELECT value FROM json_each(:numbers))"]
        rows = lists.rows(query.db, listed.DECLARATION, where, known_on=dates.today(), numbers=numbers)
        result = Result(N_("Ratings behind the figure"), listed.FIELDS, rows)
        if key == "excellent_share":
            levels = Counter(row[result.position("level")] for row in rows)
            result = replace(result, notes=[drilldown.part_of(levels["excellent"], levels["good"])])
    result = drilldown.with_title(result, drilldown.row_name(query, line), key, FIGURE_COLUMNS, query.period)
    return replace(result, as_of=dates.today())


def category_of(rating: rated.RatingRecord) -> str | None:
    return rating.post.category if rating.post else None


def figures(counts: Counts) -> Row:
    """In the order of FIGURE_COLUMNS; no ceiling where none of the units has one."""
    ceiling = (counts["ceiling"], counts["above"]) if counts["held"] else (None, None)
    share = rate(counts["excellent"], counts["good"])
    return (*(counts[key] for key in KEYS_OF_COUNTS), share, *ceiling, counts["self_rated"])


def notes_on_heads(query: UnitQuery, years: Iterable[int]) -> list[str]:
    """Who of these units is rated better than the unit that they lead."""
    heads = [
        one
        for year in years
        for one in heads_above_in_year(query.db, year, dates.today())
        if one.rating.unit_id in query.places
    ]
    return heads_above_in_words(heads)


def notes(years: range, known: Law) -> list[str]:
    """In which years there was a ceiling, and how well the rule is verified."""
    sentences = []
    for year in years:
        rules = {law.ceiling(category, year, known) for category in CATEGORY.codes} - {None}
        if not rules:
            sentences.append(_("{year}: no ceiling on “excellent” is known (not checked)").format(year=year))
        for rule in sorted(rules, key=lambda rule: rule.document if rule else ""):
            if rule and rule.verified in ("R", "N"):
                sentences.append(
                    _(
                        "{year}: the ceiling, {share} per cent of those rated good, rests on {document} (not checked)"
                    ).format(year=year, share=rule.of_good, document=rule.document)
                )
    return list(dict.fromkeys(sentences))
