"""An approval by itself: what it holds, what makes it void, which letters count."""

import re
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from letters import EDITION, letter, letters, run

from briefgen.delivery.mail.approval import (
    FREE,
    MOST_DAYS,
    Approval,
    Content,
    approve,
    check_approval,
    counted,
    read_approval,
    write_approval,
)
from briefgen.delivery.mail.channels.folder import FolderChannel
from briefgen.delivery.mail.ledger import Ledger
from briefgen.delivery.mail.outcomes import State
from briefgen.errors import MailError

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CONTENT = Content(EDITION, "ab" * 32, "bc" * 32, "cd" * 32, "de" * 32)


@pytest.fixture
def made() -> Approval:
    return approve('Director of "Public Health" \\ Sheffield', NOW, 14, 11, CONTENT)


@pytest.fixture
def path(made: Approval, tmp_path: Path) -> Path:
    write_approval(tmp_path / "approval.toml", made)
    return tmp_path / "approval.toml"


def test_what_is_written_is_read(made: Approval, path: Path) -> None:
    assert read_approval(path) == made
    assert made.who == 'Director of "Public Health" \\ Sheffield'
    assert (made.when, made.until) == ("2026-11-24T09:00:00+00:00", "2026-12-08T09:00:00+00:00")


def test_ten_letters_need_no_approval_and_eleven_do(made: Approval, path: Path) -> None:
    assert check_approval(FREE, FREE, None, NOW, lambda: CONTENT) is None
    with pytest.raises(MailError, match=r"^11 letters need an approval; have somebody run `briefgen email approve"):
        check_approval(FREE + 1, FREE + 1, None, NOW, lambda: CONTENT)
    with pytest.raises(
        MailError, match=r"^11 letters need an approval \(1 now, 10 of this edition from earlier runs\)"
    ):
        check_approval(FREE + 1, 1, None, NOW, lambda: CONTENT)
    assert check_approval(FREE + 1, 1, path, NOW, lambda: CONTENT) == made


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("edition", r"changed since are the edition \(2026-11-24 was approved, this is f+\)"),
        ("manifest", "changed since are the briefings in the folder;"),
        ("words", "changed since are the words of the letters;"),
        ("letters", "changed since are the words of the letters;"),
        ("recipients", "changed since are the recipients;"),
    ],
)
def test_each_thing_that_changed_is_named(path: Path, name: str, words: str) -> None:
    for total in (1, FREE + 1):  # one that is given must fit, however few the letters
        with pytest.raises(MailError, match=words) as refused:
            check_approval(total, total, path, NOW, lambda: replace(CONTENT, **{name: "f" * 64}))
        assert "run `briefgen email approve` again" in str(refused.value)


def test_several_changes_are_all_named() -> None:
    other = Content("2027-11-24", *["f" * 64] * 4)
    assert len(CONTENT.changed(other)) == 4
    assert CONTENT.changed(replace(CONTENT, recipients="f" * 64, letters="f" * 64)) == ["the recipients"]
    assert CONTENT.changed(CONTENT) == []


def test_it_ends_at_its_minute_and_does_not_begin_in_the_future(path: Path) -> None:
    end = NOW + timedelta(days=14)
    for now in (NOW - timedelta(minutes=5), NOW, end - timedelta(seconds=1), end.astimezone(timezone(timedelta(hours=-1))) - timedelta(seconds=1)):  # fmt: skip
        assert check_approval(11, 11, path, now, lambda: CONTENT) is not None
    for now in (end, end + timedelta(days=300)):
        with pytest.raises(MailError, match="ended on 08 December 2026, 09:00 UTC; look at the letters"):
            check_approval(11, 11, path, now, lambda: CONTENT)
    with pytest.raises(MailError, match="still to come; set the clock"):
        check_approval(11, 11, path, NOW - timedelta(minutes=6), lambda: CONTENT)


