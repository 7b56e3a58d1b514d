"""Growing the tree: the page boxes walked in order, boxes of one HTML element folded into one node."""

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

from briefgen.errors import RenderError
from briefgen.render.pdf.tags.content import Content
from briefgen.render.pdf.tags.node import Annotation, Node, Run
from briefgen.render.pdf.tags.tables import head_cells

TYPES = {
    "main": "Part", "section": "Sect", "aside": "Sect", "nav": "Sect", "article": "Art", "header": "Div", "footer": "Div",
    "div": "Div", "figure": "Div", "p": "P", "blockquote": "BlockQuote", "ul": "L", "ol": "L", "dl": "L", "li": "LI",
    "table": "Table", "caption": "Caption", "figcaption": "Caption", "thead": "THead", "tbody": "TBody", "tfoot": "TFoot",
    "tr": "TR", "th": "TH", "td": "TD", "img": "Figure", "a": "Link",
}  # fmt: skip
TYPES |= {f"h{level}": f"H{level}" for level in range(1, 7)}
GROUPS = {"Document", "Part", "Sect", "Div", "Art", "BlockQuote"}
KEPT_EMPTY = {"TH", "TD"}


def grow(pages: Sequence[Any], contents: Sequence[Content]) -> Node:
    root = Node("Document")
    growth = _Growth(contents)
    for number, page in enumerate(pages):
        for child in page.children:
            if isinstance(child, boxes.MarginBox):
                subtype = "Header" if child.at_keyword.startswith("@top") else "Footer"
                growth.discard(child, number, "Pagination", subtype)
            else:
                growth.walk(child, root, number)
        left = contents[number].left
        if left:
            raise RenderError(f"Page {number + 1} holds content outside its structure: {left[0]!r}.")
    for table in _all(root, "Table"):
        head_cells(table)
    _tidy(root)
    _space(root, contents)
    return root


def _all(node: Node, type: str) -> Iterator[Node]:
    for kid in node.nodes:
        if kid.type == type:
            yield kid
        yield from _all(kid, type)


class _Growth:
    def __init__(self, contents: Sequence[Content]) -> None:
        self.contents = contents
        self.nodes: dict[tuple[int, str], Node] = {}
        self.elements: list[Any] = []  # kept alive: their id() are keys
        self.lines = 0

    def walk(self, box: Any, parent: Node, page: int, line: int | None = None) -> None:
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if isinstance(box, boxes.TextBox):
            self._text(box, parent, page, line)
            return
        if isinstance(box, boxes.LineBox):
            self.lines += 1
            for child in box.children:
                self.walk(child, parent, page, self.lines)
            return
        node = self._node(box, parent, page)
        if node.type == "THead" and node.first_page != page:
            self.discard(box, page, "Pagination")
            return
        if getattr(box, "link_annotation", None):
            node.kids.append(Annotation(page, box.link_annotation))
        if isinstance(box, boxes.ReplacedBox):
            self._picture(box, node, page)
            return
        # An inline box stands in its parent's line; a float or an inline block opens lines of its own.
        for child in getattr(box, "children", ()):
            self.walk(child, node, page, line)

    def discard(self, box: Any, page: int, kind: str, subtype: str | None = None) -> None:
        if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
            self.contents[page].discard(box, kind, subtype)
            return
        for child in getattr(box, "children", ()):
            self.discard(child, page, kind, subtype)

    def _node(self, box: Any, parent: Node, page: int) -> Node:
        element = box.element
        if element is None or box.element_tag in ("html", "body"):
            return parent
        name, _, pseudo = box.element_tag.partition("::")
        type = self._type(element, name, pseudo, parent)
        if type is None:
            return parent
        key = (id(element), pseudo)
        node = self.nodes.get(key)
        if node is None:
            node = self.nodes[key] = _described(Node(type, element, first_page=page))
            self.elements.append(element)
            parent.kids.append(node)
        return node

    @staticmethod
    def _type(element: Any, name: str, pseudo: str, parent: Node) -> str | None:
        if pseudo == "marker":
            return "Lbl"
        if pseudo:
            return None
        if "no" in element.get("class", "").split() and name == "span":
            return "Lbl" if parent.type == "LI" else None
        if name == "div" and parent.type == "L":
            return "LI"
        if name in ("dt", "dd"):
            return "Lbl" if name == "dt" else "LBody"
        if name in ("span", "abbr") and (element.get("lang") or element.get("title")):
            return "Span"
        return TYPES.get(name)

    def _text(self, box: Any, parent: Node, page: int, line: int | None) -> None:
        content = self.contents[page]
        if not box.text.strip():
            content.discard(box, "Layout")
            runs = parent.runs()
            if runs and runs[-1].text and runs[-1].line == line and not runs[-1].text.endswith(" "):
                content.add_space(runs[-1].number) if runs[-1].page == page else None
                runs[-1].text += " "
            return
        parent.kids.append(Run(page, content.take(box, "Span"), box.text, line))

    def _picture(self, box: Any, node: Node, page: int) -> None:
        alt = box.element.get("alt")
        if alt is None:
            raise RenderError(
                f"The picture {box.element.get('src', '')[:60]} has no alternative text; mend the template."
            )
        if not alt:
            self.contents[page].discard(box, "Layout")
            return
        x, y = box.content_box_x() * 0.75, box.content_box_y() * 0.75
        top = self.contents[page].height - y
        node.alt, node.box = alt, (x, top - box.height * 0.75, x + box.width * 0.75, top)
        node.kids.append(Run(page, self.contents[page].take(box, "Figure")))


