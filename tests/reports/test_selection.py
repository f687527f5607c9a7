"""Reports read few of a register's cases; what they leave out counts in no figure."""

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import closing
from datetime import date, timedelta
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.generated_registers import Scale, day, people, put, units
from chodon_cli import dates, store
from chodon_cli.casework.case import Case, cases
from chodon_cli.casework.counted_cases import CountedCases, counted_cases
from chodon_cli.casework.in_force import in_force
from chodon_cli.casework.in_force import row as decision_in_force
from chodon_cli.casework.listing import CASE_LIST_COLUMNS, rows_in_blocks
from chodon_cli.casework.listing import row as case_row
from chodon_cli.casework.live_cases import live_cases
from chodon_cli.casework.plain_cases import listed_cases
from chodon_cli.casework.plain_decisions import decisions_of_day
from chodon_cli.casework.selection import (
    FEW_UNITS,
    CaseCondition,
    cases_of_units,
    cases_to_list,
    cases_under_way,
)
from chodon_cli.casework.sound_cases import people_in_doubt
from chodon_cli.dates import Period
from chodon_cli.due import case as due_of_cases
from chodon_cli.law import ratings as law
from chodon_cli.law.rules import SHIPPED_LAW
from chodon_cli.queries.measures import TASKS_AS_OF
from chodon_cli.queries.stretches import Stretches
from chodon_cli.queries.unit_tree import as_json
from chodon_cli.reports import heads, ratings, tasks
from chodon_cli.reports.base.by_unit import UnitQuery
from chodon_cli.reports.base.heads import stretches
from chodon_cli.reports.base.stretch_tasks import task_counts
from chodon_cli.reports.base.task_counts import task_sums
from chodon_cli.reports.cases import add, by_line, figures
from chodon_cli.reports.parts import cases as cases_part
from chodon_cli.reports.parts.case_counts import OUTCOME_KEYS, case_counts
from chodon_cli.reports.parts.compliance import columns, compliance_rows
from chodon_cli.reports.parts.stretch_figures import figures_of_stretches
from chodon_cli.row_stream import RowStream, as_text
from chodon_cli.rules import blocking
from chodon_cli.yearly.counted_ratings import counted_year
from chodon_cli.yearly.review import ITEMS_OF_A_YEAR, YearReview, by_unit, lacks_by_unit, units_that_lack
from chodon_cli.yearly.review import people as people_to_review
from chodon_cli.yearly.review_counts import ReviewCounts, rated_from
from chodon_cli.yearly.review_rows import lacking_people
from chodon_cli.yearly.roll import groups, last_ratings, of_year
from chodon_cli.yearly.roll import ratings as rated_in
from chodon_cli.yearly.unit_ratings import unit_levels
from tests.harness import Chodon, as_file, begin, examples, open_to_write, use
from tests.store import on_server

OF_SOME_DECISIONS = "WHERE kind = 'decide' AND case_id % 3 = 0"
CHANGES_OF_CASES = (
    "SELECT 1",
    f"UPDATE case_event SET form = 'reprimand', lapses_on = NULL {OF_SOME_DECISIONS}",
    f"UPDATE case_event SET form = 'recall' {OF_SOME_DECISIONS}",
    f"UPDATE case_event SET happened_on = date(happened_on, '+9 years') {OF_SOME_DECISIONS}",
    f"UPDATE case_event SET happened_on = date(happened_on, '-1 years') {OF_SOME_DECISIONS}",
    f"UPDATE case_event SET kind = 'close', exemption = 'unknown' {OF_SOME_DECISIONS}",
    f"UPDATE case_event SET voided_on = happened_on {OF_SOME_DECISIONS}",
    f"UPDATE case_event SET kind = 'close', form = NULL {OF_SOME_DECISIONS}",
    "UPDATE case_event SET happened_on = date(happened_on, '+1 years') WHERE kind = 'review' AND case_id % 3 = 0",
    "UPDATE case_event SET happened_on = date(happened_on, '-1 years') WHERE kind = 'review' AND case_id % 3 = 0",
    "UPDATE discipline_case SET staff_id = (SELECT max(staff_id) FROM discipline_case) WHERE id % 3 = 0",
    "UPDATE violation SET voided_on = found_on WHERE id % 3 = 0",
    "UPDATE violation SET occurred_on = date(occurred_on, '-5 years') WHERE id % 3 = 0",
    "DELETE FROM case_violation WHERE case_id % 3 = 0",
    "UPDATE post SET voided_on = started_on WHERE id % 3 = 0",
    "UPDATE post SET leadership = 'none', category = 'contract' WHERE id % 3 = 0",
)
FURTHER_STEPS = ("party", "judgment", "conclude", "notice", "skip-review")
days = st.dates(date(2021, 1, 1), date(2023, 12, 31))


