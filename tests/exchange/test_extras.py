"""What the office has set and what is kept with records goes out with an export and comes back as it was."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.harness import Chodon, begin, everything, hold_each

MORE = ["--set", "category=CC", "--set", "title=x", "--dates", "as-read"]
PDF = b"%PDF-1.4 the minutes\n"


def tree(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.fixture
def filled(register: Path, chodon: Chodon) -> Path:
    """A register of one unit, one person and one violation: what else is in it changes nothing here."""
    chodon("unit add PNV 'Phòng Nội vụ' --kind office")
    chodon("staff add --code CC002 --name 'Lý Văn B' --unit PNV --category civil-servant --from 2015-01-01")
    chodon("violation log --staff CC002 --standard TG01 --on 2022-03-01")
    return register


@pytest.fixture
def out(filled: Path, tmp_path: Path, chodon: Chodon) -> Path:
    """An export of a register with settings and files: live, void, purged, one file with two records."""
    for name in ("a.pdf", "b.pdf", "c.PDF"):
        (tmp_path / name).write_bytes(PDF + name.encode())
    chodon("settings set organisation 'UBND xã Bằng Lũng'")
    chodon("settings set backup-days 3")
    chodon("settings set place x")
    (tmp_path / "list.csv").write_text("Họ tên,Mã đơn vị,Ngày vào\nLý A,PNV,01/03/2019\n", "utf-8")
    chodon("import", tmp_path / "list.csv", "--as", "staff", "--map", "Ngày vào=started_on", "--remember", *MORE)
    chodon("settings set place", "")
    chodon("attach add VP-2022-0001", tmp_path / "a.pdf", tmp_path / "b.pdf", "--note", "=1+1")
    chodon("attach add CC002", tmp_path / "a.pdf")
    chodon("attach add CC002", tmp_path / "c.PDF")
    chodon("attach void 2 --reason nhầm")
    chodon("attach purge --older-than 0")
    chodon("attach void 4 --reason nhầm")
    chodon("export", tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def other(empty: Path, tmp_path: Path) -> Path:
    """Another register, empty."""
    return begin(empty, tmp_path / "other.db")


@pytest.mark.slow
def test_what_goes_out_comes_back_byte_for_byte(out: Path, other: Path, tmp_path: Path, chodon: Chodon) -> None:
    chodon(f"-r {other} import", out)
    chodon(f"-r {other} export", tmp_path / "again")
    assert tree(tmp_path / "again") == tree(out)
    assert len(list((out / "files").iterdir())) == 2
    chodon(f"-r {other} audit verify")
    assert "attachment-damaged" not in chodon(f"-r {other} check --deep", status=None).stdout
    before = everything(other)
    chodon(f"-r {other} import", out)
    assert everything(other) == before, "the same a second time changes nothing"


@pytest.mark.slow
def test_a_file_that_was_changed_is_found_by_the_proof(out: Path, filled: Path, chodon: Chodon) -> None:
    chodon("audit verify")
    next(Path(f"{filled}.files").rglob("*/*")).write_bytes(b"another")
    found = chodon("audit verify -f json", status=3).json["rows"]
    assert found and {row["code"] for row in found} == {"attachment-damaged"}
    assert chodon("check --deep -f csv", status=3).stdout.count("attachment-damaged") == len(found), "each once"


LOST = "error: attached files 1 a.pdf, 3 a.pdf: missing or damaged; "


@pytest.mark.slow
@pytest.mark.parametrize("is_gone", [True, False], ids=["lost", "altered"])
def test_a_lost_file_costs_itself_alone(
    out: Path, other: Path, filled: Path, tmp_path: Path, chodon: Chodon, is_gone: bool
) -> None:
    whole = tree(out)
    [file] = [file for file in Path(f"{filled}.files").glob("*/*") if file.read_bytes().endswith(b"a.pdf")]
    file.unlink() if is_gone else file.write_bytes(b"another")
    for line in ("export", "export --parquet"):
        done = chodon(line, tmp_path / line, status=3)
        assert done.stderr.startswith(LOST) and done.stderr.count("\n") == 1
    assert len(list((tmp_path / "export --parquet/files").iterdir())) == 1
    for _again in range(2):
        assert chodon(f"-r {other} import", tmp_path / "export", status=3).stderr.splitlines()[0].startswith(LOST)
    chodon(f"-r {other} export", tmp_path / "again", status=3)
    assert tree(tmp_path / "again") == tree(tmp_path / "export") != whole
    assert chodon(f"-r {other} check --deep -f csv", status=3).stdout.count("chodon attach add") == 2
    chodon(f"-r {other} attach add VP-2022-0001", tmp_path / "a.pdf")
    chodon(f"-r {other} export", tmp_path / "again")
    assert tree(tmp_path / "again") == whole


def test_what_was_lost_comes_back_from_an_older_export(out: Path, filled: Path, chodon: Chodon) -> None:
    shutil.rmtree(Path(f"{filled}.files"))
    chodon("import", out)
    assert "attachment-damaged" not in chodon("check --deep", status=None).stdout


def test_a_second_export_replaces_the_first_with_its_files(out: Path, chodon: Chodon) -> None:
    chodon("export", out)
    (out / "files" / "mine.txt").write_text("x", "utf-8")
    assert "no export: files" in chodon("export", out, status=1).stderr
    (out / "files" / "mine.txt").unlink()
    chodon("attach void 1 --reason nhầm")
    chodon("attach void 3 --reason nhầm")
    chodon("attach purge --older-than 0")
    chodon("export", out)
    assert not (out / "files").exists()


def test_without_names_there_are_no_files(out: Path, tmp_path: Path, chodon: Chodon) -> None:
    chodon("export --anonymise", tmp_path / "anonymous")
    assert {"files", "attachment.csv", "setting.csv"}.isdisjoint(
        file.name for file in (tmp_path / "anonymous").iterdir()
    )


def damaged(out: Path) -> None:
    next((out / "files").iterdir()).write_bytes(b"%PDF-1.4 another")


def gone(out: Path) -> None:
    shutil.rmtree(out / "files")


def of_nobody(out: Path) -> None:
    change(out / "attachment.csv", "record", "VP-2022-9999")


def no_digest(out: Path) -> None:
    change(out / "attachment.csv", "sha256", "../../etc/passwd")


def no_day(out: Path) -> None:
    change(out / "attachment.csv", "attached_on", "2022-13-01")


def no_key(out: Path) -> None:
    change(out / "setting.csv", "key", "colour")


def no_memory(out: Path) -> None:
    change(out / "setting.csv", "key", "import: Họ tên")


def a_program(out: Path) -> None:
    change(out / "attachment.csv", "name", "chay.exe")


def change(file: Path, column: str, value: str) -> None:
    with file.open(encoding="utf-8", newline="") as opened:
        [head, first, *rest] = csv.reader(opened)
    first[head.index(column)] = value
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([head, first, *rest])


@pytest.mark.slow
def test_what_is_wrong_is_named_by_its_line_and_nothing_comes_in(
    out: Path, other: Path, empty: Path, chodon: Chodon, tmp_path: Path
) -> None:
    def refused_and_skipped(spoil: Callable[[Path], None]) -> None:
        folder = shutil.copytree(out, tmp_path / spoil.__name__)
        spoil(folder)
        begin(empty, other)
        shutil.rmtree(f"{other}.files", ignore_errors=True)
        before = everything(other)
        done = chodon(f"-r {other} import --ignore-manifest", folder, status=1)
        assert ".csv:" in done.stderr and "fault of the program" not in done.stderr, done.stderr
        assert everything(other) == before
        assert not Path(f"{other}.files").exists()
        chodon(f"-r {other} import --ignore-manifest --on-error skip", folder, status=3)

    spoiled = (damaged, gone, of_nobody, no_digest, no_day, no_key, no_memory, a_program)
    hold_each(refused_and_skipped, [(each,) for each in spoiled])


@pytest.mark.slow
def test_a_dry_run_keeps_no_file(out: Path, other: Path, chodon: Chodon) -> None:
    chodon(f"-r {other} import --dry-run", out)
    assert not Path(f"{other}.files").exists()


@pytest.mark.slow
def test_what_differs_needs_update(out: Path, chodon: Chodon) -> None:
    chodon("settings set backup-days 9")
    assert "backup" not in chodon("import", out, status=1).stdout
    rows = chodon("import --update -f json", out).json["rows"]
    assert next(row for row in rows if row["file"] == "setting.csv")["changed"] == 1
    change(out / "attachment.csv", "note", "another")
    assert "attachment.csv:2" in chodon("import --ignore-manifest", out, status=1).stderr
    chodon("import --ignore-manifest --update", out)
    assert chodon("attach list -f json").json["rows"][0]["note"] == "another"
