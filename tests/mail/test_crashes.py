"""The sender killed, or the relay gone, at every stage: nobody twice, nobody lost, what is unknown is listed."""

import multiprocessing
import os
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing import forkserver
from multiprocessing.connection import wait
from multiprocessing.context import ForkServerContext
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
import trustme
from letters import NOW, channel, letters, run, send_in_child
from relays import STAGES, LoopbackRelay, Once

from briefgen.delivery.mail.ledger import Ledger, Row
from briefgen.delivery.mail.outcomes import State
from briefgen.errors import MailError
from briefgen.pipeline.mail.send import resolve

PEOPLE = 7
EACH = 3  # letters a connection, so that there is a third greeting
DROPS = [(stage, nth) for stage in STAGES for nth in (1, 2, 3)]
KILLS = [(stage, nth) for stage in STAGES for nth in (1, 3)]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """A warm process from which children come: each run is a process of its own, without importing for a second."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["letters"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(Path(__file__).parent))  # else it finds nothing to load ahead
        forkserver.ensure_running()
    return context


@dataclass
class Killing:
    """Does to the child what a power cut would, in the middle of a sentence."""

    child: BaseProcess | None = None
    killed: list[int] = field(default_factory=list)

    def __call__(self) -> bool:
        assert self.child is not None
        assert self.child.pid is not None
        self.killed.append(self.child.pid)
        os.kill(self.child.pid, signal.SIGKILL)
        wait([self.child.sentinel], 10)
        return False  # the connection ends by itself


def check(relay: LoopbackRelay, ledger: Path) -> list[Row]:
    """The unknown ones, after asserting that none came twice and none is lost."""
    held = Ledger(ledger)
    rows = held.rows()
    held.close()
    got = Counter(arrived.recipient for arrived in relay.arrived)
    everybody = {letter.address for letter in letters(PEOPLE)}
    unknown = [row for row in rows if row.state is State.UNKNOWN]
    assert max(got.values()) == 1, "somebody got it twice"
    assert set(got) | {row.address for row in unknown} == everybody, "somebody is lost"
    assert {row.address for row in rows if row.state is State.SENT} <= set(got), "said to be sent, and was not"
    assert {row.state for row in rows} <= {State.SENT, State.UNKNOWN}
    assert len(unknown) <= 1
    return unknown


@pytest.mark.parametrize(("stage", "nth"), DROPS)
def test_the_relay_drops_the_connection(
    stage: str, nth: int, ledger_file: Path, trusted: Path, authority: trustme.CA
) -> None:
    fault = Once(stage, nth)
    with LoopbackRelay(authority, each=EACH, fault=fault) as relay:
        first = run(ledger_file, letters(PEOPLE), channel(relay, trusted))
        assert fault._seen >= nth, "the fault never struck"
        second = run(ledger_file, letters(PEOPLE), channel(relay, trusted))
    unknown = check(relay, ledger_file)
    assert second.sent == 0
    assert first.unknown == second.unknown == len(unknown)
    if stage in ("forgotten", "kept"):
        arrived = {letter.recipient for letter in relay.arrived}
        assert [row.address in arrived for row in unknown] == [stage == "kept"]
    elif stage != "body":  # a small letter may have left whole before the relay stopped reading it
        assert not unknown


@pytest.mark.parametrize(("stage", "nth"), KILLS)
def test_the_sender_is_killed(
    stage: str, nth: int, ledger_file: Path, trusted: Path, authority: trustme.CA, processes: ForkServerContext
) -> None:
    killing = Killing()
    with LoopbackRelay(authority, each=EACH, fault=Once(stage, nth, killing)) as relay:
        arguments = (str(ledger_file), PEOPLE, relay.address, str(trusted))
        killing.child = processes.Process(target=send_in_child, args=arguments)
        killing.child.start()
        killing.child.join(20)
        assert killing.killed, "the child was not killed"
        assert killing.child.exitcode == -signal.SIGKILL
        wait_until_quiet(relay)
        second = run(ledger_file, letters(PEOPLE), channel(relay, trusted))
        third = run(ledger_file, letters(PEOPLE), channel(relay, trusted))
    unknown = check(relay, ledger_file)
    assert second.unknown == third.unknown == len(unknown)
    assert third.sent == 0
    if STAGES.index(stage) < STAGES.index("body"):
        assert not unknown
    if stage in ("forgotten", "kept"):
        assert len(unknown) == 1


def wait_until_quiet(relay: LoopbackRelay) -> None:
    """The relay may still be reading what the child wrote before it died."""
    seen, since = -1, time.monotonic()
    while time.monotonic() - since < 0.2:
        if len(relay.arrived) != seen:
            seen, since = len(relay.arrived), time.monotonic()
        time.sleep(0.02)


def test_what_is_unknown_goes_again_only_when_somebody_says_so(
    ledger_file: Path, trusted: Path, authority: trustme.CA
) -> None:
    with LoopbackRelay(authority, fault=Once("forgotten", 2)) as relay:
        run(ledger_file, letters(PEOPLE), channel(relay, trusted))
        (unknown,) = check(relay, ledger_file)
        held = Ledger(ledger_file)
        assert "did not answer" in unknown.answer
        assert resolve(held, unknown.id, False, "A. Clerk", NOW).state is State.PLANNED
        with pytest.raises(MailError, match="not of unknown fate"):
            resolve(held, unknown.id, True, "A. Clerk", NOW)
        held.close()
        assert run(ledger_file, letters(PEOPLE), channel(relay, trusted)).sent == 1
    assert not check(relay, ledger_file)


def test_a_second_run_says_so_and_stops(
    ledger_file: Path, trusted: Path, authority: trustme.CA, processes: ForkServerContext
) -> None:
    seconds: list[str] = []

    def second_run() -> bool:
        with pytest.raises(MailError, match="Another run is sending") as caught:
            run(ledger_file, letters(PEOPLE), channel(relay, trusted))
        seconds.append(str(caught.value))
        return False

    with LoopbackRelay(authority, fault=Once("rcpt", 3, second_run)) as relay:
        child = processes.Process(target=send_in_child, args=(str(ledger_file), PEOPLE, relay.address, str(trusted)))
        child.start()
        child.join(20)
        assert child.exitcode == 0
    assert len(seconds) == 1
    assert not check(relay, ledger_file)


def test_two_runs_started_at_once(
    ledger_file: Path, trusted: Path, authority: trustme.CA, processes: ForkServerContext
) -> None:
    with LoopbackRelay(authority) as relay:
        both = [
            processes.Process(target=send_in_child, args=(str(ledger_file), PEOPLE, relay.address, str(trusted)))
            for _ in range(2)
        ]
        for child in both:
            child.start()
        for child in both:
            child.join(20)
        assert 0 in [child.exitcode for child in both]
    assert not check(relay, ledger_file)
