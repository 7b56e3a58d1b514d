"""Health: healthy life, life expectancy, the gap inside, the first wave and what shapes outcomes.

Healthy life expectancy is published for the upper tier; a district of a county shows its county's, named as such and
not judged. Where a mapping is by sex its keys are `female` and `male`, in this order.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.facts.health_change import SEXES, AnnualTrend, Changes, changes, obesity_trend
from briefgen.facts.health_expected import Expected, Standing, expected, london_residuals, standing
from briefgen.facts.health_gradient import FirstWave, Gradient, Slopes, first_wave, gradient, slopes
from briefgen.facts.health_lines import Line, fewest_periods, lines
from briefgen.facts.measure import Measure
from briefgen.facts.place import Place
from briefgen.facts.verdict_counts import VerdictCounts, both_sexes, by_row, verdict_counts
from briefgen.model.fact import Fact
from briefgen.model.period import Period
from briefgen.model.verdict import Verdict

OUTCOMES = ("cvd", "u75_preventable", "early_cancer", "covid19")
BEHAVIOURS = ("smoking", "obesity_adult", "obesity_year6", "obesity_reception", "inactive_adults", "child_poverty")


@dataclass(frozen=True, slots=True)
class Health:
    """period: the latest of healthy life expectancy. verdict: the one finding of both sexes, the cautious one.

    hle, le: the latest period, by sex; le_tested: of the period with intervals; le_level: the one a text gives, a
    county's being published for the period with intervals alone. gap: healthy life expectancy here minus England's, of
    the sex with the smaller gap and with the larger; None where the figures are not the place's own. changes and standing:
    None there too. le_lines: None where fewer than two periods are published. outcomes, behaviours: the rows of the two
    tables, healthy life and life expectancy by sex first.
    """

    period: Period
    hle: Mapping[str, Measure]
    le: Mapping[str, Measure]
    le_tested: Mapping[str, Measure]
    le_level: Mapping[str, Measure]
    verdict: Verdict
    gap: tuple[Fact, Fact] | None
    changes: Changes | None
    standing: Standing | None
    hle_lines: Mapping[str, tuple[Line, ...]]
    le_lines: Mapping[str, tuple[Line, ...]] | None
    expected: Mapping[str, Expected]
    london_residuals: Mapping[str, Fact]
    gradients: Mapping[str, Gradient]
    slopes: Slopes
    first_wave: FirstWave
    outcomes: tuple[Measure, ...]
    outcome_counts: VerdictCounts | None
    behaviours: tuple[Measure, ...]
    behaviour_counts: VerdictCounts | None
    obesity_trend: AnnualTrend | None

    @property
    def one_sex(self) -> tuple[str, Verdict] | None:
        """The sex whose figure differs from England's where the other's cannot be told apart, and how."""
        verdicts = {sex: found.comparison.verdict for sex, found in self.hle.items()}
        told = {sex: verdict for sex, verdict in verdicts.items() if verdict in (Verdict.WORSE, Verdict.BETTER)}
        similar = Verdict.SIMILAR in verdicts.values()
        return next(iter(told.items())) if len(told) == 1 and similar else None

    @property
    def england_way(self) -> str:
        """How England's line ends against its beginning: `fell` or `rose` for women and men alike, else `neither`."""
        ends = [lines[0].points[-1].value - lines[0].points[0].value for lines in self.hle_lines.values()]
        return "fell" if max(ends) < 0 else "rose" if min(ends) > 0 else "neither"


def health(place: Place) -> Health:
    """Facts enter the register in the order of the section."""
    hle, le = ({sex: place.measure(id, sex) for sex in SEXES} for id in ("hle", "le"))
    le_tested = {sex: place.measure("le", sex, place.tables.roles.life_tested) for sex in SEXES}
    level = le_tested if place.area.is_county else le
    outcomes = (*hle.values(), *le_tested.values(), *(place.measure(id) for id in OUTCOMES))
    behaviours = tuple(place.measure(id) for id in BEHAVIOURS)
    inside = slopes(place)
    own = all(found.value is not None and not found.of_county for found in hle.values())
    return Health(
        period=place.tables.indicators["hle"].latest,
        hle=hle,
        le=le,
        le_tested=le_tested,
        le_level=level,
        verdict=finding(hle),
        gap=_gap(hle),
        changes=changes(place) if own else None,
        standing=standing(place) if own else None,
        hle_lines=lines(place, hle),
        expected={sex: expected(place, found) for sex, found in hle.items()},
        le_lines=lines(place, level) if level["female"].value and fewest_periods(place, level) > 1 else None,
        gradients={sex: gradient(place, sex) for sex in SEXES},
        slopes=inside,
        first_wave=first_wave(place),
        outcomes=outcomes,
        outcome_counts=verdict_counts(place.register, "health.outcomes", by_row(outcomes)),
        behaviours=behaviours,
        behaviour_counts=verdict_counts(place.register, "health.behaviours", by_row(behaviours)),
        obesity_trend=obesity_trend(place),
        london_residuals=london_residuals(place),
    )


def finding(measures: Mapping[str, Measure]) -> Verdict:
    """Men's and women's healthy life expectancy are one modelled figure: one finding, the cautious one (METHODS 6)."""
    verdicts = {found.comparison.verdict for found in measures.values()}
    return Verdict.NOT_TESTED if Verdict.NOT_TESTED in verdicts else both_sexes(verdicts)


def _gap(hle: Mapping[str, Measure]) -> tuple[Fact, Fact] | None:
    gaps = sorted((m.gap for m in hle.values() if m.gap is not None), key=lambda gap: abs(gap.value))
    return (gaps[0], gaps[-1]) if gaps else None
