"""From a letter to the bytes that leave, and back: what cannot be read as it was meant does not leave.

Every channel that hands over a message, and the preview, takes its bytes from `wire`. The headers are encoded here, not by
the email package's folding: before the fix of CVE-2024-6923 (Python 3.11.10, 3.12.5) that writes a line break which it
decoded from a name as the start of another header, and before that of CVE-2025-1795 a comma as another recipient.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import Header, decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage, Message
from email.parser import BytesHeaderParser
from email.policy import EmailPolicy
from email.utils import parseaddr
from typing import Any

from briefgen.delivery.mail.addresses import masked
from briefgen.delivery.mail.letter import Letter, Meant
from briefgen.errors import MailError

LONGEST = 998  # bytes of a line, RFC 5322
FOLD = 78
_TYPES = {"pdf": "application/pdf", "html": "text/html"}
_STRUCTURE = ("mime-version", "content-type")
_OF_A_PART = {"mime-version", "content-type", "content-transfer-encoding", "content-disposition"}
_WORDS = re.compile(r"[!-~]+(?: [!-~]+)*")
_ENVELOPE = re.compile(r"[^@\s<>\"\\]+@[A-Za-z0-9.-]+", re.ASCII)


def file_type(name: str) -> str:
    """The MIME type of what is attached under this name."""
    return _TYPES.get(name.rpartition(".")[2], "application/octet-stream")


def wire(letter: Letter) -> bytes:
    """The whole message, 7-bit, CRLF. Raises MailError where, read back, it is not what was meant."""
    try:
        content = letter.message.as_bytes(policy=_WIRE)
        fault = next(_faults(content, letter), None)
    except (MessageError, ValueError, LookupError, TypeError) as error:
        fault = f"{type(error).__name__} while it was written or read back"
    if fault:
        raise MailError(
            f"The letter to {masked(letter.address)} of {letter.areacd} would not say what was meant ({fault}), so it "
            "did not leave; mend the row of the list or the template it comes from."
        )
    return content


class _Wire(EmailPolicy):
    """Headers as RFC 2047 has them, from their decoded values."""

    def fold(self, name: str, value: Any) -> str:
        return self.fold_binary(name, value).decode("ascii")

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name.casefold() in _OF_A_PART:
            return super().fold_binary(name, value)
        if hasattr(value, "addresses"):
            made = f",{self.linesep} ".join(_address(name, one) for one in value.addresses)
        else:
            made = _encoded(name, str(value))
        return f"{name}: {made}{self.linesep}".encode("ascii")


_WIRE = _Wire(linesep="\r\n", cte_type="7bit")  # not every relay takes eight bits


def _encoded(name: str, text: str) -> str:
    """As it is where it is plain and short or has no space to fold at, else encoded words."""
    if _WORDS.fullmatch(text) and "=?" not in text and (len(name) + 2 + len(text) <= FOLD or " " not in text):
        return text
    return Header(text, "utf-8", maxlinelen=FOLD - 2, header_name=name).encode(linesep="\r\n")


def _address(name: str, one: Address) -> str:
    spec = one.addr_spec
    if not one.display_name:
        return spec
    if one.display_name.isascii() and _WORDS.fullmatch(one.display_name) and "=?" not in one.display_name:
        shown = str(Address(one.display_name, addr_spec=spec)).removesuffix(f" <{spec}>")
    else:
        shown = Header(one.display_name, "utf-8", maxlinelen=FOLD - 2, header_name=name).encode(linesep="\r\n")
    last = shown.rpartition("\n")[2]
    return f"{shown} <{spec}>" if len(name) + len(last) + len(spec) + 5 <= FOLD else f"{shown}\r\n <{spec}>"


def _meant(message: EmailMessage) -> Meant:
    """What a message says that nobody described."""
    headers = tuple(
        (name, value.addresses[0] if len(getattr(value, "addresses", ())) == 1 else str(value))
        for name, value in message.items()
        if name.casefold() not in _STRUCTURE
    )
    text, html = (message.get_body((kind,)) for kind in ("plain", "html"))
    return Meant(headers, text.get_content() if text else "", html.get_content() if html else "")


def _faults(content: bytes, letter: Letter) -> Iterator[str]:
    meant = letter.meant or _meant(letter.message)
    if not _ENVELOPE.fullmatch(letter.address):
        yield "the address is none"
    yield from _raw_faults(content, meant)
    yield from _header_faults(content, meant)
    yield from _part_faults(content, meant, letter.attachment)


def _raw_faults(content: bytes, meant: Meant) -> Iterator[str]:
    """Without the email package, whose reading may share a fault with its writing."""
    if re.search(rb"[^\t\r\n\x20-\x7e]|\r(?!\n)|(?<!\r)\n", content):
        yield "a control character, a bare line break or an eighth bit"
    if max(map(len, content.split(b"\r\n"))) > LONGEST:
        yield f"a line of more than {LONGEST} bytes"
    lines = content.partition(b"\r\n\r\n")[0].split(b"\r\n")
    names = [line.partition(b":")[0].decode().casefold() for line in lines if not line.startswith((b" ", b"\t"))]
    if sorted(names) != sorted([*_STRUCTURE, *(name.casefold() for name, _ in meant.headers)]):
        yield "other headers"


def _header_faults(content: bytes, meant: Meant) -> Iterator[str]:
    said: Any = BytesHeaderParser(policy=policy.default).parsebytes(content)
    raw = BytesHeaderParser().parsebytes(content)
    if len(said.keys()) != len(meant.headers) + len(_STRUCTURE):
        yield "other headers"
    for name, value in meant.headers:
        got = said[name]
        if got is None or got.defects:
            yield f"{name} cannot be read"
        elif isinstance(value, Address):
            if not _says(got, raw[name], value):
                yield f"another {name}"
        elif str(got) != value:
            yield f"another {name}"


def _says(got: Any, raw: str, meant: Address) -> bool:
    """One mailbox, this one. The newer reading keeps the space between two encoded words, which RFC 2047 drops, so its
    name is compared without spaces, and the older reading says where they are.
    """
    if len(got.groups) != 1 or [one.addr_spec for one in got.addresses] != [meant.addr_spec]:
        return False
    name, address = parseaddr(raw.replace("\r\n", ""))
    return (
        address == meant.addr_spec
        and str(make_header(decode_header(name))) == meant.display_name
        and _solid(got.addresses[0].display_name) == _solid(meant.display_name)
    )


def _solid(text: str) -> str:
    return "".join(text.split())


def _part_faults(content: bytes, meant: Meant, attachment: tuple[str, bytes] | None) -> Iterator[str]:
    """As programs read them that know nothing of the newer header classes: these also take many times as long."""
    words = ["multipart/alternative", "text/plain", "text/html"]
    wanted = ["multipart/mixed", *words, file_type(attachment[0])] if attachment else words
    said: Message = message_from_bytes(content)
    parts = list(said.walk())
    if [part.get_content_type() for part in parts] != wanted:
        yield "other parts"
        return
    for part in parts:
        names = [name.casefold() for name in part.keys()]  # noqa: SIM118  # a message is no dict
        if part.defects:
            yield "a part that cannot be read"
        if part is not said and (len(names) != len(set(names)) or set(names) - _OF_A_PART):
            yield "other headers of a part"
        kind = part.get_content_maintype()
        settings = [name for name, _ in part.get_params([])[1:]]
        if settings not in ([], [{"multipart": "boundary", "text": "charset"}.get(kind)]):
            yield "other settings of a part"
        if kind == "multipart" and ((part.preamble or "").strip() or (part.epilogue or "").strip()):
            yield "words between the parts"
        if part.get_content_disposition() != ("attachment" if attachment and part is parts[-1] else None):
            yield "another attachment"
    plain, html = parts[-3:-1] if attachment else parts[-2:]
    for part, text in ((plain, meant.text), (html, meant.html)):
        charset = part.get_content_charset() or "ascii"
        if _lines(_content(part).decode(charset)) != _lines(text):
            yield "another text"
    if attachment and (parts[-1].get_filename(), _content(parts[-1])) != attachment:
        yield "another file"


def _content(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _lines(text: str) -> str:
    """With line feeds only, and none at the end: an encoding may turn and add them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
