"""`report decisions` once more, from an exported folder and the file of the law's effects.

Nothing here comes from the program. A decision is in force from `effective_on` to the day before `lapses_on`; an
annulled one on no day; a running one ends when a new one of the same person takes effect.
"""

import tomllib
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.oracle import recompute, recompute_cases
from tests.oracle.recompute import Row

LAW = Path(__file__).parents[2] / "chodon_cli/law/effects.toml"
FORMS = [
    "reprimand", "warning", "delayed-raise", "salary-reduction", "demotion", "removal", "title-revocation", "dismissal",
    "termination", "recall",
]  # fmt: skip
NEW_LAW = {"public-employee": date(2026, 7, 1)}  # what was under way that day goes on under the law before it
LEAST_VERIFIED_FIRST = "NRSVC"
KEYS = (
    *("number", "staff", "full_name", "unit", "form", "decision", "decided_on", "effective_on", "lapses_on"),
    *("salary_months", "promotion_until", "reoffence_of", "state", "verified"),
)


@dataclass(frozen=True)
class Decision:
    case: recompute_cases.Case
    event: dict[str, str]

    @property
    def order(self) -> tuple[date, date]:
        return self.effective, self.signed

    @property
    def signed(self) -> date:
        return date.fromisoformat(self.event["happened_on"])

    @property
    def effective(self) -> date:
        return date.fromisoformat(self.event["effective_on"])

    @property
    def lapses(self) -> date:
        return recompute.day(self.event["lapses_on"], date.max)


def report(folder: Path, on: date, *, today: date, unit: str | None = None, now: bool = False) -> list[Row]:
    """The rows of the report: the decisions in force on the day, by number, of the units that then stood under one."""
    register = recompute.read(folder)
    tree = recompute.tree_of(register, today, "now" if now else "then", unit, (on, on))
    cases = recompute_cases.read(folder)
    standing = [Decision(case, event) for case in cases for event in standing_decisions(case, max(on, today))]
    rows = [
        row_of(folder, decision, standing, on)
        for decision in standing
        if decision.signed <= on and tree.contains(decision.case.unit)
        if is_in_force(decision, standing, on)
    ]
    return sorted(rows, key=lambda row: number(str(row["number"])))


def number(text: str) -> tuple[int, int]:
    _prefix, year, n = text.split("-")
    return int(year), int(n)


def standing_decisions(case: recompute_cases.Case, known_on: date) -> list[dict[str, str]]:
    """The decision of the case that was not annulled, as is known by the day."""
    made = None
    for event in case.events:
        if date.fromisoformat(event["happened_on"]) <= known_on:
            made = event if event["kind"] == "decide" else None if event["kind"] == "annul" else made
    return [made] if made else []


def is_in_force(decision: Decision, standing: list[Decision], on: date) -> bool:
    newer = [
        other
        for other in standing
        if other.case.row["staff"] == decision.case.row["staff"] and other.order > decision.order
    ]
    return decision.effective <= on < decision.lapses and not any(other.effective <= on for other in newer)


def row_of(folder: Path, decision: Decision, standing: list[Decision], on: date) -> Row:
    case, event = decision.case, decision.event
    names = {row["code"]: row["full_name"] for row in recompute.table(folder, "staff")}
    category = category_on(folder, case.row["staff"], decision.signed)
    months, verified = effects(category, event["form"], law_day(category, case.opened, decision.signed))
    starts = decision.effective
    if event["party_effective_on"] and months["from_party"]:
        party = date.fromisoformat(event["party_effective_on"])
        starts = decision.signed if event["form"] in months["not_from_party"] else party
    until = months_later(starts, months["promotion"]) if months["promotion"] else None
    then = recompute_cases.stand(case, on)
    assert then
    return {
        "number": case.row["number"],
        "staff": case.row["staff"],
        "full_name": names[case.row["staff"]],
        "unit": case.unit,
        "form": event["form"],
        "decision": event["decision"] or None,
        "decided_on": event["happened_on"],
        "effective_on": event["effective_on"],
        "lapses_on": event["lapses_on"] or None,
        "salary_months": months["salary"],
        "promotion_until": until.isoformat() if until else None,
        "reoffence_of": reoffence_of(decision, standing),
        "state": then.state,
        "verified": min(filter(None, [event["verified"], verified]), key=LEAST_VERIFIED_FIRST.index, default=None),
    }


def reoffence_of(decision: Decision, standing: list[Decision]) -> str | None:
    """The gravest other decision of the person, made by then, that was in force on the day of one of the acts."""
    found = [
        other
        for other in standing
        if other.case is not decision.case and other.signed <= decision.signed
        if other.case.row["staff"] == decision.case.row["staff"]
        if any(is_in_force(other, standing, date.fromisoformat(act["occurred_on"])) for act in decision.case.acts)
    ]
    gravest = max(found, key=lambda other: (FORMS.index(other.event["form"]), other.case.row["number"]), default=None)
    return gravest.case.row["number"] if gravest else None


# The law


def category_on(folder: Path, staff: str, on: date) -> str:
    """That of the post of the day; of those who left, of the last one."""
    posts = sorted(
        (row["started_on"], row["category"]) for row in recompute.table(folder, "post") if row["staff"] == staff
    )
    begun = [category for started, category in posts if started <= on.isoformat()]
    return begun[-1] if begun else posts[0][1]


def law_day(category: str, opened: date, on: date) -> date:
    new = NEW_LAW.get(category)
    return date.fromordinal(new.toordinal() - 1) if new and opened < new <= on else on


def effects(category: str, form: str, on: date) -> tuple[dict[str, Any], str | None]:
    """What the newest rules of the day say of the form, and how well the least verified of them is."""
    newest: dict[str, dict[str, Any]] = {}
    for rule in tomllib.loads(LAW.read_text("utf-8"))["rule"]:
        if category in rule["categories"] and rule["since"] <= on.isoformat():
            for item in rule["items"]:
                if item not in newest or newest[item]["since"] <= rule["since"]:
                    newest[item] = rule
    said = {
        item.split(".")[0]: rule
        for item, rule in newest.items()
        if form in rule["says"] and on.isoformat() <= rule.get("until", "9")
    }
    lapse = said.get("lapse", {"says": {}})["says"]
    return {
        "salary": said["salary"]["says"][form] if "salary" in said else None,
        "promotion": said["promotion"]["says"][form] if "promotion" in said else None,
        "from_party": lapse.get("from_party", False),
        "not_from_party": lapse.get("not_from_party", []),
    }, min(
        (said[part]["verified"] for part in ("salary", "promotion", "lapse") if part in said),
        key=LEAST_VERIFIED_FIRST.index,
        default=None,
    )


def months_later(start: date, months: int) -> date:
    """The same day of the month, or the last one of a shorter month."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
