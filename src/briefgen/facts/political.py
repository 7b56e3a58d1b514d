"""Political geography: the seats that touch a place, the unofficial list and the two-way count.

Source: general elections of 2019 and 2024, the unofficial list of 39 seats, and healthy life expectancy of men in the
release the argument was made on. Shares of land are 0 to 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.facts.place import Place
from briefgen.facts.wards_and_seats import Seats
from briefgen.model.boundary import Topology
from briefgen.model.catalogue import Unit
from briefgen.model.fact import Fact
from briefgen.model.period import Period

ELECTIONS = (2019, 2024)
# One order everywhere, the alphabet's by the name as printed.
PARTIES = ("Con", "Green", "Ind", "Lab", "LD", "Ref", "Spk")
METHOD: dict[str, Any] = {"source": "seat-list", "method": "seats"}


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat that touches the place. land: the share of the authority's land it holds (2024, not in a county).

    districts: of a county, those it touches, by name. listed: on the unofficial list (2019).
    """

    name: str
    winner: str
    listed: bool
    land: Fact | None
    districts: tuple[str, ...]
    majority: Fact


@dataclass(frozen=True, slots=True)
class Political:
    """period: of healthy life expectancy. counts: over all seats of England, by name; winners: seats by (party, group), group `worst`, `listed` or `all`.

    seats: by year of election. worst_districts: in the worst fifth of authorities; holders: districts of authorities
    that hold a listed seat, one group an authority.
    """

    period: Period
    counts: Mapping[str, Fact]
    winners: Mapping[tuple[str, str], Fact]
    here: Fact
    here_listed: Fact
    seats: Mapping[int, tuple[Seat, ...]]
    authorities: Topology
    worst_districts: tuple[str, ...]
    holders: tuple[tuple[str, ...], ...]
    districts: tuple[str, ...]


def political(place: Place) -> Political:
    """Facts `seats.*` are in the register afterwards."""
    found = place.england.seats
    register, table = place.register, found.table
    listed = table[table["unofficial_list"] == 1]
    counts = _counts(place, found)
    groups = {"worst": table[table.index.isin(found.worst)], "listed": listed, "all": table}
    winners = {
        (party, name): register.count(
            f"seats.{name}.{party}", int((group["winner"] == party).sum()), source="hoc-2019", method="seats"
        )
        for party in PARTIES
        for name, group in groups.items()
    }
    here = _here(place, 2019)
    areas = place.tables.areas
    districts = {str(code): tuple(map(str, place.tables.districts(areas[code]))) for code in place.england.upper_codes}
    return Political(
        place.tables.roles.argument,
        counts,
        winners,
        register.count("seats.here", len(here), source="hoc-2019"),
        register.count("seats.here.listed", len(here & set(listed.index)), **METHOD),
        {year: _seats(place, year) for year in ELECTIONS},
        place.tables.authorities,
        tuple(sorted(district for code in found.worst_authorities for district in districts[code])),
        tuple(districts[code] for code in sorted(found.holders)),
        place.districts,
    )


def _counts(place: Place, found: Seats) -> dict[str, Fact]:
    counts, table = found.counts, found.table
    listed = table[table["unofficial_list"] == 1]
    gains = int(((listed["winner"] == "Con") & listed["gained_from"].notna()).sum())
    held = len(found.worst_authorities & found.holders)
    numbers = {
        "n": counts.n, "listed": counts.listed, "worst": counts.worst, "both": counts.both,
        "listed_elsewhere": counts.listed - counts.both, "worst_unlisted": counts.worst - counts.both,
        "neither": counts.n - counts.worst - counts.listed + counts.both,
        "unlisted": counts.n - counts.listed, "elsewhere": counts.n - counts.worst,
        "worst_authorities": len(found.worst_authorities), "holders": len(found.holders), "held": held,
        "gains": gains, "others": counts.listed - gains,
    }  # fmt: skip
    made = {name: place.register.count(f"seats.{name}", value, **METHOD) for name, value in numbers.items()}
    made["chance"] = place.register.add("seats.chance", counts.by_chance, Unit.COUNT, 0, **METHOD)
    return made


def _here(place: Place, year: int) -> set[str]:
    parts = place.tables.constituency_areas
    own = parts[(parts["election"] == year) & parts["areacd"].isin(place.districts)]
    return set(own["code"])


def _seats(place: Place, year: int) -> tuple[Seat, ...]:
    """The seats of an election that touch the authority, by name."""
    seats, parts = place.tables.constituencies, place.tables.constituency_areas
    seats = seats[seats["election"] == year].set_index("code")
    own = parts[(parts["election"] == year) & parts["areacd"].isin(place.districts)]
    register, county = place.register, place.area.is_county
    found = []
    for code, seat in seats.loc[sorted(set(own["code"]))].sort_values("name").iterrows():
        id = f"seats.{code}.majority"
        majority = register.count(id, int(seat["majority"]), source=f"hoc-{year}", area=str(code))
        touched = own[own["code"] == code]
        land = None
        if year == 2024 and not county:
            share = min(float(touched["share_of_land"].iloc[0]), 1.0)
            land = register.add(f"seats.{code}.land", share, Unit.SHARE, 1, source="ons-geography")
        names = tuple(sorted(place.tables.areas[a].name.prose for a in touched["areacd"])) if county else ()
        listed = bool(year == 2019 and seat["unofficial_list"] == 1)
        found.append(Seat(str(seat["name"]).replace("'", "’"), str(seat["winner"]), listed, land, names, majority))
    return tuple(found)
