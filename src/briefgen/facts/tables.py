"""What the judgement works on: every table that the sources package read, and nothing it would have to open."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from briefgen.model.area import Area
from briefgen.model.boundary import Topology
from briefgen.model.briefing import Edition
from briefgen.model.catalogue import Indicator, Roles, Source
from briefgen.model.codes import ENGLAND


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of data/, read once a worker; columns as in data/README.md.

    shapes: neighbourhood shapes of one authority (a county's hold all its districts').
    """

    areas: Mapping[str, Area]  # 317 authorities, nine regions, England
    indicators: Mapping[str, Indicator]
    sources: Mapping[str, Source]
    roles: Roles
    levers: Mapping[str, Mapping[str, str]]
    observations: pd.DataFrame
    deprivation: pd.DataFrame
    neighbourhoods: pd.DataFrame
    wards: pd.DataFrame
    populations: pd.DataFrame
    neighbours: pd.DataFrame
    icbs: pd.DataFrame
    constituencies: pd.DataFrame
    constituency_areas: pd.DataFrame
    funds: Mapping[str, pd.DataFrame]
    gradients: pd.DataFrame
    shapes: Callable[[Area], Topology]
    authorities: Topology
    edition: Edition

    @property
    def england(self) -> Area:
        return self.areas[ENGLAND]

    def districts(self, area: Area) -> tuple[str, ...]:
        """The codes of the districts an authority is made of: a county's own, else itself."""
        return tuple(area.districts) if area.is_county else (area.code,)

    def population(self, areacd: str, year: int) -> int | None:
        """Residents at mid-`year`; a county's, region's or England's from its own row."""
        rows = self.populations
        found = rows.loc[(rows["areacd"] == areacd) & (rows["mid_year"] == year), "population"]
        return int(found.iloc[0]) if len(found) else None
