"""briefgen batch"""

import json
import sys
import time
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from briefgen.cli.options import (
    as_of_option,
    brand_option,
    formats_option,
    out_option,
    quiet_option,
    studio,
    templates_option,
)
from briefgen.errors import SomeAreasFailedError, UsageError
from briefgen.model.brand import Brand
from briefgen.pipeline.batch.cluster import cluster
from briefgen.pipeline.batch.fingerprint import fingerprint, style_fingerprint
from briefgen.pipeline.batch.index import write_index
from briefgen.pipeline.batch.run import Outcome, local, processors, run
from briefgen.pipeline.batch.work import Done, Job
from briefgen.sources.areas import Areas, read_areas


@click.command(
    epilog="Examples: briefgen batch --all; briefgen batch Hull Leeds; briefgen batch --region 'North East' --format pdf,html"
)
@click.argument("areas", nargs=-1)
@click.option("--all", "everyone", is_flag=True, help="All 317 authorities.")
@click.option("--region", default="", help="All authorities of a region (name or code).")
@click.option(
    "--areas",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file with a code or name a line.",
)
@click.option("--jobs", type=click.IntRange(1), help="Workers; default: one a processor.")
@out_option
@formats_option("pdf,html,csv,json")
@click.option("--force", is_flag=True, help="Make everything again, changed or not.")
@click.option(
    "--limit", type=click.FloatRange(1), default=120, show_default=True, help="Seconds an authority may take."
)
@click.option(
    "--memory", type=click.IntRange(300), default=2000, show_default=True, help="Megabytes a worker may take."
)
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True)
@click.option("--scheduler", help="Address of a Dask scheduler, tcp://host:port.")
@brand_option
@as_of_option
@templates_option
@click.option("--verbose", is_flag=True, help="A line for each authority.")
@click.option("--log-json", is_flag=True, help="A JSON line for each authority, on stderr.")
@quiet_option
def batch(
    areas: tuple[str, ...], everyone: bool, region: str, file: Path | None, jobs: int | None, out: Path,
    formats: tuple[str, ...], force: bool, limit: float, memory: int, engine: str, scheduler: str | None, brand: Brand | None, as_of: date, templates: Path | None,
    verbose: bool, log_json: bool, quiet: bool,
) -> None:  # fmt: skip
    """Write many briefings, each checked before it gets its name; a second run makes only what changed."""
    if (engine == "dask") != bool(scheduler):
        raise UsageError("--engine dask and --scheduler ADDRESS go together; give both or neither.")
    studio(as_of, templates)  # refuses a date before the figures
    known = read_areas()
    codes = _chosen(known, areas, everyone, region, file)
    options = (*formats, as_of.isoformat(), *([brand.word] if brand else []))
    job = Job(
        out,
        formats,
        as_of,
        templates,
        fingerprint(options, templates),
        style_fingerprint(options, templates),
        force,
        memory,
        brand,
    )
    start = time.monotonic()
    console = Console(stderr=True)
    progress = Progress(
        TextColumn("briefings"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn(),
        console=console, disable=quiet or log_json or not sys.stderr.isatty(),
    )  # fmt: skip
    with progress:
        task = progress.add_task("", total=len(codes))

        def report(done: Done) -> None:
            progress.advance(task)
            if log_json:
                click.echo(json.dumps({"area": done.code, "status": done.status, "seconds": done.seconds, "step": done.step,
                                       "reason": done.reason}), err=True)  # fmt: skip
            elif verbose and not quiet:
                click.echo(f"{done.code} {done.status} {done.reason}".rstrip(), err=True)

        engine_of = cluster(scheduler, limit) if engine == "dask" else local(jobs or processors(), limit)
        outcome = run(job, codes, engine_of, report)
    write_index(job, known)
    if not quiet:
        click.echo(_summary(outcome, out, time.monotonic() - start), err=True)
    if outcome.failed:
        raise SomeAreasFailedError(
            f"{len(outcome.failed)} of {len(codes)} authorities failed, the first: {outcome.failed[0].code} "
            f"({outcome.failed[0].reason}); see {out / 'failures.csv'}."
        )


def _summary(outcome: Outcome, out: Path, seconds: float) -> str:
    return f"briefgen: {len(outcome.written)} written, {len(outcome.unchanged)} unchanged, {len(outcome.failed)} failed in {out} ({seconds:.1f} s)"


def _chosen(known: Areas, areas: tuple[str, ...], everyone: bool, region: str, file: Path | None) -> list[str]:
    """Codes in order, each once. Raises UsageError when nothing was asked for."""
    asked = list(areas)
    if file is not None:
        asked += [line.strip() for line in file.read_text("utf-8-sig").splitlines() if line.strip()]
    codes = [known.resolve(text).area.code for text in asked]
    if region:
        found = [
            a.code
            for a in known.by_code.values()
            if not a.region and region.lower() in (a.name.official.lower(), a.code.lower())
        ]
        if not found:
            names = ", ".join(a.name.official for a in known.by_code.values() if str(a.code).startswith("E12"))
            raise UsageError(f"There is no region {region!r}; the regions are {names}.")
        codes += [a.code for a in known.authorities.values() if a.region == found[0]]
    if everyone:
        codes += [area.code for area in known.authorities.values()]
    if not codes:
        raise UsageError("No area was given; name some, or use --all or --region.")
    return [str(code) for code in dict.fromkeys(codes)]
