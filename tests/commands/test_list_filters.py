"""Every filter of every list, held against the same filter in Python over the whole list."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from chodon_cli.nouns import registry
from chodon_cli.text import name_key, unaccent
from tests.commands.command_tree import leaf_commands
from tests.commands.records import sample_rows
from tests.harness import TODAY, Chodon, begin, run
from tests.register.missing_records import lines_that_enter

Row = dict[str, Any]
Keep = Callable[[Row], bool]

OF_EVERY_TABLE = {"format", "output", "headings", "delimiter", "columns", "sort", "top", "as-of", "find", "units"}
NOUNS = registry.all_nouns()
DAYS = {name: noun.day.split() for name, noun in NOUNS.items() if noun.day} | {"document": ["issued_on"]}  # of --period
ALIKE = [("ke hoach", "Kế hoạch", "KẾ HOẠCH"), ("nguyen thi", "Nguyễn Thị")]  # to be found by each other
FREE_TEXTS = ("full_name", "title", "name", "text", "note")  # columns in which each list looks for a text
WITHOUT_FREE_TEXTS = ("audit", "briefing", "pledge", "rating", "unit_rating")  # none is shown
PERIODS = {"2021": ("2021-01-01", "2021-12-31"), "2022-03": ("2022-03-01", "2022-03-31")}
ADDED = [  # answered and done on the last day, the day after, and not at all; one is void
    "feedback add --on 2022-05-05 --kind complaint --text 'Chậm' --due 2022-05-20 --unit PNV",
    "feedback answer {PA} --on 2022-05-20 --text 'Đã trả'",
    "feedback add --on 2022-05-05 --kind complaint --text 'Chậm' --due 2022-05-20 --unit PNV",
    "feedback answer {PA} --on 2022-05-21 --text 'Đã trả'",
    "feedback add --on 2026-11-01 --kind complaint --text 'Chậm' --due 2026-11-23 --unit PNV",
    "feedback add --on 2026-11-01 --kind complaint --text 'Chậm' --due 2026-11-22 --unit PNV",
    "task assign 'Báo cáo' --unit PNV --on 2022-05-05 --due 2022-05-20",
    "task done {NV} --on 2022-05-20",
    "task assign 'Báo cáo' --unit PNV --on 2022-05-05 --due 2022-05-20",
    "task done {NV} --on 2022-05-21",
    "task assign 'Báo cáo' --unit PNV --on 2026-11-01 --due 2026-11-23",
    "task assign 'Báo cáo' --unit PNV --on 2026-11-01 --due 2026-11-22",
    "document add 1/TB --issued 2020-12-31",
    "document add 2/TB --issued 2021-01-01",
    "document add 3/TB --issued 2021-12-31",
    "document add 4/TB --issued 2022-01-01",
    "document add 5/TB --issued 2022-01-01",
    "document void 5/TB --reason nhầm",
    "unit add NHAM Nhầm --kind other",
    "unit void NHAM --reason nhầm",
    "staff add --name Nhầm --code NHAM --unit PNV --category contract --from 2026-01-01",
    "staff void NHAM --reason nhầm",
    "unit_rating add --unit PNV --year 2021 --level good --on 2021-12-31",
    "unit_rating add --unit PNV --year 2022 --level excellent --on 2022-03-31",
    "unit_rating add --unit PTP --year 2021 --level good --on 2022-03-01",
    "violation remind VP-2022-0001 VP-2022-0002 --on 2022-12-01",
]


def is_late(row: Row) -> bool:
    """Done after the last day, to which a task may have been put off, or not yet done though it is over."""
    due = max(
        [
            row["due_on"] or "",
            *(each["due_on"] for each in sample_rows("task_extension") if each["task"] == row["number"]),
        ]
    )
    return bool(due) and (row.get("answered_on") or row.get("done_on") or TODAY) > due


FLAGS: dict[tuple[str, str], Keep] = {
    ("feedback", "open"): lambda row: row["kind"] == "complaint" and not row["answered_on"],
    ("feedback", "late"): lambda row: row["kind"] == "complaint" and is_late(row),
    ("task", "open"): lambda row: not row["done_on"] and not row["cancelled_on"],
    ("task", "late"): lambda row: not row["cancelled_on"] and is_late(row),
}
TRIED_ELSEWHERE = {  # noun and option -> why it is no filter of rows
    ("attach", "record"): "another record is looked up: tests/commands/test_attach.py",
    ("attach", "voided"): "tests/commands/test_attach.py",
    ("audit", "record"): "what a change-set holds: tests/audit/test_listing.py",
    ("audit", "staff"): "what a change-set holds: tests/audit/test_listing.py",
    ("audit", "period"): "days of the clock, not of --today: tests/audit/test_listing.py",
    ("audit", "operator"): "tests/audit/test_listing.py",
    ("unit", "tree"): "an order: tests/commands/test_unit.py",
    ("case", "overdue"): "a state on a day: tests/commands/test_case_figures.py",
    ("case", "state"): "a state on a day: tests/commands/test_case_figures.py",
    ("staff", "unit"): "where somebody serves on the day: tests/commands/test_staff.py",
    ("law", "topic"): "tests/commands/test_law.py",
    ("law", "category"): "tests/commands/test_law.py",
}
OPTIONS = {  # noun -> the options of its list
    path[0]: [max(parameter.opts, key=len).removeprefix("--") for parameter in command.params]
    for path, command in leaf_commands()
    if path[1:] == ("list",)
}
FILTERS = [
    (noun, option)
    for noun, options in OPTIONS.items()
    for option in options
    if option not in OF_EVERY_TABLE and (noun, option) not in TRIED_ELSEWHERE
]


@pytest.fixture(scope="module")
def lists(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with records on both sides of each edge; it is read, never written to."""
    register = begin(sample, tmp_path_factory.mktemp("lists") / "register.db")
    numbers = {"PA": "", "NV": ""}

    def rows_of(line: str) -> list[Row]:
        return list(run(f"--lang en --today {TODAY} -r {register} {line.format(**numbers)} -f json").json["rows"])

    for line in ADDED:
        number = str(rows_of(line)[0].get("number"))
        numbers[number[:2]] = number
    for noun in NOUNS:
        if "voided" in OPTIONS.get(noun, ()):
            has_a_void_one(noun, rows_of)
    return register


