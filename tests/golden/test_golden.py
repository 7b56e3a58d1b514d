"""Golden files: a change of method, words or tags shows every place it moves. `make golden` writes them again."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from lxml import html as markup

from briefgen.model.briefing import Briefing
from briefgen.pipeline.session import Session
from briefgen.pipeline.why import said

FILES = Path(__file__).parent / "files"


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    def compare(name: str, text: str) -> None:
        path = FILES / name
        if request.config.getoption("--update-golden"):
            path.write_text(text, "utf-8")
        assert path.read_text("utf-8") == text

    return compare


def test_main_points_and_priorities_of_all_317(session: Session, golden: Callable[[str, str], None]) -> None:
    lines = []
    for code in session.areas.authorities:
        briefing = session.briefing(session.areas.resolve(str(code)))
        lines.append(f"{code} {briefing.area.name.official}")
        lines += [f"  {point.slot}: {point.sentence.text}" for point in briefing.section("brief").points]
        levers = ", ".join(lever.indicator for lever in briefing.section("strategy").levers)
        lines.append(f"  priorities: {levers or 'none'}")
    golden("findings.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("code", ["E06000002", "E06000053", "E07000122", "E10000017"])
def test_every_sentence_with_its_rule(
    briefing: Callable[[str], Briefing], golden: Callable[[str, str], None], code: str
) -> None:
    seen = dict.fromkeys((s.id, s.text) for s in said(briefing(code)) if s.id)
    golden(f"sentences-{code}.txt", "".join(f"{id}: {text}\n" for id, text in seen))


def branches(node: Any, depth: int = 0) -> Iterator[str]:
    """A line for each element: its type and what a screen reader is told of it."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, pikepdf.Dictionary) or "/S" not in kid:
            continue
        told = [f"{key[1:]}={kid[key]}" for key in ("/Alt", "/T", "/Lang", "/E") if key in kid]
        about = kid.get("/A", {})
        told += [
            f"{key[1:]}={about[key]}" for key in ("/Scope", "/ColSpan", "/RowSpan", "/ListNumbering") if key in about
        ]
        if "/Headers" in about:
            told.append(f"Headers={len(about['/Headers'])}")
        yield " " * depth + " ".join([str(kid.S)[1:], *told])
        yield from branches(kid, depth + 1)


@pytest.mark.parametrize("code", ["E06000002", "E06000053", "E07000122", "E10000017"])
def test_text_of_the_html_twin(
    document: Callable[[str, str], bytes], golden: Callable[[str, str], None], code: str
) -> None:
    """A line an element that holds words, by its tag, drawings and tables included; fonts and styles left out, and the
    methods, which are the same in all and have a file of their own."""
    root = markup.document_fromstring(document(code, "html").decode())
    for methods in root.find_class("methods"):
        methods.drop_tree()
    golden(f"html-{code}.txt", "\n".join(lines_of(root)) + "\n")


INLINE = {"data", "b", "span", "a", "abbr", "em", "strong", "br"}


def lines_of(node: Any) -> Iterator[str]:
    """The element's own words with those of the inline elements in it, then its children's."""
    if node.tag == "style":
        return
    told = [
        f"{key}={node.get(key)}" for key in ("id", "lang", "scope", "colspan", "aria-label", "content") if node.get(key)
    ]
    parts = [node.text or ""]
    blocks = []
    for kid in node:
        if kid.tag in INLINE:
            parts += [kid.text_content(), kid.tail or ""]
        else:
            blocks.append(kid)
            parts.append(kid.tail or "")
    words = " ".join("".join(parts).split())
    if words or told:
        yield " ".join([f"{node.tag}", *told]) + (f": {words}" if words else "")
    for kid in blocks:
        yield from lines_of(kid)


@pytest.mark.parametrize("code", ["E06000002", "E06000053"])
def test_tag_tree(document: Callable[[str, str], bytes], golden: Callable[[str, str], None], code: str) -> None:
    with pikepdf.open(io.BytesIO(document(code, "pdf"))) as pdf:
        golden(f"tags-{code}.txt", "\n".join(branches(pdf.Root.StructTreeRoot)) + "\n")
