"""briefgen email: the letters, their approval, and the ledger that remembers them."""

from briefgen.cli.email import approve, ledger, letters
from briefgen.cli.email.group import email

__all__ = ["approve", "email", "ledger", "letters"]
