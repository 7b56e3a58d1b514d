"""A page of a finished PDF as a picture, for the contact sheet of the check pack."""

import io

import pypdfium2

from briefgen.errors import RenderError

WIDTH = 420  # pixels


def first_page(content: bytes) -> bytes:
    """PNG, WIDTH pixels wide, of 64 colours: a thumbnail to look at, not to print."""
    try:
        pdf = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise RenderError(f"The PDF cannot be opened ({error}); make it again with --force.") from error
    try:
        page = pdf[0]
        picture = page.render(scale=WIDTH / page.get_width()).to_pil()
        out = io.BytesIO()
        picture.quantize(64).save(out, "PNG", optimize=True)
        return out.getvalue()
    finally:
        pdf.close()
