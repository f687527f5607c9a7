"""The steps of a case, in the words of Decree 234/2026 and of the Law on Complaints, and what the program says."""

import pytest

from chodon_cli.dates import working_days_later
from tests.harness import Chodon
from tests.law.situations import decide, office, opened, why

__all__ = ["office"]


def next_steps(office: Chodon, case: str, day: str) -> dict[str, tuple[str, str]]:
    """What `case why` names as still to be done, or open, of steps: from when, by when."""
    named = ("Report", "Disciplinary council set", "Recommendation", "Decision", "Complaint", "Second complaint")
    assert all(row["to_on"] for row in why(office, case, day) if row["item"].startswith(named))
    rows = [row for row in why(office, case, day) if row["item"].startswith(named)]
    return {row["item"]: (row["from_on"], row["to_on"]) for row in rows}


def due(office: Chodon, day: str) -> list[tuple[str, str]]:
    rows = office(f"--today {day} due --within 60 -f json").json["rows"]
    return [(row["kind"], row["due_on"]) for row in rows if row["kind"] in ("step", "complaint")]


@pytest.mark.parametrize(
    ("day", "many", "told"),
    [
        ("2026-08-03", 5, "2026-08-10"),  # a Monday: to the next
        ("2026-08-07", 3, "2026-08-12"),
        ("2026-08-08", 1, "2026-08-10"),  # a Saturday
        ("2026-08-09", 5, "2026-08-14"),
    ],
)
def test_working_days_leave_out_saturdays_and_sundays(day: str, many: int, told: str) -> None:
    assert working_days_later(day, many) == told


@pytest.mark.parametrize("staff", ["VC001", "CC001"])
def test_after_the_review_come_the_report_and_the_council_and_then_the_decision(office: Chodon, staff: str) -> None:
    """3 working days, 5, 5 and 5: Decree 234/2026, articles 14.4, 15.1, 18.1; Decree 172/2025, 17.4, 18.1, 21.1.

    5/8/2026 is a Wednesday.
    """
    case = opened(office, staff, "2026-07-10", on="2026-07-13")
    assert due(office, "2026-08-04") == []
    told = office(f"case step {case} --kind review --on 2026-08-05").stderr
    assert "Report on the review: by 10/08/2026" in told
    assert "3 working days" in told
    assert next_steps(office, case, "2026-08-05") == {
        "Report on the review": ("2026-08-05", "2026-08-10"),
        "Disciplinary council set up": ("2026-08-10", "2026-08-17"),
    }
    assert due(office, "2026-08-06") == [("step", "2026-08-10"), ("step", "2026-08-17")]
    assert due(office, "2026-08-20") == [("step", "2026-08-17")]  # whether the report was sent nobody entered
    office(f"case step {case} --kind council --on 2026-08-24")
    assert next_steps(office, case, "2026-08-24") == {
        "Recommendation of the council": ("2026-08-24", "2026-08-31"),
        "Decision": ("2026-08-31", "2026-09-07"),
    }
    decide(office, case, "reprimand", "2026-09-04")
    assert "Recommendation of the council" not in next_steps(office, case, "2026-09-04")


@pytest.mark.parametrize("staff", ["VC001", "CC001"])
def test_without_a_council_the_decision_follows_the_minutes_of_the_review(office: Chodon, staff: str) -> None:
    """5 working days from the receipt of the minutes: Decree 234/2026, article 18.1.b; Decree 172/2025, 21.1.b."""
    case = opened(office, staff, "2026-07-10", on="2026-07-13")
    office(f"case step {case} --kind review --on 2026-08-05")
    office(f"case step {case} --kind council --skip --note 'đã có quyết định kỷ luật đảng' --on 2026-08-06")
    assert list(next_steps(office, case, "2026-08-06").items())[-1] == ("Decision", ("2026-08-10", "2026-08-17"))


def test_what_was_under_way_before_decree_234_keeps_the_days_of_decree_112(office: Chodon) -> None:
    """Decree 112/2020, article 33.4: 3 working days; 37.1.a and b: 5 and 5; none to set up the council (article 34)."""
    case = opened(office, "VC001", "2026-06-10", on="2026-06-10")
    office(f"case step {case} --kind review --on 2026-08-05")
    assert next_steps(office, case, "2026-08-05") == {"Report on the review": ("2026-08-05", "2026-08-10")}
    office(f"case step {case} --kind council --on 2026-08-24")
    assert next_steps(office, case, "2026-08-24") == {
        "Recommendation of the council": ("2026-08-24", "2026-08-31"),
        "Decision": ("2026-08-31", "2026-09-07"),
    }
    [row] = [row for row in why(office, case, "2026-08-24") if row["item"] == "Decision"]
    assert ("112/2020" in row["basis"], "Điều 37" in row["basis"], row["verified"]) == (True, True, "V")


