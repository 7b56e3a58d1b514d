"""What differs between two folders of `benchmarks.baseline`: `python -m benchmarks.compare BASELINE NEW [--area CODE] [--most N]`.

Every fact is compared, column by column, every sentence of the HTML twins, every file and every timing. Like changes are one
line with their count and an example: figures and places are folded, so what happens to all 317 alike is said once. --area
lists each change of one area instead. Ends with 1 where facts, sentences or files differ, else 0.
"""

import argparse
import csv
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from filecmp import cmp
from pathlib import Path

from rapidfuzz import fuzz

from benchmarks.folding import edits, fold, fold_figures

ALIKE = 60  # of 100: from here on two sentences are one that was changed
SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-Z£\d])")
FIGURES = {"value", "shown", "lci_95", "uci_95"}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference in one area; `like` is the same for changes that are told together."""

    area: str
    kind: str
    like: tuple[str, ...]
    example: str


@dataclass(slots=True)
class Compared:
    """How many things were looked at, and what differs."""

    seen: int = 0
    changes: list[Change] = field(default_factory=list)


def code(path: Path) -> str:
    return path.name.split("-", 1)[0]


def pairs(old: Path, new: Path, pattern: str) -> Iterator[tuple[str, Path | None, Path | None]]:
    """(area, its file before, its file now); None where there is none."""
    before, now = ({code(path): path for path in folder.glob(pattern)} for folder in (old, new))
    for area in sorted(before | now):
        yield area, before.get(area), now.get(area)


def read_facts(path: Path | None) -> dict[str, dict[str, str]]:
    if path is None:
        return {}
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return {row["fact"]: row for row in csv.DictReader(lines)}


def of_facts(area: str, old: dict[str, dict[str, str]], new: dict[str, dict[str, str]]) -> Iterator[Change]:
    for fact in sorted(old | new):
        pattern = fold_figures(fact)
        if fact not in new or fact not in old:
            kind, row = ("removed", old[fact]) if fact in old else ("added", new[fact])
            told = ", ".join(
                f"{name} {value}" for name, value in row.items() if value and name not in ("fact", "method")
            )
            yield Change(area, kind, (pattern,), f"{fact}: {told}")
            continue
        before, now = old[fact], new[fact]
        fields = [name for name in before | now if before.get(name, "") != now.get(name, "")]
        if fields:
            told = "; ".join(f"{name} {before.get(name, '')!r} -> {now.get(name, '')!r}" for name in fields)
            # What is only described otherwise is told once for all facts alike, whatever their ids.
            figures = any(name in FIGURES for name in fields)
            like = (pattern, ", ".join(fields)) if figures else ("any fact", fold_figures(told))
            yield Change(area, "changed", like, f"{fact}: {told}")


def compare_facts(old: Path, new: Path) -> Compared:
    found = Compared()
    for area, before, now in pairs(old / "documents", new / "documents", "E*.csv"):
        rows = read_facts(before), read_facts(now)
        found.seen += len(rows[0].keys() | rows[1].keys())
        found.changes += of_facts(area, *rows)
    return found


def read_sentences(path: Path | None) -> list[tuple[str, str]]:
    """(section, sentence) of a twin from top to bottom."""
    if path is None:
        return []
    rows = (line.split("\t", 1) for line in path.read_text(encoding="utf-8").splitlines())
    return [(section, sentence) for section, words in rows for sentence in SENTENCE.split(words)]


def of_sentences(area: str, old: list[tuple[str, str]], new: list[tuple[str, str]]) -> Iterator[Change]:
    gone, come = list((Counter(old) - Counter(new)).elements()), list((Counter(new) - Counter(old)).elements())
    for section, sentence in list(gone):
        at = next((one for one in come if one[1] == sentence), None)
        if at:
            gone.remove((section, sentence))
            come.remove(at)
            yield Change(area, "moved", (f"{section} -> {at[0]}", fold(sentence)), sentence)
    likest = sorted(
        ((fuzz.ratio(a[1], b[1]), i, j) for i, a in enumerate(gone) for j, b in enumerate(come) if a[0] == b[0]),
        key=lambda one: (-one[0], one[1:]),
    )
    was, now_is = set[int](), set[int]()
    for ratio, i, j in likest:
        if ratio < ALIKE:
            break
        if i not in was and j not in now_is:
            was.add(i)
            now_is.add(j)
            section, before, now = gone[i][0], gone[i][1], come[j][1]
            yield Change(area, "changed", (section, *edits(before, now)), f"{before}\n            -> {now}")
    for kind, sentences, met in (("removed", gone, was), ("added", come, now_is)):
        for at, (section, sentence) in enumerate(sentences):
            if at not in met:
                yield Change(area, kind, (section, fold(sentence)), sentence)


def compare_sentences(old: Path, new: Path) -> Compared:
    found = Compared()
    for area, before, now in pairs(old / "text", new / "text", "E*.txt"):
        a, b = read_sentences(before), read_sentences(now)
        found.seen += len(b)
        if a != b:
            changes = list(of_sentences(area, a, b))
            found.changes += changes or [Change(area, "moved", ("the same sentences in another order",), "")]
    return found


def compare_files(old: Path, new: Path) -> Compared:
    """Byte for byte, by suffix: also what is neither a fact nor a sentence."""
    found = Compared()
    for suffix in sorted({path.suffix for folder in (old, new) for path in (folder / "documents").glob("E*.*")}):
        for area, before, now in pairs(old / "documents", new / "documents", f"E*{suffix}"):
            found.seen += 1
            if before is None or now is None:
                found.changes.append(Change(area, "removed" if before else "added", (suffix,), str(before or now)))
            elif not cmp(before, now, shallow=False):
                found.changes.append(Change(area, "changed", (suffix,), now.name))
    return found


def told(name: str, found: Compared, area: str | None, most: int) -> Iterator[str]:
    """Lines about one kind of thing; likes together, the most frequent first."""
    kinds = Counter(change.kind for change in found.changes)
    tally = ", ".join(f"{count:,} {kind}" for kind, count in sorted(kinds.items())) or "all the same"
    places = len({change.area for change in found.changes})
    yield f"{name}: {found.seen:,} looked at; {tally}" + (f"; in {places} areas" if places else "")
    if area:
        for change in found.changes:
            if change.area == area:
                yield f"  {change.kind:<8} {' | '.join(change.like)}\n            {change.example}"
        return
    likes: dict[tuple[str, ...], list[Change]] = {}
    for change in found.changes:
        likes.setdefault((change.kind, *change.like), []).append(change)
    ranked = sorted(likes.items(), key=lambda item: (-len(item[1]), item[0]))
    for (kind, *like), group in ranked[:most]:
        where = len({change.area for change in group})
        yield f"  {kind:<8} {len(group):>6,} times in {where:>3} areas: {' | '.join(like)}"
        yield f"            {group[0].area} {group[0].example}"
    if len(ranked) > most:
        yield f"  and {len(ranked) - most:,} more kinds of change, of fewer each; see them with --most {len(ranked)}"


def ratios(old: dict[str, float], new: dict[str, float]) -> Iterator[str]:
    for name in sorted(old | new):
        before, now = old.get(name), new.get(name)
        ratio = f"{now / before:8.2f}" if before and now is not None else " " * 7 + "–"
        yield f"  {name:<24}" + "".join(f"{'–' if v is None else f'{v:,.2f}':>14}" for v in (before, now)) + ratio


def read(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def measured(old: Path, new: Path) -> Iterator[str]:
    about = [read(folder / "about.json") for folder in (old, new)]
    for folder, one in zip((old, new), about, strict=True):
        changed = f" and {len(one['changed'])} changed files" if one["changed"] else ""
        yield f"{folder}: {one['commit'][:12]}{changed}; {one['formats']}; {one['machine']}"
    yield f"Timings:{'before':>31}{'now':>14}   ratio"
    if about[0]["formats"] != about[1]["formats"]:
        yield "  (the two batches made other formats: their ratios say nothing)"
    yield from ratios(*(read(folder / "timings.json") for folder in (old, new)))
    if all((folder / "tests.json").is_file() for folder in (old, new)):
        yield "Tests:"
        parts = (read(folder / "tests.json") for folder in (old, new))
        yield from ratios(*({f"{p}.{k}": v for p, of in one.items() for k, v in of.items()} for one in parts))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.compare")
    parser.add_argument("baseline", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--area", metavar="CODE")
    parser.add_argument("--most", type=int, default=40)
    given = parser.parse_args()
    for folder in (given.baseline, given.new):
        if not (folder / "text").is_dir():
            parser.error(f"{folder} was not written by benchmarks.baseline, or its run did not end")
    kinds = {"Facts": compare_facts, "Sentences": compare_sentences, "Files": compare_files}
    differ = False
    for name, compare in kinds.items():
        found = compare(given.baseline, given.new)
        differ |= bool(found.changes)
        show(told(name, found, given.area, given.most))
    show(measured(given.baseline, given.new))
    sys.exit(int(differ))


def show(lines: Iterable[str]) -> None:
    print("\n".join(lines), flush=True)


if __name__ == "__main__":
    main()
