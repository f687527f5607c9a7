"""Worked situations: what the law says of each, in the words of the decree, and what the program then says.

Expectations are drawn from the texts (Decree 234/2026, Decree 233/2026, Labour Code 2019 …), not from the data files.
"""

from collections.abc import Callable
from typing import Any

import pytest

from tests.harness import Chodon
from tests.law.situations import decide, in_force, office, opened, why

__all__ = ["office"]

Told = Callable[[str], list[str]]


# ---- limitation: Decree 234/2026, article 5


@pytest.mark.mostly_slow
@pytest.mark.parametrize("ground", ["illness", "prosecution", "maternity", "complaint", "other"])
def test_days_on_which_nothing_could_be_done_are_not_counted_into_limitation(office: Chodon, ground: str) -> None:
    """Article 5.6: neither into limitation nor into the limit. 212 days from 1/1 to 1/8/2031 after 5/7/2031."""
    today = "2032-03-01"
    case = opened(office, "VC001", "2026-07-05", on="2030-12-03", found="2030-12-01", today=today)
    office(f"--today {today} case pause {case} --ground {ground} --from 2031-01-01")
    office(f"--today {today} case resume {case} --on 2031-08-01")
    rows = why(office, case, "2031-08-02")
    assert [row["to_on"] for row in rows if "do not count into the limitation" in row["item"]][:1] == ["2032-02-02"]
    assert "ended on 02/02/2032" in decide(office, case, "reprimand", "2032-02-03", status=1, today=today)
    decide(office, case, "reprimand", "2032-02-02", today=today)


def test_limitation_runs_until_the_authority_concludes(office: Chodon) -> None:
    """Article 5.1: until the authority concludes that the act deserves discipline."""
    today = "2031-08-01"
    case = opened(office, "VC001", "2026-07-05", on="2031-05-22", found="2031-05-20", today=today)
    assert "05/07/2031" in decide(office, case, "reprimand", "2031-07-10", status=1, today=today)
    office(f"--today {today} case conclude {case} --on 2031-07-06")
    assert "05/07/2031" in decide(office, case, "reprimand", "2031-07-10", status=1, today=today)
    office(f"--today {today} case void-event {case} --event 1 --reason 'ghi nhầm ngày'")
    office(f"--today {today} case conclude {case} --on 2031-07-05")
    decide(office, case, "reprimand", "2031-07-10", today=today)


def test_limitation_of_a_civil_servant_runs_until_the_written_notice_of_the_review(office: Chodon) -> None:
    """Decree 172/2025, article 5.1: until the authority gives written notice that the act will be reviewed."""
    today = "2031-08-01"
    case = opened(office, "CC001", "2026-07-05", on="2031-05-22", found="2031-05-20", today=today)
    barred = decide(office, case, "reprimand", "2031-07-10", status=1, today=today)
    assert "05/07/2031" in barred
    assert "case step --kind notice" in barred
    office(f"--today {today} case conclude {case} --on 2031-07-01")  # which ends that of public employees alone
    assert "05/07/2031" in decide(office, case, "reprimand", "2031-07-10", status=1, today=today)
    office(f"--today {today} case step {case} --kind notice --on 2031-07-06")
    assert "05/07/2031" in decide(office, case, "reprimand", "2031-07-10", status=1, today=today)
    asked = "--today 2031-07-07 due --within 2000 -f json"
    assert [row["due_on"] for row in office(asked).json["rows"] if row["kind"] == "limitation"] == ["2031-07-05"]
    office(f"--today {today} case edit {case} --event 2 --on 2031-07-05 --reason 'ghi nhầm ngày'")
    assert not [row for row in office(asked).json["rows"] if row["kind"] == "limitation"]
    rows = {row["item"]: row["to_on"] for row in why(office, case, "2031-07-07")}
    assert rows["Written notice of the review"] == "2031-07-05"
    decide(office, case, "reprimand", "2031-07-10", today=today)


def test_an_act_that_was_barred_is_not_carried_by_a_later_one(office: Chodon) -> None:
    """Decree 112/2020, article 5.1: a new act lets the old limitation begin anew only within it."""
    case = opened(office, "CC001", "2020-10-01", "2024-05-01", on="2024-05-05", found="2024-05-02")
    rows = why(office, case, "2024-05-05")
    ends = {
        (row["item"][:12], row["to_on"]) for row in rows if "deserve a reprimand" in row["item"] and ":" in row["item"]
    }
    assert ("VP-2020-0001", "2022-10-01") in ends and ("VP-2024-0001", "2029-05-01") in ends
    assert any("VP-2020-0001: out of time before the next act" in row["item"] for row in rows)
    assert "VP-2020-0001 was out of time since 01/10/2022" in decide(office, case, "reprimand", "2024-06-10")


