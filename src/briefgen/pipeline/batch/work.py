"""One authority in a worker: assembled, compared with what is there, drawn, audited, written."""

import gc
import resource
import time
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from briefgen.delivery.files import write_file
from briefgen.errors import AuditError, BriefgenError
from briefgen.model.brand import Brand
from briefgen.model.briefing import Briefing
from briefgen.model.codes import GssCode
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
    memory_mb: int = 2000  # nought: no limit of ours
    brand: Brand | None = None


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
    if job.memory_mb:
        limit = job.memory_mb * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    _studio = Studio(as_of=job.as_of, templates=job.templates, brand=job.brand)
    _studio.warm(job.formats)
    gc.collect()
    gc.freeze()
    gc.disable()


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a worker made of one authority: its files by name, and the state that describes them."""

    done: Done
    files: dict[str, bytes]
    state: AreaState | None = None


def draw(job: Job, code: str, held: str | None) -> Drawn:
    """Assembled, drawn and audited, nothing written. held: the key of the whole files there are, if any.

    Never raises: a fault of one area is that area's.
    """
    if _studio is None:
        warm(job)
    assert _studio is not None
    start, step = time.perf_counter(), "assemble"
    try:
        area = _studio.areas.authorities[GssCode(code)]
        briefing = _studio.briefing(Resolution(area))
        key, facts = _key(job, briefing), {f.id: _shown(f) for f in briefing.facts.values()}
        verdicts = {name: c.at_998.value for name, c in briefing.comparisons.items()}
        if key == held:
            return Drawn(Done(code, "unchanged"), {}, AreaState(code, job.inputs, key, {}, facts, 0.0, (), verdicts))
        step = "render"
        made = _studio.render(briefing, job.formats)
        step = "audit"
        for suffix, content in made.items():
            _gate(_studio, briefing, suffix, content)
        files = {f"{briefing.file_stem}.{suffix}": content for suffix, content in made.items()}
        hashes = {name: sha256(content).hexdigest() for name, content in files.items()}
        seconds = round(time.perf_counter() - start, 3)
        state = AreaState(code, job.inputs, key, hashes, facts, seconds, (), verdicts)
        return Drawn(Done(code, "written", seconds), files, state)
    except MemoryError:
        return _failed(code, step, f"needed more than {job.memory_mb} MB of memory")
    except BriefgenError as error:
        return _failed(code, step, str(error))
    except Exception as error:
        return _failed(code, step, f"{type(error).__name__}: {error}")
    finally:
        gc.collect()


def _failed(code: str, step: str, reason: str) -> Drawn:
    return Drawn(Done(code, "failed", step=step, reason=reason), {})


def held(job: Job, code: str) -> AreaState | None:
    """The state of an authority whose files are all still whole, unless everything is to be made again."""
    old = None if job.force else read_state(job.out, code)
    return old if old is not None and old.whole(job.out) else None


def keep(job: Job, drawn: Drawn) -> Done:
    """The files under their names, then the state that vouches for them."""
    if drawn.state is None:
        return drawn.done
    code = drawn.done.code
    old = read_state(job.out, code)
    try:
        if drawn.done.status == "unchanged" and old is not None:
            write_state(job.out, replace(drawn.state, files=old.files, seconds=old.seconds, changed=old.changed))
            return drawn.done
        for name, content in drawn.files.items():
            write_file(job.out / name, content)
        before, after = (old.facts if old else drawn.state.facts), drawn.state.facts
        changed = tuple(sorted(id for id in {*before, *after} if before.get(id) != after.get(id)))
        write_state(job.out, replace(drawn.state, changed=changed))
        return drawn.done
    except BriefgenError as error:
        return Done(code, "failed", step="write", reason=str(error))


def make(job: Job, code: str) -> Done:
    """All of it in one worker of this machine."""
    old = held(job, code)
    return keep(job, draw(job, code, old.key if old else None))


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
    result = Audited(Path(f"{briefing.file_stem}.{suffix}"))
    audit_content(studio, briefing, read, result, paper=suffix == "pdf")
    if result.findings:
        raise AuditError(f"the {suffix}: {result.findings[0].what}")
