"""Completion: what is offered for each kind of word, and that real shells show it."""

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from chodon_cli import app, locale, root
from chodon_cli.cli import record_nouns, typer_adapter
from chodon_cli.cli.completion import answer, command_line, outline, shells
from chodon_cli.cli.completion.outline import CommandOutline
from chodon_cli.cli.completion.shipped_outlines import write_outlines
from chodon_cli.cli.typer_adapter import ClickCommand, Context, TyperGroup, TyperParameter
from tests.harness import SAMPLE_DATA, Chodon, begin, open_to_write
from tests.store import on_server


def offered(register: Path, *words: str, lang: str = "vi") -> dict[str, str]:
    """What is offered for the last of the words: value -> meaning."""
    env = os.environ | {
        "_CHODON_COMPLETE": "1",
        "CHODON_REGISTER": on_server.outside([str(register)])[0],
        "CHODON_LANG": lang,
    }
    command = [sys.executable, "-m", "chodon_cli", *words]
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=True)
    assert done.stderr == ""
    return candidates_in(done.stdout)


def offered_here(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, str]:
    """The same of the test's register in this process, which need not be begun for each line."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("CHODON_LANG", "vi")
        patched.setenv("CHODON_REGISTER", on_server.environment()["CHODON_REGISTER"])
        assert answer.print_candidates(app.learn, [*words], app.speak) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    return candidates_in(printed.out)


def candidates_in(text: str) -> dict[str, str]:
    return dict(line.split("\t", 1) for line in text.splitlines())


@pytest.fixture
def filled(sample: Path, register: Path) -> Path:
    return begin(sample, register)


@pytest.mark.slow
@pytest.mark.parametrize(
    "words, value, meaning",
    [
        (["vio"], "violation", "Vi phạm"),
        (["--lang", "en", "vio"], "violation", "Who broke"),
        (["violation", ""], "log", "Ghi vi phạm"),
        (["violation", "log", "--sta"], "--staff", ""),
        (["violation", "log", "--staff", "hang"], "VC729", "Hà Thị Bích Hằng"),
        (["violation", "log", "--staff", "vc7"], "VC729", "Hà Thị Bích Hằng"),
        (["violation", "log", "--standard", "đi muộn"], "TG01", "đi muộn"),
        (["violation", "log", "--standard=tg0"], "--standard=TG01", "đi muộn"),
        (["violation", "log", "--standard", "=", "tg0"], "TG01", "đi muộn"),
        (["violation", "log", "--severity", ""], "very-serious", "Rất nghiêm trọng"),
        (["case", "decide", "VV-2022-0001", "--form", "cảnh"], "warning", "Cảnh cáo"),
        (["report", "compliance", "--unit", "bang lung"], "BANGLUNG", "Thị trấn Bằng Lũng"),
        (["report", "compliance", "--period", "last"], "last-week", ""),
        (["report", "unit", "thbang"], "THBANGLUNG", "Bằng Lũng"),
        (["violation", "show", "VP-2021-"], "VP-2021-0001", ""),
        (["case", "open", "VP-2022-00"], "VP-2022-0001", ""),
        (["case", "show", "VV"], "VV-2022-0001", ""),
        (["document", "show", "30"], "30/KH-UBND@2022-02-23", ""),
        (["staff", "show", "MA THI"], "CX185", "Ma Thị Chinh"),
        (["unit", "merge", "BANGLUNG", "ban"], "BANTHI", "Xã Bản Thi"),
        (["sandbox", "violation", "log", "--standard", "tg0"], "TG01", "đi muộn"),
        (["help", "case", "op"], "open", "Mở vụ việc"),
        (["staff", "edit", "hang"], "VC729", "Hà Thị Bích Hằng"),
        (["draft", "dossier", "hang"], "VC729", "Hà Thị Bích Hằng"),
        (["unit", "edit", "bang lung"], "BANGLUNG", "Thị trấn Bằng Lũng"),
        (["document", "edit", "30"], "30/KH-UBND@2021-03-15", ""),
        (["law", "show", "lim"], "limitation", "Thời hiệu"),
        (["reminder", "add", "--violation", "VP-2022-00"], "VP-2022-0001", ""),
    ],
    ids=lambda case: " ".join(case) if isinstance(case, list) else None,
)
def test_what_is_offered(
    filled: Path, capsys: pytest.CaptureFixture[str], words: list[str], value: str, meaning: str
) -> None:
    found = offered_here(capsys, *words)
    assert meaning in found[value]


NAMES_NO_RECORD = {  # parameters that take a code or number of something that is new, or that is no record's alone
    "code": ("staff add", "staff edit", "standard add", "unit add", "unit edit", "unit rename"),
    "number": ("document add", "document edit"),
    "id_number": ("staff add", "staff edit"),
    "decision": ("case decide", "case annul", "case edit"),
    "judgment": ("case decide", "case edit"),
    "conclusion": ("inspection conclude", "inspection edit"),
    "record": ("audit list",),
    "explain": ("check",),
}


def test_every_parameter_that_names_a_record_says_of_which_noun(filled: Path) -> None:
    """What its help calls STAFF, UNIT, CODE or NUMBER is completed, and looked up, as records of one noun."""
    locale.use("en")
    exceptions = [(path, key) for key, paths in NAMES_NO_RECORD.items() for path in paths]
    without: list[tuple[str, str]] = []
    nouns: set[str] = set()
    for path, parameter in _parameters(*typer_adapter.command_at(root.app, []), []):
        noun = record_nouns.noun_named(path, parameter)
        if str(parameter.metavar).strip("[]…") in ("STAFF", "UNIT", "CODE", "NUMBER"):
            nouns.add(noun)
            without += [] if noun else [(" ".join(path), str(parameter.name))]
        elif noun:
            assert str(parameter.metavar).startswith("VP-"), (path, parameter.name)
    assert sorted(without) == sorted(exceptions)
    of_none = {noun for noun in nouns - {""} if not command_line.records_named(noun, "")}
    assert [noun for noun in of_none if (SAMPLE_DATA / f"{noun}.csv").exists()] == []


def _parameters(command: ClickCommand, ctx: Context, path: list[str]) -> Iterator[tuple[list[str], TyperParameter]]:
    if not isinstance(command, TyperGroup):
        yield from ((path, each) for each in typer_adapter.parameters_of(command, ctx))
        return
    for name in command.list_commands(ctx):
        below = typer_adapter.leaf(command, ctx, [name])
        within = Context(below, parent=ctx, info_name=name, resilient_parsing=True)
        yield from _parameters(below, within, [*path, name])


def test_a_register_named_on_the_command_line_is_the_one_that_is_looked_into(filled: Path, tmp_path: Path) -> None:
    assert "BANGLUNG" in offered(tmp_path / "none.db", *on_server.outside(["-r", str(filled)]), "unit", "show", "")


@pytest.mark.parametrize(
    "words",
    [["nothing", "x"], ["\x1b[31m"]],
)
def test_what_cannot_be_completed_is_met_with_silence(filled: Path, words: list[str]) -> None:
    assert offered(filled, *words) == {}


def test_without_a_register_there_is_silence(tmp_path: Path) -> None:
    assert offered(tmp_path / "none.db", "staff", "show", "a") == {}


def test_a_hostile_name_acts_on_no_terminal(register: Path, chodon: Chodon) -> None:
    chodon("unit add X1 x --kind office")
    with open_to_write(register) as db:  # as somebody may have written it behind the program's back
        db.execute("UPDATE unit SET name = ? WHERE code = 'X1'", ["a\x1b[2J\tb\nc"])
    meaning = offered(register, "unit", "show", "X1")["X1"]
    assert "\x1b" not in meaning and "\n" not in meaning


def test_what_commands_take_is_learnt_once_and_anew_when_the_program_changes(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was learnt is read instead of loading the command, is whole or of no account, and goes with its program."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    expected = offered(register, "violation", "log", "--s")
    (of_program,) = (tmp_path / "cache" / "chodon" / "completion").iterdir()
    learnt = of_program / "vi" / "violation log.json"
    learnt.write_text(learnt.read_text("utf-8").replace("--severity", "--severely"), "utf-8")
    assert "--severely" in offered(register, "violation", "log", "--s")
    for text in ("[[", "[" * 100_000, "[[], 5, 1]", '{"a": 1}', "[[[]], [], 0]"):
        learnt.write_text(text, "utf-8")
        assert _as_asked_here(["violation", "log", "--s"]) == expected
    learnt.unlink()
    os.mkfifo(learnt)
    assert _as_asked_here(["violation", "log", "--s"]) == expected
    of_program.rename(of_program.with_name("0.0.9-of-another-program"))
    assert offered(register, "violation", "log", "--s") == expected
    assert [each.name for each in of_program.parent.iterdir()] == [of_program.name]


def _as_asked_here(words: list[str]) -> dict[str, str]:
    locale.use("vi")
    return {each.value: each.meaning for each in command_line.candidates(app.learn, words)}


def test_what_a_package_brings_is_read_first_in_each_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands of an installed package are neither loaded nor kept anywhere for the Tab key."""

    def learn(path: Sequence[str]) -> CommandOutline:
        whole = app.learn(path)
        return whole._replace(commands=[each for each in whole.commands if path or each[0] == "violation"])

    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(outline, "__file__", str(tmp_path / "outline.py"))
    files = write_outlines(learn, tmp_path)
    assert [file.name for file in files] == ["outlines.vi.tsv", "outlines.en.tsv"]
    for language in locale.LANGUAGES:
        locale.use(language)
        for path in ([], ["violation"], ["violation", "log"]):
            expected = learn(path)
            assert outline.as_json(outline.outline(refuse_to_learn, path)) == outline.as_json(expected)
    assert not (tmp_path / "cache").exists()
    files[1].write_text(files[1].read_text("utf-8").replace("violation log\t", "violation log\t]"), "utf-8")
    assert outline.outline(learn, ["violation", "log"]) == learn(["violation", "log"])  # not as we write it: learnt


