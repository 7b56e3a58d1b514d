"""Four measures of a place beside the median of its statistical neighbours.

Source: ONS, twenty nearest neighbours of each authority, of which the English ones with a figure count.
"""

from dataclasses import dataclass

from briefgen.facts.measure import Measure
from briefgen.facts.place import Place
from briefgen.model.fact import Fact

MEASURES = ("smoking", "obesity_adult", "pay", "child_poverty")
FEWEST = 10  # English neighbours with a figure, for a median to be shown


@dataclass(frozen=True, slots=True)
class BesideNeighbours:
    """One measure, which has a value here, and the neighbours' median in its unit."""

    measure: Measure
    median: Fact


@dataclass(frozen=True, slots=True)
class Neighbours:
    """fewest: how many English neighbours have a figure, of the measure where fewest have."""

    measures: tuple[BesideNeighbours, ...]
    fewest: Fact


def neighbours(place: Place) -> Neighbours | None:
    """None where no measure has a value here and `FEWEST` neighbours with a figure."""
    table = place.tables.neighbours
    codes = list(table.loc[table["areacd"] == str(place.area.code), "neighbour"])
    rows, fewest = [], len(codes)
    for id in MEASURES:
        found = place.measure(id)
        entry = found.indicator
        values = place.england.table(id, found.sex, entry.latest)["value"].reindex(codes).dropna()
        if found.value is None or len(values) < FEWEST:
            continue
        fewest = min(fewest, len(values))
        median = place.register.add(
            f"{id}.neighbours",
            float(values.median()),
            entry.unit,
            entry.decimals,
            period=entry.latest,
            source=entry.source,
        )
        rows.append(BesideNeighbours(found, median))
    if not rows:
        return None
    return Neighbours(tuple(rows), place.register.count("neighbours.with_figure", fewest, source="ons-neighbours"))
