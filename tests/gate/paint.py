"""What stands painted on a page of a PDF: texts with their place, colour and font, fills, and the tags around them.

An interpreter of the operators the engine and our painter write, independent of both. Lengths in points, origin bottom left.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pikepdf

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]  # left, low, right, high
Ring = list[tuple[float, float]]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
HIDDEN = 3  # text rendering mode


def times(m: Matrix, n: Matrix) -> Matrix:
    """m first, then n."""
    a, b, c, d, e, f = m
    g, h, i, j, k, l = n  # noqa: E741
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l


def at(m: Matrix, x: float, y: float) -> tuple[float, float]:
    return m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]


def around(points: list[tuple[float, float]]) -> Box:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


@dataclass(frozen=True, slots=True)
class Font:
    """A font of a page: glyph code to text and to advance (thousandths of the size)."""

    name: str
    texts: dict[int, str]
    widths: dict[int, float]
    object: Any

    @classmethod
    def read(cls, font: Any) -> "Font":
        table = font.ToUnicode.read_bytes().decode("latin-1")
        pairs: list[tuple[str, str]] = []
        for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.S):
            pairs += re.findall(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", block)
        texts = {int(glyph, 16): bytes.fromhex(text).decode("utf-16-be") for glyph, text in pairs}
        widths: dict[int, float] = {}
        row = list(font.DescendantFonts[0].get("/W", []))
        while row:
            first, second = int(row[0]), row[1]
            if isinstance(second, pikepdf.Array):
                widths |= {first + n: float(w) for n, w in enumerate(second)}
                row = row[2:]
            else:
                widths |= {code: float(row[2]) for code in range(first, int(second) + 1)}
                row = row[3:]
        return cls(str(font.BaseFont).lstrip("/").partition("+")[2], texts, widths, font)


@dataclass(frozen=True, slots=True)
class Tag:
    """The innermost marked content that says something: a number of the tag tree, or an artifact of some type."""

    number: int | None = None
    artifact: str | None = None  # "", Pagination, Layout


@dataclass(slots=True)
class Text:
    text: str
    codes: tuple[int, ...]
    box: Box
    size: float
    font: Font
    colour: str
    tag: Tag
    order: int
    upright: bool = True
    ground: str = "#ffffff"  # what lies behind, or the halo painted just before


@dataclass(slots=True)
class Fill:
    rings: list[Ring]
    box: Box
    colour: str
    tag: Tag
    order: int
    evenodd: bool
    clips: tuple[tuple[list[Ring], Box], ...]

    def covers(self, x: float, y: float) -> bool:
        if not _within(x, y, self.box) or not _inside(x, y, self.rings, self.evenodd):
            return False
        return all(_within(x, y, box) and _inside(x, y, rings, True) for rings, box in self.clips)


def _within(x: float, y: float, box: Box) -> bool:
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _inside(x: float, y: float, rings: list[Ring], evenodd: bool) -> bool:
    wind, cross = 0, 0
    for ring in rings:
        x1, y1 = ring[-1]
        for x2, y2 in ring:
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                cross += 1
                wind += 1 if y2 > y1 else -1
            x1, y1 = x2, y2
    return bool(cross % 2) if evenodd else wind != 0


@dataclass(slots=True)
class _State:
    ctm: Matrix = IDENTITY
    fill: str = "#000000"
    stroke: str = "#000000"
    width: float = 1.0
    cap: int = 0
    font: Font | None = None
    size: float = 0.0
    mode: int = 0
    clips: tuple[tuple[list[Ring], Box], ...] = ()

    def copy(self) -> "_State":
        return _State(
            self.ctm, self.fill, self.stroke, self.width, self.cap, self.font, self.size, self.mode, self.clips
        )


def _hex(operands: Any) -> str:
    values = [float(v) for v in operands]
    values = values * 3 if len(values) == 1 else values
    return "#" + "".join(f"{round(v * 255):02x}" for v in values)


@dataclass(slots=True)
class Sheet:
    """One page: its size in points, and what is painted on it in order."""

    width: float
    height: float
    texts: list[Text] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    marks: list[tuple[Tag, Box]] = field(default_factory=list)  # every visible thing, with its extent

    def tagged(self, number: int) -> list[Text]:
        return [text for text in self.texts if text.tag.number == number]

    def extent(self, number: int) -> Box | None:
        boxes = [box for tag, box in self.marks if tag.number == number]
        return around([(b[0], b[1]) for b in boxes] + [(b[2], b[3]) for b in boxes]) if boxes else None


class Reader:
    """Interprets one page."""

    def __init__(self, page: Any, fonts: dict[tuple[int, int], Font]) -> None:
        box = [float(v) for v in page.MediaBox]
        self.sheet = Sheet(box[2] - box[0], box[3] - box[1])
        self.page, self.known = page, fonts
        self.state, self.stack = _State(), []  # type: tuple[_State, list[_State]]
        self.tags: list[Tag | None] = []
        self.tag = Tag()
        self.rings: list[Ring] = []
        self.closed: list[bool] = []
        self.clip = False
        self.tm: Matrix = IDENTITY
        self.halo: tuple[tuple[int, ...], str] | None = None
        self.order = 0

    def read(self) -> Sheet:
        for operands, operator in pikepdf.parse_content_stream(self.page):
            name = str(operator)
            method = _METHODS.get(name)
            if method is not None:
                method(self, operands)
        return self.sheet

    def font(self, operands: Any) -> None:
        object = self.page.Resources.Font[str(operands[0])]
        key = object.objgen
        if key not in self.known:
            self.known[key] = Font.read(object)
        self.state.font, self.state.size = self.known[key], float(operands[1])

    def mark(self, operands: Any) -> None:
        tag: Tag | None = None
        about = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}
        if str(operands[0]) == "/Artifact":
            tag = Tag(None, str(about.get("/Type", "")).lstrip("/"))
        elif "/MCID" in about:
            tag = Tag(int(about["/MCID"]))
        self.tags.append(tag)
        self._now()

    def unmark(self, operands: Any) -> None:
        if self.tags:
            self.tags.pop()
        self._now()

    def _now(self) -> None:
        self.tag = next((tag for tag in reversed(self.tags) if tag is not None), Tag())

    def move(self, operands: Any) -> None:
        self.rings.append([at(self.state.ctm, float(operands[0]), float(operands[1]))])

    def line(self, operands: Any) -> None:
        self.rings[-1].append(at(self.state.ctm, float(operands[0]), float(operands[1])))

    def curve(self, operands: Any) -> None:
        self.rings[-1] += [
            at(self.state.ctm, float(operands[n]), float(operands[n + 1])) for n in range(0, len(operands), 2)
        ]

    def rect(self, operands: Any) -> None:
        x, y, w, h = (float(v) for v in operands)
        self.rings.append([at(self.state.ctm, *p) for p in ((x, y), (x + w, y), (x + w, y + h), (x, y + h))])

    def end(self, *, fill: bool = False, stroke: bool = False, evenodd: bool = False) -> None:
        s, rings = self.state, [ring for ring in self.rings if ring]
        if rings:
            self.order += 1
            box = around([p for ring in rings for p in ring])
            if fill:
                self.sheet.fills.append(Fill(rings, box, s.fill, self.tag, self.order, evenodd, s.clips))
            if fill or stroke:
                pad = s.width * abs(s.ctm[0]) / 2 if stroke else 0.0
                seen = (box[0] - pad, box[1] - pad, box[2] + pad, box[3] + pad)
                for _, clip in s.clips:
                    seen = (max(seen[0], clip[0]), max(seen[1], clip[1]), min(seen[2], clip[2]), min(seen[3], clip[3]))
                if seen[0] <= seen[2] and seen[1] <= seen[3]:
                    self.sheet.marks.append((self.tag, seen))
            if stroke and s.cap == 1:
                self._discs(rings)
            if self.clip:
                s.clips = (*s.clips, (rings, box))
        self.rings, self.clip = [], False

    def _discs(self, rings: list[Ring]) -> None:
        """A zero-length stroke with round ends is a disc: a fill for what is written on it."""
        r = self.state.width * abs(self.state.ctm[0]) / 2 * 0.8
        for ring in rings:
            if len(ring) == 2 and abs(ring[0][0] - ring[1][0]) < 0.1 and abs(ring[0][1] - ring[1][1]) < 0.1:
                x, y = ring[0]
                square = [(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)]
                self.sheet.fills.append(
                    Fill([square], around(square), self.state.stroke, self.tag, self.order, True, ())
                )

    def show(self, operands: Any) -> None:
        s = self.state
        if s.font is None:
            return
        codes: list[int] = []
        wide = 0.0
        for item in operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]:
            if isinstance(item, pikepdf.String):
                raw = bytes(item)
                found = [raw[n] * 256 + raw[n + 1] for n in range(0, len(raw) - 1, 2)]
                codes += found
                wide += sum(s.font.widths.get(code, 1000.0) for code in found)
            else:
                wide -= float(item)
        self.order += 1
        advance = wide * s.size / 1000
        m = times(self.tm, s.ctm)
        self.tm = times((1.0, 0.0, 0.0, 1.0, advance, 0.0), self.tm)
        if s.mode == HIDDEN:
            return
        if s.mode == 2:
            self.halo = tuple(codes), s.fill
            return
        text = "".join(s.font.texts.get(code, "\ufffd") for code in codes)
        shown = text.rstrip()
        seen = advance - sum(s.font.widths.get(c, 0.0) for c in codes[len(codes) - (len(text) - len(shown)) :]) * s.size / 1000 if len(shown) < len(text) else advance  # fmt: skip
        # Tm may turn the page upright again: ascent is away from the baseline either way.
        box = around([at(m, x, y) for x in (0.0, max(seen, 0.0)) for y in (-0.21 * s.size, 0.68 * s.size)])
        made = Text(text, tuple(codes), box, s.size * abs(m[3]), s.font, s.fill, self.tag, self.order, abs(m[1]) < 0.01)
        halo, self.halo = self.halo, None
        made.ground = halo[1] if halo and halo[0] == made.codes else ""
        self.sheet.texts.append(made)
        if shown:
            self.sheet.marks.append((self.tag, box))

    def image(self, operands: Any) -> None:
        object = self.page.Resources.XObject[str(operands[0])]
        m, box = self.state.ctm, [0.0, 0.0, 1.0, 1.0]
        if object.get("/Subtype") == "/Form":
            box = [float(v) for v in object.BBox]
            m = times(tuple(float(v) for v in object.get("/Matrix", IDENTITY)), m)  # type: ignore[arg-type]
        corners = around([at(m, x, y) for x in (box[0], box[2]) for y in (box[1], box[3])])
        self.sheet.marks.append((self.tag, corners))

    def save(self, operands: Any) -> None:
        self.stack.append(self.state.copy())

    def restore(self, operands: Any) -> None:
        self.state = self.stack.pop()

    def transform(self, operands: Any) -> None:
        self.state.ctm = times(tuple(float(v) for v in operands), self.state.ctm)  # type: ignore[arg-type]

    def place(self, operands: Any) -> None:
        self.tm = tuple(float(v) for v in operands)  # type: ignore[assignment]

    def begin(self, operands: Any) -> None:
        self.tm = IDENTITY

    def shift(self, operands: Any) -> None:
        self.tm = times((1.0, 0.0, 0.0, 1.0, float(operands[0]), float(operands[1])), self.tm)

    def set(self, name: str, value: Any) -> None:
        setattr(self.state, name, value)

    def clipped(self) -> None:
        self.clip = True


_METHODS: dict[str, Any] = {
    "Tf": Reader.font, "BDC": Reader.mark, "BMC": Reader.mark, "EMC": Reader.unmark, "m": Reader.move, "l": Reader.line,
    "c": Reader.curve, "v": Reader.curve, "y": Reader.curve, "re": Reader.rect, "TJ": Reader.show, "Tj": Reader.show,
    "Do": Reader.image, "q": Reader.save, "Q": Reader.restore, "cm": Reader.transform, "Tm": Reader.place,
    "BT": Reader.begin, "Td": Reader.shift,
    "f": lambda r, o: r.end(fill=True), "f*": lambda r, o: r.end(fill=True, evenodd=True),
    "B": lambda r, o: r.end(fill=True, stroke=True), "B*": lambda r, o: r.end(fill=True, stroke=True, evenodd=True),
    "S": lambda r, o: r.end(stroke=True), "s": lambda r, o: r.end(stroke=True), "n": lambda r, o: r.end(),
    "W": lambda r, o: r.clipped(), "W*": lambda r, o: r.clipped(),
    "rg": lambda r, o: r.set("fill", _hex(o)), "g": lambda r, o: r.set("fill", _hex(o)),
    "RG": lambda r, o: r.set("stroke", _hex(o)), "G": lambda r, o: r.set("stroke", _hex(o)),
    "w": lambda r, o: r.set("width", float(o[0])), "J": lambda r, o: r.set("cap", int(o[0])),
    "Tr": lambda r, o: r.set("mode", int(o[0])),
}  # fmt: skip


@dataclass(slots=True, eq=False)
class Element:
    """A node of the tag tree with the marked content and annotations below it, in order."""

    type: str
    object: Any
    parent: "Element | None"
    kids: list["Element | tuple[int, int] | Any"] = field(default_factory=list)  # (page, number), or an annotation

    @property
    def elements(self) -> list["Element"]:
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def walk(self) -> Iterator["Element"]:
        yield self
        for kid in self.elements:
            yield from kid.walk()

    def runs(self) -> Iterator[tuple[int, int]]:
        """(page, number) of the content below, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.runs()
            elif isinstance(kid, tuple):
                yield kid

    def runs_own(self) -> list[tuple[int, int]]:
        return [kid for kid in self.kids if isinstance(kid, tuple)]

    @property
    def attributes(self) -> Any:
        return self.object.get("/A", {})


