"""Single defects, planted one at a time in a good file, to see which gate notices. Long because it is a list."""

import io
import itertools
from collections.abc import Callable
from functools import cache
from typing import Any

import pikepdf
from pikepdf import Array, ContentStreamInstruction, Dictionary, Name, Operator, String

from tests.gate.paint import Element, Paper

Defect = Callable[[Paper], None]
DEFECTS: dict[str, tuple[str, Defect]] = {}  # name: (group, how)


def plant(content: bytes, name: str) -> bytes:
    """The file with one defect. Raises AssertionError when there was no place for it."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        DEFECTS[name][1](Paper(pdf))
        planted = _saved(pdf)
    assert planted != unplanted(content), f"{name} changes nothing"
    return planted


def _saved(pdf: pikepdf.Pdf) -> bytes:
    """Streams are left as they are: one packed anew may end in CR, which would be a defect (of PDF/A) of its own."""
    out = io.BytesIO()
    pdf.save(out, fix_metadata_version=False, deterministic_id=True, compress_streams=False,
             stream_decode_level=pikepdf.StreamDecodeLevel.none)  # fmt: skip
    return out.getvalue()


@cache
def unplanted(content: bytes) -> bytes:
    """The file without a defect, saved in the same way."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return _saved(pdf)


def defect(group: str, name: str) -> Callable[[Defect], Defect]:
    def add(how: Defect) -> Defect:
        assert name not in DEFECTS
        DEFECTS[name] = (group, how)
        return how

    return add


def first(paper: Paper, type: str, text: str = "", nth: int = 0) -> Element:
    return [e for e in paper.of(type) if text in paper.text(e)][nth]


def _set(type: str, key: str, value: Any, nth: int = 0, text: str = "") -> Defect:
    """One key of one element set, or taken away."""

    def how(paper: Paper) -> None:
        node = first(paper, type, text, nth).object
        if value is None:
            del node[key]
        else:
            node[key] = value

    return how


def _about(type: str, key: str, value: Any, nth: int = 0) -> Defect:
    def how(paper: Paper) -> None:
        node = [e for e in paper.of(type) if key in e.attributes][nth].object.A
        if value is None:
            del node[key]
        else:
            node[key] = value

    return how


def stream(paper: Paper, page: int, change: Callable[[list[Any]], list[Any]]) -> None:
    target = paper.pdf.pages[page]
    items = change(list(pikepdf.parse_content_stream(target)))
    target.Contents = paper.pdf.make_stream(pikepdf.unparse_content_stream(items))


def _opening(items: list[Any], number: int) -> int:
    return next(n for n, (o, op) in enumerate(items) if str(op) == "BDC" and isinstance(o[1], Dictionary) and o[1].get("/MCID") == number)  # fmt: skip


def in_run(paper: Paper, element: Element, change: Callable[[list[Any], int], None], nth: int = 0) -> None:
    """`change(items, at)` with the operators of the page and where the element's content opens."""
    page, number = list(element.runs())[nth]

    def edit(items: list[Any]) -> list[Any]:
        change(items, _opening(items, number))
        return items

    stream(paper, page, edit)


def _instruction(name: str, *operands: Any) -> ContentStreamInstruction:
    return ContentStreamInstruction(list(operands), Operator(name))


TREE, TABLE, LIST, FIGURE, WORDS, NAMES = (
    "structure",
    "tables",
    "lists",
    "pictures",
    "words and letters",
    "name and parent trees",
)
LINK, MARKS, FILE, DATA, LOOK = "links", "bookmarks", "the file's description", "enclosures", "what is seen"


@defect(TREE, "no tag tree")
def _(paper: Paper) -> None:
    del paper.pdf.Root.StructTreeRoot


@defect(TREE, "not marked as tagged")
def _(paper: Paper) -> None:
    paper.pdf.Root.MarkInfo.Marked = False


defect(TREE, "a heading of level 2 made level 4")(_set("H2", "/S", Name.H4, 1))
defect(TREE, "a heading made a paragraph")(_set("H3", "/S", Name.P))
defect(TREE, "a paragraph made a heading")(_set("P", "/S", Name.H3, 2))
defect(TREE, "a type of element that no reader knows")(_set("P", "/S", Name("/Paragraf"), 2))


