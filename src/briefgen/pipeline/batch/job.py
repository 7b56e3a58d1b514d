"""What a run asks of a worker, and what it gets back; nothing here loads what a document is drawn with."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from briefgen.delivery.store import Store
from briefgen.model.brand import Brand
from briefgen.pipeline.batch.state import AreaState
from briefgen.pipeline.batch.unit import Unit


@dataclass(frozen=True, slots=True)
class Job:
    """The same for every document of a run."""

    store: Store
    formats: tuple[str, ...]
    as_of: date
    templates: Path | None
    inputs: str
    style: str
    force: bool = False
    memory_mb: int = 2000  # nought: no limit of ours
    brand: Brand | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A unit to make, what is remembered of it, and whether its files are still whole."""

    unit: Unit
    old: AreaState | None = None
    whole: bool = False

    @property
    def held(self) -> str | None:
        """The key of the files there are; None: make them in any case."""
        return self.old.key if self.old and self.whole else None


@dataclass(frozen=True, slots=True)
class Done:
    """code: the unit's key; status: written, unchanged or failed; step and reason of a failure."""

    code: str
    status: str
    seconds: float = 0.0
    step: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a worker made of one unit: its files by name, and the state that describes them."""

    done: Done
    files: dict[str, bytes]
    state: AreaState | None = None


Engine = Callable[[Job, Sequence[Task]], Iterator[Done]]


def failed(unit: Unit, step: str, reason: str) -> Drawn:
    return Drawn(Done(unit.key, "failed", step=step, reason=reason), {})
