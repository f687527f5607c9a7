"""What is wrong with the register's file, and what was changed in it by hand, is named by `check`."""

import random
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from chodon_cli.audit import verify
from chodon_cli.dates import show_day
from chodon_cli.rules import advisory, blocking
from chodon_cli.rules.meanings import MEANINGS_OF_RULES
from chodon_cli.store import soundness
from tests.harness import Chodon
from tests.stress import torture

CHANGED = {
    "CREATE TRIGGER lighter AFTER INSERT ON violation BEGIN UPDATE violation SET severity = 'minor'; END": (
        "schema-changed"
    ),
    "DROP INDEX staff_search_key": "schema-changed",
    "CREATE TABLE mine (id INTEGER PRIMARY KEY) STRICT": "schema-changed",
    "DELETE FROM changeset WHERE id = 1": "journal-gap",
    "DELETE FROM standard WHERE id = (SELECT min(standard_id) FROM violation)": "reference-broken",
    "UPDATE changeset SET at = '2001-01-01T00:00:00.000+00:00' WHERE id = 2": "clock-backwards",
}


def codes(chodon: Chodon, line: str = "check") -> set[str]:
    return {row["code"] for row in chodon(f"{line} -f json", status=None).json["rows"]}


@pytest.mark.slow
@pytest.mark.parametrize("sql", CHANGED)
def test_what_was_changed_by_hand_is_named(small: Path, chodon: Chodon, sql: str) -> None:
    assert CHANGED[sql] not in codes(chodon)
    with closing(sqlite3.connect(small)) as db, db:
        db.execute(sql)
    assert CHANGED[sql] in codes(chodon)


def test_a_broken_reference_is_told_in_the_words_of_people(small: Path, chodon: Chodon) -> None:
    with closing(sqlite3.connect(small)) as db, db:
        db.execute("DELETE FROM standard WHERE id = (SELECT min(standard_id) FROM violation)")
    told = [
        row for row in chodon("--lang vi check -f json", status=3).json["rows"] if row["code"] == "reference-broken"
    ]
    assert told and all(row["record"].startswith("Vi phạm ") for row in told)
    assert "“Chuẩn mực ứng xử”" in told[0]["message"]


def test_the_tables_of_sqlite_are_no_change(register: Path, chodon: Chodon) -> None:
    with closing(sqlite3.connect(register)) as db, db:
        db.execute("CREATE TABLE once (id INTEGER PRIMARY KEY AUTOINCREMENT)")  # sqlite_sequence stays
        db.execute("DROP TABLE once")
        db.execute("ANALYZE")
        assert db.execute("SELECT count(*) FROM sqlite_schema WHERE name GLOB 'sqlite_s*'").fetchone()[0] >= 2
    assert "schema-changed" not in codes(chodon)


PLANTED = (
    "CREATE TRIGGER lighter AFTER INSERT ON violation BEGIN UPDATE violation SET severity = 'minor'; END",
    "DROP INDEX staff_search_key",
    'CREATE INDEX "my ""own" ON staff (code)',
    "DROP VIEW v_violation",
    "CREATE VIEW v_violation AS SELECT 1",
    "DROP VIEW v_staff",
    "CREATE VIEW mine AS SELECT * FROM staff",
)


@pytest.mark.slow
def test_what_holds_no_record_is_made_anew(filled: Path, chodon: Chodon) -> None:
    before = torture.contents(filled)
    with closing(sqlite3.connect(filled)) as db, db:
        for sql in PLANTED:
            db.execute(sql)
    planted = torture.contents(filled)
    rows = [row for row in chodon("check -f json", status=3).json["rows"] if row["code"] == "schema-changed"]
    assert {row["fix"] for row in rows} == {"chodon upgrade"} and len(rows) == len(PLANTED) - 1
    done = chodon("upgrade -f json")
    assert torture.contents(Path(done.json["rows"][0]["copy"])) == planted
    assert "lighter" in str(done.json) + done.stderr
    assert [line for line in torture.contents(filled) if '"change' not in line] == [
        line for line in before if '"change' not in line
    ]
    chodon("audit verify")
    assert "schema-changed" not in codes(chodon)
    assert "Made anew as the program makes it: " in chodon("audit list -f json").json["rows"][0]["what"]
    rows = chodon("audit show 3 -f json").json["details"][0]["rows"]
    assert {(row["record"], row["after"]) for row in rows} >= {("v_violation", "made anew"), ("lighter", "made anew")}
    assert "nothing was changed" in chodon("upgrade").stderr


