"""Reads the tables of data/ a second time, with the csv module alone; nothing here is shared with the writer."""

import csv
import gzip
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
ENGLAND = "E92000001"
SMALL = frozenset({"E06000053", "E09000001"})  # the Isles of Scilly and the City of London: no share, rank or verdict
DOMAINS = ("income", "employment", "education", "health", "crime", "barriers", "living")


@dataclass(frozen=True, slots=True)
class Area:
    code: str
    official: str
    prose: str
    first: str
    possessive: str
    preposition: str
    kind: str
    region: str
    county: str
    combined: str

    @property
    def located(self) -> str:
        return f"{self.preposition} {self.prose}"

    @property
    def is_county(self) -> bool:
        return self.code.startswith("E10")

    @property
    def upper(self) -> str:
        """The code of the upper-tier authority: a district's county, else itself."""
        return self.county or self.code


@dataclass(frozen=True, slots=True)
class Observation:
    """One published figure; low and high are its 95 % interval. What is blank is None."""

    value: float | None
    low: float | None
    high: float | None
    status: str

    @property
    def has_interval(self) -> bool:
        return self.low is not None and self.high is not None

    @property
    def error(self) -> float | None:
        """The standard error, None without an interval or with one of no width."""
        if self.low is None or self.high is None or self.high <= self.low:
            return None
        return (self.high - self.low) / 3.92


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    lsoa: str
    name: str
    area: str
    ward: str
    msoa: str
    people: int
    score: float
    rank: int
    ranks: dict[str, int]
    health_score: float


@dataclass(frozen=True, slots=True)
class Award:
    id: str
    fund: str
    round: str
    date: str
    lead: str
    lead_name: str
    project: str
    amount: float | None
    areas: tuple[str, ...]
    england: bool
    sites: tuple[str, ...]


