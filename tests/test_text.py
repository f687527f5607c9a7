"""Vietnamese text: clean, in dictionary order, found without tone marks."""

import json
import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chodon_cli.text import (
    clean,
    escaped_in_json,
    guard_formula,
    name_key,
    printable,
    sort_key,
    unaccent,
    with_tones_behind,
    without_guard,
)

WORDS = [
    "An",
    "Ăn",
    "Ân",
    "ba",
    "bà",
    "bả",
    "bã",
    "bá",
    "bạ",
    "Bình",
    "Dương",
    "Đinh",
    "Đỗ",
    "ê",
    "Ế",
    "Nguyên",
    "Nguyễn",
]
NAMES = [
    "Trân Cường An",
    "Trần Bình An",
    "TRẦN VĂN AN",
    "Vũ Văn An",
    "Đỗ Ế",
    "Bế Hòa",
    "Lê Hoà",
    "Bế Hoả",
    "Lê Thị Lan",
    "Lê Thị Minh Lan",
    "Lê Thùy",
    "Lê Thuý",
]


def test_words_stand_in_dictionary_order() -> None:
    assert sorted(random.Random(1).sample(WORDS, len(WORDS)), key=sort_key) == WORDS


def test_people_stand_by_given_name_then_family_name_then_middle_names() -> None:
    assert sorted(random.Random(1).sample(NAMES, len(NAMES)), key=name_key) == NAMES


def test_the_place_of_a_tone_mark_and_capitals_do_not_part_a_name() -> None:
    assert name_key("Lê Hoà")[:-8] == name_key("Lê Hòa")[:-8]
    assert sorted(["LÊ VĂN BA", "Lê Văn An", "Lê Văn Ba"], key=name_key) == ["Lê Văn An", "Lê Văn Ba", "LÊ VĂN BA"]


def test_searching_ignores_case_and_tone_marks() -> None:
    assert unaccent("Đỗ Thị Ế") == "do thi e"
    assert unaccent(unicodedata.normalize("NFD", "Nguyễn Đức")) == "nguyen duc"


def test_tones_tell_words_apart_wherever_the_mark_stands() -> None:
    assert with_tones_behind("Hoà") == with_tones_behind("hòa") != with_tones_behind("hoa")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Nguye\u0302\u0303n\u00a0\n An ", "Nguyễn An"),
        ("\x1b]0;x\x07", "]0;x"),
        ("a\u200bb\ufeff", "ab"),
        ("\u202eAn", "An"),
        ("a\u2028b\u3000c", "a b c"),
        ("\x00", ""),
    ],
)
def test_text_is_kept_clean(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@given(st.text())
def test_clean_text_is_clean_and_stays_so(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "  " not in once
    assert once == once.strip()
    assert printable(once) == once or not once.isprintable()
    assert not any(unicodedata.category(char) in ("Cc", "Cf", "Cs") for char in once)


@pytest.mark.slow
@given(st.text())
def test_a_guard_comes_off_again(text: str) -> None:
    kept = clean(text)
    assert without_guard(guard_formula(kept)) == kept
    assert not guard_formula(kept).startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("text", ["Ｎｏ．７", "phòng ０７２", "١٢ ngày", "①", "½", "&amp; &#7877;"])
def test_prose_keeps_the_forms_of_its_characters(text: str) -> None:
    """What is kept is NFC, and nothing else becomes of it."""
    assert clean(text) == text


def test_json_says_the_same_without_what_acts_on_a_terminal() -> None:
    hostile = {"note": "\x7f\x9b31m\u202eabc\u2066\u200e\u2028 Nguyễn \\u0041"}
    text = escaped_in_json(json.dumps(hostile, ensure_ascii=False))
    assert printable(text) == text and "Nguyễn" in text
    assert json.loads(text) == hostile
