"""Reliability: the share of the spread between authorities that is not sampling noise, and the grade it allows."""

from datetime import date

import pandas as pd
import pytest
from tests.conftest import SOURCES
from tests.spec.worked import worked

from briefgen.data.compile.codes import today
from briefgen.data.grades import by_rule, check_grades
from briefgen.errors import DataError
from briefgen.pipeline.session import Session
from briefgen.statistics.reliability import allowed, reliability

COLLECTED = date(2026, 11, 23)


def of(rows: pd.DataFrame, low: str = "lci_95", high: str = "uci_95") -> float:
    sure = rows[rows[high] > rows[low]]
    return reliability(list(sure["value"]), list((sure[high] - sure[low]) / 3.92))


@pytest.mark.parametrize(
    ("id", "sex", "worked_r"),
    [("cvd", "persons", 0.88), ("obesity_adult", "persons", 0.87), ("obesity_year6", "persons", 0.93), ("pay", "persons", 0.79),
     ("hle", "male", 0.73), ("hle", "female", 0.70), ("employment", "persons", 0.57), ("unemployment", "persons", 0.54)],
)  # fmt: skip
@worked("3", "R: CVD 0.88, adult obesity 0.87, year 6 0.93, pay 0.79, HLE 0.73/0.70, employment 0.57, unemployment 0.54",
        method="reliability")  # fmt: skip
def test_reliability_of_the_tables(session: Session, id: str, sex: str, worked_r: float) -> None:
    entry = session.tables.indicators[id]
    assert round(of(session.england.authorities(id, sex, entry.latest, upper=entry.level == "utla")), 2) == worked_r


@worked("3", "inactivity 0.54", ours="0.53 over the 275 districts with an interval; 0.54 comes out with 21 counties added, "
        "which mixes tiers against section 1")  # fmt: skip
def test_reliability_of_inactivity(session: Session) -> None:
    national = session.england
    entry = national.tables.indicators["inactivity"]
    districts = national.authorities("inactivity", "persons", entry.latest, upper=False)
    table = national.table("inactivity", "persons", entry.latest)
    both = table[table.index.isin(national.district_codes | national.upper_codes)]
    assert (round(of(districts), 2), round(of(both), 2)) == (0.53, 0.54)


@worked("3", "smoking pooled 0.73", ours="0.75 over 290 districts; 0.73 comes out with the City of London, which section 20 "
        "keeps out of every judgement")  # fmt: skip
def test_reliability_of_pooled_smoking(session: Session) -> None:
    national = session.england
    latest = national.tables.indicators["smoking"].latest
    table = national.table("smoking", "persons", latest)
    with_city = table[table.index.isin(national.district_codes) & table["value"].notna()]
    assert len(with_city) == 291
    assert (round(of(national.authorities("smoking", "persons", latest, upper=False)), 2), round(of(with_city), 2)) == (
        0.75,
        0.73,
    )


@pytest.mark.sources
@worked("3", "annual smoking 0.36; well-being 0.14-0.36")
def test_reliability_of_what_is_left_out(session: Session) -> None:
    """Grade D: shown nowhere in a briefing. 0.36 is the annual smoking of 2021; 2023's is 0.33."""
    smoking = pd.read_csv(SOURCES / "health/smoking_prevalence.csv.gz", dtype=str)
    feelings = pd.read_csv(SOURCES / "health/personal_wellbeing.csv.gz", dtype=str)

    def own(table: pd.DataFrame, name: str, period: str) -> float:
        rows = table[table["indicator_name"].str.contains(name, regex=False) & (table["period"] == period)].copy()
        rows = rows[rows["area_code"].map(today).isin(session.england.district_codes)]
        rows[["value", "lower_ci", "upper_ci"]] = rows[["value", "lower_ci", "upper_ci"]].astype(float)
        return of(rows, "lower_ci", "upper_ci")

    assert round(own(smoking, "annual", "2021"), 2) == 0.36
    found = [own(feelings, name, "2022/23") for name in ("Happiness", "Worthwhile", "Anxiety", "Satisfaction")]
    assert (round(min(found) - 0.0005, 2), round(max(found), 2)) == (0.14, 0.36)  # happiness 0.1451


def test_the_declared_grades_agree_with_the_rule_or_say_why(session: Session) -> None:
    evidence = session.tables
    indicators = dict(evidence.indicators)
    assert "7 with a reason" in check_grades(indicators, evidence.observations, session.areas, COLLECTED)
    agree = [
        id for id, e in indicators.items() if by_rule(e, evidence.observations, session.areas, COLLECTED)[0] == e.grade
    ]
    assert len(agree) == len(indicators) - 7


def test_a_grade_without_its_reason_is_refused(session: Session) -> None:
    from dataclasses import replace

    from briefgen.model.catalogue import Grade

    evidence = session.tables
    raised = {"employment": replace(evidence.indicators["employment"], grade=Grade.A)}
    with pytest.raises(
        DataError, match=r"employment\], grade: A is declared and the rule gives C \(reliability 0.57\)"
    ):
        check_grades(raised, evidence.observations, session.areas, COLLECTED)


@pytest.mark.parametrize(
    ("r", "years", "enough", "grade"),
    [(0.7, 3, True, "A"), (0.699, 1, True, "C"), (0.9, 3.1, True, "C"), (0.5, 0, True, "C"), (0.499, 0, True, "D"),
     (None, 9, True, "B"), (0.9, 0, False, "D"), (None, 0, False, "D")],
)  # fmt: skip
def test_the_edges_of_the_rule(r: float | None, years: float, enough: bool, grade: str) -> None:
    assert allowed(r, years, enough) == grade


@pytest.mark.parametrize(
    ("values", "errors"), [([1.0] * 12, [1.0] * 12), (range(9), [1.0] * 9), (range(12), [0.0] * 12)]
)
def test_reliability_of_too_few_or_equal_figures(values, errors) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ValueError, match="ten figures"):
        reliability(list(values), list(errors))
