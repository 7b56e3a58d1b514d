"""Where a place stands on the index and its domains, and a county's districts on the index.

Source: the Indices of Deprivation as published. Ranks: the first is the most deprived.
"""

from dataclasses import dataclass

import pandas as pd

from briefgen.facts.place import Place
from briefgen.model.catalogue import Unit
from briefgen.model.fact import Fact

SOURCE = "iod2025"
DOMAINS = ("income", "employment", "education", "health", "crime", "barriers", "living")
ALL = "imd"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A rank, and whether another authority of the same list shares it."""

    fact: Fact
    joint: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """An index (`imd`, or a domain) here: rank in England and in the region, and neighbourhoods in its worst tenth."""

    index: str
    rank: Ranked
    of: int
    in_region: Ranked
    first: Fact


@dataclass(frozen=True, slots=True)
class District:
    """One district of a county; first: its neighbourhoods in the most deprived tenth."""

    code: str
    rank: Ranked
    score: Fact
    first: Fact
    neighbourhoods: Fact


def _official_ranks(place: Place) -> dict[str, pd.Series]:
    """Rank on average score of each authority, by index."""
    table = place.tables.deprivation
    table = table[(table["edition"] == 2025) & table["official"]]
    return {
        str(index): rows.set_index("areacd")["rank_of_average_score"].astype(int)
        for index, rows in table.groupby("index")
    }


def domains(place: Place, overall: Ranked) -> tuple[tuple[Standing, ...], Fact]:
    """Seven domains and all combined; how many authorities the region has."""
    register = place.register
    ranks = place.england.once(("official ranks",), lambda: _official_ranks(place))
    regional = {code for code, area in place.tables.areas.items() if area.region == place.region.code}
    found = []
    for index in (ALL, *DOMAINS):
        of_index = ranks[index]
        rank = int(of_index[place.area.code])
        within = of_index[of_index.index.isin(regional)]
        joint = int((of_index == rank).sum()) > 1
        own = overall.fact if index == ALL else register.rank(f"imd.{index}.rank", rank, source=SOURCE)
        at = register.rank(f"imd.{index}.rank_in_region", int((within < rank).sum()) + 1, source=SOURCE)
        column = "decile" if index == ALL else f"{index}_decile"
        first = register.count(f"imd.{index}.first", int((place.neighbourhoods[column] == 1).sum()), source=SOURCE)
        in_region = Ranked(at, int((within == rank).sum()) > 1)
        found.append(Standing(index, Ranked(own, joint), len(of_index), in_region, first))
    n = register.count("imd.authorities.region", len(within), source=SOURCE)
    return (found[0], *sorted(found[1:], key=lambda standing: standing.rank.fact.value)), n


def districts(place: Place) -> tuple[District, ...]:
    register, table = place.register, place.england.deprivation
    ranks = table.loc[table.index.isin(place.england.district_codes), "rank_of_average_score"]
    found = []
    for code, row in table.loc[list(place.area.districts)].sort_values(["rank_of_average_score"]).iterrows():
        rank = int(row["rank_of_average_score"])
        joint = int((ranks == rank).sum()) > 1
        found.append(District(
            str(code),
            Ranked(register.rank(f"imd.rank.{code}", rank, source=SOURCE), joint),
            register.add(f"imd.score.{code}", float(row["average_score"]), Unit.SCORE, 1, source=SOURCE, area=str(code)),
            register.count(f"imd.first.{code}", int(row["n_lsoas_decile1"]), source=SOURCE, area=str(code)),
            register.count(f"imd.neighbourhoods.{code}", int(row["n_lsoas"]), source=SOURCE, area=str(code)),
        ))  # fmt: skip
    return tuple(found)
