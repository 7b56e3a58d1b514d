"""Nothing a person typed becomes a header, a part or markup: refused where it is read, and again before it leaves."""

import email.generator
import re
import shutil
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import parseaddr
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from letters import channel, letter, letters, run
from notify_stand_in import KEY, TEMPLATE, Notify
from relays import LoopbackRelay

from briefgen import resources
from briefgen.cli.email.inputs import read_sender
from briefgen.delivery.mail import wire as wiring
from briefgen.delivery.mail.addresses import WordError, mailbox, named_mailbox, spoken
from briefgen.delivery.mail.channels.folder import FolderChannel
from briefgen.delivery.mail.channels.notify import NotifyChannel
from briefgen.delivery.mail.ledger import Ledger
from briefgen.delivery.mail.letter import Letter, Meant
from briefgen.delivery.mail.outcomes import State
from briefgen.delivery.mail.recipients import Recipient, read_recipients
from briefgen.delivery.mail.wire import wire
from briefgen.errors import BriefgenError, MailError, RenderError, UsageError
from briefgen.model.briefing import Briefing
from briefgen.pipeline.mail.compose import Composer
from briefgen.pipeline.mail.folder import Finished
from briefgen.pipeline.mail.preview import write_previews
from briefgen.pipeline.session import Session

FOREIGN = "A\r\nSubject: Foreign\r\nBcc: x@y.example\r\n\r\nForeign words"
HEADERS = ["From", "To", "Reply-To", "Subject", "Date", "Message-ID", "List-Unsubscribe", "Auto-Submitted",
           "Content-Language", "MIME-Version", "Content-Type"]  # fmt: skip


def b(text: str, charset: str = "utf-8", said: str = "") -> str:
    return f"=?{said or charset}?b?{b64encode(text.encode(charset)).decode()}?="


def q(text: str, charset: str = "utf-8") -> str:
    return f"=?{charset}?Q?{''.join(f'={byte:02X}' for byte in text.encode(charset))}?="


# A mail program, or the email package, makes other characters of these.
ENCODED = {
    "b": b(FOREIGN),
    "q": q(FOREIGN),
    "small q": q(FOREIGN).replace("?Q?", "?q?"),
    "latin 1": q(FOREIGN, "iso-8859-1"),
    "utf-16": b(FOREIGN, "utf-16"),
    "utf-7": "=?utf-7?q?A+AA0ACg-Bcc:_x?=",
    "cp037, an EBCDIC": b(FOREIGN, "cp037"),
    "hz": b("A\nBcc: x", "ascii", "hz-gb-2312"),
    "unknown charset": b(FOREIGN, "ascii", "x-nothing"),
    "unknown-8bit": b(FOREIGN, "ascii", "unknown-8bit"),
    "a language": b(FOREIGN).replace("utf-8", "utf-8*en"),
    "two words": f"{b('A')} {q(FOREIGN)}",
    "no space between": f"{b('A')}{q(FOREIGN)}",
    "within a word": f"A.{q(FOREIGN)}",
    "within quotation marks": f'"{q(FOREIGN)}"',
    "without an end": "=?utf-8?q?A=0D=0ABcc:_x",
    "without a start": "utf-8?q?A=0D=0ABcc:_x?=",
    "a line feed only": q("A\nBcc: x"),
    "a carriage return only": q("A\rBcc: x"),
    "a next line": q("A\x85Bcc: x"),
    "a line separator": q("A\u2028Bcc: x"),
    "a form feed": q("A\x0cBcc: x"),
    "a zero": q("A\x00B"),
    "another address": q("A <x@y.example>, B"),
}
ENCODED = {kind: f"Anne {word}" for kind, word in ENCODED.items()}  # "=" at the start is refused as a formula already
LITERAL = {
    f"U+{ord(c):04X}": f"A{c}Bcc: x"
    for c in "\n\r\x00\x07\x0b\x0c\x1b\x1c\x1d\x1e\x7f\x85\x8d\u00ad\u200b\u200e\u2028\u2029\u202a\u202e\u2066\u2069\ufeff"
    "\ue003\ufdd0\ud800\udc0a\udcff\U000e0041"
}
WEB = {
    "https": "Read https://x.example",
    "www": "A www.x.example",
    "script": "javascript:alert(1)",
    "mailto": "mailto:x",
}
# Odd, and only words.
WORDS = {
    "quotation marks": 'Anne "Annie" Member',
    "a comma": "Member, Anne",
    "a comma, not in ASCII": "Müller, Bärbel",  # CVE-2025-1795
    "brackets of an address": "Anne <Annie> Member",
    "another address": "A, B <x@y.example>",
    "a backslash": "Anne\\",
    "brackets": "Anne (Annie) Member; Chair: Leeds",
    "HTML": "<script>alert('x')</script><b>A</b>&amp;",
    "an attribute": '" onload="x" \'',
    "entities": "A&#13;&#10;Bcc: x@y.example",
    "percent": "A%0d%0aBcc: x@y.example",
    "escapes": "A\\r\\nBcc: x@y.example",
    "RFC 2231": "name*0*=utf-8''A%0d%0aBcc:x",
    "a header": "Subject: Foreign",
    "a template": "{{ 7 * 7 }}{% raw %}",
    "Welsh": "Siân Llŷr-Wŷn ap Iorwerth",
    "Greek, Arabic, Chinese": "Αθηνά سارة 陳",
    "long": "Anne " * 39 + "Annie",
    "long, not in ASCII": "Bärbel " * 28,
    "without a space": "Ä" * 200,
    "combining": "Zoe\u0308 O\u2019Neill",
}


