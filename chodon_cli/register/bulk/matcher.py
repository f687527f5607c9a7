"""The rows of one noun on their way in: by column where nothing can be wrong with them, else one by one."""

from collections.abc import Container, Hashable, Iterable, Mapping, Sequence
from types import MappingProxyType

from chodon_cli.errors import Rejected, Usage
from chodon_cli.input_row import InputRow, Values
from chodon_cli.locale import _
from chodon_cli.nouns.declaration import Noun
from chodon_cli.queries.look_alike import REPEATS_ABOVE
from chodon_cli.queries.plausible import are_plausible, day_keys, find_implausible, implausible_days, unless_said
from chodon_cli.queries.references import UnitRef, as_written
from chodon_cli.queries.resolve import NotInRegister
from chodon_cli.queries.tied_records import TABLES_OF_EVERYTHING_WHEN_NEW
from chodon_cli.register import journal, record
from chodon_cli.register.bulk.blocks import Block, RepeatedRow, take_blocks
from chodon_cli.register.bulk.column_draft import ColumnDraft, Doubtful
from chodon_cli.register.bulk.existing import ExistingRecords
from chodon_cli.register.bulk.intake import Intake
from chodon_cli.register.bulk.marks import MarkSet
from chodon_cli.register.bulk.spool import InsertSpool
from chodon_cli.register.bulk.verdict import ImportVerdict
from chodon_cli.register.canonical_json import Columns
from chodon_cli.register.draft import Draft
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.post import count_from_titles
from chodon_cli.register.record import redraft
from chodon_cli.register.resolver import Resolver
from chodon_cli.result import Cell
from chodon_cli.text import repeats_above

MOST_REMEMBERED = 20_000  # rows of which the values are kept, for those that come again
Problem = tuple[str, str, str]
"""Column, value, reason."""


