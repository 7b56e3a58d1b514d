"""GSS codes: the nine-character codes of the Government Statistical Service."""

import re
from typing import Self

_SHAPE = re.compile(r"[EKNSW]\d{8}")
_LEVELS = {
    "E92": "ctry", "E12": "rgn", "E10": "utla", "E06": "ltla", "E07": "ltla", "E08": "ltla", "E09": "ltla",
    "E05": "ward", "E01": "lsoa", "E02": "msoa", "E47": "cauth", "E54": "icb",
}  # fmt: skip


class GssCode(str):
    """A code checked on construction; lower case and stray spaces are accepted, nothing else is mended.

    Raises ValueError when the text is not a letter of a UK nation followed by eight digits.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        code = "".join(str(text).split()).upper()
        if not _SHAPE.fullmatch(code):
            raise ValueError(f"{str(text)[:40]!r} is not a GSS code (a letter and eight digits, as E06000002)")
        return super().__new__(cls, code)

    @property
    def level(self) -> str:
        """`ctry rgn utla ltla ward msoa lsoa cauth icb`, or `other`."""
        return _LEVELS.get(self[:3], "other")


ENGLAND = GssCode("E92000001")
