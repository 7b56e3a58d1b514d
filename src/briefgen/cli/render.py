"""briefgen render"""

from datetime import date
from pathlib import Path

import click

from briefgen.cli.options import (
    as_of_option,
    brand_option,
    formats_option,
    out_option,
    quiet_option,
    session_for,
    templates_option,
)
from briefgen.errors import UsageError
from briefgen.model.brand import Brand
from briefgen.model.variant import Layout, Variant

POLITICAL = "political-geography"


@click.command(
    epilog="Examples: briefgen render E06000002; briefgen render 'Isle of Wight' --format pdf,html,csv --out briefings; "
    "briefgen render Hull --one-page; briefgen render Middlesbrough --ward 'North Ormesby' --large-print"
)
@click.argument("area")
@formats_option()
@out_option
@click.option("--one-page", is_flag=True, help="One A4 page, complete in itself, for a meeting.")
@click.option("--large-print", is_flag=True, help="The whole briefing with no text under 18 point.")
@click.option("--ward", help="Adds 'my ward': a ward of AREA, by code or by name.")
@click.option(
    "--with", "added", type=click.Choice([POLITICAL]), multiple=True, help="A section that is off unless asked for."
)
@brand_option
@as_of_option
@templates_option
@quiet_option
def render(
    area: str, formats: tuple[str, ...], out: Path, one_page: bool, large_print: bool, ward: str | None,
    added: tuple[str, ...], brand: Brand | None, as_of: date, templates: Path | None, quiet: bool,
) -> None:  # fmt: skip
    """Write the briefing of AREA (a code, current or abolished, or an unambiguous name)."""
    layout = _layout(one_page, large_print, more=bool(ward or added))
    from briefgen.pipeline.make import make_files

    made = session_for(as_of, templates, brand)
    asked = made.areas.resolve(area)
    if asked.old_code and not quiet:
        click.echo(f"briefgen: {asked.old_name} ({asked.old_code}) is now {asked.area.name.prose}.", err=True)
    if brand and brand.foreword and layout is Layout.ONE_PAGE and not quiet:
        click.echo("briefgen: one page has no room for the foreword; it stands in the whole briefing.", err=True)
    variant = Variant(layout, made.ward(ward, asked.area) if ward is not None else None, POLITICAL in added)
    for path in make_files(made, asked, formats, out, variant):
        click.echo(path)


def _layout(one_page: bool, large_print: bool, *, more: bool) -> Layout:
    """Raises UsageError for what cannot be had at once."""
    if one_page and large_print:
        raise UsageError(
            "One page cannot hold the briefing in large print; give --one-page or --large-print, not both."
        )
    if one_page and more:
        raise UsageError(
            "One page has no room for a ward or another section; leave out --one-page, or --ward and --with."
        )
    return Layout.ONE_PAGE if one_page else Layout.LARGE_PRINT if large_print else Layout.FULL
