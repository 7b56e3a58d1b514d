"""Own checks of pictures, letters and colours."""

import re
from collections.abc import Iterator
from functools import cache

from fontTools.ttLib import TTFont

from briefgen import resources
from briefgen.audit.words import tokens
from tests.gate.paint import Fill, Paper, Sheet, Text
from tests.gate.source import Source

ENOUGH = 4.5
NUMBER = re.compile(r"\d")


def figures(paper: Paper, source: Source) -> Iterator[str]:
    """Alternative texts as in the HTML; the box inside its page and around what is painted."""
    found = paper.of("Figure")
    alts = [str(figure.object.get("/Alt", "")) for figure in found]
    if alts != source.alts:
        yield f"alt: {[a[:50] for a in alts if a not in source.alts][:2]} are not those of the HTML"
    for figure, alt in zip(found, alts, strict=True):
        if len(alt) < 20:
            yield f"alt: {alt!r} is too short to say what is shown"
        runs = list(figure.runs())
        if not runs or runs[0][0] is None or "/BBox" not in figure.attributes:
            yield f"figure {alt[:40]!r}: no content or no box"
            continue
        page, number = runs[0]
        sheet = paper.sheets[page]
        left, low, right, high = (float(v) for v in figure.attributes.BBox)
        if not (-0.1 <= left < right <= sheet.width + 0.1 and -0.1 <= low < high <= sheet.height + 0.1):
            yield f"figure {alt[:40]!r}: its box {left, low, right, high} is not on its page"
            continue
        seen = sheet.extent(number)
        if seen is None:
            yield f"figure {alt[:40]!r}: nothing is painted"
            continue
        if seen[0] < left - 3 or seen[1] < low - 3 or seen[2] > right + 3 or seen[3] > high + 3:
            yield f"figure {alt[:40]!r}: painted at {[round(v) for v in seen]}, beyond its box {[round(v) for v in (left, low, right, high)]}"  # fmt: skip
        # A small place on a wide map leaves ground empty; a box in other units or of another picture leaves all of it.
        if (seen[2] - seen[0]) * (seen[3] - seen[1]) < 0.3 * (right - left) * (high - low):
            yield f"figure {alt[:40]!r}: its box is far larger than what is painted"


def alt_numbers(paper: Paper, source: Source) -> Iterator[str]:
    """Every number of an alternative text is one of the facts that stand in it, as they are shown elsewhere."""
    facts = source.briefing.facts
    shown = {f.alt.text: f.alt for section in source.briefing.sections for f in section.figures}
    for figure in paper.of("Figure"):
        alt = str(figure.object.get("/Alt", ""))
        sentence = shown.get(alt)
        if sentence is None:
            yield f"alt: {alt[:60]!r} is not written from this briefing's facts"
            continue
        for part in sentence.parts:
            if isinstance(part, str):
                if NUMBER.search(_without_names(part)):
                    yield f"alt: {part!r} holds a number that is no fact"
                continue
            if part.fact not in facts:
                continue  # a term or a name
            fact = facts[part.fact]
            ways = {t for text in (fact.display, fact.display_interval or "", fact.period.label if fact.period else "") for t in tokens(text)}  # fmt: skip
            if any(t not in ways for t in tokens(part.text) if NUMBER.search(t)):
                yield f"alt: {part.text!r} is not how {part.fact} is shown ({fact.display})"


def _without_names(text: str) -> str:
    """Ages and years are names of measures and periods, not figures."""
    return re.sub(r"\b(?:19|20)\d\d\b|\b(?:under|aged|IoD|COVID-)\s?\d+\b|\bunder-\d+", "", text)


@cache
def _letters(name: str) -> dict[int, set[str]]:
    """Glyph number to the letters it may stand for, from the font file itself; ligatures by their glyph's name."""
    font = TTFont(resources.fonts_dir() / f"{name}.ttf", lazy=True)
    found: dict[int, set[str]] = {}
    by_name: dict[str, set[str]] = {}
    for code, glyph in font.getBestCmap().items():
        found.setdefault(font.getGlyphID(glyph), set()).add(chr(code))
        by_name.setdefault(glyph, set()).add(chr(code))
    for glyph in font.getGlyphOrder():
        base, _, suffix = glyph.partition(".")
        if "_" in base and all(part in by_name for part in base.split("_")):
            found.setdefault(font.getGlyphID(glyph), set()).add("".join(min(by_name[p]) for p in base.split("_")))
        elif suffix and base in by_name:
            found.setdefault(font.getGlyphID(glyph), set()).update(by_name[base])
    return found


def letters(paper: Paper, source: Source) -> Iterator[str]:
    """What a font says a glyph means is what the font file says it draws."""
    paper.sheets  # noqa: B018
    for font in paper.fonts:
        name = (
            font.name.replace("Source-Sans-Pro", "SourceSansPro")
            .replace("SemiBold", "Semibold")
            .replace("Semi-Bold", "Semibold")
        )
        weight = next((w for w in ("Semibold", "Bold", "It") if w in name.removeprefix("SourceSansPro")), "Regular")
        if not name.startswith("SourceSansPro"):
            yield f"font: {font.name} is not the document's own"
            continue
        known = _letters(f"SourceSansPro-{weight}")
        for glyph, text in font.texts.items():
            if text not in known.get(glyph, ()):
                yield f"letters: glyph {glyph} of {font.name} draws {sorted(known.get(glyph, ()))} and is read as {text!r}"
                break


def _luminance(colour: str) -> float:
    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    r, g, b = (linear(int(colour[n : n + 2], 16) / 255) for n in (1, 3, 5))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def ratio(one: str, other: str) -> float:
    """WCAG's contrast ratio, 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def ground(text: Text, sheet: Sheet) -> set[str]:
    """The colours behind a text: its halo, or the topmost fill painted before it at its start, middle and end."""
    if text.ground:
        return {text.ground}
    left, low, right, high = text.box
    y = (low + high) / 2
    found = set()
    for x in (left + 0.5, (left + right) / 2, right - 0.5):
        over: Fill | None = None
        for fill in sheet.fills:
            if fill.order < text.order and (over is None or fill.order >= over.order) and fill.covers(x, y):
                over = fill
        found.add(over.colour if over else "#ffffff")
    return found


def contrast(paper: Paper, source: Source) -> Iterator[str]:
    """4.5 to 1 of every text against what lies behind it."""
    for number, sheet in enumerate(paper.sheets, 1):
        for text in sheet.texts:
            if not text.text.strip():
                continue
            for behind in ground(text, sheet):
                if ratio(text.colour, behind) < ENOUGH:
                    yield f"contrast: {text.text[:30]!r} on page {number} is {text.colour} on {behind}, {ratio(text.colour, behind):.1f} to 1"  # fmt: skip
