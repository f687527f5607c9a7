"""Files taken in: every row matched with what the register has, checked, written; and every fault named."""

import sys
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import field
from functools import partial

from sqlmodel import Session

from chodon_cli import dates, progress, store
from chodon_cli.errors import CellFault, Refused
from chodon_cli.input_row import InputRow
from chodon_cli.locale import _, figure
from chodon_cli.nouns.number import Number
from chodon_cli.nouns.person import mask, mask_within
from chodon_cli.queries import known_codes
from chodon_cli.queries.tied_records import TABLES_OF_EVERYTHING, people_and_units
from chodon_cli.queries.written_rows import MOST_ROWS_FOLLOWED
from chodon_cli.register import post, staff
from chodon_cli.register.bulk import list_memory
from chodon_cli.register.bulk.blocks import Block, FileRows, RepeatedRow
from chodon_cli.register.bulk.extras import FolderExtras
from chodon_cli.register.bulk.matcher import RowMatcher
from chodon_cli.register.bulk.office import OfficeImport, OfficeRegister
from chodon_cli.register.bulk.office_gone import finish_office
from chodon_cli.register.bulk.spool import InsertSpool
from chodon_cli.register.bulk.verdict import ImportVerdict
from chodon_cli.register.hidden_rows import refuse_hidden_breaches
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.plain import verbs_of
from chodon_cli.register.session import SessionReader, connection_beneath, written_rows
from chodon_cli.register.settle import new_breaches, new_breaches_of_rows
from chodon_cli.register.transaction import Overtaken, transaction
from chodon_cli.rules.blocking import RuleBreach
from chodon_cli.store import branch
from chodon_cli.value_class import dataclass

MOST_FAULTS = 20_000  # of one file
MOST_DIGITS_OF_A_LINE = 5  # digits: with more it can be somebody's number
LINE_AFTER_ALL = sys.maxsize  # line of what is said of the file, after all that is said of its lines


@dataclass
class ImportOutcome:
    """What became of an import: its verdicts, all the faults, and whether anything was taken in."""

    verdicts: list[ImportVerdict]
    faults: list[CellFault]
    is_taken: bool
    exit_code: int
    is_learned: bool = False  # something was remembered, or forgotten, of these headings


class TakenBack(Exception):
    """Ends the transaction without a trace."""


def run(
    batches: Sequence[FileRows],
    today: str,
    *,
    update: bool,
    skip: bool,
    dry_run: bool,
    lax: bool = False,
    distinct: bool = False,
    total: int | None = None,
    memory: str = "",
    extras: FolderExtras | None = None,
    is_export: bool = False,
    office: OfficeImport | None = None,
) -> ImportOutcome:
    """Take in the batches in one transaction. With `skip` the refused rows are left behind and the others go in.

    An export as the program wrote it comes back into a new register even where its records break a rule by now.

    With `memory` the register remembers, or forgets, what was said of lists with these headings.
    A refused row may have been what others rested on, so they are tried again without it, until nothing is refused.
    """
    attempt = ImportAttempt(
        batches, today, update, dry_run, lax, distinct, memory, extras, is_export, office, total=total
    )
    faults: list[CellFault] = []
    while True:
        verdicts, new_faults, is_taken = attempt.take_in()
        faults += new_faults
        again = {(fault.file, fault.line) for fault in new_faults if fault.line is not None}
        if not skip or not new_faults or not again:
            break
        attempt.refused |= again
    for verdict in verdicts:
        verdict.refused |= {line for file, line in attempt.refused if file == verdict.file and line is not None}
    code = (3 if skip and is_taken else 1) if faults else 0
    return ImportOutcome(verdicts, faults, is_taken, code, attempt.is_learned)


