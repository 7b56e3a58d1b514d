"""Where a strategy could start: priorities by rule, and questions tied to facts and to bodies."""

from collections.abc import Mapping
from math import floor

from briefgen.briefing.desk import Desk, Label, fact_cell, name_cell
from briefgen.briefing.sections.health.text import gap_words
from briefgen.model.briefing import Column, Lever, Question, Row, Section, Table
from briefgen.model.catalogue import Polarity, Unit
from briefgen.model.fact import Fact, Sentence
from briefgen.model.verdict import Verdict
from briefgen.statistics.candidates import HOW_MANY, UNTESTED_SHARE, Candidate, problems

WHOLE = 0.98  # of residents; below it another board has a part of the place


def own_problems(desk: Desk) -> list[Candidate]:
    return [] if desk.small else problems(desk.england.candidates(desk.area.code))


def strategy(desk: Desk) -> Section:
    found = own_problems(desk)
    lead: tuple[Sentence, ...] = ()
    share = desk.book.add("rule.share", UNTESTED_SHARE, Unit.SHARE, 0, method="candidates")
    if desk.small:
        have = "have" if desk.area.name.prose.endswith("s") else "has"
        title = desk.say("strategy.title.small", have=have)
    elif found:
        n = desk.book.count("strategy.priorities", min(len(found), HOW_MANY), method="candidates")
        title = desk.say("strategy.title.some", n=n)
        lead = (desk.say("strategy.lead.rule", share=share), desk.say("strategy.lead.order"))
    else:
        title, lead = (
            desk.say("strategy.title.none"),
            (desk.say("strategy.lead.none"), desk.say("strategy.lead.rule", share=share)),
        )
    tables = (_others(desk, found[HOW_MANY:]),) if len(found) > HOW_MANY else ()
    return Section(
        id="strategy",
        number=7,
        heading=desk.say("strategy.heading").text,
        title=title,
        lead=lead,
        tables=tables,
        levers=tuple(_lever(desk, candidate) for candidate in found[:HOW_MANY]),
        questions=_questions(desk, found),
    )


def _lever(desk: Desk, candidate: Candidate) -> Lever:
    found = desk.place.measure(candidate.indicator)
    assert found.value is not None
    values: dict[str, object] = {"value": found.value, "period": found.period}
    if found.england is not None:
        values["england"] = found.england
    if candidate.verdict_998 is Verdict.WORSE:
        id = "tested"
    else:
        id = "untested" if found.england is not None else "untested_alone"
        # Rounded down: the second worst is not worse than all.
        worse = desk.book.add(
            f"{candidate.indicator}.worse_than",
            floor(candidate.worse_than * 100) / 100,
            Unit.SHARE,
            0,
            method="candidates",
        )
        values["share"] = worse
        # No verdict without an interval: the direction is said, not the judgement.
        way = "higher" if found.indicator.polarity is Polarity.LOWER_IS_BETTER else "lower"
        values["way"] = desk.say(f"strategy.way.{way}")
        if worse.value == 1 and id == "untested":
            id = "untested_all"
    evidence = desk.say(f"strategy.lever.{id}", **values)
    title = desk.say("strategy.lever.title", name=Label(found.indicator.name))
    actions = tuple(desk.tables.levers[candidate.indicator].items())
    return Lever(candidate.indicator, title, evidence, actions)


def _others(desk: Desk, rest: list[Candidate]) -> Table:
    rows = []
    for candidate in rest:
        found = desk.place.measure(candidate.indicator)
        cells = (
            name_cell(found.indicator.name),
            name_cell(found.period.label),
            fact_cell(found.value),
            fact_cell(found.england),
        )
        rows.append(Row(cells))
    columns = (Column("Measure", width="52%"), Column("Period"), Column("Here", "right"), Column("England", "right"))
    return Table("strategy.others", desk.say("strategy.others.title"), columns, tuple(rows))


def _care_board(desk: Desk) -> str:
    """The integrated care board by name, where one covers (nearly) the whole place."""
    table = desk.tables.icbs
    own = table[table["areacd"].isin(desk.tables.districts(desk.area))]
    names = list(dict.fromkeys(own.loc[own["share"] >= WHOLE, "icb"]))
    return f"{names[0]}:" if len(names) == 1 and not desk.area.is_county else "The integrated care boards:"


def _questions(desk: Desk, found: list[Candidate]) -> tuple[Question, ...]:
    """Up to six, each from a fact that this briefing shows."""
    book: Mapping[str, Fact] = desk.book.facts
    asked: list[Question] = []

    def ask(body: str, sentence: Sentence, fact: str) -> None:
        asked.append(Question(body, sentence, fact))

    first = book.get("imd.decile.1")
    if first is not None and first.value > 0:
        id = "deprivation_one" if first.value == 1 else "deprivation"
        ask(
            "The council:",
            desk.say(f"strategy.questions.{id}", **({} if first.value == 1 else {"first": first})),
            first.id,
        )
    health = desk.known.health
    if health.verdict is Verdict.WORSE:
        gap = gap_words(desk.words, health)
        ask("The health and wellbeing board:", desk.say("strategy.questions.hle", gap=gap), "hle.female.gap")
    sii = health.slopes.own["male"].value
    if sii is not None and sii.value > 0:
        ask(_care_board(desk), desk.say("strategy.questions.sii", male=sii), sii.id)
    luf = book.get("luf.led")
    if luf is not None:
        id = "money" if luf.value else "money_none"
        ask(
            "The council’s leader:", desk.say(f"strategy.questions.{id}", **({"luf": luf} if luf.value else {})), luf.id
        )
    for candidate in found[:2]:
        m = desk.place.measure(candidate.indicator)
        body = next(iter(desk.tables.levers[candidate.indicator]))
        sentence = desk.say("strategy.questions.priority", phrase=Label(m.indicator.phrase), value=m.value)
        ask(body, sentence, f"{candidate.indicator}.value")
    poverty = desk.place.measure("child_poverty")
    if poverty.value is not None and not any(c.indicator == "child_poverty" for c in found[:2]):
        ask("The council and schools:", desk.say("strategy.questions.poverty", value=poverty.value), poverty.value.id)
    return tuple(asked)
