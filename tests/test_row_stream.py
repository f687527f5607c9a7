"""What is done with rows that are read while they are written gives what is done with rows in hand."""

import io
from collections.abc import Iterator, Sequence
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from chodon_cli import row_stream
from chodon_cli.render import OutputOptions, csv
from chodon_cli.render._values import Marked
from chodon_cli.render.table import plain_lines
from chodon_cli.result import Column, Result, Row
from chodon_cli.row_stream import SEPARATOR, RowOrder, RowStream

WIDTH = 4
tables = st.lists(st.tuples(*[st.integers(0, 9)] * WIDTH), max_size=6)
steps = st.lists(
    st.tuples(st.sampled_from(["pick", "keep", "insert", "change"]), st.integers(0, 99), st.integers(0, 99)), max_size=5
)


def stream(table: Sequence[Row]) -> RowStream:
    def read(places: Sequence[int], order: RowOrder | None) -> Iterator[Row]:
        rows = sorted(table, key=lambda row: row[order.place], reverse=order.is_descending) if order else table
        return (tuple(row[place] for place in places) for row in rows)

    return RowStream(
        WIDTH, read, lambda place: True, lambda places, order: map(row_stream.as_text, read(places, order))
    )


@given(
    table=tables,
    number=st.integers(1, 8),
    places=st.lists(st.integers(0, WIDTH - 1), min_size=1, max_size=3),
    is_plain=st.booleans(),
)
def test_rows_that_were_begun_are_all_there_however_they_are_read_next(
    table: list[Row], number: int, places: list[int], is_plain: bool
) -> None:
    asked: list[Sequence[int]] = []
    source = stream(table)

    def read(wanted: Sequence[int], order: RowOrder | None) -> Iterator[Row]:
        asked.extend([wanted] if wanted else [])  # without any they are counted
        return source.read(wanted, order)

    rows = RowStream(WIDTH, read, is_plain=is_plain)
    first, begun = row_stream.begin(rows, number)
    assert first == table[:number]
    for _time in range(2):
        assert [*begun.read(places, None)] == [tuple(row[place] for place in places) for row in table]
        assert [*begun] == table
        assert [*begun.in_order(RowOrder(0, is_descending=True))] == sorted(table, key=lambda row: row[0], reverse=True)
    assert len(asked) == 6
    if is_plain and len({*places}) * 2 > WIDTH:
        assert asked[1] == range(WIDTH), "those that were begun are read on before any are asked for again"
    else:
        assert asked[1] == places, "what is not wanted is not worked out"
    assert row_stream.begin(source, number)[1] is source


def apply(rows: Sequence[Row], width: int, step: tuple[str, int, int]) -> tuple[Sequence[Row], int]:
    what, one, other = step
    place, needs = one % width, [other % width, one % width]
    if what == "pick":
        places = [place, *needs, (one + other) % width]
        return row_stream.pick(rows, places), len(places)
    if what == "keep":
        return row_stream.keep(rows, needs, lambda values: len({*map(str, values)}) == 1 or values[0] != 3), width
    if what == "insert":
        return row_stream.insert(rows, width, one % (width + 1), needs, lambda values: f"{values[0]}{values[1]}"), (
            width + 1
        )
    return row_stream.change(rows, place, lambda value: f"{value}"[::-1]), width


@given(table=tables, steps=steps, chosen=st.lists(st.integers(0, 99), min_size=1, max_size=5))
def test_a_stream_gives_the_rows_of_the_list(
    table: list[Row], steps: list[tuple[str, int, int]], chosen: list[int]
) -> None:
    inhand, width = apply(table, WIDTH, ("pick", 0, 1))[0], WIDTH
    flowing: Sequence[Row] = row_stream.pick(stream(table), [0, 1, 0, 1])
    for step in steps:
        inhand, after = apply(inhand, width, step)
        flowing, width = apply(flowing, width, step)
        assert after == width
    assert isinstance(flowing, RowStream)
    assert [*flowing] == [*inhand]
    assert len(flowing) == len(inhand)
    assert bool(flowing) == bool(inhand)
    assert flowing[:2] == [*inhand][:2]
    places = [place % width for place in chosen]
    texts = flowing.texts()
    assert texts is None or [*texts] == [*map(row_stream.as_text, inhand)]
    assert [*row_stream.pick(flowing, places)] == [tuple(row[place] for place in places) for row in inhand]


