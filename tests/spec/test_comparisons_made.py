"""Many comparisons: how many are made nationally, and how many come out as what, one a topic."""

from collections import Counter

import pytest
from tests.spec.worked import worked

from briefgen.model.period import Period
from briefgen.model.verdict import Comparison, Verdict
from briefgen.pipeline.session import Session
from briefgen.statistics.comparison import comparison

LE = Period.parse("2021-01-01/P3Y")
SMALL = {"E06000053", "E09000001"}
TOPICS = ("hle", "le", "cvd", "early_cancer", "covid19", "smoking", "obesity_adult", "obesity_year6", "obesity_reception",
          "level3", "employment", "unemployment", "pay")  # fmt: skip


@pytest.fixture(scope="module")
def made(session: Session) -> dict[str, dict[str, list[Comparison]]]:
    """Every comparison by topic and authority; both sexes' where there are two."""
    national = session.england
    found: dict[str, dict[str, list[Comparison]]] = {}
    for topic in TOPICS:
        entry = national.tables.indicators[topic]
        when = LE if topic == "le" else entry.latest
        for sex in sorted(entry.sexes, reverse=True):  # men first
            england = national.observation("E92000001", topic, sex, when)
            assert england is not None
            table = national.table(topic, sex, when)
            for code in (national.district_codes | national.upper_codes) - SMALL:
                if code not in table.index:
                    continue
                value, low, high = (
                    None if v != v else float(v) for v in table.loc[code, ["value", "lci_95", "uci_95"]]
                )
                judged = comparison(value, low, high, float(england["value"]), entry.polarity,
                                    spread=national.spread(topic, sex, when))  # fmt: skip
                if judged.verdict is not Verdict.NOT_TESTED:
                    found.setdefault(topic, {}).setdefault(code, []).append(judged)
    return found


@worked("19.1", "13 topics can be tested, 6 to 13 comparisons (median 11)", method="comparison")
@worked("19.1", "1,767 of 3,370 tests are not similar; 1,102 at 99.8 %", ours="3,374 tests, 1,769 not similar, 1,104 at 99.8 %, men's figures "
        "standing for both sexes. Two of the two surplus verdicts and one of the four tests are the first wave's (decision 5); the other three "
        "tests are “similar” either way", method="comparison")  # fmt: skip
def test_comparisons_nationally(made: dict[str, dict[str, list[Comparison]]]) -> None:
    assert len(made) == 13
    first = [pair[0] for by_area in made.values() for pair in by_area.values()]
    each = Counter(code for by_area in made.values() for code in by_area)
    assert (len(each), min(each.values()), max(each.values()), sorted(each.values())[len(each) // 2]) == (
        315,
        6,
        13,
        11,
    )
    assert len(first) == 3374
    assert sum(one.verdict is not Verdict.SIMILAR for one in first) == 1769
    assert sum(one.at_998 is not Verdict.SIMILAR for one in first) == 1104
    wave = Counter(pair[0].verdict for pair in made["covid19"].values())
    assert (wave[Verdict.WORSE], wave[Verdict.SIMILAR], wave[Verdict.BETTER]) == (89, 92, 130)  # worked: 89, 93, 128


@worked("19.1", "an average place would show 0.55 false flags, 43 % chance of at least one")
def test_flags_by_chance() -> None:
    """Median 11 comparisons, each wrong one time in twenty when nothing differs."""
    assert pytest.approx(0.55) == 11 * 0.05
    assert round(1 - 0.95**11, 2) == 0.43


@pytest.mark.parametrize(
    ("code", "tested", "worse", "similar", "better"),
    [
        ("E06000002", 11, 11, 0, 0),
        ("E06000009", 13, 10, 3, 0),
        ("E09000020", 10, 1, 3, 6),
        ("E07000122", 8, 4, 4, 0),
        ("E10000017", 11, 5, 5, 1),
    ],
)
@worked("19.3", "Middlesbrough 11 tested, 11 worse; Blackpool 13: 10 worse, 3 similar; Kensington and Chelsea 10: 1 worse, 3 similar, 6 better; Pendle 8: 4 "
        "worse, 4 similar; Lancashire 11: 5 worse, 5 similar, 1 better", method="comparison")  # fmt: skip
def test_counts_printed_for_the_named(briefing, code: str, tested: int, worse: int, similar: int, better: int) -> None:  # type: ignore[no-untyped-def]
    """In the last section of the briefing itself, once, one a topic."""
    found = briefing(code)
    counted = [found.facts[f"comparisons.{name}"].value for name in ("tested", "worse", "similar", "better")]
    assert counted == [tested, worse, similar, better]
    said = [s.text for s in found.section("about").lead if s.id.startswith("about.lead.counts")]
    assert len(said) == 1


@pytest.mark.parametrize(
    ("topic", "imprecise", "of"),
    [
        ("employment", 103, 315),
        ("level3", 36, 315),
        ("pay", 42, 315),
        ("smoking", 56, 290),
        ("cvd", 0, 313),
        ("le", 0, 315),
    ],
)
@worked("2.4", "too imprecise to compare: 35 % of employment rates (of districts), 0 % of life expectancy")
def test_too_imprecise_to_compare(
    session: Session, made: dict[str, dict[str, list[Comparison]]], topic: str, imprecise: int, of: int
) -> None:
    national = session.england
    entry = national.tables.indicators[topic]
    table = national.table(topic, entry.sexes[0], LE if topic == "le" else entry.latest)
    codes = (national.district_codes | national.upper_codes) - SMALL
    sure = table[table.index.isin(codes) & (table["uci_95"] > table["lci_95"])]
    assert len(sure) == of
    assert len(set(sure.index) - set(made[topic])) == imprecise
    if topic == "employment":
        districts = [code for code in sure.index if code in national.district_codes]
        assert round(100 * len(set(districts) - set(made[topic])) / len(districts)) == 35


@worked("2.1", "13 authorities (men), 17 (women) touch England’s value")
def test_intervals_that_touch_are_similar(session: Session) -> None:
    national = session.england
    touching = []
    for sex in ("male", "female"):
        england = national.observation("E92000001", "le", sex, LE)
        assert england is not None
        table = national.table("le", sex, LE)
        rows = table[table.index.isin((national.district_codes | national.upper_codes) - SMALL)]
        touching.append(int(((rows["lci_95"] == england["value"]) | (rows["uci_95"] == england["value"])).sum()))
    assert touching == [13, 17]


@worked("7.1", "280 of 294 male life expectancies are tied at one decimal")
def test_ties_of_life_expectancy(session: Session) -> None:
    values = session.england.authorities("le", "male", LE, upper=False)["value"]
    assert (len(values), int(values.duplicated(keep=False).sum())) == (294, 280)


@worked("2.5", "correlation of male HLE with the neighbours’ median 0.83")
def test_neighbours_are_alike_by_construction(session: Session) -> None:
    evidence = session.tables
    values = session.england.authorities("hle", "male", evidence.indicators["hle"].latest, upper=True)["value"].astype(
        float
    )
    table = evidence.neighbours[evidence.neighbours["areacd"].isin(values.index)]
    near = table.assign(value=table["neighbour"].map(values)).groupby("areacd")["value"].median()
    both = near.dropna()
    assert round(float(both.corr(values.loc[both.index])), 2) == 0.83
