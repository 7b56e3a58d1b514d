"""Lines over time, and the national gradient then and now."""

from briefgen.errors import RenderError
from briefgen.model.charts import Gradient, Series, Trend, TrendPanel
from briefgen.render.charts.labels import NARROW_MM
from briefgen.render.charts.scale import Scale, spread_out, ticks
from briefgen.render.charts.style import Style, style
from briefgen.render.drawing import MM, Drawing
from briefgen.render.metrics import text_width

HEIGHT_MM, STACKED_MM = 44.0, 24.6  # of a panel; two stacked leave half a page of large print to text


def draw_trend(chart: Trend, width_mm: float) -> Drawing:
    """Panels side by side on one scale (below one another where narrow); intervals as solid bands, labels at line ends."""
    s = style()
    stacked = width_mm < NARROW_MM
    height = STACKED_MM if stacked else HEIGHT_MM
    d = Drawing(width_mm, height * (len(chart.panels) if stacked else 1))
    points = [p for panel in chart.panels for series in panel.series for p in series.points]
    if not points:
        raise RenderError("A line chart was given no points.")
    low = min(p.low if p.low is not None else p.value for p in points)
    high = max(p.high if p.high is not None else p.value for p in points)
    pad = max((high - low) * 0.06, 0.4)
    gutter = 6 * MM
    width = d.width if stacked else (d.width - gutter * (len(chart.panels) - 1)) / len(chart.panels)
    for at, panel in enumerate(chart.panels):
        corner = (0.0, at * height * MM) if stacked else (at * (width + gutter), 0.0)
        _panel(d, s, panel, corner, (width, height * MM), (low - pad, high + pad))
    return d


def _panel(
    d: Drawing,
    s: Style,
    panel: TrendPanel,
    corner: tuple[float, float],
    size: tuple[float, float],
    ends: tuple[float, float],
) -> None:
    """One panel, its upper left corner at `corner`, its scale from one of `ends` to the other."""
    (x0, top), (width, height), (low, high) = corner, size, ends
    foot = top + height
    room = max(text_width(series.name.text, s.label, 600) for series in panel.series) + 8
    room = min(room, width * 0.46)
    y = Scale(low, high, foot - 26, top + 16)
    points = sorted({(p.x, p.label) for series in panel.series for p in series.points})
    x = Scale(points[0][0], points[-1][0], x0 + 20, x0 + width - room)
    d.text(x0, top + 9, panel.heading, size=s.strong, weight=600, colour=s["ink"])
    end = x0 + width - room
    d.rules([[(x0 + 16, y(tick)), (end, y(tick))] for tick in ticks(low, high, 4)], s["grid"], s.grid)
    for tick in ticks(low, high, 4):
        d.text(x0 + 13, y(tick) + 3, f"{tick:g}", size=s.tick, anchor="end", colour=s["grey"], tick=True)
    for series in panel.series:
        _band(d, s, series, x, y)
    for series in panel.series:
        line = [(x(p.x), y(p.value)) for p in series.points]
        if series.role == "england":
            d.path([line], stroke=s["grey"], width=s.england_line, dash="4 2.2")
        else:
            d.path([line], stroke=s["navy"], width=s.place_line)
            d.dots(line[-1:], s.place_dot + 1, s["navy"], edge=s["white"])
    wanted = [y(series.points[-1].value) + 3 for series in panel.series]
    for series, at in zip(panel.series, spread_out(wanted, s.label * 1.15, top + 20, foot - 26), strict=True):
        england = series.role == "england"
        d.text(x(series.points[-1].x) + 6, at, series.name.text, size=s.label, weight=400 if england else 600,
               colour=s["grey"] if england else s["navy"])  # fmt: skip
    shown = [points[0], points[len(points) // 2], points[-1]] if len(points) > 4 else [points[0], points[-1]]
    for value, label in shown:
        first, _, last = label.partition(" to ")
        d.line(x(value), foot - 24, x(value), foot - 21, s["mid"], s.axis)
        d.text(x(value), foot - 12.5, first, size=s.small, anchor="middle", colour=s["grey"], tick=True)
        if last:
            d.text(x(value), foot - 3.5, f"to {last}", size=s.small, anchor="middle", colour=s["grey"], tick=True)


def _band(d: Drawing, s: Style, series: Series, x: Scale, y: Scale) -> None:
    with_interval = [p for p in series.points if p.low is not None and p.high is not None]
    if series.role == "england" or not with_interval:
        return
    if len(with_interval) == 1:
        p = with_interval[0]
        d.line(x(p.x), y(p.low or 0.0), x(p.x), y(p.high or 0.0), s["navy"], s.england_line)
        return
    upper = [(x(p.x), y(p.high or 0.0)) for p in with_interval]
    lower = [(x(p.x), y(p.low or 0.0)) for p in reversed(with_interval)]
    d.path([upper + lower], fill=s["place-band"], closed=True)


def draw_gradient(chart: Gradient, width_mm: float) -> Drawing:
    """Ten tenths along, years up: then as rings, now as discs, joined by a thin line."""
    s = style()
    d = Drawing(width_mm, 42)
    low, high = min(*chart.then, *chart.now), max(*chart.then, *chart.now)
    y = Scale(low - 1, high + 1.5, d.height - 24, 12)
    x = Scale(1, 10, 30, d.width - 14)
    d.rules([[(18, y(tick)), (d.width, y(tick))] for tick in ticks(low - 1, high + 1.5, 4)], s["grid"], s.grid)
    for tick in ticks(low - 1, high + 1.5, 4):
        d.text(14, y(tick) + 3, f"{tick:g}", size=s.tick, anchor="end", colour=s["grey"], tick=True)
    for at, (then, now) in enumerate(zip(chart.then, chart.now, strict=True), 1):
        d.line(x(at), y(then), x(at), y(now), s["mid"], 0.8)
        d.text(x(at), d.height - 14, str(at), size=s.small, anchor="middle", colour=s["grey"], tick=True)
    rings = [(x(at), y(value)) for at, value in enumerate(chart.then, 1)]
    discs = [(x(at), y(value)) for at, value in enumerate(chart.now, 1)]
    d.dots(rings, 5.4, s["mid"])
    d.dots(rings, 3.4, s["white"])
    d.dots(discs, 5.4, s["navy"])
    d.text(x(5), y(chart.then[4]) - 7, chart.then_label.text, size=s.label, colour=s["grey"], anchor="middle")
    d.text(x(5) + 5, y(chart.now[4]) + 13, chart.now_label.text, size=s.label, weight=600, colour=s["navy"])
    d.text(x(1) - 6, d.height - 3.5, "most deprived tenth", size=s.small, colour=s["grey"])
    d.text(d.width - 2, d.height - 3.5, "least deprived", size=s.small, anchor="end", colour=s["grey"])
    return d
