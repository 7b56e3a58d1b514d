"""The worked numbers: computed here from our own tables, as an analyst would check them."""

from collections import Counter

import pandas as pd
import pytest
from tests.spec.worked import worked

from briefgen.model.codes import ENGLAND
from briefgen.model.observation import Observation
from briefgen.model.period import Period
from briefgen.model.verdict import Verdict
from briefgen.pipeline.session import Session
from briefgen.statistics import need
from briefgen.statistics.change import change
from briefgen.statistics.comparison import comparison
from briefgen.statistics.rank import rank, rank_range
from briefgen.statistics.rate_ratio import rate_ratio
from briefgen.statistics.trend import trend

MIDDLESBROUGH, BLACKPOOL, KENSINGTON, PENDLE, LANCASHIRE = (
    "E06000002",
    "E06000009",
    "E09000020",
    "E07000122",
    "E10000017",
)
LATEST = Period.parse("2022-01-01/P3Y")
LE = Period.parse("2021-01-01/P3Y")


def verdicts(
    session: Session, id: str, sex: str = "persons", period: Period | None = None, upper: bool | None = None
) -> Counter[str]:
    national = session.england
    entry = national.tables.indicators[id]
    when = period or entry.latest
    england = national.observation(ENGLAND, id, sex, when)
    assert england is not None
    table = national.table(id, sex, when)
    codes = national.district_codes | national.upper_codes
    if upper is not None:
        codes = national.upper_codes if upper else national.district_codes
    rows = table[table.index.isin(codes) & table["value"].notna() & table["lci_95"].notna()]
    rows = rows[rows["lci_95"] < rows["uci_95"]]
    return Counter(
        comparison(r.value, r.lci_95, r.uci_95, float(england["value"]), entry.polarity).verdict.value
        for r in rows.itertuples()
    )


@pytest.mark.parametrize(
    ("id", "sex", "period", "upper", "worse", "similar", "better"),
    [
        ("hle", "male", LATEST, True, 36, 92, 23),
        ("hle", "female", LATEST, True, 35, 93, 23),
        ("le", "male", LE, None, 99, 66, 150),
        ("le", "female", LE, None, 99, 76, 140),
        ("cvd", "persons", None, None, 68, 134, 111),
        ("obesity_adult", "persons", None, None, 88, 156, 73),
        ("obesity_reception", "persons", None, None, 63, 165, 85),
        ("obesity_year6", "persons", None, None, 81, 103, 129),
        # 311 areas of 2020 have a rate on ten deaths or more; docs/decisions/0005 has the working against 89/93/128.
        ("covid19", "persons", None, None, 89, 92, 130),
        ("employment", "persons", None, None, 31, 222, 62),
        ("pay", "persons", None, None, 80, 177, 58),
        ("level3", "persons", None, None, 68, 177, 70),
    ],
)
@worked(
    "2",
    "HLE men 36/92/23, women 35/93/23 of 151; life expectancy men 99/66/150, women 99/76/140 of 315; CVD 68/134/111 of 313; adult obesity 88/156/73 of 317; reception 63/165/85, year 6 81/103/129 of 313; employment 31/222/62, pay 80/177/58, level 3 68/177/70 of 315",
    method="comparison",
)
@worked("2", "COVID-19 89/93/128 of 310", ours="89/92/130 of 311 (decision 5)")
def test_national_counts_of_verdicts(session: Session, id, sex, period, upper, worse, similar, better) -> None:  # type: ignore[no-untyped-def]
    found = verdicts(session, id, sex, period, upper)
    assert (found["worse"], found["similar"], found["better"]) == (worse, similar, better)


@pytest.mark.parametrize(
    ("sex", "a", "b", "s", "r2", "outside"),
    [("male", 69.465, -0.3990, 2.176, 0.674, 9), ("female", 70.091, -0.4174, 2.428, 0.645, 7)],
)
@worked("10.1", "men a 69.465, b −0.3990, R² 0.674, s 2.176; women 70.091, −0.4174, 0.645, 2.428", method="expected")
def test_expected_for_its_deprivation(
    session: Session, sex: str, a: float, b: float, s: float, r2: float, outside: int
) -> None:
    fitted = session.england.fits[sex]
    assert fitted.n == 151
    assert fitted.a == pytest.approx(a, abs=0.001)  # 69.4644: county scores are computed to about 0.001
    assert (round(fitted.b, 4), round(fitted.s, 3), round(fitted.r2, 3)) == (b, s, r2)
    found = session.england.positions(sex)
    assert found["above"] + found["below"] == outside


