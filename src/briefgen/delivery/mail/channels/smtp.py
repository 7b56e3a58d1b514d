"""The council's own mail relay over SMTP: certificate verified, password never in an address, one connection reused."""

import ipaddress
import re
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email import policy
from pathlib import Path
from urllib.parse import unquote, urlsplit

from briefgen.delivery.mail.letter import Letter
from briefgen.delivery.mail.outcomes import DeferredError, RefusedError, UnknownFateError, UnreachableError, one_line
from briefgen.errors import MailError, UsageError

TIMEOUT = 30.0  # seconds for the relay to answer
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
TOO_LARGE = (552, 523)
EXPIRED = 432  # a password transition is needed: no waiting will help
_DOT = re.compile(rb"(?m)^\.")


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


class SmtpChannel:
    """password: from the environment or the keyring, asked for only when there is a user."""

    name = "smtp"

    def __init__(self, relay: Relay, password: str | None = None, ca_file: Path | None = None) -> None:
        if relay.user and not password:
            raise MailError(f"No password for {relay.user}; set BRIEFGEN_SMTP_PASSWORD or store it in the keyring.")
        self._relay, self._password = relay, password
        self._smtp: smtplib.SMTP | None = None
        try:
            self._trust = ssl.create_default_context(cafile=ca_file)
        except (OSError, ssl.SSLError) as error:
            raise UsageError(f"{ca_file} holds no certificate authority ({error}); give a PEM file.") from error
        self._largest = 0

    def send(self, letter: Letter, handing: Callable[[], None]) -> str:
        content = letter.message.as_bytes(policy=policy.SMTP)
        smtp = self._connected()
        if self._largest and len(content) > self._largest:
            raise RefusedError(
                f"the message has {len(content) / 1e6:.1f} MB and the relay takes {self._largest / 1e6:.1f} MB; send a link instead",
                recipient=False,
            )
        try:
            self._envelope(smtp, letter, len(content))
            smtp.send(_DOT.sub(b"..", content if content.endswith(b"\r\n") else content + b"\r\n"))
        except (smtplib.SMTPServerDisconnected, OSError) as error:
            self._drop()
            raise DeferredError(f"the connection ended before the message was whole ({one_line(error)})") from error
        handing()
        try:
            smtp.send(b".\r\n")
            code, answer = smtp.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            raise UnknownFateError(f"the relay had the whole message and did not answer ({one_line(error)})") from error
        if code == 421:
            self._drop()
        if code != 250:
            _fault(code, answer, recipient=False)
        return one_line(answer.decode("utf-8", "replace"))

    def _envelope(self, smtp: smtplib.SMTP, letter: Letter, size: int) -> None:
        """MAIL, RCPT and DATA. A recipient's own refusal is told from one of the letter or of every letter."""
        sender = letter.message["From"].addresses[0].addr_spec
        options = [f"SIZE={size}"] if self._largest else []
        code, answer = smtp.mail(sender, options)
        if code != 250:
            self._reset()
            if code >= 500 and code not in TOO_LARGE:
                raise MailError(
                    f"The relay does not let us send as the --from address ({code} {_text(answer)}); ask its keeper."
                )
            _fault(code, answer, recipient=False)
        code, answer = smtp.rcpt(letter.address)
        if code not in (250, 251):
            self._reset()
            _fault(code, answer, recipient=True)
        code, answer = smtp.docmd("DATA")
        if code != 354:
            self._reset()
            _fault(code, answer, recipient=False)

    def _connected(self) -> smtplib.SMTP:
        if self._smtp is None:
            self._smtp = self._connect()
        return self._smtp

    def _connect(self) -> smtplib.SMTP:
        relay = self._relay
        try:
            smtp = self._open()
        except ssl.SSLCertVerificationError as error:
            raise MailError(
                f"The certificate of {relay.host} cannot be trusted ({error.verify_message}); "
                "give the council's own authority with --ca-file."
            ) from error
        except smtplib.SMTPAuthenticationError as error:
            if 400 <= error.smtp_code < 500 and error.smtp_code != EXPIRED:
                raise UnreachableError(f"the relay cannot check the password now ({error.smtp_code})") from error
            raise MailError(
                f"{relay.host} refused the password of {relay.user} ({error.smtp_code}); "
                "renew it and run the same command again."
            ) from error
        except smtplib.SMTPNotSupportedError as error:
            raise MailError(f"{relay.host} offers no way to log in that we know ({one_line(error)}).") from error
        except (smtplib.SMTPException, OSError) as error:
            raise UnreachableError(
                f"{relay.host}:{relay.port} does not answer as a relay does ({one_line(error)})"
            ) from error
        size = smtp.esmtp_features.get("size", "")
        self._largest = int(size) if size.isdigit() else 0
        return smtp

    def _open(self) -> smtplib.SMTP:
        """Connected, encrypted and logged in; closed again where one of these fails."""
        relay = self._relay
        if relay.scheme == "smtps":
            smtp: smtplib.SMTP = smtplib.SMTP_SSL(relay.host, relay.port, timeout=TIMEOUT, context=self._trust)
        else:
            smtp = smtplib.SMTP(relay.host, relay.port, timeout=TIMEOUT)
        try:
            smtp.ehlo_or_helo_if_needed()
            if relay.scheme == "smtp+starttls":
                if not smtp.has_extn("starttls"):
                    raise MailError(f"{relay.host} offers no STARTTLS, so nothing was sent; use another relay or port.")
                smtp.starttls(context=self._trust)
                smtp.ehlo()
            if relay.user:
                smtp.login(relay.user, self._password or "")
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _reset(self) -> None:
        try:
            if self._smtp is not None:
                self._smtp.rset()
        except (smtplib.SMTPException, OSError):
            self._drop()

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None

    def close(self) -> None:
        if self._smtp is not None:
            try:
                self._smtp.quit()
            except (smtplib.SMTPException, OSError):
                self._smtp.close()
            self._smtp = None


def _text(answer: bytes) -> str:
    return one_line(answer.decode("utf-8", "replace"))


def _fault(code: int, answer: bytes, *, recipient: bool) -> None:
    """4xx: not now. 5xx: never. Raises."""
    if code in (421, -1) or 400 <= code < 500:
        raise DeferredError(f"{code} {_text(answer)}")
    raise RefusedError(f"{code} {_text(answer)}", recipient=recipient)
