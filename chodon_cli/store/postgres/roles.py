"""The SQL that says who may do what in a register on a server: readers, clerks, owners, each no more than they need."""

from pathlib import Path

from chodon_cli import store

ROLES_FILE = Path(__file__).with_name("roles.sql")
OF_THE_PROGRAM = ("alembic_version", "change", "changeset")  # tables in which a clerk changes nothing by hand
TABLES_AND_VIEWS_SQL = "SELECT type, name FROM sqlite_schema WHERE type IN ('table', 'view') ORDER BY type, name"
OF_THE_SERVER = ("kept_piece", "sqlite_column", "sqlite_foreign_key", "sqlite_object", "sqlite_schema")


def grants(db: store.Reader) -> list[str]:
    """The lines of SQL for the tables of the register that is open, to be run by psql as its owner."""
    made = [(kind, name) for kind, name in db.execute(TABLES_AND_VIEWS_SQL, {}).fetchall()]
    records = [f"chodon.{name}" for kind, name in made if kind == "table" and name not in OF_THE_PROGRAM]
    every = [*(name for _kind, name in made), *OF_THE_SERVER]
    owned = "\n".join(f"ALTER TABLE chodon.{name} OWNER TO chodon_owner;" for name in every)
    text = ROLES_FILE.read_text("utf-8")
    return text.replace("{records}", ", ".join(records)).replace("{owned}", owned).splitlines()
