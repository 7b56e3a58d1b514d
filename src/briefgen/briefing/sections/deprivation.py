"""Deprivation here: the published index for the authority, its domains and its neighbourhoods."""

from collections import Counter
from typing import Any

import pandas as pd

from briefgen.briefing.desk import Desk, Label, fact_cell, name_cell, shown
from briefgen.briefing.sections.neighbourhoods import most_deprived
from briefgen.model.briefing import Callout, Cell, Column, Figure, Row, Section, StripMark, Table
from briefgen.model.catalogue import Unit
from briefgen.model.charts import DecileBars, Marker, NeighbourhoodMap
from briefgen.model.fact import Fact, Sentence, Shown, plain

SOURCE = "iod2025"
DOMAINS = {
    "income": "Income",
    "employment": "Employment",
    "education": "Education, skills and training",
    "health": "Health and disability",
    "crime": "Crime",
    "barriers": "Barriers to housing and services",
    "living": "Living environment",
}


def deprivation(desk: Desk) -> Section:
    """The section; facts `imd.*` are in the book afterwards."""
    facts = _facts(desk)
    figures = [_map(desk)]
    tables: list[Table | None] = []
    if not desk.small:
        figures.append(_bars(desk))
        tables.append(_named(desk))
    tables.append(_districts(desk) if desk.area.is_county else _domains(desk))
    return Section(
        id="deprivation",
        number=2,
        heading=desk.say("deprivation.heading").text,
        title=_title(desk),
        lead=_lead(desk, facts),
        callout=_callout(desk),
        figures=tuple(figures),
        tables=tuple(table for table in tables if table is not None),
        notes=_notes(desk),
        sources=(SOURCE,),
    )


def _facts(desk: Desk) -> dict[str, Fact]:
    """Facts of the summaries: official for districts, computed by the published method for counties."""
    own, book = desk.national.deprivation.loc[desk.area.code], desk.book
    origin: dict[str, Any] = {"source": SOURCE, "method": "deprivation-summary"}
    facts = {"score": book.fact("imd.score", float(own["average_score"]), Unit.SCORE, 1, **origin)}
    england = desk.national.deprivation.loc[desk.evidence.england.code]
    facts["england"] = book.fact(
        "imd.score.england", float(england["average_score"]), Unit.SCORE, 1, **origin, area=desk.evidence.england.code
    )
    table = desk.neighbourhoods
    facts["n"] = book.count("imd.neighbourhoods", len(table), source=SOURCE)
    if desk.small:
        return facts
    facts["of"] = book.count("imd.authorities", int(own["denominator"]), source=SOURCE)
    for name, column in (("rank", "rank_of_average_score"), ("average", "rank_of_average_rank")):
        if not pd.isna(own[column]):
            facts[name] = book.rank(f"imd.{name}", int(own[column]), **origin)
    if own["proportion"] > 0:
        facts["proportion_rank"] = book.rank("imd.proportion_rank", int(own["rank_of_proportion"]), **origin)
    facts["proportion"] = book.fact("imd.proportion", float(own["proportion"]), Unit.SHARE, 1, **origin)
    counts = table["decile"].value_counts()
    for decile in range(1, 11):
        book.count(f"imd.decile.{decile}", int(counts.get(decile, 0)), source=SOURCE)
    people = table.groupby("decile")["population"].sum()
    for name, deciles in (("first", (1,)), ("fifth", (1, 2))):
        share = sum(int(people.get(decile, 0)) for decile in deciles) / int(people.sum())
        facts[f"residents_{name}"] = book.fact(f"imd.residents.{name}", share, Unit.SHARE, 1, source=SOURCE)
        facts[f"england_{name}"] = book.fact(
            f"imd.residents.{name}.england", float(england[f"residents_{name}"]), Unit.SHARE, 1, source=SOURCE
        )
    facts["half"] = book.count("imd.less_deprived_half", int((table["decile"] > 5).sum()), source=SOURCE)
    facts["region"] = book.fact(
        "imd.proportion.region",
        float(desk.national.deprivation.loc[desk.region.code]["proportion"]),
        Unit.SHARE,
        1,
        **origin,
        area=desk.region.code,
    )
    return facts


def _title(desk: Desk) -> Sentence:
    if desk.small:
        return desk.say("deprivation.title.small", have="have" if desk.area.name.prose.endswith("s") else "has")
    first = desk.book["imd.decile.1"]
    if first.value == 0:
        return desk.say("deprivation.title.all_none")
    return desk.title("deprivation.title.some", first=first, n=desk.book["imd.neighbourhoods"])


