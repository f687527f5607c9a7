"""Generated registers with feedback: praise and complaints, answered early, late or never, void, become violations."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from tests.strategies.generated import (
    HEADS,
    TODAY,
    Generated,
    Row,
    among,
    days,
    iso,
    one_in,
    past_days,
    registers,
    some,
    texts,
    words,
)

HEADS["feedback"] = (
    "number received_on channel kind unit staff service text due_on answered_on answer violation voided_on void_reason"
)


@st.composite
def registers_with_feedback(draw: DrawFn, of: SearchStrategy[Generated] | None = None) -> Generated:
    """A register (of these, if some are given), its feedback, and what is done to all of it afterwards."""
    drawn = draw(registers() if of is None else of)
    units = [row["code"] for row in drawn.files["unit"]]
    rows = some(draw, 0, 12, st.builds(dict[str, str])) if units else []
    last: dict[int, int] = {}
    for row in rows:
        draw_feedback(draw, row, units, drawn.files["violation"])
        year = int(row["received_on"][:4])
        last[year] = last.get(year, 0) + 1
        row["number"] = f"PA-{year}-{last[year]:04}"
    commands = list(drawn.commands)
    if rows:
        number = st.sampled_from([row["number"] for row in rows])
        on = days.map(iso)
        commands += some(
            draw,
            0,
            3,
            words("feedback answer", number, "--on", on, "--text", "x")
            | words("feedback void", number, "--reason", "x")
            | words("feedback violation", number, "--standard", "TG01", "--on", on)
            | words("feedback edit", number, "--due", on | st.just("")),
        )
    return Generated({**drawn.files, "feedback": rows}, draw(st.permutations(commands)))


def draw_feedback(draw: DrawFn, row: Row, units: list[str], violations: list[Row]) -> None:
    on = draw(past_days)
    later = st.integers(0, 40).map(lambda number: on + timedelta(number)) | st.just(TODAY)
    answered = min(draw(later), TODAY) if one_in(draw, 2) else None
    linked = [v for v in violations if v.get("number") and v["occurred_on"] <= iso(on)]
    row |= {
        "received_on": iso(on),
        "channel": draw(among(["", "letter", "box"])),
        "kind": draw(among(["praise", "complaint", "complaint"])),
        "unit": draw(among(units)),
        "text": f"x{draw(texts)}",
        "due_on": iso(max(on, draw(later))) if one_in(draw, 2) else "",
        "answered_on": iso(answered),
        "answer": "x" if answered and one_in(draw, 2) else "",
    }
    if linked and row["kind"] == "complaint" and one_in(draw, 2):
        row["violation"] = draw(among(linked))["number"]
    if one_in(draw, 6):
        row |= {"voided_on": iso(TODAY), "void_reason": "x"}
