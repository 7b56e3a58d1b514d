"""What a run is made from: if this has not changed, nothing has."""

import hashlib
import json
import platform
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

import briefgen
from briefgen import resources
from briefgen.model.brand import Brand


@dataclass(frozen=True, slots=True)
class Made:
    """inputs: every table and template by name, with its sha256; program: of the program's own files."""

    inputs: dict[str, str]
    program: str
    options: tuple[str, ...]

    @property
    def whole(self) -> str:
        """Of figures, templates, program, versions and options: 64 hex digits."""
        return self._digest(self.inputs)

    @property
    def style(self) -> str:
        """The same without the figures: what makes every document new when it changes."""
        return self._digest({name: mark for name, mark in self.inputs.items() if name.startswith("templates/")})

    def _digest(self, inputs: dict[str, str]) -> str:
        parts = [*versions(), *self.options, self.program, json.dumps(inputs, sort_keys=True)]
        return hashlib.sha256("|".join(parts).encode()).hexdigest()


def options_of(formats: Iterable[str], as_of: date, brand: Brand | None) -> tuple[str, ...]:
    """What was asked for that is in no file of ours; a brand by the digest of all it holds."""
    return (*formats, as_of.isoformat(), *([brand.word] if brand else []))


def made_from(options: Iterable[str], templates: Path | None = None, data: Path | None = None) -> Made:
    """Every file that a document can depend on, read once."""
    inputs = {
        f"{name}/{path}": mark
        for name, folder in (
            ("data", data or resources.data_dir()),
            ("templates", templates or resources.templates_dir()),
        )
        for path, mark in _marks(folder)
        if not path.endswith(".md")
    }
    program = hashlib.sha256()
    for path, mark in _marks(Path(briefgen.__file__).parent):
        if not path.startswith(("_data/", "_templates/")):
            program.update(f"{path} {mark}\n".encode())
    return Made(inputs, program.hexdigest(), tuple(options))


def fingerprint(options: Iterable[str]) -> str:
    """Of this machine's own install: what a far worker answers when it is asked."""
    return made_from(options).whole


def _marks(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()


def versions() -> tuple[str, ...]:
    """As installed; asked of the install, since to load the libraries takes longer than a run with nothing to do."""
    return (
        f"briefgen {briefgen.__version__}",
        f"weasyprint {version('weasyprint')}",
        f"jinja2 {version('jinja2')}",
        f"python {platform.python_version()}",
    )
