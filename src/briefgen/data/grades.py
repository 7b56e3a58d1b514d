"""The declared grade of every indicator against the rule: a lower grade, or another one, must say why."""

from datetime import date

import pandas as pd

from briefgen.data.areas import Areas
from briefgen.errors import DataError
from briefgen.model.catalogue import Indicator
from briefgen.statistics.reliability import allowed, reliability

SMALL = ("E06000053", "E09000001")
FEWEST = {False: 280, True: 145}  # authorities of a tier with a figure (METHODS 7.4)


def by_rule(entry: Indicator, observations: pd.DataFrame, areas: Areas, collected: date) -> tuple[str, float | None]:
    """(grade by rule, reliability or None); of several sexes the lowest reliability counts."""
    upper = entry.level == "utla"
    tier = {str(c) for c, a in areas.authorities.items() if (a.is_upper_tier if upper else not a.is_county)} - {*SMALL}
    rows = observations[(observations["indicator"] == entry.id) & (observations["period"] == entry.latest.iso)]
    rows = rows[rows["areacd"].isin(tier) & rows["value"].notna()]
    found = []
    for _, own in rows.groupby("sex"):
        sure = own[own["uci_95"] > own["lci_95"]]
        if len(sure) >= 10:
            found.append(reliability(list(sure["value"]), list((sure["uci_95"] - sure["lci_95"]) / 3.92)))
    r = min(found, default=None)
    years = (collected - entry.latest.end).days / 365.25
    return allowed(r, years, len(rows) >= FEWEST[upper] * len(entry.sexes)), r


def check_grades(indicators: dict[str, Indicator], observations: pd.DataFrame, areas: Areas, collected: date) -> str:
    """A line of summary. Raises DataError at the first grade that is neither the rule's nor explained."""
    for entry in indicators.values():
        rule, r = by_rule(entry, observations, areas, collected)
        if str(entry.grade) != rule and not entry.grade_why:
            shown = "no interval" if r is None else f"reliability {r:.2f}"
            raise DataError(
                f"catalogue/indicators.toml, [{entry.id}], grade: {entry.grade} is declared and the rule gives {rule} "
                f"({shown}); say why in grade_why."
            )
    explained = sum(1 for entry in indicators.values() if entry.grade_why)
    return f"grades: {len(indicators) - explained} by rule, {explained} with a reason"
