"""Numbers of records: read in any length by every verb, looked up by index, never poisoned by a slip."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chodon_cli import dates, store
from chodon_cli.nouns import registry
from chodon_cli.nouns.declaration import Noun
from chodon_cli.nouns.number import LAST_FREE_NUMBER, MOST_DIGITS, Number
from chodon_cli.queries.numbered import record_id
from tests.harness import Chodon, begin
from tests.register.missing_records import enter_missing

NUMBERED = [noun for noun in registry.all_nouns().values() if noun.number]
YEARS = st.integers(1945, 9999)
PLACES = st.integers(1, 10**MOST_DIGITS - 1)


@given(YEARS, PLACES, st.sampled_from([noun.number for noun in NUMBERED]), st.integers(0, 6), st.booleans())
def test_a_number_is_read_with_any_zeros_in_any_case(year: int, n: int, of: Number, zeros: int, is_small: bool) -> None:
    text = f"{of.prefix}-{year}-{'0' * zeros}{n}"
    text = text.lower() if is_small else text
    assert of.parse(of.text(year, n)) == of.parse(text) == of.parse_typed(text) == (year, n)
    assert of.parse_typed(f"{year}-{'0' * zeros}{n}") == (year, n)
    assert of.parse(f"{year}-{n}") is None


@given(PLACES)
def test_a_number_alone_is_that_of_the_current_year(n: int) -> None:
    assert Number("VP").parse_typed(str(n)) == (int(dates.today()[:4]), n)
    assert Number("VP").parse(str(n)) is None


@given(PLACES, st.sampled_from([noun.number for noun in NUMBERED]), st.text("0123456789", min_size=1, max_size=9))
def test_the_ranges_of_digits_hold_what_begins_with_them(n: int, of: Number, digits: str) -> None:
    written = of.text(2022, n).rpartition("-")[2]
    for each in (digits, written[: len(digits)]):
        assert any(first <= n <= last for first, last in of.ranges(each)) == written.startswith(each)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "VP",
        "VP-2022",
        "VP-2022-",
        "VP-2022-0",
        "VP-22-1",
        "VV-2022-1",
        "VP-2022-1x",
        "0",
        "-1",
        "VP-2022-" + "1" * 5000,
    ],
)
def test_what_is_no_number_of_the_noun_is_none(text: str) -> None:
    assert Number("VP").parse(text) is None
    assert Number("VP").parse_typed(text) is None


@given(YEARS, st.integers(1, 99_999))
def test_the_text_is_what_sql_makes_of_it(year: int, n: int) -> None:
    for digits in (3, 4):
        of = Number("KT", digits)
        (made,) = (
            sqlite3.connect(":memory:")
            .execute(f"SELECT {of.sql('t')} FROM (SELECT ? AS year, ? AS n) t", (year, n))
            .fetchone()
        )
        assert made == of.text(year, n)


def spellings(number: str) -> Iterator[str]:
    prefix, year, n = number.split("-")
    yield from (number, number.lower(), f"{prefix}-{year}-{int(n)}", f"{prefix}-{year}-00{n}", f"{year}-{int(n)}")


USUAL = ["show", "edit {} --note '{}'"]  # verbs that take a number; the second is undone by the next spelling
VERBS = {"case": ["show", "why"], "feedback": ["show", "edit {} --service '{}'"]}  # where they are others


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the first test that needs it leaves its register for the others."""
    return tmp_path_factory.mktemp("whole") / "register.db"


@pytest.fixture
def filled(filled: Path, whole: Path) -> Path:
    """The sample, with records of every numbered noun."""
    if not whole.exists():
        for noun in NUMBERED:
            enter_missing(filled, noun.table_name)
        begin(filled, whole)
    return begin(whole, filled)


@pytest.mark.mostly_slow
@pytest.mark.parametrize("noun", NUMBERED, ids=lambda noun: noun.name)
def test_every_verb_reads_a_number_in_every_spelling(noun: Noun, filled: Path, chodon: Chodon) -> None:
    number = chodon(f"{noun.name} list -f json").json["rows"][0]["number"]
    verbs = VERBS.get(noun.name, USUAL)
    queries = [verb for verb in verbs if "{}" not in verb]
    shown = {verb: chodon(f"{noun.name} {verb} {number} -f json").json["rows"] for verb in queries}
    for verb in verbs:
        for said in spellings(number):
            line = verb.format(said, said) if "{}" in verb else f"{verb} {said}"
            rows = chodon(f"{noun.name} {line} -f json").json["rows"]
            assert number in str(rows) if "{}" in verb else rows == shown[verb], line
    chodon(f"--today {number.split('-')[1]}-12-31 {noun.name} show {int(number.split('-')[2])}")
    with store.reading() as db:
        assert record_id(db, noun, number.lower())


def test_a_number_is_looked_up_in_an_index(register: Path) -> None:
    with store.reading() as db:
        for noun in NUMBERED:
            sql = f"EXPLAIN QUERY PLAN SELECT id FROM {noun.table_name} WHERE year = 1 AND n = 1"
            assert "USING COVERING INDEX" in str(db.execute(sql).fetchall()), noun.name


