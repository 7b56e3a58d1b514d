"""A picture as a short list of paths and texts, in points at final size, that prints itself as compact SVG.

Charts are drawn at the size they are printed, so a point here is a point on paper. Dots are zero-length strokes with
round caps, one path a colour; a halo is the text stroked once below itself.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape

from briefgen.errors import RenderError
from briefgen.render.metrics import text_width

MM = 72 / 25.4
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Text:
    """A text in the picture and where it stands; tick: an axis number, the only kind a chart adds of its own."""

    text: str
    x: float
    y: float
    size: float
    weight: int
    anchor: str
    tick: bool

    @property
    def box(self) -> tuple[float, float, float, float]:
        """(left, top, right, bottom)."""
        width = text_width(self.text, self.size, self.weight)
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return left, self.y - self.size * 0.72, left + width, self.y + self.size * 0.22


def _n(value: float) -> str:
    if value != value:
        raise RenderError("A picture was given a coordinate that is not a number; check its figures.")
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


@dataclass(slots=True)
class Drawing:
    """width_mm by height_mm; y runs downwards."""

    width_mm: float
    height_mm: float
    _items: list[str] = field(default_factory=list)
    _texts: list[Text] = field(default_factory=list)

    @property
    def width(self) -> float:
        return self.width_mm * MM

    @property
    def height(self) -> float:
        return self.height_mm * MM

    @property
    def texts(self) -> tuple[Text, ...]:
        return tuple(self._texts)

    def path(
        self,
        lines: Iterable[Sequence[Point]],
        *,
        fill: str | None = None,
        stroke: str | None = None,
        width: float = 0.0,
        dash: str | None = None,
        closed: bool = False,
    ) -> None:
        """Lines or rings in one element."""
        d = "".join(
            "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in line) + ("Z" if closed else "")
            for line in lines
            if len(line) > 1
        )
        if not d:
            return
        look = f'fill="{fill or "none"}"' + (' fill-rule="evenodd"' if fill and closed else "")
        if stroke:
            look += f' stroke="{stroke}" stroke-width="{_n(width)}" stroke-linejoin="round"'
            look += f' stroke-dasharray="{dash}"' if dash else ""
        self._items.append(f'<path d="{d}" {look}/>')

    def line(
        self, x1: float, y1: float, x2: float, y2: float, stroke: str, width: float, dash: str | None = None
    ) -> None:
        self.path([[(x1, y1), (x2, y2)]], stroke=stroke, width=width, dash=dash)

    def rect(self, x: float, y: float, w: float, h: float, *, fill: str | None = None, stroke: str | None = None,
             width: float = 0.0, dash: str | None = None) -> None:  # fmt: skip
        corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
        self.path([corners], fill=fill, stroke=stroke, width=width, dash=dash, closed=True)

    def dots(self, points: Iterable[Point], diameter: float, colour: str, *, edge: str | None = None) -> None:
        """Discs of one colour; with `edge`, a ring of that colour below each."""
        d = "".join(f"M{_n(x)} {_n(y)}h.01" for x, y in points)
        if d and edge:
            self._items.append(
                f'<path d="{d}" stroke="{edge}" stroke-width="{_n(diameter + 1.2)}" stroke-linecap="round"/>'
            )
        if d:
            self._items.append(
                f'<path d="{d}" stroke="{colour}" stroke-width="{_n(diameter)}" stroke-linecap="round"/>'
            )

    def text(self, x: float, y: float, text: str, *, size: float = 8.5, weight: int = 400, colour: str = "#222222",
             anchor: str = "start", halo: str | None = None, tick: bool = False) -> Text:  # fmt: skip
        """One line of text, its baseline at y."""
        made = Text(text, x, y, size, weight, anchor, tick)
        place = f'x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}"'
        place += f' font-weight="{weight}"' if weight != 400 else ""
        place += f' text-anchor="{anchor}"' if anchor != "start" else ""
        shown = escape(text, quote=False)
        if halo:
            self._items.append(
                f'<text {place} fill="{halo}" stroke="{halo}" stroke-width="2.4" stroke-linejoin="round" aria-hidden="true">'
                f"{shown}</text>"
            )
        self._items.append(f'<text {place} fill="{colour}">{shown}</text>')
        self._texts.append(made)
        return made

    def to_svg(self) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(self.width)}pt" height="{_n(self.height)}pt" '
            f'viewBox="0 0 {_n(self.width)} {_n(self.height)}" font-family="Source Sans Pro">{"".join(self._items)}</svg>'
        )
