"""Tab-separated values: as CSV, with tabs."""

from typing import TextIO

from chodon_cli.render import csv
from chodon_cli.render._options import OutputOptions
from chodon_cli.result import Result

IS_FOR_PEOPLE = False
HAS_DETAILS = False
HAS_NOTES = False


def write(result: Result, file: TextIO, how: OutputOptions) -> None:
    csv.write(result, file, how, delimiter="\t")
