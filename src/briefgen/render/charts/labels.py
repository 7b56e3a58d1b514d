"""Where a direct label goes: the nearest free ground, moved with a leader when none is beside the dot."""

from math import hypot

from briefgen.render.charts.style import Style
from briefgen.render.drawing import MM, Drawing, Point, Text
from briefgen.render.metrics import text_width

Box = tuple[float, float, float, float]
NARROW_MM = 110.0  # below it, what stands side by side in a chart stands one above the other
REACHES = (6.0, 14.0, 24.0, 36.0)  # points from a dot to its label, the nearest first
OVERLAP = 40.0  # the cost of lying on another label
CROSSING = 8.0  # the cost of a leader through another label, which moves a label but drops none
DOT = 4.5  # points: about a labelled dot, which no other label may cover


def feet(drawing: Drawing, style: Style, lift: float, left: tuple[float, str], right: tuple[float, str]) -> None:
    """What the axis shows, `lift` points above the foot: (x, words) from the left and to the right, on two lines where
    one cannot hold both."""
    (start, first), (end, second) = left, right
    look = {"size": style.small, "colour": style["grey"]}
    y = drawing.height - lift
    drawing.text(start, y, first, **look)  # type: ignore[arg-type]
    if start + text_width(first, style.small) + 6 > end - text_width(second, style.small):
        line = style.small * 1.25
        drawing.height_mm += line / MM
        y += line
    drawing.text(end, y, second, anchor="end", **look)  # type: ignore[arg-type]


class Placer:
    """Greedy and in order, so the same chart places the same labels."""

    def __init__(self, drawing: Drawing, style: Style, dots: list[Point], bounds: Box) -> None:
        self._drawing, self._style, self._dots, self._bounds = drawing, style, dots, bounds
        self._boxes: list[Box] = []
        self._labelled: list[Point] = []

    def taken(self, text: Text) -> None:
        self._boxes.append(text.box)

    def keep_clear(self, x: float, y: float) -> None:
        """A dot to be labelled later, which no label before it may cover."""
        self._boxes.append((x - DOT, y - DOT, x + DOT, y + DOT))
        self._labelled.append((x, y))

    def label(
        self, x: float, y: float, text: str, *, weight: int = 400, colour: str = "#222222", must: bool = True
    ) -> None:
        """A label for the dot at (x, y), on the candidate spot that covers least; without `must`, none where even that
        covers another label."""
        size = self._style.label
        lines = [text]
        if text_width(text, size, weight) > self._bounds[2] - self._bounds[0]:  # longer than the axis: two lines
            cut = text.rindex(" ", 0, len(text) * 3 // 4)
            lines = [text[:cut], text[cut + 1 :]]
        width, lead = max(text_width(line, size, weight) for line in lines), size * 1.15
        best: tuple[float, float, float] | None = None
        far = max(REACHES) + width + 2
        near = [dot for dot in self._dots if abs(dot[0] - x) < far and abs(dot[1] - y) < far]
        for reach in REACHES:
            for dx, dy in ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1)):
                left = x + reach if dx > 0 else x - reach - width if dx < 0 else x - width / 2
                base = y + 3 + dy * (reach + 4 if dx == 0 else reach)
                box = (left - 1, base - size * 0.8, left + width + 1, base + size * 0.3 + lead * (len(lines) - 1))
                cost = self._cost(box, near) + reach * 0.08 + self._doubt(box, (x, y))
                cost += CROSSING * self._crossings((x, y), _leader_end((x, y), left, width, base - size * 0.3))
                if best is None or cost < best[0]:
                    best = (cost, left, base)
            if best is not None and best[0] < 3:
                break
        assert best is not None
        cost, left, base = best
        if cost >= OVERLAP and not must:
            return
        end = _leader_end((x, y), left, width, base - size * 0.3)
        if _far((x, y), end):
            self._drawing.line(x, y, *end, self._style["mid"], self._style.axis)
        for at, line in enumerate(lines):
            made = self._drawing.text(
                left, base + lead * at, line, size=size, weight=weight, colour=colour, halo=self._style["white"]
            )
            self._boxes.append(made.box)
        self.keep_clear(x, y)

    def _doubt(self, box: Box, own: Point) -> float:
        """What a label costs that is as near to another labelled dot as to its own."""
        near = _gap(box, own) + 3
        return sum(6.0 for dot in self._labelled if dot != own and _gap(box, dot) < near)

    def _crossings(self, dot: Point, end: Point) -> int:
        """Labels that a leader from the dot would run through; its own ground about the dot is none."""
        if not _far(dot, end):
            return 0
        steps = [(dot[0] + (end[0] - dot[0]) * n / 12, dot[1] + (end[1] - dot[1]) * n / 12) for n in range(13)]
        others = [box for box in self._boxes if _gap(box, dot) > 0]
        return sum(any(_gap(box, step) == 0 for step in steps) for box in others)

    def _cost(self, box: Box, near: list[Point]) -> float:
        left, top, right, bottom = box
        b = self._bounds
        outside = max(b[0] - left, 0) + max(right - b[2], 0) + max(b[1] - top, 0) + max(bottom - b[3], 0)
        covered = sum(left - 1 < x < right + 1 and top - 1 < y < bottom + 1 for x, y in near)
        overlap = sum(left < r and l < right and top < bt and t < bottom for l, t, r, bt in self._boxes)  # noqa: E741
        return outside * 4 + covered * 1.5 + overlap * OVERLAP


def _leader_end(dot: Point, left: float, width: float, middle: float) -> Point:
    """Where a leader meets a label: on its near side, half way up its first line."""
    x, right = dot[0], left + width
    return (left - 1.5 if left > x else right + 1.5 if right < x else min(max(x, left), right), middle)


def _far(dot: Point, end: Point) -> bool:
    """Is a label so far off that a leader is drawn?"""
    return abs(end[0] - dot[0]) > 9 or abs(end[1] - dot[1]) > 12


def _gap(box: Box, dot: Point) -> float:
    """Points between a dot and the nearest edge of a box."""
    left, top, right, bottom = box
    return hypot(max(left - dot[0], dot[0] - right, 0), max(top - dot[1], dot[1] - bottom, 0))
