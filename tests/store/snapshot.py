"""What a register on a server held at one moment, whatever is written to it from then on: no copy is made of it."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chodon_cli.store.postgres.adapter import Connection


class Snapshot:
    """A transaction that sees that moment, until it is closed; `versions` tell whether anything was written since."""

    def __init__(self, url: str, versions: list[tuple[object, ...]]) -> None:
        from chodon_cli.store.postgres import adapter

        self.versions = versions
        self._file = b""  # that was made of it before the database was copied: nobody may be connected there then
        self._db: Connection = adapter.connect(url)
        self._db.execute("BEGIN")
        self._db.execute("SELECT 1").fetchall()

    def fill(self, file: Path) -> None:
        """Make an empty file the register as it was."""
        from chodon_cli.store.postgres import copy_in_file

        if self._file:
            file.write_bytes(self._file)
        else:
            copy_in_file.fill_file(file, self._db)

    def settle(self) -> None:
        """Need the database no more."""
        with TemporaryDirectory() as folder:
            self.fill(file := Path(folder) / "register.db")
            self._file = file.read_bytes()
        self.close()

    def close(self) -> None:
        self._db.close()
