"""A template of one's own that is wrong: file, line and the unknown word, whatever kind of file it is."""

import shutil
from pathlib import Path

import pytest

from briefgen import resources
from briefgen.errors import RenderError
from briefgen.model.variant import FULL, Layout, Variant
from briefgen.pipeline.session import Session


@pytest.fixture
def words(tmp_path: Path) -> Path:
    return Path(shutil.copytree(resources.templates_dir(), tmp_path / "words"))


def made(words: Path, variant: Variant = FULL) -> None:
    session = Session(templates=words)
    session.renderer.documents(session.briefing(session.areas.resolve("E06000002"), variant)).contents(["pdf", "html"])


def line_of(path: Path, text: str) -> int:
    return next(n for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if text in line)


CASES = [
    # file, what it says, what it is made to say, the unknown word, layout
    ("briefing.html.jinja", "{{ document_title }}", "{{ docment_title }}", "docment_title", Layout.FULL),
    ("sections/money.html.jinja", "s.table('money.awards'), classes", "s.tabel('money.awards'), classes", "tabel", Layout.FULL),
    ("sections/health.html.jinja", "{{ notes(s) }}", "{{ notes(s)|shout }}", "shout", Layout.FULL),
    ("sections/spread.html.jinja", "{{ notes(s) }}", "{{ 1 / 0 }}", "division by zero", Layout.FULL),
    ("macros.html.jinja", "{{ say(f.subtitle) }}", "{{ say(f.subtitel) }}", "subtitel", Layout.FULL),
    ("one-page.html.jinja", "term.main_points", "term.mian_points", "mian_points", Layout.ONE_PAGE),
    ("sentences/brief.toml", "{{ first }} of {{ place.", "{{ first }} of {{ palce.", "palce", Layout.FULL),
    ("sentences/brief.toml", "rank|ordinal", "rank|ordnial", "ordnial", Layout.FULL),
    ("styles/print.css", "color: var(--text)", "color: var(--txet)", "--txet", Layout.FULL),
    ("styles/print.css", "text-decoration: underline", "text-decoraton: underline", "text-decoraton", Layout.FULL),
    ("styles/one-page.css", "margin-bottom", "margn-bottom", "margn-bottom", Layout.ONE_PAGE),
    ("styles/large-print.css", "line-height", "lien-height", "lien-height", Layout.LARGE_PRINT),
    ("styles/screen.css", "var(--navy)", "var(--nvay)", "--nvay", Layout.FULL),
    ("styles/tokens.toml", '"#12436D"    #', '"dark blue"    #', "dark blue", Layout.FULL),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new", "word", "layout"), CASES, ids=[f"{c[0]}:{c[3]}" for c in CASES])
def test_file_line_and_word(words: Path, name: str, old: str, new: str, word: str, layout: Layout) -> None:
    path = words / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(RenderError) as caught:
        made(words, Variant(layout))
    said = str(caught.value)
    assert f"{path}, line {line_of(path, new)}" in said
    assert word in said


@pytest.mark.parametrize(
    "name", ["styles/print.css", "styles/tokens.toml", "styles/chart.mplstyle", "sections/money.html.jinja"]
)
def test_a_missing_file_is_a_sentence(words: Path, name: str) -> None:
    (words / name).unlink()
    with pytest.raises(RenderError, match=Path(name).name.replace(".", r"\.")):
        made(words)


@pytest.mark.parametrize("name", ["styles/screen.css", "sentences/money.toml", "sections/money.html.jinja"])
def test_a_file_that_is_no_text_is_a_sentence(words: Path, name: str) -> None:
    (words / name).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RenderError, match=r"UTF-8|utf-8"):
        made(words)


def test_own_colours_reach_the_charts(words: Path) -> None:
    path = words / "styles" / "tokens.toml"
    path.write_text(path.read_text("utf-8").replace('navy = "#12436D"', 'navy = "#004400"'), "utf-8")
    session = Session(templates=words)
    page = session.renderer.documents(session.briefing(session.areas.resolve("E06000002"))).print_page
    colours = {getattr(item, "colour", None) for item in page.drawings["health-trend"].items}
    assert "#004400" in colours
    assert "#12436D" not in colours
