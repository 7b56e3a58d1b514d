"""What must be true before a letter leaves: each guard refuses in one sentence that says what to do."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from briefgen import resources
from briefgen.delivery.mail.guards import (
    FREE,
    check_approval,
    check_cap,
    check_embargo,
    check_pre_election,
    read_approval,
    read_elections,
    write_approval,
)
from briefgen.errors import MailError

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MANIFEST = "ab" * 32


@pytest.fixture
def approval(tmp_path: Path) -> Path:
    path = tmp_path / "approval.toml"
    write_approval(path, 'Director of "Public Health" \\ Sheffield', NOW, MANIFEST)
    return path


def test_ten_letters_need_no_approval_and_eleven_do(approval: Path) -> None:
    assert check_approval(FREE, MANIFEST, None) is None
    with pytest.raises(MailError, match="11 letters need an approval; have somebody run `briefgen email approve`"):
        check_approval(FREE + 1, MANIFEST, None)
    given = check_approval(FREE + 1, MANIFEST, approval)
    assert given is not None
    assert (given.who, given.when) == ("Director of Public Health Sheffield", NOW.isoformat(timespec="seconds"))


def test_an_approval_of_other_briefings(approval: Path) -> None:
    for letters in (1, 500):
        with pytest.raises(MailError, match="approves other briefings"):
            check_approval(letters, "cd" * 32, approval)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "who = 'A'\nwhen = 'yesterday'\nmanifest = 'ab'\n",
        "who = 'A'\nmanifest = 'ab'\n",
        "who = ' '\nwhen = '2026-11-24T09:00:00'\nmanifest = 'ab'\n",
        "who: A",
        "who = 'A\x00'",
    ],
)
def test_what_is_no_approval(text: str, tmp_path: Path) -> None:
    path = tmp_path / "approval.toml"
    path.write_text(text)
    with pytest.raises(MailError, match="briefgen email approve"):
        read_approval(path)
    with pytest.raises(MailError, match="cannot be read"):
        read_approval(tmp_path / "missing.toml")


def test_a_name_cannot_break_out_of_the_approval(tmp_path: Path) -> None:
    path = tmp_path / "approval.toml"
    write_approval(path, 'A"\nmanifest = "cd', NOW, MANIFEST)
    assert read_approval(path).manifest == MANIFEST


def test_the_cap_of_a_run() -> None:
    check_cap(500, 500)
    with pytest.raises(MailError, match="501 letters are more than 500 a run"):
        check_cap(501, 500)


def test_the_embargo_ends_at_its_minute() -> None:
    check_embargo(None, NOW)
    check_embargo(NOW, NOW)
    with pytest.raises(MailError, match="embargoed until 24 November 2026, 09:00 UTC"):
        check_embargo(NOW, NOW - timedelta(seconds=1))


@pytest.mark.parametrize("day", ["2027-03-31", "2027-04-15", "2027-05-06"])
def test_the_pre_election_period_refuses_without_a_reason_in_writing(day: str) -> None:
    periods = read_elections(resources.data_dir() / "catalogue" / "elections.toml")
    for reason in ("", "yes", "just do"):
        with pytest.raises(MailError, match=r"pre-election period of the local elections .* could sway a vote"):
            check_pre_election(periods, date.fromisoformat(day), reason)
    overridden = check_pre_election(periods, date.fromisoformat(day), "Asked for by the returning officer")
    assert overridden is not None
    assert overridden.poll == date(2027, 5, 6)


@pytest.mark.parametrize("day", ["2026-11-24", "2027-03-30", "2027-05-07"])
def test_outside_the_period_nothing_is_asked(day: str) -> None:
    periods = read_elections(resources.data_dir() / "catalogue" / "elections.toml")
    assert check_pre_election(periods, date.fromisoformat(day), "") is None


def test_the_shipped_periods_begin_25_working_days_before_the_first_thursday_in_may() -> None:
    """Counted back as the rules say: without weekends, Good Friday, Easter Monday and the May bank holiday."""
    for period in read_elections(resources.data_dir() / "catalogue" / "elections.toml"):
        first = date(period.poll.year, 5, 1)
        assert period.poll == first + timedelta((3 - first.weekday()) % 7)
        easter = _easter(period.poll.year)
        off = {easter - timedelta(2), easter + timedelta(1), first + timedelta(-first.weekday() % 7)}
        day, counted = period.poll, 0
        while counted < 25:
            day -= timedelta(1)
            counted += day.weekday() < 5 and day not in off
        assert period.start == day, period.what


def _easter(year: int) -> date:
    """The anonymous Gregorian reckoning (Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    lead = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * lead) // 451
    month, day = divmod(h + lead - 7 * m + 114, 31)
    return date(year, month, day + 1)


@pytest.mark.parametrize(
    "text", ["", "period = 3", "[[period]]\nstart = 2027-01-01\n", "[[period]", "[[period]]\nstart='2027-01-01'\npoll='2027-02-01'\nwhat='x'\n",
             "[[period]]\nstart = 2027-05-06\npoll = 2027-03-31\nwhat = 'x'\n", "[[period]]\nwhat = 'x'\n"],
)  # fmt: skip
def test_a_broken_file_of_elections(text: str, tmp_path: Path) -> None:
    path = tmp_path / "elections.toml"
    path.write_text(text)
    with pytest.raises(MailError, match="holds no pre-election periods"):
        read_elections(path)
    path.write_bytes(b"# \xff")
    with pytest.raises(MailError, match="holds no pre-election periods"):
        read_elections(path)
