"""Accounts limited to a branch: what they read and write, and every way around it that somebody might try."""

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import psycopg
import pytest

from chodon_cli import store
from tests.harness import ROOT, Done, begin, hold_each, is_one_line, run
from tests.store import postgres_server
from tests.store.postgres_server import PASSWORD, Server

BRANCH = ("PGDDT", "NGOCPHAI")  # with the schools beneath the first
OUTSIDE = "PHUONGVIEN"
ACT_OF_A_CASE_ELSEWHERE = "VP-2023-0001"
MOVED_IN, MOVED_OUT, NEVER_THERE = "CX137", "CX127", "CX133"  # people, by where their posts are and were
ENTERED = [  # so that each table has rows of the branch and others
    "unit rename PHUONGVIEN 'Ủy ban nhân dân xã Phương Viên' --on 2023-01-01",
    "quota set NGOCPHAI --year 2022 --category CX --number 20",
    "quota set PHUONGVIEN --year 2022 --category CX --number 20",
    "settings set organisation 'UBND huyện'",
    "feedback add --unit NGOCPHAI --on 2022-05-05 --channel letter --kind complaint --text 'Chờ lâu'",
    "training add --staff CX137 --field other --title 'Lớp của xã cũ' --from 2022-02-01 --days 3",
    "training add --staff CX137 --field other --title 'Lớp của xã mới' --from 2023-02-01 --days 3",
    "law confirm forms.cadre.leader@2020-09-20 --by 'Lê Văn Bình' --against 'Công báo số 5' --on 2026-11-20",
    f"import {ROOT}/tests/fixtures/office --office PHUONGVIEN",
    "unit-rating add --unit NGOCPHAI --year 2022 --level good --on 2022-12-20",
    "unit-rating add --unit PHUONGVIEN --year 2022 --level good --on 2022-12-20",
    "review open --year 2023",
    "violation log --staff CX137 --standard TG01 --on 2022-03-01",
    "violation log --staff CX137 --standard TG01 --on 2023-03-01",
    "case open VP-2022-0171 VP-2023-0001",  # of where the person was before, with an act of where they are now
]
WRITES: dict[str, tuple[str, ...]] = {
    "access grant": ("access grant tam --unit PNV --read-only", "access grant tam --unit NGOCPHAI --read-only"),
    "access revoke": ("access revoke tam --unit PNV", "access revoke tam"),
}


