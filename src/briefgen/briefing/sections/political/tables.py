"""The tables of political geography: seats here at each election, the two-way count, the winners."""

from briefgen.briefing.cells import fact_cell, name_cell
from briefgen.briefing.place_words import PlaceWords
from briefgen.facts.political import PARTIES, Political
from briefgen.model.briefing import Column, Row, Table
from briefgen.model.period import Period


def seats_table(known: Political, words: PlaceWords, year: int) -> Table:
    """The seats of an election that touch the authority, by name.

    2019 says whether a seat is on the unofficial list; 2024 what share of the authority's land it holds (a county's
    districts in its place).
    """
    rows, of_county = [], len(known.districts) > 1
    for seat in known.seats[year]:
        if year == 2019:
            third = name_cell("Yes" if seat.listed else "No")
        elif of_county:
            third = name_cell(", ".join(seat.districts))
        else:
            third = fact_cell(seat.land)
        rows.append(Row((name_cell(seat.name), name_cell(party(words, seat.winner)), third, fact_cell(seat.majority))))
    heading = Column("On unofficial list") if year == 2019 else (
        Column("Districts") if of_county else Column("Share of land", "right"))  # fmt: skip
    columns = (
        Column("Constituency", width="38%"),
        Column("Winner", width="20%"),
        heading,
        Column("Majority", "right", "13%"),
    )
    note = "note_list" if year == 2019 else "note" if of_county else "note_land"
    title = words.say("political.seats.title", year=Period.parse(f"{year}-01-01/P1Y"))
    return Table(f"political.seats_{year}", title, columns, tuple(rows), words.say(f"political.seats.{note}"))


def party(words: PlaceWords, code: str) -> str:
    return words.say(f"political.party.{code}").text


def two_way_table(known: Political, words: PlaceWords) -> Table:
    grid = (
        ("on", ("both", "listed_elsewhere", "listed")),
        ("off", ("worst_unlisted", "neither", "unlisted")),
        ("all", ("worst", "elsewhere", "n")),
    )
    rows = tuple(
        Row(
            (name_cell(words.say(f"political.two_way.{name}").text), *(fact_cell(known.counts[key]) for key in keys)),
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
    note = words.say("political.two_way.note", period=known.period)
    return Table("political.two_way", words.say("political.two_way.title"), columns, rows, note)


def winners_table(known: Political, words: PlaceWords) -> Table:
    rows = tuple(
        Row(
            (
                name_cell(party(words, code)),
                *(fact_cell(known.winners[code, name]) for name in ("worst", "listed", "all")),
            )
        )
        for code in PARTIES
        if known.winners[code, "all"].value
    )
    columns = (
        Column("Party", width="37%"),
        Column("In the worst fifth", "right"),
        Column("On the list", "right"),
        Column("England", "right"),
    )
    note = words.say(
        "political.winners.note",
        gains=known.counts["gains"],
        listed=known.counts["listed"],
        others=known.counts["others"],
    )
    title = words.say("political.winners.title", year=Period.parse("2019-01-01/P1Y"))
    return Table("political.winners", title, columns, rows, note)
