"""Own checks of what the file says of itself, of what it encloses, and of its page furniture."""

from collections.abc import Iterator
from typing import Any

import pikepdf

from tests.gate.paint import Paper
from tests.gate.source import Source, words

MM = 72 / 25.4
FRAME = (17 * MM, 15 * MM, 17 * MM, 18 * MM)  # margins of the page: left, foot, right, head; page 1's head is 13 mm
FIRST = 13 * MM
DC, PDF, XMP = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/pdf/1.3/}", "{http://ns.adobe.com/xap/1.0/}"
RIGHTS = "{http://ns.adobe.com/xap/1.0/rights/}"


def description(paper: Paper, source: Source) -> Iterator[str]:
    """The packet and the older dictionary say the same, and name edition, dates of the data, licence and version."""
    with paper.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as packet:
        said: dict[str, Any] = {key: packet[key] for key in packet}
    info = paper.pdf.docinfo
    edition, briefing = source.briefing.edition, source.briefing
    same = {
        "Title": said.get(f"{DC}title"),
        "Author": ", ".join(said.get(f"{DC}creator", [])),
        "Subject": said.get(f"{DC}description"),
        "Keywords": said.get(f"{PDF}Keywords"),
        "Producer": said.get(f"{PDF}Producer"),
        "Creator": said.get(f"{XMP}CreatorTool"),
    }
    for key, text in same.items():
        if str(info.get(f"/{key}", "")) != str(text):
            yield f"description: {key} is {str(info.get(f'/{key}', ''))[:50]!r} and {str(text)[:50]!r}"
    day = edition.as_of.isoformat()
    for key in ("CreateDate", "ModifyDate"):
        if said.get(f"{XMP}{key}") != day:
            yield f"description: {key} is {said.get(f'{XMP}{key}')}, the edition's day {day}"
    for key in ("CreationDate", "ModDate"):
        if not str(info.get(f"/{key}", "")).startswith(f"D:{day.replace('-', '')}"):
            yield f"description: {key} is {info.get(f'/{key}')}, the edition's day {day}"
    wanted = {
        f"{DC}title": (briefing.area.name.official,),
        f"{DC}identifier": (f"{briefing.file_stem}",),
        f"{DC}coverage": (briefing.area.name.official, str(briefing.area.code)),
        f"{DC}date": (day,),
        f"{DC}rights": ("Open Government Licence v3.0",),
        f"{RIGHTS}WebStatement": ("open-government-licence/version/3",),
        f"{PDF}Keywords": (edition.label, edition.data_hash, str(briefing.area.code)),
        f"{XMP}CreatorTool": (f"briefgen {edition.version}",),
        f"{DC}language": (source.root.get("lang"),),
    }
    for key, parts in wanted.items():
        for part in parts:
            if part not in str(said.get(key, "")):
                yield f"description: {key.rpartition('}')[2]} does not name {part!r}"
    periods = [fact.period for fact in briefing.facts.values() if fact.period is not None]
    years = f", {min(p.start for p in periods).year}–{max(p.end for p in periods).year}"
    if not str(said.get(f"{DC}coverage", "")).endswith(years):
        yield f"description: coverage does not end with the years of the figures{years}"


def enclosures(paper: Paper, source: Source) -> Iterator[str]:
    """The data files whole, each with its relation to the document, its type and the edition's day."""
    day = f"D:{source.briefing.edition.as_of.isoformat().replace('-', '')}"
    specs = {name: spec.obj for name, spec in paper.pdf.attachments.items()}
    if set(specs) != set(source.enclosures):
        yield f"enclosures: {sorted(specs)}, should be {sorted(source.enclosures)}"
    listed = [spec.objgen for spec in paper.pdf.Root.get("/AF", [])]
    if sorted(listed) != sorted(spec.objgen for spec in specs.values()):
        yield "enclosures: the catalogue does not list each once"
    for name, spec in specs.items():
        relation = {"csv": "/Data", "json": "/Supplement", "html": "/Supplement"}.get(name.rpartition(".")[2])
        file = spec.EF.F
        if str(spec.get("/AFRelationship", "")) != relation:
            yield f"enclosures: {name} is {spec.get('/AFRelationship', '')}, should be {relation}"
        if not str(spec.get("/Desc", "")):
            yield f"enclosures: {name} is not described"
        if name.rpartition(".")[2] not in str(file.get("/Subtype", "")):
            yield f"enclosures: {name} has the type {file.get('/Subtype', '')}"
        dates = [str(file.get("/Params", {}).get(key, "")) for key in ("/CreationDate", "/ModDate")]
        if not all(date.startswith(day) for date in dates):
            yield f"enclosures: {name} is dated {dates}, the edition {day}"
        if file.read_bytes() != source.enclosures.get(name):
            yield f"enclosures: {name} is not this briefing's"


def furniture(paper: Paper, source: Source) -> Iterator[str]:
    """Running heads and feet are artifacts and stand in the margins; nothing else does, and no other text is one."""
    heads = {
        " ".join(words(paper.text(cell))) for part in paper.of("THead") for cell in part.walk() if cell.type == "TH"
    }
    for number, sheet in enumerate(paper.sheets):
        left, foot, right, head = (
            FRAME[0],
            FRAME[1],
            sheet.width - FRAME[2],
            sheet.height - (FRAME[3] if number else FIRST),
        )
        margin, again = "", ""
        for text in sheet.texts:
            inside = foot - 2 <= text.box[1] and text.box[3] <= head + 2
            if not text.text.strip():
                continue
            if text.tag.artifact is None:
                if not inside or text.box[0] < left - 1.5 or text.box[2] > right + 1.5:
                    yield f"margins: {text.text[:40]!r} on page {number + 1} stands beyond its frame"
                continue
            if text.tag.artifact != "Pagination":
                yield f"artifact: {text.text[:40]!r} on page {number + 1} is read by nobody"
            elif inside:
                again += f" {text.text}"
            else:
                margin += f" {text.text}"
        rest = " ".join(words(again))
        for words_of in sorted(heads, key=len, reverse=True):
            rest = rest.replace(words_of, "")
        if rest.strip() and not _all_from(rest, heads):
            yield f"artifact: {rest.strip()[:40]!r} on page {number + 1} is hidden from readers"
        if f"{number + 1} of {len(paper.sheets)}" not in " ".join(words(margin)):
            yield f"furniture: page {number + 1} does not carry its number as an artifact"


def _all_from(text: str, heads: set[str]) -> bool:
    """A repeated head may be painted in two lines."""
    known = {word for head in heads for word in head.split()}
    return all(word in known for word in text.split())


def once(paper: Paper, source: Source) -> Iterator[str]:
    """Switches a viewer and a reader rely on."""
    root = paper.pdf.Root
    if not bool(root.get("/MarkInfo", {}).get("/Marked", False)):
        yield "switches: the document does not say that it is tagged"
    if not bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        yield "switches: a viewer would show the file's name for its title"
    for number, page in enumerate(paper.pdf.pages, 1):
        if page.obj.get("/Annots") is not None and page.obj.get("/Tabs") != pikepdf.Name.S:
            yield f"switches: page {number} does not tab in the order of its structure"
