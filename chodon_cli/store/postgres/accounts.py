"""Accounts of a server that are limited to a branch of the register: the role that they get, those that they lose."""

from chodon_cli.errors import NotFound, Refused
from chodon_cli.locale import _
from chodon_cli.store.postgres import address
from chodon_cli.store.postgres.adapter import Connection
from chodon_cli.store.postgres.policies import LIMITED_ROLE

ACCOUNT_SQL = """
SELECT r.rolsuper OR r.rolbypassrls, to_regrole(:role) IS NOT NULL,
       pg_has_role(r.oid, to_regrole(:role), 'MEMBER'),
       pg_has_role(r.oid, to_regrole('chodon_reader'), 'MEMBER')
FROM pg_catalog.pg_roles r WHERE r.rolname = :account
"""
ROLES_HELD_SQL = """
SELECT g.rolname FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles g ON g.oid = m.roleid
JOIN pg_catalog.pg_roles r ON r.oid = m.member
WHERE r.rolname = :account AND g.rolname IN ('chodon_owner', 'chodon_clerk', 'chodon_reader')
"""
POLICIES_THERE_SQL = """
SELECT count(*) FROM pg_catalog.pg_policies WHERE schemaname = :schema AND policyname = 'branch_read'
"""


def limit(db: Connection, account: str) -> None:
    """Give the account the role that reads and writes only a branch, and take the others from it.

    NotFound if the server does not know it; Refused if it would read more all the same.
    """
    is_above, is_ready, *_held = _account(db, account)
    if not is_ready or db.execute(POLICIES_THERE_SQL, {"schema": address.SCHEMA}).fetchone() == (0,):
        raise Refused(
            _("the server has no rules yet for who reads which rows"),
            _("let the owner of the register run: chodon grants | psql"),
        )
    if is_above:
        raise Refused(
            _("{account}: nothing limits this account of the server: it passes by all rules").format(account=account),
            _("name another one, or: ALTER ROLE … NOSUPERUSER NOBYPASSRLS"),
        )
    _run(db, f"GRANT {LIMITED_ROLE} TO", account)
    for (role,) in db.execute(ROLES_HELD_SQL, {"account": account}).fetchall():
        _run(db, f"REVOKE {role} FROM", account)
    if _account(db, account)[3]:
        raise Refused(
            _("{account}: reads the whole register by another role, which somebody else has given").format(
                account=account
            ),
            _("take it away as whoever gave it: REVOKE chodon_clerk, chodon_reader FROM …; then try again"),
        )


def release(db: Connection, account: str) -> None:
    """Take the role away, so that the account reads nothing. NotFound if the server does not know it."""
    if _account(db, account)[2]:
        _run(db, f"REVOKE {LIMITED_ROLE} FROM", account)


def state(db: Connection, account: str) -> str:
    """What the server lets the account do: `limited`, `unlimited` (by another role), `nothing`."""
    rows = db.execute(ACCOUNT_SQL, {"account": account, "role": LIMITED_ROLE}).fetchall()
    if not rows or not (rows[0][0] or rows[0][2] or rows[0][3]):
        return "nothing"
    return "unlimited" if rows[0][0] or rows[0][3] else "limited"


def _account(db: Connection, account: str) -> tuple[bool, bool, bool, bool]:
    """Whether it passes by all rules, the limited role is there, it has that, it has one that reads everything."""
    rows = db.execute(ACCOUNT_SQL, {"account": account, "role": LIMITED_ROLE}).fetchall()
    if not rows:
        raise NotFound(
            _("the server has no account {account}").format(account=account),
            _("make it there first: CREATE ROLE … LOGIN"),
        )
    return bool(rows[0][0]), bool(rows[0][1]), bool(rows[0][2]), bool(rows[0][3])


def _run(db: Connection, sql: str, account: str) -> None:
    from psycopg.sql import SQL, Identifier

    with address.translating_errors(db.url):
        db.send_rest()
        db.raw.execute(SQL("{} {}").format(SQL(sql), Identifier(account)))