@pytest.mark.parametrize(("staff", "found"), [("CC001", "2025-06-10"), ("HD001", "2026-07-10")])
def test_no_working_days_are_told_where_the_law_of_the_case_gives_none(office: Chodon, staff: str, found: str) -> None:
    """Civil servants before Decree 172/2025, and labour contracts."""
    case = opened(office, staff, found, on=found)
    office(f"case step {case} --kind review --on 2026-08-05")
    assert next_steps(office, case, "2026-08-05") == {}
    assert due(office, "2026-08-06") == []


# ---- conviction: Decree 234/2026, article 18.2; Decree 172/2025, article 21.2; Decree 112/2020, article 37.2


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("staff", "act", "place", "verified"),
    [
        ("VC001", "2026-07-10", "Điều 18", "V"),  # Decree 234/2026
        ("VC001", "2026-06-10", "Điều 37", "V"),  # under way: Decree 112/2020
        ("CC001", "2025-07-10", "Điều 21", "V"),  # Decree 172/2025
    ],
)
def test_after_a_conviction_the_decision_follows_in_15_working_days(
    office: Chodon, staff: str, act: str, place: str, verified: str
) -> None:
    """15 working days from the receipt of the judgment: from Wednesday 5/8/2026 to Wednesday 26/8/2026."""
    case = opened(office, staff, act, on=act)
    office(f"case pause {case} --ground prosecution --from {act}")
    told = office(f"case step {case} --kind judgment --on 2026-08-05").stderr
    assert "26/08/2026" in told and "15 working days" in told
    [row] = [row for row in why(office, case, "2026-08-06") if "conviction" in row["item"]]
    assert (row["from_on"], row["to_on"], row["verified"]) == ("2026-08-05", "2026-08-26", verified)
    assert place in row["basis"]
    assert due(office, "2026-08-06") == [("step", "2026-08-26")]
    assert due(office, "2026-08-04") == []  # not received yet
    office(f"case resume {case} --on 2026-08-07")
    decide(office, case, "dismissal", "2026-08-20", "--effective 2026-08-01 --judgment 1/HS --judgment-on 2026-08-01")
    assert ("step", "2026-08-26") not in due(office, "2026-08-21")


def test_the_decision_after_a_judgment_stays_due_until_there_is_one(office: Chodon) -> None:
    case = opened(office, "VC001", "2026-07-10", on="2026-07-13")
    office(f"case step {case} --kind judgment --on 2026-08-05")
    office(f"case step {case} --kind review --on 2026-09-01")
    assert ("step", "2026-08-26") in due(office, "2026-09-02")
    names = [row["uid"] for row in office("--today 2026-09-02 due --within 60 --columns uid -f json").json["rows"]]
    assert len(names) == len({*names}) > 3  # so that a calendar, and due --changed-only, tell them apart
    decide(office, case, "dismissal", "2026-09-03", "--judgment 1/HS --judgment-on 2026-08-01")
    assert ("step", "2026-08-26") not in due(office, "2026-09-03")


def test_the_note_due_and_why_cite_one_rule_for_a_judgment_whatever_comes_later(office: Chodon) -> None:
    """That of the day of its receipt: nor a new decree nor another class of the person changes a time that runs."""
    under_way = opened(office, "CC001", "2025-06-10", on="2025-06-12")
    moved = opened(office, "CC002", "2026-07-10", on="2026-07-13")
    for case, received, decree in ((under_way, "2025-06-20", "112/2020"), (moved, "2026-08-05", "172/2025")):
        assert decree in office(f"case step {case} --kind judgment --on {received}").stderr
    office("staff transfer CC002 --on 2026-08-10 --to TH --category VC")
    listed = office("--today 2026-08-12 due --within 60 -f json").json["rows"]
    for case, decree in ((under_way, "112/2020"), (moved, "172/2025")):
        [row] = [row for row in why(office, case, "2026-08-12") if "conviction" in row["item"]]
        [duty] = [duty for duty in listed if (duty["number"], duty["kind"]) == (case, "step")]
        assert decree in row["basis"] and row["basis"] in duty["basis"]


