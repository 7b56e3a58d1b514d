"""What the page's HTML promises a PDF made of it: words, headings, tables, lists, links, languages, pictures."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lxml import html as markup

from briefgen.model.briefing import Briefing
from briefgen.pipeline.session import Session
from briefgen.render.drawing import Drawing

LINES = {"p", "td", "th", "li", "h1", "h2", "h3", "h4", "dt", "dd", "caption", "br"}


def words(text: str) -> list[str]:
    return text.replace("\xa0", " ").split()


@dataclass(frozen=True, slots=True)
class Cell:
    """A data cell and the heads that stand above it and to its left, all as text."""

    text: str
    heads: tuple[str, ...]


@dataclass
class Source:
    """The HTML a PDF was printed from, and the rest it was given."""

    html: str
    drawings: dict[str, Drawing]
    briefing: Briefing
    enclosures: dict[str, bytes]

    @cached_property
    def root(self) -> Any:
        return markup.document_fromstring(self.html)

    @cached_property
    def body(self) -> Any:
        return self.root.find("body")

    @cached_property
    def words(self) -> list[str]:
        return words("".join(_spoken(self.body)))

    @cached_property
    def headings(self) -> list[tuple[int, str]]:
        return [(int(h.tag[1]), _text(h)) for h in self.body.iter("h1", "h2", "h3", "h4")]

    @cached_property
    def paragraphs(self) -> list[str]:
        """Texts of `p` that stand alone; in a list item or a cell they are its body."""
        return [text for p in self.body.iter("p") if (text := _text(p))]

    @cached_property
    def bookmarks(self) -> list[tuple[int, str]]:
        """(level, label) of the headings that say how they are called in the list of bookmarks."""
        found = [h for h in self.body.iter("h1", "h2") if h.get("data-bookmark")]
        return [(int(h.tag[1]), h.get("data-bookmark")) for h in found]

    @cached_property
    def alts(self) -> list[str]:
        return [image.get("alt") for image in self.body.iter("img") if image.get("alt")]

    @cached_property
    def lists(self) -> list[str]:
        kinds = {"ol": "Decimal", "ul": "Disc", "dl": "None"}
        return [kinds[node.tag] for node in self.body.iter(*kinds)]

    @cached_property
    def links(self) -> list[tuple[str, str]]:
        return [(a.get("href"), _text(a)) for a in self.body.iter("a") if a.get("href")]

    @cached_property
    def languages(self) -> list[tuple[str, str]]:
        return [(node.get("lang"), _text(node)) for node in self.body.iter() if node.get("lang")]

    @cached_property
    def expansions(self) -> list[tuple[str, str]]:
        return [(node.get("title"), _text(node)) for node in self.body.iter("abbr") if node.get("title")]

    @cached_property
    def heads(self) -> list[tuple[str, str, int, int]]:
        """(text, scope, columns, rows) of every head cell."""
        scopes = {"row": "Row", "rowgroup": "Row"}
        return [
            (_text(th), scopes.get(th.get("scope"), "Column"), int(th.get("colspan", 1)), int(th.get("rowspan", 1)))
            for th in self.body.iter("th")
        ]

    @cached_property
    def tables(self) -> list[list[Cell]]:
        return [list(_cells(table)) for table in self.body.iter("table")]


def _text(node: Any) -> str:
    return " ".join(words("".join(_spoken(node))))


def _spoken(node: Any) -> Iterator[str]:
    """Texts in the order of the HTML, with the bullets the style sheet adds and a space where a line must end."""
    if not isinstance(node.tag, str):
        return
    parent = node.getparent()
    if node.tag == "li" and parent is not None and parent.tag == "ul":
        look = parent.get("class", "")
        if "plain" in look and "two" not in look:
            yield " • "
    yield node.text or ""
    for kid in node:
        yield from _spoken(kid)
        yield kid.tail or ""
    if node.tag in LINES:
        yield " "


def _cells(table: Any) -> Iterator[Cell]:
    """The grid laid out by spans, heads looked up by place: a head covers what lies below it or right of it."""
    grid: dict[tuple[int, int], Any] = {}
    rows = list(table.iter("tr"))
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in grid:
                x += 1
            for dy in range(int(cell.get("rowspan", 1))):
                for dx in range(int(cell.get("colspan", 1))):
                    grid[y + dy, x + dx] = cell
            x += int(cell.get("colspan", 1))
    told: set[int] = set()
    for (y, x), cell in sorted(grid.items()):
        if cell.tag != "td" or id(cell) in told:
            continue
        told.add(id(cell))
        covered = [x + n for n in range(int(cell.get("colspan", 1)))]
        heads: list[Any] = []
        for above in range(y):
            for column in covered:
                head = grid.get((above, column))
                if head is not None and head.tag == "th" and head.get("scope", "col") in ("col", "colgroup"):
                    heads.append(head)
        groups = [grid[above, 0] for above in range(y + 1) if (above, 0) in grid and grid[above, 0].get("scope") == "rowgroup"]  # fmt: skip
        heads += groups[-1:]
        heads += [grid[y, left] for left in range(x) if grid.get((y, left)) is not None and grid[y, left].get("scope") == "row"]  # fmt: skip
        yield Cell(_text(cell), tuple(dict.fromkeys(_text(head) for head in heads)))


def source_of(session: Session, briefing: Briefing) -> Source:
    """What the renderer hands to the PDF writer for this briefing."""
    documents = session.renderer.documents(briefing)
    page = documents.print_page
    return Source(page.html, page.drawings, briefing, documents.enclosures)
