"""`report repeaters`: who broke the rules more than once, and how often before."""

from pathlib import Path

from tests.harness import Chodon, begin


def test_repeaters_are_those_with_more_than_one_that_counts(chodon: Chodon, register: Path, sample: Path) -> None:
    begin(sample, register)
    rows = chodon("report repeaters --period 2022 -f json").json["rows"]
    assert rows
    for row in rows[:5]:
        found = chodon(f"violation list --staff {row['staff']} -f json --columns occurred_on,groundless_on").json[
            "rows"
        ]
        counted = [each["occurred_on"] for each in found if not each["groundless_on"]]
        assert row["violations"] == sum(day[:4] == "2022" for day in counted) > 1
        assert row["before"] == sum(day < "2022" for day in counted)
    totals = chodon("report compliance --period 2022 -f json").json["totals"]
    assert sum(row["violations"] - 1 for row in rows) == totals["violations"] - totals["violators"]