def notes(office: Chodon, case: str, day: str) -> str:
    return " ".join(office(f"--today {day} case show {case} -f json").json["notes"])


def test_who_decides_and_who_sits_on_the_council_is_said_while_it_is_to_come(office: Chodon) -> None:
    """Articles 12, 16 and 2.11: three members, none of kin."""
    case = opened(office, "VC001", "2026-07-10", on="2026-07-13")
    for told in (notes(office, case, "2026-07-14"), " ".join(office(f"case why {case} -f json").json["notes"])):
        assert "Điều 12" in told
        assert "03 thành viên" in told
        assert "vợ, chồng" in told
        assert "Điều 2 khoản 10" not in told
    office(f"case step {case} --kind council --on 2026-08-05")
    assert "03 thành viên" not in notes(office, case, "2026-08-05")
    decide(office, case, "reprimand", "2026-09-04")
    assert "Điều 12" not in notes(office, case, "2026-09-04")
    servant = opened(office, "CC001", "2026-07-10", on="2026-07-13")
    assert "172/2025/NĐ-CP; Điều 18 khoản 1; Điều 19" in notes(office, servant, "2026-07-14")
    under_way = opened(office, "CC002", "2025-06-10", on="2025-06-12")
    assert "thành viên" not in notes(office, under_way, "2026-07-14")


@pytest.mark.parametrize(("found", "is_after"), [("2026-08-10", True), ("2026-07-20", False)])
def test_after_a_transfer_the_new_unit_decides_what_was_found_since(office: Chodon, found: str, is_after: bool) -> None:
    """Article 2.10: an act in the old unit that is found after the move."""
    office("unit add TH2 'Trường Tiểu học 2' --kind school")
    office("staff transfer VC001 --on 2026-08-01 --to TH2")
    case = opened(office, "VC001", "2026-07-10", on="2026-08-12", found=found)
    assert ("Điều 2 khoản 10" in notes(office, case, "2026-08-13")) == is_after


# ---- complaint: Law 02/2011, articles 48 and 50


@pytest.mark.parametrize("staff", ["VC001", "CC001"])
def test_a_decision_may_be_complained_of_within_15_days_and_the_complaint_is_settled_in_30(
    office: Chodon, staff: str
) -> None:
    case = opened(office, staff, "2026-07-10", on="2026-07-13")
    decide(office, case, "reprimand", "2026-08-10")
    assert next_steps(office, case, "2026-08-10")["Complaint may be lodged until"] == ("2026-08-10", "2026-08-25")
    assert "out of time" not in office(f"case appeal {case} --on 2026-08-25").stderr
    assert next_steps(office, case, "2026-08-25") == {
        "Complaint accepted": ("2026-08-25", "2026-09-04"),
        "Complaint settled": ("2026-09-04", "2026-10-04"),
    }
    assert due(office, "2026-08-26") == [("complaint", "2026-09-04"), ("complaint", "2026-10-04")]
    assert due(office, "2026-09-05") == [("complaint", "2026-10-04")]


def test_a_complaint_on_the_16th_day_is_out_of_time_and_said_to_be(office: Chodon) -> None:
    case = opened(office, "VC001", "2026-07-10", on="2026-07-13")
    decide(office, case, "reprimand", "2026-08-10")
    told = office(f"case appeal {case} --on 2026-08-26").stderr
    assert "out of time" in told
    assert "25/08/2026" in told
    assert "Điều 48" in told


@pytest.mark.parametrize(("form", "until"), [("reprimand", "2026-09-30"), ("dismissal", "2026-10-20")])
def test_the_second_complaint_has_10_days_and_30_after_a_dismissal(office: Chodon, form: str, until: str) -> None:
    case = opened(office, "VC001", "2026-07-10", on="2026-07-13", standard="DD06")
    decide(office, case, form, "2026-08-10")
    office(f"case appeal {case} --on 2026-08-20")
    office(f"case resume {case} --on 2026-09-20")
    assert next_steps(office, case, "2026-09-20")["Second complaint may be lodged until"] == ("2026-09-20", until)
    late = office(f"case appeal {case} --on 2026-10-21").stderr
    assert "out of time" in late


