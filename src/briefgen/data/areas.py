"""Areas: the table of today's authorities, and what a person may type for one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from briefgen.data.area_search import folded, near, shown, untitled
from briefgen.data.records import Record, read_records
from briefgen.errors import DataError, UnknownAreaError, UsageError
from briefgen.model.area import Area, Kind, PlaceName
from briefgen.model.codes import ENGLAND, GssCode

COLUMNS = (
    "code",
    "official",
    "prose",
    "first",
    "possessive",
    "preposition",
    "slug",
    "kind",
    "region",
    "county",
    "also",
)
OLD = ("old_code", "old_name", "new_code", "date", "kind")  # of reference/codes.csv
COVERED = "briefgen covers the 317 local authorities of England"
LEVELS = {"ward": "a ward", "lsoa": "a neighbourhood", "msoa": "a group of neighbourhoods", "icb": "an NHS board"}
NATIONS = {"W": "in Wales", "S": "in Scotland", "N": "in Northern Ireland", "K": "more than one nation"}


@dataclass(frozen=True, slots=True)
class Resolution:
    """An authority, and the old code or name it was asked for by (None when it was asked for as it is)."""

    area: Area
    old_code: str | None = None
    old_name: str | None = None
    since: date | None = None
    kind: str | None = None  # recode, merge, county_to_unitary


@dataclass(frozen=True, slots=True)
class OldCode:
    """A code that was abolished, and one that took its place."""

    code: str
    name: str
    new: str
    since: date | None
    kind: str


@dataclass(frozen=True)
class Areas:
    """Every area of the reference table by code."""

    by_code: Mapping[str, Area]
    codes: tuple[OldCode, ...]  # what became of every code since 2011
    elsewhere: tuple[tuple[str, str], ...]  # (name, nation): combined authorities, and those of other nations
    also: Mapping[str, tuple[str, ...]]  # what else people type for an authority, by its code

    @cached_property
    def authorities(self) -> dict[str, Area]:
        return {c: a for c, a in self.by_code.items() if a.kind not in (Kind.REGION, Kind.COUNTRY)}

    @property
    def england(self) -> Area:
        return self.by_code[ENGLAND]

    @cached_property
    def _names(self) -> dict[str, list[Area]]:
        names: dict[str, list[Area]] = {}
        for area in self.authorities.values():
            also = self.also.get(area.code, ())
            forms = (area.name.official, area.name.prose, area.name.first, *also)
            for fold in dict.fromkeys(folded(name).removeprefix("the ") for name in forms):
                names.setdefault(fold, []).append(area)
        return names

    def resolve(self, text: str) -> Resolution:
        """The authority meant by a code (current or abolished) or a name.

        Raises UnknownAreaError with near matches, UsageError where an old code or a name means several.
        """
        if not shown(text):
            raise UsageError("No area was given; type a code such as E06000002 or a name such as Middlesbrough.")
        try:
            return self._by_code(GssCode(text))
        except ValueError:
            return self._by_name(text)

    def _by_code(self, code: GssCode) -> Resolution:
        area = self.by_code.get(code)
        if area is not None:
            if code not in self.authorities:
                raise UnknownAreaError(f"{code} is {area.name.prose}, not a local authority; {COVERED}.")
            return Resolution(area)
        if code[0] != "E":
            raise UnknownAreaError(f"{code} is {NATIONS[code[0]]}; {COVERED}.")
        found = [old for old in self.codes if old.code == code]
        if found:
            return self._successor(found, str(code))
        if code.level == "cauth":
            raise UnknownAreaError(f"{code} is a combined authority; {COVERED}, so give one of its members.")
        kind = LEVELS.get(code.level, "not the code of an English local authority")
        raise UnknownAreaError(f"{code} is {kind}; see `briefgen areas` for the codes there are.")

    def _successor(self, found: list[OldCode], asked: str) -> Resolution:
        """What became of an abolished area (`found`: what took its place); one that split is for the person to choose."""
        targets = [self.authorities[new] for new in dict.fromkeys(old.new for old in found)]
        if len(targets) > 1:
            choice = " or ".join(f"{area.name.prose} ({area.code})" for area in targets)
            name = found[0].name
            raise UsageError(f"{asked if asked == name else f'{asked} ({name})'} was split; say which: {choice}.")
        old = found[0]
        return Resolution(targets[0], old.code, old.name, old.since, old.kind)

    def _by_name(self, text: str) -> Resolution:
        for fold in dict.fromkeys((folded(text).removeprefix("the "), untitled(folded(text)))):
            found = self._names.get(fold, [])
            if len(found) == 1:
                return Resolution(found[0])
            if found:
                choice = " or ".join(f"{area.code} ({area.kind})" for area in found)
                raise UsageError(f"{shown(text)} is the name of several authorities; give the code: {choice}.")
            old = [each for each in self.codes if folded(each.name) == fold]
            if old:
                return self._successor(old, old[0].name)
            self._refuse_elsewhere(fold)
        likely = [area for name in near(folded(text), self._names) for area in self._names[name]]
        offered = list(dict.fromkeys(f"{area.name.prose} ({area.code})" for area in likely))
        hint = f"did you mean {' or '.join(offered[:4])}?" if offered else "see `briefgen areas` for the list."
        raise UnknownAreaError(f"No English local authority is called {shown(text)!r}; {hint}")

    def _refuse_elsewhere(self, fold: str) -> None:
        """A region, a nation, a combined authority or a place in another nation is named as what it is."""
        for area in self.by_code.values():
            if area.code not in self.authorities and folded(area.name.official) == fold:
                raise UnknownAreaError(f"{area.name.start} is a {area.kind}, not a local authority; {COVERED}.")
        if fold in ("wales", "scotland", "northern ireland", "united kingdom", "great britain"):
            raise UnknownAreaError(f"{fold.title()} is not covered; {COVERED}.")
        for name, nation in self.elsewhere:
            if fold in (folded(name), untitled(folded(name))):
                what = "a combined authority" if nation == "England" else f"in {nation}"
                raise UnknownAreaError(f"{name} is {what}; {COVERED}.")


def read_areas(data: Path | None = None) -> Areas:
    """The 317 authorities, nine regions and England (data/reference), with what became of older codes.

    Raises DataError where a table is missing or a code or kind in it is not one.
    """
    districts: dict[str, list[GssCode]] = {}
    areas: dict[str, Area] = {}
    also: dict[str, tuple[str, ...]] = {}
    for line, row in enumerate(read_records(data, "reference/areas.csv", COLUMNS), 2):
        try:
            area = _area(row)
        except ValueError as error:
            raise DataError(f"reference/areas.csv, row {line}: {error}; build the data again.") from error
        areas[area.code] = area
        also[area.code] = tuple((row["also"] or "").split(";")) if row["also"] else ()
        if area.county:
            districts.setdefault(area.county, []).append(area.code)
    for code, area in areas.items():
        own = tuple(districts[code]) if area.is_county else (area.code,) if area.region else ()
        areas[code] = replace(area, districts=own)
    codes = [_old(row, line) for line, row in enumerate(read_records(data, "reference/codes.csv", OLD), 2)]
    elsewhere = read_records(data, "reference/elsewhere.csv", ("code", "name", "nation"))
    return Areas(areas, tuple(codes), tuple((row["name"] or "", row["nation"] or "") for row in elsewhere), also)


def _old(row: Record, line: int) -> OldCode:
    code, name, new, day, kind = (row[column] or "" for column in OLD)
    try:
        return OldCode(code, name, new, date.fromisoformat(day) if day else None, kind)
    except ValueError as error:
        raise DataError(f"reference/codes.csv, row {line}: {error}; build the data again.") from error


def _area(row: Record) -> Area:
    name = [row[part] for part in ("official", "prose", "first", "possessive", "preposition")]
    return Area(
        code=GssCode(row["code"] or ""),
        name=PlaceName(*(part or "" for part in name)),
        slug=row["slug"] or "",
        kind=Kind(row["kind"] or ""),
        region=GssCode(row["region"]) if row["region"] else None,
        county=GssCode(row["county"]) if row["county"] else None,
        combined_authority=row.get("combined_authority"),
    )