@pytest.fixture(autouse=True)
def sample_in_use(sample: Path, register: Path) -> None:
    use(sample)


@cache
def cases_of(register: Path) -> list[Case]:
    """Every case of a register that nobody writes to and that is in use: read once, for all that is asked of it."""
    with store.reading() as db:
        return cases(db)


@cache
def cases_by_person(register: Path) -> dict[int, list[Case]]:
    """The same of each person who has one, in that order."""
    theirs: dict[int, list[Case]] = {}
    for case in cases_of(register):
        theirs.setdefault(case.staff_id, []).append(case)
    return theirs


@given(start=days, length=st.integers(0, 400))
def test_a_case_that_is_left_out_counts_in_no_figure_of_the_period(sample: Path, start: date, length: int) -> None:
    within, every = days_from(start, length), cases_of(sample)
    with store.reading() as db:
        read = {case.id for case in cases_under_way(db, within.start, within.end)}
    left = [case for case in every if case.id not in read and case.opened_on <= within.end]
    assert figures(left, within) == (0,) * len(figures([], within))
    assert len(read) < len(every)


@given(day=days)
def test_whoever_is_left_out_has_no_decision_in_force_on_the_day(sample: Path, day: date) -> None:
    on, every = day.isoformat(), cases_of(sample)
    with store.reading() as db:
        decisions = decisions_of_day(db, on)
    decided = {each.staff_id for each in (*decisions.alone, *decisions.beside_others)} | decisions.others.keys()
    by_person = cases_by_person(sample)
    for case in every:
        if decision_in_force(case, by_person[case.staff_id], on, on):
            assert case.staff_id in decided, case.number


@given(
    day=st.dates(date(2022, 1, 1), date(2023, 12, 31)),
    within=st.integers(0, 800),
    is_crowded=st.booleans(),
    units=st.none() | st.sets(st.integers(1, 6), min_size=1),
)
def test_what_is_due_of_the_rows_that_are_read_is_what_is_due_of_every_case(
    crowded: Path, sample: Path, day: date, within: int, is_crowded: bool, units: set[int] | None
) -> None:
    use(register := crowded if is_crowded else sample)
    on, last = day.isoformat(), (day + timedelta(days=within)).isoformat()
    every, by_person = cases_of(register), cases_by_person(register)
    with store.reading() as db:
        read = [*due_of_cases.due(db, on, last, units)]
        counted = [*due_of_cases.kinds_due(db, on, last)]
    here = {case.number for case in every if units is None or units & {act.unit_id for act in case.acts}}
    expected = [
        day.duty_of(case)
        for case in every
        for day in due_of_cases.days_of_case(case, by_person[case.staff_id], on)
        if day.due_on <= last and case.number in here
    ]
    assert [duty for duty in read if duty.number in here] == expected
    assert units is not None or {duty.number for duty in read} <= here
    assert units is not None or counted == [(duty.kind, duty.due_on) for duty in read]


def test_most_live_cases_are_rows(crowded: Path) -> None:
    use(crowded)
    with store.reading() as db:
        says_all = [says_all for _case, says_all in live_cases(db, "2022-03-01")]
    assert len(says_all) / 2 < sum(says_all) < len(says_all)


