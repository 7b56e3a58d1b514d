"""The embedded fonts against those the program ships: each glyph's outline, width and letter are the original's.

The engine cuts a font down to the glyphs in use and drops its hints; glyph numbers stay. What is left of each glyph
must be the original's, byte by byte but for the hints.
"""

import re
import struct
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

from fontTools import agl
from fontTools.ttLib import TTFont

from briefgen import resources
from briefgen.audit.seen.odd import Odd
from briefgen.audit.seen.outlines import Outlines, pieces, plain, read_outlines

_FACES = {
    "Source-Sans-Pro": "Regular",
    "Source-Sans-Pro-Semi-Bold": "Semibold",
    "Source-Sans-Pro-Bold": "Bold",
    "Source-Sans-Pro-Italic": "It",
    "Source-Sans-Pro-Oblique": "It",
}
_NAME = re.compile(r"/[A-Z]{6}\+([A-Za-z-]+)")
_PAIR = rb"<[0-9a-f]{4}> <(?:[0-9a-f]{4})+>\n"
_MAP = re.compile(
    rb"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n<< /Registry \(Adobe\)\n"
    rb"/Ordering \(UCS\)\n/Supplement 0\n>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    rb"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
    rb"(?:\d+ beginbfchar\n(?:" + _PAIR + rb")*endbfchar\n)*"
    rb"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\s*"
)
_PAIRS = re.compile(rb"(?m)^<([0-9a-f]{4})> <([0-9a-f]+)>$")


class Face(NamedTuple):
    """A font as it is shipped. letters: of a glyph, all that it may stand for."""

    outlines: Outlines
    letters: dict[int, frozenset[str]]


@cache
def face(name: str) -> Face:
    """Raises OSError where the font package lacks its file."""
    path = resources.fonts_dir() / f"SourceSansPro-{name}.ttf"
    content = path.read_bytes()
    font = TTFont(path, lazy=True)
    order = font.getGlyphOrder()
    letters = {number: {agl.toUnicode(glyph)} for number, glyph in enumerate(order)}
    for code, glyph in font.getBestCmap().items():
        letters[font.getGlyphID(glyph)].add(chr(code))
    return Face(read_outlines(content), {number: frozenset(found) for number, found in letters.items()})


def odd_fonts(fonts: Iterable[Any]) -> Iterator[Odd]:
    for font in fonts:
        try:
            yield from _odd_font(font)
        except (AttributeError, IndexError, KeyError, TypeError, ValueError, struct.error):
            yield Odd(None, f"its font {str(font.get('/BaseFont', ''))[1:40]} is not as a briefing embeds one")


def _odd_font(font: Any) -> Iterator[Odd]:
    name = str(font.BaseFont)
    known = _NAME.fullmatch(name)
    glyphs = font.DescendantFonts[0]
    looks = glyphs.FontDescriptor
    if known is None or known[1] not in _FACES or {str(glyphs.BaseFont), str(looks.FontName)} != {name}:
        yield Odd(None, f"its font {name[1:40]} is none of ours")
        return
    own = face(_FACES[known[1]])
    table = font.ToUnicode.read_bytes()
    if _MAP.fullmatch(table) is None or len(font.DescendantFonts) != 1:
        yield Odd(None, f"its font {name[1:]} says otherwise than ours which letters its glyphs are")
        return
    listed = _PAIRS.findall(table, table.index(b"endcodespacerange"))
    pairs = [(int(code, 16), bytes.fromhex(text.decode()).decode("utf-16-be")) for code, text in listed]
    used = {glyph for glyph, _ in pairs}
    if len(pairs) != len(used) or any(text not in own.letters.get(glyph, ()) for glyph, text in pairs):
        yield Odd(None, f"its font {name[1:]} calls a glyph another letter than it is")
    if any(abs(width - own.outlines.advance(glyph)) > 1 for glyph, width in _widths(glyphs.W, used)):
        yield Odd(None, f"its font {name[1:]} has glyphs of other widths than ours")
    found = read_outlines(looks.FontFile2.read_bytes())
    wrong = _wrong(found, own.outlines, used)
    if wrong:
        shown = ", ".join(sorted(repr(text) for glyph, text in pairs if glyph in wrong)) or "one not in use"
        yield Odd(None, f"its font {name[1:]} draws other glyphs than ours: {shown[:80]}")
    if found.em != own.outlines.em or found.more:
        yield Odd(None, f"its font {name[1:]} holds more than the glyphs of ours")


def _widths(table: Any, used: set[int]) -> Iterator[tuple[int, float]]:
    """Each glyph in use and its stated width; the width is -9999 where none is stated. Thousandths of an em."""
    stated: dict[int, float] = {}
    row = list(table)
    if len(row) % 2:
        raise ValueError("a run of widths without an end")
    for first, widths in zip(row[::2], row[1::2], strict=True):
        stated.update((int(first) + n, float(width)) for n, width in enumerate(widths))
    for glyph in used | set(stated):
        yield glyph, stated.get(glyph, -9999.0)


def _wrong(found: Outlines, own: Outlines, used: set[int]) -> set[int]:
    """Glyphs that are drawn otherwise than ours, or are missing."""
    needed, waiting = set(used), list(used)
    while waiting:
        for piece in pieces(own.glyph(waiting.pop())):
            if piece not in needed:
                needed.add(piece)
                waiting.append(piece)
    wrong = set()
    for number in range(found.count):
        drawn = found.glyph(number)
        if (number in needed or drawn) and not (
            plain(drawn) == own.plain(number) and found.metric(number) == own.metric(number)
        ):
            wrong.add(number)
    return wrong | {number for number in needed if number >= found.count}