def test_from_its_acceptance_a_complaint_is_settled_in_30_days_and_45_if_complicated(office: Chodon) -> None:
    """Law 02/2011, article 50: accepted within 10 days; 30 days from the acceptance, 45 in a complicated matter."""
    case = opened(office, "VC001", "2026-07-10", on="2026-07-13")
    assert "Complaint accepted" in office(f"case step {case} --kind acceptance --on 2026-08-21", status=1).stderr
    decide(office, case, "reprimand", "2026-08-10")
    assert "04/09/2026" in office(f"case appeal {case} --on 2026-08-25").stderr  # to be accepted by
    told = office(f"case step {case} --kind acceptance --on 2026-08-28").stderr
    assert "27/09/2026" in told and "12/10/2026" in told
    assert next_steps(office, case, "2026-08-28") == {
        "Complaint settled": ("2026-08-28", "2026-09-27"),
        "Complaint settled, if it is complicated": ("2026-08-28", "2026-10-12"),
    }
    assert next_steps(office, case, "2026-08-27")["Complaint accepted"] == ("2026-08-25", "2026-09-04")
    assert due(office, "2026-08-29") == [("complaint", "2026-09-27")]
    office(f"case step {case} --kind acceptance --on 2026-08-20", status=1)  # before it was lodged
    again = office(f"case step {case} --kind acceptance --on 2026-09-10", status=1).stderr
    assert "28/08/2026" in again and f"chodon case edit {case} --event 3" in again
    assert due(office, "2026-09-11") == [("complaint", "2026-09-27")]
    office(f"case resume {case} --on 2026-09-15")
    office(f"case appeal {case} --on 2026-09-20")
    office(f"case step {case} --kind acceptance --on 2026-09-25")  # of the second complaint


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("before", "line", "told"),
    [
        ("", "step {case} --kind acceptance", "chodon case extend, pause, decide, close"),
        ("", "appeal {case}", "chodon case extend, pause, decide, close"),
        ("pause {case} --ground illness --from 2026-08-10", "extend {case} --until 2026-12-01", "resume, close"),
        ("decide", "step {case} --kind acceptance", "enter it first with chodon case appeal VV-2026-0001"),
        ("decide", "step {case} --kind judgment", "up to 10/08/2026 can still be entered; a later one after"),
        ("decide", "resume {case}", "chodon case appeal, stay, annul"),
        ("close {case} --outcome groundless --reason x", "step {case} --kind judgment", "chodon case open"),
        ("close {case} --outcome groundless --reason x", "appeal {case}", "nothing more can happen to it"),
    ],
)
def test_what_the_state_of_a_case_forbids_is_refused_with_what_is_possible(
    office: Chodon, before: str, line: str, told: str
) -> None:
    case = opened(office, "VC001", "2026-07-10", on="2026-07-13")
    if before == "decide":
        decide(office, case, "reprimand", "2026-08-10")
    elif before:
        on = "" if "--from" in before else " --on 2026-08-10"
        office(f"case {before.format(case=case)}{on}")
    rest = " --document 1/GH --reason x" if line.startswith("extend") else ""
    error = office(f"case {line.format(case=case)} --on 2026-08-20{rest}", status=1).stderr
    assert "the case is" in error and told in error


@pytest.mark.parametrize("is_complaint", [True, False])
def test_the_time_of_a_complaint_until_the_replacing_decision_does_not_count_into_limitation(
    office: Chodon, is_complaint: bool
) -> None:
    """Decree 234/2026, article 5.6.c: from the complaint to the decision that replaces; not where nobody complained."""
    today = "2031-08-01"
    case = opened(office, "VC001", "2026-07-10", on="2030-06-03", found="2030-06-01", today=today)
    decide(office, case, "warning", "2030-07-10", today=today)
    if is_complaint:
        office(f"--today {today} case appeal {case} --on 2030-07-20")
        office(f"--today {today} case step {case} --kind acceptance --on 2030-07-25")
    office(f"--today {today} case annul {case} --decision 2/QĐ --on 2030-10-20 --reason 'sai trình tự'")
    rows = [row for row in why(office, case, "2030-11-20") if "do not count" in row["item"]]
    assert [row["days"] for row in rows] == ([123, 123] if is_complaint else [])  # 20/7 to 20/11/2030
    decide(office, case, "reprimand", "2030-12-20", today=today)
    days = [row["days"] for row in why(office, case, "2030-12-20") if "do not count" in row["item"]]
    assert days == ([153, 153] if is_complaint else [])
