"""One document on a worker of a cluster: its own install, its own check, a limit of time."""

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache

from briefgen.delivery.store import store_at
from briefgen.model.brand import Brand
from briefgen.pipeline.batch.fingerprint import fingerprint, options_of
from briefgen.pipeline.batch.job import Drawn, Job, failed
from briefgen.pipeline.batch.unit import Unit
from briefgen.pipeline.batch.work import draw, warm

_mark = cache(fingerprint)
_one = threading.Lock()
_warmed: Job | None = None


@dataclass(frozen=True, slots=True)
class Far:
    """What a far worker must know of the run: no folder of another machine. limit: seconds a document.

    brand: as it was read, its logo's bytes included; its digest is part of `inputs` and `style`.
    """

    formats: tuple[str, ...]
    as_of: date
    inputs: str
    style: str
    limit: float
    brand: Brand | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    worker: str


class _TooLongError(BaseException):
    """Raised inside the drawing; no handler of a fault catches it."""


def draw_far(far: Far, unit: Unit, held: str | None) -> Drawn | Refused:
    """Never two at a time in one process: a worker with several threads shares one warm session."""
    from distributed import get_worker

    if _mark(options_of(far.formats, far.as_of, far.brand)) != far.inputs:
        return Refused(str(get_worker().address))
    # Nothing is written here; the address is only there because a job has one. Dask minds the memory.
    job = Job(store_at("."), far.formats, far.as_of, None, far.inputs, far.style, memory_mb=0, brand=far.brand)
    with _one:
        _warm(job)
        try:
            with _at_most(far.limit):
                return draw(job, unit, held)
        except _TooLongError:
            return failed(unit, "time", f"took longer than {far.limit:g} seconds")


def _warm(job: Job) -> None:
    """Not part of the first document's time. A worker serves one run after another, or two by turns, each as it asked."""
    global _warmed
    if job != _warmed:
        _warmed = None
        warm(job)
        _warmed = job


@contextmanager
def _at_most(seconds: float) -> Iterator[None]:
    """_TooLongError in this thread after so long. A Dask worker may be a thread of any process, so none can be killed."""
    thread, ended = threading.get_ident(), threading.Lock()

    def strike() -> None:
        with ended:
            if timer.is_alive() and not done:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(_TooLongError))

    done = False
    timer = threading.Timer(seconds, strike)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with ended:
            done = True
        timer.cancel()
