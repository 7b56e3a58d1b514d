"""Points: deprivation against healthy life, need against money, all authorities by region."""

from briefgen.errors import RenderError
from briefgen.model.charts import Dot, Quadrant, Scatter, Strip
from briefgen.render.charts.labels import NARROW_MM, Placer, feet
from briefgen.render.charts.scale import Scale, ticks
from briefgen.render.charts.style import Style, style
from briefgen.render.drawing import MM, Drawing
from briefgen.render.metrics import text_width


def draw_scatter(chart: Scatter, width_mm: float) -> Drawing:
    """Grey dots, London in blue, the fitted line with its band, this place with its own interval."""
    s = style()
    d = Drawing(width_mm, s.scatter_mm)
    lows = [low for _, low, _ in chart.band] + [dot.y for dot in chart.dots]
    highs = [high for _, _, high in chart.band] + [dot.y for dot in chart.dots]
    if chart.place_interval:
        lows.append(chart.place_interval[0])
        highs.append(chart.place_interval[1])
    x = Scale(min(dot.x for dot in chart.dots) - 2, max(dot.x for dot in chart.dots) + 2, 18, d.width - 2)
    y = Scale(min(lows) - 0.5, max(highs) + 0.5, d.height - 25, 5)
    upper = [(x(at), y(high)) for at, _, high in chart.band]
    lower = [(x(at), y(low)) for at, low, _ in reversed(chart.band)]
    d.path([upper + lower], fill=s["tint"], closed=True)
    d.rules([[(18, y(tick)), (d.width, y(tick))] for tick in ticks(y.low, y.high, 5)], s["grid"], s.grid)
    for tick in ticks(y.low, y.high, 5):
        d.text(14, y(tick) + 3, f"{tick:g}", size=s.tick, anchor="end", colour=s["grey"], tick=True)
    for tick in ticks(x.low, x.high, 5):
        d.line(x(tick), d.height - 23, x(tick), d.height - 20, s["mid"], s.axis)
        d.text(x(tick), d.height - 12.5, f"{tick:g}", size=s.tick, anchor="middle", colour=s["grey"], tick=True)
    d.line(18, d.height - 23, d.width, d.height - 23, s["mid"], s.axis)
    where = {
        role: [(x(p.x), y(p.y)) for p in chart.dots if p.role == role] for role in ("other", "london", "named", "place")
    }
    d.dots(where["other"], 3.4, s["dot"], edge=s["white"])
    d.dots(where["london"], 4.0, s["decile-3"])
    d.dots(where["london"], 2.2, s["white"])
    d.line(x(chart.line[0]), y(chart.line[1]), x(chart.line[2]), y(chart.line[3]), s["ink"], 1.0)
    d.dots(where["named"], 4.2, s["ink"], edge=s["white"])
    marks = [(x(p.x), y(p.y)) for p in chart.dots]
    for dot in chart.dots:
        if dot.role == "place" and chart.place_interval:
            marks += _along(x(dot.x), y(chart.place_interval[0]), x(dot.x), y(chart.place_interval[1]))
    marks += _along(x(chart.line[0]), y(chart.line[1]), x(chart.line[2]), y(chart.line[3]))
    placer = Placer(d, s, marks, (18.0, 2.0, d.width, d.height - 25))
    for dot in chart.dots:
        if dot.role == "place":
            if chart.place_interval:
                d.line(x(dot.x), y(chart.place_interval[0]), x(dot.x), y(chart.place_interval[1]), s["navy"], 1.6)
            d.dots([(x(dot.x), y(dot.y))], s.place_dot + 2, s["navy"], edge=s["white"])
            placer.label(x(dot.x), y(dot.y), chart.place_label, weight=600, colour=s["navy"])
    for dot in chart.dots:
        if dot.role == "named":
            placer.label(x(dot.x), y(dot.y), dot.name, colour=s["ink"])
    feet(d, s, 3, (18, chart.x_title), (d.width - 2, "more deprived"))
    return d


def _along(x0: float, y0: float, x1: float, y1: float) -> list[tuple[float, float]]:
    """Spots on a line that a label should keep off."""
    steps = max(int(max(abs(x1 - x0), abs(y1 - y0)) / 4), 1)
    return [(x0 + (x1 - x0) * n / steps, y0 + (y1 - y0) * n / steps) for n in range(steps + 1)]


