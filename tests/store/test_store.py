"""The register's file: made, opened, refused, brought up to date; and every write of every noun in its journal."""

import json
import os
import re
import shlex
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import chodon_cli
from chodon_cli import store
from chodon_cli import words as word_lists
from chodon_cli.errors import Refused, Unusable, status_if_ended
from chodon_cli.nouns import registry
from chodon_cli.store.revision_files import latest_revision
from tests.commands.changesets import changesets
from tests.fixtures.spoilt_registers import SPOILT, cut_in_half, mode, scribbled_over
from tests.harness import SAMPLE_DATA, Chodon, everything, is_one_line, open_to_read, open_to_write, use
from tests.stress import torture
from tests.stress.torture import Ended

LOG = "violation log --staff CC002 --standard TT01 --on 2022-03-01"
needs_full_device = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="needs /dev/full, a device that is always full"
)
READING = ["violation list", "report compliance", "info"]
WRITING = [LOG, "document add 1/KH --issued 2022-01-01"]
ANY = [*READING, *WRITING, f"import {SAMPLE_DATA}", "export out"]


# --- Making it -----------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("name", ["sổ #1 100%?.db", "a b&mode=ro.db", "%41.db"])
def test_a_register_may_have_any_name(tmp_path: Path, chodon: Chodon, name: str) -> None:
    register = tmp_path / "thư mục %20#" / name
    chodon("-r", register, "init")
    chodon("-r", register, "import", SAMPLE_DATA / "unit.csv")
    listed = chodon("-r", register, "unit", "list", "-f", "json").json["rows"]
    assert len(listed) == torture.sizes(register)["unit"] > 50
    assert {file.name.removeprefix(name) for file in register.parent.iterdir()} <= {"", "-wal", "-shm", "-lock"}


@pytest.mark.slow
def test_nobody_else_can_read_the_register_whatever_the_umask(tmp_path: Path, sample: Path) -> None:
    register = tmp_path / "new" / "register.db"
    for words in (["init"], ["import", SAMPLE_DATA / "unit.csv"], shlex.split(WRITING[1]), ["unit", "list"]):
        done = torture.ended(["sh", "-c", 'umask 000; exec "$@"', "sh", torture.CHODON, "-r", register, *words])
        assert done.status == 0, done
    with closing(sqlite3.connect(register)) as db:
        db.execute("DELETE FROM unit")
        modes = {file.name: mode(file) for file in register.parent.iterdir()}
    assert modes == dict.fromkeys((f"register.db{ending}" for ending in ("", "-wal", "-shm", "-lock")), 0o600)
    assert mode(register.parent) == 0o700


# --- What is no register, or none for this program -------------------------------------------------------------------


@pytest.mark.mostly_slow
@pytest.mark.parametrize("line", [*ANY, "upgrade"], ids=lambda line: line.split()[0])
@pytest.mark.parametrize("spoil", SPOILT, ids=lambda spoil: spoil.__name__)
def test_what_cannot_be_used_is_refused_in_one_line(
    filled: Path, chodon: Chodon, spoil: Callable[[Path], None], line: str
) -> None:
    if line == "upgrade" and spoil in (cut_in_half, scribbled_over):
        pytest.skip("what is up to date is not read any further")
    spoil(filled)
    before = filled.read_bytes() if filled.is_file() else None
    done = chodon(line, status=4)
    assert (done.stdout, is_one_line(done.stderr)) == ("", True)
    assert all(words in done.stderr for words in (str(filled), *SPOILT[spoil]))
    assert (filled.read_bytes() if filled.is_file() else None) == before


def test_bytes_that_are_no_text_are_damage(small: Path, chodon: Chodon) -> None:
    with open_to_write(small) as db:
        db.execute("UPDATE standard SET title = CAST(x'ff41' AS TEXT) WHERE code = 'TT01'")
        db.execute("UPDATE staff SET full_name = CAST(x'ff41' AS TEXT) WHERE code = 'CC001'")  # no disk is full
    for line in ("standard list", "staff list", "check --deep", "audit verify"):
        done = chodon(line, status=4)
        assert is_one_line(done.stderr) and "the register is damaged — run: chodon restore" in done.stderr, done


