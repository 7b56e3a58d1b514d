"""A file beside the same briefing drawn again: pixels, links, bookmarks, and at last the operators."""

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

from briefgen.audit.seen.odd import Odd
from briefgen.audit.seen.pixels import odd_drawing


def odd_redrawn(content: bytes, own: bytes) -> Iterator[Odd]:
    """What of `content` looks, or leads, otherwise than `own`. The same bytes do the same."""
    if content == own:
        return
    found = list(odd_drawing(content, own))
    with pikepdf.open(io.BytesIO(content)) as pdf, pikepdf.open(io.BytesIO(own)) as wanted:
        if _links(pdf) != _links(wanted):
            found.append(Odd(None, "a link of it lies, or leads, elsewhere than this briefing’s"))
        if _bookmarks(pdf) != _bookmarks(wanted):
            found.append(Odd(None, "a bookmark of it leads elsewhere than this briefing’s"))
        if not found and _operators(pdf) != _operators(wanted):
            found.append(Odd(None, "its pages are drawn otherwise than this briefing’s, though its words are the same"))
    yield from found


def _operators(pdf: pikepdf.Pdf) -> list[bytes]:
    return [page.Contents.read_bytes() for page in pdf.pages]


def _links(pdf: pikepdf.Pdf) -> list[tuple[int, str, str]]:
    """(page, area, target) of each link."""
    at = _numbers(pdf)
    tree = pdf.Root.get("/Names", {}).get("/Dests")
    places = dict(pikepdf.NameTree(tree).items()) if tree is not None else {}
    found = []
    for number, page in enumerate(pdf.pages, 1):
        for link in page.get("/Annots", []):
            target = link.get("/Dest")
            if "/A" in link:
                led = str(link.A.URI)
            else:
                led = _place(places.get(str(target)) if isinstance(target, pikepdf.String) else target, at)
            found.append((number, link.Rect.unparse().decode(), led))
    return found


def _bookmarks(pdf: pikepdf.Pdf) -> list[str]:
    at, found = _numbers(pdf), []
    with pdf.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop(0)
            found.append(_place(item.destination, at))
            waiting = [*item.children, *waiting]
    return found


def _numbers(pdf: pikepdf.Pdf) -> dict[tuple[int, int], int]:
    return {page.objgen: number for number, page in enumerate(pdf.pages, 1)}


def _place(target: Any, at: dict[tuple[int, int], int]) -> str:
    """The number of a page and the place on it."""
    if not isinstance(target, pikepdf.Array) or not len(target):
        return "nowhere"
    page = at.get(target[0].objgen) if isinstance(target[0], pikepdf.Dictionary) else None
    return " ".join([str(page), *map(str, list(target)[1:])])
