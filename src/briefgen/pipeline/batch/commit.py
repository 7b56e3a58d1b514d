"""What was drawn is put under its name, and what is remembered of it says why it was made."""

from dataclasses import replace

from briefgen.errors import BriefgenError
from briefgen.pipeline.batch.job import Done, Drawn, Job, Task
from briefgen.pipeline.batch.state import AreaState, write_state


def commit(job: Job, task: Task, drawn: Drawn) -> Done:
    """The files under their names, then the state that vouches for them: a run killed between is taken up there."""
    state, old = drawn.state, task.old
    if state is None:
        return drawn.done
    try:
        if drawn.done.status == "unchanged" and old is not None:
            write_state(job.store, replace(old, inputs=state.inputs, style=state.style))
            return drawn.done
        for name, content in drawn.files.items():
            job.store.write(name, content)
        write_state(job.store, _explained(job, old, state))
        return drawn.done
    except BriefgenError as error:
        return Done(task.unit.key, "failed", step="write", reason=str(error))


def _explained(job: Job, old: AreaState | None, new: AreaState) -> AreaState:
    """With the figures that differ from those last shown, (before, after), and the first reason that holds."""
    if old is None:
        return replace(new, because="new")
    changed = {
        fact: _pair(fact, old, new)
        for fact in sorted({*old.facts, *new.facts})
        if (old.facts.get(fact), old.values.get(fact)) != (new.facts.get(fact), new.values.get(fact))
    }
    redrawn = tuple(p for p in sorted({*old.pictures, *new.pictures}) if old.pictures.get(p) != new.pictures.get(p))
    reasons = {
        "figures": changed or redrawn,
        "words, style, formats or program": old.style != new.style,
        "forced": job.force,
        "names, sources or notes of the data": old.key != new.key,
    }
    because = next((reason for reason, holds in reasons.items() if holds), "a file was missing or changed")
    return replace(new, because=because, changed=changed, redrawn=redrawn)


def _pair(fact: str, old: AreaState, new: AreaState) -> tuple[str, str]:
    """As they are shown; where that reads the same, unrounded."""
    before, after = old.facts.get(fact, ""), new.facts.get(fact, "")
    return (before, after) if before != after else (str(old.values.get(fact, "")), str(new.values.get(fact, "")))