def test_a_new_act_within_the_time_lets_it_begin_anew(office: Chodon) -> None:
    case = opened(office, "CC001", "2021-01-10", "2022-06-01", on="2022-06-05", found="2022-06-02")
    rows = why(office, case, "2022-06-05")
    [first] = [row for row in rows if row["item"].startswith("VP-2021-0001: Limitation: Acts that deserve a reprimand")]
    assert (first["from_on"], first["to_on"]) == ("2022-06-01", "2024-06-01")
    assert "anew from 01/06/2022" in first["basis"]


def test_of_an_older_act_taken_up_later_the_longer_law_is_a_doubt_and_no_refusal(office: Chodon) -> None:
    """Article 24.1: Decree 234, unless the older law is better for the person; which one is, the text leaves open."""
    case = opened(office, "VC001", "2021-08-01", on="2026-08-05", found="2026-08-01")
    assert "ended on 01/08/2026" in decide(office, case, "warning", "2026-09-10")
    under_way = opened(office, "VC002", "2021-08-01", on="2021-12-10", found="2021-12-01")
    assert "ended on 01/08/2026" in decide(office, under_way, "warning", "2026-09-10", status=1)


# ---- several acts, repetition: Decree 234/2026, article 2


def test_several_acts_ask_for_the_highest_form_and_no_more(office: Chodon) -> None:
    """Article 2.2: one decision, the highest form."""
    case = opened(office, "VC001", "2026-07-10", "2026-07-20", on="2026-07-25")
    for day in ("2026-07-25", "2026-11-01"):
        told = [row for row in why(office, case, day) if row["item"].startswith("One decision")]
        assert [(row["item"], row["verified"]) for row in told] == [
            ("One decision: the form that the gravest act deserves", "V")
        ]
    assert "several acts" not in decide(office, case, "reprimand", "2026-08-10")


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("opened_on", "is_raised"),
    [("2020-09-20", True), ("2023-09-19", True), ("2023-09-20", False), ("2026-06-30", False)],
)
def test_what_several_acts_ask_for_is_settled_when_the_case_is_opened(
    office: Chodon, opened_on: str, is_raised: bool
) -> None:
    """Decree 112/2020, article 2.2, one form heavier than the gravest; Decree 71/2023 took that away."""
    act = "2020-09-15" if opened_on == "2020-09-20" else f"{opened_on[:4]}-05-05"
    case = opened(office, "VC001", act, act, on=opened_on)
    for day in (opened_on, "2026-08-01"):
        told = [row["item"] for row in why(office, case, day) if row["item"].startswith("One decision")]
        assert told == [
            "One decision: a form heavier than the gravest act deserves"
            if is_raised
            else "One decision: the form that the gravest act deserves"
        ]
    assert ("several acts: at least Formal warning" in decide(office, case, "reprimand", opened_on)) == is_raised


def test_while_a_decision_runs_the_next_is_a_form_heavier_and_ends_it(office: Chodon) -> None:
    """Articles 2.3 and 2.9: one heavier; the running decision ends when the new one takes effect."""
    today = "2027-12-01"
    first = opened(office, "VC001", "2026-07-10", on="2026-07-15", today=today)
    decide(office, first, "reprimand", "2026-08-10", today=today)
    second = opened(office, "VC001", "2026-12-01", on="2026-12-05", today=today)
    assert "234/2026" in decide(office, second, "reprimand", "2027-01-10", status=1, today=today)
    decide(office, second, "warning", "2027-01-10", today=today)
    assert set(in_force(office, "2027-01-09", today)) == {first}
    assert set(in_force(office, "2027-01-10", today)) == {second}
    third = opened(office, "VC001", "2027-09-01", on="2027-09-05", today=today)
    assert "Dismissal" in decide(office, third, "warning", "2027-10-10", status=1, today=today)
    due = office("--today 2027-01-11 due --within 9999 -f json").json["rows"]
    assert [row["number"] for row in due if row["kind"] == "lapse"] == [second]


