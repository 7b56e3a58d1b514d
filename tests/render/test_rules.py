"""Rules below rows and verdict marks are drawn once; what is seen is what the engine draws piece by piece."""

import numpy as np
import pypdfium2
import pytest
import weasyprint
import weasyprint.draw as draw

from briefgen.render.pdf.weasyprint_patches import apply, rules_and_marks

CSS = """
@page { size: 240pt 180pt; margin: 20pt } body { margin: 0 } table { border-spacing: 0; width: 180pt; table-layout: fixed }
td { border-bottom: 2pt solid #036; height: 24pt; padding: 0; font-size: 8pt; line-height: 10pt } tr.thin td { border-bottom: 1pt solid #c00 } tr.none td { border: 0 }
.mark { height: 24pt; background: url("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='16' height='16'%3E%3Crect width='16' height='16' fill='%23080'/%3E%3C/svg%3E") no-repeat }
.faint { opacity: 0.5 }
"""


def drawn(body: str) -> tuple[np.ndarray, int]:
    """Pixels at 144 to the inch, and the length of the file."""
    html = weasyprint.HTML(string=f"<html lang='en'><body>{body}</body></html>")
    content = html.write_pdf(stylesheets=[weasyprint.CSS(string=CSS)], uncompressed_pdf=True)
    return pypdfium2.PdfDocument(content)[0].render(scale=2).to_numpy().astype(int), len(content)


def test_rules_lie_where_the_engine_draws_them(monkeypatch: pytest.MonkeyPatch) -> None:
    apply.install()
    body = "<table><tr><td>a<td>b<td>c</tr><tr class=thin><td>d<td colspan=2>e</tr><tr class=none><td>f<td>g<td>h</tr></table>"
    ours, short = drawn(body)
    monkeypatch.setattr(draw, "draw_table", rules_and_marks._stock_table)
    theirs, long = drawn(body)
    assert short < long, "a shape a row"
    for low, high in (((0, 0x20, 0x50), (0x20, 0x40, 0x80)), ((0xB0, 0, 0), (0xFF, 0x20, 0x20))):
        inks = [((pixels >= low) & (pixels <= high)).all(axis=2) for pixels in (ours[:, :, ::-1], theirs[:, :, ::-1])]
        assert inks[0].sum() > 500
        assert (inks[0] == inks[1]).all()


def test_a_mark_stands_at_each_of_its_places_inside_a_group_too() -> None:
    apply.install()
    body = "".join(f"<div class='{more} mark'></div>" for more in ("", "faint", "", "faint"))
    pixels, _ = drawn(body)
    green = (pixels[:, :, 1] > pixels[:, :, 0] + 30) & (pixels[:, :, 1] > pixels[:, :, 2] + 30)
    rows = np.flatnonzero(green.any(axis=1))
    assert len(np.flatnonzero(np.diff(rows) > 1)) + 1 == 4
