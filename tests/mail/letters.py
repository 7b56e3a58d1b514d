"""Letters as the composer makes them, with a small real PDF of each area, and a run that sends them."""

import hashlib
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from relays import PASSWORD, LoopbackRelay

from briefgen.delivery.mail.channels.relay import Relay
from briefgen.delivery.mail.channels.smtp import SmtpChannel
from briefgen.delivery.mail.ledger import Ledger
from briefgen.delivery.mail.letter import Letter, message_id
from briefgen.pipeline.mail.send import Sending, Tally

EDITION = "2026-11-24"
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
AREAS = tuple(f"E0600{n:04d}" for n in range(1, 21))


@cache
def pdf(area: str) -> bytes:
    """One page that says whose it is."""
    made = pikepdf.new()
    made.add_blank_page()
    made.docinfo["/Title"] = area
    out = io.BytesIO()
    made.save(out, deterministic_id=True)
    return out.getvalue()


def letter(
    n: int, *, words: str = "Life expectancy – the gap", area: str | None = None, linked: bool = False
) -> Letter:
    """The nth recipient; every third gets a ward page."""
    area = area or AREAS[n % len(AREAS)]
    ward = f"E05{n % len(AREAS):06d}" if n % 3 == 0 else None
    address = f"councillor.{n}@council.example"
    message = EmailMessage(policy=SMTP)
    message["From"] = Address("Policy team", addr_spec="policy@council.example")
    message["To"] = Address(f"Councillor Siân Nº {n}", addr_spec=address)
    message["Reply-To"] = "policy@council.example"
    message["Subject"] = f"Briefing of {area}"
    message["Date"] = NOW
    message["Message-ID"] = message_id(EDITION, area, address, ward, "council.example")
    message["List-Unsubscribe"] = "<mailto:policy@council.example?subject=unsubscribe>"
    text = f"Dear councillor {n},\n\n{words} in {area}, ward {ward}.\n.\n..two dots\n"
    message.set_content(text, cte="quoted-printable")
    message.add_alternative(f"<p>{words}, ward {ward}</p>\n", subtype="html", cte="quoted-printable")
    if not linked:
        message.add_attachment(pdf(area), maintype="application", subtype="pdf", filename=f"{area}.pdf")
    content = hashlib.sha256(pdf(area) + text.encode()).hexdigest()
    attachment = None if linked else (f"{area}.pdf", pdf(area))
    return Letter(EDITION, area, address, content, message, ward, attachment, {"subject": f"Briefing of {area}"})


def letters(count: int, **options: Any) -> list[Letter]:
    return [letter(n, **options) for n in range(count)]


def to(one: Letter, address: str) -> Letter:
    return replace(one, address=address)


def channel(relay: LoopbackRelay, trusted: Path | None, **options: Any) -> SmtpChannel:
    password = options.pop("password", PASSWORD if relay.password else None)
    return SmtpChannel(Relay.parse(relay.address), password, trusted, **options)


def run(
    ledger: Path,
    given: list[Letter],
    way: Any,
    *,
    pause: Callable[[float], None] = lambda seconds: None,
    **options: Any,
) -> Tally:
    """As `briefgen email --send` does, without waiting between rounds."""
    held = Ledger(ledger)
    try:
        return Sending(way, held, lambda: NOW, pause, **options).run(given)
    finally:
        held.close()


def send_in_child(ledger: str, count: int, address: str, trusted: str) -> None:
    """What a test kills: the whole run, in a process of its own."""
    way = SmtpChannel(Relay.parse(address), PASSWORD, Path(trusted))
    run(Path(ledger), letters(count), way)
