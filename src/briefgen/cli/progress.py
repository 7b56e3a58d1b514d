"""What a batch says while it runs: a bar for a person, lines for a log."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from briefgen.pipeline.batch.job import Done

if TYPE_CHECKING:
    from rich.progress import Progress


@dataclass(slots=True)
class ProgressReporter:
    """Where a run speaks: stderr, in one of three ways, or not at all. bar: at a terminal only."""

    bar: "Progress | None"
    verbose: bool
    log: bool
    quiet: bool

    def done(self, done: Done) -> None:
        if self.bar:
            self.bar.advance(self.bar.task_ids[0])
        if self.log:
            self.event(
                "area", area=done.code, status=done.status, seconds=done.seconds, step=done.step, reason=done.reason
            )
        elif self.verbose and not self.quiet:
            self._line(f"{done.code} {done.status} {done.reason}".rstrip())

    def _line(self, text: str) -> None:
        """Above the bar where there is one."""
        if self.bar:
            self.bar.console.print(text, highlight=False, markup=False, soft_wrap=True)
        else:
            click.echo(text, err=True)

    def event(self, event: str, **more: object) -> None:
        """A line of the log: JSON with the time, UTC."""
        time = datetime.now(UTC).isoformat(timespec="milliseconds")
        click.echo(json.dumps({"time": time, "event": event, **more}, ensure_ascii=False), err=True)

    def say(self, event: str, sentence: str, **more: object) -> None:
        if self.log:
            self.event(event, message=sentence, **more)
        elif not self.quiet:
            click.echo(f"briefgen: {sentence}", err=True)

    def stop(self) -> None:
        """The bar is left as it stands."""
        if self.bar:
            self.bar.stop()


@contextmanager
def speaking(total: int, *, verbose: bool, log: bool, quiet: bool) -> Iterator[ProgressReporter]:
    """A bar with rate and time left when stderr is a terminal."""
    if quiet or log or not sys.stderr.isatty():
        yield ProgressReporter(None, verbose, log, quiet)
        return
    from briefgen.cli.progress_bar import bar  # what draws it takes longer to load than a run with nothing to do

    with bar(total) as shown:
        yield ProgressReporter(shown, verbose, log, quiet)