def test_the_same_act_within_12_months_is_recidivism(office: Chodon) -> None:
    """Article 2.8: the act for which one was disciplined, within 12 months of that decision's effect."""
    today = "2027-12-01"
    first = opened(office, "VC001", "2026-07-10", on="2026-07-15", today=today)
    decide(office, first, "reprimand", "2026-08-10", today=today)
    for act, is_again in (("2027-08-09", True), ("2027-08-10", False)):
        case = opened(office, "VC001", act, on="2027-08-15", today=today)
        told = [row for row in why(office, case, today) if "recidivism" in row["item"]]
        assert [(row["months"], row["verified"]) for row in told] == ([(12, "V")] if is_again else [])


# ---- effects: Decree 234/2026, articles 2.6, 2.9, 7.3


def test_a_dismissal_counts_from_its_own_signing_whatever_the_party_decided(office: Chodon) -> None:
    case = opened(office, "VC001", "2026-07-05", on="2026-07-06")
    decide(office, case, "dismissal", "2026-09-10", "--effective 2026-09-15 --party-effective 2026-08-01")
    assert in_force(office, "2026-10-01", "2026-11-23")[case]["lapses_on"] == "2027-09-10"


def test_the_partys_day_moves_every_effect_and_30_days_are_kept(office: Chodon) -> None:
    """Article 2.9: the effect counts from the Party's decision; 2.6: the administrative one within 30 days of it."""
    case = opened(office, "VC001", "2026-07-05", on="2026-07-06")
    office(f"case step {case} --kind party --on 2026-08-05")
    due = office("--today 2026-08-06 due --within 60 -f json").json["rows"]
    assert [(row["kind"], row["due_on"]) for row in due if row["kind"] == "party"] == [("party", "2026-09-04")]
    assert [row["to_on"] for row in why(office, case, "2026-08-06") if "of the Party" in row["item"]] == ["2026-09-04"]
    told = decide(office, case, "reprimand", "2026-09-20", "--party-effective 2026-08-01")
    assert "within 30 days" in told
    row = in_force(office, "2026-10-01", "2026-11-23")[case]
    assert (row["lapses_on"], row["promotion_until"]) == ("2027-08-01", "2027-08-01")
    starts = {
        row["from_on"] for row in why(office, case, "2026-11-23") if row["months"] and "Limitation" not in row["item"]
    }
    assert starts == {"2026-08-01"}


def test_a_judgment_lets_a_dismissal_take_effect_before_it_is_signed(office: Chodon) -> None:
    """Article 7.3: dismissed from the day on which the judgment became final."""
    case = opened(office, "VC001", "2026-07-05", on="2026-07-06")
    assert "is before" in decide(office, case, "dismissal", "2026-10-20", "--effective 2026-10-01", status=1)
    judgment = "--effective 2026-10-01 --judgment 45/2026/HS-ST --judgment-on 2026-10-01"
    assert "is before" in decide(
        office,
        case,
        "dismissal",
        "2026-10-20",
        judgment.replace("effective 2026-10-01", "effective 2026-09-30"),
        status=1,
    )
    decide(office, case, "dismissal", "2026-10-20", judgment)
    assert case in in_force(office, "2026-10-25", "2026-11-23")


def test_after_an_annulment_on_complaint_the_clock_stands_still_until_replaced(office: Chodon) -> None:
    """Article 5.6.c: until the decision that replaces the one complained of."""
    case = opened(office, "VC001", "2026-07-05", on="2026-07-06")
    decide(office, case, "warning", "2026-08-10")
    office(f"case appeal {case} --on 2026-08-20")
    office(f"case annul {case} --decision 25/QĐ --on 2026-10-10 --reason 'sai hình thức'")
    for day, left in (("2026-10-10", 54), ("2026-11-20", 54)):  # 36 of 90 days had gone
        row = office(f"--today {day} case show {case} -f json").json["rows"][0]
        assert row["days_left"] == left
    office(f"case close {case} --outcome reminder --on 2026-11-21 --reason x")


# ---- grounds, exemptions, forms of public employees from 1/7/2026: articles 3, 4, 19


def test_leave_is_no_ground_and_a_case_under_way_keeps_the_older_law(office: Chodon) -> None:
    new = opened(office, "VC001", "2026-07-05", on="2026-07-06")
    assert "234/2026" in office(f"case pause {new} --ground leave --from 2026-08-01", status=1).stderr
    old = opened(office, "VC002", "2026-06-05", on="2026-06-30")
    office(f"case pause {old} --ground leave --from 2026-08-01")  # article 24.1: Decree 112 goes on
    servant = opened(office, "CC001", "2025-07-05", on="2025-07-06")
    office(f"case pause {servant} --ground leave --from 2025-08-01", status=1)


