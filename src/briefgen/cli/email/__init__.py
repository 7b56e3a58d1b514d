"""briefgen email: the letters, and the ledger that remembers them."""

from briefgen.cli.email import ledger, letters
from briefgen.cli.email.group import email

__all__ = ["email", "ledger", "letters"]
