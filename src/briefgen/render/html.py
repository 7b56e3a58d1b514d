"""The briefing's pages as HTML: one set of templates for paper and screen."""

from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from briefgen.errors import RenderError
from briefgen.model.briefing import Briefing, Figure, StripMark
from briefgen.model.variant import Layout
from briefgen.render.charts import draw
from briefgen.render.charts.strips import draw_strip_mark
from briefgen.render.drawing import Drawing
from briefgen.render.svg import svg

TEMPLATES = {
    Layout.FULL: "briefing.html.jinja",
    Layout.ONE_PAGE: "one-page.html.jinja",
    Layout.LARGE_PRINT: "briefing.html.jinja",
}


@dataclass(frozen=True, slots=True)
class Page:
    """Text of a document, and the drawings its `chart:` addresses stand for (paper only)."""

    html: str
    drawings: dict[str, Drawing] = field(default_factory=dict)


def anchor(id: str) -> str:
    return id.replace(".", "-")


class Pages:
    """The page templates of one folder, compiled once. `terms` are the sentences' own terms."""

    def __init__(self, templates: Path, terms: dict[str, str]) -> None:
        self.templates = templates
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(templates),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters["anchor"] = anchor
        self._environment.globals["term"] = terms

    def render(
        self, briefing: Briefing, *, media: str, css: str = "", template: str | None = None, **more: Any
    ) -> Page:
        """HTML of `template` (None: that of the briefing's layout). media is `print` (drawings by address) or `screen` (drawings inline, facts marked).

        Raises RenderError naming file, line and the unknown word.
        """
        drawings: dict[str, Drawing] = {}

        def place(figure: Figure, width_mm: float) -> Markup:
            drawing = draw(figure.chart, width_mm)
            if media == "screen":
                return _on_screen(drawing, figure)
            name = anchor(figure.id)
            drawings[name] = drawing
            size = f"width:{drawing.width_mm:g}mm;height:{drawing.height_mm:g}mm"
            return Markup(f'<img src="chart:{name}" alt="{escape(figure.alt.text)}" style="{size}">')

        def strip(mark: StripMark) -> Markup:
            """A small drawing in a table row: decoration, since the row holds its figures."""
            drawing = draw_strip_mark(mark)
            if media == "screen":
                return Markup(svg(drawing, ""))
            name = f"strip-{len(drawings)}"
            drawings[name] = drawing
            return Markup(f'<img class="strip" src="chart:{name}" alt="">')

        def source_line(keys: tuple[str, ...]) -> str:
            return "; ".join(briefing.sources[key].short for key in keys) + "."

        try:
            html = self._environment.get_template(template or TEMPLATES[briefing.variant.layout]).render(
                b=briefing,
                sections=briefing.sections,
                facts=briefing.facts,
                media=media,
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
        return Page(html, drawings)


NARROW_MM, SMALL_MM = 100.0, 40.0
TELEPHONE = 210.0  # points: what a screen of 320 pixels leaves for a picture


def _on_screen(drawing: Drawing, figure: Figure) -> Markup:
    """The drawing grows with its column to one and a half times its size on paper. Where the screen is too narrow for
    its letters, a wide one keeps nine tenths of it and scrolls in its own frame, by keyboard too."""
    wide = drawing.width_mm > NARROW_MM
    least = drawing.width * 0.9 if wide else min(drawing.width * 0.9, TELEPHONE)
    limits = f"min-width:{least:.0f}pt;max-width:{drawing.width * (1.5 if drawing.width_mm > SMALL_MM else 1.2):.0f}pt"
    frame = f' scroll" tabindex="0" role="group" aria-label="{escape(figure.title.text)}' if wide else ""
    return Markup(f'<div class="pic{frame}"><div style="{limits}">{svg(drawing, figure.alt.text)}</div></div>')


def _where(error: BaseException, templates: Path) -> str:
    """The template file and line a rendering error came from."""
    trace, found = error.__traceback__, str(templates)
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.startswith(str(templates)):
            found = f"{name}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return found
