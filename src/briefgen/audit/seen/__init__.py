"""What a reader sees of a PDF and what a reader's program does with it, beside its text: glyphs, pages, actions, layers.

The text layer can be right where the page is not: a font whose digits are exchanged, a page turned or cut to a stamp, a
script. Nothing here knows a briefing; what none of them holds is reported.
"""

from briefgen.audit.seen.odd import BRAND, TEMPLATES, Odd
from briefgen.audit.seen.whole import odd_parts

__all__ = ["BRAND", "TEMPLATES", "Odd", "odd_parts"]
