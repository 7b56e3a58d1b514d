"""The same briefings made in other ways, in one run: `.venv/bin/python benchmarks/side_by_side.py [AREA...]`.

Ratios are what counts; absolute times are this machine's at this moment. Every child process is waited for, and the
run stops by itself.
"""

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import weasyprint
from weasyprint.text.fonts import FontConfiguration

from briefgen import resources
from briefgen.model.briefing import Briefing
from briefgen.pipeline.studio import Studio
from briefgen.render.styles import font_faces, stylesheets
from briefgen.render.svg import svg

AREAS = ("E06000002", "E07000122", "E06000063", "E09000020", "E10000017", "E08000025")
STOCK_TAGS = weasyprint.pdf.add_tags


def naive(studio: Studio, briefing: Briefing) -> bytes:
    """The engine as it comes: every picture an SVG that is parsed and drawn, fonts and sheets found anew."""
    page = studio._pages.render(briefing, media="print")
    html = page.html
    for name, drawing in page.drawings.items():
        html = html.replace(f'"chart:{name}"', f'"data:image/svg+xml,{quote(svg(drawing, "x"))}"')
    fonts = FontConfiguration()
    css = font_faces() + "\n".join(stylesheets(resources.templates_dir(), "print.css").values())
    sheet = weasyprint.CSS(string=css, font_config=fonts)
    ours, weasyprint.pdf.add_tags = weasyprint.pdf.add_tags, STOCK_TAGS
    try:
        made: bytes = weasyprint.HTML(string=html).write_pdf(
            font_config=fonts, stylesheets=[sheet], pdf_variant="pdf/ua-1"
        )
    finally:
        weasyprint.pdf.add_tags = ours
    return made


def chromium(path: str, html: Path, pdf: Path) -> None:
    subprocess.run(
        [path, "--headless", "--no-sandbox", "--disable-gpu", f"--print-to-pdf={pdf}", html.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip


def cpu(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def timed(what: Callable[[], object], who: int = resource.RUSAGE_SELF) -> tuple[float, float]:
    """(CPU, wall) seconds."""
    start, wall = cpu(who), time.perf_counter()
    what()
    return cpu(who) - start, time.perf_counter() - wall


def main() -> None:
    studio = Studio()
    briefings = [studio.briefing(studio.areas.resolve(code)) for code in sys.argv[1:] or AREAS]
    studio.warm(("pdf",))
    naive(studio, briefings[0])
    rows: dict[str, list[tuple[float, float]]] = {}
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as folder:
        for briefing in briefings:  # one after the other in each way, so that a slow minute slows them all
            fresh = studio.briefing(studio.areas.resolve(str(briefing.area.code)))
            rows.setdefault("briefgen, warm", []).append(timed(lambda b=fresh: studio.render(b, ["pdf"])))  # type: ignore[misc]
            rows.setdefault("the engine as it comes, warm", []).append(timed(lambda b=briefing: naive(studio, b)))  # type: ignore[misc]
            out = Path(folder)
            command = [
                sys.executable,
                "-c",
                "from briefgen.cli import main; main()",
                "render",
                str(briefing.area.code),
                "-q",
                "--out",
                folder,
            ]
            rows.setdefault("briefgen, cold", []).append(
                timed(lambda c=command: subprocess.run(c, check=True, capture_output=True), resource.RUSAGE_CHILDREN)  # type: ignore[misc]
            )
            if browser:
                html = out / "twin.html"
                html.write_bytes(studio.render(briefing, ["html"])["html"])
                rows.setdefault("Chromium printing the HTML twin, cold", []).append(
                    timed(lambda h=html, o=out: chromium(browser, h, o / "twin.pdf"), resource.RUSAGE_CHILDREN)  # type: ignore[misc]
                )
    base = {state: sum(c for c, _ in rows[f"briefgen, {state}"]) for state in ("warm", "cold")}
    print("| way | CPU a briefing | ratio | wall a briefing |\n|---|---|---|---|")
    for name, times in rows.items():
        total = sum(c for c, _ in times)
        state = "warm" if name.endswith("warm") else "cold"
        print(
            f"| {name} | {total / len(times):.2f} s | {total / base[state]:.2f} | {sum(w for _, w in times) / len(times):.2f} s |"
        )
    print(f"\npeak memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
