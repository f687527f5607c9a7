"""The chart of a report as PNG: for documents and slides."""

from typing import BinaryIO

from chodon_cli.render import _chart
from chodon_cli.render._options import OutputOptions
from chodon_cli.result import Result

IS_FOR_PEOPLE = False  # a chart is made of the columns that programs get
HAS_DETAILS = True
HAS_NOTES = True
IS_BINARY = True


def write(result: Result, file: BinaryIO, how: OutputOptions) -> None:
    file.write(_chart.png(_chart.specification_of(result)))
