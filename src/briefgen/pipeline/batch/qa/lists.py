"""Which documents stand out: each list is a file of the check pack, the first rows what to look at first."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from briefgen.data.areas import Areas
from briefgen.pipeline.batch.state import AreaState
from briefgen.statistics.robust_score import LOOK_AGAIN, robust_scores

ENOUGH = 20  # figures of one kind, below which none can be called far out
LONGEST = 15


@dataclass(frozen=True, slots=True)
class Listed:
    """name: of its file; about: one sentence; rows as they are shown, each headed by the unit's key and name."""

    name: str
    title: str
    about: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def lists(states: Mapping[str, AreaState], areas: Areas) -> list[Listed]:
    """In the order of the pack; the same for the same documents (times are not among them)."""
    named = {key: areas.by_code[state.area].name.official for key, state in states.items()}
    whole = [state for state in states.values() if state.unit == state.area]
    return [
        _outliers(whole, named),
        _ranked("missing", "Most figures missing", "How many figures are not published for it, and the first reason.",
                ("missing", "the first"),
                ((s.unit, len(s.missing), (s.missing or ("",))[0]) for s in states.values()), named),
        _pages(list(states.values()), named),
        _ranked("names", "Longest names", "Where a heading or a table may run out of room.", ("characters",),
                ((s.unit, len(named[s.unit])) for s in whole), named),
        _ranked("files", "Largest files", "Largest first.", ("kilobytes", "file"),
                ((s.unit, -(-size // 1000), name) for s in states.values() for name, size in s.sizes.items()), named),
    ]  # fmt: skip


def slowest(states: Mapping[str, AreaState], areas: Areas) -> Listed:
    """Apart from the others: times differ from run to run."""
    named = {key: areas.by_code[state.area].name.official for key, state in states.items()}
    rows = ((state.unit, state.seconds) for state in states.values())
    return _ranked("slowest", "Slowest", "Seconds when it was last made.", ("seconds",), rows, named)


def _outliers(states: Sequence[AreaState], named: Mapping[str, str]) -> Listed:
    figures: dict[str, list[AreaState]] = {}
    for state in states:
        for fact in state.own:
            figures.setdefault(fact, []).append(state)
    found = []
    for fact, holders in figures.items():
        if len(holders) < ENOUGH:
            continue
        scores = robust_scores([state.values[fact] for state in holders])
        found += [
            (score, fact, state)
            for score, state in zip(scores, holders, strict=True)
            if score is not None and abs(score) >= LOOK_AGAIN
        ]
    found.sort(key=lambda item: (-abs(item[0]), item[1], item[2].unit))
    rows = tuple((s.unit, named[s.unit], fact, s.facts[fact], f"{score:+.1f}") for score, fact, s in found)
    about = "Figures far from those of the other authorities, in robust standard deviations from the median: right, or a slip?"
    return Listed("outliers", "Figures far from the rest", about, ("area", "name", "fact", "shown", "score"), rows)


def _pages(states: Sequence[AreaState], named: Mapping[str, str]) -> Listed:
    """Those whose number of pages is not the usual one of their layout."""
    layouts: dict[str, list[AreaState]] = {}
    for state in states:
        if state.pages:
            layouts.setdefault(re.sub(r"E\d{8}", "", state.unit), []).append(state)
    rows: list[tuple[str, ...]] = []
    for held in layouts.values():
        usual = Counter(state.pages for state in held).most_common(1)[0][0]
        rows += [
            (s.unit, named[s.unit], str(s.pages), str(usual)) for s in held if s.pages != usual
        ]  # fmt: skip
    about = "PDFs that do not have as many pages as most."
    return Listed("pages", "Unusual number of pages", about, ("area", "name", "pages", "usual"), tuple(rows))


def _ranked(
    name: str,
    title: str,
    about: str,
    columns: tuple[str, ...],
    rows: Iterable[tuple[object, ...]],
    named: Mapping[str, str],
) -> Listed:
    """The LONGEST with the largest second value, above nought."""
    order = sorted(rows, key=lambda row: (-float(str(row[1])), str(row[0])))[:LONGEST]
    shown = tuple((str(row[0]), named[str(row[0])], *map(str, row[1:])) for row in order if row[1])
    return Listed(name, title, about, ("area", "name", *columns), shown)
