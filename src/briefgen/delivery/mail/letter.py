"""One letter: to whom, of what, and the whole message."""

import hashlib
from dataclasses import dataclass, field, replace
from email.headerregistry import Address
from email.message import EmailMessage

from briefgen.delivery.mail.addresses import key


@dataclass(frozen=True, slots=True)
class Meant:
    """What a message is to say, from before it was encoded: every header but MIME-Version and Content-Type, both texts."""

    headers: tuple[tuple[str, str | Address], ...]
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Letter:
    """edition: ISO date of the figures; content: sha256 of all that is sent; ward: code of the ward page, if any.

    message holds From, To, Subject, Date and Message-ID; attachment is (name, bytes), or None where the text links;
    personalisation are the fields of a GOV.UK Notify template; meant is what the bytes are compared with before they leave.
    """

    edition: str
    areacd: str
    address: str
    content: str
    message: EmailMessage
    ward: str | None = None
    attachment: tuple[str, bytes] | None = None
    personalisation: dict[str, str] = field(default_factory=dict)
    meant: Meant | None = None

    @property
    def slot(self) -> tuple[str, str, str, str]:
        """What may be filled once: (edition, area, inbox, ward)."""
        return self.edition, self.areacd, key(self.address), self.ward or ""

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"])

    def titled(self, subject: str) -> "Letter":
        """The same under another subject, in its own message too."""
        del self.message["Subject"]
        self.message["Subject"] = subject
        if self.meant is None:
            return self
        headers = tuple((name, subject if name == "Subject" else value) for name, value in self.meant.headers)
        return replace(self, meant=replace(self.meant, headers=headers))


def message_id(edition: str, areacd: str, address: str, ward: str | None, domain: str) -> str:
    """The same for the same letter however often it is composed, so that an inbox can tell a copy."""
    digest = hashlib.sha256("|".join((edition, areacd, key(address), ward or "")).encode()).hexdigest()
    return f"<briefgen.{digest[:32]}@{domain}>"
