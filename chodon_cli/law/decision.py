"""What the law asks of a disciplinary decision: its form, its time, and what a decision still in force asks for."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from chodon_cli.dates import show_day
from chodon_cli.law.act_limit import ActLimit
from chodon_cli.law.forms import Form, Several, forms, least_form_after, repeat
from chodon_cli.law.rules import SHIPPED_LAW, UNCHECKED_TAGS, Cited, Law
from chodon_cli.locale import N_, _
from chodon_cli.words.case import DISCIPLINE_FORM

NOTHING_TAKEN: Mapping[str, str] = {}
UNLESS_IT_ENDED = {  # of a limitation that ends before the decision: what must have been entered for that
    "conclusion": N_(
        "the limitation for {form} ended on {day}, unless the authority had concluded by then (case conclude)"
    ),
    "notice": N_(
        "the limitation for {form} ended on {day}, unless the written notice of the review was given by then "
        "(case step --kind notice)"
    ),
}


class PostHeld(NamedTuple):
    """Who a person was, from when to when."""

    started_on: str
    ended_on: str | None
    category: str
    leadership: str
    unit_id: int | None = None


class Position(NamedTuple):
    """As what a person is judged: the post of the day; for those who left, the last one."""

    category: str
    leadership: str
    has_left: bool = False


class Breach(NamedTuple):
    """What a decision breaks: the column, what is wrong, and where that stands."""

    column: str
    message: str
    cited: Cited
    is_doubtful: bool = False  # whether another law that may govern the case would allow it, or the facts are not known

    @property
    def is_checked(self) -> bool:
        """Whether the rule was checked against its source, and surely holds: then it refuses, else it warns."""
        return not self.is_doubtful and self.cited.verified not in UNCHECKED_TAGS

    def __str__(self) -> str:
        return f"{self.message} ({citation_text(self.cited)})"


def citation_text(cited: Cited) -> str:
    """The document and the article, and that nobody has checked them if so."""
    unsure = _("not checked") if cited.verified in UNCHECKED_TAGS else ""
    return "; ".join(filter(None, (cited.document, cited.article, unsure)))


def basis_text(cited: Cited, working_days: int | None) -> str:
    """Where it stands; of working days how many, from which holidays are not taken out: that is the safe day."""
    if working_days is None:
        return citation_text(cited)
    sentence = _("{days} working days, holidays not taken out; {source}")
    return sentence.format(days=working_days, source=citation_text(cited))


def position(posts: Sequence[PostHeld], day: str) -> Position:
    """The position of a person with these posts, in order, on the day. There is at least one post."""
    begun = [post for post in posts if post.started_on <= day] or posts[:1]
    latest = begun[-1]
    has_left = latest.ended_on is not None and latest.ended_on < day
    return Position(latest.category, latest.leadership, has_left)


def ladder(position: Position, on: str, law: Law = SHIPPED_LAW) -> tuple[Form, ...]:
    """The forms that a person in this position can be given on the day, lightest first."""
    return forms(position.category, position.leadership, on, has_left_office=position.has_left, law=law)


HEAVIER_FORM = "dismissal"  # of the level of limitation of all but a reprimand


def level(category: str, form: str, kind: str | None = None) -> str:
    """The level of limitation of a form; `kind` is what the case says of its acts: none, assets."""
    if category == "contract":
        return "assets" if kind == "assets" else "ordinary"
    if kind == "none":
        return "none"
    return "reprimand" if form == "reprimand" else "heavier"


def has_limitation_of(category: str, kind: str | None) -> bool:
    """Whether a case against somebody of the category may say so of its acts: that there is no limitation, assets."""
    return kind is None or level(category, HEAVIER_FORM, kind) == kind


class Judged(NamedTuple):
    """What a decision is held against, besides its form and day.

    `limits` are those of each act by the law that rules; `other_limits` those by another law that may govern the case;
    `taken` the steps by which a limitation may end before the decision, with their days; `running` the heaviest form
    that was in force on the day of an act; `several` what the law makes of several acts.
    """

    limits: Sequence[ActLimit | None] = ()
    other_limits: Sequence[ActLimit | None] = ()
    taken: Mapping[str, str] = NOTHING_TAKEN
    running: str | None = None
    several: Several | None = None


def breaches_of(position: Position, decided_on: str, form: str, judged: Judged, law: Law = SHIPPED_LAW) -> list[Breach]:
    """All that a decision of this form and day breaks: its form by the law of the day, its time by that of the act."""
    rungs = ladder(position, decided_on, law)
    problems = [*_form(rungs, form, decided_on), *_limitation(form, decided_on, judged)]
    if form not in [rung.form for rung in rungs]:
        return problems
    again = repeat(position.category, decided_on, law)
    if (
        again
        and judged.running
        and DISCIPLINE_FORM.rank(form) < DISCIPLINE_FORM.rank(lightest := least_form_after(rungs, judged.running))
    ):
        message = _("{running} was still in force: at least {form} is due")
        sentence = message.format(running=DISCIPLINE_FORM.label(judged.running), form=DISCIPLINE_FORM.label(lightest))
        problems.append(Breach("form", sentence, again))
    if judged.several and DISCIPLINE_FORM.rank(form) < DISCIPLINE_FORM.rank(
        least_of := rungs[min(judged.several.steps, len(rungs) - 1)].form
    ):
        message = _("several acts: at least {form}, if each of them deserves discipline")
        problems.append(
            Breach("form", message.format(form=DISCIPLINE_FORM.label(least_of)), judged.several, is_doubtful=True)
        )
    return problems


def _form(rungs: Sequence[Form], form: str, decided_on: str) -> list[Breach]:
    """The form must stand on the ladder of the person."""
    if not rungs or form in [rung.form for rung in rungs]:
        return []
    allowed = ", ".join(DISCIPLINE_FORM.label(rung.form) for rung in rungs)
    message = _("{form} is no form of discipline for this person on {day}: {allowed}")
    sentence = message.format(form=DISCIPLINE_FORM.label(form), day=show_day(decided_on), allowed=allowed)
    return [Breach("form", sentence, rungs[0])]


def _limitation(form: str, decided_on: str, judged: Judged) -> list[Breach]:
    """Some act must still be in time; where another law may govern the case and has one in time, that is a doubt."""
    if not judged.limits or any(is_in_time(limit, decided_on, judged.taken) for limit in judged.limits):
        return []
    latest = max((limit for limit in judged.limits if limit), key=lambda limit: limit.ends_on)
    message = _("the limitation for {form} ended on {day}")
    if latest.limit.ends_with in UNLESS_IT_ENDED and latest.limit.ends_with not in judged.taken:
        message = _(UNLESS_IT_ENDED[latest.limit.ends_with])
    message = message.format(form=DISCIPLINE_FORM.label(form), day=show_day(latest.ends_on))
    is_doubtful = any(is_in_time(limit, decided_on, judged.taken) for limit in judged.other_limits)
    return [Breach("happened_on", message, latest.limit, is_doubtful)]


def is_in_time(limit: ActLimit | None, decided_on: str, taken: Mapping[str, str] = NOTHING_TAKEN) -> bool:
    """Whether an act can still be disciplined: the law of its limitation says what must happen by the last day."""
    return limit is None or not limit.is_over(taken.get(limit.limit.ends_with, decided_on))
