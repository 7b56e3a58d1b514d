"""An address of fsspec: `s3://bucket/briefings`, `memory://`, `sftp://host/folder`.

Object stores write a whole object or none, so a document is written there in one piece under its own name; elsewhere
it gets a temporary name first, in `.briefgen/unfinished/`. Options of a filesystem (an endpoint, a profile) come from fsspec's own configuration
and environment, e.g. FSSPEC_S3_ENDPOINT_URL; no key is ever an option of ours.
"""

import json
import os
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any
from uuid import uuid4

from briefgen.delivery.files import UNFINISHED, unfinished_name
from briefgen.delivery.folder import PARTIAL, PRIVATE
from briefgen.errors import InstallError, UsageError

OBJECT_STORES = frozenset(("s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "adl", "oci", "oss", "r2", "memory"))
BEAT = 20.0  # seconds between two signs of life of the run that holds the lock
STALE = 6 * BEAT  # without one for so long, it is taken for dead


@dataclass(frozen=True, slots=True)
class Remote:
    address: str

    @classmethod
    def at(cls, address: str) -> "Remote":
        if find_spec("fsspec") is None:
            raise InstallError("fsspec is not installed; run: pip install briefgen[cluster]")
        made = cls(address.rstrip("/") if not address.endswith("://") else address)
        try:
            _ = made._place
        except ImportError as error:
            raise InstallError(f"{address} needs a package that is not installed ({error}).") from error
        except ValueError as error:
            raise UsageError(
                f"{address} is no address to write to ({error}); see the list in fsspec's manual."
            ) from error
        except OSError as error:
            raise UsageError(f"{address} cannot be written ({error}); check the address and the network.") from error
        return made

    @property
    def is_local(self) -> bool:
        """Never: a filesystem in memory is each process's own, and clients of stores do not live through a fork."""
        return False

    @property
    def _place(self) -> tuple[Any, str]:
        """(filesystem, path); fsspec keeps one filesystem a process."""
        from fsspec.core import url_to_fs

        filesystem, path = url_to_fs(self.address)
        return filesystem, path.rstrip("/")

    def _path(self, name: str) -> tuple[Any, str]:
        filesystem, path = self._place
        return filesystem, f"{path}/{name}".rstrip("/")

    def read(self, name: str) -> bytes:
        filesystem, path = self._path(name)
        content: bytes = filesystem.cat_file(path)
        return content

    def _listed(self, folder: str = "") -> dict[str, int]:
        """Files directly in a folder, bare name to size: one request, never an old answer."""
        filesystem, path = self._path(folder)
        try:
            filesystem.invalidate_cache()
            found = filesystem.ls(path, detail=True)
        except FileNotFoundError:
            return {}
        return {entry["name"].rsplit("/", 1)[1]: entry["size"] for entry in found if entry["type"] == "file"}

    def contents(self, folder: str) -> dict[str, bytes]:
        filesystem, path = self._path(folder)
        names = [name for name in self._listed(folder) if name[0] != "." and name != "lock"]
        found = filesystem.cat([f"{path}/{name}" for name in names]) if names else {}
        return {full.rsplit("/", 1)[1]: content for full, content in found.items()}

    def whole(self, files: dict[str, str], sizes: dict[str, int]) -> bool:
        """By size: a store holds no half object, and to fetch each one would cost more than to make it."""
        filesystem, path = self._place
        try:
            return all(filesystem.info(f"{path}/{name}")["size"] == sizes.get(name) for name in files)
        except OSError:
            return False

    def write(self, name: str, content: bytes) -> None:
        filesystem, path = self._path(name)
        try:
            if self._objects:
                filesystem.pipe_file(path, content)
                return
            _, partial = self._path(PARTIAL)
            for folder in (partial, path.rpartition("/")[0]):
                filesystem.makedirs(folder, exist_ok=True)
            temporary = f"{partial}/{uuid4().hex}{UNFINISHED}"
            filesystem.pipe_file(temporary, content)
            filesystem.mv(temporary, path)
        except OSError as error:
            raise UsageError(f"{self.address}/{name} cannot be written ({error}); give another --out.") from error

    @property
    def _objects(self) -> bool:
        return self.address.partition("://")[0] in OBJECT_STORES

    def sweep(self) -> None:
        if self._objects:
            return
        filesystem, path = self._path(PARTIAL)
        for name in self._listed(PARTIAL):
            if unfinished_name(name):
                filesystem.rm_file(f"{path}/{name}")

    def taken(self, names: Iterable[str]) -> list[str]:
        filesystem, path = self._place
        try:
            filesystem.invalidate_cache()
            return [name for name in names if filesystem.exists(f"{path}/{name}")]
        except OSError as error:
            raise UsageError(f"{self.address} cannot be read ({error}); give another --out.") from error

    def _refuse_links(self) -> None:
        """Where a filesystem has links. Raises UsageError for a folder inside that is one."""
        for name in () if self._objects else (PRIVATE, PARTIAL, "qa", "qa/first-pages"):
            filesystem, path = self._path(name)
            try:
                found = filesystem.info(path)
            except FileNotFoundError:
                continue
            except OSError as error:
                raise UsageError(f"{self.address} cannot be read ({error}); give another --out.") from error
            if found.get("islink") or found["type"] == "link":
                raise UsageError(
                    f"{self.address}/{name} is a link to another folder; remove it, or give another --out."
                )

    @contextmanager
    def lock(self) -> Iterator[None]:
        """An object that is created only where there is none, kept fresh while the run lives, then removed."""
        self._refuse_links()
        filesystem, path = self._path(f"{PRIVATE}/lock")
        self._take(filesystem, path)
        ended = threading.Event()
        beat = threading.Thread(target=_beat, args=(filesystem, path, ended), daemon=True)
        beat.start()
        try:
            yield
        finally:
            ended.set()
            beat.join()
            with suppress(OSError):
                filesystem.rm_file(path)

    def _take(self, filesystem: Any, path: str) -> None:
        try:
            if not self._objects:
                filesystem.makedirs(path.rpartition("/")[0], exist_ok=True)
            try:
                filesystem.pipe_file(path, _sign(), mode="create")
            except FileExistsError:
                if _alive(filesystem.cat_file(path)):
                    raise UsageError(
                        f"Another batch is writing to {self.address}; wait for it, or give another --out."
                    ) from None
                filesystem.pipe_file(path, _sign())
        except OSError as error:
            raise UsageError(f"{self.address} cannot be written ({error}); give another --out.") from error

    def full(self) -> bool:
        return False


def _sign() -> bytes:
    return json.dumps({"host": socket.gethostname(), "process": os.getpid(), "at": time.time()}).encode()


def _beat(filesystem: Any, path: str, ended: threading.Event) -> None:
    while not ended.wait(BEAT):
        with suppress(OSError):
            filesystem.pipe_file(path, _sign())


def _alive(sign: bytes) -> bool:
    """By its last sign of life; a run of this machine whose process is gone is dead at once."""
    try:
        held = json.loads(sign)
        if held["host"] == socket.gethostname():
            with suppress(PermissionError):
                os.kill(held["process"], 0)
        return bool(time.time() - held["at"] < STALE)
    except (ProcessLookupError, ValueError, KeyError, TypeError):
        return False
