"""Shapes, from the small topologies of data/boundaries."""

import gzip
import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

from briefgen.data.tables import folder
from briefgen.errors import DataError
from briefgen.model.area import Area
from briefgen.model.boundary import Shape, Topology

METRES = 1.11320  # of a hundred-thousandth of a degree of latitude


def _read(data: Path | None, name: str) -> dict[str, Any]:
    path = folder(data) / "boundaries" / f"{name}.json.gz"
    try:
        found: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
    except OSError as error:
        raise DataError(f"{path} is missing or cut short; install briefgen again.") from error
    except json.JSONDecodeError as error:
        raise DataError(f"{path}: {error}; build the data again.") from error
    return found


def _arcs(packed: list[list[int]]) -> list[list[tuple[int, int]]]:
    arcs = []
    for flat in packed:
        x = y = 0
        points = []
        for dx, dy in zip(flat[::2], flat[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        arcs.append(points)
    return arcs


def _shapes(packed: list[Any], shift: int) -> list[Shape]:
    def moved(a: int) -> int:
        return a + shift if a >= 0 else a - shift

    return [
        Shape(code, tuple(tuple(tuple(moved(a) for a in ring) for ring in polygon) for polygon in polygons), ward)
        for code, ward, polygons in packed
    ]


def read_neighbourhood_shapes(area: Area, data: Path | None = None) -> Topology:
    """An authority's neighbourhoods in metres (equirectangular at its middle); `ward` is a county's district."""
    arcs: list[list[tuple[int, int]]] = []
    shapes: list[Shape] = []
    for code in area.districts or (area.code,):
        found = _read(data, code)
        own = _shapes(found["shapes"], len(arcs))
        shapes += [replace(shape, ward=str(code)) for shape in own] if area.is_county else own
        arcs += _arcs(found["arcs"])
    middle = sum(y for arc in arcs for _, y in arc) / sum(len(arc) for arc in arcs)
    east = METRES * math.cos(math.radians(middle / 100_000))
    flat = tuple(tuple((x * east, y * METRES) for x, y in arc) for arc in arcs)
    return Topology(flat, tuple(shapes))


def read_authorities(data: Path | None = None) -> Topology:
    """All 296 districts in metres of the National Grid; a shape's `ward` is its region's code."""
    found = _read(data, "authorities")
    arcs = tuple(tuple((float(x), float(y)) for x, y in arc) for arc in _arcs(found["arcs"]))
    return Topology(arcs, tuple(_shapes(found["shapes"], 0)))
