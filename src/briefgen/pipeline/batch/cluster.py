"""Beyond one machine: the same work on the workers of a Dask scheduler (extra `cluster`).

Workers draw and audit; this process writes, so that one folder has one writer. A lost worker's areas are run elsewhere
by the scheduler; a worker whose program or figures differ is refused by name.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.util import find_spec
from typing import Any

from briefgen.errors import InstallError, UsageError
from briefgen.pipeline.batch.fingerprint import fingerprint
from briefgen.pipeline.batch.run import Engine
from briefgen.pipeline.batch.work import Done, Job, draw, held, keep

PATIENCE = "20s"  # for the scheduler to answer
RETRIES = 2


def cluster(scheduler: str | None, limit: float) -> Engine:
    """An engine for `run`. Raises InstallError without the extra."""
    if find_spec("distributed") is None:
        raise InstallError("Dask is not installed; run: pip install briefgen[cluster]")
    return lambda job, codes: _made(job, codes, str(scheduler), limit)


def _made(job: Job, codes: Sequence[str], scheduler: str, limit: float) -> Iterator[Done]:
    from distributed import Client, as_completed

    # The folders of this machine mean nothing on another: a worker uses its own installed templates.
    if job.templates is not None:
        raise UsageError(
            "--templates cannot be used with --engine dask; install them with the program on every worker."
        )
    try:
        client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except OSError as error:
        raise UsageError(f"No Dask scheduler answers at {scheduler} ({error}); check the address.") from error
    with client:
        workers = _same(client, job)
        keys = {code: (state.key if (state := held(job, code)) else None) for code in codes}
        remote = replace(job, memory_mb=0)
        futures = {
            client.submit(draw, remote, code, keys[code], workers=workers, retries=RETRIES, pure=False): code
            for code in codes
        }
        for future in as_completed(futures, loop=client.loop):
            try:
                yield keep(job, future.result(timeout=limit))
            except Exception as error:
                yield Done(futures[future], "failed", step="worker", reason=f"{type(error).__name__}: {error}")


def _same(client: Any, job: Job) -> list[str]:
    """The workers with this very program and these very figures."""
    options = (*job.formats, job.as_of.isoformat(), *([job.brand.word] if job.brand else []))
    found: dict[str, str] = client.run(fingerprint, options)
    same = [worker for worker, mark in found.items() if mark == job.inputs]
    other = sorted(set(found) - set(same))
    if other:
        raise UsageError(
            f"The worker {other[0]} has another version or other figures; install the same on it, or stop it."
        )
    if not same:
        raise UsageError("The scheduler has no workers; start some with: dask worker ADDRESS")
    return same
