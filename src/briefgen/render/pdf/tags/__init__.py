"""The tag tree: what a screen reader reads, in the order of the page's HTML."""

from typing import Any

from briefgen.render.pdf.tags.content import Content
from briefgen.render.pdf.tags.tree import grow
from briefgen.render.pdf.tags.write import write


def add_tags(pdf: Any, document: Any, pdf_version: Any, page_streams: Any) -> None:
    """In place of the engine's own: one node per HTML element, whole across pages."""
    contents = [
        Content(stream, page.height * 0.75, document.fonts)
        for page, stream in zip(document.pages, page_streams, strict=True)
    ]
    root = grow([page._page_box for page in document.pages], contents)
    write(pdf, root, contents)


__all__ = ["add_tags"]