@dataclass
class ImportAttempt:
    """What is tried, and what the tries before have taught."""

    batches: Sequence[FileRows]
    today: str
    update: bool
    dry_run: bool
    lax: bool  # days that cannot be true are taken
    distinct: bool  # who may be somebody of the register is somebody else
    memory: str  # remember, forget, or nothing
    extras: FolderExtras | None  # what a folder holds besides the records
    is_export: bool  # the batches are a register as it was exported
    office: OfficeImport | None  # they are that of another office
    refused: set[tuple[str, int | None]] = field(default_factory=set)  # file and line of rows to be left out
    repeated: set[object] = field(default_factory=set)  # what more than one row of a file says it is
    is_learned: bool = False  # something is remembered otherwise than before
    locks_late: bool = True  # nobody has to wait while rows are checked
    total: int | None = None  # rows that are expected, for whoever watches

    def take_in(self) -> tuple[list[ImportVerdict], list[CellFault], bool]:
        """Take in what is not refused yet; nothing of it stays if a fault is found or it was a rehearsal."""
        while True:
            try:
                with (
                    progress.watch_work(_("Import"), self.total),
                    transaction(is_bulk=True, locks_late=self.locks_late) as session,
                ):
                    verdicts, faults = self._take_batches(session)
                    if faults or self.dry_run:
                        raise TakenBack
                    if self.extras:
                        self.extras.keep_files()
            except RepeatedRow as repeated:
                self.repeated |= repeated.marks
            except Overtaken:
                self.locks_late = False
            except TakenBack:
                return verdicts, faults, not faults
            else:
                return verdicts, faults, True

    def _take_batches(self, session: Session) -> tuple[list[ImportVerdict], list[CellFault]]:
        is_restored = self.is_export and is_fresh(session)  # what was accepted once comes back, whatever day it is
        intake = Importer(session, dates.FOREVER if is_restored else self.today, self.update, self.repeated)
        intake.lax, intake.distinct, intake.is_restored = self.lax, self.distinct, is_restored
        intake.leaves_rows_out = bool(self.refused)
        office = OfficeRegister(session, self.office.unit, self.batches) if self.office else None
        for batch in self.batches:
            refused = {line for file, line in self.refused if file == batch.file and line is not None}
            blocks = partial(remaining, batch, refused)
            intake.take(batch, office.blocks(batch.noun, blocks) if office else blocks)
        if self.office and office:
            finish_office(intake, office, self.office.voids_gone)
            if self.extras:
                self.extras.name_here = office.names.record
        intake.settle()
        for verdict, batch in zip(intake.verdicts, self.batches, strict=True):
            verdict.faults += batch.objections()
        is_refused = any(verdict.faults for verdict in intake.verdicts)  # then nothing is remembered either
        for verdict, batch, used in zip(intake.verdicts, self.batches, intake.aliases_used, strict=True):
            if is_refused:
                break
            is_kept, hints = list_memory.keep(session, self.memory, batch, used)
            self.is_learned = self.is_learned or is_kept
            verdict.hints += [(LINE_AFTER_ALL, hints)] if hints else []
        unused = list_memory.hints_of_unused(self.batches, intake.aliases_used)
        intake.verdicts[-1].hints += [(LINE_AFTER_ALL, hints) for hints in unused]
        verdicts = intake.verdicts
        if self.extras:
            verdicts = [*verdicts, *self.extras.take_in(session, self.update, self.refused)]
        faults_of_batches = [
            sorted(verdict.faults, key=lambda fault: fault.line or LINE_AFTER_ALL) for verdict in verdicts
        ]
        return verdicts, [fault for faults in faults_of_batches for fault in faults]