@pytest.mark.parametrize("line", [*ANY, "upgrade", "init"], ids=lambda line: line.split()[0])
def test_the_address_of_a_server_is_refused(chodon: Chodon, line: str) -> None:
    done = chodon(f"-r postgresql://chodon@localhost/register {line}", status=4)
    assert is_one_line(done.stderr)
    assert "postgresql://chodon@localhost/register" in done.stderr


# --- Where it cannot be written to -----------------------------------------------------------------------------------


@pytest.fixture
def bound(filled: Path) -> Callable[[str], Ended]:
    """Runs a command line that permission bits bind: root without its privilege to pass over them."""
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        pytest.skip("root is not bound by permission bits, and there is no setpriv to bind it")
    bind = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    return lambda line: torture.ended([*bind, torture.CHODON, *shlex.split(line)])


@pytest.mark.slow
def test_what_may_not_be_read_is_neither_put_aside_nor_taken_for_no_register(
    bound: Callable[[str], Ended], filled: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    assert bound(f"-r {filled} backup {copy}").status == 0
    for shut in (filled, copy):
        shut.chmod(0)
        done = bound(f"-r {filled} restore {copy}")
        assert done.status == 4 and f"error: {shut}: " in done.err and "not a register" not in done.err, done
        assert not [*tmp_path.glob("register.db.*")]
        shut.chmod(0o600)


@pytest.fixture
def shut(tmp_path: Path, filled: Path, request: pytest.FixtureRequest) -> Path:
    """The register in a folder that cannot be written to, with the files beside it that the test names."""
    folder = tmp_path / "shut"
    folder.mkdir()
    with closing(sqlite3.connect(filled)) as db:
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute("UPDATE violation SET note = 'unfinished'")
        if request.param == "unfinished":
            db.commit()
        for ending in {"alone": [""], "at rest": ["", "-wal", "-shm"]}.get(request.param, ["", "-wal"]):
            shutil.copy(f"{filled}{ending}", folder)
    folder.chmod(0o555)
    return folder / filled.name


@pytest.mark.slow
@pytest.mark.parametrize("line", READING)
@pytest.mark.parametrize("shut", ["alone", "with an empty -wal", "at rest"], indirect=True)
def test_a_register_in_a_folder_that_cannot_be_written_to_is_read(
    bound: Callable[[str], Ended], filled: Path, shut: Path, line: str
) -> None:
    there, here = bound(f"-r {shut} {line} -f csv"), bound(f"-r {filled} {line} -f csv")
    assert there.status == 0, there
    assert there.out.replace(str(shut), str(filled)) == here.out


@pytest.mark.mostly_slow
@pytest.mark.parametrize("line", READING)
@pytest.mark.parametrize("shut", ["unfinished"], indirect=True)
def test_unfinished_changes_that_cannot_be_finished_are_not_passed_over(
    bound: Callable[[str], Ended], shut: Path, line: str
) -> None:
    done = bound(f"-r {shut} {line} -f csv")
    assert (done.status, done.out) == (4, "")
    assert "it holds unfinished changes" in done.err


@pytest.mark.slow
@pytest.mark.parametrize("line", [*WRITING, "upgrade"], ids=lambda line: line.split()[0])
@pytest.mark.parametrize("shut", ["alone"], indirect=True)
def test_a_register_in_a_folder_that_cannot_be_written_to_is_not_changed(
    bound: Callable[[str], Ended], shut: Path, line: str
) -> None:
    before = shut.read_bytes()
    done = bound(f"-r {shut} {line}")
    if not (line == "upgrade" and done.status == 0):  # up to date: there is nothing to write
        assert done.status == 4, done
        assert is_one_line(done.err)
        assert f"{shut}: cannot be written to" in done.err
    assert shut.read_bytes() == before


@pytest.mark.slow
@pytest.mark.parametrize("bits", [0o400, 0o000])
@pytest.mark.parametrize("line", WRITING, ids=lambda line: line.split()[0])
def test_a_register_that_is_write_protected_is_not_changed(
    bound: Callable[[str], Ended], filled: Path, line: str, bits: int
) -> None:
    before = filled.read_bytes()
    filled.chmod(bits)
    done = bound(line)
    assert done.status == 4, done
    assert is_one_line(done.err)
    filled.chmod(0o600)
    assert filled.read_bytes() == before


def test_a_register_in_a_folder_that_cannot_be_entered_cannot_be_used(
    bound: Callable[[str], Ended], tmp_path: Path
) -> None:
    (tmp_path / "private").mkdir(mode=0)
    done = bound(f"-r {tmp_path}/private/register.db violation list")
    assert done.status == 4, done
    assert is_one_line(done.err)


def test_a_question_cannot_write(filled: Path) -> None:
    before = everything(filled)
    store.use(str(filled))
    for permission in ("", "PRAGMA query_only = OFF"):
        with pytest.raises(Unusable), store.reading() as db:
            db.execute(permission, {})
            db.execute("DELETE FROM violation", {})
    assert everything(filled) == before


def test_a_question_sees_one_state_from_beginning_to_end(filled: Path) -> None:
    use(filled)
    with store.reading() as db:
        (before,) = db.execute("SELECT count(*) FROM violation", {}).fetchone()
        with open_to_write(filled) as other:
            other.execute("DELETE FROM violation")
        assert db.execute("SELECT count(*) FROM violation", {}).fetchone() == (before,)


# --- The schema ------------------------------------------------------------------------------------------------------

LATEST = latest_revision()
LATER = f"{int(LATEST) + 1:04}"
MIGRATION = """
from alembic import op

revision, down_revision = {later!r}, {latest!r}


def upgrade():
    for statement in {statements!r}:
        op.execute(statement)
    {then}
"""
NEW_COLUMN = "ALTER TABLE violation ADD COLUMN place TEXT"
NEW_TABLE = "CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT"


def later_program(folder: Path, *statements: str, then: str = "") -> Path:
    """A copy of the program with one more migration: these statements, and then perhaps a line of Python."""
    package = folder / "later" / "chodon_cli"
    shutil.copytree(Path(chodon_cli.__file__).parent, package)  # with what is compiled: that takes a second
    migration = MIGRATION.format(later=LATER, latest=LATEST, statements=statements, then=then)
    (package / "store" / "migrations" / "versions" / f"{LATER}_later.py").write_text(migration, "utf-8")
    return package.parent


def later(program: Path, line: str) -> Ended:
    """A command line of that program, under a umask that hides nothing."""
    run = ["env", f"PYTHONPATH={program}", sys.executable, "-P", "-m", "chodon_cli", *shlex.split(line)]
    return torture.ended(["sh", "-c", 'umask 000; exec "$@"', "sh", *run])


def revision(register: Path) -> str:
    with closing(sqlite3.connect(register)) as db:
        return str(db.execute("SELECT version_num FROM alembic_version").fetchone()[0])


@pytest.mark.slow
def test_an_older_register_is_refused_until_it_is_upgraded(filled: Path, tmp_path: Path) -> None:
    program = later_program(tmp_path, NEW_COLUMN)
    before = everything(filled)
    for line in (READING[0], LOG, "export out"):
        done = later(program, line)
        assert (done.status, done.out, is_one_line(done.err)) == (4, "", True), done
        assert "chodon upgrade" in done.err
    assert everything(filled) == before


@pytest.mark.slow
def test_an_upgrade_copies_the_register_first_and_then_changes_its_schema(filled: Path, tmp_path: Path) -> None:
    program = later_program(tmp_path, NEW_COLUMN, NEW_TABLE)
    before, counted = everything(filled), torture.sizes(filled)
    done = later(program, "upgrade -f json")
    assert done.status == 0, done
    row = json.loads(done.out)["rows"][0]
    copy = Path(row["copy"])
    assert (row["revision"], revision(filled), revision(copy)) == (LATER, LATER, LATEST)
    assert (mode(copy), mode(filled)) == (0o600, 0o600)
    assert everything(copy) == before
    assert torture.faults(copy) == []
    assert torture.sizes(filled) == {**counted, "place": 0}
    with closing(sqlite3.connect(filled)) as db:
        assert "place" in [row[1] for row in db.execute("PRAGMA table_info(violation)")]
        assert db.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.slow
def test_the_copy_an_upgrade_made_is_a_register_of_the_older_program(
    filled: Path, tmp_path: Path, chodon: Chodon
) -> None:
    done = later(later_program(tmp_path, NEW_COLUMN), "upgrade -f json")
    copy = json.loads(done.out)["rows"][0]["copy"]
    chodon("-r", copy, *shlex.split(LOG))
    assert "made by a newer program" in chodon(LOG, status=4).stderr


@pytest.mark.slow
def test_after_an_upgrade_the_register_is_used_and_a_second_upgrade_has_nothing_to_do(
    filled: Path, tmp_path: Path
) -> None:
    program = later_program(tmp_path, NEW_COLUMN)
    assert [later(program, line).status for line in ("upgrade", LOG, "violation list")] == [0, 0, 0]
    copies, before = [*tmp_path.glob("*.bak")], everything(filled)
    assert later(program, "upgrade").status == 0
    assert ([*tmp_path.glob("*.bak")], everything(filled)) == (copies, before)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("statements", "then"),
    [
        ([NEW_COLUMN, "UPDATE violation SET place = 'x'", "INSERT INTO nowhere VALUES (1)"], ""),
        ([NEW_TABLE, "DROP TABLE quota", "UPDATE violation SET severity = 'grave'"], ""),
        ([NEW_COLUMN, NEW_TABLE], "raise ValueError(1)"),
    ],
    ids=["a table that is not there", "a value that is not allowed", "a fault in its code"],
)
def test_a_migration_that_fails_changes_nothing(
    filled: Path, tmp_path: Path, chodon: Chodon, statements: list[str], then: str
) -> None:
    before = everything(filled)
    done = later(later_program(tmp_path, *statements, then=then), "upgrade")
    assert done.is_plain_refusal, done
    assert "Traceback" not in done.err
    assert everything(filled) == before
    assert torture.faults(filled) == []
    chodon(LOG)


