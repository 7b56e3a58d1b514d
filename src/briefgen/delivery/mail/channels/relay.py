"""The address of a mail relay, and what its answers mean for a letter."""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from briefgen.delivery.mail.outcomes import DeferredError, RefusedError, one_line
from briefgen.errors import UsageError

PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
_STATUS = re.compile(r"5\.(\d{1,3}\.\d{1,3})\b")
# RFC 3463: bad mailbox, bad domain, bad syntax, ambiguous, moved, null MX, disabled; 4.1 is how Microsoft 365 says
# that there is no such inbox. 1.7 and 1.8 are of the sender's address, 7.x of what the relay allows.
_NO_INBOX = {"1.0", "1.1", "1.2", "1.3", "1.4", "1.6", "1.10", "2.1", "4.1"}
_NOT_US = re.compile(r"relay|authenti|policy|spam|block|sender|not permitted|denied", re.IGNORECASE)


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
    """4xx: not now. 5xx: never. Raises DeferredError or RefusedError."""
    words = one_line(answer.decode("utf-8", "replace"))
    if not 500 <= code < 600:
        raise DeferredError(f"{code} {words}")
    raise RefusedError(f"{code} {words}", recipient=recipient and no_such_inbox(code, words))


def no_such_inbox(code: int, words: str) -> bool:
    """Is it the inbox that does not exist? A relay that will not carry mail for us also says 5xx, and to every letter:
    that must not put a whole council on the suppression list.
    """
    status = _STATUS.match(words)
    if status:
        return status[1] in _NO_INBOX
    return code in (550, 551, 553, 556) and not _NOT_US.search(words)
