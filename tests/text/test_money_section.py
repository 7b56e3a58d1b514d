"""The money section as a function of its facts: the records of awards, and a sentence for every direction."""

import csv
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace

import pytest

from briefgen import resources
from briefgen.briefing.place_words import PlaceWords
from briefgen.briefing.sections.money.text import money as section_of
from briefgen.facts.collect import collect
from briefgen.facts.england import England
from briefgen.facts.facts import Facts
from briefgen.facts.money import Direction
from briefgen.facts.money_awards import listed_awards, shared_awards
from briefgen.facts.place import Place
from briefgen.model.briefing import Section, Table
from briefgen.pipeline.session import Session

MIDDLESBROUGH, LANCASHIRE, SOMERSET, SCILLY = "E06000002", "E10000017", "E06000066", "E06000053"
Write = Callable[[Facts], Section]


@pytest.fixture(scope="module")
def place(session: Session) -> Callable[[str], Place]:
    return lambda code: Place(session.areas.by_code[code], session.tables, session.england)


@pytest.fixture(scope="module")
def collect_at(session: Session) -> Callable[[str], Facts]:
    return lambda code: collect(session.areas.by_code[code], session.tables, session.england)


@pytest.fixture(scope="module")
def write(session: Session) -> Write:
    def written(facts: Facts) -> Section:
        return section_of(facts, PlaceWords(session.wording, facts))

    return written


def cells(table: Table | None) -> list[list[str]]:
    assert table is not None
    return [[cell.text.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("code", [MIDDLESBROUGH, LANCASHIRE, SOMERSET, SCILLY])
def test_each_award_of_the_lists_is_one_record(place: Callable[[str], Place], code: str) -> None:
    here = place(code)
    codes = set(here.districts)
    with (resources.data_dir() / "funds/awards.csv").open(encoding="utf-8") as file:
        lists = [(row, set(row["areas"].split(";"))) for row in csv.DictReader(file)]
    alone = {row["award"]: row for row, areas in lists if areas <= codes}
    beyond = {row["award"]: row for row, areas in lists if areas & codes and not areas <= codes}
    led, shared = listed_awards(here), shared_awards(here)
    assert {award.id for award in led} == set(alone)
    assert {award.id for award in (shared.awards if shared else ())} == set(beyond)
    for award in (*led, *(shared.awards if shared else ())):
        row = {**alone, **beyond}[award.id]
        assert award.amount is not None
        assert (award.fund, str(award.round), award.date) == (row["fund"], row["round"], row["date"])
        assert (award.amount.value, award.lead_name) == (float(row["amount"]), row["lead_name"])
        assert ";".join(award.areas) == row["areas"]
        assert award.shared == (award.id in beyond)
        assert (award.partners.value if award.partners else None) == (len(award.areas) if award.shared else None)


def test_a_record_cannot_be_changed(place: Callable[[str], Place]) -> None:
    award = listed_awards(place(MIDDLESBROUGH))[0]
    with pytest.raises(FrozenInstanceError):
        award.round = 3  # type: ignore[misc]


@pytest.mark.parametrize("fund", ["town_deal", "high_streets", "pride_in_place"])
def test_an_amount_that_is_not_published_is_a_dash_with_its_reason(session: Session, write: Write, fund: str) -> None:
    """The Levelling Up Fund's own amounts are part of the contract of the tables."""
    tables = session.tables
    awards = tables.funds["awards"].copy()
    awards.loc[awards["fund"] == fund, "amount"] = float("nan")
    tables = replace(tables, funds={**tables.funds, "awards": awards})
    code = str(awards.loc[awards["fund"] == fund, "areas"].iloc[0])
    facts = collect(session.areas.by_code[code], tables, England(tables))
    assert [award.amount for award in facts.money.awards if award.fund == fund]
    assert not any(award.amount for award in facts.money.awards if award.fund == fund)
    table = write(facts).table("money.awards")
    assert table is not None
    without = [row.cells[-1] for row in table.rows if row.cells[-1].missing]
    assert {(cell.text.text, cell.missing) for cell in without} == {("–", "no amount is published")}


def test_every_direction_has_its_sentence_and_its_title(collect_at: Callable[[str], Facts], write: Write) -> None:
    facts = collect_at(MIDDLESBROUGH)
    said = {}
    for way in Direction:
        section = write(replace(facts, money=replace(facts.money, direction=way)))
        lead = {s.id for s in section.lead}
        said[way] = (lead, next(f.title.id for f in section.figures if f.id == "money.range"))
    for way, (lead, title) in said.items():
        own = "money.lead.formula_none" if way is Direction.NOTHING else f"money.lead.{way}"
        others = {f"money.lead.{other}" for other in Direction} | {"money.lead.formula_none"}
        assert lead & others == {own}
        assert title == f"money.range.title_{way}"


def test_a_place_without_an_award_says_so(collect_at: Callable[[str], Facts], write: Write) -> None:
    facts = collect_at(MIDDLESBROUGH)
    section = write(replace(facts, money=replace(facts.money, awards=(), shared=None)))
    assert cells(section.table("money.awards")) == [["No award on the published lists", "", "", ""]]


def test_neither_a_county_nor_the_smallest_get_a_range(collect_at: Callable[[str], Facts], write: Write) -> None:
    for code, kind in ((LANCASHIRE, "county"), (SCILLY, "small")):
        facts = collect_at(code)
        assert (facts.money.direction is None) == (kind == "county")
        assert (facts.money.per_head is None) == (kind == "small")
        assert [figure.id for figure in write(facts).figures] == ["money.quadrant"]
