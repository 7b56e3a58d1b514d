"""`briefgen email`, from a batch's folder to a real relay on this machine, each message read back."""

import csv
import email
import json
import re
import shutil
import socket
from collections.abc import Callable, Iterator
from email import policy
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from axe_playwright_python.sync_playwright import Axe
from click.testing import CliRunner, Result
from playwright.sync_api import sync_playwright

from briefgen.cli import main
from briefgen.delivery.mail.ledger import Ledger
from briefgen.model.briefing import Briefing
from briefgen.pipeline.session import Session

HEAD = "name,email,area,format,salutation\n"
PEOPLE = HEAD + (
    "A. Member,a@council.example,Middlesbrough,,\n"
    "B. Member,b@council.example,E06000053,html,Councillor\n"
    "C. Member,c@council.example,Middlesbrough,,\n"
)


class Inbox:
    """What a relay on loopback took; `refuse` answers for one address."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, EmailMessage]] = []
        self.refuse: dict[str, str] = {}

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address in self.refuse:
            return self.refuse[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        message = email.message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.taken.append((envelope.rcpt_tos[0], message))
        return "250 taken"


@pytest.fixture
def relay() -> Iterator[tuple[Inbox, str]]:
    inbox = Inbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(inbox, hostname="127.0.0.1", port=port)
    controller.start()
    yield inbox, f"smtp://127.0.0.1:{port}"
    controller.stop()


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a batch leaves it."""
    out = tmp_path_factory.mktemp("briefings")
    made = CliRunner().invoke(
        main, ["batch", "E06000002", "E06000053", "--format", "pdf,html", "--out", str(out), "--memory", "16000", "-q"]
    )
    assert made.exit_code == 0, made.output
    return out


@pytest.fixture
def folder(finished: Path, tmp_path: Path) -> Path:
    """A copy to break."""
    return Path(shutil.copytree(finished, tmp_path / "briefings"))


Run = Callable[..., Result]


@pytest.fixture
def run(folder: Path, tmp_path: Path, session: Session, monkeypatch: pytest.MonkeyPatch) -> Run:
    # The figures are read once for all these commands, not once each.
    monkeypatch.setattr("briefgen.cli.email.letters.session_for", lambda as_of, templates: session)

    def running(people: str, *options: str) -> Result:
        path = tmp_path / "people.csv"
        path.write_text(people, "utf-8")
        arguments = ["email", str(path), "--briefings", str(folder), *options]
        return CliRunner().invoke(main, arguments, env={"BRIEFGEN_FROM": "Policy team <policy@council.example>"})

    return running


def send(url: str) -> tuple[str, ...]:
    return "--smtp", url, "--send"


def test_a_dry_run_shows_and_sends_nothing(run: Run, folder: Path) -> None:
    done = run(PEOPLE)
    assert done.exit_code == 0, done.output
    assert done.stdout.count("to be sent") == 3
    assert sha256((folder / "E06000002-middlesbrough.pdf").read_bytes()).hexdigest()[:12] in done.stdout
    assert "--limit 1" in done.stderr
    assert not (folder / "mail-ledger.sqlite").exists()
    page = (folder / "previews" / "index.html").read_text("utf-8")
    assert "a…@council.example" in page
    assert "a@council.example" not in page
    assert {path.name for path in (folder / "previews").glob("*.eml")} == {"E06000002.eml", "E06000053.eml"}


