"""One document in a worker: assembled, compared with what is there, drawn, audited."""

import gc
import resource
import time
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from briefgen.audit.read_html import read_html
from briefgen.audit.read_pdf import read_pdf
from briefgen.data.areas import Resolution
from briefgen.errors import AuditError, BriefgenError
from briefgen.model.briefing import Briefing
from briefgen.model.fact import Fact
from briefgen.model.verdict import Untested
from briefgen.pipeline.audit import Audited, audit_content
from briefgen.pipeline.batch.commit import keep
from briefgen.pipeline.batch.job import Done, Drawn, Job, Task, failed
from briefgen.pipeline.batch.state import AreaState
from briefgen.pipeline.batch.unit import Unit
from briefgen.pipeline.studio import Studio

OWN = ("imd.score", "imd.proportion", "luf.led")  # beside every `.value`: the figures the check pack compares


# Reasons why a verdict is missing, and not the figure.
UNTESTED = frozenset(reason.value for reason in Untested if reason is not Untested.NO_VALUE)


_studio: Studio | None = None
_fault = ""


def warm(job: Job) -> None:
    """Once a worker: figures, fonts and sheets read, then the collector kept from walking over them again.

    Never raises, since a pool has no use for a worker that cannot start: each unit then says why.
    """
    global _studio, _fault
    _studio, _fault = None, ""  # never another run's
    gc.unfreeze()
    try:
        if job.memory_mb:
            limit = job.memory_mb * 1024 * 1024
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        studio = Studio(as_of=job.as_of, templates=job.templates, brand=job.brand)
        studio.warm(job.formats)
        _studio = studio
    except Exception as error:
        _fault = _reason(error, job)
    gc.collect()
    gc.freeze()
    gc.disable()


def draw(job: Job, unit: Unit, held: str | None) -> Drawn:
    """Assembled, drawn and audited, nothing written. held: the key of the whole files there are, if any.

    Never raises: a fault of one area is that area's.
    """
    if _studio is None:
        warm(job)
    if _studio is None:
        return failed(unit, "start", _fault)
    start, step = time.perf_counter(), "assemble"
    try:
        briefing = _studio.briefing(Resolution(_studio.areas.authorities[unit.code]), unit.variant)
        state = _described(job, unit, briefing, _studio.enclosures(briefing))
        if state.key == held:
            return Drawn(Done(unit.key, "unchanged"), {}, state)
        step = "render"
        made = _studio.render(briefing, job.formats)
        step = "audit"
        pages = max([_gate(_studio, briefing, suffix, content) for suffix, content in made.items()])
        files = {f"{briefing.file_stem}.{suffix}": content for suffix, content in made.items()}
        seconds = round(time.perf_counter() - start, 3)
        hashes = {name: sha256(content).hexdigest() for name, content in files.items()}
        sizes = {name: len(content) for name, content in files.items()}
        state = replace(state, files=hashes, sizes=sizes, pages=pages, seconds=seconds)
        return Drawn(Done(unit.key, "written", seconds), files, state)
    except Exception as error:
        return failed(unit, step, _reason(error, job))
    finally:
        gc.collect()


def make(job: Job, task: Task) -> Done:
    """All of it in one worker of this machine."""
    return keep(job, task, draw(job, task.unit, task.held))


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


def _described(job: Job, unit: Unit, briefing: Briefing, data: dict[str, bytes]) -> AreaState:
    """All a document of this briefing shows, its words as data and its maps' shapes included, in hashes and words."""
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
        verdicts={name: c.at_998.value for name, c in briefing.comparisons.items()},
        missing=tuple(missing),
    )


def _own(fact: Fact, briefing: Briefing) -> bool:
    return (fact.id.endswith(".value") or fact.id in OWN) and fact.area in (None, briefing.area.code)


def _shown(fact: Fact) -> str:
    return f"{fact.display} [{fact.display_interval}]" if fact.display_interval else fact.display


def _gate(studio: Studio, briefing: Briefing, suffix: str, content: bytes) -> int:
    """A file gets its name only when every number in it is one of this area's; the pages it has. Raises AuditError."""
    if suffix not in ("pdf", "html"):
        return 0
    read = read_pdf(content) if suffix == "pdf" else read_html(content)
    if str(briefing.area.code) not in read.keywords:
        raise AuditError(f"the {suffix} says it is of another area")
    result = Audited(Path(f"{briefing.file_stem}.{suffix}"))
    audit_content(studio, briefing, read, result, paper=suffix == "pdf")
    if result.findings:
        raise AuditError(f"the {suffix}: {result.findings[0].what}")
    return len(read.furniture)  # one a page; a screen has none
