"""What holds of the sample whenever it is made: tests lean on every one."""

from collections import Counter
from datetime import date

from tests.samples.sample_days import COUNTED, FIRST, LAST
from tests.samples.sample_events import pension_age
from tests.samples.sample_faults import FAULTS, TOTAL
from tests.samples.sample_register import Person, Register, Violation, promise
from tests.samples.sample_units import LARGE, SMALL

PROMISED = {"civil-servant": 70, "contract": 5, "public-employee": 893}


def check(register: Register) -> None:
    """The tests lean on every one of these, so a change that breaks one must not write anything."""
    counts = Counter(post.category for _, post in register.on_duty(COUNTED))
    for category, number in PROMISED.items():
        promise(counts[category] == number, f"{counts[category]} {category} on {COUNTED}, not {number}")
    numbers = [person.id_number for person in register.people if person.id_number]
    promise(len(numbers) == len(set(numbers)), "an identity number twice")
    for person in register.people:
        check_posts(register, person)
    for day in (FIRST, COUNTED, LAST):
        heads = Counter(post.unit for _, post in register.on_duty(day) if post.leadership == "head")
        staffed = {post.unit for _, post in register.on_duty(day)}
        promise(all(heads[unit] == 1 for unit in staffed), f"a unit without exactly one head on {day}")
    check_violations(register)


def check_posts(register: Register, person: Person) -> None:
    """One post at a time, inside the life of its unit, of somebody of working age."""
    for earlier, later in zip(person.posts, person.posts[1:], strict=False):
        promise(earlier.ended_on is not None and earlier.ended_on < later.started_on, f"{person.code}: two posts")
    for post in person.posts:
        unit, ended = register.units[post.unit], post.ended_on
        promise(unit.opened_on is None or unit.opened_on <= post.started_on, f"{person.code}: before {unit.code}")
        promise(not unit.closed_on or (ended is not None and ended <= unit.closed_on), f"{person.code}: {unit.code}")
        promise(ended is None or post.started_on <= ended, f"{person.code}: a post that ends before it starts")
        promise(not post.reason or ended is not None, f"{person.code}: a reason without a last day")
    promise(person.born_on >= date(1961, 1, 1), f"{person.code}: born too early")
    promise(person.posts[0].started_on.year - person.born_on.year > 18, f"{person.code}: too young")
    years, months = pension_age(person.sex, 2022)
    leaves = person.posts[-1].ended_on or LAST
    age = (leaves.year - person.born_on.year) * 12 + leaves.month - person.born_on.month
    promise(age <= years * 12 + months, f"{person.code}: past retirement")


def check_violations(register: Register) -> None:
    """Each inside a post, found no earlier than it happened, and the whole of the shape that was asked for."""
    rows = register.violations
    for v in rows:
        promise(v.person.post_on(v.occurred_on) is not None, f"{v.person.code}: no post on {v.occurred_on}")
        promise(v.occurred_on <= v.found_on <= LAST, f"{v.person.code}: found on {v.found_on}")
    for year, total in TOTAL.items():
        promise(sum(1 for v in rows if v.occurred_on.year == year) == total, f"not {total} in {year}")
    late = [v for v in rows if v.occurred_on.year == 2022]
    sources = {"inspection", "supervisor", "citizen", "self", "audit", "press", "other"}
    promise({v.standard for v in late} == set(FAULTS), "a standard nobody broke")
    promise({v.source for v in late} == sources, "a source nobody used")
    promise(len({v.severity for v in late}) == 4, "a severity that never comes")
    promise(sum(1 for v in late if v.voided_on) == 3, "not three voided")
    units = Counter(unit_of(v) for v in late)
    promise(all(v.person.post_on(v.occurred_on) for v in register.standing_out), "nobody there who stood out")
    promise(units[SMALL] == 1 and 16 <= units[LARGE] <= 20, "the small or the large unit")
    touched = {unit_of(v) for v in rows}
    promise(len(register.units) // 3 <= len(register.units) - len(touched) <= 36, "not a third without any")


def unit_of(violation: Violation) -> str:
    """The unit in which the person then served, whatever became of either."""
    post = violation.person.post_on(violation.occurred_on)
    return post.unit if post else ""