@defect(TREE, "a type mapped to itself")
def _(paper: Paper) -> None:
    paper.pdf.Root.StructTreeRoot.RoleMap = Dictionary(Absatz=Name.Absatz)
    first(paper, "P", nth=2).object.S = Name.Absatz


@defect(TREE, "two paragraphs read in the wrong order")
def _(paper: Paper) -> None:
    kids = first(paper, "P", "trial paragraph").parent.object.K  # type: ignore[union-attr]
    kids[1], kids[2] = kids[2], kids[1]


@defect(TREE, "two sections read in the wrong order")
def _(paper: Paper) -> None:
    kids = first(paper, "Sect").parent.object.K  # type: ignore[union-attr]
    kids[0], kids[1] = kids[1], kids[0]


@defect(TREE, "a paragraph split in two")
def _(paper: Paper) -> None:
    node = next(e for e in paper.of("P") if len(list(e.runs())) > 2 and not e.elements)
    half = Dictionary(
        Type=Name.StructElem, S=Name.P, P=node.object.P, Pg=node.object.Pg, K=Array(list(node.object.K)[1:])
    )
    made = paper.pdf.make_indirect(half)
    page, _ = next(iter(node.runs()))
    row = _row(paper, page)
    for number in half.K:
        row[int(number)] = made
    node.object.K = Array([node.object.K[0]])
    kids = node.parent.object.K  # type: ignore[union-attr]
    at = next(n for n, kid in enumerate(kids) if kid.objgen == node.object.objgen)
    kids.insert(at + 1, made)


@defect(TREE, "real text made an artifact")
def _(paper: Paper) -> None:
    def hide(items: list[Any], at: int) -> None:
        items[at] = _instruction("BMC", Name.Artifact)

    node = first(paper, "P", "trial paragraph")
    in_run(paper, node, hide)
    node.object.K = Array()


@defect(TREE, "text neither tagged nor an artifact")
def _(paper: Paper) -> None:
    def bare(items: list[Any], at: int) -> None:
        end = next(n for n in range(at, len(items)) if str(items[n][1]) == "EMC")
        del items[end], items[at]

    in_run(paper, first(paper, "P", "trial paragraph"), bare)


@defect(TREE, "a running head read as text")
def _(paper: Paper) -> None:
    page, number = 1, 5000

    def tag(items: list[Any]) -> list[Any]:
        items[_head_at(items)] = _instruction("BDC", Name.Span, Dictionary(MCID=number))
        return items

    stream(paper, page, tag)
    node = first(paper, "P", nth=2)
    node.object.K.append(Dictionary(Type=Name.MCR, Pg=paper.pdf.pages[page].obj, MCID=number))
    row = _row(paper, page)
    row.extend([None] * (number - len(row)) + [node.object])


@defect(TREE, "a running head that says not what kind of artifact it is")
def _(paper: Paper) -> None:
    def bare(items: list[Any]) -> list[Any]:
        at = _head_at(items)
        items[at] = _instruction("BMC", Name.Artifact)
        return items

    stream(paper, 1, bare)


def _head_at(items: list[Any]) -> int:
    """Where the page's first running head opens."""
    return next(n for n, (o, op) in enumerate(items) if str(op) == "BDC" and o[1].get("/Type") == "/Pagination")


@defect(WORDS, "the document in another language")
def _(paper: Paper) -> None:
    paper.pdf.Root.Lang = String("fr")


@defect(WORDS, "no language")
def _(paper: Paper) -> None:
    del paper.pdf.Root.Lang


defect(WORDS, "a Welsh name not marked as Welsh")(lambda paper: _lang(paper, None))
defect(WORDS, "a Welsh name marked as Irish")(lambda paper: _lang(paper, "ga"))


def _lang(paper: Paper, lang: str | None) -> None:
    node = next(e for e in paper.elements if "/Lang" in e.object).object
    if lang is None:
        del node["/Lang"]
    else:
        node.Lang = String(lang)


