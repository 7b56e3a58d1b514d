"""The group of commands, and how a fault becomes one sentence and an exit code."""

from importlib import import_module
from typing import Any

import click

from briefgen import __version__
from briefgen.errors import BriefgenError

COMMANDS = {
    "areas": "briefgen.cli.areas:areas",
    "show": "briefgen.cli.show:show",
    "render": "briefgen.cli.render:render",
    "batch": "briefgen.cli.batch:batch",
    "email": "briefgen.cli.email:email",
    "audit": "briefgen.cli.audit:audit",
    "why": "briefgen.cli.why:why",
    "data": "briefgen.cli.data:data",
    "templates": "briefgen.cli.templates:templates",
}


class _Fault(click.ClickException):
    """A sentence for the person; anything else keeps its traceback."""

    def __init__(self, error: BriefgenError) -> None:
        super().__init__(str(error))
        self.exit_code = error.exit_code  # type: ignore[misc]

    def show(self, file: Any = None) -> None:
        click.echo(f"briefgen: {self.message}", err=True)


class _Commands(click.Group):
    """Commands are imported when they are called, so that `areas` does not wait for the layout engine."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BriefgenError as error:
            raise _Fault(error) from error


@click.group(
    cls=_Commands,
    context_settings={
        "auto_envvar_prefix": "BRIEFGEN",
        "help_option_names": ["-h", "--help"],
        "max_content_width": 100,
    },
    epilog="Example: briefgen render Middlesbrough",
)
@click.version_option(__version__, prog_name="briefgen")
def main() -> None:
    """Policy briefings for every English local authority: deprivation, the health gap, and levelling-up money."""
