"""The register of another office, taken in under a unit of this one, again and again.

Its codes bear the code of that unit before them, its numbers become the next ones here, and what each record is called
there is remembered (`office_record`): so the next export of the same office finds its records, and tells what is gone.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import count
from json import dumps
from typing import NamedTuple

from sqlmodel import Session

from chodon_cli.errors import Refused
from chodon_cli.input_row import Values
from chodon_cli.locale import _
from chodon_cli.nouns import registry
from chodon_cli.nouns.declaration import Noun
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries.office_records import names_in_sql
from chodon_cli.register import journal
from chodon_cli.register.bulk.blocks import Block, FileRows
from chodon_cli.register.bulk.office_names import OfficeNames, document_name
from chodon_cli.register.bulk.office_rows import RowTranslator
from chodon_cli.register.plain import verbs_of
from chodon_cli.register.session import SessionReader
from chodon_cli.register.tables.office_record import OfficeRecordRow

CODES_THERE_SQL = "SELECT code FROM {table} WHERE code IN (SELECT value FROM json_each(:codes))"
IDS_BY_CODE_SQL = "SELECT r.code, r.id FROM {table} r WHERE r.code IN (SELECT value FROM json_each(:names))"
IDS_BY_DAY_SQL = """
SELECT r.number || '@' || r.issued_on, r.id FROM document r WHERE r.issued_on IN (SELECT value FROM json_each(:names))
"""
IDS_BY_NUMBER_SQL = "SELECT {name}, r.id FROM {table} r WHERE r.year = :year AND r.n >= :first"
PEOPLE_BY_IDENTITY_NUMBER_SQL = """
SELECT id_number, id, code FROM staff WHERE voided_on IS NULL AND id_number IN (SELECT value FROM json_each(:numbers))
"""
TRAITS_SQL = {  # table -> what tells one of its records whose code was corrected
    "unit": "SELECT id, code, name FROM unit WHERE id IN (SELECT value FROM json_each(:ids))",
    "staff": """
SELECT id, code, id_number, full_name, born_on FROM staff WHERE id IN (SELECT value FROM json_each(:ids))
""",
}
ERASED_PEOPLE_SQL = """
SELECT code FROM staff WHERE full_name = code AND code IN (SELECT value FROM json_each(:codes))
"""
POSTS_OF_OTHERS_SQL = """
SELECT s.code, p.started_on FROM post p JOIN staff s ON s.id = p.staff_id
WHERE p.voided_on IS NULL AND s.code IN (SELECT value FROM json_each(:codes))
  AND p.unit_id NOT IN (SELECT record_id FROM office_record WHERE unit_id = :office AND noun = 'unit')
