"""briefgen render"""

from datetime import date
from pathlib import Path

import click

from briefgen.cli.options import as_of_option, formats_option, out_option, quiet_option, studio, templates_option
from briefgen.pipeline.single import render_one


@click.command(
    epilog="Examples: briefgen render E06000002; briefgen render 'Isle of Wight' --format pdf,html,csv --out briefings"
)
@click.argument("area")
@formats_option()
@out_option
@as_of_option
@templates_option
@quiet_option
def render(area: str, formats: tuple[str, ...], out: Path, as_of: date, templates: Path | None, quiet: bool) -> None:
    """Write the briefing of AREA (a code, current or abolished, or an unambiguous name)."""
    made = studio(as_of, templates)
    asked = made.areas.resolve(area)
    if asked.old_code and not quiet:
        click.echo(f"briefgen: {asked.old_name} ({asked.old_code}) is now {asked.area.name.prose}.", err=True)
    for path in render_one(made, asked, formats, out):
        click.echo(path)
