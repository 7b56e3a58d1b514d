"""One authority: read, assemble, render, deliver."""

from collections.abc import Sequence
from pathlib import Path

from briefgen.data.areas import Resolution
from briefgen.delivery.files import write_file
from briefgen.model.variant import FULL, Variant
from briefgen.pipeline.studio import Studio


def render_one(
    studio: Studio, asked: Resolution, formats: Sequence[str], out: Path, variant: Variant = FULL
) -> list[Path]:
    """The files written, named `CODE-slug.format` (`CODE-slug-one-page.format`); all are drawn before the first is written."""
    briefing = studio.briefing(asked, variant)
    made = studio.render(briefing, formats)
    written = []
    for suffix, content in made.items():
        path = out / f"{briefing.file_stem}.{suffix}"
        write_file(path, content)
        written.append(path)
    return written
