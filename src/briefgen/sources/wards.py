"""Wards: which authority each lies in, and what a person may call one."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from briefgen import resources
from briefgen.errors import UsageError
from briefgen.model.area import Area
from briefgen.model.codes import GssCode


@dataclass(frozen=True, slots=True)
class Ward:
    code: GssCode
    name: str
    areacd: GssCode


@cache
def read_wards(data: Path | None = None) -> tuple[Ward, ...]:
    """All wards of May 2025, in the order of data/reference/wards.csv."""
    path = (data or resources.data_dir()) / "reference" / "wards.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(Ward(GssCode(row["ward"]), row["name"], GssCode(row["areacd"])) for row in csv.DictReader(file))


def find_ward(text: str, area: Area, names: dict[GssCode, str], data: Path | None = None) -> GssCode:
    """The ward of `area` by code or name. names: authorities' names by code, for the sentence on another's ward.

    Raises UsageError for a ward of another authority (naming it), an unknown one, or a name two wards share.
    """
    inside = {area.code, *area.districts}
    wanted = " ".join(text.split()).casefold()
    try:
        found = [ward for ward in read_wards(data) if ward.code == GssCode(text)]
    except ValueError:
        found = list(_named(wanted, data))
    here = [ward for ward in found if ward.areacd in inside]
    if len(here) == 1:
        return here[0].code
    if here:
        raise UsageError(f"{len(here)} wards of {area.name.prose} are called {here[0].name}; give the ward's code.")
    if len(found) == 1:
        owner = names.get(found[0].areacd, found[0].areacd)
        raise UsageError(
            f"The ward {found[0].name} lies in {owner}, not in {area.name.prose}; give one of its own wards."
        )
    raise UsageError(f"{area.name.prose} has no such ward (wards of May 2025); give its code or its whole name.")


def _named(wanted: str, data: Path | None) -> Iterator[Ward]:
    return (ward for ward in read_wards(data) if ward.name.casefold() == wanted)
