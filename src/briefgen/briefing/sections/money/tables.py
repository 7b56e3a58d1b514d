"""The tables of the money section: every award, and the national facts."""

import calendar
from itertools import groupby

from briefgen.briefing.cells import fact_cell, name_cell, shown
from briefgen.briefing.place_words import PlaceWords
from briefgen.facts.money import Correlated, Money
from briefgen.facts.money_awards import PRIDE_IN_PLACE, Award
from briefgen.model.briefing import Cell, Column, Row, Table
from briefgen.model.fact import Label, Sentence, plain

FUND_NAMES = {
    "luf": "Levelling Up Fund, round {round}",
    "town_deal": "Town Deal",
    "high_streets": "Future High Streets Fund",
    PRIDE_IN_PLACE: "Pride in Place, phase {round}",
}
MISSING = "no amount is published"


def awards_table(known: Money, words: PlaceWords) -> Table:
    """Every award: those for places here by fund, Pride in Place by phase, then shared ones with lead and partners."""
    places = [award for award in known.awards if award.fund == PRIDE_IN_PLACE]
    rows = [_row(award, award.project) for award in known.awards if award.fund != PRIDE_IN_PLACE]
    rows += [_phase(list(phase), words) for _, phase in groupby(places, lambda award: award.round)]
    rows += [_row(award, _shared(award, words)) for award in (known.shared.awards if known.shared else ())]
    if not rows:
        rows = [Row((Cell(words.say("money.awards.none")), Cell(plain("")), Cell(plain("")), Cell(plain(""))))]
    columns = (
        Column("Fund", width="22%"),
        Column("Project", width="44%"),
        Column("Announced", width="15%"),
        Column("Amount", "right"),
    )
    return Table("money.awards", words.say("money.awards.title"), columns, tuple(rows), words.say("money.awards.note"))


def _fund_cell(award: Award) -> Cell:
    return name_cell(FUND_NAMES[award.fund].format(round=award.round))


def _phase(phase: list[Award], words: PlaceWords) -> Row:
    """The places of one phase in one row: each gets up to the same amount."""
    first = phase[0]
    names = Label("; ".join(award.project for award in phase))
    cell = fact_cell(None, missing=MISSING)
    if first.amount is not None:
        id = "money.awards.up_to" if len(phase) == 1 else "money.awards.up_to_each"
        cell = Cell(words.say(id, each=first.amount))
    return Row((_fund_cell(first), name_cell(names), name_cell(_month(first.date)), cell))


def _shared(award: Award, words: PlaceWords) -> Sentence:
    project, lead = Label(_shortened(award.project, 60)), Label(award.lead_name)
    return words.say("money.awards.shared", project=project, lead=lead, n=award.partners)


def _shortened(text: str, letters: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= letters else text[: letters - 1].rsplit(" ", 1)[0].rstrip(",;: (") + " …"


def _row(award: Award, project: str | Sentence) -> Row:
    text = Cell(project) if isinstance(project, Sentence) else name_cell(_shortened(project, 80))
    return Row((_fund_cell(award), text, name_cell(_month(award.date)), fact_cell(award.amount, missing=MISSING)))


def _month(when: str) -> str:
    """ "October 2021", from an ISO date or month; what else a list gives is printed as it stands."""
    return f"{calendar.month_name[int(when[5:7])]} {when[:4]}" if len(when) >= 7 else when


def national_table(known: Money, words: PlaceWords) -> Table:
    national = known.national
    rows = [
        _correlated("money.national.all", national.all, words),
        _correlated("money.national.led", national.led, words),
        Row((
            Cell(words.say("money.national.category")),
            Cell(words.say("money.national.of", a=national.outside, b=national.most)),
        )),
    ]  # fmt: skip
    columns = (Column("Fact", width="58%"), Column("Figure", "right"))
    return Table("money.national", words.say("money.national.title"), columns, tuple(rows))


def _correlated(id: str, found: Correlated, words: PlaceWords) -> Row:
    fact = found.correlation
    text = Sentence("", (*shown(fact).parts, " (", *shown(fact, fact.display_interval).parts, ")"))
    return Row((Cell(words.say(id, n=found.n)), Cell(text)))
