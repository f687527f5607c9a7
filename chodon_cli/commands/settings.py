"""What the office has set."""

from typing import Annotated

from chodon_cli import store
from chodon_cli.cli.options import argument
from chodon_cli.cli.parameters import Argument
from chodon_cli.cli.showing import Group
from chodon_cli.locale import N_, _
from chodon_cli.result import Column, Result, Row

HELP = N_("What the office sets: its name, place and signatory, and limits.")
SECTION = "setup"
group = Group(HELP)

SETTING_COLUMNS = [
    Column("key", "code", label=N_("Key")),
    Column("value", label=N_("Value")),
    Column("meaning", label=N_("Meaning"), rank=2),
]
Key = Annotated[str, argument("KEY", N_("The key, as settings list shows it."))]
Value = Annotated[str, Argument(metavar="VALUE", help=N_("The value; an empty text takes it away."))]


@group.query("list", help=N_("List every key with its value and its meaning."))
def list_() -> Result:
    from chodon_cli.queries.settings import SETTINGS_OF_AN_OFFICE, stored_settings

    with store.reading() as db:
        stored = stored_settings(db)
    rows: list[Row] = [
        (key, stored.get(key, each.default), _(each.meaning)) for key, each in SETTINGS_OF_AN_OFFICE.items()
    ]
    return Result(N_("Settings"), SETTING_COLUMNS, rows)


@group.change("set", help=N_("Set a key."))
def set_(key: Key, value: Value) -> Result:
    from chodon_cli.queries.select import written_title
    from chodon_cli.queries.settings import SETTINGS_OF_AN_OFFICE
    from chodon_cli.queries.settings import setting as current
    from chodon_cli.register import setting
    from chodon_cli.register.transaction import transaction

    with transaction() as session:
        written = setting.set(session, key, value)
    with store.reading() as db:
        row = (written, current(db, written), _(SETTINGS_OF_AN_OFFICE[written].meaning))
    return Result(written_title(N_("Set"), [row]), SETTING_COLUMNS, [row], layout="record", is_write=True)
