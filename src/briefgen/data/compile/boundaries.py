"""boundaries/: one small topology an authority, and one of all districts for small maps.

Coordinates are kept as whole hundred-thousandths of a degree (about a metre); shared arcs are thinned, not rings, so
that neighbours still meet. Districts of one county share a tolerance, so that they meet on its map.
"""

import gzip
import json
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

from briefgen.data.compile.codes import rows, today
from briefgen.data.tables import write_bytes

SCALE = 100_000
THINNESS = 900  # an authority's longer side over this is the detail a map of 106 mm can still show
Point = tuple[float, float]


def _decode(topology: dict[str, Any]) -> list[list[Point]]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def thinned(points: list[Point], tolerance: float) -> list[Point]:
    """Douglas-Peucker; the ends stay, so that arcs still meet. A closed arc keeps at least four points."""
    if len(points) < 3:
        return points
    keep = {0, len(points) - 1}
    if points[0] == points[-1]:
        keep |= {len(points) // 3, 2 * len(points) // 3}
    order = sorted(keep)
    stack = list(pairwise(order))
    while stack:
        first, last = stack.pop()
        (ax, ay), (bx, by) = points[first], points[last]
        length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
        worst, at = 0.0, 0
        for i in range(first + 1, last):
            px, py = points[i]
            away = (
                abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length
                if length
                else ((px - ax) ** 2 + (py - ay) ** 2) ** 0.5
            )
            if away > worst:
                worst, at = away, i
        if worst > tolerance:
            keep.add(at)
            stack += [(first, at), (at, last)]
    return [points[i] for i in sorted(keep)]


def _polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    return [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]


def _packed(arcs: list[list[Point]], shapes: list[tuple[str, str, list[list[list[int]]]]]) -> bytes:
    """Arcs as differences of whole numbers, renumbered to those in use."""
    used = sorted(
        {a if a >= 0 else ~a for _, _, polygons in shapes for polygon in polygons for ring in polygon for a in ring}
    )
    new = {old: at for at, old in enumerate(used)}
    packed = []
    for old in used:
        x = y = 0
        flat = []
        for px, py in arcs[old]:
            qx, qy = round(px), round(py)
            flat += [qx - x, qy - y]
            x, y = qx, qy
        packed.append(flat)
    renumbered = [
        [code, ward, [[[new[a] if a >= 0 else ~new[~a] for a in ring] for ring in polygon] for polygon in polygons]]
        for code, ward, polygons in shapes
    ]
    return json.dumps({"arcs": packed, "shapes": renumbered}, separators=(",", ":")).encode()


def build_boundaries(sources: Path, out: Path) -> None:
    _build_neighbourhoods(sources, out)
    _build_authorities(sources, out)


def _build_neighbourhoods(sources: Path, out: Path) -> None:
    topology = json.loads(gzip.decompress((sources / "boundaries/lsoa21_england_small_wgs84.topojson.gz").read_bytes()))
    arcs = [[(x * SCALE, y * SCALE) for x, y in arc] for arc in _decode(topology)]
    ward = {row["lsoa21_code"]: row["ward25_code"] for row in rows(sources / "areas/lsoa21_lookup.csv.gz")}
    county = {
        row["lad_code"]: row["utla_code"]
        for row in rows(sources / "areas/lad_by_vintage.csv")
        if row["vintage"] == "2025-04"
    }
    own: dict[str, list[tuple[str, str, list[list[list[int]]]]]] = defaultdict(list)
    for geometry in topology["objects"]["lsoa21"]["geometries"]:
        code = geometry["properties"]["lsoa21_code"]
        own[today(geometry["properties"]["lad25_code"])].append((code, ward[code], _polygons(geometry)))
    boxes: dict[str, list[float]] = {}
    for code, shapes in own.items():
        for _, _, polygons in shapes:
            for a in (a for polygon in polygons for ring in polygon for a in ring):
                for x, y in arcs[a if a >= 0 else ~a]:
                    box = boxes.setdefault(county[code], [x, y, x, y])
                    box[0], box[1], box[2], box[3] = min(box[0], x), min(box[1], y), max(box[2], x), max(box[3], y)
    for code, shapes in sorted(own.items()):
        box = boxes[county[code]]
        tolerance = max((box[2] - box[0]) * 0.6, box[3] - box[1]) / THINNESS
        used = {
            a if a >= 0 else ~a for _, _, polygons in shapes for polygon in polygons for ring in polygon for a in ring
        }
        thin = list(arcs)
        for a in used:
            thin[a] = thinned(arcs[a], tolerance)
        write_bytes(out / f"boundaries/{code}.json.gz", _packed(thin, sorted(shapes)))


def _build_authorities(sources: Path, out: Path) -> None:
    """All districts in metres of the British National Grid; the second field of a shape is its region."""
    topology = json.loads(gzip.decompress((sources / "boundaries/lad25_england_bng.topojson.gz").read_bytes()))
    arcs = [thinned(arc, 400.0) for arc in _decode(topology)]
    shapes = []
    for geometry in next(iter(topology["objects"].values()))["geometries"]:
        properties = geometry["properties"]
        shapes.append((today(properties["lad25_code"]), properties["region_code"], _polygons(geometry)))
    write_bytes(out / "boundaries/authorities.json.gz", _packed(arcs, sorted(shapes)))
