"""One indicator for one authority: its facts, England's and the region's, and the one comparison they support."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.briefing.desk import Desk
from briefgen.model import numbers
from briefgen.model.catalogue import Indicator, Unit
from briefgen.model.fact import Fact
from briefgen.model.observation import Status
from briefgen.model.period import Period
from briefgen.model.verdict import Comparison
from briefgen.statistics.comparison import comparison


@dataclass(frozen=True, slots=True)
class Measure:
    """What is known. value is None when nothing is published; `reason` then says why, in words for a reader.

    of_county: the figures are the county's, named as such, neither ranked nor judged for the district.
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


REASONS = {
    Status.SUPPRESSED: "hidden because the numbers are too small",
    Status.NOT_APPLICABLE: "does not apply here",
    Status.NOT_COLLECTED: "was not returned by the authority",
    Status.NOT_PUBLISHED: "published only for the former councils",
    Status.MISSING: "not published",
}


def _no_deaths(desk: Desk) -> bool:
    """Nought is a count, not something hidden."""
    period = desk.evidence.indicators["covid19_deaths"].latest
    row = desk.national.observation(desk.area.code, "covid19_deaths", "persons", period)
    return row is not None and row["value"] == 0


def _reason(desk: Desk, status: str, indicator: str) -> str:
    if status == Status.NOT_PUBLISHED and indicator in desk.national.joint.get(desk.area.code, ()):
        return "published jointly with a neighbour"
    if indicator == "covid19" and _no_deaths(desk):
        return "no deaths, so no rate"
    return REASONS.get(Status(status), REASONS[Status.MISSING])


def _fact(desk: Desk, key: str, indicator: Indicator, row: Mapping[str, Any], area: str, period: Period) -> Fact | None:
    if row["value"] != row["value"]:
        return None
    interval = row["lci_95"] < row["uci_95"]  # false where either is missing
    return desk.book.add(
        key,
        float(row["value"]),
        indicator.unit,
        indicator.decimals,
        period=period,
        source=indicator.source,
        low=float(row["lci_95"]) if interval else None,
        high=float(row["uci_95"]) if interval else None,
        inputs=(f"observations: {area}, {indicator.id}, {row['sex']}, {period.iso}",),
        area=area,
    )


def measure(desk: Desk, indicator: str, sex: str = "persons", period: Period | None = None) -> Measure:
    """The measure for the desk's authority, at the catalogue's latest period unless another is named.

    Facts `<key>.value`, `<key>.england`, `<key>.region` and `<key>.gap` are in the book afterwards; another period
    than the latest is part of the key (`le.female@2021`).
    """
    entry = desk.evidence.indicators[indicator]
    when = period or entry.latest
    key = measure_key(indicator, sex) + ("" if when == entry.latest else f"@{when.start.year}")
    of_county = entry.level == "utla" and desk.area.county is not None
    code = desk.area.upper_tier if of_county else desk.area.code
    own = desk.national.observation(code, indicator, sex, when)
    england_row = desk.national.observation(desk.evidence.england.code, indicator, sex, when)
    region_row = desk.national.observation(desk.region.code, indicator, sex, when)
    value = None if own is None else _fact(desk, f"{key}.value", entry, own, code, when)
    england = (
        None
        if england_row is None
        else _fact(desk, f"{key}.england", entry, england_row, desk.evidence.england.code, when)
    )
    region = None if region_row is None else _fact(desk, f"{key}.region", entry, region_row, desk.region.code, when)
    judged = comparison(
        None if value is None else float(value.value),
        None if own is None or own["lci_95"] != own["lci_95"] else float(own["lci_95"]),
        None if own is None or own["uci_95"] != own["uci_95"] else float(own["uci_95"]),
        None if england is None else float(england.value),
        entry.polarity,
        small_area=desk.small or of_county,
        spread=desk.national.spread(indicator, sex, when),
    )
    desk.comparisons[key] = judged
    gap = None
    if value is not None and england is not None and not of_county:
        # Judged unrounded, written as the difference of the two figures a reader sees beside it.
        seen = numbers.rounded(value.value, entry.decimals) - numbers.rounded(england.value, entry.decimals)
        unit = Unit.POINTS if entry.unit is Unit.PERCENT else entry.unit
        gap = desk.book.add(
            f"{key}.gap",
            float(value.value) - float(england.value),
            unit,
            entry.decimals,
            display=numbers.display(float(seen), unit, entry.decimals),
            period=when,
            source=entry.source,
            low=None if value.lci_95 is None else value.lci_95 - float(england.value),
            high=None if value.uci_95 is None else value.uci_95 - float(england.value),
            inputs=(value.id, england.id),
            method="comparison",
        )
    status = "missing" if own is None else str(own["status"])
    return Measure(
        entry,
        sex,
        when,
        of_county,
        value,
        england,
        region,
        gap,
        judged,
        "" if value else _reason(desk, status, indicator),
    )
