"""An approval is of these letters to these people, for a time: any change asks for another. By the commands."""

import json
import shutil
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefgen import resources
from briefgen.cli import main
from briefgen.delivery.mail.approval import read_approval, write_approval
from briefgen.delivery.mail.ledger import Ledger
from briefgen.errors import MailError
from briefgen.pipeline.audit import Audited
from briefgen.pipeline.session import Session

HEAD = "name,email,area,ward,format,salutation\n"
WARDS = ("E05009856", "E05009857")


def rows(count: int, *, start: int = 0) -> list[str]:
    return [f"M. {n},m{n}@council.example,Middlesbrough,,," for n in range(start, start + count)]


@pytest.fixture(scope="session")
def approved_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("approved") / "briefings"
    wards = out.parent / "wards.csv"
    wards.write_text("area,ward\n" + "".join(f"E06000002,{ward}\n" for ward in WARDS), "utf-8")
    made = CliRunner().invoke(
        main, ["batch", "E06000002", "--wards", str(wards), "--format", "pdf,html", "--out", str(out), "--memory", "16000", "-q"],
    )  # fmt: skip
    assert made.exit_code == 0, made.output
    return out


@dataclass
class Office:
    """People who approve and send, each command in its own words."""

    folder: Path
    home: Path

    @property
    def letters(self) -> int:
        return len(list((self.home / "letters").glob("*.eml")))

    @property
    def approval(self) -> Path:
        return self.home / "approval.toml"

    def _list(self, people: list[str]) -> str:
        path = self.home / "people.csv"
        path.write_text(HEAD + "\n".join(people) + "\n", "utf-8")
        return str(path)

    def _run(self, arguments: list[str], options: tuple[str, ...], env: dict[str, str] | None = None) -> Result:
        sender = () if "--from" in options else ("--from", "Policy team <policy@council.example>")
        return CliRunner().invoke(main, [*arguments, "--briefings", str(self.folder), *sender, *options], env=env)

    def approve(self, people: list[str], *options: str) -> Result:
        arguments = ["email", "approve", self._list(people), "--who", "The director", "--out", str(self.approval)]
        return self._run(arguments, options)

    def send(self, people: list[str], *options: str, approved: bool = True) -> Result:
        given = ("--approval", str(self.approval)) if approved else ()
        out = ("--send", "--via", "folder", "--folder", str(self.home / "letters"))
        return self._run(["email", self._list(people), *out], (*given, *options))

    def plain(self, people: list[str], *options: str, env: dict[str, str]) -> Result:
        """Without --send."""
        return self._run(["email", self._list(people)], options, env)


@pytest.fixture
def office(approved_folder: Path, tmp_path: Path, session: Session, monkeypatch: pytest.MonkeyPatch) -> Office:
    def read_once(as_of: object, templates: Path | None) -> Session:
        if not templates:
            return session
        own = Session(templates=templates)
        vars(own).update(_read=session._read, national=session.england)  # the figures are the same
        return own

    # The audit of files has its own tests; here the approval is to hold without it, and in less time.
    monkeypatch.setattr("briefgen.pipeline.mail.folder.audit", lambda session, path: Audited(path))
    for module in ("letters", "approve"):
        monkeypatch.setattr(f"briefgen.cli.email.{module}.session_for", read_once)
    return Office(Path(shutil.copytree(approved_folder, tmp_path / "briefings")), tmp_path)


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    """A council's own copy of the templates."""
    return Path(shutil.copytree(resources.templates_dir(), tmp_path / "templates"))


PEOPLE = [*rows(11), f"W. Member,w@council.example,Middlesbrough,{WARDS[0]},,Councillor"]


def refused(done: Result, *words: str) -> None:
    assert done.exit_code == 7, done.output
    for word in words:
        assert word in done.stderr
    assert done.stderr.strip().count("\n") == 0


def test_what_was_approved_goes_in_any_order_first_one_then_all(office: Office) -> None:
    done = office.approve(PEOPLE)
    assert done.exit_code == 0, done.output
    assert "12 letters approved by The director until" in done.stderr
    assert office.send(PEOPLE, "--limit", "1").exit_code == 0
    assert office.letters == 1
    assert office.send(PEOPLE[::-1]).exit_code == 0
    assert office.letters == 12
    assert "approved by The director on" in Ledger(office.folder / "mail-ledger.sqlite").notes()[0][1]


