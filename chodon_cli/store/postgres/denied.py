"""Why a server did not let an account do something, in words for a clerk: by the roles that the account has there."""

from contextlib import suppress
from typing import TYPE_CHECKING

from chodon_cli.errors import ChodonError, Unusable
from chodon_cli.invocation import without_password
from chodon_cli.locale import _
from chodon_cli.store.postgres import limits

if TYPE_CHECKING:
    import psycopg

SECONDS_TO_CONNECT = 10
ROLES_SQL = """
SELECT r.rolname FROM pg_catalog.pg_roles r
WHERE r.rolname LIKE 'chodon\\_%' AND pg_has_role(session_user, r.oid, 'MEMBER')
"""


def denial(url: str, error: "psycopg.errors.InsufficientPrivilege") -> ChodonError:
    """What an account may not do, and who may. The roles are asked for anew: they are what was missing."""
    import psycopg

    register, roles = without_password(url), set[str]()
    with suppress(psycopg.Error), psycopg.connect(url, autocommit=True, connect_timeout=SECONDS_TO_CONNECT) as db:
        roles = {str(role) for (role,) in db.execute(ROLES_SQL.encode()).fetchall()}
    if "chodon_reader" not in roles and "chodon_branch_clerk" in roles:
        return limits.outside_branch(register)
    if "chodon_reader" not in roles and "chodon_branch_reader" in roles:
        return limits.only_reads(register)
    ask = _("ask whoever looks after the database")
    if "chodon_owner" in roles or "row-level security" in str(error):
        said = " ".join((error.diag.message_primary or str(error)).split())
        message = _("{register}: this account of the database may not do that: {error}")
        return Unusable(message.format(register=register, error=said), ask)
    if "chodon_clerk" in roles:
        message = _("{register}: only who has the role chodon_owner may do that")
        return Unusable(message.format(register=register), ask)
    if "chodon_reader" in roles:
        message = _("{register}: this account only reads; only who has the role chodon_clerk writes")
        return Unusable(message.format(register=register), ask)
    return Unusable(
        _("{register}: this account of the database has no rights to the register").format(register=register),
        _("let its owner give it a role: chodon grants, or a part of the units: chodon access grant"),
    )