"""
DOCUMENTS_SQL = "SELECT number, issued_on, kind, issuer, title FROM document WHERE voided_on IS NULL"
Line = tuple[int, Values]


class OfficeImport(NamedTuple):
    """What is asked: the unit of this register, and whether what is gone from the other one is to be void."""

    unit: str
    voids_gone: bool = False


class OfficeRegister:
    """One import of it, within a transaction: what its records are called here, and what is remembered of that."""

    def __init__(self, session: Session, unit: str, batches: Sequence[FileRows]) -> None:
        self.session, self.db = session, SessionReader(session)
        self.names = OfficeNames(self.db, lookup.unit(self.db, unit, "office"))
        self.translators: dict[str, RowTranslator] = {}  # by noun
        self.met: set[tuple[str, str]] = set()  # table and name there of what is in the folder
        self.hints: list[str] = []
        self._renamed: dict[int, str] = {}  # where it is remembered -> name there, of what got another one
        self._first: dict[tuple[str, int], int] = {}  # table, year -> the first number that is given
        for batch in batches:
            self._learn(batch)

    def blocks(self, noun: str, blocks: Callable[[], Iterable[Block]]) -> Callable[[], Iterable[Block]]:
        """The blocks of the noun's file as they are called here."""
        return lambda: self.translators[noun].blocks(blocks())

    def remember(self) -> None:
        """Write down what the new records are called in the office's register, once they are stored."""
        rows: list[Values] = []
        new: defaultdict[str, list[str]] = defaultdict(list)
        for table, there in self.names.new:
            new[table].append(there)
        for table, names in new.items():
            here = self.names.here[table]
            ids = self._ids(table, [here[there] for there in names])
            for there in names:
                if id := ids.get(here[there]):
                    is_own = int(self.names.new[table, there])
                    place = {"unit_id": self.names.office.id, "noun": table, "name": there}
                    rows.append({**place, "record_id": id, "is_own": is_own})
        journal.add_many(self.session, OfficeRecordRow, rows)
        for id, there in self._renamed.items():
            journal.change(self.session, OfficeRecordRow, id, name=there)

    def _ids(self, table: str, names: Sequence[str]) -> dict[str, int]:
        """Name here -> id of the record."""
        if table == "document":
            days = dumps([name.rpartition("@")[2] for name in names])
            return dict(self.db.execute(IDS_BY_DAY_SQL, {"names": days}).fetchall())
        if table in ("unit", "staff", "standard"):
            sql = IDS_BY_CODE_SQL.format(table=table)
            return dict(self.db.execute(sql, {"names": dumps([*names])}).fetchall())
        sql, ids = IDS_BY_NUMBER_SQL.format(table=table, name=names_in_sql()[table]), dict[str, int]()
        for (of, year), first in self._first.items():
            if of == table:
                ids.update(self.db.execute(sql, {"year": year, "first": first}).fetchall())
        return ids

    def _learn(self, batch: FileRows) -> None:
        """What the records of a file are called here."""
        noun = registry.all_nouns()[batch.noun]
        learn: Mapping[str, Callable[[RowTranslator, list[Line]], None]] = {
            "unit": self._learn_units,
            "person": self._learn_people,
            "document": self._learn_documents,
            "standard": self._learn_standards,
            "law": self._learn_law,
        }
        translator = RowTranslator(noun, self.names, verbs_of(noun.name).identity_by)
        self.translators[noun.name] = translator
        if noun.name == "post":
            codes = dumps([*self.names.here["staff"].values()])
            values = {"codes": codes, "office": self.names.office.id}
            translator.of_others = {(*each,) for each in self.db.execute(POSTS_OF_OTHERS_SQL, values).fetchall()}
        elif noun.name in learn:
            learn[noun.name](translator, list(_rows(batch)))
        elif noun.number:
            self._learn_numbered(noun, _rows(batch))

    def _learn_units(self, translator: RowTranslator, rows: list[Line]) -> None:
        known = {there for table, there in self.names.known if table == "unit"}
        codes = {str(row["code"]).upper(): row for _line, row in rows if row.get("code")}
        if known and known.isdisjoint(codes):
            raise Refused(
                _("this is not the register that came under {unit} before: none of its units is in it").format(
                    unit=self.names.office.code
                ),
                _("name the unit under which this office stands, or another one: --office UNIT"),
            )
        for there, here in self._corrected_codes("unit", codes, [("name",)]).items():
            self.names.set("unit", there, here)
        for there in codes:
            self._meet_code("unit", there)
        roots = [there for there, row in codes.items() if not row.get("parent")]
        self.names.roots = [self.names.code("unit", there) for there in roots]
        self._note_taken(translator)

    def _learn_people(self, translator: RowTranslator, rows: list[Line]) -> None:
        people = {str(row["code"]).upper(): row for _line, row in rows if row.get("code")}
        corrected = self._corrected_codes("staff", people, [("id_number",), ("full_name", "born_on")])
        for there, here in corrected.items():
            self.names.set("staff", there, here)
        numbers = [number for row in people.values() if (number := row.get("id_number")) and not row.get("voided_on")]
        found_here = self.db.execute(PEOPLE_BY_IDENTITY_NUMBER_SQL, {"numbers": dumps(numbers)}).fetchall()
        bearers = {number: code for number, _id, code in found_here}
        shared = []
        for line, row in rows:
            there = str(row.get("code") or "").upper()
            bearer = bearers.get(row.get("id_number"))
            if ("staff", there) not in self.names.known and bearer and there:
                self.names.add("staff", there, bearer, is_own=False)
            self._meet_code("staff", there)
            if not self._is_own("staff", there):
                translator.dropped.add(line)
                shared.append(self.names.here["staff"][there])
        if shared:
            hint = _("people whom another office has too, taken for the same: {codes}")
            self.hints.append(hint.format(codes=", ".join(shared)))
        self._note_taken(translator)
        self._note_erased(translator, rows)

    def _learn_documents(self, translator: RowTranslator, rows: list[Line]) -> None:
        here = {
            document_name(number, day): (number, kind, issuer, title)
            for number, day, kind, issuer, title in self.db.execute(DOCUMENTS_SQL, {}).fetchall()
        }
        named = [
            (line, row, document_name(str(row["number"]), str(row["issued_on"])))
            for line, row in rows
            if row.get("number") and row.get("issued_on")  # what has no name is refused like any other
        ]
        live = {there for _line, row, there in named if not row.get("voided_on")}
        self.names.set_documents_of_the_folder(live)
        for line, row, there in named:
            if row.get("voided_on") and (there in live or ("document", there) not in self.names.known):
                translator.dropped.add(line)  # a mistake that nothing names
                continue
            if not self._is_met("document", there):
                same, number = here.get(there), str(row["number"])
                is_same = same is not None and same[1:] == (row.get("kind"), row.get("issuer"), row.get("title"))
                if same:
                    number = same[0] if is_same else f"{number} ({self.names.office.code})"
                self.names.add("document", there, f"{number}@{row['issued_on']}", is_own=not is_same)
            if not self._is_own("document", there):
                translator.dropped.add(line)

    def _learn_standards(self, translator: RowTranslator, rows: list[Line]) -> None:
        catalogue = self.db.execute("SELECT code, title FROM standard", {}).fetchall()
        here: dict[str, str] = dict(catalogue)
        for line, row in rows:
            there = str(row.get("code") or "").upper()
            if not self._is_met("standard", there):
                is_same = there in here and here[there] == row.get("title")
                code = self.names.prefix_with_office(there) if there in here and not is_same else there
                self.names.add("standard", there, code, is_own=there not in here or not is_same)
            if self.names.here["standard"][there] in here:
                translator.dropped.add(line)  # this register's catalogue stands

    def _learn_law(self, translator: RowTranslator, rows: list[Line]) -> None:
        """What the office has said of the law binds it; of this register it is said here, in its own order."""
        here = self.db.execute("SELECT n, rule, says FROM law ORDER BY n", {}).fetchall()
        strange, place = [], 0
        for line, row in sorted(rows, key=lambda each: int(each[1].get("n") or 0)):
            translator.dropped.add(line)
            matching = (at for at in range(place, len(here)) if here[at][1:] == (row.get("rule"), row.get("says")))
            at = next(matching, None)
            if at is None:
                strange.append(str(row.get("rule")))
                continue
            place = at + 1
            if not strange:
                self.names.of_law[int(row.get("n") or 0)] = here[at][0]
        if strange:
            hint = _("what the office has said of the law and this register has not, left aside: {rules}")
            self.hints.append(hint.format(rules=", ".join(dict.fromkeys(strange))))

    def _learn_numbered(self, noun: Noun, rows: Iterable[Line]) -> None:
        numbering = verbs_of(noun.name).numbering
        assert noun.number and numbering
        number, table, following = noun.number, noun.table_name, dict[int, Iterator[int]]()
        for _line, row in rows:
            place = number.parse(str(row.get("number") or ""))
            if place is None or self._is_met(table, number.text(*place)):
                continue
            if place.year not in following:
                first = numbering.highest(self.session, place.year) + 1
                following[place.year], self._first[table, place.year] = count(first), first
            here = number.text(place.year, next(following[place.year]))
            self.names.add(table, number.text(*place), here, is_own=True)

    def _is_met(self, table: str, there: str) -> bool:
        """Whether it has a name here; it is in the folder."""
        self.met.add((table, there))
        return there in self.names.here[table]

    def _meet_code(self, table: str, there: str) -> None:
        if there and not self._is_met(table, there):
            self.names.add(table, there, self.names.prefix_with_office(there), is_own=True)

    def _is_own(self, table: str, there: str) -> bool:
        known = self.names.known.get((table, there))
        return known.is_own if known else self.names.new.get((table, there), True)

    def _corrected_codes(
        self, table: str, rows: Mapping[str, Values], traits: Sequence[tuple[str, ...]]
    ) -> dict[str, str]:
        """Code there -> code here, of new codes that can only be those of records whose code is gone.

        `traits`: what one of each must share that no other of them has; the first that tells them apart does.
        """
        known = {there: each for (of, there), each in self.names.known.items() if of == table and each.is_own}
        missing = {each.record_id: there for there, each in known.items() if there not in rows}
        columns = ["id", "code", *(key for keys in traits for key in keys)]
        stored = self.db.execute(TRAITS_SQL[table], {"ids": dumps([*missing])}).fetchall()
        of_missing: dict[str, Values] = {missing[row[0]]: dict(zip(columns, row, strict=True)) for row in stored}
        of_new = {there: row for there, row in rows.items() if (table, there) not in self.names.known}
        corrected = {}
        for keys in traits:
            for before, there in _pairs_alike(of_missing, of_new, keys):
                if _differ(of_missing[before], of_new[there], traits[0]):
                    continue
                here, _row = of_missing.pop(before), of_new.pop(there)
                record = self.names.known.pop((table, before))
                self._renamed[record.id], self.names.known[table, there] = there, record
                corrected[there] = str(here["code"])
        return corrected

    def _note_erased(self, translator: RowTranslator, rows: Iterable[Line]) -> None:
        """Whose data was erased here comes back from nowhere; whose was erased there, too, has none to take."""
        codes = dumps([*self.names.here["staff"].values()])
        erased = {code for (code,) in self.db.execute(ERASED_PEOPLE_SQL, {"codes": codes}).fetchall()}
        reason = _("erased here, and not there: let the office erase it (chodon privacy erase) and export anew")
        for line, row in rows:
            there = str(row.get("code") or "").upper()
            here = self.names.here["staff"].get(there, "")
            if here in erased and str(row.get("full_name")).upper() == there:
                translator.dropped.add(line)
            elif here in erased and line not in translator.dropped:
                translator.taken = {**translator.taken, here: reason}

    def _note_taken(self, translator: RowTranslator) -> None:
        """The codes that the office's new records would get, and that other records bear."""
        table = translator.noun.table_name
        new = [here for there, here in self.names.here[table].items() if self.names.new.get((table, there))]
        there = self.db.execute(CODES_THERE_SQL.format(table=table), {"codes": dumps(new)}).fetchall()
        reason = _("this code is that of another record, which did not come from this office")
        translator.taken = {code: reason for (code,) in there}


def _pairs_alike(
    some: Mapping[str, Values], others: Mapping[str, Values], keys: Sequence[str]
) -> list[tuple[str, str]]:
    """One of each that share these values with nobody else; the first of the values is there."""
    by_values: dict[Hashable, tuple[list[str], list[str]]] = {}
    for side, records in enumerate((some, others)):
        for name, row in records.items():
            if row.get(keys[0]):
                by_values.setdefault((*map(row.get, keys),), ([], []))[side].append(name)
    return [(one[0], other[0]) for one, other in by_values.values() if len(one) == len(other) == 1]


def _differ(one: Values, other: Values, keys: Sequence[str]) -> bool:
    """Whether both say something, and not the same."""
    return any(one.get(key) and other.get(key) and one[key] != other[key] for key in keys)


def _rows(batch: FileRows) -> Iterator[Line]:
    """Line and values of each row; a value that cannot be read is empty."""
    for block in batch.blocks():
        columns = block.columns()
        if columns is None:
            yield from ((entry.line or 0, entry.values) for entry in block.entries())
        else:
            rows = zip(*columns.values(), strict=True)
            yield from zip(block.numbers, (dict(zip(columns, row, strict=True)) for row in rows), strict=True)
