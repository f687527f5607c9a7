"""A report says what was recomputed."""

from collections.abc import Sequence
from typing import Any

from tests.oracle import recompute


def assert_same(told: Any, rows: Sequence[recompute.Row], totals: recompute.Row) -> None:
    """The report says what was recomputed, to the last digit: both divide whole numbers once and round once."""
    keys = list(rows[0]) if rows else []
    assert ordered({key: row[key] for key in keys} for row in told["rows"]) == ordered(rows)
    assert plain({key: told["totals"][key] for key in totals}) == plain(totals)


def ordered(rows: Any) -> list[recompute.Row]:
    return sorted(map(plain, rows), key=lambda row: str(next(iter(row.values()))))


def plain(row: recompute.Row) -> recompute.Row:
    return {key: value or "" if key == "signal" else value for key, value in row.items()}
