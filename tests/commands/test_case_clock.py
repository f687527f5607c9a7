"""The processing clock of a case; every expected day was counted on a calendar."""

from pathlib import Path

import pytest

from chodon_cli.dates import shift
from tests.commands.case_stories import ACT, C1, DUE, V1, at, case_of, decide, tell
from tests.harness import run

pytestmark = pytest.mark.usefixtures("case_office")


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
    run(f"case extend {number} --until 2022-06-29 --document '' --reason x", status=2)


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
    ("staff", "category", "days"),  # of a limitation: before the change of category, on its day
    [
        ("HD001", "civil-servant", (["2022-09-01"], ["2024-03-01", "2027-03-01"])),
        ("CC001", "contract", (["2024-03-01", "2027-03-01"], ["2022-09-01"])),
    ],
)
def test_of_who_changes_category_the_last_day_is_one_in_every_answer(
    staff: str, category: str, days: tuple[list[str], list[str]]
) -> None:
    """There is a processing limit or none as it was when the case was opened; limitation is of who is judged."""
    case_of(staff)
    run(f"staff transfer {staff} --on 2022-05-01 --category {category}")
    for day, ends in zip(("2022-04-30", "2022-05-01"), days, strict=True):
        rows = run(f"--today {day} due --within 3650 -f json").json["rows"]
        assert [row["due_on"] for row in rows if row["kind"] == "limitation"] == ends, day
        last = DUE if staff == "CC001" else ends[-1]
        assert last in [row["due_on"] for row in rows if row["kind"] in ("processing", "limitation")]
        shown = run(f"--today {day} case show {C1} -f json").json["rows"]
        assert at(day)["due_on"] == shown[0]["due_on"] == last, day
        why = run(f"case why {C1} --as-of {day} -f json").json["rows"]
        assert {last, *ends} <= {row["to_on"] for row in why}, day
    if category == "contract":
        decide(C1, "2022-09-02", status=1)
        decide(C1, "2022-09-01")
    else:
        decide(C1, "2022-09-02", "warning")  # in time for whom is a civil servant by then
    run(f"staff transfer {staff} --on 2023-01-01 --category public-employee")
    assert at("today")["due_on"] == (DUE if staff == "CC001" else "2027-03-01")


@pytest.mark.parametrize(
    ("staff", "word", "status"),
    [
        ("CC001", "none", 0),
        ("VC001", "none", 0),
        ("CB001", "none", 0),
        ("CX001", "none", 0),
        ("HD001", "none", 1),
        ("CC001", "assets", 1),
        ("HD001", "assets", 0),
    ],
)
def test_a_word_on_limitation_that_the_category_does_not_have_is_refused(
    tmp_path: Path, staff: str, word: str, status: int
) -> None:
    run(f"violation log --staff {staff} --standard TG01 --on {ACT}")
    (tmp_path / "case.csv").write_text(
        f"number,staff,found_on,opened_on,limitation\nVV-2022-0009,{staff},{ACT},{ACT},{word}\n"
    )
    (tmp_path / "case_violation.csv").write_text(f"case,violation\nVV-2022-0009,{V1}\n")
    lines = (f"case open {V1} --limitation {word}", f"import {tmp_path}")
    for line in lines if status else lines[:1]:
        said = run(line, status=status).stderr
        assert bool(status) == ("imitation" in said and "chodon law limitation" in said), said
    if not status:
        run("undo --yes")
        run(f"import {tmp_path}")


@pytest.mark.mostly_slow
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


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    ("staff", "day", "ground", "status"),
    [
        ("CC001", "2025-06-30", "leave", 0),
        ("CC001", "2025-07-01", "leave", 0),  # under way: the law of the act goes on (Decree 172, article 28.1)
        ("CC001", "2025-07-02", "leave", 1),
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
    opened = dict.fromkeys(("2020-09-19", "2022-03-01"), "2020-09-01")
    opened |= {"2025-07-02": "2025-07-01", "2026-07-02": "2026-07-01"}
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
