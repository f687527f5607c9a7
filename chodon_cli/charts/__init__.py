"""Charts of reports: one module a chart, each a Vega-Lite specification made of a Result's own rows.

A specification is a plain dictionary; nothing is drawn here (`render/_chart.py` does), and no figure is worked out that
the report does not have, except limits that are drawn beside the figures. What people typed stands in it as data and
never in an expression, so it cannot act.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from chodon_cli.result import Result
from chodon_cli.value_class import dataclass

if TYPE_CHECKING:
    from chodon_cli.charts._look import Specification

CHARTS_OF_REPORTS = {  # report -> its charts, the first that fits its rows is the one
    "compliance": ("funnel",),
    "trend": ("control_chart",),
    "violations": ("heat_map", "violation_bars"),
    "cases": ("case_ages",),
    "tasks": ("tasks_on_time",),
}


class ChartModule(Protocol):
    """What the module of a chart says: the columns that it needs, and the chart of a Result that has them."""

    NEEDED_COLUMNS: tuple[str, ...]

    def chart(self, result: Result, /) -> dict[str, object]: ...


@dataclass(frozen=True)
class Chart:
    """A chart of a Result by the name of its module."""

    name: str
    specification: "Specification"

    @property
    def title(self) -> str:
        """Its title, which stands in the specification."""
        return str(self.specification["title"]["text"])


def chart_of(result: Result) -> Chart | None:
    """The chart of the Result; None if it has none: no rows, or not the columns."""
    keys = {column.key for column in result.columns}
    for name in CHARTS_OF_REPORTS.get(result.report, ()):
        module = cast(ChartModule, import_module(f"chodon_cli.charts.{name}"))
        if keys >= set(module.NEEDED_COLUMNS) and result.rows:
            return Chart(name, module.chart(result))
    return None
