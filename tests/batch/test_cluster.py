"""Beyond one machine: a real scheduler and two real workers on loopback, one of them killed."""

import io
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from briefgen.delivery.store import store_at
from briefgen.errors import UsageError
from briefgen.model.codes import GssCode
from briefgen.pipeline.batch import cluster as far_cluster
from briefgen.pipeline.batch.cluster import cluster
from briefgen.pipeline.batch.fingerprint import made_from
from briefgen.pipeline.batch.job import Job
from briefgen.pipeline.batch.run import run
from briefgen.pipeline.batch.unit import Unit
from briefgen.pipeline.edition import AS_OF

BIN = Path(sys.executable).parent
AREAS = ["E06000002", "E06000009", "E06000053", "E07000122", "E09000020", "E06000010"]


def start(*arguments: str, env: dict[str, str] | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [str(BIN / "dask"), *arguments],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        env={**os.environ, **(env or {})},
    )


@pytest.fixture
def scheduler() -> Iterator[str]:
    process = start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
    assert process.stderr is not None
    try:
        address = next(m[1] for line in process.stderr if (m := re.search(r"Scheduler at:\s+(tcp://\S+)", line)))
        yield address
    finally:
        process.terminate()
        process.wait(timeout=30)


def worker(
    scheduler: str, name: str, folder: Path, env: dict[str, str] | None = None, threads: int = 1
) -> subprocess.Popen[str]:
    return start("worker", scheduler, "--host", "127.0.0.1", "--nthreads", str(threads), "--no-nanny", "--no-dashboard", "--name", name,
                 "--local-directory", str(folder), env=env)  # fmt: skip


def batch(out: Path, *options: str, areas: list[str] = AREAS) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from briefgen.cli import main; main()", "batch", *areas, "--out", str(out), "--format", "csv,html", *options],
        capture_output=True, text=True, check=False, timeout=240,
    )  # fmt: skip


def documents(out: Path) -> dict[str, str]:
    return {p.name: sha256(p.read_bytes()).hexdigest() for p in sorted(out.glob("E*.*"))}