def _described(node: Node) -> Node:
    element, type = node.element, node.type
    node.lang = element.get("lang") if type != "Lbl" else None
    if type == "Sect":
        node.title = element.get("aria-label")
    if type == "Span":
        node.expansion = element.get("title")
    if type == "L":
        node.numbering = "Decimal" if element.tag == "ol" else "Disc" if element.tag == "ul" else "None"
    if type in ("TH", "TD"):
        node.colspan, node.rowspan = (int(element.get(name, 1)) for name in ("colspan", "rowspan"))
    return node


def _tidy(node: Node) -> None:
    """Empty nodes out; loose text of a group into a paragraph, of a list item into its body, beside elements a span."""
    for kid in node.nodes:
        _tidy(kid)
    node.kids = [k for k in node.kids if not isinstance(k, Node) or k.kids or k.type in KEPT_EMPTY]
    if node.type == "LI":
        body = [k for k in node.kids if not (isinstance(k, Node) and k.type in ("Lbl", "LBody"))]
        if body:
            labels = [k for k in node.kids if isinstance(k, Node) and k.type in ("Lbl", "LBody")]
            node.kids = [*labels, _made("LBody", body)]
        return
    wrapper = "P" if node.type in GROUPS else "Span"
    if node.nodes or node.type in GROUPS:
        kids: list[Node | Run | Annotation] = []
        loose: list[Node | Run | Annotation] = []
        for item in node.kids:
            inline = not isinstance(item, Node) or (wrapper == "P" and item.type in ("Span", "Link"))
            if inline and not (wrapper == "Span" and isinstance(item, Annotation)):
                loose.append(item)
                continue
            if loose:
                kids.append(_made(wrapper, loose))
                loose = []
            kids.append(item)
        node.kids = [*kids, *([_made(wrapper, loose)] if loose else [])]


def _made(type: str, kids: list[Node | Run | Annotation]) -> Node:
    made = Node(type, kids=list(kids))
    if type == "LBody":
        _tidy(made)
    runs = made.runs()
    made.first_page = runs[0].page if runs else 0
    return made


def _space(root: Node, contents: Sequence[Content]) -> None:
    """A space between words that stand in different lines of one text."""
    runs = root.runs()
    for run, after in itertools.pairwise(runs):
        if run.text is None or after.text is None or run.line == after.line or run.text.endswith(" "):
            continue
        if run.text.endswith(("-", "–", "/")) and not run.text.endswith((" -", " –", " /")):
            continue  # broken inside a word
        contents[run.page].add_space(run.number)
