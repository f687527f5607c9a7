"""The chart of a report as SVG: sharp at every size, for pages."""

from typing import Any, TextIO

from chodon_cli.render import _chart
from chodon_cli.result import Result

IS_FOR_PEOPLE = False  # a chart is made of the columns that programs get
HAS_DETAILS = True


def write(result: Result, file: TextIO, how: Any) -> None:
    file.write(_chart.svg(_chart.specification_of(result)))
