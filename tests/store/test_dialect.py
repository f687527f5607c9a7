"""One SQL text for both databases: what is put right in it for PostgreSQL."""

import pytest

from chodon_cli.queries.measures import UNIT_OF_CASE_SQL
from chodon_cli.store.postgres.dialect import Lists, definition, translate, with_arrays
from chodon_cli.store.postgres.tables import in_order_of_references

TRANSLATIONS = {
    "SELECT sum(a > 1 AND b), sum(CASE WHEN a = 1 THEN b END), sum(a - b)": (
        "SELECT sum ( ( a > 1 AND b ) ::int ) , sum ( CASE WHEN a = 1 THEN b END ) , sum ( a - b )"
    ),
    "SELECT 1 WHERE a = :a AND b LIKE '5%'": "SELECT 1 WHERE a = %(a)s AND b ILIKE '5%%'",
    "VALUES (?, ?)": "VALUES ( %(p1)s , %(p2)s )",
    "VALUES (?1, ?, ?), (?1, ?, ?)": "VALUES ( %(p1)s , %(p2)s , %(p3)s ) , ( %(p1)s , %(p4)s , %(p5)s )",
    "SELECT ':a ?' -- :b\n, \"c:d\"": "SELECT ':a ?' , \"c:d\"",
    "SELECT a FROM t ORDER BY a, b DESC LIMIT 1": "SELECT a FROM t ORDER BY a NULLS FIRST , b DESC NULLS LAST LIMIT 1",
    "SELECT a FROM t ORDER BY a NULLS LAST": "SELECT a FROM t ORDER BY a NULLS LAST",
    "SELECT max(a) OVER (PARTITION BY b ORDER BY c ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING)": (
        "SELECT max ( a ) OVER ( PARTITION BY b ORDER BY c NULLS FIRST ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING )"
    ),
    "SELECT (SELECT a FROM t ORDER BY (b = 1), c) x": (
        "SELECT ( SELECT a FROM t ORDER BY ( b = 1 ) NULLS FIRST , c NULLS FIRST ) x"
    ),
    "SELECT a FROM t CROSS JOIN u ON u.id = t.id": "SELECT a FROM t JOIN u ON u . id = t . id",
    "SELECT a FROM t CROSS JOIN u v ON v.id = t.u_id AND v.b = 1": (
        "SELECT a FROM t JOIN LATERAL ( SELECT * FROM u WHERE u . id = t . u_id OFFSET 0 ) v ON TRUE AND v . b = 1"
    ),
    f"SELECT ({UNIT_OF_CASE_SQL}) FROM discipline_case c": (
        "SELECT ( SELECT k . unit_id FROM case_unit k WHERE k . case_id = c . id ) FROM discipline_case c"
    ),
    "SELECT a FROM t CROSS JOIN u WHERE 1 = 1": "SELECT a FROM t CROSS JOIN u WHERE 1 = 1",
    "SELECT a FROM t JOIN f(t.a) g JOIN u ON u.id = g.id": (
        "SELECT a FROM t CROSS JOIN f ( t . a ) g JOIN u ON u . id = g . id"
    ),
    "SELECT a FROM (SELECT 1 AS a)": "SELECT a FROM ( SELECT 1 AS a ) AS unnamed_3",
    "SELECT a FROM (SELECT 1 AS a) b JOIN (SELECT 2) AS c ON TRUE": (
        "SELECT a FROM ( SELECT 1 AS a ) b JOIN ( SELECT 2 ) AS c ON TRUE"
    ),
    "SELECT a FROM (SELECT a FROM t ORDER BY a LIMIT -1) b": (
        "SELECT a FROM ( SELECT a FROM t ORDER BY a NULLS FIRST OFFSET 0 ) b"
    ),
    "SELECT a FROM t WHERE a IN (SELECT 1)": "SELECT a FROM t WHERE a IN ( SELECT 1 )",
    "SELECT a IS b, a IS NOT b, a IS NULL, a IS NOT NULL": (
        "SELECT a IS NOT DISTINCT FROM b , a IS DISTINCT FROM b , a IS NULL , a IS NOT NULL"
    ),
    "SELECT CAST(substr(a, 1, 4) AS INTEGER)": "SELECT CAST ( substr ( a , 1 , 4 ) AS BIGINT )",
    "SELECT julianday(min(a, :b)) - julianday(c)": (
        "SELECT ( ( ( min ( a , %(b)s ) ) ::date - DATE '4714-11-24 BC' ) - 0.5::double precision )"
        " - ( ( ( c ) ::date - DATE '4714-11-24 BC' ) - 0.5::double precision )"
    ),
    "SELECT date(a, '-1 days'), date(a, '+' || b.n || ' days'), date(a), date(a, :b), date('now')": (
        "SELECT to_char ( ( a ) ::date + ( -1 ) ::int , 'YYYY-MM-DD' ) ,"
        " to_char ( ( a ) ::date + ( b . n ) ::int , 'YYYY-MM-DD' ) , date ( a ) , date ( a , %(b)s ) , date ( 'now' )"
    ),
    "SELECT row.value FROM json_each(:rows) AS row": ('SELECT "row" . value FROM json_each ( %(rows)s ) AS "row"'),
    "SELECT coalesce(a < b, 0), coalesce(a, 0), coalesce(a, b = 1)": (
        "SELECT coalesce ( a < b , FALSE ) , coalesce ( a , 0 ) , coalesce ( a , b = 1 )"
    ),
    "SELECT json_group_array(CASE WHEN a THEN b END), c": "SELECT json_agg ( CASE WHEN a THEN b END ) ::text , c",
    "SELECT value FROM json_each(k.failed)": "SELECT value FROM json_each_number ( k . failed )",
}