@examples(25)
@given(
    day=days,
    year=st.sampled_from([2022, 2022, 2022, 2021, 2023]),
    by=st.sampled_from(["unit", "category"]),
    is_crowded=st.sampled_from([True, True, False]),
)
def test_the_ratings_that_the_database_counts_are_those_of_each_person(
    crowded: Path, sample: Path, day: date, year: int, by: str, is_crowded: bool
) -> None:
    use(crowded if is_crowded else sample)
    on = day.isoformat()
    with store.reading() as db:
        query = UnitQuery(db, Period(f"{year}-01-01", f"{year}-12-31"), by, None, None, now=False)
        counted = counted_year(db, year, on)
        every = of_year(db, year, on)
        one_by_one = ratings.figures_of_year(query, every, rated_in(db, every), rated_in(db, every, "self"))
        expected = Counter((line, figure) for line, figure, _one in one_by_one)
        ceilings = [each for each in ratings.ceilings_of_year(query, counted) if each[1] == "ceiling"]
        groups_of_year = groups(last_ratings(rated_in(db, every)), every, unit_levels(db, every))
    expected_ceilings = {
        (group.unit_id, "ceiling", group.most_excellent) for group in groups_of_year if group.category is None
    }
    assert {*ceilings} == (expected_ceilings if by == "unit" else set())
    numbers = Counter[tuple[object, str]]()
    for line, figure, number in ratings.counts_of_year(query, counted):
        numbers[line, figure] += number
    assert +numbers == expected
    assert len(counted.people.posts) < len(every.posts) / 2 or not every.posts


@examples(25)
@given(start=days, length=st.integers(0, 400), units=st.sets(st.integers(1, 20), min_size=1, max_size=4))
def test_what_is_read_of_some_units_is_what_they_have_of_all(
    sample: Path, start: date, length: int, units: set[int]
) -> None:
    first, last = start.isoformat(), (start + timedelta(days=length)).isoformat()
    with store.reading() as db:
        every = [case for case in cases_under_way(db, first, last) if units & {act.unit_id for act in case.acts}]
        here = cases_under_way(db, first, last, units)
        listed = ids_to_list(db, last, units, first)
        all_listed = ids_to_list(db, last, None, first)
        decisions = in_force(db, last, last, units=units)
        ids_of_codes = dict(db.execute("SELECT code, id FROM unit"))
        all_decisions = in_force(db, last, last)
    assert [case.id for case in here] == [case.id for case in every]
    of_units = {case.id for case in cases_with_an_act(sample, units)}
    assert [*listed] == [id for id in all_listed if id in of_units]
    assert decisions == [row for row in all_decisions if ids_of_codes[row[3]] in units]


def cases_with_an_act(register: Path, units: set[int]) -> list[Case]:
    return [case for case in cases_of(register) if units & {act.unit_id for act in case.acts}]


@examples(25)
@given(
    day=days,
    year=st.integers(2020, 2023),
    units_left=st.none() | st.sets(st.integers(1, 20), min_size=1),
    is_crowded=st.booleans(),
    due_on=st.none() | st.just("2023-01-15"),
)
def test_what_people_and_units_lack_of_a_review_is_what_each_person_has_not(
    crowded: Path,
    sample: Path,
    day: date,
    year: int,
    units_left: set[int] | None,
    is_crowded: bool,
    due_on: str | None,
) -> None:
    use(crowded if is_crowded else sample)
    review, on = YearReview(1, year, None, None, due_on, f"{year}-12-01", None), day.isoformat()
    with store.reading() as db:
        everybody = people_to_review(db, review, on)
        counts = ReviewCounts(db, on, ITEMS_OF_A_YEAR)
        with_items = lacks_by_unit(counts, review, units_left)
        without = lacks_by_unit(counts, review, units_left, has_items=False)
        lacking_units = units_that_lack(counts, review)
    here = [one for one in everybody if units_left is None or one.post.unit_id in units_left]
    expected = by_unit(one.lacks for one in here)
    assert with_items == expected
    assert without == [(*row[:3], row[-1]) for row in expected]
    assert lacking_units == {one.post.unit for one in everybody if not one.is_complete}
    words = {True: "done", False: "missing", None: "not-asked"}
    with store.closing_shown(), store.reading_until_shown() as db:
        counts = ReviewCounts(db, on, ITEMS_OF_A_YEAR)
        rows = lacking_people(counts, year, due_on, units_left, counts.of_year(year, due_on, units_left).others, 0)
        names = {id: name for id, *name in db.execute("SELECT id, name_key, full_name FROM staff", {})}
        lacking = [one for one in here if not one.is_complete]
        lacking.sort(key=lambda one: (one.post.unit, names[one.post.staff_id][0], one.post.staff))
        assert [*rows] == [
            (
                *(one.post.staff, names[one.post.staff_id][1], one.post.unit),
                *(words[is_there] for is_there in one.has.values()),
                *(one.due_on, dates.days_between(on, one.due_on)),
            )
            for one in lacking
        ]
        texts = rows.texts() if isinstance(rows, RowStream) else None
        assert texts is None or [*texts] == [*map(as_text, rows)]
        assert len(rows) == len(lacking)


