"""Tab-separated values: as CSV, with tabs."""

from typing import Any, TextIO

from chodon_cli.render import csv
from chodon_cli.result import Result

IS_FOR_PEOPLE = False
HAS_DETAILS = False


def write(result: Result, file: TextIO, how: Any) -> None:
    csv.write(result, file, how, delimiter="\t")
