"""Workers of this machine: warm processes, a limit of time and memory each, none left behind."""

import ctypes
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import TimeoutError as TooLongError
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any

import pebble

from briefgen.errors import UsageError
from briefgen.pipeline.batch.commit import commit
from briefgen.pipeline.batch.job import Done, Drawn, Engine, Job, Task, failed
from briefgen.pipeline.batch.work import draw, make_and_commit, warm

RECYCLE = 200  # documents a worker makes before it is replaced: memory that libraries keep is given back


def local(jobs: int, limit: float) -> Engine:
    """Workers of this machine, `limit` seconds a document at most."""
    return lambda job, tasks: _made(job, tasks, jobs, limit)


def _start(job: Job, parent: int) -> None:
    """A worker ends with the run that started it, even when that is killed (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:
            os._exit(1)
    warm(job)


def _made(job: Job, tasks: Sequence[Task], jobs: int, limit: float) -> Iterator[Done]:
    # The client of a far store keeps threads and sockets, which a forked worker must not inherit; and one writer there.
    is_local = job.store.is_local
    with pebble.ProcessPool(
        max_workers=min(jobs, len(tasks)), max_tasks=RECYCLE, initializer=_start, initargs=(job, os.getpid()),
        context=get_context("fork" if is_local and sys.platform == "linux" else "spawn"),
    ) as pool:  # fmt: skip
        call, arguments = (
            (make_and_commit, [(job, task) for task in tasks])
            if is_local
            else (draw, [(job, t.unit, t.held) for t in tasks])
        )
        futures = [
            (task, pool.schedule(call, args=given, timeout=limit)) for task, given in zip(tasks, arguments, strict=True)
        ]
        try:
            for task, future in futures:
                made = _result(task, future, limit)
                done = commit(job, task, made) if isinstance(made, Drawn) else made
                if done.status == "failed" and job.store.full():
                    raise UsageError(
                        f"The disk of {job.store.address} is full; free some space and run the same command again."
                    )
                yield done
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def _result(task: Task, future: "pebble.ProcessFuture[Any]", limit: float) -> Done | Drawn:
    try:
        made: Done | Drawn = future.result()
        return made
    except TooLongError:
        return failed(task.unit, "time", f"took longer than {limit:g} seconds").done
    except (pebble.ProcessExpired, BrokenProcessPool, MemoryError) as error:
        return failed(task.unit, "worker", f"its worker ended ({error})").done
