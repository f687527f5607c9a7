"""An anonymised export against whoever has a staff list, a number on a paper, or knows when somebody began."""

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from chodon_cli.exchange.write import folder
from chodon_cli.exchange.write.anonymise import NewNumbers, number_key
from chodon_cli.exchange.write.sorted_on_disk import sorted_on_disk
from tests.harness import ROOT, TODAY, Chodon, begin, open_to_read, run

NEWER = ["reminder", "commendation", "training", "briefing"]
Rows = list[dict[str, str]]


def table(path: Path, name: str) -> Rows:
    with (path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def exports(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The plain export of the sample and the anonymised one; to be read, never written to."""
    plain, veiled = (tmp_path_factory.mktemp("exports") / name for name in ("plain", "veiled"))
    run(f"--today {TODAY} -r {sample} export", plain)
    run(f"--today {TODAY} -r {sample} export --anonymise", veiled)
    return plain, veiled


def truth(sample: Path) -> Any:
    with open_to_read(sample) as db:
        return folder._veil(db)


@pytest.mark.mostly_slow
@pytest.mark.parametrize("name", ["rating", "pledge", "violation", "training", "case", "commendation", "task"])
def test_the_order_of_a_file_tells_no_more_than_chance(exports: tuple[Path, Path], sample: Path, name: str) -> None:
    plain, veiled = (table(path, name) for path in exports)
    codes = truth(sample)._codes
    pairs = [(row["staff"], other["staff"]) for row, other in zip(plain, veiled, strict=True) if row["staff"]]
    found = sum(codes[code] == other for code, other in pairs)
    assert found <= 6, f"{found} of {len(plain)} are known by their place"


@pytest.mark.mostly_slow
@pytest.mark.parametrize("name", ["rating", "violation", "case", "task", "feedback", "inspection", "pledge", *NEWER])
def test_a_number_on_a_paper_is_the_number_of_another(exports: tuple[Path, Path], sample: Path, name: str) -> None:
    numbers = truth(sample)._numbers
    plain, veiled = (table(path, name) for path in exports)
    assert {row["number"] for row in veiled} == {numbers.get(row["number"]) for row in plain}
    assert sum(numbers.get(row["number"]) == row["number"] for row in plain) <= 6 + len(plain) // 20
    assert [row["number"] for row in veiled] == sorted(row["number"] for row in veiled)


def test_records_still_belong_to_each_other(exports: tuple[Path, Path]) -> None:
    _plain, veiled = exports
    for name, key, of in (
        ("case_violation", "violation", "violation"),
        ("case_event", "case", "case"),
        ("violation", "inspection", "inspection"),
        ("task_extension", "task", "task"),
        ("inspection_check", "inspection", "inspection"),
    ):
        known = {row["number"] for row in table(veiled, of)}
        assert {row[key] for row in table(veiled, name) if row[key]} <= known, name


def test_days_are_those_of_the_month_and_few_are_alone_with_theirs(exports: tuple[Path, Path]) -> None:
    plain, veiled = exports
    for name in ("post", "violation", "rating", "case_event", "task"):
        days = [value for row in table(veiled, name) for key, value in row.items() if key.endswith("_on") and value]
        assert days and {day[-2:] for day in days} == {"01"}, name

    def alone(path: Path) -> int:
        sexes = {row["code"]: row["sex"] for row in table(path, "staff")}
        last = {row["staff"]: row for row in sorted(table(path, "post"), key=lambda row: row["started_on"])}
        known = Counter((row["unit"], sexes[code], row["started_on"]) for code, row in last.items())
        return sum(number == 1 for number in known.values())

    assert alone(veiled) < alone(plain)
    guide = (ROOT / "docs/huong-dan/06-nhap-xuat.md").read_text("utf-8").replace("\n", " ")
    said = [f"{number:,}".replace(",", ".") for number in (alone(veiled), len(table(plain, "staff")), alone(plain))]
    assert "ở {} trên {} người (còn cả ngày thì {})".format(*said) in guide


def test_days_are_said_for_an_anonymised_export_alone(
    chodon: Chodon, register: Path, sample: Path, tmp_path: Path
) -> None:
    begin(sample, register)
    chodon("export --days exact", tmp_path / "out", status=2)
    chodon("export --anonymise --days exact", tmp_path / "out")
    assert {row["started_on"][-2:] for row in table(tmp_path / "out", "post")} > {"01", "15"}


@pytest.mark.parametrize("at_once", [1, 2, 3, 100])
def test_rows_that_are_sorted_on_disk_are_those_that_are_sorted_in_hand(
    at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chodon_cli.exchange.write.sorted_on_disk.MOST_FILES", 3)
    rows = [(f"{n * 7 % 5}", n, None, 'dấu\n"', n / 3) for n in range(17)]  # of equal ones the first stays first
    assert [*sorted_on_disk(rows, lambda row: str(row[0]), at_once)] == sorted(rows, key=lambda row: str(row[0]))


def test_new_numbers_are_those_of_the_shuffled_ones_in_turn() -> None:
    numbers = ["VP-2022-0001", "VP-2022-0003", "VP-2022-12345", "VV-2021-0002", "KT-2022-001", "VP-2021-0001"]
    new = NewNumbers(numbers, lambda number: number[::-1].encode())
    shuffled = sorted(numbers, key=lambda number: number[::-1])
    for kind in {number[:7] for number in numbers}:
        given = [new.get(number) for number in shuffled if number.startswith(kind)]
        assert [number_key(str(number))[2] for number in given] == [*range(1, len(given) + 1)]
    assert [len(str(new.get(number))) for number in numbers] == [*map(len, numbers)]
    assert [new.get(other) for other in ("VP-2022-1", "VP-2022-0002", "VP-2023-0001", "U01", "VP-2022-")] == [None] * 5
