"""England small, with this place's region tinted and the place itself filled and ringed."""

from functools import lru_cache

from briefgen.model.boundary import Topology
from briefgen.model.charts import Locator
from briefgen.render.charts.style import style
from briefgen.render.drawing import MM, Drawing, Point
from briefgen.render.maps.rings import Plane, arc_owners, around, joined


@lru_cache(maxsize=4)
def backdrop(topology: Topology, width_mm: float) -> tuple[Plane, list[list[Point]], list[list[Point]]]:
    """The same for every place: England's districts on the page, and the lines between regions."""
    plane = Plane(topology, width_mm * MM, width_mm * MM * 1.4, pad=6.0)
    borders = [
        plane.arcs[a]
        for a, owners in sorted(arc_owners(topology).items())
        if len(owners) == 2 and owners[0].ward != owners[1].ward
    ]
    return plane, plane.rings(topology.shapes), joined(borders)


def draw_locator(chart: Locator, width_mm: float) -> Drawing:
    s = style()
    plane, land, borders = backdrop(chart.regions, width_mm)
    d = Drawing(width_mm, plane.height / MM)
    # A line of the fill's own colour closes the hair's breadth between districts.
    d.path(land, fill=s["land"], stroke=s["land"], width=0.3, closed=True)
    region = plane.rings(shape for shape in chart.regions.shapes if shape.ward == chart.region)
    d.path(region, fill=s["region"], stroke=s["region"], width=0.3, closed=True)
    d.path(borders, stroke=s["white"], width=0.5)
    place = plane.rings(shape for shape in chart.regions.shapes if shape.code in chart.codes)
    d.path(place, fill=s["navy"], closed=True)
    around(d, [point for ring in place for point in ring], s["navy"])
    return d


def region_paths(topology: Topology, width_mm: float) -> list[tuple[str, str]]:
    """(code, SVG path) of every district, for a map that can be clicked."""
    plane = Plane(topology, width_mm * MM, width_mm * MM * 1.4, pad=1.0)
    return [
        (
            shape.code,
            "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "Z" for ring in plane.rings([shape])),
        )
        for shape in topology.shapes
    ]
