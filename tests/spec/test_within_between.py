"""Within and between: the shares of England's spread under every way of counting."""

import numpy as np
import pandas as pd
import pytest
from tests.conftest import SOURCES
from tests.spec.worked import worked

from briefgen.data.compile.codes import today
from briefgen.pipeline.session import Session
from briefgen.statistics.variance import Shares, variance_shares


def percent(shares: Shares) -> list[float]:
    return [round(100 * share, 1) for share in (shares.regions, shares.authorities, shares.within)]


@pytest.fixture(scope="module")
def neighbourhoods(session: Session) -> pd.DataFrame:
    evidence = session.tables
    table = evidence.neighbourhoods.copy()
    table["region"] = table["areacd"].map({str(c): a.region for c, a in evidence.areas.items()})
    table["upper"] = table["areacd"].map({str(c): str(a.upper_tier) for c, a in evidence.areas.items() if a.region})
    return table


@pytest.mark.parametrize(
    ("what", "wanted"),
    [("score", [7.3, 19.8, 72.9]), ("rank", [6.1, 21.7, 72.3]), ("log", [5.7, 21.7, 72.6]), ("income", [7.1, 18.8, 74.1]),
     ("unweighted", [7.1, 18.7, 74.1]), ("upper", [7.3, 16.1, 76.6]), ("health", [18.1, 27.1, 54.8])],
)  # fmt: skip
@worked("13", "7.3, 19.8, 72.9; ranks 6.1, 21.7, 72.3; log score 5.7, 21.7, 72.6; income domain 7.1, 18.8, 74.1; unweighted "
        "7.1, 18.7, 74.1; 153 upper tiers 7.3, 16.1, 76.6; health domain 18.1, 27.1, 54.8", method="variance")  # fmt: skip
def test_shares_by_every_way_of_counting(neighbourhoods: pd.DataFrame, what: str, wanted: list[float]) -> None:
    table = neighbourhoods
    values = {"rank": table["rank"].astype(float), "log": np.log(table["score"]), "income": table["income_score"],
              "health": table["health_score"]}.get(what, table["score"])  # fmt: skip
    weights = table["population"] if what != "unweighted" else pd.Series(1.0, index=table.index)
    assert (
        percent(variance_shares(values, weights, table["region"], table["upper" if what == "upper" else "areacd"]))
        == wanted
    )


@pytest.mark.sources
@worked("13", "IoD2019 8.7, 21.2, 70.1")
def test_shares_of_the_index_of_2019(session: Session) -> None:
    table = pd.read_csv(SOURCES / "deprivation/imd2019_lsoa.csv.gz")
    codes = table["lad25_code"].map(today)
    region = codes.map({str(c): a.region for c, a in session.tables.areas.items()})
    assert percent(variance_shares(table["imd_score"], table["pop_total"], region, codes)) == [8.7, 21.2, 70.1]


@worked("13", "between authorities 6 % (North East) to 30 % (South East)")
def test_shares_within_one_region(session: Session, neighbourhoods: pd.DataFrame) -> None:
    found = {}
    for region, rows in neighbourhoods.groupby("region"):
        one = pd.Series("", index=rows.index)
        found[session.tables.areas[region].name.prose] = variance_shares(  # type: ignore[index]
            rows["score"], rows["population"], one, rows["areacd"]
        ).authorities
    assert (min(found, key=found.__getitem__), round(100 * min(found.values()))) == ("the North East", 6)
    assert (max(found, key=found.__getitem__), round(100 * max(found.values()))) == ("the South East", 30)


@pytest.mark.parametrize(("sex", "share"), [("male", 38), ("female", 34)])
@worked("13", "regions hold 38 % (men), 34 % (women) of the variance, about half once sampling error is removed")
def test_regions_and_healthy_life(session: Session, sex: str, share: int) -> None:
    national = session.england
    rows = national.authorities("hle", sex, national.tables.indicators["hle"].latest, upper=True)
    y = rows["value"].astype(float)
    region = y.groupby(lambda code: national.tables.areas[code].region).transform("mean")
    between, total = float(region.var(ddof=0)), float(y.var(ddof=0))
    noise = float((((rows["uci_95"] - rows["lci_95"]) / 3.92) ** 2).mean())
    assert round(100 * between / total) == share
    assert between / (total - noise) == pytest.approx(0.5, abs=0.02)


