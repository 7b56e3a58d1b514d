"""Neighbourhoods by national tenth of deprivation, with wards (a county's districts), outline, names and scale."""

from collections import defaultdict
from math import cos, pi, sin

from briefgen.model.boundary import Shape
from briefgen.model.charts import NeighbourhoodMap
from briefgen.render.charts.style import Style, style
from briefgen.render.drawing import MM, Drawing, Point
from briefgen.render.maps.rings import Plane, arc_owners, area, around, joined, middle
from briefgen.render.metrics import text_width

TALLEST = 1.0  # height over width, so that a page keeps its shape
CROWDED, MOST_NAMES = 26, 22
DISC = 6.2  # points: radius of a numbered disc with its edge
SMALL_WARD = 15.0  # points; a ward with less to each side is ringed
Box = tuple[float, float, float, float]
SHIFTS = (
    (0, 0),
    (0, -1),
    (0, 1),
    (0, -2),
    (0, 2),
    (-2, 0),
    (2, 0),
    (-2, 1.5),
    (2, 1.5),
    (-2, -1.5),
    (2, -1.5),
)  # in ems


def draw_neighbourhoods(chart: NeighbourhoodMap, width_mm: float) -> Drawing:
    s = style()
    width = width_mm * MM
    plane = Plane(chart.topology, width, width * TALLEST)
    d = Drawing(width_mm, (plane.height + 24) / MM)
    decile = dict(chart.deciles)
    by_colour: dict[str, list[Shape]] = defaultdict(list)
    for shape in chart.topology.shapes:
        colour = _colour(chart, decile.get(shape.code), s)
        by_colour[colour].append(shape)
    for colour in sorted(by_colour):
        d.path(plane.rings(by_colour[colour]), fill=colour, closed=True)
    _lines(d, chart, plane, s)
    if chart.ward is not None:
        _ward(d, chart, plane, s)
    markers = _places(chart, plane)
    _names(d, chart, plane, s, markers)
    for marker, (x, y) in zip(chart.markers, markers, strict=True):
        d.dots([(x, y)], 11, s["orange"], edge=s["white"])
        d.text(x, y + 2.9, marker.number, size=s.label, weight=700, colour="#000000", anchor="middle")
    _scale_bar(d, plane, s)
    return d


def _colour(chart: NeighbourhoodMap, decile: int | None, s: Style) -> str:
    if decile is None:
        return s["land"]
    if chart.only_first:
        return s["navy"] if decile == 1 else s["decile-9"]
    return s[f"decile-{decile}"]


def _lines(d: Drawing, chart: NeighbourhoodMap, plane: Plane, s: Style) -> None:
    inner, wards, outline = [], [], []
    for a, owners in sorted(arc_owners(chart.topology).items()):
        line = plane.arcs[a]
        if len(owners) == 1:
            outline.append(line)
        elif owners[0].ward != owners[1].ward:
            wards.append(line)
        else:
            inner.append(line)
    crowded = len(chart.topology.shapes) > 120
    d.path(joined(inner), stroke=s["white"], width=0.15 if crowded else 0.35)
    d.path(joined(wards), stroke=s["white"], width=0.6 if crowded else 1.3)
    d.path(joined(outline), stroke=s["ink"], width=s.outline * (0.7 if crowded else 1))


def _ward(d: Drawing, chart: NeighbourhoodMap, plane: Plane, s: Style) -> None:
    """The ward's own edge: the ground's colour below it, so that it stands out on the darkest tenth too."""
    edge = [
        plane.arcs[a]
        for a, owners in sorted(arc_owners(chart.topology).items())
        if sum(shape.ward == chart.ward for shape in owners) == 1
        and (len(owners) == 1 or owners[0].ward != owners[1].ward)
    ]
    lines = joined(edge)
    d.path(lines, stroke=s["white"], width=4.0)
    d.path(lines, stroke=s["ink"], width=2.0)
    points = [point for line in lines for point in line]
    for colour, width in ((s["white"], 4.4), (s["ink"], 1.6)):
        around(d, points, colour, within=SMALL_WARD, radius=SMALL_WARD * 0.75, width=width)


def _biggest(plane: Plane, shape: Shape) -> list[Point]:
    return max(plane.rings([shape]), key=lambda ring: abs(area(ring)))


def _lines_of(name: str, size: float) -> list[str]:
    """A name in one line, or two of like length when it is long."""
    if text_width(name, size, 600) < 52 or " " not in name:
        return [name]
    words = name.split(" ")
    cut = min(range(1, len(words)), key=lambda i: abs(len(" ".join(words[:i])) - len(" ".join(words[i:]))))
    return [" ".join(words[:cut]), " ".join(words[cut:])]


def _inside(x: float, y: float, ring: list[Point]) -> bool:
    """Even-odd rule."""
    odd = False
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


