"""Cases that nobody would think of: random lives, held against what was worked out without the program."""

import random
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chodon_cli.errors import Refused
from chodon_cli.law import clock
from chodon_cli.law.clock import ClockStart, Event
from tests.harness import SAMPLE_DATA, TODAY, begin, examples, run
from tests.oracle import recompute_cases, recompute_decisions
from tests.samples import make_sample_cases

UNITS = ("PNV", "THBL")
PEOPLE = {"CC001": "civil-servant", "CC002": "civil-servant", "VC001": "public-employee", "HD001": "contract"}
FIRST, LAST = date(2021, 1, 1), date(2026, 11, 23)
GROUNDS = ("illness", "maternity", "prosecution", "complaint")
OUTCOMES = ("reminder", "criticism", "no-discipline", "groundless", "exempt", "time-barred")
KINDS = ("review", "extend", "pause", "resume", "decide", "close", "appeal", "stay", "annul")
FORMS = ("reprimand", "warning", "dismissal", "delayed-raise")


@pytest.fixture(scope="session")
def offended(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with two units, four people and 60 violations of 2021 to 2023; people move."""
    path = begin(empty, tmp_path_factory.mktemp("offended") / "register.db")
    chance = random.Random(7)
    before = f"--lang en --today {TODAY} -r {path} -q"
    for unit in UNITS:
        run(f"{before} unit add {unit} {unit} --kind office")
    for code, category in PEOPLE.items():
        run(f"{before} staff add --code {code} --name {code} --unit PNV --category {category} --from 2020-01-01")
    run(f"{before} staff transfer CC002 --on 2022-03-01 --to THBL")
    run(f"{before} staff transfer VC001 --on 2021-07-01 --to THBL")
    run(f"{before} staff transfer VC001 --on 2023-06-01 --category civil-servant")
    for _ in range(60):
        on = FIRST + timedelta(days=chance.randint(0, 900))
        found = on + timedelta(days=chance.choice([0, 0, 3, 20]))
        run(f"{before} violation log --staff {chance.choice([*PEOPLE])} --standard TG01 --on {on} --found {found}")
    return path


def live(seed: int, moves: int) -> None:
    """Do random things to random cases until so many were allowed, in one transaction."""
    from chodon_cli.register import case
    from chodon_cli.register.transaction import transaction

    chance = random.Random(seed)
    with transaction() as session:
        done = 0
        known: dict[str, date] = {}  # case -> the day of what happened last
        for _ in range(6 * moves):
            if done == moves:
                return
            with suppress(Refused), session.begin_nested():
                if not known or chance.random() < 0.15:
                    number, on = opened(session, case, chance)
                else:
                    number = chance.choice([*known])
                    on = min(LAST, known[number] + timedelta(days=chance.choice([0, 0, 1, 5, 20, 45])))
                    kind, fields = move(chance, on, state(session, number))
                    case.happen(session, number, kind, TODAY, happened_on=on.isoformat(), **fields)
                known[number] = on
                done += 1
                if state(session, number) == "closed":
                    del known[number]
    raise AssertionError(f"only {done} moves were possible")


def opened(session: Any, case: Any, chance: random.Random) -> tuple[str, date]:
    from chodon_cli.casework import case as cases
    from chodon_cli.register.session import SessionReader

    rows = list(SessionReader(session).execute("SELECT year, n, found_on FROM violation ORDER BY id", {}))
    acts = chance.sample(rows, chance.choice([1, 1, 1, 2]))
    found = max(date.fromisoformat(act[2]) for act in acts)
    on = found + timedelta(days=chance.choice([0, 1, 10]))
    numbers = [f"VP-{act[0]}-{act[1]:04}" for act in acts]
    made = case.open_(session, numbers, on.isoformat(), None, chance.choice([None, None, None, "none"]), TODAY)
    return cases.cases(SessionReader(session), [made.id])[0].number, on


def state(session: Any, number: str) -> str:
    from chodon_cli.casework import case as cases
    from chodon_cli.register.session import SessionReader

    return cases.case_of_number(SessionReader(session), number).latest.state


def move(chance: random.Random, on: date, state: str) -> tuple[str, dict[str, Any]]:
    """One that the state allows, mostly; closing, which ends everything, now and then."""
    kind = chance.choice([*clock.MOVES_OF_A_CASE[state], "review"] if chance.random() < 0.9 else KINDS)
    kind = chance.choice([kind, "pause", "review"]) if kind == "close" else kind
    later = (on + timedelta(days=chance.choice([1, 20, 60, 90]))).isoformat()
    fields: dict[str, dict[str, Any]] = {
        "extend": {"until_on": later, "document": "9/QĐ", "reason": "phức tạp"},
        "pause": {"ground": chance.choice(GROUNDS), "until_on": chance.choice([None, later])},
        "decide": {"form": chance.choice(FORMS), "decision": "12/QĐ", "effective_on": on.isoformat()},
        "close": {"outcome": chance.choice(OUTCOMES), "reason": "x"},
        "annul": {"decision": "20/QĐ", "reason": "x"},
    }
    return kind, fields.get(kind, {})


def periods(seed: int) -> Iterator[tuple[date, date]]:
    chance = random.Random(seed)
    yield FIRST, LAST
    for _ in range(5):
        start, end = sorted(FIRST + timedelta(days=chance.randint(0, 1500)) for _ in range(2))
        yield start, end


@pytest.mark.slow
@settings(max_examples=2)
@given(seed=st.integers(0, 10**9))
def test_200_random_moves_are_reported_as_recomputed(
    offended: Path, empty: Path, register: Path, tmp_path: Path, seed: int
) -> None:
    begin(offended, register)
    live(seed, 200)
    run("export", tmp_path / "out")
    found = recompute_cases.read(tmp_path / "out")
    for start, end in periods(seed):
        assert_reported(tmp_path / "out", found, start, end)
    listed = run("case list -f csv").stdout
    exported = {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()}
    begin(empty, register)
    run("import", tmp_path / "out")
    assert run("case list -f csv").stdout == listed
    run("export", tmp_path / "out")
    assert {file.name: file.read_bytes() for file in (tmp_path / "out").iterdir()} == exported


@pytest.mark.slow
def test_the_sample_is_reported_as_recomputed(sample: Path, register: Path, sample_folder: Path) -> None:
    begin(sample, register)
    found = recompute_cases.read(sample_folder)
    for period in (("2021-01-01", "2022-12-31"), ("2022-04-01", "2022-06-30"), ("2021-01-01", TODAY)):
        start, end = map(date.fromisoformat, period)
        assert_reported(sample_folder, found, start, end)


def test_the_sample_is_what_its_program_writes(tmp_path: Path) -> None:
    for name in ("post", "violation"):
        (tmp_path / f"{name}.csv").write_bytes((SAMPLE_DATA / f"{name}.csv").read_bytes())
    make_sample_cases.write(tmp_path)
    for name in ("case", "case_violation", "case_event"):
        assert (tmp_path / f"{name}.csv").read_bytes() == (SAMPLE_DATA / f"{name}.csv").read_bytes()


def test_the_sample_tells_of_everything_that_can_become_of_a_case(sample: Path, register: Path) -> None:
    begin(sample, register)
    totals = run("--today 2022-12-31 report cases --period 2021..2022 -f json").json["totals"]
    assert totals["opened"] == 61 and totals["overdue"] == 2 and totals["pausing"] == 1 and totals["annulled"] == 1
    everything = run("report cases --period 2021..2023 -f json").json["totals"]
    assert all(everything[key] for key in recompute_cases.ENDS) and everything["late"] == 1
    rows = run("report decisions --as-of 2022-10-31 -f json").json["rows"]
    assert [row["number"] for row in rows if row["reoffence_of"]] == ["VV-2022-0024"]
    assert {row["state"] for row in rows} == {"decided", "appealed", "stayed"}


def assert_reported(folder: Path, found: list[recompute_cases.Case], start: date, end: date) -> None:
    """Every report of cases says what was recomputed, and the balance holds in each row."""
    period = f"--today {TODAY} report {{}} --period {start}..{end} -f json"
    told = run(period.format("cases")).json
    expected = recompute_cases.by_unit(found, start, end)
    assert {row["unit_code"]: strip(row) for row in told["rows"]} == expected
    assert strip(told["totals"]) == recompute_cases.balance(found, start, end)
    for row in [*told["rows"], told["totals"]]:
        for of in ("", "people_"):
            assert row[f"{of}opening"] + row[f"{of}opened"] - row[f"{of}ended"] == row[f"{of}closing"]
    assert_compliance(folder, found, start, end, run(period.format("compliance")).json)
    today = date.fromisoformat(TODAY)
    expected = recompute_cases.by_category(folder, found, start, end, today)
    for row in run(period.format("compliance") + " --by category").json["rows"]:
        assert {key: row[key] for key in expected[row["category"]]} == expected[row["category"]], row["category"]
    rows = run(period.format("violations --unhandled")).json["rows"]
    assert [row["number"] for row in rows] == recompute_cases.unhandled(folder, start, end, today)
    rows = run(f"report decisions --as-of {end} -f json").json["rows"]
    in_force = recompute_decisions.report(folder, end, today=today)
    assert [{key: row[key] for key in recompute_decisions.KEYS} for row in rows] == in_force
    rows = run(f"--today {end} due --within 60 -f json").json["rows"]
    assert [
        (row["due_on"], row["kind"], row["number"]) for row in rows if row["kind"] in DUTIES
    ] == recompute_cases.due(found, end, 60)
    rows = run(f"case list --as-of {end} -f json").json["rows"]
    assert {row["number"]: stood(row) for row in rows} == {
        case.row["number"]: expected_stand(case, end) for case in found if case.opened <= end
    }


DUTIES = ("processing", "extension", "pause", "limitation", "lapse")


def assert_compliance(
    folder: Path, found: list[recompute_cases.Case], start: date, end: date, told: dict[str, Any]
) -> None:
    today = date.fromisoformat(TODAY)
    for row in [*told["rows"], {**told["totals"], "unit_code": None}]:
        unit = row["unit_code"]
        cases = [case for case in found if unit in (None, case.unit)]
        figures = recompute_cases.figures(cases, start, end)
        figures["unhandled"] = len(recompute_cases.unhandled(folder, start, end, today, unit))
        assert {key: row[key] for key in figures} == figures, unit


def strip(row: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in ("unit_code", "unit")}


def stood(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["state"], row["due_on"], row["days_left"], row["extended"], row["paused"], row["decision"]


def expected_stand(case: recompute_cases.Case, end: date) -> tuple[Any, ...]:
    now = recompute_cases.stand(case, end)
    assert now
    left = (now.due - end).days if now.live and now.due else None
    due = now.due and now.due.isoformat()
    return now.state, due, left, now.granted, now.paused, now.decision["decision"] if now.decision else None


# The clock alone


days = st.integers(0, 60)
EVENTS = st.lists(
    st.tuples(st.sampled_from(["extend", "pause", "resume", "decide", "annul", "review"]), days), max_size=30
)


def lived(drawn: list[tuple[str, int]]) -> tuple[ClockStart, list[Event]]:
    """The drawn events that the table of moves allows, one after the other."""
    started = ClockStart("2022-03-01", "2022-03-05", 90, 150)
    now, on = clock.CaseStatus("open", clock.due(started, 0)), date(2022, 3, 5)
    events: list[Event] = []
    for kind, later in drawn:
        if kind not in clock.MOVES_OF_A_CASE[now.state] and kind != "review":
            continue
        on += timedelta(days=later)
        assert now.due_on
        until = (date.fromisoformat(now.due_on) + timedelta(days=later + 1)).isoformat()
        events.append(Event(len(events), len(events) + 1, kind, on.isoformat(), until_on=until))
        now = clock.status_after(started, now, events[-1])
    return started, events


@pytest.mark.slow
@examples(200)
@given(drawn=EVENTS)
def test_no_event_ever_shortens_a_deadline(drawn: list[tuple[str, int]]) -> None:
    started, events = lived(drawn)
    due = "2022-05-30"
    for count in range(len(events) + 1):
        now = clock.after_all(started, events[:count])
        assert now.due_on and now.due_on >= due
        due = now.due_on
    ends = [standing.due_on for on in range(0, 900, 30) if (standing := standing_on(started, events, on))]
    assert ends == sorted(ends, key=str)


def standing_on(started: ClockStart, events: list[Event], days_later: int) -> clock.CaseStatus | None:
    return clock.standing(started, events, (date(2022, 3, 5) + timedelta(days=days_later)).isoformat())


@examples(200)
@given(drawn=EVENTS, on=st.integers(0, 900))
def test_a_day_is_as_if_nothing_had_happened_after_it(drawn: list[tuple[str, int]], on: int) -> None:
    started, events = lived(drawn)
    day = (date(2022, 3, 5) + timedelta(days=on)).isoformat()
    earlier = [event for event in events if event.happened_on <= day]
    assert clock.standing(started, events, day) == clock.standing(started, earlier, day)


@pytest.mark.slow
@settings(max_examples=6)
@given(order=st.permutations(range(4)))
def test_the_order_in_which_violations_are_logged_changes_nothing_of_a_case(
    offended: Path, register: Path, order: list[int]
) -> None:
    begin(offended, register)
    acts = [
        ("2024-03-01", "2024-04-10"),
        ("2024-02-29", "2024-05-02"),
        ("2024-04-01", "2024-04-02"),
        ("2024-01-15",) * 2,
    ]
    numbers = []
    for place in order:
        on, found = acts[place]
        line = f"violation log --staff HD001 --standard TG01 --on {on} --found {found} -f json"
        numbers.append(run(line).json["rows"][0]["number"])
    run(f"case open {' '.join(numbers)} --on 2024-05-03")
    row = run("case list --as-of 2024-06-01 -f json").json["rows"][-1]
    assert (row["found_on"], row["due_on"], row["unit"]) == ("2024-01-15", "2024-07-15", "PNV")
    run("case decide VV-2024-0001 --form termination --decision 1 --on 2024-10-02 --effective 2024-10-02", status=1)
    run("case decide VV-2024-0001 --form termination --decision 1 --on 2024-10-01 --effective 2024-10-01")


@pytest.mark.slow
def test_a_deadline_never_moves_when_an_unrelated_record_changes(offended: Path, register: Path) -> None:
    begin(offended, register)
    live(3, 60)
    before = run("case list -f csv").stdout
    for line in (
        "unit add KHAC Khác --kind office --parent PNV",
        "staff add --code CC900 --name Khác --unit KHAC --category cc --from 2021-01-01",
        "violation log --staff CC900 --standard TG01 --on 2022-03-01",
        "unit edit PNV --name 'Phòng Nội vụ mới'",
        "standard add XX01 Khác --group Khác",
        "quota set PNV --year 2022 --category cadre --number 3",
        "violation log --staff CC001 --standard TG01 --on 2020-03-01",
        "staff edit CC001 --note khác",
    ):
        run(line)
        assert run("case list -f csv").stdout == before
    number = run("violation list --staff CC900 -f json").json["rows"][0]["number"]
    run(f"case open {number} --on 2022-04-01")
    rows = before.splitlines()
    assert [line for line in run("case list -f csv").stdout.splitlines() if line in rows] == rows
