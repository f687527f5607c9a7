"""The rules between records, asked of all rows for an account that reads only some: which of its records break one.

The rules stand in `rules/blocking/` alone. What is made of them here is called after a digest of all their SQL, and of
what else is asked of all rows, so that an account whose program knows other rules than the server is told so, and
nothing is taken in unproven.
"""

import hashlib
from collections.abc import Sequence

from chodon_cli.store.postgres import dialect, tables
from chodon_cli.store.reader import RuleQuestion

PLACES = {"staff": "people_asked", "unit": "units_asked"}  # whose ids a rule is asked for -> the parameter with them
FUNCTIONS_SQL = """
CREATE OR REPLACE FUNCTION chodon.{name}_of_all(people_asked bigint[], units_asked bigint[])
RETURNS TABLE (rule text, record_id bigint)
LANGUAGE sql STABLE SET search_path = chodon, pg_catalog, pg_temp AS $rules$
{questions}
$rules$;
REVOKE EXECUTE ON FUNCTION chodon.{name}_of_all FROM PUBLIC;
CREATE OR REPLACE FUNCTION chodon.{name}(people_asked bigint[], units_asked bigint[])
RETURNS TABLE (rule text, record_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $breaches$
SELECT a.rule, a.record_id FROM chodon.{name}_of_all(
    CASE WHEN people_asked IS NULL THEN ARRAY(SELECT chodon.branch_people())
         ELSE ARRAY(SELECT p FROM unnest(people_asked) AS b(p) WHERE chodon.is_branch_person(p)) END,
    ARRAY(SELECT u FROM chodon.branch_units() AS b(u) WHERE units_asked IS NULL OR u = ANY (units_asked))) AS a
$breaches$;
"""


def function_name(rules: Sequence[RuleQuestion]) -> str:
    """What the function is called that asks these rules."""
    known = repr([*rules, tables.ACCESS_FILE.read_text("utf-8")])
    return f"breaches_{hashlib.sha256(known.encode()).hexdigest()[:12]}"


def functions(rules: Sequence[RuleQuestion]) -> str:
    """The SQL that makes the functions."""
    questions = [
        f"SELECT '{rule.code}'::text, b.breaking FROM ({_question(rule.sql, column, PLACES[who])}) AS b(breaking)"
        for rule in rules
        for who, column in rule.id_columns.items()
    ]
    return FUNCTIONS_SQL.format(name=function_name(rules), questions="\nUNION\n".join(questions))


def _question(sql: str, column: str, parameter: str) -> str:
    return dialect.translate(sql.replace("{only}", f"AND {column} = ANY ({parameter})")).replace("%%", "%")