@defect(WORDS, "a short form not written out")
def _(paper: Paper) -> None:
    del next(e for e in paper.elements if "/E" in e.object).object["/E"]


@defect(WORDS, "the space at a line's end lost")
def _(paper: Paper) -> None:
    def cut(items: list[Any], at: int) -> None:
        row = next(n for n in range(at, len(items)) if str(items[n][1]) == "TJ")
        parts = list(items[row][0][0])
        last = max(n for n, part in enumerate(parts) if isinstance(part, String))
        parts[last] = String(bytes(parts[last])[:-2])
        items[row] = _instruction("TJ", Array(parts))

    in_run(paper, next(e for e in paper.of("P") if len(list(e.runs())) > 2 and not e.elements), cut)


@defect(WORDS, "a word lost")
def _(paper: Paper) -> None:
    def cut(items: list[Any], at: int) -> None:
        row = next(n for n in range(at, len(items)) if str(items[n][1]) == "TJ")
        items[row] = _instruction("TJ", Array([next(iter(items[row][0][0]))]))

    in_run(paper, first(paper, "P", "trial paragraph"), cut)


def _table(font: Any, change: Callable[[bytes], bytes]) -> None:
    font.ToUnicode.write(change(font.ToUnicode.read_bytes()))


@defect(WORDS, "a letter read as another")
def _(paper: Paper) -> None:
    font = _font(paper)
    _table(font, lambda table: table.replace(b"<0061>", b"<0065>", 1))


@defect(WORDS, "a font without its letters")
def _(paper: Paper) -> None:
    del _font(paper)["/ToUnicode"]


@defect(WORDS, "a font not embedded")
def _(paper: Paper) -> None:
    about = _font(paper).DescendantFonts[0].FontDescriptor
    for key in ("/FontFile2", "/FontFile3"):
        if key in about:
            del about[key]


@defect(WORDS, "the widths of a font wrong")
def _(paper: Paper) -> None:
    row = _font(paper).DescendantFonts[0].W
    at = next(n for n, item in enumerate(row) if isinstance(item, Array))
    row[at] = Array([int(v) + 200 for v in row[at]])


def _font(paper: Paper) -> Any:
    return next(iter(paper.pdf.pages[0].Resources.Font.values()))


@defect(TABLE, "heads made data cells")
def _(paper: Paper) -> None:
    for cell in paper.of("TH"):
        cell.object.S = Name.TD


defect(TABLE, "a head without scope")(_about("TH", "/Scope", None, 1))
defect(TABLE, "a column's head said to be a row's")(_about("TH", "/Scope", Name.Row))
defect(TABLE, "a cell tied to no head")(_about("TD", "/Headers", None, 4))
defect(TABLE, "a cell tied to a head that does not exist")(_about("TD", "/Headers", Array([String("nowhere")]), 4))


@defect(TABLE, "a cell tied to its neighbour's head")
def _(paper: Paper) -> None:
    cells = [e for e in paper.of("TD") if "/Headers" in e.attributes]
    one, other = next((a, b) for a, b in itertools.pairwise(cells) if list(a.attributes.Headers) != list(b.attributes.Headers))  # fmt: skip
    one.object.A.Headers = Array(list(other.object.A.Headers))


@defect(TABLE, "a head that spans one column too many")
def _(paper: Paper) -> None:
    paper.of("TH")[0].object.A.ColSpan = 2


@defect(TABLE, "a cell outside any row")
def _(paper: Paper) -> None:
    cell = paper.of("TD")[0]
    row = cell.parent
    assert row is not None
    assert row.parent is not None
    row.object.K = Array([kid for kid in row.object.K if kid.objgen != cell.object.objgen])
    row.parent.object.K.append(cell.object)
    cell.object.P = row.parent.object


@defect(TABLE, "two rows read in the wrong order")
def _(paper: Paper) -> None:
    kids = next(e for e in paper.of("TBody") if len(e.elements) > 2).object.K
    kids[0], kids[1] = kids[1], kids[0]


