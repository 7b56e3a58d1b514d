"""Many authorities: only what changed, nothing half-done, one bad area alone."""

import contextlib
import csv
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefgen import resources
from briefgen.cli import main
from briefgen.delivery.store import store_at
from briefgen.errors import AuditError
from briefgen.model.codes import GssCode
from briefgen.pipeline.audit import gate
from briefgen.pipeline.batch.job import Job
from briefgen.pipeline.batch.pool import local
from briefgen.pipeline.batch.run import Outcome, run
from briefgen.pipeline.batch.unit import Unit
from briefgen.pipeline.edition import AS_OF
from briefgen.pipeline.session import Session

AREAS = ["E06000002", "E06000009", "E06000053", "E07000122"]
COMMAND = [sys.executable, "-c", "from briefgen.cli import main; main()", "batch"]
AT_A_TERMINAL = [
    sys.executable, "-c",
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from briefgen.cli import main; main()", "batch",
]  # fmt: skip


def batch(
    out: Path, *options: str, areas: list[str] = AREAS, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *areas, "--out", str(out), "--jobs", "2", "--format", "csv,html", *options],
        capture_output=True, text=True, check=False, timeout=300, env={**os.environ, **(env or {})},
    )  # fmt: skip


def documents(out: Path) -> dict[str, str]:
    """All that is left, manifest and check pack included, but for the two files that the clock is in."""
    return {
        str(p.relative_to(out)): sha256(p.read_bytes()).hexdigest()
        for p in sorted(out.rglob("*"))
        if p.is_file() and ".briefgen" not in p.parts and p.name not in ("times.json", "slowest.csv")
    }


def figures(out: Path) -> dict[str, str]:
    """The documents alone: a run that was forced or mended says so in its manifest."""
    return {name: mark for name, mark in documents(out).items() if name.startswith("E")}


def unfinished(out: Path) -> list[Path]:
    """Temporaries, wherever they might lie."""
    kept = out / ".briefgen"
    return [*(kept / "unfinished").iterdir(), *(p for p in out.rglob(".*") if p != kept)]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("batch") / "out"
    finished = batch(out)
    assert finished.returncode == 0, finished.stderr
    return out


def test_what_it_leaves(done: Path) -> None:
    manifest = json.loads((done / "manifest.json").read_text())
    assert sorted(manifest["areas"]) == AREAS
    marks = manifest["beside"] | {n: m for entry in manifest["areas"].values() for n, m in entry["files"].items()}
    left = {n: m for n, m in documents(done).items() if n != "manifest.json"}
    assert marks == left  # every output is vouched for, and nothing else is there
    assert len(manifest["inputs"]) > 300
    table = "data/observations.csv"
    assert manifest["inputs"][table] == sha256((resources.data_dir() / "observations.csv").read_bytes()).hexdigest()
    assert sorted(json.loads((done / "times.json").read_text())) == AREAS
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
    assert figures(tmp_path / "copy") == figures(done)
    entries = json.loads((tmp_path / "copy" / "manifest.json").read_text())["areas"].values()
    assert {(entry["because"], entry["facts_changed_in_all"]) for entry in entries} == {("forced", 0)}


def test_a_file_that_was_touched_is_made_again(done: Path, tmp_path: Path) -> None:
    out = tmp_path / "copy"
    shutil.copytree(done, out)
    (out / "E06000002-middlesbrough.csv").write_text("spoilt")
    assert "1 written, 3 unchanged" in batch(out).stderr
    assert figures(out) == figures(done)
    because = {key: e["because"] for key, e in json.loads((out / "manifest.json").read_text())["areas"].items()}
    assert because == dict.fromkeys(AREAS, "new") | {"E06000002": "a file was missing or changed"}


def test_what_stands_beside_the_documents_is_made_again_when_nothing_else_is(done: Path, tmp_path: Path) -> None:
    """As after a run that was killed between its last document and its index."""
    out = tmp_path / "copy"
    shutil.copytree(done, out)
    (out / "index.html").unlink()
    finished = batch(out)
    assert finished.returncode == 0, finished.stderr
    assert "0 written, 4 unchanged" in finished.stderr
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
    manifest = json.loads((out / "manifest.json").read_text())
    entry = manifest["areas"]["E07000122"]
    before, after = entry["facts_changed"]["inactivity.value"]
    assert before != after
    assert entry["because"] == "figures"
    assert manifest["inputs_changed"] == ["data/observations.csv"]
    assert {key for key, e in manifest["areas"].items() if e["facts_changed"]} == {"E07000122"}


