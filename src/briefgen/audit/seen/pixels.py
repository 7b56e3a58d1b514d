"""Two files page by page as a reader sees them: drawn, and every pixel compared."""

from collections.abc import Iterator

import pypdfium2

from briefgen.audit.seen.odd import Odd

SCALE = 1.5  # pixels in a point: 108 to the inch, where the thinnest stroke of the smallest letter still shows


def odd_drawing(content: bytes, own: bytes) -> Iterator[Odd]:
    """What of `content` looks otherwise than `own`. No tolerance: one program draws both, on one machine."""
    try:
        found, wanted = pypdfium2.PdfDocument(content), pypdfium2.PdfDocument(own)
    except pypdfium2.PdfiumError as error:
        yield Odd(None, f"its pages cannot be drawn ({error})")
        return
    with found, wanted:
        if len(found) != len(wanted):
            yield Odd(None, f"it draws {len(found)} pages, and this briefing {len(wanted)}")
        for at in range(min(len(found), len(wanted))):
            if _drawn(found, at) != _drawn(wanted, at):
                yield Odd(at + 1, "it looks otherwise than this briefing’s page, though its words are the same")


def _drawn(document: pypdfium2.PdfDocument, at: int) -> tuple[int, int, bytes]:
    """(width, height, pixels) of a page with its annotations."""
    page = document[at]
    bitmap = page.render(scale=SCALE, may_draw_forms=True)
    made = bitmap.width, bitmap.height, bytes(bitmap.buffer)
    bitmap.close()
    page.close()
    return made
