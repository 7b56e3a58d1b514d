"""Where the program's own files are: inside the installed package, or in a checkout.

A wheel carries `templates/` as `briefgen/_templates` and `data/` as `briefgen/_data`; an editable install
reads the checkout's folders. `BRIEFGEN_DATA` names another data folder (tests, `data build --out`).
"""

import os
from pathlib import Path

from briefgen.errors import InstallError

_PACKAGE = Path(__file__).resolve().parent


def _folder(packaged: str, checkout: str) -> Path:
    inside = _PACKAGE / packaged
    if inside.is_dir():
        return inside
    beside = _PACKAGE.parents[1] / checkout
    if beside.is_dir():
        return beside
    raise InstallError(f"The folder {checkout}/ did not come with this install; install briefgen again.")


def templates_dir() -> Path:
    """The folder of templates, sentences and styles that came with the program."""
    return _folder("_templates", "templates")


def data_dir() -> Path:
    """The folder of figures: `BRIEFGEN_DATA` if set, else the one that came with the program."""
    override = os.environ.get("BRIEFGEN_DATA")
    if override:
        return Path(override)
    return _folder("_data", "data")


def fonts_dir() -> Path:
    """The folder of Source Sans Pro's static .ttf files, from the PyPI package of that name."""
    try:
        import font_source_sans_pro
    except ImportError as error:
        raise InstallError("The font package font-source-sans-pro is missing; install briefgen again.") from error
    return Path(font_source_sans_pro.__file__).resolve().parent / "files"


def methods_page() -> bytes:
    """The page of methods that a PDF encloses; made with docs/methods.md from the same tests."""
    return (_PACKAGE / "statistics" / "methods.html").read_bytes()