@pytest.mark.parametrize(
    ("code", "sex", "expected", "low", "high"),
    [
        (MIDDLESBROUGH, "male", 53.5, 49.1, 57.9), (MIDDLESBROUGH, "female", 53.4, 48.5, 58.3),
        (BLACKPOOL, "male", 52.1, 47.7, 56.5), (BLACKPOOL, "female", 51.9, 47.0, 56.9),
        (KENSINGTON, "male", 61.3, 57.0, 65.7), (KENSINGTON, "female", 61.6, 56.8, 66.4),
        (LANCASHIRE, "male", 60.1, 55.8, 64.4), (LANCASHIRE, "female", 60.3, 55.4, 65.1),
    ],
)  # fmt: skip
@worked(
    "10",
    "Middlesbrough 53.5 (49.1-57.9), 53.4 (48.5-58.3); Blackpool 52.1 (47.7-56.5), 51.9 (47.0-56.9); Kensington and Chelsea 61.3 (57.0-65.7), 61.6 (56.8-66.4); Lancashire 60.1 (55.8-64.4), 60.3 (55.4-65.1)",
    method="expected",
)
def test_band_of_the_named_authorities(
    session: Session, code: str, sex: str, expected: float, low: float, high: float
) -> None:
    fitted, x = session.england.fits[sex], session.england.score(code)
    assert round(fitted.expected(x), 1) == expected
    assert tuple(round(end, 1) for end in fitted.band(x)) == (low, high)


@worked("13", "7.3, 19.8, 72.9; health domain 18.1, 27.1, 54.8")
def test_variance_shares(session: Session) -> None:
    shares = session.england.shares
    score, health = shares["score"], shares["health"]
    assert [round(100 * v, 1) for v in (score.regions, score.authorities, score.within)] == [7.3, 19.8, 72.9]
    assert [round(100 * v, 1) for v in (health.regions, health.authorities, health.within)] == [18.1, 27.1, 54.8]


@worked("15.2", "led + shared = programme, to the penny; 75 above, 128 below, 9 nothing, 84 depends")
def test_money(session: Session) -> None:
    money = session.england.money
    assert round(float(money.led.sum())) == 2_513_959_608
    assert round(float(money.shared["amount"].sum())) == 469_250_693
    assert round(float(money.led.sum() + money.shared["amount"].sum()), 2) == money.total == 2_983_210_301.0
    assert len(money.shared) == 16
    found = Counter(way for way, _ in money.directions.values())
    assert (found["more"], found["less"], found["nothing"], found["depends"]) == (75, 128, 9, 84)
    everyone, led = money.all_correlation, money.led_correlation
    assert (round(everyone.value, 2), round(everyone.low, 2), round(everyone.high, 2), everyone.n) == (
        0.51,
        0.42,
        0.60,
        296,
    )
    assert (round(led.value, 2), round(led.low, 2), round(led.high, 2), led.n) == (-0.18, -0.35, 0.01, 125)


@worked("15", "Lancashire, upper tier 166.0; 73.3 (base)")
def test_upper_tier_money(session: Session) -> None:
    evidence, national = session.tables, session.england
    codes = sorted(national.district_codes)
    needs = evidence.funds["need"].pivot(index="areacd", columns="measure", values="value").loc[codes]
    people = national.money.people
    parts = need.attribution(evidence.funds["awards"], people.index)
    got, formula = need.upper_tier(
        parts, needs, people, pd.Series({c: str(evidence.areas[c].upper_tier) for c in codes})
    )
    assert len(got) == 153
    assert round(float(got.sum())) == 2_708_618_609
    assert round(parts.total - float(got.sum())) == 274_591_692
    assert formula.sum() == pytest.approx(got.sum())
    assert round(float(got[LANCASHIRE]) / 1e6, 1) == 166.0
    assert round(float(formula[LANCASHIRE]) / 1e6, 1) == 73.3


@pytest.mark.parametrize(
    ("code", "led", "low", "high"),
    [
        (MIDDLESBROUGH, 0.0, 18.3, 22.6),
        (BLACKPOOL, 40.0, 16.5, 22.1),
        (KENSINGTON, 0.0, 5.1, 8.6),
        (PENDLE, 6.5, 8.4, 11.3),
    ],
)
@worked(
    "15",
    "formula range: Middlesbrough 18.3-22.6, Blackpool 16.5-22.1, Kensington and Chelsea 5.1-8.6, Pendle 8.4-11.3",
    method="need",
)
def test_range_of_the_formula(session: Session, code: str, led: float, low: float, high: float) -> None:
    money = session.england.money
    formula = money.formula.loc[code] / 1e6
    assert round(float(money.led[code]) / 1e6, 1) == led
    assert (round(float(formula.min()), 1), round(float(formula.max()), 1)) == (low, high)


