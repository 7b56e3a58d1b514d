"""The places where the engine is mended from inside, fenced by its version.

Tagging: the stock tag tree breaks paragraphs and tables at page ends, ties cells to wrong headers and loses the spaces
at line ends, and no public interface reaches it. Rules and marks: each is drawn once (`rules_and_marks`). Streams: a compressed
stream may end in CR, which with the LF the writer adds reads as one line end, so that its stated length is wrong by one
(PDF/A). What only saves time is in the modules beside this one.
"""

import zlib

import pydyf
import weasyprint
import weasyprint.pdf

from briefgen.errors import InstallError
from briefgen.render.pdf import weasyprint_patches
from briefgen.render.pdf.tags import add_tags
from briefgen.render.pdf.weasyprint_patches import rules_and_marks

VERSION = "70.0"


def install() -> None:
    """Raises InstallError on a version these mendings were not proven on."""
    if weasyprint.__version__ != VERSION:
        raise InstallError(f"WeasyPrint {weasyprint.__version__} is installed; run: pip install weasyprint=={VERSION}")
    weasyprint.pdf.add_tags = add_tags
    rules_and_marks.install()
    weasyprint_patches.install()
    if pydyf.Stream.data is not _data:
        _stock.append(pydyf.Stream.data)
        pydyf.Stream.data = _data


_stock: list[property] = []


def _get(self: pydyf.Stream) -> bytes:
    if not self.compress:
        stock: bytes = _stock[0].fget(self)  # type: ignore[misc]
        return stock
    # A low level: a third of the time of the middle one for a file six per cent larger.
    packed = zlib.compress(b"\n".join([pydyf._to_bytes(item) for item in self.stream]), 4)
    extra = pydyf.Dictionary({**self.extra, "Filter": "/FlateDecode", "Length": len(packed)})
    tail = b"\r" if packed.endswith(b"\r") else b""
    head: bytes = extra.data
    return head + b"\nstream\n" + packed + tail + b"\nendstream"


_data = property(_get)
