"""The run: what must be made, by whom, and what is left behind."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from briefgen.delivery.folder import PRIVATE
from briefgen.errors import UsageError
from briefgen.pipeline.batch.job import Done, Engine, Job, Task
from briefgen.pipeline.batch.state import AreaState, read_states
from briefgen.pipeline.batch.unit import Unit


@dataclass(slots=True)
class Outcome:
    """Keys of units; `states`: all that the address holds after the run."""

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: list[Done] = field(default_factory=list)
    states: dict[str, AreaState] = field(default_factory=dict)

    def add(self, done: Done) -> None:
        if done.status == "failed":
            self.failed.append(done)
        else:
            (self.written if done.status == "written" else self.unchanged).append(done.code)


Report = Callable[[Done], None]
Leave = Callable[[Job, Outcome], None]


def run(job: Job, units: Sequence[Unit], engine: Engine, report: Report, leave: Leave) -> Outcome:
    """Every unit; `report` is called as each ends, `leave` at the end while the address is still ours.

    Raises UsageError when another run holds the address, the disk is full, or there are files of somebody else's there
    under the names of those a batch leaves beside its documents.
    """
    _refuse_others(job)
    with job.store.lock():
        job.store.sweep()
        outcome = Outcome()
        outcome.states = read_states(job.store)
        due: list[Task] = []
        for found in _looked_up(job, units, outcome.states):
            if isinstance(found, Task):
                due.append(found)
            else:
                outcome.add(found)
                report(found)
        if due:
            for done in engine(job, due):
                outcome.add(done)
                report(done)
            outcome.states = read_states(job.store)
        leave(job, outcome)
        return outcome


BESIDE = ("index.html", "manifest.json", "failures.csv", "times.json", "qa")


def _refuse_others(job: Job) -> None:
    """A folder that no batch has written to (as with `--out .`) may hold an index.html or a manifest.json of its own."""
    if job.store.taken([PRIVATE]):
        return
    taken = job.store.taken(BESIDE)
    if taken and not _batch_made(job):
        raise UsageError(
            f"{job.store.address} holds {' and '.join(taken)} that no batch made and that this one would replace; "
            "give another --out."
        )


def _batch_made(job: Job) -> bool:
    """As where the documents were copied without what is hidden."""
    try:
        held = json.loads(job.store.read("manifest.json"))
        return isinstance(held, dict) and {"edition", "areas", "beside"} <= held.keys()
    except (OSError, ValueError):
        return False


def _looked_up(job: Job, units: Sequence[Unit], states: dict[str, AreaState]) -> Iterator[Task | Done]:
    """Without starting a worker: where the run's inputs are the same and the files are whole, nothing is due."""
    for unit in units:
        old = states.get(unit.key)
        whole = old is not None and not job.force and job.store.whole(old.files, old.sizes)
        if old is not None and whole and old.inputs == job.inputs:
            yield Done(unit.key, "unchanged")
        else:
            yield Task(unit, old, whole)
