"""Traps in the official figures: each row of severity H of the list of anomalies, by its number."""

from collections.abc import Callable

import pandas as pd
import pytest

from briefgen.errors import UsageError
from briefgen.model.briefing import Briefing
from briefgen.model.catalogue import Grade, Polarity, Unit
from briefgen.model.codes import ENGLAND
from briefgen.model.verdict import Untested, Verdict
from briefgen.pipeline.session import Session
from briefgen.statistics.comparison import comparison

Brief = Callable[[str], Briefing]
NEW_2023 = ("E06000063", "E06000064", "E06000065", "E06000066")


@pytest.fixture(scope="module")
def observations(session: Session) -> pd.DataFrame:
    return session.tables.observations


def text(briefing: Briefing) -> str:
    parts = [briefing.summary.text]
    for section in briefing.sections:
        sentences = [
            section.title,
            *section.lead,
            *section.notes,
            *section.missing,
            *(p.sentence for p in section.points),
        ]
        parts += [s.text for s in sentences]
    return " ".join(parts)


def test_1_barnsley_and_sheffield_have_every_value_their_neighbours_have(observations: pd.DataFrame) -> None:
    known = observations[observations["value"].notna()]
    series = {
        code: {(r.indicator, r.sex, r.period) for r in known[known["areacd"] == code].itertuples()}
        for code in ("E08000038", "E08000017", "E08000039", "E08000018")
    }
    assert series["E08000038"] == series["E08000017"]  # Doncaster
    # Rotherham; Sheffield's early diagnosis is blank in the publication itself.
    assert series["E08000018"] - series["E08000039"] <= {("early_cancer", "persons", "2022-01-01/P1Y")}
    assert not {"E08000016", "E08000019"} & set(known["areacd"])


def test_2_no_value_of_a_part_becomes_the_whole(session: Session, observations: pd.DataFrame) -> None:
    found = observations[observations["areacd"].isin(NEW_2023) & (observations["indicator"] == "smoking")]
    assert found["value"].isna().all()
    assert (found["status"] == "not published").all()


def test_3_an_abolished_county_with_two_successors_asks_which(session: Session) -> None:
    for code, names in (("E10000006", ("Cumberland", "Westmorland")), ("E10000009", ("Dorset", "Bournemouth")),
                        ("E10000021", ("North Northamptonshire", "West Northamptonshire"))):  # fmt: skip
        with pytest.raises(UsageError) as caught:
            session.areas.resolve(code)
        assert all(name in str(caught.value) for name in names)
    assert session.areas.resolve("E10000023").area.name.prose == "North Yorkshire"


def test_12_chargers_have_one_latest_period(session: Session, observations: pd.DataFrame) -> None:
    rows = observations[observations["indicator"] == "ev_chargers"]
    assert not rows.duplicated(["areacd", "period"]).any()
    england = session.england.observation(
        ENGLAND, "ev_chargers", "persons", session.tables.indicators["ev_chargers"].latest
    )
    assert england is not None
    assert float(england["value"]) == pytest.approx(165.9, abs=0.05)


def test_13_routine_and_manual_smoking_is_not_used(session: Session) -> None:
    assert [id for id in session.tables.indicators if "smok" in id] == ["smoking"]


def test_14_life_expectancy_is_tested_in_2021_to_2023_and_a_county_says_so(briefing: Brief) -> None:
    own, county = briefing("E06000002"), briefing("E10000017")
    assert own.comparisons["le.male"].untested is Untested.NO_INTERVAL
    assert own.comparisons["le.male@2021"].verdict is Verdict.WORSE
    assert county.facts["le.male@2021.value"].period.label == "2021 to 2023"  # type: ignore[union-attr]
    assert "le.male.value" not in county.facts


def test_15_healthy_life_expectancy_has_a_change_and_no_trend(session: Session, briefing: Brief) -> None:
    said = text(briefing("E10000017")) + text(briefing("E06000002"))
    assert "Since 2016 to 2018" in said
    assert "falling" not in said
    assert "rising" not in said


def test_16_preventable_mortality_is_neither_judged_nor_called_a_trend(briefing: Brief) -> None:
    own = briefing("E06000002")
    assert own.comparisons["u75_preventable"].verdict is Verdict.NOT_TESTED
    assert "are not a trend" in text(own)


def test_24_an_interval_of_no_width_is_not_tested() -> None:
    found = comparison(0.0, 0.0, 0.0, 11.6, Polarity.LOWER_IS_BETTER)
    assert found.untested is Untested.ZERO_WIDTH


def test_25_survey_noise_is_not_ranked_and_pendles_employment_is_too_imprecise(
    session: Session, briefing: Brief
) -> None:
    indicators = session.tables.indicators
    assert {indicators[id].grade for id in ("employment", "inactivity")} == {Grade.C}
    assert not {indicators[id].candidate for id in ("employment", "inactivity")} & {True}
    own = briefing("E07000122")
    assert own.comparisons["employment"].untested is Untested.IMPRECISE
    assert "employment.rank" not in own.facts