def joint_word(desk: Desk, column: str, rank: float) -> str:
    """ "joint " where another authority of the tier has the same published rank."""
    table = desk.national.deprivation
    tier = table[table["denominator"] == table.loc[desk.area.code]["denominator"]]
    return "joint " if int((tier[column] == rank).sum()) > 1 else ""


def _lead(desk: Desk, facts: dict[str, Fact]) -> tuple[Sentence, ...]:
    if desk.small:
        return (desk.say("deprivation.lead.small", score=facts["score"], n=facts["n"]),)
    verb = "ranks"
    lead = []
    if desk.area.is_county:
        lead.append(desk.say("deprivation.lead.rank_computed", rank=facts["rank"], rank_verb=verb, n=facts["of"]))
        if "proportion_rank" in facts:
            joint = joint_word(desk, "rank_of_proportion", facts["proportion_rank"].value)
            lead.append(
                desk.say("deprivation.lead.summaries_computed", joint=joint, proportion=facts["proportion_rank"])
            )
    else:
        joint = joint_word(desk, "rank_of_average_score", facts["rank"].value)
        lead.append(desk.say("deprivation.lead.rank", joint=joint, rank=facts["rank"], rank_verb=verb, n=facts["of"]))
        if "proportion_rank" in facts:
            joint = joint_word(desk, "rank_of_proportion", facts["proportion_rank"].value)
            lead.append(
                desk.say(
                    "deprivation.lead.summaries",
                    joint=joint,
                    proportion=facts["proportion_rank"],
                    average=facts["average"],
                )
            )
        else:
            lead.append(desk.say("deprivation.lead.summaries_none", average=facts["average"]))
    first, fifth = facts["residents_first"], facts["residents_fifth"]
    values = {
        "first": first,
        "fifth": fifth,
        "england_first": facts["england_first"],
        "england_fifth": facts["england_fifth"],
    }
    if fifth.value == 0:
        lead.append(desk.say("deprivation.lead.residents_no_fifth"))
    else:
        lead.append(
            desk.say("deprivation.lead.residents" if first.value > 0 else "deprivation.lead.residents_none", **values)
        )
    half = "better_half" if facts["half"].value > 0 else "better_half_none"
    lead.append(desk.say(f"deprivation.lead.{half}", half=facts["half"], n=facts["n"]))
    return tuple(lead)


def _callout(desk: Desk) -> Callout | None:
    if desk.small:
        return None
    book = desk.book
    first, n = book["imd.decile.1"], book["imd.neighbourhoods"]
    if first.value == 0:
        return Callout(
            desk.say("deprivation.call.number_none", score=book["imd.score"]),
            desk.say("deprivation.call.text_none", england=book["imd.score.england"]),
        )
    text = "deprivation.call.text_one" if first.value == 1 else "deprivation.call.text"
    values = {"proportion": book["imd.proportion"], "regional": book["imd.proportion.region"]}
    return Callout(desk.say("deprivation.call.number", first=first, n=n), desk.say(text, **values))


def _map(desk: Desk) -> Figure:
    table, book = desk.neighbourhoods, desk.book
    n = book["imd.neighbourhoods"]
    topology = desk.evidence.shapes(desk.area)
    names = _map_names(desk)
    if desk.small:
        chart = NeighbourhoodMap(topology, (), names)
        title, subtitle = desk.say("deprivation.map.title_small"), desk.say("deprivation.map.subtitle_small")
        return Figure("deprivation.map", 1, title, subtitle, desk.say("deprivation.map.alt_small"), chart)
    deciles = tuple(zip(table["lsoa"], table["decile"].astype(int), strict=True))
    markers = () if desk.area.is_county else tuple(Marker(m.number, m.lsoa) for m in most_deprived(table))
    chart = NeighbourhoodMap(topology, deciles, names, markers)
    where, title = plain(""), desk.say("deprivation.map.title")
    top = _top_ward(desk)
    if top is not None:
        ward, count, total = top
        title = desk.say("deprivation.map.title_ward", ward=Label(ward), count=count, n=total)
        if count.value * 2 > book["imd.decile.1"].value:
            where = desk.say("deprivation.map.alt_where", ward=Label(ward))
    subtitle = desk.say("deprivation.map.subtitle_county" if desk.area.is_county else "deprivation.map.subtitle")
    alt = desk.say("deprivation.map.alt", n=n, first=book["imd.decile.1"], where=where)
    return Figure("deprivation.map", 1, title, subtitle, alt, chart)


