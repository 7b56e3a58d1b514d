"""From the tables to the facts of one place, subject by subject."""

from types import MappingProxyType

from briefgen.facts.deprivation import deprivation
from briefgen.facts.determinants import determinants
from briefgen.facts.england import England
from briefgen.facts.facts import Facts
from briefgen.facts.health import health
from briefgen.facts.money import money
from briefgen.facts.overview import overview
from briefgen.facts.place import Place
from briefgen.facts.political import political
from briefgen.facts.priorities import priorities
from briefgen.facts.spread import spread
from briefgen.facts.tables import Tables
from briefgen.facts.verdict_counts import by_topic, verdict_counts
from briefgen.facts.ward import ward
from briefgen.model.area import Area
from briefgen.model.variant import FULL, Variant


def collect(area: Area, tables: Tables, england: England, variant: Variant = FULL) -> Facts:
    """All that is so about `area`, complete and frozen, before a sentence or a picture is made.

    england: the look-ups over `tables`, made once a worker. Raises UsageError for a ward of another authority.
    """
    place = Place(area, tables, england)
    here = deprivation(place)
    lives = health(place)
    came = money(place)
    inside = spread(place, lives)
    shapers = determinants(place)
    acted_on = priorities(place)
    own_ward = None if variant.ward is None else ward(place, here, variant.ward)
    seats = political(place) if variant.political else None
    first_page = overview(place)
    shown = (*lives.outcomes, *lives.behaviours, *shapers.measures)
    judged = verdict_counts(place.register, "comparisons", by_topic(shown))
    return Facts(
        area=area,
        region=place.region,
        england=tables.england,
        county=place.county,
        small=place.small,
        areas=tables.areas,
        indicators=tables.indicators,
        sources=tables.sources,
        edition=tables.edition,
        variant=variant,
        deprivation=here,
        health=lives,
        money=came,
        spread=inside,
        determinants=shapers,
        priorities=acted_on,
        ward=own_ward,
        political=seats,
        overview=first_page,
        judged=judged,
        measures=MappingProxyType(place.measures),
        by_id=MappingProxyType(place.register.facts),
    )
