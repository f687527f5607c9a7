"""One day, not two: as of a day nothing is known of what was entered of later ones, in no list, report or cell."""

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given

from chodon_cli.nouns import registry
from tests.harness import Chodon, begin, examples
from tests.oracle import recompute_decisions, recompute_lists, recompute_repeaters
from tests.strategies.generated_whole import LivedRegister, places_of_registers
from tests.strategies.report_questions import Question, questions, unit_of

DAY = "2022-04-30"
EARLIER = {  # what is decided or planned beforehand, so that a later day is known on an earlier one
    "due_on", "current_due_on", "held_due_on", "scheduled_on", "planned_on", "ended_on", "remedy_due_on",
    "in_force_to", "in_force_from", "opened_on", "closed_on", "started_on", "born_on", "lapses_on", "effective_on",
}  # fmt: skip
LISTS = ["violation", "task", "feedback", "inspection", "rating", "training", "briefing", "commendation"]


def rows(chodon: Chodon, line: str) -> Any:
    return chodon(f"--today {DAY} {line} -f json").json["rows"]


@pytest.mark.mostly_slow
@pytest.mark.parametrize("noun", [*LISTS, "document", "case"])
def test_a_list_knows_no_later_day(chodon: Chodon, register: Path, sample: Path, noun: str) -> None:
    begin(sample, register)
    later = chodon(f"{noun} list -f json").json
    days = [column["key"] for column in later["columns"] if column["type"] == "date" and column["key"] not in EARLIER]
    known = rows(chodon, f"{noun} list")
    assert 0 < len(known) < len(later["rows"])
    assert {key: row[key] for row in known for key in days if row[key] and row[key] > DAY} == {}


def test_what_is_open_on_a_day_is_what_falls_due_then(chodon: Chodon, register: Path, sample: Path) -> None:
    begin(sample, register)
    due = chodon(f"--today {DAY} due --within 9999 -f json").json["rows"]
    for kind, line in (("task", "task list --open"), ("answer", "feedback list --open")):
        numbers = {row["number"] for row in due if row["kind"] == kind}
        found = {row["number"] for row in rows(chodon, line) if row["due_on"]}
        assert found == numbers != set(), line


def test_the_task_behind_a_figure_is_that_of_the_day(chodon: Chodon, register: Path, sample: Path) -> None:
    begin(sample, register)
    for row in chodon("report tasks --period 2022 --cell total:open_late -f json").json["rows"]:
        assert row["done_on"] is None and row["cancelled_on"] is None


@pytest.mark.parametrize(
    "line",
    [
        "report compliance --period 2022",
        "report decisions",
        "report headcount",
        "due",
        "case list",
        "task list --period 2022",
    ],
)
def test_the_command_says_the_day_that_it_rests_on(chodon: Chodon, register: Path, sample: Path, line: str) -> None:
    begin(sample, register)
    told = chodon(f"{line} -f json").json
    assert re.search(r"--today 2026-11-23\b", told["command"])
    again = chodon(f"--today 2027-12-31 {told['command'].removeprefix('chodon ')} -f json").json
    assert again["rows"] == told["rows"] and again["command"] == told["command"]


@pytest.mark.parametrize(
    "noun", [noun for noun in registry.all_nouns().values() if noun.later], ids=lambda noun: noun.name
)
def test_what_comes_later_are_fields_of_the_noun(noun: Any) -> None:
    for day, with_it in noun.later.items():
        assert noun.by_key[day].type == "date"
        assert {*with_it} <= {*noun.by_key}


@pytest.mark.usefixtures("register")
def test_a_list_of_a_unit_has_those_that_stood_under_it_on_the_day(chodon: Chodon) -> None:
    for line in [
        "unit add A A --kind office",
        "unit add B B --kind office",
        "unit add S S --kind school --parent A",
        "staff add --name An --code X --unit S --category VC --from 2020-01-01",
        "violation log --staff X --standard TG01 --on 2022-03-01",
        "unit move S --to B --on 2023-01-01",
    ]:
        chodon(line)
    for listed in ("violation list", "violation list --units now", "staff list"):
        seen = {
            (today, unit): len(chodon(f"--today {today} {listed} --unit {unit} -f json").json["rows"])
            for today in ("2022-12-31", "2023-01-01")
            for unit in "ABS"
        }
        old, new = "2022-12-31", "2023-01-01"
        assert seen == {(old, "A"): 1, (old, "B"): 0, (old, "S"): 1, (new, "A"): 0, (new, "B"): 1, (new, "S"): 1}


@examples(14)
@given(place=places_of_registers(), asked=questions("unit"))
def test_every_list_is_the_recomputed_one_as_of_a_day(
    lived_register: LivedRegister, chodon: Chodon, place: int, asked: list[Question]
) -> None:
    folder = lived_register(place)
    for each in asked[:3]:
        unit = unit_of(each, folder)
        assert_people(chodon, folder, each, unit)
        for noun, columns in recompute_lists.COLUMNS.items():
            options = ["--unit", unit, "--units", each.units] if unit else []
            keys = ",".join(["number", *columns])
            told = chodon(f"--today {each.today} {noun} list -f json --columns {keys}", *options).json["rows"]
            expected = recompute_lists.lists(folder, noun, each.today, unit, now=each.units == "now")
            assert {row["number"]: tuple(row[key] for key in columns) for row in told} == expected, noun


def assert_people(chodon: Chodon, folder: Path, each: Question, unit: str | None) -> None:
    """Whom a decision keeps from what, and who broke the rules again, are those recomputed, in every cell."""
    options = ["--units", each.units, *(["--unit", unit] if unit else [])]
    told = chodon(f"--today {each.today} report decisions --as-of {each.start} -f json", *options).json["rows"]
    rows = recompute_decisions.report(folder, each.start, today=each.today, unit=unit, now=each.units == "now")
    assert [{key: row[key] for key in recompute_decisions.KEYS} for row in told] == rows
    for dated in ("occurred", "found"):
        line = f"--today {each.today} report repeaters --period {each.start}..{each.end} --dated {dated} -f json"
        told = chodon(line, *options).json["rows"]
        order = [(-row["violations"], row["staff"]) for row in told]
        assert [many for many, _staff in order] == sorted(many for many, _staff in order)
        expected = recompute_repeaters.report(
            folder, each.start, each.end, today=each.today, unit=unit, units=each.units, dated=dated
        )
        found = {row["staff"]: row for row in told}
        assert sorted(found) == [row["staff"] for row in expected]
        for row in expected:
            assert found[row["staff"]]["unit"] in row.pop("units of the last")
            assert {key: found[row["staff"]][key] for key in row} == row
