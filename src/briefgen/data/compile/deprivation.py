"""deprivation.csv (authorities, both editions), neighbourhoods.csv.gz, need.csv."""

from pathlib import Path

import numpy as np
import pandas as pd

from briefgen.data.compile.codes import rows, today
from briefgen.data.tables import write_table

INDICES = {
    "imd": "imd", "income": "income", "employment": "employment", "education": "education", "health": "health",
    "crime": "crime", "barriers": "barriers", "living_environment": "living",
}  # fmt: skip
SUMMARY = ("average_score", "rank_of_average_score", "average_rank", "rank_of_average_rank", "proportion",
           "rank_of_proportion", "extent", "n_lsoas", "n_lsoas_decile1")  # fmt: skip
PUBLISHED = ("average_score", "rank_of_average_score", "average_rank", "rank_of_average_rank",
             "proportion_lsoas_most_deprived_10pct", "rank_of_proportion_lsoas_most_deprived_10pct", "extent",
             "n_lsoas", "n_lsoas_most_deprived_10pct")  # fmt: skip


def build_deprivation(sources: Path, out: Path) -> None:
    """Published summaries: 2025 for 296 districts, 2019 for 317; the recast only where the district is new."""
    table = []
    for row in rows(sources / "deprivation/imd2025_ltla.csv.gz"):
        index = _index(row["index_code"])
        if index:
            table.append((today(row["lad25_code"]), 2025, index, *(_num(row[c]) for c in PUBLISHED), 296, 1))
    districts = {row[0] for row in table}
    for row in rows(sources / "deprivation/imd2019_ltla.csv.gz"):
        code = today(row["lad19_code"])
        if row["index_code"] == "imd" and code in districts:
            table.append((code, 2019, "imd", *(_num(row[c]) for c in PUBLISHED), 317, 1))
    known = {row[0] for row in table if row[1] == 2019}
    for row in rows(sources / "deprivation/imd2019_ltla_recast2025.csv.gz"):
        code = today(row["lad25_code"])
        if row["index_code"] == "imd" and code not in known:
            table.append((code, 2019, "imd", *(_num(row[c]) for c in PUBLISHED), 296, 0))
    columns = ("areacd", "edition", "index", *SUMMARY, "denominator", "official")
    write_table(out / "deprivation.csv", columns, sorted(table, key=lambda row: tuple(row[:3])))


def _index(code: str) -> str | None:
    return INDICES.get(code) or INDICES.get(code.replace("_domain", ""))


def _num(text: str) -> float | None:
    return float(text) if text else None


def build_neighbourhoods(sources: Path, out: Path) -> None:
    """33,755 neighbourhoods with 2025 ward, name, population of the index, score and the ranks of all domains."""
    look = pd.read_csv(sources / "areas/lsoa21_lookup.csv.gz", dtype="str")
    imd = pd.read_csv(sources / "deprivation/imd2025_lsoa.csv.gz", dtype={"lsoa21_code": "str"})
    look = look.set_index("lsoa21_code").loc[imd["lsoa21_code"]]
    ranks = {new: imd[f"{old}_rank"].astype(int) for old, new in INDICES.items() if old != "imd"}
    table = pd.DataFrame({
        "lsoa": imd["lsoa21_code"],
        "name": imd["lsoa21_name"],
        "areacd": imd["lad25_code"].map(today),
        "ward": look["ward25_code"].to_numpy(),
        "msoa_name": look["msoa21_hcl_name"].to_numpy(),
        "population": imd["pop_total_mid2022"].astype(int),
        "score": imd["imd_score"],
        "rank": imd["imd_rank"].astype(int),
        **{f"{name}_rank": values for name, values in ranks.items()},
        "income_score": imd["income_score"],
        "health_score": imd["health_score"],
    }).sort_values("lsoa")  # fmt: skip
    write_table(out / "neighbourhoods.csv.gz", tuple(table.columns), table.itertuples(index=False))


def build_need(sources: Path, out: Path) -> None:
    """need.csv: per district, the eight measures of need (METHODS 15.6), in people or people-equivalents."""
    old = pd.read_csv(sources / "deprivation/imd2019_lsoa.csv.gz")
    old["areacd"] = old["lad25_code"].map(today)
    new = pd.read_csv(sources / "deprivation/imd2025_lsoa.csv.gz")
    new["areacd"] = new["lad25_code"].map(today)
    people = pd.read_csv(out / "reference/populations.csv")
    mid2022 = people[people["mid_year"] == 2022].set_index("areacd")["population"]
    old["worst"] = old["pop_total"].where(old["imd_decile"] <= 2, 0)
    old["worst_tenth"] = old["pop_total"].where(old["imd_decile"] == 1, 0)
    old["income_people"] = old["pop_total"] * old["income_score"]
    old["score_people"] = old["pop_total"] * old["imd_score"]
    percentile = np.ceil(100 * old["imd_rank"] / len(old))
    weight = np.where(percentile <= 10, 1.0, np.where(percentile <= 30, 0.95 - (percentile - 11) * 0.9 / 19, 0.0))
    old["extent_people"] = old["pop_total"] * weight
    new["worst"] = new["pop_total_mid2022"].where(new["imd_decile"] <= 2, 0)
    then = old.groupby("areacd")[
        ["pop_total", "worst", "worst_tenth", "income_people", "score_people", "extent_people"]
    ].sum()
    now = new.groupby("areacd")[["pop_total_mid2022", "worst"]].sum()
    england = old["score_people"].sum() / old["pop_total"].sum()
    mean = then["score_people"] / then["pop_total"]
    p22 = mid2022.loc[then.index]
    share = then.div(then["pop_total"], axis=0)
    measures = {
        "people_mid2015": then["pop_total"],
        "tenths12_2019_mid2015": then["worst"],
        "tenths12_2019": share["worst"] * p22,
        "tenth1_2019": share["worst_tenth"] * p22,
        "extent_2019": share["extent_people"] * p22,
        "extent_2019_mid2015": then["extent_people"],
        "income_2019": share["income_people"] * p22,
        "score_2019": mean * p22,
        "above_mean_2019": (mean - england).clip(lower=0) * p22,
        "tenths12_2025": now["worst"] / now["pop_total_mid2022"] * p22,
    }
    table = [(code, name, float(value)) for name, values in measures.items() for code, value in values.items()]
    table += [(code, "score_mean_2019", float(value)) for code, value in mean.items()]
    write_table(out / "funds/need.csv", ("areacd", "measure", "value"), sorted(table))
