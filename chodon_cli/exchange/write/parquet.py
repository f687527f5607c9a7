"""Tables of an export as Parquet files, for programs that reckon: columns have the types of the declarations."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from chodon_cli.errors import ChodonError
from chodon_cli.locale import _
from chodon_cli.result import Cell, Column

if TYPE_CHECKING:
    import pyarrow

ENDING = ".parquet"
ROWS_AT_A_TIME = 8192  # rows that are made columns at a time
ROWS_OF_A_GROUP = 8 * ROWS_AT_A_TIME


def require_library() -> None:
    """ChodonError if pyarrow is not installed."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError as error:
        raise ChodonError(_("Parquet needs a further package"), "pip install 'chodon[parquet]'") from error


def write_table(file: Path, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], days: Collection[str]) -> int:
    """Write the rows to the file, whose columns are named by the keys, and say how many they are.

    Days are the columns of these keys. The same rows give the same bytes; so many are held as a row group has.
    """
    import pyarrow
    from pyarrow import parquet

    types = [type_of(column, days) for column in columns]
    schema = pyarrow.schema([(column.key, type) for column, type in zip(columns, types, strict=True)])
    rest, count = iter(rows), 0
    with parquet.ParquetWriter(file, schema) as writer:
        while (group := _group(schema, rest)).num_rows or not count:
            writer.write_table(group)
            count += group.num_rows
            if group.num_rows < ROWS_OF_A_GROUP:
                break
    return count


def _group(schema: "pyarrow.Schema", rows: Iterator[Sequence[Cell]]) -> "pyarrow.Table":
    """The next rows, as many as a row group has, of which few at a time are held as Python has them."""
    import pyarrow

    pieces: list[pyarrow.Table] = []
    for _piece in range(ROWS_OF_A_GROUP // ROWS_AT_A_TIME):
        some = list(islice(rows, ROWS_AT_A_TIME))
        cells = list(zip(*some, strict=True)) or [()] * len(schema)
        arrays = [array_of(type, values) for type, values in zip(schema.types, cells, strict=True)]
        pieces.append(pyarrow.Table.from_arrays(arrays, schema=schema))
        if len(some) < ROWS_AT_A_TIME:
            break
    return pyarrow.concat_tables(pieces).combine_chunks()


def type_of(column: Column, days: Collection[str]) -> "pyarrow.DataType":
    """The type of a column; one of days of which only the year is known is text."""
    import pyarrow

    if column.key in days:
        return pyarrow.date32()
    if column.type in ("integer", "year"):
        return pyarrow.int64()
    return pyarrow.float64() if column.type in ("decimal", "percent") else pyarrow.string()


def array_of(type: "pyarrow.DataType", values: Sequence[Cell]) -> "pyarrow.Array":
    """The values with their type."""
    import pyarrow

    if type == pyarrow.date32():
        return pyarrow.array(values, pyarrow.string()).cast(type)
    if type == pyarrow.string():
        return pyarrow.array([None if value is None else str(value) for value in values], type)
    return pyarrow.array(values, type)
