"""How wide a text is in Source Sans Pro, from the font file's own advance widths."""

from functools import cache

from fontTools.ttLib import TTFont

from briefgen import resources
from briefgen.errors import InstallError

_FILES = {400: "Regular", 600: "Semibold", 700: "Bold"}


@cache
def glyphs(weight: int) -> dict[int, tuple[int, float]]:
    """Code point to (glyph number, advance in em) of one weight."""
    path = resources.fonts_dir() / f"SourceSansPro-{_FILES[weight]}.ttf"
    try:
        font = TTFont(path, lazy=True)
    except OSError as error:
        raise InstallError(f"The font file {path.name} is missing; install font-source-sans-pro again.") from error
    metrics, em = font["hmtx"].metrics, font["head"].unitsPerEm
    return {code: (font.getGlyphID(name), metrics[name][0] / em) for code, name in font.getBestCmap().items()}


def text_width(text: str, size: float, weight: int = 400) -> float:
    """Width in points of one line of text at `size` points."""
    known = glyphs(weight)
    return sum(known[ord(c)][1] if ord(c) in known else 0.5 for c in text) * size
