"""Bars from zero: deciles, named rates, what came against a formula's range, shares of a whole."""

from briefgen.model.charts import Bars, DecileBars, RangeBars, ShareBar
from briefgen.render.charts.scale import Scale
from briefgen.render.charts.style import Style, style
from briefgen.render.drawing import MM, Drawing
from briefgen.render.metrics import text_width


def draw_decile_bars(chart: DecileBars, width_mm: float) -> Drawing:
    """Ten rows; the colours are the map's key, the dashed line an even spread."""
    s = style()
    row, top = 4.4 * MM, 5.2 * MM
    d = Drawing(width_mm, 5.2 + 4.4 * 10 + 1)
    left = max(66.0, text_width("Least deprived", s.small) + text_width("10", s.tick) + 8)
    biggest = max(*chart.counts, sum(chart.counts) / 10)
    x = Scale(0, biggest, left, d.width - text_width(f"{biggest:.0f}", s.label, 600) - 6)
    for at, count in enumerate(chart.counts):
        y = top + at * row
        if count:
            pale = at >= 7
            d.rect(left, y + 1.6, max(x(count) - left, 0.6), row - 3.2, fill=s[f"decile-{at + 1}"],
                   stroke=s["navy"] if pale else None, width=0.5)  # fmt: skip
        d.text(left - 5, y + row / 2 + 3, str(at + 1), size=s.tick, anchor="end", tick=True)
    for y, word in ((top + row / 2 + 3, "Most deprived"), (top + 9.5 * row + 3, "Least deprived")):
        d.text(0, y, word, size=s.small, colour=s["grey"])
    even = x(sum(chart.counts) / 10)
    d.line(even, top - 1, even, top + 10 * row, s["grey"], s.england_line * 0.7, "2.5 2")
    for at, count in enumerate(chart.counts):  # after the line: a count that stands on it stays readable
        y, weight = top + at * row + row / 2 + 3, 600 if at == 0 else 400
        d.text(x(count) + 3.5, y, f"{count:,}", size=s.label, weight=weight, halo=s["white"])
    width = text_width(chart.even.text, s.small)
    d.text(min(max(even - width / 2, left), d.width - width), top - 4, chart.even.text, size=s.small, colour=s["grey"])
    return d


def draw_bars(chart: Bars, width_mm: float) -> Drawing:
    """Named horizontal bars from zero, value at the end."""
    s = style()
    row = 6.6 * MM
    d = Drawing(width_mm, 6.6 * len(chart.rows) + 1)
    left = max(text_width(name, s.label, 600) for name, *_ in chart.rows) + 6
    room = max(text_width(label.text, s.label, 600) for _, _, label, _ in chart.rows) + 6
    x = Scale(0, max(value for _, value, _, _ in chart.rows), left, d.width - room)
    colours = {
        "place": s["navy"],
        "england": s["mid"],
        "first": s["decile-4"],
        "last": s["decile-8"],
        "other": s["dot"],
    }
    for at, (name, value, label, role) in enumerate(chart.rows):
        y, strong = at * row, role == "place"
        d.rect(left, y + 3, max(x(value) - left, 0.4), row - 6, fill=colours[role])
        look = {"weight": 600 if strong else 400, "colour": s["navy"] if strong else s["ink"]}
        d.text(left - 4, y + row / 2 + 3, name, size=s.label, anchor="end", **look)  # type: ignore[arg-type]
        d.text(x(value) + 3.5, y + row / 2 + 3, label.text, size=s.label, **look)  # type: ignore[arg-type]
    d.line(left, 0, left, d.height - 2, s["grey"], s.axis)
    return d


def draw_range_bars(chart: RangeBars, width_mm: float) -> Drawing:
    """What came as a solid bar from zero; what a formula would give as a dashed box from low to high."""
    s = style()
    d = Drawing(width_mm, 36)
    came, formula = chart.came, chart.formula
    high = max(came[1], formula[2], 0.1)
    x = Scale(0, high, 1, d.width - 4)
    y = 12.0
    d.text(1, y, came[0], size=s.label, weight=600, colour=s["navy"])
    if came[1] > 0:
        d.rect(1, y + 4, max(x(came[1]) - 1, 0.8), 13, fill=s["navy"])
    d.line(1, y + 2, 1, y + 19, s["grey"], s.axis)
    d.text(1, y + 29, came[2].text, size=s.strong, weight=600, colour=s["navy"])
    y = 60.0
    d.text(1, y, formula[0], size=s.label, weight=600, colour=s["ink"])
    if formula[2] > 0:
        low, top = x(formula[1]), x(formula[2])
        d.line(1, y + 10.5, low, y + 10.5, s["mid"], 0.6)
        d.rect(low, y + 4, max(top - low, 1.5), 13, fill=s["tint"], stroke=s["ink"], width=1, dash="2.5 1.8")
    d.text(1, y + 29, formula[3].text, size=s.strong, weight=600, colour=s["ink"])
    d.line(1, y + 2, 1, y + 19, s["grey"], s.axis)
    return d


def draw_share_bar(chart: ShareBar, width_mm: float) -> Drawing:
    """Stacked shares of a whole, labelled on the bars; the parts are named once below the last."""
    s = style()
    row = 8.6 * MM
    d = Drawing(width_mm, 5 + 8.6 * len(chart.rows))
    left = max(text_width(name, s.label) for name, _ in chart.rows) + 6
    shares = [share for _, share, _ in chart.rows[-1][1]] if chart.rows else []
    names = [part for part, *_ in chart.rows[-1][1]] if chart.rows else []
    # The names stand below their parts where each ends before the next begins.
    listed = any(
        text_width(name, s.small) > (d.width - left) * share for name, share in zip(names[:-1], shares, strict=False)
    )
    fills = ((s["decile-3"], s["white"]), (s["decile-8"], s["text"]), (s["navy"], s["white"]))
    for at, (name, parts) in enumerate(chart.rows):
        y = at * row + 2
        d.text(left - 5, y + row / 2, name, size=s.label, anchor="end")
        x, last = left, at == len(chart.rows) - 1
        for (part, share, label), (fill, ink) in zip(parts, fills, strict=True):
            width = (d.width - left) * share
            d.rect(x, y, width, row - 7, fill=fill)
            if width > text_width(label.text, s.label, 600) + 4:
                d.text(x + width / 2, y + row / 2, label.text, size=s.label, weight=600, colour=ink, anchor="middle")
            if last and not listed:  # the widest first part: names have room below it
                d.text(x, y + row + 3, part, size=s.small, colour=s["grey"])
            x += width
    if listed:
        _key(d, s, [(part, fill) for (part, *_), (fill, _) in zip(chart.rows[-1][1], fills, strict=True)])
    return d


def _key(d: Drawing, s: Style, parts: list[tuple[str, str]]) -> None:
    """The parts' names one below another, each after its colour, where the bar has no room for them."""
    for part, fill in parts:
        y = d.height + 2
        d.rect(0, y, s.small, s.small, fill=fill)
        d.text(s.small + 5, y + s.small * 0.85, part, size=s.small, colour=s["text"])
        d.height_mm += s.small * 1.4 / MM
