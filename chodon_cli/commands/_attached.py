"""One record as it is shown, with the files kept with it."""

from sqlite3 import Connection

from chodon_cli.queries import contents
from chodon_cli.result import Result


def with_attached(db: Connection, result: Result) -> Result:
    """The record followed by its files; where the register keeps none nothing is loaded for it."""
    if not contents.has_attached(db):
        return result
    from chodon_cli.audit import attachments

    return attachments.with_attached(db, result)