@pytest.mark.parametrize(
    "name", ["who", "when", "until", "count", *(field.name for field in fields(Content)), "digest"]
)
def test_a_line_taken_out_or_changed_by_hand_makes_it_void(path: Path, name: str) -> None:
    text = path.read_text("utf-8")
    (line,) = re.findall(rf"^{name} = .*\n", text, re.M)
    path.write_text(text.replace(line, ""), "utf-8")
    with pytest.raises(
        MailError, match=f"is no approval \\({name} is missing\\); make it with `briefgen email approve`"
    ):
        read_approval(path)
    other = {"who": '"A. Clerk"', "when": '"2026-11-25T09:00:00+00:00"', "until": '"2027-01-08T09:00:00+00:00"',
             "count": "12", "edition": '"2027-11-24"'}.get(name, f'"{"f" * 64}"')  # fmt: skip
    path.write_text(text.replace(line, f"{name} = {other}\n"), "utf-8")
    with pytest.raises(MailError, match="was written or changed by hand, so it approves nothing"):
        read_approval(path)
    path.write_text(text.replace(line, f"{name} = true\n"), "utf-8")
    with pytest.raises(MailError, match=f"{name} is no (number|text in quotation marks)"):
        read_approval(path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "who = 'A'\nwhen = '2026-11-24T09:00:00+00:00'\nmanifest = 'ab'\n",  # all that once was asked
        "who: A",
        "who = 'A\x00'",
        "who = " + "[" * 4000,
        "# " + "x" * 20_000,
        "\xff",
    ],
)
def test_what_is_no_approval(text: str, tmp_path: Path) -> None:
    path = tmp_path / "approval.toml"
    path.write_text(text, "latin-1")
    with pytest.raises(MailError, match="make it with `briefgen email approve`"):
        read_approval(path)
    with pytest.raises(MailError, match="cannot be read"):
        read_approval(tmp_path / "missing.toml")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"who": ""}, "who names nobody"),
        ({"when": "yesterday"}, "Invalid isoformat"),
        ({"until": "2026-12-08T09:00:00"}, "until has no offset"),
        ({"until": "2126-12-08T09:00:00+00:00"}, f"until is not within {MOST_DAYS} days after when"),
        ({"until": "2026-11-24T09:00:00+00:00"}, "until is not within"),
        ({"content": replace(CONTENT, letters="ab")}, "letters is no sha256"),
    ],
)
def test_what_no_approval_says_is_refused_even_with_its_digest(
    made: Approval, path: Path, change: dict[str, str], words: str
) -> None:
    write_approval(path, replace(made, **change))  # type: ignore[arg-type]
    with pytest.raises(MailError, match=words):
        read_approval(path)
    path.write_text(path.read_text("utf-8") + "note = 'x'\n", "utf-8")
    with pytest.raises(MailError, match="is no approval"):
        read_approval(path)


@pytest.mark.parametrize("who", ['A"\nmanifest = "cd', "A\\", "'''", "Å\u202e\x7f\ud800B", "x" * 5000])
def test_a_name_cannot_break_out_of_the_approval(tmp_path: Path, who: str) -> None:
    path = tmp_path / "approval.toml"
    write_approval(path, approve(who, NOW, 14, 11, CONTENT))
    assert read_approval(path).content == CONTENT


@pytest.mark.parametrize("who", ["", " ", "\u200b", "\n"])
def test_somebody_is_named(who: str) -> None:
    with pytest.raises(MailError, match="Nobody is named"):
        approve(who, NOW, 14, 11, CONTENT)


# How many letters of an edition there will be.


def test_letters_of_earlier_runs_count_and_none_counts_twice(ledger_file: Path) -> None:
    ledger = Ledger(ledger_file)
    first = letters(8)
    ids = list(ledger.plan(first, NOW))
    for id, state in zip(ids, (State.SENT, State.UNKNOWN, State.HANDING, State.DEFERRED, State.REFUSED), strict=False):
        ledger.mark(id, state, NOW)
    held = ledger.rows("edition = ?", (EDITION,))

    def count(given: list, *, resend: bool = False) -> int:  # type: ignore[type-arg]
        return counted(held, given, resend_changed=resend)

    assert count([]) == 7  # a refused one reached nobody
    assert count(first) == 8
    assert count(first[:3]) == 7
    assert count([letter(n) for n in (20, 21)]) == 9
    changed = [letter(n, words="other words") for n in range(8)]
    assert count(changed) == 8  # those who had one are left alone, what waits is replaced
    assert count(changed, resend=True) == 11  # three get a second letter
    assert counted([], letters(12), resend_changed=False) == 12
    ledger.close()


def test_it_is_asked_for_while_no_other_run_can_send(ledger_file: Path, tmp_path: Path) -> None:
    """Or two parts of a list, begun at once, would each be counted alone."""
    asked = []

    def permit() -> None:
        with pytest.raises(MailError, match="Another run is sending"):
            run(ledger_file, letters(2), FolderChannel(tmp_path / "letters"))
        asked.append(True)
        raise MailError("2 letters need an approval")

    with pytest.raises(MailError, match="need an approval"):
        run(ledger_file, letters(2), FolderChannel(tmp_path / "letters"), permit=permit)
    assert asked == [True]
    assert not (tmp_path / "letters").exists()
    assert Ledger(ledger_file).rows() == []
