"""A picture as a short display list of paths, dots and texts, in points at final size.

Charts are drawn at the size they are printed, so a point here is a point on paper. The list prints itself as compact
SVG (`svg`) or straight into a page of the PDF (`pdf.painter`): one drawing, two media.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

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
    colour: str
    halo: str | None

    @property
    def left(self) -> float:
        width = text_width(self.text, self.size, self.weight)
        return self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]

    @property
    def box(self) -> tuple[float, float, float, float]:
        """(left, top, right, bottom)."""
        width = text_width(self.text, self.size, self.weight)
        left = self.left
        return left, self.y - self.size * 0.72, left + width, self.y + self.size * 0.22


@dataclass(frozen=True, slots=True)
class Path:
    """Lines or rings of one look; `dash` as in SVG ("2 2")."""

    lines: tuple[Sequence[Point], ...]
    fill: str | None
    stroke: str | None
    width: float
    dash: str | None
    closed: bool


@dataclass(frozen=True, slots=True)
class Dots:
    """Discs of one colour: zero-length strokes with round caps."""

    points: tuple[Point, ...]
    diameter: float
    colour: str


@dataclass(slots=True)
class Drawing:
    """width_mm by height_mm; y runs downwards. `items` in painting order."""

    width_mm: float
    height_mm: float
    items: list[Path | Dots | Text] = field(default_factory=list)
    operators: dict[int, bytes] = field(default_factory=dict, repr=False, compare=False)  # see pdf.painter.paths

    @property
    def width(self) -> float:
        return self.width_mm * MM

    @property
    def height(self) -> float:
        return self.height_mm * MM

    @property
    def texts(self) -> tuple[Text, ...]:
        return tuple(item for item in self.items if isinstance(item, Text))

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
        drawn = tuple(line for line in lines if len(line) > 1)
        if drawn:
            self.items.append(Path(drawn, fill, stroke, width, dash, closed))

    def line(
        self, x1: float, y1: float, x2: float, y2: float, stroke: str, width: float, dash: str | None = None
    ) -> None:
        self.path([[(x1, y1), (x2, y2)]], stroke=stroke, width=width, dash=dash)

    def rules(self, lines: Iterable[Sequence[Point]], stroke: str, width: float) -> None:
        """A chart's grid as one element: small, and to a checker of tables no lattice with words in its cells."""
        self.path(lines, stroke=stroke, width=width)

    def rect(self, x: float, y: float, w: float, h: float, *, fill: str | None = None, stroke: str | None = None,
             width: float = 0.0, dash: str | None = None) -> None:  # fmt: skip
        corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
        self.path([corners], fill=fill, stroke=stroke, width=width, dash=dash, closed=True)

    def dots(self, points: Iterable[Point], diameter: float, colour: str, *, edge: str | None = None) -> None:
        """Discs of one colour; with `edge`, a ring of that colour below each."""
        drawn = tuple(points)
        if drawn and edge:
            self.items.append(Dots(drawn, diameter + 1.2, edge))
        if drawn:
            self.items.append(Dots(drawn, diameter, colour))

    def text(self, x: float, y: float, text: str, *, size: float = 8.5, weight: int = 400, colour: str = "#222222",
             anchor: str = "start", halo: str | None = None, tick: bool = False) -> Text:  # fmt: skip
        """One line of text, its baseline at y; with `halo`, an outline of that colour below it."""
        made = Text(text, x, y, size, weight, anchor, tick, colour, halo)
        self.items.append(made)
        return made
