"""What can become of one message, and the words the ledger keeps for it."""

from enum import StrEnum


class State(StrEnum):
    """Of one message in the ledger.

    planned: not handed over; handing: the last byte is about to leave; sent: the relay took it; unknown: the
    last byte left and no answer came; refused: never to be tried again by itself; deferred: to be tried again.
    """

    PLANNED = "planned"
    HANDING = "handing"
    SENT = "sent"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    DEFERRED = "deferred"


OPEN = (State.PLANNED, State.DEFERRED)  # what a run may send


class DeferredError(Exception):
    """The relay said "not now", or the connection died while it could not yet have the message."""


class UnreachableError(DeferredError):
    """No connection could be made: nothing is known about any one message, and all of them must wait."""


class RefusedError(Exception):
    """The relay said "never". `recipient`: by its code it is the address that is wrong, so it is not to be written to
    again; `perhaps`: it may be the address, and only the same answer in another run would show it.
    """

    def __init__(self, reason: str, *, recipient: bool, perhaps: bool = False) -> None:
        super().__init__(reason)
        self.recipient, self.perhaps = recipient, perhaps


class UnknownFateError(Exception):
    """The whole message was handed over and the answer never came."""


def one_line(text: object, length: int = 200) -> str:
    """A relay's words as one short line without control characters."""
    words = "".join(char if char.isprintable() else " " for char in str(text))
    return " ".join(words.split())[:length]