@pytest.mark.parametrize("sql", TRANSLATIONS)
def test_a_statement_says_the_same_to_postgresql(sql: str) -> None:
    assert translate(sql) == TRANSLATIONS[sql]


def test_a_list_of_numbers_gives_numbers() -> None:
    lists = Lists(frozenset({"ids"}))
    assert "json_each_number ( %(ids)s )" in translate("SELECT value FROM json_each(:ids)", lists)


def test_a_short_list_is_two_arrays() -> None:
    lists = Lists(frozenset({"few", "many"}), frozenset({"few"}))
    sql = "SELECT 1 WHERE a IN (SELECT value FROM json_each(:few)) AND b NOT IN (SELECT value FROM json_each(:few))"
    array = "( %(few_values)s ::bigint[] )"
    assert translate(sql, lists) == f"SELECT 1 WHERE a = ANY {array} AND b <> ALL {array}"
    sql = "SELECT 1 WHERE a IN (SELECT CAST(key AS INTEGER) FROM json_each(:few))"
    assert translate(sql, lists) == f"SELECT 1 WHERE a = ANY {array.replace('values', 'keys')}"
    pairs = "unnest ( %(few_keys)s ::bigint[] , %(few_values)s ::bigint[] ) AS pair ( one , other )"
    table = f"( SELECT one ::text AS key , other AS value FROM {pairs} )"
    assert (
        translate("SELECT key FROM json_each(:few) WHERE 1", lists) == f"SELECT key FROM {table} AS json_each WHERE 1"
    )
    assert translate("SELECT x.key FROM t, json_each(:few) x", lists) == f"SELECT x . key FROM t , {table} x"
    assert "json_each_number" in translate("SELECT value FROM json_each(:many)", lists)
    values = with_arrays({"few": '{"12": 3, "4": -1}', "many": "[7]"}, lists)
    assert (values["few_keys"], values["few_values"]) == ("{12,4}", "{3,-1}")
    assert with_arrays({"few": "[7, 8]"}, lists)["few_keys"] == "{0,1}"


def test_a_table_has_the_types_and_the_order_of_sqlite() -> None:
    made = definition(
        "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT NOT NULL, score REAL, packed BLOB, u_id INTEGER REFERENCES u"
        " (id), CONSTRAINT t_year CHECK (CAST(substr(name, 1, 4) AS INTEGER) > 0)) STRICT"
    )
    assert made == (
        'CREATE TABLE t ( id BIGINT PRIMARY KEY , name TEXT COLLATE "C" NOT NULL , score DOUBLE PRECISION ,'
        " packed BYTEA , u_id BIGINT REFERENCES u ( id ) DEFERRABLE ,"
        " CONSTRAINT t_year CHECK ( CAST ( substr ( name , 1 , 4 ) AS BIGINT ) > 0 ) )"
    )


def test_an_index_that_answers_alone_has_the_id_in_it_as_in_sqlite() -> None:
    columns = "(unit_id, due_on, coalesce(done_on, 'a'), staff_id)"
    made = definition(f"CREATE INDEX task_unit ON task {columns} WHERE voided_on IS NULL", has_id=True)
    assert made.endswith(", staff_id ) INCLUDE ( id ) WHERE voided_on IS NULL")
    others = ("task (a, b, coalesce(c, d, e))", "task (a, b, c, id)", "task (a)")
    assert "INCLUDE" not in "".join(definition(f"CREATE INDEX i ON {other}", has_id=True) for other in others)
    assert "INCLUDE" not in definition(f"CREATE INDEX i ON task {columns}")


def test_no_index_has_a_title_which_may_be_longer_than_an_entry() -> None:
    for columns in ("(title, year, n, due_on)", "(year, title, n, due_on)", "(year, n, due_on, title)"):
        made = definition(f"CREATE INDEX task_open ON task {columns} WHERE done_on IS NULL", has_id=True)
        assert made == "CREATE INDEX task_open ON task ( year , n , due_on ) WHERE done_on IS NULL"


def test_tables_are_made_behind_those_that_they_refer_to() -> None:
    tables = {"c": "REFERENCES b (id), REFERENCES c (id)", "b": 'REFERENCES "a" (id)', "a": ""}
    assert [*in_order_of_references(tables)] == ["a", "b", "c"]


def test_tables_that_refer_to_each_other_in_a_circle_are_named() -> None:
    tables = {"a": "", "b": "REFERENCES a (id) REFERENCES d (id)", "c": "REFERENCES b (id)", "d": "REFERENCES c (id)"}
    with pytest.raises(ValueError, match=r"in a circle: b -> d -> c -> b$"):
        list(in_order_of_references(tables | {"e": "REFERENCES d (id)"}))
