"""Files on disk: never half-written."""

import os
import re
import tempfile
from pathlib import Path
from uuid import uuid4

from briefgen.errors import UsageError

UNFINISHED = ".unfinished"

_OURS = re.compile(rf"[0-9a-f]{{32}}{re.escape(UNFINISHED)}")


def unfinished_name(name: str) -> bool:
    """Is it one that a batch gives to a file while it is written?"""
    return _OURS.fullmatch(name) is not None


def write_file(path: Path, content: bytes, unfinished: Path | None = None) -> None:
    """Under a temporary name, then renamed: whoever looks sees the old file or the whole new one.

    unfinished: the folder, on the same disk, of that temporary file; None: beside the file. Raises UsageError when the folder cannot be written or the disk is full; nothing is left behind then.
    """
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if unfinished is None:
            handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        else:
            unfinished.mkdir(parents=True, exist_ok=True)
            temporary = str(unfinished / f"{uuid4().hex}{UNFINISHED}")
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        umask = os.umask(0)
        os.umask(umask)
        Path(temporary).chmod(0o666 & ~umask)
        Path(temporary).replace(path)
        temporary = None
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}); give another folder with --out.") from error
    finally:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
