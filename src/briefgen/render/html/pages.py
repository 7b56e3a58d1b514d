"""The briefing's pages as HTML: one set of templates for paper and screen."""

from base64 import b64encode
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import Any

from markupsafe import Markup

from briefgen import resources
from briefgen.model.brand import Brand
from briefgen.model.briefing import Briefing, Figure, Section, StripMark
from briefgen.model.charts import AuthorityMap, NeighbourhoodMap
from briefgen.model.variant import Layout
from briefgen.render.charts.strips import draw_strip_mark
from briefgen.render.charts.style import drawn_in, read_style
from briefgen.render.drawing import Drawing
from briefgen.render.permitted import Own, check_page
from briefgen.render.pictures import draw
from briefgen.render.svg import svg
from briefgen.templating import Templates


@dataclass(frozen=True, slots=True)
class Look:
    """How a layout is set: its page template, its charts' sizes, and how much larger than drawn a picture is printed.

    whole: every picture takes the page's width (mm, as printed), so that nothing stands beside it.
    scatter: height of a scatter, mm as drawn.
    """

    template: str = "briefing.html.jinja"
    charts: str = "chart.mplstyle"
    larger: float = 1.0
    whole: float | None = None
    scatter: float = 56.0


LOOKS = {
    Layout.FULL: Look(),
    Layout.ONE_PAGE: Look("one-page.html.jinja"),
    # Drawn anew at the width that is left, labels placed there, then printed so that 8.5 point is 18; two scatters a page.
    Layout.LARGE_PRINT: Look(charts="chart-large-print.mplstyle", larger=18 / 8.5, whole=176.0, scatter=43.0),
}
PART = {NeighbourhoodMap: 0.8, AuthorityMap: 0.7}  # as high as wide: not of the whole width, to leave room for words
SMALL = 40.0  # mm; a picture narrower than this (the locator) is never a page wide


@dataclass(frozen=True, slots=True)
class Page:
    """Text of a document, and the drawings its `chart:` addresses stand for (paper only)."""

    html: str
    drawings: dict[str, Drawing] = field(default_factory=dict)
    logo: str = ""  # a data address, "" for none


def anchor(id: str) -> str:
    return id.replace(".", "-")


@dataclass(frozen=True, slots=True)
class _Hand:
    """What the templates of one document may call."""

    briefing: Briefing
    media: str
    look: Look
    drawings: dict[str, Drawing]

    def draw(self, figure: Figure, width_mm: float) -> Markup:
        if self.look.whole is not None and width_mm > SMALL:
            width_mm = self.look.whole * PART.get(type(figure.chart), 1) / self.look.larger
        drawing = draw(figure.chart, width_mm)
        if self.media == "screen":
            return _on_screen(drawing, figure, self.look.larger)
        name = anchor(figure.id)
        self.drawings[name] = drawing
        return Markup(f'<img src="chart:{name}" alt="{escape(figure.alt.text)}" style="{self._size(drawing)}">')

    def strip(self, mark: StripMark) -> Markup:
        """A small drawing in a table row: decoration, since the row holds its figures."""
        drawing = draw_strip_mark(mark)
        if self.media == "screen":
            return Markup(svg(drawing, "", self.look.larger))
        name = f"strip-{len(self.drawings)}"
        self.drawings[name] = drawing
        sized = f' style="{self._size(drawing)}"' if self.look.larger != 1 else ""
        return Markup(f'<img class="strip" src="chart:{name}" alt=""{sized}>')

    def source_line(self, keys: tuple[str, ...]) -> str:
        return "; ".join(self.briefing.sources[key].short for key in keys) + "."

    def _size(self, drawing: Drawing) -> str:
        larger = self.look.larger
        return f"width:{drawing.width_mm * larger:.6g}mm;height:{drawing.height_mm * larger:.6g}mm"


CALLS = (Briefing.section, Section.figure, Section.table, _Hand.draw, _Hand.strip, _Hand.source_line)


class Pages:
    """The page templates of one folder, compiled once. `terms` are the sentences' own terms."""

    def __init__(self, templates: Path, terms: dict[str, str], brand: Brand | None = None) -> None:
        self.templates, self._terms = templates, terms
        self._colours = dict(brand.colours) if brand else {}
        self._logo = _address(brand)
        self._files = Templates(
            templates,
            calls=CALLS,
            filters={"anchor": anchor},
            term=terms,
            brand=brand,
            logo=self._logo,
            methods=_methods(),
        )

    def render(
        self, briefing: Briefing, *, media: str, css: str = "", template: str | None = None, **more: Any
    ) -> Page:
        """HTML of `template` (None: that of the briefing's layout). media is `print` (drawings by address) or `screen` (drawings inline, facts marked).

        Raises RenderError naming file, line and the unknown word, or what has no place in a page.
        """
        drawings: dict[str, Drawing] = {}
        look = LOOKS[briefing.variant.layout]
        hand = _Hand(briefing, media, look, drawings)
        words = {
            "b": briefing, "sections": briefing.sections, "facts": briefing.facts, "media": media,
            "large": briefing.variant.layout is Layout.LARGE_PRINT, "draw": hand.draw, "strip": hand.strip,
            "source_line": hand.source_line, "css": Markup(css),
            "document_title": f"{briefing.area.name.official}: {self._terms['series']}", **more,
        }  # fmt: skip

        def check(html: str) -> None:
            pictures = frozenset((self._logo, *(f"chart:{name}" for name in drawings)))
            check_page(html, Own(css=css, pictures=pictures))

        drawn = replace(read_style(self.templates, look.charts, self._colours), scatter_mm=look.scatter)
        with drawn_in(drawn):
            html = self._files[template or look.template].render(words, check)
        return Page(html, drawings, self._logo)


NARROW_MM, SMALL_MM = 100.0, 40.0
TELEPHONE = 210.0  # points: what a screen of 320 pixels leaves for a picture


def _on_screen(drawing: Drawing, figure: Figure, larger: float) -> Markup:
    """The drawing grows with its column to one and a half times its size on paper. Where the screen is too narrow for
    its letters, a wide one keeps nine tenths of it and scrolls in its own frame, by keyboard too."""
    wide = drawing.width_mm * larger > NARROW_MM
    shown = drawing.width * larger
    least = shown * 0.9 if wide else min(shown * 0.9, TELEPHONE)
    limits = f"min-width:{least:.0f}pt;max-width:{shown * (1.5 if drawing.width_mm > SMALL_MM else 1.2):.0f}pt"
    frame = f' scroll" tabindex="0" role="group" aria-label="{escape(figure.title.text)}' if wide else ""
    return Markup(f'<div class="pic{frame}"><div style="{limits}">{svg(drawing, figure.alt.text, larger)}</div></div>')


def _address(brand: Brand | None) -> str:
    """The logo inside the page itself: nothing is fetched for it."""
    if brand is None or brand.logo is None:
        return ""
    return f"data:{brand.logo.type};base64,{b64encode(brand.logo.content).decode()}"


def _methods() -> Markup:
    """The page of methods that a PDF encloses, as a part of another page: headings a level lower, anchors of its own."""
    _, _, rest = resources.methods_page().decode().partition("</h1>")
    body = rest.partition("</main>")[0].strip()
    return Markup(body.replace('<h2 id="', '<h3 id="method-').replace("</h2>", "</h3>"))
