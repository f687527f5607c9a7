"""What is done to a record of any noun: add it, correct it, void it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import field

from sqlmodel import Session

from chodon_cli import words
from chodon_cli.dates import show_day
from chodon_cli.errors import NotFound, Refused, one_line, where_to_look
from chodon_cli.input_row import Values
from chodon_cli.labels import heading
from chodon_cli.locale import _, figure
from chodon_cli.nouns.declaration import Field, Noun
from chodon_cli.nouns.person import mask
from chodon_cli.queries import select as lists
from chodon_cli.queries.look_alike import is_no_prose, look_alike
from chodon_cli.queries.numbered import record_id
from chodon_cli.queries.referring import names_of_referring
from chodon_cli.register import journal, write_at_once
from chodon_cli.register.draft import Draft
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.numbering import Numbering
from chodon_cli.register.resolver import Resolver
from chodon_cli.register.session import READ_KEY, SessionReader
from chodon_cli.register.settle import settle
from chodon_cli.rules.row_questions import Question
from chodon_cli.value_class import dataclass

MOST_TWINS_NAMED = 5  # of the records that say the same as a new one, so many are named


@dataclass
class WriteOutcome:
    """The record that was written, and what the person at the keyboard should know."""

    id: int
    hints: list[str] = field(default_factory=list)


def add(
    session: Session, noun: NounVerbs, values: Values, today: str, refs: Resolver | None = None, asked_next: str = ""
) -> WriteOutcome:
    """Write a new record of the noun. Refused with everything that is wrong with it.

    `asked_next`: SQL that the caller asks next of the record with its `:id`.
    """
    draft = Draft(refs or Resolver(session), noun.view, values, today)
    row = noun.row(draft)
    refuse_look_alikes(draft, values)
    sound(draft)
    if noun.numbering and not row["n"] and write_at_once.can_write_at_once(session):
        id = write_at_once.add(session, noun, noun.numbering, row, asked_next)
        return WriteOutcome(id, [*draft.hints, *(hint for _said, hint in draft.refs.say_guesses())])
    if noun.numbering and not row["n"]:
        journal.lock_to_add(session, noun.table, noun.numbering.highest_question(row["year"]))
        row["n"] = noun.numbering.highest(session, row["year"]) + 1
    id = journal.add(session, noun.table, row)
    _settle(session, noun, {"id": id, **row}, [(asked_next, {"id": id})] if asked_next else [])
    return WriteOutcome(id, [*draft.hints, *(hint for _said, hint in draft.refs.say_guesses())])


def twins(session: Session, sql: str, id: int) -> str:
    """The numbers of records that say the same as this one, and how many more do; empty if none does.

    `sql`: gives of the first `MOST_TWINS_NAMED` the number, and how many there are.
    """
    rows = SessionReader(session).execute(sql, {"id": id}).fetchall()
    more = rows[0][1] - len(rows) if rows else 0
    return ", ".join(
        [*(row[0] for row in rows), *([_("and {number} more").format(number=figure(more, 0))] if more else [])]
    )


def _settle(session: Session, noun: NounVerbs, row: Values, asked_next: Sequence[Question] = ()) -> None:
    """Refuse what the record breaks as it now stands."""
    touched = noun.touches(row)
    settle(session, touched.get("staff", ()), touched.get("units", ()), asked_next)


def refuse_look_alikes(draft: Draft, typed: Values) -> None:
    """Refuse codes and numbers with a letter that only looks like ours: what is typed by hand, as a list is read."""
    refused = {problem.column for problem in draft.problems}
    for key, value in typed.items():
        field = draft.fields.get(key)
        if field is None or key in refused or not isinstance(value, str) or not is_no_prose(field):
            continue
        if reason := look_alike(value):
            draft.refuse(key, reason)


def refuse_former_code(session: Session, noun: NounVerbs, code: str, but: int = 0) -> None:
    """Refused if another record than `but` bore this code until it was corrected: a code names one record for ever."""
    bearer = journal.former_codes(session, noun.table, [code.upper()]).get(code.upper())
    if bearer is not None and bearer != but:
        raise Refused(
            _("the code {code} was that of {record}").format(
                code=code.upper(), record=journal.code_of_bearer(session, noun.view.table_name, bearer)
            ),
            _("choose another code"),
        )


def edit(
    session: Session, noun: NounVerbs, id: int, changes: Values, today: str, refs: Resolver | None = None
) -> WriteOutcome:
    """Correct a record: None leaves a value, an empty text takes it away. Refused if nothing would change.

    The year of its number stands: another year is another record.
    """
    before = read(session, noun, id)
    if before.get("voided_on"):
        raise Refused(
            _("{record} is void").format(record=name(before)),
            _("see: {command}").format(command=f"chodon audit list --record {name(before)}"),
        )
    new_values = {key: value for key, value in changes.items() if value is not None}
    if noun.numbering:
        _keeps_its_year(noun.numbering, before, {**before, **new_values})
    draft, row = redraft(refs or Resolver(session), noun, before, {**before, **new_values}, today)
    refuse_look_alikes(draft, new_values)
    sound(draft)
    stored = journal.change(session, noun.table, id, **row)
    after = read(session, noun, id)
    if after == before:
        raise Refused(_("{record}: nothing would change").format(record=name(before)), _("it is stored so already"))
    _settle(session, noun, stored)
    guesses = [hint for _said, hint in draft.refs.say_guesses()]
    return WriteOutcome(id, [*draft.hints, *guesses, *corrections(noun.view, before, after)])


def corrections(noun: Noun, before: Values, after: Values) -> list[str]:
    """What was corrected, column by column: Severity: Minor → Serious."""
    return [
        difference(field, before[key], after[key])
        for key, field in noun.by_key.items()
        if before[key] != after[key] and field.shown != "people"
    ]


def difference(field: Field, before: object, after: object) -> str:
    """A column with what it said and what it says, both as people read them."""
    return f"{field.heading}: {_as_shown(field, before) or '—'} → {_as_shown(field, after) or '—'}"


def _as_shown(field: Field, value: object) -> str:
    """A value as people read it; of an identity number only its ends."""
    if value in (None, ""):
        return ""
    if field.key == "id_number":
        return mask(str(value)) or ""
    if field.type == "date":
        return show_day(str(value))
    list_of = words.word_list_of(field)
    return _(list_of.labels.get(str(value), str(value))) if list_of else str(value)


def redraft(refs: Resolver, noun: NounVerbs, before: Values, after: Values, today: str) -> tuple[Draft, Values]:
    """The draft of a record that is corrected, and what of its row is to be written.

    What was wrong with the record before is no problem of the correction; what is stored of it then stays.
    """
    draft = Draft(refs, noun.view, after, today)
    row = noun.row(draft)
    if draft.problems:
        old = Draft(refs, noun.view, dict(before), today)
        stored = noun.row(old)
        old_problems = {(problem.column, problem.value, problem.reason) for problem in old.problems}
        draft.problems = [each for each in draft.problems if (each.column, each.value, each.reason) not in old_problems]
        row = {key: value for key, value in row.items() if value is not None or stored[key] is not None}
    return draft, row


def _keeps_its_year(numbering: Numbering, before: Values, after: Values) -> None:
    year, new = (numbering.own_day(values)[:4] for values in (before, after))
    if new and new != year:
        raise Refused(
            _("{number} belongs to the year {year}").format(number=before["number"], year=year),
            _("void it and enter it anew"),
        )


def void(session: Session, noun: NounVerbs, id: int, reason: str, today: str) -> WriteOutcome:
    """Mark a record as entered by mistake: it no longer counts, and stays. Refused without a reason."""
    from chodon_cli.text import clean

    before = read(session, noun, id)
    if before.get("voided_on"):
        raise Refused(
            _("{record} is void already").format(record=name(before)),
            _("see: {command}").format(command=f"chodon audit list --record {name(before)}"),
        )
    if not clean(reason):
        raise Refused(_("a reason is needed"), "--reason")
    stored = journal.change(session, noun.table, id, voided_on=today, void_reason=clean(reason))
    _settle(session, noun, stored)
    return WriteOutcome(id)


def edit_numbered(session: Session, noun: NounVerbs, reference: str, changes: Values, today: str) -> WriteOutcome:
    """Correct the record of this number."""
    return edit(session, noun, id_by_number(session, noun, reference), changes, today)


def void_numbered(session: Session, noun: NounVerbs, reference: str, reason: str, today: str) -> WriteOutcome:
    """Mark the record of this number as entered by mistake."""
    return void(session, noun, id_by_number(session, noun, reference), reason, today)


def each_of(references: Sequence[str], verb: Callable[[str], WriteOutcome]) -> tuple[list[int], list[str]]:
    """Let the verb do all of these: the ids of the records, and the hints. Refused with all that refuses one of them.

    The transaction undoes what was done to the others.
    """
    outcomes: list[WriteOutcome] = []
    refusals: list[Refused | NotFound] = []
    for each in dict.fromkeys(references):
        try:
            outcomes.append(verb(each))
        except (Refused, NotFound) as refusal:
            refusals.append(refusal)
    if len(refusals) == 1:
        raise refusals[0]
    if refusals:
        raise Refused(
            one_line([str(refusal) for refusal in refusals]),
            one_line([*dict.fromkeys(refusal.hint for refusal in refusals if refusal.hint)]),
        )
    return [outcome.id for outcome in outcomes], [hint for outcome in outcomes for hint in outcome.hints]


def id_by_number(session: Session, noun: NounVerbs, reference: str) -> int:
    """The id of the noun's record with this number. NotFound if there is none."""
    return record_id(SessionReader(session), noun.view, reference)


