"""Which rows a change has written, and which columns of them: as long as they are few."""

from collections.abc import Collection

MOST_ROWS_FOLLOWED = 5_000  # of more, all of the register is held against the rules: that costs no more


class WrittenRows:
    """The rows that a transaction has written so far, by table, as the journal has them."""

    def __init__(self) -> None:
        self.ids: dict[str, set[int]] = {}
        self._columns: dict[str, set[str] | None] = {}  # None: every column, of rows that are new or taken away
        self.are_too_many = False

    def note(self, table: str, first: int, count: int, columns: Collection[str] | None = None) -> None:
        """So many rows from that id on are new, or other than before in these columns."""
        known = sum(map(len, self.ids.values()))
        if self.are_too_many or known + count > MOST_ROWS_FOLLOWED:
            self.are_too_many = True
            return
        self.ids.setdefault(table, set()).update(range(first, first + count))
        seen = self._columns.setdefault(table, set())
        self._columns[table] = None if seen is None or columns is None else seen | {*columns}

    def concern(self, table: str, columns: Collection[str] | None) -> bool:
        """Whether a row of the table is new, or other than before in one of these columns; None: in any."""
        written = self._columns.get(table, set())
        if table not in self.ids or written is None:
            return table in self.ids
        return bool(written if columns is None else written & {*columns})