def draw_quadrant(chart: Quadrant, width_mm: float) -> Drawing:
    """Need up, led pounds a resident to the right, England's means as lines; no award stands as a tick left of zero."""
    s = style()
    d = Drawing(width_mm, 92)
    margin = 62.0
    top_need = max(dot.y for dot in chart.dots)
    # Above the neediest and below nought the ground is left empty: the quadrants' counts stand there, on no dot.
    y = Scale(-0.085, top_need * 1.13 + 0.02, d.height - 34, 4)
    x = Scale(0, chart.x_limit, 40, d.width - margin)
    d.rect(x(0), y(y.high), x(chart.mean_money) - x(0), y(chart.mean_need) - y(y.high), fill=s["plum-tint"])
    d.rules([[(x(0), y(tick)), (x(x.high), y(tick))] for tick in ticks(0, top_need, 4)], s["grid"], s.grid)
    for tick in ticks(0, top_need, 4):
        d.text(22, y(tick) + 3, f"{tick * 100:.0f}%", size=s.tick, anchor="end", colour=s["grey"], tick=True)
    for tick in ticks(0, chart.x_limit, 5):
        d.text(x(tick), d.height - 20, f"£{tick:.0f}", size=s.tick, anchor="middle", colour=s["grey"], tick=True)
    d.line(x(0), y(y.low), x(0), y(y.high), s["mid"], s.axis)
    d.line(x(0), d.height - 32, x(x.high), d.height - 32, s["mid"], s.axis)
    d.line(x(chart.mean_money), y(y.low), x(chart.mean_money), y(y.high), s["grey"], s.england_line * 0.8, "4 2.2")
    d.line(x(0), y(chart.mean_need), x(x.high), y(chart.mean_need), s["grey"], s.england_line * 0.8, "4 2.2")
    inside = [dot for dot in chart.dots if 0 < dot.x <= chart.x_limit]
    own = [dot for dot in inside if dot.role == "own"]
    rest = [dot for dot in inside if dot.role not in ("place", "own")]
    plum = [dot for dot in rest if dot.x < chart.mean_money and dot.y > chart.mean_need]
    others = [dot for dot in rest if dot not in plum]
    d.dots([(x(p.x), y(p.y)) for p in others], 3.2, s["dot"], edge=s["white"])
    d.dots([(x(p.x), y(p.y)) for p in plum], 3.2, s["plum"], edge=s["white"])
    d.dots([(x(p.x), y(p.y)) for p in own], 5.2, s["navy"], edge=s["white"])
    d.path(
        [[(27, y(p.y)), (35, y(p.y))] for p in chart.dots if p.x == 0 and p.y <= chart.mean_need],
        stroke=s["mid"],
        width=0.7,
    )
    d.path(
        [[(27, y(p.y)), (35, y(p.y))] for p in chart.dots if p.x == 0 and p.y > chart.mean_need],
        stroke=s["plum"],
        width=1,
    )
    d.path(
        [[(25, y(p.y)), (37, y(p.y))] for p in chart.dots if p.x == 0 and p.role == "own"], stroke=s["navy"], width=2.4
    )
    _beyond(d, chart, x, y)
    marks = [(x(p.x), y(p.y)) for p in inside] + _along(x(chart.mean_money), y(y.low), x(chart.mean_money), y(y.high))
    placer = Placer(d, s, marks, (x(0), y(y.high), x(x.high), y(y.low)))
    left, right = x(0) + 4, x(x.high) - 3
    spots = ((left, y(y.high) + 9, "start", s["plum"]), (right, y(y.high) + 9, "end", s["grey"]),
             (left, y(y.low) - 3, "start", s["grey"]), (right, y(y.low) - 3, "end", s["grey"]))  # fmt: skip
    for count, (cx, cy, anchor, colour) in zip(chart.counts, spots, strict=True):
        first, _, second = count.text.partition(", ")
        lines = (f"{first},", second) if second else (first,)
        top = cy if cy < y(chart.mean_need) else cy - 9.5 * (len(lines) - 1)
        for row, line in enumerate(lines):
            placer.taken(
                d.text(
                    cx, top + 9.5 * row, line, size=s.label, weight=600, colour=colour, anchor=anchor, halo=s["white"]
                )
            )
    mean_y = y(chart.mean_need) - 3
    placer.taken(
        d.text(right, mean_y, chart.mean_need_label.text, size=s.small, colour=s["grey"], anchor="end", halo=s["white"])
    )
    money_x = x(chart.mean_money) + 3
    placer.taken(
        d.text(money_x, y(y.high) + 30, chart.mean_money_label.text, size=s.small, colour=s["grey"], halo=s["white"])
    )
    named = [dot for dot in inside if dot.role == "named"]
    for dot in own + named:
        placer.keep_clear(x(dot.x), y(dot.y))
    for dot in chart.dots:
        if dot.role == "place" and chart.place_label is not None:
            px = 31.0 if dot.x == 0 else x(dot.x)
            if dot.x <= chart.x_limit:
                d.dots([(px, y(dot.y))], s.place_dot + 3, s["navy"], edge=s["white"])
                placer.label(px, y(dot.y), chart.place_label.text, weight=600, colour=s["navy"])
    for dot in own:
        placer.label(x(dot.x), y(dot.y), dot.name, weight=600, colour=s["navy"])
    for dot in named:
        placer.label(x(dot.x), y(dot.y), dot.name, colour=s["ink"], must=False)
    feet(d, s, 6, (2, "Ticks left of zero: led no award"), (x(x.high), "£ per resident, led awards"))
    return d


