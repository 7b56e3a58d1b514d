"""A page for each councillor's own ward, made and remembered apart from the authority's briefing."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.data.areas import Areas, read_areas
from briefgen.errors import UsageError
from briefgen.pipeline.batch.wards import read_wards


@pytest.fixture(scope="module")
def areas() -> Areas:
    return read_areas()


def units(text: str, areas: Areas, tmp_path: Path) -> list[str]:
    path = tmp_path / "wards.csv"
    path.write_text(text, "utf-8-sig")
    return [unit.key for unit in read_wards(path, areas)]


@pytest.mark.parametrize("text", [
    "area,ward,email\nMiddlesbrough,E05009856,a@example.org\nE06000002,,b@example.org\nE06000002,e05009856,c@example.org\n",
    "E05009856\n\nE05009856\n",
    "Email,Ward,Area\na@example.org,E05009856,E06000002\n",
])  # fmt: skip
def test_recipients_or_a_bare_list(text: str, areas: Areas, tmp_path: Path) -> None:
    assert units(text, areas, tmp_path) == ["E06000002-E05009856"]


@pytest.mark.parametrize(("text", "words"), [
    ("area,ward\nHull,E05009856\n", r"row 2: ward E05009856 lies in E06000002, not in Hull"),
    ("ward\nE05099999\n", r"row 2: 'E05099999' is no ward"),
    ("area,email\nHull,x@example.org\n", r"has no column called ward"),
])  # fmt: skip
def test_a_mistake_is_named_with_its_row(text: str, words: str, areas: Areas, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=words):
        units(text, areas, tmp_path)


def test_a_ward_is_a_document_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "w.csv").write_text("area,ward\nE06000002,E05009856\n")
    out = tmp_path / "out"
    command = [sys.executable, "-c", "from briefgen.cli import main; main()", "batch", "E06000002", "--wards", str(tmp_path / "w.csv"),
               "--out", str(out), "--format", "csv,html", "--jobs", "1"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=200)
    assert "2 written" in done.stderr, done.stderr
    name = "E06000002-middlesbrough-ward-E05009856"
    assert sorted(path.name for path in out.glob("E*")) == sorted(
        [f"E06000002-middlesbrough.{suffix}" for suffix in ("csv", "html")] + [f"{name}.{s}" for s in ("csv", "html")]
    )
    manifest = json.loads((out / "manifest.json").read_text())
    assert sorted(manifest["areas"]) == ["E06000002", "E06000002-E05009856"]
    assert (out / ".briefgen" / "E06000002-E05009856.json").is_file()
    index = (out / "index.html").read_text()
    assert index.count('<th scope="row"') == 1
    assert ">Brambles &amp; Thorntree</a>" in index
    assert f'href="{name}.html"' in index
    again = subprocess.run(command, capture_output=True, text=True, check=False, timeout=200)
    assert "0 written, 2 unchanged" in again.stderr


@pytest.mark.parametrize("layout", ["one-page", "large-print"])
def test_a_layout_is_a_document_of_its_own_made_audited_and_remembered(layout: str, tmp_path: Path) -> None:
    areas = ["E06000002", "E06000053", "E07000122"]
    out = tmp_path / "out"
    command = [sys.executable, "-c", "from briefgen.cli import main; main()"]
    batch = [*command, "batch", *areas, f"--{layout}", "--out", str(out), "--format", "pdf,html", "--jobs", "2"]
    done = subprocess.run(batch, capture_output=True, text=True, check=False, timeout=300)
    assert "6 written, 0 unchanged, 0 failed" in done.stderr, done.stderr
    entries = json.loads((out / "manifest.json").read_text())["areas"]
    assert sorted(entries) == sorted([*areas, *(f"{code}-{layout}" for code in areas)])
    for code in areas:
        usual, other = entries[code], entries[f"{code}-{layout}"]
        assert usual["key"] != other["key"]
        assert not set(usual["files"]) & set(other["files"])
        assert all(name.partition(".")[0].endswith(f"-{layout}") for name in other["files"])
        assert other["pages"] == 1 if layout == "one-page" else other["pages"] > usual["pages"]
    before = {path: path.stat().st_mtime_ns for path in out.glob("E*.*")}
    assert len(before) == 12
    again = subprocess.run(batch, capture_output=True, text=True, check=False, timeout=300)
    assert "0 written, 6 unchanged, 0 failed" in again.stderr
    assert {path: path.stat().st_mtime_ns for path in before} == before
    audited = subprocess.run([*command, "audit", str(out)], capture_output=True, text=True, check=False, timeout=300)
    assert audited.returncode == 0, audited.stdout
    assert audited.stdout.count(f"-{layout}.") == 6
    # One of them spoilt is made again alone.
    (out / f"E06000053-isles-of-scilly-{layout}.html").write_text("spoilt")
    mended = subprocess.run(batch, capture_output=True, text=True, check=False, timeout=300)
    assert "1 written, 5 unchanged, 0 failed" in mended.stderr
