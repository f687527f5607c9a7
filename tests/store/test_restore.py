"""A backup put back loses nothing, whatever stood in its place; where it came from is in its journal."""

import gzip
import hashlib
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from chodon_cli import store
from tests.fixtures.spoilt_registers import SPOILT, missing, mode
from tests.harness import ROOT, Chodon, everything, is_one_line
from tests.stress import torture

OLDER = sorted((ROOT / "tests/fixtures/registers").glob("*.db.gz"))
LOG = "violation log --staff CC002 --standard TT01 --on 2022-03-01"


def folder_of(register: Path) -> set[str]:
    return {file.name for file in register.parent.iterdir() if not file.name.startswith("register.db")}


def held(register: Path) -> list[str]:
    """All that the register holds, but for what tells that it was restored."""
    with closing(sqlite3.connect(register)) as db, closing(sqlite3.connect(":memory:")) as copy:
        db.backup(copy)
        copy.execute("CREATE TEMP TABLE told AS SELECT changeset_id AS id FROM change WHERE noun = 'register'")
        copy.execute("DELETE FROM change WHERE changeset_id IN (SELECT id FROM told)")
        copy.execute("DELETE FROM changeset WHERE id IN (SELECT id FROM told)")
        return sorted(copy.iterdump())


def restored(chodon: Chodon, copy: Path) -> str:
    return str(chodon("restore", copy, "-f", "json").json["rows"][0]["kept"])


@pytest.mark.slow
@pytest.mark.parametrize("spoil", [lambda file: None, *SPOILT])
def test_a_backup_comes_back_whatever_stands_in_its_place(
    small: Path, tmp_path: Path, chodon: Chodon, spoil: Callable[[Path], None]
) -> None:
    copy = tmp_path / "copy.db"
    chodon("backup", copy)
    chodon(LOG)
    spoil(small)
    before = small.read_bytes() if small.is_file() else None
    if small.is_dir():
        chodon("restore", copy, status=4)
        return
    kept = restored(chodon, copy)
    assert held(small) == everything(copy).lines
    assert (mode(small), torture.faults(small)) == (0o600, [])
    if spoil is missing:
        assert kept == "None"
    elif before and Path(kept).read_bytes() != before:  # sound, then: copied as a whole
        assert len(everything(Path(kept)).lines) == len(everything(copy).lines) + 3
        assert mode(Path(kept)) == 0o600
    chodon(LOG)


@pytest.mark.slow
@pytest.mark.parametrize("written", [0, 1, 40])
@pytest.mark.parametrize("is_open", [True, False], ids=["while somebody reads", "after power was lost"])
def test_what_is_left_of_the_replaced_register_is_not_read_into_the_backup(
    small: Path, tmp_path: Path, chodon: Chodon, written: int, is_open: bool
) -> None:
    copy = tmp_path / "copy.db"
    chodon("backup", copy)
    with closing(sqlite3.connect(small, isolation_level=None)) as db:
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("BEGIN")
        seen = db.execute("SELECT count(*) FROM violation").fetchone()
        for _ in range(written):
            chodon(LOG)
        if not is_open:
            log = Path(f"{small}-wal").read_bytes()
            db.close()
            Path(f"{small}-wal").write_bytes(log)
        restored(chodon, copy)
        if is_open:
            assert db.execute("SELECT count(*) FROM violation").fetchone() == seen
            db.execute("COMMIT")
            assert db.execute("SELECT count(*) FROM violation").fetchone() == seen
    assert held(small) == everything(copy).lines
    assert torture.faults(small) == []


