"""The most deprived neighbourhoods by name, told apart where names repeat (METHODS 12)."""

from collections import Counter
from dataclasses import dataclass

import pandas as pd

HOW_MANY = 5


@dataclass(frozen=True, slots=True)
class Named:
    """One neighbourhood as a table and a map marker show it."""

    number: str
    lsoa: str
    name: str
    ward: str
    area: str
    rank: int


def most_deprived(table: pd.DataFrame, how_many: int = HOW_MANY) -> tuple[Named, ...]:
    """The first `how_many` by rank; the census code's ending is added where name and ward repeat among them.

    table: columns lsoa, name, areacd, ward, msoa_name, rank; sorted here.
    """
    top = table.sort_values("rank").head(how_many)
    repeated = Counter(zip(top["msoa_name"], top["ward"], strict=True))
    return tuple(
        Named(
            number=str(at),
            lsoa=row.lsoa,
            name=f"{row.msoa_name} ({row.name.split()[-1]})"
            if repeated[row.msoa_name, row.ward] > 1
            else row.msoa_name,
            ward=row.ward,
            area=row.areacd,
            rank=int(row.rank),
        )
        for at, row in enumerate(top.rename(columns={"name": "name"}).itertuples(index=False), 1)
    )
