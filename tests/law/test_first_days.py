"""The day before a version of the law and its first day: what the texts say that each day changed, topic by topic."""

from typing import Any

import pytest

from chodon_cli.dates import shift
from chodon_cli.law.rules import NAMES_OF_TOPICS, SHIPPED_LAW
from chodon_cli.words.staff import CATEGORY

CC, PE, CB, HD = "civil-servant", "public-employee", "cadre", "contract"
Change = tuple[str, str, str, Any, Any]  # of whom, item, value (empty: that there is a rule), before, after
CHANGES: dict[str, dict[str, list[Change]]] = {
    "2020-09-20": {  # Decree 112/2020
        "repeat": [(CC, "reoffence", "months", None, 24)],  # the same act within 24 months
        "grounds": [  # Decree 34/2011 had a closed list of four; a complaint is left out of the time by article 5
            (CC, "complaint", "", False, True),
            (PE, "other", "", True, False),
        ],
        "exemptions": [(CC, "died", "", False, True), (PE, "died", "", False, True)],  # article 4.4
        "effects": [(PE, "reapply", "dismissal", None, 12)],  # article 40.1.c
        "procedure": [
            (PE, "party-decision", "days", None, 30),  # article 2.6
            (PE, "review-report", "working_days", None, 3),  # article 33.4
            (PE, "recommendation", "working_days", None, 5),  # article 37.1.a
            (PE, "decision", "working_days", None, 5),  # article 37.1.b
            (PE, "conviction-decision", "working_days", None, 15),  # article 37.2
            (PE, "cleared", "working_days", None, 10),  # article 40.2
        ],
    },
    "2021-08-15": {
        "effects": [(HD, "salary", "reprimand", 3, 6), (HD, "salary", "removal", 12, 12)]
    },  # Circular 03/2021
    "2022-11-15": {  # Resolution 76/2022
        "limitation": [
            *((of, "reprimand", "years", 2, 5) for of in (CB, CC, PE)),
            *((of, "heavier", "years", 5, 10) for of in (CB, CC, PE)),
        ]
    },
    "2023-09-15": {  # Decree 48/2023
        "ratings": [
            *((of, "disciplined", "elsewhere_at_most", None, "failed") for of in (CB, CC, PE)),  # any discipline
            *((of, "disciplined", "once", None, True) for of in (CB, CC, PE)),
            *((of, "ceiling", "of_good", None, 20) for of in (CB, CC, PE)),
        ]
    },
    "2023-09-20": {  # Decree 71/2023
        "repeat": [*((of, "several", "steps", 1, 0) for of in (CB, CC, PE))],  # no longer one form heavier
        "effects": [(CC, "lapse", "from_party", False, True), (PE, "lapse", "from_party", False, True)],
    },
    "2025-07-01": {  # Law 80/2025, Decree 172/2025: public employees keep Decree 112
        "forms": [
            (CC, "none", "forms", "reprimand warning salary-reduction dismissal", "reprimand warning dismissal"),
            (
                CC,
                "leader",
                "forms",
                "reprimand warning demotion removal dismissal",
                "reprimand warning removal dismissal",
            ),
            (PE, "none", "forms", "reprimand warning dismissal", "reprimand warning dismissal"),
        ],
        "limitation": [  # Decree 172/2025, article 5.1: until the written notice of the review
            (CC, "reprimand", "ends_with", "decision", "notice"),
            (PE, "reprimand", "ends_with", "decision", "decision"),
        ],
        "grounds": [
            (CC, "leave", "", True, False),
            (CC, "illness", "", True, True),
            (PE, "leave", "", True, True),
            *(
                (CC, ground, "limitation", None, "V") for ground in ("illness", "prosecution", "complaint")
            ),  # article 5.6
        ],
        "exemptions": [
            (CC, "innovation", "", False, True),  # Law 80, article 34
            (PE, "innovation", "", False, False),
            (CC, "died", "", True, True),  # article 4.2.e
        ],
        "circumstances": [
            (CC, "self-report", "kind", None, "mitigating"),
            (CC, "cover-up", "kind", None, "aggravating"),
            (CC, "instigation", "kind", None, "aggravating"),  # article 4.4.d
        ],
        "effects": [(CC, "promotion", "demotion", 24, None), (CC, "salary", "demotion", 12, None)],
        "repeat": [(CC, "reoffence", "months", 24, 12), (PE, "reoffence", "months", 24, 24)],  # article 2.8
        "procedure": [
            (CC, "bans", "", False, True),  # Law 80, article 38.3
            (CC, "conviction", "", True, True),  # Law 80, article 36.2
            (CC, "review-report", "working_days", None, 3),  # Decree 172/2025, articles 17.4, 18.1, 19, 20.1, 21.1
            (CC, "council", "working_days", None, 5),
            (CC, "council", "members", None, 3),
            (CC, "summons", "working_days", None, 5),
            (CC, "recommendation", "working_days", None, 5),
            (CC, "decision", "working_days", None, 5),
            (CC, "transfer", "", False, True),  # article 2.10
        ],
        "transition": [(CC, "", "", False, True), (PE, "", "", False, False)],
    },
    "2026-07-01": {  # Decrees 233 and 234/2026: of civil servants nothing changes
        "repeat": [(PE, "reoffence", "months", 24, 12), (PE, "several", "steps", 0, 0)],  # articles 2.8, 2.2
        "limitation": [  # article 5.1: until the authority concludes
            (PE, "reprimand", "ends_with", "decision", "conclusion"),
            (PE, "reprimand", "years", 5, 5),
            (CC, "reprimand", "ends_with", "notice", "notice"),
        ],
        "grounds": [  # articles 3, 5.6
            (PE, "leave", "", True, False),
            (PE, "illness", "limitation", None, "V"),
            (PE, "prosecution", "limitation", None, "V"),
            (PE, "complaint", "until_replaced", None, True),
            (PE, "other", "", False, True),
        ],
        "exemptions": [  # article 4
            (PE, "superior-order", "", True, False),
            (PE, "incapacity", "kind", None, "excluded"),
            (PE, "died", "kind", None, "exempt"),
        ],
        "circumstances": [(PE, "retaliation", "kind", None, "aggravating"), (PE, "repair", "kind", None, "mitigating")],
        "effects": [(PE, "lapse", "not_from_party", None, "dismissal"), (PE, "reapply", "dismissal", 12, 12)],
        "procedure": [(PE, "council", "working_days", None, 5), (PE, "transfer", "", False, True)],  # 15.1, 2.10
        "transition": [(PE, "", "under_way", None, "old"), (PE, "", "older_acts", None, "favourable")],  # 24.1
        "ratings": [
            (PE, "levels", "excellent", None, 90),  # Decree 233, article 12
            (PE, "levels", "completed", None, 50),
            (PE, "ceiling", "of_good_best", None, 25),  # article 12.6
            (PE, "disciplined", "elsewhere_at_most", "failed", None),  # article 14.3
            (PE, "disciplined", "in_unit_of_act", None, True),
            (PE, "absence", "self_review", True, None),  # article 14.1
            (PE, "head", "binds", "leaders", "head"),  # article 12.7
            (PE, "unit-ceiling", "of_good", None, 20),  # article 7.7
            (CC, "levels", "excellent", 90, 90),
        ],
    },
}


