"""The tables of the register, as the declarations of the nouns make them. A class ends in `Row`.

A test holds them to the tables that the migrations make, in every column by name, type, null and reference.
"""

import re
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from pydantic import create_model
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

from chodon_cli.nouns import registry
from chodon_cli.nouns.declaration import Noun

CLASSES_BY_TABLE: dict[str, type["TableRow"]] = {}  # by name of the table: a class is made once
TYPES_OF_FIELDS: dict[str, type] = {
    "integer": int,
    "year": int,
    "decimal": float,
}  # by type of the field; others are text


class TableRow(SQLModel):
    """A row of the table that the class names: `TaskExtensionRow` is a row of `task_extension`."""

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805  (a class, as SQLAlchemy calls it)
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__.removesuffix("Row")).lower()


def row_class(noun: Noun) -> type[TableRow]:
    """The class of the noun's table: an id, two integers for its number, its fields and what is derived from them."""
    if noun.table_name not in CLASSES_BY_TABLE:
        CLASSES_BY_TABLE[noun.table_name] = _make(noun)
    return CLASSES_BY_TABLE[noun.table_name]


def every_table() -> dict[str, type[TableRow]]:
    """Every table by its name: those of the nouns, and those that modules of this folder add."""
    for noun in registry.all_nouns().values():
        if noun.file_name:
            row_class(noun)
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
    return {str(each.__tablename__): each for each in TableRow.__subclasses__()}


def _make(noun: Noun) -> type[TableRow]:
    columns: dict[str, Any] = {"id": (int | None, Field(default=None, primary_key=True))}
    if noun.number:
        columns |= {"year": (int, ...), "n": (int, ...)}
    for field in noun.stored_fields:
        kind = int if field.refers_to else TYPES_OF_FIELDS.get(field.type, str)
        columns[field.stored_as] = column(kind, field.is_stored_always, field.refers_to)
    for derived in noun.derived:
        columns[derived.name] = column(derived.type, derived.is_stored_always, derived.refers_to)
    name = "".join(part.title() for part in noun.table_name.split("_")) + "Row"
    table_class: type[TableRow] = create_model(
        name, __base__=TableRow, __module__=__name__, __cls_kwargs__={"table": True}, **columns
    )
    return table_class


def column(kind: type, is_stored_always: bool, refers_to: str) -> tuple[object, object]:
    """What SQLModel is told of a column: its type, and whether it may be NULL or names the row of another table."""
    options: dict[str, Any] = {} if is_stored_always else {"default": None}
    if refers_to:
        options["foreign_key"] = f"{refers_to}.id"
    return (kind if is_stored_always else kind | None), Field(**options)
