"""A copy is whole, verified and nobody else's to read; putting it back loses nothing, whatever stood in its place."""

import shutil
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.fixtures.spoilt_registers import SPOILT, missing, mode
from tests.harness import TODAY, Chodon, everything, is_one_line
from tests.stress import torture

LOG = "violation log --staff CC002 --standard TT01 --on 2022-03-01"


def folder_of(register: Path) -> set[str]:
    return {file.name for file in register.parent.iterdir() if not file.name.startswith("register.db")}


def test_a_backup_is_the_register_and_only_its_owner_can_read_it(filled: Path, tmp_path: Path, chodon: Chodon) -> None:
    chodon(LOG)
    row = chodon("backup", tmp_path / "copies", "-f", "json").json["rows"][0]
    copy = Path(row["file"])
    assert everything(copy) == everything(filled)
    assert (mode(copy), mode(copy.parent), copy.stat().st_size) == (0o600, 0o700, row["bytes"])
    assert [file.name for file in copy.parent.iterdir()] == [copy.name]


def test_a_backup_takes_what_is_still_in_the_log_and_holds_nobody_up(
    filled: Path, tmp_path: Path, chodon: Chodon
) -> None:
    with closing(sqlite3.connect(filled, isolation_level=None)) as db:
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("UPDATE violation SET note = 'in the log'")
        db.execute("BEGIN IMMEDIATE")
        db.execute("UPDATE violation SET note = 'not yet'")
        chodon("backup", tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as copy:
        assert {*copy.execute("SELECT note FROM violation")} == {("in the log",)}


def test_a_file_that_is_there_is_never_replaced(filled: Path, tmp_path: Path, chodon: Chodon) -> None:
    there = tmp_path / "there.db"
    there.write_text("a letter", "utf-8")
    assert is_one_line(chodon("backup", there, status=1).stderr)
    assert there.read_text("utf-8") == "a letter"


def test_only_so_many_are_kept_and_nothing_else_in_the_folder_is_touched(
    filled: Path, empty: Path, tmp_path: Path, chodon: Chodon
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    made = [copies / f"register-2026010{day}T000000.db" for day in range(1, 6)]
    for each in made:
        shutil.copy(filled, each)
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


def test_two_within_a_second_are_two_files(filled: Path, tmp_path: Path, chodon: Chodon) -> None:
    for _ in range(3):
        chodon("-q backup", tmp_path / "copies")
    assert len([*(tmp_path / "copies").iterdir()]) == 3


def test_the_last_backup_is_remembered_of_this_register_alone(
    filled: Path, empty: Path, tmp_path: Path, chodon: Chodon
) -> None:
    before = everything(filled)
    assert chodon("info -f json").json["rows"][0]["backup_on"] is None
    chodon("--today 2026-11-20 backup", tmp_path / "first.db")
    chodon("backup", tmp_path / "second.db")
    assert everything(filled) == before, "a backup is made by a reader"
    [told] = chodon("info -f json").json["rows"]
    assert (told["backup_on"], told["backup_file"]) == (TODAY, str(tmp_path / "second.db"))
    assert mode(Path(f"{filled}-beside")) == 0o600
    filled.write_bytes(empty.read_bytes())
    with closing(sqlite3.connect(filled)) as db, db:
        db.execute("UPDATE changeset SET at = '2020-01-01'")
    assert chodon("info -f json").json["rows"][0]["backup_on"] is None


@pytest.mark.parametrize("spoilt", ["", "[", "[[1]]", '{"backup": 1}', "null"])
def test_what_is_remembered_may_be_damaged(filled: Path, tmp_path: Path, chodon: Chodon, spoilt: str) -> None:
    Path(f"{filled}-beside").write_text(spoilt, "utf-8")
    assert chodon("info -f json").json["rows"][0]["backup_on"] is None
    chodon("backup", tmp_path / "copy.db")
    assert chodon("info -f json").json["rows"][0]["backup_on"] == TODAY


@pytest.mark.parametrize("line", ["backup copies --keep 0", "backup copy.db --keep 3"])
def test_keep_is_for_folders(chodon: Chodon, line: str) -> None:
    assert is_one_line(chodon(line, status=2).stderr)


def test_a_damaged_register_is_not_copied(filled: Path, tmp_path: Path, chodon: Chodon) -> None:
    whole = filled.read_bytes()
    filled.write_bytes(whole[:8192] + bytes(range(256)) * ((len(whole) - 8192) // 256))
    done = chodon("backup", tmp_path / "copies", status=4)
    assert is_one_line(done.stderr)
    assert [*(tmp_path / "copies").iterdir()] == []


def test_a_disk_without_room_is_refused_before_anything_is_written(filled: Path, tmp_path: Path) -> None:
    if not torture.namespace():
        pytest.skip("no disk can be mounted here")
    script = 'mount -t tmpfs -o size=1m none "$1" && "$2" -m chodon_cli -r "$3" backup "$1/copies"; ls -A "$1/copies"'
    disk = tmp_path / "disk"
    disk.mkdir()
    done = torture.ended([*torture.namespace(), "sh", "-c", script, "sh", disk, sys.executable, filled])
    assert is_one_line(done.err)
    assert "the disk has room for 0 MB" in done.err or "the disk has room for 1 MB" in done.err
    assert done.out == ""


def restored(chodon: Chodon, copy: Path) -> str:
    return str(chodon("restore", copy, "-f", "json").json["rows"][0]["kept"])


@pytest.mark.slow
@pytest.mark.parametrize("spoil", [lambda file: None, *SPOILT])
def test_a_backup_comes_back_whatever_stands_in_its_place(
    filled: Path, tmp_path: Path, chodon: Chodon, spoil: Callable[[Path], None]
) -> None:
    copy = tmp_path / "copy.db"
    chodon("backup", copy)
    chodon(LOG)
    spoil(filled)
    before = filled.read_bytes() if filled.is_file() else None
    if filled.is_dir():
        chodon("restore", copy, status=4)
        return
    kept = restored(chodon, copy)
    assert everything(filled) == everything(copy)
    assert (mode(filled), torture.faults(filled)) == (0o600, [])
    if spoil is missing:
        assert kept == "None"
    elif before and Path(kept).read_bytes() != before:  # sound, then: copied as a whole
        assert len(everything(Path(kept))) == len(everything(copy)) + 3
        assert mode(Path(kept)) == 0o600
    chodon(LOG)


@pytest.mark.slow
@pytest.mark.parametrize("written", [0, 1, 40])
@pytest.mark.parametrize("is_open", [True, False], ids=["while somebody reads", "after power was lost"])
def test_what_is_left_of_the_replaced_register_is_not_read_into_the_backup(
    filled: Path, tmp_path: Path, chodon: Chodon, written: int, is_open: bool
) -> None:
    copy = tmp_path / "copy.db"
    chodon("backup", copy)
    with closing(sqlite3.connect(filled, isolation_level=None)) as db:
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("BEGIN")
        seen = db.execute("SELECT count(*) FROM violation").fetchone()
        for _ in range(written):
            chodon(LOG)
        if not is_open:
            log = Path(f"{filled}-wal").read_bytes()
            db.close()
            Path(f"{filled}-wal").write_bytes(log)
        restored(chodon, copy)
        if is_open:
            assert db.execute("SELECT count(*) FROM violation").fetchone() == seen
            db.execute("COMMIT")
            assert db.execute("SELECT count(*) FROM violation").fetchone() == seen
    assert everything(filled) == everything(copy)
    assert torture.faults(filled) == []


@pytest.mark.slow
@pytest.mark.parametrize("spoil", [spoil for spoil in SPOILT if spoil.__name__ != "is_folder"])
def test_what_is_no_sound_register_is_not_put_back(
    filled: Path, tmp_path: Path, chodon: Chodon, spoil: Callable[[Path], None]
) -> None:
    copy, before = tmp_path / "copy.db", everything(filled)
    chodon("backup", copy)
    spoil(copy)
    done = chodon("restore", copy, status=None)
    assert done.status in (1, 4) and is_one_line(done.stderr), done
    assert everything(filled) == before
    assert folder_of(filled) == {"copy.db"} & folder_of(filled)


def test_the_register_itself_is_not_put_back(filled: Path, chodon: Chodon) -> None:
    assert "this is the register itself" in chodon("restore", filled, status=1).stderr


@pytest.mark.slow
def test_nothing_that_others_acknowledge_meanwhile_is_lost(filled: Path, tmp_path: Path, chodon: Chodon) -> None:
    copy = tmp_path / "copy.db"
    chodon("backup", copy)
    plan = torture.planned(filled, "writer", 30)
    writer = torture.looping(filled, [sent.words("jsonl") for sent in plan])
    time.sleep(1.5)
    kept = Path(restored(chodon, copy))
    err = writer.communicate(timeout=120)[1]
    assert writer.returncode == 0, err
    with closing(sqlite3.connect(filled)) as db:
        db.execute("ATTACH ? AS kept", (str(kept),))
        notes = {note for (note,) in db.execute("SELECT note FROM violation UNION SELECT note FROM kept.violation")}
    assert {sent.note for sent in plan} <= notes
    assert torture.faults(filled) == torture.faults(kept) == []


@pytest.mark.slow
@pytest.mark.parametrize("kills", [6])
def test_who_is_killed_over_it_leaves_the_older_register_or_the_restored_one(
    filled: Path, tmp_path: Path, chodon: Chodon, kills: int
) -> None:
    copy = tmp_path / "copy.db"
    chodon("backup", copy)
    chodon(LOG)
    states = [everything(filled), everything(copy)]
    for place in range(kills):
        process = torture.started([sys.executable, "-m", "chodon_cli", "-r", filled, "restore", copy])
        time.sleep(0.15 + place * 0.05)
        process.kill()
        process.communicate()
        assert everything(filled) in states
        assert torture.faults(filled) == []
