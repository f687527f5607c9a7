"""A ministry over two provinces: three PostgreSQL servers, of which one has no register and reads the two others.

    python -m benchmarks.ministry [SIZE]

Fills a register for each province (of that SIZE, a district if none is given) and brings it to a server of its own,
where the ministry has an account that may only read (`grants`, `chodon_reader`). On the third server
`postgres_fdw` shows the views of each province as tables in a schema of its own, and views over both. Every view must
have as many rows there as in the provinces, and the ministry must not be able to write; then it prints the processor's
time of all three servers for a question asked in two ways, and what is said while a province is away.
"""

import shlex
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, closing
from pathlib import Path

from benchmarks.generated_registers import SIZES, Scale, fill
from benchmarks.province_server import LIKE_A_SERVER, server_seconds
from chodon_cli import app
from chodon_cli.queries.views import READABLE_VIEWS
from chodon_cli.store.postgres import moving
from tests.store import postgres_server
from tests.store.postgres_server import PASSWORD, Server

PROVINCES = ("lang_son", "cao_bang")
READER = f"CREATE ROLE ministry LOGIN PASSWORD '{PASSWORD}'; GRANT chodon_reader TO ministry"
PROVINCE_SQL = f"""
CREATE SERVER {{name}} FOREIGN DATA WRAPPER postgres_fdw OPTIONS (
    host '127.0.0.1', port '{{port}}', dbname 'so', updatable 'false', use_remote_estimate 'true', fetch_size '5000');
CREATE USER MAPPING FOR CURRENT_USER SERVER {{name}} OPTIONS (user 'ministry', password '{PASSWORD}');
CREATE SCHEMA {{name}};
IMPORT FOREIGN SCHEMA chodon LIMIT TO ({{views}}) FROM SERVER {{name}} INTO {{name}}
"""
BY_PROVINCE = "SELECT unit, count(*) FROM {table} WHERE occurred_on BETWEEN '2025-01-01' AND '2025-12-31' GROUP BY 1"
ROWS_SQL = BY_PROVINCE.format(table="country.v_violation").replace("SELECT unit", "SELECT province || unit")
COUNTS_SQL = " UNION ALL ".join(BY_PROVINCE.format(table=f"{name}.v_violation") for name in PROVINCES)


def brought(server: Server, folder: Path, scale: Scale) -> None:
    """Let the server have a filled register that the ministry may read."""
    file, url = folder / f"{server.port}.db", server.create("so")
    assert app.run(["-q", "-r", str(file), "init"]) == 0
    fill(file, scale)
    with closing(sqlite3.connect(file, isolation_level=None)) as db:
        moving.bring(db, url)
    moving.go_live(url)
    grants = subprocess.run([*shlex.split(f"{sys.executable} -m chodon_cli -r"), url, "grants"], capture_output=True)
    server.ask("so", grants.stdout.decode())
    server.ask("so", READER)


def unite(ministry: Server, provinces: dict[str, Server]) -> None:
    """Show the provinces' views at the ministry, each in a schema of its own, and all of them in one."""
    ministry.create("country")
    ministry.ask("country", "CREATE EXTENSION postgres_fdw; CREATE SCHEMA country")
    names = [view.name for view in READABLE_VIEWS]
    for name, server in provinces.items():
        ministry.ask("country", PROVINCE_SQL.format(name=name, port=server.port, views=", ".join(names)))
    for view in names:
        parts = (f"SELECT '{name}' AS province, * FROM {name}.{view}" for name in provinces)
        ministry.ask("country", f"CREATE VIEW country.{view} AS {' UNION ALL '.join(parts)}")


def compare(ministry: Server, provinces: dict[str, Server]) -> None:
    """Every view has all rows of both; nothing can be written."""
    for view in READABLE_VIEWS:
        count = f"SELECT count(*) FROM {{}}.{view.name}"
        expected = sum(int(str(server.ask("so", count.format("chodon"))[0][0])) for server in provinces.values())
        assert ministry.ask("country", count.format("country")) == [(expected,)], view.name
        print(f"{view.name}: {expected} rows, the same")
    print("a write:", said_by(ministry, f"INSERT INTO {PROVINCES[0]}.v_violation (number) VALUES ('x')"))


def said_by(server: Server, sql: str) -> str:
    """What is said of a statement that must fail."""
    import psycopg

    try:
        server.ask("country", sql)
    except psycopg.Error as error:
        return " ".join(str(error).split())
    raise AssertionError(f"nobody refused {sql}")


def seconds_of(servers: list[Server], asked: Server, database: str, sql: str) -> tuple[int, float]:
    """How many rows it gives, and the processor's time of all these servers, in seconds."""
    before = sum(map(server_seconds, servers))
    rows = asked.ask(database, sql)
    time.sleep(0.2)  # until the servers have taken leave of their processes
    return len(rows), sum(map(server_seconds, servers)) - before


def main(size: str = "district") -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        ministry, *others = (stack.enter_context(postgres_server.running(LIKE_A_SERVER)) for _each in range(3))
        provinces = dict(zip(PROVINCES, others, strict=True))
        for server in others:
            brought(server, Path(folder), Scale.of(SIZES[size]))
        unite(ministry, provinces)
        compare(ministry, provinces)
        alone = BY_PROVINCE.format(table="chodon.v_violation")
        print("in one province", seconds_of(others, others[0], "so", alone))
        for how, sql in (("counted in the provinces", COUNTS_SQL), ("counted at the ministry", ROWS_SQL)):
            print(how, seconds_of([ministry, *others], ministry, "country", sql))
        others[0].stop()
        print("a province away:", said_by(ministry, COUNTS_SQL))
        print(
            "the other:", len(ministry.ask("country", BY_PROVINCE.format(table=f"{PROVINCES[1]}.v_violation"))), "rows"
        )
        others[0].start()


if __name__ == "__main__":
    main(*sys.argv[1:])
