"""The tables of my ward: its neighbourhoods by name, and the ward beside its authority and England."""

from briefgen.briefing.desk import Desk, fact_cell, name_cell
from briefgen.briefing.ward import FEWEST, Ward
from briefgen.facts.deprivation_standings import SOURCE
from briefgen.facts.neighbourhoods import most_deprived
from briefgen.model.area import Area
from briefgen.model.briefing import Column, Row, Table
from briefgen.model.catalogue import Unit
from briefgen.model.fact import Fact

FEW = "not given for fewer than three neighbourhoods"
EMPTY = "no neighbourhood is assigned to this ward"
LONGEST_HEAD = 14  # letters of a name that a column head can hold


def neighbourhoods_table(desk: Desk, own: Ward) -> Table:
    """Every neighbourhood of the ward with its tenth and rank; in the two smallest authorities with its score alone."""
    by_code = own.table.set_index("lsoa")
    rows = []
    for found in most_deprived(own.table, own.n):
        head = (name_cell(found.number), name_cell(found.name))
        if own.small:
            score = float(by_code.loc[found.lsoa, "score"])
            fact = desk.book.add(f"ward.lsoa.{found.lsoa}.score", score, Unit.SCORE, 1, source=SOURCE)
            rows.append(Row((*head, fact_cell(fact))))
            continue
        decile = int(by_code.loc[found.lsoa, "decile"])
        tenth = desk.book.rank(f"ward.lsoa.{found.lsoa}.decile", decile, source=SOURCE)
        rank = desk.book.rank(f"imd.lsoa.{found.lsoa}.rank", found.rank, source=SOURCE)
        rows.append(Row((*head, fact_cell(tenth), fact_cell(rank))))
    columns = [Column("No.", width="8%"), Column("Neighbourhood", width="64%" if not own.small else "70%")]
    columns += [Column("Score", "right")] if own.small else [Column("Tenth", "right", "11%"), Column("Rank", "right")]
    total = desk.book.count("imd.neighbourhoods.england", len(desk.tables.neighbourhoods), source=SOURCE)
    note = desk.say("ward.named.note_small") if own.small else desk.say("ward.named.note", n=total)
    return Table("ward.named", desk.say("ward.named.title"), tuple(columns), tuple(rows), note)


MEASURES = {
    "score": (Unit.SCORE, "average_score", "imd.score"),
    "first": (Unit.SHARE, "residents_first", "imd.residents.first"),
    "fifth": (Unit.SHARE, "residents_fifth", "imd.residents.fifth"),
}


def area_fact(desk: Desk, area: Area, name: str) -> Fact:
    """The authority's own figure: in the book already, unless the briefing is its county's."""
    unit, column, id = MEASURES[name]
    if area.code == desk.area.code:
        return desk.book[id]
    value = float(desk.england.deprivation.loc[area.code, column])
    return desk.book.add(f"ward.district.{name}", value, unit, 1, source=SOURCE, method="deprivation-summary",
                          area=str(area.code))  # fmt: skip


def beside_table(desk: Desk, own: Ward, facts: dict[str, Fact]) -> Table:
    """The ward, its authority (and the county whose briefing it is) and England."""
    areas = [own.district, desk.area] if desk.area.is_county else [own.district]
    reason = EMPTY if not own.n else FEW
    rows = []
    for name, (_, _, id) in MEASURES.items():
        if own.small and name != "score":
            continue
        key = name if name == "score" else f"residents_{name}"
        cells = [fact_cell(facts.get(key), missing=reason, strong=True)]
        cells += [fact_cell(area_fact(desk, area, name)) for area in areas]
        cells.append(fact_cell(desk.book[f"{id}.england"]))
        rows.append(Row((name_cell(desk.say(f"ward.beside.{name}").text), *cells)))
    heads = [
        area.name.start if len(area.name.prose) <= LONGEST_HEAD else "County" if area.is_county else "Authority"
        for area in areas
    ]
    columns = (
        Column("Measure", width="36%" if len(heads) == 1 else "30%"),
        Column("Ward", "right", "15%"),
        *(Column(head, "right") for head in heads),
        Column("England", "right", "18%" if len(heads) == 1 else "16%"),
    )
    note = "note_empty" if not own.n else "note_few" if own.n < FEWEST and not own.small else "note"
    return Table("ward.beside", desk.say("ward.beside.title"), columns, tuple(rows), desk.say(f"ward.beside.{note}"))
