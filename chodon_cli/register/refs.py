"""References that a verb or an import resolves: each looked up once, remembered for the next row."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session

from chodon_cli import dates
from chodon_cli.lists import lookup
from chodon_cli.lists.lookup import Found
from chodon_cli.register import Question

POSTS = (
    "p.started_on, p.ended_on, p.unit_id, u.code FROM post p JOIN unit u ON u.id = p.unit_id WHERE p.voided_on IS NULL"
)


class Refs:
    """The records that codes and names mean within one transaction."""

    def __init__(self, session: Session, even_void: bool = False) -> None:
        self.db = Question(session)
        self._even_void = even_void  # a register that is read back has records that were entered by mistake
        self._known: dict[tuple[str, str], Found] = {}
        self._served: dict[int, list[Found]] = {}

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

    def post_on(self, staff: int, day: str) -> Found | None:
        """(unit id, unit code) of the person's post on this day; None without a post."""
        return self.last_post(staff, day, day)

    def last_post(self, staff: int, first: str, last: str) -> Found | None:
        """(unit id, unit code) of the person's last post between these days; None without a post."""
        if staff not in self._served:
            self._served[staff] = lookup.rows(self.db, f"SELECT {POSTS} AND p.staff_id = :staff", staff=staff)
        found = [post for post in self._served[staff] if post[0] <= last and first <= (post[1] or dates.FOREVER)]
        return max(found)[2:] if found else None

    def learn(self) -> None:
        """Look up every code and every post at once: for a file with many rows."""
        for noun, columns in ALL.items():
            rows = lookup.rows(
                self.db,
                f"SELECT {columns} FROM {noun}" + (NOT_VOID if noun != "standard" and not self._even_void else ""),
            )
            self._known |= {(noun, row[1]): row for row in rows}
        self._served = {row[0]: [] for row in lookup.rows(self.db, "SELECT id FROM staff")}
        for staff, *post in lookup.rows(self.db, f"SELECT p.staff_id, {POSTS}"):
            self._served[staff].append(tuple(post))

    def expect(self, noun: str, found: Found) -> None:
        """Know a record that is about to be written, so that others in the same file can name it."""
        self._known[(noun, found[1])] = found

    def _remembered(self, look: Callable[[Any, str, str, bool], Found], said: str, column: str) -> Found:
        key = (look.__name__, said)
        if key not in self._known:
            self._known[key] = look(self.db, said, column, self._even_void)
        return self._known[key]


NOT_VOID = " WHERE voided_on IS NULL"
ALL = {
    "unit": "id, code, name, opened_on, closed_on",
    "staff": "id, code, full_name, born_on",
    "standard": "id, code, in_force_to",
}
