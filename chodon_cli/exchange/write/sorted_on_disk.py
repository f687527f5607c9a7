"""Rows put in order without being held: sorted so many at a time, laid on disk, and merged while they are read."""

import heapq
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, TypeVar

from chodon_cli.result import Row

ROWS_AT_ONCE = 10_000
MOST_FILES = 200  # open at once

Order = TypeVar("Order", str, list[tuple[str, int, int]])


def sorted_on_disk(rows: Iterable[Row], key: Callable[[Row], Order], rows_at_once: int = ROWS_AT_ONCE) -> Iterator[Row]:
    """What `sorted` gives, row by row. The files have no name and go with the iterator; OSError if there is no room."""
    waiting, files = iter(rows), list[IO[str]]()
    while part := sorted(islice(waiting, rows_at_once), key=key):
        if not files and len(part) < rows_at_once:
            yield from part
            return
        files.append(lay_down(part))
        if len(files) == MOST_FILES:
            files = [lay_down(merge(files, key))]
    yield from merge(files, key)


def lay_down(rows: Iterable[Row]) -> IO[str]:
    file = TemporaryFile("w+", encoding="utf-8", prefix="chodon-")  # noqa: SIM115  (goes with the iterator)
    file.writelines(f"{json.dumps(row)}\n" for row in rows)
    file.seek(0)
    return file


def merge(files: Iterable[IO[str]], key: Callable[[Row], Order]) -> Iterator[Row]:
    """The rows of all files in order; of equal ones those of an earlier file first."""
    return heapq.merge(*(read(file) for file in files), key=key)


def read(file: IO[str]) -> Iterator[Row]:
    with file:
        for line in file:
            yield tuple(json.loads(line))
