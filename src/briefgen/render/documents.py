"""From a briefing to its documents: the PDF, the HTML twin and the data files."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from briefgen import resources
from briefgen.errors import RenderError, UsageError
from briefgen.model.brand import Brand
from briefgen.model.briefing import Briefing
from briefgen.model.variant import Layout
from briefgen.render.data_files import to_csv, to_json
from briefgen.render.html.pages import Page, Pages
from briefgen.render.styles import font_faces, stylesheets

if TYPE_CHECKING:
    from briefgen.render.pdf.writer import PdfWriter

T = TypeVar("T")
FORMATS = ("pdf", "html", "csv", "json")
MORE = {Layout.FULL: (), Layout.ONE_PAGE: ("one-page.css",), Layout.LARGE_PRINT: ("large-print.css",)}  # sheets
MOST_PAGES = {Layout.FULL: 9, Layout.ONE_PAGE: 1, Layout.LARGE_PRINT: 40}
MORE_PAGES = {"ward": 2, "political": 3}  # a page or two of its own, and what a later section is pushed on by


@dataclass
class Renderer:
    """Page templates compiled, fonts found and style sheets parsed once, for one document after another.

    terms: of the sentences. brand: a council's name, logo and colours.
    """

    templates: Path
    terms: dict[str, str]
    brand: Brand | None = None
    _sheets: dict[str, Any] = field(default_factory=dict, init=False, repr=False)

    def documents(self, briefing: Briefing) -> "Documents":
        return Documents(self, briefing)

    @cached_property
    def pages(self) -> Pages:
        return Pages(self.templates, self.terms, self.brand)

    def writer(self, layout: Layout) -> "PdfWriter":
        from briefgen.render.pdf.writer import PdfWriter  # only a PDF pays for loading the layout engine

        return self._once(
            f"writer {layout}", lambda: PdfWriter(font_faces(), self._styles("print.css", *self._more(layout)))
        )

    def screen_css(self, layout: Layout) -> str:
        from briefgen.render.fonts import embedded_faces

        more = [f"screen-{name}" for name in self._more(layout)]
        return self._once(
            f"screen {layout}", lambda: embedded_faces() + "\n".join(self._styles("screen.css", *more).values())
        )

    def _more(self, layout: Layout) -> tuple[str, ...]:
        return (*MORE[layout], *(("brand.css",) if self.brand else ()))

    def _styles(self, *names: str) -> dict[str, str]:
        return stylesheets(self.templates, *names, brand=dict(self.brand.colours) if self.brand else None)

    def _once(self, name: str, parse: Callable[[], T]) -> T:
        """Parsed once for all the documents of a layout."""
        if name not in self._sheets:
            self._sheets[name] = parse()
        made: T = self._sheets[name]
        return made


@dataclass
class Documents:
    """One briefing's; each page and data file is made once, for the document and for its audit."""

    renderer: Renderer
    briefing: Briefing

    def content(self, format: str) -> bytes:
        """The document of a format of `FORMATS`. Raises RenderError where a page cannot be drawn as it should be."""
        match format:
            case "pdf":
                return self._pdf()
            case "html":
                return self.screen_page.html.encode()
            case "csv" | "json":
                return self.enclosures[f"{self.briefing.file_stem}.{format}"]
        raise UsageError(f"{format!r} is no format; choose from {', '.join(FORMATS)}.")

    def contents(self, formats: Iterable[str]) -> dict[str, bytes]:
        """By format."""
        return {format: self.content(format) for format in formats}

    @cached_property
    def print_page(self) -> Page:
        """What the PDF is made of: pictures by address, their drawings beside it."""
        return self.renderer.pages.render(self.briefing, media="print")

    @cached_property
    def screen_page(self) -> Page:
        css = self.renderer.screen_css(self.briefing.variant.layout)
        return self.renderer.pages.render(self.briefing, media="screen", css=css)

    @cached_property
    def enclosures(self) -> dict[str, bytes]:
        """The files inside the PDF, by name: its figures, the whole of it as data, and the methods as a page."""
        stem = self.briefing.file_stem
        return {
            f"{stem}.csv": to_csv(self.briefing),
            f"{stem}.json": to_json(self.briefing),
            "methods.html": resources.methods_page(),
        }

    def _pdf(self) -> bytes:
        from briefgen.render.pdf.writer import Enclosure

        briefing, variant = self.briefing, self.briefing.variant
        figures, whole, methods = self.enclosures.items()
        enclosures = (
            Enclosure(*figures, description="The figures of this briefing, one row each"),
            Enclosure(*whole, description="The whole briefing as data", relationship="Supplement"),
            Enclosure(*methods, description="Formula, reference and limits of every method", relationship="Supplement"),
        )
        written = self.renderer.writer(variant.layout).write(self.print_page, briefing.edition.as_of, enclosures)
        second = briefing.sections[1]
        if variant.layout is Layout.FULL and written.anchors.get(second.id, 0) > 2:
            raise RenderError(
                f"Page one of {briefing.area.name.official} runs over; shorten a main point in templates/sentences."
            )
        most = self._most_pages()
        if written.pages > most:
            raise RenderError(
                f"{briefing.area.name.official} takes {written.pages} pages, more than {most}; "
                "shorten a sentence or a table in the templates."
            )
        return written.content

    def _most_pages(self) -> int:
        layout, brand = self.briefing.variant.layout, self.renderer.brand
        most = MOST_PAGES[layout]
        if layout is not Layout.ONE_PAGE:
            most += sum(MORE_PAGES.get(section.id, 0) for section in self.briefing.sections)
            most += bool(brand and brand.foreword)
        return most
