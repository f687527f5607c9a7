"""A file attached to a record: what it is called, and the digest under which it is kept."""

from sqlmodel import Field

from chodon_cli.register.tables import TableRow


class AttachmentRow(TableRow, table=True):
    id: int | None = Field(default=None, primary_key=True)
    noun: str
    record_id: int
    name: str
    sha256: str
    bytes: int
    attached_on: str
    note: str | None = None
    voided_on: str | None = None
    void_reason: str | None = None
    purged_on: str | None = None
