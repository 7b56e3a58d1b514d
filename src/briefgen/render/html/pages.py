"""The briefing's pages as HTML: one set of templates for paper and screen."""

from base64 import b64encode
from dataclasses import dataclass, field, replace
from html import escape
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from briefgen import resources
from briefgen.errors import RenderError
from briefgen.model.brand import Brand
from briefgen.model.briefing import Briefing, Figure, StripMark
from briefgen.model.charts import AuthorityMap, NeighbourhoodMap
from briefgen.model.variant import Layout
from briefgen.render.charts.strips import draw_strip_mark
from briefgen.render.charts.style import drawn_in, read_style
from briefgen.render.drawing import Drawing
from briefgen.render.pictures import draw
from briefgen.render.svg import svg


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


def anchor(id: str) -> str:
    return id.replace(".", "-")


class Pages:
    """The page templates of one folder, compiled once. `terms` are the sentences' own terms."""

    def __init__(self, templates: Path, terms: dict[str, str], brand: Brand | None = None) -> None:
        self.templates = templates
        self._colours = dict(brand.colours) if brand else {}
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(templates),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["anchor"] = anchor
        self._environment.globals |= {"term": terms, "brand": brand, "logo": _address(brand), "methods": _methods()}

    def render(
        self, briefing: Briefing, *, media: str, css: str = "", template: str | None = None, **more: Any
    ) -> Page:
        """HTML of `template` (None: that of the briefing's layout). media is `print` (drawings by address) or `screen` (drawings inline, facts marked).

        Raises RenderError naming file, line and the unknown word.
        """
        drawings: dict[str, Drawing] = {}
        look = LOOKS[briefing.variant.layout]

        def size(drawing: Drawing) -> str:
            return f"width:{drawing.width_mm * look.larger:.6g}mm;height:{drawing.height_mm * look.larger:.6g}mm"

        def place(figure: Figure, width_mm: float) -> Markup:
            if look.whole is not None and width_mm > SMALL:
                width_mm = look.whole * PART.get(type(figure.chart), 1) / look.larger
            drawing = draw(figure.chart, width_mm)
            if media == "screen":
                return _on_screen(drawing, figure, look.larger)
            name = anchor(figure.id)
            drawings[name] = drawing
            return Markup(f'<img src="chart:{name}" alt="{escape(figure.alt.text)}" style="{size(drawing)}">')

        def strip(mark: StripMark) -> Markup:
            """A small drawing in a table row: decoration, since the row holds its figures."""
            drawing = draw_strip_mark(mark)
            if media == "screen":
                return Markup(svg(drawing, "", look.larger))
            name = f"strip-{len(drawings)}"
            drawings[name] = drawing
            sized = f' style="{size(drawing)}"' if look.larger != 1 else ""
            return Markup(f'<img class="strip" src="chart:{name}" alt=""{sized}>')

        def source_line(keys: tuple[str, ...]) -> str:
            return "; ".join(briefing.sources[key].short for key in keys) + "."

        large = briefing.variant.layout is Layout.LARGE_PRINT
        drawn = replace(read_style(self.templates, look.charts, self._colours), scatter_mm=look.scatter)
        try:
            with drawn_in(drawn):
                html = self._environment.get_template(template or look.template).render(
                    b=briefing,
                    sections=briefing.sections,
                    facts=briefing.facts,
                    media=media,
                    large=large,
                    draw=place,
                    strip=strip,
                    source_line=source_line,
                    css=Markup(css),
                    document_title=f"{briefing.area.name.official}: {self._environment.globals['term']['series']}",  # type: ignore[index]
                    **more,
                )
        except jinja2.TemplateSyntaxError as error:
            raise RenderError(f"{error.filename}, line {error.lineno}: {error.message}; mend the template.") from error
        except jinja2.TemplateError as error:
            raise RenderError(f"{_where(error, self.templates)}: {error}; mend the template.") from error
        except UnicodeDecodeError as error:
            raise RenderError(
                f"A template of {self.templates} is no UTF-8 text ({error}); save it as UTF-8."
            ) from error
        except (TypeError, ValueError, ArithmeticError, LookupError) as error:
            if not _in_template(error, self.templates):
                raise
            raise RenderError(f"{_where(error, self.templates)}: {error}; mend the template.") from error
        return Page(html, drawings)


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


def _in_template(error: BaseException, templates: Path) -> bool:
    """Was it a template's own line that failed, not the program's?"""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and trace.tb_frame.f_code.co_filename.startswith(str(templates))


def _where(error: BaseException, templates: Path) -> str:
    """The template file and line a rendering error came from, and the lines that led there."""
    trace = error.__traceback__
    found: list[str] = []
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.startswith(str(templates)):
            found.append(f"{name}, line {trace.tb_lineno}")
        trace = trace.tb_next
    if not found:
        return str(templates)
    # A word unknown to the caller fails in the macro it was handed to.
    callers = [place for place in dict.fromkeys(reversed(found[:-1])) if place != found[-1]]
    return found[-1] + (f" (called from {'; '.join(callers)})" if callers else "")