@pytest.mark.parametrize("last", ["2024-01-15", "2024-06-30", "2024-08-29", "2024-12-31", "2025-08-31"])
def test_the_day_from_which_one_has_served_long_enough_is_the_latest_of_all_days_that_are(last: str) -> None:
    year = int(last[:4])
    rule = law.least_service("civil-servant", year)
    assert rule
    back_to_the_first = [dates.shift(last, -back) for back in range(dates.days_between(f"{year}-01-01", last) + 1)]
    long_enough = [day for day in back_to_the_first if law.months_served([(day, last)]) >= rule.months]
    assert rated_from("civil-servant", year, last, SHIPPED_LAW) == max(long_enough, default="")


@given(start=days, length=st.integers(0, 400), units=st.sets(st.integers(1, 20)))
def test_what_the_database_works_out_of_plain_cases_is_what_each_case_says(
    sample: Path, start: date, length: int, units: set[int]
) -> None:
    within = days_from(start, length)
    with store.reading() as db:
        stretches = Stretches(db, [(unit, within) for (unit,) in db.execute("SELECT id FROM unit ORDER BY id")])
        counted = counted_cases(stretches)
        of_units = counted_cases(stretches, cases_of_units(db, units))
        every = cases_under_way(db, within.start, within.end)
    others = {case.id for case in counted.others}
    assert others <= {case.id for case in every}
    plain = [case for case in every if case.id not in others]
    assert by_unit_of(stretches, counted) == facts(plain, within)
    assert len(plain) > len(every) / 2 or len(every) < 10
    here = {case.id for case in cases_with_an_act(sample, units)}
    assert {case.id for case in of_units.others} == others & here
    assert by_unit_of(stretches, of_units) == facts([case for case in plain if case.id in here], within)


def by_unit_of(stretches: Stretches, counted: CountedCases) -> tuple[dict[int, tuple[int, int]], set[tuple[int, int]]]:
    """The same as `facts`, as the database counted it."""
    by_unit = [(unit, plain) for (unit, _days), plain in zip(stretches.stretches, counted.plain, strict=True)]
    live = {unit: (plain.live, plain.overdue) for unit, plain in by_unit if plain.live}
    return live, {(unit, staff) for unit, plain in by_unit for staff in plain.disciplined}


def facts(plain: list[Case], within: Period) -> tuple[dict[int | None, tuple[int, int]], set[tuple[int | None, int]]]:
    """Cases live and past their last day by unit, and who was disciplined in which unit, as each case says."""
    live, disciplined = dict[int | None, tuple[int, int]](), set()
    for case in plain:
        now, unit = case.standing(within.end), case.earliest.unit_id if case.earliest else None
        assert now
        if now.is_live:
            number, overdue = live.get(unit, (0, 0))
            live[unit] = (number + 1, overdue + ((now.days_left(within.end) or 0) < 0))
        if any(event.kind == "decide" and within.start <= event.happened_on <= within.end for event in case.events):
            disciplined.add((unit, case.staff_id))
    return live, disciplined


@examples(25)
@given(start=st.dates(date(2022, 1, 1), date(2022, 4, 1)), length=st.integers(0, 60), lines=st.integers(1, 5))
def test_the_balance_that_the_database_counts_is_that_of_each_case(
    crowded: Path, start: date, length: int, lines: int
) -> None:
    """Units share rows, so that a person has cases in several of them and several in one."""
    within = days_from(start, length)
    use(crowded)
    with store.reading() as db:
        places = {id: id % lines for (id,) in db.execute("SELECT id FROM unit WHERE id % 11 <> 0")}
        counted = case_counts(db, within, as_json(places))
        every = by_line(places, cases_under_way(db, within.start, within.end))
    others = by_line(places, counted.others)
    nothing = (0,) * len(figures([], within))
    for line in range(lines):
        shown = add(counted.by_line.get(line), figures(others.get(line, ()), within))
        assert (shown or nothing) == figures(every.get(line, ()), within)
    of_others = [case for of_line in others.values() for case in of_line]
    of_all = [case for of_line in every.values() for case in of_line]
    assert add(counted.total, figures(of_others, within)) == figures(of_all, within)
    assert len(of_others) < len(of_all) or not counted.by_line


