"""Wards and constituencies, computed once for all England: the two optional parts look themselves up here."""

from dataclasses import dataclass

import pandas as pd

from briefgen.facts.tables import Tables
from briefgen.statistics.deprivation_summary import deprivation_summary
from briefgen.statistics.rank import rank
from briefgen.statistics.seats import TwoWay, seat_values, two_way, worst_fifth


@dataclass(frozen=True, slots=True)
class Seats:
    """The constituencies of 2019 on men's healthy life expectancy, and the unofficial list."""

    table: pd.DataFrame  # by code: name, winner, gained_from, majority, unofficial_list, district
    worst: frozenset[str]  # seats
    counts: TwoWay
    worst_authorities: frozenset[str]  # upper tier
    holders: frozenset[str]  # upper-tier authorities that hold a listed seat (best fit)


def ward_table(tables: Tables) -> pd.DataFrame:
    """By ward code: name, areacd, and for a ward with neighbourhoods its summaries, rank, ties and how many are ranked.

    A neighbourhood fitted to a ward of another authority is left out of the ward (ANOMALIES 8).
    """
    wards = tables.wards.set_index("ward")
    table = tables.neighbourhoods
    own = table["ward"].map(wards["areacd"]) == table["areacd"]
    found = wards.join(deprivation_summary(table, table["ward"].where(own)))
    ranked = found[found["average_score"].notna()]
    for _, group in ranked.groupby("areacd"):
        places = pd.Series(rank(list(group["average_score"]), worst_is_high=True), index=group.index)
        found.loc[group.index, "rank"] = places
        found.loc[group.index, "joint"] = places.duplicated(keep=False).astype(float)
        found.loc[group.index, "of"] = len(group)
    return found


def seats(tables: Tables) -> Seats:
    rows = tables.observations
    men = rows[(rows["indicator"] == "hle") & (rows["sex"] == "male") & (rows["period"] == tables.roles.argument.iso)]
    values = men.set_index("areacd")["value"]
    upper = {str(code): str(area.upper_tier) for code, area in tables.areas.items() if area.region}
    table = tables.constituencies[tables.constituencies["election"] == 2019].set_index("code")
    parts = tables.constituency_areas[tables.constituency_areas["election"] == 2019]
    worst = worst_fifth(seat_values(
        parts.assign(value=parts["areacd"].map(upper).map(values), weight=parts["census_areas"])[["code", "value", "weight"]]
    ))  # fmt: skip
    listed = frozenset(table.index[table["unofficial_list"] == 1])
    authorities = values[values.index.isin(set(upper.values()))].dropna()
    return Seats(
        table=table,
        worst=worst,
        counts=two_way(frozenset(table.index), listed, worst),
        worst_authorities=worst_fifth(authorities),
        holders=frozenset(upper[district] for district in table.loc[sorted(listed), "district"]),
    )
