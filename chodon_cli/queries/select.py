"""What the register holds of a noun: its rows, as a list, and as they were just written."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from chodon_cli import dates, words
from chodon_cli.input_row import Values
from chodon_cli.locale import _
from chodon_cli.nouns.declaration import Field, Noun
from chodon_cli.result import Cell, Column, Result, Row
from chodon_cli.row_stream import SEPARATOR, RowOrder, RowStream
from chodon_cli.store import Reader, stays_open, translate_errors
from chodon_cli.store.reader import HAS_FORMAT, add_function, rows_while_read, takes_functions
from chodon_cli.text import name_key, search_form, sort_key

VOID_KEYS = ("voided_on", "void_reason")
TYPES_WITH_FRACTIONS = ("decimal", "percent")  # which the database writes otherwise than the program
DICTIONARY_KEYS: dict[str, Callable[[str], bytes]] = {"text": sort_key, "person": name_key}


def rows(
    db: Reader, noun: Noun, where: Sequence[str] = (), order: str = "", known_on: str | None = None, **values: Cell
) -> list[Row]:
    """The noun's rows that meet all the conditions (SQL of ours, values apart), every column of the list in order.

    With a day `known`: as they were known on it, without what was entered of later days.
    """
    select = noun.sql
    if known_on is not None:
        select, where, values = noun.sql_as_of, [*where, noun.is_known], {**values, "known": known_on}
    sql = select + (" WHERE " + " AND ".join(where) if where else "") + " ORDER BY " + (order or noun.order)
    return [tuple(row) for row in db.execute(sql, values)]


def records(
    db: Reader, noun: Noun, where: Sequence[str] = (), order: str = "", known_on: str | None = None, **values: Cell
) -> list[Values]:
    """The same rows, each by column key: for who reads some of its values."""
    return [dict(zip(keys(noun), row, strict=True)) for row in rows(db, noun, where, order, known_on, **values)]


def rows_of_fields(db: Reader, noun: Noun, fields: Sequence[Field], *where: str) -> Iterable[Row]:
    """What the rows that meet all the conditions say in these fields, in the noun's order, while they are read."""
    condition = " WHERE " + " AND ".join(where) if where else ""
    return rows_while_read(db, f"{noun.select(fields=fields)}{condition} ORDER BY {noun.order}", {})


def stream(
    db: Reader, noun: Noun, where: Sequence[str] = (), order: str = "", known: str | None = None, **values: Cell
) -> RowStream:
    """`rows`, read while they are written out. The connection must stay open as long."""
    if known is not None:
        where, values = [*where, noun.is_known], {**values, "known": known}
    condition = " WHERE " + " AND ".join(where) if where else ""

    def ask(select: str, by: RowOrder | None, is_counted: bool = False) -> Iterable[Row]:
        if is_counted:  # who counts need not have them sorted
            return rows_while_read(db, f"{select}{condition}", values)
        first = _order_sql(db, noun, by, known is not None) if by else ""
        return rows_while_read(db, f"{select}{condition} ORDER BY {first}{order or noun.order}", values)

    # not `yield from`, which would close the cursor too, where the connection was closed before
    def read(places: Sequence[int], by: RowOrder | None) -> Iterator[Row]:
        fields = [noun.fields[place] for place in places]
        select = noun.select(*([] if fields else ["1"]), is_as_of=known is not None, fields=fields)
        with translate_errors():
            for row in ask(select, by, is_counted=not fields):  # noqa: UP028
                yield row

    def texts(fields: Sequence[Field], by: RowOrder | None) -> Iterator[str]:
        row = row_as_text([noun.value(field, known is not None) for field in fields])
        with translate_errors():
            for (text,) in ask(noun.select(row, fields=[]), by):
                yield text

    def read_texts(places: Sequence[int], by: RowOrder | None) -> Iterator[str] | None:
        fields = [noun.fields[place] for place in places]
        has_fractions = any(field.type in TYPES_WITH_FRACTIONS for field in fields)
        return texts(fields, by) if HAS_FORMAT and not has_fractions else None

    return RowStream(
        len(noun.fields), read, lambda place: _can_order(db, noun.fields[place]), read_texts, is_plain=True
    )


