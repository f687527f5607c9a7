"""`case`, sentence by sentence as the contract says it; every expected day was counted on a calendar."""

import fcntl
import os
import pty
import re
import shlex
import sqlite3
import struct
import subprocess
import sys
import termios
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from chodon_cli.dates import shift
from tests.commands.changesets import Lines, assert_each_is_one_changeset
from tests.harness import Done, begin, everything, run

PEOPLE = """
    CC001 civil-servant 'Chuyên viên' none
    CC002 civil-servant 'Trưởng phòng' head
    CX001 commune-civil-servant 'Công chức' none
    CB001 cadre 'Chủ tịch' head
    VC001 public-employee 'Giáo viên' none
    VC002 public-employee 'Phó Hiệu trưởng' deputy
    HD001 contract 'Lái xe' none
    CC009 civil-servant 'Phó Trưởng phòng' deputy
"""
ACT = "2022-03-01"
DUE = "2022-05-30"  # 90 days after the act
V1, C1 = "VP-2022-0001", "VV-2022-0001"


@pytest.fixture(scope="session")
def staffed(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with one unit and somebody of each kind; CC009 left it after 2022-12-31."""
    path = begin(empty, tmp_path_factory.mktemp("staffed") / "register.db")
    before = f"--lang en --today 2026-11-23 -r {path} -q"
    run(f"{before} unit add PNV 'Phòng Nội vụ' --kind office")
    for line in PEOPLE.strip().splitlines():
        code, category, title, leadership = shlex.split(line)
        run(
            f"{before} staff add --code {code} --name",
            f"Người {code}",
            *f"--unit PNV --category {category} --leadership {leadership} --from 2019-01-01".split(),
            f"--title={title}",
        )
    run(f"{before} staff leave CC009 --on 2022-12-31 --reason retired")
    return path


@pytest.fixture(autouse=True)
def office(staffed: Path, register: Path) -> None:
    begin(staffed, register)


def tell(story: str, status: int = 0) -> Done:
    """Run each line; the last must end with the status, those before it with 0."""
    lines = [line.strip() for line in story.strip().splitlines()]
    for line in lines[:-1]:
        run(line)
    return run(lines[-1], status=status)


def case_of(staff: str = "CC001", on: str = ACT, opened: str | None = None) -> str:
    """The number of a new case against the person, on a new act."""
    act = run(f"violation log --staff {staff} --standard TG01 --on {on} -f json").json["rows"][0]["number"]
    made: str = run(f"case open {act} --on {opened or on} -f json").json["rows"][0]["number"]
    return made


def at(day: str, number: str = C1) -> dict[str, Any]:
    """How the case stands on the day."""
    [found] = [row for row in run(f"case list --as-of {day} -f json").json["rows"] if row["number"] == number]
    return dict(found)


def decide(number: str, on: str, form: str = "reprimand", rest: str = "", status: int = 0) -> Done:
    effective = "" if "--effective" in rest else f"--effective {on}"
    return run(f"case decide {number} --form {form} --decision 12/QĐ-UBND --on {on} {effective} {rest}", status=status)


# The clock


@pytest.mark.parametrize(
    ("found", "due"),
    [
        (ACT, DUE),
        ("2022-01-03", "2022-04-03"),  # a Sunday: never moved
        ("2022-06-04", "2022-09-02"),  # a holiday
        ("2023-12-01", "2024-02-29"),
        ("2025-07-01", "2025-09-29"),
    ],
)
def test_the_last_day_is_90_calendar_days_after_the_case_was_found_the_first_not_counted(found: str, due: str) -> None:
    number = case_of(on=found)
    assert at(found, number) | {"due_on": due, "days_left": 90} == at(found, number)
    assert at(due, number)["days_left"] == 0
    assert run(f"case list --overdue --as-of {due} -f json").json["rows"] == []
    assert [row["days_left"] for row in run("case list --overdue -f json").json["rows"]] == [
        at("today", number)["days_left"]
    ]


@pytest.mark.parametrize(("day", "late"), [(DUE, 0), ("2022-05-31", 1)])
def test_a_decision_on_the_last_day_is_in_time_and_a_day_after_it_is_recorded_as_late(day: str, late: int) -> None:
    done = decide(case_of(), day)
    assert ("counts as late" in done.stderr) == bool(late)
    assert run("report cases --period 2022 -f json").json["totals"]["late"] == late
    assert at(day) | {"state": "decided", "due_on": DUE, "days_left": None, "decided_on": day} == at(day)


def test_the_clock_starts_when_the_first_of_the_violations_was_found_unless_another_day_is_said() -> None:
    tell(f"""
        violation log --staff CC001 --standard TG01 --on {ACT} --found 2022-03-20
        violation log --staff CC001 --standard TT01 --on 2022-02-01 --found 2022-03-25
        violation log --staff CC001 --standard TT01 --on 2022-02-02
        case open VP-2022-0001 VP-2022-0002 --on 2022-04-01
        case open VP-2022-0003 --found 2022-02-10 --on 2022-04-02
    """)
    assert at("today")["found_on"] == "2022-03-20"
    assert at("today", "VV-2022-0002")["due_on"] == "2022-05-11"  # 2022-02-10 + 90


def test_a_case_is_opened_neither_before_it_was_found_nor_in_the_future() -> None:
    run(f"violation log --staff CC001 --standard TG01 --on {ACT} --found 2022-03-20")
    assert V1 in run(f"case open {V1} --on 2022-03-19", status=1).stderr
    run(f"case open {V1} --on 2026-11-24", status=1)
    run(f"case open {V1} --found 2022-02-28 --on 2022-04-01", status=1)
    assert at("today", case_of(opened="2023-01-02"))["number"] == "VV-2023-0001"


def test_a_pause_adds_its_days_and_a_running_one_counts_to_the_day_that_is_asked_for() -> None:
    number = case_of()
    run(f"case pause {number} --ground illness --from 2022-03-11")
    assert [(at(day)["due_on"], at(day)["days_left"], at(day)["paused"]) for day in ("2022-03-11", "2022-04-10")] == [
        ("2022-05-30", 80, 0),
        ("2022-06-29", 80, 30),
    ]
    assert at("2022-03-10")["state"] == "open"
    assert at("2022-04-10")["state"] == "paused"
    run(f"case resume {number} --on 2022-03-21")
    assert at("2022-03-15") | {"state": "paused", "paused": 4, "due_on": "2022-06-03"} == at("2022-03-15")
    assert at("2022-03-21") | {"state": "open", "paused": 10, "due_on": "2022-06-09"} == at("2022-03-21")
    run(f"case pause {number} --ground illness --from 2022-03-21")
    run(f"case resume {number} --on 2022-03-22")
    assert at("today")["due_on"] == "2022-06-10"
    decide(number, "2022-06-10")
    assert run("report cases --period 2022 -f json").json["totals"]["late"] == 0


def test_an_extension_grants_the_days_after_the_last_day_of_that_moment_150_in_all() -> None:
    number = case_of()

    def extend(until: str, status: int = 0) -> str:
        line = f"case extend {number} --until {until} --on 2022-05-20 --document 9/QĐ-UBND --reason 'phức tạp'"
        return run(line, status=status).stderr

    assert "30/05/2022" in extend(DUE, status=1)
    assert "29/07/2022" in extend("2022-07-30", status=1)
    extend("2022-06-29")
    assert at("2022-05-20") | {"due_on": "2022-06-29", "extended": 30, "days_left": 40} == at("2022-05-20")
    assert at("2022-05-19") | {"due_on": DUE, "extended": 0} == at("2022-05-19")
    run(f"case pause {number} --ground illness --from 2022-06-01")
    assert "postponed" in extend("2022-07-01", status=1).casefold()
    run(f"case resume {number} --on 2022-06-11")
    line = f"case extend {number} --until {{}} --on 2022-06-11 --document 9/QĐ-UBND --reason 'phức tạp'"
    assert "08/08/2022" in run(line.format("2022-08-09"), status=1).stderr  # 150 days and the 10 of the pause
    run(line.format("2022-08-08"))
    assert at("today") | {"extended": 60, "paused": 10, "due_on": "2022-08-08"} == at("today")


def test_an_extension_needs_its_document_and_reason() -> None:
    number = case_of()
    run(f"case extend {number} --until 2022-06-29 --reason x", status=2)
    run(f"case extend {number} --until 2022-06-29 --document 9/QĐ-UBND", status=2)
    run(f"case extend {number} --until 2022-06-29 --document '' --reason x", status=1)


@pytest.mark.parametrize("verb", ["show", "why"])
def test_before_its_opening_there_is_no_case(verb: str) -> None:
    case_of(opened="2022-03-04")
    assert "04/03/2022" in run(f"--today 2022-03-03 case {verb} {C1}", status=1).stderr
    assert run("--today 2022-03-03 case list -f json").json["rows"] == []
    run(f"--today 2022-03-04 case {verb} {C1}")


def test_what_is_dated_after_a_day_is_ignored_on_it() -> None:
    number = case_of(opened="2022-03-10")
    decide(number, "2022-04-01", rest="--effective 2022-04-05")
    run(f"case annul {number} --decision 20/QĐ-UBND --on 2022-05-01 --reason 'sai trình tự'")
    decide(number, "2022-06-01", "warning")
    assert run("case list --as-of 2022-03-09 -f json").json["rows"] == []
    stood = {day: (at(day)["state"], at(day)["form"], at(day)["due_on"]) for day in ("2022-03-31", "2022-04-01")}
    assert stood == {"2022-03-31": ("open", None, DUE), "2022-04-01": ("decided", "reprimand", DUE)}
    assert at("2022-04-30")["state"] == "decided"
    assert at("2022-05-01") | {"state": "open", "form": None, "due_on": "2022-06-29"} == at("2022-05-01")
    assert at("2022-06-01") | {"state": "decided", "form": "warning", "due_on": "2022-06-29"} == at("2022-06-01")


def test_from_the_decision_to_its_annulment_is_a_pause() -> None:
    number = case_of()
    decide(number, "2022-05-30")
    run(f"case annul {number} --decision 20/QĐ-UBND --on 2022-09-07 --reason 'sai thẩm quyền'")
    assert at("today") | {"paused": 100, "due_on": "2022-09-07", "state": "open", "decision": None} == at("today")
    assert at("2022-09-07")["days_left"] == 0
    decide(number, "2022-09-07")
    assert run("report cases --period 2022 -f json").json["totals"]["late"] == 0
    why = run(f"case why {number} -f json").json["rows"]
    assert [row["days"] for row in why if row["to_on"] == "2022-09-07" and row["from_on"] == DUE] == [100]


@pytest.mark.parametrize(("limitation", "due"), [("", "2022-09-01"), ("--limitation assets", "2023-03-01")])
def test_a_labour_contract_has_no_processing_limit_but_its_limitation(limitation: str, due: str) -> None:
    tell(f"""
        violation log --staff HD001 --standard TG01 --on {ACT} --found 2022-04-01
        case open {V1} --on 2022-04-02 {limitation}
    """)
    assert at("2022-04-02")["due_on"] == due
    run(f"case extend {C1} --until 2024-01-01 --on 2022-04-03 --document 9/QĐ --reason x", status=1)
    decide(C1, due)
    assert at("today")["lapses_on"] == {"2022-09-01": "2022-12-01", "2023-03-01": "2023-06-01"}[due]


def test_of_a_labour_contract_a_decision_after_limitation_is_refused_with_the_article() -> None:
    assert "Điều 123" in decide(case_of("HD001"), "2022-09-02", status=1).stderr
    assert at("today") | {"state": "open", "due_on": "2022-09-01"} == at("today")


@pytest.mark.parametrize(
    ("resumed", "last"),
    [
        ("2022-05-01", "2022-09-01"),  # 60 days and more were left
        ("2022-07-04", "2022-09-02"),
        ("2022-08-20", "2022-10-19"),
        ("2022-12-01", "2023-01-30"),  # none was left
    ],
)
def test_after_a_pause_60_days_are_left_to_discipline_a_labour_contract(resumed: str, last: str) -> None:
    case_of("HD001")
    run(f"case pause {C1} --ground maternity --from 2022-03-10")
    run(f"case resume {C1} --on {resumed}")
    assert at(resumed)["due_on"] == last  # the tail is no delay
    why = run(f"case why {C1} --as-of {resumed} -f json").json["rows"]
    assert [row["to_on"] for row in why if "After the postponement" in row["item"]] == [last] * (last > "2022-09-01")
    decide(C1, shift(last, 1), status=1)
    decide(C1, last)


@pytest.mark.parametrize(
    ("staff", "day", "ground", "status"),
    [
        ("CC001", "2025-06-30", "leave", 0),
        ("CC001", "2025-07-01", "leave", 1),
        ("CC001", "2025-07-01", "illness", 0),
        ("VC001", "2025-07-01", "leave", 0),
        ("VC001", "2026-07-01", "leave", 0),  # under way since 2025: Decree 112 goes on (Decree 234, article 24.1)
        ("VC001", "2026-07-02", "leave", 1),
        ("CC001", "2020-09-19", "complaint", 1),  # Decree 34, article 4: four cases
        ("CC001", "2022-03-01", "other", 1),  # the four cases of Decree 112 are all
        ("HD001", "2025-07-01", "complaint", 1),
    ],
)
def test_a_ground_that_the_law_of_that_day_lacks_is_refused(staff: str, day: str, ground: str, status: int) -> None:
    opened = dict.fromkeys(("2020-09-19", "2022-03-01", "2026-07-02"), "2020-09-01") | {"2026-07-02": "2026-07-01"}
    done = run(
        f"case pause {case_of(staff, opened.get(day, '2025-06-01'))} --ground {ground} --from {day}", status=status
    )
    if status:
        documents = ("34/2011", "112/2020", "172/2025", "Điều 122", "234/2026")
        assert any(said in done.stderr for said in documents) and "no ground to postpone" in done.stderr
    assert "not checked" not in done.stderr


def test_before_the_first_day_of_the_data_there_is_no_rule_and_the_program_says_so() -> None:
    run("violation log --staff CC001 --standard TG01 --on 2020-06-30")
    done = run("case open VP-2020-0001 --on 2020-06-30")
    assert "no rule" in done.stderr
    assert at("today", "VV-2020-0001") | {"due_on": None, "days_left": None} == at("today", "VV-2020-0001")
    decide("VV-2020-0001", "2020-06-30", "demotion")


# States


MOVES = {  # written from the issue: open <-> paused -> decided | closed, then appealed, stayed, annulled, which reopens
    "open": ("extend", "pause", "decide", "close"),
    "paused": ("resume", "close"),
    "decided": ("appeal", "stay", "annul"),
    "appealed": ("stay", "resume", "annul"),
    "stayed": ("resume", "annul"),
    "closed": (),
}
PATH = {  # how a case comes there
    "open": "",
    "paused": "pause",
    "decided": "decide",
    "appealed": "decide appeal",
    "stayed": "decide stay",
    "closed": "close",
}
VERB = {
    "extend": "--until 2022-06-10 --document 9/QĐ --reason x --on 2022-03-05",
    "pause": "--ground illness --from 2022-03-05",
    "resume": "--on 2022-03-05",
    "decide": "--form reprimand --decision 12/QĐ --on 2022-03-05 --effective 2022-03-05",
    "close": "--outcome reminder --on 2022-03-05 --reason x",
    "appeal": "--on 2022-03-05",
    "stay": "--on 2022-03-05",
    "annul": "--decision 13/QĐ --on 2022-03-05 --reason x",
}


@pytest.mark.slow
@pytest.mark.parametrize("state", MOVES)
def test_only_what_the_state_allows_may_happen(state: str, staffed: Path, register: Path) -> None:
    for verb, options in VERB.items():
        begin(staffed, register)
        number = case_of()
        for step in PATH[state].split():
            run(f"case {step} {number} {VERB[step]}")
        assert at("today")["state"] == state
        done = run(f"case {verb} {number} {options}", status=0 if verb in MOVES[state] else 1)
        assert at("today")["state"] == state or done.status == 0


def test_resuming_lets_a_decision_stand_again_and_annulment_opens_the_case() -> None:
    number = case_of()
    for verb, state in {"decide": "decided", "appeal": "appealed", "stay": "stayed", "resume": "decided"}.items():
        run(f"case {verb} {number} {VERB[verb]}")
        assert at("today")["state"] == state
    run(f"case annul {number} {VERB['annul']}")
    assert at("today")["state"] == "open"


def test_nothing_happens_in_the_future_or_before_what_happened_last() -> None:
    number = case_of()
    run(f"case pause {number} --ground illness --from 2022-04-01")
    for verb, options in {
        "resume": "--on 2022-03-31",
        "close": "--outcome reminder --on 2022-03-31 --reason x",
    }.items():
        assert "2022" in run(f"case {verb} {number} {options}", status=1).stderr
    run(f"case resume {number} --on 2026-11-24", status=1)
    run(f"case step {number} --kind review --on 2022-02-28", status=1)
    decide(number, "2022-02-28", status=1)
    run(f"case resume {number} --on 2022-04-01")
    assert at("today")["paused"] == 0
    run(f"case decide {number} --form reprimand --decision 1 --on 2022-04-02 --effective 2022-04-01", status=1)


def test_a_case_does_not_end_before_a_step_that_was_taken() -> None:
    case_of()
    run(f"case step {C1} --kind council --on 2022-04-12")
    assert "12/04/2022" in decide(C1, "2022-04-11", status=1).stderr
    run(f"case close {C1} --outcome exempt --on 2022-04-11 --reason x", status=1)
    run(f"case step {C1} --kind review --on 2022-03-15")  # entered late
    decide(C1, "2022-04-12")


def test_a_step_that_the_decision_misses_can_be_entered_after_it_but_not_taken_after_it() -> None:
    case_of()
    assert "Review meeting, Disciplinary council" in decide(C1, "2022-04-12").stderr
    before = at("2022-04-30")
    run(f"case step {C1} --kind council --on 2022-04-12")
    run(f"case step {C1} --kind review --on 2022-04-10 --skip --note 'biên bản cũ'")
    assert "the case is Decided" in run(f"case step {C1} --kind other --on 2022-04-13", status=1).stderr
    assert at("2022-04-30") == before
    run("check")


def test_steps_are_recorded_or_skipped_with_a_reason_and_missing_ones_are_named() -> None:
    number = case_of()
    run(f"case step {number} --kind review --on 2022-03-10")
    run(f"case step {number} --kind council --on 2022-03-11 --skip", status=2)
    run(f"case step {number} --kind other --on 2022-03-11 --skip --note x", status=2)
    assert "council" in decide(number, "2022-03-12").stderr.casefold()
    run(f"case annul {number} {VERB['annul'].replace('03-05', '03-13')}")
    run(f"case step {number} --kind council --on 2022-03-14 --skip --note 'đã có kết luận của cấp ủy'")
    assert decide(number, "2022-03-15").stderr == ""
    assert at("today")["due_on"] == "2022-05-31"  # steps move nothing, the annulled decision one day


def test_numbers_are_found_whatever_their_case_and_unknown_ones_are_named() -> None:
    case_of()
    for verb in ("show", "why"):
        assert run(f"case {verb} vv-2022-0001 -f json").json["rows"]
        assert "VV-2022-0009" in run(f"case {verb} VV-2022-0009", status=1).stderr
    run("case open VP-2022-0009", status=1)
    assert "VV-2022-0009" in run("case resume VV-2022-0009 --on 2022-04-01", status=1).stderr


# Acts


def test_an_act_is_in_one_case_and_the_case_is_named() -> None:
    number = case_of()
    assert number in run(f"case open {V1} --on 2022-03-05", status=1).stderr
    decide(number, "2022-03-05")
    run(f"case annul {number} {VERB['annul']}")
    assert number in run(f"case open {V1} --on 2022-03-05", status=1).stderr  # annulled: the same case is open again


def test_a_case_is_of_one_person_and_of_no_void_act() -> None:
    tell(f"""
        violation log --staff CC001 --standard TG01 --on {ACT}
        violation log --staff CC002 --standard TG01 --on {ACT}
        violation void VP-2022-0002 --reason nhầm
    """)
    wrong = run("case open VP-2022-0001 VP-2022-0002 --on 2022-03-05", status=1).stderr
    assert "one person" in wrong and "VP-2022-0002" in wrong
    assert run("case list -f json").json["rows"] == []


def test_an_act_with_a_live_case_cannot_be_voided() -> None:
    number = case_of()
    for verb in ("pause", "resume"):
        assert number in run(f"violation void {V1} --reason nhầm", status=1).stderr
        run(f"case {verb} {number} {VERB[verb]}")
    run(f"case close {number} --outcome no-discipline --on 2022-03-06 --reason x")
    run(f"violation void {V1} --reason nhầm")


def test_an_act_on_which_a_decision_rests_cannot_be_voided_before_it_is_annulled_and_the_case_closed() -> None:
    number = case_of()
    decide(number, "2022-03-05")
    assert number in run(f"violation void {V1} --reason nhầm", status=1).stderr
    run("staff edit CC001 --post 2019-01-01 --from 2023-01-01", status=1)
    run(f"case annul {number} {VERB['annul']}")
    assert number in run(f"violation void {V1} --reason nhầm", status=1).stderr
    run(f"case close {number} --outcome groundless --on 2022-04-06 --reason x")
    run(f"violation void {V1} --reason nhầm")
    run("check")


def test_a_case_whose_act_was_void_before_can_only_be_closed_and_is_listed_until_then(register: Path) -> None:
    number = case_of()
    decide(number, "2022-03-05")
    with closing(sqlite3.connect(register)) as db, db:
        db.execute("UPDATE violation SET voided_on = '2022-03-06', void_reason = 'x'")  # as earlier programs let it be
    assert f"case-timeline,error,{number}" in run("check -f csv", status=3).stdout
    run("staff edit CC001 --note x")
    run(f"case annul {number} {VERB['annul']}")
    assert f"case-timeline,error,{number}" in run("check -f csv", status=3).stdout
    assert "void" in run(f"case decide {number} {VERB['decide']}", status=1).stderr
    run(f"case close {number} --outcome groundless --on 2022-04-06 --reason x")
    assert "case-timeline" not in run("check -f csv", status=None).stdout


def test_an_act_cannot_become_another_persons_or_be_found_after_its_case_was_opened() -> None:
    case_of()
    assert C1 in run(f"violation edit {V1} --staff CC002", status=1).stderr
    assert C1 in run(f"violation edit {V1} --found 2022-03-02", status=1).stderr


def test_a_groundless_violation_no_longer_counts_and_every_other_one_does() -> None:
    outcomes = ["reminder", "criticism", "no-discipline", "groundless", "exempt", "time-barred"]
    for outcome in outcomes:
        run(f"case close {case_of()} --outcome {outcome} --on 2022-03-10 --reason x")
    totals = run("report compliance --period 2022 -f json").json["totals"]
    assert (totals["violations"], totals["unhandled"], totals["open_cases"]) == (5, 0, 0)
    assert run("report violations --period 2022 -f json").json["totals"]["violations"] == 5
    assert "VP-2022-0004" not in run("report compliance --period 2022 --cell PNV:violations -f json").stdout
    figures = run("report cases --period 2022 -f json").json["totals"]
    assert [figures[outcome.replace("-", "_")] for outcome in outcomes] == [1] * 6
    then = run("--today 2022-03-09 report compliance --period 2022 -f json").json["totals"]
    assert then["violations"] == 6


# Which law


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
        ("CC001", "2025-08-01", "complaint", "R"),
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
    for on, verified in ("2022-03-01", "S"), ("2025-08-01", "R"):
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


# Figures and what is due


def test_the_four_figures_of_compliance() -> None:
    first, second = case_of(), case_of()
    run(f"violation log --staff VC001 --standard TG01 --on {ACT}")
    run("violation log --staff VC002 --standard TG01 --on 2022-05-31")
    decide(first, "2022-04-01")
    run("case open VP-2022-0004 --on 2022-07-01")

    def figures(period: str) -> list[int]:
        totals = run(f"report compliance --period {period} -f json").json["totals"]
        return [totals[key] for key in ("unhandled", "open_cases", "overdue_cases", "disciplined")]

    assert figures("2022-01-01..2022-03-31") == [1, 2, 0, 0]
    assert figures("2022-01-01..2022-05-30") == [1, 1, 0, 1]
    assert figures("2022-01-01..2022-05-31") == [2, 1, 1, 1]
    assert figures("2022-05-01..2022-06-30") == [1, 1, 1, 0]
    assert figures("2022-01-01..2022-07-01") == [1, 2, 1, 1]
    behind = run("report compliance --period 2022H1 --cell PNV:overdue_cases -f json").json["rows"]
    assert [row["number"] for row in behind] == [second]
    left = run("report violations --unhandled --period 2022H1 -f json").json["rows"]
    assert [(row["number"], row["days_since"]) for row in left] == [("VP-2022-0003", 121), ("VP-2022-0004", 30)]


def test_who_was_disciplined_counts_in_the_category_of_the_decisions_day_and_what_is_live_in_that_of_the_last() -> None:
    decide(case_of(), "2022-04-20")
    case_of(on="2022-05-01")
    run("staff transfer CC001 --on 2022-06-01 --category public-employee")
    rows = run("report compliance --period 2022H1 --by category -f json").json["rows"]
    found = {row["category"]: (row["disciplined"], row["open_cases"], row["unhandled"]) for row in rows}
    assert (found["civil-servant"], found["public-employee"]) == ((1, 0, 0), (0, 1, 0))


def test_a_case_of_a_unit_in_which_nobody_serves_any_more_is_in_the_total_and_the_unit_is_named() -> None:
    run("unit add PTP 'Phòng Tư pháp' --kind office")
    run("staff add --code CC010 --name X --unit PTP --category civil-servant --from 2021-01-01")
    case_of("CC010")
    note = "in the total only, because nobody served there in the period: PTP"
    assert note not in run("report compliance --period 2022 -f json").json["notes"]
    run("staff transfer CC010 --on 2022-04-01 --to PNV")
    told = run("report compliance --period 2022-04-01..2022-06-30 -f json").json
    assert [row["unit_code"] for row in told["rows"]] == ["PNV"]
    assert (told["rows"][0]["open_cases"], told["totals"]["open_cases"], note in told["notes"]) == (0, 1, True)


def test_what_is_due_by_when_and_overdue_first() -> None:
    number = case_of()
    rows = run("--today 2022-05-16 due --within 14 -f json").json["rows"]
    assert [(row["kind"], row["number"], row["due_on"], row["days_left"]) for row in rows] == [
        ("extension", number, DUE, 14),
        ("processing", number, DUE, 14),
    ]
    assert run("--today 2022-05-15 due --within 14 -f json").json["rows"] == []
    run("--today 2022-05-30 due --exit-code")
    [late] = run("--today 2022-05-31 due --exit-code -f json", status=3).json["rows"]
    assert (late["kind"], late["days_left"], late["verified"]) == ("processing", -1, "S")
    run(f"case pause {number} --ground illness --from 2022-05-20 --until 2022-06-01")
    kinds = {row["kind"]: row["due_on"] for row in run("--today 2022-05-25 due --within 30 -f json").json["rows"]}
    assert kinds["pause"] == "2022-06-01"
    run(f"case resume {number} --on 2022-06-01")
    decide(number, "2022-06-05")
    rows = run("--today 2023-06-01 due --within 14 -f json").json["rows"]
    assert [(row["kind"], row["due_on"], row["staff"], row["unit"]) for row in rows] == [
        ("lapse", "2023-06-05", "CC001", "PNV")
    ]
    assert run("--today 2024-02-25 due --within 14 -f json").json["rows"] == []


def test_the_balance_of_a_person_with_two_cases() -> None:
    first, second = case_of(), case_of(on="2022-03-05")
    decide(first, "2022-03-10")
    run(f"case close {second} --outcome reminder --on 2022-03-20 --reason x")
    run(f"case annul {first} --decision 20/QĐ --on 2022-04-10 --reason x")

    def balance(period: str) -> list[int]:
        totals = run(f"report cases --period {period} -f json").json["totals"]
        return [totals[f"{of}{key}"] for of in ("", "people_") for key in ("opening", "opened", "ended", "closing")]

    assert balance("2022-03") == [0, 2, 2, 0, 0, 1, 1, 0]
    assert balance("2022-03-06..2022-03-15") == [2, 0, 1, 1, 1, 0, 0, 1]
    assert balance("2022-04") == [0, 1, 0, 1, 0, 1, 0, 1]
    assert balance("2022") == [0, 3, 2, 1, 0, 2, 1, 1]


@pytest.mark.parametrize(
    ("days", "age"),
    [(0, "30"), (30, "30"), (31, "60"), (60, "60"), (61, "90"), (90, "90"), (91, "150"), (150, "150"), (151, "more")],
)
def test_the_ages_of_cases_are_days_since_they_were_found(days: int, age: str) -> None:
    number, end = case_of(), shift(ACT, days)
    totals = run(f"report cases --period {ACT}..{end} -f json").json["totals"]
    assert [key for key, value in totals.items() if key.startswith("live_") and value] == [f"live_{age}"]
    run(f"case close {number} --outcome reminder --on {end} --reason x")
    totals = run(f"report cases --period {ACT}..{end} -f json").json["totals"]
    assert [key for key, value in totals.items() if key.startswith("ended_") and value] == [f"ended_{age}"]


# Out and in again


def every_state() -> None:
    """A case in each state, with each kind of event, on people of each kind."""
    for path in [*PATH.values(), "extend pause", "pause resume extend", "decide appeal resume", "decide annul decide"]:
        number = case_of()
        for step in path.split():
            run(f"case {step} {number} {VERB[step]}")
    for kind in ("review", "other"):
        run(f"case step {C1} --kind {kind} --on 2022-03-02 --note =1+1")
    run(f"case step {C1} --kind council --on 2022-03-02 --skip --note 'đã họp'")
    run(f"case decide {case_of('HD001')} {VERB['decide']} --mitigating 'khắc phục hậu quả,hợp tác' --note =x")
    run(
        f"case decide {case_of('CC009', '2022-12-01')} --form title-revocation --decision 1 --on 2023-02-01 "
        "--effective 2023-02-02 --party-effective 2023-01-01 --aggravating organised"
    )
    run("violation log --staff VC001 --standard TG01 --on 2020-06-30")
    run("case open VP-2020-0001 --on 2020-06-30")


def files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.slow
def test_cases_in_every_state_come_back_byte_for_byte(empty: Path, register: Path, tmp_path: Path) -> None:
    every_state()
    run("export", tmp_path / "first")
    listed = run("case list -f csv").stdout
    begin(empty, register)
    run("import", tmp_path / "first")
    run("export", tmp_path / "second")
    assert files(tmp_path / "second") == files(tmp_path / "first")
    assert run("case list -f csv").stdout == listed
    again = run("import -f json", tmp_path / "first").json["rows"]
    assert not any(row["new"] or row["changed"] or row["refused"] for row in again)
    assert "repair,co-operation" in (tmp_path / "first" / "case_event.csv").read_text("utf-8")


def test_what_follows_from_a_corrected_row_is_found_anew_unless_the_file_says_it(tmp_path: Path) -> None:
    decide(case_of(), "2022-04-20")
    heads, row = "case,n,kind,happened_on,form,decision,effective_on", "VV-2022-0001,1,decide,2022-04-20,warning,7/QĐ,"
    path = tmp_path / "case_event.csv"
    path.write_text(f"{heads}\n{row}2022-05-01\n", "utf-8")
    assert "changed VV-2022-0001: Form" in run("import --update", path).stderr
    assert (at("2022-06-01")["form"], at("2022-06-01")["lapses_on"]) == ("warning", "2023-05-01")
    path.write_text(f"{heads},lapses_on\n{row}2022-05-02,2023-05-01\n", "utf-8")
    run("import --update", path)
    assert at("2022-06-01")["lapses_on"] == "2023-05-01"
    assert run("import -f json", path).json["rows"][0]["unchanged"] == 1
    number = case_of(on="2025-06-20", opened="2025-07-02")
    path = tmp_path / "case.csv"
    path.write_text(f"number,staff,found_on,opened_on\n{number},CC001,2025-07-01,2025-07-02\n", "utf-8")
    run("import --update", path)
    assert at("2025-07-03", number)["due_on"] == "2025-09-29"
    assert "172/2025" in run(f"case why {number} --as-of 2025-07-03").stdout


@pytest.mark.slow
def test_an_anonymised_export_of_cases_names_nobody_and_can_be_taken_in(
    empty: Path, register: Path, tmp_path: Path
) -> None:
    every_state()
    figures = run("report cases --period 2022..2026 -f csv").stdout
    run("export --anonymise --days exact", tmp_path / "veiled")
    for name in ("case", "case_violation", "case_event"):
        text = (tmp_path / "veiled" / f"{name}.csv").read_text("utf-8")
        for secret in ("CC0", "HD0", "12/QĐ", "13/QĐ", "9/QĐ", "đã họp", "=x", "=1+1", ",x,"):
            assert secret not in text, (name, secret)
    begin(empty, register)
    run("import", tmp_path / "veiled")
    assert run("report cases --period 2022..2026 -f csv").stdout == figures


WRONG = {  # file -> (header, row) of each fault, with the column that is named; "" where no column is to blame
    "case": [
        ("number,staff,found_on,opened_on", "VV-2022-0500,NOBODY,2022-03-01,2022-03-01", "staff"),
        ("number,staff,found_on,opened_on", "VV-2022-0501,CC001,2022-03-02,2022-03-01", "opened_on"),
        ("number,staff,found_on,opened_on", "VV-2021-0502,CC001,2022-03-01,2022-03-01", "number"),
        ("number,staff,found_on,opened_on", "VV-2026-0503,CC001,2022-03-01,2026-12-31", "opened_on"),
        ("number,staff,found_on,opened_on", "VV-2022-0504,CC001,2022-02-30,2022-03-01", "found_on"),
        ("number,staff,found_on,opened_on,limitation", "VV-2022-0505,CC001,2022-03-01,2022-03-01,x", "limitation"),
        ("number,staff,found_on,opened_on", "VV-2022-0506,CC001,2022-03-01,2022-03-01", ""),  # no violation
    ],
    "case_violation": [
        ("case,violation", "VV-2022-0900,VP-2022-0002", "case"),
        ("case,violation", "VV-2022-0001,VP-2022-0900", "violation"),
        ("case,violation", "VV-2022-0001,VP-2022-0003", ""),  # of another person
    ],
    "case_event": [
        ("case,n,kind,happened_on", "VV-2022-0001,1,nonsense,2022-03-05", "kind"),
        ("case,n,kind,happened_on", "VV-2022-0001,x,review,2022-03-05", "n"),
        ("case,n,kind,happened_on", "VV-2022-0900,1,review,2022-03-05", "case"),
        ("case,n,kind,happened_on", "VV-2022-0001,1,pause,2022-03-05", "ground"),
        ("case,n,kind,happened_on", "VV-2022-0001,1,resume,2022-03-05", ""),
        ("case,n,kind,happened_on", "VV-2022-0001,1,review,2026-12-31", "happened_on"),
        ("case,n,kind,happened_on,form", "VV-2022-0001,1,review,2022-03-05,warning", "form"),
        ("case,n,kind,happened_on,outcome", "VV-2022-0001,1,close,2022-03-05,reminder", "reason"),
        (
            "case,n,kind,happened_on,form,decision,effective_on",
            "VV-2022-0001,1,decide,2022-03-05,demotion,1,2022-03-05",
            "",
        ),
        (
            "case,n,kind,happened_on,form,decision,effective_on",
            "VV-2022-0001,1,decide,2022-03-05,warning,1,2022-03-04",
            "effective_on",
        ),
        (
            "case,n,kind,happened_on,form,decision,effective_on,mitigating",
            'VV-2022-0001,1,decide,2022-03-05,warning,1,2022-03-05,"repair,mưa"',
            "mitigating",
        ),
        (
            "case,n,kind,happened_on,until_on,document,reason",
            "VV-2022-0001,1,extend,2022-03-05,2022-12-31,9/QĐ,x",
            "",
        ),
    ],
}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "heads", "row", "column"),
    [(name, *wrong) for name, several in WRONG.items() for wrong in several],
    ids=[f"{name}-{place}" for name, several in WRONG.items() for place, _wrong in enumerate(several)],
)
def test_a_wrong_row_of_a_case_file_is_refused_with_its_line(
    tmp_path: Path, name: str, heads: str, row: str, column: str
) -> None:
    case_of()
    run(f"violation log --staff CC001 --standard TG01 --on {ACT}")
    run(f"violation log --staff CC002 --standard TG01 --on {ACT}")
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / f"{name}.csv").write_text(f"{heads}\n{row}\n", "utf-8")
    before = everything(Path(os.environ["CHODON_REGISTER"]))
    done = run("import", folder, status=1)
    assert f"{name}.csv:2:{' ' + column if column else ''}" in done.stderr
    assert everything(Path(os.environ["CHODON_REGISTER"])) == before


def test_every_wrong_row_is_named_at_once(tmp_path: Path) -> None:
    case_of()
    folder = tmp_path / "in"
    folder.mkdir()
    rows = [row for heads, row, column in WRONG["case_event"] if heads == "case,n,kind,happened_on" and column]
    (folder / "case_event.csv").write_text("\n".join(["case,n,kind,happened_on", *rows]) + "\n", "utf-8")
    said = run("import", folder, status=1).stderr
    assert [line for line in range(2, len(rows) + 2) if f"case_event.csv:{line}:" not in said] == []


# How it looks


SHOWN = [
    "case list",
    "case list --overdue --as-of 2022-12-31",
    f"case show {C1}",
    f"case why {C1}",
    "case why VV-2022-0002 --as-of 2022-03-10",
    "report cases --period 2022",
    "report decisions --as-of 2022-12-31",
    "report violations --unhandled --period 2022",
    "report compliance --period 2022 --cell PNV:open_cases",
    "due --within 400",
]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["vi", "en"])
def test_everything_in_every_format_and_both_languages(language: str, tmp_path: Path) -> None:
    every_state()
    run("violation log --staff VC002 --standard TG01 --on 2022-04-01")
    for line in SHOWN:
        for format in ("table", "csv", "tsv", "json", "jsonl", "md", "html"):
            done = run(f"--lang {language} {line} -f {format}")
            assert done.stdout.strip(), (line, format)
            assert done.stderr == "" or " show " in line
        run(f"--lang {language} {line} -o", tmp_path / "out.xlsx")
        shown = run(f"--lang {language} {line}").stdout.rpartition("\nLệnh")[0]
        assert language == "en" or not re.search(r"(?i)\b(case|decision|limit|reprimand|due on)\b", shown), shown


@pytest.mark.slow
def test_on_a_terminal_of_80_columns_no_line_is_longer() -> None:
    every_state()
    for line in SHOWN:
        shown = on_a_terminal(line, 80)
        assert len(shown) > 3, line
        assert [text for text in shown if len(text) > 80] == [], line


def on_a_terminal(line: str, width: int) -> list[str]:
    """What the command prints on a terminal of that width, line by line."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 60, width, 0, 0))
    command = [sys.executable, "-m", "chodon_cli", "--lang", "vi", "--color", "never", "--no-pager", *shlex.split(line)]
    printed = b""
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=terminal()) as running:
        os.close(theirs)
        with suppress(OSError):  # Linux: what a closed terminal answers
            while more := os.read(ours, 65536):
                printed += more
        assert running.wait() == 0, printed.decode()
    os.close(ours)
    return [re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", text) for text in printed.decode().splitlines()]


def terminal() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key not in ("COLUMNS", "LINES")} | {"TERM": "xterm"}


