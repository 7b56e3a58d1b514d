"""The facts of one briefing, collected as the sections are written."""

from collections.abc import Iterable

from briefgen.model import numbers
from briefgen.model.catalogue import Unit
from briefgen.model.fact import Fact
from briefgen.model.period import Period

DIGITS = 12  # significant; beyond them a sum depends on the processor and its libraries


def steady(value: float) -> float:
    """The value as every machine computes it, so that the data files and the edition's hash are the same everywhere."""
    return float(f"{value:.{DIGITS}g}")


class FactBuilder:
    """Makes facts and keeps them; one id has one value, whatever section asks for it."""

    def __init__(self) -> None:
        self._facts: dict[str, Fact] = {}

    def add(
        self,
        id: str,
        value: float | int,
        unit: Unit,
        decimals: int = 0,
        *,
        period: Period | None = None,
        source: str | None = None,
        low: float | None = None,
        high: float | None = None,
        inputs: Iterable[str] = (),
        method: str | None = None,
        area: str | None = None,
        display: str | None = None,
    ) -> Fact:
        """A fact, written the one way its unit and decimals say.

        value, low and high are unrounded, in `unit`. Raises ValueError for a value that is not a number, or an id
        that already stands for another.
        """
        if value != value or value in (float("inf"), float("-inf")):
            raise ValueError(f"the fact {id} has no finite value")
        if isinstance(value, float):
            value = steady(value)
        low, high = (None if end is None else steady(end) for end in (low, high))
        shown_interval = None
        if low is not None and high is not None:
            shown_interval = numbers.interval(low, high, unit, decimals)
        made = Fact(
            id=id,
            value=value,
            unit=unit,
            display=display or numbers.display(value, unit, decimals),
            decimals=decimals,
            period=period,
            source=source,
            lci_95=low,
            uci_95=high,
            display_interval=shown_interval,
            inputs=tuple(inputs),
            method=method,
            area=area,
        )
        known = self._facts.setdefault(id, made)
        if known != made:
            raise ValueError(f"the fact {id} was {known.display} and is now {made.display}")
        return made

    def count(self, id: str, value: int, **origin: object) -> Fact:
        return self.add(id, int(value), Unit.COUNT, 0, **origin)  # type: ignore[arg-type]

    def rank(self, id: str, value: int, **origin: object) -> Fact:
        return self.add(id, int(value), Unit.RANK, 0, **origin)  # type: ignore[arg-type]

    def __getitem__(self, id: str) -> Fact:
        return self._facts[id]

    def __contains__(self, id: str) -> bool:
        return id in self._facts

    @property
    def facts(self) -> dict[str, Fact]:
        return dict(self._facts)
