"""The health section is written from facts alone: every branch of its words."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest

from briefgen.briefing.place_words import PlaceWords
from briefgen.briefing.sections.health import text
from briefgen.facts.collect import collect
from briefgen.facts.facts import Facts
from briefgen.facts.health_expected import Standing
from briefgen.model.briefing import Section
from briefgen.model.fact import Fact
from briefgen.model.verdict import Verdict
from briefgen.pipeline.session import Session

UPPER, DISTRICT, COUNTY, SMALL = "E06000002", "E07000122", "E10000017", "E06000053"


@dataclass(frozen=True)
class Here:
    """What the section's writer is handed for one place."""

    known: Facts
    words: PlaceWords


def at_hand(session: Session, code: str) -> Here:
    known = collect(session.areas.by_code[code], session.tables, session.england)
    return Here(known, PlaceWords(session.wording, known))


@pytest.fixture(scope="module")
def here(session: Session) -> Here:
    return at_hand(session, UPPER)


def changed(facts: Facts, **fields: Any) -> Facts:
    return replace(facts, health=replace(facts.health, **fields))


def written(here: Here, **fields: Any) -> Section:
    """The section of facts changed in `fields`, which its sentences are judged by too."""
    facts = changed(here.known, **fields)
    return text.health(facts, PlaceWords(here.words.wording, facts))


def signed(facts: Mapping[str, Fact], signs: Mapping[str, int]) -> dict[str, Fact]:
    """Facts by sex, each with the sign it is to have."""
    return {sex: replace(fact, value=abs(fact.value) * signs[sex]) for sex, fact in facts.items()}


def ids(section: Section) -> set[str]:
    said = [section.title, *section.lead, *section.missing, *section.notes]
    if section.callout:
        said += [section.callout.number, section.callout.text]
    for figure in section.figures:
        said += [figure.title, figure.alt]
    return {sentence.id for sentence in said}


@pytest.mark.parametrize("code", [UPPER, DISTRICT, COUNTY, SMALL])
def test_writing_adds_no_fact_and_says_only_known_ones(session: Session, code: str) -> None:
    at = at_hand(session, code)
    before = dict(at.known.by_id)
    section = text.health(at.known, at.words)
    assert text.health(at.known, at.words) == section
    assert dict(at.known.by_id) == before
    cells = [cell.text for table in section.tables for row in table.rows for cell in row.cells]
    cells += [c.text for f in section.figures if f.table for row in f.table.rows for c in row.cells]
    assert len(cells) > 100
    assert {fact for cell in cells for fact in cell.facts} <= set(before)


@pytest.mark.parametrize(
    ("women", "men", "lead", "trend"),
    [
        ("fell", "fell", "fell", "fell"),
        ("rose", "rose", "rose", "rose"),
        ("no clear change", "no clear change", "no_change", "none"),
        ("fell", "no clear change", "one_fell", "one"),
        ("no clear change", "rose", "one_rose", "one"),
    ],
)
def test_the_change_is_said_as_tested(here: Here, women: str, men: str, lead: str, trend: str) -> None:
    assert here.known.health.changes is not None
    signs = {"female": 1 if women == "rose" else -1, "male": 1 if men == "rose" else -1}
    known = here.known.health.changes
    changes = replace(known, words={"female": women, "male": men}, own=signed(known.own, signs))
    said = ids(written(here, changes=changes))
    names = ("fell", "rose", "no_change", "one_fell", "one_rose", "no_earlier")
    assert said & {f"health.lead.{name}" for name in names} == {f"health.lead.{lead}"}
    assert {id for id in said if id.startswith("health.trend.title")} == {f"health.trend.title_{trend}"}


def test_without_an_earlier_figure_only_englands_change_is_said(here: Here) -> None:
    assert here.known.health.changes is not None
    changes = replace(here.known.health.changes, words={}, own={})
    said = ids(written(here, changes=changes))
    assert "health.lead.no_earlier" in said


@pytest.mark.parametrize("verdict", [Verdict.WORSE, Verdict.BETTER])
def test_one_sex_that_differs_is_named(here: Here, verdict: Verdict) -> None:
    hle = dict(here.known.health.hle)
    sign = 1 if verdict is Verdict.BETTER else -1
    for sex, own in (("female", Verdict.SIMILAR), ("male", verdict)):
        gap = hle[sex].gap
        assert gap is not None
        gap = replace(gap, value=abs(gap.value) * sign)
        hle[sex] = replace(hle[sex], gap=gap, comparison=replace(hle[sex].comparison, verdict=own))
    section = written(here, hle=hle, verdict=Verdict.SIMILAR)
    assert section.title.id == f"health.title.one_{verdict.value}"
    assert "of men" in section.title.text
    assert f"health.lead.one_{verdict.value}" in ids(section)


@pytest.mark.parametrize("where", ["within", "above", "below", None])
def test_the_place_beside_the_band(here: Here, where: str | None) -> None:
    n = here.known.health.expected["male"].authorities
    standing = Standing(where) if where in ("within", None) else Standing(where, n, n)
    said = ids(written(here, standing=standing))
    assert said & {f"health.lead.{name}" for name in ("within", "above", "below")} == (
        {f"health.lead.{where}"} if where else set()
    )


@pytest.mark.parametrize(("verdict", "gap"), [(Verdict.WORSE, True), (Verdict.BETTER, True), (Verdict.SIMILAR, False)])
def test_the_gap_stands_in_a_title_that_judges(here: Here, verdict: Verdict, gap: bool) -> None:
    hle = {
        sex: replace(m, comparison=replace(m.comparison, verdict=verdict)) for sex, m in here.known.health.hle.items()
    }
    assert here.known.health.gap is not None
    sign = 1 if verdict is Verdict.BETTER else -1
    low, high = (replace(gap, value=abs(gap.value) * sign) for gap in here.known.health.gap)
    title = written(here, hle=hle, verdict=verdict, gap=(low, high)).title
    assert title.id.startswith(f"health.title.{verdict.value}")
    assert bool(title.facts) is gap


def test_two_gaps_are_written_once_where_they_read_the_same(here: Here) -> None:
    low, high = (
        replace(here.known.by_id["hle.female.gap"], display="−7.0"),
        replace(here.known.by_id["hle.male.gap"], display="−7.0"),
    )
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
def test_the_callout_says_the_gradient_there_is(here: Here, female: bool, male: bool, number: str, words: str) -> None:
    slopes = here.known.health.slopes
    kept = {"female": female, "male": male}
    flat = {
        sex: found if kept[sex] else replace(found, value=replace(found.value, value=0.0))
        for sex, found in slopes.own.items()
    }
    callout = written(here, slopes=replace(slopes, own=flat)).callout
    assert callout is not None
    assert (callout.number.id, callout.text.id) == (f"health.call.{number}", f"health.call.{words}")
