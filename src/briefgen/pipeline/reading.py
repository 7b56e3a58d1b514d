"""Everything a briefing is made from, read once."""

import hashlib
from datetime import date
from pathlib import Path

from briefgen import __version__
from briefgen.data.areas import Areas, read_areas
from briefgen.data.boundaries import read_authorities, read_neighbourhood_shapes
from briefgen.data.catalogue import read_indicators, read_levers, read_roles, read_sources
from briefgen.data.figures import (
    read_constituencies,
    read_deprivation,
    read_funds,
    read_gradients,
    read_neighbourhoods,
    read_observations,
    read_reference,
)
from briefgen.facts.tables import Tables
from briefgen.model.briefing import Edition
from briefgen.pipeline.edition import AS_OF


def data_hash(data: Path) -> str:
    """A fingerprint of the tables (not the boundaries' bytes one by one: their names and sizes)."""
    digest = hashlib.sha256()
    for path in sorted(data.rglob("*")):
        if path.is_file():
            digest.update(str(path.relative_to(data)).encode())
            digest.update(path.read_bytes() if path.suffix != ".gz" else str(path.stat().st_size).encode())
    return digest.hexdigest()[:16]


def read_tables(as_of: date = AS_OF, data: Path | None = None) -> tuple[Areas, Tables]:
    areas = read_areas(data)
    edition = Edition(f"{as_of:%B %Y}", as_of, __version__, "")
    indicators = read_indicators(data)
    return areas, Tables(
        areas=areas.by_code,
        indicators=indicators,
        sources=read_sources(data),
        roles=read_roles(data),
        levers=read_levers(data),
        observations=read_observations(data),
        deprivation=read_deprivation(data),
        neighbourhoods=read_neighbourhoods(data),
        wards=read_reference("wards", data),
        populations=read_reference("populations", data),
        neighbours=read_reference("neighbours", data),
        icbs=read_reference("icbs", data),
        constituencies=read_constituencies(data),
        constituency_areas=read_reference("constituency_areas", data),
        funds=read_funds(data),
        gradients=read_gradients(data),
        shapes=lambda area: read_neighbourhood_shapes(area, data),
        authorities=read_authorities(data),
        edition=edition,
    )
