"""briefgen email status, retry, resolve, suppress, allow, erase"""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefgen.cli.email.group import briefings_option, email, ledger_option, typed_option
from briefgen.errors import UsageError

if TYPE_CHECKING:
    from briefgen.delivery.mail.ledger import Ledger


def _ledger(briefings: Path, path: Path | None) -> "Ledger":
    from briefgen.delivery.mail.ledger import Ledger

    found = path or briefings / "mail-ledger.sqlite"
    if not found.exists():
        raise UsageError(f"{found} does not exist; nothing has been sent from this folder, or give --ledger FILE.")
    return Ledger(found)


@email.command(epilog="Example: briefgen email status --briefings out")
@briefings_option
@ledger_option
def status(briefings: Path, ledger_file: Path | None) -> None:
    """How many letters are in which state; those that need a person, one a line."""
    held = _ledger(briefings, ledger_file)
    for state, n in held.counts().items():
        click.echo(f"{n:>6} {state.value}")
    for row in held.rows("state IN ('unknown', 'handing', 'refused', 'deferred')"):
        click.echo(
            f"{row.id:>6} {row.state.value:<9} {row.address or 'erased'}  {row.area} {row.ward} {row.since}  {row.answer}"
        )
    for since, note in held.notes():
        click.echo(f"{since}  {note}")


@email.command(epilog="Example: briefgen email retry --briefings out")
@briefings_option
@ledger_option
def retry(briefings: Path, ledger_file: Path | None) -> None:
    """Make refused letters due again whose address is not suppressed; then send as before."""
    from briefgen.pipeline.mail.send import retry as again

    click.echo(f"{again(_ledger(briefings, ledger_file), datetime.now(UTC))} letters are due again")


@email.command(epilog='Example: briefgen email resolve 17 --sent --who "A. Clerk"')
@click.argument("letter", type=int)
@typed_option("--sent/--not-sent", required=True, help="Did it arrive? Not sent: it becomes due again.")
@typed_option("--who", required=True, help="Who decided.")
@briefings_option
@ledger_option
def resolve(letter: int, sent: bool, who: str, briefings: Path, ledger_file: Path | None) -> None:
    """Say what became of a letter of unknown fate (its number is in `status`)."""
    from briefgen.pipeline.mail.send import resolve as resolved

    row = resolved(_ledger(briefings, ledger_file), letter, sent, who, datetime.now(UTC))
    click.echo(f"{row.id} {row.state.value}")


@email.command(epilog='Example: briefgen email suppress someone@council.example --reason "left the council"')
@click.argument("address")
@click.option("--reason", default="asked not to be written to", show_default=True)
@briefings_option
@ledger_option
def suppress(address: str, reason: str, briefings: Path, ledger_file: Path | None) -> None:
    """Never write to ADDRESS again."""
    from briefgen.delivery.mail.ledger import Ledger

    Ledger(ledger_file or briefings / "mail-ledger.sqlite").suppress(address, reason, datetime.now(UTC))


@email.command(epilog="Example: briefgen email allow someone@council.example")
@click.argument("address")
@briefings_option
@ledger_option
def allow(address: str, briefings: Path, ledger_file: Path | None) -> None:
    """Take ADDRESS off the suppression list."""
    if not _ledger(briefings, ledger_file).allow(address):
        raise UsageError("That address is not suppressed; `briefgen email status` has the reasons of refusals.")


@email.command(epilog="Example: briefgen email erase someone@council.example")
@click.argument("address")
@briefings_option
@ledger_option
def erase(address: str, briefings: Path, ledger_file: Path | None) -> None:
    """Remove ADDRESS from the ledger; a hash stays, so that it is not written to again."""
    n = _ledger(briefings, ledger_file).erase(address, datetime.now(UTC))
    click.echo(f"{n} letters no longer name the address")
