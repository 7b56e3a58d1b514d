"""A drawing as compact SVG, for the screen."""

from html import escape

from briefgen.errors import RenderError
from briefgen.render.drawing import Dots, Drawing, Path, Text


def number(value: float) -> str:
    """At most two decimals. Raises RenderError for a coordinate that is not a number."""
    if value != value:
        raise RenderError("A picture was given a coordinate that is not a number; check its figures.")
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


def _path(item: Path) -> str:
    n = number
    d = "".join("M" + "L".join(f"{n(x)} {n(y)}" for x, y in line) + ("Z" if item.closed else "") for line in item.lines)
    look = f'fill="{item.fill or "none"}"' + (' fill-rule="evenodd"' if item.fill and item.closed else "")
    if item.stroke:
        look += f' stroke="{item.stroke}" stroke-width="{n(item.width)}" stroke-linejoin="round"'
        look += f' stroke-dasharray="{item.dash}"' if item.dash else ""
    return f'<path d="{d}" {look}/>'


def _dots(item: Dots) -> str:
    d = "".join(f"M{number(x)} {number(y)}h.01" for x, y in item.points)
    return f'<path d="{d}" stroke="{item.colour}" stroke-width="{number(item.diameter)}" stroke-linecap="round"/>'


def _text(item: Text) -> str:
    place = f'x="{number(item.x)}" y="{number(item.y)}" font-size="{number(item.size)}"'
    place += f' font-weight="{item.weight}"' if item.weight != 400 else ""
    place += f' text-anchor="{item.anchor}"' if item.anchor != "start" else ""
    # A browser honours paint-order, so the words stand once.
    halo = f' stroke="{item.halo}" stroke-width="2.4" stroke-linejoin="round" paint-order="stroke"' if item.halo else ""
    return f'<text {place} fill="{item.colour}"{halo}>{escape(item.text, quote=False)}</text>'


def svg(drawing: Drawing, alt: str, larger: float = 1.0) -> str:
    """Inline markup that a screen reader meets as one image with the alternative text, or passes over without one.

    larger: how many times its drawn size it is shown.
    """
    n = number
    body = "".join(
        _path(item) if isinstance(item, Path) else _dots(item) if isinstance(item, Dots) else _text(item)
        for item in drawing.items
    )
    role = f'role="img" aria-label="{escape(alt)}"' if alt else 'aria-hidden="true"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {role} width="{n(drawing.width * larger)}pt" '
        f'height="{n(drawing.height * larger)}pt" viewBox="0 0 {n(drawing.width)} {n(drawing.height)}" '
        f'font-family="Source Sans Pro">{body}</svg>'
    )
