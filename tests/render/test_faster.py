"""The shortcuts through the engine change the time of a document, never the document."""

import subprocess
import sys
from collections.abc import Iterator

import page as validator
import pypdfium2
import pytest

from briefgen.model.briefing import Briefing
from briefgen.pipeline.studio import Studio
from briefgen.render.pdf import faster
from briefgen.render.pdf.press import _Html

A, B = "E06000002", "E10000017"


def made(studio: Studio, code: str) -> bytes:
    briefing = studio.briefing(studio.areas.resolve(code))
    return studio.render(briefing, ["pdf"])["pdf"]


def fresh(code: str, seed: str) -> bytes:
    """From a process of its own, which has seen no other authority."""
    program = (
        "import sys; from briefgen.pipeline.studio import Studio; s = Studio();"
        f"sys.stdout.buffer.write(s.render(s.briefing(s.areas.resolve({code!r})), ['pdf'])['pdf'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, check=True, capture_output=True, timeout=120
    )
    return done.stdout


def test_no_area_leaves_a_trace_in_another() -> None:
    """One after the other and back again in one worker, each as a worker of its own makes it."""
    studio = Studio()
    in_turn = [made(studio, code) for code in (A, B, A)]
    assert in_turn == [first := fresh(A, "0"), fresh(B, "1"), first]


@pytest.fixture
def stock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The engine as it comes, as on a version nobody has proven the shortcuts on."""
    monkeypatch.setattr(faster, "PROVEN", ("71.0", "0.13.0"))
    yield
    monkeypatch.undo()
    faster.install()


def look(content: bytes) -> list[bytes]:
    """The pages as pixels, 72 to the inch."""
    return [bytes(page.render(scale=1).buffer) for page in pypdfium2.PdfDocument(content)]


def words(content: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]


def test_on_another_version_they_stay_off_and_the_document_is_the_same(stock: None, studio: Studio) -> None:
    import weasyprint.css

    with_shortcuts = Studio()
    assert not faster.install()
    without = made(Studio(), A)
    assert weasyprint.css.StyleFor.__module__ == "weasyprint.css"
    report = validator.validate_pdf_bytes(without, profile=validator.ValidationProfile("ua1"))
    assert [(f.rule_id, f.message) for f in report.failures] == []
    faster.PROVEN = ("70.0", "0.13.0")
    assert faster.install()
    assert weasyprint.css.StyleFor.__module__ == "briefgen.render.pdf.faster.styles"
    quick = made(with_shortcuts, A)
    assert look(quick) == look(without)
    assert words(quick) == words(without)


@pytest.mark.parametrize("code", [A, "E06000053"])
def test_the_xml_parser_reads_the_page_as_the_engine_does(studio: Studio, code: str) -> None:
    import weasyprint

    briefing: Briefing = studio.briefing(studio.areas.resolve(code))
    text = studio._pages.render(briefing, media="print").html
    ours, theirs = _Html(text), weasyprint.HTML(string=text)

    def nodes(html: weasyprint.HTML) -> list[tuple[str, dict[str, str], str, str]]:
        return [
            (e.tag, dict(e.attrib), (e.text or "").strip(), (e.tail or "").strip()) for e in html.etree_element.iter()
        ]

    assert nodes(ours) == nodes(theirs)


def test_a_page_that_is_no_xml_goes_the_engines_way() -> None:
    html = _Html("<!DOCTYPE html><title>t</title><p>one<p>two")
    assert [e.text for e in html.etree_element.iter("p")] == ["one", "two"]


def test_every_shortcut_is_found_in_the_engine() -> None:
    assert faster.install()
    places = {(place, name) for place, name, _ in faster._replaced}
    for part in (faster.writing, faster.styles, faster.text, faster.boxes):
        for place, name, new in part.REPLACED:
            assert (place, name) in places
            assert vars(place)[name] is new
