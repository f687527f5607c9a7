"""A unit renamed or moved on a day: what it was until then is kept, so that an old period shows it as it then was."""

from collections.abc import Sequence

from sqlmodel import Session

from chodon_cli import dates
from chodon_cli.dates import show_day
from chodon_cli.errors import Refused
from chodon_cli.locale import _
from chodon_cli.nouns.unit_past import DECLARATION
from chodon_cli.register import journal
from chodon_cli.register.noun_verbs import NounVerbs
from chodon_cli.register.row_rule import is_whole_name
from chodon_cli.register.session import SessionReader
from chodon_cli.register.settle import settle
from chodon_cli.register.tables.unit import UnitRow
from chodon_cli.register.tables.unit_past import UnitPastRow
from chodon_cli.result import Row

OPEN_BENEATH = """
SELECT id, code FROM unit
WHERE parent_id = :id AND voided_on IS NULL AND coalesce(closed_on, '9999-12-31') > :on
ORDER BY code
"""


VERBS = NounVerbs(
    DECLARATION,
    (is_whole_name("name"),),
    touches=lambda row: {"units": [row["unit_id"]]},
    identity_by=("unit", "until_on"),
)


def put_under(session: Session, id: int, code: str, above: int | None, on: str) -> None:
    """Write that the unit is under another from a day on."""
    keep_past(session, id, code, on)
    journal.change(session, UnitRow, id, parent_id=above)
    settle(session, units=[id])


def carry(session: Session, id: int, to: int | None, on: str) -> list[str]:
    """Put the units beneath that are open on the day under another from then on; their codes.

    Where the other is itself beneath, it takes the place of the one above it.
    """
    db = SessionReader(session)
    beneath = [tuple(row) for row in db.execute(OPEN_BENEATH, {"id": id, "on": on})]
    for child, code in beneath:
        above = to
        if child == to:
            above = db.execute("SELECT parent_id FROM unit WHERE id = :id", {"id": id}).fetchone()[0]
        put_under(session, child, code, above, on)
    return [code for _id, code in beneath]


def keep_past(session: Session, id: int, code: str, on: str) -> None:
    """Keep what the unit was until the day before, unless that is kept already."""
    db = SessionReader(session)
    sql = "SELECT name, parent_id, opened_on, closed_on FROM unit WHERE id = :id"
    name, parent_id, opened_on, closed_on = db.execute(sql, {"id": id}).fetchone()
    if closed_on and closed_on < on:
        raise Refused(
            _("{unit} closed already on {day}").format(unit=code, day=show_day(closed_on)),
            _("see: {command}").format(command=f"chodon unit show {code}"),
        )
    if opened_on and on <= opened_on:
        raise Refused(
            _("{unit} opened only on {day}").format(unit=code, day=show_day(opened_on)),
            _("see: {command}").format(command=f"chodon unit show {code}"),
        )
    last = db.execute("SELECT max(until_on) FROM unit_past WHERE unit_id = :id", {"id": id}).fetchone()[0]
    until_on = dates.shift(on, -1)
    if last and last > until_on:
        raise Refused(
            _("{unit} changed on {day}, which is later").format(unit=code, day=show_day(dates.shift(last, 1))),
            _("see: {command}").format(command=f"chodon unit show {code}"),
        )
    if last != until_on:
        journal.add(session, UnitPastRow, {"unit_id": id, "until_on": until_on, "name": name, "parent_id": parent_id})


def refuse_stranded(session: Session, id: int, code: str, on: str) -> None:
    """Refuse to close a unit while units beneath it go on, naming them."""
    beneath: Sequence[Row] = [*SessionReader(session).execute(OPEN_BENEATH, {"id": id, "on": on})]
    if beneath:
        names = ", ".join(code for _id, code in beneath)
        raise Refused(
            _("{unit} still has units beneath it: {units}").format(unit=code, units=names),
            _("say where they go: --move-to UNIT"),
        )
