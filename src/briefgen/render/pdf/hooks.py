"""The two places where the engine is mended from inside, fenced by its version.

Tagging: the stock tag tree breaks paragraphs and tables at page ends, ties cells to wrong headers and loses the spaces
at line ends, and no public interface reaches it. Streams: a compressed stream may end in CR, which with the LF the writer
adds reads as one line end, so that its stated length is wrong by one (PDF/A).
"""

import pydyf
import weasyprint
import weasyprint.pdf

from briefgen.errors import InstallError
from briefgen.render.pdf.tags import add_tags

VERSION = "70.0"


def install() -> None:
    """Raises InstallError on a version these mendings were not proven on."""
    if weasyprint.__version__ != VERSION:
        raise InstallError(f"WeasyPrint {weasyprint.__version__} is installed; run: pip install weasyprint=={VERSION}")
    weasyprint.pdf.add_tags = add_tags
    if pydyf.Stream.data is not _data:
        _stock.append(pydyf.Stream.data)
        pydyf.Stream.data = _data


_stock: list[property] = []


def _get(self: pydyf.Stream) -> bytes:
    data: bytes = _stock[0].fget(self)  # type: ignore[misc]
    end = b"\nendstream"
    if self.compress and data.endswith(b"\r" + end):
        return data[: -len(end)] + b"\r" + end
    return data


_data = property(_get)
