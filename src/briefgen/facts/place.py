"""One authority while its facts are worked out: the tables, England's look-ups and the register that facts enter.

Only the facts stage holds a Place; what sections are handed is `Facts`, complete and frozen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from briefgen.facts.builder import FactBuilder
from briefgen.facts.england import England
from briefgen.facts.measure import JOINT, NO_DEATHS, REASONS, Measure, measure_key
from briefgen.facts.tables import Tables
from briefgen.model import numbers
from briefgen.model.area import Area
from briefgen.model.catalogue import Indicator, Unit
from briefgen.model.fact import Fact
from briefgen.model.observation import Status
from briefgen.model.period import Period
from briefgen.statistics.comparison import comparison


@dataclass
class Place:
    """area: a district, borough, unitary authority or county. measures: by measure key ("hle.female")."""

    area: Area
    tables: Tables
    england: England
    register: FactBuilder = field(default_factory=FactBuilder)
    measures: dict[str, Measure] = field(default_factory=dict)

    @cached_property
    def region(self) -> Area:
        if self.area.region is None:
            raise ValueError(f"{self.area.code} has no region")
        return self.tables.areas[self.area.region]

    @cached_property
    def county(self) -> Area | None:
        return self.tables.areas[self.area.county] if self.area.county else None

    @property
    def small(self) -> bool:
        return self.area.code in self.tables.roles.small

    @cached_property
    def districts(self) -> tuple[str, ...]:
        """The codes of the districts it is made of: a county's own, else itself."""
        return tuple(map(str, self.tables.districts(self.area)))

    @cached_property
    def neighbourhoods(self) -> pd.DataFrame:
        """The authority's own neighbourhoods, most deprived first; columns as in `Tables.neighbourhoods`."""
        found = [self.england.neighbourhoods(code) for code in self.districts]
        return (pd.concat(found) if len(found) > 1 else found[0]).sort_values("rank")

    def measure(self, indicator: str, sex: str = "persons", period: Period | None = None) -> Measure:
        """The measure at the catalogue's latest period unless another is named; worked out once.

        Facts `<key>.value`, `<key>.england`, `<key>.region` and `<key>.gap` are in the register afterwards; another
        period than the latest is part of the key (`le.female@2021`).
        """
        entry = self.tables.indicators[indicator]
        when = period or entry.latest
        key = measure_key(indicator, sex) + ("" if when == entry.latest else f"@{when.start.year}")
        if key not in self.measures:
            self.measures[key] = self._measure(key, entry, sex, when)
        return self.measures[key]

    def _measure(self, key: str, entry: Indicator, sex: str, when: Period) -> Measure:
        of_county = entry.level == "utla" and self.area.county is not None
        own_code = str(self.area.upper_tier if of_county else self.area.code)
        codes = {"value": own_code, "england": str(self.tables.england.code), "region": str(self.region.code)}
        rows = {name: self.england.observation(code, entry.id, sex, when) for name, code in codes.items()}
        facts = {
            name: None if row is None else self._fact(f"{key}.{name}", entry, row, codes[name], when)
            for name, row in rows.items()
        }
        own, value, england = rows["value"], facts["value"], facts["england"]
        judged = comparison(
            None if value is None else float(value.value),
            None if own is None or own["lci_95"] != own["lci_95"] else float(own["lci_95"]),
            None if own is None or own["uci_95"] != own["uci_95"] else float(own["uci_95"]),
            None if england is None else float(england.value),
            entry.polarity,
            small_area=self.small or of_county,
            spread=self.england.spread(entry.id, sex, when),
        )
        gap = None
        if value is not None and england is not None and not of_county:
            gap = self._gap(f"{key}.gap", entry, value, england)
        status = "missing" if own is None else str(own["status"])
        reason = "" if value else self._reason(status, entry.id)
        return Measure(entry, sex, when, of_county, value, england, facts["region"], gap, judged, reason)

    def _fact(self, id: str, entry: Indicator, row: Mapping[str, Any], area: str, when: Period) -> Fact | None:
        if row["value"] != row["value"]:
            return None
        interval = row["lci_95"] < row["uci_95"]  # false where either is missing
        return self.register.add(
            id,
            float(row["value"]),
            entry.unit,
            entry.decimals,
            period=when,
            source=entry.source,
            low=float(row["lci_95"]) if interval else None,
            high=float(row["uci_95"]) if interval else None,
            inputs=(f"observations: {area}, {entry.id}, {row['sex']}, {when.iso}",),
            area=area,
        )

    def _gap(self, id: str, entry: Indicator, value: Fact, england: Fact) -> Fact:
        # Judged unrounded, written as the difference of the two figures a reader sees beside it.
        seen = numbers.rounded(value.value, entry.decimals) - numbers.rounded(england.value, entry.decimals)
        unit = Unit.POINTS if entry.unit is Unit.PERCENT else entry.unit
        return self.register.add(
            id,
            float(value.value) - float(england.value),
            unit,
            entry.decimals,
            display=numbers.display(float(seen), unit, entry.decimals),
            period=value.period,
            source=entry.source,
            low=None if value.lci_95 is None else value.lci_95 - float(england.value),
            high=None if value.uci_95 is None else value.uci_95 - float(england.value),
            inputs=(value.id, england.id),
            method="comparison",
        )

    def _reason(self, status: str, indicator: str) -> str:
        if status == Status.NOT_PUBLISHED and indicator in self.tables.roles.joint.get(self.area.code, ()):
            return JOINT
        if indicator == "covid19" and self._no_deaths():
            return NO_DEATHS
        return REASONS.get(Status(status), REASONS[Status.MISSING])

    def _no_deaths(self) -> bool:
        """Nought is a count, not something hidden."""
        period = self.tables.indicators["covid19_deaths"].latest
        row = self.england.observation(str(self.area.code), "covid19_deaths", "persons", period)
        return row is not None and row["value"] == 0
