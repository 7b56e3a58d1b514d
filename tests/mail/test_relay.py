"""What a relay may answer, and what becomes of the letter and of the person then."""

import logging
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme
from letters import channel, letter, letters, run, to
from relays import PASSWORD, USER, LoopbackRelay, Once

from briefgen.delivery.mail.channels.relay import Relay
from briefgen.delivery.mail.channels.smtp import SmtpChannel
from briefgen.delivery.mail.ledger import Ledger
from briefgen.delivery.mail.outcomes import State
from briefgen.errors import MailError, UsageError


def states(path: Path) -> list[State]:
    held = Ledger(path)
    found = [row.state for row in held.rows()]
    held.close()
    return found


def suppressed(path: Path, n: int) -> str | None:
    held = Ledger(path)
    reason = held.suppressed(letter(n).address)
    held.close()
    return reason


@pytest.fixture
def wrong_host(authority: trustme.CA) -> trustme.LeafCert:
    return authority.issue_cert("relay.elsewhere.example")


@pytest.fixture
def expired(authority: trustme.CA) -> trustme.LeafCert:
    yesterday = datetime.now(UTC) - timedelta(days=1)
    return authority.issue_cert("localhost", not_before=yesterday - timedelta(days=9), not_after=yesterday)


@pytest.mark.parametrize(
    ("certificate", "why"), [("wrong_host", "Hostname mismatch"), ("expired", "certificate has expired")]
)
@pytest.mark.parametrize("implicit", [False, True])
def test_a_wrong_certificate(
    certificate: str, why: str, implicit: bool, request: pytest.FixtureRequest, authority: trustme.CA, trusted: Path,
    ledger_file: Path,
) -> None:  # fmt: skip
    presented = request.getfixturevalue(certificate)
    with LoopbackRelay(authority, presented, implicit=implicit) as relay:
        with pytest.raises(MailError, match=why):
            run(ledger_file, letters(2), channel(relay, trusted))
        assert not relay.arrived
    assert set(states(ledger_file)) == {State.PLANNED}


def test_a_certificate_of_an_unknown_authority(authority: trustme.CA, trusted: Path, ledger_file: Path) -> None:
    with LoopbackRelay(trustme.CA()) as relay:
        with pytest.raises(MailError, match=r"cannot be trusted .* --ca-file"):
            run(ledger_file, letters(2), channel(relay, trusted))
        with pytest.raises(MailError, match="cannot be trusted"):
            run(ledger_file, letters(2), channel(relay, None))
        assert not relay.arrived


def test_smtps(authority: trustme.CA, trusted: Path, ledger_file: Path) -> None:
    with LoopbackRelay(authority, implicit=True) as relay:
        assert run(ledger_file, letters(2), channel(relay, trusted)).sent == 2


def test_a_relay_that_stops_offering_starttls(trusted: Path, ledger_file: Path) -> None:
    with LoopbackRelay(password=None) as relay:
        way = SmtpChannel(Relay.parse(f"smtp+starttls://localhost:{relay.port}"), None, trusted)
        with pytest.raises(MailError, match="offers no STARTTLS"):
            run(ledger_file, letters(1), way)
        assert not relay.arrived


def test_plain_smtp_on_loopback(ledger_file: Path) -> None:
    with LoopbackRelay(password=None) as relay:
        assert run(ledger_file, letters(2), channel(relay, None)).sent == 2


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("smtp://relay.council.example", "in the open"),
        ("smtp://10.0.0.1:25", "in the open"),
        ("smtp://localhost.elsewhere.example", "in the open"),
        ("smtps://policy:secret@relay.council.example", "would be seen by others"),
        ("smtps://relay.council.example:mail", "no valid port"),
        ("https://relay.council.example", "must be smtp"),
        ("relay.council.example", "must be smtp"),
    ],
)
def test_addresses_that_are_refused(address: str, why: str) -> None:
    with pytest.raises(UsageError, match=why) as caught:
        Relay.parse(address)
    assert "secret" not in str(caught.value)


