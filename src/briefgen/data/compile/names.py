"""Names as people say them: the exceptions; every other authority is called what it is called."""

PROSE = {
    "Bristol, City of": "Bristol",
    "Kingston upon Hull, City of": "Hull",
    "Herefordshire, County of": "Herefordshire",
    "Isle of Wight": "the Isle of Wight",
    "Isles of Scilly": "the Isles of Scilly",
    "City of London": "the City of London",
    "East Riding of Yorkshire": "the East Riding of Yorkshire",
    "Vale of White Horse": "the Vale of White Horse",
    "Forest of Dean": "the Forest of Dean",
    "New Forest": "the New Forest",
    "Derbyshire Dales": "the Derbyshire Dales",
    "High Peak": "the High Peak",
    "Malvern Hills": "the Malvern Hills",
    "Staffordshire Moorlands": "the Staffordshire Moorlands",
    "Ribble Valley": "the Ribble Valley",
    "South Hams": "the South Hams",
    "North East": "the North East",
    "North West": "the North West",
    "East Midlands": "the East Midlands",
    "West Midlands": "the West Midlands",
    "East of England": "the East of England",
    "South East": "the South East",
    "South West": "the South West",
    "St. Helens": "St Helens",
}
FIRST = {"Kingston upon Hull, City of": "Kingston upon Hull"}
ON = {"Isle of Wight", "Isles of Scilly"}
# A name that ends in a sounded s takes another; Leeds, St Albans, Milton Keynes and their like take the mark alone.
SOUNDED = ("Lewes", "Furness")
ALSO = {  # what else people type for it
    "County Durham": ("Durham",),
    "Isles of Scilly": ("Scilly", "Scilly Isles"),
    "Bournemouth, Christchurch and Poole": ("BCP",),
    "Telford and Wrekin": ("Telford",),
    "Stockton-on-Tees": ("Stockton",),
    "Southend-on-Sea": ("Southend",),
    "Stoke-on-Trent": ("Stoke",),
    "Kingston upon Hull, City of": ("City of Hull",),
    "Bristol, City of": ("City of Bristol",),
    "Stratford-on-Avon": ("Stratford-upon-Avon",),
}


def forms(official: str, kind: str) -> tuple[str, str, str, str]:
    """(prose, first use, possessive, preposition) of an official name."""
    prose = PROSE.get(official, official.replace("'", "’"))
    if kind == "county" and official == "Durham":
        prose = "County Durham"
    first = FIRST.get(official, prose)
    possessive = prose + ("’" if prose.endswith("s") and not prose.endswith(SOUNDED) else "’s")
    return prose, first, possessive, "on" if official in ON else "in"
