"""How wide a text is in Source Sans Pro, from the font file's own advance widths."""

from functools import cache

from fontTools.ttLib import TTFont

from briefgen import resources
from briefgen.errors import InstallError

_FILES = {400: "Regular", 600: "Semibold", 700: "Bold"}


@cache
def _advances(weight: int) -> tuple[dict[int, int], int]:
    path = resources.fonts_dir() / f"SourceSansPro-{_FILES[weight]}.ttf"
    try:
        font = TTFont(path, lazy=True)
    except OSError as error:
        raise InstallError(f"The font file {path.name} is missing; install font-source-sans-pro again.") from error
    metrics = font["hmtx"].metrics
    return {code: metrics[glyph][0] for code, glyph in font.getBestCmap().items()}, font["head"].unitsPerEm


def text_width(text: str, size: float, weight: int = 400) -> float:
    """Width in points of one line of text at `size` points."""
    widths, em = _advances(weight)
    return sum(widths.get(ord(c), em // 2) for c in text) * size / em