@pytest.mark.slow
def test_an_upgrade_stands_in_the_journal_once(filled: Path, tmp_path: Path) -> None:
    program, before = later_program(tmp_path, NEW_COLUMN, NEW_TABLE), changesets(filled)
    assert [later(program, "upgrade").status for _ in range(2)] == [0, 0]
    assert len(changesets(filled)) == len(before) + 1
    with closing(sqlite3.connect(filled)) as db:
        sql = (
            "SELECT operator, command, noun, count, before, after FROM change c JOIN changeset s ON s.id = changeset_id"
        )
        written = db.execute(f"{sql} ORDER BY c.id DESC LIMIT 1").fetchone()
    versions = [json.dumps({"version_num": version}, separators=(",", ":")) for version in (LATEST, LATER)]
    assert written == ("tester", "chodon upgrade", "alembic_version", 1, *versions)
    assert torture.faults(filled) == []


@pytest.mark.slow
@pytest.mark.parametrize("line", [READING[0], LOG, "upgrade"], ids=["a question", "a write", "upgrade"])
def test_a_program_that_lacks_a_revision_or_has_it_twice_says_which(filled: Path, tmp_path: Path, line: str) -> None:
    program = later_program(tmp_path, NEW_COLUMN)
    migrations = program / "chodon_cli" / "store" / "migrations" / "versions"
    (file,) = migrations.glob(f"{LATER}_*.py")
    for others, what in (("missing", f"{int(LATER) + 1:04}_other.py"), ("there twice", f"{LATER}_other.py")):
        other = file.rename(migrations / what) if others == "missing" else file.with_name(what)
        other.write_text("", "utf-8")
        done = later(program, line)
        assert (done.status, done.out, is_one_line(done.err)) == (4, "", True), done
        assert f"revision {LATER} of the schema is {others}" in done.err
        other.rename(file) if others == "missing" else other.unlink()


