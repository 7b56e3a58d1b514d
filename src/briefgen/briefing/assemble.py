"""From figures to a briefing: the sections in order, the figures numbered, the facts gathered."""

import hashlib
from dataclasses import replace
from datetime import date

from briefgen.briefing.desk import Desk, desk_of
from briefgen.briefing.sections.about import about
from briefgen.briefing.sections.brief import brief, summary
from briefgen.briefing.sections.deprivation.text import deprivation
from briefgen.briefing.sections.determinants import determinants
from briefgen.briefing.sections.health import health
from briefgen.briefing.sections.money.text import money
from briefgen.briefing.sections.political import political
from briefgen.briefing.sections.spread.text import spread
from briefgen.briefing.sections.strategy import strategy
from briefgen.briefing.sections.ward import ward
from briefgen.briefing.words import Wording
from briefgen.facts.england import England
from briefgen.facts.tables import Tables
from briefgen.model.area import Area
from briefgen.model.briefing import Briefing, Section
from briefgen.model.fact import Fact, Sentence, Shown
from briefgen.model.variant import FULL, Variant


def assemble(
    area: Area,
    tables: Tables,
    england: England,
    wording: Wording,
    *,
    old: tuple[str, str, date | None, str] | None = None,
    variant: Variant = FULL,
) -> Briefing:
    """The briefing of one authority. old: (code, name, since, kind) of the code it was asked for by, if another."""
    desk = desk_of(area, tables, england, wording)
    place, facts, words = desk.place, desk.known, desk.words
    written = [deprivation(facts, words)]
    desk.figures = {figure.id: figure for figure in written[0].figures}
    written += [health(desk), money(facts, words), spread(facts, words), determinants(desk), strategy(desk)]
    own_ward = [] if variant.ward is None else [ward(desk, variant.ward)]
    if variant.political:
        written.append(political(desk))
    written = [*own_ward, *written]
    used = tuple(dict.fromkeys(key for section in written for key in section.sources))
    first = brief(desk)
    edition = replace(tables.edition, data_hash=_digest(desk.book.facts))
    sections = _numbered([first, *written, about(desk, (*used, "ons-geography"), edition)])
    return Briefing(
        area=area,
        region=desk.region,
        edition=edition,
        resolution_note=None if old is None else _note(desk, *old),
        summary=summary(desk),
        sections=sections,
        facts=desk.book.facts,
        sources=dict(tables.sources),
        indicators=dict(tables.indicators),
        comparisons=dict(place.comparisons),
        allowed_names=tuple(other.name.prose for other in tables.areas.values()),
        variant=variant,
    )


def _digest(facts: dict[str, Fact]) -> str:
    """A fingerprint of the figures this briefing shows: another authority's change leaves it alone."""
    lines = sorted(f"{f.id} {f.value!r} {f.lci_95!r} {f.uci_95!r} {f.display}" for f in facts.values())
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _note(desk: Desk, code: str, name: str, since: date | None, kind: str) -> Sentence:
    old_code = Shown("label", code)
    if kind == "merge" and since is not None:
        return desk.say("brief.resolution.merge", old_name=name, old_code=old_code, since=since)
    return desk.say("brief.resolution.recode", old_code=old_code, code=Shown("label", str(desk.area.code)))


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