def _on_dark(box: Box, plane: Plane, shapes: list[Shape], dark: set[str]) -> bool:
    """Does most of the box lie on dark ground?"""
    rings = [(shape.code in dark, _biggest(plane, shape)) for shape in shapes]
    middle = (box[1] + box[3]) / 2
    points = [(box[0] + (box[2] - box[0]) * at, middle) for at in (0.1, 0.3, 0.5, 0.7, 0.9)]
    found = [next((deep for deep, ring in rings if _inside(x, y, ring)), None) for x, y in points]
    return found.count(True) > found.count(False)


def _names(d: Drawing, chart: NeighbourhoodMap, plane: Plane, s: Style, markers: list[Point]) -> None:
    """Names where they have room: the larger wards first, none over another, a marker or the edge."""
    dark = {code for code, decile in chart.deciles if decile <= (1 if chart.only_first else 6)}
    members: dict[str, list[Shape]] = defaultdict(list)
    for shape in chart.topology.shapes:
        members[shape.ward or ""].append(shape)
    sized = []
    for code, name in chart.ward_names:
        rings = [_biggest(plane, shape) for shape in members.get(code, [])]
        if rings:
            size = sum(abs(area(ring)) for ring in rings)
            middles = [(*middle(ring), abs(area(ring))) for ring in rings]
            x = sum(mx * a for mx, _, a in middles) / size
            y = sum(my * a for _, my, a in middles) / size
            sized.append((code == chart.ward, size, name, x, y, members[code]))
    sized.sort(key=lambda row: (not row[0], -row[1]))
    limit = MOST_NAMES if len(sized) > CROWDED else len(sized)
    size = s.small
    boxes: list[Box] = [(x - 7, y - 7, x + 7, y + 7) for x, y in markers]
    for own, room, name, x, y, shapes in sized:
        if len(boxes) - len(markers) >= limit:
            break
        lines = _lines_of(name, size)
        width = max(text_width(line, size, 600) for line in lines)
        height = size * len(lines)
        if width * height > room * 1.9 and not own:
            continue
        for dx, dy in SHIFTS:
            cx, cy = x + dx * size, y + dy * size
            box = (cx - width / 2 - 1, cy - height / 2 - 1, cx + width / 2 + 1, cy + height / 2 + 1)
            inside = box[0] > 0 and box[2] < d.width and box[1] > 0 and box[3] < plane.height
            if inside and not any(box[0] < b[2] and b[0] < box[2] and box[1] < b[3] and b[1] < box[3] for b in boxes):
                deep = _on_dark(box, plane, shapes, dark)
                colour, halo = (
                    (s["white"], s["navy" if chart.only_first else "decile-1"]) if deep else (s["ink"], s["white"])
                )
                for at, line in enumerate(lines):
                    base = cy - height / 2 + size * (at + 0.82)
                    d.text(cx, base, line, size=size, weight=600, colour=colour, anchor="middle", halo=halo)
                boxes.append(box)
                break


def _places(chart: NeighbourhoodMap, plane: Plane) -> list[Point]:
    """Where the numbered discs go: the middle of the neighbourhood, or the nearest spot clear of the earlier discs and
    of the picture's edge."""
    shapes = {shape.code: shape for shape in chart.topology.shapes}
    placed: list[Point] = []
    for marker in chart.markers:
        x, y = middle(_biggest(plane, shapes[marker.neighbourhood]))
        spots = [(x, y)] + [
            (x + reach * cos(turn * pi / 6), y + reach * sin(turn * pi / 6))
            for reach in (4.0, 8.0, 12.0, 16.0, 20.0, 26.0)
            for turn in range(12)
        ]
        placed.append(next((spot for spot in spots if _clear(spot, placed, plane)), (x, y)))
    return placed


def _clear(spot: Point, placed: list[Point], plane: Plane) -> bool:
    x, y = spot
    right = plane.width + 2 * (plane.shift[0] - plane.shift[1])
    inside = DISC <= x <= right - DISC and DISC <= y <= plane.height - DISC
    return inside and all((px - x) ** 2 + (py - y) ** 2 >= (2 * DISC) ** 2 for px, py in placed)


def _scale_bar(d: Drawing, plane: Plane, s: Style) -> None:
    """A round number of kilometres (metres where the place is that small), about a fifth of the width."""
    target = d.width * 0.2 / plane.scale
    length = max(
        (m for m in (100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000) if m <= target * 1.3), default=100
    )
    width = length * plane.scale
    y = plane.height + 17
    d.path([[(2, y - 3), (2, y), (2 + width, y), (2 + width, y - 3)]], stroke=s["grey"], width=s.axis * 1.2)
    label = f"{length // 1000} km" if length >= 1000 else f"{length} m"
    d.text(2 + width / 2, y - 5, label, size=s.small, colour=s["grey"], anchor="middle", tick=True)
