"""The council's own mail relay over SMTP: certificate verified, password never in an address, one connection reused."""

import smtplib
import socket
import ssl
from collections.abc import Callable
from pathlib import Path

from briefgen.delivery.mail.channels.relay import Relay, refuse
from briefgen.delivery.mail.letter import Letter
from briefgen.delivery.mail.outcomes import DeferredError, RefusedError, UnknownFateError, UnreachableError, one_line
from briefgen.delivery.mail.wire import wire
from briefgen.errors import MailError, UsageError

TIMEOUT = 30.0  # seconds for the relay to answer a command
PATIENCE = (
    600.0  # seconds for it to answer to a whole message, which it may search for viruses first (RFC 5321, 4.5.3.2.6)
)
TOO_LARGE = (552, 523)
EXPIRED = 432  # a password transition is needed: no waiting will help
CLOSING = 421


class _GoneError(UnreachableError):
    """The relay closed the connection before it heard of the letter."""


class SmtpChannel:
    """password: from the environment or the keyring, needed only when there is a user; patience: seconds for the answer
    to a whole message.
    """

    name = "smtp"

    def __init__(
        self, relay: Relay, password: str | None = None, ca_file: Path | None = None, patience: float = PATIENCE
    ) -> None:
        if relay.user and not password:
            raise MailError(f"No password for {relay.user}; set BRIEFGEN_SMTP_PASSWORD or store it in the keyring.")
        self._relay, self._password, self._patience = relay, password, patience
        self._smtp: smtplib.SMTP | None = None
        try:
            self._trust = ssl.create_default_context(cafile=ca_file)
        except (OSError, ssl.SSLError) as error:
            raise UsageError(f"{ca_file} holds no certificate authority ({error}); give a PEM file.") from error
        self._largest = 0

    def send(self, letter: Letter, handing: Callable[[], None]) -> str:
        content = wire(letter)
        try:
            return self._send(letter, content if content.endswith(b"\r\n") else content + b"\r\n", handing)
        except (DeferredError, RefusedError, MailError):
            raise
        except BaseException:
            self._drop()  # a half-told message: nothing more may be said on this connection, not even goodbye
            raise

    def _send(self, letter: Letter, content: bytes, handing: Callable[[], None]) -> str:
        smtp = self._addressed(letter, len(content))
        try:
            smtp.send(content.replace(b"\n.", b"\n.."))  # a message starts with a header, never with a dot
        except OSError as error:
            self._drop()
            raise DeferredError(f"the connection ended before the message was whole ({one_line(error)})") from error
        try:
            handing()
        except BaseException:
            self._drop()
            raise
        try:
            if smtp.sock is not None:
                smtp.sock.settimeout(self._patience)
            smtp.send(b".\r\n")
            code, answer = smtp.getreply()
            if smtp.sock is not None:
                smtp.sock.settimeout(TIMEOUT)
        except OSError as error:
            self._drop()
            raise UnknownFateError(f"the relay had the whole message and did not answer ({one_line(error)})") from error
        if code == CLOSING or not 200 <= code < 600:
            self._drop()
        if 200 <= code < 300:
            return _text(answer)
        if not 400 <= code < 600:
            raise UnknownFateError(f"the relay had the whole message and answered {code} {_text(answer)}")
        refuse(code, answer)
        raise AssertionError("refuse always raises")

    def _addressed(self, letter: Letter, size: int) -> smtplib.SMTP:
        """Connected, and told from whom to whom. What the relay closed since the last letter is opened again, once."""
        reused = self._smtp is not None
        try:
            return self._envelope(letter, size)
        except _GoneError:
            if not reused:
                raise
        return self._envelope(letter, size)

    def _envelope(self, letter: Letter, size: int) -> smtplib.SMTP:
        """MAIL, RCPT and DATA. A recipient's own refusal is told from one of the letter or of every letter."""
        smtp = self._connected()
        if self._largest and size > self._largest:
            raise RefusedError(
                f"the message has {size / 1000:,.0f} kB and the relay takes {self._largest / 1000:,.0f} kB; "
                "send a link instead",
                recipient=False,
            )
        self._mail(smtp, letter.message["From"].addresses[0].addr_spec, size)
        try:
            code, answer = smtp.rcpt(letter.address)
            if code in (250, 251):
                code, answer = smtp.docmd("DATA")
                if code == 354:
                    return smtp
                recipient = False
            else:
                recipient = True
        except OSError as error:
            self._drop()
            raise DeferredError(f"the connection ended before the message was whole ({one_line(error)})") from error
        self._reset(code)
        refuse(code, answer, recipient=recipient)
        raise AssertionError("refuse always raises")

    def _mail(self, smtp: smtplib.SMTP, sender: str, size: int) -> None:
        try:
            code, answer = smtp.mail(sender, [f"SIZE={size}"] if self._largest else [])
        except OSError as error:
            self._drop()
            raise _GoneError(f"the relay closes the connection ({one_line(error)})") from error
        if code == 250:
            return
        self._reset(code)
        if code == CLOSING:
            raise _GoneError(f"{code} {_text(answer)}")
        if 500 <= code < 600 and code not in TOO_LARGE:
            raise MailError(
                f"The relay does not let us send as the --from address ({code} {_text(answer)}); ask its keeper."
            )
        refuse(code, answer)

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
        except OSError as error:
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
            # The last three bytes go by themselves: without this they wait 40 ms for the relay's acknowledgement.
            if smtp.sock is not None:
                smtp.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
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

    def _reset(self, code: int) -> None:
        """Ready for the next letter; a relay that says it is closing is believed."""
        try:
            if self._smtp is not None and code != CLOSING:
                self._smtp.rset()
                return
        except OSError:
            pass
        self._drop()

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None

    def known(self, letter: Letter) -> bool:
        return False

    def close(self) -> None:
        if self._smtp is not None:
            try:
                self._smtp.quit()
            except OSError:
                self._smtp.close()
            self._smtp = None


def _text(answer: bytes) -> str:
    return one_line(answer.decode("utf-8", "replace"))
