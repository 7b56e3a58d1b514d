"""What relays really answer, through a real connection: whose fault it is, and what becomes of letter and person."""

from pathlib import Path

import pytest
from letters import NOW, channel, letter, letters, run, to
from relays import LoopbackRelay

from briefgen.delivery.mail.channels.relay import no_such_inbox
from briefgen.delivery.mail.ledger import Ledger
from briefgen.delivery.mail.outcomes import State
from briefgen.delivery.mail.refusals import perhaps_no_such_inbox, same
from briefgen.errors import MailError
from briefgen.pipeline.mail.send import retry

GONE, REFUSED, DEFERRED, STOPPED = "suppressed", "refused", "deferred", "stopped"
# (who says it, at which step, the answer, what becomes of it). <a@b> stands where they print the address.
ANSWERS = (
    ("Postfix", "rcpt", "550 5.1.1 <a@b.example>: Recipient address rejected: User unknown in relay recipient table", GONE),
    ("Exchange Online", "rcpt", "550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient a@b.example not found", GONE),
    ("Gmail", "rcpt", "550-5.1.1 The email account that you tried to reach does not exist. Please try\r\n"
                      "550-5.1.1 double-checking the recipient's email address for typos or\r\n"
                      "550 5.1.1 unnecessary spaces. https://support.google.com/mail/?p=NoSuchUser", GONE),
    ("Gmail, closed account", "rcpt", "550 5.2.1 The email account that you tried to reach is disabled. p=DisabledUser", GONE),
    ("Gmail, closed account, in 2024", "rcpt", "550 5.2.1 The email account that you tried to reach is inactive.", GONE),
    ("qmail", "rcpt", "550 sorry, no mailbox here by that name. (#5.1.1)", GONE),
    ("sendmail", "rcpt", "550 5.1.1 <spam@b.example>... User unknown", GONE),
    ("moved away", "rcpt", "551 5.1.6 Recipient has moved, no forwarding address", GONE),
    ("null MX", "rcpt", "556 5.1.10 Recipient address has null MX", GONE),
    ("Gmail, too many for one inbox", "rcpt", "550 5.2.1 The user you are trying to contact is receiving mail at a rate that "
                                              "prevents additional messages from being delivered", REFUSED),
    ("Exchange, quarantined mailbox", "rcpt", "550 5.2.1 Mailbox cannot be accessed", REFUSED),
    ("Exchange Online, directory-based blocking", "rcpt", "550 5.4.1 Recipient address rejected: Access denied.", REFUSED),
    ("Exchange Online, rate of the tenant", "rcpt", "550 5.1.90 Your message can't be sent because you've reached your daily "
                                                    "limit for message recipients", REFUSED),
    ("Exchange Online, threshold", "rcpt", "550 5.7.708 Service unavailable. Access denied, traffic not accepted from this IP",
     REFUSED),
    ("Exchange Online, blocked sender", "rcpt", "550 5.1.8 Access denied, bad outbound sender", REFUSED),
    ("Exchange, rule of a group", "rcpt", "550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup", REFUSED),
    ("Postfix, relay", "rcpt", "554 5.7.1 <a@b.example>: Relay access denied", REFUSED),
    ("Postfix, block list", "rcpt", "554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org", REFUSED),
    ("Postfix, its check of an address", "rcpt", "550 5.1.1 <a@b.example>: Recipient address rejected: undeliverable address: "
                                                 "host mx.b.example said: 450 greylisted", REFUSED),
    ("Postfix, full", "rcpt", "552 5.2.2 <a@b.example>: user is over quota", REFUSED),
    ("Exim, relay", "rcpt", "550 relay not permitted", REFUSED),
    ("Exim, full", "rcpt", "550 Mailbox quota exceeded", REFUSED),
    ("Exim, no such person", "rcpt", "550 Unrouteable address", REFUSED),
    ("Mimecast", "rcpt", "550 Invalid Recipient - https://community.mimecast.com/docs/DOC-1369#550", REFUSED),
    ("Mimecast, policy", "rcpt", "550 Administrative prohibition - envelope blocked", REFUSED),
    ("Mimecast, SPF", "rcpt", "550 SPF Sender Invalid - envelope rejected", REFUSED),
    ("Barracuda", "rcpt", "550 permanent failure for one or more recipients (a@b.example:blocked)", REFUSED),
    ("Proofpoint", "rcpt", "554 Blocked - see https://ipcheck.proofpoint.com/?ip=192.0.2.1", REFUSED),
    ("a wrong HELO", "rcpt", "550 Access denied - Invalid HELO name (See RFC2821 4.1.1.1)", REFUSED),
    ("no reverse DNS", "rcpt", "553 5.7.25 The sending IP does not match its reverse DNS", REFUSED),
    ("TLS needed", "rcpt", "550 TLS encryption is required for this domain", REFUSED),
    ("too many a connection", "rcpt", "550 Too many invalid recipients", REFUSED),
    ("another domain", "rcpt", "550 5.1.2 Host unknown (Name server: host not found)", REFUSED),
    ("Gmail, DMARC", "kept", "550 5.7.26 Unauthenticated email from council.example is not accepted due to DMARC policy", REFUSED),
    ("Gmail, DKIM", "kept", "550 5.7.30 DKIM check did not pass", REFUSED),
    ("a filter that says no such user of a whole letter", "kept", "550 5.1.1 User unknown", REFUSED),
    ("a letter too large", "kept", "552 5.3.4 Message size exceeds fixed limit", REFUSED),
    ("a spam filter", "kept", "554 5.7.1 Message scored too high on spam scale", REFUSED),
    ("Postgrey", "rcpt", "450 4.2.0 <a@b.example>: Recipient address rejected: Greylisted", DEFERRED),
    ("Gmail, rate", "rcpt", "450 4.2.1 The user you are trying to contact is receiving mail too quickly", DEFERRED),
    ("Exchange Online, busy", "rcpt", "451 4.7.500 Server busy. Please try again later", DEFERRED),
    ("Mimecast, greylisting", "rcpt", "451 Internal resource temporarily unavailable", DEFERRED),
    ("Postfix, no such person just now", "rcpt", "450 4.1.1 <a@b.example>: Recipient address rejected: unverified", DEFERRED),
    ("a full inbox", "rcpt", "452 4.2.2 Mailbox full", DEFERRED),
    ("a full disk", "kept", "452 4.3.1 Insufficient system storage", DEFERRED),
    ("Exchange Online, another's address", "mail", "550 5.7.60 Client does not have permissions to send as this sender", STOPPED),
    ("STARTTLS needed", "mail", "530 5.7.0 Must issue a STARTTLS command first", STOPPED),
    ("no password given", "mail", "530 5.7.57 Client not authenticated to send mail", STOPPED),
    ("a sender that is not", "mail", "553 5.1.8 <policy@council.example>: Sender address rejected: Domain not found", STOPPED),
)  # fmt: skip


