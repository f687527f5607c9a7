"""What somebody wrote, before the register takes it."""

from dataclasses import field
from typing import Any

from chodon_cli.value_class import dataclass

Values = dict[str, Any]
"""Plain values by column key: text, integers, days as ISO text, None where nothing was said."""


@dataclass
class InputRow:
    """One row of somebody's file or one command: its values by column key, and where it stands."""

    values: Values
    file: str = ""
    line: int | None = None
    id: int | None = None  # given beforehand where rows of one file name each other
    errors: list[tuple[str, str, str]] = field(default_factory=list)  # column, value, reason: found while reading
    is_cancelled: bool = False  # struck out in the file: that is all there is to say of it
