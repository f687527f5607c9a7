"""law.csv: what the office has confirmed or set of the rules; and the law that follows from it."""

from collections.abc import Callable
from functools import cache

from chodon_cli.errors import NotFound
from chodon_cli.law import overrides as given
from chodon_cli.law.rules import SHIPPED_LAW, Law, Override, Rule
from chodon_cli.locale import N_, _
from chodon_cli.nouns.declaration import Field, Noun, Privacy
from chodon_cli.queries import select as lists
from chodon_cli.store import Reader

FIELDS = [
    Field(
        "n",
        "integer",
        label=N_("Place in order"),
        is_needed=True,
        help=N_("The place in the order in which the office said it: 1, 2, 3 …"),
        headings=("Thứ tự", "STT", "No."),
    ),
    Field("rule", "code", is_needed=True, help=N_("The rule, as chodon law list names it."), headings=("Quy định",)),
    Field(
        "says",
        privacy=Privacy.KEEP,
        help=N_("What the office has set, as JSON; empty: confirmed as it is."),
        headings=("Nội dung",),
    ),
    Field(
        "checked_by", is_needed=True, privacy=Privacy.REPLACE, help=N_("Who checked it."), headings=("Người đối chiếu",)
    ),
    Field("checked_on", "date", is_needed=True, help=N_("Day on which it was checked."), headings=("Ngày đối chiếu",)),
    Field(
        "against",
        is_needed=True,
        privacy=Privacy.REPLACE,
        help=N_("Against what it was checked."),
        headings=("Đối chiếu với",),
    ),
]
CHECKED_KEYS = ("checked_by", "checked_on", "against")
DECLARATION = Noun(
    "law",
    N_("Rules that the office has checked"),
    alias="w",
    order="w.n",
    fields=FIELDS,
    place=70,
    is_own=True,
    mended_by="law list",
    called_by="rule",
)


def law_of_office(db: Reader) -> Law:
    """The law as it holds in this office: the shipped rules with what is confirmed or set in the register."""
    return law_by_override(db)(None)


def law_by_override(db: Reader) -> Callable[[int | None], Law]:
    """The law by how much the office had said of it: what it said later binds cases that are opened later."""
    words = [
        (said["n"], Override(said["rule"], given.load_values(said["says"]), *(said[key] for key in CHECKED_KEYS)))
        for said in lists.records(db, DECLARATION)
    ]

    @cache
    def up_to(last: int | None) -> Law:
        overrides = [word for n, word in words if last is None or n <= last]
        return Law(overrides) if overrides else SHIPPED_LAW

    return up_to


def last_override(db: Reader) -> int:
    """The place of the last word that the office has said of the law; 0 if it has said none."""
    return int(next(iter(db.execute("SELECT coalesce(max(n), 0) FROM law", {})))[0])


def rule_of_id(law: Law, id: str) -> Rule:
    """The rule of this id. NotFound with what to do."""
    return _existing(law.find(id), id)


def beginning(law: Law, id: str) -> Rule:
    """The rule of this id, or what a version that begins on its day would begin with. NotFound with what to do."""
    return _existing(law.beginning(id), id)


def _existing(rule: Rule | None, id: str) -> Rule:
    if rule is None:
        raise NotFound(_("there is no rule {rule}").format(rule=id), _("see: chodon law list"))
    return rule