WRITES: Lines = {
    "case open": ["case open VP-2022-0010 --on 2022-04-01", "case open VP-2022-0011 --on 2022-04-01"],
    "case step": [
        "case step VV-2022-0044 --kind review --on 2022-04-04",
        "case step VV-2022-0044 --kind council --on 2022-04-05 --skip --note 'đã có kết luận'",
    ],
    "case pause": ["case pause VV-2022-0044 --ground illness --from 2022-04-06"],
    "case resume": ["case resume VV-2022-0044 --on 2022-04-16"],
    "case extend": [
        "case extend VV-2022-0044 --until 2022-06-20 --document 3/TB --reason 'phức tạp' --on 2022-04-17",
    ],
    "case conclude": ["case conclude VV-2022-0044 --on 2022-04-18"],
    "case edit": ["case edit VV-2022-0044 --event 1 --on 2022-04-03 --reason 'gõ nhầm ngày'"],
    "case decide": [
        "case decide VV-2022-0044 --form reprimand --decision 12/QĐ --on 2022-05-03 --effective 2022-05-04",
    ],
    "case appeal": ["case appeal VV-2022-0044 --on 2022-05-05"],
    "case stay": ["case stay VV-2022-0044 --on 2022-05-06"],
    "case annul": ["case annul VV-2022-0044 --decision 13/QĐ --on 2022-05-07 --reason 'sai trình tự'"],
    "case close": ["case close VV-2022-0045 --outcome reminder --on 2022-04-20 --reason 'vi phạm lần đầu'"],
    "case void-event": ["case void-event VV-2022-0044 --event 2 --reason 'không họp'"],
    "case void": ["case void VV-2022-0045 --reason 'mở nhầm người'"],
}


@pytest.mark.slow
def test_each_write_of_a_case_is_one_changeset(filled: Path) -> None:
    assert_each_is_one_changeset(filled, WRITES)
