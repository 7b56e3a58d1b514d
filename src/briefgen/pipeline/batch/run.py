"""The run: what must be made, by whom, and what is left behind."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

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

    Raises UsageError when another run holds the address or the disk is full.
    """
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


def _looked_up(job: Job, units: Sequence[Unit], states: dict[str, AreaState]) -> Iterator[Task | Done]:
    """Without starting a worker: where the run's inputs are the same and the files are whole, nothing is due."""
    for unit in units:
        old = states.get(unit.key)
        whole = old is not None and not job.force and job.store.whole(old.files, old.sizes)
        if old is not None and whole and old.inputs == job.inputs:
            yield Done(unit.key, "unchanged")
        else:
            yield Task(unit, old, whole)
