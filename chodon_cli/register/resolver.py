"""References that a verb or an import resolves: each looked up once, remembered for the next row."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import starmap
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from sqlmodel import Session

from chodon_cli.errors import NotFound, Rejected
from chodon_cli.input_row import Values
from chodon_cli.law import checklist
from chodon_cli.locale import _
from chodon_cli.nouns.number import CASE_NUMBER, INSPECTION_NUMBER, TASK_NUMBER, VIOLATION_NUMBER, Number
from chodon_cli.nouns.person import LIKE_A_NUMBER
from chodon_cli.queries import names
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries.list_memory import quote_value
from chodon_cli.queries.references import (
    CaseRef,
    DocumentRef,
    InspectionRef,
    Reference,
    StaffRef,
    StandardRef,
    TaskRef,
    UnitRef,
    ViolationRef,
    as_written,
)
from chodon_cli.register.session import SessionReader, connection_beneath
from chodon_cli.store import Reader, turn
from chodon_cli.text import clean, clean_number, with_tones_behind

LIVE_POSTS_SQL = """
p.started_on, coalesce(p.ended_on, '9999-12-31'), p.unit_id, u.code
FROM post p JOIN unit u ON u.id = p.unit_id WHERE p.voided_on IS NULL
"""
ENOUGH_ROWS = 20  # of a file, from which on everything is looked up at once, unless there are far more people
PEOPLE_READ_FOR_A_ROW = 30  # so many are read at once in the time in which one row looks for what it names
R = TypeVar("R")
CODE_WITH_LABEL = re.compile(r"\s*([^\s:|(]+)(?:\s+[-–—|/]\s+|\s*[:|(]\s*)(.+?)\)?\s*")  # "PNV – Phòng Nội vụ"
FEW_REFERENCES = 20  # so many are looked up one by one, and remembered
LATEST_FIRST = " ORDER BY p.started_on DESC, p.ended_on IS NOT NULL, p.ended_on DESC, p.unit_id DESC"


class ItemRef(NamedTuple):
    """What an inspection looks at: a standard, or an item of the checklist (without an id); its last day."""

    standard_id: int | None
    code: str
    in_force_to: str | None


class PeopleRef(NamedTuple):
    """Several people: their ids, and their codes as a file has them."""

    ids: list[int]
    codes: str


class StretchOfPost(NamedTuple):
    """A post of a person: its first and last day, its unit."""

    started_on: str
    ended_on: str
    unit_id: int
    unit: str


class Resolver:
    """The records that codes and names mean within one transaction."""

    def __init__(
        self,
        session: Session,
        even_void: bool = False,
        is_file: bool = False,
        aliases: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.db, self._session = SessionReader(session), session
        self._is_file = is_file  # numbers are written whole there: 4 may be anything
        self._even_void = even_void  # a register that is read back has records that were entered by mistake
        self._known: defaultdict[str, dict[str, object]] = defaultdict(dict)  # noun -> what was said -> what it means
        self._aliases = aliases  # how the file writes a unit -> its code
        self._meant: dict[str, str | None] = {}  # what was said -> the alias that it is, or none
        self.aliases_used: set[str] = set()
        self._not_there: dict[tuple[str, str], Rejected] = {}  # what no unit is called, column -> what is said of it
        self.guesses: dict[str, UnitRef] = {}  # how a list writes a unit -> the one that it can only mean
        self._served: dict[int, list[StretchOfPost]] = {}
        self._latest: dict[int, StretchOfPost] = {}  # the last post of each, once all are known
        self._learned: set[str] | None = None  # nouns of which everything is known, once much is asked
        self._rows_expected = 0

    @property
    def reads_list(self) -> bool:
        """Whether the references come from a list, and not from a command or a register that is read back."""
        return self._is_file and not self._even_void

    def unit(self, reference: str, column: str = "unit") -> UnitRef:
        """See `resolve.unit`, and so on for the others."""
        if (alias := self._alias(reference)) is not None:
            return self._look_up_once("unit", lookup.unit, self._aliases[alias], column)
        if (reference, column) in self._not_there:
            raise self._not_there[reference, column]
        is_new = reference not in self._known_of("unit")
        try:
            unit_ref = self._look_up_once("unit", lookup.unit, reference, column)
        except lookup.NotInRegister as missing:
            if not self.reads_list:
                raise
            self._not_there[reference, column] = refusal = self._with_way_out(missing)
            raise refusal from None
        is_as_said = with_tones_behind(unit_ref.name) == with_tones_behind(clean(reference))
        is_guess = is_new and unit_ref.code != reference.upper() and not is_as_said
        if is_guess and not names.has_alias(self.db, unit_ref.id, reference):
            self.guesses[clean(reference)] = unit_ref
        return unit_ref

    def _with_way_out(self, missing: Rejected) -> Rejected:
        """The refusal of a unit that a list names, with what to type if one of the register is meant."""
        from chodon_cli.queries.nearest import did_you_mean, near_units

        near = [code for code, _name in near_units(missing.value, names.named_units(self.db))]
        if LIKE_A_NUMBER.fullmatch(missing.value):  # shown by its ends only: nobody could type it
            return lookup.NotInRegister(missing.column, missing.value, missing.reason, did_you_mean(near))
        code = near[0] if len(near) == 1 else _("CODE")
        pattern = _("is {codes} meant? add --alias {alias}") if near else _("if the register has it: --alias {alias}")
        hint = pattern.format(codes=_(" or ").join(near), alias=quote_value(f"{missing.value}={code}"))
        return lookup.NotInRegister(missing.column, missing.value, missing.reason, hint)

    def _alias(self, reference: str) -> str | None:
        """The alias as which the file was told to read this."""
        if not self._aliases:
            return None
        if reference not in self._meant:
            from chodon_cli.queries import unit_names

            alike = (text for text in self._aliases if unit_names.is_same(reference, text))
            self._meant[reference] = reference if reference in self._aliases else next(alike, None)
        if (alias := self._meant[reference]) is not None:
            self.aliases_used.add(alias)
        return alias

    def say_guesses(self) -> list[tuple[str, str]]:
        """(what was written, hint) of the units that were understood otherwise than by code, name or alias."""
        return [
            (text, _("“{said}” is taken for {code} {unit}").format(said=text, code=unit.code, unit=unit.name))
            for text, unit in self.guesses.items()
        ]

    def ask_together(self, named: Iterable[tuple[str, str]]) -> None:
        """Let a server answer in one message what is asked first of these nouns and what was typed of each."""
        if not (self._is_file or self._aliases):
            new = [(noun, said) for noun, said in named if said not in self._known[noun]]
            turn.ask_together(connection_beneath(self._session), lookup.first_questions(new, self._even_void))

    def staff(self, reference: str, column: str = "staff") -> StaffRef:
        look = lookup.staff_of_list if self._is_file else lookup.staff
        return self._look_up_once("staff", look, reference, column)

    def standard(self, reference: str, column: str = "standard") -> StandardRef:
        return self._look_up_once("standard", lookup.standard, reference, column)

    def document(self, reference: str, column: str = "document") -> DocumentRef:
        return self._look_up_once("document", lookup.document, reference, column)

    def violation(self, reference: str, column: str = "violation") -> ViolationRef:
        return self._look_up_once(
            "violation", lookup.violation, self._whole_number(VIOLATION_NUMBER, reference, column), column
        )

    def case(self, reference: str, column: str = "case") -> CaseRef:
        return self._look_up_once("case", lookup.case, self._whole_number(CASE_NUMBER, reference, column), column)

    def task(self, reference: str, column: str = "task") -> TaskRef:
        return self._look_up_once("task", lookup.task, self._whole_number(TASK_NUMBER, reference, column), column)

    def inspection(self, reference: str, column: str = "inspection") -> InspectionRef:
        return self._look_up_once(
            "inspection", lookup.inspection, self._whole_number(INSPECTION_NUMBER, reference, column), column
        )

    def item(self, reference: str, column: str = "item") -> ItemRef:
        """What an inspection looks at: an item of the checklist, or a standard."""
        listed = checklist.item(clean(reference).upper())
        if listed:
            return ItemRef(None, listed["code"], listed.get("until"))
        try:
            return ItemRef(*self.standard(reference, column))
        except NotFound as error:
            raise lookup.NotInRegister(
                column, reference, _("is no item of the checklist and no standard"), error.hint
            ) from error

    def people(self, reference: str, column: str = "staff") -> PeopleRef:
        """Several people, in the order of their codes."""
        people_refs = {self.staff(part, column) for part in re.split("[,;]", reference) if part.strip()}
        ordered = sorted(people_refs, key=lambda person: person.code)
        return PeopleRef([person.id for person in ordered], "; ".join(person.code for person in ordered))

    def known_records(self, noun: str, said: Sequence[str]) -> list[object] | None:
        """What each of these means, if all are known as they are written."""
        if noun == "unit" and self._aliases:
            return None
        try:
            return list(map(self._known_of(noun).__getitem__, said))
        except KeyError:
            return None

    def all_of(self, noun: str, references: Sequence[str], column: str) -> list[object]:
        """What each of these means."""
        remembered = self._known_of(noun)
        if noun == "unit" and self._aliases:
            return [self.unit(str(word), column) for word in references]
        if noun in lookup.NUMBERED_REFERENCES and len(references) > FEW_REFERENCES:
            return lookup.numbered_references(self.db, noun, references, column, self._even_void)
        try:
            return list(map(remembered.__getitem__, references))
        except KeyError:
            look = getattr(self, noun)
            return [remembered.get(word) or look(str(word), column) for word in references]

    def position(self, staff: int, day: str) -> str:
        """The category of the person's post on this day; of the last one if there is none."""
        sql = """
        SELECT p.category FROM post p WHERE p.staff_id = :staff AND p.voided_on IS NULL
        ORDER BY CASE WHEN p.started_on <= :day THEN 0 ELSE 1 END, p.started_on DESC LIMIT 1
        """
        return str(lookup.rows(self.db, sql, staff=staff, day=day)[0][0])

    def post_on(self, staff: int, day: str) -> StretchOfPost | None:
        """The person's post on this day; None without one."""
        [post] = self.posts_on([staff], [day])
        return post

    def posts_on(self, staff: Sequence[int], days: Sequence[str]) -> list[StretchOfPost | None]:
        """The post of each of these people on the day; None for one who did not serve."""
        if self._learned is None:
            return [_on_day(self._posts_of(one), day) for one, day in zip(staff, days, strict=True)]
        posts = self._posts()
        return [
            # the latest first and its days by place, for there are millions
            post if (post := latest) and post[0] <= day <= post[1] else _on_day(posts.get(one), day)
            for one, latest, day in zip(staff, map(self._latest.get, staff), days, strict=True)
        ]

    def last_post(self, staff: int, first: str, last: str) -> StretchOfPost | None:
        """The person's last post between these days; None without one."""
        for post in self._posts_of(staff):
            if post.started_on <= last and first <= post.ended_on:
                return post
        return None

    def expect_rows(self, count: int) -> None:
        """So many more rows of a file come: of many everything of a noun is looked up at once when it is asked for."""
        self._rows_expected += count
        if self._learned is None and self._rows_expected > ENOUGH_ROWS:
            [[people]] = connection_beneath(self._session).execute("SELECT coalesce(max(id), 0) FROM staff")
            if people <= self._rows_expected * PEOPLE_READ_FOR_A_ROW:
                self._learned = set()

    def expect(self, noun: str, record: Reference) -> None:
        """Know a record that is about to be written, so that others in the same file can name it."""
        self._known[noun][as_written(record)] = record

    def forget(self, noun: str, code: str) -> None:
        """It is not written after all: who names it from now on names nothing."""
        self._known[noun].pop(code, None)

    def _whole_number(self, number: Number, reference: str, column: str) -> str:
        """What is said, if it is a whole number or typed to a verb."""
        if self._is_file and not number.parse(clean_number(reference)):
            raise lookup.no_such_number(column, reference)
        return reference

    def _look_up_once(self, noun: str, look: Callable[[Reader, str, str, bool], R], reference: str, column: str) -> R:
        remembered: dict[str, R] = self._known_of(noun)
        if reference not in remembered:
            try:
                remembered[reference] = look(self.db, reference, column, self._even_void)
            except lookup.NotInRegister as missing:
                remembered[reference] = self._with_label(look, reference, missing)
        return remembered[reference]

    def _with_label(
        self, look: Callable[[Reader, str, str, bool], R], reference: str, missing: lookup.NotInRegister
    ) -> R:
        """The record that a list names by its code and its name together, as forms do: “PNV – Phòng Nội vụ”."""
        parts = CODE_WITH_LABEL.fullmatch(reference) if self.reads_list else None
        meant: list[R] = []
        for part in parts.groups() if parts else ():
            with suppress(Rejected):
                meant.append(look(self.db, part, missing.column, False))
        if len(meant) < 2 or meant[0] != meant[1]:
            raise missing
        return meant[0]

    def _known_of(self, noun: str) -> Values:
        """What is known of the noun: all of it, if many references are expected."""
        if self._learned is not None and noun in REFERENCES_BY_NOUN and noun not in self._learned:
            self._learned.add(noun)
            void = NOT_VOID if noun != "standard" and not self._even_void else ""
            columns = ", ".join(REFERENCES_BY_NOUN[noun]._fields)
            rows = connection_beneath(self._session).execute(f"SELECT {columns} FROM {noun}{void}")
            refs: Iterable[Reference] = starmap(REFERENCES_BY_NOUN[noun], rows)
            self._known[noun] = {as_written(ref): ref for ref in refs} | self._known[noun]
        return self._known[noun]

    def _posts_of(self, staff: int) -> list[StretchOfPost]:
        if self._learned is not None:
            return self._posts().get(staff, [])
        if staff not in self._served:
            sql = f"SELECT {LIVE_POSTS_SQL} AND p.staff_id = :staff {LATEST_FIRST}"
            self._served[staff] = [StretchOfPost(*row) for row in lookup.rows(self.db, sql, staff=staff)]
        return self._served[staff]

    def _posts(self) -> dict[int, list[StretchOfPost]]:
        """The posts of everybody: first day, last day, unit id, unit code."""
        assert self._learned is not None
        if "post" not in self._learned:
            self._learned.add("post")
            self._served = {}
            one_of = dict[str, str]().setdefault  # of equal days and codes one is kept: there are few different ones
            for staff, first, last, unit_id, unit in connection_beneath(self._session).execute(
                f"SELECT p.staff_id, {LIVE_POSTS_SQL} {LATEST_FIRST}"
            ):
                post = StretchOfPost(one_of(first, first), one_of(last, last), unit_id, one_of(unit, unit))
                self._served.setdefault(staff, []).append(post)
            self._latest = {staff: posts[0] for staff, posts in self._served.items()}
        return self._served


def _on_day(posts: Sequence[StretchOfPost] | None, day: str) -> StretchOfPost | None:
    for post in posts or ():
        if post[0] <= day <= post[1]:
            return post
    return None


NOT_VOID = " WHERE voided_on IS NULL"
REFERENCES_BY_NOUN: dict[str, type[UnitRef] | type[StaffRef] | type[StandardRef]] = {
    "unit": UnitRef,
    "staff": StaffRef,
    "standard": StandardRef,
}