@pytest.mark.parametrize("template", ["subject.txt", "letter.txt", "letter.html"])
def test_other_words_in_a_template(office: Office, ours: Path, template: str) -> None:
    assert office.approve(PEOPLE, "--templates", str(ours)).exit_code == 0
    path = ours / "email" / f"{template}.jinja"
    path.write_text(path.read_text("utf-8").replace("levelling-up money", "money"), "utf-8")
    refused(office.send(PEOPLE, "--templates", str(ours)), "changed since are the words of the letters;")
    assert office.letters == 0


def test_words_that_only_some_people_get(office: Office, ours: Path) -> None:
    path = ours / "email" / "letter.txt.jinja"
    (ours / "email" / "end.txt.jinja").write_text("Yours", "utf-8")
    path.write_text(path.read_text("utf-8") + "{% if name == 'M. 7' %}{% include 'email/end.txt.jinja' %}{% endif %}", "utf-8")  # fmt: skip
    assert office.approve(PEOPLE, "--templates", str(ours)).exit_code == 0
    (ours / "email" / "end.txt.jinja").write_text("Vote", "utf-8")
    refused(office.send(PEOPLE, "--templates", str(ours)), "changed since are the words of the letters;")
    assert office.letters == 0


def test_other_words_in_a_sentence_of_the_summary(office: Office, ours: Path) -> None:
    assert office.approve(PEOPLE, "--templates", str(ours)).exit_code == 0
    path = ours / "sentences" / "brief.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("healthy life is {{ gap }} years", "life is {{ gap }} years"), "utf-8")
    refused(office.send(PEOPLE, "--templates", str(ours)), "changed since are the words of the letters;")
    assert office.letters == 0


@pytest.mark.parametrize(
    "people",
    [
        [*PEOPLE, "N. New,new@council.example,Middlesbrough,,,"],
        PEOPLE[1:],
        ["M. Nought,m0@council.example,Middlesbrough,,,", *PEOPLE[1:]],
        ["M. 0,m0@elsewhere.example,Middlesbrough,,,", *PEOPLE[1:]],
        ["M. 1,m0@council.example,Middlesbrough,,,", "M. 0,m1@council.example,Middlesbrough,,,", *PEOPLE[2:]],
        [*PEOPLE[:-1], PEOPLE[-1].replace(*WARDS)],
        [*PEOPLE[:-1], PEOPLE[-1].replace(WARDS[0], "")],
        [*PEOPLE[:-1], PEOPLE[-1].replace("Councillor", "Alderman")],
        ["M. 0,m0@council.example,Middlesbrough,,html,", *PEOPLE[1:]],
    ],
    ids=["added", "removed", "name", "address", "swapped", "ward", "no ward", "salutation", "format"],
)
def test_other_people(office: Office, people: list[str]) -> None:
    assert office.approve(PEOPLE).exit_code == 0
    refused(office.send(people), "approves other letters: changed since are the recipients;")
    refused(office.send(people, "--limit", "1"), "approves other letters: changed since are the recipients;")
    assert office.letters == 0


def test_a_row_skipped_then_mended_is_another_person(office: Office) -> None:
    wrong = [*PEOPLE, "N. New,nowhere,Middlesbrough,,,"]
    assert office.approve(wrong).exit_code == 2
    assert not office.approval.exists()
    assert office.approve(wrong, "--skip-invalid").exit_code == 0
    refused(office.send([*PEOPLE, "N. New,new@council.example,Middlesbrough,,,"], "--skip-invalid"), "the recipients")
    assert office.send(wrong, "--skip-invalid").exit_code == 0
    assert office.letters == 12


