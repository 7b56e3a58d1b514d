"""Upper-tier and regional IoD: our working of the published method against the published summaries."""

import pandas as pd
import pytest
from tests.conftest import SOURCES
from tests.spec.worked import worked

from briefgen.pipeline.session import Session
from briefgen.statistics.deprivation_summary import deprivation_summary, extent_weight, local_concentration


@pytest.fixture(scope="module")
def both(session: Session) -> pd.DataFrame:
    evidence = session.tables
    table = evidence.neighbourhoods
    ours = deprivation_summary(table, table["areacd"])
    published = evidence.deprivation
    theirs = published[(published["edition"] == 2025) & (published["index"] == "imd")].set_index("areacd")
    return ours.join(theirs, lsuffix="_ours")


@worked("14", "2025: proportion 296 of 296", method="deprivation-summary")
def test_the_proportion_agrees_in_all_296(both: pd.DataFrame) -> None:
    assert len(both) == 296
    assert (both["proportion_ours"].round(4) - both["proportion"]).abs().max() < 0.00005 + 1e-9


@pytest.mark.parametrize(
    ("measure", "most", "nearly_all"),
    [("average_score", 0.0535, 0.0165), ("average_rank", 57.5, None), ("extent", 0.00095, None)],
)
@worked("14", "score off by at most 0.053 (99 % within 0.016), rank 57, extent 0.0009", method="deprivation-summary")
def test_other_measures_are_within_the_stated_tolerances(
    both: pd.DataFrame, measure: str, most: float, nearly_all: float | None
) -> None:
    """To half a unit of the tolerance's last digit; the file holds first-release populations in 110 districts, so exact agreement cannot be had."""
    apart = (both[f"{measure}_ours"] - both[measure]).abs()
    assert apart.max() <= most
    if nearly_all is not None:
        assert (apart <= nearly_all).mean() >= 0.985


def test_lancashire(session: Session) -> None:
    table = session.tables.neighbourhoods
    areas = session.tables.areas
    upper = table["areacd"].map({str(c): str(a.upper_tier) for c, a in areas.items() if a.region})
    own = deprivation_summary(table, upper).loc["E10000017"]
    assert (round(own["average_score"], 3), round(own["proportion"], 3), round(own["extent"], 3)) == (
        23.557,
        0.145,
        0.255,
    )


def test_extent_weights() -> None:
    ranks = pd.Series([1, 10, 11, 30, 31, 100])
    assert [round(w, 4) for w in extent_weight(ranks, 100)] == [1.0, 1.0, 0.95, 0.05, 0.0, 0.0]


def test_local_concentration_takes_exactly_a_tenth() -> None:
    """Hundred residents, ten wanted: eight of the most deprived neighbourhood and two of the next."""
    ranks, people = pd.Series([1, 2, 50]), pd.Series([8, 10, 82])
    assert local_concentration(ranks, people, 100) == pytest.approx((8 * 100 + 2 * 99) / 10)


@pytest.mark.sources
@pytest.mark.parametrize(
    ("edition", "code", "population", "areas", "tolerances"),
    [
        (2025, "lad25_code", "pop_total_mid2022", 296, (0.0535, 57.5, 0.00095, 15.5)),
        (2019, "lad19_code", "pop_total", 317, (0.0015, 0.145, 0.00015, 0.25)),
    ],
)
@worked(
    "14",
    "local concentration 15; 2019: proportion 317 of 317, score within 0.001, rank 0.14, extent 0.0001, local concentration 0.2",
    method="deprivation-summary",
)
def test_every_summary_of_both_editions(
    edition: int, code: str, population: str, areas: int, tolerances: tuple[float, ...]
) -> None:
    folder = SOURCES / "deprivation"
    small = pd.read_csv(folder / f"imd{edition}_lsoa.csv.gz")
    table = pd.DataFrame({
        "score": small["imd_score"], "rank": small["imd_rank"], "decile": small["imd_decile"], "population": small[population],
    })  # fmt: skip
    ours = deprivation_summary(table, small[code])
    ours["local_concentration"] = {
        area: local_concentration(rows["rank"], rows["population"], len(table))
        for area, rows in table.groupby(small[code])
    }
    theirs = pd.read_csv(folder / f"imd{edition}_ltla.csv.gz")
    theirs = theirs[theirs["index_code"] == "imd"].set_index(code)
    assert len(theirs) == areas
    assert (ours["proportion"] - theirs["proportion_lsoas_most_deprived_10pct"]).abs().max() <= 0.00005 + 1e-9
    for measure, most in zip(
        ("average_score", "average_rank", "extent", "local_concentration"), tolerances, strict=True
    ):
        assert (ours[measure] - theirs[measure]).abs().max() <= most, measure