class RowMatcher:
    """Rows matched with what the register has and checked; `write` writes what is new and what is changed."""

    def __init__(
        self,
        intake: Intake,
        verdict: ImportVerdict,
        noun: NounVerbs,
        is_exact: bool,
        unasked: Sequence[str] = (),
        aliases: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.intake, self.verdict, self.noun, self.is_exact = intake, verdict, noun, is_exact
        self.unasked = unasked  # columns that the program fills in: nobody is told that they are missing
        self.session = intake.session
        self.table = str(noun.table.__tablename__)
        self.refs = Resolver(self.session, even_void=is_exact, is_file=True, aliases=aliases)
        self.known = ExistingRecords(self.session, noun, is_exact)
        self.load = InsertSpool(self.session, noun)
        self.new: list[tuple[InputRow, Values]] = []
        self.changes: list[tuple[int, Values]] = []
        self.asks_age = self.table == "post"  # whether the first day is held against the day of birth
        self.days = [key for key in day_keys(noun.view.fields) if not (self.asks_age and key == "started_on")]
        self._seen = MarkSet()  # marks of the rows that are not remembered: by column, or too many
        self._repeated: set[tuple[str, Hashable]] = set()

    def take_all(self, blocks: Iterable[Block]) -> None:
        """Take in the rows of a file."""
        if self.noun.prove or (self.known.is_empty and self.noun.can_go_by_column):
            take_blocks(blocks, self._take_block, self._take_rows)
        elif self.table == "unit":  # they name each other, whichever comes first
            self._take_rows([entry for block in blocks for entry in block.entries()])
        else:
            for block in blocks:
                self._take_rows(block.entries())
        self.write()

    def _take_block(self, block: Block) -> bool:
        numbers = block.numbers
        self.expect(len(numbers))
        values = block.columns()
        if values is None:
            return False
        try:
            many = self.prove(values, len(numbers))
        except Doubtful:
            return False
        self.put(many, numbers)
        self.verdict.counts["new"] += many.count
        return True

    def _take_rows(self, entries: list[InputRow]) -> None:
        self.expect(len(entries))
        self.verdict.counts.update(self.take(entries))

    def expect(self, rows: int) -> None:
        self.refs.expect_rows(rows)

    def prove(self, values: Columns, count: int, **referred: Sequence[object]) -> ColumnDraft:
        """The rows by column, all of them new and in order; Doubtful if one of them may not be."""
        many = ColumnDraft(self.refs, self.noun.view, values, count, self.intake.today, referred)
        many.columns = self.noun.columns(many)
        self.known.mark(many)
        repeated = self.intake.repeated
        many.doubt_unless(self._seen.has_none_of(many.marks, many.places))
        many.doubt_unless(not repeated or not any((self.table, mark) in repeated for mark in many.all_marks()))
        many.doubt_unless(not self.known.may_have(many))
        many.doubt_unless(self.intake.lax or self.is_exact or self._are_plausible(many))
        return many

    def _are_plausible(self, many: ColumnDraft) -> bool:
        """Whether all days of the rows can be true; the first day of a post beside the day of birth too."""
        if not are_plausible(self.days, many.values, self.intake.today):
            return False
        if not self.asks_age:
            return True
        born_on = [person.born_on for person in many.records["staff"]]
        both = set(zip(born_on, many["started_on"], strict=True))
        return not any(find_implausible(*days, self.intake.today) for days in both)

    def _implausible(self, values: Values, keys: Iterable[str] = ()) -> list[Problem]:
        """What cannot be true of these days, or of all; unless somebody says so, or a register is read back."""
        if self.intake.lax or self.is_exact:
            return []
        problems = implausible_days(keys or self.days, values, self.intake.today)
        if self.asks_age and not keys:
            person = self.refs.staff(str(values["staff"]))
            problems += filter(None, [find_implausible(person.born_on, values["started_on"], self.intake.today)])
        return [(column, str(values.get(column) or ""), unless_said(reason)) for column, reason in problems]

    def put(self, many: ColumnDraft, lines: Sequence[int]) -> None:
        """Let the rows that are proven go in."""
        self._seen.add_all(many.marks, many.places)
        if self.table == "post":
            self.verdict.from_titles += count_from_titles(many["leadership"], many["title"])
        if many.touched:
            self.intake.touch(many.touched)
        self.load.add(many.columns, lines)

    def take(self, entries: Sequence[InputRow], only_check: Container[int] = ()) -> list[str]:
        """Take in the entries one by one: new, changed, unchanged or refused, each.

        Of those whose place is in `only_check` it is only said what else is wrong with them.
        """
        if self.table == "unit":
            self._expect_units(entries)
        read = [self._canonical(entry) for entry in entries]
        if self.table == "unit" and self.intake.leaves_rows_out:
            self._refuse_below(entries, read)
        self.known.learn([values for values, _problems in read])
        outcomes = []
        for place, (entry, (values, problems)) in enumerate(zip(entries, read, strict=True)):
            if place in only_check:
                wrong = [problem for problem in self._all_wrong(entry, values, problems) if problem[0] in entry.values]
                outcomes.append(self._refuse(entry, wrong))
            else:
                outcomes.append(self._take(entry, values, problems))
        self._queue()
        return outcomes

    def _expect_units(self, entries: Sequence[InputRow]) -> None:
        """Let units of this file name each other, whichever comes first: their ids are known beforehand."""
        id = journal.next_id(self.session, self.noun.table)
        for entry in entries:
            values = entry.values
            code = str(values.get("code") or "").upper()
            if code and values.get("name") and not self.known.has_record({"code": code}):
                life = values.get("opened_on"), values.get("closed_on")
                self.refs.expect("unit", UnitRef(id, code, values["name"], *life))
            entry.id = id
            id += 1

    def _refuse_below(self, entries: Sequence[InputRow], read: list[tuple[Values, list[Problem]]]) -> None:
        """Let what is below a unit that is refused be refused with it, however deep, not one level each time."""
        below: dict[object, list[int]] = {}
        for place, (values, problems) in enumerate(read):
            if not problems:
                below.setdefault(values.get("parent"), []).append(place)
        wrong = [place for place, (_values, problems) in enumerate(read) if problems]
        while wrong:
            code = read[wrong.pop()][0].get("code")
            if code is None or self.known.has_record({"code": code}):
                continue
            self.refs.forget("unit", str(code))
            for place in below.pop(code, []):
                read[place] = self._canonical(entries[place])
                wrong += [place] if read[place][1] else []

    def _take(self, entry: InputRow, values: Values, problems: list[Problem]) -> str:
        if problems:
            return self._refuse(entry, self._all_wrong(entry, values, problems))
        self._repeated.update((self.table, mark) for mark in self.known.marks(values) if mark in self._seen)
        match = self.known.find(values)
        if match is None:
            return self._enter(entry, values)
        id, record = match
        differing = self._differing(record, values)
        self._remember(record)  # of two rows that mean one record the first stands
        if not differing:
            return "unchanged"
        if id is None or not self.intake.may_update(self.noun):
            reason = _("differs from the record: {how}").format(how=describe_differences(self.noun.view, differing))
            return self._refuse(entry, [("", name_of(record), reason)])
        return self._change(entry, id, record, differing)

    def _canonical(self, entry: InputRow) -> tuple[Values, list[Problem]]:
        """The entry with its references as codes, so that it can be compared; and what they name in vain."""
        values, problems = dict(entry.values), list(entry.errors)
        if values.get("code"):
            values["code"] = str(values["code"]).upper()
        if self.noun.numbering and (number := self.noun.numbering.identity(values)):
            values["number"] = self.noun.numbering.number.text(*number)
        for column, noun in self.noun.references.items():
            if values.get(column) is None:
                continue
            try:
                values[column] = as_written(getattr(self.refs, noun)(str(values[column]), column))
            except Rejected as problem:
                is_ditto = not self.is_exact and isinstance(problem, NotInRegister) and repeats_above(problem.value)
                reason = _(REPEATS_ABOVE) if is_ditto else with_hint(problem)
                problems.append((problem.column, problem.value, reason))
            except Usage as error:  # a day in it cannot be read
                problems.append((column, str(values[column]), str(error)))
        return values, problems

    def _all_wrong(self, entry: InputRow, values: Values, problems: list[Problem]) -> list[Problem]:
        """The problems, and what is wrong with the columns that have none yet."""
        if entry.is_cancelled:
            return problems
        draft = Draft(self.refs, self.noun.view, values, self.intake.today)
        if not self.known.has_record(values):
            self.noun.row(draft)
        columns = {column for column, _value, _reason in problems} | set(self.unasked)
        return [*problems, *(p for p in problem_rows(draft) if p[0] not in columns)]

    def _differing(self, record: Values, values: Values) -> dict[str, tuple[Cell, Cell]]:
        """Column -> (what the record says, what the row says), where they differ."""
        return {
            key: (record[key], value)
            for key, value in values.items()
            if key in record
            and value != record[key]
            and not (value is None and (not self.is_exact or key in self.noun.default_keys))
        }

    def _enter(self, entry: InputRow, values: Values) -> str:
        draft = Draft(self.refs, self.noun.view, values, self.intake.today)
        row = self.noun.row(draft)
        if draft.problems:
            return self._refuse(entry, problem_rows(draft))
        if problem := self._implausible(values):
            return self._refuse(entry, problem)
        if conflict := self.known.conflict(row, values):
            return self._refuse(entry, [conflict])
        if entry.id is not None:
            row["id"] = entry.id
        self.new.append((entry, row))
        if self.noun.prove:
            self.intake.touch(self.noun.touches({"id": 0, **row})["staff"])
        elif self.table in TABLES_OF_EVERYTHING_WHEN_NEW:
            self.intake.touch(None)
        if self.table == "post":
            self.verdict.from_titles += count_from_titles([draft["leadership"]], [draft["title"]])
        else:
            self.verdict.hints += [(entry.line or 0, f"{entry.file}:{entry.line}: {hint}") for hint in draft.hints]
        self._remember({**values, **{k: row[k] for k in self.noun.default_keys if k in row}})
        return "new"

    def _remember(self, values: Values) -> None:
        """Hold later rows of the same identity against this one; of very many rows only those that come again."""
        marks = self.known.marks(values)
        if len(self.known) < MOST_REMEMBERED or any((self.table, mark) in self.intake.repeated for mark in marks):
            self.known.remember(values)
        else:
            self._seen.update(marks)

    def _change(self, entry: InputRow, id: int, record: Values, differing: dict[str, tuple[Cell, Cell]]) -> str:
        after = {**record, **{key: new for key, (_old, new) in differing.items()}}
        for key, sources in self.noun.follows.items():
            if entry.values.get(key) is None and not differing.keys().isdisjoint(sources):
                after[key] = None
        draft, row = redraft(self.refs, self.noun, record, after, self.intake.today)
        if draft.problems:
            return self._refuse(entry, problem_rows(draft))
        if problem := self._implausible(after, [key for key in self.days if key in differing] or ("",)):
            return self._refuse(entry, problem)
        if conflict := self.known.conflict(row, after):
            return self._refuse(entry, [conflict])
        self.changes.append((id, row))
        self.intake.change(self.table, id)
        if self.table == "post":
            self.intake.served.add(self.refs.staff(str(after["staff"])).id)
        record.update(after)
        self.intake.place(self.table, id, self.verdict, entry, "changed")
        where = f"{entry.file}:{entry.line}"
        message = describe_differences(self.noun.view, differing)
        change = _("change to {record}: {how} ({place})").format(record=name_of(record), how=message, place=where)
        self.verdict.hints.append((entry.line or 0, change))
        if not self.noun.prove:
            self._write_changes()  # the next row may name this one as it is now
        return "changed"

    def _queue(self) -> None:
        """Put the rows that were entered one by one behind those taken before; units have their ids already."""
        if self.table == "unit" or not self.new:
            return
        columns = {key: [row[key] for _entry, row in self.new] for key in self.new[0][1]}
        self.load.add(columns, [entry.line or 0 for entry, _row in self.new])
        self.new.clear()

    def write(self, refused_before: Container[int] = ()) -> set[int]:
        """Write what is changed, then what is new; until here nobody else had to wait. The lines that were refused.

        Of a line that was refused before, no more is said.
        """
        if self._repeated:
            raise RepeatedRow(self._repeated)
        self._write_changes()
        for id, (entry, _row) in zip(
            journal.add_many(self.session, self.noun.table, [row for _entry, row in self.new]), self.new, strict=True
        ):
            self.intake.place(self.table, id, self.verdict, entry, "new")
        refused = {line: reason for line, reason in self.load.write() if line not in refused_before}
        for line, reason in refused.items():
            self.intake.refuse(self.verdict, InputRow({}, self.verdict.file, line), [("", "", reason)], "new")
        self.intake.loads.append((self.load, self.verdict))
        return {*refused}

    def _write_changes(self) -> None:
        for id, row in self.changes:
            journal.change(self.session, self.noun.table, id, **row)
        self.changes.clear()

    def _refuse(self, entry: InputRow, problems: Sequence[Problem]) -> str:
        self.intake.refuse(self.verdict, entry, problems)
        return "refused"


def describe_differences(noun: Noun, differing: dict[str, tuple[Cell, Cell]]) -> str:
    """What differs, before and after, as people read it."""
    return "; ".join(record.difference(noun.by_key[key], *both) for key, both in differing.items())


def name_of(values: Values) -> str:
    return record.name(values) or str(values.get("unit") or values.get("case") or "")


def problem_rows(draft: Draft) -> list[Problem]:
    """What is wrong with the draft: column, value, reason."""
    return [(problem.column, problem.value, with_hint(problem)) for problem in draft.problems]


def with_hint(problem: Rejected) -> str:
    return f"{problem.reason} ({problem.hint})" if problem.hint else problem.reason
