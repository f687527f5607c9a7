"""What those who take in the rows of a file need of the import that they belong to."""

from collections.abc import Container, Iterable, Sequence
from typing import Protocol

from sqlmodel import Session

from chodon_cli.input_row import InputRow
from chodon_cli.register.bulk.spool import InsertSpool
from chodon_cli.register.bulk.verdict import ImportVerdict
from chodon_cli.register.noun_verbs import NounVerbs


class Intake(Protocol):
    """One import: `register/bulk/importer.py` has it."""

    session: Session
    today: str
    update: bool
    lax: bool  # days that cannot be true are taken
    distinct: bool  # who may be somebody of the register is somebody else
    leaves_rows_out: bool  # rows that were refused before are not taken in
    loads: list[tuple[InsertSpool, ImportVerdict]]
    served: set[int]  # people whose posts have changed
    verdicts: list[ImportVerdict]

    @property
    def repeated(self) -> Container[object]:
        """What has to be looked at row by row, because the file says it twice."""

    def touch(self, people: Iterable[int] | None) -> None: ...
    def change(self, table: str, id: int) -> None: ...
    def place(self, table: str, id: int, verdict: ImportVerdict, entry: InputRow, outcome: str) -> None: ...
    def may_update(self, noun: NounVerbs) -> bool: ...
    def refuse(
        self, verdict: ImportVerdict, entry: InputRow, problems: Sequence[tuple[str, str, str]], was: str = ""
    ) -> None: ...
