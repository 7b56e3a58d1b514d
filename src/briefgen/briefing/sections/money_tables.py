"""The tables of the money section: every award, and the national facts."""

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
MOST_ROWS = 9


def awards_table(desk: Desk) -> Table:
    """Led awards by fund; then shared awards with their lead and number of partners. Long lists end with a count."""
    awards = desk.evidence.funds["awards"]
    codes = set(desk.evidence.districts(desk.area))
    single = awards[awards["areas"].isin(codes)]
    own = (
        awards[(awards["lead"] == str(desk.area.code)) & (awards["fund"] == "luf")]
        if desk.area.is_county
        else awards.iloc[:0]
    )
    order = {fund: at for at, fund in enumerate(FUND_NAMES)}
    listed = pd.concat([own, single]).drop_duplicates("award")
    listed = listed.assign(o=listed["fund"].map(order)).sort_values(
        ["o", "round", "amount"], ascending=[True, True, False]
    )
    rows = []
    for award in listed.itertuples():
        rows.append(award_row(desk, award, str(award.project)))
    shared = shared_awards(desk)
    for award in shared.itertuples():
        n = desk.book.count(f"luf.{award.award}.partners", len(str(award.areas).split(";")), source="luf")
        text = desk.say(
            "money.awards.shared", project=Label(shortened(str(award.project), 60)), lead=Label(award.lead_name), n=n
        )
        rows.append(award_row(desk, award, text))
    more = len(rows) - MOST_ROWS
    if more > 1:
        kept, rest = rows[: MOST_ROWS - len(shared)], len(rows) - MOST_ROWS
        rows = kept + rows[len(rows) - len(shared) :] if len(shared) else kept
        count = desk.book.count("awards.more", rest)
        rows.append(
            Row(
                (
                    name_cell("Other awards"),
                    Cell(desk.say("money.awards.more", n=count)),
                    Cell(plain("")),
                    Cell(plain("")),
                )
            )
        )
    if not rows:
        rows = [Row((Cell(desk.say("money.awards.none")), Cell(plain("")), Cell(plain("")), Cell(plain(""))))]
    each = desk.book.fact("pip.each", 20_000_000, Unit.POUNDS, source="pip")
    columns = (
        Column("Fund", width="24%"),
        Column("Project", width="47%"),
        Column("Announced", width="14%"),
        Column("Amount", "right"),
    )
    return Table(
        "money.awards", desk.say("money.awards.title"), columns, tuple(rows), desk.say("money.awards.note", each=each)
    )


def shortened(text: str, letters: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= letters else text[: letters - 1].rsplit(" ", 1)[0].rstrip(",;: (") + " …"


def award_row(desk: Desk, award: object, project: str | Sentence) -> Row:
    fund, amount = str(award.fund), award.amount  # type: ignore[attr-defined]
    fact = None
    if amount == amount and amount:
        source = FUND_SOURCE[fund]
        fact = desk.book.fact(f"award.{award.award}", float(amount), Unit.POUNDS, source=source)  # type: ignore[attr-defined]
    when = str(award.date)[:7] if award.date == award.date else ""  # type: ignore[attr-defined]
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    date = f"{months[int(when[5:7]) - 1]} {when[:4]}" if len(when) == 7 else when
    text = Cell(project) if isinstance(project, Sentence) else name_cell(shortened(project, 95))
    cell = fact_cell(fact, missing="no amount is published")
    if fund == "pride_in_place" and fact is not None:
        cell = Cell(Sentence("", ("up to ", *shown(fact).parts)))
    return Row((name_cell(FUND_NAMES[fund].format(round=award.round)), text, name_cell(date), cell))  # type: ignore[attr-defined]


def national_table(desk: Desk) -> Table:
    table, book = desk.national.money, desk.book
    rows = []
    for name, found in (("all", table.all_correlation), ("led", table.led_correlation)):
        n = book.count(f"luf.correlation.{name}.n", found.n, **LUF)
        fact = book.fact(
            f"luf.correlation.{name}", found.value, Unit.CORRELATION, 2, low=found.low, high=found.high, **LUF
        )
        text = Sentence("", (*shown(fact).parts, " (", *shown(fact, fact.display_interval).parts, ")"))
        rows.append(Row((Cell(desk.say(f"money.national.{name}", n=n)), Cell(text))))
    a = book.count("luf.category.outside", table.category_outside, source="luf-priority")
    b = book.count("luf.category.most", table.category_most, source="luf-priority")
    rows.append(Row((Cell(desk.say("money.national.category")), Cell(desk.say("money.national.of", a=a, b=b)))))
    columns = (Column("Fact", width="58%"), Column("Figure", "right"))
    return Table("money.national", desk.say("money.national.title"), columns, tuple(rows))
