"""An office's own list of people: each row is a person with the post, so it is taken in twice."""

from collections.abc import Sequence
from typing import Any

from chodon_cli.entry import Entry, Values
from chodon_cli.law import identity
from chodon_cli.locale import _
from chodon_cli.register import Question, post, staff
from chodon_cli.register.intake import Intake, Taking, Verdict
from chodon_cli.text import toned

WEIGHT = ("refused", "new", "changed", "unchanged")
POST = ("unit", "category", "title", "leadership", "started_on", "ended_on", "reason")


class OfficeList:
    """Finds who each row means, gives codes to those who are new, and takes in persons, then posts."""

    def __init__(self, intake: Intake, verdict: Verdict) -> None:
        self.intake, self.verdict = intake, verdict
        self.session = intake.session
        self._codes: dict[Any, str] = {}
        self._given: dict[str, int] = {}
        sql = "SELECT code, full_name, born_on, id_number FROM staff WHERE voided_on IS NULL ORDER BY code DESC"
        for code, name, born_on, id_number in Question(self.session).execute(sql, {}):
            self._know(code, {"full_name": name, "born_on": born_on, "id_number": id_number})

    def take(self, entries: Sequence[Entry]) -> None:
        self._in_file = highest(entries)
        people, posts = [], []
        for place, entry in enumerate(entries):
            if not entry.errors and (problem := self._name(entry)):
                entry.errors.append(problem)
            entry.errors += contradictions(entry.values)
            unread = {column for column, _value, _reason in entry.errors}
            served = {key: value for key, value in entry.values.items() if key in POST and key not in unread}
            person = {key: value for key, value in entry.values.items() if key not in POST}
            people.append((place, Entry(person, entry.file, entry.line, errors=entry.errors)))
            posts.append((place, Entry(served, entry.file, entry.line)))
        counts = Verdict(self.verdict.noun, self.verdict.file)
        Taking(self.intake, counts, staff.NOUN, is_exact=False, unasked=("code",)).take(people)
        second = Taking(self.intake, counts, post.NOUN, is_exact=False)
        of_people = dict(counts.outcomes)
        refused = {place for place, word in of_people.items() if word == "refused"}
        for place, entry in posts:
            if place not in refused:  # else nobody of this code may have come to be
                entry.values["staff"] = entries[place].values["code"]
        second.take(posts, only_check=refused)
        self._sum_up(counts, of_people)

    def _name(self, entry: Entry) -> tuple[str, str, str] | None:
        """Give the entry the code of the person it means, or the next one of the category."""
        values = entry.values
        if values.get("code"):
            self._know(str(values["code"]).upper(), values)
            return None
        if not values.get("full_name"):
            return "full_name", "", _("this is needed")
        for key in keys(values):
            if key in self._codes:
                values["code"] = self._codes[key]
                return None
        if not values.get("category"):
            return "category", "", _("this is needed")
        prefix = staff.PREFIXES[values["category"]]
        if prefix not in self._given:
            taken = int(staff.next_code(self.session, values["category"])[2:]) - 1
            self._given[prefix] = max(taken, self._in_file.get(prefix, 0))
        self._given[prefix] += 1
        values["code"] = code = f"{prefix}{self._given[prefix]:03}"
        self._know(code, values)
        return None

    def _know(self, code: str, values: Values) -> None:
        self._codes |= dict.fromkeys(keys(values), code)

    def _sum_up(self, counts: Verdict, of_people: dict[int, str]) -> None:
        """Each row counts once: refused if either half was, new if either was, and so on."""
        self.verdict.faults += counts.faults
        self.verdict.refused |= counts.refused
        self.verdict.hints += counts.hints
        self.verdict.from_titles += counts.from_titles
        for place, word in counts.outcomes.items():
            self.verdict.outcomes[place] = min(word, of_people[place], key=WEIGHT.index)


def highest(entries: Sequence[Entry]) -> dict[str, int]:
    """Prefix -> the highest number among the codes that the list itself gives: those for the others come after."""
    found: dict[str, int] = {}
    for entry in entries:
        code = str(entry.values.get("code") or "").upper()
        if len(code) < 10 and code[2:].isascii() and code[2:].isdigit():
            found[code[:2]] = max(found.get(code[:2], 0), int(code[2:]))
    return found


def contradictions(values: Values) -> list[tuple[str, str, str]]:
    """What the identity number says otherwise than the row: in somebody's list one of the two is a slip."""
    number = values.get("id_number")
    if not number:
        return []
    told = identity.contradictions(number, values.get("born_on"), values.get("sex"))
    return [("id_number", number, reason) for reason in told]


def keys(values: Values) -> list[Any]:
    """What tells the person: the identity number, else name and day of birth."""
    name = ("name", toned(str(values.get("full_name"))), values.get("born_on"))
    return [("id_number", values["id_number"])] if values.get("id_number") else [name]
