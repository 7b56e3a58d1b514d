"""The PDF writer: fonts found and style sheets parsed once, then one document after another."""

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TypeVar
from xml.etree import ElementTree

import cssselect2
import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from briefgen.errors import RenderError
from briefgen.render.html.pages import Page
from briefgen.render.pdf.metadata import finish
from briefgen.render.pdf.painter import Painted
from briefgen.render.pdf.weasyprint_patches import apply
from briefgen.render.permitted import VOID
from briefgen.render.styles import MARKS

_AT = re.compile(r" at (\d+):\d+")
BASE = "https://briefgen.invalid/"  # constant, so that no path of this machine reaches the bytes


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file inside the PDF; relationship is `Data` or `Supplement`."""

    name: str
    content: bytes
    description: str
    relationship: str = "Data"


@dataclass(frozen=True, slots=True)
class Print:
    """A finished document, its number of pages, and the page (from 1) that each anchor stands on."""

    content: bytes
    pages: int
    anchors: dict[str, int]


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """The addresses that the program itself put in (fonts, the verdicts' marks, a logo); any other stops the writer."""

    def __init__(self, handed: frozenset[str]) -> None:
        super().__init__(allowed_protocols=("file", "data"), fail_on_errors=True)
        self._handed = handed

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if url not in self._handed:
            raise FatalURLFetchingError(f"{url[:120]} is not of the program's own")
        try:
            return super().fetch(url, headers)
        except Exception as error:
            raise FatalURLFetchingError(f"{url[:120]}: {error}") from error


_ADDRESS = re.compile(r'url\("?([^")]+)"?\)')


T = TypeVar("T")


def roomy(call: Callable[..., T], *given: object) -> T:
    """`call(*given)` with room for all its frames in one piece of memory.

    CPython 3.11 and 3.12 keep frames in chunks; a hot call at a chunk's end takes and gives back memory each time. A
    frame that claims a large stack makes the chunk large.
    """
    return call(*given)


roomy.__code__ = roomy.__code__.replace(co_stacksize=70_000)  # slots of eight bytes: a chunk of a megabyte


class _Html(weasyprint.HTML):  # type: ignore[misc]
    """Our own markup is well formed, so the XML parser of the library reads it in a tenth of the time.

    What is not (a template somebody else wrote) goes the engine's way.
    """

    def __init__(self, text: str, handed: frozenset[str] = frozenset()) -> None:
        fetcher = _Fetcher(handed)
        try:
            root = ElementTree.fromstring(VOID.sub(r"<\1\2/>", text.replace("&nbsp;", "\xa0")))
        except ElementTree.ParseError:
            super().__init__(string=text, base_url=BASE, url_fetcher=fetcher)
            return
        self.base_url, self.url_fetcher, self.media_type = BASE, fetcher, "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = root


class PdfWriter:
    """Prints pages with one set of style sheets. Raises RenderError on anything the engine complains about."""

    def __init__(self, css: str, sheets: Mapping[str, str] | None = None) -> None:
        """css: what is the program's own; sheets: others by the name a complaint gives, each above the last."""
        apply.install()
        self._fonts = FontConfiguration()
        self._sheets = []
        self._handed = frozenset(_ADDRESS.findall(css + (sheets or {}).get(MARKS, "")))
        for name, text in {"": css, **(sheets or {})}.items():
            with _strict(name):
                self._sheets.append(
                    weasyprint.CSS(
                        string=text, font_config=self._fonts, base_url=BASE, url_fetcher=_Fetcher(self._handed)
                    )
                )

    def write(self, page: Page, as_of: date, enclosures: tuple[Enclosure, ...] = ()) -> Print:
        cache = {f"chart:{name}": Painted(drawing) for name, drawing in page.drawings.items()}
        when = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC)
        attachments = [
            weasyprint.Attachment(
                string=e.content, name=e.name, description=e.description, created=when, modified=when,
                relationship=e.relationship,
            )
            for e in enclosures
        ]  # fmt: skip
        with _strict():
            return roomy(self._print, _Html(page.html, self._handed | {page.logo}), cache, attachments)

    def _print(self, html: _Html, cache: dict[str, Painted], attachments: list[weasyprint.Attachment]) -> Print:
        document = html.render(font_config=self._fonts, stylesheets=self._sheets, cache=cache, pdf_variant="pdf/a-3a")
        content = document.write_pdf(finisher=finish, attachments=attachments, cache=cache, pdf_variant="pdf/a-3a")
        anchors = {name: number for number, sheet in enumerate(document.pages, 1) for name in sheet.anchors}
        return Print(content, len(document.pages), anchors)


class _Complaints(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@contextmanager
def _strict(name: str = "") -> Iterator[None]:
    """The engine logs where it should refuse: a layout defect nobody reads. name: of the style sheet being read."""
    complaints, logger = _Complaints(), logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    propagated, logger.propagate = logger.propagate, False
    try:
        yield
    except FatalURLFetchingError as error:
        raise RenderError(f"The page names something that cannot be fetched ({error}); mend the template.") from error
    finally:
        logger.removeHandler(complaints)
        logger.propagate = propagated
    if complaints.said and name:
        line = _AT.search(complaints.said[0])
        where = f"{name}, line {line[1]}" if line else name
        raise RenderError(f"{where}: {complaints.said[0]}; mend the style sheet.")
    if complaints.said:
        raise RenderError(f"The page cannot be drawn as it should be: {'; '.join(dict.fromkeys(complaints.said))}.")
