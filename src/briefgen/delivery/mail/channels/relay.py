"""The address of a mail relay, and what its answers mean for a letter."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from briefgen.delivery.mail.outcomes import DeferredError, RefusedError, one_line
from briefgen.delivery.mail.refusals import no_such_inbox, perhaps_no_such_inbox
from briefgen.errors import UsageError

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Relay:
    """Where to, and how safely: scheme is smtp (loopback only), smtp+starttls or smtps."""

    scheme: str
    host: str
    port: int
    user: str | None

    @classmethod
    def parse(cls, address: str) -> "Relay":
        """`smtp+starttls://user@host:587`. Raises UsageError, without repeating a password it may hold."""
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError:
            raise UsageError("The --smtp address has no valid port; write smtp+starttls://user@host:587.") from None
        if parts.scheme not in PORTS or not parts.hostname:
            raise UsageError(
                "The --smtp address must be smtp+starttls://user@host:587, smtps://... or smtp://localhost."
            )
        if parts.password is not None:
            raise UsageError(
                "A password in the --smtp address would be seen by others; set BRIEFGEN_SMTP_PASSWORD or use the keyring."
            )
        if parts.scheme == "smtp" and not _loopback(parts.hostname):
            raise UsageError(
                f"Plain smtp:// would send to {parts.hostname} in the open; use smtp+starttls:// or smtps://."
            )
        user = unquote(parts.username) if parts.username else None
        return cls(parts.scheme, parts.hostname, port or PORTS[parts.scheme], user)


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def refuse(code: int, answer: bytes, *, recipient: bool = False) -> None:
    """4xx: not now. 5xx: never. recipient: it answers to one address. Raises DeferredError or RefusedError."""
    words = one_line(answer.decode("utf-8", "replace"))
    if not 500 <= code < 600:
        raise DeferredError(f"{code} {words}")
    raise RefusedError(
        f"{code} {words}",
        recipient=recipient and no_such_inbox(code, words),
        perhaps=recipient and perhaps_no_such_inbox(code, words),
    )
