"""As of a day nothing is known of what is dated later, whatever happened and in whatever order it was entered."""

from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chodon_cli.law import clock
from tests.harness import Chodon, begin, examples
from tests.law.situations import office

__all__ = ["office"]

FIRST = date(2026, 7, 6)
LAST = "2029-01-01"
CASES = {"a": "VC001", "b": "VC001", "c": "CC001"}  # two against one person, whose decisions end each other
LINES = {  # what happens -> how it is entered on a day
    "review": "case step {case} --kind review --on {day}",
    "party": "case step {case} --kind party --on {day}",
    "judgment": "case step {case} --kind judgment --on {day}",
    "conclude": "case conclude {case} --on {day}",
    "notice": "case step {case} --kind notice --on {day}",
    "extend": "case extend {case} --until {later} --document 1/QĐ --reason x --on {day}",
    "pause": "case pause {case} --ground illness --from {day}",
    "resume": "case resume {case} --on {day}",
    "decide": "case decide {case} --form {form} --decision 1/QĐ --on {day} --effective {day} --in-duty yes",
    "close": "case close {case} --outcome groundless --on {day} --reason x",
    "appeal": "case appeal {case} --on {day}",
    "acceptance": "case step {case} --kind acceptance --on {day}",
    "stay": "case stay {case} --on {day}",
    "annul": "case annul {case} --decision 2/QĐ --on {day} --reason x",
}
PLAIN = ("review", "party", "judgment", "conclude", "notice")
ELSEWHERE = (  # what else is entered of a day, and moves figures of cases
    "staff transfer {staff} --on {day} --to PNV",
    "rating add --kind final --staff {staff} --year 2026 --level good --on {day}",
    "violation log --staff {staff} --standard TG01 --on {day}",
    "unit_rating add --unit TH --year 2026 --level completed --on {day}",
)
ASKED = (
    *("case why {a}", "case why {b}", "case why {c}", "case show {a}", "case show {b}", "case list"),
    *("report decisions", "report repeaters --period 2026-07-01..{day}", "report ratings --period 2026", "check"),
    "due --within 400",
)
BY_DAY = ("case why {a} --as-of {day}", "case why {b} --as-of {day}", "case list --as-of {day}")


class Entry(NamedTuple):
    """A line that was entered, of which day it tells."""

    day: str
    line: str


Moves = st.lists(st.tuples(st.sampled_from([*LINES]), st.integers(0, 40)), min_size=3, max_size=7)


def entries(number: str, moves: list[tuple[str, int]], forms: list[str]) -> list[Entry]:
    """The moves that the state of the case allows, one after the other in time."""
    made, on, found = clock.CaseStatus("open", None), FIRST, []
    for place, (kind, days) in enumerate(moves):
        allowed = [*clock.MOVES_OF_A_CASE[made.state], *PLAIN] if made.is_live else [*clock.MOVES_OF_A_CASE[made.state]]
        if not allowed:
            break
        kind = kind if kind in allowed else allowed[(place + days) % len(allowed)]
        on += timedelta(days=days)
        later, form = str(on + timedelta(days=130)), forms[place % len(forms)]
        found.append(Entry(str(on), LINES[kind].format(case=number, day=on, later=later, form=form)))
        event = clock.Event(place, place + 1, kind, str(on), effective_on=str(on))
        made = clock.status_after(clock.ClockStart(str(FIRST), str(FIRST)), made, event)
    return found


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Entry], date]:
    """Lines in the order in which they are entered: each case in its own order, but mixed; and a day."""
    forms = st.permutations(["reprimand", "warning"])
    queues = [entries(f"{{{case}}}", draw(Moves), draw(forms)) for case in CASES]
    moved = [(line, draw(st.integers(0, 200))) for line in draw(st.lists(st.sampled_from(ELSEWHERE), max_size=3))]
    for line, days in moved:
        day = str(FIRST + timedelta(days=days))
        queues.append([Entry(day, line.format(day=day, staff=draw(st.sampled_from(["VC001", "CC001"]))))])
    entered: list[Entry] = []
    while queues := [queue for queue in queues if queue]:
        entered.append(queues[draw(st.integers(0, len(queues) - 1))].pop(0))
    return entered, FIRST + timedelta(days=draw(st.integers(0, 220)))


def answers(office: Chodon, lines: tuple[str, ...], today: str, day: str, numbers: dict[str, str]) -> dict[str, Any]:
    """What the program says, but for the command that says it again."""
    found = {}
    for line in lines:
        told = office(f"--today {today} {line.format(day=day, **numbers)} -f json", status=None).json
        found[line] = {key: value for key, value in told.items() if key != "command"}
    if "check" in found:  # names what is dated later, which is all that it may know of it
        rows = found["check"]["rows"]
        found["check"] = {"rows": [row for row in rows if row["code"] != "days-implausible"]}
    return found


@pytest.fixture
def started(office: Chodon, register: Path, tmp_path: Path) -> tuple[Path, dict[str, str]]:
    """The office with the three cases just opened."""
    numbers = {}
    for place, (case, staff) in enumerate(CASES.items()):
        act = str(FIRST - timedelta(days=3 - place))
        line = f"violation log --staff {staff} --standard TG01 --on {act} -f json"
        violation = office(line).json["rows"][0]["number"]
        numbers[case] = office(f"case open {violation} --on {FIRST} -f json").json["rows"][0]["number"]
    return begin(register, tmp_path / "started.db"), numbers


@pytest.mark.slow
@examples(6)
@given(drawn=histories())
def test_what_is_dated_later_is_ignored_whatever_it_is(
    office: Chodon, register: Path, started: tuple[Path, dict[str, str]], drawn: tuple[list[Entry], date]
) -> None:
    """The same register in which nothing later was ever entered says the same, on the day and afterwards of it."""
    (source, numbers), (history, on) = started, drawn
    day = str(on)
    begin(source, register)
    done = [
        each for each in history if office(f"--today {LAST} {each.line.format(**numbers)}", status=None).status == 0
    ]
    knows_all = answers(office, ASKED, day, day, numbers), answers(office, BY_DAY, LAST, day, numbers)
    begin(source, register)
    for each in done:
        if each.day <= day:
            office(f"--today {LAST} {each.line.format(**numbers)}")
    knows_less = answers(office, ASKED, day, day, numbers), answers(office, BY_DAY, LAST, day, numbers)
    assert knows_all == knows_less


def test_a_history_is_entered_in_the_order_of_each_case() -> None:
    made = entries("VV", [("decide", 3), ("annul", 2), ("pause", 0), ("close", 9)], ["warning"])
    assert [each.line.split()[1] for each in made] == ["decide", "annul", "pause", "close"]
    assert all(earlier.day <= later.day for earlier, later in pairwise(made))
