"""What the law of a day says, as tables: each answer with its source and how well that is verified."""

from collections.abc import Sequence
from dataclasses import replace

from chodon_cli.dates import FOREVER, Period, show_day
from chodon_cli.errors import Usage
from chodon_cli.law import effects as effect
from chodon_cli.law import forms as form
from chodon_cli.law import limitation as limit
from chodon_cli.law import processing as process
from chodon_cli.law.changes import changes, values_shown
from chodon_cli.law.rules import NAMES_OF_TOPICS, UNCHECKED_TAGS, Cited, Law, Rule, first_day, quote_note
from chodon_cli.locale import N_, _
from chodon_cli.nouns import law as laws
from chodon_cli.result import Column, Result, Row
from chodon_cli.store import Reader
from chodon_cli.words.case import DISCIPLINE_FORM, LAW_TOPIC, LIMITATION_LEVEL
from chodon_cli.words.rule_items import name_of_item

CONTRACT_CATEGORY = "contract"  # the category of labour contracts

SOURCE_COLUMNS = [
    Column("document", "text", 2, label=N_("Legal source")),
    Column("article", "text", 2),
    Column("since", "date", 3),
    Column("verified", "word"),
]
CHANGED_RULE_COLUMNS = [
    Column("rule", "code"),
    Column("topic", "word", 5),
    Column("category", "word", 5),
    Column("item", "code", 5, shown="programs", label=N_("Item")),
    Column("concerning", "text", 5, shown="people", label=N_("Concerning")),
    Column("says", "rule", 1),
    Column("since", "date", 5),
    Column("until", "date", 5, label=N_("In force to")),
    Column("document", "text", 2, label=N_("Legal source")),
    Column("article", "text", 3),
    Column("verified", "word"),
    Column("checked_by", "text", 6, shown="asked"),
    Column("checked_on", "date", 6, shown="asked"),
    Column("against", "text", 6, shown="asked"),
    Column("source", "text", 7, shown="asked", label=N_("Read at")),
    Column("note", "text", 7, shown="asked", label=N_("Note (in Vietnamese)")),
]
CHANGE_OF_LAW_COLUMNS = [
    Column("since", "date"),
    Column("topic", "word", 2),
    Column("category", "word"),
    Column("item", "code", 3, shown="programs", label=N_("Item")),
    Column("concerning", "text", 3, shown="people", label=N_("Concerning")),
    Column("rule", "code", 3),
    Column("before", "rule", 2),
    Column("after", "rule", 1),
    Column("document", "text", 3, label=N_("Legal source")),
    Column("article", "text", 4),
    Column("verified", "word", 3),
]
FORM_COLUMNS = [Column("rank", "integer"), Column("form", "code"), Column("label"), *SOURCE_COLUMNS]
LIMITATION_COLUMNS = [
    Column("level", "word"),
    Column("years", "integer"),
    Column("months", "integer"),
    Column("clock", "word", 3),
    *SOURCE_COLUMNS,
]
PROCESSING_COLUMNS = [Column("normal_days", "integer"), Column("extended_days", "integer"), *SOURCE_COLUMNS]
EFFECT_COLUMNS = [
    Column("form", "word"),
    Column("salary_months", "integer"),
    Column("promotion_months", "integer"),
    Column("lapse_months", "integer"),
    *SOURCE_COLUMNS,
]


def list_rules(db: Reader, topic: str | None = None, category: str | None = None) -> Result:
    """Every version of every rule, with what the office has confirmed or set."""
    law = laws.law_of_office(db)
    rules = [rule for name in NAMES_OF_TOPICS if topic in (None, name) for rule in law.rules(name)]
    return _rules(N_("Rules of law"), [rule for rule in rules if category in (None, rule.category)])


def show_rules(db: Reader, reference: str, on: str, category: str | None = None) -> Result:
    """The rules of a topic as they hold on a day; or one rule, whole, by its id."""
    law = laws.law_of_office(db)
    if "@" in reference:
        result = _rules(N_("Rule of law"), [laws.rule_of_id(law, reference)])
        whole = [replace(c, shown="asked" if c.key == "item" else "always") for c in result.columns]  # the id has it
        columns = [replace(c, shown="people") if c.key == "concerning" else c for c in whole]
        return replace(result, columns=columns, layout="record")
    topic = LAW_TOPIC.find(reference)
    if topic is None:
        raise Usage(LAW_TOPIC.problem(reference), LAW_TOPIC.allowed_words())
    rules = [
        rule for name in _categories(law, topic) if category in (None, name) for rule in law.rules_on(topic, name, on)
    ]
    result = _rules(LAW_TOPIC.labels[topic], rules)
    return replace(result, as_of=on, notes=[*result.notes, *([] if rules else [_why_none(law, topic, category, on)])])


def forms(db: Reader, category: str, leadership: str, on: str, has_left_office: bool) -> Result:
    """The ladder of a category and post on a day, lightest first."""
    law = laws.law_of_office(db)
    rules = form.forms(category, leadership, on, has_left_office, law)
    rows = [(step.rank, step.form, _(DISCIPLINE_FORM.labels[step.form]).lower()) for step in rules]
    return _answer(law, "forms", category, on, FORM_COLUMNS, rows, rules)


