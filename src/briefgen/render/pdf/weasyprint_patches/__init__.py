"""Shortcuts through the engine: the same pages from less work, only on the versions they were proven on.

Nothing depends on them: on another version they stay off, and the documents look the same. Each keeps what does not
change from one document to the next (styles, broken lines, shaped words) under a key that names all it was made from,
so nothing of one area can reach another's pages.
"""

import sys
from typing import Any

import pydyf
import weasyprint

from briefgen.render.pdf.weasyprint_patches import boxes, cells, lines, stacking, styles, text, writing

PROVEN = ("70.0", "0.13.0")  # WeasyPrint, pydyf
PARTS = (writing, styles, text, boxes, lines, cells, stacking)
_replaced: list[tuple[Any, str, Any]] = []


def install() -> bool:
    """True when the shortcuts are on. Safe to call again."""
    if (weasyprint.__version__, pydyf.VERSION) != PROVEN:
        remove()
        return False
    if not _replaced:
        for part in PARTS:
            for place, name, new in part.REPLACED:
                _replace(place, name, new)
    return True


def remove() -> None:
    """The engine as it comes."""
    while _replaced:
        place, name, old = _replaced.pop()
        setattr(place, name, old)


def _replace(place: Any, name: str, new: Any) -> None:
    """In the place that defines it, and in every module of the engine that took its name from there."""
    old = getattr(place, name)
    modules = [module for key, module in sorted(sys.modules.items()) if key.startswith("weasyprint")]
    for where in (place, *(module for module in modules if module is not place)):
        if vars(where).get(name) is old:
            _replaced.append((where, name, old))
            setattr(where, name, new)


__all__ = ["PARTS", "PROVEN", "install", "remove"]
