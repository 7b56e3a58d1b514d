"""The dry run: who would get what, and how it would look, without a letter leaving."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from briefgen import resources
from briefgen.delivery.files import write_file
from briefgen.delivery.mail.addresses import masked
from briefgen.delivery.mail.ledger import Ledger
from briefgen.delivery.mail.letter import Letter
from briefgen.delivery.mail.outcomes import OPEN
from briefgen.delivery.mail.wire import wire
from briefgen.render.styles import stylesheet
from briefgen.templating import Templates

MOST = 12  # previews of distinct kinds; a list of thousands has few


def row(letter: Letter, ledger: Ledger | None) -> tuple[str, ...]:
    """(to, area, subject, file, size, hash, state) as text."""
    name, content = letter.attachment or ("a link", b"")
    size = f"{len(content) / 1000:.0f} kB" if content else "–"
    digest = sha256(content).hexdigest()[:12] if content else letter.content[:12]
    return letter.address, letter.areacd, str(letter.message["Subject"]), name, size, digest, _state(letter, ledger)


def _state(letter: Letter, ledger: Ledger | None) -> str:
    if ledger is None:
        return "to be sent"
    reason = ledger.suppressed(letter.address)
    if reason:
        return f"suppressed: {reason}"
    if ledger.earlier(letter):
        return "an earlier version was sent"
    known = ledger.row(letter)
    return "to be sent" if known is None or known.state in OPEN else str(known.state)


def write_previews(letters: Iterable[Letter], rows: list[tuple[str, ...]], folder: Path) -> Path:
    """One .eml of each distinct kind (area, ward, file or link), and a page that shows them; returns the page."""
    kinds: dict[tuple[object, ...], Letter] = {}
    for letter in letters:
        kinds.setdefault((letter.areacd, letter.ward, letter.attachment and letter.attachment[0]), letter)
    shown = []
    for letter in list(kinds.values())[:MOST]:
        name = "-".join(filter(None, (letter.areacd, letter.ward))) + ".eml"
        write_file(folder / name, wire(letter))
        body = letter.message.get_body(("html",))
        shown.append((name, body.get_content() if body else ""))
    templates = resources.templates_dir()
    words = {
        "rows": [(masked(to), *rest) for to, *rest in rows], "letters": shown,
        "css": Markup(stylesheet(templates, "screen.css")),
    }  # fmt: skip
    page = Templates(templates)["email/previews.html.jinja"].render(words)
    write_file(folder / "index.html", page.encode())
    return folder / "index.html"
