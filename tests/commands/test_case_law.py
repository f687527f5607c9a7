"""Which law governs a case: ladders, limitation, repeated acts, what is unsure; days counted on a calendar."""

from pathlib import Path

import pytest

from chodon_cli.dates import shift
from tests.commands.case_stories import ACT, C1, VERB, at, case_of, decide
from tests.harness import run

pytestmark = pytest.mark.usefixtures("case_office")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("staff", "day", "form", "refused_by"),
    [
        ("CC001", "2025-06-30", "salary-reduction", ""),
        ("CC001", "2025-07-01", "salary-reduction", "80/2025"),
        ("CC002", "2025-06-30", "demotion", ""),
        ("CC002", "2025-07-01", "demotion", "80/2025"),
        ("CC002", "2025-06-30", "salary-reduction", "Điều 7 khoản 3"),
        ("CC001", "2025-06-30", "removal", "Điều 7 khoản 2"),
        ("CX001", "2025-06-30", "salary-reduction", ""),
        ("CB001", "2025-07-01", "recall", ""),
        ("CB001", "2025-07-01", "dismissal", "80/2025"),
        ("VC001", "2025-07-01", "removal", "Điều 15 khoản 1"),
        ("VC002", "2025-07-01", "removal", ""),
        ("VC002", "2026-07-01", "demotion", "234/2026"),
        ("HD001", "2025-07-01", "termination", ""),
        ("HD001", "2025-07-01", "dismissal", "Điều 124"),
    ],
)
def test_the_ladder_is_that_of_the_decisions_day(staff: str, day: str, form: str, refused_by: str) -> None:
    number = case_of(staff, "2025-06-01")
    assert refused_by in decide(number, day, form, status=1 if refused_by else 0).stderr
    assert at("today", number)["form"] == (None if refused_by else form)


def test_a_ladder_that_changed_since_the_act_is_said() -> None:
    assert "were others" in decide(case_of(on="2025-06-01"), "2025-07-01").stderr
    assert "were others" not in decide(case_of(on="2025-06-01"), "2025-06-30").stderr
    assert "were others" not in decide(case_of("VC001", on="2025-06-01"), "2025-07-01").stderr


@pytest.mark.slow
def test_who_is_judged_as_what_is_settled_by_the_post_on_the_decisions_day() -> None:
    run("staff transfer CC001 --on 2022-05-01 --title 'Phó Trưởng phòng' --leadership deputy")
    first, second = case_of(), case_of()
    assert "Điều 7 khoản 2" in decide(first, "2022-04-30", "demotion", status=1).stderr
    decide(first, "2022-05-01", "demotion")
    assert "Điều 7 khoản 3" in decide(second, "2022-05-01", "salary-reduction", status=1).stderr
    decide(second, "2022-04-30", "salary-reduction")


@pytest.mark.parametrize(
    ("day", "form", "status"),
    [
        ("2022-12-31", "demotion", 0),  # the last day of the post
        ("2022-12-31", "title-revocation", 1),
        ("2023-01-01", "title-revocation", 0),
        ("2023-01-01", "reprimand", 0),
        ("2023-01-01", "dismissal", 1),
    ],
)
def test_who_left_has_a_ladder_of_their_own(day: str, form: str, status: int) -> None:
    done = decide(case_of("CC009", "2022-12-01", "2022-12-02"), day, form, status=status)
    assert not status or day[:4] == "2022" or "52/2019" in done.stderr


@pytest.mark.parametrize(
    ("staff", "act", "form", "last"),
    [
        ("CC001", "2022-03-01", "reprimand", "2024-03-01"),
        ("CC001", "2020-11-15", "warning", "2025-11-15"),
        ("VC001", "2022-11-14", "reprimand", "2024-11-14"),
        ("VC001", "2021-02-28", "reprimand", "2023-02-28"),
    ],
)
def test_a_decision_after_limitation_is_refused_with_its_source(staff: str, act: str, form: str, last: str) -> None:
    number = case_of(staff, act)
    done = decide(number, shift(last, 1), form, status=1)
    assert "52/2019" in done.stderr and last[:4] in done.stderr
    decide(number, last, form)


