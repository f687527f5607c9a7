"""What the report on ratings and the findings must say, worked out from an exported folder without the program.

The dates and figures of the law are written down here once more, from the same sources as ratings.toml."""

from collections import Counter, defaultdict
from datetime import date
from fractions import Fraction
from pathlib import Path

from tests.oracle import recompute
from tests.oracle.recompute_development import Asked
from tests.strategies.generated import TODAY

LEVELS = ["excellent", "good", "completed", "failed"]
CIVIL = ("civil-servant", "commune-civil-servant")


def has_levels(category: str, year: int) -> bool:
    return category != "contract" and year >= 2020


def share(category: str, year: int) -> int | None:
    """The ceiling in per cent of those rated good: from 15/9/2023 for all but contracts."""
    return 20 if category != "contract" and year >= 2023 else None


def least_months(category: str, year: int) -> int:
    """Decree 90/2020, article 2.3: from 20/8/2020; civil servants from 2026 by the time that they worked."""
    if category == "contract" or year < 2020 or (category in CIVIL and year >= 2026):
        return 0
    return 6


class Year:
    """The posts and ratings of one year, read from an exported folder."""

    def __init__(self, folder: Path, year: int, today: date = TODAY) -> None:
        self.year = year
        self.first, self.last = date(year, 1, 1), min(date(year, 12, 31), today)
        self.leading = {(row["staff"], row["started_on"]): row["leadership"] for row in recompute.table(folder, "post")}
        self.register = recompute.read(folder)
        self.posts = [p for p in self.register.posts if p.first <= self.last and p.last >= self.first]
        self.posts_of: defaultdict[str, list[recompute.Post]] = defaultdict(list)
        for post in self.posts:
            self.posts_of[post.staff].append(post)
        self.months_of: dict[str, int] = {}
        rows = recompute.table(folder, "rating")
        rows = [row for row in rows if not row.get("voided_on") and int(row["year"]) == year]
        self.ratings = {kind: [row for row in rows if row["kind"] == kind] for kind in ("self", "final")}

    def post(self, staff: str, day: str) -> recompute.Post | None:
        """The last post in the year that had begun by the day."""
        held = [post for post in self.posts_of[staff] if max(post.first, self.first).isoformat() <= day]
        return max(held, key=lambda post: post.first) if held else None

    def months(self, staff: str) -> int:
        """Months served, day by day: of each stretch the whole months, the days left over 31 to the month."""
        if staff not in self.months_of:
            days = sorted(
                {
                    each
                    for post in self.posts_of[staff]
                    for each in range(
                        max(post.first, self.first).toordinal(), min(post.last, self.last).toordinal() + 1
                    )
                }
            )
            self.months_of[staff] = months_of_days(days)
        return self.months_of[staff]

    def expected(self) -> list[recompute.Post]:
        present = [post for post in self.posts if post.first <= self.last <= post.last]
        return [
            post
            for post in present
            if has_levels(post.category, self.year)
            and self.months(post.staff) >= least_months(post.category, self.year)
        ]

    def self_reviewed(self) -> list[recompute.Post]:
        """Those who served too short to be rated, and review the year still: not by Decree 233/2026."""
        present = [post for post in self.posts if post.first <= self.last <= post.last]
        return [
            post
            for post in present
            if has_levels(post.category, self.year)
            and not (self.year >= 2026 and post.category in ("public-employee", "cadre", *CIVIL))
            and self.months(post.staff) < least_months(post.category, self.year)
        ]

    def category(self, row: dict[str, str]) -> str:
        """That of the post in which somebody was rated; empty without one."""
        post = self.post(row["staff"], row["decided_on"])
        return post.category if post else ""

    def valid(self, kind: str) -> list[dict[str, str]]:
        """The last rating of each person."""
        ordered = sorted(self.ratings[kind], key=lambda row: (row["decided_on"], int(row["number"].split("-")[2])))
        return [*{row["staff"]: row for row in ordered}.values()]

    def missing(self) -> list[recompute.Post]:
        done = {row["staff"] for row in self.ratings["final"]}
        return [post for post in self.expected() if post.staff not in done]

    def groups(self) -> dict[tuple[str, str, bool], Counter[str]]:
        """(unit, category, leading) -> levels; ("unit", "", False) is the whole unit."""
        found: dict[tuple[str, str, bool], Counter[str]] = {}
        for row in self.valid("final"):
            post = self.post(row["staff"], row["decided_on"])
            if post and share(post.category, self.year):
                leads = self.leading[(post.staff, post.first.isoformat())] != "none"
                for key in ((row["unit"], "", False), (row["unit"], post.category, leads)):
                    found.setdefault(key, Counter())[row["level"]] += 1
        return found


