"""What the reports on training and briefings must say, worked out from an exported folder without the program."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path

from tests.oracle import recompute

FIELDS = ["profession", "political-theory", "foreign-language", "it", "state-management", "other"]


Figures = Callable[[list[dict[str, str]], int], recompute.Row]


class Asked:
    """What a report is asked for; the period is cut at today."""

    def __init__(
        self,
        folder: Path,
        start: date,
        end: date,
        today: date,
        by: str,
        depth: int | None = None,
        unit: str | None = None,
        units: str = "then",
    ) -> None:
        self.folder, self.start, self.end, self.today = folder, start, min(end, today), today
        self.by, self.depth, self.unit, self.units = by, depth, unit, units
        self.register = recompute.read(folder)
        self.tree = recompute.tree_of(self.register, today, units, unit, (start, self.end))

    def of_whole_years(self) -> "Asked":
        """The same, of the years that the period touches."""
        first, last = date(self.start.year, 1, 1), date(self.end.year, 12, 31)
        return Asked(self.folder, first, last, self.today, self.by, self.depth, self.unit, self.units)

    def line(self, unit: str, category: str = "") -> str:
        """The row in which something of this unit counts."""
        if self.by == "category":
            return category
        if self.by == "kind":
            return self.register.units[self.tree.seen_as(unit)].kind
        return self.tree.rolled_up(unit, self.depth)

    def rows(self, name: str, day: str) -> list[dict[str, str]]:
        """What counts of the file, of the days of the period."""
        live = [row for row in recompute.table(self.folder, name) if not row.get("voided_on")]
        return [row for row in live if self.start <= date.fromisoformat(row[day]) <= self.end]

    def post(self, staff: str, day: str) -> recompute.Post | None:
        on = date.fromisoformat(day)
        posts = [each for each in self.register.posts if each.staff == staff and each.first <= on <= each.last]
        return posts[0] if posts and self.tree.contains(posts[0].unit) else None

    def served(self) -> dict[str, set[str]]:
        """Line -> the people with a post there on any day of the period; "" is all of them."""
        found: dict[str, set[str]] = {"": set()}
        for post in self.register.posts:
            if recompute.days_inside(post, self.start, self.end) and self.tree.contains(post.unit):
                found.setdefault(self.line(post.unit, post.category), set()).add(post.staff)
                found[""].add(post.staff)
        return found

    def label(self, line: str) -> recompute.Row:
        return {"unit_code": line, "unit": self.tree.name(line)} if self.by == "unit" else {self.by: line}


def table(
    asked: Asked, placed: list[tuple[str, dict[str, str]]], figures: Figures
) -> tuple[list[recompute.Row], recompute.Row]:
    """Rows and totals: the records of each line, and the people who served there."""
    served = asked.served()
    lines = sorted(({*served} - {""}) | {line for line, _row in placed})
    rows = [
        asked.label(line) | figures([row for at, row in placed if at == line], len(served.get(line, ())))
        for line in lines
    ]
    return rows, figures([row for _line, row in placed], len(served[""]))


def training(asked: Asked) -> tuple[list[recompute.Row], recompute.Row]:
    placed = [
        (asked.line(post.unit, post.category), row)
        for row in asked.rows("training", "started_on")
        if (post := asked.post(row["staff"], row["started_on"]))
    ]
    return table(asked, placed, studied)


def studied(rows: list[dict[str, str]], staff: int) -> recompute.Row:
    people = {field: {row["staff"] for row in rows if row["field"] == field} for field in FIELDS}
    everybody = set().union(*people.values())
    return {
        "staff": staff,
        "trained": len(everybody),
        "coverage": percent(len(everybody), staff),
        "trainings": len(rows),
        "days": sum(int(row["days"] or 0) for row in rows),
        **{field.replace("-", "_"): len(people[field]) for field in FIELDS},
    }


def briefings(asked: Asked) -> tuple[list[recompute.Row], recompute.Row]:
    placed = [
        (asked.line(row["unit"]), row | {"what": "briefing"})
        for row in asked.rows("briefing", "held_on")
        if asked.tree.contains(row["unit"])
    ]
    placed += [
        (asked.line(post.unit), row | {"what": "pledge"})
        for row in asked.rows("pledge", "signed_on")
        if (post := asked.post(row["staff"], row["signed_on"]))
    ]
    return table(asked, placed, made_known)


def made_known(rows: list[dict[str, str]], staff: int) -> recompute.Row:
    held = [row for row in rows if row["what"] == "briefing"]
    signed = {row["staff"] for row in rows if row["what"] == "pledge"}
    invited, attended = (sum(int(row[key]) for row in held) for key in ("invited", "attended"))
    return {
        "staff": staff,
        "briefings": len(held),
        "documents": len({row["document"] for row in held}),
        "invited": invited,
        "attended": attended,
        "attendance": percent(attended, invited),
        "pledged": len(signed),
        "coverage": percent(len(signed), staff),
    }


def percent(part: int, whole: int) -> float | None:
    return round(float(Fraction(100 * part, whole)), 1) if whole else None