def test_a_longer_limitation_binds_only_acts_from_its_first_day() -> None:
    decide(case_of(on="2022-11-15"), "2026-11-15")  # 5 years by the resolution
    number = case_of(on="2022-11-14")
    assert "52/2019" in decide(number, "2024-11-15", status=1).stderr
    done = decide(number, "2024-11-14")
    assert "14/11/2024" in done.stderr and "14/11/2027" in done.stderr  # both, the decision's day marked
    days = [row["to_on"] for row in run(f"case why {number} -f json").json["rows"]]
    assert {"2024-11-14", "2027-11-14"} <= set(days)


def test_acts_without_limitation_can_be_decided_at_any_time() -> None:
    run("violation log --staff CC001 --standard TG01 --on 2020-10-01")
    run("case open VP-2020-0001 --on 2020-10-02 --limitation none")
    decide("VV-2020-0001", "2026-11-01", "dismissal")


def test_limitation_of_several_acts_runs_from_the_last_and_for_contracts_from_the_first() -> None:
    for staff in ("CC001", "HD001"):
        run(f"violation log --staff {staff} --standard TG01 --on 2022-03-01")
        run(f"violation log --staff {staff} --standard TG01 --on 2022-05-01")
    run("case open VP-2022-0001 VP-2022-0002 --on 2022-05-02")
    run("case open VP-2022-0003 VP-2022-0004 --on 2022-05-02")
    assert at("today", "VV-2022-0002")["due_on"] == "2022-09-01"
    decide(C1, "2024-05-02", status=1)
    decide(C1, "2024-05-01")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("act", "form", "status"),
    [
        ("2022-06-09", "reprimand", 0),  # the day before the decision takes effect
        ("2022-06-10", "reprimand", 1),
        ("2023-06-09", "reprimand", 1),  # its last day in force
        ("2023-06-09", "warning", 0),
        ("2023-06-09", "dismissal", 0),
        ("2023-06-10", "reprimand", 0),  # lapsed
    ],
)
def test_a_new_act_while_a_decision_is_in_force_asks_for_a_heavier_form(act: str, form: str, status: int) -> None:
    decide(case_of(), "2022-06-01", rest="--effective 2022-06-10")
    number = case_of(on=act)
    done = decide(number, "2023-08-01", form, status=status)
    assert not status or "112/2020" in done.stderr
    rows = run("report decisions --as-of 2023-08-01 -f json").json["rows"]
    again = {row["number"]: row["reoffence_of"] for row in rows}
    expected = C1 if "2022-06-10" <= act <= "2023-06-09" else None
    assert status or again[number] == expected


@pytest.mark.slow
def test_at_the_top_of_the_ladder_the_top_is_enough_and_contracts_have_no_repeat_rule() -> None:
    decide(case_of("VC001"), "2022-03-05", "dismissal")
    second = case_of("VC001", "2022-04-01")
    decide(second, "2022-05-01", "warning", status=1)
    decide(second, "2022-05-01", "dismissal")
    decide(case_of("HD001"), "2022-03-05", "delayed-raise")
    decide(case_of("HD001", "2022-04-01"), "2022-04-05", "reprimand")


def test_a_decision_entered_late_is_refused_if_it_leaves_another_too_light() -> None:
    first, second = case_of(), case_of(on="2022-07-01")
    decide(second, "2022-09-01")
    assert second in decide(first, "2022-06-01", status=1).stderr
    decide(first, "2022-09-02")


def test_a_case_that_is_postponed_does_not_keep_another_from_its_decision() -> None:
    run(f"case pause {case_of()} {VERB['pause']}")
    decide(case_of(), "2022-03-10")
    assert run("report decisions --as-of 2022-03-10 -f json").json["rows"][0]["reoffence_of"] is None


