"""What a disciplinary decision brings with it, and until when."""

from collections.abc import Sequence
from functools import lru_cache

from chodon_cli.dates import months_later
from chodon_cli.law.forms import Form, forms
from chodon_cli.law.rules import MOST_REMEMBERED, SHIPPED_LAW, Cited, Law, Rule, weakest
from chodon_cli.value_class import dataclass
from chodon_cli.words.case import DISCIPLINE_FORM

PARTS_OF_AN_EFFECT = ("salary", "promotion", "lapse")


@dataclass(frozen=True, kw_only=True)
class Effect(Cited):
    """What follows from one form, in months; None where the law gives nothing.

    It rests on several rules: `verified` is that of the least verified, `since` that of the latest.
    """

    form: str
    salary_months: int | None  # by which the next rise is put off
    promotion_months: int | None  # without planning, training or appointment to a higher post
    lapse_months: int | None  # after which the decision ends of itself
    from_party: bool  # whether the effect begins with that of the Party's decision, where there is one
    from_signing: bool  # whether, where there is one, it begins with the day of signing all the same
    reapply_months: int | None  # after which the person may apply again
    lapse_verified: str  # how well the lapse alone is verified; empty where there is none
    parts: tuple[Cited, ...]  # the rules it rests on


@lru_cache(MOST_REMEMBERED)  # asked of thousands of cases for the same days
def effects(category: str, on: str, law: Law = SHIPPED_LAW) -> tuple[Effect, ...]:
    """The effects of every form that the category can be given on a day, lightest first."""
    return law.once_a_stretch(lambda: _effects(category, on, law), "effects", ("forms", "effects"), category, on)


def _effects(category: str, on: str, law: Law) -> tuple[Effect, ...]:
    ladders = (
        *forms(category, "none", on, has_left_office=True, law=law),
        *forms(category, "head", on, law=law),
        *forms(category, "none", on, law=law),
    )
    rules = law.rules_on("effects", category, on)
    forms_by_code = {form.form: form for form in ladders}
    return tuple(_effect(forms_by_code[form], rules) for form in sorted(forms_by_code, key=DISCIPLINE_FORM.rank))


def starts_on(effect: Effect, decided_on: str, effective_on: str, party_effective_on: str | None = None) -> str:
    """The day from which the months run: where the law says so, that of the effect of the Party's decision.

    Of a dismissal it is the day of signing (Decree 234/2026, article 2.9).
    """
    if not party_effective_on or not effect.from_party:
        return effective_on
    return decided_on if effect.from_signing else party_effective_on


def lapses_on(effect: Effect, starts_on: str) -> str | None:
    """The first day on which the decision is no longer in force: the same day of the month, so many months later.

    None if the decision never lapses.
    """
    return None if effect.lapse_months is None else months_later(starts_on, effect.lapse_months)


def sources(category: str, form: str, on: str, law: Law = SHIPPED_LAW) -> dict[str, Cited]:
    """Where each effect of the form stands on the day: salary, promotion, lapse -> its rule."""
    return {part: Cited(**rule.citation) for part, rule in _parts(form, law.rules_on("effects", category, on)).items()}


def _parts(form: str, rules: Sequence[Rule]) -> dict[str, Rule]:
    return {rule.item.split(".")[0]: rule for rule in rules if form in rule.says}


def _effect(form: Form, rules: Sequence[Rule]) -> Effect:
    """What the rules say of one form; one of which they say nothing rests on the ladder that has it."""
    part = _parts(form.form, rules)
    months = {name: rule.says[form.form] for name, rule in part.items()}
    lapse = part.get("lapse")
    of = [Cited(**part[name].citation) for name in PARTS_OF_AN_EFFECT if name in part] or [Cited(**form.citation)]
    return Effect(
        form=form.form,
        salary_months=months.get("salary"),
        promotion_months=months.get("promotion"),
        lapse_months=months.get("lapse"),
        from_party=bool(lapse and lapse.says.get("from_party")),
        from_signing=bool(lapse and form.form in (lapse.says.get("not_from_party") or ())),
        reapply_months=months.get("reapply"),
        lapse_verified=lapse.verified if lapse else "",
        document="; ".join(cited.document for cited in of),
        article="; ".join(cited.article or "–" for cited in of) if any(cited.article for cited in of) else "",
        since=max(cited.since for cited in of),
        verified=weakest(cited.verified for cited in of),
        note="; ".join(dict.fromkeys(cited.note for cited in of if cited.note)),
        rule="; ".join(cited.rule for cited in of),
        parts=tuple(of),
    )
