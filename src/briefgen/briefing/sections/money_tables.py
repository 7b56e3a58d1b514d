"""The tables of the money section: every award, and the national facts."""

import calendar

import pandas as pd

from briefgen.briefing.desk import Desk, Label, fact_cell, name_cell, shown
from briefgen.briefing.sections.money_facts import LUF, shared_awards
from briefgen.model.briefing import Cell, Column, Row, Table
from briefgen.model.catalogue import Unit
from briefgen.model.fact import Sentence, plain

FUND_NAMES = {
    "luf": "Levelling Up Fund, round {round}",
    "town_deal": "Town Deal",
    "high_streets": "Future High Streets Fund",
    "pride_in_place": "Pride in Place, phase {round}",
}
FUND_SOURCE = {"luf": "luf", "town_deal": "towns", "high_streets": "towns", "pride_in_place": "pip"}


def awards_table(desk: Desk) -> Table:
    """Every award: led ones by fund, Pride in Place by phase, then shared ones with their lead and number of partners."""
    awards = desk.tables.funds["awards"]
    codes = set(desk.tables.districts(desk.area))
    shared = shared_awards(desk)
    luf = awards[(awards["fund"] == "luf") & awards["areas"].str.split(";").map(lambda of: set(of) <= codes)]
    listed = pd.concat([luf, awards[awards["areas"].isin(codes)]]).drop_duplicates("award")
    order = {fund: at for at, fund in enumerate(FUND_NAMES)}
    listed = listed[~listed["award"].isin(shared["award"])].assign(o=listed["fund"].map(order))
    listed = listed.sort_values(["o", "round", "amount"], ascending=[True, True, False], kind="stable")
    places = listed["fund"] == "pride_in_place"
    rows = [award_row(desk, award, str(award.project)) for award in listed[~places].itertuples()]
    rows += [_pride(desk, phase) for _, phase in listed[places].groupby("round")]
    for award in shared.itertuples():
        n = desk.book.count(f"luf.{award.award}.partners", len(str(award.areas).split(";")), source="luf")
        text = desk.say(
            "money.awards.shared", project=Label(shortened(str(award.project), 60)), lead=Label(award.lead_name), n=n
        )
        rows.append(award_row(desk, award, text))
    if not rows:
        rows = [Row((Cell(desk.say("money.awards.none")), Cell(plain("")), Cell(plain("")), Cell(plain(""))))]
    columns = (
        Column("Fund", width="22%"),
        Column("Project", width="44%"),
        Column("Announced", width="15%"),
        Column("Amount", "right"),
    )
    return Table("money.awards", desk.say("money.awards.title"), columns, tuple(rows), desk.say("money.awards.note"))


def _pride(desk: Desk, phase: pd.DataFrame) -> Row:
    """The places of one phase in one row: each gets up to the same amount."""
    first = next(phase.itertuples())
    each = desk.book.add("pip.each", float(str(first.amount)), Unit.POUNDS, source="pip")
    id = "money.awards.up_to" if len(phase) == 1 else "money.awards.up_to_each"
    names = Label("; ".join(phase["project"].map(str)))
    return Row((
        name_cell(FUND_NAMES["pride_in_place"].format(round=first.round)),
        name_cell(names),
        name_cell(_month(first.date)),
        Cell(desk.say(id, each=each)),
    ))  # fmt: skip


def shortened(text: str, letters: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= letters else text[: letters - 1].rsplit(" ", 1)[0].rstrip(",;: (") + " …"


def award_row(desk: Desk, award: object, project: str | Sentence) -> Row:
    fund, amount = str(award.fund), award.amount  # type: ignore[attr-defined]
    fact = None
    if amount == amount and amount:
        source = FUND_SOURCE[fund]
        fact = desk.book.add(f"award.{award.award}", float(amount), Unit.POUNDS, source=source)  # type: ignore[attr-defined]
    text = Cell(project) if isinstance(project, Sentence) else name_cell(shortened(project, 80))
    cell = fact_cell(fact, missing="no amount is published")
    return Row((name_cell(FUND_NAMES[fund].format(round=award.round)), text, name_cell(_month(award.date)), cell))  # type: ignore[attr-defined]


def _month(when: object) -> str:
    """ "October 2021", from an ISO date or month; what else a list gives is printed as it stands."""
    text = str(when) if when == when else ""
    return f"{calendar.month_name[int(text[5:7])]} {text[:4]}" if len(text) >= 7 else text


def national_table(desk: Desk) -> Table:
    table, book = desk.england.money, desk.book
    rows = []
    for name, found in (("all", table.all_correlation), ("led", table.led_correlation)):
        n = book.count(f"luf.correlation.{name}.n", found.n, **LUF)
        fact = book.add(
            f"luf.correlation.{name}", found.value, Unit.CORRELATION, 2, low=found.low, high=found.high, **LUF
        )
        text = Sentence("", (*shown(fact).parts, " (", *shown(fact, fact.display_interval).parts, ")"))
        rows.append(Row((Cell(desk.say(f"money.national.{name}", n=n)), Cell(text))))
    a = book.count("luf.category.outside", table.category_outside, source="luf-priority")
    b = book.count("luf.category.most", table.category_most, source="luf-priority")
    rows.append(Row((Cell(desk.say("money.national.category")), Cell(desk.say("money.national.of", a=a, b=b)))))
    columns = (Column("Fact", width="58%"), Column("Figure", "right"))
    return Table("money.national", desk.say("money.national.title"), columns, tuple(rows))
