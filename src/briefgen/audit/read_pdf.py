"""A PDF's words in the order of its tags, its pictures, its descriptions, and whatever no briefing holds."""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from briefgen.audit.seen import BRAND, TEMPLATES, Odd, odd_parts
from briefgen.audit.words import Read, Token, tokens
from briefgen.errors import AuditError

# Ours never sets these: they squeeze, lift or spread letters, or bring other colours and pictures.
_STRANGE = {"Tz": TEMPLATES, "Ts": TEMPLATES, "Tc": TEMPLATES, "Tw": TEMPLATES, "TL": "", "Td": "", "TD": "", "T*": "", "MP": "",
            "DP": "", "BX": "", "BI": "", "ID": "", "EI": "", "INLINE IMAGE": "", "sh": BRAND, "cs": BRAND, "CS": BRAND, "sc": BRAND, "SC": BRAND,
            "scn": BRAND, "SCN": BRAND, "g": BRAND, "G": BRAND, "k": BRAND, "K": BRAND}  # fmt: skip
_OPERATORS = "BDC BMC EMC Tf Tr TJ Tj ' \" BT ET Do S s f F f* B B* b b* " + " ".join(_STRANGE)
_SHOWS = frozenset(["TJ", "Tj", "'", '"'])
_FARTHEST = 200  # thousandths of an em between two letters of a run: less than the narrowest digit is wide
_LAST = re.compile(rb"\bET\s+(?:EMC\s+|Q\s+)*(?:EMC|Q)?\s*\Z")
_SOLID, _HALO = 0, 2  # how text is painted; a halo is painted first, its text once more


@dataclass(slots=True)
class _Sheet:
    """One page: the text of each run of marked content, of running heads and feet, and what stands outside both."""

    number: int
    runs: dict[int, str] = field(default_factory=dict)
    strokes: dict[int, int] = field(default_factory=dict)
    furniture: str = ""
    oddities: list[Odd] = field(default_factory=list)

    def add(self, what: str, by: str = "") -> None:
        self.oddities.append(Odd(self.number, what, by))


