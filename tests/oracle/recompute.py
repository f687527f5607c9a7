"""The figures of the reports once more, from an exported folder, by the plainest arithmetic there is.

Nothing here comes from the program: the CSV files are read as they are, every definition is applied post by post and
violation by violation, and figures stay exact (whole days, fractions) until the moment they are rounded. Of cases only
this is read: a violation that one of them found groundless by today no longer counts. See recompute_cases for the rest.

Rows are sorted by their first key. Totals hold figures only, no label.
"""

import csv
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from tests.oracle import recompute_signal

Row = dict[str, object]
CATEGORIES = ("cadre", "civil-servant", "commune-civil-servant", "public-employee", "contract")
GUARDED = re.compile(r"'+[=+\-@\t\r]")


@dataclass(frozen=True)
class Unit:
    code: str
    name: str
    kind: str
    parent: str
    opened: date
    closed: date
    successor: str
    past: tuple[tuple[date, str, str], ...] = ()  # until when, what it was called, under which unit

    def on(self, day: date) -> tuple[str, str]:
        """Name and parent on that day."""
        return next(((name, parent) for until, name, parent in self.past if until >= day), (self.name, self.parent))


@dataclass(frozen=True)
class Post:
    staff: str
    unit: str
    category: str
    first: date
    last: date


@dataclass(frozen=True)
class Violation:
    staff: str
    unit: str
    category: str
    standard: str
    on: date
    found: date
    source: str
    severity: str

    @property
    def serious(self) -> bool:
        return self.severity != "minor"


@dataclass(frozen=True)
class Quota:
    unit: str
    year: int
    category: str
    number: int


@dataclass(frozen=True)
class Register:
    units: dict[str, Unit]
    posts: list[Post]
    violations: list[Violation]
    quotas: list[Quota]
    titles: dict[str, str]


@dataclass
class Tally:
    """What one row is made of, before any rate is worked out."""

    staff: set[str] = field(default_factory=set)
    present: set[str] = field(default_factory=set)
    days: int = 0
    violations: int = 0
    violators: set[str] = field(default_factory=set)
    serious: int = 0
    inspected: int = 0
    checks: int = 0

    def add_post(self, post: Post, start: date, end: date) -> None:
        self.staff.add(post.staff)
        self.days += days_inside(post, start, end)
        if post.first <= end <= post.last:
            self.present.add(post.staff)

    @property
    def compared(self) -> recompute_signal.Compared:
        others = self.violations - self.inspected
        return self.inspected, self.checks, others, self.days, len(self.violators)

    def add_violation(self, violation: Violation, checks: dict[str, int]) -> None:
        self.violations += 1
        self.inspected += violation.source == "inspection" and checks.get(violation.unit, 0) > 0
        self.violators.add(violation.staff)
        self.serious += violation.serious

    def counts(self) -> Row:
        return {"violations": self.violations, "violators": len(self.violators), "serious": self.serious}


# Reading the folder


def table(folder: Path, name: str) -> list[dict[str, str]]:
    """The rows of one file, the formula guard taken off again; no rows if there is no such file."""
    path = folder / f"{name}.csv"
    if not path.exists():
        return []
    state = path.stat()
    return [row.copy() for row in _rows(path, state.st_ino, state.st_mtime_ns, state.st_size)]