def test_a_changed_name_or_source_is_seen_though_no_figure_is(done: Path, writable_data: Path, tmp_path: Path) -> None:
    out = tmp_path / "copy"
    shutil.copytree(done, out)
    path = writable_data / "catalogue" / "sources.toml"
    path.write_text(path.read_text().replace('publisher = "', 'publisher = "The '))
    assert "4 written" in batch(out, env={"BRIEFGEN_DATA": str(writable_data)}).stderr
    entries = json.loads((out / "manifest.json").read_text())["areas"].values()
    assert {entry["because"] for entry in entries} == {"names, sources or notes of the data"}


def test_a_dot_of_another_area_is_named_as_the_picture_it_is_in(
    done: Path, writable_data: Path, tmp_path: Path
) -> None:
    """A figure of an area that is not in the batch stands in the others' pictures: they are made again, and say which."""
    out = tmp_path / "copy"
    shutil.copytree(done, out)
    path = writable_data / "observations.csv"
    lines = path.read_text().splitlines(keepends=True)
    at = [i for i, line in enumerate(lines) if line.startswith("hle,E08000035")]
    for i in at:
        cells = lines[i].split(",")
        cells[4] = str(float(cells[4]) + 0.2)
        lines[i] = ",".join(cells)
    path.write_text("".join(lines))
    assert "4 written" in batch(out, env={"BRIEFGEN_DATA": str(writable_data)}).stderr
    for entry in json.loads((out / "manifest.json").read_text())["areas"].values():
        assert entry["because"] == "figures"
        assert entry["pictures_changed"]


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
    outcome = small_run(tmp_path, limit=0.05)
    assert [(done.code, done.step) for done in outcome.failed] == [("E10000017", "time"), ("E06000053", "time")]
    assert not list(tmp_path.glob("*.pdf"))


def small_run(out: Path, limit: float) -> Outcome:
    job = Job(store_at(str(out)), ("pdf",), AS_OF, None, "inputs", "style")
    units = [Unit(GssCode(code)) for code in ("E10000017", "E06000053")]
    return run(job, units, local(1, limit), lambda done: None, lambda job, outcome: None)


def test_a_worker_that_may_not_have_the_memory_to_start_says_so(tmp_path: Path) -> None:
    finished = batch(tmp_path / "out", "--memory", "300", "--format", "pdf")
    assert finished.returncode == 1
    rows = list(csv.DictReader((tmp_path / "out" / "failures.csv").open()))
    assert [(row["area"], row["step"]) for row in rows] == [(code, "start") for code in AREAS]
    assert {row["reason"] for row in rows} == {"needed more than 300 MB of memory"}
    assert not figures(tmp_path / "out")


def test_an_area_that_needs_more_memory_than_there_is_fails_alone() -> None:
    """In a process of its own: warm, then allowed a few megabytes more than it has."""
    program = """if True:
        import resource
        from briefgen.delivery.store import store_at
        from briefgen.model.codes import GssCode
        from briefgen.pipeline.batch import job as batch, work
        from briefgen.pipeline.batch.unit import Unit
        from briefgen.pipeline.edition import AS_OF
        job = batch.Job(store_at("."), ("csv", "html"), AS_OF, None, "", "", memory_mb=0)
        work.warm(job)
        unit = Unit(GssCode("E10000017"))
        most = int(work._peak_mb()) + 1
        resource.setrlimit(resource.RLIMIT_AS, (most << 20, most << 20))
        job = batch.Job(store_at("."), ("csv", "html"), AS_OF, None, "", "", memory_mb=most)
        done = work.draw(job, unit, None).done
        assert done.status == "failed", done
        assert done.reason == f"needed more than {most} MB of memory", done
        print("struck in", done.step)
    """
    finished = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=120)
    assert finished.stdout.startswith("struck in"), finished.stderr


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


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real disk of two megabytes, where this machine lets us mount one."""
    path = tmp_path / "disk"
    path.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(path)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no right to mount a small disk here")
    yield path
    subprocess.run(["umount", str(path)], check=True)


def test_a_full_disk_is_a_sentence_and_breaks_nothing(small_disk: Path, done: Path) -> None:
    finished = batch(small_disk, "--format", "csv,html,json")
    assert finished.returncode == 2
    assert "is full; free some space and run the same command again." in finished.stderr
    assert "Traceback" not in finished.stderr
    there = figures(small_disk)
    assert 0 < len(there) < 12
    assert all(mark == figures(done).get(name, mark) for name, mark in there.items())  # whole, or not there
    assert not unfinished(small_disk)


def children(pid: int) -> list[int]:
    """Whose parent `pid` is; read from the kernel, since a small machine has no ps."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # ended meanwhile
            if path.read_text().rsplit(")", 1)[1].split()[1] == str(pid):
                found.append(int(path.parent.name))
    return found


