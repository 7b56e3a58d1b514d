"""Files on disk: never half-written."""

import os
import tempfile
from pathlib import Path

from briefgen.errors import UsageError


def write_file(path: Path, content: bytes) -> None:
    """Under a temporary name, then renamed: whoever looks sees the old file or the whole new one.

    Raises UsageError when the folder cannot be written or the disk is full; nothing is left behind then.
    """
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
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
