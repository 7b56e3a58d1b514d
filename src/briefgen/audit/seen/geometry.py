"""The pages' sheets: A4, upright, whole."""

from collections.abc import Iterator

import pikepdf

from briefgen.audit.seen.odd import TEMPLATES, Odd

A4 = (595.275591, 841.889764)  # 210 mm by 297 mm in points
_NEAR = 0.01  # points


def odd_pages(pdf: pikepdf.Pdf) -> Iterator[Odd]:
    """What turns a page, scales it or adds another box is no key of ours and is found with the dictionaries."""
    pages = pdf.Root.Pages
    for number, page in enumerate(pages.Kids, 1):
        if page.get("/Parent") is None or page.Parent.objgen != pages.objgen:
            yield Odd(number, "it takes what it lacks from another tree of pages")
        boxes = [[float(v) for v in page[name]] for name in ("/MediaBox", "/BleedBox", "/TrimBox") if name in page]
        if any(box != boxes[0] for box in boxes):
            yield Odd(number, "its boxes differ, so that it is cut")
        left, low, right, high = boxes[0] if boxes and len(boxes[0]) == 4 else (0.0, 0.0, 0.0, 0.0)
        if left or low or abs(right - A4[0]) > _NEAR or abs(high - A4[1]) > _NEAR:
            yield Odd(number, f"its sheet is {right - left:.0f} by {high - low:.0f} points, and not A4", TEMPLATES)
