"""All gates over one PDF: two profiles of a validator, a semantic checker at warnings, and our own checks."""

import io
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import outloud
import page as validator
import pikepdf

from tests.gate import about, layout, pictures, tags
from tests.gate.paint import Paper
from tests.gate.source import Source

Check = Callable[[Paper, Source], Iterator[str]]
OWN: tuple[Check, ...] = (
    tags.reading, tags.languages, tags.tables, tags.lists, tags.names, tags.links, tags.bookmarks,
    pictures.figures, pictures.alt_numbers, pictures.letters, pictures.contrast,
    about.description, about.enclosures, about.furniture, about.once,
    layout.overlaps, layout.stranded, layout.pictures,
)  # fmt: skip
GATES = ("UA-1", "A-3a", "outloud", "own")


def conforms(content: bytes, profile: str) -> list[str]:
    """profile: ua1 or 3a."""
    report = validator.validate_pdf_bytes(content, profile=validator.ValidationProfile(profile))
    if report.rules.total < 90:
        return [f"only {report.rules.total} rules were looked at"]
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def listened(content: bytes) -> list[str]:
    """The semantic checker's errors and warnings."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "briefing.pdf"
        path.write_bytes(content)
        result = outloud.check(str(path))
    if result.error:
        return [result.error]
    crashed = [f"{run.rule} was not looked at" for run in result.runs if run.status == "crashed"]
    return crashed + [f"{f.rule}: {f.message}" for f in result.findings if f.severity in ("error", "warning")]


@dataclass(frozen=True, slots=True)
class Outcome:
    """findings: by gate, empty lists for a good file; notes: what a person should look at; pages: how many."""

    findings: dict[str, list[str]]
    notes: list[str]
    pages: int


def gate(content: bytes, source: Source) -> Outcome:
    """All gates over one file; one too broken to be walked is itself a finding."""
    own, notes, pages = [], [], 0
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            paper, pages = Paper(pdf), len(pdf.pages)
            own = [finding for check in OWN for finding in check(paper, source)]
            notes = [*layout.emptiness(paper), *layout.lengths(paper, source)]
    except (pikepdf.PdfError, AttributeError, KeyError, ValueError, TypeError, IndexError) as error:
        own = [f"cannot be walked: {type(error).__name__}: {error}"]
    found = (conforms(content, "ua1"), conforms(content, "3a"), listened(content), own)
    return Outcome(dict(zip(GATES, found, strict=True)), notes, pages)
