"""`chodon shell`: command after command in one process, at a prompt and from a pipe."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from chodon_cli.cli.shell import WORDS_THAT_LEAVE
from tests.cli.terminal import Keyboard
from tests.harness import Chodon, begin
from tests.store import on_server


@pytest.fixture
def filled(sample: Path, register: Path) -> Path:
    """The sample register, the test's own."""
    return begin(sample, register)


def test_lines_are_run_in_turn_and_blanks_and_comments_are_nothing(chodon: Chodon, filled: Path) -> None:
    lines = "# what there is\n\nunit show PNV -f json\nchodon standard show TG01 -f json\n"
    out = chodon("shell", stdin=lines).stdout
    assert '"PNV"' in out and '"TG01"' in out


@pytest.mark.parametrize(
    ("line", "status"), [("violation show VP-2029-0001", 1), ("no such", 2), ("unit show 'PNV", 2), ("shell", 2)]
)
def test_a_pipe_stops_at_the_line_that_fails(chodon: Chodon, filled: Path, line: str, status: int) -> None:
    done = chodon("shell", stdin=f"unit show PNV\n{line}\nunit show UBND\n", status=status)
    assert "stopped at line 2" in done.stderr
    assert "UBND" not in done.stdout


def test_a_pipe_goes_on_behind_findings_and_ends_with_their_status(chodon: Chodon, small: Path) -> None:
    lines = "case open VP-2022-0001 --on 2022-03-02\ndue --exit-code -f csv\nunit list -f csv\n"
    done = chodon("shell", stdin=lines, status=3)
    assert "code,name,kind" in done.stdout and "stopped" not in done.stderr


@pytest.mark.parametrize("word", WORDS_THAT_LEAVE)
def test_a_pipe_ends_as_a_person_ends_it(chodon: Chodon, filled: Path, word: str) -> None:
    assert "UBND" not in chodon("shell", stdin=f"unit show PNV -f csv\n{word}\nunit show UBND\n").stdout


def test_each_change_is_an_entry_of_the_journal_with_its_own_words(chodon: Chodon, filled: Path) -> None:
    before = len(chodon("audit list -f json").json["rows"])
    chodon("shell", stdin="violation edit VP-2022-0001 --note one\nundo\n")
    rows = chodon("audit list -f json").json["rows"]
    assert len(rows) == before + 2
    assert rows[1]["command"] == "chodon violation edit VP-2022-0001 --note one"


@pytest.mark.slow
def test_a_person_types_completes_is_told_what_is_wrong_and_goes_on(filled: Path, tmp_path: Path) -> None:
    with Keyboard(is_begun=True, CHODON_LANG="en", XDG_STATE_HOME=str(tmp_path)) as keyboard:
        keyboard.start("shell")
        keyboard.answer("chodon>", "violation show VP-2029-0001")
        keyboard.answer("there is no VP-2029-0001", "")
        keyboard.press(b"unit sho", "chodon>")
        keyboard.press(b"\t", "unit sho")
        keyboard.seen = ""  # the letter that Tab adds may be drawn by itself
        keyboard.answer("w", " PNV")
        keyboard.answer("Phòng Nội vụ", "exit")
        assert keyboard.end() == 0
    kept = tmp_path / "chodon" / "history"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert "unit show PNV" in kept.read_text()


@pytest.mark.slow
def test_what_is_remembered_has_no_identity_number(filled: Path, tmp_path: Path) -> None:
    with Keyboard(CHODON_LANG="en", XDG_STATE_HOME=str(tmp_path)) as keyboard:
        keyboard.start("shell")
        keyboard.answer("chodon>", "staff edit CC001 --id-number 006085001234 --nothing")
        keyboard.answer("no option", "exit")
        keyboard.end()
    assert "006085001234" not in (tmp_path / "chodon" / "history").read_text()
    assert os.environ["CHODON_REGISTER"] == str(filled)


LOADED_MEANWHILE = """
import sys
from chodon_cli.app import run
from chodon_cli.cli import preloading
with preloading.preloading():
    loaded = [preloading.import_module(name) for name in preloading.module_names()]
before = {*sys.modules}
for words in ("unit list", "report compliance --period 2022", "violation log --staff CC002 --standard TT01 --on today"):
    run(["--color", "always", *words.split()])
print(*{name.partition(".")[0] for name in {*sys.modules} - before}, file=sys.stderr)
"""


@pytest.mark.slow
def test_no_entry_waits_for_what_is_slow_to_load(filled: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED_MEANWHILE],
        capture_output=True,
        text=True,
        check=True,
        env=on_server.environment(),
    )
    assert not {"rich", "sqlmodel", "sqlalchemy"} & {*done.stderr.split()}, done.stderr
