"""A warm worker: figures read, fonts found, sheets parsed once; then one briefing after another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen import resources
from briefgen.briefing.assemble import assemble
from briefgen.briefing.evidence import Evidence
from briefgen.briefing.national import National
from briefgen.briefing.wording import Wording
from briefgen.errors import RenderError, UsageError
from briefgen.model.briefing import Briefing
from briefgen.pipeline.reading import AS_OF, read_evidence
from briefgen.render.data import to_csv, to_json
from briefgen.render.html import Pages
from briefgen.render.styles import font_faces, stylesheet
from briefgen.sources.areas import Areas, Resolution

if TYPE_CHECKING:
    from briefgen.render.pdf.press import Press

FORMATS = ("pdf", "html", "csv", "json")
MOST_PAGES = 9


@dataclass
class Studio:
    """Everything that is the same for every authority."""

    as_of: date = AS_OF
    templates: Path | None = None
    data: Path | None = None

    @cached_property
    def _read(self) -> tuple[Areas, Evidence]:
        return read_evidence(self.as_of, self.data)

    @property
    def areas(self) -> Areas:
        return self._read[0]

    @cached_property
    def national(self) -> National:
        return National(self._read[1])

    @cached_property
    def _templates(self) -> Path:
        return self.templates or resources.templates_dir()

    @cached_property
    def wording(self) -> Wording:
        return Wording(self._templates)

    @cached_property
    def _pages(self) -> Pages:
        return Pages(self._templates, self.wording.terms)

    @cached_property
    def _press(self) -> "Press":
        from briefgen.render.pdf.press import Press  # only a PDF pays for loading the layout engine

        return Press(font_faces() + stylesheet(self._templates, "print.css"))

    @cached_property
    def _screen(self) -> str:
        from briefgen.render.fonts import embedded_faces

        return embedded_faces() + stylesheet(self._templates, "screen.css")

    def briefing(self, asked: Resolution) -> Briefing:
        """The briefing of a resolved area, with a sentence on the older code it was asked for by."""
        old = None
        if asked.old_code is not None:
            old = (asked.old_code, asked.old_name or "", asked.since, asked.kind or "")
        return assemble(asked.area, self._read[1], self.national, self.wording, old=old)

    def render(self, briefing: Briefing, formats: Iterable[str]) -> dict[str, bytes]:
        """The documents by suffix. Raises RenderError where a page cannot be drawn as it should be."""
        made: dict[str, bytes] = {}
        for name in formats:
            match name:
                case "pdf":
                    made[name] = self._pdf(briefing)
                case "html":
                    page = self._pages.render(briefing, media="screen", css=self._screen)
                    made[name] = page.html.encode()
                case "csv":
                    made[name] = to_csv(briefing)
                case "json":
                    made[name] = to_json(briefing)
                case _:
                    raise UsageError(f"{name!r} is no format; choose from {', '.join(FORMATS)}.")
        return made

    def _pdf(self, briefing: Briefing) -> bytes:
        from briefgen.render.pdf.press import Enclosure

        stem = briefing.area.file_stem
        enclosures = (
            Enclosure(f"{stem}.csv", "The figures of this briefing, one row each", to_csv(briefing)),
            Enclosure(f"{stem}.json", "The whole briefing as data", to_json(briefing), "Supplement"),
        )
        page = self._pages.render(briefing, media="print")
        printed = self._press.print(page, briefing.edition.as_of, enclosures)
        if printed.pages > MOST_PAGES:
            raise RenderError(
                f"{briefing.area.name.official} takes {printed.pages} pages, more than {MOST_PAGES}; "
                "shorten a sentence or a table in the templates."
            )
        return printed.content
