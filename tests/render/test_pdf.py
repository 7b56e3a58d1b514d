"""The gate of a finished PDF, on the awkward set: archivable, readable aloud, whole, and the same bytes twice."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from tests.conftest import AWKWARD
from tests.gate.check import GATES, gate
from tests.gate.source import source_of

from briefgen import resources
from briefgen.errors import InstallError, RenderError
from briefgen.model.briefing import Briefing
from briefgen.model.variant import Layout
from briefgen.pipeline.session import Session
from briefgen.render.pdf.weasyprint_patches import apply
from briefgen.render.pdf.writer import PdfWriter
from briefgen.render.styles import font_faces, stylesheet

Document = Callable[[str, str], bytes]
AREAS = pytest.mark.parametrize("code", AWKWARD)


@AREAS
def test_the_gate_lets_it_through(
    session: Session, briefing: Callable[[str], Briefing], document: Document, code: str
) -> None:
    """Two profiles of a validator, a semantic checker at warnings, and our own checks: tests/gate."""
    passed = gate(document(code, "pdf"), source_of(session, briefing(code)))
    assert passed.findings == {name: [] for name in GATES}


@AREAS
def test_it_names_its_authority_on_every_page_and_keeps_its_size(
    briefing: Callable[[str], Briefing], document: Document, code: str
) -> None:
    content = document(code, "pdf")
    assert len(content) < 1_500_000
    pdf = pypdfium2.PdfDocument(content)
    assert 6 <= len(pdf) <= 9
    name = briefing(code).area.name
    for page in pdf:
        text = " ".join(page.get_textpage().get_text_range().split())
        assert name.start in text or name.first in text.lower() or name.first in text


ELSEWHERE = (
    {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "POSIX", "LANG": "tr_TR.UTF-8"},
)


@pytest.mark.parametrize("elsewhere", ELSEWHERE, ids=["utc", "tokyo"])
def test_the_same_bytes_in_another_process(document: Document, tmp_path: Path, elsewhere: dict[str, str]) -> None:
    """Another hash seed, time zone, locale and folder; paper and screen."""
    subprocess.run(
        [sys.executable, "-c", "from briefgen.cli import main; main()", "render", "E07000122", "--format", "pdf,html", "--out", str(tmp_path / "x"), "-q"],
        env={**os.environ, **elsewhere}, check=True,
    )  # fmt: skip
    for suffix in ("pdf", "html"):
        assert (tmp_path / "x" / f"E07000122-pendle.{suffix}").read_bytes() == document("E07000122", suffix)


def test_the_same_bytes_on_a_second_run(session: Session, document: Document) -> None:
    again = session.renderer.documents(session.briefing(session.areas.resolve("E07000122"))).contents(["pdf", "html"])
    assert {suffix: document("E07000122", suffix) for suffix in again} == again


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (
            '<main id="main">',
            '<main id="main"><img src="https://example.org/a.png" alt="far away">',
            "cannot be fetched",
        ),
        ('<main id="main">', '<main id="main"><img src="chart:none" alt="no such picture">', "cannot be fetched"),
        ('<main id="main">', '<main id="main"><p style="colour: red">x</p>', "colour"),
        ('<main id="main">', '<main id="main"><p>\U0001f600</p>', "lacks"),
        ('<main id="main">', '<main id="main"><p style="font-family: monospace">x</p>', "drawn in"),
        ('alt="Map of England', 'data-alt="Map of England', "alternative text"),
    ],
)
def test_what_the_engine_only_logs_stops_the_press(
    session: Session, briefing: Callable[[str], Briefing], old: str, new: str, words: str
) -> None:
    page = session.renderer.pages.render(briefing("E06000002"), media="print")
    assert old in page.html
    broken = type(page)(page.html.replace(old, new, 1), page.drawings)
    with pytest.raises(RenderError, match=re.escape(words)):
        session.renderer.writer(Layout.FULL).write(broken, session.as_of)


def test_another_version_of_the_engine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("weasyprint.__version__", "71.0")
    with pytest.raises(InstallError, match=r"weasyprint==70\.0"):
        apply.install()


def test_a_missing_font_file_stops_the_press(session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefgen.resources.fonts_dir", lambda: tmp_path)
    with pytest.raises(RenderError, match=r"SourceSansPro-Regular\.ttf"):
        PdfWriter(font_faces() + stylesheet(session.renderer.templates, "print.css"))


def test_page_one_that_runs_over_is_refused(tmp_path: Path) -> None:
    shutil.copytree(resources.templates_dir(), tmp_path / "words")
    words = tmp_path / "words" / "sentences" / "brief.toml"
    long = "It led no award in the {{ term.luf }}’s first two rounds**" + "; and so on, and so on" * 30
    words.write_text(
        words.read_text("utf-8").replace("It led no award in the {{ term.luf }}’s first two rounds**", long), "utf-8"
    )
    session = Session(templates=tmp_path / "words")
    with pytest.raises(RenderError, match="Page one of Middlesbrough runs over"):
        session.renderer.documents(session.briefing(session.areas.resolve("E06000002"))).contents(["pdf"])
