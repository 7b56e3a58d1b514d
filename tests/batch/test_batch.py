"""Many authorities: only what changed, nothing half-done, one bad area alone."""

import csv
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen import resources
from briefgen.cli import main
from briefgen.errors import AuditError
from briefgen.pipeline.batch import work
from briefgen.pipeline.batch.run import local, run
from briefgen.pipeline.reading import AS_OF
from briefgen.pipeline.studio import Studio

AREAS = ["E06000002", "E06000009", "E06000053", "E07000122"]
COMMAND = [sys.executable, "-c", "from briefgen.cli import main; main()", "batch"]


def batch(
    out: Path, *options: str, areas: list[str] = AREAS, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *areas, "--out", str(out), "--jobs", "2", "--format", "csv,html", *options],
        capture_output=True, text=True, check=False, timeout=300, env={**os.environ, **(env or {})},
    )  # fmt: skip


def documents(out: Path) -> dict[str, str]:
    """What readers see; the manifest's seconds differ from run to run."""
    return {
        p.name: sha256(p.read_bytes()).hexdigest()
        for p in sorted(out.iterdir())
        if p.is_file() and p.name != "manifest.json"
    }


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("batch") / "out"
    finished = batch(out)
    assert finished.returncode == 0, finished.stderr
    return out


def test_what_it_leaves(done: Path) -> None:
    manifest = json.loads((done / "manifest.json").read_text())
    assert sorted(manifest["areas"]) == AREAS
    for entry in manifest["areas"].values():
        for name, digest in entry["files"].items():
            assert sha256((done / name).read_bytes()).hexdigest() == digest
    assert (done / "failures.csv").read_text() == "area,step,reason\n"
    index = (done / "index.html").read_text()
    assert "E06000002-middlesbrough.html" in index
    assert "http://" not in index.replace("http://www.w3.org/", "")


def test_a_second_run_does_nothing(done: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in done.iterdir() if p.suffix in (".csv", ".html") and p.name[0] == "E"}
    assert "0 written, 4 unchanged" in batch(done).stderr
    assert {p: p.stat().st_mtime_ns for p in before} == before


def test_force_makes_the_same_bytes(done: Path, tmp_path: Path) -> None:
    shutil.copytree(done, tmp_path / "copy")
    assert "4 written" in batch(tmp_path / "copy", "--force").stderr
    assert documents(tmp_path / "copy") == documents(done)


def test_a_file_that_was_touched_is_made_again(done: Path, tmp_path: Path) -> None:
    out = tmp_path / "copy"
    shutil.copytree(done, out)
    (out / "E06000002-middlesbrough.csv").write_text("spoilt")
    assert "1 written, 3 unchanged" in batch(out).stderr
    assert documents(out) == documents(done)


def test_a_changed_figure_makes_only_the_areas_that_show_it(done: Path, writable_data: Path, tmp_path: Path) -> None:
    out = tmp_path / "copy"
    shutil.copytree(done, out)
    path = writable_data / "observations.csv"
    lines = path.read_text().splitlines(keepends=True)
    # An inactivity figure of Pendle: shown by Pendle alone, and no candidate that would move the others' standing.
    at = next(i for i, line in enumerate(lines) if line.startswith("inactivity,E07000122"))
    cells = lines[at].split(",")
    cells[4] = str(float(cells[4]) + 0.3)
    lines[at] = ",".join(cells)
    path.write_text("".join(lines))
    finished = batch(out, env={"BRIEFGEN_DATA": str(writable_data)})
    assert "1 written, 3 unchanged" in finished.stderr
    changed = json.loads((out / "manifest.json").read_text())["areas"]["E07000122"]["facts_changed"]
    assert "inactivity.value" in changed


def test_one_bad_area_fails_alone(done: Path, writable_data: Path, tmp_path: Path) -> None:
    (writable_data / "boundaries" / "E06000009.json.gz").write_bytes(b"broken")
    finished = batch(tmp_path / "out", env={"BRIEFGEN_DATA": str(writable_data)})
    assert finished.returncode == 1
    assert "3 written, 0 unchanged, 1 failed" in finished.stderr
    rows = list(csv.DictReader((tmp_path / "out" / "failures.csv").open()))
    assert [(row["area"], row["step"]) for row in rows] == [("E06000009", "assemble")]
    assert not list((tmp_path / "out").glob("E06000009*"))


