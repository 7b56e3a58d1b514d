"""Addresses and other words that end up in a header: what may stand there, and what may not."""

import unicodedata
from email.headerregistry import Address
from email.utils import parseaddr

import email_validator

# Control, format (zero width, direction overrides), surrogate, private use, unassigned, line and paragraph separators.
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_FORMULA = ("=", "+", "-", "@")


class WordError(ValueError):
    """Says what is wrong with a word, without repeating it: an address must not end up in a log."""


def printable(text: str, longest: int) -> str:
    """The text, spaces trimmed. Raises WordError for control or invisible characters, a formula, or length."""
    for char in text:
        if unicodedata.category(char) in _UNPRINTABLE:
            raise WordError(f"holds the control or invisible character U+{ord(char):04X}")
    text = text.strip(" ")
    if len(text) > longest:
        raise WordError(f"is {len(text):,} characters long, more than {longest}")
    if text.startswith(_FORMULA):
        raise WordError(f"starts with {text[0]!r} as a spreadsheet formula does")
    return text


def mailbox(text: str) -> str:
    """An ASCII address `local@domain`, its domain in lower case. Raises WordError."""
    text = printable(text, 254)
    if not text.isascii():
        raise WordError("holds a character that is not plain ASCII")
    try:
        return email_validator.validate_email(
            text, check_deliverability=False, allow_smtputf8=False, allow_quoted_local=False
        ).normalized
    except email_validator.EmailNotValidError as error:
        raise WordError(f"is not an e-mail address: {str(error).rstrip('.')}") from error


def named_mailbox(text: str) -> Address:
    """`Name <address>` or a bare address, as given with --from. Raises WordError."""
    printable(text, 400)
    name, address = parseaddr(text)
    if not address:
        raise WordError('is not of the form "Name <address>"')
    return Address(display_name=name, addr_spec=mailbox(address))


def key(address: str) -> str:
    """One form for one inbox: hardly any relay tells upper from lower case."""
    return address.casefold()


def masked(address: str) -> str:
    """`j…@example.org`: enough to recognise, too little to leak."""
    local, _, domain = address.partition("@")
    return f"{local[:1]}…@{domain}"
