"""TrueType outlines as bytes (OpenType 1.9, tables glyf, loca and hmtx), without the hints."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

# Tables that neither draw nor place a glyph, beside those that are compared.
_HARMLESS = frozenset(b"GDEF OS/2 cmap gasp glyf head hhea hmtx loca maxp name post BASE".split())
_WORDS, _SCALED, _MORE, _SCALED_TWICE, _MATRIX, _HINTED = 0x1, 0x8, 0x20, 0x40, 0x80, 0x100


@dataclass(slots=True)
class Outlines:
    """em: units in an em. count: of glyphs. more: tables that could change what is drawn, as hints do."""

    em: int
    count: int
    more: tuple[bytes, ...]
    _glyf: bytes
    _loca: tuple[int, ...]
    _hmtx: bytes
    _long: int  # glyphs with an advance of their own
    _known: dict[int, bytes] = field(default_factory=dict)

    def glyph(self, number: int) -> bytes:
        return self._glyf[self._loca[number] : self._loca[number + 1]]

    def plain(self, number: int) -> bytes:
        """Without hints; kept, since the same glyphs are asked for again and again."""
        if number not in self._known:
            self._known[number] = plain(self.glyph(number))
        return self._known[number]

    def metric(self, number: int) -> tuple[int, int]:
        """(advance, left side bearing), in units of the em."""
        if number < self._long:
            advance, bearing = struct.unpack_from(">Hh", self._hmtx, 4 * number)
            return advance, bearing
        (advance,) = struct.unpack_from(">H", self._hmtx, 4 * (self._long - 1))
        (bearing,) = struct.unpack_from(">h", self._hmtx, 4 * self._long + 2 * (number - self._long))
        return advance, bearing

    def advance(self, number: int) -> float:
        """In thousandths of the em."""
        return self.metric(number)[0] * 1000 / self.em


def read_outlines(content: bytes) -> Outlines:
    """Raises KeyError or struct.error for what is no TrueType font."""
    kind, tables = struct.unpack_from(">4sH", content)
    if kind not in (b"\x00\x01\x00\x00", b"true"):
        raise ValueError("no TrueType font")
    found = {}
    for n in range(tables):
        tag, _, at, length = struct.unpack_from(">4sLLL", content, 12 + 16 * n)
        found[tag.strip()] = content[at : at + length]
    (em,) = struct.unpack_from(">H", found[b"head"], 18)
    (long,) = struct.unpack_from(">h", found[b"head"], 50)
    (count,) = struct.unpack_from(">H", found[b"maxp"], 4)
    (metrics,) = struct.unpack_from(">H", found[b"hhea"], 34)
    loca = struct.unpack_from(f">{count + 1}{'L' if long else 'H'}", found[b"loca"])
    return Outlines(
        em, count, tuple(sorted(set(found) - _HARMLESS)), found[b"glyf"],
        loca if long else tuple(2 * at for at in loca), found[b"hmtx"], metrics,
    )  # fmt: skip


def _parts(glyph: bytes) -> Iterator[tuple[int, int, int]]:
    """(where it begins, where it ends, its flags) of each component of a glyph made of others."""
    at, flags = 10, _MORE
    while flags & _MORE:
        (flags,) = struct.unpack_from(">H", glyph, at)
        size = 8 if flags & _WORDS else 6
        size += 2 if flags & _SCALED else 4 if flags & _SCALED_TWICE else 8 if flags & _MATRIX else 0
        yield at, at + size, flags
        at += size


def pieces(glyph: bytes) -> list[int]:
    """Numbers of the glyphs that one is made of."""
    if len(glyph) < 10 or glyph[0] < 0x80:
        return []
    return [struct.unpack_from(">H", glyph, at + 2)[0] for at, _, _ in _parts(glyph)]


def plain(glyph: bytes) -> bytes:
    """The outline alone: hints and the padding at its end left out."""
    if len(glyph) < 10:
        return glyph.rstrip(b"\x00")
    if glyph[0] >= 0x80:
        made = bytearray(glyph[:10])
        for at, end, flags in _parts(glyph):
            made += struct.pack(">H", flags & ~_HINTED) + glyph[at + 2 : end]
        return bytes(made)
    at = 10 + 2 * struct.unpack_from(">h", glyph)[0]
    (hints,) = struct.unpack_from(">H", glyph, at)
    return (glyph[:at] + glyph[at + 2 + hints :]).rstrip(b"\x00")
