"""Generated registers whose people are rated, many of them excellent, some twice, some by the wrong unit."""

from datetime import date

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.strategies.generated import HEADS, TODAY, Generated, Row, among, iso, registers
from tests.strategies.generated_development import voiding

LEVELS = ["excellent", "good", "completed", "failed"]
HEADS |= {"rating": "number staff year kind unit level score decided_on note voided_on void_reason"}


@st.composite
def with_ratings(draw: DrawFn) -> Generated:
    """A register of `generated` whose people are rated, many of them excellent, some twice, some by the wrong unit."""
    drawn = draw(registers())
    units = [row["code"] for row in drawn.files["unit"]]
    people = sorted({row["staff"] for row in drawn.files["post"]})
    rows = [draw_rating(draw, people, units) for _ in range(draw(st.integers(0, 30)))] if people else []
    return Generated(drawn.files | {"rating": rows}, drawn.commands)


def draw_rating(draw: DrawFn, people: list[str], units: list[str]) -> Row:
    year = draw(among([2020, 2021, 2022, 2022, 2023, 2024, 2024, 2026]))
    first, last = date(year, 1, 1), min(date(year + 1, 3, 1), TODAY)
    decided = draw(among([date(year, 6, 30), min(date(year, 12, 10), last)]) | st.dates(first, last))
    return {
        "staff": draw(among(people)),
        "year": str(year),
        "kind": draw(among(["final", "final", "final", "self"])),
        "unit": draw(among(units)),
        "level": draw(among(["excellent", "excellent", "good", "good", "good", "completed", "failed"])),
        "score": draw(among(["", "90", "89.5", "70.0", "49.99", "0", "100"])),
        "decided_on": iso(decided),
        **voiding(draw),
    }
