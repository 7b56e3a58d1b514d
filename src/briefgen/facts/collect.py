"""From the tables to the facts of one place, subject by subject."""

from briefgen.facts.deprivation import deprivation
from briefgen.facts.facts import Facts
from briefgen.facts.money import money
from briefgen.facts.place import Place
from briefgen.facts.spread import spread


def collect(place: Place) -> Facts:
    """Every subject once; the register of `place` holds each fact by id afterwards."""
    return Facts(
        area=place.area,
        region=place.region,
        england=place.tables.england,
        county=place.county,
        small=place.small,
        areas=place.tables.areas,
        deprivation=deprivation(place),
        money=money(place),
        spread=spread(place),
    )
