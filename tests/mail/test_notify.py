"""GOV.UK Notify through its own client, against a stand-in that answers as it does."""

import logging
from dataclasses import replace
from pathlib import Path

import pytest
import trustme
from letters import letter, letters, pdf, run, to
from notify_stand_in import KEY, SECRET, TEMPLATE, Notify
from relays import LoopbackRelay

from briefgen.delivery.mail.channels.notify import LARGEST, NotifyChannel, reference
from briefgen.delivery.mail.ledger import Ledger
from briefgen.delivery.mail.outcomes import State
from briefgen.errors import MailError, UsageError


def channel(notify: Notify, **options: str) -> NotifyChannel:
    return NotifyChannel(options.get("key", KEY), options.get("template", TEMPLATE), notify.address)


def states(path: Path) -> list[State]:
    held = Ledger(path)
    found = [row.state for row in held.rows()]
    held.close()
    return found


def test_each_gets_a_link_to_the_file_of_their_area(ledger_file: Path) -> None:
    given = letters(25)
    with Notify() as notify:
        tally = run(ledger_file, given, channel(notify))
        again = run(ledger_file, given, channel(notify))
    assert (tally.sent, again.sent, again.already) == (25, 0, 25)
    assert [one["email_address"] for one in notify.accepted] == [one.address for one in given]
    assert [one["file"] for one in notify.accepted] == [pdf(one.areacd) for one in given]
    assert [one["reference"] for one in notify.accepted] == [reference(one) for one in given]
    assert len({one["reference"] for one in notify.accepted}) == 25
    assert not notify.asked


@pytest.mark.parametrize("fault", ["500 after", "hangs up after", "garbled"])
def test_an_answer_lost_after_notify_took_the_letter(fault: str, ledger_file: Path) -> None:
    with Notify(fault=fault) as notify:
        tally = run(ledger_file, letters(3), channel(notify))
        assert (tally.sent, tally.unknown) == (3, 0)  # looked up by reference
        assert len(notify.asked) == 3
    assert len(notify.accepted) == 3


@pytest.mark.parametrize("fault", ["500 after", "hangs up after", "garbled"])
def test_a_lost_answer_is_looked_up_again_by_the_next_run(fault: str, ledger_file: Path) -> None:
    with Notify(fault=fault, mute=True) as notify:
        tally = run(ledger_file, letters(3), channel(notify))
        assert (tally.sent, tally.unknown) == (0, 3)
        notify.fault = ""
        assert run(ledger_file, letters(3), channel(notify)).unknown == 3
        notify.mute = False
        tally = run(ledger_file, letters(3), channel(notify))
        assert (tally.sent, tally.already, tally.unknown) == (0, 3, 0)
    assert len(notify.accepted) == 3
    assert states(ledger_file) == [State.SENT] * 3


@pytest.mark.parametrize("fault", ["500", "hangs up before"])
def test_what_notify_does_not_know_is_for_a_person_to_decide(fault: str, ledger_file: Path) -> None:
    with Notify(fault=fault) as notify:
        run(ledger_file, letters(2), channel(notify))
        notify.fault = ""
        tally = run(ledger_file, letters(2), channel(notify))
        assert (tally.sent, tally.unknown) == (0, 2)
        assert not notify.accepted


def test_a_corrected_letter_is_not_taken_for_the_one_it_corrects(ledger_file: Path) -> None:
    with Notify() as notify:
        run(ledger_file, letters(1), channel(notify))
        notify.fault = "500"
        tally = run(ledger_file, letters(1, words="Corrected"), channel(notify), resend_changed=True)
        assert (tally.sent, tally.unknown) == (0, 1)


def test_its_limit_makes_all_letters_wait(ledger_file: Path) -> None:
    waits: list[float] = []
    with Notify(fault="429") as notify:

        def pause(seconds: float) -> None:
            waits.append(seconds)
            notify.fault = ""

        tally = run(ledger_file, letters(3), channel(notify), pause=pause)
    assert (tally.sent, waits, len(notify.accepted)) == (3, [60.0], 3)


def test_a_wrong_key_stops_everything(ledger_file: Path) -> None:
    with Notify() as notify:
        with pytest.raises(MailError, match=r"refuses this key .* check BRIEFGEN_NOTIFY_KEY"):
            run(ledger_file, letters(3), channel(notify, key=KEY[:-1] + "9"))
        assert not notify.accepted
    assert states(ledger_file) == [State.PLANNED] * 3
    with pytest.raises(MailError, match="too short"):
        NotifyChannel("a-key", TEMPLATE)


def test_a_wrong_template_stops_everything(ledger_file: Path) -> None:
    with Notify() as notify, pytest.raises(MailError, match=r"Template not found.* check the template"):
        run(ledger_file, letters(3), channel(notify, template="another"))
    assert states(ledger_file) == [State.PLANNED] * 3


def test_a_wrong_address_is_suppressed(ledger_file: Path) -> None:
    with Notify() as notify:
        tally = run(ledger_file, [letter(0), to(letter(1), "someone@council.elsewhere")], channel(notify))
    assert (tally.sent, tally.refused) == (1, 1)
    held = Ledger(ledger_file)
    assert "Not a valid email address" in str(held.suppressed("someone@council.elsewhere"))
    assert held.suppressed(letter(0).address) is None
    held.close()


def test_a_file_larger_than_notify_takes(ledger_file: Path) -> None:
    large = replace(letter(0), attachment=("large.pdf", b"x" * (LARGEST + 1)))
    said: list[str] = []
    with Notify() as notify:
        tally = run(ledger_file, [large], channel(notify), report=lambda x, state, why: said.append(why))
        assert (tally.refused, notify.accepted) == (1, [])
    assert said == ["large.pdf has 2.0 MB and Notify takes 2; send a link"]


def test_nobody_listens_and_nobody_is_marked_unknown(ledger_file: Path) -> None:
    with Notify() as notify:
        pass
    tally = run(ledger_file, letters(2), channel(notify))
    assert (tally.deferred, tally.unknown, tally.unreachable) == (2, 0, "GOV.UK Notify does not answer")


def test_a_certificate_that_cannot_be_trusted(authority: trustme.CA, ledger_file: Path) -> None:
    with LoopbackRelay(authority, implicit=True) as relay:
        way = NotifyChannel(KEY, TEMPLATE, f"https://localhost:{relay.port}")
        with pytest.raises(MailError, match=r"certificate of GOV\.UK Notify cannot be trusted"):
            run(ledger_file, letters(2), way)
    assert states(ledger_file) == [State.PLANNED] * 2


@pytest.mark.parametrize("base", ["http://notify.example", "ftp://127.0.0.1", "http://127.0.0.1.example"])
def test_only_over_https(base: str) -> None:
    with pytest.raises(UsageError, match="must be https://"):
        NotifyChannel(KEY, TEMPLATE, base)


def test_neither_key_nor_people_in_logs(ledger_file: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with Notify(fault="500") as notify:
        run(ledger_file, letters(2), channel(notify))
    assert "API POST request" in caplog.text
    assert SECRET not in caplog.text
    assert "councillor." not in caplog.text
