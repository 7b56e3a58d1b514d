"""How health has changed here: healthy life expectancy between two separate periods, and obesity year by year.

Healthy life expectancy is pooled over three years, so two periods are compared (`statistics.change`) and no trend is
tested; adult obesity is annual (`statistics.trend`).
"""

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.facts.place import Place
from briefgen.model.catalogue import Unit
from briefgen.model.fact import Fact
from briefgen.model.observation import Observation
from briefgen.model.period import Period
from briefgen.statistics.change import change
from briefgen.statistics.trend import POINTS, trend

SEXES = ("female", "male")


@dataclass(frozen=True, slots=True)
class Changes:
    """Healthy life expectancy since `before`, in years, by sex (`female`, `male`).

    words: `rose`, `fell` or `no clear change` by sex; empty where a figure of either period is missing. own: empty where nothing is published for `before`.
    """

    before: Period
    words: Mapping[str, str]
    own: Mapping[str, Fact]
    england: Mapping[str, Fact]

    @property
    def clear(self) -> dict[str, str]:
        """The sexes with a change by more than chance would explain."""
        return {sex: word for sex, word in self.words.items() if word in ("rose", "fell")}


@dataclass(frozen=True, slots=True)
class AnnualTrend:
    """word: `rising`, `falling` or `no clear change` over five annual figures, from `first` to `last`."""

    word: str
    first: Period
    last: Period


def changes(place: Place) -> Changes:
    """Facts `hle.<sex>.change` and `hle.<sex>.change.england`."""
    own = _changes(place, str(place.area.code), "")
    england = _changes(place, str(place.tables.england.code), ".england")
    return Changes(
        place.tables.roles.before,
        {sex: word or "no clear change" for sex, (word, _) in own.items()},
        {sex: difference for sex, (_, difference) in own.items()},
        {sex: difference for sex, (_, difference) in england.items()},
    )


def _changes(place: Place, code: str, ending: str) -> dict[str, tuple[str | None, Fact]]:
    """The tested word and the difference, by sex; empty where a figure is missing."""
    entry = place.tables.indicators["hle"]
    pairs: dict[str, list[Observation]] = {}
    for sex in SEXES:
        for when in (place.tables.roles.before, entry.latest):
            row = place.england.observation(code, entry.id, sex, when)
            if row is None or row["value"] != row["value"]:
                return {}
            seen = Observation(when, float(row["value"]), float(row["lci_95"]), float(row["uci_95"]))
            pairs.setdefault(sex, []).append(seen)
    return {
        sex: (
            change(before, after),
            place.register.add(
                f"hle.{sex}.change{ending}", (after.value or 0) - (before.value or 0), Unit.YEARS, 1,
                period=entry.latest, source=entry.source, method="change", area=code,
            ),
        )
        for sex, (before, after) in pairs.items()
    }  # fmt: skip


def obesity_trend(place: Place) -> AnnualTrend | None:
    """The one measure with five separate annual figures since its last break; child weight has four.

    None for the smallest authorities, and where a year or an interval is missing.
    """
    table = place.tables.observations
    rows = table[(table["indicator"] == "obesity_adult") & (table["areacd"] == str(place.area.code))]
    rows = rows.sort_values("period").tail(POINTS)
    widths = rows["uci_95"] - rows["lci_95"]
    if place.small or len(rows) < POINTS or not (widths > 0).all():
        return None
    periods = [Period.parse(str(period)) for period in rows["period"]]
    word = trend([period.start.year for period in periods], list(rows["value"]), list(widths / 3.92))
    return AnnualTrend(word, periods[0], periods[-1])
