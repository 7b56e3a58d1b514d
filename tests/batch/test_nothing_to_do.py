"""A run with nothing to do is quick because it loads nothing it does not need, and honest because it looks at all."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import jinja2
import pytest
import weasyprint

from briefgen import resources
from briefgen.pipeline.batch import fingerprint
from briefgen.pipeline.batch.fingerprint import made_from

HEAVY = ("pandas", "numpy", "matplotlib", "weasyprint", "jinja2", "pikepdf", "pypdfium2", "PIL", "fontTools", "pebble")
# Runs the command as the console script does, then says what it has loaded.
PROGRAM = """if True:
    import sys
    from briefgen.cli import main
    try:
        main()
    finally:
        print("loaded:", *sorted({name.partition(".")[0] for name in sys.modules}))
"""


def run(*arguments: str) -> tuple[set[str], str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments], capture_output=True, text=True, check=True, timeout=200
    )
    return set(done.stdout.rpartition("loaded:")[2].split()), done.stderr


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own") / "templates"
    shutil.copytree(resources.templates_dir(), folder)
    return folder


@pytest.mark.slow
def test_neither_figures_nor_layout_engine_are_loaded_until_something_is_due(templates: Path, tmp_path: Path) -> None:
    command = ["batch", "E06000053", "--out", str(tmp_path), "--format", "csv,html", "--templates", str(templates)]
    loaded, said = run(*command)
    assert "1 written" in said
    assert loaded >= {"pandas", "jinja2"}  # so what follows can fail
    loaded, said = run(*command)
    assert "0 written, 1 unchanged" in said
    assert not loaded.intersection(HEAVY)
    sheet = templates / "styles" / "screen.css"
    sheet.write_text(sheet.read_text() + "\nmain { color: #000001 }\n")
    assert "1 written" in run(*command)[1]
    assert "#000001" in (tmp_path / "E06000053-isles-of-scilly.html").read_text()
    entry = json.loads((tmp_path / "manifest.json").read_text())["areas"]["E06000053"]
    assert entry["because"] == "words, style, formats or program"


@pytest.mark.parametrize("arguments", [["--help"], ["areas", "hull"], ["batch", "--help"], ["render", "--help"]])
def test_a_question_is_answered_without_them(arguments: list[str]) -> None:
    assert not run(*arguments)[0].intersection(HEAVY)


def test_the_versions_are_those_of_the_libraries_that_draw() -> None:
    assert f"weasyprint {weasyprint.__version__}" in fingerprint.versions()
    assert f"jinja2 {jinja2.__version__}" in fingerprint.versions()


def test_whatever_changes_the_fingerprint_changes(
    writable_data: Path, templates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`whole` says whether anything is due; `style` whether all is, whatever the figures."""
    seen: list[tuple[str, str]] = []  # taken at once: they ask for the versions each time

    def differs(style: bool) -> None:
        made = made_from(options, templates, writable_data)
        assert made.whole not in [whole for whole, _ in seen]
        if seen:
            assert (made.style != seen[-1][1]) is style
        seen.append((made.whole, made.style))

    options: tuple[str, ...] = ("pdf",)
    differs(style=True)
    (writable_data / "observations.csv").open("a").write("\n")
    differs(style=False)
    (writable_data / "boundaries" / "E06000002.json.gz").write_bytes(b"other")
    differs(style=False)
    (templates / "sentences" / "brief.toml").open("a").write("\n")
    differs(style=True)
    options = ("pdf", "html")
    differs(style=True)
    options = ("pdf", "html", "brand-0123456789ab")
    differs(style=True)
    monkeypatch.setattr(fingerprint, "version", lambda name: "71.0" if name == "weasyprint" else "3.1")
    differs(style=True)


def test_a_changed_line_of_the_program_changes_it_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = Path(fingerprint.briefgen.__file__).parent
    copy = tmp_path / "briefgen"
    shutil.copytree(package, copy, ignore=shutil.ignore_patterns("_data", "_templates", "__pycache__"))
    before = made_from(("pdf",))
    monkeypatch.setattr(fingerprint.briefgen, "__file__", str(copy / "__init__.py"))
    assert made_from(("pdf",)) == before
    (copy / "statistics" / "rank.py").open("a").write("# other\n")
    after = made_from(("pdf",))
    assert after.inputs == before.inputs
    assert after.style != before.style
