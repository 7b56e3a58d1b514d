"""Every picture: the chart's data in, a drawing at final size out."""

from collections.abc import Callable
from typing import Any

from briefgen.errors import RenderError
from briefgen.model import charts as model
from briefgen.render.charts.bars import draw_bars, draw_decile_bars, draw_range_bars, draw_share_bar
from briefgen.render.charts.lines import draw_gradient, draw_trend
from briefgen.render.charts.points import draw_quadrant, draw_scatter, draw_strip
from briefgen.render.drawing import Drawing
from briefgen.render.maps.authorities import draw_authorities
from briefgen.render.maps.locator import draw_locator
from briefgen.render.maps.neighbourhoods import draw_neighbourhoods

_DRAW: dict[type, Callable[[Any, float], Drawing]] = {
    model.NeighbourhoodMap: draw_neighbourhoods,
    model.Locator: draw_locator,
    model.AuthorityMap: draw_authorities,
    model.DecileBars: draw_decile_bars,
    model.Trend: draw_trend,
    model.Scatter: draw_scatter,
    model.Quadrant: draw_quadrant,
    model.RangeBars: draw_range_bars,
    model.Strip: draw_strip,
    model.ShareBar: draw_share_bar,
    model.Gradient: draw_gradient,
    model.Bars: draw_bars,
}


def draw(chart: model.Chart, width_mm: float) -> Drawing:
    """The drawing of a chart, `width_mm` wide; its height follows from what it shows."""
    try:
        painter = _DRAW[type(chart)]
    except KeyError:
        raise RenderError(f"No picture is known for {type(chart).__name__}.") from None
    return painter(chart, width_mm)