@lru_cache(maxsize=256)
def _rows(path: Path, *_state: int) -> list[dict[str, str]]:
    """The rows of the file as it is in this state; one question reads some files a hundred times."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{key: unguarded(value or "") for key, value in row.items()} for row in csv.DictReader(file)]


def unguarded(text: str) -> str:
    return text[1:] if GUARDED.match(text) else text


def day(text: str, otherwise: date) -> date:
    return date.fromisoformat(text) if text else otherwise


def read(folder: Path, today: date = date.max) -> Register:
    """What counts in the folder: nothing void, nor of a void person or unit, nor found groundless by today."""
    groundless = groundless_by(folder, today)
    units = {
        row["code"]: Unit(
            row["code"],
            row["name"],
            row["kind"],
            row.get("parent", ""),
            day(row.get("opened_on", ""), date.min),
            day(row.get("closed_on", ""), date.max),
            row.get("successor", ""),
            tuple(
                sorted(
                    (date.fromisoformat(past["until_on"]), past["name"], past["parent"])
                    for past in table(folder, "unit_past")
                    if past["unit"] == row["code"]
                )
            ),
        )
        for row in table(folder, "unit")
        if not row.get("voided_on")
    }
    voided_units, voided_staff = (
        {row["code"] for row in table(folder, name) if row.get("voided_on")} for name in ("unit", "staff")
    )
    posts = [
        Post(
            row["staff"],
            row["unit"],
            row["category"],
            date.fromisoformat(row["started_on"]),
            day(row.get("ended_on", ""), date.max),
        )
        for row in table(folder, "post")
        if row["staff"] not in voided_staff and row["unit"] not in voided_units
    ]
    quotas = [
        Quota(row["unit"], int(row["year"]), row["category"], int(row["number"]))
        for row in table(folder, "quota")
        if row["unit"] not in voided_units
    ]
    posts_of: dict[str, list[Post]] = {}
    for post in posts:
        posts_of.setdefault(post.staff, []).append(post)
    violations = [
        violation_of(row, posts_of.get(row["staff"], []))
        for row in table(folder, "violation")
        if date.fromisoformat(row["found_on"] or row["occurred_on"]) <= today
        if not row.get("voided_on") and row["staff"] not in voided_staff and row.get("unit", "") not in voided_units
        if row.get("number", "") not in groundless
    ]
    titles = {row["code"]: row["title"] for row in table(folder, "standard")}
    return Register(units, posts, violations, quotas, titles)


def groundless_by(folder: Path, today: date) -> set[str]:
    """The violations that a case found groundless by then, neither the case nor its end being void."""
    void = {row["number"] for row in table(folder, "case") if row["voided_on"]}
    closed = {
        row["case"]
        for row in table(folder, "case_event")
        if row["outcome"] == "groundless" and date.fromisoformat(row["happened_on"]) <= today
        if not row["voided_on"] and row["case"] not in void
    }
    return {row["violation"] for row in table(folder, "case_violation") if row["case"] in closed}


def violation_of(row: dict[str, str], posts: list[Post]) -> Violation:
    """The violation with the unit and the category of the person's post on that day."""
    on = date.fromisoformat(row["occurred_on"])
    held = [post for post in posts if post.first <= on <= post.last]
    if len(held) != 1:
        raise ValueError(f"{row['staff']} has {len(held)} posts on {on}, the day of a violation")
    post = held[0]
    if row.get("unit", "") not in ("", post.unit):
        raise ValueError(f"{row['staff']} served in {post.unit} on {on}, yet the violation is in {row['unit']}")
    source, severity = row.get("source") or "other", row.get("severity") or "minor"
    found = day(row.get("found_on", ""), on)
    return Violation(row["staff"], post.unit, post.category, row["standard"], on, found, source, severity)


# The unit tree


@dataclass(frozen=True)
class Tree:
    """The units as they are seen: under the names of the time, or (`now`) under their successors."""

    units: dict[str, Unit]
    today: date
    now: bool
    top: str | None
    period: tuple[date, date] | None = None

    def name(self, code: str) -> str:
        end = self.today if self.now else self.period and self.period[1]
        return self.units[code].on(end)[0] if end else self.units[code].name

    def seen_as(self, code: str) -> str:
        """The unit itself; with `now`, what became of it if it closed before today."""
        if not self.now:
            return code
        passed = [code]
        while self.units[code].closed < self.today and self.units[code].successor:
            code = self.units[code].successor
            if code in passed:
                raise ValueError(f"units succeed each other in a circle: {passed}")
            passed.append(code)
        return code

    def parent(self, code: str) -> str | None:
        if self.now or not self.period:
            parent = self.units[code].on(self.today)[1] if self.now else self.units[code].parent
            return self.seen_as(parent) if parent in self.units else None
        start, end = self.period
        passed = {code}
        parent = self.units[code].on(end)[1]
        while parent in self.units and parent not in passed:
            above = self.units[parent]
            if above.closed >= start and above.opened <= end:
                return parent
            passed.add(parent)
            parent = above.on(end)[1]
        return parent if parent in self.units else None

    def line(self, code: str) -> list[str]:
        """From the unit, as it is seen, up to the top of the tree; a unit that became its own parent has none."""
        line = [self.seen_as(code)]
        while (parent := self.parent(line[-1])) is not None and parent not in line:
            line.append(parent)
        return line

    def line_to_top(self, code: str) -> list[str]:
        """The same up to the unit asked for; empty if that unit is not above."""
        line = self.line(code)
        if self.top is None:
            return line
        top = self.seen_as(self.top)
        return line[: line.index(top) + 1] if top in line else []

    def contains(self, code: str) -> bool:
        return bool(self.line_to_top(code))

    def rolled_up(self, code: str, depth: int | None) -> str:
        """The ancestor at that level (the top is level 1), or the unit as it is seen if it stands no deeper."""
        line = self.line_to_top(code)
        return line[0] if depth is None or len(line) <= depth else line[len(line) - depth]


