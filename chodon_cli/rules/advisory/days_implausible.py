"""Days that can be written and cannot be true: a child or somebody over eighty in a first post, a post years ahead."""

from collections.abc import Iterator
from sqlite3 import Connection

from chodon_cli.queries.plausible import implausible
from chodon_cli.rules.advisory import Finding

SQL = """
SELECT s.code, s.born_on, p.started_on FROM post p JOIN staff s ON s.id = p.staff_id
WHERE p.voided_on IS NULL AND s.voided_on IS NULL ORDER BY s.code, p.started_on
"""


def findings(db: Connection, today: str) -> Iterator[Finding]:
    """One finding a post."""
    for code, born_on, started_on in db.execute(SQL):
        if found := implausible(born_on, started_on, today):
            column, reason = found
            option = "--born" if column == "born_on" else f"--post {started_on}"
            fix = f"chodon staff edit {code} {option}"
            yield Finding(code, f"{code}: {reason}", fix, is_sure=False)
