"""`report decisions`: what is in force on a day."""

from pathlib import Path

from tests.harness import Chodon


def test_a_decision_of_the_sample_is_listed_from_its_first_day_in_force_until_it_lapses(
    filled: Path, chodon: Chodon
) -> None:
    [told] = [
        row
        for row in chodon("report decisions --as-of 2022-12-31 -f json").json["rows"]
        if row["number"] == "VV-2021-0016"
    ]
    assert (told["effective_on"], told["lapses_on"]) == ("2022-02-17", "2023-02-17")
    for day, is_in_force in {"2022-02-16": False, "2022-02-17": True, "2023-02-16": True, "2023-02-17": False}.items():
        rows = chodon(f"report decisions --as-of {day} -f json").json["rows"]
        assert ("VV-2021-0016" in [row["number"] for row in rows]) == is_in_force, day
