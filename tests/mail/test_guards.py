"""What must be true before a letter leaves: each guard refuses in one sentence that says what to do."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from briefgen import resources
from briefgen.delivery.mail.guards import check_cap, check_embargo, check_pre_election, read_elections
from briefgen.errors import MailError

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


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
