"""Deprivation: the published summaries of a place, its tenths, domains, districts and most deprived neighbourhoods.

Source: the Indices of Deprivation, official for districts, computed by the published method for counties
(`statistics.deprivation_summary`). Ranks: the first is the most deprived. Shares are 0 to 1.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from briefgen.facts.deprivation_standings import SOURCE, District, Ranked, Standing, districts, domains
from briefgen.facts.neighbourhoods import Named, most_deprived
from briefgen.facts.place import Place
from briefgen.model.boundary import Topology
from briefgen.model.catalogue import Unit
from briefgen.model.fact import Fact

BEFORE = "iod2019"


@dataclass(frozen=True, slots=True)
class TopWard:
    """The ward (a county's district) that alone holds most neighbourhoods in the most deprived tenth, two or more."""

    name: str
    first: Fact
    neighbourhoods: Fact


@dataclass(frozen=True, slots=True)
class NamedNeighbourhood:
    """place: the ward's name; in a county the district's."""

    named: Named
    place: str
    rank: Fact


@dataclass(frozen=True, slots=True)
class Earlier:
    """The rank on average score in the index of 2019; official: published, not computed."""

    rank: Fact
    of: Fact
    official: bool


@dataclass(frozen=True, slots=True)
class Summaries:
    """What the two smallest authorities do not have: ranks, shares, tenths, domains or districts.

    proportion_rank: None where no neighbourhood is in the most deprived tenth (104 authorities tie at none).
    deciles: neighbourhoods by national tenth, the most deprived first. residents: share of residents in the most
    deprived tenth (`first`) and fifth (`fifth`), and England's.
    """

    authorities: Fact
    rank: Ranked
    average_rank: Fact | None
    proportion: Fact
    proportion_rank: Ranked | None
    region_proportion: Fact
    deciles: tuple[Fact, ...]
    even: Fact
    residents: Mapping[str, Fact]
    england_residents: Mapping[str, Fact]
    less_deprived_half: Fact
    top_ward: TopWard | None
    named: tuple[NamedNeighbourhood, ...]
    england_neighbourhoods: Fact
    domains: tuple[Standing, ...]  # a district's; `imd` first, then most deprived first
    region_authorities: Fact | None
    districts: tuple[District, ...]  # a county's, most deprived first
    england_districts: Fact | None
    earlier: Earlier | None


@dataclass(frozen=True, slots=True)
class Deprivation:
    """score: average of neighbourhoods' scores weighted by residents. map_names: of wards, in a county of districts.

    map_deciles: neighbourhood code and national tenth, the most deprived first.
    """

    score: Fact
    england_score: Fact
    neighbourhoods: Fact
    topology: Topology
    map_names: tuple[tuple[str, str], ...]
    map_deciles: tuple[tuple[str, int], ...]
    summaries: Summaries | None


def deprivation(place: Place) -> Deprivation:
    """Facts `imd.*` are in the register afterwards."""
    own, register = place.england.deprivation.loc[place.area.code], place.register
    england = place.england.deprivation.loc[place.tables.england.code]
    table = place.neighbourhoods
    origin: dict[str, Any] = {"source": SOURCE, "method": "deprivation-summary"}
    score = register.add("imd.score", float(own["average_score"]), Unit.SCORE, 1, **origin)
    england_score = register.add(
        "imd.score.england", float(england["average_score"]), Unit.SCORE, 1, **origin, area=place.tables.england.code
    )
    n = register.count("imd.neighbourhoods", len(table), source=SOURCE)
    return Deprivation(
        score,
        england_score,
        n,
        place.tables.shapes(place.area),
        _map_names(place),
        () if place.small else tuple(zip(table["lsoa"], table["decile"].astype(int), strict=True)),
        None if place.small else _summaries(place, own, england, n, origin),
    )


def _summaries(place: Place, own: Any, england: Any, n: Fact, origin: dict[str, Any]) -> Summaries:
    register, table = place.register, place.neighbourhoods
    authorities = register.count("imd.authorities", int(own["denominator"]), source=SOURCE)
    rank = _ranked(place, "imd.rank", "rank_of_average_score", origin)
    average = None
    if not pd.isna(own["rank_of_average_rank"]):
        average = register.rank("imd.average", int(own["rank_of_average_rank"]), **origin)
    some = own["proportion"] > 0
    proportion_rank = _ranked(place, "imd.proportion_rank", "rank_of_proportion", origin) if some else None
    counts = table["decile"].value_counts()
    # From the counts, not from the published share of four decimals, which would be rounded twice.
    share_first = int(counts.get(1, 0)) / len(table)
    proportion = register.add("imd.proportion", share_first, Unit.SHARE, 1, **origin)
    deciles = tuple(
        register.count(f"imd.decile.{decile}", int(counts.get(decile, 0)), source=SOURCE) for decile in range(1, 11)
    )
    whole = n.value % 10 == 0
    even = register.add("imd.even_spread", n.value / 10, Unit.COUNT, 0 if whole else 1, inputs=(n.id,))
    people = table.groupby("decile")["population"].sum()
    residents, england_residents = {}, {}
    for name, tenths in (("first", (1,)), ("fifth", (1, 2))):
        share = sum(int(people.get(tenth, 0)) for tenth in tenths) / int(people.sum())
        residents[name] = register.add(f"imd.residents.{name}", share, Unit.SHARE, 1, source=SOURCE)
        theirs = float(england[f"residents_{name}"])
        england_residents[name] = register.add(f"imd.residents.{name}.england", theirs, Unit.SHARE, 1, source=SOURCE)
    region = place.england.deprivation.loc[place.region.code]
    half = register.count("imd.less_deprived_half", int((table["decile"] > 5).sum()), source=SOURCE)
    region_proportion = register.add(
        "imd.proportion.region", float(region["proportion"]), Unit.SHARE, 1, **origin, area=place.region.code
    )
    county = place.area.is_county
    standings, in_region = ((), None) if county else domains(place, rank)
    return Summaries(
        authorities, rank, average, proportion, proportion_rank, region_proportion, deciles, even, residents,
        england_residents, half, _top_ward(place), _named(place),
        register.count("imd.neighbourhoods.england", len(place.tables.neighbourhoods), source=SOURCE),
        standings, in_region, districts(place) if county else (),
        register.count("imd.districts", len(place.england.district_codes), source=SOURCE) if county else None,
        _earlier(place),
    )  # fmt: skip


def _ranked(place: Place, id: str, column: str, origin: Mapping[str, Any]) -> Ranked:
    """The published rank, and whether another authority of the tier has the same."""
    table = place.england.deprivation
    own = table.loc[place.area.code]
    tier = table[table["denominator"] == own["denominator"]]
    rank = int(own[column])
    return Ranked(place.register.rank(id, rank, **origin), int((tier[column] == rank).sum()) > 1)


def _map_names(place: Place) -> tuple[tuple[str, str], ...]:
    """The names a map may print: a county's districts, else the wards that hold a neighbourhood."""
    if place.area.is_county:
        return tuple((code, place.tables.areas[code].name.prose) for code in place.area.districts)
    wards = place.tables.wards
    own = wards[wards["ward"].isin(set(place.neighbourhoods["ward"])) & (wards["areacd"] == place.area.code)]
    return tuple(zip(own["ward"], own["name"], strict=True))


def _top_ward(place: Place) -> TopWard | None:
    table = place.neighbourhoods
    by = "areacd" if place.area.is_county else "ward"
    counts = Counter(table.loc[table["decile"] == 1, by]).most_common(2)
    if not counts or counts[0][1] < 2 or (len(counts) > 1 and counts[1][1] == counts[0][1]):
        return None
    code, count = counts[0]
    name = dict(_map_names(place)).get(code)
    if name is None:  # a neighbourhood fitted to another authority's ward
        return None
    total = int((table[by] == code).sum())
    return TopWard(
        name,
        place.register.count("imd.top_ward.first", count, source=SOURCE),
        place.register.count("imd.top_ward.neighbourhoods", total, source=SOURCE),
    )


def _named(place: Place) -> tuple[NamedNeighbourhood, ...]:
    wards = place.tables.wards.set_index("ward")["name"]
    areas = place.tables.areas
    return tuple(
        NamedNeighbourhood(
            found,
            areas[found.area].name.prose if place.area.is_county else str(wards[found.ward]),
            place.register.rank(f"imd.lsoa.{found.lsoa}.rank", found.rank, source=SOURCE),
        )
        for found in most_deprived(place.neighbourhoods)
    )


def _earlier(place: Place) -> Earlier | None:
    old = place.england.deprivation_before.get(place.area.code)
    if old is None:
        return None
    rank, of, official = old
    register = place.register
    return Earlier(
        register.rank("imd.before.rank", rank, source=BEFORE),
        register.count("imd.before.n", of, source=BEFORE),
        official,
    )
