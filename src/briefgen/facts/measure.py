"""One indicator for one authority: its facts, England's and the region's, and the one comparison they support."""

from dataclasses import dataclass

from briefgen.model.catalogue import Indicator
from briefgen.model.fact import Fact
from briefgen.model.observation import Status
from briefgen.model.period import Period
from briefgen.model.verdict import Comparison

REASONS = {
    Status.SUPPRESSED: "hidden because the numbers are too small",
    Status.NOT_APPLICABLE: "does not apply here",
    Status.NOT_COLLECTED: "was not returned by the authority",
    Status.NOT_PUBLISHED: "published only for the former councils",
    Status.MISSING: "not published",
}
JOINT = "published jointly with a neighbour"
NO_DEATHS = "no deaths, so no rate"


@dataclass(frozen=True, slots=True)
class Measure:
    """What is known. value is None when nothing is published; `reason` then says why, in words for a reader.

    Facts in the indicator's unit, `gap` in percentage points where that is percent. of_county: the figures are the
    county's, named as such, neither ranked nor judged for the district.
    """

    indicator: Indicator
    sex: str
    period: Period
    of_county: bool
    value: Fact | None
    england: Fact | None
    region: Fact | None
    gap: Fact | None
    comparison: Comparison
    reason: str

    @property
    def key(self) -> str:
        return measure_key(self.indicator.id, self.sex)


def measure_key(indicator: str, sex: str) -> str:
    """ "hle.female"; persons is left out: "smoking"."""
    return indicator if sex == "persons" else f"{indicator}.{sex}"
