"""The tables of political geography: seats here at each election, the two-way count, the winners."""

import pandas as pd

from briefgen.briefing.desk import Desk, fact_cell, name_cell
from briefgen.facts.wards_and_seats import HLE_OF_THE_DAY
from briefgen.model.briefing import Column, Row, Table
from briefgen.model.catalogue import Unit
from briefgen.model.fact import Fact
from briefgen.model.period import Period

# One order everywhere, the alphabet's by the name as printed.
PARTIES = ("Con", "Green", "Ind", "Lab", "LD", "Ref", "Spk")


def seats_table(desk: Desk, year: int) -> Table:
    """The seats of an election that touch the authority, by name.

    2019 says whether a seat is on the unofficial list; 2024 what share of the authority's land it holds (a county's
    districts in its place).
    """
    seats = desk.tables.constituencies
    seats = seats[seats["election"] == year].set_index("code")
    parts = desk.tables.constituency_areas
    own = parts[(parts["election"] == year) & parts["areacd"].isin(desk.tables.districts(desk.area))]
    here = seats.loc[sorted(set(own["code"]))].sort_values("name")
    source = f"hoc-{year}"
    rows = []
    for code, seat in here.iterrows():
        majority = desk.book.count(f"seats.{code}.majority", int(seat["majority"]), source=source, area=str(code))
        cells = [
            name_cell(str(seat["name"]).replace("'", "’")),
            name_cell(party(desk, seat["winner"])),
        ]
        if year == 2019:
            cells.append(name_cell("Yes" if seat["unofficial_list"] == 1 else "No"))
        elif desk.area.is_county:
            cells.append(name_cell(_districts(desk, own[own["code"] == code])))
        else:
            share = float(own.loc[own["code"] == code, "share_of_land"].iloc[0])
            cells.append(
                fact_cell(desk.book.add(f"seats.{code}.land", min(share, 1.0), Unit.SHARE, 1, source="ons-geography"))
            )
        rows.append(Row((*cells, fact_cell(majority))))
    third = Column("On unofficial list") if year == 2019 else (
        Column("Districts") if desk.area.is_county else Column("Share of land", "right"))  # fmt: skip
    columns = (
        Column("Constituency", width="38%"),
        Column("Winner", width="20%"),
        third,
        Column("Majority", "right", "13%"),
    )
    period = Period.parse(f"{year}-01-01/P1Y")
    note = "political.seats.note_list" if year == 2019 else "political.seats.note"
    if year == 2024 and not desk.area.is_county:
        note = "political.seats.note_land"
    return Table(
        f"political.seats_{year}", desk.say("political.seats.title", year=period), columns, tuple(rows), desk.say(note)
    )


def party(desk: Desk, code: str) -> str:
    return desk.say(f"political.party.{code}").text


def _districts(desk: Desk, own: pd.DataFrame) -> str:
    return ", ".join(sorted(desk.tables.areas[code].name.prose for code in own["areacd"]))


def two_way_table(desk: Desk, facts: dict[str, Fact]) -> Table:
    grid = (
        ("on", ("both", "listed_elsewhere", "listed")),
        ("off", ("worst_unlisted", "neither", "unlisted")),
        ("all", ("worst", "elsewhere", "n")),
    )
    rows = tuple(
        Row(
            (name_cell(desk.say(f"political.two_way.{name}").text), *(fact_cell(facts[key]) for key in keys)),
            total=name == "all",
        )
        for name, keys in grid
    )
    columns = (
        Column("Seats", width="37%"),
        Column("In the worst fifth", "right"),
        Column("Elsewhere", "right"),
        Column("England", "right"),
    )
    note = desk.say("political.two_way.note", period=HLE_OF_THE_DAY)
    return Table("political.two_way", desk.say("political.two_way.title"), columns, rows, note)


def winners_table(desk: Desk, facts: dict[str, Fact]) -> Table:
    rows = tuple(
        Row(
            (name_cell(party(desk, code)), *(fact_cell(facts[f"{code}.{name}"]) for name in ("worst", "listed", "all")))
        )
        for code in PARTIES
        if facts[f"{code}.all"].value
    )
    columns = (
        Column("Party", width="37%"),
        Column("In the worst fifth", "right"),
        Column("On the list", "right"),
        Column("England", "right"),
    )
    note = desk.say("political.winners.note", gains=facts["gains"], listed=facts["listed"], others=facts["others"])
    title = desk.say("political.winners.title", year=Period.parse("2019-01-01/P1Y"))
    return Table("political.winners", title, columns, rows, note)