def test_an_annulled_decision_has_no_effect() -> None:
    first = case_of()
    decide(first, "2022-03-05", "warning")
    second = case_of(on="2022-04-01")
    decide(second, "2022-04-05", status=1)
    run(f"case annul {first} --decision 20/QĐ --on 2022-04-04 --reason x")
    decide(second, "2022-04-05")
    for asked, expected in {
        "report decisions --as-of 2022-04-03": [],  # on no day, now that it is known
        "--today 2022-04-03 report decisions": [first],  # nobody knew it then
        "report decisions --as-of 2022-04-05": [second],
    }.items():
        assert [row["number"] for row in run(f"{asked} -f json").json["rows"]] == expected
    assert run("report compliance --period 2022 -f json").json["totals"]["disciplined"] == 1
    assert run("report cases --period 2022 -f json").json["totals"]["annulled"] == 1


def test_a_rule_that_nobody_checked_warns_and_marks_what_it_gave() -> None:
    decide(case_of("VC001", "2020-07-02"), "2020-07-05")
    number = case_of("VC001", "2020-08-01")
    done = decide(number, "2020-08-05")  # the repeat rule of Decree 27 is recalled
    assert "not checked" in done.stderr
    assert at("today", number)["verified"] in ("R", "N")
    assert "not checked" in run(f"--lang en case why {number}").stdout
    assert "chưa đối chiếu" in run(f"--lang vi case show {number}").stdout
    again = case_of("VC001", "2020-08-02")
    silent = decide(again, "2020-08-05", rest="--force --reason 'Sở Nội vụ đã trả lời'")
    assert "still in force" not in silent.stderr
    decide(again, "2020-08-05", rest="--force", status=2)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("staff", "day", "ground", "verified"),
    [
        ("CC001", "2022-03-01", "leave", "R"),  # a ground that was read; that its days are not counted is recalled
        ("CC001", "2022-03-01", "prosecution", "S"),  # read as a ground; that its days are not counted is second-hand
        ("CC001", "2022-03-01", "complaint", "S"),
        ("CC001", "2025-08-01", "complaint", "V"),  # Decree 172/2025, article 5.6.c
        ("VC001", "2026-08-01", "illness", "V"),
        ("HD001", "2022-03-01", "illness", "V"),  # moves nothing: the last day is that of limitation
    ],
)
def test_a_last_day_is_as_unsure_as_the_pauses_that_moved_it(staff: str, day: str, ground: str, verified: str) -> None:
    number = case_of(staff, day)
    before = at(day, number)["verified"]
    run(f"case pause {number} --ground {ground} --from {shift(day, 1)}")
    assert at(day, number)["verified"] == before
    assert at(shift(day, 1), number)["verified"] == verified
    run(f"case resume {number} --on {shift(day, 5)}")
    assert at(shift(day, 5), number)["verified"] == verified
    why = run(f"case why {number} --as-of {shift(day, 5)} -f json").json["rows"]
    assert {row["item"]: row["verified"] for row in why}["Due on"] == verified
    if staff != "HD001":
        [pause] = [row for row in why if row["item"].startswith("Postponed")]
        assert (pause["verified"], ("not checked" in pause["basis"])) == (verified, verified in "RN")
        due = run(f"--today {shift(day, 5)} due --within 365 -f json").json["rows"]
        assert {row["verified"] for row in due if row["kind"] == "processing"} == {verified}


def test_the_days_until_an_annulment_are_as_unsure_as_those_of_a_complaint() -> None:
    for on, verified in ("2022-03-01", "S"), ("2025-08-01", "V"):
        number = case_of(on=on)
        decide(number, shift(on, 10), form="reprimand")
        run(f"case annul {number} --decision 9/QĐ --on {shift(on, 20)} --reason x")
        assert at(shift(on, 20), number)["verified"] == verified


