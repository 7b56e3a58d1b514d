"""The audit: every number, every name and every picture of a finished file accounted for by facts of its own area.

The file is read back as a stranger would. Its words are compared, one by one, with those of the briefing computed
afresh from the figures: a digit changed, a picture or a table of another area, a swapped file all leave words too many
and words too few. Each picture's paths must stand in the page as they are drawn for this area.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from briefgen.errors import AuditError, BriefgenError
from briefgen.model.briefing import Briefing
from briefgen.model.variant import Variant
from briefgen.pipeline.studio import Studio
from briefgen.render.drawing import Drawing
from briefgen.render.drawing import Path as Stroke
from briefgen.render.pdf.painter import painted
from briefgen.render.readback import Read, read_html, read_pdf, tokens

_CODE = re.compile(r"E\d{8}")
_BRAND = re.compile(r"\bbrand-[0-9a-f]{12}\b")


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


def audit(studio: Studio, path: Path) -> Audited:
    """What is wrong with one file, if anything."""
    result = Audited(path)
    try:
        content = path.read_bytes()
        read = read_pdf(content) if path.suffix == ".pdf" else read_html(content)
        briefing = _meant(studio, path, read)
    except OSError as error:
        result.findings.append(Finding(None, f"cannot be read ({error.strerror})"))
        return result
    except BriefgenError as error:
        result.findings.append(Finding(None, str(error)))
        return result
    audit_content(studio, briefing, read, result, paper=path.suffix == ".pdf")
    return result


def audit_content(studio: Studio, briefing: Briefing, read: Read, result: Audited, *, paper: bool) -> None:
    """The document against the briefing it should hold; findings are added to `result`."""
    wanted, drawings = studio.expected(briefing, "pdf" if paper else "html")
    found = read.words
    result.numbers = sum(n for word, n in found.items() if any(c.isdigit() for c in word))
    _words(wanted, found, read, result)
    if paper:
        _pictures(drawings, read, result)
        for name, content in studio.enclosures(briefing).items():
            if read.enclosures.get(name) != content:
                result.findings.append(Finding(None, f"the enclosed {name} is not this briefing's"))


def _meant(studio: Studio, path: Path, read: Read) -> Briefing:
    """The briefing the file claims to be: its name, its metadata and the figures in use must agree."""
    named, stated = _CODE.match(path.name), _CODE.search(read.keywords)
    if named is None or stated is None:
        raise AuditError("does not say in its name and its metadata which area it is of")
    if named[0] != stated[0]:
        raise AuditError(f"is named {named[0]} and says inside that it is of {stated[0]}")
    asked = studio.areas.resolve(named[0])
    variant = _variant(read.keywords)
    stem = asked.area.file_stem + variant.suffix
    if path.stem != stem:
        raise AuditError(f"is named {path.stem}, but what it says inside makes it {stem}")
    if variant.ward is not None:
        studio.ward(variant.ward, asked.area)  # raises for a ward of another authority
    _same_brand(studio, read.keywords)
    briefing = studio.briefing(asked, variant)
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


def _same_brand(studio: Studio, keywords: str) -> None:
    """A council's own words are no facts: they are taken from the brand file that the audit is given."""
    stated = _BRAND.search(keywords)
    if stated and studio.brand is None:
        raise AuditError("carries a council’s own brand; give its file with --brand")
    if studio.brand and (stated is None or stated[0] != studio.brand.word):
        raise AuditError(
            f"was {'made with another brand than' if stated else 'not made with'} that of {studio.brand.name}"
        )


def _words(wanted: Counter[str], found: Counter[str], read: Read, result: Audited) -> None:
    for word, times in (found - wanted).items():
        kind = "number" if any(c.isdigit() for c in word) else "word"
        for number, page in enumerate(read.pages, 1):
            if word in tokens(page):
                result.findings.append(
                    Finding(number, f"{kind} {word!r} ({times} more than its facts): …{_around(page, word)}…")
                )
                break
    for word, times in (wanted - found).items():
        kind = "number" if any(c.isdigit() for c in word) else "word"
        result.findings.append(Finding(None, f"{kind} {word!r} is missing ({times})"))


def _around(page: str, word: str) -> str:
    at = page.find(word)
    return " ".join(page[max(0, at - 40) : at + 40].replace("\x00", " ").split())


def _pictures(drawings: dict[str, Drawing], read: Read, result: Audited) -> None:
    for name, drawing in drawings.items():
        for item in drawing.items:
            if isinstance(item, Stroke) and painted(item).encode() not in read.paint:
                result.findings.append(Finding(None, f"the picture {name} is not this area's"))
                break
