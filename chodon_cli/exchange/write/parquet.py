"""Tables of an export as Parquet files, for programs that reckon: columns have the types of the declarations."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from chodon_cli.errors import ChodonError
from chodon_cli.locale import _
from chodon_cli.result import Cell, Column

if TYPE_CHECKING:
    import pyarrow

ENDING = ".parquet"
WHOLE_DAY = len("2022-03-01")


def require_library() -> None:
    """ChodonError if pyarrow is not installed."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise ChodonError(_("Parquet needs a further package"), "pip install 'chodon[parquet]'") from error


def write_table(file: Path, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    """Write the rows to the file, whose columns are named by the keys; the same rows give the same bytes."""
    import pyarrow
    from pyarrow import parquet

    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    arrays = [array_of(column, values) for column, values in zip(columns, cells, strict=True)]
    parquet.write_table(pyarrow.table(arrays, names=[column.key for column in columns]), file)


def array_of(column: Column, values: Sequence[Cell]) -> "pyarrow.Array":
    """A column with its type: days are days, unless of one of them only the year is known."""
    import pyarrow

    if column.type == "date" and all(value is None or len(str(value)) == WHOLE_DAY for value in values):
        return pyarrow.array(values, pyarrow.string()).cast(pyarrow.date32())
    if column.type in ("integer", "year"):
        return pyarrow.array(values, pyarrow.int64())
    if column.type in ("decimal", "percent"):
        return pyarrow.array(values, pyarrow.float64())
    return pyarrow.array([None if value is None else str(value) for value in values], pyarrow.string())