BRIEFINGS: dict[str, Briefing] = {}


class Held:
    """Finished briefings without a batch."""

    edition = "2026-11-24"

    def __init__(self, session: Session, templates: Path | None = None) -> None:
        def briefing(resolution: Any) -> Briefing:
            code = str(resolution.area.code)
            if code not in BRIEFINGS:
                BRIEFINGS[code] = session.briefing(resolution)
            return BRIEFINGS[code]

        self.session = SimpleNamespace(briefing=briefing, data=session.data, templates=templates, areas=session.areas)

    def file(self, area: Any, ward: Any, suffix: str) -> Finished:
        content = b"%PDF-1.7 " + b"\x00\xff\r\n.\r\n" * 99
        return Finished(f"{area.file_stem}.{suffix}", content, sha256(content).hexdigest())


def composer(session: Session, templates: Path | None = None) -> Composer:
    sender = read_sender("Policy team <policy@council.example>", None, None, None, needed=True)
    return Composer(Held(session, templates), sender, datetime(2026, 11, 24, 9, tzinfo=UTC))  # type: ignore[arg-type]


def recipient(session: Session, name: str = "A. Member", salutation: str = "") -> Recipient:
    area = session.areas.resolve("E06000002").area
    return Recipient(2, name, "a@council.example", area, None, "", salutation)


def read(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=policy.default)


def name_in(content: bytes, header: str) -> str:
    """As mail programs read it: RFC 2047 drops the space between two encoded words, newer readings of Python's do not."""
    raw = message_from_bytes(content)[header].replace("\r\n", "")
    return str(make_header(decode_header(parseaddr(raw)[0])))


class Tags(HTMLParser):
    """The tags and their attributes, without the words between them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen: list[Any] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, attrs))

    def handle_comment(self, data: str) -> None:
        self.seen.append(data)


WRITING_OURS = ("as it is", "unverified")


@pytest.fixture(params=[*WRITING_OURS, "unfixed"])
def python(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The email package of this Python; one that checks no header it wrote; and its own raw writing in place of ours."""
    if request.param != "as it is":
        monkeypatch.setattr(policy.Policy, "verify_generated_headers", False, raising=False)
        for name, kind in (("NEWLINE_WITHOUT_FWSP", "(?!)"), ("NEWLINE_WITHOUT_FWSP_BYTES", b"(?!)")):
            monkeypatch.setattr(email.generator, name, re.compile(kind), raising=False)
    if request.param == "unfixed":
        monkeypatch.setattr(wiring, "_WIRE", Raw(linesep="\r\n", cte_type="7bit"))
    return str(request.param)


