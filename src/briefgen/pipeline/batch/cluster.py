"""Beyond one machine: the same work on the workers of a Dask scheduler (extra `cluster`).

Workers draw and audit; this process writes, so that one address has one writer. A lost worker's documents are made
elsewhere by the scheduler; a worker whose program or figures differ is refused by name, also one that comes late.
"""

import time
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import Any

from briefgen.errors import InstallError, UsageError
from briefgen.pipeline.batch.commit import commit
from briefgen.pipeline.batch.dask_worker import Far, Refused, draw_far
from briefgen.pipeline.batch.fingerprint import fingerprint, options_of
from briefgen.pipeline.batch.job import Done, Engine, Job, Task, failed

PATIENCE = 20  # seconds: for the scheduler to answer, and for a worker to be there
RETRIES = 2  # of a document whose worker was lost


def cluster(scheduler: str | None, limit: float) -> Engine:
    """An engine for `run`. Raises InstallError without the extra."""
    if find_spec("distributed") is None:
        raise InstallError("Dask is not installed; run: pip install briefgen[cluster]")
    return lambda job, tasks: _made(job, tasks, str(scheduler), limit)


def _made(job: Job, tasks: Sequence[Task], scheduler: str, limit: float) -> Iterator[Done]:
    from distributed import Client

    # The folders of this machine mean nothing on another: a worker uses its own installed templates. A brand has been
    # read by now, and goes along whole.
    if job.templates is not None:
        raise UsageError(
            "--templates cannot be used with --engine dask; install them with the program on every worker."
        )
    try:
        client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except OSError as error:
        raise UsageError(f"No Dask scheduler answers at {scheduler} ({error}); check the address.") from error
    with client:
        _same(client, job)
        far = Far(job.formats, job.as_of, job.inputs, job.style, limit, job.brand)
        futures = {
            client.submit(draw_far, far, task.unit, task.held, retries=RETRIES, pure=False): task for task in tasks
        }
        for future in _ended(client, futures):
            task = futures.pop(future)
            try:
                made = future.result()
            except Exception as error:
                yield failed(task.unit, "worker", f"{type(error).__name__}: {error}").done
                continue
            if isinstance(made, Refused):
                raise _other(made.worker)
            yield commit(job, task, made)
            future.release()  # its files leave the worker's memory


def _ended(client: Any, futures: dict[Any, Task]) -> Iterator[Any]:
    """Futures as they end. Raises UsageError when there has been no worker for a while."""
    from distributed import as_completed

    ended = as_completed(list(futures), loop=client.loop)
    seen = time.monotonic()
    while futures:
        if ended.has_ready():
            yield from ended.next_batch(block=False)
            seen = time.monotonic()
            continue
        time.sleep(0.05)
        if time.monotonic() - seen < PATIENCE:
            continue
        if not client.scheduler_info(n_workers=-1)["workers"]:
            raise UsageError(
                f"The scheduler has lost all its workers; start some, then run the same command again "
                f"({len(futures)} documents are left)."
            )
        seen = time.monotonic()


def _same(client: Any, job: Job) -> None:
    """Every worker must have this very program and these very figures."""
    found: dict[str, str] = client.run(fingerprint, options_of(job.formats, job.as_of, job.brand))
    if not found:
        raise UsageError("The scheduler has no workers; start some with: dask worker ADDRESS")
    for worker, mark in sorted(found.items()):
        if mark != job.inputs:
            raise _other(worker)


def _other(worker: str) -> UsageError:
    return UsageError(f"The worker {worker} has another version or other figures; install the same on it, or stop it.")
