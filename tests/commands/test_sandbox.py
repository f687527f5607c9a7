"""`chodon sandbox`: a command tried on a copy, what it would change, and perhaps then the real thing."""

import tempfile
from pathlib import Path

import pytest

from chodon_cli.commands import sandbox
from chodon_cli.commands.sandbox import COMMANDS_NOT_REHEARSED
from tests.cli.terminal import Keyboard
from tests.harness import Chodon, begin, everything

CHANGES = [
    "violation edit VP-2022-0002 --severity serious",
    "violation void VP-2022-0001 --reason slip",
    "unit merge BANGLANG --into BANGLUNG --on 2025-07-01",
    "undo",
]

NOTED = "violation log --staff VC729 --standard TG01 --on 2022-03-01"  # which is said to be logged for that day already


@pytest.fixture
def filled(sample: Path, register: Path) -> Path:
    """The sample register, the test's own."""
    return begin(sample, register)


@pytest.mark.slow
@pytest.mark.parametrize("line", CHANGES)
def test_what_would_change_is_shown_and_the_register_is_as_it_was(
    chodon: Chodon, filled: Path, tmp_path: Path, line: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own := tmp_path / "tmp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(own))  # other programs have rehearsals of their own there
    before = everything(filled)
    done = chodon(f"sandbox {line}")
    assert "Changes" in done.stdout and "rehearsal" in done.stderr
    assert everything(filled) == before
    assert not list(own.iterdir())


@pytest.mark.mostly_slow
@pytest.mark.parametrize("kind", ["json", "csv", "jsonl", "html"])
def test_what_another_program_reads_is_the_output_alone(chodon: Chodon, filled: Path, kind: str) -> None:
    line = CHANGES[0]
    done = chodon(f"sandbox {line} -f {kind}")
    assert "Changes" in done.stderr and "Changes" not in done.stdout
    plain = chodon(f"{line} -f {kind}").stdout
    assert done.stdout.count("\n") == plain.count("\n")


def test_apply_does_it_once(chodon: Chodon, filled: Path) -> None:
    chodon(NOTED)
    done = chodon(f"--lang en sandbox --apply {NOTED}")
    assert done.stderr.count("note:") == 1
    assert done.stdout.count("Violation logged") == 1
    chodon(f"sandbox --apply {CHANGES[0]}")
    rows = chodon("audit list -f json").json["rows"]
    assert rows[0]["command"].endswith(CHANGES[0])
    assert "Serious" in chodon("--lang en violation show VP-2022-0002").stdout


def test_what_is_refused_is_refused_in_the_rehearsal(chodon: Chodon, filled: Path) -> None:
    before = everything(filled)
    done = chodon("sandbox --apply violation void VP-2029-0001 --reason slip", status=1)
    assert "refused in the rehearsal" in done.stderr
    assert everything(filled) == before


def test_what_changes_nothing_says_so(chodon: Chodon, filled: Path) -> None:
    assert "nothing was changed" in chodon("sandbox unit list --top 1").stderr


@pytest.mark.parametrize("command", COMMANDS_NOT_REHEARSED)
def test_what_works_outside_of_the_register_is_not_rehearsed(chodon: Chodon, filled: Path, command: str) -> None:
    assert "outside" in chodon(f"sandbox {command} x", status=2).stderr
    assert command in (sandbox.group.registered_commands[0].name, *COMMANDS_NOT_REHEARSED)


@pytest.mark.slow
@pytest.mark.parametrize(("answer", "is_done"), [("y", True), ("", False)])
def test_a_person_decides_after_seeing_it(chodon: Chodon, filled: Path, answer: str, is_done: bool) -> None:
    with Keyboard(CHODON_LANG="en") as keyboard:
        keyboard.start("sandbox", *CHANGES[0].split())
        assert "Serious" in keyboard.answer("on the register?", answer)
        assert keyboard.end() == 0
    shown = chodon("--lang en violation show VP-2022-0002 -f json").json["rows"][0]
    assert (shown["severity"] == "serious") is is_done