def test_a_revision_that_no_program_ever_had_is_named(filled: Path, chodon: Chodon) -> None:
    with open_to_write(filled) as db:
        db.execute("UPDATE alembic_version SET version_num = '0000'")
    for line in ("violation list", "upgrade"):
        assert "revision “0000” of the schema is not known" in chodon(line, status=4).stderr


def test_the_tables_of_the_program_are_those_of_the_migrations(empty: Path) -> None:
    from sqlmodel import SQLModel

    from chodon_cli.register.tables import every_table

    every_table()
    with closing(sqlite3.connect(empty)) as db:
        migrated = {name: columns(db, name) for name in tables(db) if name != "alembic_version"}
    declared = {name: described(table) for name, table in SQLModel.metadata.tables.items()}
    assert set(declared) == set(migrated), "each table has a noun in chodon_cli/nouns/ and a revision that makes it"
    for name in migrated:
        advice = f"{name}: what chodon_cli/nouns/ declares and what the revisions make must be the same columns"
        assert sorted(declared[name]) == sorted(migrated[name]), advice


WITHOUT_CHECK = {
    "case_event.form",
    "case_event.verified",
    "case_event.exemption",
}  # the law's words, held by the program


def test_the_database_allows_the_words_of_each_list_and_no_others(empty: Path) -> None:
    with open_to_read(empty) as db:
        for noun in registry.all_nouns().values():
            sql = "SELECT sql FROM sqlite_schema WHERE name = ?"
            (table,) = db.execute(sql, (noun.table_name,)).fetchone()
            for field in noun.stored_fields if noun.file_name else ():
                list_of, column = word_lists.word_list_of(field), field.stored_as
                whole = re.search(rf"_{column}_is_known CHECK \((.*?)\n?\s*\),?\n", table, re.S)
                in_list = re.search(rf"\b{column} IN \(([^)]*)\)", table)
                match = in_list or whole
                allowed = set(re.findall("'([^']*)'", match[1])) if match else set()
                if list_of and f"{noun.name}.{field.key}" not in WITHOUT_CHECK:
                    advice = (
                        f"{noun.name}.{field.key}: chodon_cli/words/ and the CHECK of the revisions say the same words"
                    )
                    assert set(list_of.codes) == allowed, advice


