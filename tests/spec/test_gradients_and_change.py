"""Gradients then and now, the slope index, the first wave, the width of intervals, trends and changes."""

from collections import Counter

import numpy as np
import pandas as pd
import pytest
from tests.conftest import SOURCES
from tests.spec.worked import worked

from briefgen.data.compile.codes import today
from briefgen.model.observation import Observation
from briefgen.model.period import Period
from briefgen.pipeline.session import Session
from briefgen.statistics.change import standard_error
from briefgen.statistics.correlation import rank_correlation
from briefgen.statistics.gradient import decile_range, slope_index
from briefgen.statistics.rate_ratio import rate_ratio
from briefgen.statistics.trend import slope

PERIODS = ("2013-01-01/P3Y", "2016-01-01/P3Y", "2019-01-01/P3Y", "2022-01-01/P3Y")
MIDDLESBROUGH, BLACKPOOL, KENSINGTON, PENDLE, LANCASHIRE = (
    "E06000002",
    "E06000009",
    "E09000020",
    "E07000122",
    "E10000017",
)


def tenths(session: Session, indicator: str, sex: str, period: str) -> list[float]:
    table = session.tables.gradients
    rows = table[(table["indicator"] == indicator) & (table["sex"] == sex) & (table["period"] == period)]
    return [float(v) for v in rows.sort_values("decile")["value"]]


@pytest.mark.parametrize(
    ("indicator", "sex", "ranges", "slopes"),
    [
        ("hle", "male", [18.3, 18.1, 18.4, 19.4], [18.6, 18.6, 18.7, 19.3]),
        ("hle", "female", [19.1, 19.0, 18.9, 20.3], [19.6, 19.3, 19.3, 20.2]),
        ("le", "male", [9.2, 9.6, 10.1, 10.4], [9.3, 9.7, 10.3, 10.4]),
        ("le", "female", [7.2, 7.6, 8.2, 8.1], [7.2, 7.5, 8.3, 8.0]),
    ],
)
@worked("17.2", "HLE men 18.3 (18.6), 18.1 (18.6), 18.4 (18.7), 19.4 (19.3); women 19.1 (19.6), 19.0 (19.3), 18.9 (19.3), 20.3 (20.2); "
        "LE men 9.2 (9.3), 9.6 (9.7), 10.1 (10.3), 10.4 (10.4); women 7.2 (7.2), 7.6 (7.5), 8.2 (8.3), 8.1 (8.0)",
        method="gradient")  # fmt: skip
def test_range_and_slope_index(
    session: Session, indicator: str, sex: str, ranges: list[float], slopes: list[float]
) -> None:
    found = [tenths(session, indicator, sex, period) for period in PERIODS]
    assert [round(decile_range(values), 1) for values in found] == ranges
    assert [float(f"{slope_index(values) + 1e-9:.1f}") for values in found] == slopes


@worked("17.4", "since 2016-18 tenth 1 lost 2.4 (men) and 3.6 (women) healthy years, tenth 10 lost 1.1 and 2.3")
def test_what_each_end_lost(session: Session) -> None:
    found = []
    for sex in ("male", "female"):
        then, now = (tenths(session, "hle", sex, period) for period in (PERIODS[1], PERIODS[3]))
        found += [round(then[0] - now[0], 1), round(then[9] - now[9], 1)]
    assert found == [2.4, 1.1, 3.6, 2.3]


@pytest.fixture(scope="module")
def slopes() -> pd.DataFrame:
    table = pd.read_csv(SOURCES / "health/slope_index_of_inequality_life_expectancy.csv.gz", dtype={"period": str})
    return table.pivot_table(index=["area_code", "sex"], columns="period", values="value")