def test_an_exemption_keeps_its_kind_and_is_one_of_the_law(office: Chodon) -> None:
    """Article 4.2.c: who has died; article 4 has no superior's order."""
    case = opened(office, "VC001", "2026-07-05", on="2026-07-06")
    close = f"case close {case} --outcome exempt --on 2026-08-02 --reason x"
    assert "234/2026" in office(f"{close} --kind superior-order", status=1).stderr
    office(f"{close} --kind died")
    assert office(f"case show {case} -f json").json["details"][1]["rows"][-1]["exemption"] == "died"
    office(f"case close {case} --outcome reminder --kind died --on 2026-08-02 --reason x", status=2)


def test_who_has_left_is_not_dismissed(office: Chodon) -> None:
    """Article 19: reprimand, warning, revocation of the title held."""
    office("staff leave VC001 --on 2026-07-31 --reason retired")
    case = opened(office, "VC001", "2026-07-05", on="2026-09-02", found="2026-09-01")
    assert "Điều 19" in decide(office, case, "dismissal", "2026-09-20", status=1)
    decide(office, case, "title-revocation", "2026-09-20")


# ---- labour contracts: Labour Code 2019, articles 122 to 126


def test_the_60_days_after_an_obstacle_are_no_delay(office: Chodon) -> None:
    """Article 123.2: at most 60 days from the day on which the obstacle ended."""
    case = opened(office, "HD001", "2025-09-01", on="2025-09-03", standard="CS04")
    office(f"case pause {case} --ground illness --from 2026-01-10")
    office(f"case resume {case} --on 2026-03-01")
    row = office(f"--today 2026-03-02 case show {case} -f json").json["rows"][0]
    assert (row["due_on"], row["days_left"]) == ("2026-04-30", 59)
    assert "30/04/2026" in decide(office, case, "reprimand", "2026-05-01", status=1)
    told = decide(office, case, "reprimand", "2026-04-30")
    assert "late" not in told and "council" not in told.casefold()


def test_of_several_acts_the_gravest_counts_and_recidivism_can_end_the_contract(office: Chodon) -> None:
    """Article 122.3: the highest form for the gravest act; article 125.3: the same act while not yet deleted."""
    case = opened(office, "HD002", "2026-06-01", "2026-10-01", on="2026-10-02")
    assert any("gravest act" in row["item"] and row["verified"] == "V" for row in why(office, case, "2026-10-02"))
    first = opened(office, "HD001", "2025-09-01", on="2025-09-03", standard="CS04")
    decide(office, first, "delayed-raise", "2025-10-01")
    again = opened(office, "HD001", "2026-01-05", on="2026-01-06", standard="CS04")
    assert any("recidivism" in row["item"] and "125" in row["basis"] for row in why(office, again, "2026-01-06"))


# ---- what is said at once, and what can be mended


def test_opening_says_what_is_out_of_time_or_soon_will_be(office: Chodon) -> None:
    office("violation log --staff CC001 --standard TG01 --on 2022-03-01 --found 2024-03-10")
    told = office("case open VP-2022-0001 --on 2024-03-11").stderr
    assert "VP-2022-0001: the limitation (Acts that deserve a reprimand) ended on 01/03/2024" in told
    office("violation log --staff CC002 --standard TG01 --on 2022-03-01 --found 2024-02-10")
    assert "ends on 01/03/2024: 10 days are left" in office("case open VP-2022-0002 --on 2024-02-20").stderr
    office("violation log --staff CC003 --standard TG01 --on 2024-02-10")
    assert "limitation" not in office("case open VP-2024-0001 --on 2024-02-20").stderr


