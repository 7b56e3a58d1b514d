"""Direct labels: no name lies on a dot that bears another, and a leader goes round words where it can."""

from collections.abc import Callable

import pytest
from tests.conftest import AWKWARD

from briefgen.model.briefing import Briefing
from briefgen.render.charts import labels
from briefgen.render.charts.labels import Placer
from briefgen.render.charts.style import style
from briefgen.render.drawing import Drawing, Path
from briefgen.render.pictures import draw


@pytest.mark.parametrize("code", [*AWKWARD, "E08000012", "E10000024"])
def test_no_name_covers_a_dot_that_is_named(
    briefing: Callable[[str], Briefing], monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    named: list[tuple[float, float]] = []
    label = Placer.label

    def noting(self: Placer, x: float, y: float, *rest: object, **more: object) -> None:
        named.append((x, y))
        label(self, x, y, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Placer, "label", noting)
    figure = next(f for f in briefing(code).section("money").figures if f.id == "money.quadrant")
    texts = draw(figure.chart, 118.0).texts
    assert len(named) > 4
    for x, y in named:
        over = [t.text for t in texts if t.box[0] < x < t.box[2] and t.box[1] < y < t.box[3]]
        assert not over, (x, y)


def test_a_leader_goes_round_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every spot beside the dot is taken; of the next ones, that behind the words costs more."""

    def leader(words: str) -> Path:
        drawing = Drawing(100.0, 60.0)
        crowd = [(x, y) for x in range(100, 160, 3) for y in range(70, 100, 3) if abs(x - 130) > 5 or abs(y - 85) > 5]
        placer = Placer(drawing, style(), [(float(x), float(y)) for x, y in crowd], (0.0, 0.0, 283.0, 170.0))
        if words:
            placer.taken(drawing.text(126, 94, words, size=4))
        placer.label(130.0, 85.0, "Place")
        return next(item for item in drawing.items if isinstance(item, Path))

    free, round_words = leader(""), leader("words")
    assert free.lines[0][1][1] > 95  # down, through where the words would stand
    assert round_words.lines != free.lines
    monkeypatch.setattr(labels, "CROSSING", 0.0)
    assert leader("words").lines == free.lines
