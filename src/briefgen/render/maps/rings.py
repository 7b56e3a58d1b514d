"""From shared arcs to rings and lines on the page."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from briefgen.model.boundary import Shape, Topology
from briefgen.render.drawing import Drawing, Point


class Plane:
    """A topology fitted into a box of the page, keeping its proportions."""

    def __init__(self, topology: Topology, width: float, height: float, *, pad: float = 2.0) -> None:
        xs = [x for arc in topology.arcs for x, _ in arc]
        ys = [y for arc in topology.arcs for _, y in arc]
        self.left, self.top = min(xs), max(ys)
        self.scale = min((width - 2 * pad) / (max(xs) - self.left), (height - 2 * pad) / (self.top - min(ys)))
        self.width = (max(xs) - self.left) * self.scale + 2 * pad
        self.height = (self.top - min(ys)) * self.scale + 2 * pad
        self.shift = (max(0.0, (width - self.width) / 2) + pad, pad)
        self.arcs = [[self(x, y) for x, y in arc] for arc in topology.arcs]

    def __call__(self, x: float, y: float) -> Point:
        return (x - self.left) * self.scale + self.shift[0], (self.top - y) * self.scale + self.shift[1]

    def rings(self, shapes: Iterable[Shape]) -> list[list[Point]]:
        """Closed rings of the shapes, arcs joined end to end."""
        found = []
        for shape in shapes:
            for polygon in shape.polygons:
                for ring in polygon:
                    points: list[Point] = []
                    for a in ring:
                        arc = self.arcs[a] if a >= 0 else self.arcs[~a][::-1]
                        points += arc if not points else arc[1:]
                    found.append(points[:-1])
        return found


def arc_owners(topology: Topology) -> dict[int, list[Shape]]:
    """Which shapes use each arc."""
    owners: dict[int, list[Shape]] = defaultdict(list)
    for shape in topology.shapes:
        for a in {a if a >= 0 else ~a for polygon in shape.polygons for ring in polygon for a in ring}:
            owners[a].append(shape)
    return owners


def joined(lines: list[list[Point]]) -> list[list[Point]]:
    """Lines that meet end to end made into longer ones, so that dashes and corners run on."""
    ends: Counter[Point] = Counter()
    for line in lines:
        ends[line[0]] += 1
        ends[line[-1]] += 1
    starts: dict[Point, list[int]] = defaultdict(list)
    for i, line in enumerate(lines):
        starts[line[0]].append(i)
        starts[line[-1]].append(i)
    used = [False] * len(lines)
    result = []
    for i, line in enumerate(lines):
        if used[i]:
            continue
        used[i] = True
        chain = list(line)
        while ends[chain[-1]] == 2:
            follow = [j for j in starts[chain[-1]] if not used[j]]
            if not follow:
                break
            j = follow[0]
            used[j] = True
            chain += lines[j][1:] if lines[j][0] == chain[-1] else lines[j][-2::-1]
        result.append(chain)
    return result


def area(ring: list[Point]) -> float:
    """Signed."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def middle(ring: list[Point]) -> Point:
    """The centroid of a ring."""
    a = area(ring) or 1e-9
    cx = cy = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = x1 * y2 - x2 * y1
        cx += (x1 + x2) * cross
        cy += (y1 + y2) * cross
    return cx / (6 * a), cy / (6 * a)


def around(
    d: Drawing, points: list[Point], colour: str, *, within: float = 9.0, radius: float = 5.0, width: float = 1.1
) -> None:
    """A ring about points that span less than `within` to each side, too little to be seen."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    x, y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    if max(max(xs) - min(xs), max(ys) - min(ys)) < within:
        corners = ((1, 0), (0.7, 0.7), (0, 1), (-0.7, 0.7), (-1, 0), (-0.7, -0.7), (0, -1), (0.7, -0.7))
        ring = [(x + dx * radius, y + dy * radius) for dx, dy in corners]
        d.path([ring], stroke=colour, width=width, closed=True)
