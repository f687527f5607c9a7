"""Somebody disciplined in the year who was rated better than the law leaves them.

The decision says whether the act was in connection with the duty. Where it does not, it may have been: a warning,
unless the law of the year makes no difference. Where the law says so, an act counts for one year and in its own unit.
"""

from collections.abc import Iterator, Sequence
from sqlite3 import Connection

from chodon_cli.casework.case import Case, cases
from chodon_cli.law import ratings as law
from chodon_cli.law.clock import Event
from chodon_cli.law.ratings import Disciplined
from chodon_cli.locale import N_, _
from chodon_cli.queries.unit_tree import UnitTree
from chodon_cli.rules.advisory import Finding
from chodon_cli.rules.row_questions import among_ids
from chodon_cli.words.rating import RATING
from chodon_cli.yearly import roll as rated
from chodon_cli.yearly.roll import RatingRecord, YearRoll

MESSAGES_BY_DUTY = {  # whether the act was in duty -> what is wrong
    "yes": N_(
        "{number}: {staff}, disciplined in {year} ({decision}) for an act in duty, is rated “{level}”: at most “{most}”"
    ),
    "no": N_(
        "{number}: {staff}, disciplined in {year} ({decision}) for an act not in duty, is rated “{level}”: at most"
        " “{most}”"
    ),
    None: N_(
        "{number}: {staff}, disciplined in {year} ({decision}), is rated “{level}”: at most “{most}” if the act was in"
        " duty, which the case does not say"
    ),
}
MESSAGE_OF_ANY_DUTY = N_(
    "{number}: {staff}, disciplined in {year} ({decision}), is rated “{level}”: at most “{most}”, in duty or not"
)
FAILED_RATINGS_SQL = """
SELECT staff_id, year FROM rating
WHERE voided_on IS NULL AND kind = 'final' AND level = 'failed' AND decided_on <= :today
"""


def findings(db: Connection, today: str) -> Iterator[Finding]:
    decided: dict[int, dict[int, list[tuple[Case, Event]]]] = {}
    for case in cases(db):
        now = case.standing(today)
        if now and now.decided:
            of_year = decided.setdefault(int(now.decided.happened_on[:4]), {})
            of_year.setdefault(case.staff_id, []).append((case, now.decided))
    years = [year for year in rated.years(db, today) if year in decided]
    if not years:
        return
    tree, failed = UnitTree(db, today, now=True), years_failed(db, today)
    for year in years:
        for rating, roll in ratings_of(db, year, today, [*decided[year]]):
            rule = rating.post and law.ceiling_of_disciplined(rating.post.category, year, roll.law)
            if not rule:
                continue
            before = {each for each in failed.get(rating.staff_id, ()) if each < year}
            cases_of_person = decided[year][rating.staff_id]
            counted = [decision for case, decision in cases_of_person if counts(case, rating, rule, before, tree)]
            if broken := strictest(rating, rule, counted):
                yield finding(rating, year, rule, broken)


def ratings_of(db: Connection, year: int, today: str, staff: Sequence[int]) -> Iterator[tuple[RatingRecord, YearRoll]]:
    """The final ratings of these people in the year, with the year's roll of them."""
    listed, ids = among_ids(staff)
    roll = rated.roll_of_year(db, year, today, f"p.staff_id {listed}", **ids)
    for rating in rated.ratings(db, roll, "final", f"r.staff_id {listed}", **ids):
        yield rating, roll


def years_failed(db: Connection, today: str) -> dict[int, list[int]]:
    """Person -> the years for which they were rated failed."""
    years: dict[int, list[int]] = {}
    for staff_id, year in db.execute(FAILED_RATINGS_SQL, {"today": today}):
        years.setdefault(staff_id, []).append(year)
    return years


def counts(case: Case, rating: RatingRecord, rule: Disciplined, failed: set[int], tree: UnitTree) -> bool:
    """Whether a decision of the rated year counts in the rating, given the earlier years that were rated failed.

    Not where the act lies in a failed year, or before one in which the Party decided on it; nor, where the law says
    so, in the rating by another unit than that of the act, or its successor.
    """
    if case.earliest is None:
        return True
    party = [event.happened_on[:4] for event in case.events if event.kind == "party"]
    used = failed & {int(day[:4]) for day in [*case.days, *party]}
    if rule.once and used:
        return False
    units = {act.unit_id for act in case.acts} | {tree.standing(act.unit_id) for act in case.acts}
    return not rule.in_unit_of_act or bool(units & {rating.unit_id, tree.standing(rating.unit_id)})


def best_level_left(rule: Disciplined, decision: Event) -> str | None:
    """The best level that the decision leaves; None where the law takes none away."""
    return rule.elsewhere_at_most if decision.in_duty == "no" else rule.at_most


def strictest(rating: RatingRecord, rule: Disciplined, decisions: list[Event]) -> Event | None:
    """The decision that leaves least, of those that the rating is too good for; sooner one that tells of the duty."""
    broken = [
        each
        for each in decisions
        if (level := best_level_left(rule, each)) and RATING.rank(rating.level) < RATING.rank(level)
    ]
    return max(
        broken,
        key=lambda each: (each.in_duty is not None, RATING.rank(best_level_left(rule, each) or "")),
        default=None,
    )


def finding(rating: RatingRecord, year: int, rule: Disciplined, decision: Event) -> Finding:
    is_any = rule.elsewhere_at_most == rule.at_most
    message = _(MESSAGE_OF_ANY_DUTY if is_any else MESSAGES_BY_DUTY[decision.in_duty]).format(
        number=rating.number,
        staff=rating.staff,
        year=year,
        decision=decision.decision,
        level=RATING.label(rating.level),
        most=RATING.label(best_level_left(rule, decision)),
    )
    fix = f"chodon rating edit {rating.number}"
    return Finding(rating.number, message, fix, rule.verified, is_sure=is_any or decision.in_duty is not None)
