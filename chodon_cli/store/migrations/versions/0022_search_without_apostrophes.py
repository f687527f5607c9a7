"""Search keys without apostrophes and with one kind of hyphen: `hbia` finds H'Bia, `30/kh-ubnd` finds 30/KH–UBND."""

from alembic import op

revision = "0022"
down_revision = "0021"

SEARCHED_TABLES = ("unit", "staff", "document", "standard")
APOSTROPHES = ("''", *"’‘‛ʼʻʽʹˈˊˋ`´′‵ꞌ＇｀")  # the plain one as SQL writes it
HYPHENS = "‐‑‒–—―−﹘﹣－"


def upgrade() -> None:
    key = "search_key"
    for sign in APOSTROPHES:
        key = f"replace({key}, '{sign}', '')"
    for sign in HYPHENS:
        key = f"replace({key}, '{sign}', '-')"
    for table in SEARCHED_TABLES:
        op.execute(f"UPDATE {table} SET search_key = {key} WHERE search_key <> {key}")
