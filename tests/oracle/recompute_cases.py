"""Cases once more, from an exported folder: how each stood on a day, the balance, what was late, what is due.

As in recompute, nothing here comes from the program. Each case is replayed day by day from its files by the sentences
of the contract; the few rules of law that are needed stand below as a lawyer would say them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from tests.oracle.recompute import Row, day, table

DAY = timedelta(days=1)
AGES = ("30", "60", "90", "150", "more")
ENDS = ("disciplined", "reminder", "criticism", "no_discipline", "groundless", "exempt", "time_barred", "annulled")


@dataclass(frozen=True)
class Case:
    """A case with its acts by day, and its events in order."""

    row: dict[str, str]
    acts: list[dict[str, str]]
    events: list[dict[str, str]]

    @property
    def unit(self) -> str:
        return self.acts[0]["unit"]

    @property
    def opened(self) -> date:
        return date.fromisoformat(self.row["opened_on"])

    @property
    def found(self) -> date:
        return date.fromisoformat(self.row["found_on"])


@dataclass
class Stand:
    """How a case stands on a day."""

    state: str = "open"
    due: date | None = None
    granted: int = 0
    paused: int = 0
    decision: dict[str, str] | None = None
    pause: dict[str, str] | None = None
    tail: date | None = None  # of a labour contract: the last day, put off by an obstacle that left too few days

    @property
    def live(self) -> bool:
        return self.state in ("open", "paused")


def read(folder: Path) -> list[Case]:
    violations = {row["number"]: row for row in table(folder, "violation")}
    acts: dict[str, list[dict[str, str]]] = {}
    for row in table(folder, "case_violation"):
        acts.setdefault(row["case"], []).append(violations[row["violation"]])
    events: dict[str, list[dict[str, str]]] = {}
    for row in sorted(table(folder, "case_event"), key=lambda row: int(row["n"])):
        if row["voided_on"]:
            continue
        events.setdefault(row["case"], []).append(row)

    def by_day(row: dict[str, str]) -> tuple[str, int]:
        return row["occurred_on"], int(row["number"].rpartition("-")[2])

    return [
        Case(row, sorted(acts[row["number"]], key=by_day), events.get(row["number"], []))
        for row in table(folder, "case")
        if not row["voided_on"]
    ]


def limitation(case: Case, heavier: bool) -> date | None:
    """The last day on which an act can be disciplined; None for acts that have no limitation."""
    if case.row["category"] == "contract":
        months = 12 if case.row["limitation"] == "assets" else 6
        return months_after(date.fromisoformat(case.acts[0]["occurred_on"]), months)
    if case.row["limitation"] == "none":
        return None
    act = date.fromisoformat(case.acts[-1]["occurred_on"])
    years = (10 if heavier else 5) if act >= date(2022, 11, 15) else (5 if heavier else 2)
    return months_after(act, 12 * years)


def months_after(start: date, months: int) -> date:
    """The same day of the month, or the last one of a shorter month."""
    month = start.month - 1 + months
    year, month = start.year + month // 12, month % 12 + 1
    for last in (start.day, 30, 29, 28):
        try:
            return date(year, month, last)
        except ValueError:
            continue
    raise ValueError(start)


def stand(case: Case, on: date, before: int = 10**9) -> Stand | None:
    """How the case stood on the day, whatever is dated later ignored; events from the n-th on too, if one is given."""
    if on < case.opened:
        return None
    now = Stand()
    for event in case.events:
        happened = date.fromisoformat(event["happened_on"])
        if happened > on or int(event["n"]) >= before:
            continue
        step(case, now, event, happened)
    if now.pause:
        now.paused += (on - date.fromisoformat(now.pause["happened_on"])).days
        put_off(case, now, date.fromisoformat(now.pause["happened_on"]), on)
    now.due = due_day(case, now)
    return now


def step(case: Case, now: Stand, event: dict[str, str], happened: date) -> None:
    kind = event["kind"]
    if kind == "extend":
        due = due_day(case, now)
        assert due
        now.granted += (date.fromisoformat(event["until_on"]) - due).days
    elif kind == "pause":
        now.state, now.pause = "paused", event
    elif kind in ("resume", "close") and now.pause:
        now.paused += (happened - date.fromisoformat(now.pause["happened_on"])).days
        put_off(case, now, date.fromisoformat(now.pause["happened_on"]), happened)
        now.state, now.pause = "open", None
    elif kind == "resume":
        now.state = "decided"
    elif kind == "annul":
        assert now.decision
        now.paused += (happened - date.fromisoformat(now.decision["happened_on"])).days
        now.state, now.decision = "open", None
    elif kind == "decide":
        now.state, now.decision = "decided", event
    elif kind in ("appeal", "stay"):
        now.state = {"appeal": "appealed", "stay": "stayed"}[kind]
    if kind == "close":
        now.state = "closed"


def put_off(case: Case, now: Stand, first: date, until: date) -> None:
    """Labour Code 2019, article 123.2: after an obstacle within the limitation 60 days are left."""
    last = now.tail or limitation(case, heavier=False)
    if case.row["category"] == "contract" and last and first <= last and first < until:
        now.tail = max(last, until + timedelta(days=60))


def due_day(case: Case, now: Stand) -> date | None:
    """found_on + normal days + days granted + days paused; of a labour contract the last day of limitation."""
    if case.row["category"] == "contract":
        return now.tail or limitation(case, heavier=False)
    if not case.row["normal_days"]:
        return None
    return case.found + timedelta(days=int(case.row["normal_days"]) + now.granted + now.paused)


# The balance


def turns(case: Case, end: date) -> list[tuple[date, int, dict[str, str] | None]]:
    """When the case became live (+1) and ceased to be (-1), up to the day."""
    found: list[tuple[date, int, dict[str, str] | None]] = [(case.opened, 1, None)]
    for event in case.events:
        if event["kind"] in ("decide", "close", "annul"):
            found.append((date.fromisoformat(event["happened_on"]), 1 if event["kind"] == "annul" else -1, event))
    return [turn for turn in found if turn[0] <= end]


def balance(found: Iterable[Case], start: date, end: date) -> Row:
    """One row of `report cases`."""
    found = [case for case in found if case.opened <= end]
    row: Row = dict.fromkeys(("opened", "ended", "late", "pausing", "overdue"), 0)
    row |= dict.fromkeys([*ENDS, *(f"{of}_{age}" for of in ("live", "ended") for age in AGES)], 0)
    row["opening"] = sum(is_live(case, start - DAY) for case in found)
    row["closing"] = sum(is_live(case, end) for case in found)

    def more(key: str) -> None:
        row[key] = int(str(row[key])) + 1

    for case in found:
        for happened, sign, event in turns(case, end):
            if happened < start:
                continue
            more("opened" if sign > 0 else "ended")
            if event and sign < 0:
                more(f"ended_{age((happened - case.found).days)}")
                more(outcome(case, event, end))
                earlier = stand(case, happened, int(event["n"]))
                if event["kind"] == "decide" and earlier and earlier.due and happened > earlier.due:
                    more("late")
        now = stand(case, end)
        if now and now.live:
            more(f"live_{age((end - case.found).days)}")
            if now.state == "paused":
                more("pausing")
            if now.due and now.due < end:
                more("overdue")
    return row | people(found, start, end)


def is_live(case: Case, on: date) -> bool:
    now = stand(case, on)
    return bool(now and now.live)


def people(found: list[Case], start: date, end: date) -> dict[str, int]:
    """Who had a live case, entered and left that state: on each day openings come before endings."""
    row: dict[str, int] = dict.fromkeys(("people_opened", "people_ended"), 0)
    theirs: dict[str, list[Case]] = {}
    for case in found:
        theirs.setdefault(case.row["staff"], []).append(case)
    for several in theirs.values():
        live = 0
        for happened, sign in sorted(
            ((turn[0], turn[1]) for case in several for turn in turns(case, end)), key=lambda turn: (turn[0], -turn[1])
        ):
            if happened >= start and (live, sign) == (0, 1):
                row["people_opened"] += 1
            if happened >= start and (live, sign) == (1, -1):
                row["people_ended"] += 1
            live += sign
    return row | {
        "people_opening": sum(any(is_live(case, start - DAY) for case in several) for several in theirs.values()),
        "people_closing": sum(any(is_live(case, end) for case in several) for several in theirs.values()),
    }


def age(days: int) -> str:
    return next(name for name, last in zip(AGES, (30, 60, 90, 150, 10**9), strict=True) if days <= last)


def outcome(case: Case, event: dict[str, str], end: date) -> str:
    if event["kind"] == "close":
        return event["outcome"].replace("-", "_")
    now = stand(case, end)
    assert now
    return "disciplined" if now.decision == event else "annulled"


def by_unit(found: list[Case], start: date, end: date) -> dict[str, Row]:
    """Unit -> its row, where anything is counted."""
    units = {case.unit for case in found if case.opened <= end}
    rows = {unit: balance([case for case in found if case.unit == unit], start, end) for unit in units}
    return {unit: row for unit, row in rows.items() if any(row.values())}


# Compliance, decisions, what is due


def unhandled(folder: Path, start: date, end: date, today: date, unit: str | None = None) -> list[str]:
    """Violations of the period that count, neither taken up by a case nor reminded of by its last day, oldest first."""
    cases = read(folder)
    taken = {act["number"] for case in cases if case.opened <= end for act in case.acts}
    taken |= {
        row["violation"]
        for row in table(folder, "reminder")
        if not row.get("voided_on") and date.fromisoformat(row["reminded_on"]) <= end
    }
    groundless = {
        act["number"]
        for case in cases
        for event in case.events
        if event["outcome"] == "groundless" and date.fromisoformat(event["happened_on"]) <= today
        for act in case.acts
    }
    found = [
        row
        for row in table(folder, "violation")
        if start <= date.fromisoformat(row["occurred_on"]) <= end and unit in (None, row["unit"])
        if not row["voided_on"] and row["number"] not in taken | groundless
        if date.fromisoformat(row["found_on"]) <= end
    ]
    return [row["number"] for row in sorted(found, key=lambda row: (row["found_on"], row["number"]))]


def figures(cases: Iterable[Case], start: date, end: date) -> Row:
    """open_cases, overdue_cases, disciplined."""
    now = {case.row["number"]: (case, then) for case in cases if (then := stand(case, end))}
    live = [then for _case, then in now.values() if then.live]
    return {
        "open_cases": len(live),
        "overdue_cases": sum(bool(then.due and then.due < end) for then in live),
        "disciplined": len({case.row["staff"] for case, _then in now.values() if any(decided(case, start, end))}),
    }


def decided(case: Case, start: date, end: date) -> list[str]:
    """The days of the period on which a disciplinary decision was signed, whether annulled since or not."""
    return [
        event["happened_on"]
        for event in case.events
        if event["kind"] == "decide" and start <= date.fromisoformat(event["happened_on"]) <= end
    ]


def by_category(folder: Path, cases: Iterable[Case], start: date, end: date, today: date) -> dict[str, Row]:
    """The four figures of `report compliance --by category`: of the last day's for what is live, else of the day's."""
    posts: dict[str, list[dict[str, str]]] = {}
    for post in sorted(table(folder, "post"), key=lambda post: post["started_on"]):
        posts.setdefault(post["staff"], []).append(post)

    def category(staff: str, on: str) -> str:
        return [post["category"] for post in posts[staff] if post["started_on"] <= on][-1]

    acts = {row["number"]: category(row["staff"], row["occurred_on"]) for row in table(folder, "violation")}
    left = [acts[number] for number in unhandled(folder, start, end, today)]
    made: dict[str, Row] = {}
    for name in {post["category"] for of in posts.values() for post in of}:
        live = [case for case in cases if case.opened <= end and category(case.row["staff"], str(end)) == name]
        disciplined = {
            case.row["staff"]
            for case in cases
            for on in decided(case, start, end)
            if category(case.row["staff"], on) == name
        }
        made[name] = {
            **figures(live, start, end),
            "disciplined": len(disciplined),
            "unhandled": left.count(name),
        }
    return made


def due(cases: Iterable[Case], today: date, within: int) -> list[tuple[str, str, str]]:
    """(day, kind, number) of everything that is overdue or falls due, sorted."""
    made = []
    for case in cases:
        now = stand(case, today)
        if now is None:
            continue
        for kind, on in duties(case, now, today):
            if on and on <= today + timedelta(days=within):
                made.append((on.isoformat(), kind, case.row["number"]))
    return sorted(made)


def duties(case: Case, now: Stand, today: date) -> Iterable[tuple[str, date | None]]:
    if now.decision and (lapses := day(now.decision["lapses_on"], date.min)) >= today:
        yield "lapse", lapses
    if not now.live:
        return
    if case.row["normal_days"] and now.due:
        yield "processing", now.due
        most = int(case.row["extended_days"]) - int(case.row["normal_days"])
        if now.granted < most and now.state == "open" and now.due >= today:
            yield "extension", now.due
    if now.pause and now.pause["until_on"]:
        yield "pause", date.fromisoformat(now.pause["until_on"])
    light, heavy = limitation(case, heavier=False), limitation(case, heavier=True)
    if case.row["category"] == "contract":
        yield "limitation", now.tail or light  # with the 60 days that follow an obstacle
    elif light and light >= today:
        yield "limitation", light
    if case.row["category"] != "contract":
        yield "limitation", heavy
