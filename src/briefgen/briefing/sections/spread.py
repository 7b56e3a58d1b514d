"""Within and between: where the spread of deprivation lies, and all authorities by region."""

from dataclasses import replace
from typing import Any

from briefgen.briefing.desk import Desk, Label, fact_cell, name_cell, shown
from briefgen.model.briefing import Cell, Column, Figure, Row, Section, Table
from briefgen.model.catalogue import Unit
from briefgen.model.charts import Dot, ShareBar, Strip
from briefgen.model.fact import Fact, Sentence
from briefgen.statistics.variance import own_spread

IOD: dict[str, Any] = {"source": "iod2025", "method": "variance"}
NEIGHBOUR_MEASURES = (
    ("smoking", "persons"),
    ("obesity_adult", "persons"),
    ("pay", "persons"),
    ("child_poverty", "persons"),
)
FEWEST = 10  # English neighbours with a figure, for a median to be shown


def spread(desk: Desk) -> Section:
    book, shares = desk.book, desk.england.shares
    made: dict[str, dict[str, Fact]] = {
        name: {
            part: book.add(f"spread.{name}.{part}", getattr(found, part), Unit.SHARE, 1, **IOD)
            for part in ("regions", "authorities", "within")
        }
        for name, found in shares.items()
    }
    lead = [
        desk.say(
            "spread.lead.england",
            within=made["score"]["within"],
            between=made["score"]["authorities"],
            regions=made["score"]["regions"],
        ),
        desk.say("spread.lead.health", regions=made["health"]["regions"]),
    ]
    if desk.small:
        have = "have" if desk.area.name.prose.endswith("s") else "has"
        lead.append(desk.say("spread.lead.small", have=have))
    else:
        own = own_spread(desk.neighbourhoods["score"], desk.neighbourhoods["population"])[0]
        everyone = desk.tables.neighbourhoods
        england = own_spread(everyone["score"], everyone["population"])[0]
        values = {
            "sd": book.add("spread.own", own, Unit.SCORE, 1, **IOD),
            "england": book.add("spread.england", england, Unit.SCORE, 1, **IOD),
        }
        lead.append(desk.say("spread.lead.own", **values))
    lead.append(desk.say("spread.lead.meaning"))
    tables = tuple(table for table in (_neighbours(desk), _argument(desk)) if table is not None)
    return Section(
        id="spread",
        number=5,
        heading=desk.say("spread.heading").text,
        title=desk.say("spread.title.main"),
        lead=tuple(lead),
        figures=(_shares(desk, made), _strip(desk)),
        tables=tables,
        sources=("iod2025", "ons-neighbours"),
    )


def _shares(desk: Desk, made: dict[str, dict[str, Fact]]) -> Figure:
    words = {part: desk.say(f"spread.shares.{part}").text for part in ("regions", "authorities", "within")}
    rows = tuple(
        (desk.say(f"spread.shares.{name}").text, tuple((words[p], float(f.value), shown(f)) for p, f in parts.items()))
        for name, parts in made.items()
    )
    table = Table(
        "spread.shares.table",
        desk.say("spread.shares.behind"),
        (Column("Index"), *(Column(word, "right") for word in words.values())),
        tuple(
            Row((name_cell(label), *(fact_cell(f) for f in parts.values())))
            for (label, _), parts in zip(rows, made.values(), strict=True)
        ),
    )
    score = made["score"]
    alt = desk.say("spread.shares.alt", within=score["within"], between=score["authorities"], regions=score["regions"])
    return Figure(
        "spread.shares",
        10,
        desk.say("spread.shares.title"),
        desk.say("spread.shares.subtitle"),
        alt,
        ShareBar(rows),
        table,
    )


def _regions(desk: Desk, codes: list[str]) -> list[tuple[str, tuple[Dot, ...]]]:
    """Each region's name and authorities, the most deprived region first."""
    national, areas = desk.england, desk.tables.areas
    return [
        (
            areas[region].name.prose.removeprefix("the "),
            tuple(
                Dot(c, areas[c].name.prose, national.score(c), 0.0, "other") for c in codes if areas[c].region == region
            ),
        )
        for region in sorted({str(areas[c].region) for c in codes}, key=lambda r: -national.score(r))
    ]


