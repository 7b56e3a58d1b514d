"""The words that a reader of an HTML twin sees, a line a block, each with the section it stands in."""

from collections.abc import Iterator

from lxml import etree, html

BLOCKS = {"address", "blockquote", "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2",
          "h3", "h4", "h5", "h6", "header", "li", "main", "nav", "ol", "p", "section", "summary", "table", "tbody", "tfoot",
          "thead", "tr", "ul", "svg"}  # fmt: skip
UNSEEN = {"script", "style", "template", "title", "desc", "defs"}
APART = {"td", "th", "text"}  # of a row, or of a picture: on one line, with a bar between


def lines(content: bytes) -> Iterator[tuple[str, str]]:
    """(section, words) of each block from top to bottom; a table's row and a picture's labels are a line each."""
    body = html.document_fromstring(content, parser=html.HTMLParser(encoding="utf-8", huge_tree=True)).find("body")
    line = _Line()
    yield from _walk(body, "page", line)
    yield from line.end("page")


class _Line:
    def __init__(self) -> None:
        self.parts: list[str] = []

    def end(self, section: str) -> Iterator[tuple[str, str]]:
        words = " ".join("".join(self.parts).split()).strip("| ")
        self.parts.clear()
        if words:
            yield section, words


def _walk(element: etree._Element, section: str, line: _Line) -> Iterator[tuple[str, str]]:
    if not isinstance(element.tag, str) or element.tag in UNSEEN:
        return
    own = section
    if element.tag in ("section", "nav"):
        own = element.get("id") or element.get("class") or element.tag
    if element.tag in BLOCKS:
        yield from line.end(section)
    line.parts.append(element.text or "")
    for child in element:
        yield from _walk(child, own, line)
        line.parts.append(child.tail or "")
    if element.tag in APART:
        line.parts.append(" | ")
    if element.tag in BLOCKS:
        yield from line.end(own)
