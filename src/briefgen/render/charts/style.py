"""The one place charts take their colours, sizes and lines from."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from briefgen import resources
from briefgen.errors import RenderError
from briefgen.render.styles import tokens
from briefgen.templating import read_own

SIZES = ("font.size", "axes.titlesize", "xtick.labelsize", "legend.fontsize", "lines.linewidth", "lines.markersize",
         "hatch.linewidth", "axes.linewidth", "grid.linewidth", "patch.linewidth")  # fmt: skip
_SIZE = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3})?")


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
def _sizes(templates: Path, sheet: str) -> Mapping[str, float]:
    """The ten sizes of a style file, `name: number` a line, and nothing else: the charting library's own reader of such
    files evaluates some of their values. Raises RenderError naming file and line."""
    path = templates / "styles" / sheet
    if not path.is_file():
        raise RenderError(f"{path} is missing; restore it or install briefgen again.")
    try:
        lines = read_own(templates, path).splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise RenderError(f"{path} is no UTF-8 text ({error}); mend the file.") from error
    sizes: dict[str, float] = {}
    for number, line in enumerate(lines, 1):
        name, colon, text = line.partition("#")[0].partition(":")
        name, text = name.strip(), text.strip()
        if not name and not colon:
            continue
        if name not in SIZES or not _SIZE.fullmatch(text):
            raise RenderError(f"{path}, line {number}: {line.strip()!r} is not one of its sizes; mend the file.")
        sizes[name] = float(text)
    lacking = [name for name in SIZES if name not in sizes]
    if lacking:
        raise RenderError(f"{path}: {lacking[0]} is missing; restore it or take a new copy of the file.")
    return sizes


def read_style(templates: Path, sheet: str = "chart.mplstyle", brand: Mapping[str, str] | None = None) -> Style:
    """The sizes of `styles/<sheet>` and the colours of the tokens, a brand's own in place of some."""
    rc = _sizes(templates, sheet)
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
