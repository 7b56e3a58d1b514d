"""An HTML file's words in reading order, its descriptions and what it says of itself."""

from collections.abc import Mapping, Sequence
from html.parser import HTMLParser

from briefgen.audit.words import Read, Token, tokens
from briefgen.errors import AuditError

_BLOCKS = frozenset(
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
_HIDDEN = ("style", "title", "script")


class _Words(HTMLParser):
    """Words of a page's HTML; style, scripts and drawings apart, generated list markers not included."""

    def __init__(self, pictures: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self.pictures = pictures
        self.parts: list[str] = []
        self.title = ""
        self.said: dict[str, str] = {}
        self.alts: list[str] = []
        self.running: list[str] = []
        self.bookmarks: list[str] = []
        self.links = 0
        self.addresses: list[str] = []
        self.inside: list[str] = []
        self.head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if tag == "meta" and "name" in known:
            self.said[known["name"]] = known.get("content", "")
        if tag in _HIDDEN:
            self.inside.append(tag)
        if tag == "img":
            name = known.get("src", "").removeprefix("chart:")
            self.parts.append(" ".join(["", *self.pictures.get(name, ()), ""]))
        if known.get("alt"):
            self.alts.append(known["alt"])
        if tag == "svg" and known.get("aria-label"):
            self.alts.append(known["aria-label"])
        if tag == "a" and known.get("href", "").startswith("#"):
            self.links += 1
        elif tag == "a" and known.get("href"):
            self.addresses.append(known["href"])
        self.running += [
            value
            for name, value in known.items()
            if name in ("data-running", "data-place", "data-licence", "data-page")
        ]
        if known.get("data-bookmark"):
            self.bookmarks.append(known["data-bookmark"])
        if tag == "th" and known.get("scope") == "col":
            self.running.append("")  # a table's head is repeated, as furniture, where the table goes on
            self.head = True
        if tag in _BLOCKS:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self.inside and tag == self.inside[-1]:
            self.inside.pop()
        if tag == "th":
            self.head = False
        if tag in _BLOCKS:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.parts.append(data)
            if self.head:
                self.running[-1] += data
        elif self.inside[-1] == "title":
            self.title += data


def read_html(content: bytes, pictures: Mapping[str, Sequence[str]] | None = None) -> Read:
    """pictures: texts of the drawings that `chart:` addresses stand for. Raises AuditError for what is no UTF-8 text."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise AuditError(f"is no UTF-8 text ({error})") from error
    found = _Words(pictures or {})
    found.feed(text)
    words = tuple(Token(token, None) for token in tokens("".join(found.parts)))
    return Read(found.title.strip(), found.said.get("keywords", ""), words, content, {}, alts=tuple(found.alts), said=found.said,
                bookmarks=tuple(found.bookmarks), running=tuple(dict.fromkeys(found.running)), links=found.links,
                addresses=tuple(found.addresses))  # fmt: skip
