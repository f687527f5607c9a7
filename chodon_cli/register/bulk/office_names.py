"""What another office calls its records, and what the same records are called here."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from chodon_cli.nouns import registry
from chodon_cli.nouns.declaration import Field, Noun
from chodon_cli.nouns.number import TASK_NUMBER, Number
from chodon_cli.queries.office_records import names_in_sql
from chodon_cli.queries.references import UnitRef
from chodon_cli.result import Cell
from chodon_cli.store import Reader

KNOWN_RECORDS_SQL = """
SELECT o.id, o.name, o.record_id, o.is_own, {name} FROM office_record o JOIN {table} r ON r.id = o.record_id
WHERE o.unit_id = :office AND o.noun = :table ORDER BY o.id
"""
Translation = Callable[[Cell], Cell]


class KnownRecord(NamedTuple):
    """A record that came from the office before: where that is remembered, its id, whether no other office has it."""

    id: int
    record_id: int
    is_own: bool


class OfficeNames:
    """The names of an office's records, there and here: those of the imports before, and those that this one adds."""

    def __init__(self, db: Reader, office: UnitRef) -> None:
        self.office = office
        self.here: defaultdict[str, dict[str, str]] = defaultdict(dict)  # table -> name there -> name here
        self.known: dict[tuple[str, str], KnownRecord] = {}  # table, name there -> what is remembered of it
        self.new: dict[tuple[str, str], bool] = {}  # table, name there -> whether no other office has it
        self.roots: list[str] = []  # codes here of the units that are under none there
        self.of_law: dict[int, int] = {}  # place of a word on the law there -> place of the same word here
        self._days: defaultdict[str, set[str]] = defaultdict(set)  # number of a document there -> its days
        for table, name in names_in_sql().items():
            sql = KNOWN_RECORDS_SQL.format(table=table, name=name)
            for id, there, record_id, is_own, here in db.execute(sql, {"office": office.id, "table": table}).fetchall():
                self.known[table, there] = KnownRecord(id, record_id, bool(is_own))
                self.set(table, there, here)

    def set(self, table: str, there: str, here: str) -> None:
        """Say what the office's record is called here."""
        self.here[table][there] = here
        if table == "document":
            self._add_day(there)

    def add(self, table: str, there: str, here: str, is_own: bool) -> None:
        """Say it of a record that has not come before."""
        self.new[table, there] = is_own
        self.set(table, there, here)

    def set_documents_of_the_folder(self, names: Iterable[str]) -> None:
        """A number alone means one of these; what bore it in an export before may have been corrected since."""
        self._days.clear()
        for name in names:
            self._add_day(name)

    def _add_day(self, there: str) -> None:
        number, _at, day = there.rpartition("@")
        self._days[number].add(day)

    def prefix_with_office(self, code: str) -> str:
        """The code with that of the office before it: BANGLUNG.CC001."""
        return f"{self.office.code}.{code.upper()}"

    def code(self, table: str, there: str) -> str:
        """The code here of a unit or person; of one that is not known a code that nobody has."""
        return self.here[table].get(there.upper()) or self.prefix_with_office(there)

    def standard(self, there: str) -> str:
        return self.here["standard"].get(there.upper(), there)

    def document(self, reference: str) -> str:
        """A document that is named by its number alone is the only one of the office's with that number."""
        number, at, day = reference.rpartition("@")
        if not at:
            number, days = reference, self._days[reference.casefold()]
            day = next(iter(days)) if len(days) == 1 else ""
        return self.here["document"].get(document_name(number, day)) or self.prefix_with_office(reference)

    def number(self, number: Number, table: str, there: str) -> str:
        """A number here; of a record that is not known what no number is."""
        place = number.parse(there)
        return self.here[table].get(number.text(*place) if place else "") or self.prefix_with_office(there)

    def record(self, there: str) -> str:
        """What a unit, a person, a standard or a numbered record is called here that is named without its kind."""
        for noun in registry.all_nouns().values():
            if noun.file_name and noun.number and noun.number.parse(there):
                return self.number(noun.number, noun.table_name, there)
        tables_with_codes = (self.here[table] for table in ("staff", "unit", "standard"))
        return next(
            (names[there.upper()] for names in tables_with_codes if there.upper() in names),
            self.prefix_with_office(there),
        )

    def translations(self, noun: Noun) -> dict[str, Translation]:
        """Key of each column that names a record -> what makes of its value the name here."""
        made = {key: unless_empty(one) for key, field in noun.readable.items() if (one := self._translation(field))}
        if noun.number:
            number, table = noun.number, noun.table_name
            made["number"] = unless_empty(lambda text: self.number(number, table, text))
        if noun.name in ("unit", "person"):
            made["code"] = unless_empty(lambda text: self.code(noun.table_name, text))
        if noun.name == "standard":
            made["code"] = unless_empty(self.standard)
        if noun.name in ("unit", "unit_past"):
            made["parent"] = lambda text: self.code("unit", str(text)) if text else self.office.code
        if noun.name == "review":
            made["unit"] = lambda text: self.code("unit", str(text)) if text else self.root
        if noun.name == "task":
            made["series"] = unless_empty(lambda text: self.number(TASK_NUMBER, "task", text))
        if noun.name == "case":
            made["rules"] = lambda n: n if n is None else self._place_of_law(int(str(n)))
        return made

    def _place_of_law(self, there: int) -> int:
        """How much of what this register says of the law held there; of words that are not said here, those before."""
        return max((here for n, here in self.of_law.items() if n <= there), default=0)

    @property
    def root(self) -> str:
        """The unit here that is the whole office: the only one of its units that was under none."""
        return self.roots[0] if len(self.roots) == 1 else self.office.code

    def _translation(self, field: Field) -> Callable[[str], str] | None:
        if field.refers_to in ("unit", "staff"):
            table = field.refers_to
            return lambda text: self.code(table, text)
        if field.looked_up_as == "people":
            return lambda text: "; ".join(
                self.code("staff", part.strip()) for part in re.split("[,;]", text) if part.strip()
            )
        if field.refers_to == "standard" or field.looked_up_as == "item":
            return self.standard
        if field.refers_to == "document":
            return self.document
        if field.refers_to:
            noun = registry.of_table(field.refers_to)
            assert noun.number
            number, name = noun.number, noun.table_name
            return lambda text: self.number(number, name, text)
        return None


def unless_empty(translate: Callable[[str], str]) -> Translation:
    """Leave a cell empty that is."""
    return lambda value: translate(str(value)) if value else value


def document_name(number: str, day: str) -> str:
    """What tells the document from all others of its office."""
    return f"{number.casefold()}@{day}"
