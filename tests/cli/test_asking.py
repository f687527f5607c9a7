"""A command that lacks something asks for it at a terminal, and nowhere else; `--last` repeats what was typed."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from chodon_cli.cli.line_editor import is_wanted
from tests.cli.terminal import Keyboard
from tests.harness import Chodon, begin, hold_each, open_to_read, state


@pytest.fixture
def filled(sample: Path, register: Path) -> Path:
    """The sample register, the test's own."""
    return begin(sample, register)


@pytest.fixture
def keyboard(filled: Path) -> Iterator[Keyboard]:
    with Keyboard(CHODON_LANG="vi") as keyboard:
        yield keyboard


def last_command(register: Path) -> str:
    with open_to_read(register) as db:
        return str(db.execute("SELECT command FROM changeset ORDER BY id DESC LIMIT 1").fetchone()[0])


@pytest.mark.slow
def test_what_is_missing_is_asked_and_found_without_tones(filled: Path, keyboard: Keyboard) -> None:
    keyboard.is_begun = True
    keyboard.start("violation", "log")
    keyboard.answer("--staff", "zzzz")
    keyboard.answer("“zzzz”", "hang")
    assert "Hà Thị Bích Hằng" in keyboard.answer("Người nào", "2")
    keyboard.answer("--standard", "zz99")
    keyboard.answer("“zz99”", "muộn")
    assert "TG01" in keyboard.answer("--on", "31/02/2022")
    keyboard.answer("“31/02/2022”", "01/03/2022")
    keyboard.answer("Ghi?", "")
    keyboard.answer("nữa", "")
    assert keyboard.end() == 0
    assert last_command(filled) == "chodon violation log --staff VC729 --standard TG01 --on 2022-03-01"


@pytest.mark.slow
def test_nothing_is_stored_when_the_person_says_no_or_breaks_off(filled: Path, keyboard: Keyboard) -> None:
    before = state(filled)
    keyboard.start("violation", "remind", "VP-2022-0001")
    keyboard.answer("--on", "2022-03-01")
    keyboard.answer("Ghi?", "k")
    assert keyboard.end() == 130
    keyboard.start("violation", "log", "--staff", "VC729")
    assert keyboard.break_off() == 130
    assert state(filled) == before


def test_what_is_neither_yes_nor_no_is_asked_again() -> None:
    def check(typed: list[str], otherwise: bool, expected: bool) -> None:
        answers = iter(typed)
        assert is_wanted("?", otherwise, lambda _question: next(answers)) is expected
        assert [*answers] == []

    yes = ("y", "Yes", "c", "CÓ", "co\u0301", " có\n")
    no = ("n", "NO", "k", "ko", "Không", "kho\u0302ng")
    hold_each(check, [([answer], otherwise, answer in yes) for answer in (*yes, *no) for otherwise in (True, False)])
    hold_each(
        check, [(["hủy", "nope", "?", "2", end], otherwise, end == "y") for end in "yn" for otherwise in (True, False)]
    )
    hold_each(check, [([end], otherwise, otherwise) for end in ("", "\n", " ") for otherwise in (True, False)])


@pytest.mark.slow
def test_nothing_is_stored_until_what_was_typed_is_an_answer(filled: Path, keyboard: Keyboard) -> None:
    before = state(filled)
    keyboard.start("violation", "remind", "VP-2022-0001")
    assert max(map(len, keyboard.answer("--on", "2022-03-01").splitlines())) <= 80
    keyboard.answer("Ghi?", "hủy")
    keyboard.answer("Ghi?", "không")
    assert keyboard.end() == 130
    assert state(filled) == before


@pytest.mark.slow
def test_a_whole_name_is_meant_alone_and_a_number_that_is_not_there_is_asked_again(keyboard: Keyboard) -> None:
    keyboard.start("case", "open")
    keyboard.answer("VP-", "VP-2022-9999")
    keyboard.answer("không tìm thấy VP-2022-9999", "VP-2022-0002")
    assert "chodon case open VP-2022-0002" in keyboard.answer("Ghi?", "k")
    assert keyboard.end() == 130
    keyboard.start("staff", "add", "--name", "Nông Văn Thử", "--unit", "PNV", "--from", "2022-01-01")
    keyboard.answer("--category", "công chức")
    assert "--category civil-servant" in keyboard.answer("Ghi?", "k")
    assert keyboard.end() == 130
    keyboard.start("inspection", "record", "--on", "2022-03-01")
    keyboard.answer("--unit", "noi vu")
    keyboard.answer("--kind", "đột xuất")
    assert "inspection record --on 2022-03-01 --unit PNV --kind" in keyboard.answer("Ghi?", "k")
    assert keyboard.end() == 130


@pytest.mark.slow
@pytest.mark.parametrize("ending", [b"\r", b"\x04", b"\x03"], ids=["no", "end of input", "Ctrl-C"])
def test_the_next_is_offered(filled: Path, keyboard: Keyboard, ending: bytes) -> None:
    keyboard.start("violation", "log", "--staff", "VC729", "--on", "2022-03-01")
    for standard in ("TG01", "TT01"):
        keyboard.answer("--standard", standard)
        keyboard.answer("Ghi?", "")
        keyboard.answer("nữa", "c") if standard == "TG01" else keyboard.press(ending, "nữa")
    assert keyboard.end() == 0 and "ngắt" not in keyboard.seen
    assert "--standard TT01" in last_command(filled)


@pytest.mark.mostly_slow
@pytest.mark.parametrize(
    "words",
    [["violation", "log"], ["violation", "show"], ["task", "extend"], ["inspection", "record", "--on", "2022-03-01"]],
)
def test_nobody_is_asked_who_cannot_answer(chodon: Chodon, filled: Path, keyboard: Keyboard, words: list[str]) -> None:
    assert "missing" in chodon(" ".join(words), status=2).stderr
    keyboard.start("--no-input", *words)
    assert keyboard.end() == 2


@pytest.mark.slow
def test_undo_asks_nobody_who_says_no_input(filled: Path, keyboard: Keyboard) -> None:
    keyboard.start("--no-input", "--no-pager", "undo")
    assert keyboard.end() == 0 and "Thực hiện?" not in keyboard.seen


def test_the_last_values_are_repeated_and_the_journal_has_them(chodon: Chodon, filled: Path) -> None:
    chodon("violation log --staff VC729 --standard TG01 --on 2022-03-01 --note 'of that one'")
    done = chodon("violation log --last --staff VC883")
    assert "--standard TG01 --on 2022-03-01" in done.stderr
    assert last_command(filled) == "chodon violation log --staff VC883 --standard TG01 --on 2022-03-01"
    assert "of that one" not in chodon("violation list --staff VC883 -f json").stdout


def test_the_last_values_are_those_of_the_same_person(
    chodon: Chodon, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHODON_OPERATOR", "Lan")
    chodon("violation log --staff VC729 --standard TG01 --on 2022-03-01")
    monkeypatch.setenv("CHODON_OPERATOR", "Hoa")
    assert "--standard" in chodon("violation log --last --staff VC883 --on 2022-03-01", status=2).stderr


def test_what_the_journal_does_not_keep_whole_is_not_repeated(chodon: Chodon, filled: Path) -> None:
    line = "staff add --name 'Nông Văn Thử' --unit PNV --category civil-servant --title 'Chuyên viên'"
    chodon(f"{line} --from 2022-01-01 --id-number 006085001234")
    chodon("staff add --last --name 'Nông Văn Khác'")
    assert "006" not in last_command(filled)
    assert os.environ.get("CHODON_REGISTER") == str(filled)