def state(path: Path, n: int = 1) -> State:
    held = Ledger(path)
    (row,) = held.rows("inbox = ?", (letter(n).address,))
    held.close()
    return row.state


def suppressed(path: Path, n: int) -> str | None:
    held = Ledger(path)
    reason = held.suppressed(letter(n).address)
    held.close()
    return reason


def again(path: Path) -> int:
    held = Ledger(path)
    n = retry(held, NOW)
    held.close()
    return n


@pytest.mark.parametrize(
    ("stage", "answer", "outcome"), [row[1:] for row in ANSWERS], ids=[f"{row[0]}-{row[3]}" for row in ANSWERS]
)
def test_what_becomes_of_a_letter_and_its_reader(stage: str, answer: str, outcome: str, ledger_file: Path) -> None:
    wanted = letter(1).address

    def says(at: str, recipient: str) -> str | None:
        return answer if at == stage and recipient in (wanted, "") else None

    with LoopbackRelay(password=None, says=says) as relay:
        if outcome == STOPPED:
            with pytest.raises(MailError):
                run(ledger_file, letters(3), channel(relay, None))
            assert (state(ledger_file), len(relay.arrived)) == (State.PLANNED, 0)
        else:
            run(ledger_file, letters(3), channel(relay, None))
            assert state(ledger_file) is (State.DEFERRED if outcome == DEFERRED else State.REFUSED)
            assert [a.recipient for a in relay.arrived] == [letter(0).address, letter(2).address]
        assert bool(suppressed(ledger_file, 1)) is (outcome == GONE)
        assert again(ledger_file) == (1 if outcome == REFUSED else 0)
        relay.says = lambda at, recipient: None
        run(ledger_file, letters(3), channel(relay, None))
    assert len(relay.arrived) == (2 if outcome == GONE else 3)


BARE = ("550 Unrouteable address", "550 no such person", "553 Invalid Recipient", "556 domain takes no mail",
        "551 User not local", "550 Requested action not taken: mailbox unavailable")  # fmt: skip


@pytest.mark.parametrize("answer", BARE)
def test_the_same_bare_answer_to_one_address_alone_in_two_runs(answer: str, ledger_file: Path) -> None:
    one = letter(1).address
    with LoopbackRelay(password=None, says=lambda stage, to: answer if to == one else None) as relay:
        run(ledger_file, letters(3), channel(relay, None))
        assert suppressed(ledger_file, 1) is None
        run(ledger_file, letters(3), channel(relay, None))  # not due: this is no second answer
        assert suppressed(ledger_file, 1) is None
        assert again(ledger_file) == 1
        run(ledger_file, letters(3), channel(relay, None))
        assert suppressed(ledger_file, 1) == f"{answer} (in two runs, to nobody else)"
        assert again(ledger_file) == 0
        relay.says = lambda stage, to: None
        assert run(ledger_file, letters(3), channel(relay, None)).suppressed == 1


