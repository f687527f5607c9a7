"""Generated registers whose people also study, hear of documents, sign commitments and are commended.

The rows are drawn on top of those of `generated`; what a report should say of them is worked out in the second half,
from an exported folder, without the program.
"""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.oracle import recompute
from tests.strategies.generated import (
    HEADS,
    TODAY,
    Generated,
    Row,
    days,
    iso,
    one_in,
    past_days,
    registers,
    some,
    texts,
    words,
)

FIELDS = ["profession", "political-theory", "foreign-language", "it", "state-management", "other"]
FORMS = ["emulation-title", "certificate", "diploma", "state-honour", "other"]
HEADS |= {
    "training": "number staff field title provider started_on ended_on days certificate note voided_on void_reason",
    "commendation": "number staff unit form title decision authority decided_on note voided_on void_reason",
    "briefing": "number document unit held_on form invited attended note voided_on void_reason",
    "pledge": "number staff document year signed_on note voided_on void_reason",
}


@st.composite
def developed(draw: DrawFn) -> Generated:
    """A register of `generated` with training, commendations, briefings and pledges."""
    drawn = draw(registers())
    people = [row["code"] for row in drawn.files["staff"]]
    posted = sorted({row["staff"] for row in drawn.files["post"]} or people)
    documents = [f"{row['number']}@{row['issued_on']}" for row in drawn.files["document"]]
    files = drawn.files | {
        "training": [draw_training(draw, posted) for _ in range(draw(st.integers(0, 12)))],
        "commendation": [draw_commendation(draw, people, drawn.files["unit"]) for _ in range(draw(st.integers(0, 4)))],
        "briefing": [],
        "pledge": [],
    }
    if documents:
        files["briefing"] = [
            draw_briefing(draw, documents, drawn.files["unit"]) for _ in range(draw(st.integers(0, 8)))
        ]
        files["briefing"] = [row for row in files["briefing"] if row]
        files["pledge"] = [draw_pledge(draw, documents, posted) for _ in range(draw(st.integers(0, 10)))]
    return Generated(files, [*drawn.commands, *draw_verbs(draw, people)])


def voiding(draw: DrawFn) -> Row:
    return {"voided_on": iso(TODAY), "void_reason": "Nhập trùng"} if one_in(draw, 5) else {}


def draw_training(draw: DrawFn, people: list[str]) -> Row:
    first = draw(past_days)
    last = first + timedelta(days=draw(st.integers(0, 400)))
    known = one_in(draw, 2)
    span = (last - first).days + 1
    return {
        "staff": draw(st.sampled_from(people)),
        "field": draw(st.sampled_from(FIELDS)),
        "title": draw(texts),
        "started_on": iso(first),
        "ended_on": iso(last) if known else "",
        "days": str(draw(st.integers(0, span if known else 99))) if one_in(draw, 2) else "",
        "certificate": draw(texts),
        "note": draw(texts),
        **voiding(draw),
    }


def draw_commendation(draw: DrawFn, people: list[str], units: list[Row]) -> Row:
    of_person = bool(people) and one_in(draw, 2)
    return {
        "staff": draw(st.sampled_from(people)) if of_person else "",
        "unit": "" if of_person else draw(st.sampled_from(units))["code"],
        "form": draw(st.sampled_from(FORMS)),
        "title": draw(texts),
        "decision": draw(texts),
        "decided_on": iso(draw(past_days)),
        **voiding(draw),
    }


def draw_briefing(draw: DrawFn, documents: list[str], units: list[Row]) -> Row:
    """Within the life of its unit; none if that lies ahead altogether."""
    unit = draw(st.sampled_from(units))
    held = min(max(iso(draw(past_days)), unit["opened_on"]), unit["closed_on"] or "9999", iso(TODAY))
    if held < unit["opened_on"]:
        return {}
    invited = draw(st.integers(0, 30))
    return {
        "document": draw(st.sampled_from(documents)),
        "unit": unit["code"],
        "held_on": held,
        "form": draw(st.sampled_from(["meeting", "written", "online", "other"])),
        "invited": str(invited),
        "attended": str(draw(st.integers(0, invited))),
        "note": draw(texts),
        **voiding(draw),
    }


def draw_pledge(draw: DrawFn, documents: list[str], people: list[str]) -> Row:
    return {
        "staff": draw(st.sampled_from(people)),
        "document": draw(st.sampled_from(documents)),
        "year": draw(st.sampled_from(["2021", "2022", "2023"])),
        "signed_on": iso(draw(past_days)),
        "note": draw(texts),
        **voiding(draw),
    }


def draw_verbs(draw: DrawFn, people: list[str]) -> list[list[str]]:
    """Verbs on these records; some the register must refuse."""
    on = days.map(iso)
    number = st.sampled_from(["2021-0001", "2022-0001", "2022-0002"])
    kinds = [
        words("training void", number.map("BD-{}".format), "--reason", "nhầm"),
        words("training edit", number.map("BD-{}".format), "--from", on),
        words("training edit", number.map("BD-{}".format), "--days", "1"),
        words("briefing edit", number.map("QT-{}".format), "--on", on),
        words("briefing edit", number.map("QT-{}".format), "--attended", st.sampled_from(["0", "7", ""])),
        words("pledge edit", number.map("CK-{}".format), "--year", st.sampled_from(["2021", "2022"])),
        words("commendation void", number.map("TD-{}".format), "--reason", "nhầm"),
    ]
    if people:
        kinds.append(words("training add --field it --staff", st.sampled_from(people), "--from", on))
    return some(draw, 0, 4, st.one_of(kinds))


# What the reports should say


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
        self.folder, self.start, self.end = folder, start, min(end, today)
        self.by, self.depth, self.unit, self.units = by, depth, unit, units
        self.register = recompute.read(folder)
        self.tree = recompute.tree_of(self.register, today, units, unit)

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
        return {"unit_code": line, "unit": self.register.units[line].name} if self.by == "unit" else {self.by: line}


Figures = Callable[[list[dict[str, str]], int], recompute.Row]


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
