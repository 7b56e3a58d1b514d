"""One authority in a worker: assembled, compared with what is there, drawn, audited, written."""

import gc
import resource
import time
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from briefgen.delivery.files import write_file
from briefgen.errors import AuditError, BriefgenError
from briefgen.model.briefing import Briefing
from briefgen.model.fact import Fact
from briefgen.pipeline.audit import Audited, audit_content
from briefgen.pipeline.batch.state import AreaState, read_state, write_state
from briefgen.pipeline.studio import Studio
from briefgen.render.readback import read_html, read_pdf
from briefgen.sources.areas import Resolution


@dataclass(frozen=True, slots=True)
class Job:
    """The same for every authority of a run."""

    out: Path
    formats: tuple[str, ...]
    as_of: date
    templates: Path | None
    inputs: str
    style: str
    force: bool = False
    memory_mb: int = 2000


@dataclass(frozen=True, slots=True)
class Done:
    """status: written, unchanged or failed; step and reason of a failure."""

    code: str
    status: str
    seconds: float = 0.0
    step: str = ""
    reason: str = ""


_studio: Studio | None = None


def warm(job: Job) -> None:
    """Once a worker: figures, fonts and sheets read, then the collector kept from walking over them again."""
    global _studio
    limit = job.memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    _studio = Studio(as_of=job.as_of, templates=job.templates)
    _studio.warm(job.formats)
    gc.collect()
    gc.freeze()
    gc.disable()


def make(job: Job, code: str) -> Done:
    """Never raises: a fault of one area is that area's."""
    global _studio
    if _studio is None:
        warm(job)
    assert _studio is not None
    start, step = time.perf_counter(), "assemble"
    try:
        area = _studio.areas.authorities[code]
        briefing = _studio.briefing(Resolution(area))
        key, facts = _key(job, briefing), {f.id: _shown(f) for f in briefing.facts.values()}
        old = read_state(job.out, code)
        if old is not None and old.key == key and not job.force and old.whole(job.out):
            write_state(job.out, AreaState(code, job.inputs, key, old.files, facts, old.seconds, old.changed))
            return Done(code, "unchanged")
        step = "render"
        made = _studio.render(briefing, job.formats)
        step = "audit"
        for suffix, content in made.items():
            _gate(_studio, briefing, suffix, content)
        step = "write"
        files = {}
        for suffix, content in made.items():
            name = f"{area.file_stem}.{suffix}"
            write_file(job.out / name, content)
            files[name] = sha256(content).hexdigest()
        changed = (
            ()
            if old is None
            else tuple(sorted(id for id in {*old.facts, *facts} if old.facts.get(id) != facts.get(id)))
        )
        seconds = round(time.perf_counter() - start, 3)
        write_state(job.out, AreaState(code, job.inputs, key, files, facts, seconds, changed))
        return Done(code, "written", seconds)
    except MemoryError:
        return Done(code, "failed", step=step, reason=f"needed more than {job.memory_mb} MB of memory")
    except BriefgenError as error:
        return Done(code, "failed", step=step, reason=str(error))
    except Exception as error:
        return Done(code, "failed", step=step, reason=f"{type(error).__name__}: {error}")
    finally:
        gc.collect()


def _shown(fact: Fact) -> str:
    return f"{fact.display} [{fact.display_interval}]" if fact.display_interval else fact.display


def _key(job: Job, briefing: Briefing) -> str:
    """Of all a document of this briefing shows, its maps' shapes included."""
    shapes = sha256()
    for section in briefing.sections:
        for figure in section.figures:
            shapes.update(repr(figure.chart).encode())
    parts = (job.style, ",".join(job.formats), briefing.edition.as_of.isoformat(), briefing.edition.data_hash)
    return sha256("|".join((*parts, shapes.hexdigest())).encode()).hexdigest()


def _gate(studio: Studio, briefing: Briefing, suffix: str, content: bytes) -> None:
    """A file gets its name only when every number in it is one of this area's. Raises AuditError."""
    if suffix not in ("pdf", "html"):
        return
    read = read_pdf(content) if suffix == "pdf" else read_html(content)
    if str(briefing.area.code) not in read.keywords:
        raise AuditError(f"the {suffix} says it is of another area")
    result = Audited(Path(f"{briefing.area.file_stem}.{suffix}"))
    audit_content(studio, briefing, read, result, paper=suffix == "pdf")
    if result.findings:
        raise AuditError(f"the {suffix}: {result.findings[0].what}")
