"""From pages to paper: an accessible, archivable, repeatable PDF."""

import contextlib
import ctypes.util
import io
import sys


def _load_engine() -> None:
    """The engine tries each library under several names; for one that Linux does not know, ctypes starts a compiler and a
    linker to look for it. Without that look the next name opens at once: a tenth of a cold document. Where none opens,
    nothing is loaded here and the engine's own import looks in its own way.
    """
    look, ctypes.util.find_library = ctypes.util.find_library, lambda name: None
    try:
        with contextlib.suppress(OSError), contextlib.redirect_stdout(io.StringIO()):
            import weasyprint  # noqa: F401
    finally:
        ctypes.util.find_library = look


if sys.platform.startswith("linux"):
    _load_engine()
