"""Cases in figures: compliance, what is due, the balance, ages."""

import pytest

from chodon_cli.dates import shift
from tests.commands.case_stories import ACT, DUE, case_of, decide
from tests.harness import run

pytestmark = pytest.mark.usefixtures("case_office")


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


@pytest.mark.mostly_slow
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
