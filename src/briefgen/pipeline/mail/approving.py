"""What an approval is of, taken from the letters themselves: the folder, the words, the people."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from briefgen import resources
from briefgen.delivery.mail.approval import Content, hashed
from briefgen.delivery.mail.recipients import Recipient
from briefgen.errors import RenderError
from briefgen.pipeline.mail.compose import Composer


def content(composer: Composer, recipients: Sequence[Recipient], notify_template: str | None) -> Content:
    """Of all the letters of a list. Every one is rendered: words come from the figures too, not from templates alone.

    notify_template: the id of the GOV.UK Notify template they go by, if they do; its text is kept there, not here.
    """
    sender = composer.sender
    options = [str(sender.address), sender.reply_to, sender.unsubscribe, sender.link, notify_template]
    letters = []
    for recipient in recipients:
        draft = composer.draft(recipient)
        letters.append([*_person(recipient), draft.content, hashed(draft.personalisation)])
    return Content(
        edition=composer.briefings.edition,
        manifest=composer.briefings.manifest_hash,
        words=hashed([options, _templates(composer.briefings.session.templates or resources.templates_dir())]),
        recipients=hashed(sorted(_person(recipient) for recipient in recipients)),
        letters=hashed(sorted(letters)),
    )


def _person(recipient: Recipient) -> list[str]:
    """All of a row that shapes its letter; not its place in the list."""
    area, ward = str(recipient.area.code), str(recipient.ward or "")
    return [recipient.address, area, ward, recipient.name, recipient.salutation, recipient.format]


def _templates(folder: Path) -> list[list[str]]:
    """(name, sha256) of what letters are made from. What these include shows in the letters."""
    found = []
    for name in ("subject.txt", "letter.txt", "letter.html"):
        path = folder / "email" / f"{name}.jinja"
        try:
            found.append([name, sha256(path.read_bytes()).hexdigest()])
        except OSError as error:
            raise RenderError(f"{path} cannot be read ({error.strerror}); mend the template.") from error
    return found
