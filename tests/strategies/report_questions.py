"""What is asked of a report of units: a period, the day it is, and how the rows are wanted."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from tests.oracle import recompute
from tests.oracle.recompute_development import Asked
from tests.strategies.generated import FIRST, TODAY, among, days


@dataclass(frozen=True)
class Question:
    """A period, the day it is, and how the rows are wanted."""

    start: date
    end: date
    today: date
    by: str
    depth: int | None
    unit: int | None  # which of the units there are
    units: str

    def line(self, report: str) -> str:
        return f"--today {self.today} report {report} --period {self.start}..{self.end} --by {self.by} -f json"


def question(first: date, second: date, today: date, by: str, **rest: Any) -> Question:
    start, end = sorted([first, second])
    return Question(min(start, today), end, today, by, **rest)


def questions(*by: str) -> st.SearchStrategy[list[Question]]:
    one = st.builds(
        question,
        st.just(FIRST) | days,
        st.just(TODAY) | days,
        st.just(TODAY) | days,
        st.sampled_from(by),
        depth=st.sampled_from([None, 1, 2, 3]),
        unit=st.none() | st.integers(0, 9),
        units=st.sampled_from(["then", "now", "now"]),
    )
    return st.lists(one, min_size=6, max_size=6)


def unit_of(asked: Question, folder: Path) -> str | None:
    codes = sorted(recompute.read(folder).units)
    return codes[asked.unit % len(codes)] if asked.unit is not None and codes else None


@st.composite
def report_options(draw: Any, by: list[str]) -> dict[str, Any]:
    first, second = sorted([draw(st.just(FIRST) | days), draw(st.just(TODAY) | days)])
    how = draw(among(by))
    return {
        "start": min(first, TODAY),
        "end": second,
        "by": how,
        "depth": draw(among([None, 1, 2])) if how == "unit" else None,
        "unit": draw(st.none() | st.integers(0, 9)),
        "units": draw(among(["then", "now"])),
    }


def report_line(report: str, asked: Asked) -> str:
    options = f"--depth {asked.depth} " if asked.depth else ""
    options += f"--unit {asked.unit} " if asked.unit else ""
    return (
        f"report {report} --period {asked.start}..{asked.end} --by {asked.by} --units {asked.units} {options} -f json"
    )
