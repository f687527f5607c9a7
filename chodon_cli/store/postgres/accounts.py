"""Accounts of a server that are limited to a branch of the register: the role that they get, those that they lose."""

from typing import NamedTuple

from chodon_cli.errors import NotFound, Refused
from chodon_cli.locale import _
from chodon_cli.store.postgres import address
from chodon_cli.store.postgres.adapter import Connection
from chodon_cli.store.postgres.policies import READING_ROLE, WRITING_ROLE

ACCOUNT_SQL = """
SELECT r.rolsuper OR r.rolbypassrls, pg_has_role(r.oid, to_regrole('chodon_reader'), 'MEMBER'),
       pg_has_role(r.oid, to_regrole(:reading), 'MEMBER'), pg_has_role(r.oid, to_regrole(:writing), 'MEMBER')
FROM pg_catalog.pg_roles r WHERE r.rolname = :account
"""
ROLES_HELD_SQL = """
SELECT g.rolname FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles g ON g.oid = m.roleid
JOIN pg_catalog.pg_roles r ON r.oid = m.member
WHERE r.rolname = :account AND g.rolname LIKE 'chodon\\_%' AND g.rolname <> :role
"""
POLICIES_THERE_SQL = """
SELECT count(*) FROM pg_catalog.pg_policies
WHERE schemaname = :schema AND policyname = 'branch_read' AND roles = ARRAY[CAST(:reading AS name)]
"""


class AccountRights(NamedTuple):
    """Whether an account passes by all rules, reads everything, reads a branch, and writes there too."""

    is_above: bool
    reads_everything: bool
    reads_branch: bool
    writes_branch: bool


def limit(db: Connection, account: str, only_reads: bool) -> None:
    """Give the account the role that reads a branch, and writes there unless it only reads; take the others from it.

    NotFound if the server does not know it; Refused if it would read more all the same.
    """
    is_above = _rights_of_known(db, account).is_above
    if db.execute(POLICIES_THERE_SQL, {"schema": address.SCHEMA, "reading": READING_ROLE}).fetchone() == (0,):
        raise Refused(
            _("the server has no rules yet for who reads which rows"),
            _("let the owner of the register run: chodon grants | psql"),
        )
    if is_above:
        raise Refused(
            _("{account}: nothing limits this account of the server: it passes by all rules").format(account=account),
            _("name another one, or: ALTER ROLE … NOSUPERUSER NOBYPASSRLS"),
        )
    wanted = READING_ROLE if only_reads else WRITING_ROLE
    _run(db, f"GRANT {wanted} TO", account)
    for (role,) in db.execute(ROLES_HELD_SQL, {"account": account, "role": wanted}).fetchall():
        _run(db, f"REVOKE {role} FROM", account)
    if _rights_of_known(db, account).reads_everything:
        raise Refused(
            _("{account}: reads the whole register by another role, which somebody else has given").format(
                account=account
            ),
            _("take it away as whoever gave it: REVOKE chodon_clerk, chodon_reader FROM …; then try again"),
        )


def release(db: Connection, account: str) -> None:
    """Take the roles away, so that the account reads nothing. NotFound if the server does not know it."""
    _rights_of_known(db, account)
    for (role,) in db.execute(ROLES_HELD_SQL, {"account": account, "role": ""}).fetchall():
        if role in (READING_ROLE, WRITING_ROLE):
            _run(db, f"REVOKE {role} FROM", account)


def only_reads(db: Connection, account: str) -> bool:
    """Whether the account reads a branch and writes nothing."""
    rights = _rights(db, account)
    return bool(rights and rights.reads_branch and not rights.writes_branch)


def state(db: Connection, account: str) -> str:
    """What the server lets the account do: `limited`, `reader`, `unlimited` (by another role), `nothing`."""
    rights = _rights(db, account)
    if rights is None or not any(rights):
        return "nothing"
    if rights.is_above or rights.reads_everything:
        return "unlimited"
    return "limited" if rights.writes_branch else "reader"


def _rights_of_known(db: Connection, account: str) -> AccountRights:
    if (rights := _rights(db, account)) is None:
        raise NotFound(
            _("the server has no account {account}").format(account=account),
            _("make it there first: CREATE ROLE … LOGIN"),
        )
    return rights


def _rights(db: Connection, account: str) -> AccountRights | None:
    names = {"account": account, "reading": READING_ROLE, "writing": WRITING_ROLE}
    rows = db.execute(ACCOUNT_SQL, names).fetchall()
    return AccountRights(*map(bool, rows[0])) if rows else None


def _run(db: Connection, sql: str, account: str) -> None:
    from psycopg.sql import SQL, Identifier

    with address.translating_errors(db.url):
        db.send_rest()
        db.raw.execute(SQL("{} {}").format(SQL(sql), Identifier(account)))
