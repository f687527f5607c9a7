"""Generated registers with everything that a unit's page shows: tasks, feedback, inspections, violations and cases."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.harness import some_of
from tests.strategies.generated import TODAY, Generated, Row, among, iso, one_in
from tests.strategies.generated_feedback import registers_with_feedback
from tests.strategies.generated_inspections import near
from tests.strategies.generated_tasks import registers_with_tasks

LIVED_REGISTERS = len(some_of(range(48)))  # so many are made in a run, for all tests that only ask of them
LivedRegister = Callable[[int], Path]  # the fixture `lived_register`: the folder that the register of a place exports
OUTCOMES = ["reminder", "groundless", "groundless", "time-barred"]


@st.composite
def whole_registers(draw: DrawFn) -> Generated:
    """A register with all of that; cases are opened, and decided or closed, after everything else is done."""
    drawn = draw(registers_with_feedback(registers_with_tasks()))
    numbered = [row for row in drawn.files["violation"] if row.get("number") and not row["voided_on"]]
    count: dict[str, int] = {}
    commands = []
    for row in numbered[:4]:
        opened = draw(near(date.fromisoformat(row["found_on"]), TODAY))
        year = iso(opened)[:4]
        count[year] = count.get(year, 0) + 1
        commands += draw_case(draw, row, f"VV-{year}-{count[year]:04}", opened)
    return Generated(drawn.files, [*drawn.commands, *commands])


def draw_whole_registers(number: int) -> list[Generated]:
    """So many of them: the same in every run of the suite, others where new examples are looked for."""
    drawn: list[Generated] = []

    @settings(max_examples=number, phases=[Phase.generate], database=None)
    @given(whole_registers())
    def keep(each: Generated) -> None:
        drawn.append(each)

    while len(drawn) < number:
        keep()
    return drawn[:number]


def places_of_registers() -> SearchStrategy[int]:
    """The places of the registers that `lived_register` has."""
    return st.integers(0, LIVED_REGISTERS - 1)


def draw_case(draw: DrawFn, violation: Row, case: str, opened: date) -> list[list[str]]:
    """Opened on the violation; sometimes closed, decided, decided and annulled, or left open."""
    lines = [["case", "open", violation["number"], "--on", iso(opened)]]
    ended = iso(draw(near(opened, TODAY)))
    if one_in(draw, 3):
        outcome = draw(among(OUTCOMES))
        lines.append(["case", "close", case, "--outcome", outcome, "--on", ended, "--reason", "x"])
    elif not one_in(draw, 3):
        decision = ["--form", "reprimand", "--decision", "1/QĐ", "--on", ended, "--effective", ended]
        lines.append(["case", "decide", case, *decision])
        if one_in(draw, 3):
            annulled = iso(draw(near(date.fromisoformat(ended), TODAY)))
            lines.append(["case", "annul", case, "--decision", "2/QĐ", "--on", annulled, "--reason", "x"])
    return lines
