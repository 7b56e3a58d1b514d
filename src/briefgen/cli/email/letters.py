"""briefgen email RECIPIENTS.csv"""

import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen import resources
from briefgen.cli.email.group import EXAMPLES, FILE, briefings_option, email, ledger_option, typed_option
from briefgen.cli.email.inputs import letter_options, read_people, read_sender
from briefgen.cli.options import quiet_option, session_for
from briefgen.errors import MailError, UsageError

if TYPE_CHECKING:
    from briefgen.delivery.mail.channels import Channel
    from briefgen.pipeline.mail.send import Report, Tally, Waiting


@email.command(epilog=EXAMPLES)
@click.argument("recipients", type=FILE)
@briefings_option
@letter_options
@typed_option("--send", "really", is_flag=True, help="Send; without it nothing leaves.")
@click.option("--limit", type=click.IntRange(1), help="At most so many letters; try --limit 1 first.")
@typed_option(
    "--to-me", "to_me", metavar="ADDRESS", help="Send one real sample to this address only, of the sender's domain."
)
@click.option("--via", type=click.Choice(["smtp", "notify", "folder"]), default="smtp", show_default=True)
@click.option("--smtp", "relay", help="smtp+starttls://user@host:587, smtps://..., or smtp://localhost.")
@click.option("--ca-file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The council's own certificate authority (PEM).")  # fmt: skip
@click.option("--folder", type=click.Path(file_okay=False, path_type=Path), default=Path("letters"), show_default=True, help="Where --via folder writes.")  # fmt: skip
@ledger_option
@typed_option("--approval", type=FILE, help="Needed for more than ten letters; see `briefgen email approve`.")
@click.option("--not-before", type=click.DateTime(["%Y-%m-%dT%H:%M"]), help="Embargo, UTC: 2026-12-01T09:00.")
@typed_option("--override-pre-election", "override", default="", metavar="REASON", help="Send in a pre-election period; the reason is kept.")  # fmt: skip
@click.option("--elections", type=FILE, help="Your own pre-election periods, besides the known ones.")
@click.option("--rate", type=click.FloatRange(0), default=0, help="Letters a minute at most; 0: as fast as the relay.")
@typed_option("--cap", type=click.IntRange(1), default=20_000, show_default=True, help="Letters a run at most.")
@typed_option("--resend-changed", is_flag=True, help="Send again to those who got an earlier version.")
@click.option("--previews", type=click.Path(file_okay=False, path_type=Path), help="Default: previews beside the briefings.")  # fmt: skip
@quiet_option
def letters(
    recipients: Path, briefings: Path, really: bool, limit: int | None, to_me: str | None, sender: str | None,
    reply_to: str | None, unsubscribe: str | None, via: str, relay: str | None, ca_file: Path | None,
    notify_template: str | None, folder: Path, link: str | None, ledger_file: Path | None, skip_invalid: bool,
    approval: Path | None, not_before: datetime | None, override: str, elections: Path | None, rate: float, cap: int,
    resend_changed: bool, previews: Path | None, as_of: date, templates: Path | None, quiet: bool,
) -> None:  # fmt: skip
    """Show who of RECIPIENTS would get what, or with --send send it, each letter once.

    RECIPIENTS is a CSV with the columns name, email, area, and where wanted ward, format, language, salutation.
    """
    from briefgen.delivery.mail import guards
    from briefgen.delivery.mail.approval import check_approval, counted
    from briefgen.delivery.mail.ledger import Ledger
    from briefgen.pipeline.mail.approving import content
    from briefgen.pipeline.mail.compose import Composer
    from briefgen.pipeline.mail.folder import Briefings
    from briefgen.pipeline.mail.preview import row, write_previews
    from briefgen.pipeline.mail.send import Sending

    now = datetime.now(UTC)
    made = session_for(as_of, templates)
    held = Briefings(briefings, made)
    composer = Composer(held, read_sender(sender, reply_to, unsubscribe, link, needed=really or bool(to_me)), now)
    composer.markdown = via == "notify"
    everybody = read_people(recipients, composer, skip_invalid)
    chosen = everybody[:limit]
    if to_me:
        _sample(composer, chosen[0], to_me, _channel(via, relay, ca_file, notify_template, folder), quiet)
        return
    composed = [composer.letter(recipient) for recipient in chosen]
    ledger_path = ledger_file or briefings / "mail-ledger.sqlite"
    if not really:
        known = Ledger(ledger_path) if ledger_path.exists() else None
        rows = [row(letter, known) for letter in composed]
        for to, area, subject, name, size, digest, state in rows:
            click.echo(f"{to}  {area}  {name}  {size}  {digest}  {state}  {subject}")
        page = write_previews(composed, rows, previews or briefings / "previews")
        if not quiet:
            click.echo(f"briefgen: {len(rows)} letters, nothing sent; see {page}. Then --to-me, then --send --limit 1.", err=True)  # fmt: skip
        return
    guards.check_cap(len(composed), cap)
    guards.check_embargo(not_before.replace(tzinfo=UTC) if not_before else None, now)
    periods = guards.read_elections(resources.data_dir() / "catalogue" / "elections.toml")
    periods += guards.read_elections(elections) if elections else ()
    overridden = guards.check_pre_election(periods, now.date(), override)
    channel = _channel(via, relay, ca_file, notify_template, folder)
    ledger = Ledger(ledger_path)

    def permit() -> None:
        """While no other run can send, or two parts of a list could each be counted alone."""
        total = counted(ledger.rows("edition = ?", (held.edition,)), composed, resend_changed=resend_changed)
        template = notify_template if via == "notify" else None
        approved = check_approval(total, len(composed), approval, now, lambda: content(composer, everybody, template))
        if overridden:
            ledger.note(f"sent in the pre-election period of the {overridden.what}: {override}", now)
        if approved:
            ledger.note(f"approved by {approved.who} on {approved.when}, digest {approved.digest}", now)

    report, wait, finish = _progress(len(composed), quiet)
    try:
        tally = Sending(channel, ledger, lambda: datetime.now(UTC), time.sleep, rate,
                        resend_changed=resend_changed, permit=permit, report=report, waiting=wait).run(composed)  # fmt: skip
    finally:
        finish()
    _close(tally, quiet)


