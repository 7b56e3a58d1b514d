"""Ways out: SMTP, GOV.UK Notify, a folder. Each hands over one letter at a time and says what became of it."""

from collections.abc import Callable
from typing import Protocol

from briefgen.delivery.mail.letter import Letter


class Channel(Protocol):
    """`handing` is called when all is ready and only the last byte is missing: from then on the fate may be unknown.

    send returns the relay's answer. Raises DeferredError, UnreachableError, RefusedError or UnknownFateError for the
    letter, MailError for what concerns every letter (a wrong password, an untrusted certificate).
    """

    name: str

    def send(self, letter: Letter, handing: Callable[[], None]) -> str: ...

    def known(self, letter: Letter) -> bool:
        """Can the channel say for certain that it has this very letter? False where it cannot be asked."""
        ...

    def close(self) -> None: ...