@pytest.mark.sources
@worked(
    "18",
    "OHID slope index 2011-13 to 2016-18: men 9.1 to 9.6, women 6.9 to 7.5; to 2022-24 10.4 and 8.0, after a peak of 10.7 and 8.5 in 2020-22",
)
def test_slope_index_of_england_over_a_decade(slopes: pd.DataFrame) -> None:
    for sex, wanted in (("Male", [9.1, 9.6, 10.7, 10.4]), ("Female", [6.9, 7.5, 8.5, 8.0])):
        own = slopes.loc[("E92000001", sex)]
        assert own[["2011-13", "2016-18", "2020-22", "2022-24"]].to_list() == wanted
        assert own.max() == own["2020-22"]


@pytest.mark.sources
@worked("11", "SD of change between separate periods 1.5 years; at or below zero 17 authorities in some period, Mid Suffolk women −1.8; "
        "Kensington and Chelsea women 10.0 in 2017-19")  # fmt: skip
def test_slope_index_inside_authorities(slopes: pd.DataFrame) -> None:
    districts = slopes[slopes.index.get_level_values(0).str.match("E0[6-9]")]
    for before, after in (("2016-18", "2019-21"), ("2019-21", "2022-24")):
        assert round(float((districts[after] - districts[before]).std()), 1) == 1.5
    flat = districts[(districts <= 0).any(axis=1)]
    assert flat.index.get_level_values(0).nunique() == 17
    assert districts.loc[("E07000203", "Female"), "2022-24"] == -1.8
    assert districts.loc[(KENSINGTON, "Female"), "2017-19"] == 10.0


@worked(
    "11",
    "Middlesbrough 17.4 and 14.9 (the largest published for each sex); Blackpool 13.8, 9.2; Pendle 12.0, 8.3; Kensington and Chelsea 13.7, 5.5",
)
@worked("20", "Rutland has no slope index")
def test_slope_index_of_the_named(session: Session) -> None:
    national = session.england
    latest = national.tables.indicators["sii"].latest
    wanted = {MIDDLESBROUGH: (17.4, 14.9), BLACKPOOL: (13.8, 9.2), PENDLE: (12.0, 8.3), KENSINGTON: (13.7, 5.5)}
    for at, sex in enumerate(("male", "female")):
        rows = national.authorities("sii", sex, latest, upper=False)["value"]
        assert {code: float(rows[code]) for code in wanted} == {code: pair[at] for code, pair in wanted.items()}
        assert rows.idxmax() == MIDDLESBROUGH
        assert "E06000017" not in rows.index


@worked("9", "intervals have widened from ± 2.3 years (2011-13) to ± 3.7 (2022-24); 151 upper tiers; England 60.9 men, 61.3 women",
        ours=None)  # fmt: skip
@worked("9", "none for the Isles of Scilly or the City")
def test_width_of_healthy_life(session: Session) -> None:
    """Men's mean half-width; women's are ± 2.5 and ± 4.2."""
    national = session.england
    found = []
    for period in ("2011-01-01/P3Y", "2022-01-01/P3Y"):
        for sex in ("male", "female"):
            rows = national.authorities("hle", sex, Period.parse(period), upper=True)
            assert len(rows) == 151
            found.append(round(float((rows["uci_95"] - rows["lci_95"]).mean() / 2), 1))
    assert found == [2.3, 2.5, 3.7, 4.2]
    england = [national.observation("E92000001", "hle", sex, Period.parse(PERIODS[3])) for sex in ("male", "female")]
    assert [float(row["value"]) for row in england if row is not None] == [60.9, 61.3]
    table = national.table("hle", "male", Period.parse(PERIODS[3]))
    assert table["value"].reindex(["E06000053", "E09000001"]).isna().all()


@pytest.mark.parametrize(
    ("code", "sex", "difference", "half"),
    [(MIDDLESBROUGH, "male", -3.7, 4.0), (MIDDLESBROUGH, "female", -4.5, 4.0), (BLACKPOOL, "male", -4.2, 4.2),
     (BLACKPOOL, "female", -4.3, 5.2), (LANCASHIRE, "male", -3.4, 2.5), (LANCASHIRE, "female", -3.4, 2.9),
     (KENSINGTON, "male", 1.8, 5.7), (KENSINGTON, "female", 1.9, 6.3)],
)  # fmt: skip
@worked("8.5", "Middlesbrough men −3.7 ± 4.0, women −4.5 ± 4.0; Blackpool −4.2 ± 4.2, −4.3 ± 5.2; Lancashire −3.4 ± 2.5, −3.4 ± 2.9; Kensington "
        "and Chelsea +1.8 ± 5.7, +1.9 ± 6.3", method="change")  # fmt: skip
