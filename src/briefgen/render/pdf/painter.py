"""A drawing painted straight into a page's content stream, as the layout engine's own images are.

No SVG is written, parsed or walked: the display list becomes PDF operators, its texts glyph numbers of the same font
program as the prose. Handed over through the public `cache` option; the stream and font objects are the engine's own.
"""

from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from weasyprint.text.ffi import gobject, pango
from weasyprint.text.fonts import ffi, get_font_description

from briefgen.errors import RenderError
from briefgen.render.drawing import Dots, Drawing, Path, Text
from briefgen.render.metrics import glyphs
from briefgen.render.svg import number as n

PX = 4 / 3  # CSS pixels in a point


@cache
def _colour(value: str) -> str:
    return " ".join(n(int(value[at : at + 2], 16) / 255) if value[at : at + 2] != "00" else "0" for at in (1, 3, 5))


def painted(item: Path | Dots) -> bytes:
    """The operators of a path or of dots, as they stand in the page."""
    if isinstance(item, Dots):
        return _dots(item)
    end = b" h " if item.closed else b" "
    drawn = b"".join(
        (b"%.2f %.2f m" + b" %.2f %.2f l" * (len(line) - 1)) % tuple(chain.from_iterable(line)) + end
        for line in item.lines
    )
    look = f"{_colour(item.fill)} rg " if item.fill else ""
    if item.stroke:
        look += f"{_colour(item.stroke)} RG {n(item.width)} w 1 j 0 J "
        look += f"[{item.dash.replace(',', ' ')}] 0 d " if item.dash else "[] 0 d "
    how = {(True, True): b"B*", (True, False): b"f*", (False, True): b"S"}[bool(item.fill), bool(item.stroke)]
    return look.encode() + _short(drawn) + how


def _short(operators: bytes) -> bytes:
    """Whole numbers without their noughts."""
    if b"nan" in operators:
        raise RenderError("A picture was given a coordinate that is not a number; check its figures.")
    return operators.replace(b".00 ", b" ")


def paths(drawing: Drawing) -> dict[int, bytes]:
    """The operators of all but the texts by place in the list: written for the page, read again by its audit."""
    if not drawing.operators:
        drawing.operators.update(
            (at, painted(item)) for at, item in enumerate(drawing.items) if not isinstance(item, Text)
        )
    return drawing.operators


@lru_cache(maxsize=128)
def _dots(item: Dots) -> bytes:
    """The other authorities' dots are the same in every document of a worker."""
    drawn = b"%.2f %.2f m %.2f %.2f l " * len(item.points) % tuple(v for x, y in item.points for v in (x, y, x, y))
    return f"{_colour(item.colour)} RG {n(item.diameter)} w 1 J [] 0 d ".encode() + _short(drawn) + b"S"


class Painted:
    """What the engine asks of an image: an intrinsic size, and to be drawn."""

    def __init__(self, drawing: Drawing) -> None:
        self.drawing = drawing

    def get_intrinsic_size(self, resolution: float, font_size: float) -> tuple[float, float, float]:
        """Width and height in CSS pixels, and their ratio."""
        return self.drawing.width * PX, self.drawing.height * PX, self.drawing.width / self.drawing.height

    def draw(self, stream: Any, width: float, height: float, style: Mapping[str, Any]) -> None:
        scale = width / self.drawing.width
        fonts: dict[int, Any] = {}
        operators = paths(self.drawing)
        with stream.stacked():
            stream.transform(a=scale, d=scale)
            for at, item in enumerate(self.drawing.items):
                if not isinstance(item, Text):
                    stream.stream.append(operators[at])
                else:
                    if item.weight not in fonts:
                        fonts[item.weight] = _font(stream, style, item.weight)
                    stream.stream.append(_text(item, fonts[item.weight]))


def _font(stream: Any, style: Any, weight: int) -> Any:
    """The engine's font object of that weight in the text's own family."""
    description = get_font_description(style)
    pango.pango_font_description_set_weight(description, weight)
    font_map = style.font_config.font_map
    context = ffi.gc(pango.pango_font_map_create_context(font_map), gobject.g_object_unref)
    loaded = ffi.gc(pango.pango_font_map_load_font(font_map, context, description), gobject.g_object_unref)
    return stream.add_font(loaded)[0]


def _text(item: Text, font: Any) -> str:
    known, hexes = glyphs(item.weight), []
    for char in item.text:
        if ord(char) not in known:
            raise RenderError(f"A picture holds the character {char!r} (in {item.text!r}), which the font lacks.")
        glyph, advance = known[ord(char)]
        font.to_unicode.setdefault(glyph, char)
        font.widths.setdefault(glyph, round(advance * 1000))
        hexes.append(f"{glyph:04x}")
    show = f"1 0 0 -1 {n(item.left)} {n(item.y)} Tm [<{''.join(hexes)}>] TJ"
    look = f"/{font.hash} {n(item.size)} Tf"
    halo = f"2 Tr {_colour(item.halo)} rg {_colour(item.halo)} RG 2.4 w 1 j [] 0 d {show} 0 Tr " if item.halo else ""
    return f"BT {look} {halo}{_colour(item.colour)} rg {show} ET"
