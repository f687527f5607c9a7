"""Lists and single records, held against the files from which they came."""

import csv
from functools import cache
from typing import Any

from tests.harness import SAMPLE_DATA, run


@cache
def sample_rows(noun: str) -> list[dict[str, str]]:
    """The rows of the sample's file, void ones too."""
    with (SAMPLE_DATA / f"{noun}.csv").open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def assert_says(told: dict[str, Any], given: dict[str, str]) -> None:
    """Each column that both have says the same."""
    common = told.keys() & given.keys()
    assert common and {key: str(told[key] or "") for key in common} == {key: given[key] for key in common}


def assert_list_is_the_file(line: str, *identity: str) -> None:
    """`NOUN list` has just the rows of the sample's file of that noun, known by these columns."""
    given = {tuple(row[key] for key in identity): row for row in sample_rows(line.split()[0])}
    told = {tuple(str(row[key]) for key in identity): row for row in run(f"{line} -f json").json["rows"]}
    assert told.keys() == given.keys()
    for key, row in told.items():
        assert_says(row, given[key])


def assert_show_is_the_row(line: str, given: dict[str, str]) -> None:
    """`NOUN show RECORD` says what the row of the sample's file says."""
    [told] = run(f"{line} -f json").json["rows"]
    assert_says(told, given)
