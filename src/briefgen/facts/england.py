"""What is computed once for all England: standings, fits, shares and the money, looked up for each authority."""

from collections import Counter
from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from briefgen.facts.england_money import MoneyTable, money_table
from briefgen.facts.tables import Tables
from briefgen.facts.wards_and_seats import Seats, seats, ward_table
from briefgen.model.codes import ENGLAND
from briefgen.model.period import Period
from briefgen.model.verdict import Untested
from briefgen.statistics.candidates import Candidate, shrunk
from briefgen.statistics.comparison import comparison
from briefgen.statistics.deprivation_summary import deprivation_summary
from briefgen.statistics.expected import Fit, fit
from briefgen.statistics.variance import Shares, variance_shares

T = TypeVar("T")


class England:
    """Look-ups over all authorities; every table is computed on first use and kept."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._latest: dict[tuple[str, str, str], pd.DataFrame] = {
            (str(i), str(s), str(p)): table.set_index("areacd")
            for (i, s, p), table in tables.observations.groupby(["indicator", "sex", "period"])
        }
        self._spreads: dict[tuple[str, str, str], float | None] = {}
        self._rows: dict[tuple[str, str, str], dict[str, dict[str, Any]]] = {}
        self._once: dict[tuple[Any, ...], Any] = {}

    def once(self, key: tuple[Any, ...], make: Callable[[], T]) -> T:
        """What a section works out for all England and every briefing shows: kept by `key`, which names all it is of."""
        if key not in self._once:
            self._once[key] = make()
        made: T = self._once[key]
        return made

    def table(self, indicator: str, sex: str, period: Period) -> pd.DataFrame:
        """One row an area: value, lci_95, uci_95, status."""
        found = self._latest.get((indicator, sex, period.iso))
        return found if found is not None else pd.DataFrame(columns=["value", "lci_95", "uci_95", "status", "sex"])

    def observation(self, code: str, indicator: str, sex: str, period: Period) -> dict[str, Any] | None:
        """One area's row by column; a frame is asked once, since a look-up in it costs a hundred in a mapping."""
        key = (indicator, sex, period.iso)
        if key not in self._rows:
            self._rows[key] = self.table(indicator, sex, period).to_dict("index")
        return self._rows[key].get(code)

    def neighbourhoods(self, areacd: str) -> pd.DataFrame:
        """A district's neighbourhoods."""
        found: pd.DataFrame = self._neighbourhoods[areacd]
        return found

    @cached_property
    def _neighbourhoods(self) -> dict[str, pd.DataFrame]:
        return {str(code): table for code, table in self.tables.neighbourhoods.groupby("areacd")}

    def authorities(self, indicator: str, sex: str, period: Period, *, upper: bool) -> pd.DataFrame:
        """The published rows of one tier, without the two smallest authorities."""

        def rows() -> pd.DataFrame:
            table = self.table(indicator, sex, period)
            codes = self.upper_codes if upper else self.district_codes
            return table[table.index.isin(codes - self.tables.roles.small) & table["value"].notna()]

        return self.once(("authorities", indicator, sex, period.iso, upper), rows)

    @cached_property
    def district_codes(self) -> frozenset[str]:
        return frozenset(c for c, a in self.tables.areas.items() if a.region and not a.is_county)

    @cached_property
    def upper_codes(self) -> frozenset[str]:
        return frozenset(c for c, a in self.tables.areas.items() if a.region and a.is_upper_tier)

    def spread(self, indicator: str, sex: str, period: Period) -> float | None:
        """Distance of the 10th and the 90th percentile of authorities: wider intervals are too imprecise.

        None for healthy life expectancy, where the interval itself does the work (docs/decisions/0004).
        """
        if indicator == "hle":
            return None
        key = (indicator, sex, period.iso)
        if key not in self._spreads:
            upper = self.tables.indicators[indicator].level == "utla"
            values = self.authorities(indicator, sex, period, upper=upper)["value"]
            low, high = np.percentile(values, [10, 90]) if len(values) >= 10 else (0.0, 0.0)
            self._spreads[key] = float(high - low) if high > low else None
        return self._spreads[key]

    @cached_property
    def deprivation(self) -> pd.DataFrame:
        """Summary of the 2025 index by area: published for districts, computed for counties, regions and England."""
        published = self.tables.deprivation
        own = published[(published["edition"] == 2025) & (published["index"] == "imd")].set_index("areacd")
        table = self.tables.neighbourhoods
        areas = self.tables.areas
        region = table["areacd"].map({c: a.region for c, a in areas.items()})
        county = table["areacd"].map({c: a.upper_tier for c, a in areas.items() if a.region})
        upper = deprivation_summary(table, county)
        upper["rank_of_average_score"] = upper["average_score"].rank(ascending=False, method="min")
        upper["rank_of_proportion"] = upper["proportion"].rank(ascending=False, method="min")
        upper["denominator"] = len(upper)
        counties = upper[upper.index.str.startswith("E10")]
        parts = [own, counties, deprivation_summary(table, region)]
        parts.append(deprivation_summary(table, pd.Series(str(ENGLAND), index=table.index)))
        shares = deprivation_summary(table, table["areacd"])[["residents_first", "residents_fifth"]]
        own = own.join(shares)
        return pd.concat([own, *parts[1:]])

    @cached_property
    def deprivation_before(self) -> dict[str, tuple[int, int, bool]]:
        """(rank, of how many, official?) on average score in the 2019 index."""
        table = self.tables.deprivation
        old = table[(table["edition"] == 2019) & (table["index"] == "imd")]
        return {
            str(r.areacd): (int(r.rank_of_average_score), int(r.denominator), bool(r.official))
            for r in old.itertuples()
        }

    @cached_property
    def wards(self) -> pd.DataFrame:
        return ward_table(self.tables)

    @cached_property
    def seats(self) -> Seats:
        return seats(self.tables)

    def score(self, code: str) -> float:
        return self._scores[code]

    @cached_property
    def _scores(self) -> dict[str, float]:
        return {str(code): float(score) for code, score in self.deprivation["average_score"].items()}

    @cached_property
    def fits(self) -> dict[str, Fit]:
        """Healthy life expectancy on deprivation, by sex."""
        return {sex: fit(list(rows["x"]), list(rows["y"])) for sex, rows in self.scatter.items()}

    @cached_property
    def scatter(self) -> dict[str, pd.DataFrame]:
        """x = average score, y = healthy life expectancy, of the upper tier with a figure, by sex."""
        period = self.tables.indicators["hle"].latest
        found = {}
        for sex in ("female", "male"):
            rows = self.authorities("hle", sex, period, upper=True)
            found[sex] = pd.DataFrame({"x": [self.score(c) for c in rows.index], "y": rows["value"]}, index=rows.index)
        return found

    def positions(self, sex: str) -> Counter[str]:
        fitted = self.fits[sex]
        return Counter(fitted.position(r.x, r.y) for r in self.scatter[sex].itertuples())

    def london_residual(self, sex: str) -> float:
        rows, fitted = self.scatter[sex], self.fits[sex]
        london = rows[rows.index.str.startswith("E09")]
        return float((london["y"] - london["x"].map(fitted.expected)).mean())

    @cached_property
    def shares(self) -> dict[str, Shares]:
        """Within and between: the index's score and its health domain."""
        table, areas = self.tables.neighbourhoods, self.tables.areas
        region = table["areacd"].map({c: a.region for c, a in areas.items()})
        return {
            name: variance_shares(table[column], table["population"], region, table["areacd"])
            for name, column in (("score", "score"), ("health", "health_score"))
        }

    def candidates(self, code: str) -> list[Candidate]:
        """Every candidate of METHODS 21 for one authority, with where it stands in its tier."""
        found = []
        for order, id in enumerate(self._candidate_ids):
            row = self._standing[id].get(code)
            if row is not None:
                found.append(Candidate(id, self.tables.indicators[id].theme, order, *row))
        return found

    @cached_property
    def _candidate_ids(self) -> list[str]:
        return [id for id, entry in self.tables.indicators.items() if entry.candidate]

    @cached_property
    def _standing(self) -> dict[str, dict[str, tuple[Any, bool, str, float, float]]]:
        result: dict[str, dict[str, tuple[Any, bool, str, float, float]]] = {}
        for id in self._candidate_ids:
            entry = self.tables.indicators[id]
            england = self.observation(ENGLAND, id, "persons", entry.latest)
            reference = None if england is None or pd.isna(england["value"]) else float(england["value"])
            rows: dict[str, tuple[Any, bool, str, float, float]] = {}
            for upper in (False, True):
                table = self.authorities(id, "persons", entry.latest, upper=upper)
                if len(table) < 10:
                    continue
                widths = (table["uci_95"] - table["lci_95"]) / 3.92
                drawn = -int(entry.polarity) * shrunk(list(table["value"]), [None if w != w else w for w in widths])
                for at, (code, row) in enumerate(table.iterrows()):
                    if upper and not str(code).startswith("E10") and str(code) in rows:
                        continue
                    low, high = (None if row[c] != row[c] else float(row[c]) for c in ("lci_95", "uci_95"))
                    judged = comparison(float(row["value"]), low, high, reference, entry.polarity,
                                        spread=self.spread(id, "persons", entry.latest))  # fmt: skip
                    n = len(table) - 1
                    worse, better = float((drawn < drawn[at]).sum() / n), float((drawn > drawn[at]).sum() / n)
                    tested = judged.untested is not Untested.NO_INTERVAL
                    rows[str(code)] = (judged.at_998, tested, str(entry.grade), worse, better)
            result[id] = rows
        return result

    @cached_property
    def money(self) -> MoneyTable:
        return money_table(self.tables, self.district_codes)