def read(session: Session, noun: NounVerbs, id: int) -> Values:
    """The record by column key, as its list shows it; asked once until the transaction writes."""
    known: dict[tuple[str, int], Values] = session.info.setdefault(READ_KEY, {})
    place = noun.view.table_name, id
    if place not in known or session.in_nested_transaction():
        condition = f"{noun.view.alias}.id = :id"
        [known[place]] = lists.records(SessionReader(session), noun.view, [condition], id=id, day="9999-12-31")
    return dict(known[place])


def sound(draft: Draft) -> None:
    """Refuse the draft with everything that is wrong with it."""
    if len(draft.problems) == 1:
        raise draft.problems[0]
    if draft.problems:
        hints = [f"{heading(problem.column)}: {problem.hint}" for problem in draft.problems if problem.hint]
        hints += dict.fromkeys(filter(None, (where_to_look(each) for each in draft.problems if not each.hint)))
        raise Refused(one_line([str(problem) for problem in draft.problems]), one_line(hints))


def name(values: Values) -> str:
    """What people call the record."""
    return str(values.get("number") or values.get("code") or values.get("staff") or values.get("rule") or "")


def refuse_while_referred(
    session: Session, noun: NounVerbs, id: int, name: str, parts: Collection[str] = (), live_only: Collection[str] = ()
) -> None:
    """Refused if other records refer to this one, naming up to five; see `referring.names_of_referring`."""
    table = str(noun.table.__tablename__)
    refuse_for_others(name, names_of_referring(SessionReader(session), table, id, parts, live_only))


def refuse_for_others(record: str, others: Sequence[str]) -> None:
    if others:
        raise Refused(
            _("{record} is referred to by {others}").format(record=record, others=", ".join(others)),
            _("void these first, or correct what they refer to"),
        )


def find_id(session: Session, sql: str, missing: str, **values: object) -> int:
    """The id that the SQL finds; NotFound with this sentence otherwise."""
    row = SessionReader(session).execute(sql, values).fetchone()
    if row is None:
        raise NotFound(missing, _("see: {command}").format(command="chodon audit list"))
    return int(row[0])
