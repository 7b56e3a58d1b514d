"""The tables of the deprivation section: neighbourhoods by name, domains, a county’s districts."""

import pandas as pd

from briefgen.briefing.desk import Desk, fact_cell, name_cell, shown
from briefgen.briefing.sections.neighbourhoods import most_deprived
from briefgen.model.briefing import Cell, Column, Row, StripMark, Table
from briefgen.model.catalogue import Unit
from briefgen.model.fact import plain

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


def named_table(desk: Desk) -> Table:
    rows = []
    for found in most_deprived(desk.neighbourhoods):
        rank = desk.book.rank(f"imd.lsoa.{found.lsoa}.rank", found.rank, source=SOURCE)
        ward = ward_name(desk, found.ward) if not desk.area.is_county else desk.evidence.areas[found.area].name.prose
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


def ward_name(desk: Desk, ward: str) -> str:
    wards = desk.evidence.wards
    return str(wards.loc[wards["ward"] == ward, "name"].iloc[0])


def _rank_cell(desk: Desk, id: str, rank: int, joint: bool) -> Cell:
    fact = desk.book.rank(id, rank, source=SOURCE)
    return Cell(shown(fact, f"={fact.display}" if joint else fact.display))


def _official_ranks(desk: Desk) -> dict[str, pd.Series]:
    """Rank on average score of each authority, by index."""
    table = desk.evidence.deprivation
    table = table[(table["edition"] == 2025) & table["official"]]
    return {
        str(index): rows.set_index("areacd")["rank_of_average_score"].astype(int)
        for index, rows in table.groupby("index")
    }


def domains_table(desk: Desk) -> Table | None:
    """Seven domains and all combined: rank in England, on a line, rank in the region, count in the worst tenth."""
    if desk.small:
        return None
    ranks = desk.national.once(("official ranks",), lambda: _official_ranks(desk))
    regional = {code for code, area in desk.evidence.areas.items() if area.region == desk.region.code}
    rows = []
    for index, label in {"imd": "All seven combined", **DOMAINS}.items():
        of_index = ranks[index]
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


def districts_table(desk: Desk) -> Table:
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
            fact_cell(desk.book.add(f"imd.score.{code}", float(row["average_score"]), Unit.SCORE, 1, source=SOURCE, area=str(code))),
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
