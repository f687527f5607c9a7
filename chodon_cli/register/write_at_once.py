"""A record that is all that a command writes, given to a server in one message: what is in it (`store/turn.py`)."""

from sqlmodel import Session

from chodon_cli import invocation as operation
from chodon_cli.casework.case import cases
from chodon_cli.input_row import Values
from chodon_cli.queries import select
from chodon_cli.register import journal
from chodon_cli.register.canonical_json import canonical
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.numbering import Numbering
from chodon_cli.register.session import connection_beneath
from chodon_cli.register.transaction import IS_WRITTEN_KEY, ONE_RECORD_KEY, READS_FIRST_KEY
from chodon_cli.rules import blocking
from chodon_cli.store import branch, turn
from chodon_cli.store.new_record import NewRecord


def can_write_at_once(session: Session) -> bool:
    """Whether the server takes it in one message: the lock is not held yet, and the account reads every row."""
    info = session.info
    return bool(info.get(READS_FIRST_KEY) and info.get(ONE_RECORD_KEY)) and branch.units() is None


def add(session: Session, noun: NounVerbs, numbering: Numbering, row: Values, asked_next: str) -> int:
    """Write the new record, and commit: its id. Overtaken if it is to be done under the lock from the beginning.

    That is so where a rule finds something, and where somebody else has changed what the row was made of. What the law
    says of cases is worked out in Python: a case that is the same with the record as before it breaks nothing new.
    """
    db, table = connection_beneath(session), noun.view.table_name
    staff = sorted(noun.touches(row).get("staff", ()))
    entry = journal.command_and_operator(session)
    rests_on = turn.read_so_far(db)
    if staff and blocking.are_about_cases([table]):
        cases(db, staff=staff)
    outcome_sql, [outcome_id] = select.written_question(noun.view, [0])
    new = NewRecord(
        table=table,
        row={name: value for name, value in row.items() if name != "n"},
        after=canonical({**row, "id": 0, "n": 0}),
        entry=entry,
        highest_id=journal.next_id_question(noun.table),
        highest_number=numbering.highest_question(row["year"]),
        rests_on=rests_on,
        leaves=turn.read_so_far(db)[len(rests_on) :],
        rules=[*blocking.questions_of_new_row(table, row)],
        asked_next=[*([(asked_next, {"id": 0})] if asked_next else []), (outcome_sql, {outcome_id: 0})],
    )
    session.info[IS_WRITTEN_KEY] = True
    operation.shield_from_interrupts()
    try:
        return turn.write_at_once(db, new)
    except turn.Overtaken:
        operation.let_interrupts_through()
        raise
