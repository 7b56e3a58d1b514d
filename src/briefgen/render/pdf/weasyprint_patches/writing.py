"""Writing: an object's bytes are made once, though the engine asks for them a second time for the file's identifier."""

from functools import cache
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
    if kind is float:
        return b"%d" % item if item.is_integer() else f"{item:f}".rstrip("0").encode("ascii")
    if kind in _OBJECTS:
        return item.data  # type: ignore[no-any-return]
    made: bytes = _stock_bytes(item)
    return made


@cache
def _key(name: str) -> bytes:
    return b"/" + name.encode("ascii") + b" "


def _dictionary(self: Any) -> bytes:
    return b"<<" + b"".join([_key(key) + _to_bytes(value) for key, value in self.items()]) + b">>"


def _array(self: Any) -> bytes:
    return b"[" + b" ".join([_to_bytes(child) for child in self]) + b"]"


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


_OBJECTS = (pydyf.Dictionary, pydyf.Array, pydyf.String)
REPLACED = (
    (pydyf.Dictionary, "data", property(_dictionary)),
    (pydyf.Array, "data", property(_array)),
    (pydyf, "_to_bytes", _to_bytes),
    (pydyf.PDF, "write", _write),
)
