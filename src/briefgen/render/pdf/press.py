"""The press: fonts found and style sheets parsed once, then one document after another."""

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from briefgen.errors import RenderError
from briefgen.render.html import Page
from briefgen.render.pdf import hooks
from briefgen.render.pdf.metadata import finish
from briefgen.render.pdf.painter import Painted

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
    """Fonts and pictures from this machine or from the page itself; anything else stops the press."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("file", "data"), fail_on_errors=True)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        try:
            return super().fetch(url, headers)
        except Exception as error:
            raise FatalURLFetchingError(f"{url[:120]}: {error}") from error


class Press:
    """Prints pages with one set of style sheets. Raises RenderError on anything the engine complains about."""

    def __init__(self, faces: str, sheets: Mapping[str, str]) -> None:
        """faces: the @font-face rules; sheets: style sheets by the name that a complaint gives, each above the last."""
        hooks.install()
        self._fonts = FontConfiguration()
        self._sheets = []
        for name, css in {"the fonts": faces, **sheets}.items():
            with _strict(name):
                self._sheets.append(
                    weasyprint.CSS(string=css, font_config=self._fonts, base_url=BASE, url_fetcher=_Fetcher())
                )

    def print(self, page: Page, as_of: date, enclosures: tuple[Enclosure, ...] = ()) -> Print:
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
            html = weasyprint.HTML(string=page.html, base_url=BASE, url_fetcher=_Fetcher())
            document = html.render(
                font_config=self._fonts, stylesheets=self._sheets, cache=cache, pdf_variant="pdf/a-3a"
            )
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
