"""References that a verb or an import resolves: each looked up once, remembered for the next row."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from sqlmodel import Session

from chodon_cli.errors import NotFound
from chodon_cli.law import checklist
from chodon_cli.locale import _
from chodon_cli.queries import resolve as lookup
from chodon_cli.queries.resolve import Found
from chodon_cli.register.session import SessionReader, beneath
from chodon_cli.text import clean

POSTS = """
p.started_on, coalesce(p.ended_on, '9999-12-31'), p.unit_id, u.code
FROM post p JOIN unit u ON u.id = p.unit_id WHERE p.voided_on IS NULL
"""
LATEST_FIRST = " ORDER BY p.started_on DESC, p.ended_on IS NOT NULL, p.ended_on DESC, p.unit_id DESC"


class Resolver:
    """The records that codes and names mean within one transaction."""

    def __init__(self, session: Session, even_void: bool = False) -> None:
        self.db, self._session = SessionReader(session), session
        self._even_void = even_void  # a register that is read back has records that were entered by mistake
        self._known: defaultdict[str, dict[str, Found]] = defaultdict(dict)  # noun -> what was said -> what it means
        self._served: dict[int, list[Found]] = {}
        self._learned: set[str] | None = None  # nouns of which everything is known, once much is asked

    def unit(self, said: str, column: str = "unit") -> Found:
        """(id, code, name, opened_on, closed_on); see `lookup.unit`."""
        return self._remembered(lookup.unit, said, column)

    def staff(self, said: str, column: str = "staff") -> Found:
        """(id, code, full_name, born_on); see `lookup.staff`."""
        return self._remembered(lookup.staff, said, column)

    def standard(self, said: str, column: str = "standard") -> Found:
        """(id, code, in_force_to); see `lookup.standard`."""
        return self._remembered(lookup.standard, said, column)

    def document(self, said: str, column: str = "document") -> Found:
        """(id, reference, issued_on); see `lookup.document`."""
        return self._remembered(lookup.document, said, column)

    def violation(self, said: str, column: str = "violation") -> Found:
        """(id, number, staff code, occurred_on, found_on, voided_on); see `lookup.violation`."""
        return self._remembered(lookup.violation, said, column)

    def case(self, said: str, column: str = "case") -> Found:
        """(id, number); see `lookup.case`."""
        return self._remembered(lookup.case, said, column)

    def position(self, staff: int, day: str) -> str:
        """The category of the person's post on this day; of the last one if there is none."""
        sql = """
        SELECT p.category FROM post p WHERE p.staff_id = :staff AND p.voided_on IS NULL
        ORDER BY CASE WHEN p.started_on <= :day THEN 0 ELSE 1 END, p.started_on DESC LIMIT 1
        """
        return str(lookup.rows(self.db, sql, staff=staff, day=day)[0][0])

    def task(self, said: str, column: str = "task") -> Found:
        """(id, number, unit id); see `lookup.task`."""
        return self._remembered(lookup.task, said, column)

    def all_of(self, noun: str, said: Sequence[str], column: str) -> list[Found]:
        """What each of these means."""
        known = self._known_of(noun)
        try:
            return list(map(known.__getitem__, said))
        except KeyError:
            look = getattr(self, noun)
            return [known.get(word) or look(str(word), column) for word in said]

    def inspection(self, said: str, column: str = "inspection") -> Found:
        """(id, number, visited_on); see `lookup.inspection`."""
        return self._remembered(lookup.inspection, said, column)

    def item(self, said: str, column: str = "item") -> Found:
        """(id of the standard, None for an item of the list, code, last day) of what an inspection looks at."""
        listed = checklist.item(clean(said).upper())
        if listed:
            return None, listed["code"], listed.get("until")
        try:
            return self.standard(said, column)
        except NotFound as error:
            raise lookup.NotInRegister(
                column, said, _("is no item of the checklist and no standard"), error.hint
            ) from error

    def people(self, said: str, column: str = "staff") -> Found:
        """(ids, codes as a list is written) of several people, in the order of their codes."""
        found = {self.staff(part, column)[:2] for part in re.split("[,;]", said) if part.strip()}
        ordered = sorted(found, key=lambda person: str(person[1]))
        return [id for id, _code in ordered], "; ".join(code for _id, code in ordered)

    def post_on(self, staff: int, day: str) -> Found | None:
        """(unit id, unit code) of the person's post on this day; None without a post."""
        return self.last_post(staff, day, day)

    def last_post(self, staff: int, first: str, last: str) -> Found | None:
        """(unit id, unit code) of the person's last post between these days; None without a post."""
        for started_on, ended_on, unit, code in self._posts_of(staff):
            if started_on <= last and first <= ended_on:
                return unit, code
        return None

    def units_on(self, staff: Sequence[int], days: Sequence[str]) -> list[int]:
        """The id of the unit in which each of these people served on the day; fewer, if one did not serve."""
        posts, units = self._posts_of if self._learned is None else self._posts().get, []
        for who, day in zip(staff, days, strict=True):
            for started_on, ended_on, unit, _code in posts(who) or ():
                if started_on <= day <= ended_on:
                    units.append(unit)
                    break
        return units

    def expect_many(self) -> None:
        """Look up everything of a noun at once when the first of it is asked for: for a file with many rows."""
        self._learned = self._learned or set()

    def expect(self, noun: str, found: Found) -> None:
        """Know a record that is about to be written, so that others in the same file can name it."""
        self._known[noun][found[1]] = found

    def _remembered(self, look: Callable[[Any, str, str, bool], Found], said: str, column: str) -> Found:
        known = self._known_of(look.__name__)
        if said not in known:
            known[said] = look(self.db, said, column, self._even_void)
        return known[said]

    def _known_of(self, noun: str) -> dict[str, Found]:
        """What is known of the noun: all of it, if many references are expected."""
        if self._learned is not None and noun in ALL and noun not in self._learned:
            self._learned.add(noun)
            void = NOT_VOID if noun != "standard" and not self._even_void else ""
            found = {row[1]: row for row in beneath(self._session).execute(f"SELECT {ALL[noun]} FROM {noun}{void}")}
            self._known[noun] = found | self._known[noun]
        return self._known[noun]

    def _posts_of(self, staff: int) -> list[Found]:
        if self._learned is not None:
            return self._posts().get(staff, [])
        if staff not in self._served:
            sql = f"SELECT {POSTS} AND p.staff_id = :staff {LATEST_FIRST}"
            self._served[staff] = lookup.rows(self.db, sql, staff=staff)
        return self._served[staff]

    def _posts(self) -> dict[int, list[Found]]:
        """The posts of everybody: first day, last day, unit id, unit code."""
        assert self._learned is not None
        if "post" not in self._learned:
            self._learned.add("post")
            self._served = {}
            for staff, *post in beneath(self._session).execute(f"SELECT p.staff_id, {POSTS} {LATEST_FIRST}"):
                self._served.setdefault(staff, []).append(tuple(post))
        return self._served


NOT_VOID = " WHERE voided_on IS NULL"
ALL = {
    "unit": "id, code, name, opened_on, closed_on",
    "staff": "id, code, full_name, born_on",
    "standard": "id, code, in_force_to",
}
