"""Options that several commands share."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.errors import UsageError
from briefgen.model.brand import Brand
from briefgen.pipeline.edition import AS_OF, FORMATS

if TYPE_CHECKING:
    from briefgen.pipeline.session import Session

Command = Callable[..., Any]


def _formats(ctx: click.Context, parameter: click.Parameter, text: str) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    unknown = [name for name in chosen if name not in FORMATS]
    if unknown or not chosen:
        raise click.BadParameter(f"{', '.join(unknown) or 'nothing'} is no format; choose from {', '.join(FORMATS)}.")
    return chosen


def _as_of(ctx: click.Context, parameter: click.Parameter, value: datetime | None) -> date:
    """Raises UsageError for a date before the figures were collected: later ones would slip in."""
    if value is not None and value.date() < AS_OF:
        raise UsageError(f"The figures were collected by {AS_OF}; --as-of cannot be earlier.")
    return AS_OF if value is None else value.date()


def _brand(ctx: click.Context, parameter: click.Parameter, path: Path | None) -> Brand | None:
    if path is None:
        return None
    from briefgen.inputs.brand import read_brand

    return read_brand(path)


class FolderPath(click.Path):
    """A folder's path. Raises UsageError for an empty one, which would mean the folder one happens to be in."""

    def __init__(self, **more: Any) -> None:
        super().__init__(file_okay=False, path_type=Path, **more)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if not str(value).strip():
            raise UsageError(f"{param.opts[0] if param else 'FOLDER'} is empty; give a folder, with . for this one.")
        return super().convert(value, param, ctx)


def formats_option(default: str = "pdf") -> Callable[[Command], Command]:
    return click.option(
        "--format", "formats", default=default, callback=_formats, show_default=True,
        help="pdf, html, csv, json; several with commas.",
    )  # fmt: skip


out_option = click.option(
    "--out", type=FolderPath(), default=Path("out"), show_default=True,
    help="Folder to write to.",
)  # fmt: skip
templates_option = click.option(
    "--templates", type=click.Path(file_okay=False, exists=True, path_type=Path),
    help="Your own words and styles, from `briefgen templates eject`.",
)  # fmt: skip
as_of_option = click.option(
    "--as-of",
    callback=_as_of,
    type=click.DateTime(["%Y-%m-%d"]),
    help="Date the figures are taken to; default: the data's own.",
)
quiet_option = click.option("--quiet", "-q", is_flag=True, help="Say nothing on stderr but faults.")


brand_option = click.option(
    "--brand", type=click.Path(dir_okay=False, exists=True, path_type=Path), callback=_brand,
    help="A council's own name, logo, two colours, contact and foreword (brand.toml); one page has no room for a foreword.",
)  # fmt: skip


def session_for(as_of: date, templates: Path | None, brand: Brand | None = None) -> "Session":
    """Loaded when a command needs it, so that its --help and its refusals do not wait."""
    from briefgen.pipeline.session import Session

    return Session(as_of=as_of, templates=templates, brand=brand)
