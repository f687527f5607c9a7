"""`due`: what is to be done by when."""

from pathlib import Path

from tests.commands.records import sample_rows
from tests.harness import Chodon


def test_what_is_due_stands_in_the_order_of_its_days_and_ends_where_it_is_asked_to(
    filled: Path, chodon: Chodon
) -> None:
    told = chodon("--today 2022-06-30 due --within 30 -f json").json["rows"]
    days = [row["due_on"] for row in told]
    assert days == sorted(days) and days[-1] <= "2022-07-30"
    assert {row["kind"] for row in told} >= {"answer", "task"}
    answers = {row["number"] for row in sample_rows("feedback") if row["kind"] == "complaint"}
    assert {row["number"] for row in told if row["kind"] == "answer"} <= answers
