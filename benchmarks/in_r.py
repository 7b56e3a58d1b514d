"""The same words, tables and pictures in R Markdown, the pictures drawn by R (Debian: r-cran-rmarkdown, pandoc, TeX)."""

import re
import shutil
from pathlib import Path

from benchmarks.twin import Block, blocks
from briefgen.model.briefing import Briefing
from briefgen.render.drawing import Dots, Drawing
from briefgen.render.drawing import Path as Stroke

HEAD = "---\ntitle: {title}\noutput:\n  pdf_document:\n    latex_engine: pdflatex\ngeometry: margin=17mm\n---\n"
LETTERS = {"−": "-", "–": "-", "’": "'", "≥": ">=", "≤": "<=", "×": "x", "•": "*"}


def available() -> bool:
    return all(shutil.which(name) for name in ("Rscript", "pandoc", "pdflatex"))


def prepare(briefing: Briefing, folder: Path) -> Path:
    parts = [HEAD.format(title=_safe(briefing.area.name.official)), *map(_block, blocks(briefing))]
    path = folder / "twin.Rmd"
    path.write_text("\n\n".join(parts), "utf-8")
    return path


def command(path: Path) -> list[str]:
    return ["Rscript", "-e", f"rmarkdown::render('{path}', quiet = TRUE)"]


def _safe(text: str) -> str:
    """pdflatex's own letters, nothing that Markdown would take for markup."""
    for letter, plain in LETTERS.items():
        text = text.replace(letter, plain)
    return re.sub(r"([\\`*_{}\[\]#$|<>~^])", r"\\\1", text).replace("\n", " ")


def _block(block: Block) -> str:
    if block.kind == "picture":
        assert block.drawing is not None
        return _chunk(block.drawing)
    if block.kind == "table":
        head, *rows = (tuple(map(_safe, row)) for row in block.rows)
        lines = [" | ".join(head), " | ".join("---" for _ in head), *(" | ".join(row) for row in rows)]
        return "\n".join(f"| {line} |" for line in lines)
    return f"{'#' * int(block.kind[1])} {_safe(block.text)}" if block.kind != "p" else _safe(block.text)


def _chunk(drawing: Drawing) -> str:
    """The display list in R's base graphics."""
    inches = f"fig.width={drawing.width / 72:.2f}, fig.height={drawing.height / 72:.2f}"
    lines = [f"```{{r, echo=FALSE, {inches}}}", "par(mar = c(0, 0, 0, 0)); plot.new()",
             f"plot.window(c(0, {drawing.width:.1f}), c({drawing.height:.1f}, 0), xaxs = 'i', yaxs = 'i')"]  # fmt: skip
    for item in drawing.items:
        if isinstance(item, Stroke):
            xs, ys = (",".join("NA" if p is None else f"{p[axis]:.2f}" for p in _broken(item)) for axis in (0, 1))
            look = (
                f"col = {_colour(item.fill)}, border = {_colour(item.stroke)}"
                if item.closed
                else f"col = {_colour(item.stroke)}"
            )
            lines.append(
                f"{'polygon' if item.closed else 'lines'}(c({xs}), c({ys}), {look}, lwd = {max(item.width, 0.3):.2f})"
            )
        elif isinstance(item, Dots):
            xs, ys = (",".join(f"{p[axis]:.2f}" for p in item.points) for axis in (0, 1))
            lines.append(f"points(c({xs}), c({ys}), pch = 16, cex = {item.diameter / 8:.2f}, col = '{item.colour}')")
        else:
            text = item.text.replace("'", "")
            for letter, plain in LETTERS.items():
                text = text.replace(letter, plain.replace("'", ""))
            lines.append(
                f"text({item.left:.1f}, {item.y:.1f}, '{text}', adj = c(0, 0), cex = {item.size / 12:.2f}, col = '{item.colour}')"
            )
    return "\n".join([*lines, "```"])


def _broken(item: Stroke) -> list[tuple[float, float] | None]:
    """All lines as one list with a break between two."""
    points: list[tuple[float, float] | None] = []
    for line in item.lines:
        points += [*([None] if points else []), *line]
    return points


def _colour(colour: str | None) -> str:
    return f"'{colour}'" if colour else "NA"
