"""briefgen audit"""

from pathlib import Path

import click

from briefgen.cli.options import brand_option, quiet_option
from briefgen.errors import AuditError, UsageError
from briefgen.model.brand import Brand

SHOWN = 8  # findings of one file; a wrong file has hundreds


@click.command(
    epilog="Examples: briefgen audit out; briefgen audit out/E06000002-middlesbrough.pdf; briefgen audit out --brand brand.toml"
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--redraw", is_flag=True, help="Draw each PDF again and compare its pages too; takes longer.")
@brand_option
@quiet_option
def audit(paths: tuple[Path, ...], redraw: bool, brand: Brand | None, quiet: bool) -> None:
    """Trace every number, name and picture of finished briefings (PDF and HTML) to facts of their area."""
    from briefgen.pipeline.audit import audit as audited
    from briefgen.pipeline.session import Session

    files = [file for path in paths for file in _files(path)]
    if not files:
        raise UsageError("There is no PDF or HTML briefing in what was given; name files or their folder.")
    session, wrong = Session(brand=brand), 0
    for file in files:
        result = audited(session, file, redraw=redraw)
        if not result.findings:
            if not quiet:
                click.echo(f"{file}: {result.numbers:,} numbers traced")
            continue
        wrong += 1
        for finding in result.findings[:SHOWN]:
            where = f", page {finding.page}" if finding.page else ""
            click.echo(f"{file}{where}: {finding.what}")
        if len(result.findings) > SHOWN:
            click.echo(f"{file}: and {len(result.findings) - SHOWN} more")
    if wrong:
        raise AuditError(
            f"{wrong} of {len(files)} files hold what no fact of their area accounts for; make them again."
        )


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(file for file in path.iterdir() if file.suffix in (".pdf", ".html") and file.name[0] == "E")
    return [path]