def tree_of(
    register: Register, today: date, units: str, top: str | None, period: tuple[date, date] | None = None
) -> Tree:
    if units not in ("then", "now"):
        raise ValueError(f"units: {units}")
    if top is not None and top not in register.units:
        raise ValueError(f"no unit {top}")
    return Tree(register.units, today, units == "now", top, period)


# Compliance


def compliance(
    folder: Path,
    start: date,
    end: date,
    *,
    today: date,
    by: str = "unit",
    depth: int | None = None,
    unit: str | None = None,
    units: str = "then",
) -> tuple[list[Row], Row]:
    """Rows and totals of `report compliance`; the period is cut at today, `depth` matters only by unit.

    By standard there is a row for each standard broken in the period.
    """
    if by not in ("unit", "kind", "category", "standard"):
        raise ValueError(f"by: {by}")
    if depth is not None and depth < 1:
        raise ValueError(f"depth: {depth}")
    end = min(end, today)
    register = read(folder, today)
    tree = tree_of(register, today, units, unit, (start, end))
    if by == "standard":
        violations = [each for each in register.violations if start <= each.on <= end and tree.contains(each.unit)]
        rows, totals = counted(violations, "standard", lambda violation: violation.standard)
        titled = [{"standard": row["standard"], "title": register.titles.get(str(row["standard"]), "")} for row in rows]
        return [title | row for title, row in zip(titled, rows, strict=True)], totals

    def row_of(unit: str, category: str) -> str:
        if by == "category":
            return category
        return register.units[tree.seen_as(unit)].kind if by == "kind" else tree.rolled_up(unit, depth)

    def is_in(key: str) -> Callable[[str], bool]:
        if by == "category":  # where people of it served
            served = {p.unit for p in register.posts if p.category == key and p.first <= end and start <= p.last}
            return lambda unit: tree.contains(unit) and unit in served
        return lambda unit: tree.contains(unit) and row_of(unit, "") == key

    checks = {} if by == "category" else checks_made(folder, start, end)
    tallies, total = tallied(register, tree, checks, row_of, start, end)
    compared = {key: tally.compared for key, tally in tallies.items()}
    if unit is not None and len(tallies) == 1:  # a row alone: beside the whole register by unit, all beneath as one
        everywhere = tree_of(register, today, units, None, (start, end))

        def place(unit: str, category: str) -> str:
            return min(tallies) if tree.contains(unit) else f"beside it: {everywhere.seen_as(unit)}"

        among, _total = tallied(register, everywhere, checks, place, start, end)
        compared = {key: tally.compared for key, tally in among.items()}
    words = dict(zip(compared, recompute_signal.signals([*compared.values()]) or [""] * len(compared), strict=True))
    rows = []
    expected_in_all = Fraction(total.violations)
    for key, tally in sorted(tallies.items()):
        label: Row = {"unit_code": key, "unit": tree.name(key)} if by == "unit" else {by: key}
        expected = recompute_signal.expected(tally.compared, [*compared.values()])
        shrunk = rounded(recompute_signal.shrunk(tally.compared, [*compared.values()]), 1)
        row = label | figures(tally, expected, words[key], shrunk, None if by == "category" else tally.checks)
        if evidence(register, folder, start, end, is_in(key)) == "none":
            row["compliance_rate"] = None
        rows.append(row)
        if unit is not None and len(tallies) == 1:
            expected_in_all = expected
    totals = figures(total, expected_in_all, "", None, None if by == "category" else total.checks)
    if evidence(register, folder, start, end, tree.contains) == "none":
        totals["compliance_rate"] = None
    return rows, totals


