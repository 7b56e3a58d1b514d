"""What is published for one area, indicator, sex and period."""

from dataclasses import dataclass
from enum import StrEnum

from briefgen.model.period import Period


class Status(StrEnum):
    """Five ways of having no value are five different things; zero is a value."""

    PUBLISHED = "published"
    MISSING = "missing"
    SUPPRESSED = "suppressed"
    NOT_COLLECTED = "not collected"
    NOT_APPLICABLE = "not applicable"
    NOT_PUBLISHED = "not published"  # published for a former or a joint area, not for this one


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    PERSONS = "persons"


@dataclass(frozen=True, slots=True)
class Observation:
    """A value with its published 95 % interval, unrounded, in the indicator's unit."""

    period: Period
    value: float | None
    lci_95: float | None = None
    uci_95: float | None = None
    status: Status = Status.PUBLISHED

    @property
    def has_interval(self) -> bool:
        return self.lci_95 is not None and self.uci_95 is not None
