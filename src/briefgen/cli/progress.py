"""What a batch says while it runs: a bar for a person, lines for a log."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from briefgen.pipeline.batch.work import Done


class _Rate(ProgressColumn):
    """Documents a minute, over the last while."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed * 60:.0f} a minute" if speed else "", style="progress.data.speed")


@dataclass(slots=True)
class Voice:
    """Where a run speaks: stderr, in one of three ways, or not at all."""

    bar: Progress
    verbose: bool
    log: bool
    quiet: bool

    def done(self, done: Done) -> None:
        self.bar.advance(self.bar.task_ids[0])
        if self.log:
            self.event(
                "area", area=done.code, status=done.status, seconds=done.seconds, step=done.step, reason=done.reason
            )
        elif self.verbose and not self.quiet:
            self.bar.console.print(
                f"{done.code} {done.status} {done.reason}".rstrip(), highlight=False, markup=False, soft_wrap=True
            )

    def event(self, event: str, **more: object) -> None:
        """A line of the log: JSON with the time, UTC."""
        time = datetime.now(UTC).isoformat(timespec="milliseconds")
        click.echo(json.dumps({"time": time, "event": event, **more}, ensure_ascii=False), err=True)

    def say(self, event: str, sentence: str, **more: object) -> None:
        if self.log:
            self.event(event, message=sentence, **more)
        elif not self.quiet:
            click.echo(f"briefgen: {sentence}", err=True)


@contextmanager
def speaking(total: int, *, verbose: bool, log: bool, quiet: bool) -> Iterator[Voice]:
    """A bar with rate and time left when stderr is a terminal."""
    bar = Progress(
        TextColumn("briefings"), BarColumn(), MofNCompleteColumn(), _Rate(), TimeElapsedColumn(),
        TextColumn("left"), TimeRemainingColumn(),
        console=Console(stderr=True), disable=quiet or log or not sys.stderr.isatty(),
    )  # fmt: skip
    with bar:
        bar.add_task("", total=total)
        yield Voice(bar, verbose, log, quiet)
