"""What an import counts is what has become of the tables, for every noun: new, changed, unchanged, refused."""

import csv
import shutil
from pathlib import Path
from random import Random

import pytest

from chodon_cli.exchange import layout
from tests.harness import SAMPLE_DATA, TODAY, begin, open_to_read, run

HELD = ("unit", "person", "post", "document")  # what the others refer to
NOUNS = ("violation", "inspection", "task", "feedback", "rating", "training", "briefing", "pledge", "commendation")
NEW_IDENTITIES = {  # of what the register holds already: column -> what tells the new ones
    "unit": {"code": "ZZ{}", "name": "Đơn vị mới {}"},
    "document": {"number": "{}/ZZ"},
    "quota": {"year": "203{}"},
}
CHANGED_COLUMNS = {  # the first that the noun has is written anew
    **{"note": "Ghi lại", "title": "Ghi lại", "text": "Ghi lại", "score": "7", "number": "7"},
    "opened_on": "1990-01-01",
}
MADE_UP = {  # what the sample has no file of, or another kind of row
    "standard": {"code": "ZZ{}", "group": "Khác", "title": "Chuẩn mực mới {}"},
    "staff": {
        **{"code": "ZZ{}", "full_name": "Nông Văn Khê {}", "born_on": "1980-03-05", "unit": "PNV"},
        **{"category": "civil-servant", "started_on": "2020-01-01", "note": ""},
    },
}
ROWS = 8


@pytest.fixture(scope="module")
def held(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with units, people and documents, and nothing else of the sample."""
    folder = tmp_path_factory.mktemp("held")
    (folder / "in").mkdir()
    for noun in HELD:
        shutil.copy(SAMPLE_DATA / layout.FILE_NAMES[noun], folder / "in")
    register = begin(empty, folder / "register.db")
    run(f"-r {register} import", folder / "in")
    return register


def rows_of(noun: str) -> list[dict[str, str]]:
    """Some rows that the register does not hold."""
    if noun in MADE_UP:
        return [{key: text.format(place) for key, text in MADE_UP[noun].items()} for place in range(ROWS)]
    with (SAMPLE_DATA / layout.FILE_NAMES[noun]).open(encoding="utf-8-sig") as file:
        rows = [row for row, _place in zip(csv.DictReader(file), range(ROWS * 3), strict=False)]
    rows = [row for row in rows if not row.get("voided_on")][:ROWS]
    for place, row in enumerate(rows):
        row |= {key: text.format(place) for key, text in NEW_IDENTITIES.get(noun, {}).items()}
        for key in ("successor", "parent", "closed_on", "violation", "inspection", "series"):
            if key in row:
                row[key] = ""
    return rows


def state(register: Path, table: str) -> dict[int, tuple[object, ...]]:
    with open_to_read(register) as db:
        return {row[0]: row for row in db.execute(f"SELECT * FROM {table}")}


def check(register: Path, noun: str, rows: list[dict[str, str]], words: str, folder: Path) -> dict[str, int]:
    """Take the rows in; what is counted, after it was held against the table."""
    path = folder / f"{noun}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    before = state(register, noun)
    done = run(f"--lang en --today {TODAY} -r {register} import --as {noun} -f json {words}", path, status=None)
    [counted] = done.json["rows"]
    after = state(register, noun)
    counts = {word: counted[word] for word in ("new", "changed", "unchanged", "refused")}
    assert sum(counts.values()) == len(rows), (counts, done.stderr)
    if "--dry-run" in words or done.status == 1:
        assert after == before
        return counts
    assert counts["new"] == len(after) - len(before), done.stderr
    assert counts["changed"] == sum(after[id] != row for id, row in before.items()), done.stderr
    return counts


@pytest.mark.mostly_slow
@pytest.mark.parametrize("noun", [*NOUNS, *NEW_IDENTITIES, *MADE_UP])
def test_what_is_counted_is_what_has_become_of_the_table(held: Path, tmp_path: Path, noun: str) -> None:
    register = begin(held, tmp_path / "register.db")
    rows, chance = rows_of(noun), Random(noun)
    all_new = {"new": len(rows), "changed": 0, "unchanged": 0, "refused": 0}
    assert check(register, noun, rows, "--dry-run", tmp_path) == all_new, "as they are taken in by column"
    half = rows[: ROWS // 2]
    said_twice = [*half, half[chance.randrange(len(half))]]
    counts = check(register, noun, said_twice, "--dry-run", tmp_path)
    assert counts == {"new": len(half), "changed": 0, "unchanged": 1, "refused": 0}
    assert check(register, noun, said_twice, "", tmp_path) == counts
    chance.shuffle(rows)
    assert check(register, noun, rows, "--dry-run", tmp_path)["unchanged"] == len(half)
    column = next(key for key in CHANGED_COLUMNS if key in rows[0] and key not in NEW_IDENTITIES.get(noun, {}))
    changed = {**half[0], column: CHANGED_COLUMNS[column]}
    broken = dict.fromkeys(rows[0], "?")
    mixed = [changed if row == half[0] else row for row in rows]
    assert check(register, noun, mixed, "", tmp_path)["refused"] == 1, "all or nothing"
    counts = check(register, noun, [*mixed, broken], "--update --on-error skip", tmp_path)
    assert counts == {"new": len(rows) - len(half), "changed": 1, "unchanged": len(half) - 1, "refused": 1}
    counts = check(register, noun, mixed, "", tmp_path)
    assert counts == {"new": 0, "changed": 0, "unchanged": len(rows), "refused": 0}