@pytest.mark.slow
def test_one_worker_killed_the_outputs_are_those_of_this_machine(scheduler: str, tmp_path: Path) -> None:
    workers = [worker(scheduler, name, tmp_path / name) for name in ("one", "two")]
    try:
        time.sleep(4)
        run = subprocess.Popen(
            [sys.executable, "-c", "from briefgen.cli import main; main()", "batch", *AREAS, "--out", str(tmp_path / "far"),
             "--format", "csv,html", "--engine", "dask", "--scheduler", scheduler],
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        deadline = time.monotonic() + 60
        while not list((tmp_path / "far").glob("E*.csv")) and time.monotonic() < deadline:
            time.sleep(0.05)
        workers[0].send_signal(signal.SIGKILL)
        _, said = run.communicate(timeout=200)
        assert run.returncode == 0, said
        assert "6 written" in said
    finally:
        for process in workers:
            process.kill()
            process.wait()
    assert batch(tmp_path / "near").returncode == 0
    assert documents(tmp_path / "far") == documents(tmp_path / "near")


@pytest.mark.slow
def test_a_worker_with_other_figures_is_refused_by_name(scheduler: str, tmp_path: Path, writable_data: Path) -> None:
    path = writable_data / "gradients.csv"
    path.write_text(path.read_text() + "\n")
    other = worker(scheduler, "odd", tmp_path / "odd", env={"BRIEFGEN_DATA": str(writable_data)})
    try:
        time.sleep(4)
        done = batch(tmp_path / "out", "--engine", "dask", "--scheduler", scheduler)
        assert done.returncode == 2
        assert "has another version or other figures" in done.stderr
        assert "tcp://127.0.0.1" in done.stderr
    finally:
        other.kill()
        other.wait()


@pytest.mark.slow
def test_an_address_as_output_a_limit_of_time_and_a_worker_of_many_threads(
    scheduler: str, tmp_path: Path, writable_data: Path
) -> None:
    """In this process, where the memory filesystem is: first too little time, then enough; then a worker that came late."""
    job = Job(store_at("memory://far"), ("csv", "html"), AS_OF, None, *marks())
    units = [Unit(GssCode(code)) for code in AREAS[:4]]
    busy = worker(scheduler, "busy", tmp_path / "busy", threads=4)
    late = None
    try:
        time.sleep(4)
        outcome = run(job, units, cluster(scheduler, 0.02), lambda done: None, lambda job, outcome: None)
        assert [(done.step, done.reason) for done in outcome.failed] == [("time", "took longer than 0.02 seconds")] * 4
        assert job.store.contents("") == {}
        outcome = run(job, units, cluster(scheduler, 120), lambda done: None, lambda job, outcome: None)
        assert sorted(outcome.written) == sorted(AREAS[:4])
        far = {name: sha256(content).hexdigest() for name, content in job.store.contents("").items()}
        assert batch(tmp_path / "near", areas=AREAS[:4]).returncode == 0
        assert far == documents(tmp_path / "near")
        (writable_data / "gradients.csv").open("a").write("\n")
        late = worker(scheduler, "late", tmp_path / "late", env={"BRIEFGEN_DATA": str(writable_data)})
        time.sleep(4)
        with pytest.raises(UsageError, match=r"worker tcp://127\.0\.0\.1:\d+ has another version or other figures"):
            run(replace(job, force=True), units, cluster(scheduler, 120), lambda d: None, lambda j, o: None)
    finally:
        for process in filter(None, (busy, late)):
            process.kill()
            process.wait()


@pytest.mark.slow
def test_a_brand_goes_to_the_workers_whole_and_stays_with_its_run(scheduler: str, tmp_path: Path) -> None:
    """One worker, one run after another: branded, plain, another brand, and the first again."""
    logo = io.BytesIO()
    Image.new("RGB", (80, 40), "#005A30").save(logo, "PNG")
    brands = {}
    for name in ("Middlesbrough Council", "Tees Partnership"):
        folder = tmp_path / name.split()[0]
        folder.mkdir()
        (folder / "logo.png").write_bytes(logo.getvalue())
        brands[name] = folder / "brand.toml"
        brands[name].write_text(f'name = "{name}"\nlogo = "logo.png"\nprimary = "#005A30"\n')
    one, two = (["--brand", str(path)] for path in brands.values())
    far = ["--engine", "dask", "--scheduler", scheduler]
    process = worker(scheduler, "only", tmp_path / "only")
    seen: list[dict[str, str]] = []
    try:
        time.sleep(4)
        for at, brand in enumerate((one, [], two, one)):
            done = batch(tmp_path / f"far-{at}", *far, *brand, areas=AREAS[:2])
            assert "2 written" in done.stderr, done.stderr
            seen.append(documents(tmp_path / f"far-{at}"))
        assert "0 written, 2 unchanged" in batch(tmp_path / "far-0", *far, *one, areas=AREAS[:2]).stderr
        assert "2 written" in batch(tmp_path / "far-0", *far, *two, areas=AREAS[:2]).stderr  # a brand is in the key
        assert documents(tmp_path / "far-0") == seen[2]
    finally:
        process.kill()
        process.wait()
    assert seen[3] == seen[0]
    for at, brand in enumerate((one, [], two)):
        batch(tmp_path / f"near-{at}", *brand, areas=AREAS[:2])
        assert documents(tmp_path / f"near-{at}") == seen[at]
    page = (tmp_path / "far-3" / "E06000002-middlesbrough.html").read_text()
    assert "Middlesbrough Council" in page
    assert "Tees Partnership" not in page


def test_a_brand_that_cannot_be_read_is_refused_before_a_scheduler_is_asked(tmp_path: Path) -> None:
    (tmp_path / "brand.toml").write_text('name = "Hull"\nlogo = "none.png"\n')
    done = batch(
        tmp_path / "out",
        "--engine",
        "dask",
        "--scheduler",
        "tcp://127.0.0.1:9",
        "--brand",
        str(tmp_path / "brand.toml"),
    )
    assert done.returncode == 2
    assert "there is no logo file" in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.slow
def test_a_worker_that_joins_a_run_under_way_with_other_figures_is_refused_by_name(
    scheduler: str, tmp_path: Path, writable_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All workers were asked at the start, so only the late one itself can tell: its first document says no."""
    (writable_data / "gradients.csv").open("a").write("\n")
    job = Job(store_at(str(tmp_path / "out")), ("csv", "html"), AS_OF, None, *marks())
    units = [Unit(GssCode(code)) for code in AREAS]
    workers = [worker(scheduler, "good", tmp_path / "good")]
    asked = far_cluster._same

    def asked_then_joined(client: Any, job: Job) -> None:
        client.wait_for_workers(1, timeout=60)
        asked(client, job)
        workers.append(worker(scheduler, "late", tmp_path / "late", env={"BRIEFGEN_DATA": str(writable_data)}))
        client.wait_for_workers(2, timeout=60)
        late.extend(a for a, held in client.scheduler_info(n_workers=-1)["workers"].items() if held["name"] == "late")

    late: list[str] = []
    monkeypatch.setattr(far_cluster, "_same", asked_then_joined)
    try:
        with pytest.raises(UsageError, match="has another version or other figures") as refused:
            run(job, units, cluster(scheduler, 120), lambda done: None, lambda job, outcome: None)
        assert late
        assert f"The worker {late[0]} has" in str(refused.value)
    finally:
        for process in workers:
            process.kill()
            process.wait()


def marks() -> tuple[str, str]:
    made = made_from(("csv", "html", AS_OF.isoformat()))
    return made.whole, made.style


def test_no_scheduler_is_a_sentence(tmp_path: Path) -> None:
    done = batch(tmp_path / "out", "--engine", "dask")
    assert done.returncode == 2
    assert "go together" in done.stderr
