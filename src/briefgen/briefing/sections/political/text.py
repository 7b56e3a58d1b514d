"""The words on the seats here, and the two-way count that the argument leaves out."""

from briefgen.briefing.place_words import PlaceWords
from briefgen.briefing.sections.political.tables import seats_table, two_way_table, winners_table
from briefgen.facts.political import ELECTIONS, PARTIES, Political
from briefgen.model.briefing import Figure, Section
from briefgen.model.charts import AuthorityMap
from briefgen.model.fact import Label, Sentence
from briefgen.model.period import Period

SOURCES = ("hoc-2019", "hoc-2024", "seat-list", "ons-hle-2026", "ons-geography")


def political(known: Political, words: PlaceWords) -> Section:
    return Section(
        id="political",
        number=8,
        heading=words.say("political.heading").text,
        title=_title(known, words),
        lead=_lead(known, words),
        figures=(_map(known, words),),
        tables=(
            *(seats_table(known, words, year) for year in ELECTIONS),
            two_way_table(known, words),
            winners_table(known, words),
        ),
        missing=(words.say("political.missing.hle"), words.say("political.missing.boundaries")),
        notes=(
            words.say("political.notes.touch"),
            words.say("political.notes.seats"),
            words.say("political.notes.licence"),
        ),
        sources=SOURCES,
    )


def _title(known: Political, words: PlaceWords) -> Sentence:
    listed, n = known.here_listed, known.here
    values = {"listed": listed, "n": n, "year": Period.parse("2019-01-01/P1Y")}
    if n.value == 1:
        return words.title("political.title.one" if listed.value else "political.title.one_not", **values)
    every, none = ("both", "neither") if n.value == 2 else ("every", "none")
    which = every if listed.value == n.value else "some" if listed.value else none
    return words.title(f"political.title.{which}", **values)


def _names(known: Political) -> dict[str, object]:
    return {"period": known.period, **known.counts, "here": known.here, "here_listed": known.here_listed}


def _lead(known: Political, words: PlaceWords) -> tuple[Sentence, ...]:
    names = _names(known)
    won = [
        words.say(
            "political.won", party=Label(words.say(f"political.party.{party}").text), n=known.winners[party, "worst"]
        )
        for party in PARTIES
        if known.winners[party, "worst"].value
    ]
    return (
        words.say("political.lead.list", **names),
        words.say("political.lead.overlap", **names),
        words.say("political.lead.converse", **names, won=won),
        words.say("political.lead.authorities", **names),
    )


def _map(known: Political, words: PlaceWords) -> Figure:
    counts, names = known.counts, _names(known)
    chart = AuthorityMap(
        known.authorities,
        known.worst_districts,
        known.holders,
        known.districts,
        words.say("political.map.shade", worst=counts["worst_authorities"]),
        words.say("political.map.mark", holders=counts["holders"], held=counts["held"]),
        words.say("political.map.place"),
    )
    return Figure(
        "political.map",
        1,
        words.say("political.map.title", **names),
        words.say("political.map.subtitle", **names),
        words.say("political.map.alt", **names),
        chart,
    )
