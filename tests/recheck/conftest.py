"""All 317 twins, rechecked once a process; of the documents themselves only the ones that are changed are kept."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from briefgen import resources
from briefgen.audit.recheck import Report, Tables, report, tables
from briefgen.pipeline.session import Session
from tests.recheck.mutants import sample


@dataclass(frozen=True, slots=True)
class Rechecked:
    """Each authority's report, and the twins of the sample."""

    reports: dict[str, Report]
    twins: dict[str, bytes]


@pytest.fixture(scope="session")
def figures() -> Tables:
    return tables(resources.data_dir())


@pytest.fixture(scope="session")
def rechecked(session: Session, figures: Tables) -> Rechecked:
    codes = sorted(str(code) for code in session.areas.authorities)
    kept = set(sample(codes))
    reports, twins = {}, {}
    for code in codes:
        document = session.renderer.documents(session.briefing(session.areas.resolve(code))).contents(["html"])["html"]
        reports[code] = report(document, figures)
        if code in kept:
            twins[code] = document
    return Rechecked(reports, twins)


@pytest.fixture
def said(figures: Tables) -> Callable[..., list[str]]:
    """(name of a place, what a briefing of it says in HTML or as sentences) -> kinds of the findings."""

    def kinds(place: str, *lines: str) -> list[str]:
        body = "".join(line if line.startswith("<") else f"<p>{line}</p>" for line in lines)
        page = f'<html><body><h1>{place}</h1><section id="sec-x">{body}</section></body></html>'
        return [finding.kind for finding in report(page.encode(), figures).findings]

    return kinds
