"""Any one sentence, picture or table can be taken away, and all else stays as it is and still reads."""

import importlib
import inspect
import re
from dataclasses import astuple, replace
from types import ModuleType
from typing import Any, get_type_hints

import pytest

from briefgen.briefing import assemble as assembling
from briefgen.briefing.assemble import assemble
from briefgen.briefing.words import Wording
from briefgen.facts.collect import collect
from briefgen.facts.facts import Facts
from briefgen.model.boundary import Topology
from briefgen.model.briefing import Briefing, Figure, Section, Table
from briefgen.model.charts import Locator
from briefgen.model.fact import Sentence, plain
from briefgen.model.variant import Variant
from briefgen.pipeline.session import Session
from briefgen.pipeline.why import said

UPPER, COUNTY, SMALL = "E06000002", "E10000017", "E06000053"
OF_WARD = "E05009867"  # a ward of UPPER
SECTIONS = ("brief", "deprivation", "health", "money", "spread", "determinants", "strategy", "political", "ward")


@pytest.fixture(scope="module")
def known(session: Session) -> dict[str, Facts]:
    def at(code: str, **parts: Any) -> Facts:
        return collect(session.areas.by_code[code], session.tables, session.england, Variant(**parts))

    ward = session.ward(OF_WARD, session.areas.by_code[UPPER])
    return {code: at(code, political=True) for code in (UPPER, COUNTY, SMALL)} | {OF_WARD: at(UPPER, ward=ward)}


def texts(briefing: Briefing) -> list[tuple[str, str]]:
    """Every sentence but the last section's, whose list of publications follows the sections above it."""
    whole = replace(briefing, sections=tuple(one for one in briefing.sections if one.id != "about"))
    return [(one.id, one.text) for one in said(whole)]


MODULES = [importlib.import_module(f"briefgen.briefing.sections.{id}.text") for id in SECTIONS]
MAKERS = [
    (module, name)
    for module in MODULES
    for name, made in vars(module).items()
    if inspect.isfunction(made) and get_type_hints(made).get("return") in (Figure, Figure | None, Table)
]
STUBS = {
    Table: Table("gone", plain("gone"), (), ()),
    Figure: Figure("gone", 1, plain("gone"), plain("gone"), plain("gone"), Locator(Topology((), ()), "", ())),
}


def without(briefing: Briefing, ids: set[str]) -> list[tuple[str, str]]:
    """What is said beside the pictures and tables of those ids."""
    sections = tuple(
        replace(
            section,
            figures=tuple(one for one in section.figures if one.id not in ids),
            tables=tuple(one for one in section.tables if one.id not in ids),
        )
        for section in briefing.sections
    )
    return texts(replace(briefing, sections=sections))


@pytest.mark.parametrize(("module", "name"), MAKERS, ids=[name for _, name in MAKERS])
def test_without_a_picture_or_table_all_else_is_unchanged(
    session: Session, known: dict[str, Facts], monkeypatch: pytest.MonkeyPatch, module: ModuleType, name: str
) -> None:
    """Its maker never runs, so that no other text can rest on what it worked out."""
    make, made = getattr(module, name), []

    def noted(*args: Any) -> Any:
        made.append(make(*args))
        return made[-1]

    seen = False
    for facts in known.values():
        made.clear()
        monkeypatch.setattr(module, name, noted)
        whole = assemble(facts, session.wording)
        pieces = [one for one in made if one is not None]
        if not pieces:
            continue
        seen = True
        stub = STUBS[type(pieces[0])]
        monkeypatch.setattr(module, name, lambda *_, stub=stub: stub)
        left = assemble(facts, session.wording)
        assert without(left, {"gone"}) == without(whole, {one.id for one in pieces})
        assert left.facts == whole.facts
    assert seen