def row_as_text(values: Sequence[str]) -> str:
    """SQL for what `RowStream.read_texts` gives: these expressions, none of which has a fraction, as one text."""
    return f"format('{SEPARATOR.join(['%s'] * len(values))}', {', '.join(values)})"


def _can_order(db: Reader, field: Column) -> bool:
    """Whether the database knows the order of such values: a server has no dictionary's."""
    return takes_functions(db) or field.type not in DICTIONARY_KEYS or words.word_list_of(field) is not None


def _order_sql(db: Reader, noun: Noun, order: RowOrder, is_as_of: bool) -> str:
    """The beginning of an ORDER BY: what is empty last, words by their rank, text and names as in a dictionary."""
    field = noun.fields[order.place]
    value = noun.value(field, is_as_of)
    weight = value
    if list_of := words.word_list_of(field):
        ranks = " ".join(f"WHEN '{code}' THEN {list_of.rank(code)}" for code in list_of.codes)
        weight = f"CASE {value} {ranks} ELSE {len(list_of.codes)} END"
    elif field.type in DICTIONARY_KEYS:
        add_function(db, "dictionary_key", DICTIONARY_KEYS[field.type])
        weight = f"CASE WHEN {value} <> '' THEN dictionary_key({value}) END"
    return f"({value} IS NULL OR ({value}) || '' = ''), {weight}{' DESC' if order.is_descending else ''}, "


def containing(text: str, folded: Callable[[str], str] = search_form) -> str:
    """The LIKE pattern (ESCAPE '!') for search keys that have this text in them, tone marks and apostrophes aside."""
    literal = re.sub("([%_!])", r"!\1", folded(text))
    return f"%{literal}%"


def keys(noun: Noun) -> list[str]:
    """Every key of the list, shown always or not."""
    return [field.key for field in noun.fields]


def file_columns(noun: Noun) -> list[str]:
    """The keys that make the noun's file in the exchange layout."""
    return [field.key for field in noun.fields if field.shown == "always"]


def listing(
    db: Reader, noun: Noun, where: Sequence[str] = (), order: str = "", show_voided: bool = False, **values: Cell
) -> Result:
    """The list as a Result, as of today; what was entered by mistake is left out unless asked for."""
    columns: list[Column] = list(noun.fields)
    voided_on = noun.by_key.get("voided_on")
    if voided_on and voided_on.shown == "asked":
        if show_voided:
            columns = [replace(c, rank=2, shown="always") if c.key in VOID_KEYS else c for c in columns]
        else:
            where = [*where, f"{noun.alias}.voided_on IS NULL"]
    if stays_open(db):
        return Result(noun.title, columns, stream(db, noun, where, order, known=dates.today(), **values))
    return Result(noun.title, columns, rows(db, noun, where, order, known_on=dates.today(), **values))


def written_records(db: Reader, noun: Noun, ids: Sequence[int], title: str, hints: Sequence[str] = ()) -> Result:
    """The records that a command has just written."""
    sql, values = written_question(noun, ids)
    written = [tuple(row) for row in db.execute(sql, values)]
    heading = written_title(title, written, noun)
    return Result(heading, saying(noun.fields, written), written, hints=hints, is_write=True, layout="record")


def written_question(noun: Noun, ids: Sequence[int]) -> tuple[str, dict[str, int]]:
    """What `written_records` asks."""
    values = {f"id_{place}": id for place, id in enumerate(ids)}
    condition = f"{noun.alias}.id IN ({', '.join(f':{name}' for name in values)})"
    return f"{noun.sql} WHERE {condition} ORDER BY {noun.order}", values


def written_title(title: str, written: Sequence[Row], noun: Noun | None = None) -> str:
    """What was done, and to which record where it was one: “Violation logged: VP-2022-0151”."""
    what = _(title).format(noun=_(noun.one)) if noun and noun.one else _(title)
    what = what[:1].upper() + what[1:]
    place = keys(noun).index(noun.called_by) if noun and noun.called_by else 0
    record = written[0][place] if len(written) == 1 else ""
    return _("{what}: {record}").format(what=what, record=record) if record else what


def saying(columns: Sequence[Column], shown: Sequence[Row]) -> list[Column]:
    """The columns, with those that are seldom asked for where they say something."""
    return [
        replace(column, shown="always") if column.shown == "asked" and any(row[place] for row in shown) else column
        for place, column in enumerate(columns)
    ]