def _beyond(d: Drawing, chart: Quadrant, x: Scale, y: Scale) -> None:
    """Authorities beyond the scale: a triangle in the right margin, this place's and the furthest six named, where there is room."""
    s = style()
    far = sorted((dot for dot in chart.dots if dot.x > chart.x_limit), key=lambda dot: -dot.x)
    ours = [dot for dot in far if dot.role in ("place", "own")]
    others = [dot for dot in far if dot not in ours]
    named, cx = ours + others[:6], x(x.high) + 5
    taken: list[float] = []
    for dot in ours + others:
        at, colour = y(dot.y), s["navy" if dot in ours else "mid"]
        d.path([[(cx, at - 3), (cx + 5, at), (cx, at + 3)]], fill=colour, closed=True)
        if dot in named and all(abs(at - other) > 9 for other in taken):
            name = dot.name if text_width(dot.name, s.small) < 50 else dot.name.split(" ")[0].rstrip(",")
            weight, colour = (600, s["navy"]) if dot in ours else (400, s["ink"])
            d.text(cx + 7, at + 2.6, name, size=s.small, weight=weight, colour=colour)
            taken.append(at)


def draw_strip(chart: Strip, width_mm: float) -> Drawing:
    """One row a region, a dot an authority; this place in navy with its name above, England as a dashed line."""
    s = style()
    row = 5.0 * MM
    dots = [dot for _, members in chart.rows for dot in members]
    if not dots:
        raise RenderError("The strip plot was given no authorities.")
    left = max(text_width(name, s.label, 600) for name, _ in chart.rows) + 8
    x = Scale(0, max(chart.england, *(dot.x for dot in dots)) + 1, left, width_mm * MM - 4)
    narrow = width_mm <= NARROW_MM  # the place's label stands above all rows: a long one would lie on another's name
    lift = 10.0 if narrow or _meet(chart, x, width_mm * MM, s) else 0.0
    d = Drawing(width_mm, 5.0 * len(chart.rows) + 14 + lift / MM)
    top = 4.5 * MM + lift
    foot = top + row * len(chart.rows)
    d.rules([[(x(tick), top), (x(tick), foot)] for tick in ticks(0, x.high, 6)], s["grid"], s.grid)
    for tick in ticks(0, x.high, 6):
        d.text(x(tick), d.height - 14, f"{tick:g}", size=s.tick, anchor="middle", colour=s["grey"], tick=True)
    d.line(
        x(chart.england),
        top - 3 - lift,
        x(chart.england),
        top + row * len(chart.rows),
        s["grey"],
        s.england_line,
        "4 2.2",
    )
    d.text(
        _over(chart, x, d.width, s),
        top - 5 - lift,
        chart.england_label.text,
        size=s.small,
        colour=s["grey"],
        anchor="middle",
    )
    place: tuple[Dot, float] | None = None
    for at, (name, members) in enumerate(chart.rows):
        y = top + at * row + row / 2
        own = name == chart.highlight
        d.text(left - 6, y + 3, name, size=s.label, anchor="end", weight=600 if own else 400,
               colour=s["navy" if own else "ink"])  # fmt: skip
        d.dots([(x(m.x), y) for m in members if m.role == "other"], 4, s["decile-6" if own else "dot"], edge=s["white"])
        d.dots([(x(m.x), y) for m in members if m.role == "named"], 4, s["ink"], edge=s["white"])
        for member in members:
            if member.role == "place":
                place = (member, y)
    if place is not None:
        dot, y = place
        d.dots([(x(dot.x), y)], s.place_dot + 4, s["navy"], edge=s["white"])
        start, over = _start(chart, dot, x, d.width, s), y - 7.5
        if narrow:
            room = text_width(chart.place_label.text, s.label, 600)
            start, over = float(min(max(x(dot.x) - room / 2, 0), d.width - room)), top - 4
            d.line(x(dot.x), over + 2, x(dot.x), y - 4, s["navy"], s.axis)
        d.text(start, over, chart.place_label.text, size=s.label, weight=600, colour=s["navy"], halo=s["white"])
    feet(d, s, 3, (left, chart.x_title), (d.width - 2, "more deprived"))
    return d


def _over(chart: Strip, x: Scale, width: float, s: Style) -> float:
    """The middle of England's label: over its line, or as near as the picture's edge allows."""
    return float(min(x(chart.england), width - text_width(chart.england_label.text, s.small, 400) / 2))


def _start(chart: Strip, dot: Dot, x: Scale, width: float, s: Style) -> float:
    """Where the place's label begins, so that it stays on the picture."""
    own = text_width(chart.place_label.text, s.label, 600)
    return float(min(max(x(dot.x) - own / 2, x.start), width - own))


def _meet(chart: Strip, x: Scale, width: float, s: Style) -> bool:
    """Would the place's label in the first row lie on England's above it?"""
    for dot in chart.rows[0][1]:
        if dot.role == "place":
            start = _start(chart, dot, x, width, s)
            half = text_width(chart.england_label.text, s.small, 400) / 2 + 3
            england = _over(chart, x, width, s)
            return start < england + half and start + text_width(chart.place_label.text, s.label, 600) > england - half
    return False
