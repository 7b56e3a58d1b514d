"""briefgen batch"""

import os
import signal
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import FrameType

import click

from briefgen.cli.options import as_of_option, brand_option, formats_option, quiet_option, templates_option
from briefgen.cli.progress import ProgressReporter, speaking
from briefgen.data.areas import Areas, read_areas
from briefgen.delivery.store import store_at
from briefgen.errors import BriefgenError, SomeAreasFailedError, UsageError
from briefgen.model.brand import Brand
from briefgen.model.variant import Layout, Variant
from briefgen.pipeline.batch.fingerprint import made_from, options_of
from briefgen.pipeline.batch.job import Done, Engine, Job, Task
from briefgen.pipeline.batch.outputs import leaving
from briefgen.pipeline.batch.run import Outcome, run
from briefgen.pipeline.batch.unit import Unit
from briefgen.pipeline.batch.wards import read_wards

STOPPED = 130  # as a shell says of a program that Ctrl-C ended


@click.command(
    epilog="Examples: briefgen batch --all; briefgen batch Hull Leeds; briefgen batch --region 'North East' --format pdf,html; "
    "briefgen batch --all --wards recipients.csv; briefgen batch --all --out s3://bucket/briefings"
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
@click.option(
    "--wards",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Also a briefing for each ward in FILE: a CSV with columns area and ward, or a ward's code a line.",
)
@click.option("--one-page", is_flag=True, help="Also the one-page briefing of each authority.")
@click.option("--large-print", is_flag=True, help="Also the large-print briefing of each authority.")
@click.option("--jobs", type=click.IntRange(1), help="Workers; default: one a processor.")
@click.option(
    "--out", default="out", show_default=True, metavar="DIR", help="Folder or address (s3://bucket/x) to write to."
)
@formats_option("pdf,html,csv,json")
@click.option("--force", is_flag=True, help="Make everything again, changed or not.")
@click.option("--limit", type=click.FloatRange(1), default=120, show_default=True, help="Seconds a document may take.")
@click.option(
    "--memory", type=click.IntRange(300), default=2000, show_default=True, help="Megabytes a worker may take."
)
@click.option("--engine", type=click.Choice(["local", "dask"]), default="local", show_default=True)
@click.option("--scheduler", help="Address of a Dask scheduler, tcp://host:port.")
@brand_option
@as_of_option
@templates_option
@click.option("--verbose", is_flag=True, help="A line for each document.")
@click.option("--log-json", is_flag=True, help="Every line on stderr as JSON with the time.")
@quiet_option
def batch(
    areas: tuple[str, ...], everyone: bool, region: str, file: Path | None, wards: Path | None, one_page: bool, large_print: bool,
    jobs: int | None, out: str, formats: tuple[str, ...], force: bool, limit: float, memory: int, engine: str,
    scheduler: str | None, brand: Brand | None, as_of: date, templates: Path | None, verbose: bool, log_json: bool, quiet: bool,
) -> None:  # fmt: skip
    """Write many briefings, each checked before it gets its name; a second run makes only what changed.

    Leaves index.html, manifest.json, failures.csv, times.json and the check pack qa/ beside them.
    """
    if (engine == "dask") != bool(scheduler):
        raise UsageError("--engine dask and --scheduler ADDRESS go together; give both or neither.")
    known = read_areas()
    codes = _chosen(known, areas, everyone, region, file, wards is not None)
    layouts = [Variant(), *([Variant(Layout.ONE_PAGE)] * one_page), *([Variant(Layout.LARGE_PRINT)] * large_print)]
    units = [Unit(known.authorities[code].code, variant) for code in codes for variant in layouts]
    units += read_wards(wards, known) if wards else []
    made = made_from(options_of(formats, as_of, brand), templates)
    job = Job(store_at(out), formats, as_of, templates, made.whole, made.style, force, memory, brand)
    start = time.monotonic()
    so_far: list[Done] = []
    with speaking(len(units), verbose=verbose, log=log_json, quiet=quiet) as voice, _one_sentence(voice, so_far, out):

        def report(done: Done) -> None:
            so_far.append(done)
            voice.done(done)

        outcome = run(job, units, _engine(scheduler, jobs or _processors(), limit), report, leaving(made, known))
        _sum_up(voice, outcome, out, time.monotonic() - start)
        if outcome.failed:
            raise SomeAreasFailedError(
                f"{len(outcome.failed)} of {len(units)} documents failed, the first: {outcome.failed[0].code} "
                f"({outcome.failed[0].reason}); see {out.rstrip('/')}/failures.csv."
            )


def _engine(scheduler: str | None, jobs: int, limit: float) -> Engine:
    """Loaded when there is something to make: layout engine, figures and charts take longer than a run without."""

    def work(job: Job, tasks: Sequence[Task]) -> Iterator[Done]:
        if scheduler:
            from briefgen.pipeline.batch.cluster import cluster

            return cluster(scheduler, limit)(job, tasks)
        from briefgen.pipeline.batch.pool import local

        return local(jobs, limit)(job, tasks)

    return work


def _processors() -> int:
    """Those this process may use, which in a container are fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _sum_up(voice: ProgressReporter, outcome: Outcome, out: str, seconds: float) -> None:
    counts = {"written": len(outcome.written), "unchanged": len(outcome.unchanged), "failed": len(outcome.failed)}
    words = ", ".join(f"{number} {what}" for what, number in counts.items())
    voice.say("end", f"{words} in {out} ({seconds:.1f} s)", **counts, seconds=round(seconds, 3))


@contextmanager
def _one_sentence(voice: ProgressReporter, so_far: list[Done], out: str) -> Iterator[None]:
    """Ctrl-C and a polite kill end a run in one sentence; with --log-json a fault is a line of the log too."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        # A second Ctrl-C while the first is being answered would only leave a traceback.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        written = sum(done.status == "written" for done in so_far)
        voice.stop()
        voice.say(
            "stopped", f"stopped with {written} written to {out}; the same command goes on from there.", written=written
        )
        raise SystemExit(STOPPED) from None
    except BriefgenError as error:
        if not voice.log:
            raise
        voice.event("fault", message=str(error), code=error.exit_code)
        raise SystemExit(error.exit_code) from error
    finally:
        signal.signal(signal.SIGTERM, before)


def _chosen(
    known: Areas, areas: tuple[str, ...], everyone: bool, region: str, file: Path | None, others: bool
) -> list[str]:
    """Codes in order, each once. Raises UsageError when nothing was asked for, these or others."""
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
    if not codes and not others:
        raise UsageError("No area was given; name some, or use --all, --region or --wards.")
    return [str(code) for code in dict.fromkeys(codes)]
