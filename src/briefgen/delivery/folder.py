"""A folder of this machine."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import filelock

from briefgen.delivery.files import write_file
from briefgen.errors import UsageError

PRIVATE = ".briefgen"  # what a run remembers, and its lock
LEAST_FREE = 50_000_000  # bytes


@dataclass(frozen=True, slots=True)
class Folder:
    path: Path

    @property
    def address(self) -> str:
        return str(self.path)

    @property
    def near(self) -> bool:
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
        write_file(self.path / name, content)

    def sweep(self) -> None:
        """Temporary files have a dot before the name that was meant."""
        for pattern in (".E*.*", ".*.html.*", ".*.json.*", ".*.csv.*", ".*.png.*"):
            for folder in (self.path, self.path / PRIVATE, self.path / "qa", self.path / "qa" / "first-pages"):
                for path in folder.glob(pattern):
                    with suppress(OSError):  # another account's: not in the way of a file of its own name
                        path.unlink()

    @contextmanager
    def lock(self) -> Iterator[None]:
        lock = filelock.FileLock(self.path / PRIVATE / "lock")
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