@defect(TABLE, "a table cut in two at a page's end")
def _(paper: Paper) -> None:
    table = paper.of("Table")[-1]
    body = next(e for e in table.elements if e.type == "TBody")
    rest = paper.pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Table, P=table.object.P, Pg=table.object.Pg, K=Array(list(body.object.K)[2:])))  # fmt: skip
    for row in rest.K:
        row.P = rest
    body.object.K = Array(list(body.object.K)[:2])
    table.parent.object.K.append(rest)  # type: ignore[union-attr]


defect(LIST, "the numbering of a list unsaid")(_about("L", "/ListNumbering", None))
defect(LIST, "a numbered list said to be bulleted")(_about("L", "/ListNumbering", Name.Disc))
defect(LIST, "an item's body made a paragraph")(_set("LBody", "/S", Name.P))
defect(LIST, "an item made a paragraph")(_set("LI", "/S", Name.P))
defect(LIST, "a list made a division")(_set("L", "/S", Name.Div))

defect(FIGURE, "no alternative text")(_set("Figure", "/Alt", None, 1))
defect(FIGURE, "an empty alternative text")(_set("Figure", "/Alt", String(""), 1))
defect(FIGURE, "a picture made a division")(_set("Figure", "/S", Name.Div, 1))
defect(FIGURE, "no box")(_set("Figure", "/A", None, 1))
defect(FIGURE, "a box beyond the page")(_about("Figure", "/BBox", Array([100, 700, 300, 1200]), 1))


@defect(FIGURE, "a number of the alternative text changed")
def _(paper: Paper) -> None:
    figure = next(e for e in paper.of("Figure") if any(c.isdigit() for c in str(e.object.Alt)))
    alt = str(figure.object.Alt)
    digit = next(c for c in alt if c.isdigit())
    figure.object.Alt = String(alt.replace(digit, str((int(digit) + 1) % 10), 1))


@defect(FIGURE, "the alternative texts of two pictures exchanged")
def _(paper: Paper) -> None:
    one, other = (e.object for e in paper.of("Figure")[:2])
    one.Alt, other.Alt = String(str(other.Alt)), String(str(one.Alt))


@defect(FIGURE, "a box in pixels from the top")
def _(paper: Paper) -> None:
    figure = paper.of("Figure")[1]
    left, low, right, high = (float(v) for v in figure.attributes.BBox)
    height = float(paper.pdf.pages[0].MediaBox[3])
    figure.object.A.BBox = Array(
        [round(v, 2) for v in (left / 0.75, (height - high) / 0.75, right / 0.75, (height - low) / 0.75)]
    )


@defect(FIGURE, "the box of another picture")
def _(paper: Paper) -> None:
    one, other = paper.of("Figure")[:2]
    one.object.A.BBox = Array(list(other.object.A.BBox))


@defect(NAMES, "no name tree")
def _(paper: Paper) -> None:
    del paper.pdf.Root.StructTreeRoot["/IDTree"]


@defect(NAMES, "a name that leads to another element")
def _(paper: Paper) -> None:
    names = paper.pdf.Root.StructTreeRoot.IDTree.Names
    names[1] = names[3]


@defect(NAMES, "two elements of one name")
def _(paper: Paper) -> None:
    one, other = (e.object for e in paper.of("TH")[:2])
    other.ID = String(str(one.ID))


def _row(paper: Paper, page: int) -> Any:
    nums = paper.pdf.Root.StructTreeRoot.ParentTree.Nums
    key = int(paper.pdf.pages[page].obj.StructParents)
    return next(nums[n + 1] for n in range(0, len(nums), 2) if int(nums[n]) == key)


@defect(NAMES, "two entries of the parent tree exchanged")
def _(paper: Paper) -> None:
    row = _row(paper, 0)
    row[0], row[2] = row[2], row[0]


@defect(NAMES, "no parent tree")
def _(paper: Paper) -> None:
    del paper.pdf.Root.StructTreeRoot["/ParentTree"]


@defect(NAMES, "a page that names no entry of the parent tree")
def _(paper: Paper) -> None:
    del paper.pdf.pages[0].obj["/StructParents"]


