"""The command that somebody entered last, from the journal."""

import shlex
from sqlite3 import Connection

LAST_COMMANDS = """
SELECT command FROM changeset
WHERE operator = :operator AND command LIKE :path AND id > (SELECT max(id) FROM changeset) - :most
ORDER BY id DESC
"""
MOST_CHANGESETS = 10_000  # changesets that are looked at: what is older is not what somebody has just done


def words_of_last_command(db: Connection, operator: str, path: list[str]) -> list[str]:
    """The words after the path of the last command of this path, such as `violation log`, that the operator entered."""
    values = {"operator": operator, "path": f"chodon %{' '.join(path)} %", "most": MOST_CHANGESETS}
    for (command,) in db.execute(LAST_COMMANDS, values):
        words = shlex.split(command)
        for place in range(1, len(words) - len(path) + 1):
            if words[place : place + len(path)] == path:
                return words[place + len(path) :]
    return []
