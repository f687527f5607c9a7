"""What the law asks of a disciplinary decision: its form, its time, and what a decision still in force asks for."""

from collections.abc import Sequence
from dataclasses import dataclass

from chodon_cli.dates import show_day
from chodon_cli.law.forms import Form, forms, least, repeat
from chodon_cli.law.limitation import Limitation, limitation, limitation_end
from chodon_cli.law.rules import SHIPPED, UNCHECKED, Cited, Law
from chodon_cli.locale import _
from chodon_cli.words.case import FORM


@dataclass(frozen=True)
class PostHeld:
    """Who a person was, from when to when."""

    started_on: str
    ended_on: str | None
    category: str
    leadership: str


@dataclass(frozen=True)
class Position:
    """As what a person is judged: the post of the day; for those who left, the last one."""

    category: str
    leadership: str
    has_left: bool = False


@dataclass(frozen=True)
class Breach:
    """What a decision breaks: the column, what is wrong, and where that stands."""

    column: str
    message: str
    cited: Cited

    @property
    def is_checked(self) -> bool:
        """Whether the rule was checked against its source: then it refuses, else it warns."""
        return self.cited.verified not in UNCHECKED

    def __str__(self) -> str:
        return f"{self.message} ({where(self.cited)})"


def where(cited: Cited) -> str:
    """The document and the article, and that nobody has checked them if so."""
    unsure = _("not checked") if cited.verified in UNCHECKED else ""
    return "; ".join(filter(None, (cited.document, cited.article, unsure)))


def position(posts: Sequence[PostHeld], day: str) -> Position:
    """The position of a person with these posts, in order, on the day. There is at least one post."""
    begun = [post for post in posts if post.started_on <= day] or posts[:1]
    latest = begun[-1]
    has_left = latest.ended_on is not None and latest.ended_on < day
    return Position(latest.category, latest.leadership, has_left)


def ladder(position: Position, on: str, law: Law = SHIPPED) -> tuple[Form, ...]:
    """The forms that a person in this position can be given on the day, lightest first."""
    return forms(position.category, position.leadership, on, left=position.has_left, law=law)


def level(category: str, form: str, kind: str | None = None) -> str:
    """The level of limitation of a form; `kind` is what the case says of its acts: none, assets."""
    if category == "contract":
        return "assets" if kind == "assets" else "ordinary"
    if kind == "none":
        return "none"
    return "reprimand" if form == "reprimand" else "heavier"


def time_limit(category: str, level: str, acts: Sequence[str], law: Law = SHIPPED) -> tuple[Limitation, str] | None:
    """The limitation of acts on these days, and the last day of it; None if there is none, or no rule.

    The rule is that of the day of the act. Where a new act within the period lets that of the old one begin anew, the
    period of the last act counts; elsewhere that of the first.
    """
    act = acts[0] if category == "contract" else acts[-1]
    found = limitation(category, level, act, law)
    end = limitation_end(found, act) if found else None
    return (found, end) if found and end else None


def breaches_of(
    position: Position,
    decided_on: str,
    form: str,
    acts: Sequence[str],
    running: str | None,
    kind: str | None = None,
    extended_to: str | None = None,
    law: Law = SHIPPED,
) -> list[Breach]:
    """All that a decision of this form and day breaks; `running` is the heaviest form in force on the day of an act.

    `extended_to` is the last day to which limitation may be extended, where it may.
    """
    found = []
    rungs = ladder(position, decided_on, law)
    names = [rung.form for rung in rungs]
    said = FORM.label(form)
    if rungs and form not in names:
        allowed = ", ".join(FORM.label(name) for name in names)
        message = _("{form} is no form of discipline for this person on {day}: {allowed}")
        found.append(
            Breach("form", message.format(form=said, day=show_day(decided_on), allowed=allowed), citation(rungs[0]))
        )
    limit = time_limit(position.category, level(position.category, form, kind), acts, law)
    if limit and decided_on > max(limit[1], extended_to or ""):
        message = _("the limitation for {form} ended on {day}")
        found.append(Breach("happened_on", message.format(form=said, day=show_day(limit[1])), limit[0]))
    again = repeat(position.category, decided_on, law)
    if running and rungs and again and form in names:
        lightest = least(rungs, running)
        if names.index(form) < names.index(lightest):
            message = _("{running} was still in force: at least {form} is due")
            told = message.format(running=FORM.label(running), form=FORM.label(lightest))
            found.append(Breach("form", told, again))
    return found


def citation(form: Form) -> Cited:
    return form
