"""Mutants: finished twins with one thing made false, to see whether the recheck finds it.

`python -m tests.recheck.mutants FOLDER` makes them from the HTML briefings of a folder and lists what survives. Seeded, so
the same twins give the same mutants. A site is a run of text, or a picture's description, in the sections that speak of
the place; the lists of sources, the licence, the glossary and the page of methods are left alone.
"""

import random
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefgen import resources
from briefgen.audit.recheck import Report, report, tables
from briefgen.audit.recheck.tables import Tables

SEED = 20261125
PLACES, EACH = 30, 10
_SKIPPED = re.compile(
    r"<head>.*?</head>|<style\b.*?</style>|<nav\b.*?</nav>|<h1\b.*?</h1>|<section class=\"methods\".*|<p><b>Sources:</b>.*?</p>"
    r"|<table[^>]*id=\"about-sources\".*?</table>|<dl class=\"gloss\".*?</dl>|<div class=\"row half notes\">.*|<div class=\"dates\">.*?</div>"
    r"|<summary>.*?</summary>|<p class=\"kicker\">.*?</p>|<p class=\"fine\">MHCLG.*?</p>|<thead>.*?</thead>|<span class=\"(?:no|fig-no)\">.*?</span>|<a class=\"see\".*?</a>",
    re.S,
)
_SVG = re.compile(r"<svg\b[^>]*?(?:aria-label=\"(?P<alt>[^\"]*)\")?[^>]*>.*?</svg>", re.S)
_TEXT = re.compile(r">([^<>]+)<")


@dataclass(frozen=True, slots=True)
class Mutant:
    """A document with one run of text changed from `was` to `now`."""

    place: str
    operator: str
    was: str
    now: str
    context: str
    document: bytes


@dataclass(frozen=True, slots=True)
class Site:
    start: int
    end: int


def sites(text: str) -> list[Site]:
    """Where a change would be a false statement about the place."""
    skipped = [m.span() for m in _SKIPPED.finditer(text)]
    drawings = [m.span() for m in _SVG.finditer(text)]
    found = [Site(*m.span(1)) for m in _TEXT.finditer(text) if m[1].strip()]
    found = [s for s in found if not _inside(s, skipped) and not _inside(s, drawings)]
    alts = [Site(*m.span("alt")) for m in _SVG.finditer(text) if m["alt"]]
    return sorted(found + [s for s in alts if not _inside(s, skipped)], key=lambda s: s.start)


def _inside(site: Site, spans: Sequence[tuple[int, int]]) -> bool:
    return any(a <= site.start and site.end <= b for a, b in spans)


Change = tuple[int, int, str]  # start, end, what stands there instead
Operator = Callable[[str, Site, Tables, random.Random], Iterator[Change]]


def _swaps(pairs: Sequence[tuple[str, str]]) -> Operator:
    table = dict(pairs) | {b: a for a, b in pairs}
    pattern = re.compile(r"\b(" + "|".join(sorted(map(re.escape, table), key=len, reverse=True)) + r")\b")

    def changes(text: str, site: Site, _tables: Tables, _random: random.Random) -> Iterator[Change]:
        for m in pattern.finditer(text, site.start, site.end):
            yield m.start(), m.end(), table[m[1]]

    return changes


def _one_way(pairs: Sequence[tuple[str, str]]) -> Operator:
    table = dict(pairs)
    pattern = re.compile("(" + "|".join(sorted(map(re.escape, table), key=len, reverse=True)) + ")")

    def changes(text: str, site: Site, _tables: Tables, _random: random.Random) -> Iterator[Change]:
        for m in pattern.finditer(text, site.start, site.end):
            yield m.start(), m.end(), table[m[1]]

    return changes


_WORDS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def _plus_one(text: str, site: Site, _tables: Tables, _random: random.Random) -> Iterator[Change]:
    """A whole number on its own, or a count in words before what is counted."""
    if m := re.fullmatch(r"\s*(\d{1,4})\s*", text[site.start : site.end]):
        yield site.start + m.start(1), site.start + m.end(1), str(int(m[1]) + 1)
    for m in re.finditer(
        r"\b("
        + "|".join(_WORDS[1:-1])
        + r")\b(?= (?:figures|of|wider|tested|shared|similar|better|places|measures|are|is))",
        text[site.start : site.end],
        re.I,
    ):
        word = _WORDS[_WORDS.index(m[1].lower()) + 1]
        yield site.start + m.start(), site.start + m.end(), word.capitalize() if m[1][0].isupper() else word


def _next_place(text: str, site: Site, _tables: Tables, _random: random.Random) -> Iterator[Change]:
    """1st to 2nd, 21st to 22nd."""
    for m in re.finditer(r"\b(\d{1,3})(st|nd|rd|th)\b", text[site.start : site.end]):
        n = int(m[1]) + 1
        tail = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
        yield site.start + m.start(), site.start + m.end(), f"{n}{tail}"


