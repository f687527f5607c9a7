"""A chart drawn as a picture: SVG for pages, PNG for documents. By vl-convert, without a browser or a network."""

from dataclasses import replace
from types import ModuleType

from chodon_cli.charts import Chart, chart_of
from chodon_cli.errors import ChodonError, Refused
from chodon_cli.locale import _
from chodon_cli.result import Result

WHOLE_RESULT = -1  # the place of a Result among its own further tables
PNG_SCALE = 2  # pixels of a PNG for one of the chart: sharp on paper


def specification_of(result: Result) -> dict[str, object]:
    """The chart that shows the Result. Refused if there is none."""
    chart = chart_of(result)
    if chart is None:
        raise Refused(_("there is nothing of this that a chart could show"), _("show it as a table: leave out --chart"))
    return chart.specification


def charts_of_parts(result: Result) -> dict[int, Chart]:
    """The charts of a Result that is shown with charts, by the places of its further tables; WHOLE: its own.

    None without vl-convert. A table is drawn as of the period of what it belongs to.
    """
    if not result.has_charts or not is_installed():
        return {}
    charts_by_place = {
        place: chart_of(replace(part, period=result.period)) for place, part in enumerate(result.details)
    }
    charts_by_place[WHOLE_RESULT] = chart_of(result)
    return {place: chart for place, chart in charts_by_place.items() if chart}


def svg(specification: dict[str, object]) -> str:
    """The chart as SVG. ChodonError if vl-convert is not installed."""
    return str(_library().vegalite_to_svg(specification, allowed_base_urls=[]))


def png(specification: dict[str, object]) -> bytes:
    """The chart as PNG. ChodonError if vl-convert is not installed."""
    return bytes(_library().vegalite_to_png(specification, scale=PNG_SCALE, allowed_base_urls=[]))


def is_installed() -> bool:
    """Whether charts can be drawn, without loading what draws them."""
    from importlib.util import find_spec

    try:
        return find_spec("vl_convert") is not None
    except (ImportError, ValueError):
        return False


def how_to_get(result: Result) -> list[str]:
    """What stands under a page that would have charts if anything could draw them."""
    return [_("charts: pip install 'chodon[charts]'")] if result.has_charts and not is_installed() else []


def _library() -> ModuleType:
    try:
        import vl_convert
    except ImportError as error:
        raise ChodonError(_("charts need a further package"), "pip install 'chodon[charts]'") from error
    return vl_convert
