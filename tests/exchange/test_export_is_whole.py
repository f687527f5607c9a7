"""An export is all of it or what was there before, whoever is killed, whatever stands there, whoever owns it."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from chodon_cli import durable
from tests.harness import Chodon
from tests.store import on_server
from tests.stress import torture


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_a_folder_keeps_its_mode_and_changes_in_one_step(small: Path, tmp_path: Path, chodon: Chodon) -> None:
    out = tmp_path / "out"
    chodon("export", out)
    out.chmod(0o750)
    chodon("violation log --staff CC002 --standard TT01 --on 2022-03-01")
    chodon("export", out)
    assert out.stat().st_mode & 0o777 == 0o750
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".out")] == []


def mended(out: Path) -> None:
    (out / "staff.csv").write_text("code,full_name\nCC001,Lý A\n", "utf-8")


def with_a_folder(out: Path) -> None:
    (out / "unit.csv").unlink()
    (out / "unit.csv").mkdir()


def with_a_link(out: Path) -> None:
    (out / "unit.csv").rename(out.parent / "unit.csv")
    (out / "unit.csv").symlink_to(out.parent / "unit.csv")


@pytest.mark.parametrize("spoil", [mended, with_a_folder, with_a_link])
def test_what_somebody_has_changed_since_is_not_replaced(small: Path, tmp_path: Path, chodon: Chodon, spoil) -> None:  # type: ignore[no-untyped-def]
    out = tmp_path / "out"
    chodon("export", out)
    spoil(out)
    before = sorted(path.name for path in out.iterdir())
    assert str(out) in chodon("export", out, status=1).stderr
    assert sorted(path.name for path in out.iterdir()) == before


@pytest.mark.slow
def test_whoever_is_killed_leaves_the_older_export_or_the_new_one(filled: Path, tmp_path: Path, chodon: Chodon) -> None:
    out = tmp_path / "out"
    chodon("export", out)
    before = contents(out)
    chodon("violation log --staff CC002 --standard TT01 --on 2022-03-01")
    chodon("export", tmp_path / "after")
    states = [before, contents(tmp_path / "after")]
    for place in range(6):
        process = torture.started([sys.executable, "-m", "chodon_cli", "-r", filled, "export", out])
        time.sleep(0.2 + place * 0.05)
        process.send_signal(signal.SIGKILL if place % 2 else signal.SIGTERM)
        process.communicate()
        assert contents(out) in states
    for left in tmp_path.glob(".out.*"):
        os.utime(left, (1, 1))  # long ago
    chodon("export", out)
    assert [*tmp_path.glob(".out.*")] == []


@pytest.mark.slow
def test_several_at_once_leave_one_whole_export(filled: Path, tmp_path: Path, chodon: Chodon) -> None:
    out = tmp_path / "out"
    with ThreadPoolExecutor(4) as pool:
        done = [*pool.map(lambda _: torture.chodon(filled, "export", out), range(8))]
    assert any(not each.status for each in done)
    assert all(each.is_plain_refusal for each in done if each.status)
    chodon("export", tmp_path / "alone")
    assert contents(out) == contents(tmp_path / "alone")
    assert [*tmp_path.glob(".out.*")] == []


def test_a_mounted_disk_is_filled_and_stays_mounted(small: Path, tmp_path: Path) -> None:
    if not torture.namespace():
        pytest.skip("no disk can be mounted here")
    disk = tmp_path / "disk"
    disk.mkdir()
    export = '"$2" -m chodon_cli -q -r "$3" export "$1"'
    script = f'mount -t tmpfs none "$1" && {export} && {export}; ls -A "$1"'
    done = torture.ended([*torture.namespace(), "sh", "-c", script, "sh", disk, sys.executable, small])
    assert done.err == ""
    assert "manifest.json" in done.out and ".draft" not in done.out


def test_links_of_another_account_in_a_folder_open_to_all_are_not_followed(tmp_path: Path, small: Path) -> None:
    if os.geteuid():
        pytest.skip("only root can make files of another account")
    folder, target = tmp_path / "open", tmp_path / "target"
    folder.mkdir()
    folder.chmod(0o1777)
    target.mkdir()
    (folder / "out").symlink_to(target)
    os.lchown(folder / "out", 12345, 12345)
    for words in (["export", folder / "out"], ["unit", "list", "-f", "csv", "-o", folder / "out" / "x.csv"]):
        done = torture.chodon(small, *words)
        assert (done.status, "another account" in done.err) == (1, True), done
    assert [*target.iterdir()] == []


@pytest.mark.parametrize("name", ["other.db", "register.db.0001-20260101T000000.bak"])
def test_no_outcome_replaces_a_register(small: Path, empty: Path, tmp_path: Path, chodon: Chodon, name: str) -> None:
    other = tmp_path / name
    other.write_bytes(empty.read_bytes())
    for line in ("staff list -f csv -o", "import missing.csv --rejects"):
        (tmp_path / "missing.csv").write_text("code,name,kind\n", "utf-8")
        chodon(line.replace("missing.csv", str(tmp_path / "missing.csv")), other, status=1)
    assert other.read_bytes() == empty.read_bytes()
    assert durable.is_database(other)


INTERRUPTED = """
import os, signal, sys
from chodon_cli import app, invocation
shield = invocation.shield_from_interrupts
def press() -> None:
    shield()
    os.kill(os.getpid(), signal.SIGINT)
invocation.shield_from_interrupts = press
sys.exit(app.run(sys.argv[1:]))
"""


@pytest.mark.slow
def test_what_is_stored_is_told_though_somebody_interrupts(filled: Path) -> None:
    line = ["violation", "log", "--staff", "CC002", "--standard", "TT01", "--on", "2022-03-01", "-f", "csv"]
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, *line],
        capture_output=True,
        text=True,
        check=False,
        env=on_server.environment(),
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "VP-2022-0171" in done.stdout


@pytest.mark.slow
def test_interrupts_at_any_moment_leave_nothing_half_done_and_no_traceback(filled: Path) -> None:
    line = ["violation", "log", "--staff", "CC002", "--standard", "TT01", "--on", "2022-03-01", "-f", "csv"]
    stored = 0
    for place in range(10):
        process = torture.started([sys.executable, "-m", "chodon_cli", "-r", filled, *line])
        time.sleep(0.35 + 0.04 * place)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate()
        if process.returncode in (0, 130):
            assert err.count("\n") <= 1 and "Traceback" not in err, err
            stored += process.returncode == 0
            assert ("VP-" in out) == (process.returncode == 0)
    assert torture.faults(filled) == []
