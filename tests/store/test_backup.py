"""A copy is whole, verified and nobody else's to read; putting it back loses nothing, whatever stood in its place."""

import shutil
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.fixtures.spoilt_registers import mode
from tests.harness import TODAY, Chodon, everything, is_one_line
from tests.stress import torture

LOG = "violation log --staff CC002 --standard TT01 --on 2022-03-01"


def folder_of(register: Path) -> set[str]:
    return {file.name for file in register.parent.iterdir() if not file.name.startswith("register.db")}


def test_a_backup_is_the_register_and_only_its_owner_can_read_it(small: Path, tmp_path: Path, chodon: Chodon) -> None:
    chodon(LOG)
    row = chodon("backup", tmp_path / "copies", "-f", "json").json["rows"][0]
    copy = Path(row["file"])
    assert everything(copy) == everything(small)
    assert (mode(copy), mode(copy.parent), copy.stat().st_size) == (0o600, 0o700, row["bytes"])
    assert [file.name for file in copy.parent.iterdir()] == [copy.name]


def test_a_backup_takes_what_is_still_in_the_log_and_holds_nobody_up(
    small: Path, tmp_path: Path, chodon: Chodon
) -> None:
    with closing(sqlite3.connect(small, isolation_level=None)) as db:
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("UPDATE violation SET note = 'in the log'")
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE violation SET note = 'not yet'")
        chodon("backup", tmp_path / "copy.db", status=3)  # nobody entered it
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert {*copy.execute("SELECT note FROM violation")} == {("in the log",)}


def test_a_file_that_is_there_is_never_replaced(small: Path, tmp_path: Path, chodon: Chodon) -> None:
    there = tmp_path / "there.db"
    there.write_text("a letter", "utf-8")
    assert is_one_line(chodon("backup", there, status=1).stderr)
    assert there.read_text("utf-8") == "a letter"


