"""The one place charts take their colours, sizes and lines from."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import matplotlib

from briefgen import resources
from briefgen.errors import RenderError
from briefgen.render.styles import tokens


@dataclass(frozen=True, slots=True)
class Style:
    """Sizes in points, colours by token name; scatter_mm: the height of a scatter."""

    label: float
    strong: float
    tick: float
    small: float
    place_line: float
    place_dot: float
    england_line: float
    axis: float
    grid: float
    outline: float
    colours: dict[str, str]
    scatter_mm: float = 56.0

    def __getitem__(self, token: str) -> str:
        return self.colours[token]


_in_use: ContextVar[Style | None] = ContextVar("chart style", default=None)


def style() -> Style:
    """The style that the document in hand is drawn in; outside a document, the program's own."""
    return _in_use.get() or read_style(resources.templates_dir())


@contextmanager
def drawn_in(chosen: Style) -> Iterator[None]:
    """Every drawing made inside takes its colours, sizes and lines from `chosen`."""
    token = _in_use.set(chosen)
    try:
        yield
    finally:
        _in_use.reset(token)


@cache
def _sizes(path: Path) -> Mapping[str, float]:
    """Raises RenderError when the style file is missing or holds what is no size."""
    if not path.is_file():
        raise RenderError(f"{path} is missing; restore it or install briefgen again.")
    try:
        rc = matplotlib.rc_params_from_file(path, use_default_template=False)
    except (ValueError, KeyError, OSError) as error:
        raise RenderError(f"{path}: {error}; mend the file.") from error
    return {name: float(rc[name]) for name in rc}


def read_style(templates: Path, sheet: str = "chart.mplstyle", brand: Mapping[str, str] | None = None) -> Style:
    """The sizes of `styles/<sheet>` and the colours of the tokens, a brand's own in place of some."""
    rc = _sizes(templates / "styles" / sheet)
    return Style(
        label=rc["font.size"],
        strong=rc["axes.titlesize"],
        tick=rc["xtick.labelsize"],
        small=rc["legend.fontsize"],
        place_line=rc["lines.linewidth"],
        place_dot=rc["lines.markersize"],
        england_line=rc["hatch.linewidth"],
        axis=rc["axes.linewidth"],
        grid=rc["grid.linewidth"],
        outline=rc["patch.linewidth"],
        colours=tokens(templates) | dict(brand or {}),
    )