@pytest.fixture(scope="module")
def server(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the sample in the database `so`: `nhanh` writes in the branch, `xem` reads it, `chu` owns all."""
    with postgres_server.running() as server, store.staying_connected():
        folder = tmp_path_factory.mktemp("limited")
        file = begin(sample, folder / "register.db")
        for line in ENTERED:
            run(f"-r {file} {line}")
        for number, name in enumerate((OUTSIDE, MOVED_IN, "CC001")):
            (folder / f"{name}.txt").write_text(f"tệp {number}")
            run(f"-r {file} attach add {name}", folder / f"{name}.txt")
        url = server.create("so")
        run(f"-r {file} move --to", url)
        server.ask("so", run(f"-r {url} grants").stdout)
        roles = {"doc": "; GRANT chodon_reader TO doc", "ghi": "; GRANT chodon_clerk TO ghi"}
        roles |= {"chu": "; GRANT chodon_owner TO chu", "nhanh": "; GRANT chodon_clerk TO nhanh"}
        roles |= dict.fromkeys(("xem", "khac", "tam"), "")
        for name, role in roles.items():
            server.ask("so", f"CREATE ROLE {name} LOGIN PASSWORD '{PASSWORD}'{role}")
        for account, unit in (*(("nhanh", unit) for unit in BRANCH), ("khac", "YENMY")):
            run(f"-r {server.url('so', 'chu')} access grant {account} --unit {unit}")
        for unit in BRANCH:
            run(f"-r {server.url('so', 'chu')} access grant xem --unit {unit} --read-only")
        yield server
        while connections:
            connections.popitem()[1].close()


def at(server: Server, user: str, line: str, *words: object, status: int | None = 0) -> Done:
    """Run a command line as that account of the server."""
    return run(f"-r {server.url('so', user)} {line}", *words, status=status)


def ask(server: Server, sql: str, user: str = "office") -> list[tuple[object, ...]]:
    """What the database answers to that account, asked past the program; nothing of it stays."""
    db = connections.get(user) or connections.setdefault(user, psycopg.connect(server.url("so", user)))
    try:
        cursor = db.execute(f"SET LOCAL search_path = chodon, pg_catalog; {sql}".encode())
        while cursor.nextset():
            pass
        return cursor.fetchall() if cursor.description else [(cursor.rowcount,)]
    finally:
        db.rollback()


connections: dict[str, psycopg.Connection] = {}  # account -> to the server of this module

UNITS = """(WITH RECURSIVE below AS (SELECT id FROM unit WHERE code IN ('PGDDT', 'NGOCPHAI')
UNION SELECT u.id FROM unit u JOIN below b ON u.parent_id = b.id) SELECT id FROM below)"""
EVERYTHING, NOTHING, IN_UNIT = "true", "false", f"unit_id IN {UNITS}"
PEOPLE = f"(SELECT staff_id FROM post WHERE voided_on IS NULL AND unit_id IN {UNITS})"
VIOLATIONS = f"(SELECT id FROM violation WHERE {IN_UNIT})"
CASES = f"""(SELECT c.id FROM discipline_case c WHERE (SELECT v.unit_id FROM case_violation cv JOIN violation v
ON v.id = cv.violation_id WHERE cv.case_id = c.id ORDER BY v.occurred_on, v.year, v.n LIMIT 1) IN {UNITS})"""


def served_on(day: str) -> str:
    """That the person of a record served in the branch on that day of it."""
    return f"""staff_id IN (SELECT staff_id FROM post WHERE voided_on IS NULL AND unit_id IN {UNITS}
    AND {day} BETWEEN started_on AND coalesce(ended_on, '9999-12-31'))"""


READ = {  # table -> which of its rows a limited account reads; a new table has to be decided on
    **dict.fromkeys(
        ("alembic_version", "document", "law", "number_given", "review", "setting", "standard"), EVERYTHING
    ),
    **dict.fromkeys(("unit", "unit_past", "sqlite_column", "sqlite_foreign_key", "sqlite_object"), EVERYTHING),
    **dict.fromkeys(("briefing", "feedback", "inspection", "office_record", "post", "quota", "rating"), IN_UNIT),
    **dict.fromkeys(("task", "unit_rating", "violation"), IN_UNIT),
    **dict.fromkeys(("kept_by", "branch_secret"), NOTHING),
    "changeset": "operator = 'nhanh'",  # what it has written itself
    "change": "changeset_id IN (SELECT id FROM changeset WHERE operator = 'nhanh')",
    "staff": f"id IN {PEOPLE}",
    "training": served_on("t.started_on"),
    "pledge": served_on("t.signed_on"),
    "commendation": f"{IN_UNIT} OR {served_on('t.decided_on')}",
    "reminder": f"violation_id IN {VIOLATIONS}",
    "discipline_case": f"id IN {CASES}",
    "case_violation": f"case_id IN {CASES}",
    "case_event": f"case_id IN {CASES}",
    "case_unit": f"case_id IN {CASES}",
    "inspection_check": f"inspection_id IN (SELECT id FROM inspection WHERE {IN_UNIT})",
    "task_extension": f"task_id IN (SELECT id FROM task WHERE {IN_UNIT})",
    "attachment": f"noun = 'staff' AND record_id IN {PEOPLE}",
    "kept_piece": f"sha256 IN (SELECT sha256 FROM attachment WHERE noun = 'staff' AND record_id IN {PEOPLE})",
    "access_grant": "account = 'nhanh'",
}
TABLES_SQL = "SELECT relname FROM pg_class WHERE relnamespace = 'chodon'::regnamespace AND relkind = '{}' ORDER BY 1"


def tables(server: Server, kind: str = "r") -> list[str]:
    return [str(name) for (name,) in ask(server, TABLES_SQL.format(kind))]


DIGEST = "SELECT count(*), sum(hashtextextended(t::text, 0)) FROM {} t WHERE {}"


def test_every_table_shows_the_rows_of_the_branch_and_no_others(server: Server) -> None:
    def holds(table: str) -> None:
        shown = ask(server, DIGEST.format(table, EVERYTHING), "nhanh")
        expected = ask(server, DIGEST.format(table, READ[table]))
        hidden = ask(server, f"SELECT count(*) FROM {table} t WHERE NOT coalesce({READ[table]}, false)")
        assert shown == expected
        assert (
            "operator" in READ[table]
            or ask(server, DIGEST.format(table, EVERYTHING), "xem") == shown
            or (table == "access_grant")
        )
        assert READ[table] == EVERYTHING or hidden > [(0,)] or table == "kept_by", "nothing is there to be hidden"

    hold_each(holds, [(table,) for table in tables(server)])


def test_what_belongs_to_a_void_record_is_read_as_to_any_other(server: Server) -> None:
    for table, part in {"task": "task_extension", "violation": "reminder", "inspection": "inspection_check"}.items():
        expected = ask(server, DIGEST.format(part, READ[part]))
        void = f"UPDATE {table} SET voided_on = '2026-01-01', void_reason = 'x' WHERE id % 3 > 0"
        as_limited = f"SET LOCAL SESSION AUTHORIZATION nhanh; {DIGEST.format(part, EVERYTHING)}"
        assert ask(server, f"{void}; {as_limited}") == expected, table


def test_every_view_shows_what_its_tables_do(server: Server) -> None:
    def holds(view: str) -> None:
        # of those who left there is no unit; an act of a case elsewhere shows none
        only = {"v_staff": "unit IS NOT NULL", "v_violation": f"number <> '{ACT_OF_A_CASE_ELSEWHERE}'"}.get(
            view, "true"
        )
        shown = ask(server, f"SELECT t::text FROM {view} t WHERE {only} ORDER BY 1", "nhanh")
        codes = f"(SELECT code FROM unit WHERE id IN {UNITS})"
        expected = f"unit IN {codes}" if view not in ("v_unit", "sqlite_schema") else EVERYTHING
        assert shown == ask(server, f"SELECT t::text FROM {view} t WHERE {expected} AND {only} ORDER BY 1") != []

    is_as_invoker = "SELECT relname FROM pg_class WHERE relkind = 'v' AND 'security_invoker=true' = ANY (reloptions)"
    assert [(view,) for view in tables(server, "v")] == ask(server, f"{is_as_invoker} ORDER BY 1")
    hold_each(holds, [(view,) for view in tables(server, "v")])
    people = f"SELECT count(*) FROM staff WHERE voided_on IS NULL AND id IN {PEOPLE}"
    assert ask(server, "SELECT count(*) FROM v_staff", "nhanh") == ask(server, people)


READ_ONLY = {"access_grant", "alembic_version", "branch_secret", "kept_by", "kept_piece", "law", "setting", "standard"}
READ_ONLY |= {"case_unit", "change", "changeset", "sqlite_column", "sqlite_foreign_key", "sqlite_object"}
OF_NO_UNIT = READ_ONLY | {"document", "number_given", "staff"}  # what is new there is in no unit yet


def test_no_row_of_another_branch_is_changed_taken_away_or_entered(server: Server) -> None:
    """Each row that is not read, and of the tables that all read one of another unit: by hand, row by row."""

    def holds(table: str) -> None:
        others = "NOT coalesce(unit_id IN {units}, false)" if table in ("review", "unit_past") else READ[table]
        condition = others.format(units=UNITS) if others != READ[table] else f"NOT coalesce({READ[table]}, false)"
        condition = f"id NOT IN {UNITS}" if table == "unit" else condition
        hidden = ask(server, f"SELECT id FROM {table} t WHERE {condition} ORDER BY id LIMIT 1")
        for (id,) in hidden:
            for sql in (f"UPDATE {table} SET id = id WHERE id = {id}", f"DELETE FROM {table} WHERE id = {id}"):
                assert ask(server, sql, "nhanh") == [(0,)], sql
            columns = [name for (name,) in ask(server, f"SELECT name FROM sqlite_column WHERE of_table = '{table}'")]
            values = ask(server, f"SELECT {', '.join(map(str, columns))} FROM {table} WHERE id = {id}")[0]
            copied = {**dict(zip(columns, values, strict=True)), "id": 900_000}
            is_refused(server, insert_of(table, copied))
        assert hidden or table == "number_given", "nothing is there to be tried on"

    every = [(table,) for table in tables(server) if table not in OF_NO_UNIT]
    assert len(every) > 20
    hold_each(holds, every)
    written = "SELECT table_name FROM information_schema.role_table_grants WHERE table_schema = 'chodon'"
    granted = f"{written} AND grantee = 'chodon_branch_clerk' AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')"
    assert not {table for (table,) in ask(server, granted)} & READ_ONLY


def insert_of(table: str, row: dict[object, object]) -> str:
    from psycopg.sql import SQL, Identifier, Literal

    columns = SQL(", ").join(Identifier(str(name)) for name in row)
    values = SQL(", ").join(Literal(value) for value in row.values())
    return SQL("INSERT INTO {} ({}) VALUES ({})").format(Identifier(table), columns, values).as_string()


def is_refused(server: Server, sql: str, user: str = "nhanh") -> None:
    """The database says no more than that it is not allowed."""
    with pytest.raises(psycopg.errors.InsufficientPrivilege) as refused:
        ask(server, sql, user)
    assert refused.value.diag.message_detail is None, "an error tells what is in a row"


OWN_TO_ANOTHER_UNIT = [
    *("quota", "post", "violation", "inspection", "task", "feedback", "rating", "unit_rating", "briefing"),
]
OWN_TO_ANOTHER_PERSON = ["post", "violation", "task", "feedback", "rating", "training", "pledge", "discipline_case"]


def test_no_own_row_is_moved_to_another_branch_or_person(server: Server) -> None:
    other_unit = f"(SELECT id FROM unit WHERE code = '{OUTSIDE}')"
    [(other_person,)] = ask(server, f"SELECT id FROM staff WHERE code IN ('{NEVER_THERE}', 'CX900')")
    lines = [f"UPDATE {table} SET unit_id = {other_unit}" for table in OWN_TO_ANOTHER_UNIT]
    lines += [f"UPDATE {table} SET staff_id = {other_person}" for table in OWN_TO_ANOTHER_PERSON]
    hold_each(lambda line: is_refused(server, line), [(line,) for line in lines])


ONE_OF_OURS = f"SELECT id FROM violation WHERE {IN_UNIT} ORDER BY id LIMIT 1"
ONE_OF_THEIRS = f"SELECT id FROM {{}} WHERE NOT coalesce({IN_UNIT}, false) ORDER BY id LIMIT 1"
OWN_CHANGESET = (
    "INSERT INTO changeset (at, operator, command, account, undoes) "
    "VALUES ('2026-11-23', '{operator}', 'x', NULL, {undoes})"
)
OWN_ENTRY_OF = (  # that a record of another is new, which this account would then have entered; or that it is gone
    OWN_CHANGESET.format(operator="nhanh", undoes="NULL")
    + "; INSERT INTO change (changeset_id, noun, record_id, first_id, count, before, after) VALUES (last_entry(), {})"
)
REFUSED = [  # what somebody might type who is limited, to get at more
    "INSERT INTO post (staff_id, unit_id, category, leadership, started_on) VALUES "
    "({person}, {ours}, 'civil-servant', 'none', '2026-01-01')",  # so that the person would be one of ours
    "UPDATE unit SET parent_id = NULL WHERE code = 'LCBANGLANG'",
    "INSERT INTO case_violation (case_id, violation_id) VALUES ({case}, {violation})",
    "UPDATE case_violation SET violation_id = {violation}",
    "UPDATE case_event SET case_id = {other_case}",
    "INSERT INTO reminder (year, n, violation_id, reminded_on) VALUES (2026, 1, {violation}, '2026-01-01')",
    "UPDATE staff SET full_name = 'x' WHERE code = 'CX127'",  # who left for another unit
    "UPDATE staff SET voided_on = '2026-01-01', void_reason = 'x' WHERE code = 'CX137'",  # who has rows elsewhere
    "UPDATE document SET title = 'x'",
    "INSERT INTO attachment (noun, record_id, name, sha256, bytes, attached_on) VALUES "
    "('staff', {moved_in}, 'x.txt', '{sha256}', 1, '2026-01-01')",  # a file of another branch, by its digest
    "INSERT INTO attachment (noun, record_id, name, sha256, bytes, attached_on) VALUES "
    "('unit', {theirs}, 'x.txt', '{sha256}', 1, '2026-01-01')",
    "SELECT keep_piece('{sha256}', 0, 'x')",  # another file in its place, or behind it
    "SELECT keep_piece('{sha256}', 1, 'x')",
    "INSERT INTO number_given (noun, year, n) VALUES ('violation', 2022, 9999)",
    "INSERT INTO kept_piece VALUES ('{sha256}', 7, 'x')",
    "INSERT INTO access_grant (account, unit_id, since, granted_on) VALUES ('nhanh', {theirs}, 0, '2026-01-01')",
    "UPDATE access_grant SET unit_id = {theirs}",
    "DELETE FROM access_grant",
    "INSERT INTO setting (key, value) VALUES ('x', 'y')",
    "UPDATE standard SET title = 'x'",
    "UPDATE alembic_version SET version_num = '0001'",
    OWN_CHANGESET.format(operator="nhanh", undoes=5),  # an entry of another, taken back in words alone
    "INSERT INTO change (changeset_id, noun, record_id, count, after) VALUES (3, 'staff', {person}, 1, '{{}}')",
    OWN_ENTRY_OF.format("'document', 2, NULL, 1, NULL, '{{}}'"),
    OWN_ENTRY_OF.format("'document', NULL, 1, 3, NULL, NULL"),
    OWN_ENTRY_OF.format("'staff', {person}, NULL, 1, NULL, '{{}}'"),
    "UPDATE change SET after = '{{}}'",
    "DELETE FROM changeset",
    "UPDATE changeset SET operator = 'ghi'",
    "SET ROLE chodon_reader",
    "SET ROLE chodon_owner",
    "SET SESSION AUTHORIZATION ghi",
    "ALTER TABLE violation DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE violation NO FORCE ROW LEVEL SECURITY",
    "DROP POLICY branch_read ON violation",
    "CREATE POLICY more ON violation USING (true)",
    "GRANT chodon_reader TO nhanh",
    "CREATE FUNCTION chodon.branch_units() RETURNS SETOF bigint LANGUAGE sql AS 'SELECT id FROM chodon.unit'",
    "CREATE OR REPLACE VIEW chodon.v_unit AS SELECT 1",
    "TRUNCATE violation",
    "SET row_security = off; SELECT count(*) FROM violation",
    "SELECT * FROM {rules}_of_all(NULL, NULL)",
    "COPY violation TO '/tmp/x'",
    "SELECT pg_read_file('PG_VERSION')",
]


def test_what_is_tried_by_hand_to_get_at_more_is_refused(server: Server) -> None:
    def one(sql: str) -> object:
        return ask(server, sql)[0][0]

    names = {
        "person": one(f"SELECT id FROM staff WHERE code IN ('{NEVER_THERE}', 'CX900')"),
        "moved_in": one(f"SELECT id FROM staff WHERE code = '{MOVED_IN}'"),
        "ours": one("SELECT id FROM unit WHERE code = 'NGOCPHAI'"),
        "theirs": one(f"SELECT id FROM unit WHERE code = '{OUTSIDE}'"),
        "violation": one(ONE_OF_THEIRS.format("violation")),
        "case": one(f"SELECT id FROM discipline_case WHERE id IN {CASES} LIMIT 1"),
        "other_case": one(f"SELECT id FROM discipline_case WHERE id NOT IN {CASES} LIMIT 1"),
        "sha256": one("SELECT a.sha256 FROM attachment a JOIN staff s ON s.id = a.record_id WHERE s.code = 'CC001'"),
        "rules": one("SELECT proname FROM pg_proc WHERE proname LIKE 'breaches%' AND prosecdef"),
    }
    hold_each(lambda line: is_refused(server, line), [(line.format(**names),) for line in REFUSED])
    with pytest.raises(psycopg.errors.FeatureNotSupported), psycopg.connect(server.url("so", "nhanh")) as db:
        db.cursor().copy("COPY chodon.violation FROM STDIN").__enter__()
    for forged in (
        OWN_CHANGESET.format(operator="ghi", undoes="NULL"),
        f"{OWN_CHANGESET.format(operator='nhanh', undoes='NULL')}; SET CONSTRAINTS ALL IMMEDIATE",  # without a digest
    ):
        with pytest.raises(psycopg.errors.CheckViolation):
            ask(server, forged, "nhanh")


UNIT_OF_EACH_CASE = """SELECT c.id, (SELECT v.unit_id FROM case_violation cv JOIN violation v ON v.id = cv.violation_id
WHERE cv.case_id = c.id ORDER BY v.occurred_on, v.year, v.n LIMIT 1) FROM discipline_case c"""
LAST_CASE = "(SELECT max(id) FROM discipline_case)"
CHANGES_OF_CASES = [  # by which a case may count in another unit
    "SELECT 1",
    "UPDATE violation SET (year, occurred_on, found_on) = (2024, '2024-01-01', '2024-01-01')"
    " WHERE year = 2022 AND n = 171",
    f"DELETE FROM case_violation WHERE case_id = {LAST_CASE}",
    f"UPDATE case_violation SET case_id = {LAST_CASE} WHERE case_id = 1",
    f"DELETE FROM case_event WHERE case_id = {LAST_CASE}; DELETE FROM case_violation WHERE case_id = {LAST_CASE};"
    f"DELETE FROM discipline_case WHERE id = {LAST_CASE}",
    "DELETE FROM case_unit WHERE case_id = 1; INSERT INTO case_violation (case_id, violation_id)"
    " SELECT 1, id FROM violation WHERE id NOT IN (SELECT violation_id FROM case_violation) LIMIT 1",
]


def test_the_unit_in_which_a_case_counts_follows_whatever_changes(server: Server) -> None:
    kept = "SELECT case_id, unit_id FROM case_unit"
    differing = f"({UNIT_OF_EACH_CASE} EXCEPT {kept}) UNION ALL ({kept} EXCEPT {UNIT_OF_EACH_CASE})"
    hold_each(lambda sql: _is_nothing(ask(server, f"{sql}; {differing}")), [(sql,) for sql in CHANGES_OF_CASES])


def _is_nothing(rows: list[tuple[object, ...]]) -> None:
    assert rows == []


LEAK = """
CREATE FUNCTION pg_temp.leak(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
$$ BEGIN CREATE TEMP TABLE IF NOT EXISTS leaked (what text); INSERT INTO leaked VALUES ($1); RETURN true; END $$;
SELECT count(*) FROM {} t WHERE pg_temp.leak({}); SELECT what FROM leaked
"""
ASKED_ANYWAY = [  # what answers, and may answer of the branch alone -> the same, asked by somebody who reads all
    ("SELECT id FROM violation", f"SELECT id FROM violation WHERE {IN_UNIT}"),
    ("SET ROLE chodon_branch_clerk; SELECT id FROM violation", f"SELECT id FROM violation WHERE {IN_UNIT}"),
    (LEAK.format("violation", "t.id::text"), f"SELECT id::text FROM violation WHERE {IN_UNIT}"),
    (LEAK.format("v_violation", "t.note"), f"SELECT note FROM violation WHERE {IN_UNIT} AND voided_on IS NULL"),
    (
        "CREATE TEMP TABLE access_grant (account text, unit_id bigint, revoked_on text); SET search_path = pg_temp;"
        "INSERT INTO access_grant SELECT session_user, id, NULL FROM chodon.unit; SELECT id FROM chodon.violation",
        f"SELECT id FROM violation WHERE {IN_UNIT}",
    ),
    (
        "SELECT most_common_vals::text FROM pg_stats WHERE schemaname = 'chodon' AND tablename NOT LIKE 'sqlite%'",
        "SELECT '' WHERE false",
    ),
    ("SELECT branch_people()", f"SELECT DISTINCT id FROM staff WHERE id IN {PEOPLE}"),
    ("SELECT case_id FROM case_unit", f"SELECT id FROM discipline_case WHERE id IN {CASES}"),
    (
        "SELECT id FROM generate_series(1, 2000, 7) AS g(id) WHERE is_branch_person(id)",
        f"SELECT id FROM staff WHERE id % 7 = 1 AND id IN {PEOPLE}",
    ),
    ("SELECT hidden_changes('staff', 1, 9999, 0) - hidden_changes('staff', 1, 9999, 0)", "SELECT 0"),
    ("SELECT record_id FROM former_codes('staff', '[]')", "SELECT 0 WHERE false"),
]


def test_what_answers_a_limited_account_answers_of_its_branch_alone(server: Server) -> None:
    def holds(tried: str, expected: str) -> None:
        assert sorted(ask(server, tried, "nhanh"), key=repr) == sorted(ask(server, expected), key=repr)

    hold_each(holds, ASKED_ANYWAY)
    with psycopg.connect(server.url("so", "nhanh")) as db, db.cursor().copy("COPY chodon.post TO STDOUT") as copy:
        assert len([*copy.rows()]) == len(ask(server, f"SELECT 1 FROM post WHERE {IN_UNIT}"))


def test_who_reads_everything_is_asked_no_more_than_before(server: Server) -> None:
    """The plan of a question is that of the owner, by whom no policy is asked."""
    sql = "EXPLAIN SELECT v.number, v.full_name FROM v_violation v WHERE v.occurred_on > '2022-01-01'"
    assert ask(server, sql, "doc") == ask(server, sql, "ghi") == ask(server, sql)
    assert ask(server, sql, "nhanh") != ask(server, sql)


UNREAD = "CX137: there is a case of which this account does not read all"
WRITTEN = [  # what a limited account writes, and somebody else in between -> how it ends, what is said
    ("nhanh", "violation log --staff CX137 --standard TG01 --on 2022-12-01", 0, "VP-2022-0172"),
    ("ghi", "violation log --staff CC001 --standard TG01 --on 2022-12-01", 0, "VP-2022-0173"),
    ("nhanh", "undo --yes", 0, "VP-2022-0172"),
    ("nhanh", "redo --yes", 0, "VP-2022-0172"),
    ("nhanh", "violation log --staff CX137 --standard TG01 --on 2022-12-02", 0, "VP-2022-0174"),
    ("nhanh", "case open VP-2022-0172 --on 2023-03-02", 0, "VV-2023-0001"),  # beside one elsewhere
    ("nhanh", "case step VV-2023-0001 --kind review --on 2023-03-03", 0, "VV-2023-0001"),
    (
        "nhanh",
        "case decide VV-2023-0001 --form reprimand --decision 1/QĐ --on 2023-03-04 --effective 2023-03-05",
        1,
        UNREAD,
    ),
    ("nhanh", "violation void VP-2023-0001 --reason x", 1, UNREAD),  # an act of it that the account reads
    ("nhanh", "violation edit VP-2023-0001 --on 2023-03-02", 1, UNREAD),
    ("nhanh", "violation edit VP-2023-0001 --note x", 0, "VP-2023-0001"),
    ("nhanh", "staff edit CX137 --post 2022-10-03 --category civil-servant", 1, UNREAD),
    ("nhanh", "staff edit CX137 --post 2022-10-03 --title 'Công chức'", 0, "CX137"),
    ("nhanh", "violation log --staff CX133 --standard TG01 --on 2022-12-01", 1, "there is no such person"),
    ("nhanh", "violation show VP-2022-0173", 1, "there is no VP-2022-0173"),
    ("nhanh", "staff add --name 'Lý Văn Thử' --unit NGOCPHAI --category CX --from 2023-01-01", 0, "CX225"),
    ("nhanh", "undo --yes", 0, "CX225"),
    ("nhanh", "redo --yes", 0, "CX225"),
    ("ghi", "staff edit CX225 --note 'sửa'", 0, "CX225"),
    ("nhanh", "undo --yes", 1, "cannot be taken back: others rest on it"),
    ("nhanh", "staff transfer CX127 --on 2023-05-01 --to NGOCPHAI", 1, "A person has at most one post on any day"),
    ("nhanh", f"staff transfer CX225 --on 2023-05-01 --to {OUTSIDE}", 1, "writes only what lies under its units"),
    ("nhanh", "unit rename NGOCPHAI 'Xã mới' --on 2023-05-01", 1, "writes only what lies under its units"),
    ("nhanh", "document edit 30/KH-UBND@2022-02-23 --title x", 1, "writes only what lies under its units"),
    ("ghi", "staff edit CX133 --code CX900 --id-number 006190000077", 0, "CX900"),
    ("nhanh", "staff add --code CX133 --name 'A' --unit NGOCPHAI --category CX --from 2023-01-01", 1, "another record"),
    ("nhanh", "staff edit CX225 --code CX900", 1, "Code: a record that this account does not read has the same"),
    ("nhanh", "staff edit CX225 --id-number 006190000077", 1, "Identity number: a record that this account does not"),
    ("nhanh", "staff add --name 'Lê Văn Thử' --unit NGOCPHAI --category CX --from 2023-01-01", 0, "CX901"),
    ("nhanh", "audit list -f csv", 0, "nhanh"),
]


def test_a_limited_account_writes_in_its_branch_as_if_it_read_all(server: Server, tmp_path: Path) -> None:
    def holds(user: str, line: str, status: int, said: str) -> None:
        done = at(server, user, line, status=status)
        assert said in done.stdout + done.stderr and done.stderr.count("error:") == bool(status)

    hold_each(holds, WRITTEN)
    (tmp_path / "mot.txt").write_text("tệp 0")  # as one of another branch: kept once, and had by both
    at(server, "nhanh", "attach add CX225", tmp_path / "mot.txt")
    at(server, "nhanh", "attach get 4 --to", tmp_path / "ra.txt")
    assert (tmp_path / "ra.txt").read_text() == "tệp 0"
    people = "Họ và tên,Ngày sinh,Đơn vị,Loại,Từ ngày\nLò Thị Một,01/02/1990,{},CX,01/02/2023\n"
    (tmp_path / "moi.csv").write_text(people.format("NGOCPHAI"))
    assert at(server, "nhanh", "import --as staff -f json", tmp_path / "moi.csv").json["rows"][0]["new"] == 1
    (tmp_path / "moi.csv").write_text(people.format(OUTSIDE).replace("Một", "Hai"))
    assert "under its units" in at(server, "nhanh", "import --as staff", tmp_path / "moi.csv", status=1).stderr
    taken = people.format("NGOCPHAI").replace("Họ", "Mã,Họ").replace("Lò", "CX900,Lò").replace("Một", "Ba")
    (tmp_path / "moi.csv").write_text(taken)
    said = at(server, "nhanh", "import --as staff", tmp_path / "moi.csv", status=1).stderr
    assert "moi.csv:2: the register does not allow it: Code: a record that this account" in said
    assert said.count("moi.csv:2") == 1, "of what the row lacks then nothing is said"
    assert at(server, "chu", "audit verify").status == 0
    assert ask(server, f"SELECT case_id FROM case_unit WHERE unit_id IN {UNITS} EXCEPT {CASES}") == []
    assert ask(server, f"{CASES} EXCEPT SELECT case_id FROM case_unit WHERE unit_id IN {UNITS}") == []
    who = "SELECT DISTINCT operator FROM changeset WHERE id > (SELECT max(since) FROM access_grant) + 1 ORDER BY 1"
    assert {row[0] for row in ask(server, who)} <= {"nhanh", "ghi", "chu", "khac"}


def test_lists_are_those_of_the_branch_and_reports_say_that_they_are(server: Server) -> None:
    only = "note: only NGOCPHAI, PGDDT and the units beneath: this account of the server reads no others\n"

    def holds(noun: str) -> None:
        limited = at(server, "nhanh", f"{noun} list -f csv")
        both = [at(server, "chu", f"{noun} list --unit {unit} -f csv").stdout.splitlines() for unit in BRANCH]
        assert sorted(limited.stdout.splitlines()) == sorted({*both[0], *both[1]}) and len(both[0]) > 2
        assert limited.stderr.endswith(only)

    hold_each(holds, [(noun,) for noun in ("violation", "case", "inspection", "task", "rating", "training")])
    for line in ("report compliance --period 2022", "due", "check", "report unit NGOCPHAI"):
        assert only.removeprefix("note: ") in at(server, "nhanh", line, status=None).stdout
    assert only.removeprefix("note: ").strip() in at(server, "nhanh", "").stdout


def lines_that_write() -> list[str]:
    """A command line for each verb that writes, of any noun, as its own tests have it."""
    files = [file.stem for file in Path(__file__).parent.glob("test_*.py") if "\nWRITES: " in file.read_text("utf-8")]
    verbs = {
        verb: lines for file in sorted(files) for verb, lines in import_module(f"tests.commands.{file}").WRITES.items()
    }
    return [lines[0] for lines in verbs.values()]


WRITTEN_BY_ALL = ("document add", "task roll", "attach purge")  # or nothing is to be written


def test_each_verb_that_writes_is_refused_in_one_line_that_says_who_may(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is typed here is of other units, or of all of them: no text of the database is shown."""
    monkeypatch.chdir(tmp_path)
    for name in ("mot.pdf", "hai.pdf"):
        (tmp_path / name).write_text(name)

    def holds(line: str) -> None:
        done = at(server, "khac", line, status=None)
        is_written = line.startswith(WRITTEN_BY_ALL)
        assert done.status == (0 if is_written else 1)
        assert is_written or is_one_line(done.stderr)
        for words in ("permission", "constraint", "violates", "policy", "relation"):
            assert words not in done.stderr

    hold_each(holds, [(line,) for line in lines_that_write()])
    said = "error: {}: this account only reads, and only what lies under NGOCPHAI, PGDDT — ask somebody who may write"
    url = server.url("so", "xem", password=None)
    for line in ("document add 2/KH --issued 2026-01-05 --kind K --title x", "settings set organisation x"):
        assert at(server, "xem", line, status=1).stderr.startswith(said.format(url))
    rights = "SELECT DISTINCT privilege_type FROM information_schema.role_table_grants WHERE grantee = '{}'"
    assert ask(server, rights.format("chodon_branch_reader")) == [("SELECT",)]


OF_THE_WHOLE = ["backup copy", "export out", "move --to out.db", "audit verify", "audit seal", "check --deep", "grants"]
OF_THE_WHOLE += ["privacy report CX137", "privacy erase CX137 --reason x", "publish out", "sandbox violation list"]
OF_THE_WHOLE += ["restore copy.db", "access grant doc --unit PNV", "access revoke khac"]


def test_what_needs_the_whole_register_is_refused_in_one_line(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    def holds(line: str) -> None:
        said = at(server, "nhanh", line, status=1).stderr
        assert "this needs the whole register" in said and said.count("\n") == 1

    hold_each(holds, [(line,) for line in OF_THE_WHOLE])
    assert [*tmp_path.glob("out*"), *tmp_path.glob("copy*")] == []


def test_access_is_granted_and_revoked_in_the_journal(server: Server, small: Path) -> None:
    for line in [line for lines in WRITES.values() for line in lines]:
        [(before,)] = ask(server, "SELECT max(id) FROM changeset")
        at(server, "chu", line)
        told = (
            f"SELECT s.operator, c.noun FROM changeset s JOIN change c ON c.changeset_id = s.id WHERE s.id > {before}"
        )
        assert ask(server, told) == [("chu", "access_grant")], line
    for line in ("unit list", "upgrade"):
        assert "has no rights to the register" in at(server, "tam", line, status=4).stderr
    at(server, "chu", "access grant tam --unit PNV")
    assert at(server, "tam", "staff list -f csv").stdout.count("PNV") == 6
    at(server, "chu", "undo --yes")
    assert at(server, "tam", "staff list -f csv").stdout.count("\n") == 1, "the role alone shows nothing"
    listed = at(server, "chu", "access list -f csv").stdout
    assert "nhanh,PGDDT,Phòng Giáo dục và Đào tạo" in listed and "reads and writes its units alone" in listed
    assert "no account nobody" in at(server, "chu", "access grant nobody --unit PNV", status=1).stderr
    assert "passes by all rules" in at(server, "chu", "access grant office --unit PNV", status=1).stderr
    assert "only who has the role chodon_owner" in at(server, "ghi", "access grant doc --unit PNV", status=4).stderr
    for account, more, said in (
        ("nhanh", " --read-only", "nhanh: writes under NGOCPHAI"),
        ("xem", "", "xem: only reads"),
    ):
        assert said in at(server, "chu", f"access grant {account} --unit PNV{more}", status=1).stderr
    for line in ("access list", "access grant lan --unit PNV", "access revoke lan"):
        assert "whoever may read a file reads all of it" in run(f"-r {small} {line}", status=4).stderr
