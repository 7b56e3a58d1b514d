"""A thousand people over a real relay: each gets one letter, and it is theirs."""

import hashlib
from collections import Counter
from pathlib import Path

import pytest
import trustme
from letters import AREAS, channel, letters, pdf, run
from relays import LoopbackRelay

from briefgen.delivery.mail.ledger import Ledger
from briefgen.delivery.mail.outcomes import State

PEOPLE = 1000


@pytest.mark.slow
def test_a_thousand_letters_over_starttls_with_a_password(
    ledger_file: Path, trusted: Path, authority: trustme.CA
) -> None:
    given = letters(PEOPLE)
    expected = {letter.address: letter for letter in given}
    with LoopbackRelay(authority, each=400) as relay:
        tally = run(ledger_file, given, channel(relay, trusted))
        again = run(ledger_file, given, channel(relay, trusted))
        assert relay.connections == 3  # 400, 400, 200; the second run had nothing to say
    assert (tally.sent, tally.deferred, tally.refused, tally.unknown) == (PEOPLE, 0, 0, 0)
    assert (again.sent, again.already) == (0, PEOPLE)
    assert Counter(arrived.recipient for arrived in relay.arrived) == Counter(expected.keys())
    digests = {hashlib.sha256(pdf(area)).hexdigest(): area for area in AREAS}
    for arrived in relay.arrived:
        letter, message = expected[arrived.recipient], arrived.message
        arrived.content.decode("ascii")
        assert message["To"].addresses[0].addr_spec == arrived.recipient
        assert message["Message-ID"] == letter.message_id
        attached = list(message.iter_attachments())
        assert [part.get_filename() for part in attached] == [f"{letter.areacd}.pdf"]
        assert digests[hashlib.sha256(attached[0].get_content()).hexdigest()] == letter.areacd
        text = message.get_body(("plain",)).get_content().replace("\r\n", "\n")
        n = int(arrived.recipient.partition("@")[0].rpartition(".")[2])
        assert text == (
            f"Dear councillor {n},\n\nLife expectancy – the gap in {letter.areacd}, ward {letter.ward}.\n.\n..two dots\n"
        )
        assert str(message["To"].addresses[0].display_name) == f"Councillor Siân Nº {n}"
    held = Ledger(ledger_file)
    assert held.counts() == {State.SENT: PEOPLE}
    assert {row.content for row in held.rows()} == {letter.content for letter in given}
    held.close()
