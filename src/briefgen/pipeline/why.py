"""From a fact or a sentence to its rule, observation, source, licence and method."""

from collections.abc import Iterator
from pathlib import Path

from rapidfuzz import process

from briefgen.briefing.words import Wording
from briefgen.errors import UsageError
from briefgen.model.briefing import Briefing
from briefgen.model.fact import Fact, Sentence

METHODS_PAGE = "docs/methods.md"


def said(briefing: Briefing) -> Iterator[Sentence]:
    """Every sentence of the briefing, in reading order."""
    yield briefing.summary
    for section in briefing.sections:
        yield section.title
        yield from section.lead
        yield from (point.sentence for point in section.points)
        for lever in section.levers:
            yield from (lever.title, lever.evidence)
        yield from (question.sentence for question in section.questions)
        for figure in section.figures:
            yield from (figure.title, figure.subtitle, figure.alt)
        for table in section.tables:
            yield table.title
            yield from (cell.text for row in table.rows for cell in row.cells)
        if section.callout:
            yield from (section.callout.number, section.callout.text)
        yield from (*section.notes, *section.missing)


def why(briefing: Briefing, asked: str, wording: Wording, templates: Path) -> Iterator[str]:
    """Lines of the answer. Raises UsageError with near matches when nothing answers to it."""
    sentences = list(said(briefing))
    if asked in briefing.facts:
        yield from _fact(briefing, briefing.facts[asked], set())
        shown = dict.fromkeys((s.id, s.text) for s in sentences if asked in s.facts and s.id)
        for id, text in shown:
            yield ""
            yield from _rule(id, text, wording, templates)
        return
    found = [s for s in sentences if s.id and (s.id == asked or asked.lower() in s.text.lower())]
    if not found:
        near = [name for name, *_ in process.extract(asked, [*briefing.facts, *wording.ids], limit=4, score_cutoff=50)]
        hint = f"did you mean {', '.join(near)}?" if near else "try a word of the sentence."
        raise UsageError(f"Nothing in the briefing of {briefing.area.name.prose} is called {asked!r}; {hint}")
    for at, (id, text, facts) in enumerate(dict.fromkeys((s.id, s.text, s.facts) for s in found)):
        if at:
            yield ""
        yield from _rule(id, text, wording, templates)
        for fact in dict.fromkeys(facts):
            if fact in briefing.facts:
                yield from _fact(briefing, briefing.facts[fact], set())


def _rule(id: str, text: str, wording: Wording, templates: Path) -> Iterator[str]:
    yield f"“{text}”"
    file = templates.name + "/sentences/" + id.split(".")[0] + ".toml"
    yield f"  rule {id}, line {wording.line(id)} of {file}: {wording.source(id)}"


def _fact(briefing: Briefing, fact: Fact, seen: set[str], indent: str = "  ") -> Iterator[str]:
    """The fact and, below it, what it was computed from."""
    seen.add(fact.id)
    interval = f" (95% interval {fact.lci_95} to {fact.uci_95})" if fact.lci_95 is not None else ""
    period = f", {fact.period.label}" if fact.period else ""
    yield f"{indent}fact {fact.id} = {fact.value!r} {fact.unit.value}{interval}{period}, written {fact.display!r}"
    if fact.method:
        yield f"{indent}  method {METHODS_PAGE}#{fact.method}"
    source = briefing.sources.get(fact.source) if fact.source else None
    if source is not None:
        when = f", {source.published:%-d %B %Y}" if source.published else ""
        yield f"{indent}  source {source.title}, {source.publisher}{when}; {source.licence}"
    for name in fact.inputs:
        if name in briefing.facts and name not in seen:
            yield from _fact(briefing, briefing.facts[name], seen, indent + "  ")
        elif name not in briefing.facts:
            yield f"{indent}  from {name}"
    key = fact.id.rsplit(".", 1)[0]
    if key in briefing.comparisons and fact.id.endswith((".value", ".gap")):
        found = briefing.comparisons[key]
        reason = f": {found.untested.value}" if found.untested else ""
        yield f"{indent}  verdict against England {found.verdict.value}{reason}; at 99.8% {found.at_998.value}"
