"""`why` for every fact and every sentence of the awkward set: rule, observation, source, licence, method."""

import re

import pytest
from tests.conftest import AWKWARD, ROOT

from briefgen import resources
from briefgen.pipeline.session import Session
from briefgen.pipeline.why import said, why

ANCHORS = set(re.findall(r"^## (.+)$", (ROOT / "docs/methods.md").read_text("utf-8"), re.M))


@pytest.mark.parametrize("code", AWKWARD)
def test_every_fact_leads_to_its_origin(session: Session, briefing, code: str) -> None:  # type: ignore[no-untyped-def]
    """A fact of a table or a chart alone too: its value, period and interval, a source with its licence or what it is made of."""
    own = briefing(code)
    for id, fact in own.facts.items():
        lines = list(why(own, id, session.wording, resources.templates_dir()))
        text = "\n".join(lines)
        assert f"fact {id} = {fact.value!r} {fact.unit.value}" in lines[0]
        assert repr(fact.display) in lines[0]
        if fact.lci_95 is not None:
            assert f"95% interval {fact.lci_95} to {fact.uci_95}" in lines[0]
        if fact.period is not None:
            assert fact.period.label in lines[0]
        assert "Licence" in text or fact.method or fact.inputs, id
        if fact.source:
            source = own.sources[fact.source]
            assert source.title in text
            assert source.licence in text
        assert set(re.findall(r"docs/methods\.md#(\S+)", text)) <= ANCHORS


@pytest.mark.parametrize("code", AWKWARD)
def test_every_sentence_leads_to_its_rule_and_line(session: Session, briefing, code: str) -> None:  # type: ignore[no-untyped-def]
    own = briefing(code)
    folder = resources.templates_dir()
    for id in dict.fromkeys(sentence.id for sentence in said(own) if sentence.id):
        first, rule, *_ = why(own, id, session.wording, folder)
        assert first.startswith("“")
        found = re.match(r"  rule (\S+), line (\d+) of templates/sentences/(\S+):", rule)
        assert found is not None
        line = (folder / "sentences" / found[3]).read_text("utf-8").splitlines()[int(found[2]) - 1]
        key = line.split("=")[0].strip().strip('"')
        assert id.endswith(f".{key}"), (id, line)
