"""Which check a table is for, told from its columns' heads; a table that none knows is unread."""

from collections.abc import Callable

from briefgen.audit.recheck.claims import MONTHS, Here
from briefgen.audit.recheck.grids import funds, measures, places, series, ward
from briefgen.audit.recheck.page import Grid

GridCheck = Callable[[Here, Grid], None]


def sources(here: Here, grid: Grid) -> None:
    """Each publication's title and date as the catalogue of sources has them."""
    titles = {str(entry["title"]): entry for entry in here.tables.sources.values()}
    for row in grid.rows:
        here.sentence = " | ".join(row)
        entry = titles.get(row[0])
        if entry is None:
            here.report("name", row[0], "no such publication")
            continue
        when = entry.get("published")
        here.word("period", row[2], f"{MONTHS[when.month - 1]} {when.year}".lower() if when else "–")


def claims(here: Here, grid: Grid) -> None:
    """The argument of the day: its answers are read as sentences."""


HEADS: tuple[tuple[str, GridCheck], ...] = (
    ("Measure", measures.check), ("Tenth (the first is the most deprived)", places.tenths), ("Tenth", series.gradient),
    ("Domain", places.domains), ("Period", series.over_time), ("Area", series.wave), ("Years", series.inside),
    ("Fund", funds.awards), ("Fact", funds.national), ("Index", places.spread), ("Claim", claims), ("Publication", sources),
)  # fmt: skip


def check_for(grid: Grid) -> GridCheck | None:
    """The check of a table by its heads."""
    if "Neighbourhood" in grid.head:
        return places.named if {"Ward", "District"} & set(grid.head) else ward.named
    if grid.head[:2] == ["Measure", "Ward"]:
        return ward.beside
    if grid.head[:1] == ["Measure"] and "Period" not in grid.head:
        return None
    if grid.head[:1] == ["District"]:
        return places.districts if "Average score" in grid.head else series.inside
    return next((check for head, check in HEADS if grid.head[:1] == [head]), None)
