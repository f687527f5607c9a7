"""Rights in a register on a server: readers ask, clerks write and cannot change the journal, owners do the rest."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from chodon_cli.store.postgres.tables import write_anew
from tests.harness import begin, run
from tests.store import postgres_server
from tests.store.postgres_server import PASSWORD, Server


@pytest.fixture(scope="module")
def server(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the sample data in the database `so`, and three people with a role each."""
    with postgres_server.running() as server:
        file = begin(sample, tmp_path_factory.mktemp("granted") / "register.db")
        url = server.create("so")
        run(f"-r {file} move --to", url)
        for _twice in range(2):
            server.ask("so", run(f"-r {url} grants").stdout)
        server.ask("postgres", "CREATE DATABASE another TEMPLATE so")
        server.ask("postgres", "GRANT CREATE ON DATABASE another TO chodon_owner")
        for name, role in (("doc", "reader"), ("ghi", "clerk"), ("chu", "owner")):
            server.ask("so", f"CREATE ROLE {name} LOGIN PASSWORD '{PASSWORD}'; GRANT chodon_{role} TO {name}")
        yield server


LOG = "violation log --staff CC001 --standard TG01 --on 2022-03-01"
BY_HAND = [
    "UPDATE chodon.changeset SET operator = 'lan' WHERE id = 1",
    "UPDATE chodon.changeset SET digest = NULL WHERE id = 1",
    "DELETE FROM chodon.changeset WHERE id = (SELECT max(id) FROM chodon.changeset)",
    "UPDATE chodon.change SET after = '{}'",
    "DELETE FROM chodon.change",
    "UPDATE chodon.alembic_version SET version_num = '0001'",
    "DROP TABLE chodon.violation",
    "ALTER TABLE chodon.changeset DISABLE TRIGGER ALL",
]


def test_what_grants_prints_is_read_alike_in_every_encoding(server: Server) -> None:
    assert run(f"-r {server.url('so')} grants").stdout.isascii()


def test_a_reader_asks_and_writes_nothing(server: Server) -> None:
    url = server.url("so", "doc")
    for line in ("violation list -f csv", "report compliance --period 2022 -f csv", "check -f csv", "audit verify"):
        assert run(f"-r {url} {line}", status=None).stdout == run(f"-r {server.url('so')} {line}", status=None).stdout
    done = run(f"-r {url} {LOG}", status=4)
    assert "only who has the role chodon_clerk writes" in done.stderr and done.stderr.count("\n") == 1


def test_a_clerk_writes_and_takes_back_in_their_own_name(server: Server, tmp_path: Path) -> None:
    url = server.url("so", "ghi")
    run(f"-r {url} {LOG}")
    run(f"-r {url} undo --yes")
    run(f"-r {url} redo --yes")
    (tmp_path / "scan.txt").write_text("x")
    run(f"-r {url} attach add CC001", tmp_path / "scan.txt")
    assert "this account only reads" in run(f"-r {server.url('so', 'doc')} attach void 1 --reason x", status=4).stderr
    people = server.ask("so", "SELECT DISTINCT operator FROM chodon.changeset WHERE id > 3")
    assert people == [("ghi",)]
    assert run(f"-r {url} audit verify").status == 0


@pytest.mark.parametrize("sql", BY_HAND)
def test_a_clerk_cannot_change_the_journal_by_hand(server: Server, sql: str) -> None:
    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.CheckViolation)):
        server.ask("so", sql, "ghi")


def test_a_clerk_does_not_move_the_register_and_leaves_no_copy(server: Server, tmp_path: Path) -> None:
    run(f"-r {server.url('so', 'ghi')} move --to", tmp_path / "back.db", status=4)
    assert list(tmp_path.glob("*back.db*")) == []


def test_an_owner_erases_restores_says_who_may_use_it_and_moves(server: Server, tmp_path: Path) -> None:
    url = server.url("another", "chu")
    write_anew(url)
    run(f"-r {url} backup", tmp_path / "copy.db")
    run(f"-r {url} restore", tmp_path / "copy.db")
    assert "this account only reads" in run(f"-r {server.url('another', 'doc')} unit list", status=4).stderr
    server.ask("another", run(f"-r {url} grants").stdout, "chu")
    assert run(f"-r {server.url('another', 'doc')} unit list -f csv").stdout
    run(f"-r {url} move --to", tmp_path / "back.db")
    assert run(f"-r {tmp_path / 'back.db'} audit verify").status == 0


def test_what_pg_dump_has_copied_comes_back_proven_and_in_place_of_nothing(server: Server, tmp_path: Path) -> None:
    url, copy = server.url("so", "chu"), tmp_path / "so.dump"
    run(f"-r {url} backup", copy)
    assert copy.stat().st_mode & 0o077 == 0
    server.ask("postgres", "CREATE DATABASE empty")
    server.ask("postgres", "GRANT CREATE ON DATABASE empty TO chodon_owner")
    back = server.url("empty", "chu")
    run(f"-r {back} restore", copy)
    assert run(f"-r {back} audit verify").status == 0
    for line in ("staff list -f csv", "report compliance --period 2022 -f csv"):
        assert run(f"-r {back} {line}").stdout == run(f"-r {url} {line}").stdout
    assert "only who has the role" in run(f"-r {server.url('empty', 'ghi')} staff list", status=4).stderr
    assert "there is something here already" in run(f"-r {back} restore", copy, status=1).stderr
    done = run(f"-r {back} -q restore --replace -f json", copy)
    schemas = "SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'chodon%'"
    assert done.status == 0 and server.ask("empty", schemas) == [(2,)]
    server.ask("empty", run(f"-r {back} grants").stdout, "chu")
    assert run(f"-r {server.url('empty', 'ghi')} {LOG}").status == 0
    server.ask("empty", "UPDATE chodon.violation SET note = 'past the program' WHERE id = 1")
    run(f"-r {back} backup", tmp_path / "changed.dump")
    said = run(f"-r {back} restore --replace", tmp_path / "changed.dump", status=1).stderr
    assert "its journal does not prove it; nothing was replaced" in said
    assert server.ask("empty", schemas) == [(2,)] and run(f"-r {server.url('empty', 'ghi')} {LOG}").status == 0
    (tmp_path / "none.dump").write_text("x")
    assert "this is not a register" in run(f"-r {back} restore --replace", tmp_path / "none.dump", status=4).stderr