@pytest.mark.parametrize("noun", NUMBERED, ids=lambda noun: noun.name)
def test_a_number_that_is_not_there_is_named_whole(noun: Noun, filled: Path, chodon: Chodon) -> None:
    assert noun.number
    for said, named in (("2031-7", noun.number.text(2031, 7)), ("7777", noun.number.text(2026, 7777)), ("x7", "x7")):
        told = chodon(f"{noun.name} show {said}", status=1).stderr
        [listing] = re.findall(f"there is no {named} in the register — see: chodon (.* list)\n$", told)
        chodon(f"{listing} --columns number")


def test_a_case_is_opened_on_violations_however_they_are_written(filled: Path, chodon: Chodon) -> None:
    chodon("violation log --staff CC002 --standard TG01 --on 2026-03-01")
    chodon("violation log --staff CC002 --standard TG02 --on 2026-03-02")
    opened = chodon("case open vp-2026-1 2 --on 2026-03-05 -f json").json["rows"][0]
    assert opened["violations"] == "VP-2026-0001 VP-2026-0002"


# --- Several at once ---------------------------------------------------------------------------------------------


@pytest.mark.mostly_slow
@pytest.mark.parametrize("noun", NUMBERED, ids=lambda noun: noun.name)
def test_several_records_are_voided_together_or_none(noun: Noun, filled: Path, chodon: Chodon) -> None:
    assert noun.number
    one, other = two_free(noun, chodon)
    missing = noun.number.text(2033, 9)
    done = chodon(f"{noun.name} void {one} {missing} x7 {other} --reason slip", status=1)
    assert done.stderr.count("there is no") == 2
    for number in (one, other):
        assert void_day(noun, number, chodon) is None
    done = chodon(f"{noun.name} void {one} {other} {one} --reason slip -f json")
    assert {row["number"] for row in done.json["rows"]} == {one, other}
    for number in (one, other):
        assert void_day(noun, number, chodon)


def two_free(noun: Noun, chodon: Chodon) -> tuple[str, str]:
    """Two records on which no other rests."""
    rows = chodon(f"{noun.name} list -f json").json["rows"]
    free = [row["number"] for row in rows if not row.get("voided_on")]
    taken = (number for number in reversed(free) if is_free(noun, number, chodon))
    return next(taken), next(taken)


def is_free(noun: Noun, number: str, chodon: Chodon) -> bool:
    """Whether it can be voided, told without doing it: the other one is not there."""
    told = chodon(f"{noun.name} void {number} x7 --reason slip", status=1).stderr
    return number not in told


def void_day(noun: Noun, number: str, chodon: Chodon) -> object:
    """The day on which it was voided, or what is said of a void case, which is shown no more; None for the others."""
    done = chodon(f"{noun.name} show {number} -f json", status=None)
    return done.stderr if done.status else done.json["rows"][0].get("voided_on")


# --- A slip of the hand --------------------------------------------------------------------------------------------

FAR = {
    "violation": "number,staff,standard,occurred_on\n{},CC012,TG01,2022-03-01\n",
    "training": "number,staff,field,started_on\n{},CC012,it,2022-03-01\n",
}


@pytest.mark.mostly_slow
@pytest.mark.parametrize("n", [LAST_FREE_NUMBER + 5000, 20_220_007, 999_999_999])
@pytest.mark.parametrize("noun", FAR)
def test_a_number_far_beyond_the_records_of_the_year_is_refused(
    noun: str, n: int, filled: Path, tmp_path: Path, chodon: Chodon
) -> None:
    number = registry.all_nouns()[noun].number
    assert number
    file = tmp_path / f"{noun}.csv"
    file.write_text(FAR[noun].format(number.text(2022, n)), "utf-8")
    done = chodon(f"import {file}", status=1)
    assert f"{noun}.csv:2" in done.stderr and "far beyond" in done.stderr
    file.write_text(FAR[noun].format(f"{number.prefix}-2022-4000000000000000000"), "utf-8")
    assert "not a number of the form" in chodon(f"import {file}", status=1).stderr
    file.write_text(FAR[noun].format(number.text(2022, LAST_FREE_NUMBER)), "utf-8")
    chodon(f"import {file}")


def test_a_row_with_a_far_number_is_left_behind_and_the_others_go_in(
    filled: Path, tmp_path: Path, chodon: Chodon
) -> None:
    file = tmp_path / "violation.csv"
    file.write_text(FAR["violation"].format("VP-2022-20220007") + ",CC012,TG01,2022-03-02\n", "utf-8")
    done = chodon(f"import {file} --on-error skip", status=3)
    assert "violation.csv:2" in done.stderr
    logged = chodon("violation log --staff CC012 --standard TG01 --on 2022-03-03 -f json").json["rows"][0]["number"]
    assert int(logged[8:]) < 1000
