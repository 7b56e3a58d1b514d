"""One letter: to whom, of what, and the whole message."""

import hashlib
from dataclasses import dataclass, field
from email.message import EmailMessage

from briefgen.delivery.mail.addresses import key


@dataclass(frozen=True, slots=True)
class Letter:
    """edition: ISO date of the figures; content: sha256 of all that is sent; ward: code of the ward page, if any.

    message holds From, To, Subject, Date and Message-ID; attachment is (name, bytes), or None where the text links;
    personalisation are the fields of a GOV.UK Notify template.
    """

    edition: str
    areacd: str
    address: str
    content: str
    message: EmailMessage
    ward: str | None = None
    attachment: tuple[str, bytes] | None = None
    personalisation: dict[str, str] = field(default_factory=dict)

    @property
    def slot(self) -> tuple[str, str, str, str]:
        """What may be filled once: (edition, area, inbox, ward)."""
        return self.edition, self.areacd, key(self.address), self.ward or ""

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"])


def message_id(edition: str, areacd: str, address: str, ward: str | None, domain: str) -> str:
    """The same for the same letter however often it is composed, so that an inbox can tell a copy."""
    digest = hashlib.sha256("|".join((edition, areacd, key(address), ward or "")).encode()).hexdigest()
    return f"<briefgen.{digest[:32]}@{domain}>"