@given(table=tables, place=st.integers(0, WIDTH), is_descending=st.booleans())
def test_an_order_is_that_of_the_column_that_is_seen(table: list[Row], place: int, is_descending: bool) -> None:
    wider = row_stream.insert(stream(table), WIDTH, 2, [0], lambda values: values[0])
    assert isinstance(wider, RowStream)
    assert wider.can_order(place) == (place != 2)
    if wider.can_order(place):
        in_order = wider.in_order(RowOrder(place, is_descending))
        ordered = [row[place] for row in in_order]
        assert ordered == sorted(ordered, reverse=is_descending)
        assert wider.texts() is None
        texts = row_stream.pick(in_order, [place, 0 if place else 1])
        assert isinstance(texts, RowStream)
        assert [int(text.split(SEPARATOR)[0]) for text in texts.texts() or ()] == ordered


words = st.text(st.sampled_from("a'=+-@,\t\"\n\r\x1f\u200bễ")) | st.text(max_size=3)
figures = st.none() | st.integers()


@given(
    table=st.lists(st.tuples(words, figures, st.none() | words, st.none() | words, figures), max_size=5),
    mark=st.sampled_from(",;\t-1\x1f"),
)
def test_rows_that_are_read_as_texts_are_the_same_csv(table: list[Row], mark: str) -> None:
    def read(places: Sequence[int], _order: RowOrder | None) -> Iterator[Row]:
        return (tuple(row[place] for place in places) for row in table)

    stream = RowStream(5, read, read_texts=lambda places, order: map(row_stream.as_text, read(places, order)))
    columns = [Column("title"), Column("days", "integer"), Column("note"), Column("basis"), Column("left", "integer")]
    texts = [io.StringIO(newline="") for _rows in range(2)]
    for file, rows in zip(texts, (stream, table), strict=True):
        csv.write(Result("", columns, rows), file, OutputOptions("csv", None, delimiter=mark))
    assert texts[0].getvalue() == texts[1].getvalue()


cells = st.none() | st.sampled_from([1, 1.0, 0, True, -12345, 2.55, "", "a", "ă", "例", "\x1b[1m", Marked("1"), "1"])


@given(table=st.lists(st.tuples(cells, cells, st.dates().map(date.isoformat)), min_size=1), block=st.integers(1, 4))
def test_rows_that_are_read_twice_are_the_table_of_rows_in_hand(table: list[Row], block: int) -> None:
    def read(places: Sequence[int], _order: RowOrder | None) -> Iterator[Row]:
        return (tuple(row[place] for place in places) for row in table)

    columns = [Column("title"), Column("share", "percent"), Column("due_on", "date")]
    expected = [*plain_lines(Result("Tasks", columns, table))]
    assert [*plain_lines(Result("Tasks", columns, RowStream(3, read)), block)] == expected


def test_rows_are_taken_in_hand_without_being_counted() -> None:
    asked: list[Sequence[int]] = []

    def read(places: Sequence[int], _order: RowOrder | None) -> Iterator[Row]:
        asked.append(places)
        return iter([(1, 2)])

    assert row_stream.in_hand(RowStream(2, read)) == [(1, 2)]
    assert asked == [range(2)]


def test_rows_that_were_begun_are_let_go_when_another_order_is_wanted() -> None:
    waiting: list[RowOrder | None] = []

    def read(places: Sequence[int], order: RowOrder | None) -> Iterator[Row]:
        waiting.append(order)
        try:
            yield from ((place,) for place in range(9))
        finally:
            waiting.remove(order)

    _first, rows = row_stream.begin(RowStream(1, read), 2)
    assert waiting == [None]
    assert len([*rows.in_order(RowOrder(0, is_descending=True)).read([0], None)]) == 9
    assert not waiting


def test_rows_that_were_begun_are_read_as_texts_where_what_is_wanted_can_be() -> None:
    def read(places: Sequence[int], _order: RowOrder | None) -> Iterator[Row]:
        return (tuple(("a", "b")[place] for place in places) for _row in range(3))

    def read_texts(places: Sequence[int], order: RowOrder | None) -> Iterator[str] | None:
        return None if 1 in places else map(row_stream.as_text, read(places, order))

    _first, begun = row_stream.begin(RowStream(2, read, read_texts=read_texts), 1)
    assert begun.texts() is None
    picked = row_stream.pick(begun, [0])
    assert isinstance(picked, RowStream) and [*(picked.texts() or ())] == ["a"] * 3