def test_what_was_typed_wrongly_is_corrected_and_the_clock_replayed(office: Chodon) -> None:
    case = opened(office, "CC001", "2022-03-01", on="2022-03-02")
    office(f"case pause {case} --ground illness --from 2022-03-10")
    office(f"case resume {case} --on 2022-03-20")
    assert office(f"case show {case} -f json").json["rows"][0]["due_on"] == "2022-06-09"
    office(f"case edit {case} --event 2 --on 2022-03-15 --reason 'gõ nhầm ngày'")
    assert office(f"case show {case} -f json").json["rows"][0]["due_on"] == "2022-06-04"
    assert "gõ nhầm ngày" in office(f"case show {case}").stdout
    office(f"case edit {case} --event 2 --on 2022-03-09 --reason x", status=1)  # before the postponement
    office(f"case edit {case} --event 9 --on 2022-03-16 --reason x", status=1)
    office(f"case void-event {case} --event 1 --reason 'ghi nhầm vụ việc'", status=1)  # what resumed it would hang
    office(f"case void-event {case} --event 2 --reason 'ghi nhầm vụ việc'")
    office(f"case void-event {case} --event 1 --reason 'ghi nhầm vụ việc'")
    assert office(f"case show {case} -f json").json["rows"][0]["due_on"] == "2022-05-30"
    decide(office, case, "reprimand", "2022-04-01")
    office(f"case edit {case} --event 3 --effective 2022-04-11 --reason x")
    assert office(f"case show {case} -f json").json["rows"][0]["lapses_on"] == "2023-04-11"


def test_a_case_opened_by_mistake_is_void_and_its_violation_free(office: Chodon) -> None:
    case = opened(office, "CC001", "2022-03-01", on="2022-03-02")
    assert office("report compliance --period 2022Q1 -f json").json["totals"]["unhandled"] == 0
    office(f"case void {case} --reason 'mở nhầm'")
    assert office("case list -f json").json["rows"] == []
    assert "is void" in office(f"case show {case}", status=1).stderr
    assert office("report compliance --period 2022Q1 -f json").json["totals"]["unhandled"] == 1
    assert office("case open VP-2022-0001 --on 2022-03-03 -f json").json["rows"][0]["number"] == "VV-2022-0002"
    decide(office, "VV-2022-0002", "reprimand", "2022-04-01")
    assert "has a decision" in office("case void VV-2022-0002 --reason x", status=1).stderr


def test_an_annulment_entered_later_changes_no_earlier_day(office: Chodon) -> None:
    today = "2027-12-01"
    first = opened(office, "VC001", "2026-07-10", on="2026-07-15", today=today)
    decide(office, first, "reprimand", "2026-08-10", today=today)
    second = opened(office, "VC001", "2026-09-01", on="2026-09-05", today=today)
    decide(office, second, "warning", "2026-10-10", today=today)
    before = in_force(office, "2026-11-01", "2026-11-01")
    assert before[second]["reoffence_of"] == first
    office(f"--today {today} case annul {first} --decision 9/QĐ --on 2027-02-01 --reason x")
    assert in_force(office, "2026-11-01", "2026-11-01") == before


def test_what_the_folder_says_of_void_cases_and_events_comes_back(
    office: Chodon, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = opened(office, "CC001", "2022-03-01", on="2022-03-02")
    office(f"case void {case} --reason 'mở nhầm'")
    office("case open VP-2022-0001 --on 2022-03-03")
    office("case step VV-2022-0002 --kind review --on 2022-03-10")
    office("case void-event VV-2022-0002 --event 1 --reason 'ghi nhầm'")
    office("case conclude VV-2022-0002 --on 2022-03-12")
    decide(
        office,
        "VV-2022-0002",
        "reprimand",
        "2022-04-01",
        "--effective 2022-03-20 --judgment 1/HS --judgment-on 2022-03-20",
    )
    office("export", tmp_path / "out")
    monkeypatch.setenv("CHODON_REGISTER", str(tmp_path / "again.db"))
    office("init")
    office("import", tmp_path / "out")
    office("export", tmp_path / "again")
    for file in (tmp_path / "out").iterdir():
        assert (tmp_path / "again" / file.name).read_bytes() == file.read_bytes()


def test_a_class_of_staff_that_the_law_has_ended_is_said_and_listed(office: Chodon) -> None:
    """Law 80/2025: from 1/7/2025 there are civil servants at commune level, and no class of their own."""
    add = "staff add --unit PNV --category commune-civil-servant --name"
    assert "30/06/2025" not in office(f"{add} 'Xã Một' --from 2025-06-30 --code CX001").stderr
    assert "30/06/2025" in office(f"{add} 'Xã Hai' --from 2025-07-01 --code CX002").stderr
    listed = [row for row in office("check -f json", status=None).json["rows"] if row["code"] == "post-category-ended"]
    assert [(row["record"], row["severity"]) for row in listed] == [("CX002", "warning")]
    told = office("unit merge PNV --into TH --on 2025-07-02").stderr
    assert "CX001" in told and "--category civil-servant" in told
