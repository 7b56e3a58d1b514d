"""The contract of data/: a broken table is named by file, row and column."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd

from briefgen.data.areas import Areas, read_areas
from briefgen.data.boundaries import read_neighbourhood_shapes
from briefgen.data.catalogue import read_indicators, read_levers, read_sources
from briefgen.data.figures import (
    read_constituencies,
    read_deprivation,
    read_gradients,
    read_neighbourhoods,
    read_observations,
)
from briefgen.data.grades import check_grades
from briefgen.data.rows import check_intervals, fault
from briefgen.data.tables import read_table
from briefgen.data.totals import check_totals
from briefgen.errors import DataError
from briefgen.model.observation import Sex, Status
from briefgen.model.period import Period


def check(data: Path) -> Iterator[str]:
    """A line for every table that keeps its contract. Raises DataError at the first that does not."""
    with (data / "catalogue/totals.toml").open("rb") as file:
        totals = tomllib.load(file)
    areas = read_areas(data)
    indicators, sources = read_indicators(data), read_sources(data)
    for id, entry in indicators.items():
        if entry.source not in sources:
            raise DataError(f"catalogue/indicators.toml, [{id}], source: {entry.source!r} is not in sources.toml.")
    unknown = set(read_levers(data)) - set(indicators)
    if unknown:
        raise DataError(f"catalogue/levers.toml, [{min(unknown)}]: no such indicator.")
    yield f"catalogue: {len(indicators)} indicators, {len(sources)} sources"
    yield f"reference/areas.csv: {len(areas.authorities)} authorities"
    observations = read_observations(data)
    _observations(observations, areas, set(indicators))
    _not_later(observations, totals["collected"])
    yield f"observations.csv: {len(observations):,} rows"
    yield check_grades(indicators, observations, areas, totals["collected"])
    gradients = read_gradients(data)
    _unique(gradients, "gradients.csv", ["indicator", "sex", "period", "decile"])
    check_intervals(gradients, "gradients.csv")
    _within(gradients, "gradients.csv", "decile", 1, 10)
    yield f"gradients.csv: {len(gradients)} rows"
    deprivation = read_deprivation(data)
    _unique(deprivation, "deprivation.csv", ["areacd", "edition", "index"])
    _known(deprivation, "deprivation.csv", "areacd", areas)
    for column in (c for c in deprivation.columns if c.startswith("rank_of")):
        beyond = deprivation[deprivation[column] > deprivation["denominator"]]
        if len(beyond):
            raise fault("deprivation.csv", beyond, column, "is a rank beyond its denominator")
    yield f"deprivation.csv: {len(deprivation):,} rows"
    neighbourhoods = read_neighbourhoods(data)
    _unique(neighbourhoods, "neighbourhoods.csv.gz", ["lsoa"])
    _known(neighbourhoods, "neighbourhoods.csv.gz", "areacd", areas)
    _within(neighbourhoods, "neighbourhoods.csv.gz", "rank", 1, len(neighbourhoods))
    yield f"neighbourhoods.csv.gz: {len(neighbourhoods):,} rows"
    yield from _reference(data, areas)
    yield _constituencies(data, areas)
    _boundaries(data, areas, neighbourhoods)
    yield f"boundaries: {sum(not a.is_county for a in areas.authorities.values())} districts"
    yield from check_totals(data, totals, areas)


def _unique(table: pd.DataFrame, file: str, key: list[str]) -> None:
    twice = table[table.duplicated(key)]
    if len(twice):
        raise fault(file, twice, key[0], f"stands twice for the same {', '.join(key)}")


def _known(table: pd.DataFrame, file: str, column: str, areas: Areas) -> None:
    strange = table[~table[column].isin([str(code) for code in areas.by_code])]
    if len(strange):
        raise fault(file, strange, column, "is not a code of reference/areas.csv")


def _within(table: pd.DataFrame, file: str, column: str, low: int, high: int) -> None:
    outside = table[~table[column].between(low, high)]
    if len(outside):
        raise fault(file, outside, column, f"is not between {low} and {high}")


def _observations(table: pd.DataFrame, areas: Areas, indicators: set[str]) -> None:
    file = "observations.csv"
    _unique(table, file, ["indicator", "areacd", "sex", "period"])
    _known(table, file, "areacd", areas)
    for column, allowed in (("indicator", indicators), ("sex", set(Sex)), ("status", set(Status))):
        strange = table[~table[column].isin([str(item) for item in allowed])]
        if len(strange):
            raise fault(file, strange, column, "is not in the catalogue")
    for period in table["period"].unique():
        try:
            Period.parse(str(period))
        except ValueError as error:
            raise fault(file, table[table["period"] == period], "period", f"is not a period ({error})") from error
    check_intervals(table, file)
    empty = table[(table["status"] == str(Status.PUBLISHED)) & table["value"].isna()]
    if len(empty):
        raise fault(file, empty, "value", "is empty although the status is published")
    filled = table[(table["status"] != str(Status.PUBLISHED)) & table["value"].notna()]
    if len(filled):
        raise fault(file, filled, "value", "stands although the status says there is none")


def _not_later(table: pd.DataFrame, collected: date) -> None:
    for period in table["period"].unique():
        if Period.parse(str(period)).start > collected:
            raise fault("observations.csv", table[table["period"] == period], "period", f"starts after {collected}")


def _reference(data: Path, areas: Areas) -> Iterator[str]:
    for name, key in (("populations", ["areacd", "mid_year"]), ("neighbours", ["areacd", "rank"]), ("wards", ["ward"]),
                      ("icbs", ["areacd", "icb"])):  # fmt: skip
        file = f"reference/{name}.csv"
        table = read_table(data, file, key)
        _unique(table, file, key)
        _known(table, file, "areacd", areas)
        yield f"{file}: {len(table):,} rows"
    awards = read_table(data, "funds/awards.csv", ("award", "fund", "round", "amount"))
    _unique(awards, "funds/awards.csv", ["award"])
    nothing = awards[awards["amount"].isna() & (awards["fund"] == "luf")]
    if len(nothing):
        raise fault("funds/awards.csv", nothing, "amount", "is empty for an award of the Levelling Up Fund")
    yield f"funds/awards.csv: {len(awards)} rows"


PARTIES = ("Con", "Green", "Ind", "Lab", "LD", "Ref", "Spk")


def _constituencies(data: Path, areas: Areas) -> str:
    file, key = "reference/constituencies.csv", ["election", "code"]
    seats = read_constituencies(data)
    _unique(seats, file, key)
    strange = seats[~seats["winner"].isin(PARTIES)]
    if len(strange):
        raise fault(file, strange, "winner", f"is none of {', '.join(PARTIES)}")
    _within(seats, file, "majority", 1, 100_000)
    _within(seats[seats["election"] == 2019], file, "unofficial_list", 0, 1)
    parts_file = "reference/constituency_areas.csv"
    parts = read_table(data, parts_file, (*key, "areacd", "census_areas", "share_of_land"))
    _unique(parts, parts_file, [*key, "areacd"])
    _known(parts, parts_file, "areacd", areas)
    known, placed = (pd.MultiIndex.from_frame(table[key]) for table in (seats, parts))
    if len(strange := parts[~placed.isin(known)]):
        raise fault(parts_file, strange, "code", f"is not in {file}")
    if len(strange := seats[~known.isin(placed)]):
        raise fault(file, strange, "code", f"touches no authority in {parts_file}")
    return f"{file}: {len(seats):,} rows"


def _boundaries(data: Path, areas: Areas, neighbourhoods: pd.DataFrame) -> None:
    codes = neighbourhoods.groupby("areacd")["lsoa"].agg(set)
    for area in areas.authorities.values():
        if area.is_county:
            continue
        shapes = {shape.code for shape in read_neighbourhood_shapes(area, data).shapes}
        if shapes != codes[str(area.code)]:
            odd = min(shapes ^ codes[str(area.code)])
            raise DataError(f"boundaries/{area.code}.json.gz, shape {odd}: does not match neighbourhoods.csv.gz.")
