"""The law: what it says on a day, what changed, and what the office has confirmed or set."""

from typing import Annotated

from chodon_cli import dates, store
from chodon_cli.cli.options import Category, Within, argument, day, one_of, text_option
from chodon_cli.cli.parameters import Option
from chodon_cli.cli.showing import Group, written_records
from chodon_cli.errors import Usage
from chodon_cli.locale import N_, _
from chodon_cli.nouns import law as laws
from chodon_cli.queries import law_rules as rules
from chodon_cli.result import Result
from chodon_cli.words.case import LAW_TOPIC
from chodon_cli.words.staff import CATEGORY, LEADERSHIP

HELP = N_("The law on discipline: what it says on a day, how well that is verified, what the office has confirmed.")
SECTION = "cases"
group = Group(HELP)

For = Annotated[str, one_of(CATEGORY, N_("Category of staff."))]
Topic = Annotated[str | None, one_of(LAW_TOPIC, N_("Only this topic."))]
OnDay = Annotated[str | None, day("--on", help=N_("The day whose law is asked for; today if not given."))]
Post = Annotated[str, one_of(LEADERSHIP, N_("Leadership on that day."))]
Left = Annotated[bool, Option("--left", help=N_("The ladder of those who left or retired."))]
Rule = Annotated[str, argument("RULE", N_("The rule's id, as law list shows it."))]
By = Annotated[str, text_option("NAME", N_("Who checked it."), "--by")]
Against = Annotated[str, text_option("TEXT", N_("What it was checked against: the gazette, the text of the decree."))]
Checked = Annotated[str | None, day("--on", help=N_("The day on which it was checked; today if not given."))]
FROM_NOW_ON = N_("cases opened from now on follow it; those that are open keep the rule they were opened under")


@group.query("list", help=N_("List every rule, with its versions."))
def list_(topic: Topic = None, category: Category = None) -> Result:
    with store.reading() as db:
        return rules.list_rules(db, topic, category)


@group.query("show", help=N_("Show a topic's rules as they hold on a day, or one rule by its id."))
def show(
    topic: Annotated[str, argument("TOPIC", N_("A topic, or the id of a rule."))],
    on: OnDay = None,
    category: Category = None,
) -> Result:
    with store.reading() as db:
        return rules.show_rules(db, topic, on or dates.today(), category)


@group.query("forms", help=N_("The forms of discipline for a category and post, lightest first."))
def forms(category: For, leadership: Post = "none", on: OnDay = None, left: Left = False) -> Result:
    with store.reading() as db:
        return rules.forms(db, category, leadership, on or dates.today(), left)


@group.query("limitation", help=N_("Until when an act can be disciplined."))
def limitation(category: For, on: OnDay = None) -> Result:
    with store.reading() as db:
        return rules.limitation(db, category, on or dates.today())


@group.query("processing", help=N_("How many days the handling may take."))
def processing(category: For, on: OnDay = None) -> Result:
    with store.reading() as db:
        return rules.processing(db, category, on or dates.today())


@group.query("effects", help=N_("What follows from each form, in months."))
def effects(category: For, on: OnDay = None) -> Result:
    with store.reading() as db:
        return rules.effects(db, category, on or dates.today())


@group.query("changes", help=N_("What changed when."))
def changes(topic: Topic = None, category: Category = None, period: Within = None) -> Result:
    with store.reading() as db:
        return rules.list_changes(db, topic, category, period)


@group.change("confirm", help=N_("Say that a rule was checked and stands as it is written here."))
def confirm(rule: Rule, by: By, against: Against, on: Checked = None) -> Result:
    from chodon_cli.register import law
    from chodon_cli.register.transaction import transaction

    with transaction() as session:
        outcome = law.confirm(session, rule, _checked_with(by, against, on), dates.today())
    return written_records(laws.DECLARATION, [outcome.id], N_("Rule confirmed"), [*outcome.hints, _(FROM_NOW_ON)])


@group.change("set", help=N_("Say what a rule says in this office; another day after the @ makes a new version."))
def set_(
    rule: Rule,
    values: Annotated[list[str], argument("KEY=VALUE...", N_("What it says: years=5, forms=reprimand,warning …"))],
    by: By,
    against: Against,
    on: Checked = None,
) -> Result:
    from chodon_cli.register import law
    from chodon_cli.register.transaction import transaction

    with transaction() as session:
        outcome = law.set(session, rule, _pairs(values), _checked_with(by, against, on), dates.today())
    return written_records(laws.DECLARATION, [outcome.id], N_("Rule set"), [*outcome.hints, _(FROM_NOW_ON)])


def _checked_with(by: str, against: str, on: str | None) -> dict[str, str]:
    return {"checked_by": by, "checked_on": on or dates.today(), "against": against}


def _pairs(values: list[str]) -> dict[str, str]:
    """KEY=VALUE words by key. Usage error for one without an equals sign."""
    for word in values:
        if "=" not in word:
            raise Usage(_("“{value}” is not of the form KEY=VALUE").format(value=word))
    return dict(word.split("=", 1) for word in values)
