"""The ledger: what it refuses to open, what it remembers, and what it forgets when asked."""

import sqlite3
from pathlib import Path

import pytest
from letters import NOW, channel, letter, letters, run
from relays import LoopbackRelay

from briefgen.delivery.mail.channels.folder import FolderChannel
from briefgen.delivery.mail.ledger import Ledger
from briefgen.delivery.mail.outcomes import State
from briefgen.errors import MailError, UsageError
from briefgen.pipeline.mail.send import retry


def everything(path: Path) -> bytes:
    """The file and its log, as somebody with a disk editor sees them."""
    return b"".join(part.read_bytes() for part in sorted(path.parent.glob(f"{path.name}*")))


def test_only_its_owner_may_read_it(ledger_file: Path) -> None:
    Ledger(ledger_file).close()
    assert ledger_file.stat().st_mode & 0o077 == 0


def test_a_ledger_of_another_version(ledger_file: Path) -> None:
    Ledger(ledger_file).close()
    with sqlite3.connect(ledger_file) as other:
        other.execute("PRAGMA user_version = 99")
    other.close()
    with pytest.raises(MailError, match="is a ledger of another version"):
        Ledger(ledger_file)


def test_the_database_of_another_program(ledger_file: Path) -> None:
    with sqlite3.connect(ledger_file) as other:
        other.execute("CREATE TABLE invoices (id INTEGER)")
    other.close()
    with pytest.raises(MailError, match="ledger of another version"):
        Ledger(ledger_file)


@pytest.mark.parametrize("content", [b"name,email,area\n" * 200, b"\x00" * 8192])
def test_a_file_that_is_no_ledger(content: bytes, ledger_file: Path) -> None:
    ledger_file.write_bytes(content)
    with pytest.raises(MailError, match=r"cannot be used as a ledger \(file is not a database\)"):
        Ledger(ledger_file)
    assert ledger_file.read_bytes() == content


def test_a_damaged_ledger_is_not_sent_from(ledger_file: Path, tmp_path: Path) -> None:
    run(ledger_file, letters(60), FolderChannel(tmp_path / "out"))
    content = bytearray(ledger_file.read_bytes())
    content[4096 : 4096 + 2048] = b"\xff" * 2048  # the root page of the letters
    ledger_file.write_bytes(content)
    with pytest.raises(MailError, match=r"is damaged|cannot be used as a ledger"):
        Ledger(ledger_file)


def test_a_folder_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(MailError, match="cannot be used as a ledger"):
        Ledger(tmp_path / "file" / "mail-ledger.sqlite")
    with pytest.raises(MailError, match="cannot be used as a ledger"):
        Ledger(tmp_path)


def test_a_full_disk_before_the_first_letter(ledger_file: Path) -> None:
    held = Ledger(ledger_file)
    pages = held._db.execute("PRAGMA page_count").fetchone()[0]
    held._db.execute(f"PRAGMA max_page_count = {pages}")
    with held.held(), pytest.raises(MailError, match=r"cannot be written \(database or disk is full\)"):
        held.plan(letters(500), NOW)
    assert held.counts() == {}
    held.close()


def test_a_disk_full_just_before_the_last_byte_sends_nothing(ledger_file: Path) -> None:
    class Full(Ledger):
        def mark(self, id: int, state: State, now: object, answer: str = "") -> None:
            if state is State.HANDING and self.rows("id = ?", (id,))[0].id == 3:
                self._db.execute("PRAGMA query_only = ON")  # from here on every write fails
            super().mark(id, state, now, answer)  # type: ignore[arg-type]

    from briefgen.pipeline.mail.send import Sending

    with LoopbackRelay(password=None) as relay:
        held = Full(ledger_file)
        with pytest.raises(MailError, match="cannot be written"):
            Sending(channel(relay, None), held, lambda: NOW, lambda seconds: None).run(letters(5))
        held.close()
        assert len(relay.arrived) == 2
        assert run(ledger_file, letters(5), channel(relay, None)).sent == 3
    assert sorted(a.recipient for a in relay.arrived) == sorted(x.address for x in letters(5))


def test_an_earlier_version_was_sent_and_the_new_one_waits_for_a_word(ledger_file: Path, tmp_path: Path) -> None:
    way = FolderChannel(tmp_path / "out")
    run(ledger_file, letters(3), way)
    corrected = letters(4, words="Corrected figures")
    tally = run(ledger_file, corrected, way)
    assert (tally.sent, len(tally.changed)) == (1, 3)
    assert [row.content for row in tally.changed] == [one.content for one in letters(3)]
    tally = run(ledger_file, corrected, way, resend_changed=True)
    assert (tally.sent, tally.already) == (3, 1)
    tally = run(ledger_file, corrected, way)
    assert (tally.sent, tally.already, tally.changed) == (0, 4, [])
    tally = run(ledger_file, letters(3), way)  # the first version again: they had it
    assert (tally.sent, tally.already, tally.changed) == (0, 3, [])


def test_a_version_that_never_left_makes_room(ledger_file: Path, tmp_path: Path) -> None:
    held = Ledger(ledger_file)
    with held.held():
        held.plan(letters(3), NOW)
    held.close()
    tally = run(ledger_file, letters(3, words="Corrected"), FolderChannel(tmp_path / "out"))
    assert (tally.sent, len(tally.changed)) == (3, 0)
    held = Ledger(ledger_file)
    assert held.counts() == {State.SENT: 3}
    held.close()


