"""Reads a finished HTML briefing as a stranger would: its lines, its tables, its tiles; no fact's id is looked at."""

import html
import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from briefgen.errors import AuditError

_DRAWING = re.compile(r"<svg\b([^>]*)>.*?</svg>", re.S)
_LABEL = re.compile(r'aria-label="([^"]*)"')
_UNREAD = re.compile(r"<style\b.*?</style>|<script\b.*?</script>|</?(?:data|col|colgroup|b)\b[^>]*>", re.S)
_METHODS = re.compile(r"<details><summary>Every method in full.*?</details>", re.S)  # the same page in every briefing
_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)"')
_SPACE = re.compile(r"\s+")
_BLOCKS = frozenset(
    [
        "p",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "caption",
        "dt",
        "dd",
        "summary",
        "th",
        "td",
        "div",
        "section",
        "figure",
        "ul",
        "ol",
        "dl",
        "nav",
        "header",
        "main",
    ]
)
_ASIDE = frozenset(
    {"no", "see", "fig-no", "kicker", "skip", "contents"}
)  # numbers of points and figures, links, navigation


@dataclass(frozen=True, slots=True)
class Line:
    """A run of text: what it is (h1, h2, h3, p, li, caption, alt, number ...) and the section it stands in."""

    text: str
    role: str
    section: str


@dataclass(slots=True)
class Grid:
    """A table: its caption, the heading above it, the columns' heads, the rows' cells, the note after it."""

    section: str
    caption: str = ""
    heading: str = ""
    head: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    note: str = ""

    @property
    def title(self) -> str:
        return self.caption or self.heading


@dataclass(frozen=True, slots=True)
class Tile:
    """One verdict of page 1: `54.2`, `years`, `worse`, `Healthy life expectancy, women`, `England 61.3 | 2022 to 2024`."""

    value: str
    unit: str
    word: str
    label: str
    beside: str


@dataclass(slots=True)
class Page:
    name: str = ""
    lines: list[Line] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)
    tiles: list[Tile] = field(default_factory=list)

    def heading(self, section: str) -> str:
        return next((line.text for line in self.lines if line.section == section and line.role == "h2"), "")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self._section = ""
        self._texts: list[str] = []
        self._role = "p"
        self._open: list[tuple[str, str, bool]] = []  # (tag, class, is it or what it stands in left out?)
        self._heading = ""
        self._grid: Grid | None = None
        self._row: list[str] | None = None
        self._in_head = False
        self._tile: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        kind = values.get("class") or ""
        if tag == "img":
            self._alt(values.get("alt") or "")
            return
        if tag in ("br", "col", "meta", "link", "input", "hr"):
            return
        if tag in _BLOCKS:
            self._flush()
            self._role = "number" if "number" in kind.split() else tag
        outer = bool(self._open) and self._open[-1][2]
        self._open.append((tag, kind, outer or not _ASIDE.isdisjoint(kind.split())))
        if tag == "section":
            self._section = (values.get("id") or "").removeprefix("sec-")
        elif tag == "figure":
            self._heading = ""
        elif tag == "table":
            self._grid = Grid(self._section, heading=self._heading)
        elif tag == "thead":
            self._in_head = True
        elif tag == "tr" and self._grid is not None:
            self._row = []
        elif tag == "li" and any("tiles" in kind.split() for _, kind, _ in self._open):
            self._tile = []

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._flush(tag)
        if tag == "thead":
            self._in_head = False
        elif tag == "tr" and self._grid is not None and self._row is not None:
            if self._in_head:
                self._grid.head = self._row
            else:
                self._grid.rows.append(self._row)
            self._row = None
        elif tag == "table" and self._grid is not None:
            self.page.grids.append(self._grid)
            self._grid = None
        elif tag == "figure":
            self._heading = ""
        elif tag == "li" and self._tile is not None:
            self._close_tile()
        while self._open:
            if self._open.pop()[0] == tag:
                break

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1][2]):
            self._texts.append(data)

    def _alt(self, text: str) -> None:
        if text and self._row is None:
            self.page.lines.append(Line(_tidy(text), "alt", self._section))

    def _close_tile(self) -> None:
        parts = self._tile or []
        self._tile = None
        head = re.match(
            r"(\S+)(?: (years|[a-z].*?))? ?(better|worse|similar|higher|lower|not tested)$", parts[0] if parts else ""
        )
        if head and len(parts) == 3:
            self.page.tiles.append(Tile(head[1], head[2] or "", head[3], parts[1], parts[2]))
        else:
            self.page.lines.append(Line(" | ".join(parts), "tile", self._section))

    def _flush(self, tag: str = "") -> None:
        text = _tidy("".join(self._texts))
        self._texts = []
        if tag in ("td", "th") and self._row is not None:
            self._row.append(text)
        elif not text or (self._row is not None):
            pass
        elif self._tile is not None:
            self._tile.append(text)
        elif tag == "caption" and self._grid is not None:
            self._grid.caption = text
            self.page.lines.append(Line(text, "caption", self._section))
        else:
            if tag == "h1":
                self.page.name = text
            if tag == "h3":
                self._heading = text
            elif (
                tag == "p"
                and self.page.grids
                and any(opened[:2] == ("p", "fine") for opened in self._open)
                and not self.page.grids[-1].note
            ):
                self.page.grids[-1].note = text
            self.page.lines.append(Line(text, self._role if tag in ("", "p") else tag, self._section))
        self._role = "p"


def _tidy(text: str) -> str:
    return _SPACE.sub(" ", text.replace("\xa0", " ")).strip()


def _described(match: re.Match[str]) -> str:
    label = _LABEL.search(match[1])
    return f'<img alt="{label[1]}">' if label else ""


def read_page(document: bytes) -> Page:
    """The lines, tables and tiles of one HTML briefing. Raises AuditError where it is not text in UTF-8."""
    try:
        text = document.decode("utf-8")
    except UnicodeDecodeError as error:
        raise AuditError(
            "The file is not text in UTF-8, so it is no HTML briefing; recheck the one that was written."
        ) from error
    description = _DESCRIPTION.search(text)
    body = _UNREAD.sub("", _METHODS.sub("", _DRAWING.sub(_described, text[max(text.find("<body"), 0) :])))
    reader = _Reader()
    if description:
        reader.page.lines.append(Line(_tidy(html.unescape(description[1])), "description", ""))
    reader.feed(body)
    reader.close()
    return reader.page