def evidence(register: Register, folder: Path, start: date, end: date, is_in: Callable[[str], bool]) -> str:
    """How well a row is known: by an inspection of others, a complaint, a violation; by its own word, praise; not."""
    visits = [row for row in rows_of(folder, "inspection", "visited_on", start, end) if is_in(row["unit"])]
    feedback = [row for row in rows_of(folder, "feedback", "received_on", start, end) if is_in(row["unit"])]
    broken = any(start <= v.on <= end and is_in(v.unit) for v in register.violations)
    if broken or any(row["kind"] != "self" for row in visits) or any(row["kind"] == "complaint" for row in feedback):
        return "seen"
    return "own" if visits or feedback else "none"


def rows_of(folder: Path, name: str, day: str, start: date, end: date) -> list[dict[str, str]]:
    """The rows of a file that are not void and lie in the period."""
    return [
        row
        for row in table(folder, name)
        if not row.get("voided_on") and start.isoformat() <= row[day] <= end.isoformat()
    ]


def tallied(
    register: Register,
    tree: Tree,
    checks: dict[str, int],
    row_of: Callable[[str, str], str],
    start: date,
    end: date,
) -> tuple[dict[str, Tally], Tally]:
    """A tally for each row in which somebody served, and one for all; row_of: of a unit and a category."""
    tallies: dict[str, Tally] = {}
    total = Tally()
    for post in register.posts:
        if days_inside(post, start, end) and tree.contains(post.unit):
            for tally in (tallies.setdefault(row_of(post.unit, post.category), Tally()), total):
                tally.add_post(post, start, end)
    for each in register.violations:
        if start <= each.on <= end and tree.contains(each.unit):
            for tally in (tallies[row_of(each.unit, each.category)], total):
                tally.add_violation(each, checks)
    for unit, made in checks.items():
        if tree.contains(unit):
            total.checks += made
            if (key := row_of(unit, "")) in tallies:
                tallies[key].checks += made
    return tallies, total


def checks_made(folder: Path, start: date, end: date) -> dict[str, int]:
    """Unit -> how many checks others than its own people made there in the period."""
    visited = {
        row["number"]: row["unit"]
        for row in table(folder, "inspection")
        if not row.get("voided_on") and row["kind"] != "self" and row["visited_on"]
        if start <= date.fromisoformat(row["visited_on"]) <= end
    }
    made: dict[str, int] = {}
    for row in table(folder, "inspection_check"):
        if row["inspection"] in visited:
            unit = visited[row["inspection"]]
            made[unit] = made.get(unit, 0) + int(row["made"])
    return made


def days_inside(post: Post, start: date, end: date) -> int:
    """On how many days of the period, both ends included, the post was held."""
    first = max(post.first, start).toordinal()
    last = min(post.last, end).toordinal()
    return max(0, last - first + 1)


def figures(tally: Tally, expected: Fraction, flag: str, shrunk: float | None, checks: int | None) -> Row:
    people = len(tally.staff)
    staff_years = tally.days / Fraction("365.25")
    low, high = recompute_signal.interval(tally.violations)
    return {
        "staff": people,
        "headcount": len(tally.present),
        "staff_years": rounded(staff_years, 2),
        "violations": tally.violations,
        "violators": len(tally.violators),
        "compliance_rate": rounded(Fraction(100 * (people - len(tally.violators)), people), 1) if people else None,
        "violators_per_100": rounded(100 * len(tally.violators) / staff_years, 1) if staff_years else None,
        "per_100": rounded(100 * tally.violations / staff_years, 1) if staff_years else None,
        "per_100_low": rounded(100 * Fraction(low) / staff_years, 1) if staff_years else None,
        "per_100_high": rounded(100 * Fraction(high) / staff_years, 1) if staff_years else None,
        "per_100_shrunk": shrunk,
        "expected": rounded(expected, 2),
        "checks": checks,
        "signal": flag,
        "serious": tally.serious,
    }


