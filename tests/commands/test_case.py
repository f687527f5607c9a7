"""`case`, sentence by sentence as the contract says it: its states, its acts, what each command writes."""

from pathlib import Path

import pytest

from tests.commands.case_stories import ACT, C1, PATH, V1, VERB, at, case_of, decide, tell
from tests.commands.changesets import Lines, assert_each_is_one_changeset
from tests.harness import begin, rows, run

pytestmark = pytest.mark.usefixtures("case_office")

# States


MOVES = {  # written from the issue: open <-> paused -> decided | closed, then appealed, stayed, annulled, which reopens
    "open": ("extend", "pause", "decide", "close"),
    "paused": ("resume", "close"),
    "decided": ("appeal", "stay", "annul"),
    "appealed": ("stay", "resume", "annul"),
    "stayed": ("resume", "annul"),
    "closed": (),
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
    as_earlier_programs_let_it_be = "UPDATE violation SET voided_on = '2022-03-06', void_reason = 'x' RETURNING id"
    assert rows(register, as_earlier_programs_let_it_be)
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
