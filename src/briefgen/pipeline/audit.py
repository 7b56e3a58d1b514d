"""The audit: every number, every name and every picture of a finished file accounted for by facts of its own area.

The file is read back as a stranger would. Its words are compared, one by one and in reading order, with those of the
briefing computed afresh from the figures: a digit changed, two figures swapped, a picture or a table of another area, a
swapped file all differ somewhere. Each picture's paths must stand in the page as they are drawn for this area, and
nothing more; descriptions, metadata, bookmarks, enclosures and running heads must be this briefing's; what no briefing
holds (notes, unseen text, actions) is reported. An HTML file must be this briefing's to the letter.

What a reader sees and what a reader's program does is asked beside the words (`render.seen`): the fonts' glyphs, the
sheets, the keys of every dictionary. What is only laid over a page or moved on it changes none of that: `redraw` prints
the briefing again and compares the pages' pixels.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from xml.sax.saxutils import escape

from briefgen import resources
from briefgen.audit.read_html import read_html
from briefgen.audit.read_pdf import read_pdf
from briefgen.audit.seen import BRAND, Odd
from briefgen.audit.seen.redrawn import odd_redrawn
from briefgen.audit.words import Read, tokens
from briefgen.errors import AuditError, BriefgenError
from briefgen.model.briefing import Briefing
from briefgen.model.variant import Variant
from briefgen.pipeline.session import Session
from briefgen.render.documents import Documents, Renderer
from briefgen.render.drawing import Drawing, Text
from briefgen.render.pdf.painter import paths

_CODE = re.compile(r"E\d{8}")
_BRAND = re.compile(r"\bbrand-[0-9a-f]{12}\b")
_SHOWN = 12  # words of one difference


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a file that no fact of its area accounts for; page is None where it is the file's own."""

    page: int | None
    what: str


@dataclass(slots=True)
class Audited:
    path: Path
    numbers: int = 0
    findings: list[Finding] = field(default_factory=list)

    def add(self, page: int | None, what: str) -> None:
        self.findings.append(Finding(page, what))


def audit(session: Session, path: Path, *, redraw: bool = False) -> Audited:
    """What is wrong with one file, if anything. redraw: a PDF's pages are drawn again and compared as well."""
    result = Audited(path)
    paper = path.suffix == ".pdf"
    try:
        content = path.read_bytes()
        read = read_pdf(content) if paper else read_html(content)
        briefing = _meant(session, path, read)
    except OSError as error:
        result.add(None, f"cannot be read ({error.strerror})")
        return result
    except BriefgenError as error:
        result.add(None, str(error))
        return result
    documents = session.renderer.documents(briefing)
    audit_content(documents, read, result, paper=paper)
    if paper and redraw and not result.findings:
        again = odd_redrawn(content, documents.content("pdf"))
        result.findings += [Finding(odd.page, odd.what) for odd in again]
    return result


def audit_content(documents: Documents, read: Read, result: Audited, *, paper: bool) -> None:
    """The document against the briefing it should hold; findings are added to `result`."""
    wanted, drawings = expected(documents, paper=paper)
    result.numbers = read.numbers
    if not paper and read.content == wanted.content:
        return
    _words(wanted, read, result)
    for at, (alt, own) in enumerate(zip(read.alts, wanted.alts, strict=False), 1):
        if alt != own:
            result.add(None, f"the description of picture {at} is not this briefing’s: {alt[:80]!r}")
    if len(read.alts) != len(wanted.alts):
        result.add(None, f"{len(read.alts)} pictures are described, and this briefing has {len(wanted.alts)}")
    if paper:
        _pictures(drawings, read, result)
        _furniture(wanted, read, result)
        _stated(wanted, read, result)
        _enclosed(documents.enclosures, read, result)
        result.findings += [Finding(o.page, o.what) for o in read.oddities if not _accounted(documents.renderer, o)]
    elif not result.findings:
        _markup(wanted, read, result)


def expected(documents: Documents, *, paper: bool) -> tuple[Read, dict[str, Drawing]]:
    """What a document must hold, read from the page it is made of, and its drawings."""
    page = documents.print_page if paper else documents.screen_page
    texts = {name: [text.text for text in drawing.texts] for name, drawing in page.drawings.items()}
    return read_html(page.html.encode(), texts), page.drawings