def has_a_void_one(noun: str, rows_of: Callable[[str], list[Row]]) -> None:
    """Void one of the noun's records, which are entered if there is none; two stay."""
    for line in [] if rows_of(f"{noun} list") else lines_that_enter(noun):
        rows_of(line)
    every, live = rows_of(f"{noun} list --voided"), rows_of(f"{noun} list")
    assert every, f"the sample has no {noun}: let `{noun} add` be first in WRITES of tests/commands/test_{noun}.py"
    if len(every) == len(live):
        rows_of(f"{noun} void {live[len(live) // 2]['number']} --reason nhầm")


@pytest.fixture
def listed(lists: Path, chodon: Chodon) -> Callable[..., list[Row]]:
    def ask(noun: str, *options: object) -> list[Row]:
        return list(chodon(f"-r {lists} {noun} list -f json", *options).json["rows"])

    return ask


def beneath(unit: str) -> set[str]:
    """The unit and all that are under it, read from the sample's file."""
    above = {row["code"]: row["parent"] for row in sample_rows("unit")}
    found = {unit}
    while more := {code for code, parent in above.items() if parent in found} - found:
        found |= more
    return found


def unit_of(noun: str, row: Row) -> str | None:
    """The unit of the record, or of the violation it is about, else that in which the person served on its day."""
    if noun == "reminder":
        return next(act["unit"] for act in sample_rows("violation") if act["number"] == row["violation"])
    if row.get("unit"):
        return str(row["unit"])
    day = day_of(noun, row)
    served = [post for post in sample_rows("post") if post["staff"] == row["staff"]]
    held = [post["unit"] for post in served if post["started_on"] <= day <= (post["ended_on"] or "9999-12-31")]
    return held[0] if held else None


def day_of(noun: str, row: Row) -> str:
    """The day that says in which period the record belongs: of several the first that is filled."""
    return next((str(row[key]) for key in DAYS[noun] if row[key]), "")


def of_period(noun: str, period: str) -> Keep:
    first, last = PERIODS[period]
    return lambda row: first <= day_of(noun, row) <= last


def of_unit(noun: str, unit: str) -> Keep:
    units = beneath(unit)
    return lambda row: unit_of(noun, row) in units


def of_value(key: str, value: object) -> Keep:
    return lambda row: row[key] == value