def test_the_password_expires_between_two_connections(authority: trustme.CA, trusted: Path, ledger_file: Path) -> None:
    with LoopbackRelay(authority, each=3) as relay:

        def expire() -> bool:
            relay.password = "another"
            return False

        relay.fault = Once("answered", 3, expire)
        with pytest.raises(MailError, match=r"refused the password of policy@council.example \(535\); renew it"):
            run(ledger_file, letters(5), channel(relay, trusted, password=PASSWORD))
        assert states(ledger_file) == [State.SENT] * 3 + [State.PLANNED] * 2
        relay.password = PASSWORD
        assert run(ledger_file, letters(5), channel(relay, trusted)).sent == 2
    assert [a.recipient for a in relay.arrived] == [x.address for x in letters(5)]


def test_neither_password_nor_people_in_logs_or_ledger(
    authority: trustme.CA, trusted: Path, ledger_file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("mail.log").disabled = True  # the relay's own
    with LoopbackRelay(authority, each=2) as relay:
        run(ledger_file, letters(4), channel(relay, trusted))
        relay.password = "another"
        with pytest.raises(MailError) as caught:
            run(ledger_file, letters(6), channel(relay, trusted, password=PASSWORD))
    logging.getLogger("mail.log").disabled = False
    held = Ledger(ledger_file)
    held.close()  # all of the log is in the file now
    assert PASSWORD not in str(caught.value) + caplog.text
    assert "councillor." not in caplog.text
    assert PASSWORD.encode() not in ledger_file.read_bytes()
    assert USER.encode() not in ledger_file.read_bytes()
    assert b"Dear councillor" not in ledger_file.read_bytes()


@pytest.mark.parametrize("ends", ["by saying so", "by hanging up"])
def test_a_relay_that_ends_an_idle_connection_costs_no_wait(
    ends: str, authority: trustme.CA, trusted: Path, ledger_file: Path
) -> None:
    waits: list[float] = []
    options = {"each": 2} if ends == "by saying so" else {"fault": Once("mail", 3)}
    with LoopbackRelay(authority, **options) as relay:
        assert run(ledger_file, letters(4), channel(relay, trusted), pause=waits.append).sent == 4
        assert (relay.connections, waits) == (2, [])


def test_nothing_more_is_said_where_the_ledger_cannot_be_written(authority: trustme.CA, trusted: Path) -> None:
    def full() -> None:
        raise MailError("full")

    with LoopbackRelay(authority) as relay:
        way = channel(relay, trusted)
        with pytest.raises(MailError, match="full"):
            way.send(letter(0), full)
        assert way._smtp is None  # hung up: a goodbye would be read as part of the letter
        assert not relay.arrived
        way.send(letter(0), lambda: None)
        way.close()
        assert (relay.connections, len(relay.arrived)) == (2, 1)


def test_greylisting_waits_and_tries_again(authority: trustme.CA, trusted: Path, ledger_file: Path) -> None:
    tried: set[str] = set()
    waits: list[float] = []

    def greylist(stage: str, recipient: str) -> str | None:
        if stage != "rcpt" or recipient in tried:
            return None
        tried.add(recipient)
        return "451 4.7.1 Greylisted, try again later"

    with LoopbackRelay(authority, says=greylist) as relay:
        tally = run(ledger_file, letters(5), channel(relay, trusted), pause=waits.append)
    assert (tally.sent, tally.deferred, waits) == (5, 0, [60.0])
    assert len(relay.arrived) == 5


def test_what_stays_put_off_is_due_in_the_next_run(authority: trustme.CA, trusted: Path, ledger_file: Path) -> None:
    full = letter(1).address
    waits: list[float] = []
    with LoopbackRelay(authority, says=lambda stage, to: "452 4.2.2 Inbox full" if to == full else None) as relay:
        tally = run(ledger_file, letters(3), channel(relay, trusted), pause=waits.append)
        assert (tally.sent, tally.deferred, waits) == (2, 1, [60.0, 120.0, 240.0])
        relay.says = lambda stage, to: None
        assert run(ledger_file, letters(3), channel(relay, trusted)).sent == 1
    assert len(relay.arrived) == 3


def test_an_inbox_that_does_not_exist_is_not_written_to_again(
    authority: trustme.CA, trusted: Path, ledger_file: Path
) -> None:
    gone = letter(1).address

    def says(stage: str, recipient: str) -> str | None:
        return "550 5.1.1 No such user" if stage == "rcpt" and recipient == gone else None

    both = [letter(0), letter(1), to(letter(2, area="E06000009"), gone)]  # one person, two areas
    with LoopbackRelay(authority, says=says) as relay:
        tally = run(ledger_file, both, channel(relay, trusted))
        assert (tally.sent, tally.refused, tally.suppressed) == (1, 1, 1)
        assert suppressed(ledger_file, 1) == "550 5.1.1 No such user"
        relay.says = lambda stage, recipient: None
        again = run(ledger_file, both, channel(relay, trusted))
        assert (again.sent, again.already, again.suppressed) == (0, 1, 2)
    assert len(relay.arrived) == 1


def test_a_relay_that_refuses_us_suppresses_nobody(authority: trustme.CA, trusted: Path, ledger_file: Path) -> None:
    words = "550 5.7.1 Relaying denied"
    with (
        LoopbackRelay(authority, says=lambda stage, to: words if stage == "rcpt" else None) as relay,
        pytest.raises(MailError, match=r"refused 10 letters one after another \(550 5.7.1 Relaying denied\)"),
    ):
        run(ledger_file, letters(30), channel(relay, trusted))
    assert states(ledger_file) == [State.REFUSED] * 10 + [State.PLANNED] * 20
    assert not any(suppressed(ledger_file, n) for n in range(30))


def test_from_an_address_that_is_not_ours(authority: trustme.CA, trusted: Path, ledger_file: Path) -> None:
    words = "550 5.7.60 Client does not have permissions to send as this sender"
    with (
        LoopbackRelay(authority, says=lambda stage, to: words if stage == "mail" else None) as relay,
        pytest.raises(MailError, match=r"not let us send as the --from address \(550 5.7.60"),
    ):
        run(ledger_file, letters(2), channel(relay, trusted))
    assert states(ledger_file) == [State.PLANNED] * 2


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("250 2.0.0 queued", State.SENT),
        ("251 forwarded", State.SENT),
        ("554 5.6.0 Looks like spam", State.REFUSED),
        ("451 4.3.0 Virus scanner is busy", State.DEFERRED),
        ("421 4.3.2 Closing", State.DEFERRED),
        ("what was that?", State.UNKNOWN),
        ("354 go on", State.UNKNOWN),
    ],
)
def test_the_answer_to_a_whole_letter(
    answer: str, state: State, authority: trustme.CA, trusted: Path, ledger_file: Path
) -> None:
    with LoopbackRelay(authority, says=lambda stage, to: answer if stage == "kept" else None) as relay:
        run(ledger_file, letters(1), channel(relay, trusted))
    assert states(ledger_file) == [state]
    assert suppressed(ledger_file, 0) is None


