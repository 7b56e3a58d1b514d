"""A copy of the tables in which one thing is the other way round, and what a document then says of it."""

import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import pandas as pd
import pytest

from briefgen.briefing.assemble import assemble
from briefgen.briefing.words import Wording
from briefgen.facts.collect import collect
from briefgen.facts.england import England
from briefgen.facts.facts import Facts
from briefgen.facts.tables import Tables
from briefgen.model.briefing import Briefing, Figure, Row, Table
from briefgen.model.codes import ENGLAND
from briefgen.model.fact import Fact, Sentence, Shown
from briefgen.model.variant import Variant
from briefgen.model.verdict import Verdict
from briefgen.pipeline.session import Session

# One worse and one better than England, a district of a county, a county, one of the two smallest.
AREAS = ("E06000002", "E09000027", "E07000122", "E10000017", "E06000053")
LIMITS = ["value", "lci_95", "uci_95"]


@dataclass(frozen=True)
class Turn:
    """facts: a pattern of the ids of what is turned round; only those whose value differs afterwards count."""

    name: str
    facts: str
    make: Callable[[Tables], Tables]


@dataclass(frozen=True)
class Said:
    """One sentence of a document. facts: those that stand in it; asked: those that its conditions ask the value of."""

    id: str
    text: str
    masked: str
    facts: frozenset[str]
    asked: frozenset[str] = frozenset()
    always: bool = False


def _mirrored(table: pd.DataFrame, rows: pd.Series, about: pd.Series) -> pd.DataFrame:
    """Values on the other side of `about` and equally far from it, the limits of intervals exchanged."""
    table = table.copy()
    old = table.loc[rows, LIMITS]
    table.loc[rows, "value"] = 2 * about - old["value"]
    table.loc[rows, "lci_95"] = 2 * about - old["uci_95"]
    table.loc[rows, "uci_95"] = 2 * about - old["lci_95"]
    return table


def _england(table: pd.DataFrame, rows: pd.Series, period: str | None = None) -> pd.Series:
    """England's value of the same indicator and sex, and of the same period or of `period`."""
    own = table[table["areacd"] == str(ENGLAND)]
    if period is not None:
        own = own[own["period"] == period]
    keys = ["indicator", "sex"] if period is not None else ["indicator", "sex", "period"]
    values = own.set_index(keys)["value"].to_dict()
    return pd.Series(
        [values.get(tuple(row)) for row in table.loc[rows, keys].to_numpy()], table.index[rows], dtype=float
    )


def england_rising(tables: Tables) -> Tables:
    """Every earlier period of England's as far above the latest as it lay below, or the other way."""
    table, latest = tables.observations, tables.indicators["hle"].latest.iso
    rows = (table["indicator"] == "hle") & (table["areacd"] == str(ENGLAND)) & (table["period"] != latest)
    return replace(tables, observations=_mirrored(table, rows, _england(table, rows, latest)))


def own_beside_england(indicator: str) -> Callable[[Tables], Tables]:
    """Every authority's figure on the other side of England's of the same period."""

    def turned(tables: Tables) -> Tables:
        table = tables.observations
        rows = (table["indicator"] == indicator) & (table["areacd"] != str(ENGLAND))
        return replace(tables, observations=_mirrored(table, rows, _england(table, rows)))

    return turned


def own_rising(tables: Tables) -> Tables:
    """Every authority's earlier figures on the other side of its latest."""
    table, latest = tables.observations, tables.indicators["hle"].latest.iso
    rows = (table["indicator"] == "hle") & (table["areacd"] != str(ENGLAND)) & (table["period"] != latest)
    now = (
        table[(table["indicator"] == "hle") & (table["period"] == latest)]
        .set_index(["areacd", "sex"])["value"]
        .to_dict()
    )
    about = [now.get(tuple(row)) for row in table.loc[rows, ["areacd", "sex"]].to_numpy()]
    return replace(tables, observations=_mirrored(table, rows, pd.Series(about, table.index[rows], dtype=float)))


def gradient_reversed(tables: Tables) -> Tables:
    """The least deprived tenth with the figures of the most deprived, and so on."""
    table = tables.gradients.copy()
    rows = table["indicator"] == "hle"
    table.loc[rows, "decile"] = 11 - table.loc[rows, "decile"]
    return replace(tables, gradients=table)


def first_wave(*, equal: bool) -> Callable[[Tables], Tables]:
    def turned(tables: Tables) -> Tables:
        table = tables.gradients.copy()
        rows = (table["indicator"] == "covid19") & (table["sex"] == "persons")
        if equal:
            last = table[rows & (table["decile"] == 10)].iloc[0]
            for column in LIMITS:
                table.loc[rows & (table["decile"] == 1), column] = last[column]
        else:
            table.loc[rows, "decile"] = 11 - table.loc[rows, "decile"]
        return replace(tables, gradients=table)

    return turned


def _need(tables: Tables, measure: str, change: Callable[[pd.Series], list[float]]) -> Tables:
    """change: of the measure by authority, in the order of codes."""
    table = tables.funds["need"].sort_values("areacd").copy()
    rows = table["measure"] == measure
    table.loc[rows, "value"] = change(table[rows].set_index("areacd")["value"])
    return replace(tables, funds={**tables.funds, "need": table})


def correlation_reversed(tables: Tables) -> Tables:
    return _need(tables, "score_mean_2019", lambda found: list(-found))


def correlation_gone(tables: Tables) -> Tables:
    def shuffled(found: pd.Series) -> list[float]:
        values = list(found)
        random.Random(3).shuffle(values)
        return values

    return _need(tables, "score_mean_2019", shuffled)