def _strip(desk: Desk) -> Figure:
    """Districts by region; for a county the upper tier."""
    national = desk.england
    codes = sorted(national.upper_codes if desk.area.is_county else national.district_codes)
    everywhere = national.once(("strip", desk.area.is_county), lambda: _regions(desk, codes))
    rows = [
        (name, tuple(replace(dot, role="place") if dot.code == desk.area.code else dot for dot in dots))
        for name, dots in everywhere
    ]
    score, england = desk.book["imd.score"], desk.book["imd.score.england"]
    chart = Strip(
        tuple(rows),
        desk.say("spread.strip.x").text,
        float(england.value),
        desk.say("spread.strip.england", score=england),
        desk.say("spread.strip.place", name=Label(desk.area.name.start), score=score),
        desk.region.name.prose.removeprefix("the "),
    )
    n = desk.book.count("spread.authorities", len(codes), source="iod2025")
    title = "spread.strip.title_county" if desk.area.is_county else "spread.strip.title"
    alt = desk.say("spread.strip.alt", n=n, score=score, england=england)
    return Figure("spread.strip", 11, desk.say(title), desk.say("spread.strip.subtitle", n=n), alt, chart)


def _neighbours(desk: Desk) -> Table | None:
    """Four measures beside the median of the English statistical neighbours, where at least ten have a figure."""
    if desk.small or desk.area.is_county:
        return None
    table = desk.tables.neighbours
    codes = list(table.loc[table["areacd"] == str(desk.area.code), "neighbour"])
    rows = []
    fewest = len(codes)
    for id, sex in NEIGHBOUR_MEASURES:
        entry = desk.tables.indicators[id]
        found = desk.place.measure(id, sex)
        values = desk.england.table(id, sex, entry.latest)["value"].reindex(codes).dropna()
        if found.value is None or len(values) < FEWEST:
            continue
        fewest = min(fewest, len(values))
        median = desk.book.add(
            f"{id}.neighbours",
            float(values.median()),
            entry.unit,
            entry.decimals,
            period=entry.latest,
            source=entry.source,
        )
        rows.append(
            Row(
                (
                    name_cell(entry.name),
                    name_cell(found.period.label),
                    fact_cell(found.value, strong=True),
                    fact_cell(median),
                    fact_cell(found.england, missing="no published figure for England"),
                )
            )
        )
    if not rows:
        return None
    columns = (
        Column("Measure", width="42%"),
        Column("Period", width="16%"),
        Column("Here", "right", "13%"),
        Column("Neighbours’ median", "right", "16%"),
        Column("England", "right", "13%"),
    )
    n = desk.book.count("neighbours.with_figure", fewest, source="ons-neighbours")
    return Table(
        "spread.neighbours",
        desk.say("spread.neighbours.title"),
        columns,
        tuple(rows),
        desk.say("spread.neighbours.note", n=n),
    )


def _argument(desk: Desk) -> Table:
    """The King's Fund's claims beside what these figures show (METHODS 18)."""
    book, national = desk.book, desk.england
    health = desk.known.health
    slopes = {
        f"{sex}_{name}": tenths.slope
        for sex, found in health.gradients.items()
        for name, tenths in (("then", found.before), ("now", found.latest))
    }
    score = {part: book[f"spread.score.{part}"] for part in ("within", "regions")}
    all_c, led_c = (book[f"luf.correlation.{name}"] for name in ("all", "led"))
    north = national.tables.neighbourhoods
    first = north[north["decile"] == 1]["areacd"].map({c: a.region for c, a in desk.tables.areas.items()})
    share = float(first.isin(["E12000001", "E12000002", "E12000003"]).mean())
    northern = book.add("argument.north.share", share, Unit.SHARE, 0, source="iod2025")
    pairs: list[tuple[str, Sentence]] = [
        ("gap", desk.say("argument.gap", before=health.gradients["male"].before.period, **slopes)),
        ("covid", desk.say("argument.covid", ratio=health.first_wave.ratio)),
        ("within", desk.say("argument.within", **score)),
        ("fund", desk.say("argument.fund", all=all_c, led=led_c)),
        ("north", desk.say("argument.north", share=northern)),
    ]
    rows = tuple(Row((Cell(desk.say(f"argument.claims.{id}")), Cell(found))) for id, found in pairs)
    columns = (Column("Claim", width="40%"), Column("What these figures show", width="60%"))
    return Table("spread.argument", desk.say("spread.argument.title"), columns, rows, desk.say("spread.argument.note"))
