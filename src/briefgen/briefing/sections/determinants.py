"""What shapes health here: the wider determinants by group, one row each, with a line that shows where it stands."""

import numpy as np
import pandas as pd

from briefgen.briefing.desk import Desk, fact_cell, name_cell, verdict_cell
from briefgen.briefing.sections.tables import absent, missing, short_name
from briefgen.facts.measure import Measure
from briefgen.facts.verdict_counts import counts, judged
from briefgen.model.briefing import Cell, Column, Row, Section, StripMark, Table
from briefgen.model.catalogue import Grade, Polarity
from briefgen.model.fact import Sentence, plain
from briefgen.statistics.rank import narrow, rank, rank_range

GROUPS = ("infrastructure", "housing", "education", "green space", "air quality", "work and income")


def determinant_measures(desk: Desk) -> dict[str, list[Measure]]:
    """By group, in catalogue order."""
    entries = desk.tables.indicators.items()
    return {group: [desk.place.measure(id) for id, entry in entries if entry.group == group] for group in GROUPS}


def determinants(desk: Desk) -> Section:
    found = determinant_measures(desk)
    everything = [m for group in found.values() for m in group]
    sources = tuple(dict.fromkeys(m.indicator.source for m in everything))
    lead = (
        desk.say("determinants.lead.what"),
        desk.say("determinants.lead.untested"),
        desk.say("determinants.lead.similar"),
    )
    return Section(
        id="determinants",
        number=6,
        heading=desk.say("determinants.heading").text,
        title=_title(desk, everything),
        lead=lead,
        tables=(_table(desk, found),),
        missing=missing(desk.words, everything),
        sources=sources,
    )


def _title(desk: Desk, measures: list[Measure]) -> Sentence:
    tested, worse, _, better = counts(measures)
    if tested == 0:
        return desk.say("determinants.title.none")
    if tested == 1:
        word = next(m.comparison.verdict for m in measures if judged(m))
        return desk.say("determinants.title.one", word=word.value)
    values = {
        "tested": desk.book.count("determinants.tested", tested, method="comparison"),
        "worse": desk.book.count("determinants.worse", worse, method="comparison"),
        "better": desk.book.count("determinants.better", better, method="comparison"),
    }
    return desk.say("determinants.title.all" if worse == tested else "determinants.title.counts", **values)


def _mark(desk: Desk, found: Measure) -> StripMark | None:
    """Where the value lies between the lowest and the highest tenth of authorities."""
    if found.value is None:
        return None
    upper = found.indicator.level == "utla" or desk.area.is_county
    ends = desk.england.once(
        ("ends", found.indicator.id, found.sex, found.period.iso, upper), lambda: _ends(desk, found, upper)
    )
    if ends is None:
        return None
    low, high = ends

    def at(value: float | None) -> float | None:
        return None if value is None else min(max((value - low) / (high - low), 0.0), 1.0)

    place = at(float(found.value.value))
    assert place is not None
    return StripMark(
        at=place,
        middle=at(None if found.england is None else float(found.england.value)),
        low=at(found.value.lci_95),
        high=at(found.value.uci_95),
        style=found.comparison.verdict.style,
        region=at(None if found.region is None else float(found.region.value)),
    )


def _ends(desk: Desk, found: Measure, upper: bool) -> tuple[float, float] | None:
    """Where a strip begins and ends; None where too few authorities have a figure or all have the same."""
    values = desk.england.authorities(found.indicator.id, found.sex, found.period, upper=upper)["value"]
    if len(values) < 10:
        return None
    low, high = (float(v) for v in np.percentile(values, [2, 98]))
    return (low, high) if high > low else None


FEWEST = {False: 280, True: 145}  # authorities of a tier with a figure, for a rank


def _rank(desk: Desk, found: Measure) -> Cell:
    """1 is the worst; given where the figure bears one: complete counts, or a range of at most a third of them."""
    entry = found.indicator
    upper = desk.area.is_county
    rows = desk.england.authorities(entry.id, found.sex, found.period, upper=upper)
    own = str(desk.area.code)
    if entry.polarity is Polarity.NEUTRAL or own not in rows.index or len(rows) < FEWEST[upper] or found.of_county:
        return Cell(plain("–"))
    at = desk.england.once(("order", entry.id, found.sex, found.period.iso, upper), lambda: list(rows.index)).index(own)
    worst_is_high = entry.polarity is Polarity.LOWER_IS_BETTER
    if entry.grade is Grade.A:
        ranges = desk.england.once(
            ("ranges", entry.id, found.sex, found.period.iso, upper), lambda: _ranges(rows, worst_is_high)
        )
        if ranges is None or not narrow(*ranges[at], len(rows)):
            return Cell(plain("–"))
    elif entry.grade is not Grade.B:
        return Cell(plain("–"))
    places = desk.england.once(
        ("places", entry.id, found.sex, found.period.iso, upper), lambda: rank(list(rows["value"]), worst_is_high)
    )
    place = desk.book.rank(f"{found.key}.rank", places[at], period=found.period, source=entry.source, method="rank")
    n = desk.book.count(f"{found.key}.ranked", len(rows), source=entry.source)
    joint = "=" if places.count(places[at]) > 1 else ""
    return Cell(desk.say("determinants.spine.rank", joint=joint, place=place, n=n))


def _ranges(rows: pd.DataFrame, worst_is_high: bool) -> list[tuple[int, int]] | None:
    """The range of ranks of each authority; None where one has no interval."""
    widths = rows["uci_95"] - rows["lci_95"]
    if not (widths > 0).all():
        return None
    return rank_range(list(rows["value"]), list(widths / 3.92), worst_is_high)


def _table(desk: Desk, groups: dict[str, list[Measure]]) -> Table:
    rows = []
    for group, measures in groups.items():
        rows.append(Row((name_cell(group.capitalize()),), group=True))
        for found in measures:
            name = found.indicator.name + (" (the county’s)" if found.of_county and found.value else "")
            rows.append(
                Row(
                    (
                        name_cell(name),
                        name_cell(found.period.label),
                        fact_cell(found.value, missing=found.reason, strong=True),
                        fact_cell(found.england, missing="no published figure for England"),
                        fact_cell(found.region, missing="no published figure for the region"),
                        Cell(plain(""), strip=_mark(desk, found)),
                        _rank(desk, found),
                        verdict_cell(found.comparison.verdict) if found.value else Cell(plain(absent(found))),
                    )
                )
            )
    columns = (
        Column("Measure", width="26.5%"),
        Column("Period", width="10.5%"),
        Column(short_name(desk.words), "right", "10.5%"),
        Column("England", "right", "8.5%"),
        Column("Region", "right", "8%"),
        Column("Low … high", width="15.5%"),
        Column("Rank", "right", "8%"),
        Column("Verdict", "verdict", "12.5%"),
    )
    return Table(
        "determinants.spine",
        desk.say("determinants.spine.title"),
        columns,
        tuple(rows),
        desk.say("determinants.spine.note"),
    )