def says(category: str, topic: str, item: str, key: str, day: str) -> Any:
    """What the rule of the item says on the day: the value of the key, or whether there is a rule; lists as words."""
    rule = next((rule for rule in SHIPPED_LAW.rules_on(topic, category, day) if rule.item == item), None)
    if not key:
        return rule is not None
    value = rule.says.get(key) if rule else None
    return " ".join(value) if isinstance(value, list) else value


@pytest.mark.parametrize("first", CHANGES)
def test_on_its_first_day_a_version_holds_and_the_day_before_the_older_one(first: str) -> None:
    for topic, changes in CHANGES[first].items():
        for category, item, key, before, after in changes:
            told = [says(category, topic, item, key, day) for day in (shift(first, -1), first)]
            assert told == [before, after], (topic, category, item, key)


@pytest.mark.parametrize("first", CHANGES)
def test_every_topic_that_changes_on_the_day_is_among_them(first: str) -> None:
    def values(topic: str, day: str) -> dict[tuple[str, str], Any]:
        rules = [rule for category in CATEGORY.codes for rule in SHIPPED_LAW.rules_on(topic, category, day)]
        return {(rule.category, rule.item): dict(rule.says) for rule in rules}

    changed = {topic for topic in NAMES_OF_TOPICS if values(topic, shift(first, -1)) != values(topic, first)}
    assert changed == set(CHANGES[first])
