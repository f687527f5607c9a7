"""What may be done to a rule of law: confirm it, or set what it says, for this office."""

from collections.abc import Mapping

from sqlmodel import Session

from chodon_cli.errors import NotFound, Refused, Rejected, Usage
from chodon_cli.input_row import Values
from chodon_cli.law import overrides as given
from chodon_cli.law.rules import SHIPPED_LAW, Rule
from chodon_cli.locale import _
from chodon_cli.nouns import law as laws
from chodon_cli.register import record
from chodon_cli.register.draft import Draft
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.record import WriteOutcome
from chodon_cli.register.row_rule import is_place, not_in_future
from chodon_cli.register.session import SessionReader

VERBS = NounVerbs(
    laws.DECLARATION,
    (is_place("n"), not_in_future("checked_on")),
    derive=lambda draft: {"says": _says(draft)},
    identity_by=("n",),
)


def confirm(session: Session, reference: str, checked: Values, today: str) -> WriteOutcome:
    """Say that a rule stands as it is written here: who checked it, when, against what. NotFound if there is none."""
    return _write(session, laws.rule_of_id(laws.law_of_office(SessionReader(session)), reference), checked, today, {})


def set(session: Session, reference: str, changes: Mapping[str, str], checked: Values, today: str) -> WriteOutcome:
    """Say what a rule says, key by key; the others stay. A day on which no version begins makes a version of its own.

    NotFound if there is no such rule, Usage error for a key it does not have or a value that cannot be read.
    """
    rule = laws.beginning(laws.law_of_office(SessionReader(session)), reference)
    values = {key: given.read(rule, key, changes[key]) for key in changes}
    if wrong := given.contradiction(rule.since, {**rule.says, **values}):  # what the office said before counts
        raise Rejected("says", given.dump_values(values), wrong)
    return _write(session, rule, checked, today, values)


def _write(session: Session, rule: Rule, checked: Values, today: str, says: Values) -> WriteOutcome:
    """Write a new row: what was said before stays, and binds the cases that were opened under it."""
    values = {"rule": rule.id, "says": given.dump_values(says), **checked}
    sql = "SELECT rule, says, checked_by, checked_on, against FROM law WHERE rule = :rule ORDER BY n DESC LIMIT 1"
    if tuple(SessionReader(session).execute(sql, {"rule": rule.id}).fetchone() or ()) == tuple(values.values()):
        raise Refused(_("{record}: nothing would change").format(record=rule.id), _("it is stored so already"))
    return record.add(session, VERBS, {"n": laws.last_override(SessionReader(session)) + 1, **values}, today)


def _says(draft: Draft) -> str | None:
    """The values, each as the rule takes it; what is wrong goes into the draft."""
    try:
        rule = laws.beginning(SHIPPED_LAW, str(draft["rule"]))
    except NotFound as error:
        draft.refuse("rule", str(error))
        return None
    try:
        values = given.load_values(draft["says"])
        read: Values = {key: given.read(rule, key, given.value_as_typed(value)) for key, value in values.items()}
    except Usage as error:
        draft.refuse("says", str(error), error.hint)
        return None
    if wrong := given.contradiction(rule.since, read):
        draft.refuse("says", wrong)
    return given.dump_values(read)
