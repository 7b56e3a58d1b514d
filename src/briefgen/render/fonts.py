"""The document's own fonts inside one HTML file, cut down to the letters a briefing uses."""

import base64
import io
from functools import cache

from fontTools import subset

from briefgen import resources
from briefgen.render.styles import FACES

LETTERS = "".join(map(chr, range(0x20, 0x7F))) + "£·×µ³–—‘’“”…−•éèöüâôÂŵŷ≥≤°½\u00a0"


@cache
def embedded_faces() -> str:
    """@font-face rules with the fonts as data addresses."""
    rules = []
    for style, weight, name in FACES:
        font = subset.load_font(str(resources.fonts_dir() / f"SourceSansPro-{name}.ttf"), subset.Options())
        cutter = subset.Subsetter(subset.Options(layout_features=["kern"], hinting=False))
        cutter.populate(text=LETTERS)
        cutter.subset(font)
        font.flavor = "woff"
        font.recalcTimestamp = False
        out = io.BytesIO()
        font.save(out)
        data = base64.b64encode(out.getvalue()).decode()
        rules.append(
            f'@font-face{{font-family:"Source Sans Pro";font-style:{style};font-weight:{weight};font-display:block;'
            f"src:url(data:font/woff;base64,{data})}}"
        )
    return "".join(rules)
