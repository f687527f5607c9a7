"""The records of a list that are wanted."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field, replace
from sqlite3 import Connection

from chodon_cli import dates, row_stream
from chodon_cli.dates import Period
from chodon_cli.input_row import Values
from chodon_cli.nouns.declaration import Field, Noun
from chodon_cli.nouns.number import Number
from chodon_cli.queries import select as lists
from chodon_cli.queries.text_search import text_finder
from chodon_cli.result import Cell, Result, Row
from chodon_cli.text import search_form, sought_form
from chodon_cli.value_class import dataclass

OWN_NUMBER = "number"


@dataclass(frozen=True)
class ListFilter:
    """Which records are wanted; None asks for all. `exactly` are values by column key."""

    period: Period | None = None
    unit: str | None = None
    find: str | None = None
    voided: bool = False
    exactly: Mapping[str, Cell] = field(default_factory=dict)
    is_now: bool = False  # the unit with those that it succeeded
    unit_ids: Collection[int] | None = None  # these units, instead of one and those under it
    switches: Sequence[str] = ()


def list_records(db: Connection, noun: Noun, filters: ListFilter) -> Result:
    """The records that are wanted, in the order of the noun; those entered by mistake only if asked for."""
    where = [f"({noun.switches[key].sql})" for key in filters.switches]
    values: Values = {}
    if filters.period:
        days = ", ".join(f"{noun.alias}.{day}" for day in noun.day.split())
        where.append(f"coalesce({days}, NULL) BETWEEN :start AND :end")
        values |= {"start": filters.period.start, "end": filters.period.end}
    if filters.unit_ids is not None or filters.unit:
        from chodon_cli.queries.unit_tree import among_units_condition, ids_under

        ids = filters.unit_ids if filters.unit_ids is not None else ids_under(db, filters.unit or "", filters.is_now)
        condition, values["unit_ids"] = among_units_condition(ids)
        where.append(condition)
    for key, value in filters.exactly.items():
        if value is not None:
            of = noun.by_key[key]
            where.append(f"{noun.alias}.{of.stored_as} = :{key}")
            values[key] = _stored_value(db, of, value)
    result = lists.listing(db, noun, where, show_voided=filters.voided, **values)
    result = rows_with_text(result, filters.find, noun.number)
    return replace(noun.with_state(result, dates.today()) if noun.with_state else result, period=filters.period)


def _stored_value(db: Connection, of: Field, value: Cell) -> Cell:
    """What the table keeps of the value: the id of the record that it names, void or not, where it names one."""
    if not of.resolved_as:
        return value
    from chodon_cli.queries import resolve as lookup

    id: int = lookup.even_if_void(getattr(lookup, of.resolved_as), db, str(value)).id
    return id


def rows_with_text(result: Result, text: str | None, of: Number | None) -> Result:
    """The rows with this text, or its words, in names and in what somebody wrote, or with it in their own number.

    A number may be typed as to a verb, in any length: `vp-2022-1`, `2022-1`.
    """
    if not text:
        return result
    wanted = sought_form(text)
    place = of.parse(wanted) or (of.parse_typed(wanted) if "-" in wanted else None) if of else None
    number = search_form(of.text(*place)) if of and place else wanted
    places = [place for place, column in enumerate(result.columns) if column.type in ("text", "person")]
    own = [place for place, column in enumerate(result.columns) if column.key == OWN_NUMBER]

    has_text = text_finder(text)

    def has_it(values: Row) -> bool:
        texts, numbers = values[: len(places)], values[len(places) :]
        return has_text(texts) or any(number in search_form(text or "") for text in numbers)

    return replace(result, rows=row_stream.keep(result.rows, [*places, *own], has_it))
