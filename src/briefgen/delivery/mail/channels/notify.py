"""GOV.UK Notify through its own client: the briefing goes as a link to a file that Notify keeps."""

import io
import ipaddress
import json
import ssl
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import requests
from notifications_python_client import prepare_upload
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

from briefgen.delivery.mail.addresses import WordError, masked, unmarked, visible
from briefgen.delivery.mail.letter import Letter
from briefgen.delivery.mail.outcomes import RefusedError, UnknownFateError, UnreachableError, one_line
from briefgen.errors import MailError, UsageError

LARGEST = 2_000_000  # bytes of one file, Notify's own limit
FILE_FIELD = "link_to_file"
ADDRESS_FIELD = "email_address"


class NotifyChannel:
    """template: id of an e-mail template with ((subject)), ((name)), ((points)) and ((link_to_file)).

    base: another address of the service, https or loopback. A letter of unknown fate is looked up by its reference.
    """

    name = "notify"

    def __init__(self, key: str, template: str, base: str | None = None) -> None:
        if len(key) < 73:
            raise MailError("The GOV.UK Notify key is too short; set BRIEFGEN_NOTIFY_KEY to the whole of it.")
        if base is not None and not _safe(base):
            raise UsageError("The address of GOV.UK Notify must be https://.")
        self._client = NotificationsAPIClient(key, **({"base_url": base} if base else {}))
        self._template = template

    def send(self, letter: Letter, handing: Callable[[], None]) -> str:
        _check_words(letter)
        fields: dict[str, Any] = dict(letter.personalisation)
        if letter.attachment is not None:
            name, content = letter.attachment
            if len(content) > LARGEST:
                raise RefusedError(
                    f"{name} has {len(content) / 1e6:.1f} MB and Notify takes 2; send a link", recipient=False
                )
            fields[FILE_FIELD] = prepare_upload(io.BytesIO(content), filename=name)
        handing()  # one request: there is no earlier moment that would be the last
        try:
            answer = self._client.send_email_notification(letter.address, self._template, fields, reference(letter))
        except APIError as error:
            return self._fault(error, letter)
        return one_line(answer.get("id", ""))

    def known(self, letter: Letter) -> bool:
        """Has Notify a message of this reference? False too when it does not say."""
        try:
            found = self._client.get_all_notifications(reference=reference(letter))
        except APIError:
            return False
        return bool(found.get("notifications"))

    def _fault(self, error: APIError, letter: Letter) -> str:
        """The answer after all, where Notify has the letter; else raises what the fault means."""
        cause = error.__cause__
        if isinstance(cause, requests.exceptions.ConnectTimeout) or _never_connected(cause):
            raise UnreachableError("GOV.UK Notify does not answer") from error
        if _untrusted(cause):
            raise MailError("The certificate of GOV.UK Notify cannot be trusted; nothing was sent.") from error
        code, words = error.status_code, one_line(json.dumps(error.message))
        if error.response is None or code < 400 or code >= 500:  # below 400: taken, but the answer was garbled
            if self.known(letter):
                return "found by its reference"
            raise UnknownFateError(f"GOV.UK Notify did not say what became of it ({code} {words})") from error
        if code == 429:
            raise UnreachableError(f"GOV.UK Notify's limit is reached ({words})") from error
        if code in (401, 403):
            raise MailError(f"GOV.UK Notify refuses this key ({words}); check BRIEFGEN_NOTIFY_KEY.") from error
        if ADDRESS_FIELD in words:
            raise RefusedError(f"{code} {words}", recipient=True) from error
        raise MailError(f"GOV.UK Notify refuses the letter ({code} {words}); check the template.") from error

    def close(self) -> None:
        self._client.request_session.close()


def _check_words(letter: Letter) -> None:
    """Notify reads every field as Markdown: what a person typed must be words. Raises MailError."""
    for name in ("subject", "name", "salutation"):
        try:
            unmarked(visible(letter.personalisation.get(name, "")))
        except WordError as error:
            raise MailError(
                f"The {name} of the letter to {masked(letter.address)} of {letter.areacd} {error}, so it did not leave; "
                "mend the list or the template."
            ) from None


def reference(letter: Letter) -> str:
    """Of this very content: a corrected letter must not be taken for the one it corrects."""
    return f"{letter.message_id.strip('<>')}/{letter.content[:16]}"


def _safe(base: str) -> bool:
    parts = urlsplit(base)
    if parts.scheme == "https":
        return True
    try:
        return parts.scheme == "http" and ipaddress.ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return False


def _untrusted(cause: BaseException | None) -> bool:
    """A certificate that does not verify: the connection ended before the request."""
    reason = getattr(cause.args[0], "reason", None) if isinstance(cause, requests.exceptions.SSLError) else None
    inner = reason.args[0] if isinstance(reason, Exception) and reason.args else None
    return isinstance(inner, ssl.SSLCertVerificationError)


def _never_connected(cause: BaseException | None) -> bool:
    """Refused or not found before a byte was sent."""
    reason = (
        getattr(cause.args[0], "reason", None) if isinstance(cause, requests.ConnectionError) and cause.args else None
    )
    return type(reason).__name__ in ("NewConnectionError", "NameResolutionError")