@worked("12", "104 districts have none in the most deprived tenth, 146 span all ten; the five most deprived share an MSOA name "
        "in 246 of 296 and both MSOA and ward in 182")  # fmt: skip
def test_tenths_and_names_of_districts(neighbourhoods: pd.DataFrame) -> None:
    by_district = neighbourhoods.groupby("areacd")["decile"]
    assert int((by_district.min() > 1).sum()) == 104
    assert int((by_district.nunique() == 10).sum()) == 146
    five = neighbourhoods.sort_values("rank").groupby("areacd").head(5)
    size = five.groupby("areacd").size()
    assert int((five.groupby("areacd")["msoa_name"].nunique() < size).sum()) == 246
    both = five.assign(both=five["msoa_name"] + "|" + five["ward"]).groupby("areacd")["both"].nunique()
    assert int((both < size).sum()) == 182
    assert neighbourhoods["areacd"].value_counts()[["E06000053", "E09000001"]].to_list() == [1, 6]


@worked(
    "18",
    "56 % of most deprived-tenth neighbourhoods are in the three northern regions, 11 % in London and the South East",
)
@worked("18", "London has 14 % of residents in tenths 1-2", ours="14 % is London’s part of England’s residents in tenths 1 and 2; of "
        "London’s own residents 18 % live there")  # fmt: skip
def test_north_and_south(neighbourhoods: pd.DataFrame) -> None:
    first = neighbourhoods[neighbourhoods["decile"] == 1]["region"]
    assert round(100 * first.isin(["E12000001", "E12000002", "E12000003"]).mean()) == 56
    assert round(100 * first.isin(["E12000007", "E12000008"]).mean()) == 11
    people = neighbourhoods["population"]
    london, fifth = neighbourhoods["region"] == "E12000007", neighbourhoods["decile"] <= 2
    assert round(100 * people[london & fifth].sum() / people[fifth].sum()) == 14
    assert round(100 * people[london & fifth].sum() / people[london].sum()) == 18


@worked("14", "Regions by score: NE 28.51, NW 27.06, YH 25.97, WM 25.21, L 22.61, EM 20.91, SW 17.87, SE 15.89; England 21.81",
        method="deprivation-summary")  # fmt: skip
@worked("14", "EoE 17.87", ours="17.86: 17.8649 on the score as published, to three decimals of each neighbourhood")
@worked("14", "Lancashire score 23.557 (71st of 153), proportion 14.5 % (49th), extent 0.255")
def test_regions_and_lancashire(session: Session) -> None:
    table = session.england.deprivation
    codes = [f"E1200000{n}" for n in (1, 2, 3, 5, 7, 4, 9, 6, 8)]
    assert [round(float(table.loc[c, "average_score"]), 2) for c in (*codes, "E92000001")] == [
        28.51, 27.06, 25.97, 25.21, 22.61, 20.91, 17.87, 17.86, 15.89, 21.81]  # fmt: skip
    own = table.loc["E10000017"]
    assert (round(own["average_score"], 3), int(own["rank_of_average_score"]), int(own["denominator"])) == (
        23.557,
        71,
        153,
    )
    assert (round(own["proportion"], 3), int(own["rank_of_proportion"]), round(own["extent"], 3)) == (0.145, 49, 0.255)


@pytest.mark.parametrize(
    ("code", "proportion", "score", "average", "before"),
    [
        ("E06000002", 1, 2, 21, 5),
        ("E06000009", 6, 1, 1, 1),
        ("E07000122", None, None, None, 33),
        ("E09000020", None, None, None, 121),
    ],
)
@worked(
    "14",
    "Middlesbrough is 1st on proportion, 2nd on score, 21st on average rank; Blackpool 6th, 1st, 1st; 2019: 5th, 1st, 33rd, 121st",
)
def test_summaries_disagree(
    session: Session, code: str, proportion: int | None, score: int | None, average: int | None, before: int
) -> None:
    own = session.england.deprivation.loc[code]
    if score is not None:
        found = [int(own[f"rank_of_{name}"]) for name in ("proportion", "average_score", "average_rank")]
        assert found == [proportion, score, average]
    assert session.england.deprivation_before[code] == (before, 317, True)