@pytest.mark.parametrize(
    ("id", "sex", "period", "code", "place", "low", "high"),
    [
        ("hle", "male", LATEST, MIDDLESBROUGH, 6, 1, 56),
        ("hle", "male", LATEST, BLACKPOOL, 1, 1, 26),
        ("hle", "male", LATEST, KENSINGTON, 144, 81, 151),
        ("cvd", "persons", LATEST, MIDDLESBROUGH, 20, 2, 70),
        ("cvd", "persons", LATEST, PENDLE, 28, 2, 105),
        ("obesity_adult", "persons", None, MIDDLESBROUGH, 36, 3, 112),
        ("obesity_year6", "persons", None, PENDLE, 16, 2, 81),
    ],
)
@worked(
    "7",
    "HLE men: Middlesbrough 6 (1-56), Blackpool 1 (1-26), Kensington and Chelsea 144 (81-151) of 151; CVD, adult and year 6 obesity of the named",
    method="rank",
)
def test_ranks_and_their_ranges(session: Session, id, sex, period, code, place, low, high) -> None:  # type: ignore[no-untyped-def]
    national = session.england
    entry = national.tables.indicators[id]
    rows = national.authorities(id, sex, period or entry.latest, upper=id == "hle")
    rows = rows[(rows["uci_95"] - rows["lci_95"]) > 0]
    worst_is_high = int(entry.polarity) < 0
    at = list(rows.index).index(code)
    errors = list((rows["uci_95"] - rows["lci_95"]) / 3.92)
    assert rank(list(rows["value"]), worst_is_high)[at] == place
    assert rank_range(list(rows["value"]), errors, worst_is_high)[at] == (low, high)


@worked("8.5", "24 and 34 of 151 authorities fell at 95 %")
def test_change_in_healthy_life(session: Session) -> None:
    national = session.england
    before = Period.parse("2016-01-01/P3Y")
    found = {}
    for sex in ("male", "female"):
        words: Counter[str] = Counter()
        old, new = (national.authorities("hle", sex, when, upper=True) for when in (before, LATEST))
        for code in new.index.intersection(old.index):
            pair = [
                Observation(
                    when, float(t.loc[code, "value"]), float(t.loc[code, "lci_95"]), float(t.loc[code, "uci_95"])
                )
                for when, t in ((before, old), (LATEST, new))
            ]
            words[change(*pair) or "untested"] += 1
        found[sex] = words["fell"]
    assert found == {"male": 24, "female": 34}


def test_first_wave_ratio() -> None:
    assert tuple(round(v, 2) for v in rate_ratio((139.6, 135.8, 143.5), (63.4, 61.4, 65.4))) == (2.20, 2.11, 2.30)


@pytest.mark.parametrize(("sex", "then", "now"), [("male", 18.1, 19.4), ("female", 19.0, 20.3)])
@worked("17.2", "ranges 18.1 and 19.4 (men), 19.0 and 20.3 (women)")
def test_gradient_then_and_now(session: Session, sex: str, then: float, now: float) -> None:
    table = session.tables.gradients
    own = table[(table["indicator"] == "hle") & (table["sex"] == sex)].set_index(["period", "decile"])["value"]
    for period, gap in (("2016-01-01/P3Y", then), ("2022-01-01/P3Y", now)):
        assert round(float(own[period, 10] - own[period, 1]), 1) == gap


@pytest.mark.parametrize(
    ("code", "deciles"),
    [
        (MIDDLESBROUGH, [45, 9, 2, 3, 5, 5, 8, 4, 6, 3]),
        (BLACKPOOL, [38, 13, 8, 19, 7, 4, 4, 1, 0, 0]),
        (PENDLE, [20, 4, 7, 7, 3, 8, 5, 3, 0, 0]),
        (KENSINGTON, [3, 14, 12, 9, 11, 12, 13, 16, 11, 0]),
        (LANCASHIRE, [110, 87, 70, 60, 53, 72, 76, 85, 87, 60]),
    ],
)
@worked(
    "12",
    "Middlesbrough 45 9 2 3 5 5 8 4 6 3; Blackpool 38 13 8 19 7 4 4 1 0 0; Pendle 20 4 7 7 3 8 5 3 0 0; Kensington and Chelsea 3 14 12 9 11 12 13 16 11 0; Lancashire 110 87 70 60 53 72 76 85 87 60",
)
def test_neighbourhoods_by_tenth(briefing, code: str, deciles: list[int]) -> None:  # type: ignore[no-untyped-def]
    facts = briefing(code).facts
    assert [facts[f"imd.decile.{at}"].value for at in range(1, 11)] == deciles