def test_everybody_gets_their_own_briefing_once(run: Run, folder: Path, relay: tuple[Inbox, str], briefing) -> None:  # type: ignore[no-untyped-def]
    inbox, url = relay
    assert run(PEOPLE, *send(url)).exit_code == 0
    assert run(PEOPLE, *send(url)).exit_code == 0
    assert [to for to, _ in inbox.taken] == ["a@council.example", "b@council.example", "c@council.example"]
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    for (to, message), row in zip(inbox.taken, csv.DictReader(PEOPLE.splitlines()), strict=True):
        code = "E06000002" if row["area"] == "Middlesbrough" else row["area"]
        assert to == row["email"] == message["To"].addresses[0].addr_spec
        (file,) = list(message.iter_attachments())
        name = file.get_filename()
        assert name.startswith(code)
        assert name.endswith(row["format"] or "pdf")
        assert sha256(file.get_payload(decode=True)).hexdigest() == manifest["areas"][code]["files"][name]
        made: Briefing = briefing(code)
        for kind in ("plain", "html"):
            body = re.sub(r"<[^>]+>", "", message.get_body((kind,)).get_content())
            words = " ".join(body.split())
            assert row["salutation"] or row["name"] in words
            for point in made.section("brief").points:
                assert point.sentence.text in words
        assert made.area.name.start in str(message["Subject"])
        assert message["List-Unsubscribe"] == "<mailto:policy@council.example?subject=unsubscribe>"
        assert message["Auto-Submitted"] == "auto-generated"
    assert len({message["Message-ID"] for _, message in inbox.taken}) == 3


def test_the_message_id_is_the_same_when_composed_again(run: Run, folder: Path) -> None:
    ids = []
    for _ in range(2):
        run(PEOPLE)
        eml = (folder / "previews" / "E06000002.eml").read_bytes()
        ids.append(email.message_from_bytes(eml, policy=policy.default)["Message-ID"])
    assert ids[0] == ids[1]


def test_one_wrong_row_stops_all_unless_skipped(run: Run, relay: tuple[Inbox, str]) -> None:
    inbox, url = relay
    wrong = PEOPLE + "D. Member,nowhere,Leeds,,\n"
    done = run(wrong, *send(url))
    assert (done.exit_code, inbox.taken) == (2, [])
    assert "row 5, email" in done.stderr
    assert "row 5, area" not in done.stderr
    assert run(wrong, *send(url), "--skip-invalid").exit_code == 0
    assert len(inbox.taken) == 3


def test_an_area_without_a_finished_briefing_is_a_wrong_row(run: Run, relay: tuple[Inbox, str]) -> None:
    done = run(HEAD + "A,a@council.example,Leeds,,\n", *send(relay[1]))
    assert done.exit_code == 2
    assert "row 2, area: the folder has no briefing of Leeds; run `briefgen batch E08000035" in done.stderr


def test_a_file_that_was_swapped_is_not_sent(run: Run, folder: Path, relay: tuple[Inbox, str]) -> None:
    inbox, url = relay
    (folder / "E06000002-middlesbrough.pdf").write_bytes((folder / "E06000053-isles-of-scilly.pdf").read_bytes())
    done = run(PEOPLE, *send(url))
    assert (done.exit_code, inbox.taken) == (2, [])
    assert "is not the file the manifest vouches for" in done.stderr


def test_a_swap_that_the_manifest_covers_is_found_by_the_audit(
    run: Run, folder: Path, relay: tuple[Inbox, str]
) -> None:
    inbox, url = relay
    other = (folder / "E06000053-isles-of-scilly.pdf").read_bytes()
    (folder / "E06000002-middlesbrough.pdf").write_bytes(other)
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    manifest["areas"]["E06000002"]["files"]["E06000002-middlesbrough.pdf"] = sha256(other).hexdigest()
    path.write_text(json.dumps(manifest), "utf-8")
    done = run(PEOPLE, *send(url))
    assert (done.exit_code, inbox.taken) == (2, [])
    assert "does not pass the audit (is named E06000002 and says inside that it is of E06000053)" in done.stderr


@pytest.mark.parametrize("content", ["", "{", '{"areas": {}}', "[]"])
def test_a_damaged_manifest_vouches_for_nothing(run: Run, folder: Path, relay: tuple[Inbox, str], content: str) -> None:
    (folder / "manifest.json").write_text(content, "utf-8")
    done = run(PEOPLE, *send(relay[1]))
    assert done.exit_code == 2
    assert not relay[0].taken
    assert "manifest.json is damaged" in done.stderr


