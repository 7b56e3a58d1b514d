"""The tables of my ward: its neighbourhoods by name, and the ward beside its authority and England."""

from briefgen.briefing.cells import fact_cell, name_cell
from briefgen.briefing.place_words import PlaceWords
from briefgen.facts.ward import FEWEST, Ward
from briefgen.model.briefing import Column, Row, Table

FEW = "not given for fewer than three neighbourhoods"
EMPTY = "no neighbourhood is assigned to this ward"
LONGEST_HEAD = 14  # letters of a name that a column head can hold


def neighbourhoods_table(own: Ward, words: PlaceWords) -> Table:
    """Every neighbourhood of the ward with its tenth and rank; in the two smallest authorities with its score alone."""
    rows = []
    for one in own.named:
        figures = (one.score,) if own.small else (one.tenth, one.rank)
        rows.append(Row((name_cell(one.named.number), name_cell(one.named.name), *map(fact_cell, figures))))
    columns = [Column("No.", width="8%"), Column("Neighbourhood", width="70%" if own.small else "64%")]
    columns += [Column("Score", "right")] if own.small else [Column("Tenth", "right", "11%"), Column("Rank", "right")]
    id = "ward.named.note_small" if own.small else "ward.named.note"
    note = words.say(id, small=own.small, n=own.england_neighbourhoods)
    return Table("ward.named", words.say("ward.named.title"), tuple(columns), tuple(rows), note)


def beside_table(own: Ward, words: PlaceWords) -> Table:
    """The ward, its authority (and the county whose briefing it is) and England."""
    residents = {} if own.summaries is None else own.summaries.residents
    reason = FEW if own.n else EMPTY
    rows = []
    for name, england in own.england.items():
        here = own.score if name == "score" else residents.get(name)
        cells = [fact_cell(here, missing=reason, strong=True)]
        cells += [fact_cell(figures[name]) for _, figures in own.areas]
        rows.append(Row((name_cell(words.say(f"ward.beside.{name}").text), *cells, fact_cell(england))))
    heads = [
        area.name.start if len(area.name.prose) <= LONGEST_HEAD else "County" if area.is_county else "Authority"
        for area, _ in own.areas
    ]
    columns = (
        Column("Measure", width="36%" if len(heads) == 1 else "30%"),
        Column("Ward", "right", "15%"),
        *(Column(head, "right") for head in heads),
        Column("England", "right", "18%" if len(heads) == 1 else "16%"),
    )
    note = "note_empty" if not own.n else "note_few" if own.n < FEWEST and not own.small else "note"
    return Table(
        "ward.beside",
        words.say("ward.beside.title"),
        columns,
        tuple(rows),
        words.say(f"ward.beside.{note}", n=own.neighbourhoods),
    )