def refuse_to_learn(path: Sequence[str]) -> CommandOutline:
    raise AssertionError(f"{path} was loaded")


def test_installing_learns_every_command(chodon: Chodon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that no Tab is slower than another; where XDG_CACHE_HOME is no whole path it counts for nothing."""
    for name, value in {"HOME": str(tmp_path), "SHELL": "/bin/bash", "XDG_CACHE_HOME": "here"}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    chodon("--install-completion")
    [of_language] = (tmp_path / ".cache" / "chodon" / "completion").glob("*/*")
    assert {"chodon.json", "violation.json", "violation log.json"} <= {each.name for each in of_language.iterdir()}
    assert len([*of_language.iterdir()]) > 200 and not (tmp_path / "here").exists()


def test_a_cache_that_cannot_be_written_stops_nothing(
    register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert "violation" in offered(register, "vio")


START = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config", "-i"],
}


@pytest.mark.slow
@pytest.mark.parametrize("shell", START)
def test_a_real_shell_completes(shell: str, filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The Tab key, pressed in a terminal: one candidate is put in, several are shown with their meaning."""
    file = tmp_path / shells.SCRIPTS_OF_SHELLS[shell]
    file.write_text(shells.script(shell), "utf-8")
    program = tmp_path / "chodon"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m chodon_cli "$@"\n')
    program.chmod(0o755)
    for name, value in {
        **{"PATH": f"{tmp_path}:{os.environ['PATH']}", "HOME": str(tmp_path), "TERM": "xterm", "CHODON_LANG": "vi"},
        **{
            "LC_ALL": "C.UTF-8",
            "CHODON_REGISTER": on_server.outside([str(filled)])[0],
            "PYTHONPATH": os.pathsep.join(sys.path),
        },
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    keys = [
        ("", "[$#%>] "),
        (f". ./{file.name}; echo rea''dy\r", "ready.*[$#%>]"),
        ("chodon viol\t", "violation"),
        ("lo\t", "log"),
    ]
    by_name = [('--staff "ly thi bich hao\t', "CX018"), (" --staff bich\\ hang\t\t", "Bích Hằng")]
    seen = press(START[shell], [*keys, ("--standard TG0\t\t", "đi muộn")])
    assert re.search(r"chodon violation\W", seen), seen
    assert "log" in seen and "đi muộn" in seen, seen
    seen = press(START[shell], [*keys, *by_name])
    assert "CX018" in seen and "VC729" in seen and "Hà Thị Bích Hằng" in seen, seen
    if shell != "bash":  # which would put the candidate behind what stands before the mark
        assert "CX018" in press(START[shell], [*keys[:2], ("chodon staff show ly' thi bich hao\t", "CX018")])


@pytest.mark.slow
def test_bash_puts_nothing_shorter_in_the_place_of_a_name(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What all of several candidates begin with, which bash puts in, begins with what was typed, or is nothing.

    A day behind a number is a word apart to bash, which keeps the number itself.
    """
    program = tmp_path / "chodon"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m chodon_cli "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("CHODON_REGISTER", on_server.outside([str(filled)])[0])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
    for words, fewest in (
        (["unit", "show", "mam non"], 3),
        (["unit", "show", "MN"], 3),
        (["document", "show", "30"], 2),
        (["document", "show", "30/KH-UBND", "@"], 2),
        (["document", "show", "30/KH-UBND", "@", "2022"], 1),
        (["document", "show", "30/kh-ubnd", "@", "2022"], 1),
        (["document", "show", "KH-UBND", "@", "2022"], 0),
    ):
        words_of_bash = " ".join(f"'{word}'" for word in ["chodon", *words])
        asked = f"COMP_WORDS=({words_of_bash}); COMP_CWORD={len(words)}; COMP_WORDS[0]='{program}'"
        show = "_chodon_completion; printf '%s\\n' \"${COMPREPLY[@]}\""
        done = subprocess.run(
            ["bash", "-c", f"{shells.script('bash')}\n{asked}\n{show}"], capture_output=True, text=True
        )
        candidates = [line for line in done.stdout.splitlines() if line]
        kept = "@2022" if words[-2] == "@" else words[-1]
        is_kept = all(each.startswith(kept) for each in candidates) or len({each[0] for each in candidates}) > 1
        assert len({each.split("  ")[0] for each in candidates}) == len(candidates) >= fewest and is_kept, (
            words,
            candidates,
            done.stderr,
        )


def press(command: list[str], keys: list[tuple[str, str]], seconds: float = 20) -> str:
    """Press the keys in a terminal in which the command runs, each once what the last must bring is on it; the screen.

    What is not drawn as one piece is taken to be there when nothing more comes; not so what the last keys bring.
    """
    child, terminal = pty.fork()
    if not child:  # the shell
        os.execvp(command[0], command)
    screen = ""
    try:
        for number, (key, until) in enumerate(keys, 1):
            os.write(terminal, key.encode())
            fresh, is_last, end = b"", number == len(keys), time.monotonic() + seconds
            while not re.search(until, fresh.decode(errors="replace"), re.S) and time.monotonic() < end:
                if select.select([terminal], [], [], 1.5)[0]:
                    fresh += os.read(terminal, 65536)
                elif fresh and not is_last:
                    break
            while select.select([terminal], [], [], 0.3)[0]:  # a prompt is drawn before it is read from
                fresh += os.read(terminal, 65536)
            screen += fresh.decode(errors="replace")
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)
        os.close(terminal)
    return screen


@pytest.mark.parametrize(
    "shell, start",
    [("bash", ".bashrc"), ("zsh", ".zshrc"), ("pwsh", ".config/powershell/Microsoft.PowerShell_profile.ps1")],
)
def test_installing_adds_one_line_once(
    shell: str, start: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, chodon: Chodon
) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "ZDOTDIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SHELL", f"/bin/{shell}")
    (tmp_path / start).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / start).write_text("alias a=b")
    for _ in range(2):
        assert str(tmp_path) in chodon("--install-completion").stdout
    lines = (tmp_path / start).read_text().splitlines()
    assert lines[0] == "alias a=b" and len(lines) == 2
    assert chodon("--show-completion").stdout == shells.script(shell)


def test_a_shell_that_is_not_known_is_named(monkeypatch: pytest.MonkeyPatch, chodon: Chodon) -> None:
    monkeypatch.setenv("SHELL", "/bin/csh")
    assert "csh" in chodon("--install-completion", status=2).stderr
