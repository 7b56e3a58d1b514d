"""The recheck over all 317 briefings: the faults it is known to find, nothing new, and its eye for planted ones."""

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from briefgen.audit.recheck import Tables
from tests.recheck.conftest import Rechecked
from tests.recheck.mutants import EACH, PLACES, survivors

pytestmark = pytest.mark.slow
KNOWN: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "known.toml").read_text(encoding="utf-8"))["fault"]
UNREAD = 0.05  # of the sentences that claim something
FOUND = 0.95  # of the mutants


def test_all_are_rechecked(rechecked: Rechecked) -> None:
    assert len(rechecked.reports) == 317
    assert all(found.read > 20 for found in rechecked.reports.values())


def counted(rechecked: Rechecked) -> Counter[str]:
    return Counter(finding.kind for report in rechecked.reports.values() for finding in report.findings)


def test_no_kind_of_fault_is_new_and_none_has_grown(rechecked: Rechecked) -> None:
    known = {fault["kind"]: fault["count"] for fault in KNOWN}
    places = {fault["kind"]: fault["places"] for fault in KNOWN}
    found = counted(rechecked)
    grown = {kind: f"{n} findings, {known.get(kind, 0)} known" for kind, n in found.items() if n > known.get(kind, 0)}
    where = Counter(kind for report in rechecked.reports.values() for kind in {f.kind for f in report.findings})
    grown |= {kind: f"{n} places, {places.get(kind, 0)} known" for kind, n in where.items() if n > places.get(kind, 0)}
    assert not grown


def test_every_known_fault_still_occurs(rechecked: Rechecked) -> None:
    """What is mended is struck from known.toml in the same change."""
    assert {fault["kind"] for fault in KNOWN} <= set(counted(rechecked))


def test_every_known_fault_has_its_example(rechecked: Rechecked) -> None:
    shown = {f"{code}: {finding.sentence}" for code, report in rechecked.reports.items() for finding in report.findings}
    assert {fault["example"] for fault in KNOWN} <= shown


def test_few_sentences_with_a_claim_are_unread(rechecked: Rechecked) -> None:
    unread = [(code, sentence) for code, report in rechecked.reports.items() for _, sentence, _ in report.unread]
    read = sum(report.read for report in rechecked.reports.values())
    assert len(unread) < UNREAD * (read + len(unread)), unread[:20]


def test_planted_faults_are_found(rechecked: Rechecked, figures: Tables) -> None:
    left, made = survivors(rechecked.twins, figures)
    assert made == PLACES * EACH
    told = [f"{m.place} {m.operator}: {m.was!r} -> {m.now!r}: {m.context}" for m, _ in left]
    assert len(left) <= made * (1 - FOUND), told
