"""England by district, some shaded and some marked, with this place outlined."""

from briefgen.model.charts import AuthorityMap
from briefgen.model.fact import Sentence
from briefgen.render.charts.style import Style, style
from briefgen.render.drawing import MM, Drawing, Point
from briefgen.render.maps.locator import backdrop
from briefgen.render.maps.rings import area, around, joined, middle

KEY = 12.0  # points a line of the key
DOT = 4.6


def draw_authorities(chart: AuthorityMap, width_mm: float) -> Drawing:
    s = style()
    plane, land, borders = backdrop(chart.authorities, width_mm)
    d = Drawing(width_mm, (plane.height + 3 * KEY + 4) / MM)
    d.path(land, fill=s["land"], stroke=s["white"], width=0.2, closed=True)
    by_code = {shape.code: shape for shape in chart.authorities.shapes}
    shaded = plane.rings(by_code[code] for code in chart.shaded)
    d.path(shaded, fill=s["decile-7"], stroke=s["white"], width=0.2, closed=True)
    d.path(borders, stroke=s["white"], width=0.8)
    place = [by_code[code] for code in chart.place]
    uses: dict[int, int] = {}
    for a in (max(a, ~a) for shape in place for polygon in shape.polygons for ring in polygon for a in ring):
        uses[a] = uses.get(a, 0) + 1
    edge = joined([plane.arcs[a] for a, times in sorted(uses.items()) if times == 1])
    d.path(edge, stroke=s["navy"], width=1.4)
    around(d, [point for ring in plane.rings(place) for point in ring], s["navy"])
    dots = []
    for codes in chart.marks:
        rings = [max(plane.rings([by_code[code]]), key=lambda ring: abs(area(ring))) for code in codes]
        size = sum(abs(area(ring)) for ring in rings)
        middles: list[Point] = [middle(ring) for ring in rings]
        dots.append(tuple(sum(m[i] * abs(area(r)) for m, r in zip(middles, rings, strict=True)) / size for i in (0, 1)))
    d.dots([(x, y) for x, y in dots], DOT, s["ink"], edge=s["white"])
    _key(d, chart, plane.height, s)
    return d


def _key(d: Drawing, chart: AuthorityMap, top: float, s: Style) -> None:
    lines: tuple[Sentence, ...] = (chart.shade_key, chart.mark_key, chart.place_key)
    for at, said in enumerate(lines):
        y = top + KEY * (at + 1)
        match at:
            case 0:
                d.rect(1, y - 7, 11, 8, fill=s["decile-7"])
            case 1:
                d.dots([(6.5, y - 3)], DOT, s["ink"])
            case _:
                d.rect(1.7, y - 6.3, 9.6, 6.6, stroke=s["navy"], width=1.4)
        d.text(17, y, said.text, size=s.label, colour=s["ink"])
