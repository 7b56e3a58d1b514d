"""briefgen email approve RECIPIENTS.csv"""

from datetime import UTC, date, datetime
from pathlib import Path

import click

from briefgen.cli.email.group import FILE, briefings_option, email, typed_option
from briefgen.cli.email.inputs import letter_options, read_people, read_sender
from briefgen.cli.options import quiet_option, session_for


@email.command(
    epilog="Example: briefgen email approve councillors.csv --briefings out --from ... "
    '--who "Director of Public Health" --out approval.toml'
)
@click.argument("recipients", type=FILE)
@briefings_option
@typed_option("--who", required=True, help="Name or office of the person who approves.")
@typed_option("--days", type=click.IntRange(1, 90), default=14, show_default=True, help="How long it holds.")
@letter_options
@click.option("--out", type=FILE, default=Path("approval.toml"), show_default=True)
@quiet_option
def approve(
    recipients: Path, briefings: Path, who: str, days: int, sender: str | None, reply_to: str | None,
    unsubscribe: str | None, link: str | None, notify_template: str | None, skip_invalid: bool, as_of: date,
    templates: Path | None, out: Path, quiet: bool,
) -> None:  # fmt: skip
    """Write the approval of these letters to RECIPIENTS, needed to send more than ten of an edition.

    Give the same options as to send: another list, sender, link, template or briefing needs another approval.
    --notify-template only where the letters go by GOV.UK Notify.
    """
    from briefgen.delivery.mail.approval import approve as approved
    from briefgen.delivery.mail.approval import write_approval
    from briefgen.pipeline.mail.approving import content
    from briefgen.pipeline.mail.compose import Composer
    from briefgen.pipeline.mail.folder import Briefings

    now = datetime.now(UTC)
    held = Briefings(briefings, session_for(as_of, templates))
    composer = Composer(held, read_sender(sender, reply_to, unsubscribe, link, needed=True), now)
    people = read_people(recipients, composer, skip_invalid)
    made = approved(who, now, days, len(people), content(composer, people, notify_template))
    write_approval(out, made)
    click.echo(out)
    if not quiet:
        click.echo(f"briefgen: {made.count} letters approved by {made.who} until {made.until}.", err=True)
