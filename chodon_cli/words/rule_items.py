"""What the items of the rules of law are called: which post, act, step or consequence a rule of its topic is about."""

from chodon_cli.locale import N_, _
from chodon_cli.words.case import CIRCUMSTANCE, EXEMPTION_KIND, GROUND_OF_PAUSE, LIMITATION_LEVEL

NAMES_OF_ITEMS = {  # topic -> item -> its name; one item may mean two things in two topics
    "forms": {
        "none": N_("Without a leading post"),
        "leader": N_("With a leading post"),
        "left": N_("Left or retired"),
    },
    "repeat": {
        "running": N_("A new act while a decision runs"),
        "several": N_("Several acts judged at once"),
        "reoffence": N_("The same act again"),
    },
    "limitation": LIMITATION_LEVEL.labels,
    "grounds": GROUND_OF_PAUSE.labels,
    "exemptions": EXEMPTION_KIND.labels,
    "circumstances": CIRCUMSTANCE.labels,
    "effects": {
        "salary": N_("Raise of salary"),
        "salary.delayed-raise": N_("Raise of salary, delayed by the decision itself"),
        "promotion": N_("Planning, training, appointment"),
        "promotion.removal": N_("Planning, training, appointment after a removal"),
        "lapse": N_("When the discipline lapses"),
        "reapply": N_("Applying again after a dismissal"),
    },
    "procedure": {
        "party-decision": N_("After the Party's decision"),
        "review-report": N_("Report of the review meeting"),
        "summons": N_("Summons to the council's meeting"),
        "council": N_("The disciplinary council"),
        "recommendation": N_("The council's recommendation"),
        "decision": N_("Decision on discipline"),
        "authority": N_("Who decides"),
        "transfer": N_("Moved to another office"),
        "retirement": N_("Reaching retirement meanwhile"),
        "conviction": N_("Convicted by a court"),
        "conviction-decision": N_("Dismissal after a conviction"),
        "suspension": N_("Suspended from work"),
        "bans": N_("What is barred meanwhile and after"),
        "notice": N_("Notice of the meeting"),
        "cleared": N_("Found to be wronged"),
        "complaint": N_("First complaint"),
        "second-complaint": N_("Second complaint"),
        "complaint-accepted": N_("Accepting a complaint"),
        "complaint-settled": N_("Settling a complaint"),
    },
    "ratings": {
        "levels": N_("Levels of rating"),
        "ceiling": N_("Share of those rated excellent"),
        "disciplined": N_("Disciplined in the year"),
        "deadline": N_("Day by which the year is rated"),
        "absence": N_("Months of work needed"),
        "failed": N_("Rated as failed"),
        "head": N_("Who leads the unit"),
        "unit-ceiling": N_("Share of units rated excellent"),
    },
}


def name_of_item(topic: str, item: str) -> str:
    """What the item of the topic is called, in the language in use; empty where the topic has one rule alone.

    An item that has no name stands for itself: an office may set a rule that is not shipped.
    """
    return _(name) if (name := NAMES_OF_ITEMS.get(topic, {}).get(item)) else item
