"""From a code to files: the one way that a single briefing and a batch go; a letter takes its words from the first step."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from briefgen.data.areas import Resolution
from briefgen.delivery.files import write_file
from briefgen.model.variant import FULL, Variant
from briefgen.pipeline.audit import gate
from briefgen.pipeline.session import Session
from briefgen.render.documents import Documents


@dataclass(frozen=True, slots=True)
class Made:
    """files: by name, `CODE-slug.format` (`CODE-slug-one-page.format`), each audited; none where nothing changed.

    pages: of the longest; 0 where no file has pages.
    """

    documents: Documents
    files: dict[str, bytes]
    pages: int


def make(
    session: Session,
    asked: Resolution,
    formats: Iterable[str],
    variant: Variant = FULL,
    *,
    begin: Callable[[str], None] = lambda step: None,
    unchanged: Callable[[Documents], bool] = lambda documents: False,
) -> Made:
    """The documents of one area, nothing written yet.

    begin: told each step as it begins. unchanged: asked before anything is drawn. Raises RenderError for a page that
    cannot be drawn as it should be, AuditError for a document that does not hold what it should.
    """
    begin("assemble")
    briefing = session.briefing(asked, variant)
    documents = session.renderer.documents(briefing)
    if unchanged(documents):
        return Made(documents, {}, 0)
    begin("render")
    contents = documents.contents(formats)
    begin("audit")
    pages = max(gate(documents, format, content) for format, content in contents.items())
    return Made(documents, {f"{briefing.file_stem}.{format}": content for format, content in contents.items()}, pages)


def make_files(
    session: Session, asked: Resolution, formats: Iterable[str], out: Path, variant: Variant = FULL
) -> list[Path]:
    """The files written; all are drawn and audited before the first is written."""
    written = []
    for name, content in make(session, asked, formats, variant).files.items():
        path = out / name
        write_file(path, content)
        written.append(path)
    return written
