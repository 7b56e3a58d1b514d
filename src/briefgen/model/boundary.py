"""Shapes to draw: shared arcs, so that thinning leaves no slivers and an outline comes for nothing."""

from collections.abc import Container
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """One area of a topology: rings of arc references (n: arc n; ~n: arc n reversed), as in TopoJSON."""

    code: str
    polygons: tuple[tuple[tuple[int, ...], ...], ...]
    ward: str | None = None  # code of the ward this neighbourhood is best fitted to


@dataclass(frozen=True, slots=True)
class Topology:
    """Arcs in metres (x east, y north) in one flat projection for the whole set."""

    arcs: tuple[tuple[tuple[float, float], ...], ...]
    shapes: tuple[Shape, ...]

    def part(self, codes: Container[str]) -> "Topology":
        """Some of the shapes alone, with the arcs they use: what lies outside them no longer counts for the extent."""
        shapes = tuple(shape for shape in self.shapes if shape.code in codes)
        used = sorted({max(a, ~a) for s in shapes for polygon in s.polygons for ring in polygon for a in ring})
        at = {old: new for new, old in enumerate(used)}
        moved = tuple(
            Shape(s.code, tuple(tuple(tuple(at[a] if a >= 0 else ~at[~a] for a in ring) for ring in p) for p in s.polygons), s.ward)
            for s in shapes
        )  # fmt: skip
        return Topology(tuple(self.arcs[a] for a in used), moved)
