"""An office's own list of people: each row is a person with the post, so it is taken in twice."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Any

from chodon_cli.input_row import InputRow, Values
from chodon_cli.law import identity
from chodon_cli.locale import _
from chodon_cli.queries.resolve import StaffRef
from chodon_cli.register import post, staff
from chodon_cli.register.bulk.column_draft import Doubtful
from chodon_cli.register.bulk.matcher import Problem, RowMatcher, through
from chodon_cli.register.journal import Columns
from chodon_cli.register.session import beneath
from chodon_cli.text import toned

WEIGHT = ("refused", "new", "changed", "unchanged")
POST = ("unit", "category", "title", "leadership", "started_on", "ended_on", "reason")

Bearer = tuple[str, str | None]
"""The code of a person, and the identity number as far as it is known."""


class PeopleList:
    """Finds who each row means, gives codes to those who are new, and takes in persons and posts."""

    def __init__(self, intake: Any, verdict: Any, blocks: Callable[[], Iterable[Any]]) -> None:
        self.intake, self.verdict, self.blocks = intake, verdict, blocks
        self.people = RowMatcher(intake, verdict, staff.NOUN, is_exact=False, unasked=("code",))
        self.posts = RowMatcher(intake, verdict, post.NOUN, is_exact=False)
        self._given: dict[str, int] = {}  # prefix -> the last number of a code
        sql = "SELECT code, full_name, born_on, id_number FROM staff WHERE voided_on IS NULL ORDER BY code DESC"
        found = beneath(intake.session).execute(sql)
        self._bearers: dict[str, str] = {}  # identity number -> code
        self._namesakes: dict[Any, tuple[Bearer, ...]] = {}  # name and day of birth -> those who have them
        for code, name, born_on, id_number in found:
            self._know(code, name, born_on, id_number)

    def take_all(self) -> None:
        """Take in the list."""
        through(self.blocks(), self._take_block, self._take_rows)
        self.people.write()
        self.posts.write()

    def _take_block(self, block: Any) -> bool:
        """Take in the rows by column; False if one of them may not be a new person, or not be in order."""
        values = block.columns()
        if values is None:
            return False
        given, count = dict(self._given), len(block.lines)
        try:
            codes = self._name_all(values, count, given)
            people = self.people.prove({**part(values, of_post=False), "code": codes}, count)
            ids = range(self.people.load.next_id, self.people.load.next_id + count)
            names, born_on = people["full_name"], people["born_on"]
            found = list(map(StaffRef, ids, people.columns["code"], names, born_on))
            posts = self.posts.prove({**part(values, of_post=True), "staff": people["code"]}, count, staff=found)
        except Doubtful:
            return False
        self._given = given
        for known in zip(codes, names, born_on, people["id_number"], strict=True):
            self._know(*known)
        self.people.put(people, block.numbers)
        self.posts.put(posts, block.numbers)
        self.verdict.counts["new"] += count
        return True

    def _know(self, code: str, name: str | None, born_on: str | None, id_number: str | None) -> None:
        """Know who bears this code, when a row means the same person without saying it."""
        who = key(name, born_on)
        others = [other for other in self._namesakes.get(who, ()) if other[0] != code]
        self._namesakes[who] = (*others, (code, id_number))
        if id_number:
            self._bearers[id_number] = code

    def _candidates(self, values: Values) -> list[str]:
        """The codes of those whom a row without one can mean: by identity number, else by name and day of birth.

        A person whose number is not known yet can be one who has been given a number since.
        """
        number = values.get("id_number")
        if number in self._bearers:
            return [self._bearers[number]]
        born_on = values.get("born_on")
        namesakes = self._namesakes.get(key(values.get("full_name"), born_on), ())
        return sorted(code for code, known in namesakes if not number or (born_on and not known))

    def _name_all(self, values: Columns, count: int, given: dict[str, int]) -> list[str]:
        """`_name` for many: the codes of new people; Doubtful if one may be known."""
        nothing = [None] * count
        columns = (values.get(name, nothing) for name in ("code", "full_name", "born_on", "id_number", "category"))
        codes, met = [], set()
        for code, name, born_on, id_number, category in zip(*columns, strict=True):
            who = key(name, born_on)
            if not code and (
                not name or not category or who in met or who in self._namesakes or id_number in self._bearers
            ):
                raise Doubtful
            met.add(who)
            codes.append(code.upper() if code else self._next_code(category, given))
        return codes

    def _take_rows(self, entries: list[InputRow]) -> None:
        people, posts = [], []
        for entry in entries:
            if not entry.errors and (problem := self._name(entry)):
                entry.errors.append(problem)
            entry.errors += contradictions(entry.values)
            unread = {column for column, _value, _reason in entry.errors}
            served = {key: value for key, value in part(entry.values, of_post=True).items() if key not in unread}
            people.append(InputRow(part(entry.values, of_post=False), entry.file, entry.line, errors=entry.errors))
            posts.append(InputRow(served, entry.file, entry.line))
        of_people = self._take_people(people)
        refused = {place for place, word in enumerate(of_people) if word == "refused"}
        for place, entry in enumerate(posts):
            if place not in refused:  # else nobody of this code may have come to be
                entry.values["staff"] = entries[place].values["code"]
        both = zip(of_people, self.posts.take(posts, only_check=refused), strict=True)
        self.verdict.counts.update(min(words, key=WEIGHT.index) for words in both)

    def _take_people(self, people: Sequence[InputRow]) -> list[str]:
        """Take in the persons, and let the posts know of those who are not written yet."""
        id = self.people.load.next_id
        outcomes = self.people.take(people)
        for entry, word in zip(people, outcomes, strict=True):
            code = str(entry.values.get("code")).upper()
            if word == "new":
                person = StaffRef(id, code, entry.values["full_name"], entry.values.get("born_on"))
                self.posts.refs.expect("staff", person)
                id += 1
            elif word == "changed":
                person = self.posts.refs.staff(code)
                now = {key: value for key in ("full_name", "born_on") if (value := entry.values.get(key))}
                self.posts.refs.expect("staff", person._replace(**now))
        return outcomes

    def _name(self, entry: InputRow) -> Problem | None:
        """Give the entry the code of the person it means, or the next one of the category."""
        values = entry.values
        who = (values.get("full_name"), values.get("born_on"), values.get("id_number"))
        if values.get("code"):
            self._know(str(values["code"]).upper(), *who)
            return None
        if not values.get("full_name"):
            return "full_name", "", _("this is needed")
        meant = self._candidates(values)
        if len(meant) > 1:
            reason = _("more than one person has this name")
            return "full_name", str(who[0]), f"{reason} ({', '.join(meant)})"
        if meant:
            values["code"] = meant[0]
            return None
        if not values.get("category"):
            return "category", "", _("this is needed")
        values["code"] = self._next_code(values["category"], self._given)
        self._know(values["code"], *who)
        return None

    def _next_code(self, category: str, given: dict[str, int]) -> str:
        """The code after the last of the register, of the list itself, and of those that were given to it."""
        prefix = staff.PREFIXES[category]
        if prefix not in given:
            taken = int(staff.next_code(self.intake.session, category)[2:]) - 1
            given[prefix] = max(taken, self._highest.get(prefix, 0))
        given[prefix] += 1
        return f"{prefix}{given[prefix]:03}"

    @cached_property
    def _highest(self) -> dict[str, int]:
        """Prefix -> the highest number among the codes that the list itself gives: those for the others come after."""
        found: dict[str, int] = {}
        for block in self.blocks():
            columns = block.columns()
            said = columns.get("code", ()) if columns else [entry.values.get("code") for entry in block.entries()]
            for code in (str(code).upper() for code in said if code):
                if len(code) < 10 and code[2:].isascii() and code[2:].isdigit():
                    found[code[:2]] = max(found.get(code[:2], 0), int(code[2:]))
        return found


def part(values: Any, of_post: bool) -> dict[str, Any]:
    """What of the row, or of the columns, belongs to the post, or to the person."""
    return {key: value for key, value in values.items() if (key in POST) == of_post}


def contradictions(values: Values) -> list[Problem]:
    """What the identity number says otherwise than the row: in somebody's list one of the two is a slip."""
    number = values.get("id_number")
    if not number:
        return []
    told = identity.contradictions(number, values.get("born_on"), values.get("sex"))
    return [("id_number", number, reason) for reason in told]


def key(name: str | None, born_on: str | None) -> tuple[str, str | None]:
    """What tells a person of whom no number is known."""
    return toned(str(name)), born_on
