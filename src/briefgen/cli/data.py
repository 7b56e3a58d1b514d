"""briefgen data"""

import shutil
import tempfile
from pathlib import Path

import click

from briefgen import resources
from briefgen.cli.options import FolderPath
from briefgen.errors import DataError
from briefgen.pipeline.edition import AS_OF

_FOLDER = FolderPath()
sources_option = click.option("--sources", type=_FOLDER, required=True, help="Folder of the official files.")


@click.group(epilog="Example: briefgen data check")
def data() -> None:
    """The figures: what they are, whether they keep their contract, and how they are compiled."""


@data.command(epilog="Example: briefgen data status")
def status() -> None:
    """Every publication the figures come from, with its date and licence."""
    from briefgen.data.catalogue import read_sources
    from briefgen.pipeline.reading import data_hash

    folder = resources.data_dir()
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    click.echo(f"{folder}: {size / 1e6:.1f} MB, edition hash {data_hash(folder)}, figures collected by {AS_OF}")
    for source in read_sources().values():
        when = source.published.isoformat() if source.published else "no date   "
        click.echo(f"{when}  {source.title} ({source.publisher}; {source.licence})")


@data.command(epilog="Example: briefgen data check --data ./data")
@click.option("--data", "folder", type=_FOLDER, help="Folder to check; default: the one in use.")
def check(folder: Path | None) -> None:
    """Keys, codes, intervals, and totals against the published ones; exit code 4 names file, row and column."""
    from briefgen.data.contract import check as checked

    for line in checked(folder or resources.data_dir()):
        click.echo(line)


@data.command(epilog="Example: briefgen data build --sources ../official-files")
@sources_option
@click.option("--out", type=_FOLDER, help="Folder to write; default: the one in use.")
def build(sources: Path, out: Path | None) -> None:
    """Compile the project's tables from the official files; the same files give the same bytes."""
    from briefgen.data.compile.everything import build as built

    built(sources, out or resources.data_dir(), lambda name: click.echo(f"briefgen: {name}", err=True))


@data.command(epilog="Example: briefgen data refresh --sources ../official-files")
@sources_option
def refresh(sources: Path) -> None:
    """Build beside the figures in use, check, say which tables changed, and only then replace them."""
    from briefgen.data.compile.everything import build as built
    from briefgen.data.contract import check as checked

    folder = resources.data_dir()
    with tempfile.TemporaryDirectory() as temporary:
        fresh = Path(temporary) / "data"
        built(sources, fresh)
        for _ in checked(fresh):
            pass
        changed = [
            str(path.relative_to(fresh))
            for path in sorted(fresh.rglob("*"))
            if path.is_file() and _bytes(folder / path.relative_to(fresh)) != path.read_bytes()
        ]
        for name in changed:
            click.echo(f"changed: {name}")
            try:
                shutil.copyfile(fresh / name, folder / name)
            except OSError as error:
                raise DataError(f"{folder / name} cannot be replaced ({error.strerror}); check its rights.") from error
    click.echo(f"{len(changed)} tables changed" if changed else "nothing changed")


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
