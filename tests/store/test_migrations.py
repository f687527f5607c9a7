"""The schema over time: revisions stay as they landed, and a register of any release is brought up to date."""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from chodon_cli.store import revision_files
from chodon_cli.text import APOSTROPHES, HYPHENS, unaccent
from tests.harness import Chodon
from tests.stress import torture

FIXTURES = Path(__file__).parent.parent / "fixtures"
KEPT = sorted(FIXTURES.glob("registers/*.db.gz"))


def test_the_revisions_are_one_line_in_the_order_of_their_files() -> None:
    from alembic.script import ScriptDirectory

    scripts = ScriptDirectory(str(revision_files.REVISIONS_FOLDER.parent))
    assert scripts.get_heads() == [revision_files.latest_revision()], "each names the one before it, no two the same"
    walked = [*scripts.walk_revisions()][::-1]
    assert tuple(script.revision for script in walked) == revision_files.revisions()
    assert [Path(script.path).name[:4] for script in walked] == [script.revision for script in walked]


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.name.removesuffix(".db.gz"))
def test_a_register_of_a_release_is_upgraded_to_what_a_new_one_would_be(
    kept: Path, register: Path, empty: Path, tmp_path: Path, chodon: Chodon
) -> None:
    register.write_bytes(gzip.decompress(kept.read_bytes()))
    chodon("upgrade")
    assert schema(register) == schema(empty)
    with closing(sqlite3.connect(register)) as db:
        assert [*torture.damage(db), *torture.half_done(db), *torture.unaccounted(db)] == []
    chodon("export", tmp_path / "upgraded")
    checked = chodon("check -f json", status=None)

    new = tmp_path / "new.db"
    chodon("-r", new, "init")
    chodon("-r", new, "import", tmp_path / "upgraded")
    chodon("-r", new, "export", tmp_path / "exported")
    assert contents(tmp_path / "exported") == contents(tmp_path / "upgraded")
    again = chodon("-r", new, "check", "-f", "json", status=None)
    assert (again.status, again.json["rows"]) == (checked.status, checked.json["rows"])


def schema(register: Path) -> set[tuple[str, ...]]:
    with closing(sqlite3.connect(register)) as db:
        return {*db.execute("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL")}


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.name.removesuffix(".db.gz"))
def test_every_table_of_a_kept_register_has_rows(kept: Path, register: Path) -> None:
    register.write_bytes(gzip.decompress(kept.read_bytes()))
    assert 0 not in torture.sizes(register).values(), "an upgrade of an empty table shows nothing"


def test_what_an_older_register_is_searched_by_is_made_anew(register: Path, chodon: Chodon) -> None:
    chodon("unit add A 'Phòng A' --kind office")
    chodon("document add 30/KH-UBND --issued 2022-02-23 --title x")
    names = {f"P{place}": f"H{sign}Bia Kpă" for place, sign in enumerate(APOSTROPHES + HYPHENS)}
    for code, name in names.items():
        chodon(f"staff add --unit A --category CC --from 2020-01-01 --code {code} --name", name)
    with closing(sqlite3.connect(register)) as db, db:
        keys = db.execute("SELECT code, search_key FROM staff ORDER BY id").fetchall()
        db.executemany("UPDATE staff SET search_key = ? WHERE code = ?", [(unaccent(names[p]), p) for p, _key in keys])
        db.execute("UPDATE document SET number = '30/KH–UBND', number_key = '30/kh–ubnd', search_key = '30/kh–ubnd x'")
    run_revision("0022", register)
    with closing(sqlite3.connect(register)) as db:
        assert db.execute("SELECT code, search_key FROM staff ORDER BY id").fetchall() == keys
    assert "30/KH–UBND" in chodon("document show 30/KH-UBND").stdout
    assert "30/KH–UBND" in chodon("document show 30/KH–UBND").stdout


def run_revision(number: str, register: Path) -> None:
    """Do what this revision does, whatever came after it."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory
    from sqlalchemy import create_engine

    script = ScriptDirectory(str(revision_files.REVISIONS_FOLDER.parent)).get_revision(number)
    with (
        create_engine(f"sqlite:///{register}").begin() as connection,
        Operations.context(MigrationContext.configure(connection)),
    ):
        script.module.upgrade()