def rounded(exact: Fraction, digits: int) -> float:
    """The nearest float, then `round`."""
    return round(float(exact), digits)


# Headcount


def headcount(folder: Path, on: date, *, by: str = "unit") -> tuple[list[Row], Row]:
    """Rows and totals of `report headcount`: one row for each unit open on that day, also where nobody serves."""
    if by not in ("unit", "kind"):
        raise ValueError(f"by: {by}")
    register = read(folder)
    open_units = [unit for unit in register.units.values() if unit.opened <= on <= unit.closed]
    posts = [post for post in register.posts if post.first <= on <= post.last]
    groups: dict[str, list[Row]] = {}
    for unit in open_units:
        quotas = [quota for quota in register.quotas if quota.unit == unit.code and quota.year == on.year]
        row = served([post for post in posts if post.unit == unit.code], quotas)
        groups.setdefault(unit.code if by == "unit" else unit.kind, []).append(row)
    rows = []
    for key, members in sorted(groups.items()):
        label: Row = {"unit_code": key, "unit": register.units[key].on(on)[0]} if by == "unit" else {"kind": key}
        rows.append(label | summed(members))
    return rows, summed(row for members in groups.values() for row in members)


def served(posts: list[Post], quotas: list[Quota]) -> Row:
    """The posts and quotas of one unit on one day: people by category, quota, and what of it is vacant."""
    people = {category: len({post.staff for post in posts if post.category == category}) for category in CATEGORIES}
    return {category.replace("-", "_"): number for category, number in people.items()} | {
        "total": sum(people.values()),
        "quota": sum(quota.number for quota in quotas) if quotas else None,
        "vacant": sum(max(0, quota.number - people[quota.category]) for quota in quotas) if quotas else None,
        "above": sum(max(0, people[quota.category] - quota.number) for quota in quotas) if quotas else None,
    }


def summed(rows: Iterable[Row]) -> Row:
    """The sums by column; a quota that nobody set stays empty."""
    rows = list(rows)
    sums: Row = {}
    for key in (*(category.replace("-", "_") for category in CATEGORIES), "total", "quota", "vacant", "above"):
        numbers = [value for row in rows if isinstance(value := row[key], int)]
        sums[key] = sum(numbers) if numbers or key not in ("quota", "vacant", "above") else None
    return sums


# Violations


def violations(
    folder: Path, start: date, end: date, *, today: date, by: str, unit: str | None = None
) -> tuple[list[Row], Row]:
    """Rows and totals of `report violations`, by standard, source, severity or month (2022-03).

    The period is taken as given: one that runs past today must have been cut.
    """
    keys: dict[str, Callable[[Violation], str]] = {
        "standard": lambda violation: violation.standard,
        "source": lambda violation: violation.source,
        "severity": lambda violation: violation.severity,
        "month": lambda violation: f"{violation.on:%Y-%m}",
    }
    register = read(folder, today)
    tree = tree_of(register, end, "then", unit, (start, end))
    chosen = [each for each in register.violations if start <= each.on <= end and tree.contains(each.unit)]
    return counted(chosen, by, keys[by])


def counted(violations: Iterable[Violation], by: str, key: Callable[[Violation], str]) -> tuple[list[Row], Row]:
    tallies: dict[str, Tally] = {}
    total = Tally()
    for violation in violations:
        for tally in (tallies.setdefault(key(violation), Tally()), total):
            tally.add_violation(violation, {})
    return [{by: value, **tally.counts()} for value, tally in sorted(tallies.items())], total.counts()


if __name__ == "__main__":
    if len(sys.argv) not in (4, 5):
        sys.exit("usage: recompute.py FOLDER START END [unit|kind|category|standard]")
    the_rows, the_totals = compliance(
        Path(sys.argv[1]),
        date.fromisoformat(sys.argv[2]),
        date.fromisoformat(sys.argv[3]),
        today=date.today(),
        by=sys.argv[4] if len(sys.argv) == 5 else "unit",
    )
    for the_row in [*the_rows, the_totals]:
        print(*(f"{key}={value}" for key, value in the_row.items()))
