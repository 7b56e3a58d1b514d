"""The index of deprivation worked out again: scores, ranks, tenths, shares of residents, the spread inside and between."""

import math
from collections import Counter
from collections.abc import Iterable

from briefgen.audit.recheck.tables import ENGLAND, SMALL, Area, Neighbourhood, Tables

NOW, THEN = "2025", "2019"
DOMAIN_NAMES = {
    "income": "Income", "employment": "Employment", "education": "Education, skills and training",
    "health": "Health and disability", "crime": "Crime", "barriers": "Barriers to housing and services",
    "living": "Living environment",
}  # fmt: skip


def total(tables: Tables) -> int:
    """Neighbourhoods of England."""
    return tables.once("lsoas", lambda: sum(len(places) for places in tables.neighbourhoods.values()))


def tenth(tables: Tables, rank: int) -> int:
    """The national tenth of a rank: 1 is the most deprived; a rank on the boundary belongs to the tenth it ends."""
    return -(-rank * 10 // total(tables))


def places(tables: Tables, code: str) -> list[Neighbourhood]:
    """The neighbourhoods of a district, a county, a region or England."""

    def made() -> list[Neighbourhood]:
        if code == ENGLAND:
            codes: Iterable[str] = tables.districts
        elif code.startswith("E12"):
            codes = [c for c in tables.districts if tables.areas[c].region == code]
        else:
            codes = tables.within(tables.areas[code])
        return [place for c in codes for place in tables.neighbourhoods.get(c, ())]

    return tables.once(("places", code), made)


def counts(tables: Tables, code: str) -> Counter[int]:
    """Neighbourhoods by national tenth."""
    return tables.once(("tenths", code), lambda: Counter(tenth(tables, p.rank) for p in places(tables, code)))


def domain_first(tables: Tables, code: str, domain: str) -> int:
    """Neighbourhoods in England's most deprived tenth on one domain (`imd`: on all)."""
    ranks = (p.rank if domain == "imd" else p.ranks[domain] for p in places(tables, code))
    return sum(1 for rank in ranks if tenth(tables, rank) == 1)


def residents(tables: Tables, code: str, tenths: int) -> float:
    """Share (0 to 1) of residents in the first so many tenths of neighbourhoods."""

    def made() -> float:
        own = places(tables, code)
        return sum(p.people for p in own if tenth(tables, p.rank) <= tenths) / sum(p.people for p in own)

    return tables.once(("residents", code, tenths), made)


def score(tables: Tables, code: str) -> float:
    """Average score: published for a district, the population-weighted mean elsewhere."""
    row = tables.deprivation.get((code, NOW, "imd"))
    if row is not None:
        return float(row["average_score"])
    return tables.once(("score", code), lambda: _mean(places(tables, code)))


def _mean(own: list[Neighbourhood]) -> float:
    people = sum(p.people for p in own)
    return math.fsum(p.people * p.score for p in own) / people


def standing(tables: Tables, area: Area, summary: str = "score", index: str = "imd") -> tuple[int, bool, int] | None:
    """(rank from the most deprived, joint?, of how many) on `score`, `average rank` or `proportion`."""
    column = {
        "score": "rank_of_average_score",
        "average rank": "rank_of_average_rank",
        "proportion": "rank_of_proportion",
    }[summary]
    if area.is_county:
        if summary == "average rank" or index != "imd":
            return None
        values: dict[str, float] = tables.once(("upper values", summary), lambda: _upper(tables, summary))
        own = values[area.code]
        rank = 1 + sum(1 for v in values.values() if v > own)
        return rank, sum(1 for v in values.values() if v == own) > 1, len(values)
    ranks: dict[str, int] = tables.once(("ranks", index, column), lambda: _ranks(tables, index, column))
    own_rank = ranks[area.code]
    return own_rank, sum(1 for r in ranks.values() if r == own_rank) > 1, len(ranks)


def _ranks(tables: Tables, index: str, column: str) -> dict[str, int]:
    rows = ((area, row) for (area, edition, of), row in tables.deprivation.items() if edition == NOW and of == index)
    return {area: int(float(row[column])) for area, row in rows}


def in_region(tables: Tables, area: Area, index: str) -> tuple[int, bool, int]:
    """(rank in the region, joint?, of how many) on average score of one domain or all."""
    ranks: dict[str, int] = tables.once(
        ("ranks", index, "rank_of_average_score"), lambda: _ranks(tables, index, "rank_of_average_score")
    )
    own = ranks[area.code]
    mates = [r for code, r in ranks.items() if tables.areas[code].region == area.region]
    return 1 + sum(1 for r in mates if r < own), sum(1 for r in mates if r == own) > 1, len(mates)


def _upper(tables: Tables, summary: str) -> dict[str, float]:
    """By upper-tier authority, all computed the same way."""
    if summary == "score":
        return {code: _mean(places(tables, code)) for code in tables.upper_tier}
    return {code: counts(tables, code)[1] / len(places(tables, code)) for code in tables.upper_tier}


def proportion(tables: Tables, code: str) -> float:
    """Share (0 to 1) of neighbourhoods in England's most deprived tenth."""
    return counts(tables, code)[1] / len(places(tables, code))


def before(tables: Tables, area: Area) -> tuple[int, int, bool] | None:
    """(rank of 2019 on average score, of how many, published?)."""
    row = tables.deprivation.get((area.code, THEN, "imd"))
    if row is None:
        return None
    return int(float(row["rank_of_average_score"])), int(row["denominator"]), row["official"] == "1"


def deviation(tables: Tables, code: str) -> float:
    """Population-weighted standard deviation of neighbourhood scores."""

    def made() -> float:
        own = places(tables, code)
        mean, people = _mean(own), sum(p.people for p in own)
        return math.sqrt(math.fsum(p.people * (p.score - mean) ** 2 for p in own) / people)

    return tables.once(("deviation", code), made)


def shares(tables: Tables, health: bool = False) -> tuple[float, float, float]:
    """Shares (0 to 1) of the spread between regions, between authorities of a region, and within authorities."""
    return tables.once(("shares", health), lambda: _shares(tables, health))


def _shares(tables: Tables, health: bool) -> tuple[float, float, float]:
    def value(place: Neighbourhood) -> float:
        return place.health_score if health else place.score

    def mean(own: list[Neighbourhood]) -> tuple[float, int]:
        people = sum(p.people for p in own)
        return math.fsum(p.people * value(p) for p in own) / people, people

    everyone = places(tables, ENGLAND)
    centre, _ = mean(everyone)
    spread = math.fsum(p.people * (value(p) - centre) ** 2 for p in everyone)
    regions = {a.region for a in tables.areas.values() if a.region}
    middles = {region: mean(places(tables, region)) for region in regions}
    between = math.fsum(n * (m - centre) ** 2 for m, n in middles.values())
    owns = [(mean(places(tables, code)), tables.areas[code].region) for code in tables.districts]
    nested = math.fsum(n * (m - middles[region][0]) ** 2 for (m, n), region in owns)
    return between / spread, nested / spread, 1 - (between + nested) / spread


def most_deprived(tables: Tables, code: str, how_many: int) -> list[Neighbourhood]:
    return sorted(places(tables, code), key=lambda p: p.rank)[:how_many]


def leading(tables: Tables, area: Area) -> dict[str, tuple[int, int]]:
    """(in the most deprived tenth, neighbourhoods) by ward, or by a county's district."""

    def made() -> dict[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        for place in places(tables, area.code):
            name = tables.areas[place.area].prose if area.is_county else tables.wards.get(place.ward, "")
            first, n = found.get(name, (0, 0))
            found[name] = (first + (tenth(tables, place.rank) == 1), n + 1)
        return found

    return tables.once(("leading", area.code), made)


def is_small(area: Area) -> bool:
    return area.code in SMALL
