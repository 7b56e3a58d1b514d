"""The tables of the deprivation section: neighbourhoods by name, domains, a county’s districts."""

from briefgen.briefing.cells import fact_cell, name_cell, shown
from briefgen.briefing.place_words import PlaceWords
from briefgen.facts.deprivation import Summaries
from briefgen.facts.deprivation_standings import ALL, Ranked
from briefgen.facts.facts import Facts
from briefgen.model.briefing import Cell, Column, Row, StripMark, Table
from briefgen.model.fact import plain

NAMES = {
    ALL: "All seven combined",
    "income": "Income",
    "employment": "Employment",
    "education": "Education, skills and training",
    "health": "Health and disability",
    "crime": "Crime",
    "barriers": "Barriers to housing and services",
    "living": "Living environment",
}


def named_table(facts: Facts, found: Summaries, words: PlaceWords) -> Table:
    county = facts.area.is_county
    rows = []
    for one in found.named:
        cells = (name_cell(one.named.number), name_cell(one.named.name), name_cell(one.place), fact_cell(one.rank))
        rows.append(Row(cells[1:] if county else cells))
    columns = (
        Column("No.", width="8%"),
        Column("Neighbourhood", width="42%"),
        Column("District" if county else "Ward", width="33%"),
        Column("Rank", "right"),
    )
    return Table(
        "deprivation.named",
        words.say("deprivation.named.title"),
        columns[1:] if county else columns,
        tuple(rows),
        words.say("deprivation.named.note", n=found.england_neighbourhoods),
    )


def _rank_cell(ranked: Ranked) -> Cell:
    return Cell(shown(ranked.fact, f"={ranked.fact.display}" if ranked.joint else None))


def _strip(ranked: Ranked, of: int) -> Cell:
    return Cell(plain(""), strip=StripMark(at=(int(ranked.fact.value) - 1) / (of - 1)))


def domains_table(found: Summaries, words: PlaceWords) -> Table:
    """Seven domains and all combined: rank in England, on a line, rank in the region, count in the worst tenth."""
    rows = tuple(
        Row(
            (
                name_cell(NAMES[one.index]),
                _rank_cell(one.rank),
                _strip(one.rank, one.of),
                _rank_cell(one.in_region),
                fact_cell(one.first),
            ),
            total=one.index == ALL,
        )
        for one in found.domains
    )
    assert found.region_authorities is not None
    columns = (
        Column("Domain", width="34%"),
        Column(f"Rank of {found.authorities.display}", "right", "13%"),
        Column("Most deprived … least", width="25%"),
        Column(f"Rank of {found.region_authorities.display} in region", "right", "14%"),
        Column("In most deprived tenth", "right", "14%"),
    )
    ends = (found.domains[1].rank.fact.value, found.domains[-1].rank.fact.value)
    high, low = (
        [_in_text(NAMES[one.index]) for one in found.domains[1:] if one.rank.fact.value == end] for end in ends
    )
    return Table(
        "deprivation.domains",
        words.say("deprivation.domains.title_gap", high=high, low=low),
        columns,
        rows,
        words.say("deprivation.domains.note"),
    )


def _in_text(label: str) -> str:
    return label[0].lower() + label[1:]


def districts_table(facts: Facts, found: Summaries, words: PlaceWords) -> Table:
    """A county's districts, most deprived first."""
    n = found.england_districts
    assert n is not None
    rows = tuple(
        Row(
            (
                name_cell(facts.areas[one.code].name.prose),
                _rank_cell(one.rank),
                _strip(one.rank, int(n.value)),
                fact_cell(one.score),
                fact_cell(one.first),
                fact_cell(one.neighbourhoods),
            )
        )
        for one in found.districts
    )
    columns = (
        Column("District", width="26%"),
        Column(f"Rank of {n.display}", "right", "12%"),
        Column("Most deprived … least", width="25%"),
        Column("Average score", "right", "10%"),
        Column("In most deprived tenth", "right", "12%"),
        Column("Neighbourhoods", "right", "15%"),
    )
    high, low = (facts.areas[found.districts[at].code].name for at in (0, -1))
    return Table(
        "deprivation.districts",
        words.say("deprivation.districts.title", high=high, low=low),
        columns,
        rows,
        words.say("deprivation.districts.note", n=n),
    )