def alive(pid: int) -> bool:
    """Running, and no zombie that only waits to be read."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize(
    ("sign", "group"),
    [(signal.SIGINT, True), (signal.SIGTERM, False), (signal.SIGTERM, True), (signal.SIGKILL, False)],
)
def test_however_it_is_stopped_no_worker_is_left(tmp_path: Path, sign: signal.Signals, group: bool) -> None:
    """Ctrl-C goes to all of a terminal's processes, a service manager's polite kill to all of a service's; others to one.

    A shell without a terminal starts what is to run beside it with Ctrl-C ignored, the tests too, and that is inherited.
    """
    run = subprocess.Popen(
        [*AT_A_TERMINAL, "--all", "--out", str(tmp_path / "out"), "--jobs", "2", "--format", "csv"],
        stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    workers: list[int] = []
    try:
        deadline = time.monotonic() + 120
        while not list((tmp_path / "out").glob("E*.csv")) and time.monotonic() < deadline:
            workers = children(run.pid)
            time.sleep(0.05)
        assert len(workers) >= 2
        (os.killpg if group else os.kill)(run.pid, sign)
        _, said = run.communicate(timeout=60)
        if sign is not signal.SIGKILL:
            assert run.returncode == 130
            assert re.fullmatch(
                r"briefgen: stopped with \d+ written to .*; the same command goes on from there.", said.strip()
            )
        deadline = time.monotonic() + 20
        while any(map(alive, workers)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert [pid for pid in workers if alive(pid)] == []
    finally:
        if run.poll() is None:  # all of them, so that a test that failed leaves no batch of 317 running
            os.killpg(run.pid, signal.SIGKILL)
            run.wait()


@pytest.mark.slow
def test_killed_at_random_moments_nothing_is_lost_or_half_written(done: Path, tmp_path: Path) -> None:
    """kill -9 to the whole run, then the same command: the documents are those of an uninterrupted run."""
    out, chance, killed = tmp_path / "out", random.Random(7), 0
    for _ in range(20):
        run = subprocess.Popen(
            [*COMMAND, *AREAS, "--out", str(out), "--jobs", "2", "--format", "csv,html", "--quiet"],
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
    assert not unfinished(out)


def test_the_gate_refuses_a_file_of_another_area(session: Session, briefing: Callable, document: Callable) -> None:  # type: ignore[type-arg]
    own = session.renderer.documents(briefing("E06000002"))
    gate(own, "pdf", document("E06000002", "pdf"))
    with pytest.raises(AuditError, match="another area"):
        gate(own, "pdf", document("E07000122", "pdf"))


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
    assert len(lines) == len(finished.stderr.splitlines())  # nothing but JSON
    assert [line["area"] for line in lines if line["event"] == "area"] == ["E06000002", "E06000009"]
    assert lines[-1]["event"] == "end"
    assert all(datetime.fromisoformat(line["time"]).tzinfo for line in lines)


def test_a_fault_is_a_line_of_the_log_too(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file where the folder should be")
    finished = batch(tmp_path / "out", "--log-json")
    line = json.loads(finished.stderr)
    assert (line["event"], line["code"], finished.returncode) == ("fault", 2, 2)


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