def _map_names(desk: Desk) -> tuple[tuple[str, str], ...]:
    """The names a map may print: a county's districts, else the wards that hold a neighbourhood."""
    if desk.area.is_county:
        return tuple((code, desk.evidence.areas[code].name.prose) for code in desk.area.districts)
    wards = desk.evidence.wards
    own = wards[wards["ward"].isin(set(desk.neighbourhoods["ward"])) & (wards["areacd"] == desk.area.code)]
    return tuple(zip(own["ward"], own["name"], strict=True))


def _top_ward(desk: Desk) -> tuple[str, Fact, Fact] | None:
    """The ward (a county's district) with most neighbourhoods in the most deprived tenth, if one alone has two or more."""
    table = desk.neighbourhoods
    by = "areacd" if desk.area.is_county else "ward"
    counts = Counter(table.loc[table["decile"] == 1, by]).most_common(2)
    if not counts or counts[0][1] < 2 or (len(counts) > 1 and counts[1][1] == counts[0][1]):
        return None
    code, count = counts[0]
    name = dict(_map_names(desk)).get(code)
    if name is None:  # a neighbourhood fitted to another authority's ward
        return None
    total = int((table[by] == code).sum())
    return (
        name,
        desk.book.count("imd.top_ward.first", count, source=SOURCE),
        desk.book.count("imd.top_ward.neighbourhoods", total, source=SOURCE),
    )


def _bars(desk: Desk) -> Figure:
    book = desk.book
    counts = [book[f"imd.decile.{decile}"] for decile in range(1, 11)]
    n = book["imd.neighbourhoods"]
    even = book.fact("imd.even_spread", n.value / 10, Unit.COUNT, 0 if n.value % 10 == 0 else 1, inputs=(n.id,))
    rows = tuple(
        Row((Cell(Sentence("", (Shown("decile", str(decile)),))), fact_cell(count)))
        for decile, count in enumerate(counts, 1)
    )
    return Figure(
        "deprivation.bars",
        2,
        desk.say("deprivation.bars.title"),
        desk.say("deprivation.bars.subtitle", n=n),
        desk.say("deprivation.bars.alt", first=counts[0], last=counts[9]),
        DecileBars(tuple(int(count.value) for count in counts), desk.say("deprivation.bars.even", even=even)),
        Table(
            "deprivation.bars.table",
            desk.say("deprivation.bars.behind"),
            (Column("Tenth (the first is the most deprived)"), Column("Neighbourhoods", "right")),
            rows,
        ),
    )


def _named(desk: Desk) -> Table:
    rows = []
    for found in most_deprived(desk.neighbourhoods):
        rank = desk.book.rank(f"imd.lsoa.{found.lsoa}.rank", found.rank, source=SOURCE)
        ward = _ward_name(desk, found.ward) if not desk.area.is_county else desk.evidence.areas[found.area].name.prose
        first = (name_cell(found.number), name_cell(found.name), name_cell(ward), fact_cell(rank))
        rows.append(Row(first[1:] if desk.area.is_county else first))
    place = "District" if desk.area.is_county else "Ward"
    columns = (
        Column("No.", width="8%"),
        Column("Neighbourhood", width="42%"),
        Column(place, width="33%"),
        Column("Rank", "right"),
    )
    total = desk.book.count("imd.neighbourhoods.england", len(desk.evidence.neighbourhoods), source=SOURCE)
    return Table(
        "deprivation.named",
        desk.say("deprivation.named.title"),
        columns[1:] if desk.area.is_county else columns,
        tuple(rows),
        desk.say("deprivation.named.note", n=total),
    )


def _ward_name(desk: Desk, ward: str) -> str:
    wards = desk.evidence.wards
    return str(wards.loc[wards["ward"] == ward, "name"].iloc[0])


def _rank_cell(desk: Desk, id: str, rank: int, joint: bool) -> Cell:
    fact = desk.book.rank(id, rank, source=SOURCE)
    return Cell(shown(fact, f"={fact.display}" if joint else fact.display))