@examples(25)
@given(day=st.dates(date(2022, 1, 1), date(2022, 6, 1)), is_crowded=st.booleans())
def test_how_a_case_stands_is_worked_out_by_the_database_as_by_the_program(
    crowded: Path, sample: Path, day: date, is_crowded: bool
) -> None:
    use(crowded if is_crowded else sample)
    keys = [column.key for column in CASE_LIST_COLUMNS]
    with store.reading() as db:
        every = cases(db)
        which = CaseCondition("c.opened_on <= :day", {})
        listed = [*rows_in_blocks(db, which, keys, day.isoformat())]
        unordered = [*rows_in_blocks(db, which, ["verified", "unit_id"], day.isoformat())]
        plain = [id for id, is_plain, *_ in listed_cases(db, which, [], day.isoformat()) if is_plain]
    expected = [(case.earliest and case.earliest.unit_id, case_row(case, day.isoformat())) for case in every]
    known = [(unit_id, row) for unit_id, row in expected if row]
    assert listed == [row for _unit_id, row in known]
    assert unordered == [(row[-1], unit_id) for unit_id, row in known]
    assert len(plain) > len(listed) / 2


@examples(25)
@given(day=st.dates(date(2021, 3, 1), date(2023, 12, 31)), later=st.integers(0, 300), is_crowded=st.booleans())
def test_decisions_in_force_are_those_of_each_case(
    crowded: Path, sample: Path, day: date, later: int, is_crowded: bool
) -> None:
    use(crowded if is_crowded else sample)
    on, today = day.isoformat(), (day + timedelta(days=later)).isoformat()
    with store.reading() as db:
        every = cases(db)
        read = in_force(db, on, today)
    by_person = {case.staff_id: [other for other in every if other.staff_id == case.staff_id] for case in every}
    rows = (decision_in_force(case, by_person[case.staff_id], on, today) for case in every)
    assert read == sorted(each for each in rows if each)


@examples(20)
@given(
    start=days,
    length=st.integers(0, 400),
    some=st.none() | st.sets(st.integers(2, 12), min_size=1, max_size=4),
    is_crowded=st.booleans(),
)
def test_sums_over_tasks_and_violations_nobody_took_up_are_those_of_each(
    crowded: Path, sample: Path, start: date, length: int, some: set[int] | None, is_crowded: bool
) -> None:
    use(crowded if is_crowded else sample)
    within = crowded_days(start, length) if is_crowded else days_from(start, length)
    with store.reading() as db:
        query = UnitQuery(db, within, "unit", None, None, now=False)
        if some:
            query = query.narrow(within, some)
        assert query.is_of_few == bool(some)
        sums = task_sums(query, tasks.SUMS, tasks.IS_NOT_OVER)
        each = f"WITH {TASKS_AS_OF} SELECT s.unit_id, {', '.join(map('sum({})'.format, tasks.SUMS))} FROM stood s"
        expected = {id: counts for id, *counts in db.execute(f"{each} GROUP BY 1", query.values) if any(counts)}
        counted = dict(zip(query.places, task_counts(query.stretches), strict=True))
        unhandled = cases_part.figures(query, "place")
        one_by_one: dict[int, int] = dict(query.ask(cases_part.UNHANDLED_COUNT, "place"))
    assert {id: counts for id, counts in sums.items() if any(counts)} == {
        id: counts for id, counts in expected.items() if id in query.places
    }
    keys = ("due", "on_time", "first_due", "on_first_time", "overdue")
    places = [[*tasks.CONDITIONS_OF_FIGURES].index(key) for key in keys]
    assert {id: [*of] for id, of in counted.items() if any(of)} == {
        id: of for id, counts in sums.items() if any(of := [counts[place] for place in places])
    }
    assert {id: row[0] for id, row in unhandled.items() if row[0]} == one_by_one


