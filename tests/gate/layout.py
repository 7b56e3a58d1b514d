"""Layout faults that need no eye: texts over each other, a heading left behind, a page half empty."""

from collections.abc import Iterator
from itertools import pairwise

from briefgen.render.drawing import Drawing
from tests.gate.about import FRAME
from tests.gate.paint import Box, Paper
from tests.gate.source import Source

FULL = 0.5
MOST = {"sec-brief": 1, "sec-health": 3}


def _overlap(one: Box, other: Box) -> float:
    """The smaller of width and height that two boxes share, in points."""
    return min(min(one[2], other[2]) - max(one[0], other[0]), min(one[3], other[3]) - max(one[1], other[1]))


def overlaps(paper: Paper, source: Source) -> Iterator[str]:
    """Texts painted over other texts, by more than a hair."""
    for number, sheet in enumerate(paper.sheets, 1):
        texts = sorted((t for t in sheet.texts if t.text.strip() and t.upright), key=lambda t: t.box[0])
        for at, one in enumerate(texts):
            for other in texts[at + 1 :]:
                if other.box[0] >= one.box[2]:
                    break
                if _overlap(one.box, other.box) > 1.6:
                    yield f"overlap on page {number}: {one.text.strip()[:40]!r} and {other.text.strip()[:40]!r}"


def stranded(paper: Paper, source: Source) -> Iterator[str]:
    """A heading (or a caption) that ends a page, what it heads on the next."""
    runs = [(run, e.type, paper.text(e)) for e in paper.elements for run in e.runs_own()]
    order = {run: n for n, run in enumerate(paper.root.runs())}
    runs.sort(key=lambda item: order[item[0]])
    for (run, type, text), (after, _, _) in pairwise(runs):
        if type in ("H1", "H2", "H3", "H4", "Caption") and after[0] > run[0]:
            yield f"heading last on page {run[0] + 1}: {text.strip()[:60]!r}"


def emptiness(paper: Paper) -> Iterator[str]:
    """Pages but the last whose lowest tagged content leaves more than half of the frame empty."""
    for number, sheet in enumerate(paper.sheets[:-1], 1):
        lows = [box[1] for tag, box in sheet.marks if tag.number is not None]
        head, foot = sheet.height - FRAME[3], FRAME[1]
        full = (head - min(lows, default=head)) / (head - foot)
        if full < FULL:
            yield f"page {number} is {full:.0%} full"


def lengths(paper: Paper, source: Source) -> Iterator[str]:
    """Sections that run over more pages than a reader expects of them."""
    parts = [e for e in paper.of("Sect") if e.parent is not None and e.parent.type == "Part"]
    for part, section in zip(parts, source.body.iter("section"), strict=False):
        pages = {page for page, _ in part.runs()}
        if len(pages) > MOST.get(section.get("id"), 2):
            yield f"{section.get('id')} takes {len(pages)} pages"


def labels(name: str, drawing: Drawing) -> Iterator[str]:
    """Texts of a picture beyond its edge or over each other (a marker's number may stand on the map's name's ground)."""
    texts = [(text.text, text.box) for text in drawing.texts if text.text.strip()]
    for text, (left, top, right, bottom) in texts:
        if left < -0.6 or top < -0.6 or right > drawing.width + 0.6 or bottom > drawing.height + 0.6:
            yield f"{name}: {text!r} stands beyond the picture"
    for at, (one, (l1, t1, r1, b1)) in enumerate(texts):
        for other, (l2, t2, r2, b2) in texts[at + 1 :]:
            if min(r1, r2) - max(l1, l2) > 0.8 and min(b1, b2) - max(t1, t2) > 1.6:
                yield f"{name}: {one!r} over {other!r}"


def pictures(paper: Paper, source: Source) -> Iterator[str]:
    for name, drawing in source.drawings.items():
        yield from labels(name, drawing)
