"""The tables of the register: one module a noun, no behaviour. A class ends in `Row`; its table is named without it."""

import re

from sqlalchemy.orm import declared_attr
from sqlmodel import SQLModel


class TableRow(SQLModel):
    """A row of the table that the class names: `TaskExtensionRow` is a row of `task_extension`."""

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805  (a class, as SQLAlchemy calls it)
        return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__.removesuffix("Row")).lower()
