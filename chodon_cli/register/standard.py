"""What may be done to a standard of conduct: add it, retire it."""

from collections.abc import Sequence

from sqlmodel import Session

from chodon_cli.dates import show_day
from chodon_cli.errors import Refused
from chodon_cli.input_row import Values
from chodon_cli.locale import _
from chodon_cli.nouns.standard import DECLARATION
from chodon_cli.register import journal, record
from chodon_cli.register.draft import Draft
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.record import WriteOutcome
from chodon_cli.register.resolver import Resolver
from chodon_cli.register.row_rule import CODE_IN_CAPITALS, IS_CODE, in_order
from chodon_cli.register.session import SessionReader
from chodon_cli.register.tables.standard import StandardRow

VERBS = NounVerbs(
    DECLARATION, (in_order("in_force_from", "in_force_to"), *IS_CODE), {"code": CODE_IN_CAPITALS}, identity_by=("code",)
)


def add(session: Session, values: Values, today: str) -> WriteOutcome:
    """Enter a standard of the office's own. Refused if its code is taken."""
    sql = "SELECT title FROM standard WHERE code = :code"
    code = str(values["code"]).upper()
    if taken := SessionReader(session).execute(sql, {"code": code}).fetchone():
        raise Refused(_("the code {code} is taken: {name}").format(code=code, name=taken[0]), _("choose another code"))
    return record.add(session, VERBS, values, today)


def retire(session: Session, reference: str, on: str) -> WriteOutcome:
    """Let a standard end; `on` is its last day, and may be corrected.

    Refused if it was broken or checked after that day, naming the violations and the inspections.
    """
    from chodon_cli.nouns.violation import INSPECTION_NUMBER_SQL, NUMBER_SQL

    standard = Resolver(session).standard(reference)
    id, code = standard.id, standard.code
    if standard.in_force_to == on:
        raise Refused(
            _("{record} was retired already").format(record=code),
            _("see: {command}").format(command=f"chodon standard show {code}"),
        )
    sql = f"""
    SELECT {NUMBER_SQL} FROM violation v WHERE v.standard_id = :id AND v.voided_on IS NULL AND v.occurred_on > :on
    UNION ALL
    SELECT {INSPECTION_NUMBER_SQL} FROM inspection i JOIN inspection_check k ON k.inspection_id = i.id
    WHERE k.standard_id = :id AND i.voided_on IS NULL AND i.visited_on > :on
    """
    later = SessionReader(session).execute(f"{sql} LIMIT 5", {"id": id, "on": on})
    record.refuse_for_others(code, [name for (name,) in later])
    before = record.read(session, VERBS, id)
    if before["in_force_from"] and on < before["in_force_from"]:
        raise Refused(
            _("{record} was not yet in force on {day}").format(record=code, day=show_day(on)),
            _("see: {command}").format(command=f"chodon standard show {code}"),
        )
    journal.change(session, StandardRow, id, in_force_to=on)
    return WriteOutcome(id)


def add_all(session: Session, catalogue: Sequence[Values]) -> None:
    """Enter the shipped catalogue into a new register."""
    rows = []
    for values in catalogue:
        draft = Draft(Resolver(session), DECLARATION, values, today="")
        rows.append(VERBS.row(draft))
        record.sound(draft)
    journal.add_many(session, StandardRow, rows)
