"""The gate itself tried: single defects planted in a good file, each noticed by at least one gate."""

import re
from dataclasses import replace
from functools import cache

import pytest
from tests.conftest import ROOT, _briefing, _session
from tests.gate.check import GATES, gate
from tests.gate.defects import DEFECTS, plant, unplanted
from tests.gate.source import Source

from briefgen.model.variant import Layout
from briefgen.render.pdf.writer import Enclosure

PAGE = ROOT / "docs" / "accessibility.md"
# Everything a briefing may hold and that of the Isles of Scilly does not: links, another language, spans over rows and columns.
TRIAL = """
<section class="sec fresh" id="trial" aria-label="Trial"><h2 data-running="Trial" data-bookmark="9 A trial">A trial section</h2>
<div><h3>What else a page may hold</h3>
<p>This trial paragraph leads to <a href="https://example.org/figures">the published figures</a> and to the section <a href="#spread">Within and between</a>.</p>
<p>In Welsh the government of Wales is called <span lang="cy">Llywodraeth Cymru</span>, and the <abbr title="Levelling Up Fund">LUF</abbr> is a fund.</p>
<table id="spans"><caption>Spans</caption><thead>
<tr><th scope="col" rowspan="2">Mode</th><th scope="colgroup" colspan="2">In 2011</th><th scope="colgroup" colspan="2">In 2021</th></tr>
<tr><th scope="col">Bus</th><th scope="col">Rail</th><th scope="col">Bus</th><th scope="col">Rail</th></tr></thead><tbody>
<tr><th scope="row">Women</th><td>10.0</td><td>11.0</td><td>12.0</td><td>13.0</td></tr>
<tr><th scope="row">Men</th><td>14.0</td><td>15.0</td><td>16.0</td><td>17.0</td></tr>
<tr><th scope="row">All</th><td>18.0</td><td>19.0</td><td>20.0</td><td>21.0</td></tr></tbody></table></div></section>
"""


@cache
def good() -> tuple[bytes, Source]:
    """A short document with everything in it: page 1, one section with figures, the notes, and the trial section."""
    session, whole = _session(), _briefing("E06000053")
    kept = ("deprivation", "spread")
    first = replace(whole.section("brief"), points=tuple(p for p in whole.section("brief").points if p.section in kept))
    briefing = replace(whole, sections=(first, *map(whole.section, kept)))
    page = session.renderer.pages.render(briefing, media="print")
    page = replace(page, html=page.html.replace("</main>", TRIAL + "</main>"))
    files = {
        f"{briefing.file_stem}.csv": b"fact,area\r\nhle,Isles of Scilly\r\n",
        f"{briefing.file_stem}.json": b'{"area":"Isles of Scilly"}\n',
    }
    data, more = (Enclosure(name, content, "Figures") for name, content in files.items())
    enclosures = (data, replace(more, relationship="Supplement"))
    content = session.renderer.writer(Layout.FULL).write(page, briefing.edition.as_of, enclosures).content
    return content, Source(page.html, page.drawings, briefing, files)


@cache
def caught(name: str) -> dict[str, list[str]]:
    content, source = good()
    return gate(plant(content, name), source).findings


def test_the_good_file_passes_as_printed_and_saved_again() -> None:
    content, source = good()
    for file in (content, unplanted(content)):
        assert gate(file, source).findings == {key: [] for key in GATES}


@pytest.mark.parametrize("name", DEFECTS)
def test_every_defect_is_noticed(name: str) -> None:
    assert any(caught(name).values())


def test_the_table_of_defects(request: pytest.FixtureRequest) -> None:
    """docs/accessibility.md carries the table as measured."""
    lines = ["| defect | " + " | ".join(GATES) + " |", "|---|" + "---|" * len(GATES)]
    group = ""
    for name, (of, _) in DEFECTS.items():
        if of != group:
            lines.append(f"| **{of}** |" + " |" * len(GATES))
            group = of
        lines.append(f"| {name} | " + " | ".join("yes" if caught(name)[g] else "–" for g in GATES) + " |")
    counts = [sum(bool(caught(name)[g]) for name in DEFECTS) for g in GATES]
    lines.append(f"| **all {len(DEFECTS)}** | " + " | ".join(f"**{n}**" for n in counts) + " |")
    only = sum(not any(caught(name)[g] for g in GATES if g != "own") for name in DEFECTS)
    lines += ["", f"{only} of the {len(DEFECTS)} are seen by our own checks only."]
    table = "\n".join(lines)
    text = PAGE.read_text("utf-8")
    pattern = re.compile(r"(<!-- table of defects -->\n).*?(\n<!-- end of table -->)", re.S)
    if request.config.getoption("--update-golden"):
        text = pattern.sub(lambda match: f"{match[1]}\n{table}\n{match[2]}", text)
        PAGE.write_text(text, "utf-8")
    assert table in text
