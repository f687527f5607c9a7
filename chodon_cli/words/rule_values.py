"""What the values of a rule of law say, in words: years=5 becomes “5 years”."""

from collections.abc import Callable

from chodon_cli.locale import N_, _
from chodon_cli.words.case import DISCIPLINE_FORM
from chodon_cli.words.judgement import VERIFICATION
from chodon_cli.words.rating import RATING

SENTENCES_OF_KEYS = {  # key -> what it says of its value
    "years": N_("{value} years"),
    "months": N_("{value} months"),
    "tail_days": N_("at most {value} days after an obstacle"),
    "normal_days": N_("{value} days"),
    "extended_days": N_("at most {value} days with an extension"),
    "days": N_("{value} days"),
    "working_days": N_("{value} working days"),
    "dismissal_days": N_("{value} days after a dismissal"),
    "members": N_("{value} members of a council"),
    "pay": N_("{value} per cent of the pay"),
    "of_good": N_("excellent: at most {value} per cent of those rated good"),
    "of_good_best": N_("{value} per cent where the unit is rated excellent"),
    "few": N_("at most one of fewer than {value} units"),
    "at_most": N_("at most: {value}"),
    "elsewhere_at_most": N_("of an act not in duty at most: {value}"),
    "away_at_most": N_("then at most: {value}"),
    "least_months": N_("rated from {value} months of work"),
    "away_months": N_("away for {value} months or more"),
    "salary_months": N_("rise put off by {value} months"),
    "counted": N_("not counted into the limit: {value}"),
    "limitation": N_("not counted into the limitation: {value}"),
    "not_from_party": N_("but not of: {value}"),
    "month": N_("month {value}"),
    "day": N_("before day {value}"),
}
SENTENCES_OF_VALUES = {  # a key with its value -> what that says
    "years=none": N_("no limitation"),
    "clock=occurred": N_("from the day of the act"),
    "restarts=yes": N_("anew from a new act within it"),
    "ends_with=decision": N_("until the decision"),
    "ends_with=conclusion": N_("until the authority's conclusion"),
    "ends_with=notice": N_("until the written notice of the review"),
    "until_replaced=yes": N_("until another decision replaces the annulled one"),
    "from_party=yes": N_("from the effect of the Party's decision"),
    "from_party=no": N_("whatever the Party decided"),
    "steps=0": N_("the highest form"),
    "steps=1": N_("one form heavier than the gravest act"),
    "kind=mitigating": N_("mitigating"),
    "kind=aggravating": N_("aggravating"),
    "kind=excluded": N_("no responsibility"),
    "kind=exempt": N_("released from responsibility"),
    "binds=leaders": N_("all who lead the unit"),
    "binds=head": N_("the head of the unit"),
    "self_review=yes": N_("who is not rated for it still reviews that time"),
    "once=yes": N_("an act counts for one year only"),
    "in_unit_of_act=yes": N_("counts in the unit of the act"),
    "under_way=old": N_("under way: the older law"),
    "older_acts=favourable": N_("older acts: the law that is better for the person"),
}
NAMES_OF_WORDS: dict[str, Callable[[str], str]] = {  # key -> what its words are called
    "forms": DISCIPLINE_FORM.label,
    "not_from_party": DISCIPLINE_FORM.label,
    "levels": RATING.label,
    "at_most": RATING.label,
    "elsewhere_at_most": RATING.label,
    "away_at_most": RATING.label,
    "counted": VERIFICATION.label,
    "limitation": VERIFICATION.label,
}


def in_words(values: str) -> str:
    """The values as a rule has them (years=5 clock=occurred) in the language in use; what is unknown stays."""
    return "; ".join(_pair(pair) for pair in values.split())


def _pair(pair: str) -> str:
    key, _equals, value = pair.partition("=")
    if pair in SENTENCES_OF_VALUES:
        return _(SENTENCES_OF_VALUES[pair])
    label = NAMES_OF_WORDS.get(key)
    value = ", ".join(map(label, value.split(","))) if label else value
    if key in SENTENCES_OF_KEYS:
        return _(SENTENCES_OF_KEYS[key]).format(value=value)
    if key in ("forms", "levels"):
        return value
    if key in DISCIPLINE_FORM.labels or key in RATING.labels:
        name = DISCIPLINE_FORM.label(key) if key in DISCIPLINE_FORM.labels else RATING.label(key)
        return _("{name}: {value}").format(name=name, value=value)
    return pair
