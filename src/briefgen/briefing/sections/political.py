"""Political geography, off unless asked for: the seats here, and the two-way count that the argument leaves out."""

from typing import Any

from briefgen.briefing.desk import Desk, Label
from briefgen.briefing.sections.political_tables import PARTIES, seats_table, two_way_table, winners_table
from briefgen.facts.wards_and_seats import HLE_OF_THE_DAY, Seats
from briefgen.model.briefing import Figure, Section
from briefgen.model.catalogue import Unit
from briefgen.model.charts import AuthorityMap
from briefgen.model.fact import Fact, Sentence
from briefgen.model.period import Period

ELECTIONS = (2019, 2024)
METHOD: dict[str, Any] = {"source": "seat-list", "method": "seats"}
SOURCES = ("hoc-2019", "hoc-2024", "seat-list", "ons-hle-2026", "ons-geography")


def political(desk: Desk) -> Section:
    """The section; facts `seats.*` are in the book afterwards."""
    found = desk.england.seats
    facts = _facts(desk, found)
    return Section(
        id="political",
        number=8,
        heading=desk.say("political.heading").text,
        title=_title(desk, facts),
        lead=_lead(desk, found, facts),
        figures=(_map(desk, found, facts),),
        tables=(
            *(seats_table(desk, year) for year in ELECTIONS),
            two_way_table(desk, facts),
            winners_table(desk, facts),
        ),
        missing=(desk.say("political.missing.hle"), desk.say("political.missing.boundaries")),
        notes=(
            desk.say("political.notes.touch"),
            desk.say("political.notes.seats"),
            desk.say("political.notes.licence"),
        ),
        sources=SOURCES,
    )


def _facts(desk: Desk, found: Seats) -> dict[str, Fact]:
    book, counts, table = desk.book, found.counts, found.table
    listed = table[table["unofficial_list"] == 1]
    gains = int(((listed["winner"] == "Con") & listed["gained_from"].notna()).sum())
    held = len(found.worst_authorities & found.holders)
    numbers = {
        "n": counts.n, "listed": counts.listed, "worst": counts.worst, "both": counts.both,
        "listed_elsewhere": counts.listed - counts.both, "worst_unlisted": counts.worst - counts.both,
        "neither": counts.n - counts.worst - counts.listed + counts.both,
        "unlisted": counts.n - counts.listed, "elsewhere": counts.n - counts.worst,
        "worst_authorities": len(found.worst_authorities), "holders": len(found.holders), "held": held,
        "gains": gains, "others": counts.listed - gains,
    }  # fmt: skip
    facts = {name: book.count(f"seats.{name}", value, **METHOD) for name, value in numbers.items()}
    facts["chance"] = book.add("seats.chance", counts.by_chance, Unit.COUNT, 0, **METHOD)
    groups = {"worst": table[table.index.isin(found.worst)], "listed": listed, "all": table}
    for party in PARTIES:
        for name, group in groups.items():
            value = int((group["winner"] == party).sum())
            facts[f"{party}.{name}"] = book.count(f"seats.{name}.{party}", value, source="hoc-2019", method="seats")
    here = _here(desk, 2019)
    facts["here"] = book.count("seats.here", len(here), source="hoc-2019")
    facts["here_listed"] = book.count("seats.here.listed", len(here & set(listed.index)), **METHOD)
    return facts


def _here(desk: Desk, year: int) -> set[str]:
    parts = desk.tables.constituency_areas
    own = parts[(parts["election"] == year) & parts["areacd"].isin(desk.tables.districts(desk.area))]
    return set(own["code"])


def _title(desk: Desk, facts: dict[str, Fact]) -> Sentence:
    listed, n = facts["here_listed"], facts["here"]
    values = {"listed": listed, "n": n, "year": Period.parse("2019-01-01/P1Y")}
    if n.value == 1:
        return desk.title("political.title.one" if listed.value else "political.title.one_not", **values)
    every, none = ("both", "neither") if n.value == 2 else ("every", "none")
    which = every if listed.value == n.value else "some" if listed.value else none
    return desk.title(f"political.title.{which}", **values)


def _lead(desk: Desk, found: Seats, facts: dict[str, Fact]) -> tuple[Sentence, ...]:
    names = {"period": HLE_OF_THE_DAY, **{k: v for k, v in facts.items() if "." not in k}}
    won = [
        desk.say("political.won", party=Label(desk.say(f"political.party.{party}").text), n=facts[f"{party}.worst"])
        for party in PARTIES
        if facts[f"{party}.worst"].value
    ]
    return (
        desk.say("political.lead.list", **names),
        desk.say("political.lead.overlap", **names),
        desk.say("political.lead.converse", **names, won=won),
        desk.say("political.lead.authorities", **names),
    )


def _map(desk: Desk, found: Seats, facts: dict[str, Fact]) -> Figure:
    areas = desk.tables.areas
    districts = {str(code): tuple(map(str, desk.tables.districts(areas[code]))) for code in desk.england.upper_codes}
    chart = AuthorityMap(
        desk.tables.authorities,
        tuple(sorted(district for code in found.worst_authorities for district in districts[code])),
        tuple(districts[code] for code in sorted(found.holders)),
        tuple(map(str, desk.tables.districts(desk.area))),
        desk.say("political.map.shade", worst=facts["worst_authorities"]),
        desk.say("political.map.mark", holders=facts["holders"], held=facts["held"]),
        desk.say("political.map.place"),
    )
    names = {"period": HLE_OF_THE_DAY, **{k: v for k, v in facts.items() if "." not in k}}
    return Figure(
        "political.map",
        1,
        desk.say("political.map.title", **names),
        desk.say("political.map.subtitle", **names),
        desk.say("political.map.alt", **names),
        chart,
    )
