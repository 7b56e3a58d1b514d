"""A warm worker: figures read, fonts found, sheets parsed once; then one briefing after another."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from briefgen import resources
from briefgen.audit.read_html import read_html
from briefgen.audit.words import Read
from briefgen.briefing.assemble import assemble
from briefgen.briefing.words import Wording
from briefgen.data.areas import Areas, Resolution
from briefgen.data.wards import read_ward
from briefgen.errors import RenderError, UsageError
from briefgen.facts.england import England
from briefgen.facts.tables import Tables
from briefgen.model.area import Area
from briefgen.model.brand import Brand
from briefgen.model.briefing import Briefing
from briefgen.model.codes import GssCode
from briefgen.model.variant import FULL, Layout, Variant
from briefgen.pipeline.edition import AS_OF, FORMATS
from briefgen.pipeline.reading import read_tables
from briefgen.render.data_files import to_csv, to_json
from briefgen.render.drawing import Drawing
from briefgen.render.html.pages import Page, Pages
from briefgen.render.styles import font_faces, stylesheets

if TYPE_CHECKING:
    from briefgen.render.pdf.writer import PdfWriter

T = TypeVar("T")
MORE = {Layout.FULL: (), Layout.ONE_PAGE: ("one-page.css",), Layout.LARGE_PRINT: ("large-print.css",)}  # sheets
MOST_PAGES = {Layout.FULL: 9, Layout.ONE_PAGE: 1, Layout.LARGE_PRINT: 40}
MORE_PAGES = {"ward": 2, "political": 3}  # a page or two of its own, and what a later section is pushed on by


@dataclass
class Studio:
    """Everything that is the same for every authority."""

    as_of: date = AS_OF
    templates: Path | None = None
    data: Path | None = None
    brand: Brand | None = None
    _sheets: dict[str, Any] = field(default_factory=dict, init=False, repr=False)
    _hand: tuple[Briefing, dict[str, Any]] | None = field(default=None, init=False, repr=False)

    @cached_property
    def _read(self) -> tuple[Areas, Tables]:
        return read_tables(self.as_of, self.data)

    @property
    def areas(self) -> Areas:
        return self._read[0]

    def ward(self, text: str, area: Area) -> GssCode:
        """The ward of `area` that a code or a name means. Raises UsageError for any other."""
        return read_ward(text, area, self.areas.by_code, self.data)

    @cached_property
    def national(self) -> England:
        return England(self._read[1])

    @cached_property
    def _templates(self) -> Path:
        return self.templates or resources.templates_dir()

    @cached_property
    def wording(self) -> Wording:
        return Wording(self._templates)

    @cached_property
    def _pages(self) -> Pages:
        return Pages(self._templates, self.wording.terms, self.brand)

    @property
    def _press(self) -> "PdfWriter":
        return self._press_of(Layout.FULL)

    def _press_of(self, layout: Layout) -> "PdfWriter":
        from briefgen.render.pdf.writer import PdfWriter  # only a PDF pays for loading the layout engine

        return self._sheet(
            f"press {layout}", lambda: PdfWriter(font_faces(), self._styles("print.css", *self._more(layout)))
        )

    def _screen_of(self, layout: Layout) -> str:
        from briefgen.render.fonts import embedded_faces

        more = [f"screen-{name}" for name in self._more(layout)]
        return self._sheet(
            f"screen {layout}", lambda: embedded_faces() + "\n".join(self._styles("screen.css", *more).values())
        )

    def _more(self, layout: Layout) -> tuple[str, ...]:
        return (*MORE[layout], *(("brand.css",) if self.brand else ()))

    def _styles(self, *names: str) -> dict[str, str]:
        return stylesheets(self._templates, *names, brand=dict(self.brand.colours) if self.brand else None)

    def _sheet(self, name: str, make: Callable[[], T]) -> T:
        """Parsed once for all the documents of a layout."""
        if name not in self._sheets:
            self._sheets[name] = make()
        made: T = self._sheets[name]
        return made

    def warm(self, formats: Iterable[str]) -> None:
        """Read and parse now what the first document would otherwise wait for."""
        first = next(iter(self.areas.authorities.values()))
        self.render(self.briefing(Resolution(first)), formats)

    def briefing(self, asked: Resolution, variant: Variant = FULL) -> Briefing:
        """The briefing of a resolved area, with a sentence on the older code it was asked for by."""
        old = None
        if asked.old_code is not None:
            old = (asked.old_code, asked.old_name or "", asked.since, asked.kind or "")
        return assemble(asked.area, self._read[1], self.national, self.wording, old=old, variant=variant)

    def render(self, briefing: Briefing, formats: Iterable[str]) -> dict[str, bytes]:
        """The documents by suffix. Raises RenderError where a page cannot be drawn as it should be."""
        made: dict[str, bytes] = {}
        for name in formats:
            match name:
                case "pdf":
                    made[name] = self._pdf(briefing)
                case "html":
                    made[name] = self._page(briefing, "screen").html.encode()
                case "csv":
                    made[name] = self.enclosures(briefing)[f"{briefing.file_stem}.csv"]
                case "json":
                    made[name] = self.enclosures(briefing)[f"{briefing.file_stem}.json"]
                case _:
                    raise UsageError(f"{name!r} is no format; choose from {', '.join(FORMATS)}.")
        return made

    def enclosures(self, briefing: Briefing) -> dict[str, bytes]:
        """The files inside the PDF, by name: its figures, the whole of it as data, and the methods as a page."""
        stem = briefing.file_stem
        return self._once(
            briefing,
            "data",
            lambda: {
                f"{stem}.csv": to_csv(briefing),
                f"{stem}.json": to_json(briefing),
                "methods.html": resources.methods_page(),
            },
        )

    def _page(self, briefing: Briefing, media: str) -> Page:
        css = self._screen_of(briefing.variant.layout) if media == "screen" else ""
        return self._once(briefing, media, lambda: self._pages.render(briefing, media=media, css=css))

    def _once(self, briefing: Briefing, what: str, make: Callable[[], T]) -> T:
        """Made once for the briefing in hand: the document and its audit need the same page and data."""
        if self._hand is None or self._hand[0] is not briefing:
            self._hand = (briefing, {})
        held = self._hand[1]
        if what not in held:
            held[what] = make()
        made: T = held[what]
        return made

    def expected(self, briefing: Briefing, suffix: str) -> tuple[Read, dict[str, Drawing]]:
        """What a document of this briefing must hold, read from the page it is made of, and its drawings."""
        page = self._page(briefing, "print" if suffix == "pdf" else "screen")
        texts = {name: [text.text for text in drawing.texts] for name, drawing in page.drawings.items()}
        return read_html(page.html.encode(), texts), page.drawings

    def _pdf(self, briefing: Briefing) -> bytes:
        from briefgen.render.pdf.writer import Enclosure

        figures, whole, methods = self.enclosures(briefing).items()
        enclosures = (
            Enclosure(*figures, description="The figures of this briefing, one row each"),
            Enclosure(*whole, description="The whole briefing as data", relationship="Supplement"),
            Enclosure(*methods, description="Formula, reference and limits of every method", relationship="Supplement"),
        )
        page = self._page(briefing, "print")
        variant = briefing.variant
        printed = self._press_of(variant.layout).print(page, briefing.edition.as_of, enclosures)
        second = briefing.sections[1]
        if variant.layout is Layout.FULL and printed.anchors.get(second.id, 0) > 2:
            raise RenderError(
                f"Page one of {briefing.area.name.official} runs over; shorten a main point in templates/sentences."
            )
        most = MOST_PAGES[variant.layout]
        if variant.layout is not Layout.ONE_PAGE:
            most += sum(MORE_PAGES.get(section.id, 0) for section in briefing.sections)
            most += bool(self.brand and self.brand.foreword)
        if printed.pages > most:
            raise RenderError(
                f"{briefing.area.name.official} takes {printed.pages} pages, more than {most}; "
                "shorten a sentence or a table in the templates."
            )
        return printed.content