def test_a_relay_too_slow_to_answer_a_whole_letter(authority: trustme.CA, trusted: Path, ledger_file: Path) -> None:
    def dawdle() -> bool:
        time.sleep(0.6)
        return False

    with LoopbackRelay(authority, fault=Once("kept", 1, dawdle)) as relay:
        tally = run(ledger_file, letters(1), channel(relay, trusted, patience=0.2))
        assert (tally.unknown, tally.sent) == (1, 0)


def test_a_letter_too_large_for_the_relay_says_so(authority: trustme.CA, trusted: Path, ledger_file: Path) -> None:
    with LoopbackRelay(authority, largest=1_000) as relay:
        held = []
        tally = run(ledger_file, letters(1), channel(relay, trusted), report=lambda x, state, why: held.append(why))
        assert tally.refused == 1
        assert held == ["the message has 2 kB and the relay takes 1 kB; send a link instead"]
        assert not relay.envelopes
    assert suppressed(ledger_file, 0) is None


def test_not_more_letters_a_minute_than_allowed(authority: trustme.CA, trusted: Path, ledger_file: Path) -> None:
    waits: list[float] = []
    with LoopbackRelay(authority) as relay:
        run(ledger_file, letters(4), channel(relay, trusted), pause=waits.append, rate=30)
    assert waits == [2.0, 2.0, 2.0]  # the clock of these tests stands still


def test_nobody_listens(trusted: Path, ledger_file: Path) -> None:
    said: list[tuple[float, str]] = []
    way = SmtpChannel(Relay.parse("smtp+starttls://localhost:1"), None, trusted)
    tally = run(ledger_file, letters(3), way, waiting=lambda seconds, why: said.append((seconds, why)))
    assert (tally.sent, tally.deferred) == (0, 3)
    assert "localhost:1 does not answer as a relay does" in tally.unreachable
    assert [seconds for seconds, why in said] == [60.0, 120.0, 240.0]
    assert {why for seconds, why in said} == {tally.unreachable}
