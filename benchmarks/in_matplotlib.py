"""Our pictures drawn anew by matplotlib, as SVG: what a pipeline pays that draws its charts with it.

Kinder than most: no pyplot, no axes to lay out, every place worked out beforehand; only artists and the SVG writer.
"""

import io

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Line

from briefgen import resources
from briefgen.render.drawing import Dots, Drawing, Path, Text

WEIGHTS = {"start": "left", "middle": "center", "end": "right"}


def prepare() -> None:
    """The briefing's font, and text that stays text."""
    for path in sorted(resources.fonts_dir().glob("SourceSansPro-*.ttf")):
        font_manager.fontManager.addfont(path)
    mpl.rcParams["svg.fonttype"] = "none"
    mpl.rcParams["font.family"] = "Source Sans Pro"


def drawn(drawing: Drawing) -> str:
    figure = Figure(figsize=(drawing.width / 72, drawing.height / 72))
    FigureCanvasSVG(figure)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_xlim(0, drawing.width)
    axes.set_ylim(drawing.height, 0)
    axes.axis("off")
    for item in drawing.items:
        if isinstance(item, Path):
            axes.add_patch(_path(item))
        elif isinstance(item, Dots):
            xs, ys = zip(*item.points, strict=True)
            axes.scatter(xs, ys, s=item.diameter**2, c=item.colour, linewidths=0)
        elif isinstance(item, Text):
            axes.text(item.x, item.y, item.text, fontsize=item.size, fontweight=item.weight, color=item.colour,
                      ha=WEIGHTS[item.anchor], va="baseline")  # fmt: skip
    out = io.StringIO()
    figure.savefig(out, format="svg", metadata={"Date": None})
    return out.getvalue()


def _path(item: Path) -> PathPatch:
    points, codes = [], []
    for line in item.lines:
        points += [*line, line[0]] if item.closed else line
        codes += [Line.MOVETO] + [Line.LINETO] * (len(line) - 1) + ([Line.CLOSEPOLY] if item.closed else [])
    dash = (0, tuple(float(part) for part in item.dash.replace(",", " ").split())) if item.dash else "solid"
    return PathPatch(
        Line(points, codes), facecolor=item.fill or "none", edgecolor=item.stroke or "none",
        linewidth=item.width, linestyle=dash,
    )  # fmt: skip