def test_a_limit_then_the_rest(run: Run, relay: tuple[Inbox, str]) -> None:
    inbox, url = relay
    run(PEOPLE, *send(url), "--limit", "1")
    assert [to for to, _ in inbox.taken] == ["a@council.example"]
    run(PEOPLE, *send(url))
    assert [to for to, _ in inbox.taken] == ["a@council.example", "b@council.example", "c@council.example"]


def test_a_sample_goes_to_the_sender_and_is_no_letter(run: Run, folder: Path, relay: tuple[Inbox, str]) -> None:
    inbox, url = relay
    assert run(PEOPLE, "--smtp", url, "--to-me", "policy@council.example").exit_code == 0
    ((to, message),) = inbox.taken
    assert to == "policy@council.example"
    assert str(message["Subject"]).startswith("Sample: Middlesbrough")
    assert not (folder / "mail-ledger.sqlite").exists()


def test_an_embargo_and_a_cap_hold(run: Run, relay: tuple[Inbox, str]) -> None:
    inbox, url = relay
    assert "embargoed until 01 January 2100" in run(PEOPLE, *send(url), "--not-before", "2100-01-01T09:00").stderr
    assert "3 letters are more than 2 a run" in run(PEOPLE, *send(url), "--cap", "2").stderr
    assert not inbox.taken


def test_a_pre_election_period_refuses_unless_overridden_in_writing(
    run: Run, folder: Path, relay: tuple[Inbox, str], tmp_path: Path
) -> None:
    inbox, url = relay
    own = tmp_path / "elections.toml"
    own.write_text('[[period]]\nstart = 2020-01-01\npoll = 2100-01-01\nwhat = "by-election"\n', "utf-8")
    refused = run(PEOPLE, *send(url), "--elections", str(own))
    assert (refused.exit_code, inbox.taken) == (7, [])
    assert "pre-election period of the by-election runs from 01 January" in refused.stderr
    assert run(PEOPLE, *send(url), "--elections", str(own), "--override-pre-election", "yes").exit_code == 7
    done = run(
        PEOPLE, *send(url), "--elections", str(own), "--override-pre-election", "Asked for by the monitoring officer"
    )
    assert done.exit_code == 0
    assert len(inbox.taken) == 3
    assert "Asked for by the monitoring officer" in Ledger(folder / "mail-ledger.sqlite").notes()[0][1]


def test_a_refused_address_is_never_tried_again(run: Run, folder: Path, relay: tuple[Inbox, str]) -> None:
    inbox, url = relay
    inbox.refuse["b@council.example"] = "550 5.1.1 no such person"
    done = run(PEOPLE, *send(url))
    assert done.exit_code == 7
    inbox.refuse.clear()
    assert run(PEOPLE, *send(url)).exit_code == 0
    assert [to for to, _ in inbox.taken] == ["a@council.example", "c@council.example"]
    shown = CliRunner().invoke(main, ["email", "status", "--briefings", str(folder)])
    assert "550 5.1.1 no such person" in shown.stdout
    CliRunner().invoke(main, ["email", "allow", "b@council.example", "--briefings", str(folder)])
    CliRunner().invoke(main, ["email", "retry", "--briefings", str(folder)])
    assert run(PEOPLE, *send(url)).exit_code == 0
    assert [to for to, _ in inbox.taken][-1] == "b@council.example"


def test_an_erased_person_is_not_named_and_not_written_to(run: Run, folder: Path, relay: tuple[Inbox, str]) -> None:
    inbox, url = relay
    run(PEOPLE, *send(url))
    assert CliRunner().invoke(main, ["email", "erase", "a@council.example", "--briefings", str(folder)]).exit_code == 0
    stored = b"".join(path.read_bytes() for path in folder.glob("mail-ledger.sqlite*"))
    assert b"a@council.example" not in stored
    assert b"c@council.example" in stored
    inbox.taken.clear()
    assert run(PEOPLE, *send(url)).exit_code == 0
    assert not inbox.taken