def test_of_an_act_before_the_first_rule_the_limitation_of_today_is_shown_as_such(tmp_path: Path) -> None:
    run("violation log --staff CC001 --standard TG01 --on 2019-05-01 --found 2022-01-10")
    run("case open VP-2019-0001 --on 2022-01-12")
    rows = run("case why VV-2022-0001 --as-of 2022-01-20 -f json").json["rows"]
    limits = {row["item"]: (row["to_on"], row["basis"]) for row in rows if "Limitation" in row["item"]}
    assert limits["Limitation: Acts that deserve a reprimand"] == (None, "no rule for that day")
    [of_today] = [end for item, (end, _basis) in limits.items() if "reprimand (by the law" in item]
    assert of_today == "2021-05-01"
    assert "2021-05-01" not in [row["to_on"] for row in rows if "safe" in row["item"]]
    due = run("--today 2022-01-20 due --within 99999 -f json").json["rows"]
    assert {row["kind"] for row in due} == {"processing", "extension"}
    assert "no rule of limitation" in decide("VV-2022-0001", "2022-02-01").stderr


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("day", "said", "verified"),
    [
        ("2022-03-01", "a form heavier than the gravest", "V"),  # Decree 112, article 2.2, as first made
        ("2023-09-19", "a form heavier than the gravest", "V"),
        ("2023-09-20", "the form that the gravest", "S"),  # Decree 71
        ("2025-07-01", "the form that the gravest", "V"),
    ],
)
def test_what_the_law_makes_of_several_acts_is_told(day: str, said: str, verified: str) -> None:
    for _ in range(3):
        run(f"violation log --staff CC001 --standard TG01 --on {day}")
    act = f"VP-{day[:4]}-000"
    run(f"case open {act}1 {act}2 --on {day}")
    run(f"case open {act}3 --on {day}")

    def told(n: int) -> list[tuple[bool, str]]:
        rows = run(f"case why VV-{day[:4]}-000{n} --as-of {day} -f json").json["rows"]
        return [(said in row["item"], row["verified"]) for row in rows if "One decision" in row["item"]]

    assert (told(1), told(2)) == ([(True, verified)], [])


def test_which_limitation_another_day_would_give_is_asked_of_the_day_on_which_the_case_ended() -> None:
    case_of(on="2022-11-01")
    run(f"case close {C1} --outcome reminder --on 2022-11-14 --reason x")
    assert "by the law of the day" not in run(f"case why {C1}").stdout
    other = case_of("CC002", "2022-11-01")
    run(f"case close {other} --outcome reminder --on 2022-11-15 --reason x")
    assert "by the law of the day" in run(f"case why {other}").stdout


def test_what_is_too_old_for_a_reprimand_is_due_by_the_limitation_of_what_deserves_more() -> None:
    case_of()

    def ends(day: str) -> list[str]:
        rows = run(f"--today {day} due --within 9999 -f json").json["rows"]
        return [row["due_on"] for row in rows if row["kind"] == "limitation"]

    assert ends("2024-03-01") == ["2024-03-01", "2027-03-01"]
    assert ends("2024-03-02") == ["2027-03-01"]
    assert ends("2027-03-02") == ["2027-03-01"]


def test_where_no_rule_is_held_the_program_says_so() -> None:
    number = case_of(on="2020-06-30")
    first = "no rule is held for days before 01/07/2020"
    assert first in run(f"case show {number} -f json").json["notes"]
    assert first in run("case list -f json").json["notes"]
    said = "no rule says what forms of discipline there were for this person on 30/06/2020"
    assert said in decide(number, "2020-06-30", "demotion").stderr
    left = case_of("HD001")
    run(f"staff leave HD001 --on {ACT} --reason resigned")
    assert "no rule says" in decide(left, "2022-03-02", "termination").stderr


def test_force_does_not_override_a_rule_that_was_checked() -> None:
    done = decide(case_of(on="2025-06-01"), "2025-07-01", "salary-reduction", "--force --reason x", status=1)
    assert "80/2025" in done.stderr


@pytest.mark.parametrize(
    ("signed", "party", "lapses"),
    [
        ("2023-09-19", "2023-08-01", "2024-09-19"),
        ("2023-09-20", "2023-08-01", "2024-08-01"),
        ("2023-09-20", None, "2024-09-20"),
        ("2024-02-29", None, "2025-02-28"),
    ],
)
def test_a_decision_lapses_12_months_later_from_the_partys_decision_if_there_is_one(
    signed: str, party: str | None, lapses: str
) -> None:
    number = case_of(on="2023-07-15")
    decide(number, signed, rest=f"--party-effective {party}" if party else "")
    assert at("today", number)["lapses_on"] == lapses
    for day, numbers in {shift(lapses, -1): [number], lapses: []}.items():
        assert [row["number"] for row in run(f"report decisions --as-of {day} -f json").json["rows"]] == numbers
