"""A briefing as data: the whole of it as JSON, the figures behind it as a spreadsheet's CSV."""

import csv
import dataclasses
import io
import json
from collections.abc import Callable
from datetime import date
from enum import Enum
from typing import Any

from briefgen.model.boundary import Topology
from briefgen.model.briefing import Briefing
from briefgen.model.fact import Fact, Sentence
from briefgen.model.period import Period

COLUMNS = ("fact", "measure", "areacd", "area", "value", "unit", "shown", "lci_95", "uci_95", "period", "period_label",
           "source", "publisher", "licence", "method")  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _sentence(value: Sentence) -> dict[str, Any]:
    return {"rule": value.id or None, "text": value.text, "facts": list(value.facts)}


def _itself(value: Any) -> Any:
    return value


_BASIC: frozenset[type] = frozenset((str, int, float, bool, type(None)))
# By type; a sentence is its text with the facts that stand in it, shapes are left out.
_PLAIN: dict[type, Callable[[Any], Any]] = {
    **dict.fromkeys(_BASIC, _itself),
    Sentence: _sentence,
    Topology: lambda value: {"shapes": len(value.shapes)},
    Period: lambda value: {"iso": value.iso, "label": value.label},
    date: date.isoformat,
    dict: lambda value: {str(key): _plain(item) for key, item in value.items()},
    **dict.fromkeys((tuple, list), lambda value: [_plain(item) for item in value]),
}


def _plain(value: Any) -> Any:
    """JSON's own types."""
    kind = type(value)
    if kind not in _PLAIN:
        _PLAIN[kind] = _rule(kind)
    return _PLAIN[kind](value)


def _rule(kind: type) -> Callable[[Any], Any]:
    """How a type not met before is written; one derived from those above is written as they are."""
    if issubclass(kind, Enum):
        return lambda value: value.value
    if dataclasses.is_dataclass(kind):
        names = [field.name for field in dataclasses.fields(kind)]
        return lambda value: {
            name: item if type(item := getattr(value, name)) in _BASIC else _plain(item) for name in names
        }
    for known in (date, dict, tuple, list):
        if issubclass(kind, known):
            return _PLAIN[known]
    return (lambda value: value.item()) if hasattr(kind, "item") else _itself


def to_json(briefing: Briefing) -> bytes:
    """The whole briefing, UTF-8, keys in the order of the model."""
    return (json.dumps(_plain(briefing), ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _safe(text: str) -> str:
    """A text that a spreadsheet will not take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _row(briefing: Briefing, fact: Fact) -> list[Any]:
    indicator = briefing.indicators.get(fact.id.split(".")[0].split("@")[0])
    source = briefing.sources.get(fact.source) if fact.source else None
    own = fact.area or briefing.area.code
    return [
        fact.id,
        _safe(indicator.name if indicator else ""),
        own,
        _safe(briefing.area.name.official if own == briefing.area.code else ""),
        fact.value,
        fact.unit.value,
        _safe(fact.display),
        "" if fact.lci_95 is None else fact.lci_95,
        "" if fact.uci_95 is None else fact.uci_95,
        fact.period.iso if fact.period else "",
        fact.period.label if fact.period else "",
        _safe(source.title) if source else "computed",
        _safe(source.publisher) if source else "",
        source.licence if source else "",
        fact.method or "",
    ]


def to_csv(briefing: Briefing) -> bytes:
    """One row a fact; UTF-8 with the mark that spreadsheet programs look for."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(briefing, fact) for fact in briefing.facts.values())
    return out.getvalue().encode("utf-8-sig")