def months_of_days(days: list[int]) -> int:
    """The months that these days make, by their numbers and in order."""
    months = rest = 0
    while days:
        size = 1
        while size < len(days) and days[size] == days[size - 1] + 1:
            size += 1
        start, end = date.fromordinal(days[0]), date.fromordinal(days[size - 1] + 1)
        whole = max(count for count in range(13) if later(start, count) <= end)
        months, rest, days = months + whole, rest + (end - later(start, whole)).days, days[size:]
    return months + rest // 31


def later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in range(day.day, 0, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError


def report(asked: Asked) -> tuple[dict[str, recompute.Row], recompute.Row]:
    """`report ratings` by line (a unit's code, a kind or a category), and its totals: of whole years, in their tree."""
    asked = asked.of_whole_years()
    lines: dict[str, Counter[str]] = {}
    held: Counter[str] = Counter()  # how many may be excellent, of the lines that have a ceiling

    def count(unit: str, category: str, *keys: str) -> None:
        if asked.tree.contains(unit) and (category or asked.by != "category"):
            lines.setdefault(asked.line(unit, category), Counter()).update(keys)

    for year in range(asked.start.year, asked.end.year + 1):
        told = Year(asked.folder, year)
        for post in told.expected():
            count(post.unit, post.category, "to_rate")
        for post in told.missing():
            count(post.unit, post.category, "missing")
        for row in told.valid("final"):
            count(row["unit"], told.category(row), "rated", row["level"])
        for row in told.valid("self"):
            count(row["unit"], told.category(row), "self_rated")
        for (unit, category, _leads), levels in told.groups().items():
            if not category and asked.by != "category" and asked.tree.contains(unit):
                held[asked.line(unit)] += levels["good"] // 5
                lines[asked.line(unit)]["above"] += max(0, levels["excellent"] - levels["good"] // 5)
    total: Counter[str] = sum(lines.values(), Counter())
    rows = {line: figures(counts, held.get(line)) for line, counts in lines.items()}
    return rows, figures(total, sum(held.values()) if held else None)


def figures(counts: Counter[str], ceiling: int | None) -> recompute.Row:
    good = counts["good"]
    return {
        **{key: counts[key] for key in ("to_rate", "rated", "missing", *LEVELS)},
        "excellent_share": round(float(Fraction(100 * counts["excellent"], good)), 1) if good else None,
        "ceiling": ceiling,
        "above": None if ceiling is None else counts["above"],
        "self_rated": counts["self_rated"],
    }


def findings(folder: Path) -> set[tuple[str, str]]:
    """(code, record) of what should be found, but for the scores."""
    years = {int(row["year"]) for row in recompute.table(folder, "rating") if not row.get("voided_on")}
    told = [Year(folder, year) for year in years]
    return {
        found for each in told for found in of_year(each) if each.ratings["final"] or found[0] != "rating-missing"
    }  # nobody is missing in a year of which there are but self-ratings


def of_year(told: Year) -> set[tuple[str, str]]:
    year, found = told.year, set()
    for post in told.missing():
        is_school = told.register.units[post.unit].kind == "school"
        if date(year, 12, 31 if is_school else 15) < TODAY:
            found.add(("rating-missing", f"{post.unit} {year}"))
    for kind, rows in told.ratings.items():
        for staff, times in Counter(row["staff"] for row in rows).items():
            if times > 1:
                theirs = [row["number"] for row in rows if row["staff"] == staff]
                found.add(("rating-twice", max(theirs, key=lambda number: int(number.split("-")[2]))))
        if kind == "self":
            continue
        for row in rows:
            last = told.post(row["staff"], row["decided_on"])
            if last is None or last.unit != row["unit"]:
                found.add(("rating-by-other-unit", row["number"]))
            if last and told.months(row["staff"]) < least_months(last.category, year):
                found.add(("rating-too-short", row["number"]))
    for (unit, _category, _leads), levels in told.groups().items():
        if levels["excellent"] * 5 > levels["good"]:
            found.add(("rating-above-ceiling", f"{unit} {year}"))
    return found