def no_need_without_money(tables: Tables) -> Tables:
    """Nobody in need where less than England's average came: the quarter of the picture is empty."""
    money = England(tables).money
    mean = money.led.sum() / money.people.sum()
    poor = set(money.per_head.index[money.per_head < mean])
    return _need(
        tables, "tenths12_2019", lambda found: [0.0 if code in poor else value for code, value in found.items()]
    )


def spread_between_regions(tables: Tables) -> Tables:
    """Every neighbourhood with its region's mean, the health domain with its authority's: hardly any spread inside."""
    table = tables.neighbourhoods.copy()
    region = table["areacd"].map({code: area.region for code, area in tables.areas.items()})
    table["score"] = table.groupby(region)["score"].transform("mean")
    table["health_score"] = table.groupby("areacd")["health_score"].transform("mean")
    return replace(tables, neighbourhoods=table)


TURNS = (
    Turn("England’s healthy life rises", r"hle\.(fe)?male\.change\.england", england_rising),
    Turn("healthy life here, on the other side of England’s", r"hle\.(fe)?male\.gap", own_beside_england("hle")),
    Turn("healthy life here changes the other way", r"hle\.(fe)?male\.change", own_rising),
    Turn("life expectancy, on the other side of England’s", r"le\.(fe)?male(@\d+)?\.(value|gap)", own_beside_england("le")),
    Turn("the gradient of healthy life over tenths, reversed", r"hle_decile\.(fe)?male\.(sii|range)@\d+", gradient_reversed),
    Turn("first-wave deaths, equal in the first and the last tenth", r"covid19_decile\.ratio", first_wave(equal=True)),
    Turn("first-wave deaths, fewer in the most deprived tenth", r"covid19_decile\.ratio", first_wave(equal=False)),
    Turn("first-wave deaths here, on the other side of England’s", r"covid19\.gap", own_beside_england("covid19")),
    Turn("deprivation and money, correlated the other way", r"luf\.correlation\.(all|led)", correlation_reversed),
    Turn("deprivation and money, not correlated", r"luf\.correlation\.(all|led)", correlation_gone),
    Turn("nobody in need with less money", r"luf\.quadrant\.high_low", no_need_without_money),
    Turn("the spread, between regions and not inside", r"spread\.(score|health)\.(within|regions)|argument\.within_regions", spread_between_regions),
)  # fmt: skip


def masked(sentence: Sentence) -> str:
    return "".join("#" if isinstance(part, Shown) else part for part in sentence.parts)


def documents(session: Session, tables: Tables) -> dict[str, tuple[Briefing, list[Said]]]:
    """Of each area the briefing and all it says, with what each sentence speaks of."""
    england = England(tables)
    made = {}
    for code in AREAS:
        log: list[tuple[str, dict[str, object], Sentence]] = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Wording, "say", _logged(Wording.say, log))
            facts = collect(session.areas.by_code[code], tables, england, Variant())
            briefing = assemble(facts, session.wording)
        said = [_said(session.wording, facts, *one) for one in log if not one[2].absent]
        made[code] = (briefing, [*said, *_verdicts(briefing)])
    return made


def _logged(
    say: Callable[..., Sentence], log: list[tuple[str, dict[str, object], Sentence]]
) -> Callable[..., Sentence]:
    def logged(self: Wording, id: str, *facts: Facts, **values: object) -> Sentence:
        made = say(self, id, *facts, **values)
        log.append((id, values, made))
        return made

    return logged


def _said(wording: Wording, facts: Facts, id: str, values: dict[str, object], sentence: Sentence) -> Said:
    asked: set[str] = set()
    for one in wording.variants(id):
        asked |= _asked(wording, one.needs or "", {"facts": facts, "f": facts.by_id, **values})
    always = any(one.always for one in wording.variants(id))
    text, shown = masked(sentence), set(sentence.facts)
    for inner in _sentences(values.values()):  # what is said within it is judged by itself
        text = text.replace(masked(inner), "…", 1)
        shown -= set(inner.facts)
    return Said(id, sentence.text, text, frozenset(shown), frozenset(asked), always)


def _sentences(values: Iterable[object]) -> Iterator[Sentence]:
    for value in values:
        if isinstance(value, Sentence) and value.id:
            yield value
        elif isinstance(value, list):
            yield from _sentences(value)


def _asked(wording: Wording, needs: str, seen: dict[str, object]) -> set[str]:
    """Ids of the facts whose value or interval a condition reads."""
    found = set()
    for path in set(re.findall(r"([a-z_][\w.\[\]-]*)\.(?:value|lci_95|uci_95)\b(?! is )", needs)):
        fact = wording._condition(path)(seen)
        if isinstance(fact, Fact):
            found.add(fact.id)
    return found


def _verdicts(briefing: Briefing) -> Iterator[Said]:
    """The word of every row and tile, which speaks of the figures beside it."""
    for section in briefing.sections:
        for table in section.tables:
            for row in table.rows:
                yield from _verdict(table, row)
        for tile in section.tiles:
            if tile.verdict in (Verdict.WORSE, Verdict.BETTER):
                yield Said(
                    "brief.tile", tile.verdict.value, f"{tile.label}: {tile.verdict}", frozenset(tile.value.facts)
                )


def _verdict(table: Table, row: Row) -> Iterator[Said]:
    for cell in row.cells:
        if cell.verdict in (Verdict.WORSE, Verdict.BETTER):
            facts = frozenset(fact for other in row.cells for fact in other.text.facts)
            yield Said(f"{table.id}.verdict", cell.verdict.value, f"{row.cells[0].text.text}: {cell.verdict}", facts)


def pictures(briefing: Briefing) -> Iterator[Figure]:
    for section in briefing.sections:
        yield from section.figures