def test_an_area_that_takes_too_long_fails_alone(tmp_path: Path) -> None:
    """A twentieth of a second is too little for any briefing, so the limit must be seen to strike."""
    job = work.Job(tmp_path, ("pdf",), AS_OF, None, "inputs", "style")
    outcome = run(job, ["E10000017", "E06000053"], local(1, 0.05), lambda done: None)
    assert [(done.code, done.step) for done in outcome.failed] == [("E10000017", "time"), ("E06000053", "time")]
    assert not list(tmp_path.glob("*.pdf"))


def test_two_batches_on_one_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = subprocess.Popen([*COMMAND, *AREAS, "--out", str(out), "--jobs", "1", "--quiet"], stderr=subprocess.DEVNULL)
    try:
        while not (out / ".briefgen" / "lock").exists() and first.poll() is None:
            time.sleep(0.05)
        time.sleep(0.3)
        second = batch(out)
        assert second.returncode == 2
        assert "Another batch is writing" in second.stderr
    finally:
        first.wait(timeout=120)
    assert first.returncode == 0


@pytest.mark.slow
def test_killed_at_random_moments_nothing_is_lost_or_half_written(done: Path, tmp_path: Path) -> None:
    """kill -9 to the whole run, then the same command: the documents are those of an uninterrupted run."""
    out, chance, killed = tmp_path / "out", random.Random(7), 0
    for _ in range(20):
        run = subprocess.Popen(
            [*COMMAND, *AREAS, "--out", str(out), "--jobs", "2", "--format", "csv,html", "--force", "--quiet"],
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        time.sleep(chance.uniform(0.3, 3.5))
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGKILL)
            killed += 1
        run.wait()
        for path in out.glob("E*.*"):
            whole = (done / path.name).read_bytes()
            assert path.read_bytes() == whole, path.name
    assert killed >= 10
    assert batch(out).returncode == 0
    assert documents(out) == documents(done)
    assert not list(out.glob(".E*"))


def test_the_gate_refuses_a_file_of_another_area(studio: Studio, briefing: Callable, document: Callable) -> None:  # type: ignore[type-arg]
    own = briefing("E06000002")
    work._gate(studio, own, "pdf", document("E06000002", "pdf"))
    with pytest.raises(AuditError, match="another area"):
        work._gate(studio, own, "pdf", document("E07000122", "pdf"))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [([], "No area was given"), (["--region", "Atlantis"], "no region 'Atlantis'"), (["nowhere"], "called 'nowhere'")],
)
def test_what_was_asked(tmp_path: Path, arguments: list[str], words: str) -> None:
    done = CliRunner().invoke(main, ["batch", *arguments, "--out", str(tmp_path / "out")])
    assert done.exit_code in (2, 3)
    assert words in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_list_of_areas(tmp_path: Path) -> None:
    (tmp_path / "areas.txt").write_text("Middlesbrough\n\nE06000009\n", "utf-8-sig")
    finished = batch(tmp_path / "out", "--areas", str(tmp_path / "areas.txt"), "--log-json", areas=[])
    lines = [json.loads(line) for line in finished.stderr.splitlines() if line.startswith("{")]
    assert [line["area"] for line in lines] == ["E06000002", "E06000009"]


@pytest.mark.slow
def test_all_of_england_is_written_and_audited(tmp_path: Path) -> None:
    """Every file passes the gate before it has a name: 317 areas, no orphan number, no foreign figure or picture."""
    finished = subprocess.run(
        [*COMMAND, "--all", "--out", str(tmp_path), "--format", "pdf,html", "--quiet"],
        capture_output=True, text=True, check=False, timeout=1800,
    )  # fmt: skip
    assert finished.returncode == 0, finished.stderr
    assert len(list(tmp_path.glob("E*.pdf"))) == len(list(tmp_path.glob("E*.html"))) == 317
    assert resources.data_dir().is_dir()
