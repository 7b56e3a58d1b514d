"""The words of the section on where a strategy could start: priorities by rule, questions tied to facts and bodies."""

from briefgen.briefing.cells import fact_cell, name_cell
from briefgen.briefing.place_words import PlaceWords
from briefgen.briefing.sections.health.text import gap_words
from briefgen.facts.facts import Facts
from briefgen.facts.priorities import StandingOut
from briefgen.model.briefing import Column, Lever, Question, Row, Section, Table
from briefgen.model.catalogue import Polarity
from briefgen.model.fact import Label, Sentence
from briefgen.model.verdict import Verdict
from briefgen.statistics.candidates import HOW_MANY


def strategy(facts: Facts, words: PlaceWords) -> Section:
    known = facts.priorities
    found, rest = known.problems[:HOW_MANY], known.problems[HOW_MANY:]
    rule = words.say("strategy.lead.rule", share=known.share)
    lead: tuple[Sentence, ...] = ()
    if facts.small:
        have = "have" if facts.area.name.prose.endswith("s") else "has"
        title = words.say("strategy.title.small", have=have)
    elif found:
        title, lead = words.say("strategy.title.some", n=known.priorities), (rule, words.say("strategy.lead.order"))
    else:
        title, lead = words.say("strategy.title.none"), (rule, words.say("strategy.lead.none"))
    return Section(
        id="strategy",
        number=7,
        heading=words.say("strategy.heading").text,
        title=title,
        lead=lead,
        tables=(_others(rest, words),) if rest else (),
        levers=tuple(_lever(one, words) for one in found),
        questions=_questions(facts, words),
    )


def _lever(one: StandingOut, words: PlaceWords) -> Lever:
    found = one.measure
    assert found.value is not None
    values: dict[str, object] = {"value": found.value, "period": found.period, "worse": one.worse}
    if found.england is not None:
        values["england"] = found.england
    id = "tested"
    if one.worse_than is not None:
        id = "untested" if found.england is not None else "untested_alone"
        # No verdict without an interval: the direction is said, not the judgement.
        way = "higher" if found.indicator.polarity is Polarity.LOWER_IS_BETTER else "lower"
        values |= {"share": one.worse_than, "way": words.say(f"strategy.way.{way}", polarity=found.indicator.polarity)}
        if one.worse_than.value == 1 and id == "untested":
            id = "untested_all"
    evidence = words.say(f"strategy.lever.{id}", **values)
    title = words.say("strategy.lever.title", name=Label(found.indicator.name))
    return Lever(found.indicator.id, title, evidence, tuple(one.actions.items()))


def _others(rest: tuple[StandingOut, ...], words: PlaceWords) -> Table:
    rows = tuple(
        Row(
            (
                name_cell(one.measure.indicator.name),
                name_cell(one.measure.period.label),
                fact_cell(one.measure.value),
                fact_cell(one.measure.england),
            )
        )
        for one in rest
    )
    columns = (Column("Measure", width="52%"), Column("Period"), Column("Here", "right"), Column("England", "right"))
    return Table("strategy.others", words.say("strategy.others.title"), columns, rows)


def _questions(facts: Facts, words: PlaceWords) -> tuple[Question, ...]:
    """Up to six, each from a fact that this briefing shows."""
    asked: list[Question] = []

    def ask(body: str, fact: str, id: str, **values: object) -> None:
        asked.append(Question(body, words.say(f"strategy.questions.{id}", **values), fact))

    summaries = facts.deprivation.summaries
    if summaries is not None and summaries.deciles[0].value > 0:
        first = summaries.deciles[0]
        if first.value == 1:
            ask("The council:", first.id, "deprivation_one")
        else:
            ask("The council:", first.id, "deprivation", first=first)
    hle = facts.health.hle
    if all(one.comparison.verdict is Verdict.WORSE for one in hle.values()):
        ask("The health and wellbeing board:", "hle.female.gap", "hle", gap=gap_words(words, facts.health))
    slope = facts.health.slopes.own["male"]
    inside = slope.value
    if inside is not None and slope.england is not None and inside.value > max(0, slope.england.value):
        board = facts.priorities.board
        ask(f"{board}:" if board else "The integrated care boards:", inside.id, "sii", male=inside)
    luf = facts.money.luf
    if luf.value:
        ask("The council’s leader:", luf.id, "money", luf=luf)
    else:
        ask("The council’s leader:", luf.id, "money_none")
    two = facts.priorities.problems[:2]
    for one in two:
        values = {"phrase": Label(one.measure.indicator.phrase), "value": one.measure.value}
        ask(next(iter(one.actions)), f"{one.measure.indicator.id}.value", "priority", **values)
    children = facts.measures["child_poverty"]
    poverty, asked_already = children.value, any(one.measure.indicator.id == "child_poverty" for one in two)
    if (
        poverty is not None
        and children.england is not None
        and poverty.value > children.england.value
        and not asked_already
    ):
        ask("The council and schools:", poverty.id, "poverty", value=poverty)
    return tuple(asked)
