"""Who, of the accounts of a server, reads or writes only what lies under a unit: granted and revoked, and told of."""

from typing import cast

from sqlmodel import Session

from chodon_cli.errors import NotFound, Refused
from chodon_cli.locale import _
from chodon_cli.register import journal
from chodon_cli.register.resolver import Resolver
from chodon_cli.register.session import SessionReader, connection_beneath
from chodon_cli.register.tables.access_grant import AccessGrantRow
from chodon_cli.store.postgres import accounts
from chodon_cli.store.postgres.adapter import Connection

GRANTED_SQL = """
SELECT g.id, u.code FROM access_grant g JOIN unit u ON u.id = g.unit_id
WHERE g.account = :account AND g.revoked_on IS NULL ORDER BY u.code
"""


def grant(session: Session, account: str, unit: str, today: str, only_reads: bool) -> bool:
    """Limit the account to the unit and those beneath it, beside the units that it was granted before.

    Whether that is new: granted again, it gets its role on the server again. Refused if it is to read here and writes
    elsewhere, or the other way round: an account has one role.
    """
    reader, unit_ref = SessionReader(session), Resolver(session).unit(unit)
    codes = [code for _id, code in _units_of(reader, account)]
    if codes and accounts.only_reads(_server(session), account) != only_reads:
        sentence = (
            _("{account}: writes under {units}, and an account that only reads does so everywhere")
            if only_reads
            else _("{account}: only reads, under {units}, and an account that writes does so everywhere")
        )
        raise Refused(
            sentence.format(account=account, units=", ".join(codes)),
            _("take those away first: chodon access revoke {account}").format(account=account),
        )
    is_new = unit_ref.code not in codes
    if is_new:
        since = reader.execute("SELECT max(id) FROM changeset", {}).fetchone()[0]
        row = {"account": account, "unit_id": unit_ref.id, "since": since, "granted_on": today, "revoked_on": None}
        journal.add(session, AccessGrantRow, row)
    accounts.limit(_server(session), account, only_reads)
    return is_new


def revoke(session: Session, account: str, unit: str | None, today: str) -> list[int]:
    """Take the unit from the account, or all of them; it reads nothing when none is left. The ids of what was taken."""
    held = _units_of(SessionReader(session), account)
    code = Resolver(session).unit(unit).code if unit else None
    revoked = [id for id, of_unit in held if code in (None, of_unit)]
    if not revoked:
        raise NotFound(
            _("{account}: no unit was granted to this account").format(account=account),
            _("see: {command}").format(command="chodon access list"),
        )
    for id in revoked:
        journal.change(session, AccessGrantRow, id, revoked_on=today)
    if len(revoked) == len(held):
        accounts.release(_server(session), account)
    return revoked


def _units_of(reader: SessionReader, account: str) -> list[tuple[int, str]]:
    rows = reader.execute(GRANTED_SQL, {"account": account}).fetchall()
    return [(int(id), str(code)) for id, code in rows]


def _server(session: Session) -> Connection:
    return cast(Connection, connection_beneath(session))