def limitation(db: Reader, category: str, on: str) -> Result:
    """Until when an act of a day can be disciplined, by level."""
    law = laws.law_of_office(db)
    rules = limit.limitations(category, on, law)
    rows = [(level.level, level.years, level.months, level.clock) for level in rules]
    return _answer(law, "limitation", category, on, LIMITATION_COLUMNS, rows, rules)


def processing(db: Reader, category: str, on: str) -> Result:
    """How many days the handling of what is found on a day may take."""
    law = laws.law_of_office(db)
    rules = process.processing(category, on, law)
    rows = [(rules.normal_days, rules.extended_days)] if rules else []
    return _answer(law, "processing", category, on, PROCESSING_COLUMNS, rows, [rules] if rules else [])


def effects(db: Reader, category: str, on: str) -> Result:
    """What follows from each form, in months."""
    law = laws.law_of_office(db)
    rules = effect.effects(category, on, law)
    rows = [(of.form, of.salary_months, of.promotion_months, of.lapse_months) for of in rules]
    answer = _answer(law, "effects", category, on, EFFECT_COLUMNS, rows, rules)
    return replace(answer, notes=[*_reapplying(law, category, on), *answer.notes])


def _reapplying(law: Law, category: str, on: str) -> list[str]:
    """After how many months who was dismissed may apply again, where the law says so."""
    sentence = _("may apply again {months} months after a dismissal ({source})")
    return [
        sentence.format(months=months, source="; ".join(filter(None, (rule.document, rule.article))))
        for rule in law.rules_on("effects", category, on)
        if rule.item == "reapply" and (months := rule.says.get("dismissal"))
    ]


def list_changes(db: Reader, topic: str | None, category: str | None, period: Period | None) -> Result:
    """What changed when: the days on which a rule begins, or ends without another in its place."""
    within = period or Period("", FOREVER)
    rows = [
        (
            change.on,
            change.rule.topic,
            change.rule.category,
            change.rule.item,
            name_of_item(change.rule.topic, change.rule.item),
            change.rule.id,
            change.before,
            change.after,
            change.rule.document,
            change.rule.article,
            change.rule.verified,
        )
        for change in changes(laws.law_of_office(db))
        if topic in (None, change.rule.topic)
        and category in (None, change.rule.category)
        and within.start <= change.on <= within.end
    ]
    return Result(N_("Changes of the law"), CHANGE_OF_LAW_COLUMNS, rows, period=period)


def _rules(title: str, rules: Sequence[Rule]) -> Result:
    rows = [
        (
            rule.id,
            rule.topic,
            rule.category,
            rule.item,
            name_of_item(rule.topic, rule.item),
            values_shown(rule),
            rule.since,
            rule.until,
            rule.document,
            rule.article,
            rule.verified,
            *((rule.given.checked_by, rule.given.checked_on, rule.given.against) if rule.given else (None,) * 3),
            rule.source,
            rule.note,
        )
        for rule in rules
    ]
    return Result(title, CHANGED_RULE_COLUMNS, rows, notes=_unchecked_note([Cited(**rule.citation) for rule in rules]))


def _answer(
    law: Law, topic: str, category: str, on: str, columns: list[Column], rows: list[Row], sources: Sequence[Cited]
) -> Result:
    """Rows with their source; a note says what is not checked, what else the rules say, and why there is nothing."""
    whole: list[Row] = [
        (*row, of.document, of.article, of.since, of.verified) for row, of in zip(rows, sources, strict=True)
    ]
    notes = [*_unchecked_note(sources), *dict.fromkeys(quote_note(of.note) for of in sources if of.note)]
    return Result(
        LAW_TOPIC.labels[topic],
        columns,
        whole,
        as_of=on,
        notes=notes or ([] if rows else [_why_none(law, topic, category, on)]),
    )


def _unchecked_note(sources: Sequence[Cited]) -> list[str]:
    """The note that names the rules whose provision nobody has read."""
    parts = [part for of in sources for part in getattr(of, "parts", (of,))]
    ids = dict.fromkeys(part.rule for part in parts if part.verified in UNCHECKED_TAGS)
    return [_("not checked against the source: {codes}").format(codes=", ".join(ids))] if ids else []


def _categories(law: Law, topic: str) -> list[str]:
    return list(dict.fromkeys(rule.category for rule in law.rules(topic)))


def _why_none(law: Law, topic: str, category: str | None, on: str) -> str:
    """Why there is nothing: the day lies before the first rule that is held, there can be none, or none is held."""
    if on < (first := first_day()):
        return _("no rule is held for days before {first}").format(first=show_day(first))
    if (topic, category) == ("processing", CONTRACT_CATEGORY):
        return _no_processing_limit(law, on)
    return _("no rule on this is held for {day}").format(day=show_day(on))


def _no_processing_limit(law: Law, on: str) -> str:
    """What labour contracts have in place of a processing limit: the limitation (Labour Code 2019, article 123)."""
    sentence = _("labour contracts have no processing limit: the decision must come within the limitation: {terms}")
    limits = limit.limitations(CONTRACT_CATEGORY, on, law)
    term = _("{level}: {months} months ({source})")
    terms = [
        term.format(
            level=LIMITATION_LEVEL.label(each.level),
            months=(each.years or 0) * 12 + (each.months or 0),
            source=", ".join(filter(None, (each.document, each.article))),
        )
        for each in limits
    ]
    return sentence.format(terms="; ".join(terms))
