"""One way of making the PDF, in a process of its own: `python -m benchmarks.ways WAY cold|warm AREA...` prints what it took."""

import gc
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from benchmarks import in_r, in_typst
from benchmarks.meter import Meter
from briefgen.pipeline.session import Session

Make = Callable[[str], bytes]


@contextmanager
def briefgen() -> Iterator[Make]:
    session = Session()
    yield lambda area: session.renderer.documents(session.briefing(session.areas.resolve(area))).contents(["pdf"])[
        "pdf"
    ]


@contextmanager
def engine() -> Iterator[Make]:
    """The layout engine as it comes: every picture an SVG that is parsed and drawn, fonts and sheets found anew."""
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    from briefgen import resources
    from briefgen.render.styles import font_faces, stylesheet
    from briefgen.render.svg import svg

    session = Session()

    def make(area: str) -> bytes:
        page = session.renderer.pages.render(session.briefing(session.areas.resolve(area)), media="print")
        html = page.html
        for name, drawing in page.drawings.items():
            html = html.replace(f'"chart:{name}"', f'"data:image/svg+xml,{quote(svg(drawing, "x"))}"')
        fonts = FontConfiguration()
        css = font_faces() + stylesheet(resources.templates_dir(), "print.css")
        sheet = weasyprint.CSS(string=css, font_config=fonts)
        made: bytes = weasyprint.HTML(string=html).write_pdf(
            font_config=fonts, stylesheets=[sheet], pdf_variant="pdf/ua-1"
        )
        return made

    yield make


@contextmanager
def chromium() -> Iterator[Make]:
    """Our HTML twin, printed by one browser that stays open."""
    from playwright.sync_api import sync_playwright

    session = Session()
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as play, tempfile.TemporaryDirectory() as folder:
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])

        def make(area: str) -> bytes:
            html = Path(folder) / "twin.html"
            html.write_bytes(
                session.renderer.documents(session.briefing(session.areas.resolve(area))).contents(["html"])["html"]
            )
            page = browser.new_page()
            page.goto(html.as_uri())
            made: bytes = page.pdf(format="A4", tagged=True)
            page.close()
            return made

        yield make
        browser.close()


@contextmanager
def typst() -> Iterator[Make]:
    session = Session()
    with tempfile.TemporaryDirectory() as folder:
        yield lambda area: in_typst.compiled(
            in_typst.prepare(session.briefing(session.areas.resolve(area)), Path(folder))
        )


@contextmanager
def typst_matplotlib() -> Iterator[Make]:
    from benchmarks import in_matplotlib

    session = Session()
    in_matplotlib.prepare()
    with tempfile.TemporaryDirectory() as folder:
        yield lambda area: in_typst.compiled(
            in_typst.prepare(session.briefing(session.areas.resolve(area)), Path(folder), in_matplotlib.drawn)
        )


@contextmanager
def rmarkdown() -> Iterator[Make]:
    """A fresh R a document, as analysts' scripts do; the figures come from our model."""
    session = Session()
    with tempfile.TemporaryDirectory() as folder:

        def make(area: str) -> bytes:
            path = in_r.prepare(session.briefing(session.areas.resolve(area)), Path(folder))
            subprocess.run(in_r.command(path), check=True, capture_output=True, timeout=180)
            return path.with_suffix(".pdf").read_bytes()

        yield make


WAYS = {
    "briefgen": briefgen, "engine": engine, "chromium": chromium, "typst": typst, "typst-matplotlib": typst_matplotlib,
    "rmarkdown": rmarkdown,
}  # fmt: skip


# What a worker has made before: a unitary authority, a district, a county, a metropolitan district, a borough and three more.
BEFORE = ("E06000001", "E07000170", "E10000003", "E08000003", "E09000007", "E06000020", "E07000012", "E10000019")


def main() -> None:
    way, state, *areas = sys.argv[1:]
    taken = []
    with WAYS[way]() as make, Meter(os.getpid()) as meter:
        if state == "warm":
            for area in BEFORE:
                make(area)
            gc.collect()
            gc.freeze()
            gc.disable()  # for every way alike, as a batch's worker has it: rubbish is collected once a document
        for area in areas:
            meter.look(memory=False)
            before, start = meter.cpu, time.perf_counter()
            size = len(make(area))
            if state == "warm":
                gc.collect()
            wall = time.perf_counter() - start
            meter.look(memory=False)
            taken.append((meter.cpu - before, wall, size))
    print(json.dumps(taken))


if __name__ == "__main__":
    main()
