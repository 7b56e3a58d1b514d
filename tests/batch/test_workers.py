"""What a run promises of its workers: none outlives it, one that dies takes one document along, none works twice at once."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import date
from pathlib import Path

import pytest

from briefgen.model.codes import GssCode
from briefgen.pipeline.batch import dask_worker as far
from briefgen.pipeline.batch.dask_worker import Far, draw_far
from briefgen.pipeline.batch.job import Drawn, Job, failed
from briefgen.pipeline.batch.unit import Unit

# A real pool, whose documents are made by `made`: no figures, so a start takes no time.
POOL = """if True:
    import json, os, signal, sys, time
    from datetime import date
    from pathlib import Path
    from briefgen.delivery.store import store_at
    from briefgen.model.codes import GssCode
    from briefgen.pipeline.batch import pool
    from briefgen.pipeline.batch.job import Done, Job
    from briefgen.pipeline.batch.run import run
    from briefgen.pipeline.batch.unit import Unit

    out, way = sys.argv[1:]

    def made(job, task):
        if way == "sleeps":
            Path(out, f"{task.unit.key}.pid").write_text(str(os.getpid()))
            time.sleep(300)
        elif task.unit.key == "E06000009":
            os.kill(os.getpid(), signal.SIGKILL)  # as a system short of memory does
        return Done(task.unit.key, "written")

    pool.make_and_commit, pool.warm = made, lambda job: None
    job = Job(store_at(out), ("csv",), date(2026, 11, 23), None, "inputs", "style")
    units = [Unit(GssCode(code)) for code in ("E06000002", "E06000009", "E06000053", "E06000010")]
    outcome = run(job, units, pool.local(2, 600), lambda done: None, lambda job, outcome: None)
    print(json.dumps([outcome.written, [(d.code, d.step, d.reason) for d in outcome.failed]]))
"""


def start(out: Path, way: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, "-c", POOL, str(out), way], stdout=subprocess.PIPE, text=True)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends a worker with the process that started it")
def test_a_worker_deep_in_a_document_ends_with_a_run_that_is_killed(tmp_path: Path) -> None:
    """No pipe is looked at while a document is drawn: without the kernel's signal it would draw on, and write."""
    run = start(tmp_path, "sleeps")
    deadline = time.monotonic() + 60
    while len(found := list(tmp_path.glob("*.pid"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.2)  # until both are written whole
    workers = [int(path.read_text()) for path in found]
    assert len(workers) == 2
    assert all(map(alive, workers))
    run.send_signal(signal.SIGKILL)
    run.wait(timeout=30)
    try:
        deadline = time.monotonic() + 20
        while any(map(alive, workers)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert [pid for pid in workers if alive(pid)] == []
    finally:
        for pid in filter(alive, workers):
            os.kill(pid, signal.SIGKILL)


def test_a_worker_that_is_killed_takes_its_document_along_and_no_other(tmp_path: Path) -> None:
    run = start(tmp_path, "dies")
    said, _ = run.communicate(timeout=120)
    written, faults = json.loads(said)
    assert written == ["E06000002", "E06000053", "E06000010"]
    assert [(code, step) for code, step, _ in faults] == [("E06000009", "worker")]
    assert faults[0][2].startswith("its worker ended (")


def test_a_far_worker_of_many_threads_draws_one_document_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """They share one warm session, which holds the briefing in hand."""
    units = [Unit(GssCode(code)) for code in ("E06000002", "E06000009", "E06000053", "E06000010")]
    ready, inside, most = threading.Barrier(len(units)), 0, 0

    def drawn(job: Job, unit: Unit, held: str | None) -> Drawn:
        nonlocal inside, most
        inside += 1
        most = max(most, inside)
        time.sleep(0.1)  # gives the other threads every chance
        inside -= 1
        return failed(unit, "seen", "")

    monkeypatch.setattr(far, "draw", drawn)
    monkeypatch.setattr(far, "_warm", lambda job: None)
    monkeypatch.setattr(far, "_mark", lambda options: "inputs")

    def work(unit: Unit) -> None:
        ready.wait()
        draw_far(Far(("csv",), date(2026, 11, 23), "inputs", "style", 60), unit, None)

    threads = [threading.Thread(target=work, args=(unit,)) for unit in units]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert most == 1
    assert inside == 0
