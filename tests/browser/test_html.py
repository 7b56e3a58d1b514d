"""The HTML twin and the index in a real browser: readable by everyone, on a narrow screen, without a network."""

import itertools
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

pytestmark = pytest.mark.browser
AREAS = ["E06000002", "E06000053", "E06000058", "E10000017", "E07000122"]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def opened(
    browser: Browser, document: Callable[[str, str], bytes], tmp_path: Path
) -> Iterator[Callable[..., tuple[Page, list[str]]]]:
    pages = []

    def open_it(path: Path, width: int = 1200) -> tuple[Page, list[str]]:
        page = browser.new_page(viewport={"width": width, "height": 900})
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        pages.append(page)
        return page, asked

    yield open_it
    for page in pages:
        page.close()


def written(document: Callable[[str, str], bytes], tmp_path: Path, code: str) -> Path:
    path = tmp_path / f"{code}.html"
    path.write_bytes(document(code, "html"))
    return path


@pytest.mark.parametrize("code", AREAS)
def test_axe_finds_nothing(opened, document, tmp_path: Path, code: str) -> None:  # type: ignore[no-untyped-def]
    page, _ = opened(written(document, tmp_path, code))
    found = Axe().run(page, options=RULES)
    assert [(v["id"], v["nodes"][0]["html"][:120]) for v in found.response["violations"]] == []


@pytest.mark.parametrize("code", AREAS)
def test_nothing_leaves_the_page_and_nothing_overflows_at_320(opened, document, tmp_path: Path, code: str) -> None:  # type: ignore[no-untyped-def]
    path = written(document, tmp_path, code)
    page, asked = opened(path, 320)
    assert [url for url in asked if not url.startswith(("data:", path.as_uri()))] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_it_reads_without_scripts_and_by_keyboard(opened, document, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    page, _ = opened(written(document, tmp_path, "E06000002"))
    assert page.locator("script").count() == 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"
    heads = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(h => +h.tagName[1])")
    assert heads[0] == 1
    assert heads.count(1) == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(heads))


def test_every_picture_has_a_name_and_charts_have_their_table(opened, document, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    page, _ = opened(written(document, tmp_path, "E06000002"))
    assert page.evaluate(
        "[...document.querySelectorAll('svg[role=img]')].every(s => s.getAttribute('aria-label').length > 20)"
    )
    assert page.locator("figure details table").count() >= 6


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("all")
    subprocess.run(
        [sys.executable, "-c", "from briefgen.cli import main; main()", "batch", "--region", "North East", "E06000053", "E07000122",
         "--out", str(out), "--format", "html", "--quiet"],
        check=True,
    )  # fmt: skip
    return out / "index.html"


@pytest.mark.parametrize("width", [1400, 360, 320])
def test_index_is_for_everyone_and_needs_no_server(opened, index: Path, width: int) -> None:  # type: ignore[no-untyped-def]
    page, asked = opened(index, width)
    assert [v["id"] for v in Axe().run(page, options=RULES).response["violations"]] == []
    assert [url for url in asked if not url.startswith(("data:", index.as_uri()))] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("#q").focus()
    page.keyboard.type("middles")
    assert page.locator("tbody tr:not([hidden])").count() == 1
    assert page.locator("#count").inner_text() == "1 of 14 shown"
    page.locator("#q").fill("")
    page.locator("#region").select_option("North West")
    assert page.locator("tbody tr:visible th").all_inner_texts() == ["Pendle"]
    page.locator("#region").select_option("")
    assert page.locator("tbody th a[href$='.html']").count() == 14


def ranks(page: Page) -> list[str]:
    return [
        text.split()[0]
        for text in page.locator("tbody tr td:nth-child(3)").evaluate_all("c => c.map(e => e.lastChild.textContent)")
    ]


def test_index_sorts_by_keyboard_and_what_has_no_figure_is_last(opened, index: Path) -> None:  # type: ignore[no-untyped-def]
    page, _ = opened(index)
    page.get_by_role("button", name="Deprivation rank").focus()
    for down in (False, True):
        page.keyboard.press("Enter")
        *numbers, scilly = ranks(page)
        assert scilly == "–"
        assert list(map(int, numbers)) == sorted(map(int, numbers), reverse=down)
        assert page.locator("th[aria-sort]").get_attribute("aria-sort") == ("descending" if down else "ascending")
    narrow, _ = opened(index, 360)
    narrow.locator("#sort").select_option(label="Deprivation rank")
    assert ranks(narrow)[:-1] == sorted(ranks(narrow)[:-1], key=int)


def test_the_map_is_one_tab_stop_and_arrows_walk_it(opened, index: Path) -> None:  # type: ignore[no-untyped-def]
    page, _ = opened(index)
    assert page.locator("#map a[tabindex='0']").count() == 1
    page.locator("#map a[data-code='E06000002']").focus()
    assert "Middlesbrough" in page.locator("#here").inner_text()
    assert page.locator("tbody tr.here th").inner_text() == "Middlesbrough"
    page.keyboard.press("ArrowUp")
    north = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert north.startswith(("Stockton", "Hartlepool"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/E0600000[14]-[a-z-]+\.html$"))


def test_the_check_pack_is_for_everyone_too(opened, index: Path) -> None:  # type: ignore[no-untyped-def]
    for width in (1200, 320):
        page, _ = opened(index.parent / "qa" / "index.html", width)
        assert [v["id"] for v in Axe().run(page, options=RULES).response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
