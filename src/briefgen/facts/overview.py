"""What page 1 shows besides the subjects' findings: who lives here, where it is, and which measures stand in its strip."""

from dataclasses import dataclass

from briefgen.facts.measure import Measure
from briefgen.facts.place import Place
from briefgen.model.boundary import Topology
from briefgen.model.briefing import Edition
from briefgen.model.fact import Fact
from briefgen.model.period import Period

STRIP = (("hle", "female"), ("hle", "male"), ("le", "female"), ("le", "male"), ("cvd", "persons"), ("smoking", "persons"),
         ("obesity_adult", "persons"), ("obesity_year6", "persons"), ("child_poverty", "persons"), ("pay", "persons"),
         ("gcse_by_19", "persons"), ("level3", "persons"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Overview:
    """residents: at mid-`year`. strip: measures with a figure here. authorities: England's districts, for the locator."""

    residents: Fact
    year: Period
    strip: tuple[Measure, ...]
    health_period: Period
    authorities: Topology
    districts: tuple[str, ...]
    edition: Edition


def overview(place: Place) -> Overview:
    year, tested = place.tables.roles.residents, place.tables.roles.life_tested
    people = place.tables.population(place.area.code, year.start.year)
    if people is None:
        raise ValueError(f"{place.area.code} has no residents at mid-{year.start.year}")
    residents = place.register.count(f"people.{year.start.year}", people, source="ons-population")
    measures = (place.measure(id, sex, tested if id == "le" else None) for id, sex in STRIP)
    return Overview(
        residents,
        year,
        tuple(one for one in measures if one.value is not None),
        place.tables.indicators["hle"].latest,
        place.tables.authorities,
        place.districts,
        place.tables.edition,
    )
