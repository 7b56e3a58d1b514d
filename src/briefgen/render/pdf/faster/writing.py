"""Writing: an object's bytes are made once, though the engine asks for them a second time for the file's identifier."""

from typing import Any

import pydyf

_stock_bytes, _stock_write = pydyf._to_bytes, pydyf.PDF.write


def _to_bytes(item: Any) -> bytes:
    kind = type(item)
    if kind is bytes:
        return item  # type: ignore[no-any-return]
    if kind is str:
        return item.encode("ascii")  # type: ignore[no-any-return]
    if kind is int:
        return b"%d" % item
    made: bytes = _stock_bytes(item)
    return made


class _Written(pydyf.Object):  # type: ignore[misc]
    """An object whose bytes are known."""

    def __init__(self, made: Any) -> None:
        self.number, self.generation, self.free, self.offset = made.number, made.generation, made.free, made.offset
        self._data, self._compressible = made.data, made.compressible

    @property
    def data(self) -> bytes:
        known: bytes = self._data
        return known

    @property
    def compressible(self) -> bool:
        known: bool = self._compressible
        return known


def _write(self: Any, output: Any, *more: Any, **options: Any) -> None:
    self.objects[:] = [made if made.free == "f" else _Written(made) for made in self.objects]
    _stock_write(self, output, *more, **options)


REPLACED = ((pydyf, "_to_bytes", _to_bytes), (pydyf.PDF, "write", _write))
