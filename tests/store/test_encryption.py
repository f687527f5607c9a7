"""An encrypted backup is read by nobody without its key, and comes back with it, attached files and all."""

import os
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pyrage
import pytest

from chodon_cli.store import attachments, encryption
from tests.fixtures.spoilt_registers import mode
from tests.harness import Chodon, assert_refused, everything, is_one_line

PDF = b"%PDF-1.4 a scan of a decision"


@pytest.fixture
def keys(tmp_path: Path) -> tuple[str, Path]:
    """A public key, and the file of the private one."""
    identity = pyrage.x25519.Identity.generate()
    file = tmp_path / "key.txt"
    file.touch(mode=0o600)
    file.write_text(f"# created: today\n{identity}\n", "utf-8")
    return str(identity.to_public()), file


@pytest.fixture
def passphrase(tmp_path: Path) -> Path:
    file = tmp_path / "passphrase.txt"
    file.touch(mode=0o600)
    file.write_text("một câu dài\n", "utf-8")
    return file


def secret(small: Path, tmp_path: Path, chodon: Chodon) -> bytes:
    """Attach a file, and give the name of somebody in the register."""
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(PDF)
    chodon("-q attach add CC002", scan)
    with closing(sqlite3.connect(small)) as db:
        return str(db.execute("SELECT full_name FROM staff").fetchone()[0]).encode()


@pytest.mark.slow
def test_nobody_reads_it_without_the_key_and_it_comes_back_with_it(
    small: Path, tmp_path: Path, chodon: Chodon, keys: tuple[str, Path]
) -> None:
    name, (public, private) = secret(small, tmp_path, chodon), keys
    copies = tmp_path / "copies"
    made = Path(chodon("backup", copies, "--encrypt-to", public, "-f", "json").json["rows"][0]["file"])
    assert made.name.endswith(".db.age") and mode(made) == 0o600
    for file in [each for each in copies.rglob("*") if each.is_file()]:
        assert name not in file.read_bytes() and PDF not in file.read_bytes(), file
    assert not list(small.parent.glob(".register*")), "what can be read does not stay"
    before = everything(small)
    chodon("violation log --staff CC002 --standard TT01 --on 2022-03-01")
    for scan in Path(f"{small}.files").rglob("*/*"):
        scan.unlink()
    assert is_one_line(chodon("restore", made, status=1).stderr)
    chodon("restore", made, "--identity-file", private)
    assert set(before.lines) < set(everything(small).lines)
    assert chodon("check --deep -f csv", status=None).stdout.count("attachment-damaged") == 0
    chodon("-q attach get 1 --to", tmp_path / "back.pdf")
    assert (tmp_path / "back.pdf").read_bytes() == PDF


@pytest.mark.slow
def test_a_passphrase_does_as_well(small: Path, tmp_path: Path, chodon: Chodon, passphrase: Path) -> None:
    secret(small, tmp_path, chodon)
    before = everything(small)
    copy = tmp_path / "copy.db.age"
    chodon("backup", copy, "--passphrase-file", passphrase)
    chodon("-r", tmp_path / "other.db", "restore", copy, "--passphrase-file", passphrase)
    assert set(before.lines) < set(everything(tmp_path / "other.db").lines)
    passphrase.write_text("another\n", "utf-8")
    assert "cannot be decrypted" in chodon("restore", copy, "--passphrase-file", passphrase, status=1).stderr


@pytest.mark.slow
def test_old_ones_go_and_what_is_not_of_this_register_stays(
    small: Path, tmp_path: Path, chodon: Chodon, keys: tuple[str, Path]
) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    strange = copies / "register-20200101T000000.db.age"
    strange.write_bytes(b"age-encryption.org/v1\nof another register")
    for _ in range(3):
        chodon("backup", copies, "--encrypt-to", keys[0])
    chodon("backup", copies)
    chodon("backup", copies, "--keep", "2", "--encrypt-to", keys[0])
    left = {file.name for file in copies.iterdir()}
    assert len(left) == 3 and strange.name in left


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("--encrypt-to age1nobody", 2),
        ("--encrypt-to ''", 2),
        ("--encrypt-to age1nobody --passphrase-file p", 2),
        ("--passphrase-file nowhere", 1),
        ("--passphrase-file empty", 1),
        ("--passphrase-file open", 1),
        ("--passphrase-file raw", 1),
    ],
)
def test_a_key_that_is_none_is_refused_and_nothing_is_made(
    small: Path, tmp_path: Path, chodon: Chodon, monkeypatch: pytest.MonkeyPatch, words: str, status: int
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, bits, raw in (("empty", 0o600, b"\nx"), ("open", 0o644, b"a word"), ("raw", 0o600, b"\xff\xfe\xff")):
        Path(name).write_bytes(raw)
        Path(name).chmod(bits)
    assert is_one_line(chodon(f"backup copies {words}", status=status).stderr)
    assert not (tmp_path / "copies").exists()


def test_a_damaged_attached_file_does_not_hold_up_the_register(
    small: Path, tmp_path: Path, chodon: Chodon, keys: tuple[str, Path]
) -> None:
    secret(small, tmp_path, chodon)
    copy, other = tmp_path / "copy.db.age", tmp_path / "other.db"
    chodon("backup", copy, "--encrypt-to", keys[0])
    [attached] = attachments.folder_of(copy).rglob("*.age")
    attached.write_bytes(attached.read_bytes()[:-1])
    done = chodon("-r", other, "restore", copy, "--identity-file", keys[1], status=3)
    assert "attached file 1 scan.pdf: missing or damaged" in done.stderr
    assert set(everything(small).lines) < set(everything(other).lines)
    assert not attachments.folder_of(other).exists() or not [*attachments.folder_of(other).rglob("*/*")]


@pytest.mark.mostly_slow
@pytest.mark.parametrize("cut", [slice(-1), slice(300, None), slice(60), slice(5000), slice(40)])
def test_a_damaged_one_is_refused_and_the_register_stays(
    small: Path, tmp_path: Path, chodon: Chodon, keys: tuple[str, Path], cut: slice
) -> None:
    copy, before = tmp_path / "copy.db.age", everything(small)
    chodon("backup", copy, "--encrypt-to", keys[0])
    copy.write_bytes(copy.read_bytes()[cut])
    done = chodon("restore", copy, "--identity-file", keys[1], status=None)
    assert done.status in (1, 4) and is_one_line(done.stderr)
    assert everything(small) == before


def test_other_tools_read_it(small: Path, tmp_path: Path, chodon: Chodon, keys: tuple[str, Path]) -> None:
    copy = tmp_path / "copy.db.age"
    chodon("backup", copy, "--encrypt-to", keys[0])
    identity = pyrage.x25519.Identity.from_str(keys[1].read_text("utf-8").splitlines()[1])
    assert pyrage.decrypt(copy.read_bytes(), [identity]).startswith(b"SQLite format 3\0")
    assert encryption.is_encrypted(copy)


@pytest.mark.slow
def test_a_secret_that_never_ends_or_never_comes_is_refused(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encryption, "SILENT_SECONDS", 0.2)
    os.mkfifo(tmp_path / "pipe")
    for file in ("/dev/zero", tmp_path / "pipe"):
        assert_refused(small, f"backup {tmp_path}/one.db --passphrase-file {file}", 1, str(file))
    writer = threading.Thread(target=(tmp_path / "pipe").write_text, args=("a long passphrase\n",))
    writer.start()
    cipher = encryption.for_backup([], tmp_path / "pipe")
    writer.join()
    assert cipher and cipher.passphrase == "a long passphrase"