@pytest.mark.slow
def test_other_accounts_are_named(small: Path, chodon: Chodon) -> None:
    small.chmod(0o644)
    assert "file-open-to-others" in codes(chodon)


@pytest.mark.parametrize(("mode", "is_told"), [(0o777, True), (0o1777, False), (0o775, False)])
def test_a_folder_in_which_anybody_can_take_the_register_away_is_told(
    tmp_path: Path, chodon: Chodon, mode: int, is_told: bool
) -> None:
    folder = tmp_path / "open"
    folder.mkdir()
    folder.chmod(mode)
    told = chodon("-r", folder / "so.db", "init")
    assert ("anybody can put another file" in told.stderr) == is_told
    findings = chodon("-r", folder / "so.db", "check", "-f", "json").stdout
    assert ("chmod o-w" in findings) == is_told


@pytest.mark.slow
def test_an_old_backup_is_named_and_none_where_the_register_is_older_than_that(
    small: Path, tmp_path: Path, chodon: Chodon
) -> None:
    def on(days: int) -> str:
        """So many days after the register was made, which is today."""
        return (date.today() + timedelta(days)).isoformat()

    assert "backup-old" not in codes(chodon, f"--today {on(7)} check")
    assert "no backup was made yet" in chodon(f"--today {on(9)} check", status=None).stdout
    chodon(f"--today {on(9)} backup", tmp_path / "copy.db")
    assert "backup-old" not in codes(chodon, f"--today {on(16)} check")
    assert f"made on {show_day(on(9))}" in chodon(f"--today {on(17)} check", status=None).stdout
    chodon("settings set backup-days 30")
    assert "backup-old" not in codes(chodon, f"--today {on(17)} check")


@pytest.mark.slow
def test_the_journal_is_proven_where_it_is_asked_for(small: Path, chodon: Chodon) -> None:
    with closing(sqlite3.connect(small)) as db, db:
        db.execute("UPDATE violation SET note = 'x' WHERE id = 1")
    assert "record-changed" not in codes(chodon)
    assert "record-changed" in codes(chodon, "check --deep")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_a_flipped_bit_is_found(filled: Path, chodon: Chodon, seed: int) -> None:
    choose, raw = random.Random(seed), bytearray(filled.read_bytes())
    used = [place for place in range(4096, len(raw)) if raw[place]]
    raw[choose.choice(used)] ^= 1 << choose.randrange(8)
    filled.write_bytes(raw)
    done = chodon("check --deep -f json", status=None)
    assert done.status in (3, 4), "a bit of what is stored was changed, and nobody noticed"


def test_every_code_has_its_meaning(chodon: Chodon) -> None:
    rules = {rule.__name__.rpartition(".")[2].replace("_", "-") for rule in blocking.rules()}
    names = {file.stem for file in Path(advisory.__path__[0]).glob("*.py")} - {"__init__"}
    missing = (rules | {name.replace("_", "-") for name in names}) - MEANINGS_OF_RULES.keys()
    assert not missing, "add a sentence to chodon_cli/rules/meanings.py"
    for code in [*MEANINGS_OF_RULES, *soundness.MEANINGS_OF_DAMAGE, *verify.MEANINGS_OF_FINDINGS]:
        assert chodon(f"check --explain {code} -f json").json["rows"][0]["message"]
    assert "post-overlap" in chodon("check --explain nothing", status=1).stderr
