"""The chart of a report as SVG: sharp at every size, for pages."""

from typing import TextIO

from chodon_cli.render import _chart
from chodon_cli.render._options import OutputOptions
from chodon_cli.result import Result

IS_FOR_PEOPLE = False  # a chart is made of the columns that programs get
HAS_DETAILS = True
HAS_NOTES = True


def write(result: Result, file: TextIO, how: OutputOptions) -> None:
    file.write(_chart.svg(_chart.specification_of(result)))