class Paper:
    """A PDF opened: its tag tree and its painted pages."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.page_of = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}

    @cached_property
    def sheets(self) -> list[Sheet]:
        fonts: dict[tuple[int, int], Font] = {}
        sheets = [Reader(page, fonts).read() for page in self.pdf.pages]
        self.fonts = list(fonts.values())
        return sheets

    @cached_property
    def root(self) -> Element:
        top = Element("", self.pdf.Root.StructTreeRoot, None)
        self._grow(top, 0)
        return top

    @cached_property
    def elements(self) -> list[Element]:
        return list(self.root.walk())[1:]

    def of(self, *types: str) -> list[Element]:
        return [element for element in self.elements if element.type in types]

    def _grow(self, node: Element, depth: int) -> None:
        kids = node.object.get("/K", [])
        page = self.page_of.get(node.object.Pg.objgen) if "/Pg" in node.object else None
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, int):
                node.kids.append((page, int(kid)))
            elif kid.get("/Type") == "/MCR":
                node.kids.append((self.page_of.get(kid.Pg.objgen) if "/Pg" in kid else page, int(kid.MCID)))
            elif kid.get("/Type") == "/OBJR":
                node.kids.append(kid.Obj)
            elif "/S" in kid and depth < 60:
                made = Element(str(kid.S).lstrip("/"), kid, node)
                node.kids.append(made)
                self._grow(made, depth + 1)

    @cached_property
    def shown(self) -> dict[tuple[int, int], str]:
        """Text of each piece of marked content."""
        found: dict[tuple[int, int], str] = {}
        for number, sheet in enumerate(self.sheets):
            for text in sheet.texts:
                if text.tag.number is not None:
                    found[number, text.tag.number] = found.get((number, text.tag.number), "") + text.text
        return found

    def text(self, element: Element) -> str:
        """Its words as a reader of the tags hears them, pictures' inner texts left out."""
        if element.type == "Figure":
            return ""
        parts = []
        for kid in element.kids:
            if isinstance(kid, Element):
                parts.append(self.text(kid))
            elif isinstance(kid, tuple):
                parts.append(self.shown.get(kid, ""))
        return f"{''.join(parts)} " if element.type in BLOCKS else "".join(parts)


BLOCKS = {"P", "TD", "TH", "LBody", "Lbl", "H1", "H2", "H3", "H4", "Caption"}
