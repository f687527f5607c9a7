"""The records that the rows of a file are matched with: those of the register, and those the file has brought."""

from collections.abc import Hashable, Sequence
from functools import cached_property
from json import dumps

from sqlmodel import Session

from chodon_cli.dates import FOREVER
from chodon_cli.input_row import Values
from chodon_cli.locale import _
from chodon_cli.nouns.registry import of_table
from chodon_cli.queries import select as lists
from chodon_cli.register.bulk.column_draft import ColumnDraft
from chodon_cli.register.journal import code_of_bearer, former_codes
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.session import connection_beneath
from chodon_cli.store import branch

OF_THESE_NUMBERS_SQL = """
SELECT near.id FROM json_each(:rows) AS row
JOIN {table} near ON near.year = json_extract(row.value, '$.identity[0]')
     AND near.n = json_extract(row.value, '$.identity[1]')
UNION ALL
"""
# Of numbered records those with the number of one of :rows; of rows without a number those of its day, of which the
# next that equals all it gives is meant. `column`: the day.
CANDIDATES_BY_DAY_SQL = (
    OF_THESE_NUMBERS_SQL
    + """SELECT near.id FROM {table} near
WHERE near.{column} IN (SELECT json_extract(row.value, '$.{key}') FROM json_each(:rows) AS row)
"""
)
# The same where every row says whose it is (a code): of those without a number, of their days, if all say one.
CANDIDATES_BY_REFERENCE_SQL = (
    OF_THESE_NUMBERS_SQL
    + """SELECT near.id FROM {table} near
WHERE near.{reference_column} IN (
    SELECT owner.id FROM json_each(:rows) AS row
    JOIN {owner} owner ON owner.code = json_extract(row.value, '$.{reference}')
) {of_day}
"""
)
OF_DAY_SQL = "AND near.{column} IN (SELECT json_extract(row.value, '$.{key}') FROM json_each(:rows) AS row)"
# Of records that are told apart by another that they belong to (a step by its case) those of the ones that :rows name.
CANDIDATES_BY_OWNER_SQL = """
SELECT near.id FROM json_each(:rows) AS row
JOIN {owner} owner ON owner.year = json_extract(row.value, '$.place[0]')
     AND owner.n = json_extract(row.value, '$.place[1]')
JOIN {table} near ON near.{column} = owner.id {live}
"""


CODED = ("staff", "unit")  # tables whose records a row names by their code