def test_changes_of_the_named(session: Session, code: str, sex: str, difference: float, half: float) -> None:
    change, error = since_2016(session, code, sex)
    assert (round(change, 1), round(1.96 * error, 1)) == (difference, half)


def since_2016(session: Session, code: str, sex: str) -> tuple[float, float]:
    """(difference, its standard error)."""
    pair = []
    for period in (PERIODS[1], PERIODS[3]):
        row = session.england.observation(code, "hle", sex, Period.parse(period))
        assert row is not None
        pair.append(Observation(Period.parse(period), *(float(row[c]) for c in ("value", "lci_95", "uci_95"))))
    errors = [standard_error(one) for one in pair]
    return float(pair[1].value - pair[0].value), float(np.hypot(*errors))  # type: ignore[operator,arg-type]


@worked("8.5", "England −2.4 (men), −2.8 (women); 24 and 34 of 151 fell at 95 %, none at 99.8 %; one of 151 (Croydon, up) changed differently from England; "
        "Blackpool men z = −1.95")  # fmt: skip
def test_changes_of_all(session: Session) -> None:
    fell, different = [], set()
    for sex, england in (("male", -2.4), ("female", -2.8)):
        base, base_error = since_2016(session, "E92000001", sex)
        assert round(base, 1) == england
        z = {}
        for code in session.england.authorities("hle", sex, Period.parse(PERIODS[3]), upper=True).index:
            if session.england.observation(code, "hle", sex, Period.parse(PERIODS[1])) is None:
                continue
            change, error = since_2016(session, code, sex)
            z[code] = change / error
            if abs(change - base) / np.hypot(error, base_error) > 1.96:
                different.add(code)
        fell.append(sum(value < -1.96 for value in z.values()))
        assert not any(value < -3.09 for value in z.values())
        if sex == "male":
            assert round(z[BLACKPOOL], 2) == -1.95
    assert fell == [24, 34]
    assert different == {"E09000008"}


@worked("8.5", "at χ² > 3.84 about four times as many would be flagged")
def test_a_weaker_test_would_flag_several_times_as_many(session: Session) -> None:
    table = session.tables.observations
    codes = session.england.district_codes | session.england.upper_codes
    rows = table[(table["indicator"] == "obesity_adult") & table["areacd"].isin(codes)]
    flagged: Counter[str] = Counter()
    for _, own in rows[rows["period"].isin(sorted(rows["period"].unique())[-5:])].groupby("areacd"):
        ordered = own.sort_values("period")
        y, se = ordered["value"].to_numpy(float), ((ordered["uci_95"] - ordered["lci_95"]) / 3.92).to_numpy(float)
        x = np.arange(len(y), dtype=float)
        if len(y) < 5 or not (se > 0).all():
            continue
        _, chi2 = slope(x, y, se)
        kept = all(
            slope(np.delete(x, i), np.delete(y, i), np.delete(se, i))[0] * slope(x, y, se)[0] > 0 for i in range(5)
        )
        flagged["strict"] += kept and chi2 > 9.5495
        flagged["weak"] += kept and chi2 > 3.84
    assert flagged == {"strict": 15, "weak": 60}


@pytest.mark.parametrize(
    ("indicator", "sex", "ratio"),
    [("covid19", "persons", (2.20, 2.11, 2.30)), ("covid19", "male", (2.23,)), ("covid19", "female", (2.21,)),
     ("other_causes", "persons", (1.85, 1.81, 1.89))],
)  # fmt: skip
@worked("16", "tenth 1 139.6 (135.8-143.5), tenth 10 63.4 (61.4-65.4): ratio 2.20 (2.11 to 2.30); men 2.23, women 2.21; other causes 1.85 (1.81 to 1.89)",
        method="rate-ratio")  # fmt: skip
