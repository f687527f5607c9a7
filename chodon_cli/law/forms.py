"""Which forms of discipline a person can be given, lightest first, and which follow a decision still in force."""

from collections.abc import Sequence

from chodon_cli.law.rules import SHIPPED_LAW, Cited, Law
from chodon_cli.value_class import dataclass
from chodon_cli.words.case import DISCIPLINE_FORM


@dataclass(frozen=True, kw_only=True)
class Form(Cited):
    """One form of a ladder; rank 1 is the lightest."""

    rank: int
    form: str


@dataclass(frozen=True, kw_only=True)
class Several(Cited):
    """Several acts judged at once: by how many forms the decision is heavier than the gravest act alone asks for."""

    steps: int


@dataclass(frozen=True, kw_only=True)
class Reoffence(Cited):
    """So many months after a decision took effect the same act is recidivism; None: until the discipline is deleted."""

    months: int | None


def reoffence(category: str, on: str, law: Law = SHIPPED_LAW) -> Reoffence | None:
    """When the same act again is recidivism; None without a rule."""
    rule = next((rule for rule in law.rules_on("repeat", category, on) if rule.item == "reoffence"), None)
    return Reoffence(months=rule.says.get("months"), **rule.citation) if rule else None


def forms(
    category: str, leadership: str, on: str, has_left_office: bool = False, law: Law = SHIPPED_LAW
) -> tuple[Form, ...]:
    """The ladder of a category and post on a day, lightest first; `has_left_office` for those who left or retired.

    Empty where there is no rule: before the first day of the data, and for a labour contract that has ended.

    >>> [form.form for form in forms("civil-servant", "head", "2025-07-01")]
    ['reprimand', 'warning', 'removal', 'dismissal']
    """
    item = "left" if has_left_office else "none" if leadership == "none" else "leader"
    rule = next((rule for rule in law.rules_on("forms", category, on) if rule.item == item), None)
    if rule is None:
        return ()
    return tuple(Form(rank=rank, form=form, **rule.citation) for rank, form in enumerate(rule.says["forms"], 1))


def least_form_after(ladder: Sequence[Form], running: str) -> str:
    """The lightest form that may follow while a decision runs: one heavier than it, or the top of the ladder.

    A running form that this ladder no longer has is weighed among all forms. The repeat rule: see repeat.toml.
    """
    heavier = [form.form for form in ladder if DISCIPLINE_FORM.rank(form.form) > DISCIPLINE_FORM.rank(running)]
    return heavier[0] if heavier else ladder[-1].form


def repeat(category: str, on: str, law: Law = SHIPPED_LAW) -> Cited | None:
    """Where the repeat rule stands; None where there is none: labour contracts, and before the first day."""
    rule = next((rule for rule in law.rules_on("repeat", category, on) if rule.item == "running"), None)
    return Cited(**rule.citation) if rule else None


def several_acts(category: str, on: str, law: Law = SHIPPED_LAW) -> Several | None:
    """What the law makes of several acts judged at once; None where it was not found."""
    rule = next((rule for rule in law.rules_on("repeat", category, on) if rule.item == "several"), None)
    return Several(steps=rule.says["steps"], **rule.citation) if rule else None
