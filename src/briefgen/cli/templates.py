"""briefgen templates"""

import shutil
from pathlib import Path

import click

from briefgen import resources
from briefgen.cli.options import FolderPath
from briefgen.errors import UsageError


@click.group(epilog="Example: briefgen templates eject my-words")
def templates() -> None:
    """Words and styles as files of your own."""


@templates.command(epilog="Example: briefgen templates eject my-words && briefgen render Hull --templates my-words")
@click.argument("folder", type=FolderPath())
def eject(folder: Path) -> None:
    """Copy every template to FOLDER, to be edited and used with --templates."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is not an empty folder; give a new one.")
    try:
        shutil.copytree(resources.templates_dir(), folder, dirs_exist_ok=True)
    except OSError as error:
        raise UsageError(f"{folder} cannot be written ({error.strerror}); give another folder.") from error
    click.echo(folder)
