"""An office's own list of people: each row is a person with the post, so it is taken in twice."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from json import dumps

from chodon_cli.dates import show_day
from chodon_cli.errors import Rejected
from chodon_cli.input_row import InputRow, Values
from chodon_cli.locale import _
from chodon_cli.queries.plausible import are_plausible, find_implausible, implausible_days, unless_said
from chodon_cli.queries.references import StaffRef
from chodon_cli.register import post, staff
from chodon_cli.register.bulk.blocks import Block, take_blocks
from chodon_cli.register.bulk.column_draft import Doubtful
from chodon_cli.register.bulk.intake import Intake
from chodon_cli.register.bulk.matcher import Problem, RowMatcher
from chodon_cli.register.bulk.row_of_person import contradictions, is_vague, may_be_one, name_and_birth, name_as_code
from chodon_cli.register.bulk.verdict import ImportVerdict
from chodon_cli.register.canonical_json import Columns
from chodon_cli.register.session import connection_beneath
from chodon_cli.result import Cell
from chodon_cli.text import search_form, with_tones_behind

MOST_NAMES_ASKED = 500  # names of a list that are looked for in the register; of more, everybody is read
OUTCOMES_BY_WEIGHT = ("refused", "new", "changed", "unchanged")
DAY_COLUMNS = ("born_on", "ended_on")  # beside the first day of the post

PEOPLE_SQL = "SELECT code, full_name, born_on, id_number FROM staff WHERE voided_on IS NULL"
AMONG_NAMES_SQL = """(
    search_key IN (SELECT value FROM json_each(:names))
    OR coalesce(id_number, '') IN (SELECT value FROM json_each(:numbers))
)"""
PEOPLE_OF_THE_NAME_SQL = """
SELECT s.code, s.full_name, s.born_on, s.id_number, p.started_on, p.title
FROM staff s JOIN post p ON p.staff_id = s.id AND p.voided_on IS NULL AND p.unit_id = :unit
WHERE s.search_key = :key AND s.voided_on IS NULL ORDER BY s.code, p.started_on
"""  # who of this name has a post in the unit

Bearer = tuple[str, str | None]
"""The code of a person, and the identity number as far as it is known."""


class PeopleList:
    """Finds who each row means, gives codes to those who are new, and takes in persons and posts."""

    def __init__(
        self, intake: Intake, verdict: ImportVerdict, blocks: Callable[[], Iterable[Block]], aliases: Mapping[str, str]
    ) -> None:
        self.intake, self.verdict, self.blocks = intake, verdict, blocks
        self.people = RowMatcher(intake, verdict, staff.VERBS, is_exact=False, unasked=("code",))
        self.posts = RowMatcher(intake, verdict, post.VERBS, is_exact=False, aliases=aliases)
        self.people.days, self.posts.days, self.posts.asks_age = [], [], False  # asked here, of both together
        self._given: dict[str, int] = {}  # prefix -> the last number of a code
        self._new: set[str] = set()  # codes that rows have been given which are looked at one by one
        self._names: set[str] = set()  # of everybody
        self._vague: set[str] = set()  # of those of whom the day of birth is not known, or the year alone
        self._bearers: dict[str, str] = {}  # identity number -> code
        self._namesakes: dict[object, tuple[Bearer, ...]] = {}  # name and day of birth -> those who have them
        self._waiting: list[Sequence[Sequence[Cell]]] = []  # those whom the file has brought by column
        self._asked: tuple[set[str], set[str]] | None = None  # names and numbers of those of the register who are known
        self._knows_all = False  # everybody of the register

    def take_all(self) -> None:
        """Take in the list."""
        take_blocks(self.blocks(), self._take_block, self._take_rows)
        self.posts.write(refused_before=self.people.write())

    def _take_block(self, block: Block) -> bool:
        """Take in the rows by column; False if one of them may not be a new person, or not be in order."""
        values = block.columns()
        if values is None:
            return False
        if any(map(str.isalpha, filter(None, values.get("code", ())))):  # a name, perhaps
            return False
        given_codes, count = dict(self._given), len(block.numbers)
        self.people.expect(count)
        self.posts.expect(count)
        try:
            codes = self._name_all(values, count, given_codes)
            if not self.intake.lax and not can_be_true(values, count, self.intake.today):
                return False
            people = self.people.prove({**part(values, of_post=False), "code": codes}, count)
            ids = range(self.people.load.next_id, self.people.load.next_id + count)
            names, born_on = people["full_name"], people["born_on"]
            references = list(map(StaffRef, ids, people.columns["code"], names, born_on))
            posts = self.posts.prove({**part(values, of_post=True), "staff": people["code"]}, count, staff=references)
        except Doubtful:
            return False
        self._given = given_codes
        self._waiting.append((codes, names, born_on, people["id_number"]))
        self.people.put(people, block.numbers)
        self.posts.put(posts, block.numbers)
        self.verdict.counts["new"] += count
        return True

    def _learn(self, names: Iterable[str | None] | None = None, numbers: Iterable[str | None] = ()) -> None:
        """Know those who came before, as soon as a row without a code asks for them.

        Of a short list those of the register who have one of these names or identity numbers are enough.
        """
        if not self._knows_all and names is not None:
            self._learn_of_register({*map(search_form, filter(None, names))}, {*filter(None, numbers)})
        for columns in self._waiting:
            for person in zip(*columns, strict=True):
                self._know(*person)
        self._waiting.clear()

    def _learn_of_register(self, names: set[str], numbers: set[str]) -> None:
        if self._asked and names <= self._asked[0] and numbers <= self._asked[1]:
            return
        condition = "1 = 1"
        if self._asked:  # the list goes on: it is no short one
            condition = f"NOT ({AMONG_NAMES_SQL})"
        elif not self._waiting and len(names) <= MOST_NAMES_ASKED:
            condition, self._asked = AMONG_NAMES_SQL, (names, numbers)
        self._knows_all = condition != AMONG_NAMES_SQL
        values = dict(zip(("names", "numbers"), (dumps([*texts]) for texts in self._asked or ()), strict=False))
        for person in connection_beneath(self.intake.session).execute(
            f"{PEOPLE_SQL} AND {condition} ORDER BY code DESC", values
        ):
            self._know(*person)

    def _know(self, code: str, name: str | None, born_on: str | None, id_number: str | None) -> None:
        """Know who bears this code, when a row means the same person without saying it."""
        who = name_and_birth(name, born_on)
        self._names.add(who[0])
        if is_vague(born_on):
            self._vague.add(who[0])
        others = [other for other in self._namesakes.get(who, ()) if other[0] != code]
        self._namesakes[who] = (*others, (code, id_number))
        if id_number:
            self._bearers[id_number] = code

    def _candidates(self, values: Values) -> list[str]:
        """The codes of those whom a row without one can mean: by identity number, else by name and day of birth.

        A person whose number is not known yet can be one who has been given a number since.
        """
        self._learn()
        number = values.get("id_number")
        if number in self._bearers:
            return [self._bearers[number]]
        born_on = values.get("born_on")
        namesakes = self._namesakes.get(name_and_birth(values.get("full_name"), born_on), ())
        return sorted(code for code, birthday in namesakes if not number or (born_on and not birthday))

    def _name_all(self, values: Columns, count: int, given_codes: dict[str, int]) -> list[str]:
        """`_name` for many: the codes of new people; Doubtful if one may be known."""
        nothing = [None] * count
        if all(said := values.get("code", nothing)):
            return [code.upper() for code in said]
        self._learn(values.get("full_name", nothing), values.get("id_number", nothing))
        columns = (values.get(name, nothing) for name in ("code", "full_name", "born_on", "id_number", "category"))
        codes, met = [], set()
        names, vague = set(self._names), set(self._vague)
        for code, name, born_on, id_number, category in zip(*columns, strict=True):
            who = name_and_birth(name, born_on)
            if not code and (
                not name or not category or who in met or who in self._namesakes or id_number in self._bearers
            ):
                raise Doubtful
            if not code and (who[0] in vague or (is_vague(born_on) and who[0] in names)):
                raise Doubtful
            met.add(who)
            names.add(who[0])
            if is_vague(born_on):
                vague.add(who[0])
            codes.append(code.upper() if code else self._next_code(category, given_codes))
        return codes

    def _take_rows(self, entries: list[InputRow]) -> None:
        people, posts = [], []
        self._learn(*([entry.values.get(name) for entry in entries] for name in ("full_name", "id_number")))
        for entry in entries:
            if not entry.errors and (problem := self._name(entry) or name_as_code(entry.values)):
                entry.errors.append(problem)
            entry.errors += [] if entry.is_cancelled else contradictions(entry.values)
            unread = {column for column, _value, _reason in entry.errors}
            served = {key: value for key, value in part(entry.values, of_post=True).items() if key not in unread}
            of_person, is_cancelled = part(entry.values, of_post=False), entry.is_cancelled
            row = InputRow(of_person, entry.file, entry.line, errors=entry.errors, is_cancelled=is_cancelled)
            people.append(row)
            posts.append(InputRow(served, entry.file, entry.line, is_cancelled=is_cancelled))
        of_people = self._take_people(people)
        refused = {place for place, word in enumerate(of_people) if word == "refused"}
        for place, entry in enumerate(posts):
            if place not in refused:  # else nobody of this code may have come to be
                entry.values["staff"] = str(entries[place].values["code"]).upper()
        of_posts = self.posts.take(posts, only_check=refused)
        for entry, *words in zip(entries, of_people, of_posts, strict=True):
            word = min(words, key=OUTCOMES_BY_WEIGHT.index)
            if word in ("new", "changed") and (doubts := self._not_plausible(entry.values)):
                self.intake.refuse(self.verdict, entry, doubts)
                word = "refused"
            self.verdict.counts[word] += 1

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
            self._learn()
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
            self._say_if_twice(entry, meant[0])
            return None
        if not values.get("category"):
            return "category", "", _("this is needed")
        if not self.intake.distinct and (possible_people := self._possible_person(values)):
            if self.intake.update:
                values["code"] = possible_people[0]
                return None
            reason = _("may be {person}, known in the same unit and post: --update if so, else --distinct")
            return "full_name", str(who[0]), reason.format(person=" ".join(filter(None, possible_people)))
        values["code"] = self._next_code(values["category"], self._given)
        self._new.add(values["code"])
        self._know(values["code"], *who)
        return None

    def _say_if_twice(self, entry: InputRow, code: str) -> None:
        """Say that a row means somebody of the list itself by the name alone: two may bear it."""
        if code in self._new and is_vague(entry.values.get("born_on")) and not entry.values.get("id_number"):
            pattern = _("{place}: taken for {code} of a row above, by the name alone: of two, say the births")
            hint = pattern.format(place=f"{entry.file}:{entry.line}", code=code)
            self.verdict.hints.append((entry.line or 0, hint))

    def _possible_person(self, values: Values) -> tuple[str, str, str] | None:
        """(code, name, day of birth) of somebody whom the row can mean though the day of birth is not the same.

        It is not known of one of them, or the year alone; and both have a post in the same unit, begun on the same day
        or with the same title.
        """
        self._learn()
        name = with_tones_behind(str(values["full_name"]))
        if name not in self._vague and not (is_vague(values.get("born_on")) and name in self._names):
            return None
        try:
            unit = self.posts.refs.unit(str(values.get("unit"))).id
        except Rejected:
            return None
        keys = {"key": search_form(str(values["full_name"])), "unit": unit}
        for code, full_name, born_on, number, started_on, title in connection_beneath(self.intake.session).execute(
            PEOPLE_OF_THE_NAME_SQL, keys
        ):
            same_post = started_on == values.get("started_on") or (title and title == values.get("title"))
            if same_post and with_tones_behind(full_name) == name and may_be_one(values, born_on, number):
                return code, full_name, show_day(born_on) if born_on else ""
        return None

    def _not_plausible(self, values: Values) -> list[Problem]:
        """What cannot be true of the days, unless somebody says that it is."""
        if self.intake.lax:
            return []
        problem = find_implausible(values.get("born_on"), values.get("started_on"), self.intake.today)
        every = [problem] if problem else implausible_days(DAY_COLUMNS, values, self.intake.today)
        return [(column, str(values[column]), unless_said(reason)) for column, reason in every]

    def _next_code(self, category: str, given_codes: dict[str, int]) -> str:
        """The code after the last of the register, of the list itself, and of those that were given to it."""
        prefix = staff.PREFIXES_BY_CATEGORY[category]
        if prefix not in given_codes:
            taken = int(staff.next_code(self.intake.session, category)[2:]) - 1
            given_codes[prefix] = max(taken, self._highest.get(prefix, 0))
        given_codes[prefix] += 1
        return f"{prefix}{given_codes[prefix]:03}"

    @cached_property
    def _highest(self) -> dict[str, int]:
        """Prefix -> the highest number among the codes that the list itself gives: those for the others come after."""
        highest: dict[str, int] = {}
        for block in self.blocks():
            columns = block.columns()
            codes = columns.get("code", ()) if columns else [entry.values.get("code") for entry in block.entries()]
            for code in (str(code).upper() for code in codes if code):
                if len(code) < 10 and code[2:].isascii() and code[2:].isdigit():
                    highest[code[:2]] = max(highest.get(code[:2], 0), int(code[2:]))
        return highest


def part(values: Mapping[str, object], of_post: bool) -> Values:
    """What of the row, or of the columns, belongs to the post, or to the person."""
    return {key: value for key, value in values.items() if (key in staff.POST_KEYS) == of_post}


def can_be_true(values: Columns, count: int, today: str) -> bool:
    """Whether the days of all these rows can be true."""
    born_on = values.get("born_on") or [None] * count
    days = set(zip(born_on, values.get("started_on") or [None] * count, strict=True))
    return are_plausible(DAY_COLUMNS, values, today) and not any(find_implausible(*both, today) for both in days)