def _domains(desk: Desk) -> Table | None:
    """Seven domains and all combined: rank in England, on a line, rank in the region, count in the worst tenth."""
    if desk.small:
        return None
    table = desk.evidence.deprivation
    table = table[(table["edition"] == 2025) & table["official"]]
    regional = {code for code, area in desk.evidence.areas.items() if area.region == desk.region.code}
    rows = []
    for index, label in {"imd": "All seven combined", **DOMAINS}.items():
        of_index = table[table["index"] == index].set_index("areacd")["rank_of_average_score"].astype(int)
        rank = int(of_index[desk.area.code])
        within = of_index[of_index.index.isin(regional)]
        in_region = int((within < rank).sum()) + 1
        column = "decile" if index == "imd" else f"{index}_decile"
        first = int((desk.neighbourhoods[column] == 1).sum())
        name = "rank" if index == "imd" else f"{index}.rank"
        rows.append((rank, Row((
            name_cell(label),
            _rank_cell(desk, f"imd.{name}", rank, int((of_index == rank).sum()) > 1) if index != "imd"
            else Cell(shown(desk.book["imd.rank"], f"={rank}" if int((of_index == rank).sum()) > 1 else None)),
            Cell(plain(""), strip=StripMark(at=(rank - 1) / (len(of_index) - 1))),
            _rank_cell(desk, f"imd.{index}.rank_in_region", in_region, int((within == rank).sum()) > 1),
            fact_cell(desk.book.count(f"imd.{index}.first", first, source=SOURCE)),
        ), total=index == "imd"), label))  # fmt: skip
    head, domains = rows[0], sorted(rows[1:], key=lambda row: row[0])
    in_region_n = desk.book.count("imd.authorities.region", len(within), source=SOURCE)
    n = desk.book["imd.authorities"]
    columns = (
        Column("Domain", width="34%"),
        Column(f"Rank of {n.display}", "right", "13%"),
        Column("Most deprived … least", width="25%"),
        Column(f"Rank of {in_region_n.display} in region", "right", "14%"),
        Column("In most deprived tenth", "right", "14%"),
    )
    return Table(
        "deprivation.domains",
        desk.say("deprivation.domains.title_gap", high=_in_text(domains[0][2]), low=_in_text(domains[-1][2])),
        columns,
        (head[1], *(row[1] for row in domains)),
        desk.say("deprivation.domains.note"),
    )


def _in_text(label: str) -> str:
    return label[0].lower() + label[1:]


def _districts(desk: Desk) -> Table:
    """A county's districts, most deprived first."""
    table = desk.national.deprivation
    own = table.loc[list(desk.area.districts)].sort_values(["rank_of_average_score"])
    rows = []
    for code, row in own.iterrows():
        rank = int(row["rank_of_average_score"])
        rows.append(Row((
            name_cell(desk.evidence.areas[str(code)].name.prose),
            _rank_cell(desk, f"imd.rank.{code}", rank, int((table["rank_of_average_score"] == rank).sum()) > 1),
            Cell(plain(""), strip=StripMark(at=(rank - 1) / 295)),
            fact_cell(desk.book.fact(f"imd.score.{code}", float(row["average_score"]), Unit.SCORE, 1, source=SOURCE, area=str(code))),
            fact_cell(desk.book.count(f"imd.first.{code}", int(row["n_lsoas_decile1"]), source=SOURCE, area=str(code))),
            fact_cell(desk.book.count(f"imd.neighbourhoods.{code}", int(row["n_lsoas"]), source=SOURCE, area=str(code))),
        )))  # fmt: skip
    n = desk.book.count("imd.districts", 296, source=SOURCE)
    names = [desk.evidence.areas[str(code)].name for code in (own.index[0], own.index[-1])]
    columns = (
        Column("District", width="26%"),
        Column(f"Rank of {n.display}", "right", "12%"),
        Column("Most deprived … least", width="25%"),
        Column("Average score", "right", "10%"),
        Column("In most deprived tenth", "right", "12%"),
        Column("Neighbourhoods", "right", "15%"),
    )
    return Table(
        "deprivation.districts",
        desk.say("deprivation.districts.title", high=names[0], low=names[1]),
        columns,
        tuple(rows),
        desk.say("deprivation.districts.note", n=n),
    )


def _notes(desk: Desk) -> tuple[Sentence, ...]:
    notes = []
    old = desk.national.deprivation_before.get(desk.area.code)
    if old is not None and not desk.small:
        rank, n, official = old
        id = "deprivation.notes.old" if official else "deprivation.notes.old_computed"
        source = {"source": "iod2019"}
        notes.append(
            desk.say(
                id,
                rank=desk.book.rank("imd.before.rank", rank, **source),
                n=desk.book.count("imd.before.n", n, **source),
            )
        )
    notes.append(desk.say("deprivation.notes.names"))
    notes.append(desk.say("deprivation.notes.map"))
    return tuple(notes)
