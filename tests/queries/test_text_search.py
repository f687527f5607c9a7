"""A text is found as it stands, or by its words in any order: the same in the database as in Python."""

import sqlite3
from contextlib import closing
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chodon_cli.queries.resolve import with_exact_name
from chodon_cli.queries.text_search import find_condition, text_finder
from chodon_cli.text import APOSTROPHES, HYPHENS, clean_number, search_form

WORDS = st.sampled_from(["h", "ha", "hang", "hà", "Hằng", "thi", "_", "%", "cc1"])


def is_in_database(key: str, code: str, text: str) -> bool:
    condition, values = find_condition("key", text, "code")
    sql = f"SELECT {condition} FROM (SELECT :key AS key, :code AS code)"
    with closing(sqlite3.connect(":memory:")) as db:
        return bool(db.execute(sql, {**values, "key": key, "code": code}).fetchone()[0])


@given(key=st.lists(WORDS, min_size=1, max_size=4), sought=st.lists(WORDS, min_size=2, max_size=3))
def test_each_word_that_is_sought_begins_a_word_of_its_own(key: list[str], sought: list[str]) -> None:
    folded = {"hà": "ha", "Hằng": "hang"}
    keys, words = ([folded.get(word, word) for word in each] for each in (key, sought))
    has_words = len(words) <= len(keys) and any(
        all(have.startswith(word) for have, word in zip(order, words, strict=True))
        for order in permutations(keys, len(words))
    )
    expected = has_words or " ".join(words) in " ".join(keys)
    assert text_finder(" ".join(sought))([" ".join(key)]) == expected
    assert is_in_database(" ".join(keys), "-", " ".join(sought)) == expected


@pytest.mark.parametrize("text", ["ha hang", "Hằng  hà", "hang cc1", "ang", "ang cc1", "hang thi ha ha"])
def test_a_person_is_found_by_name_and_code(text: str) -> None:
    is_there = text not in ("ang cc1", "hang thi ha ha")
    assert is_in_database("ha thi hang", "CC12", text) == is_there
    assert text_finder(text)(["Hà Thị Hằng", "CC12"]) == is_there


def test_a_long_text_is_found_as_it_stands() -> None:
    text = "ha " * 3_000
    assert is_in_database(text, "CC12", text)
    assert not is_in_database("ha thi hang", "CC12", text)
    assert not text_finder(text)(["Hà Thị Hằng"])


@pytest.mark.parametrize("written", ["", *APOSTROPHES])
def test_an_apostrophe_counts_for_nothing_however_it_is_made(written: str) -> None:
    name = f"K{written}Pă H’Lan"
    for typed in ("", *APOSTROPHES):
        for sought in (f"k{typed}pa", f"h{typed}l k{typed}pa", f"K{typed}Pă H{typed}Lan"):
            assert is_in_database(search_form(name), "CC12", sought), sought
            assert text_finder(sought)([name]), sought
        for said, is_there in ((f"k{typed}pa h{typed}lan", True), (f"K{typed}Pá H{typed}Lan", False)):
            assert with_exact_name([(1, "CC12", name)], said) == [(1, "CC12", name)] * is_there
    assert not is_in_database("kxpa h_lan", "CC12", f"k{written}pa")
    assert not text_finder(f"k{written}pa")(["kxpa"])
    assert not written or not (is_in_database("kpa", "CC12", written) or text_finder(written)(["Kpa"]))


@pytest.mark.parametrize("written", ["-", *HYPHENS])
def test_a_hyphen_is_a_hyphen_however_it_is_made(written: str) -> None:
    number = f"30/KH{written}UBND"
    assert clean_number(number) == "30/KH-UBND"
    for sought in (f"kh{typed}ubnd" for typed in ("-", *HYPHENS)):
        assert is_in_database(search_form(number), "CC12", sought) and text_finder(sought)([number]), sought
