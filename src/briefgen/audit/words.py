"""What a file holds, and how its text is cut into words and numbers."""

import re
from dataclasses import dataclass, field

from briefgen.audit.seen import Odd

NUMBER = re.compile(r"[−+£]?\d[\d,]*(?:\.\d+)?%?")
_WORD = re.compile(r"[^\W\d_]+(?:’[^\W\d_]+)?|" + NUMBER.pattern)


def tokens(text: str) -> list[str]:
    """Words and numbers; a hyphen or a line end never joins or splits one."""
    return [token.rstrip(",") for token in _WORD.findall(text)]


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a number, and the page it stands on (None in HTML)."""

    text: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says of itself and holds.

    words: in reading order (a PDF's by its tags), running heads and feet left out. furniture: those, page by page.
    alts: descriptions of the pictures, in order. oddities: things no briefing holds. links: how many.
    """

    title: str
    keywords: str
    words: tuple[Token, ...]
    content: bytes  # the drawing operators of a PDF, the markup of an HTML file
    enclosures: dict[str, bytes]
    furniture: tuple[str, ...] = ()
    alts: tuple[str, ...] = ()
    strokes: tuple[int, ...] = ()  # how often each described picture paints
    said: dict[str, str] = field(default_factory=dict)  # author, description, generator; "xmp": the packet
    bookmarks: tuple[str, ...] = ()
    running: tuple[str, ...] = ()  # phrases that may stand in a head or a foot (of the HTML a PDF is made from)
    oddities: tuple[Odd, ...] = ()
    links: int = 0  # inside the document
    addresses: tuple[str, ...] = ()  # where its other links lead, in order

    @property
    def numbers(self) -> int:
        return sum(1 for token in self.words if any(c.isdigit() for c in token.text))
