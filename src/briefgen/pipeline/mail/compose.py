"""From a recipient and a finished briefing to a letter: subject, plain text, accessible HTML, the file or a link to it."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP
from email.utils import format_datetime
from functools import cached_property
from typing import Any
from urllib.parse import quote

import css_inline
import markupsafe

from briefgen import resources
from briefgen.data.areas import Resolution
from briefgen.data.wards import ward_name
from briefgen.delivery.mail.addresses import WordError, unmarked, visible
from briefgen.delivery.mail.letter import Letter, Meant, message_id
from briefgen.delivery.mail.recipients import SPOKEN, Problem, Recipient
from briefgen.delivery.mail.wire import file_type
from briefgen.errors import BriefgenError, RenderError
from briefgen.model.area import Area
from briefgen.model.briefing import Point
from briefgen.model.codes import GssCode
from briefgen.pipeline.mail.folder import Briefings, Finished
from briefgen.pipeline.mail.greeting import MARK, misplaced
from briefgen.render.permitted import Own, check_page
from briefgen.render.styles import tokens
from briefgen.templating import Template, Templates


@dataclass(frozen=True, slots=True)
class Sender:
    """From whom; reply_to and unsubscribe default to the sender's own address. link: where the files can be fetched."""

    address: Address
    reply_to: str
    unsubscribe: str
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What one letter says. file: None where the text links; content: sha256 of all that is sent."""

    subject: str
    text: str
    html: str
    file: Finished | None
    content: str
    personalisation: dict[str, str]


@dataclass
class Composer:
    """Letters from one folder. What is the same for everybody of one area is made once."""

    briefings: Briefings
    sender: Sender
    now: datetime
    markdown: bool = False  # the way out reads names as Markdown, as GOV.UK Notify does
    _held: dict[tuple[GssCode, GssCode | None, str], dict[str, Any]] = field(default_factory=dict)
    _parts: dict[str, MIMEPart] = field(default_factory=dict)

    @cached_property
    def _templates(self) -> dict[str, Template]:
        folder = self.briefings.session.templates or resources.templates_dir()
        return {
            name: Templates(folder, escape=escape)[f"email/{name}.jinja"]
            for name, escape in (("subject.txt", False), ("letter.txt", False), ("letter.html", True))
        }

    def check(self, recipients: list[Recipient]) -> list[Problem]:
        """What keeps a recipient from getting a letter: no file, a changed one, one of another area."""
        problems = []
        for recipient in recipients:
            try:
                self._shared(recipient)
            except BriefgenError as error:
                problems.append(Problem(recipient.row, "ward" if recipient.ward else "area", str(error)))
            for column in SPOKEN if self.markdown else ():
                try:
                    unmarked(getattr(recipient, column))
                except WordError as error:
                    problems.append(Problem(recipient.row, column, str(error)))
        return problems

    def draft(self, recipient: Recipient) -> Draft:
        """The words of a letter, before they are made a message."""
        shared = self._shared(recipient)
        words = shared["words"] | {"name": recipient.name, "salutation": recipient.salutation}
        try:
            subject = visible(" ".join(self._templates["subject.txt"].render(words).split()))
        except WordError as error:
            raise RenderError(f"templates/email/subject.txt.jinja: the subject {error}; mend the template.") from error
        text = self._templates["letter.txt"].render(words)
        html = shared["html"].replace(MARK, str(markupsafe.escape(self._greeting(recipient))))
        file: Finished = shared["file"]
        linked = shared["link"]
        digest = hashlib.sha256("\x00".join((linked or file.digest, subject, text, html)).encode()).hexdigest()
        personalisation = {
            "subject": subject, "name": recipient.name, "salutation": self._greeting(recipient), "area": words["place"],
            "points": "\n".join(f"* {p['lead']}{p['rest']}" for p in words["points"]), "summary": words["summary"],
            **({"link_to_file": linked} if linked else {}),
        }  # fmt: skip
        return Draft(subject, text, html, None if linked else file, digest, personalisation)

    def letter(self, recipient: Recipient) -> Letter:
        draft = self.draft(recipient)
        file = draft.file
        meant = Meant(self._headers(recipient, draft.subject), draft.text, draft.html)
        message = self._message(meant, file)
        attachment = None if file is None else (file.name, file.content)
        return Letter(
            self.briefings.edition, str(recipient.area.code), recipient.address, draft.content, message,
            str(recipient.ward) if recipient.ward else None, attachment, draft.personalisation, meant,
        )  # fmt: skip

    @staticmethod
    def _greeting(recipient: Recipient) -> str:
        return recipient.salutation or recipient.name

    def _shared(self, recipient: Recipient) -> dict[str, Any]:
        form = recipient.format or ("link" if self.sender.link else "pdf")
        key = (recipient.area.code, recipient.ward, form)
        if key not in self._held:
            self._held[key] = self._make(recipient.area, recipient.ward, form)
        return self._held[key]

    def _make(self, area: Area, ward: GssCode | None, form: str) -> dict[str, Any]:
        suffix = "html" if form == "html" else "pdf"
        file = self.briefings.file(area, ward, suffix)
        link = None
        if form == "link":
            if not self.sender.link:
                raise RenderError("asks for a link, and no --link says where the files can be fetched")
            link = f"{self.sender.link.rstrip('/')}/{quote(file.name)}"
        briefing = self.briefings.session.briefing(Resolution(area))
        brief = briefing.section("brief")
        words: dict[str, Any] = {
            "place": area.name.prose, "start": area.name.start, "possessive": area.name.possessive,
            "edition": briefing.edition.label, "summary": briefing.summary.text,
            "points": [_said(point) for point in brief.points], "file": file.name, "link": link or "",
            "ward": self._ward(ward), "size": f"{len(file.content) / 1000:.0f} kB",
            "reply_to": self.sender.reply_to, "unsubscribe": self.sender.unsubscribe,
            "sender": self.sender.address.display_name or self.sender.address.addr_spec,
            "colour": tokens(self.briefings.session.templates or resources.templates_dir()),
        }  # fmt: skip
        html = self._templates["letter.html"].render(words | {"greeting": MARK}, lambda page: check_page(page, Own()))
        inlined = css_inline.inline(html, keep_style_tags=True, load_remote_stylesheets=False)
        if misplaced(inlined):
            raise RenderError(
                "templates/email/letter.html.jinja: the greeting stands within a tag, a comment, a script or a style, where "
                "a name would be more than words; put it into running text."
            )
        return {"file": file, "link": link, "words": words, "html": inlined}

    def _ward(self, ward: GssCode | None) -> str:
        if ward is None:
            return ""
        return ward_name(ward, self.briefings.session.data)

    def _headers(self, to: Recipient, subject: str) -> tuple[tuple[str, str | Address], ...]:
        sender, edition = self.sender, self.briefings.edition
        local, _, domain = to.address.rpartition("@")
        ward = str(to.ward) if to.ward else None
        unsubscribe = sender.unsubscribe
        web = unsubscribe.startswith("https://")
        return (
            ("From", sender.address),
            ("To", Address(display_name=to.name, username=local, domain=domain)),
            ("Reply-To", Address(addr_spec=sender.reply_to)),
            ("Subject", subject),
            ("Date", format_datetime(self.now)),
            ("Message-ID", message_id(edition, str(to.area.code), to.address, ward, sender.address.domain)),
            ("List-Unsubscribe", f"<{unsubscribe}>" if web else f"<mailto:{unsubscribe}?subject=unsubscribe>"),
            ("Auto-Submitted", "auto-generated"),
            ("Content-Language", "en-GB"),
        )

    def _message(self, meant: Meant, file: Finished | None) -> EmailMessage:
        message = EmailMessage(policy=SMTP)
        message.set_content(meant.text, cte="quoted-printable")  # not every relay takes eight bits
        message.add_alternative(meant.html, subtype="html", cte="quoted-printable")
        message.set_boundary("=_words")  # "=_" is in neither base64 nor quoted-printable, so nobody has to look for it
        if file is not None:
            message.make_mixed("=_letter")
            message.attach(self._attached(file))  # type: ignore[arg-type]  # a part is all it needs
        for name, value in meant.headers:  # last: each step before moves or clears what begins with Content-
            message[name] = value
        return message

    def _attached(self, file: Finished) -> MIMEPart:
        """Encoded once, however many letters carry it."""
        if file.name not in self._parts:
            main, _, sub = file_type(file.name).partition("/")
            part = MIMEPart(policy=SMTP)
            charset = {"charset": "utf-8"} if main == "text" else {}
            part.set_content(
                file.content, maintype=main, subtype=sub, disposition="attachment", filename=file.name, params=charset
            )
            self._parts[file.name] = part
        return self._parts[file.name]


def _said(point: Point) -> dict[str, str]:
    """The lead phrase, which an e-mail prints bold as page one does, and the rest of the sentence."""
    texts = [part if isinstance(part, str) else part.text for part in point.sentence.parts]
    return {"lead": "".join(texts[: point.lead]), "rest": "".join(texts[point.lead :])}