def gate(documents: Documents, format: str, content: bytes) -> int:
    """A file gets its name only when every number in it is one of this area's; the pages it has. Raises AuditError."""
    if format not in ("pdf", "html"):
        return 0
    briefing, paper = documents.briefing, format == "pdf"
    read = read_pdf(content) if paper else read_html(content)
    if str(briefing.area.code) not in read.keywords:
        raise AuditError(f"the {format} says it is of another area")
    result = Audited(Path(f"{briefing.file_stem}.{format}"))
    audit_content(documents, read, result, paper=paper)
    if result.findings:
        raise AuditError(f"the {format}: {result.findings[0].what}")
    return len(read.furniture)  # one a page; a screen has none


def _accounted(renderer: Renderer, odd: Odd) -> bool:
    """A council's logo, and templates of its own, bring what the program's own never do."""
    logo = renderer.brand is not None and renderer.brand.logo is not None
    own = renderer.templates != resources.templates_dir()
    return (odd.by != "" and own) or (odd.by == BRAND and logo)


def _meant(session: Session, path: Path, read: Read) -> Briefing:
    """The briefing the file claims to be: its name, its metadata and the figures in use must agree."""
    named, stated = _CODE.match(path.name), _CODE.search(read.keywords)
    if named is None or stated is None:
        raise AuditError("does not say in its name and its metadata which area it is of")
    if named[0] != stated[0]:
        raise AuditError(f"is named {named[0]} and says inside that it is of {stated[0]}")
    asked = session.areas.resolve(named[0])
    variant = _variant(read.keywords)
    stem = asked.area.file_stem + variant.suffix
    if path.stem != stem:
        raise AuditError(f"is named {path.stem}, but what it says inside makes it {stem}")
    if variant.ward is not None:
        session.ward(variant.ward, asked.area)  # raises for a ward of another authority
    _same_brand(session, read.keywords)
    briefing = session.briefing(asked, variant)
    if not read.title.startswith(asked.area.name.official):
        raise AuditError(f"is titled {read.title!r}, which is not {asked.area.name.official}")
    if briefing.edition.data_hash not in read.keywords:
        raise AuditError("was made from other figures than those in use; make it again, then audit")
    return briefing


def _variant(keywords: str) -> Variant:
    """Which document of the authority the metadata says it is."""
    try:
        return Variant.parse(tuple(word.strip() for word in keywords.split(",")))
    except ValueError as error:
        raise AuditError(f"says inside that it is of a ward that cannot be ({error})") from error


def _same_brand(session: Session, keywords: str) -> None:
    """A council's own words are no facts: they are taken from the brand file that the audit is given."""
    stated = _BRAND.search(keywords)
    if stated and session.brand is None:
        raise AuditError("carries a council’s own brand; give its file with --brand")
    if session.brand and (stated is None or stated[0] != session.brand.word):
        raise AuditError(
            f"was {'made with another brand than' if stated else 'not made with'} that of {session.brand.name}"
        )


