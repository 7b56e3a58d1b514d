"""Where a batch writes: a folder of this machine, or any address that fsspec knows (extra `cluster`)."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from briefgen.delivery.folder import Folder
from briefgen.delivery.remote import Remote


class Store(Protocol):
    """Files by name, `folder/name` below it. Writing raises UsageError, reading OSError."""

    @property
    def address(self) -> str:
        """As a person would type it."""

    @property
    def near(self) -> bool:
        """May the workers of this machine write to it themselves?"""

    def read(self, name: str) -> bytes: ...

    def contents(self, folder: str) -> dict[str, bytes]:
        """Of every whole file directly in a folder below it, by bare name; {} where there is none."""

    def whole(self, files: dict[str, str], sizes: dict[str, int]) -> bool:
        """Is every file (name to sha256; name to bytes) still what was written?"""

    def write(self, name: str, content: bytes) -> None:
        """Whole or not at all: whoever looks meanwhile sees the old file or the new one."""

    def sweep(self) -> None:
        """Remove what a killed run left under a temporary name; only under the lock."""

    def lock(self) -> AbstractContextManager[None]:
        """One writer at a time; raises UsageError where there is another."""

    def full(self) -> bool:
        """Is the disk behind it full, as far as can be known?"""


def store_at(address: str) -> Store:
    """Raises UsageError for an address that fsspec cannot use, InstallError where a part for it is missing."""
    if address.startswith("file://"):
        return Folder(Path(address.removeprefix("file://")))
    return Remote.at(address) if "://" in address else Folder(Path(address))
