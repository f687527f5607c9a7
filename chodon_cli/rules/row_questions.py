"""What to ask the rules of the rows that a change has written: of each rule, if it reads of them what has changed."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from json import dumps
from types import ModuleType

from chodon_cli.input_row import Values
from chodon_cli.queries.tied_records import people_and_units
from chodon_cli.queries.written_rows import WrittenRows
from chodon_cli.store import Reader

MOST_LISTED_ONE_BY_ONE = 20
Question = tuple[str, Values]
TABLES_OF_CASES = ("discipline_case", "case_violation", "case_event", "violation", "post")  # what decides about a case
TABLE_OF_LAW = "law"  # what is said there binds the cases that were opened once it was said
WORDS_OF_LAW = ("n", "rule", "says")  # what a case is judged by, of what the office has said of the law
NAMES_IN_CASES = ("staff", "unit", "standard")  # of these a case has the names alone
TABLE_AND_ALIAS = re.compile(r"\b(?:FROM|JOIN)\s+(\w+)(?:\s+(?!(?:JOIN|LEFT|ON|WHERE|UNION|ORDER)\b)(\w+))?")
PEOPLE_OF_LATER_CASES_SQL = "SELECT c.staff_id FROM discipline_case c WHERE c.rules >= :n"
ALIAS_AND_COLUMN = re.compile(r"\b(\w+)\.(\w+)\b")
INNER_JOIN = re.compile(r"JOIN \w+ \w+ ON (\w+)\.(\w+) = (\w+)\.(\w+)\b(?!.* OR )")


class RowsToAsk:
    """The rows that a change has written, with what they named before and name now."""

    def __init__(self, written: WrittenRows, readers: Sequence[Reader]) -> None:
        """The readers see the register before the change, and with it."""
        self.written, self._readers = written, readers
        self._values: dict[tuple[str, str], list[int]] = {}

    def values(self, table: str, column: str) -> list[int]:
        """What the column holds in the rows of the table, before and now; their ids, of `id`."""
        if column == "id":
            return sorted(self.written.ids[table])
        if (table, column) not in self._values:
            sql = f"SELECT DISTINCT {column} FROM {table} WHERE {column} IS NOT NULL AND id "
            condition, values = among_ids(sorted(self.written.ids[table]))
            rows = [row for db in self._readers for row in db.execute(sql + condition, values)]
            self._values[table, column] = sorted({int(value) for (value,) in rows})
        return self._values[table, column]

    def people_with_cases(self) -> list[int]:
        """Whose cases are to be looked at."""
        rows = {table: self.written.ids[table] for table in TABLES_OF_CASES if self.written.concern(table, None)}
        tied = {id for db in self._readers for id in people_and_units(db, rows)[0]} if rows else set()
        return sorted(tied | self._people_judged_by_law())

    def _people_judged_by_law(self) -> set[int]:
        """Who has a case that was opened when the first of these words of the office on the law had been said."""
        if not self.written.concern(TABLE_OF_LAW, WORDS_OF_LAW) or not (places := self.values(TABLE_OF_LAW, "n")):
            return set()
        first = {"n": min(places)}
        return {id for db in self._readers for (id,) in db.execute(PEOPLE_OF_LATER_CASES_SQL, first)}


class NewRow:
    """One row that is to be written, which is asked as `RowsToAsk` are; 0 stands for its id.

    Nothing refers to it yet, and what it does not name it is not joined to: a rule that needs that is not asked.
    """

    def __init__(self, table: str, row: Values) -> None:
        self.written = WrittenRows()
        self.written.note(table, 0, 1)
        self._row = {"id": 0, **row}

    def values(self, _table: str, column: str) -> list[int]:
        """What the column holds."""
        return [int(value)] if (value := self._row[column]) is not None else []

    def may_be_found(self, table: str, sql: str, place: str) -> bool:
        """Whether SQL that reads this row of the table by its id at the place, `alias.id`, can find anything."""
        tables, joins = _joined_tables(sql)
        alias, _dot, column = place.partition(".")
        if column != "id" or tables.get(alias) != table:
            return True
        for one, other in joins:
            for (own, own_column), (of, column) in ((one, other), (other, one)):
                if own == alias and own_column == "id" and column != "id" and tables.get(of, table) != table:
                    return False
                if own == alias and self._row.get(own_column, 0) is None:
                    return False
        return True


def questions_of_rows(rule: ModuleType, rows: RowsToAsk | NewRow) -> list[Question]:
    """What to ask for the faults that these rows can have brought."""
    sql: str = rule.BREACHES_SQL
    questions = []
    for table, columns in columns_read(sql).items():
        if not rows.written.concern(table, columns):
            continue
        if not rule.ROW_COLUMNS[table]:
            return [(sql.replace("{only}", ""), {})]
        column, *places = rule.ROW_COLUMNS[table]
        if not (ids := rows.values(table, column)):
            continue
        condition, values = among_ids(ids)
        if isinstance(rows, NewRow) and column == "id":
            places = [place for place in places if rows.may_be_found(table, sql, place)]
        questions += [(sql.replace("{only}", f"AND {place} {condition}"), values) for place in places]
    return questions


@cache
def columns_read(sql: str) -> dict[str, frozenset[str] | None]:
    """Each table that the SQL reads, with the columns that it reads of it; None where it does not say which."""
    columns: dict[str, set[str] | None] = {}
    named = _columns_by_alias(sql)
    for table, alias in TABLE_AND_ALIAS.findall(sql):
        known = columns.setdefault(table, set())
        columns[table] = None if known is None or not alias else known | named.get(alias, set())
    return {table: None if names is None else frozenset(names) for table, names in columns.items()}


@cache
def _joined_tables(sql: str) -> tuple[dict[str, str], list[tuple[tuple[str, str], tuple[str, str]]]]:
    """The tables of the outermost SELECT by alias, and which columns of two of them are alike in all that it finds."""
    if "UNION" in sql:
        return {}, []
    while (outermost := re.sub(r"\([^()]*\)", "", sql)) != sql:
        sql = outermost
    tables = {alias: table for table, alias in TABLE_AND_ALIAS.findall(sql) if alias}
    parts = re.split(r" (?=LEFT JOIN )|(?<!LEFT) (?=JOIN )| WHERE ", " ".join(sql.split()))
    pairs = [INNER_JOIN.match(part) for part in parts]
    return tables, [((pair[1], pair[2]), (pair[3], pair[4])) for pair in pairs if pair]


def _columns_by_alias(sql: str) -> dict[str, set[str]]:
    named: dict[str, set[str]] = {}
    for alias, column in ALIAS_AND_COLUMN.findall(sql):
        named.setdefault(alias, set()).add(column)
    return named


def among_ids(ids: Iterable[int]) -> Question:
    """A condition that an id is one of these, and its values: a few one by one, so that it is known how few they are.

    Else a database that does not know it may read a whole table in the order in which faults are told.
    """
    listed = [*ids]
    if len(listed) > MOST_LISTED_ONE_BY_ONE:
        return "IN (SELECT value FROM json_each(:ids))", {"ids": dumps(listed)}
    values = {f"id_{place}": id for place, id in enumerate(listed)}
    return f"IN ({', '.join(f':{name}' for name in values)})", {**values}
