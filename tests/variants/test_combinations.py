"""Variants together, as a council asks for them, through the gate, and their twins through a browser."""

import io
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Browser
from tests.conftest import narrow_faults, violations
from tests.gate.check import gate
from tests.gate.paint import Paper
from tests.gate.source import source_of
from tests.variants.test_gate import too_small

from briefgen.model.brand import Brand, Logo
from briefgen.model.briefing import Briefing
from briefgen.model.codes import GssCode
from briefgen.model.variant import Layout, Variant
from briefgen.pipeline.session import Session

# As long as each key of a brand file may be, and a logo of the widest shape there is room for.
WIDE = b'<svg xmlns="http://www.w3.org/2000/svg" width="160" height="20"><rect width="160" height="20" fill="#00573C"/></svg>'
LONG = Brand(
    "The Metropolitan Borough Council of Anytown-upon-Somewhere", "0123456789ab", Logo(WIDE, "image/svg+xml"),
    (("navy", "#00573C"), ("accent", "#8A3B00")),
    "Policy and Partnerships team, Town Hall, High Street, Anytown AN, or write to policy.team@anytown-somewhere.example",
    ("Our town, in official figures, and what they cannot say. " * 13)[:700].strip(),
)  # fmt: skip
FULL, ONE, LARGE = Layout.FULL, Layout.ONE_PAGE, Layout.LARGE_PRINT
# A ward with all its figures, one of a county, one without a neighbourhood, the longest name of its authority.
HERE, COUNTY, EMPTY, NAME = (GssCode(code) for code in ("E05009857", "E05013208", "E05011090", "E05012343"))
ASKED = {
    "ward, large": ("E10000017", Variant(LARGE, COUNTY), False),
    "political, large": ("E09000001", Variant(LARGE, political=True), False),
    "ward, political, brand": ("E06000002", Variant(FULL, HERE, political=True), True),
    "ward, political, brand, longest name": ("E07000146", Variant(FULL, NAME, political=True), True),
    "one page, brand": ("E06000058", Variant(ONE), True),
    "one page, brand, few figures": ("E06000053", Variant(ONE), True),
    "large, brand, ward without figures": ("E06000053", Variant(LARGE, EMPTY), True),
    "all at once": ("E07000146", Variant(LARGE, NAME, political=True), True),
}
CASES = pytest.mark.parametrize("name", ASKED)
Made = tuple[Session, Briefing, dict[str, bytes]]


@pytest.fixture(scope="module")
def made(session: Session) -> Callable[[str], Made]:
    branded = Session(brand=LONG)

    @cache
    def make(name: str) -> Made:
        code, variant, brand = ASKED[name]
        own = branded if brand else session
        briefing = own.briefing(own.areas.resolve(code), variant)
        return own, briefing, own.renderer.documents(briefing).contents(["pdf", "html"])

    return make


def foreign(findings: list[str]) -> Iterator[str]:
    """What is found but for the council's own line, in the first page's upper margin, and its logo, which is no fact."""
    own = f"{LONG.name} {LONG.contact}"
    for finding in findings:
        text = re.match(r"margins: '(.*)' on page 1 stands beyond its frame", finding)
        logo = re.match(r"alt: '(Logo of .*)' is not written from this briefing's facts", finding)
        if not (text and text[1].strip() in own) and not (logo and logo[1] in f"Logo of {LONG.name}"):
            yield finding


@CASES
def test_the_gate_finds_nothing(made: Callable[[str], Made], name: str) -> None:
    own, briefing, content = made(name)
    findings = gate(content["pdf"], source_of(own, briefing)).findings
    assert list(foreign(findings.pop("own"))) == []
    assert not any(findings.values()), findings


@pytest.mark.parametrize("name", [name for name, (_, variant, _) in ASKED.items() if variant.layout is LARGE])
def test_nothing_in_large_print_is_small(made: Callable[[str], Made], name: str) -> None:
    own, briefing, content = made(name)
    assert too_small(content["pdf"], source_of(own, briefing)) == set()


@pytest.mark.parametrize("name", [name for name, (*_, brand) in ASKED.items() if brand])
def test_the_council_s_own_line_is_whole_however_long(made: Callable[[str], Made], name: str) -> None:
    """Name and contact in full above the briefing; on the A4 page the name beside its logo, not below it on the rule."""
    _, briefing, content = made(name)
    with pikepdf.open(io.BytesIO(content["pdf"])) as pdf:
        texts = [text for text in Paper(pdf).sheets[0].texts if text.text.strip()]
    first = next(at for at, text in enumerate(texts) if text.text.startswith("Levelling up"))
    own = " ".join("".join(text.text for text in texts[:first]).split())
    assert own == f"{LONG.name} {LONG.contact}"
    lines = [text for text in texts[:first] if text.text.strip() in LONG.name]
    assert len(lines) == 2
    if briefing.variant.layout is not LARGE:
        assert lines[0].box[0] == pytest.approx(lines[1].box[0], abs=0.5)


@pytest.mark.browser
@CASES
def test_the_twin_is_for_everyone_wide_and_narrow(
    browser: Browser, made: Callable[[str], Made], name: str, tmp_path: Path
) -> None:
    path = tmp_path / "twin.html"
    path.write_bytes(made(name)[2]["html"])
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert narrow_faults(page) == []
    assert violations(page) == []  # once: wide, each part alone has been asked
    assert [url for url in asked if not url.startswith(("data:", path.as_uri()))] == []
    page.close()