@examples(10)
@given(start=days, length=st.integers(0, 400), is_crowded=st.booleans())
def test_figures_of_stretches_are_those_of_a_period_of_these_days(
    crowded: Path, sample: Path, start: date, length: int, is_crowded: bool
) -> None:
    use(crowded if is_crowded else sample)
    within = crowded_days(start, length) if is_crowded else days_from(start, length)
    with store.reading() as db:
        query = UnitQuery(db, Period("2020-01-01", "2025-12-31"), "unit", None, None, now=False)
        part = query.narrow(within, {each.unit for each in stretches(query.narrow(within, query.lines))})
        keys = [column.key for column in columns(part)]
        rows = compliance_rows(part, is_compared=False).rows
        expected = {row[0]: dict(zip(keys, row, strict=True)) for row in rows}
        figures = figures_of_stretches(query, [(unit, within) for unit in part.places])
        of_many = figures_of_stretches(query, product(query.places, [within, query.period]))
    assert figures.items() <= of_many.items()
    for unit in part.places:
        of_unit = expected[query.name(unit)[0]]
        shown = {key: number for key, number in figures[unit, within].items() if key in of_unit}
        assert shown.items() <= of_unit.items(), unit
        assert len(shown) == 11
    assert all({*heads.KEYS_OF_FIGURES} <= each.keys() for each in figures.values())


@pytest.mark.parametrize("is_crowded", [False, True])
def test_whoever_is_in_no_doubt_has_no_case_that_breaks_a_rule(
    crowded: Path, sample: Path, is_crowded: bool, tmp_path: Path
) -> None:
    """Of cases as they are, and with what happened in a third of them moved or made another."""
    sound, every = 0, 0
    with closing(sqlite3.connect(shutil.copy(crowded if is_crowded else sample, tmp_path / "moved.db"))) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        for change in CHANGES_OF_CASES[: 2 if is_crowded else None]:
            db.execute(change)
            people = [
                id for (id,) in db.execute("SELECT DISTINCT staff_id FROM discipline_case WHERE voided_on IS NULL")
            ]
            doubtful = people_in_doubt(db)
            of_all, of_these = (blocking._breaches_of_cases(db, staff) for staff in (people, doubtful))
            assert of_all == of_these, change
            assert people_in_doubt(db, people[:9]) == [id for id in doubtful if id in people[:9]]
            sound, every = sound + len(people) - len(doubtful), every + len(people)
            db.rollback()
    assert is_crowded or sound > every / 3


def days_from(start: date, length: int) -> Period:
    return Period(start.isoformat(), (start + timedelta(days=length)).isoformat())


def crowded_days(start: date, length: int) -> Period:
    """Of the three months of the crowded register."""
    return days_from(date(2021, 12, 20) + timedelta(days=start.toordinal() % 120), length % 60)