def _another_name(text: str, site: Site, found: Tables, chance: random.Random) -> Iterator[Change]:
    """The name of an authority, where one stands, by that of another."""
    names = [a.prose for a in found.areas.values() if a.region and "’" not in a.prose]
    for name in _names_in(text, site, tuple(names)):
        other = chance.choice([n for n in names if n != name and not n.startswith("the ")])
        at = text.index(name, site.start, site.end)
        yield at, at + len(name), other


def _names_in(text: str, site: Site, names: tuple[str, ...]) -> list[str]:
    run = text[site.start : site.end]
    held = [n for n in names if re.search(rf"(?<![\w-]){re.escape(n)}(?![\w-]| upon| and )", run)]
    return [n for n in held if not any(n != other and n in other for other in held)]


def _digit(text: str, site: Site, _tables: Tables, chance: random.Random) -> Iterator[Change]:
    """One digit of a number in the text, made another."""
    at = [i for i in range(site.start, site.end) if text[i].isdigit()]
    if at:
        i = chance.choice(at)
        yield i, i + 1, chance.choice([d for d in "123456789" if d != text[i]])


OPERATORS: dict[str, Operator] = {
    "direction": _swaps((("fell", "rose"), ("fallen", "risen"), ("shorter", "longer"), ("higher", "lower"), ("falling", "rising"))),
    "side": _swaps((("above", "below"), ("behind", "ahead of"), ("more than came", "less than came"), ("Less came", "More came"), ("less money", "more money"), ("less need", "more need"))),
    "verdict": _swaps((("better", "worse"),)),
    "no or some": _one_way((("No ", "Some "), ("no clear change", "some clear change"), (" no ", " some "), ("none ", "some "), ("All ", "None of the "), ("cannot be", "can be"))),
    "plus one": _plus_one,
    "next place": _next_place,
    "another place": _another_name,
    "sexes": _swaps((("women", "men"), ("Women", "Men"))),
    "reason": _one_way((("not published", "hidden"), ("joint figure", "no deaths"), ("hidden", "joint figure"), ("no deaths", "hidden"), ("not tested", "similar"), ("published jointly with a neighbour", "published only for the former councils"), (" (the county’s)", ""), ("similar", "not tested"))),
    "digit": _digit,
}  # fmt: skip


def mutants(place: str, document: bytes, found: Tables, wanted: int = EACH) -> list[Mutant]:
    """So many of one document, one an operator in turn; an operator without a site leaves its turn to a digit."""
    text = document.decode()
    chance = random.Random(f"{SEED} {place}")
    where = sites(text)
    made: list[Mutant] = []
    for name in list(OPERATORS)[:wanted]:
        for operator in (name, "digit"):
            changes = [change for site in where for change in OPERATORS[operator](text, site, found, chance)]
            if changes:
                start, end, now = chance.choice(changes)
                context = re.sub(r"<[^>]+>", "", text[max(0, start - 160) : end + 160])
                made.append(
                    Mutant(place, operator, text[start:end], now, context, (text[:start] + now + text[end:]).encode())
                )
                break
    return made


def found_by(original: Report, changed: Report) -> bool:
    """Is there a finding in the mutant that its original has not?"""
    return bool(
        {(f.kind, f.said, f.found, f.sentence) for f in changed.findings}
        - {(f.kind, f.said, f.found, f.sentence) for f in original.findings}
    )


def survivors(twins: dict[str, bytes], found: Tables) -> tuple[list[tuple[Mutant, bool]], int]:
    """(mutants that no finding tells, each with whether it is at least unread; how many were made)."""
    left, made = [], 0
    for place, document in sorted(twins.items()):
        original = report(document, found)
        for mutant in mutants(place, document, found):
            made += 1
            changed = report(mutant.document, found)
            if not found_by(original, changed):
                left.append((mutant, len(changed.unread) > len(original.unread)))
    return left, made


def sample(codes: Sequence[str]) -> list[str]:
    """The places whose twins are changed: a seeded choice, with a county, a small authority and a merged one."""
    always = ("E10000017", "E06000053", "E06000063", "E07000108", "E06000052")
    rest = sorted(set(codes) - set(always))
    return sorted([*always, *random.Random(SEED).sample(rest, PLACES - len(always))])


def main(folder: Path) -> None:
    figures = tables(resources.data_dir())
    files = {path.name[:9]: path for path in folder.glob("E*.html")}
    twins = {code: files[code].read_bytes() for code in sample(list(files))}
    left, made = survivors(twins, figures)
    print(
        f"{made} mutants, {made - len(left)} found ({100 * (1 - len(left) / made):.1f} %), {sum(u for _, u in left)} of the rest unread"
    )
    for mutant, is_unread in left:
        print(
            f"{mutant.place} {mutant.operator}{' (unread)' if is_unread else ''}: {mutant.was!r} -> {mutant.now!r}: …{mutant.context}…"
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
