"""The tables of figures, one reader each; columns as in data/README.md."""

from pathlib import Path

import numpy as np
import pandas as pd

from briefgen.data.rows import check_intervals
from briefgen.data.tables import read_table

DOMAINS = ("income", "employment", "education", "health", "crime", "barriers", "living")


def read_observations(data: Path | None = None) -> pd.DataFrame:
    """Checked on every reading: a figure that is no number, or outside its interval, must not become a sentence."""
    columns = ("indicator", "areacd", "sex", "period", "value", "lci_95", "uci_95", "status")
    table = read_table(data, "observations.csv", columns)
    check_intervals(table, "observations.csv")
    return table


def read_gradients(data: Path | None = None) -> pd.DataFrame:
    return read_table(data, "gradients.csv", ("indicator", "sex", "period", "decile", "value"))


def read_deprivation(data: Path | None = None) -> pd.DataFrame:
    return read_table(data, "deprivation.csv", ("areacd", "edition", "index", "average_score", "rank_of_average_score"))


def read_neighbourhoods(data: Path | None = None) -> pd.DataFrame:
    """One row a neighbourhood; national deciles of the index and its domains are worked out from the ranks."""
    table = read_table(data, "neighbourhoods.csv.gz", ("lsoa", "areacd", "ward", "population", "score", "rank"))
    for name, column in (("decile", "rank"), *((f"{d}_decile", f"{d}_rank") for d in DOMAINS)):
        table[name] = np.ceil(table[column] * 10 / len(table)).astype(int)
    return table


def read_reference(name: str, data: Path | None = None) -> pd.DataFrame:
    """populations, neighbours, wards, icbs or constituency_areas."""
    return read_table(data, f"reference/{name}.csv", ("areacd",))


def read_constituencies(data: Path | None = None) -> pd.DataFrame:
    """One row a seat and election (2019, 2024); unofficial_list is 0 or 1 in 2019 and empty in 2024."""
    return read_table(data, "reference/constituencies.csv", ("election", "code", "name", "winner", "majority"))


def read_funds(data: Path | None = None) -> dict[str, pd.DataFrame]:
    names = ("awards", "priority", "need", "town_deal_projects", "national_totals")
    return {name: read_table(data, f"funds/{name}.csv", ()) for name in names}