def read_pdf(content: bytes) -> Read:
    """Raises AuditError for what is no PDF."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return _read(pdf, content)
    except pikepdf.PasswordError as error:
        raise AuditError("is no readable PDF (it is locked with a password)") from error
    except (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise AuditError(f"is no readable PDF ({error})") from error


def _read(pdf: pikepdf.Pdf, content: bytes) -> Read:
    drawn = [page.Contents.read_bytes() for page in pdf.pages]
    sheets = [_sheet(page, number, drawn[number - 1]) for number, page in enumerate(pdf.pages, 1)]
    at = {page.objgen: number for number, page in enumerate(pdf.pages)}
    words: list[Token] = []
    alts: list[str] = []
    strokes: list[int] = []
    odd = [*odd_parts(pdf, content), *(item for sheet in sheets for item in sheet.oddities)]
    for kind, value, page in _tree(pdf.Root.StructTreeRoot, None):
        if kind == "alt":
            alts.append(str(value))
            strokes.append(0)
        elif kind == "text" and page is not None:
            if page.objgen not in at:
                odd.append(Odd(None, "a tag names a page that is not there"))
                continue
            sheet = sheets[at[page.objgen]]
            words += [Token(word, sheet.number) for word in tokens(sheet.runs.pop(value, ""))]
            painted = sheet.strokes.pop(value, 0)
            if strokes and painted:
                strokes[-1] += painted
        elif kind != "text":
            odd.append(Odd(None, f"a tag replaces its text by {str(value)!r}"))
    for sheet in sheets:
        odd += [
            Odd(sheet.number, f"text outside the tags: {run.strip()[:60]!r}")
            for run in sheet.runs.values()
            if run.strip(" \x00")
        ]
    links, addresses = _links(pdf)
    info = {str(key)[1:]: str(value) for key, value in pdf.docinfo.items()}
    xmp = pdf.Root.Metadata.read_bytes().decode("utf-8", "replace") if "/Metadata" in pdf.Root else ""
    said = {
        "author": info.get("Author", ""),
        "description": info.get("Subject", ""),
        "generator": info.get("Creator", ""),
        "xmp": xmp,
    }
    return Read(
        info.get("Title", ""), info.get("Keywords", ""), tuple(words),
        b"\n".join(drawn),
        {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()},
        furniture=tuple(sheet.furniture for sheet in sheets), alts=tuple(alts), strokes=tuple(strokes), said=said,
        bookmarks=tuple(_bookmarks(pdf)), oddities=tuple(odd), links=links,
        addresses=tuple(addresses),
    )  # fmt: skip


def _links(pdf: pikepdf.Pdf) -> tuple[int, list[str]]:
    """(links inside the document, addresses that others lead to)."""
    links = 0
    addresses: list[str] = []
    for page in pdf.pages:
        for note in page.get("/Annots", []):
            if "/A" in note:
                addresses.append(str(note.A.get("/URI", "")))
            else:
                links += 1
    return links, addresses


def _bookmarks(pdf: pikepdf.Pdf) -> Iterator[str]:
    with pdf.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            item = waiting.pop(0)
            yield str(item.title)
            waiting = [*item.children, *waiting]


def _tree(node: Any, page: Any) -> Iterator[tuple[str, Any, Any]]:
    """The tags in reading order: ("text", number of the run, its page), ("alt", description), ("replaced", text)."""
    page = node.get("/Pg", page)
    if node.get("/S") == "/Figure" and str(node.get("/Alt", "")):
        yield "alt", node.Alt, page
    if "/ActualText" in node or "/E" in node:
        yield "replaced", node.get("/ActualText", node.get("/E")), page
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if not isinstance(kid, pikepdf.Dictionary):
            yield "text", int(kid), page
        elif "/MCID" in kid:
            yield "text", int(kid.MCID), kid.get("/Pg", page)
        elif "/S" in kid:
            yield from _tree(kid, page)


def _unicode(font: Any) -> dict[bytes, str]:
    """Two-byte glyph codes to text, from the font's own table."""
    table = font.ToUnicode.read_bytes().decode("latin-1").split("beginbfchar", 1)[-1]
    pairs = re.findall(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", table)
    return {bytes.fromhex(glyph): bytes.fromhex(text).decode("utf-16-be") for glyph, text in pairs}


def _sheet(page: Any, number: int, drawn: bytes) -> _Sheet:
    """A page's runs by number; each text object of a picture stands apart."""
    fonts = {name: _unicode(font) for name, font in page.Resources.get("/Font", {}).items()}
    sheet = _Sheet(number)
    font: dict[bytes, str] = {}
    marks: list[int | str] = []  # the numbers of the runs we are inside of; "artifact"; "" for another mark
    mode, halo = _SOLID, ""
    for operands, operator in pikepdf.parse_content_stream(page, _OPERATORS):
        name = str(operator)
        within = next((mark for mark in reversed(marks) if mark != ""), None)
        if name in ("BDC", "BMC"):
            marks.append(_mark(operands, sheet))
        elif name == "EMC":
            closed = marks.pop()
            _add(sheet, closed if closed != "" else within, " ")
        elif name == "Tf":
            font = fonts[str(operands[0])]
        elif name == "Tr":
            mode = int(operands[0])
        elif name == "BT":
            halo = ""
        elif name == "ET":
            _add(sheet, within, "\x00")  # a space in a picture, nothing inside a paragraph
        elif name in _SHOWS:
            text = _shown(operands[-1], font, sheet)
            if mode == _HALO:
                halo = text
            elif mode != _SOLID:
                sheet.add(f"text that cannot be seen: {text!r}")
            elif within is None:
                sheet.add(f"text outside the tags: {text!r}")
            else:
                if halo and halo != text:
                    sheet.add(f"a halo that is not its text’s: {halo!r}")
                halo = ""
                _add(sheet, within, text)
        elif name in _STRANGE:
            sheet.add(f"the operator {name}, which no briefing uses", _STRANGE[name])
        elif within is None:
            sheet.add("something is painted outside the tags")
        elif isinstance(within, int):
            sheet.strokes[within] = sheet.strokes.get(within, 0) + 1
    if not _LAST.search(drawn[-200:]):
        sheet.add("something is painted over its last text", TEMPLATES)
    return sheet


def _mark(operands: Any, sheet: _Sheet) -> int | str:
    if str(operands[0]) == "/Artifact":
        return "artifact"
    properties = operands[1] if len(operands) > 1 else None
    if not isinstance(properties, pikepdf.Dictionary) or set(properties.keys()) != {"/MCID"}:
        sheet.add(f"a mark in it ({str(operands[0])[1:40]}) holds more, or other, than its number")
        if not isinstance(properties, pikepdf.Dictionary) or "/MCID" not in properties:
            return ""
    return int(properties.MCID)


def _add(sheet: _Sheet, within: int | str | None, text: str) -> None:
    if within == "artifact":
        sheet.furniture += text
    elif isinstance(within, int):
        sheet.runs[within] = sheet.runs.get(within, "") + text


def _shown(operand: Any, font: dict[bytes, str], sheet: _Sheet) -> str:
    text = ""
    for item in operand if isinstance(operand, pikepdf.Array) else [operand]:
        if isinstance(item, pikepdf.String):
            raw = bytes(item)
            text += "".join([font.get(raw[at : at + 2], "\ufffd") for at in range(0, len(raw), 2)])
        elif abs(item) > _FARTHEST:
            sheet.add("letters of one word stand apart, or in each other’s place", TEMPLATES)
    if "\ufffd" in text:
        sheet.add(f"a sign that its font says is no letter, beside {text!r}")
    return text
