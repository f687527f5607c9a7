"""Rows from a file, taken in: matched with what the register has, checked, written; and every fault named."""

from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

from sqlmodel import Session

from chodon_cli import checks
from chodon_cli.entry import Entry, Values
from chodon_cli.errors import Fault, Rejected
from chodon_cli.locale import _
from chodon_cli.register import Question, journal, post, record, transaction
from chodon_cli.register.draft import Draft
from chodon_cli.register.known import Known
from chodon_cli.register.numbering import Numbering
from chodon_cli.register.record import Noun
from chodon_cli.register.refs import Refs

MANY = 20  # rows from which on everything is looked up at once
MODULES = {"person": "staff"}


@dataclass
class Verdict:
    """What became of one file's rows."""

    noun: str
    file: str
    outcomes: dict[int, str] = field(default_factory=dict)  # place of an entry -> new, changed, unchanged, refused
    faults: list[Fault] = field(default_factory=list)
    refused: set[int] = field(default_factory=set)  # lines of the refused rows
    hints: list[str] = field(default_factory=list)  # what an update changed, before and after; what was guessed
    from_titles: int = 0  # rows whose leadership came from the title

    def count(self, outcome: str) -> int:
        return sum(word == outcome for word in self.outcomes.values())


@dataclass
class Outcome:
    """What became of an import: its verdicts, all the faults, and whether anything was taken in."""

    verdicts: list[Verdict]
    faults: list[Fault]
    is_taken: bool
    exit_code: int


class TakenBack(Exception):
    """Ends the transaction without a trace."""


def run(batches: Sequence[Any], today: str, *, update: bool, skip: bool, dry_run: bool) -> Outcome:
    """Take in the batches in one transaction. With `skip` the refused rows are left behind and the others go in.

    A refused row may have been what others rested on, so they are tried again without it, until nothing is refused.
    """
    refused: set[tuple[str, int | None]] = set()
    faults: list[Fault] = []
    while True:
        verdicts, found, is_taken = _attempt(batches, today, update, refused, dry_run)
        faults += found
        again = {(fault.file, fault.line) for fault in found if fault.line is not None}
        if not skip or not found or not again:
            break
        refused |= again
    for verdict in verdicts:
        verdict.refused |= {line for file, line in refused if file == verdict.file and line is not None}
    code = (3 if skip and is_taken else 1) if faults else 0
    return Outcome(verdicts, faults, is_taken, code)


def _attempt(
    batches: Sequence[Any], today: str, update: bool, refused: Container[tuple[str, int | None]], dry_run: bool
) -> tuple[list[Verdict], list[Fault], bool]:
    """Take in what is not refused yet; nothing of it stays if a fault is found or it was a rehearsal."""
    verdicts: list[Verdict] = []
    try:
        with transaction() as session:
            intake = Intake(session, today, update)
            verdicts = intake.verdicts
            for batch in batches:
                entries = [entry for entry in batch.entries if (entry.file, entry.line) not in refused]
                intake.take(batch.noun, batch.file, entries, batch.is_exact)
            intake.settle()
            found = [fault for verdict in verdicts for fault in verdict.faults]
            if found or dry_run:
                raise TakenBack
    except TakenBack:
        return verdicts, found, not found
    return verdicts, found, True


class Intake:
    """One import: several files in one transaction. `settle` holds all of it against the rules at the end."""

    def __init__(self, session: Session, today: str, update: bool) -> None:
        self.session, self.today, self.update = session, today, update
        self.verdicts: list[Verdict] = []
        self.served: set[int] = set()  # people whose posts have changed
        self._placed: dict[tuple[str, int], tuple[Verdict, int, Entry]] = {}
        self._is_fresh = is_fresh(session)

    def take(self, noun: str, file: str, entries: Sequence[Entry], is_exact: bool) -> Verdict:
        """Take in the rows of one file; the rows of an office's list of people are taken twice, person and post."""
        verdict = Verdict(noun, file)
        self.verdicts.append(verdict)
        if noun == "staff":
            from chodon_cli.register.office import OfficeList

            OfficeList(self, verdict).take(entries)
        else:
            Taking(self, verdict, noun_of(noun), is_exact).take(list(enumerate(entries)))
        return verdict

    def settle(self) -> None:
        """Refuse the rows that leave a rule broken, and name the records that are not in the file but break one."""
        if self.served and (moved := post.follow(self.session, sorted(self.served))):
            self.verdicts[-1].hints.append(
                _("violations that follow the post: {numbers}").format(numbers=", ".join(moved))
            )
        found = checks.violated(Question(self.session))
        for fault in found:
            verdict, place, entry = self._placed.get(
                (fault.noun, fault.id), (self.verdicts[-1], -1, Entry({}, self.verdicts[-1].file))
            )
            self.refuse(verdict, place, entry, [("", "", fault.message)])

    def place(self, table: str, id: int, verdict: Verdict, place: int, entry: Entry) -> None:
        self._placed[(table, id)] = (verdict, place, entry)

    def may_update(self, noun: Noun) -> bool:
        """A new register's shipped catalogue gives way to that of the folder."""
        return self.update or (self._is_fresh and noun.table.__tablename__ == "standard")

    def refuse(self, verdict: Verdict, place: int, entry: Entry, problems: Sequence[tuple[str, str, str]]) -> None:
        verdict.outcomes[place] = "refused"
        if entry.line is not None:
            verdict.refused.add(entry.line)
        verdict.faults += [Fault(entry.file, entry.line, *map(str, problem)) for problem in problems]


