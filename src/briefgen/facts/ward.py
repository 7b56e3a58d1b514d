"""One ward: the neighbourhoods that fit it best, its summaries, and where it stands among its authority's wards.

Source: the Indices of Deprivation and the best fit of neighbourhoods to wards of May 2025; ward figures are computed by
the published method (`statistics.deprivation_summary`). Shares are 0 to 1; ranks: the first is the most deprived.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from briefgen.errors import UsageError
from briefgen.facts.deprivation import Deprivation
from briefgen.facts.deprivation_standings import SOURCE, Ranked
from briefgen.facts.neighbourhoods import Named, most_deprived
from briefgen.facts.place import Place
from briefgen.model.area import Area
from briefgen.model.boundary import Topology
from briefgen.model.catalogue import Unit
from briefgen.model.charts import Dot
from briefgen.model.codes import GssCode
from briefgen.model.fact import Fact, Label

FEWEST = 3  # neighbourhoods, for a share or a spread
MEASURES = {
    "score": (Unit.SCORE, "average_score"),
    "first": (Unit.SHARE, "residents_first"),
    "fifth": (Unit.SHARE, "residents_fifth"),
}


@dataclass(frozen=True, slots=True)
class WardNeighbourhood:
    """tenth and rank: None in the two smallest authorities, which get the score instead."""

    named: Named
    score: Fact | None
    tenth: Fact | None
    rank: Fact | None


@dataclass(frozen=True, slots=True)
class WardSummaries:
    """What a ward with neighbourhoods has outside the two smallest authorities.

    first: neighbourhoods in the most deprived tenth. low, high: the lowest and highest tenth. residents: share in the
    most deprived tenth and fifth, of a ward with three neighbourhoods or more.
    """

    first: Fact
    rank: Ranked
    low: Fact
    high: Fact
    residents: Mapping[str, Fact]


@dataclass(frozen=True, slots=True)
class Ward:
    """district: the authority whose ward it is, a county's district. small: one of the two smallest authorities.

    score: None for a ward without a neighbourhood. areas: the district and, in a county's briefing, the county, each
    with its figures by name of `MEASURES`. wards: of the district with a neighbourhood; dots: their scores. map_names:
    of the other wards, for a ward without an outline. astray: authorities whose neighbourhoods fit this ward and are
    left out of it.
    """

    code: GssCode
    name: Label
    district: Area
    small: bool
    neighbourhoods: Fact
    score: Fact | None
    summaries: WardSummaries | None
    named: tuple[WardNeighbourhood, ...]
    england_neighbourhoods: Fact
    areas: tuple[tuple[Area, Mapping[str, Fact]], ...]
    england: Mapping[str, Fact]
    wards: Fact | None
    dots: tuple[Dot, ...]
    own_shapes: Topology
    shapes: Topology
    deciles: tuple[tuple[str, int], ...]
    map_names: tuple[tuple[str, str], ...]
    astray: tuple[Area, ...]

    @property
    def n(self) -> int:
        return int(self.neighbourhoods.value)


def ward(place: Place, deprivation: Deprivation, code: GssCode) -> Ward:
    """`ward.*`: nothing for an empty ward, no rank or share for the two smallest authorities, no share under three.

    Raises UsageError for a code that is no ward of May 2025 or lies in another authority.
    """
    district, row = _found(place, code)
    register, small = place.register, district.code in place.tables.roles.small
    everyone = place.tables.neighbourhoods
    around = everyone[everyone["areacd"] == district.code].sort_values("rank")
    table = around[around["ward"] == code]
    computed: dict[str, Any] = {"source": SOURCE, "method": "deprivation-summary", "area": str(code)}
    n = register.count("ward.neighbourhoods", len(table), source=SOURCE, area=str(code))
    score = summaries = wards = None
    if len(table):
        score = register.add("ward.score", float(row["average_score"]), Unit.SCORE, 1, **computed)
    members = place.england.wards
    members = members[(members["areacd"] == district.code) & members["average_score"].notna()]
    if not small:
        origin = computed | {"area": str(district.code)}
        wards = register.count("ward.wards", len(members), **origin)
        summaries = _summaries(place, code, row, table, computed) if len(table) else None
    shapes = place.tables.shapes(district)
    astray = everyone[(everyone["ward"] == code) & (everyone["areacd"] != district.code)]
    areas = [district, place.area] if place.area.is_county else [district]
    names = [name for name in MEASURES if not small or name == "score"]
    return Ward(
        code,
        Label(str(row["name"]).replace("'", "’")),
        district,
        small,
        n,
        score,
        summaries,
        _named(place, table, small),
        register.count("imd.neighbourhoods.england", len(everyone), source=SOURCE),
        tuple((area, {name: _of_area(place, deprivation, area, name) for name in names}) for area in areas),
        {name: _of_england(deprivation, name) for name in names},
        wards,
        _dots(members, code),
        shapes.part(frozenset(table["lsoa"])),
        shapes,
        () if small else tuple(zip(around["lsoa"], around["decile"].astype(int), strict=True)),
        () if len(table) else _map_names(place, district, around),
        tuple(place.tables.areas[other] for other in pd.unique(astray["areacd"])),
    )


def _found(place: Place, code: GssCode) -> tuple[Area, Any]:
    wards = place.england.wards
    if code not in wards.index:
        raise UsageError(f"{code} is not a ward of May 2025; data/reference/wards.csv lists them.")
    row = wards.loc[code]
    district = place.tables.areas[row["areacd"]]
    if str(district.code) not in place.districts:
        raise UsageError(
            f"{code} ({row['name']}) is a ward of {district.name.prose} ({district.code}), not of "
            f"{place.area.name.prose}; ask for {district.code}."
        )
    return district, row


def _summaries(place: Place, code: GssCode, row: Any, table: pd.DataFrame, computed: dict[str, Any]) -> WardSummaries:
    register, published = place.register, {"source": SOURCE, "area": str(code)}
    residents = {}
    if len(table) >= FEWEST:
        for name in ("first", "fifth"):
            share = float(row[f"residents_{name}"])
            residents[name] = register.add(f"ward.residents.{name}", share, Unit.SHARE, 1, **computed)
    return WardSummaries(
        register.count("ward.first", int(row["n_lsoas_decile1"]), **published),
        Ranked(register.rank("ward.rank", int(row["rank"]), **computed), bool(row["joint"])),
        register.rank("ward.decile.low", int(table["decile"].min()), **published),
        register.rank("ward.decile.high", int(table["decile"].max()), **published),
        residents,
    )


def _named(place: Place, table: pd.DataFrame, small: bool) -> tuple[WardNeighbourhood, ...]:
    """Every neighbourhood of the ward, most deprived first."""
    by_code, register = table.set_index("lsoa"), place.register
    found = []
    for one in most_deprived(table, len(table)):
        row = by_code.loc[one.lsoa]
        if small:
            score = register.add(f"ward.lsoa.{one.lsoa}.score", float(row["score"]), Unit.SCORE, 1, source=SOURCE)
            found.append(WardNeighbourhood(one, score, None, None))
            continue
        tenth = register.rank(f"ward.lsoa.{one.lsoa}.decile", int(row["decile"]), source=SOURCE)
        rank = register.rank(f"imd.lsoa.{one.lsoa}.rank", one.rank, source=SOURCE)
        found.append(WardNeighbourhood(one, None, tenth, rank))
    return tuple(found)


def _of_area(place: Place, deprivation: Deprivation, area: Area, name: str) -> Fact:
    """The authority's own figure; computed anew where the briefing is its county's."""
    if area.code == place.area.code:
        if name == "score":
            return deprivation.score
        assert deprivation.summaries is not None
        return deprivation.summaries.residents[name]
    unit, column = MEASURES[name]
    value = float(place.england.deprivation.loc[area.code, column])
    origin = {"source": SOURCE, "method": "deprivation-summary", "area": str(area.code)}
    return place.register.add(f"ward.district.{name}", value, unit, 1, **origin)  # type: ignore[arg-type]


def _of_england(deprivation: Deprivation, name: str) -> Fact:
    if name == "score":
        return deprivation.england_score
    assert deprivation.summaries is not None
    return deprivation.summaries.england_residents[name]


def _dots(members: pd.DataFrame, code: GssCode) -> tuple[Dot, ...]:
    """Every ward of the authority that has a neighbourhood, this one marked; x: its score."""
    return tuple(
        Dot(str(r.Index), str(r.title), float(r.average_score), 0.0, "place" if r.Index == code else "other")
        for r in members.rename(columns={"name": "title"}).itertuples()
    )


def _map_names(place: Place, district: Area, around: pd.DataFrame) -> tuple[tuple[str, str], ...]:
    wards = place.tables.wards
    named = wards[wards["ward"].isin(set(around["ward"])) & (wards["areacd"] == district.code)]
    return tuple(zip(named["ward"], named["name"], strict=True))
