"""A number a reader can see, and the words around it."""

from collections.abc import Iterable
from dataclasses import dataclass

from briefgen.model.catalogue import Unit
from briefgen.model.period import Period


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with its unit, interval, period, source and the one way it is written.

    id is dotted (`hle.female.value`); value is unrounded; display is the text of the value after the one
    rounding; display_interval, where there is an interval, is "50.9 to 57.4".
    """

    id: str
    value: float | int
    unit: Unit
    display: str
    decimals: int = 0
    period: Period | None = None
    source: str | None = None  # key of the source catalogue; None: computed from the facts in `inputs`
    lci_95: float | None = None
    uci_95: float | None = None
    display_interval: str | None = None
    inputs: tuple[str, ...] = ()  # ids of facts, or names of tables, it was computed from
    method: str | None = None  # anchor on the methods page
    area: str | None = None  # code of the area it belongs to, where not the briefing's own (England, county)


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact as it stands in a text: 2 may stand as "2", "2nd" or "two"."""

    fact: str
    text: str


Part = str | Shown


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words with the facts that stand in them, and the id of the template they were chosen by.

    Without a part: no variant of the template is true here, so nothing is said.
    """

    id: str
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    @property
    def absent(self) -> bool:
        return not self.parts

    @property
    def facts(self) -> tuple[str, ...]:
        return tuple(part.fact for part in self.parts if isinstance(part, Shown))


def plain(text: str) -> Sentence:
    """A text without a fact (a name from the names table)."""
    return Sentence("", (text,))


def texts(sentences: Iterable[Sentence]) -> str:
    return " ".join(sentence.text for sentence in sentences)


class Label(str):
    """A published name that may hold digits ("Year 6", "IoD2025", a project's title): not a figure of ours."""

    __slots__ = ()