def tables(db: sqlite3.Connection) -> list[str]:
    """The register's tables; each holds its columns to their types."""
    every = [row for row in db.execute("PRAGMA table_list") if row[0] == "main" and row[2] == "table"]
    listed = [row for row in every if not row[1].startswith("sqlite_")]
    assert [name for _, name, _, _, _, is_strict in listed if not is_strict] == ["alembic_version"]
    return [row[1] for row in listed]


def columns(db: sqlite3.Connection, table: str) -> list[tuple[str, str, bool, str]]:
    """Name, type, whether it may be empty, and what it refers to, of each column as migrated."""
    refers = {row[3]: f"{row[2]}.{row[4]}" for row in db.execute(f"PRAGMA foreign_key_list({table})")}
    return [
        (name, kind, not needed and not key, refers.get(name, ""))
        for _, name, kind, needed, _, key in db.execute(f"PRAGMA table_info({table})")
    ]


def described(table: Any) -> list[tuple[str, str, bool, str]]:
    """The same of each column as the program knows it."""
    from sqlalchemy.dialects import sqlite

    kinds = {"VARCHAR": "TEXT", "FLOAT": "REAL"}
    return [
        (
            column.name,
            kinds.get(kind := column.type.compile(sqlite.dialect()), kind),
            bool(column.nullable),
            next((key.target_fullname for key in column.foreign_keys), ""),
        )
        for column in table.columns
    ]


@pytest.mark.parametrize("written", ["one", "many", "changed"])
@pytest.mark.parametrize("is_bulk", [False, True])
def test_what_refers_to_nothing_is_never_stored(chodon: Chodon, register: Path, written: str, is_bulk: bool) -> None:
    from chodon_cli.register import journal
    from chodon_cli.register.tables.quota import QuotaRow
    from chodon_cli.register.tables.unit import UnitRow
    from chodon_cli.register.transaction import transaction

    chodon("unit add X 'Phòng Thử' --kind office")
    before = everything(register)
    row = {"unit_id": 99, "year": 2022, "category": "contract", "number": 1}
    use(register)
    with pytest.raises(Refused, match=r"(?i)foreign key"), transaction(is_bulk=is_bulk) as session:
        if written == "one":
            journal.add(session, QuotaRow, row)
        elif written == "many":
            two = {key: [value] * 2 for key, value in row.items()}
            journal.load(session, QuotaRow, 2, lambda: [{"id": [1, 2], **two, "year": [1, 2]}])
        else:
            journal.change(session, UnitRow, 1, successor_id=99, closed_on="2026-01-01")
    assert everything(register) == before