def test_a_corrected_briefing_does_not_go_twice_by_itself(
    run: Run, folder: Path, relay: tuple[Inbox, str], tmp_path: Path
) -> None:
    inbox, url = relay
    run(PEOPLE, *send(url))
    greeting = PEOPLE.replace("A. Member", "A. N. Member")
    done = run(greeting, *send(url))
    assert done.exit_code == 7
    assert "An earlier version went to 1 of them" in done.stderr
    assert len(inbox.taken) == 3
    assert run(greeting, *send(url), "--resend-changed").exit_code == 0
    assert len(inbox.taken) == 4


def test_a_link_in_place_of_the_file(run: Run, relay: tuple[Inbox, str]) -> None:
    inbox, url = relay
    people = HEAD + "A. Member,a@council.example,Middlesbrough,link,\n"
    assert "asks for a link" in run(people).stderr
    assert run(people, *send(url), "--link", "http://files.council.example").exit_code == 2
    assert run(people, *send(url), "--link", "https://files.council.example/b/").exit_code == 0
    message = inbox.taken[0][1]
    assert not list(message.iter_attachments())
    assert "https://files.council.example/b/E06000002-middlesbrough.pdf" in message.get_body(("plain",)).get_content()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--smtp", "smtp://mail.council.example"), "in the open"),
        (("--smtp", "smtps://user:secret@mail.council.example"), "BRIEFGEN_SMTP_PASSWORD"),
        (("--smtp", "https://mail.council.example"), "must be smtp+starttls"),
        (("--smtp", "smtps://mail.council.example:port"), "no valid port"),
        ((), "needs --smtp"),
        (("--via", "notify"), "needs --notify-template"),
        (("--smtp", "smtp://127.0.0.1:9", "--from", "nobody"), "--from is not"),
        (("--smtp", "smtp://127.0.0.1:9", "--reply-to", "x\ny@council.example"), "--reply-to holds the control"),
        (("--smtp", "smtp://127.0.0.1:9", "--unsubscribe", "http://x.example"), "--unsubscribe is not"),
    ],
)
def test_a_way_out_that_is_wrong(run: Run, options: tuple[str, ...], words: str) -> None:
    done = run(PEOPLE, "--send", *options)
    assert done.exit_code in (2, 7)
    assert words in done.stderr
    assert "secret" not in done.stderr
    assert done.stderr.strip().count("\n") == 0


def test_a_sender_is_needed_only_to_send(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, "utf-8")
    arguments = ["email", str(path), "--briefings", str(folder)]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    refused = CliRunner().invoke(main, [*arguments, "--send", "--via", "folder"])
    assert refused.exit_code == 2
    assert "BRIEFGEN_FROM" in refused.stderr


@pytest.mark.browser
@pytest.mark.parametrize("width", [640, 320])
def test_the_letter_and_the_sheet_are_readable_by_everyone(run: Run, folder: Path, tmp_path: Path, width: int) -> None:
    run(PEOPLE, "--link", "https://files.council.example")
    eml = email.message_from_bytes((folder / "previews" / "E06000002.eml").read_bytes(), policy=policy.default)
    assert isinstance(eml, EmailMessage)
    body = eml.get_body(("html",))
    assert body is not None
    (tmp_path / "letter.html").write_text(body.get_content(), "utf-8")
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    with sync_playwright() as play:
        path = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for name in (tmp_path / "letter.html", folder / "previews" / "index.html"):
            page = browser.new_page(viewport={"width": width, "height": 900})
            page.goto(name.as_uri())
            assert Axe().run(page, options=rules).response["violations"] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        browser.close()
