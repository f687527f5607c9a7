"""The register on a PostgreSQL server: the same commands, numbers, order and messages as in a file."""

import gzip
import math
import os
import random
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from chodon_cli import errors, invocation, store
from chodon_cli.cli import showing
from chodon_cli.queries.resolve import NUMBERED_REFERENCES, numbered_references
from chodon_cli.store import moved, revision_files
from chodon_cli.store.postgres import adapter, opening, tables
from chodon_cli.store.postgres.planned_once import PlannedOnce
from tests.commands.command_tree import leaf_commands
from tests.harness import PACKAGE, ROOT, SAMPLE_DATA, begin, run
from tests.store import pooler, postgres_server
from tests.store.postgres_server import PASSWORD, Server
from tests.stress.same_answers import Twins, differences, draw_register, outcomes, twice
from tests.stress.sequences import small_register

OLDER_REGISTER = ROOT / "tests/fixtures/registers/0001.db.gz"


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with postgres_server.running() as server:
        yield server


@pytest.fixture(scope="module")
def twins(server: Server, sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Twins:
    """The sample data, twice; to be read, never written to."""
    return twice(server, sample, tmp_path_factory.mktemp("twins"), "twins")


@pytest.fixture(autouse=True)
def as_the_user_of_the_database(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHODON_OPERATOR", "office")


PATHS = [path for path, _command in leaf_commands()]
OF_NO_FILE = ("access", "attach", "config")  # these lists tell of a server, or of what lies beside a file
READS = [
    *(
        f"{' '.join(path)} -f csv"
        for path in PATHS
        if path[-1] == "list" and path[0] not in ("access", "attach", "config")
    ),
    *(
        f"{' '.join(path)}{'' if path[1] == 'headcount' else ' --period 2022'} -f csv"
        for path in PATHS
        if path[0] == "report" and path[1] not in ("unit", "decisions")
    ),
    "report compliance --period 2022 --by category -f csv",
    "report headcount --by kind -f csv",
    *(f"report violations --period 2022 --by {by} -f csv" for by in ("standard", "severity", "month", "unit-month")),
    *(f"report {name} --period 2022 --unit BANGLUNG -f csv" for name in ("compliance", "trend", "tasks", "cases")),
    *(f"report {name} --period 2022Q1 -f json" for name in ("compliance", "bulletin", "heads")),
    "report compliance --period 2022 --cell total:violations -f csv",
    "report decisions -f csv",
    "report unit BANGLUNG --period 2022 -f json",
    "staff list --find nguyen -f csv",
    "staff list --sort full_name -f csv",
    "violation list --unit BANGLUNG --period 2022Q2 --sort -standard -f csv",
    "task list --open -f table",
    "--today 2022-06-30 case list -f csv",
    "due --within 30 -f csv",
    "check -f csv",
    "check --deep -f csv",
    "audit list --staff CB124 -f csv",
    "audit show 2 -f csv",
    "audit verify",
    "review show --year 2022 -f csv",
    "unit list --tree -f csv",
    "staff show CB124 -f json",
    "case show VV-2022-0007 -f json",
    "case why VV-2022-0007 -f json",
    "violation show VP-2022-0007 -f json",
    "inspection show KT-2022-001 -f json",
    "task show NV-2022-0001 -f json",
    "document show 30/KH-UBND@2022-02-23 -f json",
    "standard show TG01 -f json",
    "staff show CB999",
]


def test_what_is_read_is_the_same_byte_for_byte(twins: Twins) -> None:
    different = {}
    for line in READS:
        in_file, on_server = outcomes(twins, line)
        assert in_file.status in (0, 1, 3), (line, in_file)
        if on_server != in_file:
            different[line] = on_server.stderr or on_server.stdout
    assert different == {}


def test_whatever_is_asked_of_a_drawn_register_has_one_answer(
    server: Server, empty: Path, register: Path, tmp_path: Path
) -> None:
    """Half of all questions, with drawn options; `make torture` asks all of many registers."""
    choose = random.Random(17)
    draw_register(small_register(empty, register), choose, 50)
    count, different = differences(twice(server, register, tmp_path, "drawn", is_vietnamese=True), choose, share=0.5)
    assert different == {} and count > 30


def test_what_is_exported_is_the_same_byte_for_byte(twins: Twins, tmp_path: Path) -> None:
    for name, register in (("file", twins.file), ("server", twins.url)):
        run(f"-r {register} export", tmp_path / name)
    files = sorted(each.name for each in (tmp_path / "file").iterdir())
    assert files == sorted(each.name for each in (tmp_path / "server").iterdir())
    for name in files:
        assert (tmp_path / "file" / name).read_bytes() == (tmp_path / "server" / name).read_bytes(), name


def test_what_many_numbers_mean_is_the_same_however_they_are_written(twins: Twins) -> None:
    answers = []
    for register in (str(twins.file), twins.url):
        store.use(register)
        with store.reading() as db:
            for noun, kind in NUMBERED_REFERENCES.items():
                sql = f"SELECT {kind.number.sql('r')} FROM {kind.table} ORDER BY r.id"
                texts = [text for (text,) in db.execute(sql, {})]
                answers += [numbered_references(db, noun, texts, noun, even_void=True)]
                assert answers[-1] == numbered_references(db, noun, [text.lower() for text in texts], noun, True) != []
    assert answers[: len(answers) // 2] == answers[len(answers) // 2 :]


LOG = "violation log --staff CC001 --standard TG01 --on 2022-03-01"
FEEDBACK = "feedback add --on 2022-06-01 --channel phone --kind complaint --unit PTCKH --text 'Chờ lâu'"
WRITES = [
    "violation log --staff CC001 --standard TG01 --on 2022-03-01",
    "violation log --staff CC001 --standard TG01 --on 2022-03-01",
    "violation log --staff CC999 --standard TG01 --on 2022-03-01",
    """violation log --staff VC047 --standard TG01 --on 2022-03-02 --note 'a"id":0,"n":0\\ % %% \x07 bận'""",
    "task assign 'Báo cáo' --unit PTCKH --staff CC001 --on 2022-05-01 --due 2022-05-20",
    "staff add --name 'Nông Thị Lan' --unit BANGLUNG --category VC --title 'Giáo viên' --from 2022-01-01",
    "staff transfer CC001 --to PTCKH --on 2023-01-01",
    "violation void VP-2022-0150 --reason sai",
    "violation void VP-2022-0150 --reason sai",
    "case open VP-2022-0170",
    "task assign 'Báo cáo' --unit PTCKH --on 2022-05-01 --due 2022-05-20",
    "task extend NV-2022-0001 --until 2027-01-31 --on 2026-11-01 --by 'Chủ tịch' --reason bận",
    FEEDBACK,
    "unit add MOI 'Phòng mới' --kind office",
    "unit void BANGLUNG --reason x",
    "staff void CC001 --reason x",
    "settings set organisation 'UBND huyện'",
    "task roll",
    "privacy report CC012 -f json",
    "review open --year 2022 --unit PNV --due 2022-12-10",
    "review close --year 2022 --unit PNV",
    "undo --yes",
    "redo --yes",
    "undo 12 --yes",
    "audit verify",
    "audit list -f csv",
]


ODD_SETTINGS = (  # an office's other programs may need them: ours gives and takes the same under any
    "client_encoding = 'WIN1258'",
    "standard_conforming_strings = off",
    "DateStyle = 'German, DMY'",
    "TimeZone = 'Asia/Ho_Chi_Minh'",
    "search_path = 'public'",
    "bytea_output = 'escape'",
    "default_transaction_isolation = 'serializable'",
    "lock_timeout = 1",
    "extra_float_digits = -4",
    "transform_null_equals = on",
    "quote_all_identifiers = on",
    "array_nulls = off",
    "plan_cache_mode = 'force_generic_plan'",
)


def test_what_is_written_is_the_same(server: Server, sample: Path, tmp_path: Path) -> None:
    twins = twice(server, sample, tmp_path, "written")
    for setting in ODD_SETTINGS:
        server.ask("postgres", f"ALTER DATABASE written SET {setting}")
    for line in WRITES:
        in_file, on_server = outcomes(twins, line)
        assert on_server == in_file and in_file.status != 2, (line, on_server.stderr)


def test_what_is_imported_is_the_same(server: Server, empty: Path, tmp_path: Path) -> None:
    twins = twice(server, empty, tmp_path, "imported")
    folder = shutil.copytree(SAMPLE_DATA, tmp_path / "data")
    for register in (twins.file, twins.url):
        run(f"-r {register} import", folder)
    bad = tmp_path / "violation.csv"
    text = (folder / "violation.csv").read_text("utf-8-sig").splitlines()
    bad.write_text("\n".join([text[0], text[1].replace(",minor,", ",severe,"), *text[2:4]]) + "\n", "utf-8")
    for line in (
        f"import {bad}",
        f"import {bad} --on-error skip",
        f"import {folder / 'violation.csv'}",
        "audit verify",
        "violation list",
    ):
        in_file, on_server = outcomes(twins, line)
        assert on_server == in_file, line


def test_writers_at_once_leave_no_gap(server: Server, sample: Path, tmp_path: Path) -> None:
    twins = twice(server, sample, tmp_path, "at_once")
    server.ask("postgres", "ALTER DATABASE at_once SET default_transaction_isolation = 'repeatable read'")
    children = []
    for child in range(4):
        if (pid := os.fork()) == 0:
            statuses = [
                run(
                    f"-q -r {twins.url} violation log --staff CC001 --standard TG01 --on 2023-0{1 + child}-0{1 + day}",
                    status=None,
                ).status
                for day in range(5)
            ]
            os._exit(max(statuses))
        children.append(pid)
    assert [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children] == [0] * 4
    assert server.ask("at_once", "SELECT min(n), max(n), count(*) FROM chodon.violation WHERE year = 2023") == [
        (1, 20, 20)
    ]
    assert run(f"-r {twins.url} audit verify").status == 0
    open_task = "SELECT number FROM v_task WHERE done_on IS NULL AND cancelled_on IS NULL ORDER BY number LIMIT 1"
    [(number,)] = server.ask("at_once", f"SET search_path = chodon; {open_task}")
    year, n = str(number).split("-")[1:]
    done = f"UPDATE chodon.task SET done_on = assigned_on WHERE (year, n) = ({year}, {int(n)})"
    line = f"--lang en -r {twins.url} task done {number} --on {{today}} --quality good"
    status, said = while_another_writes(server, "at_once", line.format(today="2024-01-31"), done)
    assert status == 1 and f"{number} was done on" in said, said
    left = (
        "UPDATE chodon.post SET ended_on = '2022-12-31' FROM chodon.staff s WHERE s.id = staff_id AND s.code = 'CC001'"
    )
    line = f"--lang en -r {twins.url} {LOG.replace('2022', '2023')}"
    status, said = while_another_writes(server, "at_once", line, left)
    assert status == 1 and "CC001 has no post on 01/03/2023" in said, said


def while_another_writes(server: Server, database: str, line: str, sql: str) -> tuple[int, str]:
    """The status of a command that has to wait for its turn, and what it says: meanwhile the SQL is run."""
    import psycopg

    waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    with psycopg.connect(server.url(database), autocommit=True) as db, tempfile.TemporaryFile("w+") as said:
        db.execute(f"BEGIN; SELECT pg_advisory_xact_lock({adapter.LOCK})")
        if (pid := os.fork()) == 0:
            outcome = run(line, status=None)
            said.write(outcome.stdout + outcome.stderr)
            said.flush()
            os._exit(outcome.status)
        while server.ask(database, waiting) != [(1,)]:
            pass
        db.execute(f"{sql}; COMMIT".encode())
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        said.seek(0)
        return status, said.read()


def messages_to(server: Server, work: Callable[[], object]) -> tuple[int, int]:
    """How many connections and messages the server gets while the work is done."""
    text = log_of(server, work)
    return text.count("connection authorized"), len(statements_of(text))


def log_of(server: Server, work: Callable[[], object]) -> str:
    """What the server writes down while the work is done: every connection and message."""
    log = server.folder / "log"
    server.ask("postgres", "ALTER SYSTEM SET log_statement = 'all'")
    server.ask("postgres", "ALTER SYSTEM SET log_connections = on")
    server.ask("postgres", "SELECT pg_reload_conf()")
    server.ask("postgres", "SELECT pg_sleep(0.1)")
    before = log.stat().st_size
    work()
    text = log.read_bytes()[before:].decode()
    server.ask("postgres", "ALTER SYSTEM RESET ALL")
    server.ask("postgres", "SELECT pg_reload_conf()")
    return text


def statements_of(log: str) -> list[str]:
    """The messages that a server wrote down."""
    return re.split(r"LOG:  (?:statement|execute)", log)[1:]


def test_a_command_opens_one_connection_and_asks_in_few_messages(server: Server, sample: Path, tmp_path: Path) -> None:
    url = twice(server, sample, tmp_path, "messages").url
    write = f"-r {url} violation log --staff CC001 --standard TG01 --on 2022-03-01"
    run(write)
    connections, messages = messages_to(server, lambda: run(write))
    assert (connections, messages <= 10) == (1, True), messages
    edit = f"-r {url} violation edit VP-2022-0150 --note muộn -f csv"
    sent = statements_of(log_of(server, lambda: run(edit)))
    [taken] = [place for place, text in enumerate(sent) if "pg_advisory_xact_lock" in text]
    [ended] = [place for place, text in enumerate(sent) if "COMMIT" in text and place > taken]
    assert (taken <= 6, ended - taken <= 4, len(sent) <= 13) == (True, True, True), (taken, ended, len(sent))
    assert messages_to(server, lambda: run(f"-r {url} violation list -f csv")) == (1, 2)
    shell = "violation log --staff CC001 --standard TG01 --on 2022-04-01\nstaff show CC001\nviolation list\n"
    assert messages_to(server, lambda: run(f"-q -r {url} shell", stdin=shell))[0] == 1


def test_what_is_asked_again_on_a_connection_is_planned_once(server: Server, sample: Path, tmp_path: Path) -> None:
    url = twice(server, sample, tmp_path, "planned").url
    log = "violation log --staff CC001 --standard TG01 --on 2022-04-0{day}"
    with store.staying_connected():
        for day in (1, 2):
            run(f"-r {url} {log.format(day=day)}")
        before = (server.folder / "log").stat().st_size
        assert messages_to(server, lambda: run(f"-r {url} {log.format(day=3)}"))[1] <= 10
        assert "EXECUTE question_" in (server.folder / "log").read_bytes()[before:].decode()
        sent = statements_of(log_of(server, lambda: run(f"-r {url} {LOG.replace('CC001', 'VC047')}")))  # who has a case
        [at_once] = [text for text in sent if "pg_advisory_xact_lock" in text]
        assert "INSERT INTO change " in at_once and "COMMIT" in at_once, at_once
        faulty = "UPDATE chodon.task SET year = 1900, assigned_on = '1900-01-01' WHERE id = 1 RETURNING unit_id"
        of_it = f"WITH t AS ({faulty}) SELECT u.code FROM chodon.unit u JOIN t ON u.id = t.unit_id"
        [(unit,)] = server.ask("planned", of_it)
        assign = f"-r {url} task assign A --unit {unit} --on 2024-01-31 --due 2024-02-01"
        sent = statements_of(log_of(server, lambda: run(assign)))
        [at_once] = [text for text in sent if "pg_advisory_xact_lock" in text]  # whatever is wrong with others there
        assert "INSERT INTO task " in at_once and "COMMIT" in at_once, at_once
        ahead, _lock, work = at_once.partition("pg_advisory_xact_lock")
        under_lock, _commit, behind = work.partition("COMMIT")
        assert ahead.count("PREPARE") == ahead.count("EXPLAIN EXECUTE") > 3, at_once  # others wait for no plan
        assert (under_lock.count("EXECUTE"), behind.count("EXECUTE")) == (3, 2), at_once
        [db] = opening._idle
        plans = "SELECT sum(custom_plans), sum(generic_plans) > 30, count(*) > 15 FROM pg_prepared_statements"
        assert db.raw.execute(plans).fetchone() == (0, True, True)
        db.raw.execute("SELECT pg_stat_force_next_flush()")
        read_through = "SELECT relname, seq_scan FROM pg_stat_user_tables WHERE schemaname = 'chodon'"
        read_through += " AND relname <> 'law' ORDER BY relname"  # of which all is wanted
        before_it = server.ask("planned", read_through)
        run(f"-r {url} {log.format(day=4)} -f csv")  # the journal is as short as it was when the connection came
        db.raw.execute("SELECT pg_stat_force_next_flush()")
        assert server.ask("planned", read_through) == before_it
    question = "SELECT :id, name LIKE '%a%', of.value FROM unit, json_each(:ids) of WHERE id = :id"
    with closing(adapter.connect(url)) as db:
        alone = db.execute(question, {"id": 3, "ids": "[3]"}).fetchall()
        db.planned_once = PlannedOnce()
        for _time in range(3):
            for _other in range(3):
                assert db.execute(question, {"id": 3, "ids": "[3]"}).fetchall() == alone
                assert db.execute(question, {"id": 3, "ids": "[4, -5]"}).fetchall() != alone
            assert db.raw.execute("SELECT count(*) FROM pg_prepared_statements").fetchone() == (1,)
            db.execute("BEGIN")
            with pytest.raises(sqlite3.IntegrityError):
                db.execute("UPDATE violation SET severity = 'bad'")
            db.rollback()


def test_by_way_of_a_pooler_each_transaction_has_what_it_needs(server: Server, sample: Path, tmp_path: Path) -> None:
    twins = twice(server, sample, tmp_path, "pooled")
    show, report, check = "violation show VP-2022-0007", "report cases --period 2022 -f csv", "check --deep -f csv"
    with pooler.pooling(server, "pooled") as url, store.staying_connected():
        server.ask("pooled", "ALTER TABLE chodon.alembic_version RENAME TO elsewhere")
        run(f"-r {url} {LOG}", status=4)  # what fails before anything is known of the way to the server
        server.ask("pooled", "ALTER TABLE chodon.elsewhere RENAME TO alembic_version")
        lines = ["standard list -f csv", LOG, show, LOG, report, show, FEEDBACK, check, LOG]
        for line in (*lines, "staff list", "undo --yes", "audit verify"):
            in_file, on_server = outcomes(Twins(twins.file, url), line)
            assert on_server == in_file and in_file.status in (0, 3), line


def test_a_long_list_is_fetched_while_it_is_written_out(
    server: Server, twins: Twins, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes 2,000 rows at a time is tried with 40: then a list of the sample is a long one."""
    monkeypatch.setattr(adapter, "ROWS_AT_A_TIME", 40)
    monkeypatch.setattr(showing, "FEW_ROWS", 30)
    lines = ["violation list -f csv", "violation list --sort -staff -f csv", "task list --find a -f json"]
    lines += ["violation list --headings -f csv", "staff list --sort full_name -f csv", "--today 2022-06-30 case list"]
    for line in lines:
        in_file, on_server = outcomes(twins, line)
        assert on_server == in_file and in_file.status == 0, line
    rows = run(f"-r {twins.file} violation list -f jsonl").stdout.count("\n")
    asked = messages_to(server, lambda: run(f"-r {twins.url} violation list -f csv"))
    assert asked == (1, 2 + math.ceil(rows / 40))


def test_long_tables_that_were_filled_are_asked_by_their_indexes_alone(server: Server, twins: Twins) -> None:
    server.ask("twins", "CHECKPOINT")  # what is not on the disk yet, of those who do not wait for it, is not settled
    with closing(adapter.connect(twins.url)) as db:
        tables.settle(db, rows=100)
    asked = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'chodon'::regnamespace"
    settled = {name for (name,) in server.ask("twins", f"{asked} AND relallvisible > 0")}
    assert settled == {name for (name,) in server.ask("twins", f"{asked} AND reltuples >= 100")} != set()
    sql = "SELECT min(id) FROM chodon.violation WHERE voided_on IS NULL AND unit_id = 3 AND occurred_on > '2022'"
    settings = "SET enable_seqscan = off; SET enable_bitmapscan = off"
    plan = server.ask("twins", f"{settings}; EXPLAIN {sql}")
    assert any("Index Only Scan using violation_unit" in str(line) for line in plan)


def test_a_connection_that_the_server_closed_is_replaced(server: Server, sample: Path, tmp_path: Path) -> None:
    url = twice(server, sample, tmp_path, "closed").url
    write = f"-r {url} violation log --staff CC001 --standard TG01 --on 2022-04-01"
    end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'closed' AND pid <> pg_backend_pid()"
    with store.staying_connected():
        run(write)
        assert server.ask("closed", end) == [(True,)]
        run(write)
    assert server.ask("closed", end) == []


def test_who_waits_while_the_register_is_moved_away_does_not_write(
    server: Server, sample: Path, tmp_path: Path
) -> None:
    url = twice(server, sample, tmp_path, "waits").url
    line = f"-q -r {url} violation log --staff CC001 --standard TG01 --on 2022-03-01"
    moved_away = "COMMENT ON SCHEMA chodon IS 'chodon: a register, moved to /so.db'"
    status, said = while_another_writes(server, "waits", line, moved_away)
    assert status == 4 and "was moved to /so.db" in said


LOSE_THE_SERVER = """
CREATE FUNCTION chodon.lose() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER lose AFTER INSERT ON chodon.{table} DEFERRABLE INITIALLY {when}
FOR EACH ROW EXECUTE FUNCTION chodon.lose()
"""


STAFF_ADD = "staff add --name 'Nông Thị Lan' --unit BANGLUNG --category VC --from 2022-01-01"


@pytest.mark.parametrize(
    ("table", "when", "line", "words"),
    [
        ("staff", "IMMEDIATE", STAFF_ADD, "the server cannot be used"),
        ("staff", "DEFERRED", STAFF_ADD, "may be stored, or not"),
        ("violation", "IMMEDIATE", LOG, "may be stored, or not"),  # its COMMIT was in the same message
    ],
)
def test_a_server_that_is_lost_is_told_of_and_nothing_is_half_done(
    server: Server, sample: Path, tmp_path: Path, table: str, when: str, line: str, words: str
) -> None:
    database = f"lost_{table}_{when.lower()}"
    twins = twice(server, sample, tmp_path, database)
    server.ask(database, LOSE_THE_SERVER.format(table=table, when=when))
    lost = run(f"-r {twins.url} {line}", status=4)
    assert words in lost.stderr and lost.stderr.count("\n") == 1 and lost.stdout == ""
    assert outcomes(twins, f"{table} list -f csv")[0] == outcomes(twins, f"{table} list -f csv")[1]


DIVIDE_BY_ZERO_FROM_COMMIT_ON = """
CREATE FUNCTION chodon.hide() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE each text; BEGIN
    IF to_regnamespace('hidden') IS NOT NULL THEN RETURN NULL; END IF;
    ALTER SCHEMA chodon RENAME TO hidden;
    CREATE SCHEMA chodon;
    FOR each IN SELECT tablename FROM pg_tables WHERE schemaname = 'hidden' LOOP
        EXECUTE format('CREATE VIEW chodon.%1$I AS SELECT * FROM hidden.%1$I WHERE 1 / (random() * 0)::int = 1', each);
    END LOOP;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER hide AFTER INSERT ON chodon.change DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION chodon.hide()
"""


@pytest.mark.parametrize(("table", "line"), [("violation", LOG), ("staff", STAFF_ADD)])
def test_what_fails_after_the_commit_is_told_as_stored_and_writes_nothing_twice(
    server: Server, sample: Path, tmp_path: Path, table: str, line: str
) -> None:
    database = f"fails_after_{table}"
    url = twice(server, sample, tmp_path, database).url
    [(before,)] = server.ask(database, f"SELECT count(*) FROM chodon.{table}")
    server.ask(database, DIVIDE_BY_ZERO_FROM_COMMIT_ON)
    unseen = run(f"-r {url} {line}", status=4)
    assert "what you typed is stored" in unseen.stderr and unseen.stderr.count("\n") == 1
    assert server.ask(database, f"SELECT count(*) - 1 FROM hidden.{table}") == [(before,)]


def test_a_commit_that_the_server_turns_into_a_rollback_is_refused(server: Server, twins: Twins) -> None:
    with closing(adapter.connect(twins.url)) as db:
        db.execute("BEGIN")
        with pytest.raises(sqlite3.IntegrityError, match="CHECK constraint failed: violation_"):
            db.execute("UPDATE violation SET severity = 'bad'")
        with pytest.raises(errors.Unusable, match="nothing was changed"):
            db.commit()
    impatient = f"{twins.url}?options=-c%20statement_timeout%3D50"
    with closing(adapter.connect(impatient)) as db, pytest.raises(errors.Unusable, match="nothing was changed"):
        db.execute("SELECT pg_sleep(5)")
    with closing(adapter.connect(f"{twins.url}?options=-c%20idle_in_transaction_session_timeout%3D1")) as db:
        db.execute("BEGIN")
        time.sleep(0.02)  # what works between two messages is not broken off
        assert db.execute("SELECT 1").fetchone() == (1,)


def test_the_operator_is_the_user_of_the_database(
    server: Server, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    twins = twice(server, sample, tmp_path, "operators")
    monkeypatch.setenv("CHODON_OPERATOR", "giam-doc")
    run(f"-r {twins.url} violation log --staff CC001 --standard TG01 --on 2022-03-01")
    assert server.ask("operators", "SELECT operator FROM chodon.changeset ORDER BY id DESC LIMIT 1") == [("office",)]
    import psycopg

    with pytest.raises(psycopg.errors.CheckViolation):
        forged = "INSERT INTO chodon.changeset (at, operator, command) VALUES ('2026', 'giam-doc', 'x')"
        server.ask("operators", f"SET search_path = chodon; {forged}")


def test_a_register_moves_to_a_server_and_back_and_is_live_in_one_place(
    server: Server, sample: Path, tmp_path: Path
) -> None:
    file, url = begin(sample, tmp_path / "register.db"), server.create("moving")
    with closing(sqlite3.connect(file)) as db:
        db.execute("ANALYZE")  # leaves tables of SQLite's own
    moved = run(f"-r {file} move -f csv --to", url)
    assert "violation,196," in moved.stdout
    write = "violation log --staff CC001 --standard TG01 --on 2022-03-01"
    refused = run(f"-r {file} {write}", status=4)
    assert invocation.without_password(url) in refused.stderr and refused.stderr.count("\n") == 1
    assert run(f"-r {file} violation list -f csv").stdout == run(f"-r {url} violation list -f csv").stdout
    run(f"-r {url} {write}")
    back = tmp_path / "back.db"
    run(f"-r {url} move --to", back)
    assert str(back) in run(f"-r {url} {write}", status=4).stderr
    assert run(f"-r {back} {write}").status == 0
    assert run(f"-r {back} audit verify").status == 0
    assert PASSWORD not in run(f"-r {back} audit list -f csv").stdout
    run(f"-r {url} move --to", tmp_path / "again.db", status=4)
    run(f"-r {back} move --to", url)  # where it was moved away from there is room
    assert run(f"-r {url} audit verify").status == 0


def test_a_move_that_was_broken_off_is_gone_on_with(server: Server, sample: Path, tmp_path: Path) -> None:
    file, back, url = begin(sample, tmp_path / "register.db"), tmp_path / "back.db", server.create("broken_off")
    write = "violation log --staff CC001 --standard TG01 --on 2022-03-01"

    def mark_server(comment: str) -> None:
        server.ask("broken_off", f"COMMENT ON SCHEMA chodon IS '{comment}'")

    def refuses(register: Path | str, words: str) -> None:
        done = run(f"-r {register} {write}", status=4)
        assert words in done.stderr and done.stderr.count("\n") == 1

    def mark_back(application_id: int) -> None:
        with closing(sqlite3.connect(back)) as db:
            db.execute(f"PRAGMA application_id = {application_id}")

    run(f"-r {file} move --to", url)
    mark_server("chodon: not a register yet")  # as it stands before it goes live
    refuses(file, "was moved to")
    refuses(url, "run again what was broken off")
    run(f"-r {file} move --to", url)
    run(f"-r {url} {write}")
    run(f"-r {url} move --to", back)
    mark_back(moved.ARRIVING_ID)
    refuses(back, "run again what was broken off")
    refuses(url, "was moved to")
    run(f"-r {url} move --to", back)
    assert run(f"-r {back} {write}").status == run(f"-r {back} audit verify").status == 0
    mark_back(moved.ARRIVING_ID)
    mark_server("chodon: a register")  # as they stand before the server is marked
    run(f"-r {url} {write}")
    run(f"-r {url} move --to", back)
    run(f"-r {url} {write}", status=4)
    assert run(f"-r {back} {write}").status == run(f"-r {back} audit verify").status == 0


def test_a_register_is_made_on_a_server(server: Server) -> None:
    url = server.create("made")
    run(f"-r {url} init")
    assert run(f"-r {url} audit verify").status == 0
    assert "already" in run(f"-r {url} init", status=1).stderr
    assert "up to date" in run(f"-r {url} upgrade").stderr


def test_an_older_register_on_a_server_is_upgraded(server: Server, tmp_path: Path) -> None:
    from chodon_cli.store.postgres import register_mark, tables

    older, url = tmp_path / "older.db", server.create("older")
    older.write_bytes(gzip.decompress(OLDER_REGISTER.read_bytes()))
    with closing(sqlite3.connect(older)) as file, closing(adapter.connect(url)) as db:
        db.execute("BEGIN")
        tables.make(db, file)
        tables.to_server(db, file)
        register_mark.mark(db, register_mark.MARK)
        db.execute("COMMIT")
    assert "older program" in run(f"-r {url} info", status=4).stderr
    run(f"-r {url} upgrade")
    run(f"-r {older} upgrade")
    assert run(f"-r {url} audit verify").status == 0
    for line in ("violation list", "staff list"):
        assert run(f"-r {url} {line} -f csv").stdout == run(f"-r {older} {line} -f csv").stdout


def test_a_move_is_refused_where_something_is(server: Server, twins: Twins, sample: Path, tmp_path: Path) -> None:
    file = begin(sample, tmp_path / "register.db")
    before = file.read_bytes()
    assert "already" in run(f"-r {file} move --to", twins.url, status=1).stderr
    assert "already" in run(f"-r {twins.url} move --to", file, status=1).stderr
    run(f"-r {file} move --to", tmp_path / "other.db", status=2)
    server.ask(server.create("strange").rpartition("/")[2], "CREATE SCHEMA chodon")
    assert "already" in run(f"-r {file} move --to", server.url("strange"), status=1).stderr
    assert file.read_bytes() == before


def test_what_cannot_be_used_is_refused_in_one_line_without_the_password(
    server: Server, sample: Path, tmp_path: Path
) -> None:
    twins = twice(server, sample, tmp_path, "newer")
    server.ask("newer", "UPDATE chodon.alembic_version SET version_num = '9999'")
    server.create("nothing")
    server.create("another")
    server.ask("another", "CREATE SCHEMA chodon; CREATE TABLE chodon.staff (id int)")
    refused = {
        twins.url: "newer program",
        server.url("nothing"): "no register here",
        server.url("another"): "not a register",
        server.url("twins", password="sai-mat-khau"): "password authentication failed",
        server.url("no_such_database"): "does not exist",
        server.url("twins").replace(str(server.port), "1"): "refused",
        "mysql://host/db": "postgresql://",
        f"host=127.0.0.1 password={PASSWORD}": "postgresql://",
        **{server.url("twins", password=f"sai-mat-khau{sign}x"): "cannot be read" for sign in ("/", " ", "@", "%zz")},
    }
    for url, words in refused.items():
        for line in ("info", "violation list", "violation log --staff CC001 --standard TG01 --on 2022-03-01"):
            done = run("-r", url, *line.split(), status=4)
            assert words in done.stderr and done.stdout == "" and done.stderr.count("\n") == 1, (url, done.stderr)
            assert PASSWORD not in done.stderr and "sai-mat-khau" not in done.stderr


@pytest.mark.slow
def test_a_standby_answers_refuses_writes_and_takes_over(
    sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = "violation log --staff CC001 --standard TG01 --on 2022-03-01"
    with postgres_server.running((*postgres_server.SETTINGS, "synchronous_commit=remote_apply")) as primary:
        url = twice(primary, sample, tmp_path, "so").url
        with postgres_server.standby_of(primary) as standby:
            primary.wait_for_standby()
            ports = f"127.0.0.1:{primary.port},127.0.0.1:{standby.port}"
            both = url.replace(f"127.0.0.1:{primary.port}", ports)
            in_service = tmp_path / "services"
            words = f"host=127.0.0.1,127.0.0.1\nport={standby.port},{primary.port}\nuser=office\npassword={PASSWORD}"
            in_service.write_text(f"[so]\n{words}\ndbname=so\n")
            monkeypatch.setenv("PGSERVICEFILE", str(in_service))
            for address in (both, "postgresql:///?service=so"):
                assert run(f"-r {address} {write}").status == 0
            for line in ("info", "report compliance --period 2022 -f csv"):
                assert run(f"-r {standby.url('so')} {line}").status == 0
            refused = run(f"-r {standby.url('so')} {write}", status=4)
            assert "standby" in refused.stderr and refused.stderr.count("\n") == 1
            primary.stop()
            gone = run(f"-r {both} {write}", status=4)
            assert "none of its servers takes entries" in gone.stderr and gone.stderr.count("\n") == 1
            standby.promote()
            assert "VP-2022-0173" in run(f"-r {both} {write} -f csv").stdout
            assert run(f"-r {both} audit verify").status == 0
            primary.start()


def test_the_password_is_in_no_output_and_no_entry(
    server: Server, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    twins = twice(server, sample, tmp_path, "secret")
    monkeypatch.setenv("CHODON_REGISTER", twins.url)
    assert "office@" in run("config list").stdout and PASSWORD not in run("config list").stdout
    for line in (
        "violation log --staff CC001 --standard TG01 --on 2022-03-01",
        "report compliance --period 2022",
        "info",
    ):
        encoded = f"{server.url('secret', password=None)}?p%61ssword={PASSWORD}"
        for address in (twins.url, encoded):
            done = run(f"-r {address} {line}")
            assert PASSWORD not in done.stdout + done.stderr
    rows = server.ask("secret", "SELECT command FROM chodon.changeset UNION ALL SELECT after FROM chodon.change")
    assert not [row for row in rows if PASSWORD in str(row)]


def test_a_copy_of_a_register_on_a_server_is_a_file_that_can_be_used(twins: Twins, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    run(f"-r {twins.url} backup", copy)
    assert run(f"-r {copy} audit verify").status == 0
    assert run(f"-r {copy} violation list -f csv").stdout == run(f"-r {twins.url} violation list -f csv").stdout
    with closing(sqlite3.connect(copy)) as one, closing(sqlite3.connect(twins.file)) as other:
        assert sorted(one.iterdump()) == sorted(other.iterdump())


def test_a_file_needs_no_library_of_the_server(sample: Path) -> None:
    import subprocess
    import sys

    code = "import sys; from chodon_cli.app import run; run(['info']); print('psycopg' in sys.modules)"
    environment = {**os.environ, "CHODON_REGISTER": str(sample)}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert done.stdout.splitlines()[-1] == "False"


def newer_program(folder: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """What runs this program with one more revision of the schema, which does nothing; it must end with the status."""
    shutil.copytree(PACKAGE, folder / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__"))
    last = revision_files.latest_revision()
    (revision,) = (folder / PACKAGE.name).rglob(f"versions/{last}_*.py")
    anew = f'revision = "{int(last) + 1:04}"\ndown_revision = "{last}"\n\n\ndef upgrade() -> None:\n    pass\n'
    revision.with_name(f"{int(last) + 1:04}_nothing.py").write_text(anew)

    def newer(line: str, status: int = 0) -> subprocess.CompletedProcess[str]:
        words = [sys.executable, "-m", "chodon_cli", "--lang", "en", *shlex.split(line)]
        environment = {**os.environ, "PYTHONPATH": str(folder)}
        done = subprocess.run(words, env=environment, cwd=folder, capture_output=True, text=True)
        assert done.returncode == status, done.stderr
        return done

    return newer


@pytest.mark.slow
def test_what_is_kept_with_records_moves_along_and_is_kept_there(
    server: Server, register: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = b"%PDF-1.4 " + bytes(range(256)) * 8200  # longer than a piece
    (tmp_path / "scan.pdf").write_bytes(scan)
    (tmp_path / "more.txt").write_bytes(b"'; % \x00")
    run(f"-r {register} unit add PNV 'Phòng Nội vụ' --kind office")
    run(f"-r {register} attach add PNV", tmp_path / "scan.pdf")
    url = server.create("kept")
    run(f"-r {register} move --to", url)
    on_server = f"-r {url}"
    run(f"{on_server} attach add PNV", tmp_path / "more.txt")
    assert "has this file already" in run(f"{on_server} attach add PNV", tmp_path / "scan.pdf", status=1).stderr
    run(f"{on_server} attach get 1 --to", tmp_path / "back.pdf")
    assert (tmp_path / "back.pdf").read_bytes() == scan
    assert [row["name"] for row in run(f"{on_server} attach list -f json").json["rows"]] == ["scan.pdf", "more.txt"]
    assert "scan.pdf" in run(f"{on_server} unit show PNV").stdout
    run(f"{on_server} audit verify")
    run(f"{on_server} export", tmp_path / "out")
    assert sorted(file.read_bytes() for file in (tmp_path / "out/files").iterdir()) == [scan, b"'; % \x00"]
    run(f"{on_server} backup", tmp_path / "copy.db")
    run(f"-r {tmp_path / 'again.db'} restore", tmp_path / "copy.db")
    run(f"-r {tmp_path / 'again.db'} attach get 2 --to", tmp_path / "more2.txt")

    server.ask("kept", "UPDATE chodon.kept_piece SET content = 'x' WHERE place = 1")
    for line, status in (
        ("check --deep -f csv", 3),
        ("audit verify -f csv", 3),
        (f"attach get 1 --to {tmp_path}/x", 4),
    ):
        told = run(f"{on_server} {line}", status=status)
        assert "missing or damaged" in told.stdout + told.stderr, line
    assert "whole again" in run(f"{on_server} attach add PNV", tmp_path / "scan.pdf").stderr
    run(f"{on_server} attach void 2 --reason nhầm")
    run(f"{on_server} attach purge --older-than 0")
    assert server.ask("kept", "SELECT count(DISTINCT sha256) FROM chodon.kept_piece") == [(1,)]

    monkeypatch.setenv("CHODON_OPERATOR", "somebody")
    done = run(f"{on_server} restore -f json", tmp_path / "copy.db")
    [[kept]] = server.ask("kept", "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'chodon_2%'")
    assert done.json["rows"][0]["kept"] == kept and PASSWORD not in done.stdout + done.stderr
    assert [row["name"] for row in run(f"{on_server} attach list -f json").json["rows"]] == ["scan.pdf", "more.txt"]
    assert server.ask("kept", f"SELECT count(*) FROM {kept}.attachment WHERE purged_on IS NOT NULL") == [(1,)]
    run(f"{on_server} attach get 2 --to", tmp_path / "more3.txt")
    run(f"{on_server} audit verify")
    assert server.ask("kept", "SELECT operator FROM chodon.changeset ORDER BY id DESC LIMIT 1") == [("office",)]

    run(f"{on_server} move --to", tmp_path / "home.db")
    assert "was moved to" in run(f"{on_server} restore", tmp_path / "copy.db", status=4).stderr
    run(f"-r {tmp_path / 'home.db'} attach get 1 --to", tmp_path / "home.pdf")
    assert (tmp_path / "home.pdf").read_bytes() == scan
    run(f"-r {tmp_path / 'home.db'} audit verify")

    url = server.create("kept_again")
    run(f"-r {tmp_path / 'home.db'} move --to", url)
    newer = newer_program(tmp_path / "newer")
    assert "older program" in newer(f"-r {url} unit list", status=4).stderr
    newer(f"-r {url} upgrade")
    newer(f"-r {url} audit verify")
    newer(f"-r {url} attach get 2 --to {tmp_path}/more4.txt")
    assert (tmp_path / "more4.txt").read_bytes() == b"'; % \x00"
    assert "newer" in run(f"-r {url} unit list", status=4).stderr


@pytest.mark.slow
def test_the_register_of_another_office_is_taken_in_there_too(server: Server, register: Path, tmp_path: Path) -> None:
    run(f"-r {register} unit add UB 'UBND xã' --kind commune")
    run(f"-r {register} staff add --name 'Lý A' --unit UB --category civil-servant --from 2015-01-01")
    run(f"-r {register} violation log --staff CC001 --standard TG01 --on 2022-04-01")
    run(f"-r {register} export", tmp_path / "office")
    url = server.create("above")
    run(f"-r {url} init")
    run(f"-r {url} unit add A 'Xã A' --kind commune")
    run(f"-r {url} import", tmp_path / "office", "--office", "A")
    assert [row["staff"] for row in run(f"-r {url} violation list -f json").json["rows"]] == ["A.CC001"]
    totals = run(f"-r {url} import -f json", tmp_path / "office", "--office", "A").json["totals"]
    assert (totals["new"], totals["changed"], totals["gone"]) == (0, 0, 0)
    run(f"-r {url} audit verify")