@pytest.fixture(scope="module")
def crowded(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """300 cases of three months against 40 people: some end on the day on which another is opened.

    Against every fifth person there is one that is no sum: a labour contract, or a decision that was annulled. Every
    seventh changes posts, some to another category, with gaps between them or two at once. Of 13 acts one is void.
    """
    path = tmp_path_factory.mktemp("crowded") / "register.db"
    with as_file(empty) as file:
        shutil.copy(file, path)
    draw = random.Random(11)
    with open_to_write(path) as db:
        put(db, "unit", units(Scale(*(40,) * 8)))
        put(db, "staff", people(Scale(*(40,) * 8)))
        acts: list[dict[str, Any]] = []
        opened, stories = [*acts], [*acts]
        for id, opened_on in enumerate(sorted(day(draw, date(2022, 1, 1), 90) for _case in range(300)), 1):
            staff = draw.randrange(1, 41)
            occurred_on = opened_on - timedelta(days=draw.randrange(40))
            act: dict[str, Any] = {
                "id": id,
                "year": occurred_on.year,
                "n": id,
                "staff_id": staff,
                "unit_id": draw.randrange(1, 7),
            }
            act |= {"occurred_on": f"{occurred_on}", "found_on": f"{occurred_on}", "standard_id": 1}
            void = ("2022-06-01", "nhầm") if id % 13 == 0 else (None, None)
            acts.append({**act, "source": "citizen", "severity": "minor", "voided_on": void[0], "void_reason": void[1]})
            is_odd = staff % 5 == 0 and draw.random() < 0.5
            case: dict[str, Any] = {
                "id": id,
                "year": 2022,
                "n": id,
                "staff_id": staff,
                "opened_on": f"{opened_on}",
                "rules": 0,
            }
            case |= {"category": "contract" if is_odd and staff % 2 else "civil-servant", "found_on": f"{occurred_on}"}
            opened.append({**case, "normal_days": 20, "extended_days": 30, "verified": "S"})
            stories += story(draw, id, opened_on, is_odd)
        put(db, "post", (post for staff in range(1, 41) for post in service(draw, staff)))
        put(db, "rating", (rating for year in (2021, 2022) for rating in ratings_of_some(draw, year)))
        put(db, "violation", acts)
        put(db, "discipline_case", opened)
        put(db, "case_violation", ({"case_id": id, "violation_id": id} for id in range(1, 301)))
        put(db, "case_violation", ({"case_id": id, "violation_id": id + 1} for id in range(9, 301, 29)))
        put(db, "case_event", stories)
        put(db, "reminder", reminders(draw, acts))
        tasks_of_all = [*tasks_put_off(draw)]
        put(db, "task", (row for row, _extensions in tasks_of_all))
        put(db, "task_extension", (row for _task, extensions in tasks_of_all for row in extensions))
    if on_server.IS_WANTED:
        on_server.bring(path)
    return path


def story(draw: random.Random, case: int, opened_on: date, is_annulled: bool) -> Iterator[dict[str, Any]]:
    """A review, and perhaps another step; then of four cases in five a decision, or the case closed.

    The decision may lapse, be complained of or annulled.
    """
    empty: dict[str, Any] = dict.fromkeys(("form", "decision", "effective_on", "lapses_on", "outcome", "reason"))
    yield {**empty, "case_id": case, "n": 1, "kind": "review", "happened_on": f"{opened_on}"}
    ended_on = f"{opened_on + timedelta(days=draw.randrange(30))}"
    step = draw.choice(["", "", "", "council", "skip-council", "other", *(FURTHER_STEPS if case % 4 == 0 else ())])
    if step:
        yield {**empty, "case_id": case, "n": 2, "kind": step, "happened_on": f"{opened_on}", "reason": "lý do"}
    known = {**empty, "case_id": case, "n": 3, "happened_on": ended_on}
    how = draw.choice(["", "decide", "decide", *OUTCOME_KEYS[1:3]])
    if how == "decide":
        lapses_on = draw.choice([None, f"{date.fromisoformat(ended_on) + timedelta(days=365)}"])
        decided = {"form": "reprimand", "decision": "1/QĐ", "effective_on": ended_on, "lapses_on": lapses_on}
        yield {**known, "kind": how, **decided}
        if is_annulled:
            yield {**known, "n": 4, "kind": "annul", "decision": "2/QĐ", "reason": "sai"}
        elif case % 23 == 0:
            yield {**known, "n": 4, "kind": "appeal"}
    elif how:
        yield {**known, "kind": "close", "outcome": how, "reason": "nhẹ"}


def reminders(draw: random.Random, acts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Of every third act, some of them twice."""
    for n, act in enumerate([*acts[::3], *acts[::21]], 1):
        reminded_on = date.fromisoformat(act["found_on"]) + timedelta(days=draw.randrange(60))
        yield {"year": 2022, "n": n, "violation_id": act["id"], "reminded_on": f"{reminded_on}"}


def tasks_put_off(draw: random.Random) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    """300 tasks of three months, each with its extensions: many granted on the day that held, some after it."""
    for id in range(1, 301):
        assigned_on = day(draw, date(2021, 12, 20), 90)
        held = due_on = assigned_on + timedelta(days=draw.randrange(20))
        granted, extensions = assigned_on, []
        for _extension in range(draw.choice([0, 0, 1, 1, 2, 3])):
            granted = max(granted, held + timedelta(days=draw.choice([-3, 0, 0, 2])))
            held += timedelta(days=draw.randrange(1, 12))
            days_set = {"task_id": id, "extended_on": f"{granted}", "due_on": f"{held}"}
            extensions.append({**days_set, "extended_by": "Lãnh đạo", "reason": "chờ ý kiến"})
        ended_on = f"{max(granted, assigned_on + timedelta(days=draw.randrange(30)))}"
        end = draw.choice(["", "done_on", "done_on", "cancelled_on"])
        task = {"id": id, "year": assigned_on.year, "n": id, "title": f"Việc {id}", "unit_id": draw.randrange(1, 7)}
        task |= {"assigned_on": f"{assigned_on}", "due_on": f"{due_on}", "done_on": None, "cancelled_on": None}
        ended = {end: ended_on} if end else {}
        yield task | {"cancel_reason": "thôi" if end == "cancelled_on" else None} | ended, extensions


def service(draw: random.Random, staff: int) -> Iterator[dict[str, Any]]:
    """The posts of a person: one, or of every seventh two in 2022; of twice as many two or three, begun about then."""
    held = {"staff_id": staff, "category": "civil-servant", "leadership": "none"}
    if staff % 7 in (2, 3):
        yield from (held | post for post in short_service(random.Random(staff)))
        return
    if staff % 7:
        yield {**held, "unit_id": draw.randrange(1, 7), "started_on": f"{day(draw)}", "ended_on": None}
        return
    moved = day(draw, date(2022, 1, 1), 365)
    until = f"{moved - timedelta(days=draw.choice([-5, 1, 1, 1, 40]))}"
    yield {**held, "unit_id": draw.randrange(1, 7), "started_on": "2020-03-01", "ended_on": until}
    held["category"] = draw.choice(["civil-servant", "public-employee"])
    yield {**held, "unit_id": draw.randrange(1, 7), "started_on": f"{moved}", "ended_on": None}


def short_service(draw: random.Random) -> Iterator[dict[str, Any]]:
    """Two or three posts without a gap: the first begun in 2021 or 2022, the last lasting on or left in 2022."""
    begun, number = day(draw, date(2021, 11, 1), 300), draw.choice([2, 2, 3])
    for place in range(1, number + 1):
        left = begun + timedelta(days=draw.randrange(20, 100))
        category = draw.choice(["civil-servant", "public-employee"])
        ended_on = None if place == number and draw.random() < 0.6 else f"{left}"
        yield {"unit_id": place, "category": category, "started_on": f"{begun}", "ended_on": ended_on}
        begun = left + timedelta(days=1)


def ratings_of_some(draw: random.Random, year: int) -> Iterator[dict[str, Any]]:
    """Of most people both ratings of the year, some decided long before its end."""
    known, days = {"year": year, "unit_id": 1, "level": "good"}, random.Random(year)
    for n, (staff, kind) in enumerate(product(range(1, 41), ("self", "final")), 1):
        decided_on = f"{year}-12-20" if days.random() < 0.6 else f"{day(days, date(year, 1, 1), 365)}"
        if draw.random() < 0.7:
            yield {**known, "n": n, "staff_id": staff, "kind": kind, "decided_on": decided_on}


@pytest.mark.parametrize("is_crowded", [False, True])
def test_the_cases_of_units_are_those_with_an_act_there(crowded: Path, sample: Path, is_crowded: bool) -> None:
    use(crowded if is_crowded else sample)
    with store.reading() as db:
        for case in cases(db):
            for act in case.acts:
                for units in ([act.unit_id], [act.unit_id, *range(-FEW_UNITS, 0)]):
                    assert case.id in ids_to_list(db, "9999-12-31", units, None)


def ids_to_list(db: store.Reader, day: str, units: Collection[int] | None, since: str | None) -> list[int]:
    which = cases_to_list(day, None, None, units, since, is_live_only=False)
    return [id for id, *_ in listed_cases(db, which, [], day)]


def test_a_case_that_its_annulment_opened_again_is_read_on_the_days_after_it(
    chodon: Chodon, sample: Path, register: Path
) -> None:
    """It had ended before, and is live again, though nothing happens on these days."""
    begin(sample, register)
    number = chodon("case list --state decided -f json").json["rows"][-1]["number"]
    chodon(f"case annul {number} --decision 9/QĐ --on 2026-10-01 --reason sai")
    use(register)
    with store.reading() as db:
        assert number in {case.number for case in cases_under_way(db, "2026-11-01", "2026-11-01")}
        assert number in {duty.number for duty in due_of_cases.due(db, "2026-11-01", "9999-12-31")}
