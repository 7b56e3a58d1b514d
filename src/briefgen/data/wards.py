"""Wards: the one a person means, within the authority asked for."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pandas as pd

from briefgen.data.area_search import folded, near, shown
from briefgen.data.tables import read_table
from briefgen.errors import UsageError
from briefgen.model.area import Area
from briefgen.model.codes import GssCode

OFFERED = 4  # near matches that a message names


@cache
def _wards(data: Path | None) -> pd.DataFrame:
    """Wards of May 2025: ward, name, areacd; a list of recipients asks for hundreds."""
    return read_table(data, "reference/wards.csv", ("ward", "name", "areacd"))


def ward_name(code: GssCode, data: Path | None = None) -> str:
    table = _wards(data)
    return str(table.loc[table["ward"] == code, "name"].iloc[0])


def ward_names(data: Path | None = None) -> dict[str, str]:
    """Of every ward, by its code."""
    table = _wards(data)
    return dict(zip(table["ward"].astype(str), table["name"].astype(str), strict=True))


def read_ward(text: str, area: Area, areas: Mapping[str, Area], data: Path | None = None) -> GssCode:
    """The code of a ward of `area` (a county's: of any of its districts), typed as a code or as a name.

    Raises UsageError for a ward of another authority (naming it), an unknown one, or a name that stands for several;
    DataError where data/reference/wards.csv breaks its contract.
    """
    table = _wards(data)
    here = f"{area.name.prose} ({area.code})"
    own = table[table["areacd"].isin([str(code) for code in area.districts])]
    code = text.strip().upper()
    fold = folded(text).removesuffix(" ward")
    for column, wanted in (("ward", code), ("name", fold)):
        found = own[own[column].map(folded) == wanted] if column == "name" else own[own[column] == wanted]
        if len(found) > 1:
            choice = " or ".join(f"{row.ward} (in {areas[row.areacd].name.prose})" for row in found.itertuples())
            raise UsageError(f"Several wards of {here} are called {shown(text)!r}; give the code: {choice}.")
        if len(found):
            return GssCode(found["ward"].iloc[0])
    elsewhere = table[(table["ward"] == code) | (table["name"].map(folded) == fold)]
    if len(elsewhere):
        row = elsewhere.iloc[0]
        owner = areas[row["areacd"]]
        count = len(elsewhere) - 1
        others = f" and {count} other {'authority has' if count == 1 else 'authorities have'} one of that name" * bool(
            count
        )
        raise UsageError(
            f"{row['name']} ({row['ward']}) is a ward of {owner.name.prose} ({owner.code}), not of {here}{others}; "
            "give that authority, or a ward of this one."
        )
    names = {folded(name): name for name in own["name"]}
    likely = [names[name] for name in near(fold, names, OFFERED)]
    hint = f"did you mean {' or '.join(likely)}?" if likely else "its wards are in data/reference/wards.csv."
    raise UsageError(f"{here} has no ward {shown(text)!r}; {hint}")
