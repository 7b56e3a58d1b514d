"""A ward worked out again from the neighbourhoods that fit it best: score, rank among its district's wards, shares."""

import math
import re
from dataclasses import dataclass

from briefgen.audit.recheck import index
from briefgen.audit.recheck.claims import Here
from briefgen.audit.recheck.tables import Area, Neighbourhood, Tables

_NAMED = re.compile(r"(?:^.*?(?:neighbourhoods? of|assigned to) |^)(?P<ward>.+?) ward\b")


@dataclass(frozen=True, slots=True)
class Ward:
    """A ward's name, its district and its neighbourhoods there, most deprived first."""

    name: str
    district: Area
    places: tuple[Neighbourhood, ...]

    @property
    def score(self) -> float:
        return math.fsum(p.people * p.score for p in self.places) / sum(p.people for p in self.places)


def of_district(tables: Tables, code: str) -> dict[str, Ward]:
    """By name, the wards of a district that a neighbourhood of it fits best."""

    def made() -> dict[str, Ward]:
        found: dict[str, list[Neighbourhood]] = {}
        for place in tables.neighbourhoods.get(code, ()):
            if tables.ward_of.get(place.ward) == code:
                found.setdefault(_typeset(tables.wards[place.ward]), []).append(place)
        return {n: Ward(n, tables.areas[code], tuple(sorted(own, key=lambda p: p.rank))) for n, own in found.items()}

    return tables.once(("wards", code), made)


def here(page: Here) -> Ward | None:
    """The ward that the section's heading names; of a county, in whichever of its districts has it."""
    match = _NAMED.search(page.page.heading("ward"))
    if match is None:
        return None
    districts = page.tables.within(page.area)
    found = [w for code in districts for name, w in of_district(page.tables, code).items() if name == match["ward"]]
    if len(found) > 1:  # told apart by the district that the section names
        text = " ".join(line.text for line in page.page.lines if line.section == "ward")
        found = [w for w in found if w.district.prose in text] or found
    if found:
        return found[0]
    empty = [
        code
        for ward, code in page.tables.ward_of.items()
        if _typeset(page.tables.wards[ward]) == match["ward"] and code in districts
    ]
    return Ward(match["ward"], page.tables.areas[empty[0]], ()) if empty else None


def _typeset(name: str) -> str:
    """The list of wards has straight apostrophes, a sentence has not."""
    return name.replace("'", "’")


def tenths(page: Here, ward: Ward) -> list[int]:
    return [index.tenth(page.tables, place.rank) for place in ward.places]


def share(page: Here, ward: Ward, first: int) -> float:
    """Share (0 to 1) of the ward's residents in the first so many tenths."""
    people = sum(p.people for p in ward.places)
    return sum(p.people for p in ward.places if index.tenth(page.tables, p.rank) <= first) / people


def standing(page: Here, ward: Ward) -> tuple[int, bool, int]:
    """(rank from the most deprived, joint?, of how many wards of the district)."""
    scores = [other.score for other in of_district(page.tables, ward.district.code).values()]
    return 1 + sum(1 for s in scores if s > ward.score), sum(1 for s in scores if s == ward.score) > 1, len(scores)
