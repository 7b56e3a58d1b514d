"""What a run is made from: if this has not changed, nothing has."""

import hashlib
import platform
from collections.abc import Iterable
from pathlib import Path

import jinja2
import weasyprint

import briefgen
from briefgen import resources


def fingerprint(options: Iterable[str], templates: Path | None = None, data: Path | None = None) -> str:
    """Of the figures, templates, program, versions and options: 64 hex digits."""
    digest = hashlib.sha256("|".join([*versions(), *options]).encode())
    for folder in (
        templates or resources.templates_dir(),
        data or resources.data_dir(),
        Path(briefgen.__file__).parent,
    ):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".md":
                digest.update(str(path.relative_to(folder)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def style_fingerprint(options: Iterable[str], templates: Path | None = None) -> str:
    """The same without the figures: what makes every document new when it changes."""
    digest = hashlib.sha256("|".join([*versions(), *options]).encode())
    for folder in (templates or resources.templates_dir(), Path(briefgen.__file__).parent):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not {"__pycache__", "_data"} & set(path.parts):
                digest.update(str(path.relative_to(folder)).encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()


def versions() -> tuple[str, ...]:
    return (
        f"briefgen {briefgen.__version__}",
        f"weasyprint {weasyprint.__version__}",
        f"jinja2 {jinja2.__version__}",
        f"python {platform.python_version()}",
    )
