"""reference/constituencies.csv and constituency_areas.csv: winners of two elections, and where the seats lie."""

from pathlib import Path
from typing import Any

from briefgen.data.boundaries import read_authorities
from briefgen.data.compile.codes import rows, today
from briefgen.data.tables import write_table

SMALLEST = 100_000.0  # square metres of an authority that a seat of 2024 must hold to count as touching it
COLUMNS = ("election", "code", "name", "winner", "gained_from", "majority", "unofficial_list", "district")
AREA_COLUMNS = ("election", "code", "areacd", "census_areas", "share_of_land")


def build_constituencies(sources: Path, out: Path) -> None:
    """Seats of England only. The boundaries must be built first: they give the authorities' land.

    2019: a seat touches an authority that holds at least one census area (MSOA) fitted to it. 2024: the look-up gives
    shares of land; ten hectares are asked for, since two boundaries drawn apart always overlap a little.
    """
    seats: list[tuple[Any, ...]] = [
        _of_2019(row) for row in rows(sources / "funds/constituencies_2019.csv") if row["pcon10cd"][0] == "E"
    ]
    seats += [
        (2024, row["pcon24cd"], row["pcon24nm"], row["party_2024"], None, int(row["majority_2024"]), None, None)
        for row in rows(sources / "funds/constituencies_2024.csv")
        if row["pcon24cd"][0] == "E"
    ]
    write_table(out / "reference/constituencies.csv", COLUMNS, sorted(seats, key=lambda seat: (seat[0], seat[1])))
    land = _land(out)
    areas: list[tuple[Any, ...]] = [
        (2019, row["pcon10cd"], today(row["lad23cd"]), int(row["n_msoa"]), None)
        for row in rows(sources / "funds/lookup_lad23_pcon10_msoa.csv")
        if row["pcon10cd"][0] == "E"
    ]
    areas += [
        (2024, row["pcon24cd"], code, None, share)
        for row in rows(sources / "funds/lookup_lad24_pcon24.csv")
        if row["pcon24cd"][0] == "E"
        and (share := float(row["share_of_lad_AREA"])) * land[code := today(row["lad24cd"])] >= SMALLEST
    ]
    write_table(
        out / "reference/constituency_areas.csv",
        AREA_COLUMNS,
        sorted(areas, key=lambda area: (area[0], area[1], area[2])),
    )


def _of_2019(row: dict[str, str]) -> tuple[Any, ...]:
    """The result is written "Con gain from Lab Coop" or "Lab hold"; Labour and Co-operative is Labour."""
    _, _, lost = row["result"].partition(" gain from ")
    return (2019, row["pcon10cd"], row["constituency_name"], row["first_party"], lost.removesuffix(" Coop") or None,
            int(row["majority"]), int(row["red_wall_britpol_39"]), today(row["lad23_bestfit"]))  # fmt: skip


def _land(out: Path) -> dict[str, float]:
    """Square metres of each district, from its drawn boundary."""
    topology = read_authorities(out)
    found = {}
    for shape in topology.shapes:
        total = 0.0
        for polygon in shape.polygons:
            for ring in polygon:
                points = [p for a in ring for p in (topology.arcs[a] if a >= 0 else topology.arcs[~a][::-1])]
                total += sum(
                    x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(points, points[1:] + points[:1], strict=True)
                )
        found[shape.code] = abs(total) / 2
    return found
