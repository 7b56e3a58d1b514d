"""Every sentence of all 317 briefings: grammar, length, and the phrasings no figure can support."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from briefgen.model.briefing import Briefing, Cell, Table
from briefgen.model.fact import Sentence
from briefgen.pipeline import why
from briefgen.pipeline.session import Session

LONGEST = 25  # words
FORBIDDEN = (
    r"similar to than", r"\bsignificant", r"\bdue to\b", r"\bcaused by\b", r"because of deprivation", r"\bshort-changed\b",
    r"better than (its )?deprivation predicts", r"\bwidening\b", r"\bnarrowing\b", r"\bdefies\b", r"matches the red wall",
    r"ignored deprivation", r"\bnan\b", r"\bNone\b", r"Undefined", r"\binf\b", r"[{}]", r"\btrend here\b",
)  # fmt: skip
SLIPS = (
    (r"\b(\w+) \1\b", "a doubled word"),
    (r"\ba (8|11|18|8\d)\b|\ban ([1-79]|10)\b", "a or an"),
    (r"(?<![.,\d])1 (are|neighbourhoods|authorities|awards|points)\b|\b(one) (are|have)\b", "a plural after one"),
    (r"\b(11|12|13)(st|nd|rd)\b|[023456789]1th\b", "an ordinal"),
    (r"\bin the Isle of Wight\b|\bon (Middlesbrough|Hull)\b", "a preposition"),
    (r"the the\b|  | ,| \.|\.\.|’’", "spacing or possessive"),
    (r"\bCity of Bristol\b|Herefordshire, County of|Kingston upon Hull, City of", "an official name in prose"),
)


def sentences(briefing: Briefing) -> Iterator[Sentence]:
    """All that stands as prose: titles, leads, points, notes, questions, alternative texts."""
    yield briefing.summary
    for section in briefing.sections:
        yield section.title
        yield from section.lead
        yield from section.notes
        yield from section.missing
        yield from (point.sentence for point in section.points)
        yield from (question.sentence for question in section.questions)
        for lever in section.levers:
            yield lever.title
            yield lever.evidence
        for figure in section.figures:
            yield figure.title
            yield figure.subtitle
            yield figure.alt
        if section.callout:
            yield section.callout.number
            yield section.callout.text


def tables(briefing: Briefing) -> Iterator[Table]:
    for section in briefing.sections:
        yield from section.tables
        yield from (figure.table for figure in section.figures if figure.table)


def cells(briefing: Briefing) -> Iterator[Cell]:
    for table in tables(briefing):
        for row in table.rows:
            yield from row.cells


@pytest.fixture(scope="module")
def everyone(session: Session) -> dict[str, Briefing]:
    return {code: session.briefing(session.areas.resolve(str(code))) for code in session.areas.authorities}


def test_all_are_there(everyone: dict[str, Briefing]) -> None:
    assert len(everyone) == 317


def test_a_point_cites_the_section_that_holds_its_figures(everyone: dict[str, Briefing]) -> None:
    astray = {
        (code, point.sentence.id, fact)
        for code, briefing in everyone.items()
        for point in briefing.section("brief").points
        for fact in set(point.sentence.facts) - _held(briefing, point.section)
    }
    assert not astray


def _held(briefing: Briefing, section: str) -> set[str]:
    alone = replace(briefing, sections=(briefing.section(section),))
    return {fact for sentence in why.said(alone) for fact in sentence.facts} | {"period", "label"}


@pytest.mark.parametrize("pattern", FORBIDDEN)
def test_forbidden_phrasings_cannot_occur(everyone: dict[str, Briefing], pattern: str) -> None:
    found = {s.text for b in everyone.values() for s in sentences(b) if re.search(pattern, s.text)}
    assert not found


@pytest.mark.parametrize(("pattern", "what"), SLIPS)
def test_grammar(everyone: dict[str, Briefing], pattern: str, what: str) -> None:
    found = {(s.id, s.text) for b in everyone.values() for s in sentences(b) if re.search(pattern, s.text)}
    assert not found, what


def test_sentences_are_short(everyone: dict[str, Briefing]) -> None:
    long = {}
    for briefing in everyone.values():
        for said in sentences(briefing):
            if (
                said.id.startswith(("about.notes", "health.missing.measures"))
                or ".alt" in said.id
                or said.id == "brief.summary.full"
            ):
                continue  # a licence line, a legend; a description is heard in parts
            for part in re.split(r"(?<=[.;:?]) (?=[A-Z0-9£−a-z])", said.text):
                if len(part.split()) > LONGEST:
                    long[said.id] = part
    assert not long


def test_every_number_in_prose_is_a_fact(everyone: dict[str, Briefing]) -> None:
    loose = {}
    for briefing in everyone.values():
        for said in sentences(briefing):
            words = "".join(part for part in said.parts if isinstance(part, str))
            if re.search(r"\d", words):
                loose[said.id] = said.text
    assert not loose


def test_every_named_fact_is_in_the_book(everyone: dict[str, Briefing]) -> None:
    standing = {"period", "date", "label", "edition", "decile"}
    for briefing in everyone.values():
        for said in (*sentences(briefing), *(cell.text for cell in cells(briefing))):
            assert set(said.facts) <= set(briefing.facts) | standing, said


def test_a_figure_reads_the_same_wherever_it_stands(everyone: dict[str, Briefing]) -> None:
    """As digits: the display, its ordinal, its size without a sign, its interval, or a joint mark; else in words."""
    for briefing in everyone.values():
        for said in (*sentences(briefing), *(cell.text for cell in cells(briefing))):
            for part in said.parts:
                fact = None if isinstance(part, str) else briefing.facts.get(part.fact)
                if fact is None or isinstance(part, str) or not re.search(r"\d", part.text):
                    continue
                allowed = {fact.display, fact.display.lstrip("−+"), fact.display_interval, f"={fact.display}"}
                bare = re.sub(r"(?<=\d)(st|nd|rd|th)$", "", part.text).removeprefix("up to ")
                assert {part.text, bare} & allowed, (said.text, fact.display, part.text)


def test_titles_fit_two_lines(everyone: dict[str, Briefing]) -> None:
    long = {s.title.text for b in everyone.values() for s in b.sections if len(s.title.text) > 112}
    assert not long


def test_page_one_has_at_most_six_points_and_twelve_tiles(everyone: dict[str, Briefing]) -> None:
    for briefing in everyone.values():
        brief = briefing.section("brief")
        assert 1 <= len(brief.points) <= 6
        assert len(brief.tiles) <= 12


def test_small_areas_have_no_rank_verdict_or_priority(everyone: dict[str, Briefing]) -> None:
    for code in ("E06000053", "E09000001"):
        briefing = everyone[code]
        assert not {id for id in briefing.facts if id.endswith(".rank")}
        assert {c.verdict.value for c in briefing.comparisons.values()} == {"not tested"}
        assert not briefing.section("strategy").levers
        assert "luf.per_head" not in briefing.facts
