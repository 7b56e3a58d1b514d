"""Fixtures that several kinds of test share; the real figures are read once a process."""

import re
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from briefgen.model.briefing import Briefing
from briefgen.pipeline.session import Session

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT.parent / "shared" / "sources"
# The awkward set: small, islands, long names, recoded, new, a county, a district in one, most missing, densest.
AWKWARD = ("E06000002", "E09000020", "E06000053", "E09000001", "E06000010", "E06000023", "E08000038", "E06000063",
           "E10000017", "E07000122", "E06000058", "E08000025")  # fmt: skip


RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def _chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files")
    parser.addoption("--exhaustive", action="store_true", help="also the tests over every ward, which take long")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "exhaustive" in item.keywords and not config.getoption("--exhaustive"):
            item.add_marker(pytest.mark.skip(reason="only with --exhaustive; a sample is in the usual run"))
        if "sources" in item.keywords and not SOURCES.is_dir():
            item.add_marker(pytest.mark.skip(reason="the official files are not beside the checkout"))
        if "browser" in item.keywords and not _chromium():
            item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))


@cache
def _session() -> Session:
    return Session()


@cache
def _briefing(code: str) -> Briefing:
    return _session().briefing(_session().areas.resolve(code))


@cache
def _document(code: str, suffix: str) -> bytes:
    return _session().renderer.documents(_briefing(code)).contents([suffix])[suffix]


@pytest.fixture(scope="session")
def session() -> Session:
    return _session()


@pytest.fixture(scope="session")
def briefing() -> Callable[[str], Briefing]:
    return _briefing


@pytest.fixture(scope="session")
def document() -> Callable[[str, str], bytes]:
    """(code, suffix) -> bytes, drawn once a process."""
    return _document


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Debian's Chromium; of a module and no longer, since its loop would be in the way of other tests' own loops."""
    from playwright.sync_api import sync_playwright  # only the tests that open a browser pay for loading it

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=_chromium(), args=["--no-sandbox"])
        yield opened
        opened.close()


def violations(page: "Page") -> list[tuple[str, str]]:
    """What axe finds against WCAG 2.2 A and AA and best practice: the rule, and the first element that breaks it."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    return [(v["id"], v["nodes"][0]["html"][:120]) for v in found]


def narrow_faults(page: "Page") -> list[str]:
    """What is lost on a telephone, and on a screen of 1280 by 1024 pixels at 400 % (WCAG 2.2, 1.4.10): a page that moves
    sideways; what is cut off; what moves sideways within itself and a keyboard cannot reach."""
    page.set_viewport_size({"width": 320, "height": 256})
    wide = page.evaluate("document.documentElement.scrollWidth")
    lost = page.evaluate(
        """[...document.querySelectorAll('body *')].filter(e => e.scrollWidth > e.clientWidth + 1
            && !(e instanceof SVGElement) && getComputedStyle(e).overflowX !== 'visible'
            && !(e.tabIndex >= 0 && getComputedStyle(e).overflowX === 'auto')).map(e => e.outerHTML.slice(0, 120))"""
    )
    return ([f"the page is {wide} pixels wide"] if wide > 320 else []) + list(lost)


@pytest.fixture
def writable_data(tmp_path: Path) -> Path:
    """A copy of data/ to break."""
    from briefgen import resources

    target = tmp_path / "data"
    shutil.copytree(resources.data_dir(), target)
    return target


DIGIT = re.compile(r"\d")
