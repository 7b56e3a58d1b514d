"""The one place charts take their colours, sizes and lines from."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import matplotlib

from briefgen import resources
from briefgen.errors import RenderError
from briefgen.render.styles import tokens


@dataclass(frozen=True, slots=True)
class Style:
    """Sizes in points, colours by token name."""

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

    def __getitem__(self, token: str) -> str:
        return self.colours[token]


@cache
def style(templates: Path | None = None) -> Style:
    """Raises RenderError when the style file is missing."""
    folder = templates or resources.templates_dir()
    path = folder / "styles" / "chart.mplstyle"
    if not path.is_file():
        raise RenderError(f"{path} is missing; restore it or install briefgen again.")
    rc = matplotlib.rc_params_from_file(path, use_default_template=False)
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
        colours=tokens(folder),
    )