@pytest.mark.parametrize("first", [True, False])
def test_a_bare_answer_that_others_get_too_is_the_relays(first: bool, ledger_file: Path) -> None:
    """Whether in the first run or in the second."""
    many = {letter(n).address for n in (1, 3, 4)}
    told = many if first else {letter(1).address}
    with LoopbackRelay(password=None, says=lambda stage, to: "550 no such person" if to in told else None) as relay:
        run(ledger_file, letters(6), channel(relay, None))
        again(ledger_file)
        told = {letter(1).address} if first else {letter(1).address, letter(7).address}
        run(ledger_file, letters(8), channel(relay, None))
    assert not any(suppressed(ledger_file, n) for n in range(8))


def test_another_answer_in_the_second_run_is_no_proof(ledger_file: Path) -> None:
    words = ["550 no such person"]
    one = letter(1).address
    with LoopbackRelay(password=None, says=lambda stage, to: words[0] if to == one else None) as relay:
        for said in ("550 no such person", "550 Unrouteable address", "551 no such person"):
            words[0] = said
            run(ledger_file, letters(3), channel(relay, None))
            again(ledger_file)
    assert suppressed(ledger_file, 1) is None


def test_two_letters_of_one_run_to_one_inbox_are_one_answer(ledger_file: Path) -> None:
    one = letter(1).address
    both = [letter(0), letter(1), to(letter(2, area="E06000009"), one)]
    with LoopbackRelay(password=None, says=lambda stage, to: "550 no such person" if to == one else None) as relay:
        run(ledger_file, both, channel(relay, None))
    held = Ledger(ledger_file)
    assert held.suppressed(one) is None
    held.close()


@pytest.mark.parametrize(
    "answer",
    ["550 no such person", "550 5.1.1 <{to}>: User unknown", "550 5.7.1 Rate limit, see #{n}", "554 Refused [id {n}a]"],
)
@pytest.mark.parametrize("before", [0, 4])
def test_a_relay_that_refuses_everybody_is_stopped_and_nobody_suppressed(
    before: int, answer: str, ledger_file: Path
) -> None:
    """Also after it took some: a limit reached in the middle, a directory that went away."""
    asked: list[str] = []

    def says(stage: str, to: str) -> str | None:
        if stage != "rcpt":
            return None
        asked.append(to)
        return answer.format(to=to, n=len(asked)) if len(asked) > before else None

    with LoopbackRelay(password=None, says=says) as relay:
        with pytest.raises(MailError, match=r"refused 10 letters one after another .* `briefgen email retry`"):
            run(ledger_file, letters(30), channel(relay, None))
        assert len(asked) == before + 10
        assert not any(suppressed(ledger_file, n) for n in range(30))
        assert again(ledger_file) == 10
        relay.says = lambda stage, to: None
        assert run(ledger_file, letters(30), channel(relay, None)).sent == 30 - before
    assert len(relay.arrived) == 30


def test_refusals_with_letters_taken_between_them_stop_nothing(ledger_file: Path) -> None:
    dead = {letter(n).address for n in range(0, 30, 2)}
    with LoopbackRelay(password=None, says=lambda stage, to: "550 5.1.1 No such user" if to in dead else None) as relay:
        tally = run(ledger_file, letters(30), channel(relay, None))
    assert (tally.sent, tally.refused) == (15, 15)
    assert all(suppressed(ledger_file, n) for n in range(0, 30, 2))


@pytest.mark.parametrize(
    ("code", "words", "gone", "perhaps"),
    [
        (550, "5.1.11 Too many", False, False),
        (550, "(#5.7.1) not from here", False, False),
        (554, "5.1.1 User unknown", True, False),
        (450, "5.1.1 User unknown", False, False),
        (550, "2.1.1 User unknown", False, False),
        (554, "no such person", False, False),
        (550, "<spam.policy@b.example> no such person", False, True),
        (550, "5.2.1 Mailbox temporarily disabled", False, False),
        (550, "5.1.1 <a@b.example> blocked by policy", False, False),
    ],
)
def test_which_codes_speak_of_the_inbox(code: int, words: str, gone: bool, perhaps: bool) -> None:
    assert (no_such_inbox(code, words), perhaps_no_such_inbox(code, words)) == (gone, perhaps)


def test_answers_are_the_same_but_for_what_names_a_letter() -> None:
    assert same("550 <a@b.example>: gone, id 4F1A2") == same("550 <c@d.example>: gone, id 99B")
    assert same("550 5.1.1 gone") != same("550 5.7.1 gone")
    assert same("550 gone") != same("551 gone")
