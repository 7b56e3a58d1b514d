"""Every variant of the awkward set through the gate, and its twin through a browser."""

import io
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Browser
from tests.conftest import AWKWARD, narrow_faults, violations
from tests.gate.check import gate
from tests.gate.paint import Paper
from tests.gate.source import Source, source_of

from briefgen.audit.read_pdf import read_pdf
from briefgen.model.brand import Brand, Logo
from briefgen.model.briefing import Briefing
from briefgen.model.variant import Layout, Variant
from briefgen.pipeline.audit import Audited, audit_content
from briefgen.pipeline.studio import Studio

BODY, TICKS = 18.0, 14.0  # points: the least of large print, and of its axis numbers
LOGO = Logo(
    b'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><rect width="60" height="20" fill="#00573C"/></svg>',
    "image/svg+xml",
)
BRAND = Brand(
    "Anytown Council", "0123456789ab", LOGO, (("navy", "#00573C"), ("accent", "#8A3B00")),
    "Policy team, policy@example.org", "Read this with us. It says what official figures say, and no more.",
)  # fmt: skip
VARIANTS = [Layout.ONE_PAGE, Layout.LARGE_PRINT]


@pytest.fixture(scope="module")
def made(studio: Studio):  # type: ignore[no-untyped-def]
    @cache
    def make(code: str, layout: Layout) -> tuple[Briefing, bytes]:
        briefing = studio.briefing(studio.areas.resolve(code), Variant(layout))
        return briefing, studio.render(briefing, ["pdf"])["pdf"]

    return make


@pytest.mark.parametrize("layout", VARIANTS)
@pytest.mark.parametrize("code", AWKWARD)
def test_the_gate_and_the_audit_find_nothing(studio: Studio, made, code: str, layout: Layout) -> None:  # type: ignore[no-untyped-def]
    briefing, content = made(code, layout)
    outcome = gate(content, source_of(studio, briefing))
    assert {name: found for name, found in outcome.findings.items() if found} == {}
    assert [note for note in outcome.notes if "full" in note] == []  # no page half empty, the last aside
    result = Audited(Path("x.pdf"))
    audit_content(studio, briefing, read_pdf(content), result, paper=True)
    assert result.findings == []


@pytest.mark.parametrize("layout", list(Layout))
def test_a_branded_one_has_only_its_own_line_beyond_the_frame(layout: Layout) -> None:
    """The council's line takes the first page's upper margin, and a logo's words are no fact; nothing else is found."""
    studio = Studio(brand=BRAND)
    briefing = studio.briefing(studio.areas.resolve("E06000002"), Variant(layout))
    found = gate(studio.render(briefing, ["pdf"])["pdf"], source_of(studio, briefing)).findings
    own = found.pop("own")
    assert not any(found.values()), found
    allowed = (
        r"alt: 'Logo of Anytown Council' is not|margins: '[^']*(Anytown|Council|Policy|policy@)[^']*' on page 1 stands"
    )
    assert [line for line in own if not re.match(allowed, line)] == []
    assert len(own) >= 2  # the gate does see both


def too_small(content: bytes, source: Source) -> set[str]:
    """Texts under the least of large print; under 18 point nothing but an axis number is taken for large enough."""
    ticks = {text.text for drawing in source.drawings.values() for text in drawing.texts if text.tick}
    with pikepdf.open(io.BytesIO(content)) as pdf:
        texts = [text for sheet in Paper(pdf).sheets for text in sheet.texts if text.text.strip()]
    assert len(texts) > 500
    least = {True: TICKS - 0.05, False: BODY - 0.05}
    return {text.text.strip() for text in texts if text.size < least[text.text.strip() in ticks]}


@pytest.mark.parametrize("code", ["E06000002", "E06000058", "E10000017", "E06000053"])
def test_nothing_in_large_print_is_small(studio: Studio, made, code: str) -> None:  # type: ignore[no-untyped-def]
    briefing, content = made(code, Layout.LARGE_PRINT)
    assert too_small(content, source_of(studio, briefing)) == set()


def twins() -> Iterator[tuple[str, Layout, bool]]:
    for code in AWKWARD:
        yield from ((code, layout, False) for layout in VARIANTS)
    yield from (("E06000002", layout, True) for layout in Layout)


@pytest.mark.browser
@pytest.mark.parametrize(("code", "layout", "branded"), list(twins()))
def test_the_twin_is_for_everyone_wide_and_narrow(
    browser: Browser, studio: Studio, tmp_path: Path, code: str, layout: Layout, branded: bool
) -> None:
    own = Studio(brand=BRAND) if branded else studio
    path = tmp_path / "twin.html"
    path.write_bytes(own.render(own.briefing(own.areas.resolve(code), Variant(layout)), ["html"])["html"])
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    assert violations(page) == []
    assert narrow_faults(page) == []
    assert violations(page) == []
    assert [url for url in asked if not url.startswith(("data:", path.as_uri()))] == []
    page.close()
