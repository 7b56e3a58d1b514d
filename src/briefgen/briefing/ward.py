"""One ward in hand: where it lies and the neighbourhoods that fit it best."""

from dataclasses import dataclass

import pandas as pd

from briefgen.facts.small_areas import SMALL_AREAS
from briefgen.model.area import Area
from briefgen.model.codes import GssCode
from briefgen.model.fact import Label

FEWEST = 3  # neighbourhoods, for a share or a spread


@dataclass(frozen=True, slots=True)
class Ward:
    """district: the authority whose ward it is, a county's district. row: of `England.wards`.

    around: the district's neighbourhoods, most deprived first; table: the ward's own, of that district only.
    """

    code: GssCode
    name: Label
    district: Area
    row: pd.Series
    around: pd.DataFrame
    table: pd.DataFrame

    @property
    def n(self) -> int:
        return len(self.table)

    @property
    def small(self) -> bool:
        return self.district.code in SMALL_AREAS
