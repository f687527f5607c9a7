"""What each rule says, in one sentence, for whoever looks up the code of a finding (`check --explain`)."""

from chodon_cli.locale import N_

MEANINGS_OF_RULES = {
    "briefing-outside-unit": N_("A briefing was held within the life of its unit."),
    "briefing-uneven": N_("A document that was made known in some units of a kind and not in the others."),
    "case-act-twice": N_("An act is in one case, those aside that were opened by mistake."),
    "case-acts": N_("A case is opened on acts of one person that were found by then."),
    "case-law": N_(
        "A decision and a postponement stand on the law of their day, as far as that was checked against its source."
    ),
    "case-timeline": N_(
        "What happens to a case happens in order, as its state allows; a live case rests on acts that are not void."
    ),
    "days-implausible": N_(
        "Days that cannot be true: too young or too old for a first day; of any record, a day long past, years "
        "ahead, or to come though it is of what has happened."
    ),
    "feedback-before-violation": N_(
        "The violation that a complaint became occurred no later than the complaint was received."
    ),
    "head-above-unit": N_("Somebody who leads a unit is rated better in a year than the unit itself."),
    "identity-number-odd": N_("An identity number that is none, or says another sex or year of birth."),
    "inspection-check-unsound": N_(
        "A check belongs to an inspection that was carried out, and asks for a standard in force on that day."
    ),
    "inspection-failed-without-post": N_("Who failed a check of an inspection had a post on that day."),
    "inspection-outside-unit": N_(
        "An inspection lies within the life of its unit, be it carried out or still to come."
    ),
    "post-before-birth": N_("Nobody serves before being born."),
    "post-category-ended": N_("A post that begins in a class of staff which the law has ended by then."),
    "post-outside-unit": N_("A post lies within the life of its unit, and the unit was not entered by mistake."),
    "post-overlap": N_("A person has at most one post on any day."),
    "rating-above-ceiling": N_(
        "More people rated excellent than the law allows, in a unit or in a group of like tasks."
    ),
    "rating-above-score": N_("A level better than the score gives."),
    "rating-by-other-unit": N_("A rating by a unit that was not the person's last in the year: the new unit rates."),
    "rating-disciplined": N_("Somebody disciplined in the year who was rated better than the law leaves them."),
    "rating-many-excellent": N_(
        "A unit with more people rated excellent than a later ceiling would allow, in a year for which none is known."
    ),
    "rating-missing": N_("People who should have been rated by the legal day and have not been."),
    "rating-too-short": N_("A rating of somebody who served too few months in the year to be rated."),
    "rating-twice": N_("A person who was rated twice for one year in the same way."),
    "reminder-of-serious": N_("A violation above minor that was dealt with by a reminder alone: it needs a case."),
    "reminder-unfounded": N_("A reminder is of a violation that was found by then and was not entered by mistake."),
    "standard-not-in-force": N_("A standard is not broken after the last day on which it is in force."),
    "task-extension-order": N_(
        "Each extension of a task is granted while it is open, and to a later day than the one before."
    ),
    "task-outside-unit": N_("A task is assigned on a day of the life of its unit."),
    "task-series-unknown": N_("The series of a task is named after its first one, which is in the register."),
    "task-without-post": N_("Whoever is told to do a task served in its unit on the day on which it was assigned."),
    "training-thin": N_("A field that hardly anybody studied in a year in which other fields were studied."),
    "unit-circle": N_("No unit is under itself or succeeds itself, however long the way round."),
    "unit-parent-closed": N_("A unit does not open under one that has closed, or that was entered by mistake."),
    "unit-rating-above-ceiling": N_(
        "More units of public service rated excellent under one authority than the law allows."
    ),
    "unit-rating-outside-unit": N_("The rating of a unit is for a year of its life."),
    "unit-rating-twice": N_("A unit that was rated twice for one year."),
    "unit-stranded": N_("A unit that goes on under one that has closed: nobody is above it any more."),
    "violation-after-inspection": N_(
        "A violation was found at an inspection that was carried out, and not before it happened."
    ),
    "violation-without-post": N_(
        "A violation lies on a day on which the person had a post, and in the unit of that post."
    ),
}