def test_two_letters_for_one_person_area_and_ward(ledger_file: Path, tmp_path: Path) -> None:
    with pytest.raises(MailError, match="nothing was sent"):
        run(ledger_file, [letter(1), letter(1, words="Another")], FolderChannel(tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_upper_and_lower_case_are_one_inbox(ledger_file: Path, tmp_path: Path) -> None:
    from dataclasses import replace

    way = FolderChannel(tmp_path / "out")
    run(ledger_file, [letter(1)], way)
    shouted = replace(letter(1), address=letter(1).address.upper())
    assert run(ledger_file, [shouted], way).already == 1


def test_an_erased_person_is_neither_stored_nor_written_to(ledger_file: Path, tmp_path: Path) -> None:
    way = FolderChannel(tmp_path / "out")
    given = letters(40)
    run(ledger_file, given, way)
    held = Ledger(ledger_file)
    held.suppress(given[7].address, f"550 5.1.1 <{given[7].address}> unknown", NOW)
    assert given[7].address.encode() in everything(ledger_file)
    assert held.erase(given[7].address, NOW) == 1
    assert given[7].address.encode() not in everything(ledger_file)
    assert given[7].message_id.encode() not in everything(ledger_file)
    assert given[8].address.encode() in everything(ledger_file)
    assert held.suppressed(given[7].address.upper()) == "asked to be erased"
    assert held.counts() == {State.SENT: 40}
    held.close()
    tally = run(ledger_file, letters(40, words="Next edition"), way, resend_changed=True)
    assert (tally.sent, tally.suppressed) == (39, 1)
    assert given[7].address.encode() not in everything(ledger_file)


def test_a_person_erased_twice_and_back_gets_nothing_twice(ledger_file: Path, tmp_path: Path) -> None:
    way = FolderChannel(tmp_path / "out")
    address = letter(1).address
    run(ledger_file, [letter(1)], way)
    held = Ledger(ledger_file)
    for _ in range(2):
        assert held.erase(address, NOW) == 1
        assert held.allow(address)
    held.close()
    tally = run(ledger_file, [letter(1)], way)
    assert (tally.sent, tally.already) == (0, 1)


def test_nobody_is_erased_in_the_middle_of_a_run(ledger_file: Path) -> None:
    held, other = Ledger(ledger_file), Ledger(ledger_file)
    with held.held(), pytest.raises(MailError, match="Another run is sending"):
        other.erase("someone@council.example", NOW)
    assert other.erase("someone@council.example", NOW) == 0
    held.close()
    other.close()


def test_who_is_suppressed_gets_nothing_until_allowed(ledger_file: Path, tmp_path: Path) -> None:
    way = FolderChannel(tmp_path / "out")
    held = Ledger(ledger_file)
    held.suppress(letter(1).address.upper(), "asked not to be written to", NOW)
    tally = run(ledger_file, letters(3), way, resend_changed=True)
    assert (tally.sent, tally.suppressed) == (2, 1)
    assert held.allow(letter(1).address)
    assert not held.allow(letter(1).address)
    held.close()
    assert run(ledger_file, letters(3), way).sent == 1


def test_refusals_that_were_not_the_inbox_can_be_tried_again(ledger_file: Path) -> None:
    words = {letter(0).address: "550 5.1.1 No such user", letter(1).address: "550 5.7.1 Not today"}
    with LoopbackRelay(password=None, says=lambda stage, to: words.get(to)) as relay:
        assert run(ledger_file, letters(3), channel(relay, None)).refused == 2
        again = run(ledger_file, letters(3), channel(relay, None))
        assert (again.sent, again.already, again.refused, again.suppressed) == (0, 1, 1, 1)
        words.clear()
        held = Ledger(ledger_file)
        assert retry(held, NOW) == 1
        held.close()
        assert run(ledger_file, letters(3), channel(relay, None)).sent == 1
    assert sorted(a.recipient for a in relay.arrived) == [letter(1).address, letter(2).address]


def test_a_folder_of_letters_is_the_same_when_written_again(ledger_file: Path, tmp_path: Path) -> None:
    from email import message_from_bytes, policy

    given = letters(20)
    run(ledger_file, given, FolderChannel(tmp_path / "one"))
    run(tmp_path / "another.sqlite", given, FolderChannel(tmp_path / "two"))
    written = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert written == sorted(path.name for path in (tmp_path / "two").iterdir())
    assert len(written) == 20
    to = set()
    for name in written:
        message = message_from_bytes((tmp_path / "one" / name).read_bytes(), policy=policy.default)
        assert name.startswith(message["Subject"].rpartition(" ")[2])  # the area
        to.add(message["To"].addresses[0].addr_spec)
    assert to == {one.address for one in given}


def test_a_folder_that_cannot_be_written_loses_nobody(ledger_file: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file in the way")
    with pytest.raises(UsageError, match="cannot be written"):
        run(ledger_file, letters(3), FolderChannel(tmp_path / "out"))
    (tmp_path / "out").unlink()
    assert run(ledger_file, letters(3), FolderChannel(tmp_path / "out")).sent == 3