class Taking:
    """The rows of one noun on their way in."""

    def __init__(
        self, intake: Intake, verdict: Verdict, noun: Noun, is_exact: bool, unasked: Sequence[str] = ()
    ) -> None:
        self.unasked = unasked  # columns that the program fills in: nobody is told that they are missing
        self.intake, self.verdict, self.noun, self.is_exact = intake, verdict, noun, is_exact
        self.session = intake.session
        self.refs = Refs(self.session, even_void=is_exact)
        self.new: list[tuple[int, Entry, dict[str, Any]]] = []

    def take(self, entries: Sequence[tuple[int, Entry]], only_check: Container[int] = ()) -> None:
        """Take in the entries; of those whose place is in `only_check` only say what else is wrong with them."""
        if len(entries) > MANY:
            self.refs.learn()
        self.known = Known(self.session, self.noun, self.is_exact)
        if self.noun.table.__tablename__ == "unit":
            self._expect_units(entries)
        for place, entry in entries:
            if place in only_check:
                wrong = self._all_wrong(*self._canonical(entry))
                self._refuse(place, entry, [problem for problem in wrong if problem[0] in entry.values])
            else:
                self._take(place, entry)
        self._write()

    def _expect_units(self, entries: Sequence[tuple[int, Entry]]) -> None:
        """Let units of this file name each other, whichever comes first: their ids are known beforehand."""
        id = journal.next_id(self.session, self.noun.table)
        for _place, entry in entries:
            values = entry.values
            code = str(values.get("code") or "").upper()
            if code and values.get("name") and (code,) not in self.known.records:
                self.refs.expect("unit", (id, code, values["name"], values.get("opened_on"), values.get("closed_on")))
            entry.id = id
            id += 1

    def _take(self, place: int, entry: Entry) -> None:
        values, problems = self._canonical(entry)
        if problems:
            return self._refuse(place, entry, self._all_wrong(values, problems))
        match = self.known.find(self.noun, values)
        if match is None:
            return self._enter(place, entry, values)
        id, record = match
        differing = self._differing(record, values)
        self.known.remember(self.noun, record)  # of two rows that mean one record the first stands
        if not differing:
            self._done(place, "unchanged")
        elif id is None or not self.intake.may_update(self.noun):
            how = "; ".join(f"{key}: {shown(old)} → {shown(new)}" for key, (old, new) in differing.items())
            self._refuse(place, entry, [("", name_of(record), _("differs from the record: {how}").format(how=how))])
        else:
            self._change(place, entry, id, record, differing)
        return None

    def _canonical(self, entry: Entry) -> tuple[Values, list[tuple[str, str, str]]]:
        """The entry with its references as codes, so that it can be compared; and what they name in vain."""
        values, problems = dict(entry.values), list(entry.errors)
        if values.get("code"):
            values["code"] = str(values["code"]).upper()
        for column, noun in self.noun.references.items():
            if values.get(column) is None:
                continue
            try:
                values[column] = getattr(self.refs, noun)(str(values[column]), column)[1]
            except Rejected as problem:
                problems.append((problem.column, problem.value, with_hint(problem)))
        return values, problems

    def _all_wrong(self, values: Values, problems: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
        """The problems, and what is wrong with the columns that have none yet."""
        draft = Draft(self.refs, values, self.intake.today)
        if self.noun.identity(values) not in self.known.records:
            self.noun.row(draft)
        named = {column for column, _value, _reason in problems}
        named |= set(self.unasked)
        return [*problems, *(p for p in told(draft) if p[0] not in named)]

    def _differing(self, record: Values, values: Values) -> dict[str, tuple[Any, Any]]:
        """Column -> (what the record says, what the row says), where they differ."""
        return {
            key: (record[key], value)
            for key, value in values.items()
            if key in record
            and value != record[key]
            and not (value is None and (not self.is_exact or key in self.noun.defaulted))
        }

    def _enter(self, place: int, entry: Entry, values: Values) -> None:
        draft = Draft(self.refs, values, self.intake.today)
        row = self.noun.row(draft)
        if draft.problems:
            return self._refuse(place, entry, told(draft))
        if conflict := self.known.conflict(row, values):
            return self._refuse(place, entry, [conflict])
        if entry.id is not None:
            row["id"] = entry.id
        self.new.append((place, entry, row))
        if self.noun.table.__tablename__ == "post":
            self.verdict.from_titles += bool(draft.hints)
        else:
            self.verdict.hints += [f"{entry.file}:{entry.line}: {hint}" for hint in draft.hints]
        self.known.remember(self.noun, {**values, **{k: row[k] for k in self.noun.defaulted if k in row}})
        self._done(place, "new")
        return None

    def _change(self, place: int, entry: Entry, id: int, record: Values, differing: Any) -> None:
        after = {**record, **{key: new for key, (_old, new) in differing.items()}}
        draft = Draft(self.refs, after, self.intake.today)
        row = self.noun.row(draft)
        if draft.problems:
            return self._refuse(place, entry, told(draft))
        if conflict := self.known.conflict(row, after):
            return self._refuse(place, entry, [conflict])
        journal.change(self.session, self.noun.table, id, **row)
        if self.noun.table.__tablename__ == "post":
            self.intake.served.add(row["staff_id"])
        record.update(after)
        self.intake.place(str(self.noun.table.__tablename__), id, self.verdict, place, entry)
        how = "; ".join(f"{key}: {shown(old)} → {shown(new)}" for key, (old, new) in differing.items())
        where = f"{entry.file}:{entry.line}"
        change = _("changed {record}: {how} ({place})").format(record=name_of(record), how=how, place=where)
        self.verdict.hints.append(change)
        self._done(place, "changed")
        return None

    def _write(self) -> None:
        rows = [row for _place, _entry, row in self.new]
        if self.noun.numbering:
            number(self.session, self.noun.numbering, rows)
        ids = journal.add_many(self.session, self.noun.table, rows)
        for id, (place, entry, _row) in zip(ids, self.new, strict=True):
            self.intake.place(str(self.noun.table.__tablename__), id, self.verdict, place, entry)

    def _done(self, place: int, outcome: str) -> None:
        self.verdict.outcomes[place] = outcome

    def _refuse(self, place: int, entry: Entry, problems: Sequence[tuple[str, str, str]]) -> None:
        self.intake.refuse(self.verdict, place, entry, problems)


def number(session: Session, numbering: Numbering, rows: list[dict[str, Any]]) -> None:
    """Number the records that came without a number, in file order, after all that have one."""
    last: dict[int, int] = {}
    for row in rows:
        year = row["year"]
        last[year] = max(last[year] if year in last else numbering.highest(session, year), row["n"])
    for row in rows:
        if not row["n"]:
            last[row["year"]] += 1
            row["n"] = last[row["year"]]


def noun_of(name: str) -> Noun:
    noun: Noun = import_module(f"chodon_cli.register.{MODULES.get(name, name)}").NOUN
    return noun


def is_fresh(session: Session) -> bool:
    """Whether the register holds nothing yet but the shipped catalogue, as `init` wrote it."""
    return bool(Question(session).execute("SELECT count(*) FROM changeset", {}).scalar_one() == 1)


def shown(value: Any) -> str:
    return "∅" if value is None else f"«{value}»"


def name_of(values: Values) -> str:
    return record.name(values) or str(values.get("unit") or "")


def told(draft: Draft) -> list[tuple[str, str, str]]:
    """What is wrong with the draft: column, value, reason."""
    return [(problem.column, problem.value, with_hint(problem)) for problem in draft.problems]


def with_hint(problem: Rejected) -> str:
    return f"{problem.reason} ({problem.hint})" if problem.hint else problem.reason
