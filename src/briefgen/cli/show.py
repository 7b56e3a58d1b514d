"""briefgen show"""

from datetime import date
from typing import TYPE_CHECKING

import click

from briefgen.cli.options import as_of_option, session_for

if TYPE_CHECKING:
    from briefgen.model.briefing import Briefing


@click.command(epilog="Examples: briefgen show Hull; briefgen show E06000002 --json > middlesbrough.json")
@click.argument("area")
@click.option("--json", "as_json", is_flag=True, help="The whole briefing as data.")
@as_of_option
def show(area: str, as_json: bool, as_of: date) -> None:
    """The findings for AREA (a code, or an unambiguous name) in the terminal."""
    from briefgen.render.data_files import to_json

    made = session_for(as_of, None)
    briefing = made.briefing(made.areas.resolve(area))
    if as_json:
        click.echo(to_json(briefing), nl=False)
        return
    _print(briefing)


def _print(briefing: "Briefing") -> None:
    click.secho(f"{briefing.area.name.official} ({briefing.area.code})", bold=True)
    if briefing.resolution_note:
        click.echo(briefing.resolution_note.text)
    click.echo(briefing.summary.text)
    brief = briefing.section("brief")
    for at, point in enumerate(brief.points, 1):
        click.echo(f"{at}. {point.sentence.text}")
    click.echo()
    for tile in brief.tiles:
        click.echo(f"{tile.value.text:>10} {tile.label} ({tile.comparator.text}): {tile.verdict.value}")
    for section in briefing.sections[1:-1]:
        click.echo()
        click.secho(f"{section.number} {section.title.text}", bold=True)
        for sentence in section.lead:
            click.echo(sentence.text)
        for sentence in section.missing:
            click.echo(f"Not available: {sentence.text}")
