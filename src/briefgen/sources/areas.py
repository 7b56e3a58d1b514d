"""Areas: the table of today's authorities, and what a person may type for one."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import pandas as pd
from rapidfuzz import fuzz, process

from briefgen.errors import UnknownAreaError, UsageError
from briefgen.model.area import Area, Kind, PlaceName
from briefgen.model.codes import ENGLAND, GssCode
from briefgen.sources.tables import read_table

COVERED = "briefgen covers the 317 local authorities of England"
NATIONS = {"W": "Wales", "S": "Scotland", "N": "Northern Ireland", "K": "the United Kingdom as a whole"}


@dataclass(frozen=True, slots=True)
class Resolution:
    """An authority, and the old code or name it was asked for by (None when it was asked for as it is)."""

    area: Area
    old_code: str | None = None
    old_name: str | None = None
    since: date | None = None
    kind: str | None = None  # recode, merge, county_to_unitary


@dataclass(frozen=True)
class Areas:
    """Every area of the reference table by code."""

    by_code: Mapping[str, Area]
    codes: pd.DataFrame

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
            for name in {area.name.official, area.name.prose, area.name.first, area.name.prose.removeprefix("the ")}:
                names.setdefault(folded(name), []).append(area)
        return names

    def resolve(self, text: str) -> Resolution:
        """The authority meant by a code (current or abolished) or a name.

        Raises UnknownAreaError with near matches, UsageError where an old code or a name means several.
        """
        shown = "".join(c if c.isprintable() else " " for c in text).strip()[:60]
        if not shown:
            raise UsageError("No area was given; type a code such as E06000002 or a name such as Middlesbrough.")
        try:
            return self._by_code(GssCode(text))
        except ValueError:
            return self._by_name(shown)

    def _by_code(self, code: GssCode) -> Resolution:
        area = self.by_code.get(code)
        if area is not None:
            if code not in self.authorities:
                raise UnknownAreaError(f"{code} is {area.name.prose}, not a local authority; {COVERED}.")
            return Resolution(area)
        if code[0] != "E":
            raise UnknownAreaError(f"{code} is in {NATIONS.get(code[0], 'another nation')}; {COVERED}.")
        found = self.codes[self.codes["old_code"] == code]
        targets = [self.authorities[new] for new in found["new_code"]]
        if len(targets) == 1:
            row = found.iloc[0]
            since = date.fromisoformat(row["date"]) if isinstance(row["date"], str) else None
            return Resolution(targets[0], str(code), str(row["old_name"]), since, str(row["kind"]))
        if targets:
            choice = " or ".join(f"{area.name.prose} ({area.code})" for area in targets)
            raise UsageError(f"{code} was split; say which: {choice}.")
        if code.level == "cauth":
            raise UnknownAreaError(f"{code} is a combined authority; {COVERED}, so name one of its members.")
        raise UnknownAreaError(f"{code} is not the code of an English local authority; see `briefgen areas`.")

    def _by_name(self, text: str) -> Resolution:
        found = self._names.get(folded(text), [])
        if len(found) == 1:
            return Resolution(found[0])
        if found:
            choice = " or ".join(f"{area.code} ({area.kind})" for area in found)
            raise UsageError(f"{text!r} is the name of several authorities; give the code: {choice}.")
        old = self.codes[self.codes["old_name"].map(folded) == folded(text)]
        if len(old) and old["new_code"].nunique() == 1:
            return self._by_code(GssCode(old["old_code"].iloc[0]))
        if folded(text) in {"wales", "scotland", "northern ireland"}:
            raise UnknownAreaError(f"{COVERED}, not those of {text.title()}.")
        near = process.extract(folded(text), list(self._names), scorer=fuzz.WRatio, limit=3, score_cutoff=60)
        offered = list(dict.fromkeys(f"{a.name.prose} ({a.code})" for name, _, _ in near for a in self._names[name]))
        hint = f"did you mean {', '.join(offered[:4])}" if offered else "see `briefgen areas` for the list"
        raise UnknownAreaError(f"No English local authority is called {text!r}; {hint}.")


def folded(text: str) -> str:
    """Case, accents, apostrophes, ampersands and spaces aside."""
    plain = unicodedata.normalize("NFKD", str(text)).casefold().replace("&", " and ")
    return " ".join("".join(c if c.isalnum() else "" if c in "'’" else " " for c in plain).split())


def read_areas(data: Path | None = None) -> Areas:
    table = read_table(data, "reference/areas.csv", ("code", "official", "prose", "kind"))
    table = table.astype(object).where(table.notna(), None)
    districts: dict[str, list[GssCode]] = {}
    for row in table.itertuples():
        if row.county:
            districts.setdefault(str(row.county), []).append(GssCode(str(row.code)))
    areas = {}
    for row in table.itertuples():
        code = GssCode(str(row.code))
        name = PlaceName(row.official, row.prose, row.first, row.possessive, row.preposition)
        areas[str(code)] = Area(
            code=code,
            name=name,
            slug=str(row.slug),
            kind=Kind(row.kind),
            region=GssCode(row.region) if row.region else None,
            county=GssCode(row.county) if row.county else None,
            combined_authority=row.combined_authority,
            districts=tuple(districts.get(code, ())),
        )
    return Areas(areas, read_table(data, "reference/codes.csv", ("old_code", "old_name", "new_code", "date", "kind")))
