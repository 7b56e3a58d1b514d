"""From facts to a briefing: the sections in reading order, the figures numbered."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from briefgen.briefing.place_words import PlaceWords
from briefgen.briefing.present import present
from briefgen.briefing.sections.about.text import about
from briefgen.briefing.sections.brief.text import brief, summary
from briefgen.briefing.sections.deprivation.text import deprivation
from briefgen.briefing.sections.determinants.text import determinants
from briefgen.briefing.sections.health.text import health
from briefgen.briefing.sections.money.text import money
from briefgen.briefing.sections.political.text import political
from briefgen.briefing.sections.spread.text import spread
from briefgen.briefing.sections.strategy.text import strategy
from briefgen.briefing.sections.ward.text import ward
from briefgen.briefing.words import Wording
from briefgen.facts.facts import Facts
from briefgen.model.briefing import Briefing, Section
from briefgen.model.fact import Fact, Sentence, Shown

GEOGRAPHY = "ons-geography"  # behind every map


def assemble(facts: Facts, wording: Wording, *, old: tuple[str, str, date | None, str] | None = None) -> Briefing:
    """The briefing of one authority. old: (code, name, since, kind) of the code it was asked for by, if another."""
    words = PlaceWords(wording, facts)
    edition = replace(facts.edition, data_hash=_digest(facts.by_id))
    sections = [
        brief(facts, words),
        *([] if facts.ward is None else [ward(facts.ward, words)]),
        deprivation(facts, words),
        health(facts, words),
        money(facts, words),
        spread(facts, words),
        determinants(facts, words),
        strategy(facts, words),
        *([] if facts.political is None else [political(facts.political, words)]),
    ]
    used = dict.fromkeys((*(key for section in sections for key in section.sources), GEOGRAPHY))
    sections.append(about(facts, words, [facts.sources[key] for key in used], edition))
    return Briefing(
        area=facts.area,
        region=facts.region,
        edition=edition,
        resolution_note=None if old is None else _note(words, *old),
        summary=summary(facts, words),
        sections=_numbered([present(section) for section in sections]),
        facts=dict(facts.by_id),
        sources=dict(facts.sources),
        indicators=dict(facts.indicators),
        comparisons={key: measure.comparison for key, measure in facts.measures.items()},
        allowed_names=tuple(other.name.prose for other in facts.areas.values()),
        variant=facts.variant,
    )


def _digest(facts: Mapping[str, Fact]) -> str:
    """A fingerprint of the figures this briefing shows: another authority's change leaves it alone."""
    lines = sorted(f"{f.id} {f.value!r} {f.lci_95!r} {f.uci_95!r} {f.display}" for f in facts.values())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _note(words: PlaceWords, code: str, name: str, since: date | None, kind: str) -> Sentence:
    old_code = Shown("label", code)
    if kind == "merge" and since is not None:
        return words.say("brief.resolution.merge", old_name=name, old_code=old_code, since=since)
    return words.say("brief.resolution.recode", old_code=old_code, code=Shown("label", str(words.area.code)))


def _numbered(sections: list[Section]) -> tuple[Section, ...]:
    """Sections and figures counted through the document; page 1's figures (number nought) stay without a number."""
    at = 0
    numbered = []
    for number, section in enumerate(sections, 1):
        figures = []
        for figure in section.figures:
            if figure.number:
                at += 1
                figure = replace(figure, number=at)
            figures.append(figure)
        numbered.append(replace(section, number=number, figures=tuple(figures)))
    return tuple(numbered)
