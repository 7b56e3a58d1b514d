"""Where a batch writes: a folder of this machine, or any address that fsspec knows (extra `cluster`)."""

import re
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

from briefgen.delivery.folder import Folder
from briefgen.delivery.remote import Remote
from briefgen.errors import UsageError

_FILE = re.compile(r"file:/", re.I)


class Store(Protocol):
    """Files by name, `folder/name` below it. Writing raises UsageError, reading OSError."""

    @property
    def address(self) -> str:
        """As a person would type it."""

    @property
    def is_local(self) -> bool:
        """May the workers of this machine write to it themselves?"""

    def read(self, name: str) -> bytes: ...

    def contents(self, folder: str) -> dict[str, bytes]:
        """Of every whole file directly in a folder below it, by bare name; {} where there is none."""

    def whole(self, files: dict[str, str], sizes: dict[str, int]) -> bool:
        """Is every file (name to sha256; name to bytes) still what was written?"""

    def write(self, name: str, content: bytes) -> None:
        """Whole or not at all: whoever looks meanwhile sees the old file or the new one."""

    def sweep(self) -> None:
        """Remove what a killed run left unfinished in the folder kept for it, and nothing else; only under the lock."""

    def taken(self, names: Iterable[str]) -> list[str]:
        """Those of the names, of files or folders at the top, that are there."""

    def lock(self) -> AbstractContextManager[None]:
        """One writer at a time; raises UsageError where there is another."""

    def full(self) -> bool:
        """Is the disk behind it full, as far as can be known?"""


def store_at(address: str) -> Store:
    """Raises UsageError for no address or one that fsspec cannot use, InstallError where a part for it is missing."""
    if not address.strip():
        raise UsageError("--out is empty; give a folder, with . for this one, or an address as s3://bucket/x.")
    if _FILE.match(address):
        return Folder(_local(address))
    if address.startswith("://"):
        raise UsageError(f"{address} names no kind of place before the ://; write it as s3://bucket/x.")
    return Remote.at(address) if "://" in address else Folder(Path(address))


def _local(address: str) -> Path:
    """The folder that a file address names: RFC 8089, this machine's alone."""
    parts = urlsplit(address)
    path = Path(unquote(parts.path))
    if parts.netloc not in ("", "localhost") or not path.is_absolute() or parts.query or parts.fragment:
        raise UsageError(f"{address} names no folder of this machine; write it as file:///home/me/out.")
    return path