def _close(tally: "Tally", quiet: bool) -> None:
    """What became of them, and exit 7 where somebody has to act."""
    if not quiet:
        click.echo(
            f"briefgen: {tally.sent} sent, {tally.already} had it already, {tally.refused} refused, "
            f"{tally.suppressed} suppressed, {tally.deferred} to be tried again, {tally.unknown} of unknown fate.",
            err=True,
        )
    if tally.changed:
        raise MailError(
            f"An earlier version went to {len(tally.changed)} of them, who were left alone; --resend-changed sends them this one."
        )
    if tally.unknown:
        raise MailError(
            "Some letters may or may not have arrived; `briefgen email status` lists them for you to decide."
        )
    if tally.deferred:
        why = f" ({tally.unreachable})" if tally.unreachable else ""
        raise MailError(f"{tally.deferred} letters could not go yet{why}; run the same command again.")
    if tally.refused:
        raise MailError("Some letters were refused; `briefgen email status` has the reasons.")


def _progress(total: int, quiet: bool) -> "tuple[Report, Waiting, Callable[[], None]]":
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(TextColumn("letters"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
                   console=Console(stderr=True), disable=quiet or not sys.stderr.isatty())  # fmt: skip
    task = bar.add_task("", total=total)
    bar.start()

    def wait(seconds: float, why: str) -> None:
        if not quiet:
            click.echo(f"briefgen: trying again in {seconds:.0f} seconds ({why}).", err=True)

    return (lambda letter, state, answer: bar.advance(task)), wait, bar.stop


def _channel(via: str, relay: str | None, ca_file: Path | None, template: str | None, folder: Path) -> "Channel":
    if via == "folder":
        from briefgen.delivery.mail.channels.folder import FolderChannel

        return FolderChannel(folder)
    if via == "notify":
        from briefgen.delivery.mail.channels.notify import NotifyChannel

        if not template:
            raise UsageError("--via notify needs --notify-template ID.")
        return NotifyChannel(_secret("BRIEFGEN_NOTIFY_KEY", "notify"), template, os.environ.get("BRIEFGEN_NOTIFY_URL"))
    from briefgen.delivery.mail.channels.relay import Relay
    from briefgen.delivery.mail.channels.smtp import SmtpChannel

    if not relay:
        raise UsageError("--via smtp needs --smtp, such as smtp+starttls://user@relay.council.example:587.")
    made = Relay.parse(relay)
    return SmtpChannel(made, _secret("BRIEFGEN_SMTP_PASSWORD", made.user) if made.user else None, ca_file)


def _secret(variable: str, user: str) -> str:
    """From the environment, else from the keyring under `briefgen`; never from an argument."""
    found = os.environ.get(variable)
    if found:
        return found
    import keyring

    try:
        return keyring.get_password("briefgen", user) or ""
    except keyring.errors.KeyringError:
        return ""


def _sample(composer: Any, recipient: Any, to_me: str, channel: "Channel", quiet: bool) -> None:
    """One real letter to the sender, told apart by its subject, and not in the ledger."""
    from dataclasses import replace

    from briefgen.delivery.mail.addresses import WordError, mailbox
    from briefgen.delivery.mail.outcomes import DeferredError, RefusedError, UnknownFateError

    try:
        address = mailbox(to_me)
    except WordError as error:
        raise UsageError(f"--to-me {error}.") from None
    domain = composer.sender.address.domain
    if address.rpartition("@")[2] != domain:  # no approval is asked for a sample, so it stays in the house
        raise UsageError(f"--to-me is for the sender's own people: give an address at {domain}.")
    letter = composer.letter(replace(recipient, address=address))
    letter = letter.titled(f"Sample: {letter.message['Subject']}")
    try:
        channel.send(letter, lambda: None)
    except (DeferredError, RefusedError, UnknownFateError) as error:
        raise MailError(f"The sample did not go ({error}); mend that before anything is sent.") from error
    finally:
        channel.close()
    if not quiet:
        click.echo("briefgen: one sample sent; look at it, then run --send --limit 1.", err=True)
