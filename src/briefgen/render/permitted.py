"""What a finished page may hold: text, tables, our drawings; nothing that runs, is sent, or is fetched from elsewhere."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.parsers import expat

import tinycss2

from briefgen.templating import RefusedError

_ELEMENTS = (
    "html head title meta style body main header footer nav section article aside address h1 h2 h3 h4 h5 h6 p div span b i "
    "em strong small sub sup s u del ins mark abbr cite q blockquote code pre kbd samp var data time dfn bdi bdo br wbr hr "
    "ul ol li dl dt dd table caption colgroup col thead tbody tfoot tr td th figure figcaption img a details summary svg g "
    "path rect circle ellipse line polyline polygon text tspan desc"
)
_ATTRIBUTES = (
    "id class lang dir title role tabindex hidden translate alt width height loading name content charset value datetime "
    "open start type reversed scope colspan rowspan headers abbr span align valign border cellpadding cellspacing for "
    "autocomplete spellcheck viewBox preserveAspectRatio d x y x1 y1 x2 y2 cx cy r rx ry dx dy points transform fill-rule "
    "fill-opacity stroke-width stroke-linejoin stroke-linecap stroke-dasharray stroke-opacity opacity font-family font-size "
    "font-weight font-style text-anchor paint-order"
)
ELEMENTS, ATTRIBUTES = frozenset(_ELEMENTS.split()), frozenset(_ATTRIBUTES.split())
SCHEMES = ("http:", "https:", "mailto:", "tel:")  # of a link that a reader follows
RELATIONS = frozenset(("noopener", "noreferrer", "nofollow"))
SVG = "http://www.w3.org/2000/svg"
FETCHING = frozenset(("url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "element", "expression"))
AT_RULES = {"import": "fetches a style sheet", "font-face": "brings a font; those of the program are there"}

VOID = re.compile(r"<(meta|img|col|br|hr|wbr|link|input)\b([^<>]*?)/?>")
_XMLNS = "{http://www.w3.org/2000/xmlns/}"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.I)


@dataclass(frozen=True, slots=True)
class Own:
    """What the program itself puts into a page. css, script: the text of one element; pictures: addresses for `img`;
    elements: more kinds, for pages that are not briefings."""

    css: str = ""
    script: str = ""
    pictures: frozenset[str] = frozenset()
    elements: frozenset[str] = frozenset()


class UnsureError(Exception):
    """Well formed, but a browser may read it otherwise."""


def check_page(html: str, own: Own) -> None:
    """Raises RefusedError with what is wrong and where.

    A page of our own templates is well formed and is read by the XML parser, in a tenth of the time; wherever that could
    differ from what a browser reads, by HTML's own rules.
    """
    text = html
    if own.script:  # blanked, so that a place stays where it is
        script = f"<script>{own.script}</script>"
        text = text.replace(script, " " * len(script))
    if own.css:
        text = text.replace(f"<style>{own.css}</style>", f"<style>{' ' * len(own.css)}</style>")
    try:
        _Page(text, own).read_quickly()
    except (expat.ExpatError, UnsureError):
        _Page(text, own).read_as_html()


class _Page:
    """One reading of a page, element by element."""

    def __init__(self, text: str, own: Own) -> None:
        self._text, self._own = text, own
        self._met: dict[str, int] = {}
        self._raw = ""  # the element in hand whose content HTML reads as text
        self._style: list[str] = []

    def read_quickly(self) -> None:
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._data
        parser.StartDoctypeDeclHandler = self._doctype
        parser.CommentHandler = parser.ProcessingInstructionHandler = parser.StartCdataSectionHandler = self._unsure
        parser.Parse(VOID.sub(r"<\1\2/>", self._text.replace("&nbsp;", "\xa0")), True)

    def read_as_html(self) -> None:
        import tinyhtml5  # only for a page that is not well formed

        for element in tinyhtml5.parse(self._text, namespace_html_elements=False).iter():
            if not isinstance(element.tag, str):
                continue  # a comment
            name = element.tag.rpartition("}")[2]
            self.element(name, {key.removeprefix(_XMLNS): value for key, value in element.attrib.items()})
            if name == "style":
                self._sheet("".join(element.itertext()))

    def _unsure(self, *_: object) -> None:
        raise UnsureError

    def _doctype(self, name: str, system: str | None, public: str | None, inside: bool) -> None:
        if name != "html" or system or public or inside:
            raise UnsureError

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._raw:
            raise UnsureError
        self.element(name, attributes)
        if name in ("style", "title"):
            self._raw, self._style = name, []

    def _data(self, text: str) -> None:
        if self._raw == "style":
            self._style.append(text)

    def _end(self, name: str) -> None:
        if self._raw == "style":
            self._sheet("".join(self._style))
        self._raw = ""

    def element(self, name: str, attributes: Mapping[str, str]) -> None:
        self._met[name] = self._met.get(name, 0) + 1
        for key in _looked_at(name, *attributes):
            if not key:
                if name not in self._own.elements:
                    raise self._refused(name, f"<{name}> has no place in a page")
            elif not self._fits(name, key, attributes[key]):
                raise self._refused(name, f'{key}="{attributes[key][:80]}" has no place in a page')

    def _fits(self, name: str, key: str, value: str) -> bool:
        """An attribute that leads somewhere, or that may."""
        match key:
            case "href":
                return name == "a" and _leads(value)
            case "src":
                return name == "img" and value in self._own.pictures
            case "rel":
                return name == "a" and RELATIONS.issuperset(value.split())
            case "xmlns":
                return name == "svg" and value == SVG
            case "fill" | "stroke":
                return "(" not in value and "\\" not in value
            case "style":
                fault = _fetched(value)
                if fault:
                    raise self._refused(name, fault[1])
                return True
        return False

    def _sheet(self, css: str) -> None:
        fault = _fetched(css)
        if fault:
            raise self._refused("style", fault[1], css, fault[0])

    def _refused(self, name: str, what: str, css: str = "", line: int = 1) -> RefusedError:
        """At the tag that was met last of its kind, or so many lines into the style sheet it holds."""
        tags = re.finditer(rf"<{re.escape(name)}(?![\w-])", self._text, re.I)
        met = sum(times for each, times in self._met.items() if each.lower() == name.lower())
        at = next((tag.end() for n, tag in enumerate(tags, 1) if n == met), 0)
        for _ in range(line - 1):
            at = self._text.find("\n", at) + 1 or at
        return RefusedError(what, at)


@lru_cache(maxsize=4096)
def _looked_at(name: str, *keys: str) -> tuple[str, ...]:
    """Of an element with these attributes, those whose value matters; "" for the element itself."""
    matters = [key for key in keys if key not in ATTRIBUTES and not key.startswith(("aria-", "data-"))]
    return tuple(matters if name in ELEMENTS else ["", *matters])


def _leads(address: str) -> bool:
    """To a place in the page, a file beside it, or by a scheme that only a reader follows. Browsers pass over blanks."""
    scheme = _SCHEME.match("".join(letter for letter in address if letter > " "))
    return scheme is None or scheme[0].lower() in SCHEMES


@lru_cache(maxsize=4096)
def _fetched(css: str) -> tuple[int, str] | None:
    return fetches(css) if "(" in css or "@" in css or "\\" in css else None


def fetches(css: str) -> tuple[int, str] | None:
    """(line, what) of the first thing in a style sheet, or in an element's style, that fetches a file."""
    return next(_faults(tinycss2.parse_component_value_list(css, skip_comments=True)), None)


def _faults(tokens: list[Any]) -> Iterator[tuple[int, str]]:
    for token in tokens:
        if token.type == "url" or (token.type == "error" and "url" in token.kind):
            yield token.source_line, "url() names a file, and a style sheet may fetch none"
        elif token.type == "at-keyword" and token.lower_value in AT_RULES:
            yield token.source_line, f"@{token.lower_value} {AT_RULES[token.lower_value]}"
        elif token.type == "function":
            if token.lower_name in FETCHING:
                yield token.source_line, f"{token.lower_name}() names a file, and a style sheet may fetch none"
            # attr(x), attr(x, "word"): never attr(x url), attr(x type(<url>)).
            if token.lower_name == "attr" and sum(each.type in ("ident", "function") for each in token.arguments) != 1:
                yield token.source_line, "attr() may name an attribute and nothing else"
            yield from _faults(token.arguments)
        elif token.type in ("{} block", "() block", "[] block"):
            yield from _faults(token.content)
