"""Addresses and other words that end up in a header: what may stand there, and what may not."""

import re
import unicodedata
from email.headerregistry import Address
from urllib.parse import urlsplit

import email_validator

# Control, format (zero width, direction overrides), surrogate, private use, unassigned, line and paragraph separators.
_UNPRINTABLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_FORMULA = ("=", "+", "-", "@")
_WEB = re.compile(r"://|\bwww\.|\b(?:mailto|javascript|data):", re.IGNORECASE)
# RFC 3986 without what ends a link in a header, in HTML, in Markdown or in running text.
_URL = re.compile(r"https://[A-Za-z0-9.-]+(?::\d{1,5})?(?:[/?#][A-Za-z0-9._~%/?#&=+,;:@!$-]*)?")
_NAMED = re.compile(r'(?:"(?P<quoted>[^"\\<>]*)"|(?P<plain>[^"\\<>]*))\s*<(?P<address>[^<>\s]+)>')
# What GOV.UK Notify's Markdown takes for more than words, wherever it stands and at the start of a line.
_MARKUP = re.compile(r"[\[\]<>*_`#^~\\|]|\(\(|\)\)")
_BULLET = re.compile(r"[•–—+-]|\d+[.)]\s")


class WordError(ValueError):
    """Says what is wrong with a word, without repeating it: an address must not end up in a log."""


def visible(text: str) -> str:
    """The text as it is. Raises WordError for control or invisible characters, and for what a mail program decodes.

    RFC 2047 turns `=?charset?b?...?=` in a header into other characters, line breaks among them: a Python without the
    fix of CVE-2024-6923 then writes them as headers of their own.
    """
    for char in text:
        if unicodedata.category(char) in _UNPRINTABLE:
            raise WordError(f"holds the control or invisible character U+{ord(char):04X}")
    if "=?" in text or "?=" in text:
        raise WordError('holds "=?" or "?=", which mail programs decode; write the words themselves')
    return text


def printable(text: str, longest: int) -> str:
    """The text, spaces trimmed. Raises WordError as visible does, and for a formula or length."""
    text = visible(text).strip(" ")
    if len(text) > longest:
        raise WordError(f"is {len(text):,} characters long, more than {longest}")
    if text.startswith(_FORMULA):
        raise WordError(f"starts with {text[0]!r} as a spreadsheet formula does")
    return text


def spoken(text: str, longest: int) -> str:
    """A name or a salutation. Raises WordError as printable does, and for a web address."""
    text = printable(text, longest)
    if _WEB.search(text):
        raise WordError("holds a web address, which mail programs make a link; write words only")
    return text


def unmarked(text: str) -> str:
    """The text as it is. Raises WordError for what GOV.UK Notify reads as a heading, a list or a link."""
    found = _MARKUP.search(text) or _BULLET.match(text)
    if found:
        raise WordError(f"holds {found[0].strip()!r}, which GOV.UK Notify reads as a heading, a list or a link")
    return text


def mailbox(text: str) -> str:
    """An ASCII address `local@domain`, its domain in lower case. Raises WordError."""
    text = printable(text, 254)
    if not text.isascii():
        raise WordError("holds a character that is not plain ASCII")
    try:
        found = email_validator.validate_email(
            text, check_deliverability=False, allow_smtputf8=False, allow_quoted_local=False
        )
    except email_validator.EmailNotValidError as error:
        raise WordError(f"is not an e-mail address: {str(error).rstrip('.')}") from error
    return str(found.ascii_email)  # `normalized` turns xn-- into letters that no header may hold


def linkable(text: str) -> str:
    """A mailbox to stand in a mailto: link. Raises WordError for what such a link reads as its own."""
    address = mailbox(text)
    found = re.search(r"[^A-Za-z0-9.@_+~-]", address)
    if found:
        raise WordError(f"holds {found[0]!r}, which a mailto: link does not take for part of an address")
    return address


def web_address(text: str) -> str:
    """An https:// address fit for a header, HTML and plain text alike. Raises WordError."""
    text = printable(text, 900)  # a header line has 998 letters
    if not _URL.fullmatch(text):
        raise WordError("is not a plain https:// address; write other characters as %XX")
    try:
        urlsplit(text).port  # noqa: B018  # raises
    except ValueError as error:
        raise WordError("has no valid port") from error
    return text


def named_mailbox(text: str) -> Address:
    """`Name <address>` or a bare address, as given with --from. Raises WordError."""
    text = printable(text, 400)
    if "<" not in text and ">" not in text:
        return Address(addr_spec=mailbox(text))
    found = _NAMED.fullmatch(text)
    if not found:
        raise WordError('is not of the form "Name <address>"')
    name = found["plain"] if found["quoted"] is None else found["quoted"]
    return Address(display_name=spoken(name, 200), addr_spec=mailbox(found["address"]))


def key(address: str) -> str:
    """One form for one inbox: hardly any relay tells upper from lower case."""
    return address.casefold()


def masked(address: str) -> str:
    """`j…@example.org`: enough to recognise, too little to leak."""
    local, _, domain = address.partition("@")
    return f"{local[:1]}…@{domain}"
