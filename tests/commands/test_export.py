"""`export`: what is written, and what it leaves alone."""

import csv
import hashlib
import io
import json
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from chodon_cli.exchange.write import parquet as folder_of_parquet
from tests.harness import SAMPLE_DATA, Chodon, begin, folder_bytes


def exported(chodon: Chodon, folder: Path) -> dict[str, bytes]:
    chodon("export", folder)
    return folder_bytes(folder)


def put(path: Path, text: str) -> Path:
    """A file with this text, its lines ended as spreadsheets end them."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(text.strip() + "\n", "utf-8", newline="\r\n")
    return path


def test_the_manifest_names_each_file_with_its_rows_and_digest(
    chodon: Chodon, register: Path, sample: Path, tmp_path: Path
) -> None:
    begin(sample, register)
    files = exported(chodon, tmp_path / "out")
    manifest = json.loads(files.pop("manifest.json"))
    assert [entry["file"] for entry in manifest["files"]] == sorted(files)
    assert {entry["file"]: entry["sha256"] for entry in manifest["files"]} == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items()
    }
    people = next(entry for entry in manifest["files"] if entry["file"] == "staff.csv")
    assert people["rows"] == (SAMPLE_DATA / "staff.csv").read_bytes().count(b"\r\n") - 1


def test_an_export_replaces_an_older_one_and_nothing_else(chodon: Chodon, tmp_path: Path) -> None:
    exported(chodon, tmp_path / "out")
    chodon("unit add PNV 'Phòng Nội vụ' --kind office")
    assert b"PNV" in exported(chodon, tmp_path / "out")["unit.csv"]
    letters = put(tmp_path / "letters" / "unit.csv", "of somebody else")
    chodon("export", letters.parent, status=1)
    assert folder_bytes(letters.parent) == {"unit.csv": b"of somebody else\r\n"}
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["letters", "out"]


@pytest.mark.slow
def test_parquet_files_hold_what_the_csv_files_hold_with_its_types(
    chodon: Chodon, register: Path, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(sample, register)
    monkeypatch.setattr(folder_of_parquet, "ROWS_AT_A_TIME", 7)
    monkeypatch.setattr(folder_of_parquet, "ROWS_OF_A_GROUP", 49)
    chodon("staff edit CC002 --born 1987")
    chodon("settings set organisation 'UBND huyện'")
    plain = exported(chodon, tmp_path / "csv")
    told = {row["file"]: row["rows"] for row in chodon("export --parquet -f json", tmp_path / "out").json["rows"]}
    once = folder_bytes(tmp_path / "out")
    chodon("export --parquet", tmp_path / "out")
    assert folder_bytes(tmp_path / "out") == once
    assert {Path(name).stem for name in told} == {Path(name).stem for name in plain} - {"manifest"}
    for name in told:
        table = parquet.read_table(tmp_path / "out" / name)
        rows = [["" if cell is None else str(cell) for cell in row.values()] for row in table.to_pylist()]
        head, *listed = csv.reader(io.StringIO(plain[f"{Path(name).stem}.csv"].decode()))
        assert (table.column_names, len(rows)) == (head, told[name])
        assert rows == [[cell.removeprefix("'") if cell[:1] == "'" else cell for cell in row] for row in listed], name
    violations = parquet.ParquetFile(tmp_path / "out" / "violation.parquet")
    assert violations.num_row_groups == -(-told["violation.parquet"] // 49) > 1
    assert violations.schema_arrow.field("occurred_on").type == pyarrow.date32()
    people = parquet.read_schema(tmp_path / "out" / "staff.parquet")
    assert people.field("born_on").type == pyarrow.string(), "of one person only the year is known"
    assert parquet.read_schema(tmp_path / "out" / "quota.parquet").field("number").type == pyarrow.int64()

    assert "name another folder" in chodon("export --parquet", tmp_path / "csv", status=1).stderr
    assert "name another folder" in chodon("export", tmp_path / "out", status=1).stderr
    assert "for other programs" in chodon("import", tmp_path / "out", status=1).stderr
    assert (folder_bytes(tmp_path / "out"), folder_bytes(tmp_path / "csv")) == (once, plain)
