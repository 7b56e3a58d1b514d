"""A folder of this machine."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import filelock

from briefgen.delivery.files import unfinished_name, write_file
from briefgen.errors import UsageError

PRIVATE = ".briefgen"  # what a run remembers, and its lock
PARTIAL = f"{PRIVATE}/unfinished"  # files while they are written: on the disk of those they become
LEAST_FREE = 50_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Folder:
    path: Path

    @property
    def address(self) -> str:
        return str(self.path)

    @property
    def is_local(self) -> bool:
        return True

    def read(self, name: str) -> bytes:
        return (self.path / name).read_bytes()

    def contents(self, folder: str) -> dict[str, bytes]:
        found = sorted((self.path / folder).glob("[!.]*"))
        return {path.name: path.read_bytes() for path in found if path.is_file() and path.name != "lock"}

    def whole(self, files: dict[str, str], sizes: dict[str, int]) -> bool:
        try:
            return all(sha256((self.path / name).read_bytes()).hexdigest() == digest for name, digest in files.items())
        except OSError:
            return False

    def write(self, name: str, content: bytes) -> None:
        self._refuse_links(name)
        write_file(self.path / name, content, self.path / PARTIAL)

    def sweep(self) -> None:
        """Only in the folder that this program keeps for it, and only by the names it gives: nobody else's file is touched."""
        for path in (self.path / PARTIAL).glob("*"):
            if unfinished_name(path.name) and path.is_file() and not path.is_symlink():
                with suppress(OSError):  # another account's: not in the way of a file of its own name
                    path.unlink()

    def taken(self, names: Iterable[str]) -> list[str]:
        return [name for name in names if os.path.lexists(self.path / name)]

    def _refuse_links(self, name: str) -> None:
        """A folder inside that is a link leads to files that are not this batch's. Raises UsageError."""
        path = self.path
        for part in Path(name).parent.parts:
            path /= part
            if path.is_symlink():
                raise UsageError(f"{path} is a link to another folder; remove the link, or give another --out.")

    @contextmanager
    def lock(self) -> Iterator[None]:
        for name in (f"{PARTIAL}/x", "qa/first-pages/x"):
            self._refuse_links(name)
        path = self.path / PRIVATE / "lock"
        if path.is_symlink():
            raise UsageError(f"{path} is a link to another file; remove the link, or give another --out.")
        lock = filelock.FileLock(path)
        try:
            (self.path / PRIVATE).mkdir(parents=True, exist_ok=True)
            lock.acquire(timeout=0)
        except filelock.Timeout:
            raise UsageError(
                f"Another batch is writing to {self.path}; wait for it, or give another folder with --out."
            ) from None
        except OSError as error:
            raise UsageError(
                f"{self.path} cannot be written ({error.strerror}); give another folder with --out."
            ) from error
        try:
            yield
        finally:
            lock.release()

    def full(self) -> bool:
        return shutil.disk_usage(self.path).free < LEAST_FREE
