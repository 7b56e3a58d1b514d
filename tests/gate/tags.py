"""Own checks of the tag tree: what no validator sees, because only the HTML knows it."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf

from tests.gate.paint import Element, Paper
from tests.gate.source import Source, words

CONTENT = {"P", "Span", "Link", "TH", "TD", "LBody", "Lbl", "H1", "H2", "H3", "H4", "Caption", "Figure"}


def reading(paper: Paper, source: Source) -> Iterator[str]:
    """Every word once, in the HTML's order, none run together; pages in order; headings as in the HTML."""
    heard = words("".join(paper.text(kid) for kid in paper.root.elements))
    if heard != source.words:
        at = next((n for n, (a, b) in enumerate(zip(heard, source.words, strict=False)) if a != b), min(len(heard), len(source.words)))  # fmt: skip
        yield f"words: {' '.join(heard[at : at + 6])!r} where the HTML has {' '.join(source.words[at : at + 6])!r}"
    for before, after in pairwise(paper.root.runs()):
        if after[0] is None or before[0] is None or after[0] < before[0]:
            yield f"order: content of page {after[0]} is read after page {before[0]}"
    found = [(int(e.type[1]), " ".join(words(paper.text(e)))) for e in paper.of("H1", "H2", "H3", "H4")]
    if found != source.headings:
        yield f"headings: {[h for h in found if h not in source.headings][:2]} are not those of the HTML"
    whole = Counter(" ".join(words(paper.text(e))) for e in paper.of("P"))
    missing = Counter(source.paragraphs) - whole
    if missing:
        yield f"paragraphs: {next(iter(missing))[:60]!r} is not one whole paragraph"
    for element in paper.elements:
        if any(isinstance(kid, tuple) for kid in element.kids) and element.type not in CONTENT:
            yield f"structure: text directly in a {element.type}"


def languages(paper: Paper, source: Source) -> Iterator[str]:
    """The document's language, and a Lang on each part that has another."""
    lang = str(paper.pdf.Root.get("/Lang", ""))
    if lang != source.root.get("lang"):
        yield f"language: the document says {lang!r}, the HTML {source.root.get('lang')!r}"
    found = [(str(e.object["/Lang"]), " ".join(words(paper.text(e)))) for e in paper.elements if "/Lang" in e.object]
    if Counter(found) != Counter(source.languages):
        yield f"language of parts: {found} in the tags, {source.languages} in the HTML"
    told = [(str(e.object["/E"]), " ".join(words(paper.text(e)))) for e in paper.elements if "/E" in e.object]
    if Counter(told) != Counter(source.expansions):
        yield f"expansions: {told} in the tags, {source.expansions} in the HTML"


def tables(paper: Paper, source: Source) -> Iterator[str]:
    """Each data cell is tied to exactly the heads above it and left of it: by the HTML's grid, and as painted."""
    names = {str(e.object.ID): e for e in paper.elements if "/ID" in e.object}
    for head, promise in zip(paper.of("TH"), source.heads, strict=False):
        about = head.attributes
        told = (" ".join(words(paper.text(head))), str(about.get("/Scope", "")).lstrip("/"),
                int(about.get("/ColSpan", 1)), int(about.get("/RowSpan", 1)))  # fmt: skip
        if told != promise or "/ID" not in head.object:
            yield f"tables: the head {told} should be {promise} and have a name"
    found = paper.of("Table")
    if len(found) != len(source.tables):
        yield f"tables: {len(found)} in the tags, {len(source.tables)} in the HTML"
        return
    for number, (table, wanted) in enumerate(zip(found, source.tables, strict=True), 1):
        cells = [e for e in table.walk() if e.type == "TD"]
        if len(cells) != len(wanted):
            yield f"table {number}: {len(cells)} data cells, {len(wanted)} in the HTML"
            continue
        for cell, promised in zip(cells, wanted, strict=True):
            ids = [str(id) for id in cell.attributes.get("/Headers", [])]
            if any(id not in names for id in ids):
                yield f"table {number}: the cell {promised.text!r} is tied to a head that does not exist"
                continue
            told = tuple(dict.fromkeys(" ".join(words(paper.text(names[id]))) for id in ids))
            if told != promised.heads:
                yield f"table {number}: the cell {promised.text!r} is tied to {told}, should be {promised.heads}"
            yield from _lies(paper, number, cell, [names[id] for id in ids])


def _lies(paper: Paper, number: int, cell: Element, heads: list[Element]) -> Iterator[str]:
    """A column's head is painted above its cells, a row's head to the left of them."""
    place = _place(paper, cell)
    if place is None:
        return
    page, (left, _, _, high) = place
    for head in heads:
        where = _place(paper, head)
        if where is None or where[0] != page:  # a head of an earlier page is painted again as an artifact
            continue
        row = str(head.attributes.get("/Scope")) == "/Row" and int(head.attributes.get("/ColSpan", 1)) == 1
        if (where[1][2] > left + 1) if row else (where[1][1] < high - 4):
            yield f"table {number}: the head {paper.text(head)!r} is not {'left of' if row else 'above'} {paper.text(cell)!r}"


def _place(paper: Paper, element: Element) -> tuple[int, tuple[float, float, float, float]] | None:
    runs = [run for run in element.runs() if run[0] is not None]
    boxes = [box for page, n in runs if page == runs[0][0] and (box := paper.sheets[page].extent(n))]
    if not boxes:
        return None
    return runs[0][0], (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))  # fmt: skip


