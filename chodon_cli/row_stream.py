"""Rows that are read while they are written out, so that a list of any length takes the memory of a page of it.

Each function here takes the rows of a Result, a list or a stream, and answers in kind: who makes a Result of another
one need not know which it has.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from operator import itemgetter
from typing import NamedTuple, overload

from chodon_cli.result import Cell, Row


class RowOrder(NamedTuple):
    """By the value at one place; where there is none last."""

    place: int
    is_descending: bool


SEPARATOR = "\x1f"  # between the values of a row that is read as one text: in what the register keeps there is none
ReadRows = Callable[[Sequence[int], RowOrder | None], Iterator[Row]]
ReadTexts = Callable[[Sequence[int], RowOrder | None], Iterator[str] | None]


class RowStream(Sequence[Row]):
    """Rows of `width` values that are read anew, from the first, each time somebody asks.

    `read` takes the places whose values are wanted, in that order, and an order other than its own for the rows that
    `can_order` says it knows: what nobody wants is never worked out. `read_texts` gives each of these rows as one text,
    SEPARATOR between the values and nothing for None, where the database can put them together, else None.
    """

    def __init__(
        self,
        width: int,
        read: ReadRows,
        can_order: Callable[[int], bool] = lambda _place: False,
        read_texts: ReadTexts = lambda _places, _order: None,
        at_least: int = 0,
        is_plain: bool = False,
    ) -> None:
        """`at_least`: so many rows there are, as is known without reading them. `is_plain`: all values are those of one
        SELECT, so that reading some that nobody wants costs less than asking again."""
        self.width = width
        self.read = read
        self.can_order = can_order
        self.read_texts = read_texts
        self.at_least = at_least
        self.is_plain = is_plain
        self._length: int | None = None

    def in_order(self, order: RowOrder) -> "RowStream":
        """The rows in this order."""
        return RowStream(
            self.width,
            lambda places, other: self.read(places, other or order),
            self.can_order,
            lambda places, other: self.read_texts(places, other or order),
        )

    def texts(self) -> Iterator[str] | None:
        """All rows, each as one text; None where they are not to be had so."""
        return self.read_texts(range(self.width), None)

    def __iter__(self) -> Iterator[Row]:
        return self.read(range(self.width), None)

    def __len__(self) -> int:
        if self._length is None:
            self._length = sum(1 for _row in self.read((), None))
        return self._length

    def __bool__(self) -> bool:
        return next(self.read((), None), None) is not None

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> list[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | list[Row]:
        if isinstance(place, slice):
            return list(islice(self, place.start, place.stop, place.step))
        return next(islice(self, place, None))


def begin(rows: RowStream, number: int) -> tuple[list[Row], RowStream]:
    """So many of the first rows, and the rows, which the next to read them whole goes on with without asking again.

    What can be read as texts is asked anew, and what is wanted without some values that may be dear, or most of them.
    """
    reading = rows.read(range(rows.width), None)
    first = [*islice(reading, number)]
    if rows.texts() is not None:
        return first, rows
    begun = [chain(first, reading)]

    def read(places: Sequence[int], order: RowOrder | None) -> Iterator[Row]:
        unwanted = rows.width - len({*places})
        if not order and begun and (not unwanted or (rows.is_plain and 2 * unwanted < rows.width)):
            return map(picker(places), begun.pop())
        if order:  # those that were begun are not wanted: a database that is asked otherwise must not be at them still
            begun.clear()
        return rows.read(places, order)

    return first, RowStream(rows.width, read, rows.can_order, rows.read_texts)


def in_hand(rows: Sequence[Row]) -> list[Row]:
    """The rows as a list, read once: `[*rows]` would count them first."""
    return [*iter(rows)]


def as_text(values: Iterable[Cell]) -> str:
    """A row as one text."""
    return SEPARATOR.join(["" if value is None else str(value) for value in values])


def picker(places: Sequence[int]) -> Callable[[Row], Row]:
    """What takes the values at these places of a row."""
    if len(places) > 1:
        return itemgetter(*places)
    return (lambda row: (row[places[0]],)) if places else lambda _row: ()


def pick(rows: Sequence[Row], places: Sequence[int]) -> Sequence[Row]:
    """The rows with the values at these places alone, in this order."""
    if not isinstance(rows, RowStream):
        return [*map(picker(places), rows)]

    def order_beneath(order: RowOrder | None) -> RowOrder | None:
        return order and order._replace(place=places[order.place])

    return RowStream(
        len(places),
        lambda wanted, order: rows.read([places[at] for at in wanted], order_beneath(order)),
        lambda at: rows.can_order(places[at]),
        lambda wanted, order: rows.read_texts([places[at] for at in wanted], order_beneath(order)),
    )


def keep(rows: Sequence[Row], needs: Sequence[int], is_wanted: Callable[[Row], object]) -> Sequence[Row]:
    """Those rows of whose values at the places `needs` this is true."""
    if not isinstance(rows, RowStream):
        return [row for row in rows if is_wanted(tuple(row[place] for place in needs))]

    def read(wanted: Sequence[int], order: RowOrder | None) -> Iterator[Row]:
        count = len(wanted)
        return (row[:count] for row in rows.read([*wanted, *needs], order) if is_wanted(row[count:]))

    return RowStream(rows.width, read, rows.can_order, is_plain=rows.is_plain)


def insert(
    rows: Sequence[Row], width: int, place: int, needs: Sequence[int], make: Callable[[Row], Cell]
) -> Sequence[Row]:
    """The rows, `width` values each, with one more value at this place, made of those at the places `needs`."""
    if not isinstance(rows, RowStream):
        return [(*row[:place], make(tuple(row[each] for each in needs)), *row[place:]) for row in rows]

    def place_before(at: int) -> int:
        return at if at < place else at - 1

    def order_beneath(order: RowOrder | None) -> RowOrder | None:
        return order and order._replace(place=place_before(order.place))

    def read(wanted: Sequence[int], order: RowOrder | None) -> Iterator[Row]:
        if place not in wanted:
            return rows.read([*map(place_before, wanted)], order_beneath(order))
        beneath_places = [place_before(at) for at in wanted if at != place]
        count = len(beneath_places)
        inner = rows.read([*beneath_places, *needs], order_beneath(order))
        return spread(inner, count, make, [at == place for at in wanted])

    def read_texts(wanted: Sequence[int], order: RowOrder | None) -> Iterator[str] | None:
        return None if place in wanted else rows.read_texts([*map(place_before, wanted)], order_beneath(order))

    return RowStream(width + 1, read, lambda at: at != place and rows.can_order(place_before(at)), read_texts)


def change(rows: Sequence[Row], place: int, make: Callable[[str | None], Cell]) -> Sequence[Row]:
    """The rows with what is made of the value at this place in its stead."""
    if not isinstance(rows, RowStream):
        return [(*row[:place], make(row[place]), *row[place + 1 :]) for row in rows]

    def read(wanted: Sequence[int], order: RowOrder | None) -> Iterator[Row]:
        if place not in wanted:
            return rows.read(wanted, order)
        inner = rows.read([*(at for at in wanted if at != place), place], order)
        return spread(inner, -1, lambda values: make(values[0]), [at == place for at in wanted])

    return RowStream(rows.width, read, lambda at: at != place and rows.can_order(at), is_plain=rows.is_plain)


def spread(rows: Iterator[Row], count: int, make: Callable[[Row], Cell], is_made: Sequence[bool]) -> Iterator[Row]:
    """Of each row the first values, `count` of them, with what is made of the others where it is wanted between."""
    if sum(is_made) == 1:
        at = [*is_made].index(True)
        yield from ((*row[:at], make(row[count:]), *row[at:count]) for row in rows)
        return
    for row in rows:
        others, made = iter(row[:count]), make(row[count:])
        yield tuple(made if is_here else next(others) for is_here in is_made)
