"""What the sample consists of while it is made: units, people with their posts, violations; one source of chance."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from tests.samples.sample_story import GV


@dataclass
class Unit:
    """A place where people serve; its days matter, because no post may lie outside them."""

    code: str
    name: str
    kind: str
    parent: str
    opened_on: date | None = None
    closed_on: date | None = None
    successor: str = ""


@dataclass
class Post:
    """Who served where, as what, from when to when; open while `ended_on` is empty."""

    unit: str
    category: str
    title: str
    leadership: str
    started_on: date
    ended_on: date | None = None
    reason: str = ""

    def covers(self, day: date) -> bool:
        """Both ends count: `ended_on` is the last day served."""
        return self.started_on <= day and (self.ended_on is None or day <= self.ended_on)


@dataclass(eq=False)
class Person:
    """Compared by identity, since two people may share a name and even a day of birth."""

    full_name: str
    sex: str
    born_on: date
    posts: list[Post]
    code: str = ""
    id_number: str = ""
    note: str = ""
    born_known: bool = True

    def post_on(self, day: date) -> Post | None:
        """At most one: concurrent posts are not part of the register."""
        return next((post for post in self.posts if post.covers(day)), None)


@dataclass(frozen=True)
class Violation:
    """One row before it has a number: numbers follow the days, so they come last."""

    person: Person
    standard: str
    occurred_on: date
    found_on: date
    source: str
    severity: str
    note: str
    voided_on: date | None = None
    void_reason: str = ""


@dataclass
class Register:
    """All that the files will say, and the one source of chance that decides it."""

    rng: random.Random
    units: dict[str, Unit] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    violations: list[Violation] = field(default_factory=list)
    standing_out: list[Violation] = field(default_factory=list)  # what makes units stand out: numbered after the others
    settled: list[Person] = field(default_factory=list)

    def on_duty(self, day: date, unit: str = "") -> Iterator[tuple[Person, Post]]:
        """In the order people were entered, so that a choice among them is the same every time."""
        for person in self.people:
            post = person.post_on(day)
            if post and unit in ("", post.unit):
                yield person, post

    def someone(self, unit: str, title: str, day: date, oldest: bool = False) -> Person:
        """A person nothing else has happened to yet, so that no story runs over another.

        Titles may be shortened, but a teacher without a subject is none of those who have one.
        """
        on_duty = [(p, post.title) for p, post in self.on_duty(day, unit) if p not in self.settled]
        found = [p for p, full in on_duty if full == title or (title != GV and full.startswith(title))]
        promise(bool(found), f"nobody left as {title} in {unit} on {day}")
        person = min(found, key=lambda p: p.born_on) if oldest else self.rng.choice(found)
        self.settled.append(person)
        return person


def promise(kept: bool, what: str) -> None:
    """Not `assert`: a promise about the data has to hold under `python -O` too."""
    if not kept:
        raise AssertionError(what)
