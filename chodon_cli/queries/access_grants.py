"""The accounts of a server that were limited to a branch of the register, and what the server lets them do."""

from chodon_cli import store
from chodon_cli.result import Row

GRANTS_SQL = """
SELECT g.account, u.code, u.name, g.granted_on, g.revoked_on FROM access_grant g JOIN unit u ON u.id = g.unit_id
ORDER BY g.account, g.granted_on, g.id
"""


def grants_with_states() -> list[Row]:
    """Account, code and name of the unit, the days on which it was granted and revoked, the state of the account."""
    from chodon_cli.store.postgres import accounts, adapter

    with store.reading() as db:
        rows = db.execute(GRANTS_SQL, {}).fetchall()
        assert isinstance(db, adapter.Connection)
        states = {account: accounts.state(db, account) for account in {row[0] for row in rows}}
    return [(*row, None if row[4] else states[row[0]]) for row in rows]
