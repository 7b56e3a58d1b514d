"""docs/need-variants.md: the sensitivity of need against money, computed from the tables."""

import numpy as np
import pandas as pd
import pytest
from tests.conftest import ROOT

from briefgen.pipeline.session import Session
from briefgen.statistics import need
from briefgen.statistics.correlation import rank_correlation

MEASURES = {
    "tenths12_2019_mid2015": "IoD2019 tenths 1 and 2, residents of mid-2015",
    "tenths12_2019": "the same share of mid-2022 residents (the base)",
    "tenth1_2019": "IoD2019 tenth 1 only",
    "extent_2019": "IoD2019 extent",
    "income_2019": "IoD2019 income-deprived people",
    "score_2019": "IoD2019 score times people",
    "tenths12_2025": "IoD2025 tenths 1 and 2",
    "above_mean_2019": "score above England's mean times people",
}
TEXT = """# How need against money depends on the way of counting

Eight measures of need by four treatments of shared awards: 32 ways. The briefing's twelve are three of these measures
(the extent on its own mid-2015 residents) by the same four treatments. Made by `make golden` from the tables in `data/`.

| need measured by | rank correlation of £ per head with need per head: led / shared split by population | share of the money that would move | same direction as the base |
|---|---|---|---|
"""


def sensitivity(session: Session) -> pd.DataFrame:
    evidence = session.tables
    money = session.england.money
    codes = list(money.people.index)
    needs = evidence.funds["need"].pivot(index="areacd", columns="measure", values="value").loc[codes]
    parts = need.attribution(evidence.funds["awards"], money.people.index)
    split = parts.led + need.shared_split(parts.shared, money.people, "population")
    base = split.sum() * needs[need.BASE] / needs[need.BASE].sum()
    rows = {}
    for measure in MEASURES:
        per_head = needs[measure] / money.people
        formula = split.sum() * needs[measure] / needs[measure].sum()
        moved = (formula - split).clip(lower=0).sum() / split.sum()
        same = (np.sign(split - formula) == np.sign(split - base)).mean()  # more, less, or nothing either way
        rows[measure] = (
            rank_correlation(parts.led / money.people, per_head).value,
            rank_correlation(split / money.people, per_head).value,
            moved,
            same,
        )
    return pd.DataFrame(rows, index=["led", "split", "moved", "same"]).T


def test_the_page_is_what_the_tables_give(session: Session, request: pytest.FixtureRequest) -> None:
    table = sensitivity(session)
    lines = [
        f"| {name} | {table.led[measure]:.2f} / {table.split[measure]:.2f} | {table.moved[measure]:.0%} | {'—' if measure == need.BASE else format(table.same[measure], '.1%')} |"
        for measure, name in MEASURES.items()
    ]
    path = ROOT / "docs/need-variants.md"
    if request.config.getoption("--update-golden"):
        path.write_text(TEXT + "\n".join(lines) + "\n", "utf-8")
    assert path.read_text("utf-8") == TEXT + "\n".join(lines) + "\n"


@pytest.mark.parametrize(
    ("measure", "led", "split", "moved", "same"),
    [
        ("tenths12_2019", 0.48, 0.47, 0.44, 1.0), ("tenth1_2019", 0.46, 0.45, 0.48, 0.82), ("extent_2019", 0.48, 0.47, 0.44, 0.92),
        ("income_2019", 0.49, 0.47, 0.42, 0.76), ("score_2019", 0.51, 0.51, 0.41, 0.76), ("tenths12_2025", 0.47, 0.46, 0.43, 0.92),
        ("above_mean_2019", 0.49, 0.46, 0.51, 0.67),
    ],
)  # fmt: skip
def test_worked_sensitivity(
    session: Session, measure: str, led: float, split: float, moved: float, same: float
) -> None:
    row = sensitivity(session).loc[measure]
    assert (round(row["led"], 2), round(row["split"], 2), round(row["moved"], 2), round(row["same"], 2)) == (
        led,
        split,
        moved,
        same,
    )