@pytest.mark.parametrize("gone", SECTIONS)
def test_without_a_section_every_other_is_unchanged(
    session: Session, known: dict[str, Facts], monkeypatch: pytest.MonkeyPatch, gone: str
) -> None:
    facts = known[OF_WARD if gone == "ward" else UPPER]
    whole = assemble(facts, session.wording)

    def lacking(*_: Any, **__: Any) -> Section:
        return Section(id=gone, number=0, heading=gone, title=Sentence("", (gone,)), lead=())

    monkeypatch.setattr(assembling, gone, lacking)
    left = assemble(facts, session.wording)
    for was, now in zip(whole.sections, left.sections, strict=True):
        if was.id not in (gone, "about"):
            numbered = {figure.id: figure.number for figure in now.figures}
            same = replace(was, figures=tuple(replace(f, number=numbered[f.id]) for f in was.figures))
            assert now == same
    assert left.summary == whole.summary
    assert left.facts == whole.facts


EMPTY = re.compile(
    r"<(p|li|h1|h2|h3|caption|td|th|dd|dt|ol|tbody|summary|title)\b[^>]*>\s*</\1>|alt=\"\"|<title></title>"
)


def empties(page: str) -> list[str]:
    return [found[0] for found in EMPTY.finditer(page)]


@pytest.mark.parametrize("code", [UPPER, COUNTY, SMALL, OF_WARD])
def test_without_a_sentence_its_section_still_reads(
    session: Session, known: dict[str, Facts], monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    """Each sentence with a condition, taken away in turn: no empty line, heading or alternative text, no other sentence lost."""
    facts = known[code]
    whole = assemble(facts, session.wording)
    page = session.renderer.pages.render(whole, media="screen", css="").html
    as_is = len(empties(page))
    before = texts(whole)
    say, around = Wording.say, together(whole)

    def noted(self: Wording, id: str, *args: Any, **values: Any) -> Sentence:
        around.setdefault(id, set())
        for value in values.values():
            for inner in value if isinstance(value, list) else [value]:
                if isinstance(inner, Sentence) and inner.id:
                    around.setdefault(inner.id, set()).add(id)
        return say(self, id, *args, **values)

    monkeypatch.setattr(Wording, "say", noted)
    assemble(facts, session.wording)
    conditional = sorted(id for id in around if id and any(one.needs for one in session.wording.variants(id)))
    assert len(conditional) > 10
    for gone in conditional:

        def silent(self: Wording, id: str, *args: Any, gone: str = gone, **values: Any) -> Sentence:
            return Sentence(id, ()) if id == gone else say(self, id, *args, **values)

        monkeypatch.setattr(Wording, "say", silent)
        left = assemble(facts, session.wording)
        assert len(empties(session.renderer.pages.render(left, media="screen", css="").html)) == as_is, gone
        after = texts(left)
        assert gone not in {id for id, _ in after}
        lost = {one for one in before if one not in after}
        assert {id for id, _ in lost} <= {gone, ""} | around[gone], (gone, lost)


def together(briefing: Briefing) -> dict[str, set[str]]:
    """By sentence, those that go with it: of its row, its callout."""
    found: dict[str, set[str]] = {}
    for section in briefing.sections:
        groups = [{cell.text.id for cell in row.cells} for table in section.tables for row in table.rows]
        if section.callout is not None:
            groups.append({section.callout.number.id, section.callout.text.id})
        for group in groups:
            for id in group:
                found.setdefault(id, set()).update(group)
    return found


@pytest.mark.parametrize(("code", "other"), [(UPPER, "E06000032"), (UPPER, "E08000035"), (COUNTY, "E10000024")])
def test_the_words_follow_the_facts_and_not_the_name(
    session: Session, known: dict[str, Facts], code: str, other: str
) -> None:
    """The same facts under another place's name are said in the same words."""
    own, area = known[code], known[code].area
    name = session.areas.by_code[other].name
    renamed = replace(area, name=name)
    twin = replace(own, area=renamed, areas={**own.areas, area.code: renamed})

    forms = sorted({*astuple(area.name), *astuple(name)} - {"in", "on"}, key=len, reverse=True)
    pattern = re.compile("|".join(map(re.escape, forms)))

    def nameless(facts: Facts) -> list[tuple[str, str]]:
        """A published name in a table is no sentence of ours."""
        return [(id, pattern.sub("@", text)) for id, text in texts(assemble(facts, session.wording)) if id]

    assert nameless(twin) == nameless(own)
