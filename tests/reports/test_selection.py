"""Reports read few of a register's cases; what they leave out counts in no figure."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chodon_cli import store
from chodon_cli.casework.case import cases
from chodon_cli.casework.in_force import row as decision_in_force
from chodon_cli.casework.plain_cases import PlainCase, other_cases, plain_cases
from chodon_cli.casework.selection import (
    cases_of_people_with_a_decision,
    cases_of_people_with_something_standing,
    cases_under_way,
    ids_to_list,
)
from chodon_cli.dates import Period
from chodon_cli.reports.cases import figures
from tests.harness import Chodon, begin

days = st.dates(date(2021, 1, 1), date(2023, 12, 31))


@pytest.fixture(autouse=True)
def sample_in_use(sample: Path, register: Path) -> None:
    store.use(str(sample))


@given(start=days, length=st.integers(0, 400))
def test_a_case_that_is_left_out_counts_in_no_figure_of_the_period(start: date, length: int) -> None:
    within = Period(start.isoformat(), (start + timedelta(days=length)).isoformat())
    with store.reading() as db:
        every = cases(db)
        read = {case.id for case in cases_under_way(db, within.start, within.end)}
    left = [case for case in every if case.id not in read and case.opened_on <= within.end]
    assert figures(left, within) == (0,) * len(figures([], within))
    assert len(read) < len(every)


@given(day=days)
def test_whoever_is_left_out_has_nothing_standing_on_the_day(day: date) -> None:
    on = day.isoformat()
    with store.reading() as db:
        every = cases(db)
        standing = {case.staff_id for case in cases_of_people_with_something_standing(db, on)}
        decided = {case.staff_id for case in cases_of_people_with_a_decision(db, on)}
    for case in every:
        theirs = [other for other in every if other.staff_id == case.staff_id]
        now = case.standing(on)
        assert case.staff_id in standing or not (now and now.is_live), case.number
        if decision_in_force(case, theirs, on, on):
            assert case.staff_id in standing & decided, case.number


@given(start=days, length=st.integers(0, 400))
def test_what_the_database_works_out_of_plain_cases_is_what_each_case_says(start: date, length: int) -> None:
    within = Period(start.isoformat(), (start + timedelta(days=length)).isoformat())
    with store.reading() as db:
        plain = {case.id: case for case in plain_cases(db, within.start, within.end)}
        others = {case.id for case in other_cases(db, within.start, within.end)}
        every = cases_under_way(db, within.start, within.end)
    assert plain.keys() | others <= {case.id for case in every}
    assert not plain.keys() & others
    for case in every:
        now = case.standing(within.end)
        assert now
        decided = [event for event in case.events if event.kind == "decide" and within.start <= event.happened_on]
        said = PlainCase(
            case.id,
            case.staff_id,
            case.earliest.unit_id if case.earliest else None,
            now.is_live,
            (now.days_left(within.end) or 0) < 0,
            any(event.happened_on <= within.end for event in decided),
        )
        assert case.id in others or plain.get(case.id, said) == said
        assert case.id in others or (case.id in plain) == (said.is_live or said.is_decided)


def test_the_cases_of_units_are_those_with_an_act_there() -> None:
    with store.reading() as db:
        for case in cases(db):
            for act in case.acts:
                assert case.id in ids_to_list(db, "9999-12-31", None, None, [act.unit_id], None, is_live_only=False)


def test_a_case_that_its_annulment_opened_again_is_read_on_the_days_after_it(
    chodon: Chodon, sample: Path, register: Path
) -> None:
    """It had ended before, and is live again, though nothing happens on these days."""
    begin(sample, register)
    number = chodon("case list --state decided -f json").json["rows"][-1]["number"]
    chodon(f"case annul {number} --decision 9/QĐ --on 2026-10-01 --reason sai")
    store.use(str(register))
    with store.reading() as db:
        for found in (
            cases_under_way(db, "2026-11-01", "2026-11-01"),
            cases_of_people_with_something_standing(db, "2026-11-01"),
        ):
            assert number in {case.number for case in found}
