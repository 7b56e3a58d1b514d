"""One document in a worker: assembled, compared with what is there, drawn, audited."""

import gc
import resource
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from briefgen.data.areas import Resolution
from briefgen.errors import BriefgenError
from briefgen.model.briefing import Briefing
from briefgen.model.fact import Fact
from briefgen.model.verdict import Untested
from briefgen.pipeline.batch.commit import commit
from briefgen.pipeline.batch.job import Done, Drawn, Job, Task, failed
from briefgen.pipeline.batch.state import AreaState
from briefgen.pipeline.batch.unit import Unit
from briefgen.pipeline.make import make
from briefgen.pipeline.session import Session
from briefgen.render.documents import Documents

OWN = ("imd.score", "imd.proportion", "luf.led")  # beside every `.value`: the figures the check pack compares


# Reasons why a verdict is missing, and not the figure.
UNTESTED = frozenset(reason.value for reason in Untested if reason is not Untested.NO_VALUE)


_session: Session | None = None
_fault = ""


def warm(job: Job) -> None:
    """Once a worker: figures, fonts and sheets read, then the collector kept from walking over them again.

    Never raises, since a pool has no use for a worker that cannot start: each unit then says why.
    """
    global _session, _fault
    _session, _fault = None, ""  # never another run's
    gc.unfreeze()
    try:
        if job.memory_mb:
            limit = job.memory_mb * 1024 * 1024
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        session = Session(as_of=job.as_of, templates=job.templates, brand=job.brand)
        first = Resolution(next(iter(session.areas.authorities.values())))
        session.renderer.documents(session.briefing(first)).contents(job.formats)  # what a first document waits for
        _session = session
    except Exception as error:
        _fault = _reason(error, job)
    gc.collect()
    gc.freeze()
    gc.disable()


def draw(job: Job, unit: Unit, held: str | None) -> Drawn:
    """Assembled, drawn and audited, nothing written. held: the key of the whole files there are, if any.

    Never raises: a fault of one area is that area's.
    """
    if _session is None:
        warm(job)
    if _session is None:
        return failed(unit, "start", _fault)
    session, start, steps = _session, time.perf_counter(), [""]
    state: AreaState | None = None

    def unchanged(documents: Documents) -> bool:
        nonlocal state
        state = _described(job, unit, documents)
        return state.key == held

    try:
        asked = Resolution(session.areas.authorities[unit.code])
        made = make(session, asked, job.formats, unit.variant, begin=steps.append, unchanged=unchanged)
        assert state is not None
        if not made.files:
            return Drawn(Done(unit.key, "unchanged"), {}, state)
        seconds = round(time.perf_counter() - start, 3)
        hashes = {name: sha256(content).hexdigest() for name, content in made.files.items()}
        sizes = {name: len(content) for name, content in made.files.items()}
        state = replace(state, files=hashes, sizes=sizes, pages=made.pages, seconds=seconds)
        return Drawn(Done(unit.key, "written", seconds), made.files, state)
    except Exception as error:
        return failed(unit, steps[-1] or "assemble", _reason(error, job))
    finally:
        gc.collect()


def make_and_commit(job: Job, task: Task) -> Done:
    """All of it in one worker of this machine."""
    return commit(job, task, draw(job, task.unit, task.held))


def _reason(error: Exception, job: Job) -> str:
    """A library that is refused memory may call it anything: the process's own peak tells."""
    if job.memory_mb and (isinstance(error, MemoryError) or _peak_mb() > job.memory_mb * 0.9):
        return f"needed more than {job.memory_mb} MB of memory"
    return str(error) if isinstance(error, BriefgenError) else f"{type(error).__name__}: {error}"


def _peak_mb() -> float:
    """Of addresses, which is what the limit counts; 0 where the system does not tell (Linux does)."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmPeak")) / 1024
    except (OSError, StopIteration):
        return 0.0


def _described(job: Job, unit: Unit, documents: Documents) -> AreaState:
    """All a document of this briefing shows, its words as data and its maps' shapes included, in hashes and words."""
    briefing, data = documents.briefing, documents.enclosures
    pictures = {
        figure.id: sha256(repr(figure.chart).encode()).hexdigest()[:16]
        for section in briefing.sections
        for figure in section.figures
    }
    parts = (job.style, ",".join(job.formats), *briefing.variant.words, briefing.edition.as_of.isoformat(),
             *(sha256(content).hexdigest() for _, content in sorted(data.items())),
             *(f"{id}={mark}" for id, mark in sorted(pictures.items())))  # fmt: skip
    cells = [cell for s in briefing.sections for table in s.tables for row in table.rows for cell in row.cells]
    missing = [cell.missing for cell in cells if cell.missing and cell.missing not in UNTESTED]
    missing += [sentence.text for section in briefing.sections for sentence in section.missing]
    facts = briefing.facts.values()
    return AreaState(
        unit.key,
        job.inputs,
        job.style,
        sha256("|".join(parts).encode()).hexdigest(),
        facts={fact.id: _shown(fact) for fact in facts},
        values={fact.id: float(fact.value) for fact in facts},
        own=tuple(fact.id for fact in facts if _own(fact, briefing)),
        pictures=pictures,
        verdicts={name: c.verdict.value for name, c in briefing.comparisons.items()},
        missing=tuple(missing),
    )


def _own(fact: Fact, briefing: Briefing) -> bool:
    return (fact.id.endswith(".value") or fact.id in OWN) and fact.area in (None, briefing.area.code)


def _shown(fact: Fact) -> str:
    return f"{fact.display} [{fact.display_interval}]" if fact.display_interval else fact.display
