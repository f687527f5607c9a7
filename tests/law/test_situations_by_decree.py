"""The situations that were right before the decrees of 2026 were read, told once more from their texts."""

from typing import Any

import pytest

from chodon_cli.law.effects import effects
from tests.harness import Chodon
from tests.law.situations import decide, in_force, office, opened, why

__all__ = ["office"]


def status_of(office: Chodon, case: str, day: str) -> dict[str, Any]:
    row: dict[str, Any] = office(f"--today {day} case show {case} -f json").json["rows"][0]
    return row


# ---- the clock of the handling: Decree 234/2026, article 5.5; Law 80/2025, article 37.3


@pytest.mark.parametrize(
    ("staff", "found"), [("VC001", "2026-07-10"), ("CC001", "2025-07-10"), ("CC002", "2022-03-01")]
)
def test_the_handling_takes_90_days_and_the_first_is_not_counted(office: Chodon, staff: str, found: str) -> None:
    case = opened(office, staff, found, on=found)
    last = {"2026-07-10": "2026-10-08", "2025-07-10": "2025-10-08", "2022-03-01": "2022-05-30"}[found]
    assert (status_of(office, case, found)["due_on"], status_of(office, case, last)["days_left"]) == (last, 0)


def test_an_extension_reaches_150_days_and_not_one_more(office: Chodon) -> None:
    """Article 5.5: not above 150 days; 10/7/2026 and 150 days are 7/12/2026."""
    case = opened(office, "VC001", "2026-07-10", on="2026-07-10")
    extend = f"case extend {case} --document 1/QĐ --reason 'thanh tra' --on 2026-09-01 --until"
    office(f"{extend} 2026-12-08", status=1)
    office(f"{extend} 2026-12-07")
    assert status_of(office, case, "2026-11-23")["due_on"] == "2026-12-07"


def test_maternity_stops_the_clock_for_its_days(office: Chodon) -> None:
    """Articles 3.2 and 5.6.a: 1/8 to 1/11/2026 are 92 days."""
    case = opened(office, "VC001", "2026-07-10", on="2026-07-13")
    office(f"case pause {case} --ground maternity --from 2026-08-01")
    office(f"case resume {case} --on 2026-11-01")
    assert status_of(office, case, "2026-11-01")["due_on"] == "2027-01-08"


def test_after_the_limit_a_decision_is_still_due_and_counts_as_late(office: Chodon) -> None:
    """Article 5.5: out of the limit the decision must still be made while the act is within limitation."""
    case = opened(office, "VC001", "2026-01-05", on="2026-01-06")
    assert "counts as late" in decide(office, case, "reprimand", "2026-11-20")


# ---- limitation before 2026: to the decision; by the day of the act


def test_before_decree_234_limitation_runs_to_the_decision(office: Chodon) -> None:
    """Decree 112/2020, article 5, has no word of a conclusion: 1/12/2020 and two years are 1/12/2022."""
    case = opened(office, "CC001", "2020-12-01", on="2022-10-12", found="2022-10-10")
    office(f"case conclude {case} --on 2022-11-20")
    assert "01/12/2022" in decide(office, case, "reprimand", "2022-12-05", status=1)


@pytest.mark.parametrize(
    ("act", "reprimand", "heavier"),
    [("2022-11-14", "2024-11-14", "2027-11-14"), ("2022-11-15", "2027-11-15", "2032-11-15")],
)
def test_the_resolution_of_2022_made_two_and_five_years_five_and_ten(
    office: Chodon, act: str, reprimand: str, heavier: str
) -> None:
    case = opened(office, "CC001", act, on="2022-12-01")
    rows = [row for row in why(office, case, "2022-12-01") if row["item"].startswith("Limitation")]
    assert {reprimand, heavier} <= {row["to_on"] for row in rows}


# ---- labour contracts: Labour Code 2019, article 123


def test_a_contract_is_disciplined_in_6_months_and_12_for_assets(office: Chodon) -> None:
    theft = opened(office, "HD001", "2025-03-01", on="2025-03-03", standard="CS04")
    assert "01/09/2025" in decide(office, theft, "termination", "2025-09-02", status=1)
    office("violation log --staff HD002 --standard CS04 --on 2025-03-01")
    assets = office("case open VP-2025-0002 --on 2025-03-03 --limitation assets -f json").json["rows"][0]["number"]
    assert "01/03/2026" in decide(office, assets, "termination", "2026-03-02", status=1)
    decide(office, assets, "termination", "2026-03-01")


def test_after_the_60_days_nothing_can_be_decided(office: Chodon) -> None:
    case = opened(office, "HD001", "2025-09-01", on="2025-09-03", standard="CS04")
    office(f"case pause {case} --ground illness --from 2026-01-10")
    office(f"case resume {case} --on 2026-03-01")
    assert "30/04/2026" in decide(office, case, "reprimand", "2026-05-01", status=1)
    assert office("--today 2026-04-30 due --exit-code --within 0").stdout  # due on that day, not overdue


# ---- lapse: Decree 234/2026, article 2.9


