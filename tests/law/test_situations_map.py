"""The 33 worked situations that the law was checked by: what each is, where the law answers it, and which test says so.

The scripts of these situations were run as they stand; where the program answered otherwise the text decided.
"""

from importlib import import_module
from typing import NamedTuple

import pytest


class Situation(NamedTuple):
    """What happened, the provision, what that makes of it, and the test (module:function) that says so."""

    what: str
    provision: str
    expected: str
    test: str


WORKED, DECREE = "test_worked_situations", "test_situations_by_decree"
SITUATIONS = {
    "S1": Situation(
        "public employee, found 10/7/2026",
        "Decree 234/2026, 5.5",
        "due 90 days later, the first not counted; 150 at most",
        f"{DECREE}:test_the_handling_takes_90_days_and_the_first_is_not_counted",
    ),
    "S2": Situation(
        "maternity from 1/8 to 1/11/2026",
        "Decree 234/2026, 3.2 and 5.6.a",
        "its 92 days are added",
        f"{DECREE}:test_maternity_stops_the_clock_for_its_days",
    ),
    "S3": Situation(
        "act of 2021, prosecuted 2022 to 2026, under way before 1/7/2026",
        "Decree 234/2026, 24.1; Decree 112/2020, 5",
        "the older law: out of time since 1/8/2026; taken up after 1/7/2026 it is a doubt, no refusal",
        f"{WORKED}:test_of_an_older_act_taken_up_later_the_longer_law_is_a_doubt_and_no_refusal",
    ),
    "S3', S3''": Situation(
        "act of 7/2026, ill or prosecuted in 2031",
        "Decree 234/2026, 5.6",
        "212 days are taken out of the limitation: to 2/2/2032",
        f"{WORKED}:test_days_on_which_nothing_could_be_done_are_not_counted_into_limitation",
    ),
    "S4": Situation(
        "two acts of 7/2026",
        "Decree 234/2026, 2.2",
        "one decision of the highest form, no level more",
        f"{WORKED}:test_several_acts_ask_for_the_highest_form_and_no_more",
    ),
    "S5": Situation(
        "a new act while a reprimand runs",
        "Decree 234/2026, 2.3",
        "one form heavier: a reprimand is refused",
        f"{WORKED}:test_while_a_decision_runs_the_next_is_a_form_heavier_and_ends_it",
    ),
    "S6": Situation(
        "the old decision once the new one takes effect",
        "Decree 234/2026, 2.9",
        "the old one has ended",
        f"{WORKED}:test_while_a_decision_runs_the_next_is_a_form_heavier_and_ends_it",
    ),
    "S6b": Situation(
        "a third act while the warning runs",
        "Decree 234/2026, 2.3",
        "dismissal",
        f"{WORKED}:test_while_a_decision_runs_the_next_is_a_form_heavier_and_ends_it",
    ),
    "S7": Situation(
        "an act barred before the next one, in one case",
        "Decree 112/2020, 5.1",
        "limitation act by act; the barred one is not carried",
        f"{WORKED}:test_an_act_that_was_barred_is_not_carried_by_a_later_one",
    ),
    "S8": Situation(
        "civil servant, concluded in time, decided after",
        "Decree 112/2020, 5.1",
        "no word of a conclusion: refused",
        f"{DECREE}:test_before_decree_234_limitation_runs_to_the_decision",
    ),
    "S8'": Situation(
        "public employee, concluded in time, decided after",
        "Decree 234/2026, 5.1",
        "in time by the conclusion; a review alone is none",
        f"{WORKED}:test_limitation_runs_until_the_authority_concludes",
    ),
    "S9": Situation(
        "dismissal after expulsion from the Party",
        "Decree 234/2026, 2.9",
        "twelve months from its own signing",
        f"{WORKED}:test_a_dismissal_counts_from_its_own_signing_whatever_the_party_decided",
    ),
    "S10": Situation(
        "reprimand 50 days after the Party's",
        "Decree 234/2026, 2.6 and 2.9",
        "every effect from the Party's day; said to be later than 30 days",
        f"{WORKED}:test_the_partys_day_moves_every_effect_and_30_days_are_kept",
    ),
    "S11": Situation(
        "public employee on leave in 2026",
        "Decree 234/2026, 3",
        "no ground: refused",
        f"{WORKED}:test_leave_is_no_ground_and_a_case_under_way_keeps_the_older_law",
    ),
    "S12": Situation(
        "civil servant on leave in 2025",
        "Decree 172/2025, three cases",
        "no ground: refused",
        f"{WORKED}:test_leave_is_no_ground_and_a_case_under_way_keeps_the_older_law",
    ),
    "S13": Situation(
        "died before the decision, 2026",
        "Decree 234/2026, 4.2.c",
        "exempt, and the kind is kept",
        f"{WORKED}:test_an_exemption_keeps_its_kind_and_is_one_of_the_law",
    ),
    "S14": Situation(
        "labour contract, limitation ends while ill",
        "Labour Code 2019, 123.2",
        "60 days after it; a decision in them is not late",
        f"{WORKED}:test_the_60_days_after_an_obstacle_are_no_delay",
    ),
    "S15": Situation(
        "the day after these 60 days",
        "Labour Code 2019, 123",
        "refused",
        f"{DECREE}:test_after_the_60_days_nothing_can_be_decided",
    ),
    "S16": Situation(
        "labour contract, assets, the last day of 12 months",
        "Labour Code 2019, 123.1",
        "accepted on it, refused the day after",
        f"{DECREE}:test_a_contract_is_disciplined_in_6_months_and_12_for_assets",
    ),
    "S17": Situation(
        "labour contract, the same act while a delayed raise runs",
        "Labour Code 2019, 125.3",
        "recidivism, which can end the contract",
        f"{WORKED}:test_of_several_acts_the_gravest_counts_and_recidivism_can_end_the_contract",
    ),
    "S18": Situation(
        "labour contract, several acts at once",
        "Labour Code 2019, 122.3",
        "the highest form for the gravest act",
        f"{WORKED}:test_of_several_acts_the_gravest_counts_and_recidivism_can_end_the_contract",
    ),
    **{
        name: Situation(what, provision, expected, f"{DECREE}:{test}")
        for test in ["test_discipline_leaves_the_rating_that_the_law_of_the_year_says"]
        for name, what, provision, expected in [
            ("S19", "2024, reprimand not in duty, rated completed", "Decree 48/2023", "an error: failed"),
            ("S20", "2024, reprimand in duty, rated completed", "Decree 48/2023", "an error: failed"),
            ("S21", "2026, public employee, not in duty, rated good", "Decree 233/2026, 12.4.c, 14.3.a", "no cap"),
            ("S23", "2022, not in duty, rated good", "Decree 90/2020", "no cap"),
        ]
    },
    "S22": Situation(
        "2026, public employee, score 60, rated good",
        "Decree 233/2026, 12",
        "an error: completed",
        f"{DECREE}:test_a_score_gives_its_level_from_2026",
    ),
    "S24": Situation(
        "decision annulled on a complaint",
        "Decree 234/2026, 5.6.c and 22.4",
        "the clock stands still until another decision replaces it",
        f"{WORKED}:test_after_an_annulment_on_complaint_the_clock_stands_still_until_replaced",
    ),
    "S25": Situation(
        "acts within the twelve months of a decision, found later",
        "Decree 234/2026, 2.9",
        "said: the decision may not have lapsed",
        f"{DECREE}:test_a_decision_may_not_have_lapsed_while_an_act_in_its_time_is_looked_at",
    ),
    "S26": Situation(
        "retired public employee, dismissal",
        "Decree 234/2026, 19",
        "refused; revocation of the title is accepted",
        f"{WORKED}:test_who_has_left_is_not_dismissed",
    ),
    "S28": Situation(
        "limitation of civil servants by date",
        "Resolution 76/2022; Law 80/2025, 37",
        "2 and 5 years until 14/11/2022, then 5 and 10",
        f"{DECREE}:test_the_resolution_of_2022_made_two_and_five_years_five_and_ten",
    ),
    "S29": Situation(
        "decided after 150 days",
        "Decree 234/2026, 5.5",
        "accepted, counted as late",
        f"{DECREE}:test_after_the_limit_a_decision_is_still_due_and_counts_as_late",
    ),
    "S30": Situation(
        "convicted: dismissal in effect before it is signed",
        "Decree 234/2026, 7.3",
        "accepted from the day on which the judgment is final, with the judgment; not without",
        f"{WORKED}:test_a_judgment_lets_a_dismissal_take_effect_before_it_is_signed",
    ),
    "S31": Situation(
        "two acts of 5/2026, the law changes in mid-case",
        "Decree 234/2026, 24.1",
        "the older law on every day, the line on several acts too",
        f"{DECREE}:test_what_was_under_way_keeps_the_older_law_on_every_day",
    ),
}


def test_there_are_33_of_them() -> None:
    assert len(SITUATIONS) == 33


@pytest.mark.parametrize("number", SITUATIONS)
def test_each_situation_is_held_by_a_test(number: str) -> None:
    module, name = SITUATIONS[number].test.split(":")
    assert callable(getattr(import_module(f"tests.law.{module}"), name))
