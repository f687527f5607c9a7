"""The SQL that says who may do what in a register on a server: readers, clerks, owners, each no more than they need.

Those who were limited to a branch of the units (`access grant`) read and write the rows of that branch: `policies.py`.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from chodon_cli import store
from chodon_cli.store.postgres import policies, rule_functions
from chodon_cli.store.postgres import tables as tables_on_server
from chodon_cli.store.reader import RuleQuestion

ROLES_FILE = Path(__file__).with_name("roles.sql")
OF_THE_PROGRAM = ("access_grant", "alembic_version", "change", "changeset")  # in which a clerk changes nothing by hand
TABLES_AND_VIEWS_SQL = "SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY type, name"
KEPT_TABLES = ("case_unit", "kept_by", "kept_piece")  # of the server alone, with rows of its own
OF_THE_SERVER = ("branch_secret", *KEPT_TABLES, "sqlite_column", "sqlite_foreign_key", "sqlite_object", "sqlite_schema")


def grants(db: store.Reader, rules: Sequence[RuleQuestion]) -> list[str]:
    """The lines of SQL for the tables of the register that is open, to be run by psql as its owner.

    `rules`: what is asked of all rows for those who read only some.
    """
    made = [(kind, name) for kind, name in db.execute(TABLES_AND_VIEWS_SQL, {}).fetchall()]
    tables = [name for kind, name in made if kind == "table"]
    records = [f"chodon.{name}" for name in tables if name not in OF_THE_PROGRAM]
    every = [*(name for _kind, name in made), *OF_THE_SERVER]
    owned = "\n".join(f"ALTER TABLE chodon.{name} OWNER TO chodon_owner;" for name in every)
    text = ROLES_FILE.read_text("utf-8")
    parts = {
        "records": ", ".join(records),
        "access": tables_on_server.ACCESS_FILE.read_text("utf-8").strip(),
        "owned": owned,
        "rules": rule_functions.functions(rules).strip(),
        "limited": "\n".join(_limited_rights(tables)),
    }
    for name, part in parts.items():
        text = text.replace(f"{{{name}}}", part)
    return text.splitlines()


def _limited_rights(tables: list[str]) -> Iterator[str]:
    yield from policies.rights(tables)
    for table in [*tables, *KEPT_TABLES]:
        yield from policies.policies(table)