def test_26_and_27_one_smoking_figure_pooled(briefing: Brief) -> None:
    assert briefing("E07000122").facts["smoking.value"].display == "13.5%"
    assert briefing("E06000002").facts["smoking.value"].display == "15.7%"
    assert briefing("E06000002").facts["smoking.value"].period.label == "2020 to 2024"  # type: ignore[union-attr]


def test_28_englands_smoking_is_computed_and_says_so(session: Session, briefing: Brief) -> None:
    assert round(float(briefing("E06000002").facts["smoking.england"].value), 2) == 11.54
    assert session.tables.indicators["smoking"].england_computed


def test_29_and_30_child_poverty_is_before_housing_costs_with_englands_own_figure(
    session: Session, briefing: Brief
) -> None:
    facts = briefing("E06000002").facts
    assert facts["child_poverty.england"].display == "19.8%"
    entry = session.tables.indicators["child_poverty"]
    assert "before housing costs" in entry.name
    assert "before housing costs" in entry.phrase


def test_31_no_sentence_compares_the_sexes(briefing: Brief) -> None:
    for code in ("E06000002", "E09000020", "E10000017"):
        assert not any(
            words in text(briefing(code)) for words in ("than men", "than women", "fewer healthy years than")
        )


def test_32_the_price_ratio_is_times_earnings_and_neither_good_nor_bad(session: Session, briefing: Brief) -> None:
    entry = session.tables.indicators["affordability"]
    assert entry.unit is Unit.RATIO
    assert entry.polarity is Polarity.NEUTRAL
    assert "%" not in briefing("E06000002").facts["affordability.value"].display


def test_33_value_of_vegetation_is_not_air_quality(session: Session) -> None:
    air = [e for e in session.tables.indicators.values() if e.group == "air quality"]
    assert {e.unit for e in air} == {Unit.MICROGRAMS, Unit.TONNES}


def test_34_a_dozen_children_are_hidden(session: Session, observations: pd.DataFrame) -> None:
    rows = observations[observations["areacd"].isin(["E06000053", "E09000001"])]
    for id in ("gld", "gcse_by_19", "absence"):
        assert rows.loc[rows["indicator"] == id, "value"].isna().all()


def test_50_and_51_published_ranks_are_shown_as_published(session: Session, briefing: Brief) -> None:
    table = session.england.deprivation
    for code in ("E06000026", "E06000054", "E08000036", "E07000217"):  # Plymouth, Wiltshire, Wakefield, Rushmoor
        assert briefing(code).facts["imd.rank"].value == int(table.loc[code, "rank_of_average_score"])


def test_52_the_2019_rank_is_the_official_one_of_317(briefing: Brief) -> None:
    assert "121st of 317" in text(briefing("E09000020"))
    assert "114th" not in text(briefing("E09000020"))


def test_44_zero_hidden_and_joint_are_three_things(briefing: Brief) -> None:
    """Scilly had no COVID-19 death, the City four; both share their cardiovascular figure with a neighbour."""
    scilly, city = text(briefing("E06000053")), text(briefing("E09000001"))
    assert "COVID-19 deaths, first wave (no deaths, so no rate)" in scilly
    assert "(no deaths" not in city
    for said in (scilly, city):
        assert "Preventable heart and stroke deaths under 75 (published jointly with a neighbour)" in said
        assert "former councils" not in said


def test_59_led_and_shared_awards_stand_apart(session: Session, briefing: Brief) -> None:
    assert round(float(briefing("E07000122").facts["luf.led"].value) / 1e6, 1) == 6.5
    assert len(session.england.money.shared) == 16


def test_60_the_isles_of_scilly_have_no_pounds_a_resident(briefing: Brief) -> None:
    own = briefing("E06000053")
    assert own.facts["luf.led"].display == "£48.4 million"
    assert not [id for id in own.facts if "per_head" in id and "england" not in id]


def test_61_no_award_is_none_and_not_a_rank(briefing: Brief) -> None:
    own = briefing("E06000002")
    assert "luf.rank" not in own.facts
    assert "led no award" in text(own)


def test_62_no_need_no_ratio(briefing: Brief) -> None:
    own = briefing("E06000017")  # Rutland
    assert "given nothing" in text(own) or "gives nothing" in text(own)
    assert not [id for id in own.facts if "ratio" in id and id.startswith("luf")]


def test_63_every_inherited_category_is_shown(session: Session, briefing: Brief) -> None:
    priority = session.tables.funds["priority"]
    assert sorted(priority.loc[priority["areacd"] == "E06000065", "category"]) == [1, 1, 2, 2, 3, 3, 3]
    assert "priority categories 1, 2 and 3" in text(briefing("E06000064"))


def test_70_global_neighbours_and_none_for_the_smallest(session: Session, briefing: Brief) -> None:
    table = session.tables.neighbours
    own = set(table.loc[table["areacd"] == "E06000002", "neighbour"])
    assert not own & {
        "E07000220",
        "E07000177",
        "E06000041",
        "E06000036",
    }  # Rugby, Cherwell, Wokingham, Bracknell Forest
    for code in ("E06000053", "E09000001"):
        assert briefing(code).section("spread").table("spread.neighbours") is None
