"""From the tables to the facts of one place, subject by subject."""

from types import MappingProxyType

from briefgen.facts.deprivation import deprivation
from briefgen.facts.determinants import determinants
from briefgen.facts.facts import Facts
from briefgen.facts.health import health
from briefgen.facts.overview import overview
from briefgen.facts.place import Place
from briefgen.facts.political import political
from briefgen.facts.priorities import priorities
from briefgen.facts.verdict_counts import verdict_counts
from briefgen.facts.ward import ward
from briefgen.model.variant import FULL, Variant


def collect(place: Place, variant: Variant = FULL) -> Facts:
    """Every subject once; the register of `place` holds each fact by id afterwards."""
    known, well, shapes = deprivation(place), health(place), determinants(place)
    shown = (*well.outcomes, *well.behaviours, *shapes.measures)
    return Facts(
        area=place.area,
        region=place.region,
        england=place.tables.england,
        county=place.county,
        small=place.small,
        areas=place.tables.areas,
        deprivation=known,
        health=well,
        determinants=shapes,
        priorities=priorities(place),
        ward=None if variant.ward is None else ward(place, known, variant.ward),
        political=political(place) if variant.political else None,
        overview=overview(place),
        comparisons=verdict_counts(place.register, "comparisons", shown),
        measures=MappingProxyType(place.measures),
        by_id=MappingProxyType(place.register.facts),
    )