@pytest.mark.parametrize(
    "options",
    [
        ("--from", "Other team <policy@council.example>"),
        ("--from", "Policy team <other@council.example>"),
        ("--reply-to", "other@council.example"),
        ("--unsubscribe", "https://council.example/leave"),
        ("--link", "https://files.council.example"),
    ],
)
def test_another_sender_or_a_link_in_place_of_the_file(office: Office, options: tuple[str, ...]) -> None:
    assert office.approve(PEOPLE).exit_code == 0
    refused(office.send(PEOPLE, *options), "changed since are the words of the letters;")
    assert office.approve(PEOPLE, *options).exit_code == 0
    refused(office.send(PEOPLE), "changed since are the words of the letters;")
    assert office.letters == 0
    assert office.send(PEOPLE, *options).exit_code == 0
    assert office.letters == 12


def test_another_template_kept_at_notify(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused before the service is asked anything: nothing listens at this address."""
    monkeypatch.setenv("BRIEFGEN_NOTIFY_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("BRIEFGEN_NOTIFY_KEY", "team-" + "-".join(["26785a09-ab16-4eb0-8407-a37497a57506"] * 2))
    assert office.approve(PEOPLE, "--notify-template", "first").exit_code == 0
    refused(office.send(PEOPLE, "--via", "notify", "--notify-template", "second"), "the words of the letters")
    refused(office.send(PEOPLE), "the words of the letters")


def test_other_briefings_another_edition_another_folder(office: Office) -> None:
    assert office.approve(PEOPLE).exit_code == 0
    path = office.folder / "manifest.json"
    kept = path.read_bytes()
    path.write_bytes(kept + b" ")
    refused(office.send(PEOPLE), "changed since are the briefings in the folder;")
    manifest = json.loads(kept)
    manifest["areas"].popitem()
    path.write_text(json.dumps(manifest), "utf-8")
    refused(office.send(PEOPLE[:11]), "the briefings in the folder and the recipients")
    path.write_bytes(kept)
    approval = read_approval(office.approval)
    write_approval(office.approval, replace(approval, content=replace(approval.content, edition="2025-11-23")))
    refused(office.send(PEOPLE), "the edition (2025-11-23 was approved, this is ")
    assert office.letters == 0


def test_an_approval_that_ended(office: Office) -> None:
    assert office.approve(PEOPLE, "--days", "3").exit_code == 0
    approval = read_approval(office.approval)
    times = [datetime.fromisoformat(time) - timedelta(days=3, seconds=1) for time in (approval.when, approval.until)]
    assert times[1] - times[0] == timedelta(days=3)
    write_approval(office.approval, replace(approval, when=times[0].isoformat(), until=times[1].isoformat()))
    refused(office.send(PEOPLE), "ended on", "run `briefgen email approve` again")
    assert office.letters == 0


def test_an_approval_written_by_hand(office: Office) -> None:
    assert office.approve(PEOPLE).exit_code == 0
    manifest = read_approval(office.approval).content.manifest
    now = datetime.now(UTC)
    short = f'who = "Me"\nwhen = "{now.isoformat()}"\nmanifest = "{manifest}"\n'
    office.approval.write_text(short, "utf-8")
    refused(office.send(PEOPLE), "is no approval (until is missing)")
    assert office.approve(PEOPLE[:1]).exit_code == 0
    text = office.approval.read_text("utf-8")
    office.approval.write_text(text.replace("The director", "The minister"), "utf-8")
    refused(office.send(PEOPLE), "was written or changed by hand")
    assert office.letters == 0


def test_a_list_in_parts_needs_an_approval_from_the_eleventh_letter(office: Office) -> None:
    assert office.send(rows(6), approved=False).exit_code == 0
    refused(office.send(rows(6, start=6), approved=False), "12 letters need an approval (6 now, 6 of this edition from")
    assert office.send(rows(4, start=6), approved=False).exit_code == 0
    assert office.send(rows(10), approved=False).exit_code == 0  # the same ten again: nobody new
    refused(office.send(rows(1, start=10), approved=False), "11 letters need an approval (1 now")
    refused(office.send(rows(40), "--limit", "11", approved=False), "11 letters need an approval")
    assert office.letters == 10
    rest = rows(1, start=10)
    assert office.approve(rest).exit_code == 0
    assert office.send(rest).exit_code == 0
    assert office.letters == 11


def test_other_words_to_the_same_ten_count_as_further_letters(office: Office) -> None:
    assert office.send(rows(10), approved=False).exit_code == 0
    again = [row.replace("M. ", "Member ") for row in rows(10)]
    assert "An earlier version went to 10" in office.send(again, approved=False).stderr
    refused(office.send(again, "--resend-changed", approved=False), "20 letters need an approval")


def test_a_refused_run_leaves_nothing_that_counts(office: Office) -> None:
    for _ in range(3):
        refused(office.send(rows(11), approved=False), "11 letters need an approval;")
    assert office.send(rows(10), approved=False).exit_code == 0


# Nothing that sends or lifts a guard is taken from the environment.


@pytest.mark.parametrize(
    ("name", "value"),
    [("REALLY", "1"), ("TO_ME", "policy@council.example"), ("SKIP_INVALID", "1")],
)
def test_a_variable_sends_nothing(office: Office, name: str, value: str) -> None:
    people = [*rows(2), "N. New,nowhere,Middlesbrough,,,"] if name == "SKIP_INVALID" else rows(2)
    out = ("--via", "folder", "--folder", str(office.home / "letters"))
    done = office.plain(people, *out, env={f"BRIEFGEN_EMAIL_LETTERS_{name}": value})
    assert office.letters == 0
    if name == "SKIP_INVALID":
        assert done.exit_code == 2
    else:
        assert "2 letters, nothing sent" in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "options", "words"),
    [
        (
            "OVERRIDE",
            "Asked for by the monitoring officer",
            ("--elections", "elections.toml"),
            "pre-election period of",
        ),
        ("CAP", "30000", (), "letters are more than 20000 a run"),
        ("APPROVAL", "approval.toml", (), "12 letters need an approval"),
        ("RESEND_CHANGED", "1", ("--quiet",), "An earlier version went to 1"),
    ],
)
def test_a_variable_lifts_no_guard(
    office: Office, monkeypatch: pytest.MonkeyPatch, name: str, value: str, options: tuple[str, ...], words: str
) -> None:
    monkeypatch.chdir(office.home)
    period = '[[period]]\nstart = 2020-01-01\npoll = 2100-01-01\nwhat = "by-election"\n'
    Path("elections.toml").write_text(period, "utf-8")
    people = PEOPLE if name in ("APPROVAL", "CAP") else rows(1)
    assert office.approve(people).exit_code == 0
    if name == "RESEND_CHANGED":
        assert office.send(people).exit_code == 0
        people = [people[0].replace("M. 0", "Member")]
    before = office.letters
    if name == "CAP":
        monkeypatch.setattr("briefgen.cli.email.letters.read_people", lambda *_: [])
        monkeypatch.setattr("briefgen.delivery.mail.guards.check_cap", lambda letters, cap: _fail(f"letters are more than {cap} a run"))  # fmt: skip
    monkeypatch.setenv(f"BRIEFGEN_EMAIL_LETTERS_{name}", value)
    refused(office.send(people, *options, approved=False), words)
    assert office.letters == before


def _fail(words: str) -> None:
    raise MailError(words)


@pytest.mark.parametrize(
    ("command", "variable"),
    [
        (["approve", "people.csv"], "APPROVE_WHO"),
        (["resolve", "1", "--sent"], "RESOLVE_WHO"),
        (["resolve", "1", "--who", "A. Clerk"], "RESOLVE_SENT"),
    ],
)
def test_a_variable_speaks_for_nobody(command: list[str], variable: str) -> None:
    done = CliRunner().invoke(main, ["email", *command], env={f"BRIEFGEN_EMAIL_{variable}": "1"})
    assert done.exit_code == 2
    assert "Missing option" in done.stderr


@pytest.mark.parametrize("address", ["me@elsewhere.example", "me@sub.council.example", "me@council.example.net"])
def test_a_sample_stays_with_the_sender(office: Office, address: str) -> None:
    done = office.send(rows(1), "--to-me", address, approved=False)
    assert done.exit_code == 2
    assert "--to-me is for the sender's own people: give an address at council.example." in done.stderr
    assert office.letters == 0
