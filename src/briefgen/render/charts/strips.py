"""The small drawing of a table row: where this place stands between the lowest and the highest."""

from briefgen.model.briefing import StripMark
from briefgen.render.charts.style import style
from briefgen.render.drawing import MM, Drawing

WIDTH, HEIGHT, PAD = 27.0, 3.4, 1.2  # mm


def draw_strip_mark(mark: StripMark) -> Drawing:
    """A line from end to end, the comparator's tick, the region's pale mark, the interval and this place's dot."""
    s, d = style(), Drawing(WIDTH, HEIGHT)
    y, length = d.height / 2, (WIDTH - 2 * PAD) * MM

    def at(position: float) -> float:
        return PAD * MM + min(max(position, 0.0), 1.0) * length

    d.line(at(0), y, at(1), y, s["dot"], 0.8)
    if mark.middle is not None:
        d.line(at(mark.middle), y - 3.4, at(mark.middle), y + 3.4, s["grey"], 1.0)
    if mark.region is not None:
        d.dots([(at(mark.region), y)], 4.2, s["dot"], edge=s["white"])
    colour = s[{"better": "teal", "worse": "plum"}.get(mark.style, "navy")]
    if mark.low is not None and mark.high is not None:
        d.line(at(mark.low), y, at(mark.high), y, colour, 1.6)
    d.dots([(at(mark.at), y)], 5.2, colour, edge=s["white"])
    return d
