"""The health section is written from facts alone: every branch of its words, and nothing lost with a picture."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from briefgen.briefing.desk import Desk, desk_of
from briefgen.pipeline.studio import Studio

from briefgen.briefing.assemble import assemble
from briefgen.briefing.sections.health import text
from briefgen.facts.facts import Facts
from briefgen.facts.health_expected import Standing
from briefgen.model.briefing import Section
from briefgen.model.verdict import Verdict

UPPER, DISTRICT, COUNTY, SMALL = "E06000002", "E07000122", "E10000017", "E06000053"


def desk(studio: Studio, code: str) -> Desk:
    return desk_of(studio.areas.by_code[code], studio.england.tables, studio.england, studio.wording)


@pytest.fixture(scope="module")
def here(studio: Studio) -> Desk:
    return desk(studio, UPPER)


def changed(facts: Facts, **fields: Any) -> Facts:
    return replace(facts, health=replace(facts.health, **fields))


def ids(section: Section) -> set[str]:
    said = [section.title, *section.lead, *section.missing, *section.notes]
    if section.callout:
        said += [section.callout.number, section.callout.text]
    for figure in section.figures:
        said += [figure.title, figure.alt]
    return {sentence.id for sentence in said}


@pytest.mark.parametrize("code", [UPPER, DISTRICT, COUNTY, SMALL])
def test_writing_adds_no_fact_and_says_only_known_ones(studio: Studio, code: str) -> None:
    at = desk(studio, code)
    before = at.book.facts
    section = text.health(at.known, at.words)
    assert text.health(at.known, at.words) == section
    assert at.book.facts == before
    cells = [cell.text for table in section.tables for row in table.rows for cell in row.cells]
    cells += [c.text for f in section.figures if f.table for row in f.table.rows for c in row.cells]
    assert len(cells) > 100
    assert {fact for cell in cells for fact in cell.facts} <= set(before)


@pytest.mark.parametrize(
    ("word", "lead", "trend"),
    [
        ("fell", "health.lead.fell", "health.trend.title_fell"),
        ("rose", "health.lead.rose", "health.trend.title_rose"),
        ("no clear change", "health.lead.no_change", "health.trend.title_none"),
        (None, "health.lead.no_change", "health.trend.title_none"),
    ],
)
def test_the_change_is_said_as_tested(here: Desk, word: str | None, lead: str, trend: str) -> None:
    assert here.known.health.changes is not None
    found = changed(here.known, changes=replace(here.known.health.changes, word=word))
    said = ids(text.health(found, here.words))
    changes = {f"health.lead.{name}" for name in ("fell", "rose", "no_change")}
    assert said & changes == {lead}
    assert {id for id in said if id.startswith("health.trend.title")} == {trend}


@pytest.mark.parametrize("where", ["within", "above", "below"])
def test_the_place_beside_the_band(here: Desk, where: str) -> None:
    n = here.known.health.expected["male"].authorities
    standing = Standing(where) if where == "within" else Standing(where, n, n)
    said = ids(text.health(changed(here.known, standing=standing), here.words))
    assert said & {f"health.lead.{name}" for name in ("within", "above", "below")} == {f"health.lead.{where}"}


@pytest.mark.parametrize(("verdict", "gap"), [(Verdict.WORSE, True), (Verdict.BETTER, True), (Verdict.SIMILAR, False)])
def test_the_gap_stands_in_a_title_that_judges(here: Desk, verdict: Verdict, gap: bool) -> None:
    title = text.health(changed(here.known, verdict=verdict), here.words).title
    assert title.id.startswith(f"health.title.{verdict.value}")
    assert bool(title.facts) is gap


def test_two_gaps_are_written_once_where_they_read_the_same(here: Desk) -> None:
    low, high = replace(here.book["hle.female.gap"], display="−7.0"), replace(here.book["hle.male.gap"], display="−7.0")
    assert text.gap_words(here.words, changed(here.known, gap=(low, high)).health).text == "7.0"
    low = replace(low, display="−6.5")
    assert text.gap_words(here.words, changed(here.known, gap=(low, high)).health).text == "6.5 to 7.0"


@pytest.mark.parametrize(
    ("female", "male", "number", "words"),
    [
        (True, True, "number", "text"),
        (False, True, "number", "text_one"),
        (True, False, "number_women", "text_women"),
        (False, False, "number_england", "text_england"),
    ],
)
def test_the_callout_says_the_gradient_there_is(here: Desk, female: bool, male: bool, number: str, words: str) -> None:
    slopes = here.known.health.slopes
    kept = {"female": female, "male": male}
    flat = {
        sex: found if kept[sex] else replace(found, value=replace(found.value, value=0.0))
        for sex, found in slopes.own.items()
    }
    callout = text.health(changed(here.known, slopes=replace(slopes, own=flat)), here.words).callout
    assert callout is not None
    assert (callout.number.id, callout.text.id) == (f"health.call.{number}", f"health.call.{words}")


PICTURES = {
    "hle_trend": "health.trend",
    "scatter": "health.scatter",
    "le_trend": "health.life",
    "gradient_dots": "health.gradient",
    "first_wave_bars": "health.covid",
}


@pytest.mark.parametrize("name", PICTURES)
def test_without_a_picture_every_other_sentence_stands(
    studio: Studio, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    def made() -> dict[str, Section]:
        area = studio.areas.by_code[UPPER]
        briefing = assemble(area, studio.england.tables, studio.england, studio.wording)
        return {section.id: replace(section, figures=()) for section in briefing.sections}

    whole = made()
    absent: Callable[..., None] = lambda *_: None  # noqa: E731
    monkeypatch.setattr(text, name, absent)
    assert made() == whole
    at = desk(studio, UPPER)
    left = text.health(at.known, at.words).figures
    assert not [figure.id for figure in left if figure.id.startswith(PICTURES[name])]
    assert len(left) in (5, 6)
