"""Tables of a ward: its neighbourhoods by name, tenth and rank; its figures beside its authority's and England's."""

from collections import Counter

from briefgen.audit.recheck import index, wards
from briefgen.audit.recheck.claims import Here
from briefgen.audit.recheck.page import Grid
from briefgen.audit.recheck.tables import ENGLAND


def named(here: Here, grid: Grid) -> None:
    """Every neighbourhood of the ward, most deprived first."""
    ward = wards.here(here)
    if ward is None or len(ward.places) != len(grid.rows):
        here.report("count: table", len(grid.rows), len(ward.places) if ward else "no ward here")
        return
    repeated = Counter(p.msoa for p in ward.places)
    for row, place in zip(grid.rows, ward.places, strict=True):
        here.sentence = " | ".join(row)
        cells = dict(zip(grid.head, row, strict=False))
        letters = f" ({place.name.split()[-1]})" if repeated[place.msoa] > 1 else ""
        here.word("name", cells["Neighbourhood"], (place.msoa + letters).lower())
        if "Tenth" in cells:
            here.count("count: table", cells["Tenth"], index.tenth(here.tables, place.rank))
        if "Rank" in cells:
            here.count("rank: table", cells["Rank"], place.rank)
        if "Score" in cells:
            here.number("number: table", cells["Score"], place.score)


def beside(here: Here, grid: Grid) -> None:
    """Score and residents' shares of the ward, its authority (and county) and England."""
    ward = wards.here(here)
    for row in grid.rows:
        here.sentence = " | ".join(row)
        for head, cell in zip(grid.head[1:], row[1:], strict=False):
            if head == "Ward":
                if ward is not None and cell != "–":
                    _figure(here, row[0], cell, ward=ward)
                continue
            areas = {"England": ENGLAND, "County": here.area.code, "Authority": ward.district.code if ward else ""}
            named = [
                a.code for a in here.tables.named(head) if a.code in {here.area.code, *here.tables.within(here.area)}
            ]
            code = areas.get(head) or (named[0] if named else "")
            if not code:
                here.report("name", head, ward.district.prose if ward else here.area.prose)
            else:
                _figure(here, row[0], cell, code=code)


def _figure(here: Here, name: str, cell: str, *, ward: wards.Ward | None = None, code: str = "") -> None:
    if name == "Average score":
        here.number("number: table", cell, ward.score if ward else index.score(here.tables, code))
        return
    tenths = 1 if name.endswith("tenth") else 2
    here.share(
        "number: table", cell, wards.share(here, ward, tenths) if ward else index.residents(here.tables, code, tenths)
    )
