"""Areas: what is called what, what lies in what."""

from dataclasses import dataclass
from enum import StrEnum

from briefgen.model.codes import GssCode


class Kind(StrEnum):
    """The legal kinds of English local authority, and the two areas it is compared with."""

    UNITARY = "unitary authority"
    DISTRICT = "non-metropolitan district"
    METROPOLITAN = "metropolitan district"
    LONDON = "London borough"
    COUNTY = "county"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name as people say it; every form is a row of data/reference/areas.csv, none is guessed.

    official: "Bristol, City of"; prose: "Bristol", "the Isle of Wight"; first: the form of first use
    ("Kingston upon Hull"); possessive: "Bristol's"; preposition: "in" or "on".
    """

    official: str
    prose: str
    first: str
    possessive: str
    preposition: str

    @property
    def start(self) -> str:
        """The prose name at the head of a sentence: "The Isle of Wight"."""
        return self.prose[0].upper() + self.prose[1:]

    @property
    def possessive_start(self) -> str:
        return self.possessive[0].upper() + self.possessive[1:]

    @property
    def located(self) -> str:
        """ "in Bristol", "on the Isle of Wight"."""
        return f"{self.preposition} {self.prose}"


@dataclass(frozen=True, slots=True)
class Area:
    """A local authority (one of the 317), a region, or England, by its 2025 code."""

    code: GssCode
    name: PlaceName
    slug: str
    kind: Kind
    region: GssCode | None
    county: GssCode | None  # of a district in a two-tier county
    combined_authority: str | None = None
    districts: tuple[GssCode, ...] = ()  # of a county; of any other authority: itself

    @property
    def is_county(self) -> bool:
        return self.kind is Kind.COUNTY

    @property
    def is_upper_tier(self) -> bool:
        """One of the 153 that have upper-tier figures of their own."""
        return self.kind in (Kind.UNITARY, Kind.METROPOLITAN, Kind.LONDON, Kind.COUNTY)

    @property
    def upper_tier(self) -> GssCode:
        """The authority whose upper-tier figures this one shows: itself, or its county."""
        return self.county or self.code

    @property
    def file_stem(self) -> str:
        return f"{self.code}-{self.slug}"