# --- The journal -----------------------------------------------------------------------------------------------------

REFUSED = {
    "unit add PNV 'Lại' --kind office": 1,
    "unit edit PNV --code CHODON": 1,
    "unit edit PNV --name 'Phòng Nội vụ'": 1,
    "unit close PNV --on 2020-01-01": 1,
    "unit merge PYT PNV --into PNV --on 2026-03-01": 1,
    "unit void PNV --reason nhầm": 1,
    "staff add --name X --unit NOWHERE --category contract --from 2026-01-01": 1,
    "staff transfer CC002 --on 1900-01-01 --to PYT": 1,
    "staff leave CC002 --on 2000-01-01 --reason died": 1,
    "staff void CX067 --reason nhầm": 1,
    "standard add TT01 'Lại' --group G": 1,
    "standard retire TT01 --on 2000-01-01": 1,
    "document edit none --issuer X": 1,
    "violation log --staff CC002 --standard TT01 --on 2027-01-01": 1,
    "violation log --staff CC002 --standard TT01 --on 2022-02-30": 2,
    f"{LOG} --severity grave": 2,
    f"{LOG} -f nonsense": 2,
    f"{LOG} -o /nowhere/out.csv": 1,
    "violation edit VP-2022-0001 --on 2021-05-05": 1,
    "violation void VP-2022-0001 --reason ' '": 1,
    "case open VP-2022-0001 VP-2022-0002": 1,
    "case open VP-2022-9999": 1,
    "case open VP-2022-0001 --on 2022-01-01": 1,
    "case decide VV-2022-0001 --form reprimand --decision 1/QĐ --on 2022-03-01 --effective 2022-03-01": 1,
    "case close VV-2022-0001 --outcome nonsense --on 2022-03-01 --reason x": 2,
    "law confirm processing.cadre@2020-01-01 --by B --against X": 1,
    "law set processing.cadre@2025-07-01 days=1 --by B --against X": 2,
    "quota set NOWHERE --year 2022 --category contract --number 1": 1,
    "import /nowhere": 1,
}