def lists(paper: Paper, source: Source) -> Iterator[str]:
    found = [str(e.attributes.get("/ListNumbering", "/")).lstrip("/") for e in paper.of("L")]
    if found != source.lists:
        yield f"lists: numbered {found}, should be {source.lists}"
    for item in paper.of("LI"):
        if item.parent is None or item.parent.type != "L" or "LBody" not in [e.type for e in item.elements]:
            yield f"lists: the item {paper.text(item)[:40]!r} has no body or stands in no list"
    for label in paper.of("Lbl", "LBody"):
        if label.parent is None or label.parent.type != "LI":
            yield f"lists: {label.type} {paper.text(label)[:40]!r} stands in no item"


def _pairs(tree: Any, key: str) -> list[tuple[Any, Any]]:
    """A name or number tree flattened."""
    row = list(tree.get(key, []))
    found = list(zip(row[::2], row[1::2], strict=True))
    for kid in tree.get("/Kids", []):
        found += _pairs(kid, key)
    return found


def names(paper: Paper, source: Source) -> Iterator[str]:
    """IDTree and ParentTree lead back to where they came from."""
    root = paper.pdf.Root.StructTreeRoot
    ids = [(str(e.object.ID), e.object.objgen) for e in paper.elements if "/ID" in e.object]
    known = [(str(name), node.objgen) for name, node in _pairs(root.get("/IDTree", {}), "/Names")]
    if sorted(ids) != known or len({name for name, _ in ids}) != len(ids):
        yield f"IDTree: {len(known)} names in order do not lead to the {len(ids)} elements that carry them"
    rows = {int(key): value for key, value in _pairs(root.ParentTree, "/Nums")}
    if int(root.get("/ParentTreeNextKey", -1)) <= max(rows, default=-1):
        yield "ParentTree: the next key is in use"
    owner: dict[tuple[int, int], Element] = {}
    for element in paper.elements:
        if (
            element.parent is not None
            and element.parent.type
            and element.object.P.objgen != element.parent.object.objgen
        ):
            yield f"parent: a {element.type} names another element as its parent"
        for kid in element.kids:
            if isinstance(kid, tuple):
                if kid in owner:
                    yield f"ParentTree: content {kid} belongs to two elements"
                owner[kid] = element
            elif not isinstance(kid, Element) and _row(rows, kid.get("/StructParent")) != element.object.objgen:
                yield "ParentTree: an annotation does not lead back to its element"
    for number, page in enumerate(paper.pdf.pages):
        row = rows.get(int(page.obj.get("/StructParents", -1)))
        listed = [kid.objgen if isinstance(kid, pikepdf.Dictionary) else None for kid in row] if row is not None else []
        painted = {tag.number for tag, _ in paper.sheets[number].marks if tag.number is not None}
        mine = {n: element for (p, n), element in owner.items() if p == number}
        if painted - set(mine):
            yield f"ParentTree: page {number + 1} paints content {sorted(painted - set(mine))[:3]} that no element owns"
        for n, element in mine.items():
            if n >= len(listed) or listed[n] != element.object.objgen:
                yield f"ParentTree: content {n} of page {number + 1} does not lead back to its {element.type}"
                break


def _row(rows: dict[int, Any], key: Any) -> Any:
    node = rows.get(int(key)) if key is not None else None
    return node.objgen if node is not None else None


def links(paper: Paper, source: Source) -> Iterator[str]:
    """Every link's areas under one Link, described by its own words, leading where the HTML says."""
    found, owned = [], set()
    for link in paper.of("Link"):
        areas = [kid for kid in link.kids if not isinstance(kid, Element | tuple)]
        text = " ".join(words(paper.text(link)))
        if not areas:
            yield f"links: {text!r} has no active area"
            continue
        for area in areas:
            owned.add(area.objgen)
            if str(area.get("/Contents", "")) != text:
                yield f"links: the area of {text!r} is described as {str(area.get('/Contents', ''))!r}"
            if not int(area.get("/F", 0)) & 4:
                yield f"links: the area of {text!r} is not printed"
        found.append((_target(paper, areas[0]), text))
    if found != source.links:
        yield f"links: {found} in the tags, {source.links} in the HTML"
    for number, page in enumerate(paper.pdf.pages, 1):
        if any(area.objgen not in owned for area in page.obj.get("/Annots", [])):
            yield f"links: page {number} has an active area outside the tags"


def _target(paper: Paper, area: Any) -> str:
    """The address, or `#name` of a destination that exists."""
    action = area.get("/A", {})
    if "/URI" in action:
        return str(action.URI)
    name = area.get("/Dest", action.get("/D", ""))
    known = {str(key) for key, _ in _pairs(paper.pdf.Root.get("/Names", {}).get("/Dests", {}), "/Names")}
    return f"#{name}" if str(name) in known else f"nowhere ({name})"


def bookmarks(paper: Paper, source: Source) -> Iterator[str]:
    """As many as headings, called like them, each leading to the page of its heading."""
    heads = list(paper.of("H1", "H2"))
    pages = {" ".join(words(paper.text(e))): next(iter(e.runs()))[0] for e in heads}
    titled = [(h.get("data-bookmark"), " ".join(h.text_content().split())) for h in source.body.iter("h1", "h2") if h.get("data-bookmark")]  # fmt: skip
    found: list[tuple[int, str]] = []
    aims: list[int | None] = []

    def walk(items: Any, level: int) -> None:
        for item in items:
            found.append((level, item.title))
            dest = item.destination
            aims.append(paper.page_of.get(dest[0].objgen) if isinstance(dest, pikepdf.Array) else None)
            walk(item.children, level + 1)

    with paper.pdf.open_outline() as outline:
        walk(outline.root, 1)
    if found != source.bookmarks:
        yield f"bookmarks: {found[:3]}, should be {source.bookmarks[:3]}"
        return
    for (label, text), aim in zip(titled, aims, strict=True):
        if aim is None or aim != pages.get(" ".join(words(text))):
            yield f"bookmarks: {label!r} does not lead to the page of its heading"