def test_only_so_many_are_kept_and_nothing_else_in_the_folder_is_touched(
    small: Path, empty: Path, tmp_path: Path, chodon: Chodon
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    made = [copies / f"register-2026010{day}T000000.db" for day in range(1, 6)]
    for each in made:
        shutil.copy(small, each)
    another = copies / "register-20250101T000000.db"
    another.write_bytes(empty.read_bytes())
    with closing(sqlite3.connect(another)) as db, db:
        db.execute("UPDATE changeset SET at = '2020-01-01'")
    others = ["register-20250101T000001.db", "register-20260101T000000.db.txt", "so-20260101T000000.db"]
    for name in others:
        (copies / name).write_text("not a register", "utf-8")
    (copies / "register-20240101T000000.db").symlink_to(made[0])
    chodon("-q backup", copies, "--keep", "3")
    left = {file.name for file in copies.iterdir()}
    assert left - {another.name, "register-20240101T000000.db", *others} == {
        *(each.name for each in made[3:]),
        max(left - set(others)),
    }
    assert {another.name, "register-20240101T000000.db", *others} <= left


def test_two_within_a_second_are_two_files(small: Path, tmp_path: Path, chodon: Chodon) -> None:
    for _ in range(3):
        chodon("-q backup", tmp_path / "copies")
    assert len([*(tmp_path / "copies").iterdir()]) == 3


def test_the_last_backup_is_remembered_of_this_register_alone(
    small: Path, empty: Path, tmp_path: Path, chodon: Chodon
) -> None:
    before = everything(small)
    assert chodon("info -f json").json["rows"][0]["backup_on"] is None
    chodon("--today 2026-11-20 backup", tmp_path / "first.db")
    chodon("backup", tmp_path / "second.db")
    assert everything(small) == before, "a backup is made by a reader"
    [told] = chodon("info -f json").json["rows"]
    assert (told["backup_on"], told["backup_file"]) == (TODAY, str(tmp_path / "second.db"))
    assert mode(Path(f"{small}-beside")) == 0o600
    small.write_bytes(empty.read_bytes())
    with closing(sqlite3.connect(small)) as db, db:
        db.execute("UPDATE changeset SET at = '2020-01-01'")
    assert chodon("info -f json").json["rows"][0]["backup_on"] is None


@pytest.mark.parametrize("spoilt", ["", "[", "[[1]]", '{"backup": 1}', "null"])
def test_what_is_remembered_may_be_damaged(small: Path, tmp_path: Path, chodon: Chodon, spoilt: str) -> None:
    Path(f"{small}-beside").write_text(spoilt, "utf-8")
    assert chodon("info -f json").json["rows"][0]["backup_on"] is None
    chodon("backup", tmp_path / "copy.db")
    assert chodon("info -f json").json["rows"][0]["backup_on"] == TODAY


@pytest.mark.parametrize("line", ["backup copies --keep 0", "backup copy.db --keep 3"])
def test_keep_is_for_folders(chodon: Chodon, line: str) -> None:
    assert is_one_line(chodon(line, status=2).stderr)


def test_a_damaged_register_is_not_copied(small: Path, tmp_path: Path, chodon: Chodon) -> None:
    whole = small.read_bytes()
    small.write_bytes(whole[:8192] + bytes(range(256)) * ((len(whole) - 8192) // 256))
    done = chodon("backup", tmp_path / "copies", status=4)
    assert is_one_line(done.stderr)
    assert not (tmp_path / "copies").exists(), "no folder stays that was made for it"


@pytest.mark.mostly_slow
@pytest.mark.parametrize("line", ["backup no/where", "backup no/where.db", "export no/where", "publish no/where"])
def test_a_path_that_is_missing_is_not_made(chodon: Chodon, small: Path, tmp_path: Path, line: str) -> None:
    command, target = line.split()
    done = chodon(command, tmp_path / target, status=1)
    assert is_one_line(done.stderr) and f"{tmp_path / 'no'}: there is no such folder" in done.stderr
    assert not (tmp_path / "no").exists()


def test_what_was_changed_past_the_program_is_copied_and_said(small: Path, tmp_path: Path, chodon: Chodon) -> None:
    good = Path(chodon("backup", tmp_path / "copies", "-f", "json").json["rows"][0]["file"])
    with closing(sqlite3.connect(small)) as db, db:
        db.execute("UPDATE violation SET severity = 'extremely-serious'")
    done = chodon("-q backup", tmp_path / "copies", "--keep", "1", status=3)
    [changed] = {*(tmp_path / "copies").iterdir()} - {good}
    told = "it was changed past the program, its journal does not give its records; see: chodon audit verify"
    assert is_one_line(done.stderr) and f"{changed}: {told}" in done.stderr, "the good one stays"
    assert told in chodon("restore", changed, status=3).stderr
    assert chodon("restore", good).status == 0
    chodon("audit verify")


def test_a_disk_that_is_not_connected_is_noticed(small: Path, tmp_path: Path, chodon: Chodon) -> None:
    disk = tmp_path / "disk/copies"
    disk.parent.mkdir()
    first = Path(chodon("backup", disk, "-f", "json").json["rows"][0]["file"])
    disk.rename(tmp_path / "elsewhere")
    done = chodon("backup", disk, status=1)
    assert is_one_line(done.stderr) and "the last backup lay here, and the folder is gone — connect" in done.stderr
    disk.mkdir()  # as where a disk is mounted at the folder itself
    assert f"the last backup is no longer here, {first}: is the disk" in chodon("backup", disk).stderr
    assert chodon("backup", disk).stderr == ""


def test_a_disk_without_room_is_refused_before_anything_is_written(filled: Path, tmp_path: Path) -> None:
    if not torture.namespace():
        pytest.skip("no disk can be mounted here")
    script = 'mount -t tmpfs -o size=1m none "$1" && "$2" -m chodon_cli -r "$3" backup "$1/copies"; ls -A "$1"'
    disk = tmp_path / "disk"
    disk.mkdir()
    done = torture.ended([*torture.namespace(), "sh", "-c", script, "sh", disk, sys.executable, filled])
    assert is_one_line(done.err)
    assert "the disk has room for 0 MB" in done.err or "the disk has room for 1 MB" in done.err
    assert done.out == ""
