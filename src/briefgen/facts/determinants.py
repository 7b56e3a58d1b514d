"""The wider determinants of health by group: each measure, where it lies among authorities, and its rank.

Source: the catalogue's indicators of each group. Ranks: the first is the worst; none where the figure does not bear one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from briefgen.facts.measure import Measure
from briefgen.facts.place import Place
from briefgen.facts.verdict_counts import VerdictCounts, by_row, verdict_counts
from briefgen.model.briefing import StripMark
from briefgen.model.catalogue import Grade, Polarity
from briefgen.model.fact import Fact
from briefgen.statistics.rank import narrow, rank, rank_range

GROUPS = ("infrastructure", "housing", "education", "green space", "air quality", "work and income")
FEWEST = {False: 280, True: 145}  # authorities of a tier with a figure, for a rank


@dataclass(frozen=True, slots=True)
class Ranking:
    """The place's rank among `of` authorities of its tier; joint: another has the same."""

    rank: Fact
    of: Fact
    joint: bool


@dataclass(frozen=True, slots=True)
class Determinant:
    """mark: where the value lies between the lowest and the highest of authorities (2nd and 98th percentile)."""

    measure: Measure
    mark: StripMark | None
    ranking: Ranking | None


@dataclass(frozen=True, slots=True)
class Determinants:
    """groups: in the order of the page. counts: of its measures with a verdict; None below two of them."""

    groups: Mapping[str, tuple[Determinant, ...]]
    counts: VerdictCounts | None

    @property
    def measures(self) -> list[Measure]:
        return [one.measure for group in self.groups.values() for one in group]


def determinants(place: Place) -> Determinants:
    entries = place.tables.indicators.items()
    by_group = {group: [place.measure(id) for id, e in entries if e.group == group] for group in GROUPS}
    found = {
        group: tuple(Determinant(one, _mark(place, one), _ranking(place, one)) for one in measures)
        for group, measures in by_group.items()
    }
    everything = [one for group in by_group.values() for one in group]
    verdicts = by_row(everything)
    counted = verdict_counts(place.register, "determinants", verdicts) if len(verdicts) > 1 else None
    return Determinants(found, counted)


def _mark(place: Place, found: Measure) -> StripMark | None:
    if found.value is None:
        return None
    upper = found.indicator.level == "utla" or place.area.is_county
    key = ("ends", found.indicator.id, found.sex, found.period.iso, upper)
    ends = place.england.once(key, lambda: _ends(place, found, upper))
    if ends is None:
        return None
    low, high = ends

    def at(value: float | None) -> float | None:
        return None if value is None else min(max((value - low) / (high - low), 0.0), 1.0)

    own = at(float(found.value.value))
    assert own is not None
    return StripMark(
        at=own,
        middle=at(None if found.england is None else float(found.england.value)),
        low=at(found.value.lci_95),
        high=at(found.value.uci_95),
        style=found.comparison.verdict.style,
        region=at(None if found.region is None else float(found.region.value)),
    )


def _ends(place: Place, found: Measure, upper: bool) -> tuple[float, float] | None:
    """Where a strip begins and ends; None where too few authorities have a figure or all have the same."""
    values = place.england.authorities(found.indicator.id, found.sex, found.period, upper=upper)["value"]
    if len(values) < 10:
        return None
    low, high = (float(v) for v in np.percentile(values, [2, 98]))
    return (low, high) if high > low else None


def _ranking(place: Place, found: Measure) -> Ranking | None:
    """Given where the figure bears one: complete counts, or a range of at most a third of the authorities."""
    entry, upper, own = found.indicator, place.area.is_county, str(place.area.code)
    rows = place.england.authorities(entry.id, found.sex, found.period, upper=upper)
    if entry.polarity is Polarity.NEUTRAL or own not in rows.index or len(rows) < FEWEST[upper] or found.of_county:
        return None
    key = (entry.id, found.sex, found.period.iso, upper)
    once, worst_is_high = place.england.once, entry.polarity is Polarity.LOWER_IS_BETTER
    at = once(("order", *key), lambda: list(rows.index)).index(own)
    if entry.grade is Grade.A:
        ranges = once(("ranges", *key), lambda: _ranges(rows, worst_is_high))
        if ranges is None or not narrow(*ranges[at], len(rows)):
            return None
    elif entry.grade is not Grade.B:
        return None
    places = once(("places", *key), lambda: rank(list(rows["value"]), worst_is_high))
    register = place.register
    return Ranking(
        register.rank(f"{found.key}.rank", places[at], period=found.period, source=entry.source, method="rank"),
        register.count(f"{found.key}.ranked", len(rows), source=entry.source),
        places.count(places[at]) > 1,
    )


def _ranges(rows: pd.DataFrame, worst_is_high: bool) -> list[tuple[int, int]] | None:
    """The range of ranks of each authority; None where one has no interval."""
    widths = rows["uci_95"] - rows["lci_95"]
    if not (widths > 0).all():
        return None
    return rank_range(list(rows["value"]), list(widths / 3.92), worst_is_high)
