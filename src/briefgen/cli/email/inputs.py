"""What shapes the letters: the options, the list, the sender. Sending and approving read them alike."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefgen.cli.email.group import typed_option
from briefgen.cli.options import as_of_option, templates_option
from briefgen.errors import UsageError

if TYPE_CHECKING:
    from briefgen.delivery.mail.recipients import Recipient
    from briefgen.pipeline.mail.compose import Composer, Sender

_OPTIONS = (
    click.option("--from", "sender", envvar="BRIEFGEN_FROM", help='"Name <address>"; needed to send.'),
    click.option("--reply-to", help="Default: the --from address."),
    click.option("--unsubscribe", help="An address, or an https:// page; default: the reply address."),
    click.option("--link", metavar="URL", help="Link to the files under this https:// address; attach nothing."),
    click.option("--notify-template", help="Id of the GOV.UK Notify template."),
    typed_option("--skip-invalid", is_flag=True, help="Leave out rows that are wrong, instead of stopping."),
    as_of_option,
    templates_option,
)


def letter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def read_people(path: Path, composer: "Composer", skip_invalid: bool) -> "list[Recipient]":
    """Those of the list without fault; each fault is said. Raises UsageError unless faults may be skipped."""
    from briefgen.data.wards import read_ward
    from briefgen.delivery.mail.recipients import read_recipients

    areas = composer.briefings.session.areas
    good, problems = read_recipients(
        path, lambda text: areas.resolve(text).area, lambda text, area: read_ward(text, area, areas.by_code)
    )
    bad = composer.check(good)
    wrong = {problem.row for problem in bad}
    problems = sorted([*problems, *bad], key=lambda problem: problem.row)
    for problem in problems:
        click.echo(f"{path}, {problem}", err=True)
    good = [recipient for recipient in good if recipient.row not in wrong]
    if problems and not (skip_invalid and good):
        rows = len({problem.row for problem in problems})
        raise UsageError(f"{rows} rows of {path} are wrong and nothing was sent; mend them, or use --skip-invalid.")
    return good


def read_sender(
    text: str | None, reply_to: str | None, unsubscribe: str | None, link: str | None, *, needed: bool
) -> "Sender":
    """Raises UsageError naming the option. needed: without --from there is nobody to send."""
    from briefgen.delivery.mail.addresses import WordError, linkable, named_mailbox, web_address
    from briefgen.pipeline.mail.compose import Sender

    if needed and not text:
        raise UsageError('Nobody to send from; give --from "Name <address>" or set BRIEFGEN_FROM.')
    given = "--from"
    try:
        address = named_mailbox(text or "The sender <sender@council.example>")
        given = "--reply-to"
        reply = linkable(reply_to or address.addr_spec)
        given = "--unsubscribe"
        leave = unsubscribe or reply
        leave = web_address(leave) if leave.startswith("https://") else linkable(leave)
        given = "--link"
        link = web_address(link) if link else None
    except WordError as error:
        raise UsageError(f"{given} {error}.") from None
    return Sender(address, reply, leave, link)
