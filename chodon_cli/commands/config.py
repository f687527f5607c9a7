"""What is set for the program on this machine."""

import os
from typing import Annotated

from chodon_cli import configuration, store
from chodon_cli.cli.options import argument
from chodon_cli.cli.parameters import Argument, Option
from chodon_cli.cli.showing import Group
from chodon_cli.errors import Usage
from chodon_cli.invocation import without_password
from chodon_cli.locale import N_, _
from chodon_cli.result import Column, Result, Row

HELP = N_("What is set for the program on this machine: register, language, colour, pager.")
SECTION = "setup"
group = Group(HELP)

CONFIGURATION_COLUMNS = [
    Column("key", "code", label=N_("Key")),
    Column("value", label=N_("Value")),
    Column("source", "code", label=N_("Set by")),
    Column("meaning", label=N_("Meaning"), rank=2),
]
CONFIGURATION_FILE_COLUMNS = [
    Column("file", "code"),
    Column("is_there", label=N_("Is there")),
    Column("counts_for", label=N_("Counts for")),
]
Key = Annotated[str, argument("KEY", N_("The key, as config list shows it."))]
Value = Annotated[str, Argument(metavar="VALUE", help=N_("The value; an empty text takes it away."))]
Here = Annotated[bool, Option("--here", help=N_("Beside the register, for everybody who uses it."))]


@group.query("list", help=N_("List every key with its value, and what sets it."))
def list_() -> Result:
    rows: list[Row] = [_row(key) for key in configuration.CONFIGURATION_KEYS]
    return Result(N_("Configuration"), CONFIGURATION_COLUMNS, rows)


@group.query("path", help=N_("Show where the files lie that set it."))
def path() -> Result:
    beside = {} if store.server() else {configuration.file_beside(store.path()): _("everybody who uses this register")}
    counted = {**beside, configuration.user_file(): _("the person")}
    rows: list[Row] = [(str(file), _("yes") if file.exists() else _("no"), whom) for file, whom in counted.items()]
    return Result(N_("Configuration files"), CONFIGURATION_FILE_COLUMNS, rows)


@group.change("set", help=N_("Set a key."))
def set_(key: Key, value: Value, here: Here = False) -> Result:
    file = configuration.file_beside(store.path()) if here else configuration.user_file()
    configuration.check(key, value or configuration.CONFIGURATION_KEYS.get(key, configuration.Key("")).default)
    if here and value and configuration.CONFIGURATION_KEYS[key].is_own:
        raise Usage(_("{key}: each person sets this for themselves").format(key=key), f"chodon config set {key} VALUE")
    configuration.write(file, key, value)
    return Result(N_("Set"), CONFIGURATION_COLUMNS, [_row(key)], layout="record", is_write=True, is_stored=False)


def _row(key: str) -> Row:
    """The key, what holds, what sets it, and what it means; an option that is typed goes before all of it."""
    entry = configuration.CONFIGURATION_KEYS[key]
    if entry.variable and os.environ.get(entry.variable):
        return (key, without_password(os.environ[entry.variable]), entry.variable, _(entry.meaning))
    path = store.server() or str(store.path())
    setting = [file for file in configuration.files_for(key, path) if key in configuration.contents(file)]
    value = without_password(configuration.value(key, path))
    return (key, value, str(setting[0]) if setting else "", _(entry.meaning))
