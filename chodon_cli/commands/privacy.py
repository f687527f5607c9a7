"""People's data: what is held of somebody, what is to be erased, erasing it."""

from typing import Annotated

from chodon_cli import dates, store
from chodon_cli.cli import options
from chodon_cli.cli.showing import Group
from chodon_cli.errors import Refused
from chodon_cli.locale import N_, _
from chodon_cli.result import Column, Result
from chodon_cli.store import branch

HELP = N_("People's data: all that is held of somebody, what is to be erased, erasing it.")
SECTION = "upkeep"
group = Group(HELP)

Who = Annotated[str, options.argument("STAFF", N_("Code of the person, or a full name that only one bears."))]


@group.query("report", help=N_("Show all that is held of a person; the journal keeps that it was shown."))
def report(staff: Who) -> Result:
    from chodon_cli.audit import personal
    from chodon_cli.queries import resolve
    from chodon_cli.register import journal
    from chodon_cli.register.tables.staff import StaffRow
    from chodon_cli.register.transaction import transaction

    branch.refuse_limited()
    with store.reading() as db:
        person = resolve.even_if_void(resolve.staff, db, staff)
    with transaction() as session:
        journal.look(session, StaffRow, person[0], "everything")
    with store.reading() as db:
        return personal.everything_about(db, person[0], person[1])


@group.query("due", help=N_("List the people who left longer ago than the office keeps their data."))
def due() -> Result:
    from chodon_cli.audit import personal
    from chodon_cli.queries.settings import number_setting

    with store.reading() as db:
        years = number_setting(db, "retention-years")
        if years is None:
            raise Refused(
                _("how long data is kept is not set"), _("set it with: chodon settings set retention-years N")
            )
        return personal.due_for_erasure(db, years, dates.today())


@group.change("erase", help=N_("Erase what is held of a person who left: in tables, journal and files; counts stay."))
def erase(staff: Who, reason: options.Reason) -> Result:
    from chodon_cli.audit import personal
    from chodon_cli.queries import resolve
    from chodon_cli.register import erasure
    from chodon_cli.register.transaction import transaction
    from chodon_cli.store import attachments

    branch.refuse_limited()
    with store.reading() as db:
        person = resolve.even_if_void(resolve.staff, db, staff)
        name = personal.full_name(db, person[0])
    with transaction() as session:
        digests = erasure.erase(session, person[0], person[1], reason, dates.today())
    for sha256 in digests:
        attachments.keeper().remove(sha256)
    store.empty_log()
    hints = [_("backups and exports made before still hold it: remove them when their time has come")]
    with store.reading() as db:
        elsewhere = personal.records_with_name(db, name) if name != person[1] else []
    if elsewhere:
        sentence = _("the name stands in words about others, which are not erased: {records}")
        hints.append(sentence.format(records=", ".join(elsewhere)))
    columns = [Column("staff", "code"), Column("files", "integer", label=N_("Files removed"))]
    row = (person[1], len(digests))
    return Result(N_("Erased"), columns, [row], layout="record", hints=hints, is_write=True)