def test_a_decision_lapses_unless_a_further_act_deserves_discipline(office: Chodon) -> None:
    case = opened(office, "VC001", "2025-01-05", on="2025-01-06")
    decide(office, case, "reprimand", "2025-02-01")
    rows = {row["item"]: row["to_on"] for row in why(office, case, "2025-03-01")}
    assert rows["Lapses, unless a new act deserves discipline"] == "2026-02-01"
    assert set(in_force(office, "2026-01-31", "2026-11-23")) == {case}
    assert in_force(office, "2026-02-01", "2026-11-23") == {}


@pytest.mark.parametrize(("outcome", "is_in_doubt"), [(None, True), ("groundless", False)])
def test_a_decision_may_not_have_lapsed_while_an_act_in_its_time_is_looked_at(
    office: Chodon, outcome: str | None, is_in_doubt: bool
) -> None:
    """The act of 20/1/2026 lies in the twelve months to 1/2/2026; whether it deserves discipline its own case says."""
    first = opened(office, "VC001", "2025-01-05", on="2025-01-06")
    decide(office, first, "reprimand", "2025-02-01")
    between = opened(office, "VC001", "2026-01-20", on="2026-03-02", found="2026-03-01", standard="NV01")
    last = opened(office, "VC001", "2026-02-20", on="2026-03-02", found="2026-03-01", standard="NV02")
    if outcome:
        office(f"case close {between} --outcome {outcome} --on 2026-03-10 --reason x")
    told = [row["item"] for row in why(office, last, "2026-03-15") if "may not have lapsed" in row["item"]]
    assert [first in item for item in told] == [True] * is_in_doubt
    assert ("may not have lapsed" in decide(office, last, "reprimand", "2026-03-20")) == is_in_doubt


# ---- the law of a case: Decree 234/2026, article 24.1


def test_what_was_under_way_keeps_the_older_law_on_every_day(office: Chodon) -> None:
    case = opened(office, "VC001", "2026-05-05", "2026-05-06", on="2026-06-01")
    told = {
        day: [row["item"] for row in why(office, case, day) if row["item"].startswith("One decision")]
        for day in ("2026-06-15", "2026-08-01")
    }
    assert told["2026-06-15"] == told["2026-08-01"] != []
    office(f"case pause {case} --ground leave --from 2026-07-10")  # leave: Decree 112, article 3.1


# ---- ratings: Decree 90/2020 and 48/2023; Decree 233/2026, articles 12 and 14.3


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("year", "in_duty", "level", "is_found"),
    [
        (2022, "no", "good", False),  # Decree 90: only in the course of duty
        (2022, "yes", "completed", True),
        (2024, "no", "completed", True),  # Decree 48: any discipline in the year
        (2024, "yes", "completed", True),
        (2024, "no", "failed", False),
        (2026, "no", "good", False),  # Decree 233: connected with the duty, or degradation
        (2026, "yes", "completed", True),
    ],
)
def test_discipline_leaves_the_rating_that_the_law_of_the_year_says(
    office: Chodon, year: int, in_duty: str, level: str, is_found: bool
) -> None:
    case = opened(office, "VC001", f"{year}-03-01", on=f"{year}-03-02", standard="DD03")
    decide(office, case, "reprimand", f"{year}-04-01", f"--in-duty {in_duty}")
    now = "--today 2027-02-15"
    office(f"{now} rating add --kind final --staff VC001 --year {year} --level {level} --on {year}-12-10")
    rows = office(f"{now} check -f json", status=None).json["rows"]
    assert [row["severity"] for row in rows if row["code"] == "rating-disciplined"] == ["error"] * is_found


@pytest.mark.parametrize(
    ("score", "level"),
    [(90, "excellent"), (89.9, "good"), (70, "good"), (69, "completed"), (50, "completed"), (49, "failed")],
)
def test_a_score_gives_its_level_from_2026(office: Chodon, score: float, level: str) -> None:
    """Decree 233/2026, article 12: 90, 70, 50."""
    better = {"failed": "completed", "completed": "good", "good": "excellent"}
    now = "--today 2027-02-15"
    for staff, rated in (("VC001", level), ("VC002", better.get(level, level))):
        office(
            f"{now} rating add --kind final --staff {staff} --year 2026 --level {rated} --score {score} --on 2026-12-10"
        )
    rows = office(f"{now} check -f json", status=None).json["rows"]
    found = [row["record"] for row in rows if row["code"] == "rating-above-score"]
    assert found == ([] if level == "excellent" else ["XL-2026-0002"])


# ---- effects by their day


@pytest.mark.parametrize(
    ("category", "day", "form", "months"),
    [
        ("contract", "2021-08-14", "reprimand", (3, None, 3)),  # Circular 08/2013; 03/2021 from 15/8/2021
        ("contract", "2021-08-15", "reprimand", (6, None, 3)),
        ("contract", "2021-08-15", "removal", (12, None, 36)),  # Labour Code, article 126: three years
        ("public-employee", "2024-01-01", "reprimand", (3, 12, 12)),  # Law 58/2010, article 56
        ("public-employee", "2024-01-01", "removal", (12, 24, 12)),
        ("civil-servant", "2024-01-01", "removal", (12, 24, 12)),  # Law 22/2008, article 82
    ],
)
def test_each_form_has_the_effects_of_its_day(
    category: str, day: str, form: str, months: tuple[int | None, ...]
) -> None:
    [effect] = [each for each in effects(category, day) if each.form == form]
    assert (effect.salary_months, effect.promotion_months, effect.lapse_months) == months