def test_who_changed_the_register_is_kept_as_clean_text(
    filled: Path, chodon: Chodon, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CHODON_OPERATOR", "Bà Hà  (văn thư)")
    chodon(LOG)
    assert [operator for _, operator, _ in changesets(filled)][-1] == "Bà Hà (văn thư)"


@pytest.mark.slow
def test_an_import_is_one_changeset_and_a_second_one_of_the_same_folder_is_none(register: Path, chodon: Chodon) -> None:
    chodon("import", SAMPLE_DATA)
    assert [command for _, _, command in changesets(register)[1:]] == [
        shlex.join(["chodon", "import", str(SAMPLE_DATA)])
    ]
    assert torture.faults(register) == []
    before = everything(register)
    chodon("import", SAMPLE_DATA)
    chodon("import", SAMPLE_DATA, "--update")
    assert everything(register) == before


@pytest.mark.slow
def test_a_dry_run_leaves_nothing_behind(register: Path, chodon: Chodon) -> None:
    before = everything(register)
    chodon("import", SAMPLE_DATA, "--dry-run")
    assert everything(register) == before


def test_an_update_keeps_what_the_records_were_before(filled: Path, tmp_path: Path, chodon: Chodon) -> None:
    list_of_units = tmp_path / "unit.csv"
    list_of_units.write_text("code,name,kind\nPNV,Phòng Nội vụ và Lao động,office\nXM,Đội Mới,other\n", "utf-8")
    chodon("import", list_of_units, "--update")
    assert len(changesets(filled)) == 3
    assert torture.faults(filled) == []


@pytest.mark.slow
@pytest.mark.parametrize("line", REFUSED)
def test_a_refused_command_leaves_no_trace(filled: Path, chodon: Chodon, line: str) -> None:
    before = everything(filled)
    done = chodon(line, status=REFUSED[line])
    assert done.stdout == ""
    assert is_one_line(done.stderr)
    assert everything(filled) == before


def test_a_quota_that_is_set_to_what_it_is_leaves_no_trace(filled: Path, chodon: Chodon) -> None:
    line = "quota set VPHDND --year 2031 --category contract --number 3"
    chodon(line)
    before = everything(filled)
    chodon(line, status=None)
    assert everything(filled) == before


@pytest.mark.slow
@needs_full_device
@pytest.mark.parametrize("output", ["/dev/full", "/proc/out.csv"])
@pytest.mark.parametrize("line", [LOG, "unit edit PNV --name Khác", f"import {SAMPLE_DATA} --update"])
def test_a_write_whose_outcome_cannot_be_written_out_does_not_claim_that_nothing_was_changed(
    filled: Path, chodon: Chodon, line: str, output: str
) -> None:
    before = everything(filled)
    done = chodon(f"{line} -f csv -o {output}", status=None)
    last = done.stderr.splitlines()[-1]
    assert last.startswith("error: " if done.status else "warning: it was written") and "Traceback" not in done.stderr
    assert done.status == 0 or everything(filled) == before


@needs_full_device
@pytest.mark.parametrize("line", ["import {units}", "import {units} --update --dry-run"])
def test_an_import_that_wrote_nothing_does_not_claim_that_it_did(
    filled: Path, tmp_path: Path, chodon: Chodon, line: str
) -> None:
    units = tmp_path / "unit.csv"
    units.write_text("code,name,kind\nPNV,Phòng Khác,office\n", "utf-8")
    before = everything(filled)
    done = chodon(line.format(units=units), "-f", "csv", "-o", "/dev/full", status=None)
    assert everything(filled) == before
    assert "it was written" not in done.stderr


def test_what_the_database_says_while_an_interrupt_is_dealt_with_is_the_interrupt() -> None:
    """As when a connection is closed under a statement: the status is that of an interrupt, and no fault is told."""
    with pytest.raises(Unusable) as told:
        try:
            raise KeyboardInterrupt
        finally:
            with closing(sqlite3.connect(":memory:")) as db:
                pass
            with store.translate_errors():
                db.execute("SELECT 1")
    assert status_if_ended(told.value) == 130
    assert status_if_ended(Unusable("x")) is None


def test_what_ends_a_command_while_a_class_is_made_is_no_fault_of_the_program() -> None:
    class Field:
        def __set_name__(self, owner: type, name: str) -> None:
            sys.exit(143)

    with pytest.raises((RuntimeError, SystemExit)) as told:  # Python 3.11 puts an error of its own in its place
        type("Row", (), {"code": Field()})
    assert status_if_ended(told.value) == 143


@pytest.mark.parametrize(
    "line", ["unit list", "check", "upgrade", "unit add A A --kind office", "info", "audit verify"]
)
def test_a_file_with_our_mark_and_nothing_of_ours_is_no_register(tmp_path: Path, chodon: Chodon, line: str) -> None:
    other = tmp_path / "other.db"
    with closing(sqlite3.connect(other)) as db:
        db.execute(f"PRAGMA application_id = {store.APPLICATION_ID}")
        db.execute("CREATE TABLE x (id INTEGER)")
    assert "this is not a register" in chodon("", "-r", other, *line.split(), status=4).stderr


@pytest.mark.parametrize("line", ["staff list --find", "report compliance --period 2022 --unit", "audit list --find"])
def test_a_text_that_is_too_long_to_be_looked_for_is_no_fault_of_the_register(chodon: Chodon, line: str) -> None:
    done = chodon(line, "x" * 60_000, status=None)
    assert done.status in (0, 1, 2) and "LIKE" not in done.stderr


def test_every_folder_that_is_made_for_a_register_is_open_to_nobody_else(tmp_path: Path, chodon: Chodon) -> None:
    umask = os.umask(0)
    try:
        chodon("", "-r", tmp_path / "a/b/so.db", "init")
    finally:
        os.umask(umask)
    assert {mode(tmp_path / "a"), mode(tmp_path / "a/b")} == {0o700}
