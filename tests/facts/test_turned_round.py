"""A figure turned round turns what is said of it, or the sentence goes; docs/turned-round.md lists what it becomes.

Which sentences speak of a figure is read from the documents: the facts that stand in a sentence, and those its condition
asks. Numbers are masked, so that a sign printed before a number is no change of words.
"""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from tests.conftest import ROOT
from tests.facts.turned import AREAS, TURNS, Said, Turn, documents, masked, pictures

from briefgen.briefing.claims import claim_words
from briefgen.model.briefing import Briefing
from briefgen.pipeline.session import Session

PAGE = ROOT / "docs/turned-round.md"
HEAD = """# What becomes of a sentence when its figure turns round

Each heading is a copy of the tables in which one thing is the other way round. Below it stand the sentences that spoke of it
with a word of direction or strength, found by the facts in them and in their conditions, and what stands in their place.
Numbers are `#`. Letters say the line under the name and the main points (`brief.summary`, `brief.point`) and no sentence of
their own. Made by `make golden` from five briefings ({areas}).
"""
Made = dict[str, tuple[Briefing, list[Said]]]


@pytest.fixture(scope="module")
def today(session: Session) -> Made:
    return documents(session, session.tables)


@pytest.fixture(scope="module")
def turned(session: Session):  # type: ignore[no-untyped-def]
    """Of each turn the documents, made once."""
    return cache(lambda turn: documents(session, turn.make(session.tables)))


def spoke(turn: Turn, before: Briefing, said: list[Said], after: Briefing) -> Iterator[Said]:
    """What a document claims of the facts that differ afterwards, and what it says on condition of them."""
    moved = {
        id
        for id, fact in before.facts.items()
        if re.fullmatch(turn.facts, id) and (id not in after.facts or after.facts[id].value != fact.value)
    }
    for one in dict.fromkeys(said):
        if one.asked & moved or (one.facts & moved and not one.always and claim_words(one.masked)):
            yield one


@pytest.mark.parametrize("turn", TURNS, ids=lambda turn: turn.name)
def test_what_spoke_of_it_has_other_words_or_is_gone(turn: Turn, today: Made, turned) -> None:  # type: ignore[no-untyped-def]
    made, seen, left = turned(turn), set(), []
    for code in AREAS:
        before, said = today[code]
        after, now = made[code]
        words = {(one.id, one.masked) for one in now}
        for one in spoke(turn, before, said, after):
            seen.add(one.id)
            if (one.id, one.masked) in words:
                left.append((code, one.id, one.text))
    assert seen
    assert not left


@pytest.mark.parametrize("turn", TURNS, ids=lambda turn: turn.name)
def test_a_picture_of_it_claims_nothing_that_it_claimed(turn: Turn, today: Made, turned) -> None:  # type: ignore[no-untyped-def]
    """A title without a figure of its own speaks of the figures of its picture."""
    made, left = turned(turn), []
    for code in AREAS:
        before, after = today[code][0], made[code][0]
        now = {figure.id: figure for figure in pictures(after)}
        for figure in pictures(before):
            cells = figure.table.rows if figure.table else ()
            facts = {*figure.alt.facts, *(fact for row in cells for cell in row.cells for fact in cell.text.facts)}
            moved = [
                id for id in facts if re.fullmatch(turn.facts, id) and before.facts[id].value != after.facts[id].value
            ]
            for was, is_now in ((figure.title, now[figure.id].title), (figure.alt, now[figure.id].alt)):
                if moved and claim_words(masked(was)) and masked(was) == masked(is_now):
                    left.append((code, was.id, was.text))
    assert not left


def instead(one: Said, said: list[Said], now: list[Said]) -> str:
    """What is said in its place: of that id (and row), else of its neighbours in the file, that was not said before."""
    known, before = {(other.id, other.masked) for other in said}, {other.id for other in said}
    new = [other for other in now if (other.id, other.masked) not in known]
    row = one.masked.partition(": ")[0] if one.id.endswith(("verdict", "tile")) else ""
    family = one.id.rsplit(".", 1)[0] + "."
    for same in (
        lambda other: other.id == one.id,
        lambda other: other.id.startswith(family) and other.id not in before,
    ):
        found = next((other.masked for other in new if same(other) and other.masked.startswith(row)), None)
        if found is not None:
            return found
    return "(gone)"


def test_the_page_is_what_the_documents_say(today: Made, turned, request: pytest.FixtureRequest) -> None:  # type: ignore[no-untyped-def]
    parts = [HEAD.format(areas=", ".join(today[code][0].area.name.prose for code in AREAS))]
    for turn in TURNS:
        rows: dict[tuple[str, str], str] = {}
        for code in AREAS:
            (before, said), (after, now) = today[code], turned(turn)[code]
            for one in spoke(turn, before, said, after):
                rows.setdefault((one.id, one.masked), instead(one, said, now))
        parts.append(f"## {turn.name[0].upper()}{turn.name[1:]}\n\n| sentence | today | turned round |\n|---|---|---|")
        parts[-1] += "".join(f"\n| `{id}` | {was} | {is_now} |" for (id, was), is_now in sorted(rows.items())) + "\n"
    page = "\n".join(parts)
    if request.config.getoption("--update-golden"):
        PAGE.write_text(page, "utf-8")
    assert page == PAGE.read_text("utf-8")