def cases_of(noun: str, option: str, rows: Sequence[Row]) -> list[tuple[list[str], Keep]]:
    """What to type for the filter, and which rows should then be left."""
    if (noun, option) in FLAGS:
        return [([f"--{option}"], FLAGS[noun, option])]
    if option == "period":
        return [(["--period", period], of_period(noun, period)) for period in PERIODS]
    if option == "unit":
        return [(["--unit", unit], of_unit(noun, unit)) for unit in ("PNV", "PGDDT")]
    values = list(dict.fromkeys(row[option] for row in rows if row[option] is not None))[:6]
    assert values, f"the register of this test has no {noun} with {option}: add one to ADDED"
    return [([f"--{option}", str(value)], of_value(option, value)) for value in values]


@pytest.mark.slow
@pytest.mark.parametrize(("noun", "option"), FILTERS)
def test_a_filter_leaves_the_rows_that_it_names(listed: Callable[..., list[Row]], noun: str, option: str) -> None:
    rows = listed(noun)
    if option == "voided":
        more = listed(noun, "--voided")
        assert [{key: row[key] for key in rows[0]} for row in more if not row["voided_on"]] == rows
        assert len(more) > len(rows)
        return
    for words, keep in cases_of(noun, option, rows):
        assert listed(noun, *words) == [row for row in rows if keep(row)], words


@pytest.mark.slow
@pytest.mark.parametrize("noun", [noun for noun, options in OPTIONS.items() if "find" in options])
def test_a_text_is_found_whatever_its_capitals_and_tone_marks(listed: Callable[..., list[Row]], noun: str) -> None:
    rows = listed(noun)
    for alike in ALIKE:
        several = [listed(noun, "--find", text) for text in alike]
        assert all(each == several[0] for each in several)
        assert [row for row in rows if row in several[0]] == several[0]
    assert listed(noun, "--find", "' ’") == [], "apostrophes count for nothing, and nothing is in every text"
    texts = [(row, row[key]) for row in rows for key in FREE_TEXTS if len((row.get(key) or "").split()) > 2]
    if noun in WITHOUT_FREE_TEXTS:
        assert not texts
        return
    sought, text = texts[0]
    words = [word[: max(2, len(word) - 1)] for word in reversed(unaccent(text).split())]
    rows_with_words = listed(noun, "--find", " ".join(words))
    assert sought in rows_with_words
    for row in rows_with_words:
        assert all(f" {word}" in unaccent(f" {' '.join(map(str, row.values()))}") for word in words)


@pytest.mark.slow
@pytest.mark.parametrize("noun", [noun for noun, options in OPTIONS.items() if "top" in options and noun != "access"])
def test_the_first_rows_are_those_of_the_whole_list(listed: Callable[..., list[Row]], noun: str) -> None:
    rows = listed(noun)
    for count in (1, 3, len(rows) + 1):
        assert listed(noun, "--top", count) == rows[:count]


@pytest.mark.slow
def test_a_long_table_is_in_the_order_of_names(lists: Path, chodon: Chodon) -> None:
    lines = chodon(f"-r {lists} rating list --sort full_name --columns full_name").stdout.splitlines()[4:]
    assert len(lines) > 1_000 and lines == sorted(lines, key=name_key)


@pytest.mark.mostly_slow
@pytest.mark.parametrize("noun", [noun for noun, options in OPTIONS.items() if "find" in options])
def test_a_record_is_found_by_its_number(listed: Callable[..., list[Row]], noun: str) -> None:
    every = listed(noun)
    if noun == "audit":  # known by the number of its changeset alone
        return
    key = "number" if "number" in every[0] else "code"
    for row in every[:: max(1, len(every) // 5)]:
        for typed in (row[key], row[key].lower(), row[key].replace("-0", "-").replace("-0", "-").replace("-0", "-")):
            found = [each for each in listed(noun, "--find", typed) if each[key] == row[key]]
            assert len(found) == sum(each[key] == row[key] for each in every)


@pytest.mark.mostly_slow
@pytest.mark.parametrize("line", ["violation list", "unit list", "staff list", "check"])
def test_the_command_that_makes_a_list_again_says_on_which_day_it_rests(
    chodon: Chodon, sample: Path, register: Path, line: str
) -> None:
    begin(sample, register)
    assert f"--today {TODAY} {line}" in chodon(f"{line} -f json", status=None).json["command"]
    assert chodon(f"--today 2022-12-31 {line} -f json", status=None).json["command"].count("--today") == 1
