"""Need against money for all England at once: what came to each district, and what the same money shared by need gives."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any

import pandas as pd

from briefgen.facts.tables import Tables
from briefgen.statistics import need
from briefgen.statistics.correlation import Correlation, rank_correlation

LUF: dict[str, Any] = {"source": "luf", "method": "need"}  # the origin of a fact worked out from led pounds and need


@dataclass(frozen=True, slots=True)
class MoneyTable:
    """Need against money for the 296 districts."""

    people: pd.Series  # mid-2022
    led: pd.Series  # pounds
    shared: pd.DataFrame
    total: float
    formula: pd.DataFrame  # pounds by variant
    directions: Mapping[str, tuple[str, int]]
    upper: tuple[pd.Series, pd.Series]  # pounds by upper-tier authority: got, and by formula on the base measure
    need_share: pd.Series  # residents in tenths 1-2 of the index of 2019, 0-1
    per_head: pd.Series
    all_correlation: Correlation
    led_correlation: Correlation
    category_outside: int  # of the most deprived fifth of 2020, outside category 1
    category_most: int


def money_table(tables: Tables, districts: Set[str]) -> MoneyTable:
    """Over `districts`, the codes of all of them."""
    funds, people = tables.funds, tables.populations
    codes = sorted(districts)
    residents = people[people["mid_year"] == 2022].set_index("areacd")["population"].loc[codes]
    needs = funds["need"].pivot(index="areacd", columns="measure", values="value").loc[codes]
    parts = need.attribution(funds["awards"], residents.index)
    formula, got = need.variants(parts, needs, residents)
    per_head = parts.led / residents
    upper = pd.Series({code: str(tables.areas[code].upper_tier) for code in codes})
    score = needs["score_mean_2019"]
    led = parts.led > 0
    outside, most = _categories(funds["priority"])
    return MoneyTable(
        residents, parts.led, parts.shared, parts.total, formula,
        {code: need.direction(formula.loc[code], got.loc[code]) for code in codes},
        need.upper_tier(parts, needs, residents, upper),
        needs[need.BASE] / residents, per_head,
        rank_correlation(per_head, score), rank_correlation(per_head[led], score[led]), outside, most,
    )  # fmt: skip


def _categories(priority: pd.DataFrame) -> tuple[int, int]:
    """How many of the most deprived fifth of the authorities of 2020 were outside category 1, of how many."""
    ordered = priority.sort_values("score_2019", ascending=False)
    most = ordered.head(round(len(ordered) / 5))
    return int((most["category"] > 1).sum()), len(most)
