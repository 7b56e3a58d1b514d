"""The letters' templates run nothing and read nothing: what is planted in one stops the run before a letter leaves."""

import shutil
from datetime import UTC, datetime
from email.headerregistry import Address
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from briefgen import resources
from briefgen.errors import RenderError
from briefgen.pipeline.mail.compose import Composer, Sender
from briefgen.pipeline.session import Session


def write_letter(words: Path, session: Session) -> None:
    """From a stand-in for the folder of briefings that holds one PDF."""
    made = Session(templates=words)
    vars(made).update(_read=session._read, national=session.england)
    area = made.areas.authorities["E06000002"]  # type: ignore[index]
    file: Any = SimpleNamespace(name="E06000002.pdf", content=b"%PDF", digest="0" * 64)
    briefings: Any = SimpleNamespace(session=made, edition="2026-11-24", file=lambda *_: file)
    sender = Sender(Address("Policy", addr_spec="a@council.example"), "a@council.example", "a@council.example")
    to: Any = SimpleNamespace(
        area=area, ward=None, format="pdf", name="Councillor A", salutation="", address="b@council.example", row=2
    )
    Composer(briefings, sender, datetime(2026, 11, 24, tzinfo=UTC)).letter(to)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("letter.txt", "{{ sender }}", "{{ ''.__class__.__mro__ }}"),
        ("letter.txt", "{{ sender }}", "{{ lipsum.__globals__ }}"),
        ("letter.txt", "{{ sender }}", "{{ '{0.__class__}'.format('') }}"),
        ("letter.txt", "{{ sender }}", "{% include '../secret.txt' %}"),
        ("subject.txt", "{{ edition }}", "{{ cycler.__init__.__globals__.os.getcwd() }}"),
        ("subject.txt", "{{ edition }}", "{{ edition|attr('__class__') }}"),
        ("letter.html", "<h2>Main points</h2>", "{{ namespace.__init__ }}"),
        ("letter.html", "<h2>Main points</h2>", "<link rel='stylesheet' href='{near}/secret.css'/>"),
        ("letter.html", "<h2>Main points</h2>", "<img src='https://example.invalid/seen.png' alt=''/>"),
        ("letter.html", "<h2>Main points</h2>", "<script>alert(1)</script>"),
        ("letter.html", "<h2>Main points</h2>", "<form action='https://example.invalid/'></form>"),
        ("letter.html", "<h2>Main points</h2>", "<p style='background: url(https://example.invalid/seen.png)'>x</p>"),
        ("letter.html", ".page { width", "@import '{near}/secret.css'; .page { width"),
    ],
)
def test_a_letter_is_words(tmp_path: Path, session: Session, name: str, old: str, new: str) -> None:
    words = Path(shutil.copytree(resources.templates_dir(), tmp_path / "words"))
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "secret.css").write_text("p { color: red }")
    write_letter(words, session)
    path = words / "email" / f"{name}.jinja"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new.replace("{near}", tmp_path.as_uri()), 1), "utf-8")
    with pytest.raises(RenderError) as caught:
        write_letter(words, session)
    assert f"{path}, line {text[: text.index(old)].count(chr(10)) + 1}" in str(caught.value)
