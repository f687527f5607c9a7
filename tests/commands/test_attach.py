"""`attach`: files kept with records under their digest, never overwritten, never lost, whatever they are called."""

import hashlib
from pathlib import Path

import pyrage
import pytest

from chodon_cli.store import attachments
from tests.commands.changesets import Lines, assert_each_is_one_changeset
from tests.harness import Chodon, assert_refused, everything, is_one_line, run, use
from tests.stress import torture

PDF = b"%PDF-1.4 the minutes\n"
WRITES: Lines = {
    "attach add": ["attach add VP-2022-0001 mot.pdf hai.pdf --note 'biên bản'"],
    "attach void": ["attach void 1 --reason 'nhầm tệp'"],
    "attach purge": ["attach purge --older-than 0"],
}


@pytest.fixture(autouse=True)
def scans(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("mot.pdf").write_bytes(PDF)
    Path("hai.pdf").write_bytes(PDF + b"2")
    return tmp_path


@pytest.mark.slow
def test_each_write_of_an_attached_file_is_one_changeset(filled: Path) -> None:
    assert_each_is_one_changeset(filled, WRITES)
    assert not attachments.kept_file(hashlib.sha256(PDF).hexdigest(), filled).exists()


def test_a_file_is_kept_for_its_owner_alone_and_comes_out_as_it_went_in(small: Path, chodon: Chodon) -> None:
    row = chodon("attach add VP-2022-0001 mot.pdf -f json").json["rows"][0]
    assert (row["record"], row["name"], row["bytes"]) == ("VP-2022-0001", "mot.pdf", len(PDF))
    kept = attachments.kept_file(row["sha256"], small)
    assert (kept.stat().st_mode & 0o777, kept.parent.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    chodon("attach get 1 --to ra.pdf")
    assert Path("ra.pdf").read_bytes() == PDF
    assert_refused(small, "attach get 1 --to ra.pdf", 1, "something here already")
    chodon("attach add CC012 mot.pdf")
    assert len([*attachments.folder_of(small).glob("*/*")]) == 1
    assert len(chodon("attach list VP-2022-0001 -f json").json["rows"]) == 1
    assert len(chodon("attach list -f json").json["rows"]) == 2


def test_every_folder_with_attached_files_is_open_to_its_owner_alone(small: Path, chodon: Chodon) -> None:
    chodon("attach add VP-2022-0001 mot.pdf")
    chodon("backup sao")
    chodon("backup sao.db")
    run("-r moi.db restore sao.db")
    folders = [
        place for place in Path().rglob("*") if place.is_dir() and place.name != "state"
    ]  # which a test is given
    assert {"sao.db.files", "moi.db.files"} <= {folder.name for folder in folders}
    assert [str(folder) for folder in folders if folder.stat().st_mode & 0o077] == []


WRONG = {
    "attach add VP-2022-0001 khong-co.pdf": (1, "no such file"),
    "attach add VP-2022-9999 mot.pdf": (1, "VP-2022-9999"),
    "attach add VP-2022-0001 gia.pdf": (1, "is not what its name says"),
    "attach add VP-2022-0001 chay.exe": (1, "of this kind are not kept"),
    "attach add VP-2022-0001 lon.pdf": (1, "more than 1 MB"),
    "attach get 99": (1, "— chodon attach list"),
    "attach void 99 --reason x": (1, "— chodon attach list"),
    "attach add VP-2022-0001 mot.pdf .": (1, "a folder is not kept"),
}


@pytest.mark.parametrize("line", WRONG)
def test_what_is_wrong_is_refused_and_nothing_is_kept(small: Path, chodon: Chodon, line: str) -> None:
    chodon("settings set attachment-megabytes 1")
    Path("gia.pdf").write_bytes(b"MZ")
    Path("chay.exe").write_bytes(b"MZ")
    Path("lon.pdf").write_bytes(PDF + bytes(2 << 20))
    assert_refused(small, line, *WRONG[line])
    assert [*attachments.folder_of(small).glob("*/*")] == []


def test_the_same_file_is_not_kept_twice_with_one_record(small: Path, chodon: Chodon) -> None:
    chodon("attach add VP-2022-0001 mot.pdf")
    told = "has this file already, as 1 — leave it out; see: chodon attach list VP-2022-0001"
    assert_refused(small, "attach add VP-2022-0001 mot.pdf", 1, told)


@pytest.mark.parametrize("is_gone", [True, False], ids=["lost", "altered"])
def test_what_check_advises_mends_a_lost_file(small: Path, chodon: Chodon, is_gone: bool) -> None:
    sha256 = chodon("attach add VP-2022-0001 mot.pdf -f json").json["rows"][0]["sha256"]
    kept = attachments.kept_file(sha256, small)
    kept.unlink() if is_gone else kept.write_bytes(b"spoilt")
    [fix] = [row["fix"] for row in chodon("check --deep -f json", status=3).json["rows"] if "attachment" in row["code"]]
    assert fix == "chodon attach add VP-2022-0001 mot.pdf"
    before = everything(small)
    assert "1 was missing or damaged and is whole again" in chodon(fix.removeprefix("chodon ")).stderr
    assert kept.read_bytes() == PDF and kept.stat().st_mode & 0o777 == 0o600
    assert everything(small) == before
    assert "attachment-damaged" not in chodon("check --deep", status=None).stdout


def test_what_is_void_comes_out_until_it_is_removed_for_good(small: Path, chodon: Chodon) -> None:
    chodon("attach add VP-2022-0001 mot.pdf")
    chodon("attach void 1 --reason x")
    chodon("attach get 1 --to ra.pdf")
    chodon("attach purge --older-than 0")
    assert_refused(small, "attach get 1", 1, "attached file 1 was removed for good on 23/11/2026 — a backup")
    assert_refused(small, "attach get 1", 1, "a backup made before that day may have it")


def test_a_file_is_copied_before_the_turn_to_write(small: Path, chodon: Chodon) -> None:
    use(small)
    with attachments.drafts_of([Path("mot.pdf")], 1) as [draft]:
        chodon("violation log --staff CC002 --standard TT01 --on 2022-03-01")  # nobody waits for it
        assert draft.draft.read_bytes() == PDF and not attachments.kept_file(draft.sha256).exists()
    assert [*attachments.folder_of(small).iterdir()] == []


@pytest.mark.slow
def test_a_backup_has_them_and_restore_brings_them_back(small: Path, chodon: Chodon) -> None:
    sha256 = chodon("attach add VP-2022-0001 mot.pdf -f json").json["rows"][0]["sha256"]
    chodon("-q backup copies")
    chodon("-q backup one.db")
    for copy in [*Path("copies").glob("*.db"), Path("one.db")]:
        attachments.kept_file(sha256, small).write_bytes(b"spoilt")
        assert "attachment-damaged" in chodon("check --deep", status=3).stdout
        chodon("-q restore", copy)
        assert attachments.kept_file(sha256, small).read_bytes() == PDF
        assert "attachment-damaged" not in chodon("check --deep", status=None).stdout


def test_a_damaged_file_is_not_given_out_nor_copied_as_if_it_were_whole(small: Path, chodon: Chodon) -> None:
    sha256 = chodon("attach add VP-2022-0001 mot.pdf -f json").json["rows"][0]["sha256"]
    attachments.kept_file(sha256, small).write_bytes(PDF.replace(b"minutes", b"MINUTES"))
    assert_refused(small, "attach get 1 --to ra.pdf", 4, "missing or damaged")
    done = chodon("-q backup one.db", status=3)
    assert done.stderr.startswith("error: attached file 1 mot.pdf: ") and is_one_line(done.stderr)
    assert torture.damage_of(Path("one.db")) == []


@pytest.mark.mostly_slow
@pytest.mark.parametrize("is_encrypted", [False, True], ids=["plain", "encrypted"])
def test_a_lost_file_costs_itself_alone(small: Path, chodon: Chodon, is_encrypted: bool) -> None:
    key = pyrage.x25519.Identity.generate()
    Path("key.txt").touch(mode=0o600)
    Path("key.txt").write_text(str(key), "utf-8")
    there, back = (f"--encrypt-to {key.to_public()}", "--identity-file key.txt") if is_encrypted else ("", "")
    lost, kept = (
        chodon(f"attach add VP-2022-0001 {name} -f json").json["rows"][0]["sha256"] for name in ("mot.pdf", "hai.pdf")
    )
    before = chodon("violation list -f json").json["rows"]
    attachments.kept_file(lost, small).unlink()
    assert "1 mot.pdf" in chodon(f"backup copies --keep 1 {there}", status=3).stderr
    attachments.kept_file(kept, small).unlink()
    [copy] = Path("copies").glob("*.db*")
    assert "1 mot.pdf" in (done := chodon(f"restore {back}", copy, status=3)).stderr and "hai.pdf" not in done.stderr
    assert attachments.kept_file(kept, small).exists() and not attachments.kept_file(lost, small).exists()
    assert chodon("violation list -f json").json["rows"] == before
    assert chodon("check --deep -f csv", status=3).stdout.count("attachment-damaged") == 1


def test_undo_takes_it_off_and_redo_has_the_file_still(small: Path, chodon: Chodon) -> None:
    chodon("attach add VP-2022-0001 mot.pdf")
    chodon("undo")
    assert chodon("attach list -f json").json["rows"] == []
    chodon("redo")
    chodon("attach get 1 --to ra.pdf")
    chodon("audit verify")


@pytest.mark.parametrize("name", ["\x1b[31mđỏ.pdf", "..ẩn.pdf", "a" * 200 + ".pdf", "hai\nsố.pdf"])
def test_names_cannot_act(small: Path, chodon: Chodon, name: str) -> None:
    Path(name).write_bytes(PDF)
    row = chodon("attach add VP-2022-0001", name, "-f", "json").json["rows"][0]
    assert row["name"].isprintable() and row["name"].endswith(".pdf") and len(row["name"]) <= 121
    assert not row["name"].startswith(".")


SHOWN = {  # what is shown -> the record with which a file is kept
    "staff show CC002": "CC002",
    "unit show PNV": "PNV",
    "standard show TT01": "TT01",
    "violation show VP-2022-0001": "VP-2022-0001",
    "case show VV-2022-0001": "VV-2022-0001",
    "inspection show KT-2022-001": "KT-2022-001",
    "task show NV-2022-0001": "NV-2022-0001",
    "rating show XL-2022-0001": "XL-2022-0001",
    "feedback show PA-2022-0001": "PA-2022-0001",
    "training show": "training",
    "briefing show": "briefing",
    "pledge show": "pledge",
    "commendation show": "commendation",
}


@pytest.mark.mostly_slow
@pytest.mark.parametrize("line", SHOWN)
def test_each_record_is_shown_with_its_files(filled: Path, chodon: Chodon, line: str) -> None:
    record = SHOWN[line]
    if record.islower():
        record = chodon(f"{record} list -f json").json["rows"][0]["number"]
        line = f"{line} {record}"
    before = chodon(f"{line} -f json").json.get("details", [])
    chodon("attach add", record, "mot.pdf")
    after = chodon(f"{line} -f json").json["details"]
    assert after[: len(before)] == before
    assert [row["name"] for row in after[-1]["rows"]] == ["mot.pdf"]


def test_the_dossier_has_the_files_of_everything_about_the_person(small: Path, chodon: Chodon) -> None:
    person = chodon("violation show VP-2022-0001 -f json").json["rows"][0]["staff"]
    chodon("attach add VP-2022-0001 mot.pdf")
    chodon("attach add", person, "hai.pdf")
    details = chodon(f"staff show {person} -f json").json["details"]
    assert [row["name"] for row in details[-1]["rows"]] == ["mot.pdf", "hai.pdf"]
