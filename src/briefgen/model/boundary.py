"""Shapes to draw: shared arcs, so that thinning leaves no slivers and an outline comes for nothing."""

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
