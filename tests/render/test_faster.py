"""The shortcuts through the engine change the time of a document, never the document."""

import subprocess
import sys
from collections.abc import Iterator

import page as validator
import pypdfium2
import pytest

from briefgen.model.briefing import Briefing
from briefgen.pipeline.session import Session
from briefgen.render.pdf import weasyprint_patches as faster
from briefgen.render.pdf.writer import _Html

A, B = "E06000002", "E10000017"


def made(session: Session, code: str) -> bytes:
    briefing = session.briefing(session.areas.resolve(code))
    return session.renderer.documents(briefing).contents(["pdf"])["pdf"]


def fresh(code: str, seed: str) -> bytes:
    """From a process of its own, which has seen no other authority."""
    program = (
        "import sys; from briefgen.pipeline.session import Session; s = Session();"
        f"sys.stdout.buffer.write(s.renderer.documents(s.briefing(s.areas.resolve({code!r}))).contents(['pdf'])['pdf'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, check=True, capture_output=True, timeout=120
    )
    return done.stdout


def test_no_area_leaves_a_trace_in_another() -> None:
    """One after the other and back again in one worker, each as a worker of its own makes it."""
    session = Session()
    in_turn = [made(session, code) for code in (A, B, A)]
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


def test_on_another_version_they_stay_off_and_the_document_is_the_same(stock: None, session: Session) -> None:
    import weasyprint.css

    with_shortcuts = Session()
    assert not faster.install()
    without = made(Session(), A)
    assert weasyprint.css.StyleFor.__module__ == "weasyprint.css"
    report = validator.validate_pdf_bytes(without, profile=validator.ValidationProfile("ua1"))
    assert [(f.rule_id, f.message) for f in report.failures] == []
    faster.PROVEN = ("70.0", "0.13.0")
    assert faster.install()
    assert weasyprint.css.StyleFor.__module__ == "briefgen.render.pdf.weasyprint_patches.styles"
    quick = made(with_shortcuts, A)
    assert look(quick) == look(without)
    assert words(quick) == words(without)


@pytest.mark.parametrize("code", [A, "E06000053"])
def test_the_xml_parser_reads_the_page_as_the_engine_does(session: Session, code: str) -> None:
    import weasyprint

    briefing: Briefing = session.briefing(session.areas.resolve(code))
    text = session.renderer.pages.render(briefing, media="print").html
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
    for part in faster.PARTS:
        for place, name, new in part.REPLACED:
            assert (place, name) in places
            assert vars(place)[name] is new


STRANGE_CSS = """
@page { size: 90mm 120mm; margin: 8mm }
html { font: 9pt/12pt "Source Sans Pro" }
table { border-spacing: 0; width: 100% } .together { border-collapse: collapse }
td, th { border-bottom: 0.5pt solid #333; padding: 0.4mm 1mm } .box td { border: 1pt solid #900 }
tr:nth-child(even) td { background: #eee } td:last-child { text-align: right } td:first-child { font-weight: 700 }
td:empty { border-bottom: 2pt solid #090 } tr:has(.sum) td { color: #00a } p + p { text-indent: 4mm }
p + ul { color: #070 } li:nth-of-type(2) { font-style: italic } [dir=rtl] { direction: rtl } [data-kind="a" i] { color: #a00 }
.drop::first-letter { font-size: 24pt } .first::first-line { font-weight: 700 } .even { text-align: justify }
.left { float: left; width: 20mm; height: 14mm; background: #ddd } .up { position: relative; top: -2mm }
.foot { vertical-align: bottom } .middle { vertical-align: middle } .tall { height: 20mm } .pre { white-space: pre-wrap }
.dot { background: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='8' height='8'%3E%3Ccircle cx='4' cy='4' r='3' fill='%23a04'/%3E%3C/svg%3E") no-repeat; padding-left: 4mm }
.dots { background: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='8' height='8'%3E%3Ccircle cx='4' cy='4' r='3' fill='%23a04'/%3E%3C/svg%3E") repeat-x; padding-left: 4mm }
.faint { opacity: 0.5 } .high { height: 15mm } .still { line-clamp: 1 } .capped::first-letter { font-size: 20pt } .opened::first-line { font-weight: 700 } .cloned { box-decoration-break: clone } .cut { overflow: hidden; height: 6mm } .slope { transform: rotate(3deg) }
"""
LONG = "Words enough for the line to break more than once in a narrow column, and to end a page within a cell. " * 3


def strange(other: bool = False) -> str:
    """What no briefing holds, and a council's own templates may; other: the same places, with other words, classes,
    attributes and neighbours."""
    rows = "".join(f"<tr><td>{n}</td><td class='{'sum' if n % 7 == other else ''}'>{n * 37} of</td><td>{LONG[: n * 9]}</td></tr>" for n in range(1, 30))  # fmt: skip
    kind, empty, left = ("b", "full", "<div>x</div>") if other else ("A", "", '<div class="left"></div>')
    after = "<span>one</span>" if other else "<b>one</b>"
    return f"""<html lang="en-GB"><body>{left}<p>{LONG[:150]}</p>
<table><tr><td>beside a float {LONG[:40]}</td></tr></table><p class="drop">{LONG}</p><p class="first">{LONG}</p>
<p class="even">{LONG}</p><p dir="rtl">{LONG[:60]}</p><p data-kind="{kind}">{after}  two<br>three <b>four</b><i> five</i> </p>
{"<div>d</div>" if other else "<p>d</p>"}<ul><li>a</li><li>b</li><li>c</li></ul><p class="pre">  kept   spaces
and a line</p><p class="pre">  kept   alone</p><p>one\u2028two {LONG}</p><p class="up">moved</p><p class="faint">faint</p><p class="cut">{LONG}</p><p class="slope">slope</p>
<p class="dot">marked</p><p class="dots">marked often</p>
<table><tr><td rowspan="2">two rows</td><td colspan="2">two columns</td></tr><tr><td>{empty}</td><td class="foot">low</td></tr>
<tr class="tall"><td>x</td><td class="middle dot">mid</td><td>{LONG}</td></tr></table>
<table><tr><td class="high">a high cell</td><td class="still up">{LONG}</td><td class="capped">{LONG[:60]}</td><td class="opened">{LONG[:60]}</td><td class="cloned">{LONG}</td></tr></table><table class="box"><tr><td>boxed</td><td>boxed</td></tr></table><table class="together"><tr><td>a</td><td>b</td></tr></table>
<table>{rows}</table></body></html>"""


def printed(*pages: str) -> list[bytes]:
    """One after another in one worker."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    from briefgen.render.styles import font_faces

    fonts = FontConfiguration()
    sheet = weasyprint.CSS(string=font_faces() + STRANGE_CSS, font_config=fonts)
    return [weasyprint.HTML(string=page).write_pdf(font_config=fonts, stylesheets=[sheet]) for page in pages]


def test_a_page_of_what_no_briefing_holds_is_the_same(stock: None) -> None:
    faster.install()
    without = [made for page in (strange(), strange(other=True)) for made in printed(page)]
    assert look(without[0]) != look(without[1])
    faster.PROVEN = ("70.0", "0.13.0")
    assert faster.install()
    one, other, again = printed(strange(), strange(other=True), strange())
    assert one == again, "the other page left a trace"
    for quick, stocks in zip((one, other), without, strict=True):
        assert words(quick) == words(stocks)
        assert [a == b for a, b in zip(look(quick), look(stocks), strict=True)] == [True] * len(look(stocks))