@pytest.mark.slow
def test_a_register_that_another_program_holds_is_not_put_aside(
    small: Path, tmp_path: Path, chodon: Chodon, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.db"
    chodon("backup", copy)
    monkeypatch.setattr(store, "WAIT_SECONDS", 0.1)
    for held in (small, copy):  # it says nothing of what is in it that nobody may look
        with closing(sqlite3.connect(held, isolation_level=None)) as db:
            db.execute("PRAGMA locking_mode = EXCLUSIVE")
            db.execute("PRAGMA journal_mode = WAL")
            db.execute("BEGIN EXCLUSIVE")
            done = chodon("restore", copy, status=4)
        assert is_one_line(done.stderr) and f"{held}: in use by somebody else" in done.stderr, done
    assert folder_of(small) == {"copy.db"} and not [*tmp_path.glob("register.db.*")]


@pytest.mark.parametrize("spoil", [spoil for spoil in SPOILT if spoil.__name__ != "is_folder"])
def test_what_is_no_sound_register_is_not_put_back(
    small: Path, tmp_path: Path, chodon: Chodon, spoil: Callable[[Path], None]
) -> None:
    copy, before = tmp_path / "copy.db", everything(small)
    chodon("backup", copy)
    spoil(copy)
    done = chodon("restore", copy, status=None)
    assert done.status in (1, 4) and is_one_line(done.stderr) and f"error: {copy}" in done.stderr, done
    assert everything(small) == before
    assert folder_of(small) == {"copy.db"} & folder_of(small)


def test_the_register_itself_is_not_put_back(small: Path, chodon: Chodon) -> None:
    assert "this is the register itself" in chodon("restore", small, status=1).stderr
    assert "this is a folder" in chodon("restore", small.parent, status=1).stderr


@pytest.mark.slow
def test_nothing_that_others_acknowledge_meanwhile_is_lost(small: Path, tmp_path: Path, chodon: Chodon) -> None:
    copy = tmp_path / "copy.db"
    chodon("backup", copy)
    plan = torture.planned(small, "writer", 30)
    writer = torture.looping(small, [sent.words("jsonl") for sent in plan])
    time.sleep(1.5)
    kept = Path(restored(chodon, copy))
    err = writer.communicate(timeout=120)[1]
    assert writer.returncode == 0, err
    with closing(sqlite3.connect(small)) as db:
        db.execute("ATTACH ? AS kept", (str(kept),))
        notes = {note for (note,) in db.execute("SELECT note FROM violation UNION SELECT note FROM kept.violation")}
    assert {sent.note for sent in plan} <= notes
    assert torture.faults(small) == torture.faults(kept) == []


@pytest.mark.slow
@pytest.mark.parametrize("kills", [6])
def test_who_is_killed_over_it_leaves_the_older_register_or_the_restored_one(
    small: Path, tmp_path: Path, chodon: Chodon, kills: int
) -> None:
    copy = tmp_path / "copy.db"
    chodon("backup", copy)
    chodon(LOG)
    states = [everything(small).lines, everything(copy).lines]
    for place in range(kills):
        process = torture.started([sys.executable, "-m", "chodon_cli", "-r", small, "restore", copy])
        time.sleep(0.15 + place * 0.05)
        process.kill()
        process.communicate()
        assert held(small) in states
        assert torture.faults(small) == []


@pytest.mark.slow
def test_the_journal_of_the_restored_register_tells_from_where_it_comes(
    small: Path, tmp_path: Path, chodon: Chodon
) -> None:
    copy = tmp_path / "copy.db"
    chodon("backup", copy)
    chodon(LOG)
    kept = restored(chodon, copy)
    [newest, *_older] = chodon("audit list -f json").json["rows"]
    assert newest["what"] == f"Restored from {copy}"
    shown = chodon(f"audit show {newest['n']}").stdout
    assert str(copy) in shown and kept in shown and hashlib.sha256(copy.read_bytes()).hexdigest() in shown
    chodon("audit verify")
    assert "entry 3" not in chodon("undo --yes", status=None).stdout, "a restoration is no change to take back"


@pytest.mark.slow
@pytest.mark.parametrize("file", OLDER, ids=lambda file: file.name)
def test_a_backup_of_an_older_program_is_brought_up_to_date(
    small: Path, tmp_path: Path, chodon: Chodon, file: Path
) -> None:
    copy = tmp_path / "old.db"
    copy.write_bytes(gzip.decompress(file.read_bytes()))
    before = copy.read_bytes()
    chodon("restore", copy)
    assert copy.read_bytes() == before
    chodon("audit verify")
    chodon("info")


@pytest.mark.parametrize("content", [b"", b"not a register", bytes(5000)])
def test_what_is_no_register_is_named_and_not_the_register_that_it_would_become(
    tmp_path: Path, chodon: Chodon, content: bytes
) -> None:
    (tmp_path / "other.db").write_bytes(content)
    done = chodon(f"-r {tmp_path}/new.db restore {tmp_path}/other.db", status=4)
    assert done.stderr.startswith(f"error: {tmp_path}/other.db: this is not a register — ")
    assert not (tmp_path / "new.db").exists()
