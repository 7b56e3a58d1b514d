"""briefgen areas"""

import csv
import io
import json
import sys

import click
from rich.console import Console
from rich.table import Table

from briefgen.data.area_search import folded
from briefgen.data.areas import read_areas


@click.command(epilog="Examples: briefgen areas hull; briefgen areas --region 'North East' --format csv")
@click.argument("query", required=False, default="")
@click.option("--region", default="", help="Only this region (name or code).")
@click.option("--level", type=click.Choice(["utla", "ltla"]), help="Upper-tier or lower-tier authorities.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
def areas(query: str, region: str, level: str | None, form: str) -> None:
    """List the authorities there are briefings for; QUERY is a part of a name or code."""
    found = read_areas()
    rows = []
    for area in found.authorities.values():
        home = found.by_code[area.region] if area.region else area
        names = (area.code.lower(), *(folded(n) for n in (area.name.official, area.name.prose, area.name.first)))
        if query and not any(folded(query) in name or query.lower() in name for name in names):
            continue
        if region and folded(region) not in (folded(home.name.official), home.code.lower()):
            continue
        if (level == "utla" and not area.is_upper_tier) or (level == "ltla" and area.is_county):
            continue
        county = found.by_code[area.county].name.official if area.county else ""
        rows.append((str(area.code), area.name.official, str(area.kind), home.name.official, county))
    heads = ("code", "name", "kind", "region", "county")
    if form == "json":
        click.echo(json.dumps([dict(zip(heads, row, strict=True)) for row in rows], ensure_ascii=False, indent=1))
    elif form == "csv":
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows([heads, *rows])
        click.echo(out.getvalue(), nl=False)
    else:
        table = Table(*heads, box=None, pad_edge=False, header_style="bold")
        for row in rows:
            table.add_row(*row)
        Console(soft_wrap=not sys.stdout.isatty(), width=None if sys.stdout.isatty() else 120).print(table)
    if not rows:
        click.echo("briefgen: no authority matches; try a part of the name.", err=True)