class ExistingRecords:
    """The records of a noun that the register has, and those that this file has brought so far."""

    def __init__(self, session: Session, noun: NounVerbs, is_exact: bool) -> None:
        self._session, self._noun, self._is_exact = session, noun, is_exact
        self._taken: set[int | None] = set()  # records that a row of this file has been matched with already
        self._brought: dict[Hashable, Values] = {}
        self._met: set[Hashable] = set()  # marks of what it has brought
        self._numbers_brought: dict[str, str] = {}  # identity number -> code
        self.is_empty = (
            not connection_beneath(session).execute(f"SELECT 1 FROM {noun.table.__tablename__} LIMIT 1").fetchone()
        )
        self._by_day = "" if noun.near or noun.identity_by or not noun.numbering else noun.numbering.day
        self._reference = next((each for each in noun.view.fields if each.is_needed and each.refers_to in CODED), None)
        owner = noun.view.by_key[noun.identity_by[0]] if noun.identity_by else None
        self._owner = of_table(owner.refers_to) if owner and owner.refers_to and not noun.near else None
        self._by_owner = owner.key if owner and self._owner and self._owner.number else ""
        if not noun.near:
            self._read("FALSE" if self._by_day or self._by_owner else "TRUE")

    def __len__(self) -> int:
        """How many rows of this file are remembered."""
        return len(self._brought)

    def learn(self, rows: Sequence[Values]) -> None:
        """Read the records that these rows can mean."""
        if self._noun.near:
            self._read(
                f"{self._noun.view.alias}.id IN ({self._noun.near})", self._pack_identities(rows, self._noun.near_by)
            )
        elif self._by_owner:
            self._read(*self._of_owners(rows))
        elif self._by_day:
            self._read(*self._by_number_or_day(rows))

    def may_have(self, many: ColumnDraft) -> bool:
        """Whether one of these rows can mean a record of the register, or one that the file has brought."""
        if self._met and not self._met.isdisjoint(many.all_marks()):
            return True
        if self.is_empty:
            return False
        if self._former_bearers(many.columns.get("code", ())):
            return True
        rows = self._pack_identities(many.rows(self._noun.near_by), self._noun.near_by)
        return bool(
            connection_beneath(self._session)
            .execute(f"SELECT 1 FROM ({self._noun.near}) LIMIT 1", {"rows": rows})
            .fetchone()
        )

    def marks(self, values: Values) -> list[Hashable]:
        """What of the row may come only once in a file."""
        key, number = self._noun.identity(values), values.get("id_number")
        return [*([] if key is None else [key]), *([("id_number", number)] if number else [])]

    def mark(self, many: ColumnDraft) -> None:
        """`marks` of many rows at once; their numbers are marked where they are read."""
        if self._noun.identity_by:
            many.mark(self._noun.identity_by)
        if "id_number" in many.fields:
            many.marks += [("id_number", number) for number in many["id_number"] if number]

    def _pack_identities(self, rows: Sequence[Values], by: Sequence[str]) -> str:
        return dumps([{"identity": self._noun.identity(row), **{key: row.get(key) for key in by}} for row in rows])

    def _by_number_or_day(self, rows: Sequence[Values]) -> tuple[str, str]:
        """The condition for the numbered records that these rows can mean, and what it must know of the rows."""
        view, reference = self._noun.view, self._reference
        of_day = {"table": view.table_name, "column": view.by_key[self._by_day].stored_as, "key": self._by_day}
        have_days = all(row.get("number") or row.get(self._by_day) for row in rows)
        keys = [self._by_day]
        if reference and all(row.get("number") or row.get(reference.key) for row in rows):
            ids = CANDIDATES_BY_REFERENCE_SQL.format(
                table=view.table_name,
                owner=reference.refers_to,
                reference=reference.key,
                reference_column=reference.stored_as,
                of_day=OF_DAY_SQL.format(**of_day) if have_days else "",
            )
            keys.append(reference.key)
        elif have_days:
            ids = CANDIDATES_BY_DAY_SQL.format(**of_day)
        else:
            return "TRUE", ""
        return f"{view.alias}.id IN ({ids})", self._pack_identities(rows, keys)

    def _of_owners(self, rows: Sequence[Values]) -> tuple[str, str]:
        """The condition for the records that belong to what these rows name, and the places of that."""
        view, owner = self._noun.view, self._owner
        assert owner and owner.number
        column = view.by_key[self._by_owner].stored_as
        live = f"AND {view.live.replace(f'{view.alias}.', 'near.')}" if view.live else ""
        ids = CANDIDATES_BY_OWNER_SQL.format(owner=owner.table_name, table=view.table_name, column=column, live=live)
        places = {owner.number.parse(str(row.get(self._by_owner) or "")) for row in rows} - {None}
        return f"{view.alias}.id IN ({ids})", dumps([{"place": place} for place in places])

    def _read(self, condition: str, rows: str = "") -> None:
        source = self._noun.view
        sql = source.select(f"{source.alias}.id AS record_id")
        live = f" AND {source.live}" if source.live else ""
        keys = lists.keys(source)
        sql = f"{sql} WHERE {condition}{live} ORDER BY {source.order}"
        records = connection_beneath(self._session).execute(sql, {"day": FOREVER, "rows": rows})
        self._all: list[tuple[int, Values]] = [(id, dict(zip(keys, rest, strict=True))) for id, *rest in records]
        self._stored: dict[Hashable, tuple[int | None, Values]] = {
            key: (id, record) for id, record in self._all if (key := self._noun.identity(record)) is not None
        }
        self._groups: dict[tuple[str, ...], dict[Hashable, list[tuple[int, Values]]]] = {}
        self._id_numbers = {
            record["id_number"]: record["code"]
            for _id, record in self._all
            if record.get("id_number") and not record["voided_on"]
        }

    def has_record(self, values: Values) -> bool:
        """Whether a record of this identity is there."""
        key = self._noun.identity(values)
        return key in self._brought or key in self._stored

    def find(self, values: Values) -> tuple[int | None, Values] | None:
        """The record that the row means: by its identity; without one, the next that equals all it gives."""
        key = self._noun.identity(values)
        if key is not None:
            return (None, self._brought[key]) if key in self._brought else self._stored.get(key)
        given_keys = tuple(sorted(self._given_keys(values)))
        if given_keys not in self._groups:
            group: dict[Hashable, list[tuple[int, Values]]] = {}
            for id, record in reversed(self._all):
                group.setdefault(tuple(record.get(column) for column in given_keys), []).append((id, record))
            self._groups[given_keys] = group
        waiting = self._groups[given_keys].get(tuple(values[column] for column in given_keys), [])
        while waiting:
            id, record = waiting.pop()
            if id not in self._taken:
                self._taken.add(id)
                return id, record
        return None

    def _given_keys(self, values: Values) -> list[str]:
        """The columns that the row gives: in a folder an empty cell says that there is nothing."""
        defaulted = self._noun.default_keys
        return [key for key, value in values.items() if value is not None or (self._is_exact and key not in defaulted)]

    def conflict(self, row: Values, values: Values) -> tuple[str, str, str] | None:
        """What of a new row belongs to another record already."""
        number = None if row.get("voided_on") else row.get("id_number")
        code = values.get("code")
        if not self.has_record(values) and (former := self._former_bearers([row.get("code", "")])):
            reason = _("the code {code} was that of {record}")
            return "code", str(code), reason.format(code=row["code"], record=self._code_of(*former))
        if number and (bearer := self._numbers_brought.get(number, self._id_numbers.get(number, code))) != code:
            return "id_number", number, _("the identity number is that of {code}").format(code=bearer)
        return None

    @cached_property
    def _former_codes(self) -> dict[str, int]:
        return former_codes(self._session, self._noun.table) if self._noun.identity_by == ("code",) else {}

    def _former_bearers(self, codes: Sequence[object]) -> list[int]:
        """The records that bore one of these codes until they were corrected."""
        borne = self._former_codes
        if branch.units() is not None and self._noun.identity_by == ("code",):
            borne = former_codes(self._session, self._noun.table, [str(code) for code in codes if code])
        return [borne[str(code)] for code in codes if code in borne] if borne else []

    def _code_of(self, id: int) -> str:
        return code_of_bearer(self._session, self._noun.view.table_name, id)

    def remember(self, values: Values) -> None:
        """A row of this file that goes in: a later row of the same identity is held against it."""
        key = self._noun.identity(values)
        self._met.update(self.marks(values))
        if key is not None:
            self._brought[key] = values
        if values.get("id_number") and not values.get("voided_on"):
            self._numbers_brought[values["id_number"]] = values["code"]