@pytest.mark.parametrize(
    ("code", "first", "fifth"),
    [
        (MIDDLESBROUGH, "49.2%", "58.7%"),
        (BLACKPOOL, "40.4%", "53.4%"),
        (PENDLE, "39.0%", "45.4%"),
        (KENSINGTON, "2.4%", "16.1%"),
    ],
)
@worked("12", "residents 49.2 % and 58.7 %; 40.4 % and 53.4 %; 39.0 % and 45.4 %; 2.4 % and 16.1 %")
def test_residents_of_the_most_deprived_tenth_and_fifth(briefing, code: str, first: str, fifth: str) -> None:  # type: ignore[no-untyped-def]
    facts = briefing(code).facts
    assert (facts["imd.residents.first"].display, facts["imd.residents.fifth"].display) == (first, fifth)


@pytest.mark.parametrize(
    ("code", "female", "male"),
    [
        (MIDDLESBROUGH, "−7.1", "−7.0"),
        (BLACKPOOL, "−9.5", "−10.0"),
        (KENSINGTON, "5.5", "5.6"),
        (LANCASHIRE, "−1.0", "−1.6"),
    ],
)
@worked(
    "5",
    "Middlesbrough −7.0, −7.1; Blackpool −10.0, −9.5; Kensington and Chelsea +5.6, +5.5; Lancashire −1.6, −1.0",
    method="comparison",
)
def test_gap_to_england(briefing, code: str, female: str, male: str) -> None:  # type: ignore[no-untyped-def]
    facts = briefing(code).facts
    assert (facts["hle.female.gap"].display, facts["hle.male.gap"].display) == (female, male)


def test_computed_summaries_of_counties_and_regions(session: Session) -> None:
    table = session.england.deprivation
    assert round(float(table.loc[LANCASHIRE, "average_score"]), 3) == 23.557
    assert int(table.loc[LANCASHIRE, "rank_of_average_score"]) == 71
    scores = {"E12000001": 28.51, "E12000007": 22.61, "E12000008": 15.89, "E92000001": 21.81}
    assert {code: round(float(table.loc[code, "average_score"]), 2) for code in scores} == scores


@worked("1.4, 10.6", "a district shows its county’s figure, neither ranked nor judged")
def test_a_district_is_not_judged_on_its_county(briefing) -> None:  # type: ignore[no-untyped-def]
    own = briefing(PENDLE)
    assert own.comparisons["hle.male"].verdict is Verdict.NOT_TESTED
    assert own.facts["hle.male.value"].area == LANCASHIRE
    assert "hle.male.gap" not in own.facts


@pytest.mark.parametrize(
    ("fact", "years"),
    [("male.sii@2016", "18.6"), ("female.sii@2016", "19.3"), ("male.sii@2022", "19.3"), ("female.sii@2022", "20.2")],
)
@worked("17.3", "18.6 and 19.3 (2016-18), 19.3 and 20.2 (2022-24), in the briefing")
def test_slope_index_over_tenths(briefing, fact: str, years: str) -> None:  # type: ignore[no-untyped-def]
    assert briefing(MIDDLESBROUGH).facts[f"hle_decile.{fact}"].display == years


@pytest.mark.parametrize(("id", "rising", "falling", "none"), [("obesity_adult", 15, 0, 302), ("cvd", 0, 6, 307)])
@worked("8.5", "adult obesity 15 rising, 302 none; CVD 6 falling, 307 none", method="trend")
@worked(
    "8.5", "year 6 obesity 8 rising, 11 falling, 294 none", ours="not given: the five points hold a break (decision 5)"
)
def test_trends_over_five_separate_figures(session: Session, id: str, rising: int, falling: int, none: int) -> None:
    national = session.england
    table = national.tables.observations
    table = table[(table["indicator"] == id) & table["areacd"].isin(national.district_codes | national.upper_codes)]
    words: Counter[str] = Counter()
    for _, rows in table[table["period"].isin(sorted(table["period"].unique())[-5:])].groupby("areacd"):
        ordered = rows.sort_values("period")
        widths = ordered["uci_95"] - ordered["lci_95"]
        if len(ordered) == 5 and (widths > 0).all():
            years = [Period.parse(p).start.year for p in ordered["period"]]
            words[trend(years, list(ordered["value"]), list(widths / 3.92))] += 1
    assert (words["rising"], words["falling"], words["no clear change"]) == (rising, falling, none)
