"""What the health sections, page 1 and the questions share: one finding for both sexes, changes, the gradient."""

from typing import Any

from briefgen.briefing.desk import Desk
from briefgen.facts.measure import Measure
from briefgen.model.catalogue import Unit
from briefgen.model.fact import Fact, Sentence
from briefgen.model.observation import Observation
from briefgen.model.period import Period
from briefgen.model.verdict import Verdict
from briefgen.statistics.change import change
from briefgen.statistics.gradient import decile_range, slope_index

LE_TESTED = Period.parse("2021-01-01/P3Y")
BEFORE = Period.parse("2016-01-01/P3Y")
SEXES = ("female", "male")


def finding(measures: dict[str, Measure]) -> Verdict:
    """Men's and women's healthy life expectancy are one modelled figure: one finding, the cautious one (METHODS 6)."""
    verdicts = {found.comparison.verdict for found in measures.values()}
    if Verdict.NOT_TESTED in verdicts:
        return Verdict.NOT_TESTED
    return verdicts.pop() if len(verdicts) == 1 else Verdict.SIMILAR


def gap_words(desk: Desk, hle: dict[str, Measure]) -> Sentence:
    """ "7.0", or "1.0 to 1.6" where the sexes' gaps differ in the one decimal published."""
    gaps = sorted((g for g in (m.gap for m in hle.values()) if g is not None), key=lambda gap: abs(gap.value))
    low, high = gaps[0], gaps[-1]
    return desk.say("health.gap" if low.display == high.display else "health.gaps", low=low, high=high)


def changes(desk: Desk, code: str, prefix: str) -> dict[str, tuple[str | None, Fact]]:
    """Change of healthy life expectancy since 2016 to 2018, by sex: the tested word and the difference."""
    latest = desk.tables.indicators["hle"].latest
    found = {}
    for sex in SEXES:
        pair = []
        for when in (BEFORE, latest):
            row = desk.england.observation(code, "hle", sex, when)
            if row is None or row["value"] != row["value"]:
                return {}
            pair.append(Observation(when, float(row["value"]), float(row["lci_95"]), float(row["uci_95"])))
        difference = desk.book.add(
            f"hle.{sex}.change{prefix}", (pair[1].value or 0) - (pair[0].value or 0), Unit.YEARS, 1,
            period=latest, source="ons-hle-2026", method="change", area=code,
        )  # fmt: skip
        found[sex] = (change(pair[0], pair[1]), difference)
    return found


def position(desk: Desk) -> str:
    """Within, above or below the band; where the sexes differ, within: the two are one finding."""
    found = set()
    for sex in SEXES:
        row = desk.england.scatter[sex].loc[desk.area.code]
        found.add(desk.england.fits[sex].position(float(row["x"]), float(row["y"])))
    return found.pop() if len(found) == 1 else "within"


def gradient_range(desk: Desk, sex: str, period: Period | None = None) -> Fact:
    """England's tenth 10 minus tenth 1, in years of healthy life; the slope index is put into the book beside it."""
    when = period or desk.tables.indicators["hle"].latest
    table = desk.tables.gradients
    rows = table[(table["indicator"] == "hle") & (table["sex"] == sex) & (table["period"] == when.iso)]
    values = list(rows.sort_values("decile")["value"])
    origin: dict[str, Any] = {"period": when, "source": "ons-decile-2026", "method": "gradient"}
    desk.book.add(f"hle_decile.{sex}.sii@{when.start.year}", slope_index(values), Unit.YEARS, 1, **origin)
    return desk.book.add(f"hle_decile.{sex}.range@{when.start.year}", decile_range(values), Unit.YEARS, 1, **origin)
