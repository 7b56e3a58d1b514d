"""A finished document read back: its words, its numbers, its drawings, as a stranger with the file would find them.

Nothing here knows how the file was made; what is read is compared in pipeline.audit.
"""

import io
import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import pikepdf

from briefgen.errors import AuditError

NUMBER = re.compile(r"[−+£]?\d[\d,]*(?:\.\d+)?%?")
_WORD = re.compile(r"[^\W\d_]+(?:’[^\W\d_]+)?|" + NUMBER.pattern)


def tokens(text: str) -> list[str]:
    """Words and numbers; a hyphen or a line end never joins or splits one."""
    return [token.rstrip(",") for token in _WORD.findall(text)]


@dataclass(frozen=True, slots=True)
class Read:
    """What a file says of itself and holds. pages: the words of each page, running heads and feet left out."""

    title: str
    keywords: str
    pages: tuple[str, ...]
    paint: bytes  # the drawing operators of a PDF, the markup of an HTML file
    enclosures: dict[str, bytes]

    @property
    def words(self) -> Counter[str]:
        return Counter(token for page in self.pages for token in tokens(page))


def read_pdf(content: bytes) -> Read:
    """Raises AuditError for what is no PDF."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            paint = b"\n".join(page.Contents.read_bytes() for page in pdf.pages)
            return Read(
                str(pdf.docinfo.get("/Title", "")),
                str(pdf.docinfo.get("/Keywords", "")),
                tuple(_page_words(page) for page in pdf.pages),
                paint,
                {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()},
            )
    except (pikepdf.PdfError, AttributeError, KeyError) as error:
        raise AuditError(f"is no readable PDF ({error})") from error


def _unicode(font: Any) -> dict[bytes, str]:
    """Two-byte glyph codes to text, from the font's own table."""
    table = font.ToUnicode.read_bytes().decode("latin-1").split("beginbfchar", 1)[-1]
    pairs = re.findall(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", table)
    return {bytes.fromhex(glyph): bytes.fromhex(text).decode("utf-16-be") for glyph, text in pairs}


def _page_words(page: Any) -> str:
    """Text in painting order; each run of marked content and each text object of a picture stands apart."""
    fonts = {name: _unicode(font) for name, font in page.Resources.Font.items()}
    font: dict[bytes, str] = {}
    furniture, depth, mode, text = 0, 0, 0, []
    for operands, operator in pikepdf.parse_content_stream(page, "BDC BMC EMC Tf Tr TJ ET"):
        match str(operator):
            case "BDC" | "BMC":
                depth += 1
                if str(operands[0]) == "/Artifact" and not furniture:
                    furniture = depth
            case "EMC":
                furniture = 0 if furniture == depth else furniture
                depth -= 1
                text.append(" ")
            case "Tf":
                font = fonts[str(operands[0])]
            case "Tr":
                mode = int(operands[0])
            case "TJ" if not furniture and mode == 0:  # a halo is painted in mode 2, its text once more in mode 0
                for item in operands[0]:
                    if isinstance(item, pikepdf.String):
                        raw = bytes(item)
                        text += [font.get(raw[at : at + 2], "\ufffd") for at in range(0, len(raw), 2)]
            case "ET" if depth:
                text.append("\x00")  # a text object's end: a space in a picture, nothing inside a paragraph
    return "".join(text)


class _Words(HTMLParser):
    """Words of a page's HTML; style, scripts and drawings apart, generated list markers not included."""

    BLOCKS = frozenset(
        [
            "p",
            "td",
            "th",
            "li",
            "h1",
            "h2",
            "h3",
            "h4",
            "dt",
            "dd",
            "caption",
            "br",
            "text",
            "div",
            "summary",
            "a",
            "option",
        ]
    )

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.title = ""
        self.keywords = ""
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "meta" and known.get("name") == "keywords":
            self.keywords = known.get("content") or ""
        if tag in ("style", "title", "script"):
            self.inside.append(tag)
        if tag in self.BLOCKS:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self.inside and tag == self.inside[-1]:
            self.inside.pop()
        if tag in self.BLOCKS:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.parts.append(data)
        elif self.inside[-1] == "title":
            self.title += data


def read_html(content: bytes) -> Read:
    """Raises AuditError for what is no UTF-8 text."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise AuditError(f"is no UTF-8 text ({error})") from error
    words = _Words()
    words.feed(text)
    return Read(words.title.strip(), words.keywords, ("".join(words.parts),), content, {})
