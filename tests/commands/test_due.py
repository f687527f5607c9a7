"""`due`: what is to be done by when."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from chodon_cli import store
from chodon_cli.due import case, due_list
from chodon_cli.law.act_limit import ActLimit, act_limits
from chodon_cli.law.decision import level
from chodon_cli.law.rules import Law
from chodon_cli.nouns.law import last_override, law_by_override
from chodon_cli.row_stream import RowStream, as_text
from tests.commands.records import sample_rows
from tests.harness import Chodon

HOSTILE = [
    "BEGIN:VEVENT",
    "x\\nEND:VEVENT\\nBEGIN:VEVENT\\nSUMMARY:y",
    'a;b,c:d\\\\\\;"q" {{ 7*7 }} </script> [bold]',
    "=HYPERLINK(1)",
    "ế" * 200,
]


def events(text: str) -> list[Any]:
    return list(Calendar.from_ical(text).walk("VEVENT"))


def test_what_is_due_stands_in_the_order_of_its_days_and_ends_where_it_is_asked_to(
    filled: Path, chodon: Chodon
) -> None:
    told = chodon("--today 2022-06-30 due --within 30 -f json").json["rows"]
    days = [row["due_on"] for row in told]
    assert days == sorted(days) and days[-1] <= "2022-07-30"
    assert {row["kind"] for row in told} >= {"answer", "task"}
    answers = {row["number"] for row in sample_rows("feedback") if row["kind"] == "complaint"}
    assert {row["number"] for row in told if row["kind"] == "answer"} <= answers


def test_what_is_due_is_the_same_in_whichever_columns_and_however_it_is_read(filled: Path) -> None:
    with store.reading_until_shown() as db:
        rows = due_list(db, "2022-06-30", 30).rows
        assert isinstance(rows, RowStream)
        every, width = [*rows], rows.width
        for places in (range(width), range(width)[::-1], (), *((place,) for place in range(width))):
            picked = [tuple(row[place] for place in places) for row in every]
            assert [*rows.read(places, None)] == picked
            assert [*(rows.read_texts(places, None) or ())] == [as_text(row) for row in picked]


def test_a_calendar_has_an_event_for_each_thing_that_is_due(filled: Path, chodon: Chodon) -> None:
    rows = chodon("--today 2022-06-30 due -f json").json["rows"]
    told = chodon("--lang vi --today 2022-06-30 due -f ics").stdout
    made = events(told)
    assert [event["dtstart"].dt for event in made] == [date.fromisoformat(row["due_on"]) for row in rows]
    assert all(row["number"] in event["summary"] for row, event in zip(rows, made, strict=True))
    assert len({str(event["uid"]) for event in made}) == len(rows)
    assert any(str(event["summary"]).startswith("Trả lời: PA-2022-") for event in made)
    assert told == chodon("--lang vi --today 2022-06-30 due -f ics").stdout
    people = [row["full_name"] for row in chodon("--today 2022-06-30 due -f json --columns full_name").json["rows"]]
    assert not any(name in told for name in people if name)


def test_an_event_keeps_its_name_when_its_day_moves(filled: Path, chodon: Chodon) -> None:
    before = {str(e["uid"]): e["dtstart"].dt for e in events(chodon("--today 2022-06-30 due -f ics").stdout)}
    chodon("--today 2022-06-30 task extend NV-2022-0118 --until 2022-07-08 --on 2022-06-30 --by Chair --reason late")
    after = {str(e["uid"]): e["dtstart"].dt for e in events(chodon("--today 2022-06-30 due -f ics").stdout)}
    moved = {uid for uid in before if before[uid] != after[uid]}
    assert before.keys() == after.keys() and moved == {"task-nv-2022-0118@chodon"}


@pytest.mark.usefixtures("small")
def test_a_limitation_is_due_by_the_law_of_the_day_though_it_changed_within_the_month(chodon: Chodon) -> None:
    for of_level in ("reprimand", "heavier"):  # an office says that the law of a 15th is the shorter one
        chodon("law set", f"limitation.civil-servant.{of_level}@2022-11-15", "years=1", "--by", "A", "--against", "B")
    acts = [f"{month}-{day:02}" for month in ("2022-10", "2022-11", "2023-09") for day in (1, 14, 15, 20, 30)]
    with store.reading() as db:
        said = last_override(db)
        law = law_by_override(db)(said)
        limits = {act_on: [limit_of(form, act_on, law) for form in case.FORMS_OF_BOTH_LEVELS] for act_on in acts}
        for today in sorted({limit.ends_on for each in limits.values() for limit in each if limit}):
            alike = case.AlikeCases(db, today, today)
            told = {act_on: alike._limitations("civil-servant", None, act_on, said) for act_on in acts}
            assert told == {act_on: [*case.limitation_days(limits[act_on], {}, today, today)] for act_on in acts}


def limit_of(form: str, act_on: str, law: Law) -> ActLimit | None:
    return act_limits("civil-servant", level("civil-servant", form), [act_on], law=law)[0]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_out_of_its_event(register: Path, chodon: Chodon, text: str) -> None:
    chodon("unit add --kind office A --", text)
    chodon("task assign --unit A --on 2026-11-01 --due 2026-11-20 --", text)
    told = chodon("due -f ics").stdout
    [event] = events(told)
    assert text in str(event["description"]) and str(event["summary"]).endswith(text)
    assert told.count("\r\n") == told.count("\n") and all(len(line.encode()) <= 75 for line in told.split("\r\n"))


def test_a_calendar_is_of_what_is_due_alone(filled: Path, chodon: Chodon) -> None:
    assert "there is no format “ics”" in chodon("unit list -f ics", status=2).stderr
    assert "no columns" in chodon("due -f ics --columns number", status=2).stderr


def test_only_what_differs_from_the_last_run_is_told(filled: Path, chodon: Chodon, tmp_path: Path) -> None:
    everything = chodon("--today 2022-06-30 due -f json").json["rows"]
    first = chodon("--today 2022-06-30 due --changed-only -f json").json["rows"]
    assert [row["number"] for row in first] == [row["number"] for row in everything]
    assert {row["difference"] for row in first} == {"new"}
    assert chodon("--quiet --today 2022-06-30 due --changed-only").stdout == ""
    assert "Nothing has changed" in chodon("--today 2022-06-30 due --changed-only").stdout
    chodon("--today 2022-06-30 task extend NV-2022-0118 --until 2022-07-08 --on 2022-06-30 --by Chair --reason late")
    late = chodon("--quiet --today 2022-07-01 due --changed-only -f json").json["rows"]
    assert {row["difference"] for row in late if row["number"] == "NV-2022-0118"} == {"moved"}
    assert {row["days_left"] for row in late if row["difference"] == "overdue"} == {-1}
    chodon("--today 2022-07-01 task done NV-2022-0118 --on 2022-07-01")
    gone = chodon("--today 2022-07-01 due --changed-only -f json").json["rows"]
    assert [(row["number"], row["difference"], row["basis"]) for row in gone] == [("NV-2022-0118", "gone", None)]
    for memory in (tmp_path / "state" / "chodon").iterdir():
        assert memory.stat().st_mode & 0o777 == 0o600 and "Kế hoạch" not in memory.read_text("utf-8")


def test_what_is_asked_differently_is_remembered_apart(filled: Path, chodon: Chodon, tmp_path: Path) -> None:
    chodon("--today 2022-06-30 due --changed-only")
    assert chodon("--today 2022-06-30 due --changed-only --within 30 -f json").json["rows"]
    assert not chodon("--today 2022-06-30 due --changed-only -f json").json["rows"]


def test_what_could_not_be_shown_is_told_again(filled: Path, chodon: Chodon, tmp_path: Path) -> None:
    chodon("--today 2022-06-30 due --changed-only --columns nothing", status=2)
    assert chodon("--today 2022-06-30 due --changed-only -f json").json["rows"]