@dataclass(slots=True)
class Tables:
    """Every table that a sentence can be checked against, read once."""

    areas: dict[str, Area]
    catalogue: dict[str, dict[str, Any]]
    sources: dict[str, dict[str, Any]]
    levers: dict[str, dict[str, str]]
    observations: dict[tuple[str, str, str], dict[str, Observation]]  # (indicator, sex, period) -> area
    gradients: dict[tuple[str, str, str], dict[int, Observation]]  # -> tenth
    deprivation: dict[tuple[str, str, str], dict[str, str]]  # (area, edition, index) -> columns
    neighbourhoods: dict[str, list[Neighbourhood]]  # by district
    awards: list[Award]
    rounds: dict[str, int]  # rounds of each fund on the list of published totals
    priority: list[tuple[str, int, float]]  # (area of today, category, score of 2019)
    need: dict[str, dict[str, float]]  # measure -> district
    people: dict[tuple[str, int], int]  # (area, mid-year)
    neighbours: dict[str, list[str]]
    wards: dict[str, str]
    ward_of: dict[str, str]  # the authority of each ward
    boards: dict[str, list[tuple[str, float]]]  # district -> (integrated care board, share of residents)
    merged: frozenset[str]  # councils of today made of several former ones
    _made: dict[Any, Any] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> "Tables":
        """All of data/. Raises OSError where a table is missing, ValueError where a number is not one."""
        areas = {row["code"]: _area(row) for row in _rows(folder / "reference/areas.csv")}
        observations: dict[tuple[str, str, str], dict[str, Observation]] = defaultdict(dict)
        for row in _rows(folder / "observations.csv"):
            observations[row["indicator"], row["sex"], row["period"]][row["areacd"]] = _observation(row, row["status"])
        gradients: dict[tuple[str, str, str], dict[int, Observation]] = defaultdict(dict)
        for row in _rows(folder / "gradients.csv"):
            gradients[row["indicator"], row["sex"], row["period"]][int(row["decile"])] = _observation(row, "published")
        places: dict[str, list[Neighbourhood]] = defaultdict(list)
        for row in _rows(folder / "neighbourhoods.csv.gz"):
            places[row["areacd"]].append(_neighbourhood(row))
        need: dict[str, dict[str, float]] = defaultdict(dict)
        for row in _rows(folder / "funds/need.csv"):
            need[row["measure"]][row["areacd"]] = float(row["value"])
        neighbours: dict[str, list[str]] = defaultdict(list)
        for row in _rows(folder / "reference/neighbours.csv"):
            neighbours[row["areacd"]].append(row["neighbour"])
        boards: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for row in _rows(folder / "reference/icbs.csv"):
            boards[row["areacd"]].append((row["icb"], float(row["share"])))
        wards = list(_rows(folder / "reference/wards.csv"))
        rounds: dict[str, int] = defaultdict(int)
        for row in _rows(folder / "funds/national_totals.csv"):
            rounds[row["fund"]] += row["scope"].startswith("Round ")
        return cls(
            areas=areas,
            catalogue=_toml(folder / "catalogue/indicators.toml"),
            sources=_toml(folder / "catalogue/sources.toml"),
            levers=_toml(folder / "catalogue/levers.toml"),
            observations=dict(observations),
            gradients=dict(gradients),
            deprivation={(r["areacd"], r["edition"], r["index"]): r for r in _rows(folder / "deprivation.csv")},
            neighbourhoods=dict(places),
            awards=[_award(row) for row in _rows(folder / "funds/awards.csv")],
            rounds=dict(rounds),
            priority=[
                (r["areacd"], int(float(r["category"])), float(r["score_2019"]))
                for r in _rows(folder / "funds/priority.csv")
            ],
            need=dict(need),
            people={
                (r["areacd"], int(r["mid_year"])): int(r["population"])
                for r in _rows(folder / "reference/populations.csv")
            },
            neighbours=dict(neighbours),
            wards={r["ward"]: r["name"] for r in wards},
            ward_of={r["ward"]: r["areacd"] for r in wards},
            boards=dict(boards),
            merged=frozenset(r["new_code"] for r in _rows(folder / "reference/codes.csv") if r["kind"] == "merge"),
        )

    def once(self, key: Any, make: Callable[[], T]) -> T:
        """What holds for all England, or is asked for again: worked out once."""
        if key not in self._made:
            self._made[key] = make()
        made: T = self._made[key]
        return made

    def observation(self, area: str, indicator: str, sex: str = "persons", period: str = "") -> Observation | None:
        """One area's figure; the catalogue's latest period unless another is named. None where there is no row."""
        when = period or str(self.catalogue[indicator]["latest"])
        return self.observations.get((indicator, sex, when), {}).get(area)

    @property
    def districts(self) -> list[str]:
        return self.once("districts", lambda: [c for c, a in self.areas.items() if a.region and not a.is_county])

    @property
    def upper_tier(self) -> list[str]:
        return self.once("upper", lambda: [c for c, a in self.areas.items() if a.region and not a.county])

    def within(self, area: Area) -> list[str]:
        """The districts of a county; of any other authority itself."""
        if not area.is_county:
            return [area.code]
        return [code for code in self.districts if self.areas[code].county == area.code]

    def named(self, text: str) -> list[Area]:
        """Whose name this is, as a heading, a sentence or a table writes it."""
        names: dict[str, list[Area]] = self.once("names", self._names)
        return names.get(text, [])

    def _names(self) -> dict[str, list[Area]]:
        names: dict[str, list[Area]] = defaultdict(list)
        for area in self.areas.values():
            bare = area.prose.removeprefix("the ")
            forms = {area.official, area.prose, area.first, area.possessive, area.located, bare}
            for form in forms | {form[:1].upper() + form[1:] for form in forms}:
                names[form].append(area)
        return names


def _rows(path: Path) -> Iterator[dict[str, str]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def _toml(path: Path) -> dict[str, dict[str, Any]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _number(text: str) -> float | None:
    return float(text) if text else None


def _observation(row: dict[str, str], status: str) -> Observation:
    return Observation(_number(row["value"]), _number(row["lci_95"]), _number(row["uci_95"]), status)


def _area(row: dict[str, str]) -> Area:
    return Area(
        row["code"], row["official"], row["prose"], row["first"], row["possessive"], row["preposition"], row["kind"],
        row["region"], row["county"], row["combined_authority"],
    )  # fmt: skip


def _neighbourhood(row: dict[str, str]) -> Neighbourhood:
    ranks = {domain: int(row[f"{domain}_rank"]) for domain in DOMAINS}
    return Neighbourhood(row["lsoa"], row["name"], row["areacd"], row["ward"], row["msoa_name"], int(row["population"]),
                         float(row["score"]), int(row["rank"]), ranks, float(row["health_score"]))  # fmt: skip


def _award(row: dict[str, str]) -> Award:
    parts = (tuple(filter(None, row[column].split(";"))) for column in ("areas", "site"))
    areas, sites = parts
    return Award(row["award"], row["fund"], row["round"], row["date"], row["lead"], row["lead_name"], row["project"],
                 _number(row["amount"]), areas, row["england"] == "1", sites)  # fmt: skip
