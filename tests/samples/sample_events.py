"""Lets happen to the posts what the story tells."""

import calendar
from dataclasses import replace
from datetime import date

from tests.samples.sample_days import DAY
from tests.samples.sample_register import Person, Post, Register
from tests.samples.sample_staff import born, category_of, leadership_of, new_name, sex_of
from tests.samples.sample_story import LEAVING, STORY, Event
from tests.samples.sample_units import VETERANS


def tell(register: Register) -> None:
    """In the order of the days, because each event finds the people the earlier ones left."""
    for event in sorted(STORY, key=lambda e: date.fromisoformat(e.on)):
        on = date.fromisoformat(event.on)
        if event.what in LEAVING:
            leave(register, event, on)
        elif event.what == "hire":
            hire(register, event, on)
        elif event.what == "swap":
            swap(register, event, on)
        elif event.what == "merge":
            for person, post in list(register.on_duty(on - DAY, event.unit)):
                change(person, on, replace(post, unit=event.to))
        elif event.what == "rehire":
            gone = (p for p in register.people if p.posts[-1].unit == event.unit and p.posts[-1].reason == "resigned")
            person = next(gone)
            person.note = "Tuyển dụng lại từ ngày 05/9/2022"
            person.posts.append(new_post(register, event.to, event.new_title, on))
        else:
            person = register.someone(event.unit, event.title, on - DAY)
            change(person, on, new_post(register, event.to or event.unit, event.new_title, on))


def new_post(register: Register, unit: str, title: str, on: date) -> Post:
    """Category and leadership follow from where and as what."""
    return Post(unit, category_of(register.units[unit], title), title, leadership_of(title), on)


def change(person: Person, on: date, post: Post) -> None:
    """The old post ends on the eve, without a reason: the person has not left."""
    person.posts[-1].ended_on = on - DAY
    person.posts.append(replace(post, started_on=on, ended_on=None))


def swap(register: Register, event: Event, on: date) -> None:
    """The usual rotation of accountants, land officers and head teachers: two people trade places."""
    one = register.someone(event.unit, event.title, on - DAY)
    other = register.someone(event.to, event.title, on - DAY)
    first, second = one.posts[-1], other.posts[-1]
    change(one, on, replace(second))
    change(other, on, replace(first))


def leave(register: Register, event: Event, on: date) -> None:
    """Who retires is made exactly old enough for it in that month."""
    person = register.someone(event.unit, event.title, on, oldest=event.what == "retired")
    person.posts[-1].ended_on = on
    person.posts[-1].reason = event.what
    if event.what == "retired":
        years, months = pension_age(person.sex, on.year)
        month = on.year * 12 + on.month - 1 - years * 12 - months
        year, index = divmod(month, 12)
        days = calendar.monthrange(year, index + 1)[1]
        person.born_on = date(year, index + 1, register.rng.randint(1, days))


def pension_age(sex: str, year: int) -> tuple[int, int]:
    """The ladder of the Labour Code of 2019, which began in 2021."""
    return (60, 3 * (year - 2020)) if sex == "male" else (55, 4 * (year - 2020))


def hire(register: Register, event: Event, on: date) -> None:
    """Newcomers are young, save where the post asks for a veteran."""
    rng, unit = register.rng, register.units[event.unit]
    sex = sex_of(rng, unit, event.title)
    young = date(rng.randint(1992, 1998), 1, 1) + rng.randrange(365) * DAY
    birth = born(rng, sex, event.title, "none") if event.title == VETERANS else young
    post = new_post(register, event.unit, event.title, on)
    person = Person(new_name(rng, sex), sex, birth, [post])
    register.people.append(person)
    register.settled.append(person)