class Raw(policy.EmailPolicy):
    """What it decoded goes out undone, as before the fixes of CVE-2024-6923."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name.casefold().startswith("content-") or name == "MIME-Version":
            return super().fold_binary(name, value)
        return f"{name}: {value}\r\n".encode()


# Where it is read -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("column", ["name", "email", "area", "ward", "format", "language", "salutation"])
@pytest.mark.parametrize("payload", [*ENCODED.values(), *LITERAL.values()], ids=[*ENCODED, *LITERAL])
def test_a_cell_is_refused_by_row_and_column(column: str, payload: str, session: Session, tmp_path: Path) -> None:
    cells = {"name": "A", "email": "a@council.example", "area": "E06000002", "ward": "", "format": "", "language": "",
             "salutation": ""}  # fmt: skip
    cells[column] = f"a{payload}@council.example" if column == "email" else payload
    row = ",".join('"' + cell.replace('"', '""') + '"' for cell in cells.values())
    path = tmp_path / "list.csv"
    path.write_bytes(f"{','.join(cells)}\n{row}\n".encode("utf-8", "surrogatepass"))

    def area(text: str) -> Any:
        return session.areas.resolve(text).area

    try:
        good, problems = read_recipients(path, area, lambda text, area: pytest.fail("no such ward is looked up"))
    except UsageError as error:  # no CSV at all
        assert str(path) in str(error)  # noqa: PT017
        assert "\n" not in str(error)  # noqa: PT017
        return
    assert not good
    assert [problem.column for problem in problems] == [column]
    assert str(problems[0]).startswith(f"row {problems[0].row}, {column}: ")
    assert "\n" not in str(problems[0])


@pytest.mark.parametrize("payload", WEB.values(), ids=WEB)
def test_a_name_is_no_link(payload: str) -> None:
    with pytest.raises(WordError, match="holds a web address"):
        spoken(payload, 200)


@pytest.mark.parametrize("option", ["--from", "--reply-to", "--unsubscribe", "--link"])
@pytest.mark.parametrize("payload", [*ENCODED.values(), *LITERAL.values()], ids=[*ENCODED, *LITERAL])
def test_an_option_is_refused_by_its_name(option: str, payload: str) -> None:
    given = {"--from": "Policy <policy@council.example>"}
    words = {
        "--from": (f"{payload} <a@b.example>", f"A <a{payload}@b.example>"),
        "--link": (f"https://x.example/{payload}",),
    }
    both = (f"a{payload}@b.example", f"https://x.example/{payload}")
    for text in words.get(option, both if option == "--unsubscribe" else both[:1]):
        options = given | {option: text}
        with pytest.raises(UsageError, match=f"^{option} ") as caught:
            read_sender(
                options["--from"], *(options.get(o) for o in ("--reply-to", "--unsubscribe", "--link")), needed=True
            )
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("option", "text"),
    [
        ("--from", "A <a@b.example>, B <c@d.example>"),
        ("--from", "a@b.example, c@d.example"),
        ("--from", "a@b.example)c@d.example"),  # CVE-2023-27043
        ("--from", "A <a@b.example> c"),
        ("--from", 'A "B" <a@b.example>'),
        ("--from", "A\\ <a@b.example>"),
        ("--from", "Read https://x.example <a@b.example>"),
        ("--reply-to", "a?bcc=x@b.example"),
        ("--reply-to", "a&cc=x@b.example"),
        ("--reply-to", "A <a@b.example>"),
        ("--unsubscribe", "a%0d%0ax@b.example"),
        ("--unsubscribe", "https://x.example/> , <mailto:x@y.example"),
        ("--unsubscribe", 'https://x.example/"onclick="x'),
        ("--unsubscribe", "javascript:alert(1)"),
        ("--unsubscribe", "https://a:b@x.example/"),
        ("--unsubscribe", "https://x.example:99999/"),
        ("--unsubscribe", "https://x.example/" + "a" * 999),
        ("--link", "http://x.example"),
        ("--link", "https://x.example/a b"),
        ("--link", "https://x.example/<b>"),
        ("--link", "https://x.example/](https://y.example)"),
        ("--link", "https://"),
    ],
)
def test_what_a_header_or_a_link_would_read_otherwise(option: str, text: str) -> None:
    options = {"--from": "Policy <policy@council.example>"} | {option: text}
    with pytest.raises(UsageError, match=f"^{option} "):
        read_sender(
            options["--from"], *(options.get(o) for o in ("--reply-to", "--unsubscribe", "--link")), needed=True
        )


def test_good_options_are_taken() -> None:
    assert named_mailbox("Müller, Bärbel <b@council.example>") == Address(
        "Müller, Bärbel", addr_spec="b@council.example"
    )
    assert named_mailbox('"Team, policy" <b@council.example>').display_name == "Team, policy"
    assert named_mailbox("b@COUNCIL.example") == Address(addr_spec="b@council.example")
    assert mailbox("o'neill+x@xn--mller-kva.example") == "o'neill+x@xn--mller-kva.example"
    page = "https://www.council.example:8443/leave?id=1&b=%20#x"
    made = read_sender("a@b.example", "c_d+e@b.example", page, "https://x.example/b/", needed=True)
    assert (made.reply_to, made.unsubscribe, made.link) == ("c_d+e@b.example", page, "https://x.example/b/")


# What is only words arrives as it was typed ------------------------------------------------------------------------------


@pytest.mark.parametrize("python", WRITING_OURS, indirect=True)
@pytest.mark.parametrize("words", WORDS.values(), ids=WORDS)
def test_odd_words_arrive_as_words(words: str, python: str, session: Session) -> None:
    typed = spoken(words, 200)
    made = composer(session)
    plain = made.letter(recipient(session))
    for who in (recipient(session, typed), recipient(session, typed, typed), recipient(session, "A", typed)):
        content = wire(made.letter(who))
        said = read(content)
        assert sorted(said.keys()) == sorted(HEADERS)
        assert [a.addr_spec for a in said["To"].addresses] == ["a@council.example"]
        assert name_in(content, "To") == who.name
        assert str(said["Subject"]) == str(plain.message["Subject"])
        assert [part.get_content_type() for part in said.walk()] == [
            "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf",
        ]  # fmt: skip
        text, html = (said.get_body((kind,)) for kind in ("plain", "html"))
        assert text is not None
        assert html is not None
        assert text.get_content().replace("\r\n", "\n").startswith(f"Dear {who.salutation or who.name},\n")
        assert plain.meant is not None
        assert Tags(html.get_content()).seen == Tags(plain.meant.html).seen
        assert all(len(line) <= 998 for line in content.split(b"\r\n"))


@pytest.mark.parametrize("name", ['Team, "policy" und Bärbel', "Team; policy: <x>", "Ä" * 150])
def test_the_senders_name_arrives_as_it_is(name: str, session: Session) -> None:
    made = composer(session)
    made.sender = replace(made.sender, address=Address(name, addr_spec="policy@council.example"))
    content = wire(made.letter(recipient(session)))
    assert [a.addr_spec for a in read(content)["From"].addresses] == ["policy@council.example"]
    assert name_in(content, "From") == name


# Past all that, nothing leaves ------------------------------------------------------------------------------------------


def forged(name: str) -> Letter:
    """As the composer made it when it took every name."""
    made = letter(1)
    message = made.message
    del message["To"]
    message["To"] = Address(name, addr_spec=made.address)
    headers = tuple((n, Address(name, addr_spec=made.address) if n == "To" else str(v)) for n, v in message.items()
                    if n not in ("MIME-Version", "Content-Type"))  # fmt: skip
    text, html = (message.get_body((kind,)).get_content() for kind in ("plain", "html"))  # type: ignore[union-attr]
    return replace(made, meant=Meant(headers, text, html))


NAMES = {k: v for k, v in ENCODED.items() if k not in ("without an end", "without a start", "within quotation marks")}


@pytest.mark.parametrize("described", [True, False])
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_an_encoded_name_adds_nothing_whoever_writes_it(name: str, described: bool, python: str) -> None:
    """Refused, or the words themselves; never a header or a part."""
    one = forged(name)
    try:
        content = wire(one if described else replace(one, meant=None))
    except MailError as error:
        assert "would not say what was meant" in str(error)  # noqa: PT017
        assert "councillor.1" not in str(error)  # noqa: PT017
        return
    head = content.partition(b"\r\n\r\n")[0]
    lines = [line for line in head.split(b"\r\n") if not line.startswith(b" ")]
    assert len(lines) == len(one.message.keys())
    assert [a.addr_spec for a in read(content)["To"].addresses] == [one.address]
    if described:
        assert name_in(content, "To") == name


@pytest.mark.parametrize("name", [ENCODED["b"], ENCODED["q"], ENCODED["latin 1"], ENCODED["two words"]])
def test_no_channel_lets_it_leave(
    name: str, monkeypatch: pytest.MonkeyPatch, ledger_file: Path, tmp_path: Path
) -> None:
    monkeypatch.setattr(wiring, "_WIRE", Raw(linesep="\r\n", cte_type="7bit"))
    given = [letter(0), forged(name), letter(2)]
    for one in (given[0], given[2]):  # ASCII, as the raw writing needs
        one.message.replace_header("To", one.address)
    with LoopbackRelay(password=None) as relay:
        with pytest.raises(MailError, match="would not say what was meant"):
            run(ledger_file, given, channel(relay, None))
        assert [a.recipient for a in relay.arrived] == [letter(0).address]
        assert relay.connections == 1
    held = Ledger(ledger_file)
    assert [row.state for row in held.rows()] == [State.SENT, State.PLANNED, State.PLANNED]
    held.close()
    with pytest.raises(MailError, match="would not say what was meant"):
        FolderChannel(tmp_path / "letters").send(given[1], lambda: None)
    with pytest.raises(MailError, match="would not say what was meant"):
        write_previews([given[1]], [], tmp_path / "letters")
    assert not (tmp_path / "letters").exists()


def _header(name: str, value: str) -> Callable[[EmailMessage], None]:
    def change(message: EmailMessage) -> None:
        del message[name]
        message[name] = value

    return change


def _more(name: str, value: str) -> Callable[[EmailMessage], None]:
    return lambda message: message._headers.append((name, value))  # type: ignore[attr-defined]


def _part(n: int, do: Callable[[Any], object]) -> Callable[[EmailMessage], None]:
    return lambda message: do(list(message.walk())[n]) and None  # type: ignore[func-returns-value]


CHANGES: dict[str, Callable[[EmailMessage], object]] = {
    "another header": _header("Bcc", "x@y.example"),
    "a header twice": _more("Subject", "Another"),
    "a resent header": _more("Resent-To", "x@y.example"),
    "another subject": _header("Subject", "Another"),
    "another recipient": _header("To", "x@y.example"),
    "two recipients": _header("To", "councillor.1@council.example, x@y.example"),
    "another sender": _header("From", "x@y.example"),
    "another reply address": _header("Reply-To", "x@y.example"),
    "another number": _header("Message-ID", "<x@y.example>"),
    "another date": _header("Date", "Tue, 01 Dec 2026 09:00:00 +0000"),
    "another page to leave by": _header("List-Unsubscribe", "<https://x.example>"),
    "no subject": lambda message: message.__delitem__("Subject"),
    "one more part": lambda message: message.add_attachment(
        b"x", maintype="application", subtype="pdf", filename="x.pdf"
    ),
    "another text": _part(2, lambda part: part.set_content("Foreign", cte="quoted-printable") or True),
    "another HTML": _part(3, lambda part: part.set_content("<p>x", subtype="html", cte="quoted-printable") or True),
    "a text that is HTML": _part(2, lambda part: part.replace_header("Content-Type", "text/html") or True),
    "another file": _part(4, lambda part: part.set_payload("eA==") or True),
    "another file name": _part(4, lambda part: part.set_param("filename", "x.exe", "Content-Disposition") or True),
    "a file shown in the letter": _part(4, lambda part: part.replace_header("Content-Disposition", "inline") or True),
    "another type of file": _part(4, lambda part: part.replace_header("Content-Type", "text/html") or True),
    "a part within the letter's text": _part(
        2, lambda part: part.add_header("Content-Location", "https://x.example") or True
    ),
    "a setting": _part(2, lambda part: part.set_param("reply-type", "x") or True),
    "words between the parts": lambda message: setattr(message, "preamble", "Foreign"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_is_not_what_was_meant_does_not_leave(change: Callable[[EmailMessage], object]) -> None:
    one = forged("Councillor Siân")
    assert wire(one)
    change(one.message)
    with pytest.raises(
        MailError, match=r"The letter to c…@council\.example of E06000002 would not say what was meant \("
    ):
        wire(one)


@pytest.mark.parametrize(
    "address", ["a@b.example\r\nRCPT TO:<x@y.example>", "a@b.example> SIZE=1", "a b@c.example", "a"]
)
def test_no_command_comes_from_an_address(address: str) -> None:
    with pytest.raises(MailError, match="the address is none"):
        wire(replace(letter(1), address=address))


def test_a_sample_is_compared_too() -> None:
    one = forged("Councillor Siân").titled("Sample: Leeds")
    assert read(wire(one))["Subject"] == "Sample: Leeds"


# Templates that people edit -----------------------------------------------------------------------------------------------


@pytest.fixture
def edited(tmp_path: Path) -> Callable[[str, Callable[[str], str]], Path]:
    def editing(name: str, change: Callable[[str], str]) -> Path:
        folder = tmp_path / "templates"
        shutil.copytree(resources.templates_dir(), folder)
        path = folder / "email" / name
        path.write_text(change(path.read_text("utf-8")), "utf-8", newline="")
        return folder

    return editing


Edit = Callable[[str, Callable[[str], str]], Path]


@pytest.mark.parametrize("words", [ENCODED["b"], ENCODED["latin 1"], "A\u202eB", "A\u200bB", "={{ '?' }}utf-8?q?=0A?="])
def test_a_subject_of_an_edited_template_is_refused(words: str, edited: Edit, session: Session) -> None:
    made = composer(session, edited("subject.txt.jinja", lambda text: words))
    with pytest.raises(RenderError, match=r"subject\.txt\.jinja: the subject holds .*; mend the template\."):
        made.letter(recipient(session))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c", "\x1e"])
@pytest.mark.parametrize("name", ["A. Member", WORDS["a comma, not in ASCII"], WORDS["percent"]])
def test_lines_of_a_subject_are_one(end: str, name: str, edited: Edit, session: Session) -> None:
    made = composer(session, edited("subject.txt.jinja", lambda text: f"For {{{{ name }}}}{end}Bcc: x@y.example"))
    said = read(wire(made.letter(recipient(session, name))))
    assert said["Subject"] == f"For {name} Bcc: x@y.example"
    assert sorted(said.keys()) == sorted(HEADERS)


@pytest.mark.parametrize(
    "place",
    [
        '<a href="{{ greeting }}">x</a>',
        "<p title='{{ greeting }}'>x</p>",
        "<!-- {{ greeting }} --><p>x</p>",
        "<script>'{{ greeting }}'</script>",
        "<p {{ greeting }}>x</p>",
    ],
)
def test_a_greeting_stands_in_running_text_only(place: str, edited: Edit, session: Session) -> None:
    made = composer(session, edited("letter.html.jinja", lambda text: text.replace("<h2>", place + "<h2>")))
    with pytest.raises(
        RenderError, match=r"letter\.html\.jinja(: the greeting stands within a tag|, line \d+: .*mend the template)"
    ):
        made.letter(recipient(session))


# GOV.UK Notify reads Markdown ---------------------------------------------------------------------------------------------

MARKUP = ("[Read this](//x.example)", "# Heading", "> quoted", "* point", "1. point", "A *B*", "A _B_", "^ inset", "A `B`",
          "<https:x>", "((link_to_file))", "A\\", "~~A~~", "• point", "– point")  # fmt: skip


@pytest.mark.parametrize("column", ["name", "salutation"])
@pytest.mark.parametrize("words", MARKUP)
def test_notify_gets_words_only(words: str, column: str, session: Session, ledger_file: Path) -> None:
    made = composer(session)
    who = replace(recipient(session), **{column: words})
    assert not made.check([who])
    made.markdown = True
    (problem,) = made.check([who])
    assert (problem.row, problem.column) == (2, column)
    assert "which GOV.UK Notify reads as a heading, a list or a link" in problem.what
    given = [made.letter(recipient(session)), replace(made.letter(who), address="b@council.example")]
    with Notify() as notify:
        with pytest.raises(
            MailError, match=r"The (name|salutation) of the letter to b…@council\.example .* did not leave"
        ):
            run(ledger_file, given, NotifyChannel(KEY, TEMPLATE, notify.address))
        assert [one["email_address"] for one in notify.accepted] == ["a@council.example"]


def test_notify_takes_usual_names(session: Session, ledger_file: Path) -> None:
    made = composer(session)
    made.markdown = True
    who = [recipient(session, name) for name in ("O’Neill-Smith, A. (Chair)", "Siân Llŷr", "R. Singh & Co, 2nd")]
    assert not made.check(who)
    given = [replace(made.letter(one), address=f"m{n}@council.example") for n, one in enumerate(who)]
    with Notify() as notify:
        assert run(ledger_file, given, NotifyChannel(KEY, TEMPLATE, notify.address)).sent == 3
        assert [one["personalisation"]["name"] for one in notify.accepted] == [one.name for one in who]


@pytest.mark.parametrize("python", WRITING_OURS, indirect=True)
def test_the_usual_letters_pass(python: str) -> None:
    for one in letters(20):
        assert read(wire(one))["To"].addresses[0].display_name == str(one.message["To"].addresses[0].display_name)
    with pytest.raises(BriefgenError):
        wire(replace(letter(0), attachment=None))