class Importer:
    """One import: several files in one transaction. `settle` holds all of it against the rules at the end."""

    def __init__(self, session: Session, today: str, update: bool, repeated: set[object]) -> None:
        self.session, self.today, self.update = session, today, update
        self.lax = self.distinct = self.is_restored = self.leaves_rows_out = False
        self.repeated = frozenset(repeated)  # what has to be looked at row by row, because the file says it twice
        self.verdicts: list[ImportVerdict] = []
        self.loads: list[tuple[InsertSpool, ImportVerdict]] = []
        self.served: set[int] = set()  # people whose posts have changed
        self.touched: set[int] | None = set()  # people to hold against the rules; None for everybody and everything
        self.changed: dict[str, set[int]] = {}  # table -> rows that are another than before
        self.aliases_used: list[set[str]] = []  # of each file, the aliases that one of its rows says
        self._placed: dict[tuple[str, int], tuple[ImportVerdict, InputRow, str]] = {}
        self._is_fresh = is_fresh(session)

    def take(self, batch: FileRows, blocks: Callable[[], Iterable[Block]]) -> None:
        """Take in the rows of one file; the rows of an office's list of people are taken twice, person and post."""
        verdict = ImportVerdict(batch.noun, batch.file)
        self.verdicts.append(verdict)
        if batch.noun == "staff":
            from chodon_cli.register.bulk.people import PeopleList

            people = PeopleList(self, verdict, blocks, batch.aliases)
            people.take_all()
            refs = people.posts.refs
        else:
            rows = RowMatcher(self, verdict, verbs_of(batch.noun), batch.is_exact, aliases=batch.aliases)
            rows.take_all(blocks())
            refs = rows.refs
        used = refs.aliases_used | batch.aliases_used_above()
        self.aliases_used.append(used)
        if refs.guesses and not batch.is_exact:
            lines = batch.lines_saying(set(refs.guesses))
            verdict.hints += [
                (LINE_AFTER_ALL, f"{batch.file}: {hint}{lines.get(said, '')}") for said, hint in refs.say_guesses()
            ]

    def settle(self) -> None:
        """Refuse the rows that leave a rule broken, and name the records that are not in the file but break one."""
        if self.served and (moved := post.follow(self.session, sorted(self.served))):
            hint = _("violations that follow the post: {numbers}").format(numbers=", ".join(moved))
            self.verdicts[-1].hints.append((LINE_AFTER_ALL, hint))
        self._report_alike()
        self._refuse_far_numbers()
        breaches = self._new_breaches()
        if branch.units() is not None:
            refuse_hidden_breaches(self.session, *self._people_and_units_concerned())
        if self.is_restored:  # the rules have changed since: what held once is kept, and listed
            hint = _("records that break a rule as it is now: {number}; see chodon check").format(
                number=figure(len(breaches), 0)
            )
            self.verdicts[-1].hints += [(LINE_AFTER_ALL, hint)] if breaches else []
            return
        for fault in breaches:
            verdict, entry, was = self._place(fault.noun, fault.id)
            self.refuse(verdict, entry, [("", "", fault.message)], was)

    def _new_breaches(self) -> list[RuleBreach]:
        """What the import breaks: few rows are asked about alone, of many everybody and everything is."""
        written = written_rows(self.session)
        if self._is_fresh or written.are_too_many:
            return new_breaches(
                self.session, *self._people_and_units_concerned()
            )  # not of rows that were proven on their way in
        return new_breaches_of_rows(self.session, written)

    def _people_and_units_concerned(self) -> tuple[list[int] | None, list[int] | None]:
        """The people and the units to hold against the rules: of what is new or changed; None, None for all."""
        rows = {table: {*ids} for table, ids in self.changed.items()}
        for table, id in self._placed:  # of units, which name each other, no load has the new ones
            rows.setdefault(table, set()).add(id)
        followed = [load for load, _verdict in self.loads if not load.noun.prove]
        count = sum(map(len, rows.values())) + sum(map(len, followed))
        if self._is_fresh or self.touched is None or count > MOST_ROWS_FOLLOWED:  # before millions are listed
            return None, None
        for load in followed:
            rows.setdefault(load.table, set()).update(range(load.first, load.first + len(load)))
        staff, units = people_and_units(connection_beneath(self.session), rows)
        if self.changed:
            with store.reading() as committed:  # what they said before may hold no more
                of_before = people_and_units(committed, self.changed)
            staff, units = staff | of_before[0], units | of_before[1]
        return sorted(self.touched | staff), sorted(units)

    def _refuse_far_numbers(self) -> None:
        """Refuse new rows with a number far beyond the records of the year: the next one would follow it."""
        for load, verdict in self.loads:
            for year, count in load.far_years():
                most = Number.highest_plausible(count)
                for id, n in load.rows_beyond(year, most):
                    reason = _("lies far beyond the {count} records of {year}: a slip?").format(
                        count=figure(count, 0), year=year
                    )
                    entry = InputRow({}, verdict.file, load.line(id))
                    self.refuse(verdict, entry, [("number", str(n), reason)], "new")

    def _report_alike(self) -> None:
        """Name the new people who may be others, or each other: the same name, born on the same day."""
        for load, verdict in self.loads:
            for id, codes in (
                staff.namesakes_of_one_birthday(self.session, load.first) if load.table == "staff" and len(load) else []
            ):
                line = load.line(id)
                if line is None:  # of another sheet, beside whose lines it is said
                    continue
                hint = _("{place}: the same name and day of birth: {codes}")
                verdict.hints.append((line, hint.format(place=f"{verdict.file}:{line}", codes=codes)))

    def touch(self, people: Iterable[int] | None) -> None:
        """Hold these against the rules in the end; None for everybody and everything."""
        if people is None:
            self.touched = None
        elif self.touched is not None:
            self.touched.update(people)

    def change(self, table: str, id: int) -> None:
        """Hold against the rules in the end what a row that is another now concerned before, and concerns now."""
        self.changed.setdefault(table, set()).add(id)
        if table in TABLES_OF_EVERYTHING:
            self.touch(None)

    def place(self, table: str, id: int, verdict: ImportVerdict, entry: InputRow, outcome: str) -> None:
        self._placed[(table, id)] = (verdict, entry, outcome)

    def _place(self, table: str, id: int) -> tuple[ImportVerdict, InputRow, str]:
        """The row behind a record, and what has become of it so far; the file alone for a record of before."""
        if (table, id) in self._placed:
            return self._placed[table, id]
        for load, verdict in self.loads:
            if load.table == table and (line := load.line(id)):
                return verdict, InputRow({}, verdict.file, line), "new"
        return self.verdicts[-1], InputRow({}, self.verdicts[-1].file), ""

    def may_update(self, noun: NounVerbs) -> bool:
        """A new register's shipped catalogue gives way to that of the folder."""
        return self.update or (self._is_fresh and noun.table.__tablename__ == "standard")

    def refuse(
        self, verdict: ImportVerdict, entry: InputRow, problems: Sequence[tuple[str, str, str]], was: str = ""
    ) -> None:
        """Name what is wrong with the row, which was counted otherwise until then if `was` says so."""
        if was and entry.line not in verdict.refused:
            verdict.counts[was] -= 1
        if entry.line is not None:
            verdict.refused.add(entry.line)
        is_code = partial(known_codes.is_code, connection_beneath(self.session))
        for column, value, reason in problems:
            is_number = column == "id_number" and sum(map(str.isdigit, str(value))) > MOST_DIGITS_OF_A_LINE
            value_shown = mask_within(str(mask(str(value)) if is_number else value), is_code)
            reason_shown = mask_within(str(reason), is_code)
            verdict.faults.append(CellFault(entry.file, entry.line, column, value_shown, reason_shown))
        if len(verdict.faults) > MOST_FAULTS:
            raise too_many_faults(verdict)


def too_many_faults(verdict: ImportVerdict) -> Refused:
    """Each fault is named, of a list; this is none, and naming them would take minutes and gigabytes."""
    message = _("{file}: more than {number} faults: is this the right list, read as the right kind?")
    first = verdict.faults[0]
    return Refused(
        message.format(file=verdict.file, number=figure(MOST_FAULTS, 0)), _("the first: {fault}").format(fault=first)
    )


def remaining(batch: FileRows, refused: Container[int]) -> Iterator[Block]:
    """The blocks of the file without the lines that are refused."""
    for block in batch.blocks():
        yield block.without_lines(refused) if refused else block
        progress.advance(len(block.numbers))


def is_fresh(session: Session) -> bool:
    """Whether the register holds nothing yet but the shipped catalogue, as `init` wrote it."""
    return bool(SessionReader(session).execute(branch.entries_sql(), {}).fetchone()[0] == 1)
