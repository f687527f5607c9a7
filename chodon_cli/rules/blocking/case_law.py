"""A decision and a postponement stand on the law of their day, as far as that was checked against its source."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from chodon_cli.casework.breaches import breaches
from chodon_cli.casework.case import Case
from chodon_cli.rules.blocking import RuleBreach

RULE_CODE = "case-law"


def rule_breaches(cases: Sequence[Case]) -> Iterator[RuleBreach]:
    """Everything that breaks a checked rule. What is said of one case is said of all cases against the person."""

    def person(case: Case) -> int:
        return case.staff_id

    for _person, group in groupby(sorted(cases, key=person), key=person):
        theirs = list(group)
        for case in theirs:
            for event in case.events:
                for breach in breaches(case, event, theirs):
                    if breach.is_checked:
                        yield RuleBreach(RULE_CODE, case.number, f"{case.number}: {breach}", "case_event", event.id)


def in_order(of_all: Sequence[RuleBreach]) -> Sequence[RuleBreach]:
    """By the people, as they come."""
    return of_all
