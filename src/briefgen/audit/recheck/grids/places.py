"""Tables of neighbourhoods, domains, districts and tenths: every count, rank, tie and name."""

from collections import Counter

from briefgen.audit.recheck import index, words
from briefgen.audit.recheck.claims import Here
from briefgen.audit.recheck.page import Grid


def tenths(here: Here, grid: Grid) -> None:
    """Neighbourhoods by national tenth, all ten."""
    counts = index.counts(here.tables, here.area.code)
    if [row[0] for row in grid.rows] != [str(at) for at in range(1, 11)]:
        here.report("count: table", [row[0] for row in grid.rows], "tenths 1 to 10")
    for row in grid.rows:
        here.sentence = " | ".join(row)
        here.count("count: table", row[1], counts[int(row[0])])


def named(here: Here, grid: Grid) -> None:
    """The most deprived neighbourhoods: their order, names, wards (or districts) and ranks."""
    found = index.most_deprived(here.tables, here.area.code, len(grid.rows))
    repeated = Counter((p.msoa, p.ward) for p in found)
    for at, (row, place) in enumerate(zip(grid.rows, found, strict=True), 1):
        here.sentence = " | ".join(row)
        cells = dict(zip(grid.head, row, strict=False))
        here.word("rank: table", cells.get("No.", str(at)), str(at))
        name = f"{place.msoa} ({place.name.split()[-1]})" if repeated[place.msoa, place.ward] > 1 else place.msoa
        here.word("name", cells["Neighbourhood"], name.lower())
        if "Ward" in cells:
            here.word("name", cells["Ward"], here.tables.wards.get(place.ward, "").lower())
        if "District" in cells:
            here.is_place(cells["District"], here.tables.areas[place.area])
        here.count("rank: table", cells["Rank"], place.rank)


def domains(here: Here, grid: Grid) -> None:
    """Ranks in England and in the region with their ties, neighbourhoods in the most deprived tenth, the order of rows."""
    ids = {name: id for id, name in index.DOMAIN_NAMES.items()} | {"All seven combined": "imd"}
    order = []
    for row in grid.rows:
        here.sentence = " | ".join(row)
        id = ids.get(row[0])
        if id is None:
            here.report("name", row[0], "no such domain")
            continue
        standing = index.standing(here.tables, here.area, "score", id)
        assert standing is not None
        order += [standing[0]] if id != "imd" else []
        for head, cell in zip(grid.head[1:], row[1:], strict=False):
            if head.endswith(" in region"):
                _rank(here, head, cell, index.in_region(here.tables, here.area, id))
            elif head.startswith("Rank of "):
                _rank(here, head, cell, standing)
            elif head == "In most deprived tenth":
                here.count("count: table", cell, index.domain_first(here.tables, here.area.code, id))
    if order != sorted(order):
        here.report("superlative", "the order of the domains", order)
    if {row[0] for row in grid.rows} != set(ids):
        here.report("count: table", len(grid.rows), len(ids))


def _rank(here: Here, head: str, cell: str, exact: tuple[int, bool, int]) -> None:
    right = f"{'=' if exact[1] else ''}{exact[0]:,}"
    if cell != right:
        kind = "tie not said" if f"={cell}" == right else "tie that is none" if cell == f"={right}" else "rank: table"
        here.report(kind, cell, right)
    if words.count(head.removeprefix("Rank of ").removesuffix(" in region")) != exact[2]:
        here.report("rank: table", head, exact[2])


def districts(here: Here, grid: Grid) -> None:
    """A county's districts, each with its rank, score and counts, most deprived first."""
    codes = {here.tables.areas[c].prose: c for c in here.tables.within(here.area)}
    if {row[0] for row in grid.rows} != set(codes):
        here.report("name", sorted({row[0] for row in grid.rows} ^ set(codes)), "the districts of the county")
    for row in grid.rows:
        here.sentence = " | ".join(row)
        if row[0] not in codes:
            continue
        area = here.tables.areas[codes[row[0]]]
        for head, cell in zip(grid.head[1:], row[1:], strict=False):
            if head.startswith("Rank of "):
                exact = index.standing(here.tables, area)
                assert exact is not None
                _rank(here, head, cell, exact)
            elif head == "Average score":
                here.number("number: table", cell, index.score(here.tables, area.code))
            elif head == "In most deprived tenth":
                here.count("count: table", cell, index.counts(here.tables, area.code)[1])
            elif head == "Neighbourhoods":
                here.count("count: table", cell, len(index.places(here.tables, area.code)))


def spread(here: Here, grid: Grid) -> None:
    """Shares of the spread: between regions, between authorities, within them."""
    if [row[0] for row in grid.rows] != ["All seven domains", "Health domain"]:
        here.report("name", [row[0] for row in grid.rows], "all seven domains, and that of health")
    for row in grid.rows:
        here.sentence = " | ".join(row)
        for cell, exact in zip(row[1:], index.shares(here.tables, health=row[0] == "Health domain"), strict=True):
            here.share("number: spread", cell, exact)