def test_first_wave_ratios(session: Session, indicator: str, sex: str, ratio: tuple[float, ...]) -> None:
    table = session.tables.gradients
    own = table[(table["indicator"] == indicator) & (table["sex"] == sex)].set_index("decile")
    first, last = (tuple(float(own.loc[at, c]) for c in ("value", "lci_95", "uci_95")) for at in (1, 10))
    if (indicator, sex) == ("covid19", "persons"):
        assert (first, last) == ((139.6, 135.8, 143.5), (63.4, 61.4, 65.4))
    assert tuple(round(v, 2) for v in rate_ratio(first, last))[: len(ratio)] == ratio  # type: ignore[arg-type]


@worked("16", "England 88.7 (87.9-89.5); Middlesbrough 178.0 (153.3-202.7) worse; Blackpool 94.5 (78.7-110.3), Kensington and Chelsea 95.2 (78.4-112.0), "
        "Pendle 87.6 (68.8-109.9) similar; Lancashire 78.2 (73.3-83.1) better")  # fmt: skip
@worked(
    "16",
    "fewer than 10 deaths hidden (City of London, 4); 10-19 flagged (Hastings, Mid Devon, South Hams, West Devon); Isles of Scilly no deaths",
)
def test_first_wave_of_the_named(session: Session, briefing) -> None:  # type: ignore[no-untyped-def]
    wanted = {MIDDLESBROUGH: ((178.0, 153.3, 202.7), "worse"), BLACKPOOL: ((94.5, 78.7, 110.3), "similar"),
              KENSINGTON: ((95.2, 78.4, 112.0), "similar"), PENDLE: ((87.6, 68.8, 109.9), "similar"),
              LANCASHIRE: ((78.2, 73.3, 83.1), "better")}  # fmt: skip
    for code, (rate, verdict) in wanted.items():
        found = briefing(code)
        fact = found.facts["covid19.value"]
        assert (fact.value, fact.lci_95, fact.uci_95) == rate
        assert found.comparisons["covid19"].verdict == verdict
        assert found.facts["covid19.england"].value == 88.7
    table = session.england.table("covid19_deaths", "persons", Period.parse("2020-03-01/P4M"))
    few = table[(table["value"] < 20) & table.index.str.match("E0[6-9]")]["value"]
    assert few.to_dict() == {
        "E06000053": 0,
        "E09000001": 4,
        "E07000042": 17,
        "E07000044": 12,
        "E07000047": 15,
        "E07000062": 10,
    }
    rates = session.england.table("covid19", "persons", Period.parse("2020-03-01/P4M"))["value"]
    assert rates.reindex(["E06000053", "E09000001"]).isna().all()


@pytest.mark.sources
@worked("16", "South East −0.07")
@worked("16", "across authorities rank correlation 0.33", ours="0.34 of the 287 districts that have a rate and a score of 2019; 0.32 of 290 "
        "on the index of 2025. Weak either way")  # fmt: skip
def test_first_wave_and_deprivation(session: Session) -> None:
    national = session.england
    rates = national.authorities("covid19", "persons", Period.parse("2020-03-01/P4M"), upper=False)["value"].astype(
        float
    )
    now = national.deprivation.loc[rates.index, "average_score"].astype(float)
    assert (round(rank_correlation(rates, now).value, 2), len(rates)) == (0.32, 290)
    table = pd.read_csv(SOURCES / "deprivation/imd2019_ltla.csv.gz")
    before = table[table["index_code"] == "imd"].set_index("lad19_code")["average_score"].rename(index=today)
    both = rates[rates.index.isin(before.index)]
    assert (round(rank_correlation(both, before.loc[both.index]).value, 2), len(both)) == (0.34, 287)
    south = both[[national.tables.areas[code].region == "E12000008" for code in both.index]]
    assert round(rank_correlation(south, before.loc[south.index]).value, 2) == -0.07
