"""The HTML twin and the index in a real browser: readable by everyone, on a narrow screen, without a network."""

import html
import io
import itertools
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page
from tests.conftest import AWKWARD, narrow_faults, violations

from briefgen import resources

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(
    browser: Browser, document: Callable[[str, str], bytes], tmp_path: Path
) -> Iterator[Callable[..., tuple[Page, list[str]]]]:
    pages = []

    def open_it(path: Path, width: int = 1200) -> tuple[Page, list[str]]:
        page = browser.new_page(viewport={"width": width, "height": 900})
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.route(re.compile("^(?!file:|data:)"), lambda route: route.abort())
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


@pytest.mark.parametrize("code", AWKWARD)
def test_axe_finds_nothing_wide_or_narrow(opened, document, tmp_path: Path, code: str) -> None:  # type: ignore[no-untyped-def]
    """WCAG 2.2 A and AA; at 320 pixels only tables and wide pictures move sideways, and no request leaves the page."""
    path = written(document, tmp_path, code)
    page, asked = opened(path, 1280)
    assert violations(page) == []
    assert narrow_faults(page) == []
    assert violations(page) == []
    assert [url for url in asked if not url.startswith(("data:", path.as_uri()))] == []


def test_letters_in_pictures_are_readable_on_a_telephone(opened, document, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """No picture is drawn so small that its smallest letters fall under nine pixels."""
    page, _ = opened(written(document, tmp_path, "E06000002"), 320)
    smallest = page.evaluate(
        """Math.min(...[...document.querySelectorAll('.pic svg')].map(s => {
            const scale = s.getBoundingClientRect().width / s.viewBox.baseVal.width;
            return Math.min(99, ...[...s.querySelectorAll('text')].map(t => t.getAttribute('font-size') * scale));
        }))"""
    )
    assert smallest >= 9


def test_landmarks_and_headings(opened, document, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    page, _ = opened(written(document, tmp_path, "E06000002"))
    assert page.locator("main").count() == 1
    assert page.locator("nav[aria-label]").count() == 1
    assert page.evaluate(
        """[...document.querySelectorAll('section')].every(s =>
            s.getAttribute('aria-label') || document.getElementById(s.getAttribute('aria-labelledby')))"""
    )
    aims = page.evaluate("[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))")
    assert len(aims) >= 9
    assert all(page.locator(f"[id='{aim}']").count() == 1 for aim in aims)
    heads = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(h => +h.tagName[1])")
    assert heads[0] == 1
    assert heads.count(1) == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(heads))


FOCUSED = """() => {
    const e = document.activeElement, r = e.getBoundingClientRect(), look = getComputedStyle(e);
    const x = Math.max(r.left + 3, 3), y = Math.min(Math.max(r.top + 3, 3), innerHeight - 3), top = document.elementFromPoint(x, y);
    return {tag: e.tagName, name: e.className, ring: look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2,
            seen: r.bottom > 0 && r.top < innerHeight && (e === top || e.contains(top) || top.contains(e))};
}"""


@pytest.mark.parametrize("width", [1280, 360])
def test_by_keyboard_alone(opened, document, tmp_path: Path, width: int) -> None:  # type: ignore[no-untyped-def]
    """The skip link first; then every stop in view, ringed, under nothing; every table behind a picture opens."""
    page, _ = opened(written(document, tmp_path, "E06000002"), width)
    page.emulate_media(reduced_motion="reduce")  # a smooth scroll would still be under way
    stops = []
    for _ in range(150):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["tag"] == "BODY":
            break
        stops.append(stop)
        if stop["tag"] == "SUMMARY":
            page.keyboard.press("Enter")
            assert page.evaluate("document.activeElement.parentElement.open")
    assert stops[0]["name"] == "skip"
    assert [stop for stop in stops if not (stop["ring"] and stop["seen"])] == []
    assert sum(stop["tag"] == "SUMMARY" for stop in stops) == page.locator("details").count() >= 6
    page.keyboard.press("Home")
    page.reload()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"


def test_it_is_the_same_without_scripts(browser: Browser, document, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = written(document, tmp_path, "E06000002")
    seen = []
    for scripts in (True, False):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=scripts)
        page = context.new_page()
        page.goto(path.as_uri())
        page.locator("summary").first.click()
        assert page.locator("details table").first.is_visible()
        seen.append(page.screenshot(full_page=True))
        context.close()
    assert seen[0] == seen[1]


def test_verdicts_keep_their_marks_in_forced_colours(browser: Browser, document, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """High contrast, dark: the disc of a verdict and the dots of a picture are still there, on their own ground. Croydon has both."""
    context = browser.new_context(forced_colors="active", color_scheme="dark")
    page = context.new_page()
    page.goto(written(document, tmp_path, "E09000008").as_uri())
    plum, white = (0x80, 0x16, 0x50), (255, 255, 255)
    for verdict, least in (("worse", 40), ("similar", 0)):
        shot = Image.open(io.BytesIO(page.locator(f".mark.{verdict}").first.screenshot())).convert("RGB")
        colours = {colour: n for n, colour in shot.getcolors(100_000) or []}
        assert colours.get(plum, 0) >= least
        assert colours.get(white, 0) > 40
    picture = Image.open(io.BytesIO(page.locator(".pic svg").nth(1).screenshot())).convert("RGB")
    assert picture.getpixel((2, 2)) == white
    context.close()


def test_text_at_twice_its_size(opened, document, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """Nothing cut off, nothing on top of something else, no page that moves sideways."""
    page, _ = opened(written(document, tmp_path, "E06000002"), 1440)
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    assert page.evaluate("getComputedStyle(document.querySelector('main')).fontSize") == "36px"
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
    spilt = page.evaluate(
        """[...document.querySelectorAll('h1,h2,h3,p,li,dt,dd,summary,.tiles p')]
            .filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline').map(e => e.outerHTML.slice(0, 90))"""
    )
    assert spilt == []


@pytest.mark.parametrize("code", ["E06000002", "E10000017", "E06000053"])
def test_it_prints(opened, document, tmp_path: Path, code: str) -> None:  # type: ignore[no-untyped-def]
    """All sections on paper, the contents and what is folded away left out, nothing beyond the page, no page half empty."""
    page, _ = opened(written(document, tmp_path, code))
    paper = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    texts = [sheet.get_textpage().get_text_range() for sheet in paper]
    assert len(paper) <= 14
    whole = " ".join(" ".join(texts).split())
    for title in page.locator("h2").all_inner_texts():
        assert " ".join(title.split()) in whole
    assert "Skip to" not in whole
    assert "Every method in full" not in whole
    for number, sheet in enumerate(paper, 1):
        words = sheet.get_textpage()
        boxes = [words.get_rect(n) for n in range(words.count_rects())]
        assert all(left >= 0 and right <= sheet.get_width() for left, _, right, _ in boxes)
        assert number == len(paper) or min(low for _, low, _, _ in boxes) < sheet.get_height() / 2
    assert boxes  # the last page, too, has something on it


def test_the_methods_are_in_the_page_as_in_a_pdf(opened, document, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """All of the page that a PDF encloses, folded away: opened by keyboard, without a script or a request; not printed."""
    page, asked = opened(written(document, tmp_path, "E06000002"), 320)
    enclosed = re.sub(r"<style>.*?</style>|<title>.*?</title>", "", resources.methods_page().decode(), flags=re.S)
    letters = "".join(html.unescape(re.sub(r"<[^>]+>", "", enclosed.partition("</h1>")[2])).split())
    part = page.locator(".methods details")
    assert part.locator("p").first.is_hidden()
    part.locator("summary").focus()
    page.keyboard.press("Enter")
    assert part.locator("p").first.is_visible()
    assert "".join(part.evaluate("e => [...e.children].slice(1).map(c => c.textContent).join('')").split()) == letters
    assert len(letters) > 10_000
    assert narrow_faults(page) == []
    assert violations(page) == []
    assert len(asked) == 1


def test_every_picture_has_a_name_and_charts_have_their_table(opened, document, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    page, _ = opened(written(document, tmp_path, "E06000002"))
    assert page.locator("script").count() == 0
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


@pytest.mark.parametrize("width", [1400, 1230, 1100, 360, 320])
def test_index_is_for_everyone_and_needs_no_server(opened, index: Path, width: int) -> None:  # type: ignore[no-untyped-def]
    page, asked = opened(index, width)
    assert violations(page) == []
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
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture(scope="module")
def with_wards(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Middlesbrough and Pendle with all three layouts, two wards of Middlesbrough, and Hartlepool by a ward alone."""
    out = tmp_path_factory.mktemp("wards")
    (out / "wards.csv").write_text("area,ward\nE06000002,E05009856\nE06000002,E05009867\nE06000001,E05013038\n")
    subprocess.run(
        [sys.executable, "-c", "from briefgen.cli import main; main()", "batch", "E06000002", "E07000122", "--one-page",
         "--large-print", "--wards", str(out / "wards.csv"), "--out", str(out), "--format", "csv,html", "--quiet"],
        check=True,
    )  # fmt: skip
    return out / "index.html"


@pytest.mark.parametrize("width", [1400, 1100, 360, 320])
def test_wards_stand_beneath_their_council_and_are_found_by_keyboard(opened, with_wards: Path, width: int) -> None:  # type: ignore[no-untyped-def]
    page, asked = opened(with_wards, width)
    councils = page.locator("tr.council:visible th")
    wards = page.locator("tr.wards li:visible")
    assert councils.all_inner_texts() == ["Hartlepool", "Middlesbrough", "Pendle"]
    assert wards.count() == 0  # closed until they are asked for
    page.locator("#q").focus()
    page.keyboard.type("ormesby")
    assert councils.all_inner_texts() == ["Middlesbrough"]
    assert [text.split(" HTML")[0] for text in wards.all_inner_texts()] == ["North Ormesby"]
    assert page.locator("#count").inner_text() == "1 of 3 shown, 1 ward found"
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in asked if not url.startswith(("data:", with_wards.as_uri()))] == []
    page.keyboard.press("Control+A")
    page.keyboard.type("e05009856 middles")  # by its code, with its council's name
    assert [text.split(" HTML")[0] for text in wards.all_inner_texts()] == ["Brambles & Thorntree"]
    page.keyboard.press("Control+A")
    page.keyboard.type("middlesbrough")  # the council is meant: its wards are there, but not spread out
    assert councils.all_inner_texts() == ["Middlesbrough"]
    assert wards.count() == 0
    summary = page.locator("tr.wards summary:visible")
    assert summary.inner_text() == "Middlesbrough: 2 wards"
    summary.focus()
    page.keyboard.press("Enter")
    assert wards.count() == 2
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/E06000002-middlesbrough-ward-E05009856\.html$"))


def test_wards_go_with_their_council_when_it_is_sorted_or_filtered(opened, with_wards: Path) -> None:  # type: ignore[no-untyped-def]
    page, _ = opened(with_wards)
    page.get_by_role("button", name="Deprivation rank").focus()
    for order in (["Middlesbrough", "Hartlepool", "Pendle"], ["Pendle", "Hartlepool", "Middlesbrough"]):
        page.keyboard.press("Enter")
        assert page.locator("tr.council th").all_inner_texts() == order
        assert page.locator("tr.wards summary").all_inner_texts() == [
            f"{name}: {'2 wards' if name[0] == 'M' else '1 ward'}" for name in order if name != "Pendle"
        ]
    page.locator("#region").select_option("North West")
    assert page.locator("tr.wards:visible").count() == 0
    page.locator("#q").fill("ormesby")
    assert page.locator("#count").inner_text() == "0 of 3 shown"


def test_a_council_s_layouts_are_named_and_one_with_wards_alone_leads_nowhere(opened, with_wards: Path) -> None:  # type: ignore[no-untyped-def]
    page, _ = opened(with_wards)
    row = page.locator("tr[data-code='E06000002'].council")
    assert row.locator(".line").all_inner_texts() == ["Briefing HTML CSV", "One page HTML CSV", "Large print HTML CSV"]
    assert (
        page.get_by_role("link", name="Middlesbrough, large print, HTML").get_attribute("href")
        == "E06000002-middlesbrough-large-print.html"
    )
    assert page.locator("tr[data-code='E06000001'].council a").count() == 0
    assert page.locator("#map a[data-code='E06000001']").count() == 0
    assert "each of 2 English councils" in page.locator(".summary").inner_text()