def _words(wanted: Read, read: Read, result: Audited) -> None:
    """Both in reading order: what stands too much, what is missing, what stands in another's place."""
    own, found = [token.text for token in wanted.words], [token.text for token in read.words]
    if own == found:
        return
    for kind, a, b, c, d in SequenceMatcher(None, own, found, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        near = read.words[min(c, len(found) - 1)] if found else None
        page = near.page if near else None
        around = " ".join(found[max(0, c - 4) : d + 4][: _SHOWN + 8])
        there, missing = _listed(found[c:d]), _listed(own[a:b])
        if kind == "insert":
            result.add(page, f"{there} stands there and no fact accounts for it: …{around}…")
        elif kind == "delete":
            result.add(page, f"{missing} is missing: …{around}…")
        else:
            result.add(page, f"{there} stands there in place of {missing}: …{around}…")


def _listed(words: list[str]) -> str:
    kind = "number" if any(c.isdigit() for word in words for c in word) else "word"
    more = f" and {len(words) - _SHOWN} more" if len(words) > _SHOWN else ""
    return f"{kind}{'s' if len(words) > 1 else ''} {' '.join(words[:_SHOWN])!r}{more}"


def _pictures(drawings: dict[str, Drawing], read: Read, result: Audited) -> None:
    """Each path where and as it should be, after the one before it; and no stroke more."""
    for name, drawing in drawings.items():
        at = 0
        for operators in paths(drawing).values():
            at = read.content.find(operators, at)
            if at < 0:
                result.add(None, f"the picture {name} is not this area's")
                break
            at += len(operators)
    described = [drawing for name, drawing in drawings.items() if not name.startswith("strip-")]
    wanted = tuple(sum(not isinstance(item, Text) for item in drawing.items) for drawing in described)
    if read.strokes != wanted and len(read.strokes) == len(wanted):
        at = next(n for n, (a, b) in enumerate(zip(read.strokes, wanted, strict=True), 1) if a != b)
        result.add(None, f"picture {at} paints {read.strokes[at - 1]} times, and this briefing’s {wanted[at - 1]}")


def _furniture(wanted: Read, read: Read, result: Audited) -> None:
    """Heads and feet hold the standing phrases and the page's own number, and nothing else."""
    pages = len(read.furniture)
    for number, text in enumerate(read.furniture, 1):
        left = " ".join(text.replace("\x00", " ").split())
        counted = re.search(r"(\d+) \w+ (\d+)$", left)
        if counted is None or (int(counted[1]), int(counted[2])) != (number, pages):
            result.add(number, f"its foot does not say that it is page {number} of {pages}")
        else:
            left = left[: counted.start()]
        for phrase in sorted(wanted.running, key=len, reverse=True):
            left = left.replace(phrase, " ") if phrase else left
        if tokens(left):
            result.add(number, f"{_listed(tokens(left))} stands outside the document’s text")


def _stated(wanted: Read, read: Read, result: Audited) -> None:
    """Title, subject, keywords, author and program, in the file's own two descriptions; bookmarks and links."""
    pairs = [("title", read.title, wanted.title), ("keywords", read.keywords, wanted.keywords)]
    pairs += [
        (name, read.said.get(name, ""), wanted.said.get(name, "")) for name in ("author", "description", "generator")
    ]
    for name, found, own in pairs:
        if found != own:
            result.add(None, f"its {name} is {found!r}, and this briefing’s {own!r}")
        if escape(own) not in read.said.get("xmp", ""):
            result.add(None, f"its XMP packet does not hold this briefing’s {name}")
    if read.bookmarks != wanted.bookmarks:
        result.add(None, f"its bookmarks are not this briefing’s: {', '.join(read.bookmarks)[:120]}")
    if read.links != wanted.links:
        result.add(None, f"it has {read.links} links, and this briefing {wanted.links}")
    if read.addresses != wanted.addresses:
        result.add(
            None,
            f"its links lead to {', '.join(read.addresses)[:120] or 'nothing outside'}, and this briefing’s do not",
        )


def _enclosed(enclosures: dict[str, bytes], read: Read, result: Audited) -> None:
    for name, content in enclosures.items():
        if read.enclosures.get(name) != content:
            result.add(None, f"the enclosed {name} is not this briefing's")
    for name in _beyond(read.enclosures, enclosures):
        result.add(None, f"it encloses {name}, which no briefing does")


def _beyond(found: Iterable[str], own: Iterable[str]) -> list[str]:
    return sorted(set(found) - set(own))


def _markup(wanted: Read, read: Read, result: Audited) -> None:
    """The first line that is another, where the words are the same: a hidden value, a path, a style."""
    lines = zip(read.content.splitlines(), wanted.content.splitlines(), strict=False)
    for number, (found, own) in enumerate(lines, 1):
        if found != own:
            at = next(
                (n for n, (a, b) in enumerate(zip(found, own, strict=False)) if a != b), min(len(found), len(own))
            )
            near = found[max(0, at - 30) : at + 30].decode("utf-8", "replace")
            result.add(None, f"its markup is not this briefing’s, line {number}: …{near}…")
            return
    result.add(None, "its markup is longer or shorter than this briefing’s")