@defect(NAMES, "the parent tree's next key in use")
def _(paper: Paper) -> None:
    paper.pdf.Root.StructTreeRoot.ParentTreeNextKey = 0


@defect(NAMES, "content owned by two elements")
def _(paper: Paper) -> None:
    one, other = [e for e in paper.of("P") if any(isinstance(k, tuple) and k[0] == 0 for k in e.kids)][:2]
    other.object.K.append(next(k for k in one.kids if isinstance(k, tuple))[1])


@defect(LINK, "a link described by its address")
def _(paper: Paper) -> None:
    area = _area(paper)
    area.Contents = String(str(area.A.URI))


@defect(LINK, "a link not described")
def _(paper: Paper) -> None:
    del _area(paper)["/Contents"]


@defect(LINK, "a link outside the tags")
def _(paper: Paper) -> None:
    link = paper.of("Link")[0].object
    link.K = Array([kid for kid in link.K if not (isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR")])


@defect(LINK, "a link's active area lost")
def _(paper: Paper) -> None:
    area = _area(paper)
    link = paper.of("Link")[0].object
    link.K = Array([kid for kid in link.K if not (isinstance(kid, Dictionary) and kid.get("/Type") == "/OBJR")])
    for page in paper.pdf.pages:
        if "/Annots" in page.obj:
            page.obj.Annots = Array([other for other in page.obj.Annots if other.objgen != area.objgen])


@defect(LINK, "a link that leads to another address")
def _(paper: Paper) -> None:
    _area(paper).A.URI = String("https://example.com/")


@defect(LINK, "a link to a place that does not exist")
def _(paper: Paper) -> None:
    area = next(area for link in paper.of("Link") for area in link.kids if not isinstance(area, Element | tuple) and ("/Dest" in area or "/D" in area.get("/A", {})))  # fmt: skip
    if "/Dest" in area:
        area.Dest = String("nowhere")
    else:
        area.A.D = String("nowhere")


@defect(LINK, "a link that leads back to another element")
def _(paper: Paper) -> None:
    one, other = [kid for link in paper.of("Link") for kid in link.kids if not isinstance(kid, Element | tuple)][:2]
    one.StructParent, other.StructParent = int(other.StructParent), int(one.StructParent)


defect(LINK, "a link made a span")(_set("Link", "/S", Name.Span))


@defect(LINK, "a link that is not printed")
def _(paper: Paper) -> None:
    _area(paper).F = 0


@defect(LINK, "a page that tabs in no order")
def _(paper: Paper) -> None:
    for page in paper.pdf.pages:
        if "/Annots" in page.obj:
            del page.obj["/Tabs"]


def _area(paper: Paper) -> Any:
    return next(kid for link in paper.of("Link") for kid in link.kids if not isinstance(kid, Element | tuple) and "/URI" in kid.get("/A", {}))  # fmt: skip


@defect(MARKS, "a bookmark called otherwise than its heading")
def _(paper: Paper) -> None:
    with paper.pdf.open_outline() as outline:
        outline.root[0].children[0].title = "Chapter"


@defect(MARKS, "a bookmark lost")
def _(paper: Paper) -> None:
    with paper.pdf.open_outline() as outline:
        del outline.root[0].children[0]


@defect(MARKS, "a bookmark that leads to another page")
def _(paper: Paper) -> None:
    with paper.pdf.open_outline() as outline:
        item = outline.root[0].children[-1]
        item.destination = Array([paper.pdf.pages[0].obj, Name.XYZ, 0, 800, 0])


def _packet(old: str, new: str) -> Defect:
    def how(paper: Paper) -> None:
        text = paper.pdf.Root.Metadata.read_bytes().decode()
        assert old in text
        paper.pdf.Root.Metadata.write(text.replace(old, new).encode())

    return how


def _info(key: str, value: str | None) -> Defect:
    def how(paper: Paper) -> None:
        if value is None:
            del paper.pdf.docinfo[key]
        else:
            paper.pdf.docinfo[key] = value

    return how


defect(FILE, "another title in the older dictionary")(_info("/Title", "Untitled"))
defect(FILE, "no mark of PDF/UA")(_packet("<pdfuaid:part>1</pdfuaid:part>", ""))
defect(FILE, "no mark of PDF/A")(_packet("<pdfaid:part>3</pdfaid:part>", ""))
defect(FILE, "conformance at the lower level")(
    _packet("<pdfaid:conformance>A</pdfaid:conformance>", "<pdfaid:conformance>D</pdfaid:conformance>")
)
defect(FILE, "the licence not named")(_packet("Open Government Licence v3.0", "All rights reserved"))
defect(FILE, "the edition not named")(_packet("November 2026", ""))
defect(FILE, "the years of the data not named")(_packet("), 20", "), 19"))
defect(FILE, "the version not named")(_packet("<xmp:CreatorTool>briefgen", "<xmp:CreatorTool>program"))
defect(FILE, "another day of making")(_packet("<xmp:CreateDate>2026", "<xmp:CreateDate>2025"))
defect(FILE, "a day of making in the older dictionary that differs")(_info("/CreationDate", "D:20200101"))


@defect(FILE, "no description at all")
def _(paper: Paper) -> None:
    del paper.pdf.Root["/Metadata"]


@defect(FILE, "the file's name shown for its title")
def _(paper: Paper) -> None:
    paper.pdf.Root.ViewerPreferences.DisplayDocTitle = False


@defect(FILE, "no colour profile")
def _(paper: Paper) -> None:
    del paper.pdf.Root["/OutputIntents"]


@defect(FILE, "a script that runs on opening")
def _(paper: Paper) -> None:
    paper.pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _spec(paper: Paper) -> Any:
    return next(iter(paper.pdf.attachments.values())).obj


@defect(DATA, "the relation to the document unsaid")
def _(paper: Paper) -> None:
    del _spec(paper)["/AFRelationship"]


@defect(DATA, "an enclosure dated today")
def _(paper: Paper) -> None:
    _spec(paper).EF.F.Params.ModDate = String("D:20270101000000Z")


@defect(DATA, "an enclosure not described")
def _(paper: Paper) -> None:
    del _spec(paper)["/Desc"]


@defect(DATA, "an enclosure of another area")
def _(paper: Paper) -> None:
    file = _spec(paper).EF.F
    file.write(file.read_bytes().replace(b"Scilly", b"Wight"))


@defect(DATA, "an enclosure the document does not list")
def _(paper: Paper) -> None:
    paper.pdf.Root.AF = Array([spec for n, spec in enumerate(paper.pdf.Root.AF) if n])


@defect(LOOK, "a text too pale to read")
def _(paper: Paper) -> None:
    def pale(items: list[Any], at: int) -> None:
        items.insert(at + 1, _instruction("rg", 0.7, 0.7, 0.7))
        for n in range(at + 2, len(items)):
            if str(items[n][1]) == "EMC":
                break
            if str(items[n][1]) == "rg":
                items[n] = _instruction("rg", 0.7, 0.7, 0.7)

    in_run(paper, first(paper, "P", "trial paragraph"), pale)


@defect(LOOK, "a dark ground behind dark text")
def _(paper: Paper) -> None:
    def shade(items: list[Any]) -> list[Any]:
        ground = [_instruction("BMC", Name.Artifact), _instruction("q"), _instruction("rg", 0.4, 0.4, 0.4),
                  _instruction("re", 0, 0, 600, 850), _instruction("f"), _instruction("Q"), _instruction("EMC")]  # fmt: skip
        return [*ground, *items]

    stream(paper, 1, shade)


@defect(LOOK, "a text beyond the margin")
def _(paper: Paper) -> None:
    def away(items: list[Any], at: int) -> None:
        row = next(n for n in range(at, len(items)) if str(items[n][1]) == "Tm")
        a, b, c, d, _, f = (float(v) for v in items[row][0])
        items[row] = _instruction("Tm", a, b, c, d, 700.0, f)

    in_run(paper, first(paper, "P", "trial paragraph"), away)


@defect(LOOK, "two pages exchanged")
def _(paper: Paper) -> None:
    pages = paper.pdf.pages
    page = pages[1]
    del pages[1]
    pages.append(page)
