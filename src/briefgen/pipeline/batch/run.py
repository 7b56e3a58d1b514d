"""The run: what must be made, by whom, and what is left behind."""

import csv
import io
import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import TimeoutError as TooLongError
from dataclasses import dataclass, field
from pathlib import Path

import filelock
import pebble

from briefgen.delivery.files import write_file
from briefgen.errors import UsageError
from briefgen.pipeline.batch.fingerprint import versions
from briefgen.pipeline.batch.state import FOLDER, AreaState, read_state
from briefgen.pipeline.batch.work import Done, Job, make, warm

RECYCLE = 200  # documents a worker makes before it is replaced: memory that libraries keep is given back
LEAST_FREE = 50_000_000  # bytes


@dataclass(slots=True)
class Outcome:
    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: list[Done] = field(default_factory=list)


Report = Callable[[Done], None]


Engine = Callable[[Job, Sequence[str]], Iterator[Done]]


def local(jobs: int, limit: float) -> Engine:
    """Workers of this machine, `limit` seconds an authority at most."""
    return lambda job, codes: _made(job, codes, jobs, limit)


def run(job: Job, codes: Sequence[str], engine: Engine, report: Report) -> Outcome:
    """Every authority in `codes`; `report` is called as each ends.

    Raises UsageError when another run holds the folder or the disk is full.
    """
    (job.out / FOLDER).mkdir(parents=True, exist_ok=True)
    lock = filelock.FileLock(job.out / FOLDER / "lock", timeout=0)
    try:
        with lock:
            _sweep(job.out)
            outcome = Outcome()
            due = list(_due(job, codes, outcome))
            for done in engine(job, due) if due else ():
                {"written": outcome.written, "unchanged": outcome.unchanged}.get(done.status, []).append(done.code)
                if done.status == "failed":
                    outcome.failed.append(done)
                report(done)
            leave(job, outcome)
            return outcome
    except filelock.Timeout:
        raise UsageError(
            f"Another batch is writing to {job.out}; wait for it, or give another folder with --out."
        ) from None


def _sweep(out: Path) -> None:
    """Temporary files of a run that was killed."""
    for path in (*out.glob(".E*.*"), *(out / FOLDER).glob(".E*.*")):
        path.unlink(missing_ok=True)


def _due(job: Job, codes: Sequence[str], outcome: Outcome) -> Iterator[str]:
    """Without starting a worker: where the run's inputs are the same and the files are whole, nothing is due."""
    for code in codes:
        old = None if job.force else read_state(job.out, code)
        if old is not None and old.inputs == job.inputs and old.whole(job.out):
            outcome.unchanged.append(code)
        else:
            yield code


def _made(job: Job, codes: Sequence[str], jobs: int, limit: float) -> Iterator[Done]:
    if jobs == 1 and limit <= 0:
        for code in codes:
            yield make(job, code)
        return
    with pebble.ProcessPool(
        max_workers=min(jobs, len(codes)), max_tasks=RECYCLE, initializer=warm, initargs=(job,)
    ) as pool:
        futures = [(code, pool.schedule(make, args=(job, code), timeout=limit or None)) for code in codes]
        try:
            for code, future in futures:
                try:
                    done = future.result()
                except TooLongError:
                    done = Done(code, "failed", step="time", reason=f"took longer than {limit:g} seconds")
                except (pebble.ProcessExpired, MemoryError) as error:
                    done = Done(code, "failed", step="worker", reason=f"its worker ended ({error})")
                if done.status == "failed" and shutil.disk_usage(job.out).free < LEAST_FREE:
                    raise UsageError(f"The disk of {job.out} is full; free some space and run the same command again.")
                yield done
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def leave(job: Job, outcome: Outcome) -> None:
    """manifest.json over everything the folder holds, and failures.csv of this run."""
    states = [s for path in sorted((job.out / FOLDER).glob("E*.json")) if (s := read_state(job.out, path.stem))]
    manifest = {
        "edition": job.as_of.isoformat(),
        "inputs": job.inputs,
        "versions": list(versions()),
        "formats": list(job.formats),
        "areas": {s.code: _entry(s, job) for s in states},
        "failed": sorted(done.code for done in outcome.failed),
    }
    write_file(job.out / "manifest.json", (json.dumps(manifest, indent=1, sort_keys=True) + "\n").encode())
    rows = io.StringIO()
    writer = csv.writer(rows, lineterminator="\n")
    writer.writerow(("area", "step", "reason"))
    writer.writerows((done.code, done.step, done.reason) for done in sorted(outcome.failed, key=lambda d: d.code))
    write_file(job.out / "failures.csv", rows.getvalue().encode())


def _entry(state: AreaState, job: Job) -> dict[str, object]:
    return {"key": state.key, "files": state.files, "seconds": state.seconds, "facts_changed": list(state.changed[:50])}


def processors() -> int:
    """Those this process may use, which in a container are fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
