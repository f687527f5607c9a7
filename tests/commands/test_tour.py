"""`chodon tour`: the guide's first page on a register of its own."""

import re
from pathlib import Path

import pytest

from chodon_cli.commands import _guide_page
from tests.cli.terminal import Keyboard
from tests.harness import Chodon, everything

BLOCKS = re.compile(r"```console\n(.*?)```", re.S)
ELSEWHERE = ("Tệp ", "lưu ý:")  # lines that name the file, or stand on the other stream


def test_the_tour_prints_what_the_page_shows_and_leaves_nothing_behind(
    chodon: Chodon, register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    before = everything(register)
    done = chodon("--lang vi tour")
    page = _guide_page.first_page().read_text("utf-8")
    shown = [line for block in BLOCKS.findall(page) for line in block.splitlines() if line[:12].strip()]
    of_reports = ("Đến ngày", "Lệnh:", "Kỳ báo cáo:")
    printed = done.stdout.splitlines()
    wanted = [line for line in shown if not line.startswith((*ELSEWHERE, *of_reports))]
    assert [line for line in wanted if line not in {text.rstrip() for text in printed}] == []
    assert everything(register) == before and not [*Path.cwd().iterdir()]
    assert Path.cwd() == tmp_path / "here"
    assert "violation" not in chodon("violation list -f csv").stdout


@pytest.mark.slow
def test_each_command_waits_for_a_key_and_q_ends_the_tour(register: Path) -> None:
    with Keyboard(CHODON_LANG="en") as keyboard:
        keyboard.start("tour")
        assert "$ chodon init" in keyboard.answer("q: end the tour", "")
        keyboard.answer("unit add CHODON", "q")
        assert keyboard.end() == 0


def test_no_terminal_of_80_columns_breaks_a_word_of_the_page() -> None:
    steps = _guide_page.steps(_guide_page.first_page().read_text("utf-8"))
    prose = [line for step in steps for line in step.prose.splitlines() if not line.startswith("    ")]
    assert prose and [line for line in prose if len(line) >= 80] == []
