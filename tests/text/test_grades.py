"""What a grade lets a text say, over all 317: no verdict word without an interval, no rank that the range cannot bear."""

import re
from collections.abc import Iterator

import pytest
from tests.text.test_sentences import sentences, tables

from briefgen.model.briefing import Briefing
from briefgen.model.catalogue import Grade, Polarity
from briefgen.model.verdict import Untested, Verdict
from briefgen.pipeline.session import Session

VERDICT = re.compile(r"\b(better|worse|best|worst|good|poor|bad|ahead|significant\w*)\b(?! level)", re.I)
# Rules of choice, not verdicts on a figure: page one's slots are filled by the rule of METHODS 21.2.
CHOSEN = ("brief.point.problem", "brief.point.problem_alone", "brief.point.strength", "brief.point.strength_alone")


@pytest.fixture(scope="module")
def everyone(session: Session) -> list[Briefing]:
    return [session.briefing(session.areas.resolve(str(code))) for code in session.areas.authorities]


def graded(briefing: Briefing, facts: tuple[str, ...]) -> Iterator[tuple[str, Grade]]:
    """The indicators whose figures stand in a text, with their grade; life expectancy is tested in one period."""
    for id in facts:
        entry = briefing.indicators.get(id.split(".")[0].split("@")[0])
        if (
            entry is not None
            and entry.id != "le"
            and id.rsplit(".", 1)[-1].split("@")[0] in ("value", "england", "gap", "region")
        ):
            yield entry.id, entry.grade


def test_no_sentence_judges_a_figure_without_an_interval(everyone: list[Briefing]) -> None:
    found = {
        (said.id, said.text)
        for briefing in everyone
        for said in sentences(briefing)
        if said.id not in CHOSEN
        and VERDICT.search("".join(part for part in said.parts if isinstance(part, str)))
        and any(grade is not Grade.A for _, grade in graded(briefing, said.facts))
    }
    assert not found


def test_no_sentence_ranks_an_indicator(everyone: list[Briefing]) -> None:
    """Ranks in sentences are of the index of deprivation, which is complete; an indicator's stands in a table."""
    found = {
        (said.id, said.text)
        for briefing in everyone
        for said in sentences(briefing)
        for id in said.facts
        if id.endswith((".rank", ".ranked")) and not id.startswith("imd.")
    }
    assert not found


def test_what_has_no_interval_has_no_verdict_in_a_table(everyone: list[Briefing]) -> None:
    judged = {Verdict.BETTER, Verdict.WORSE, Verdict.SIMILAR, Verdict.HIGHER, Verdict.LOWER}
    seen = 0
    for briefing in everyone:
        for table in tables(briefing):
            for row in table.rows:
                verdict = next((cell.verdict for cell in row.cells if cell.verdict in judged), None)
                if verdict is None:
                    continue
                fact = next(briefing.facts[id] for cell in row.cells for id in cell.text.facts if id in briefing.facts)
                assert fact.lci_95 is not None, (table.id, fact.id)
                entry = briefing.indicators[fact.id.split(".")[0].split("@")[0]]
                assert entry.grade is not Grade.D
                assert (verdict in (Verdict.HIGHER, Verdict.LOWER)) <= (entry.polarity is Polarity.NEUTRAL)
                seen += 1
    assert seen > 3000


def test_ranks_in_tables_are_of_grades_that_bear_one(everyone: list[Briefing], session: Session) -> None:
    """Grade B with its ties, or A with a range of at most a third; 280 districts or 145 upper tiers have a figure."""
    from briefgen.statistics.rank import narrow, rank_range

    seen = 0
    for briefing in everyone:
        upper = briefing.area.is_county
        for id, fact in briefing.facts.items():
            if not id.endswith(".rank") or id.startswith("imd."):
                continue
            entry = briefing.indicators[id.split(".")[0]]
            rows = session.england.authorities(entry.id, "persons", entry.latest, upper=upper)
            assert len(rows) >= (145 if upper else 280)
            assert entry.polarity is not Polarity.NEUTRAL
            assert entry.grade in (Grade.A, Grade.B)
            if entry.grade is Grade.A:
                errors = list((rows["uci_95"] - rows["lci_95"]) / 3.92)
                low, high = rank_range(list(rows["value"]), errors, entry.polarity is Polarity.LOWER_IS_BETTER)[
                    list(rows.index).index(str(briefing.area.code))
                ]
                assert narrow(low, high, len(rows))
            assert 1 <= fact.value <= len(rows)
            seen += 1
    assert seen > 1000


def test_what_is_too_imprecise_or_too_small_is_said_as_not_tested(everyone: list[Briefing]) -> None:
    reasons = {c.untested for b in everyone for c in b.comparisons.values() if c.verdict is Verdict.NOT_TESTED}
    assert {Untested.IMPRECISE, Untested.SMALL_AREA, Untested.NO_INTERVAL, Untested.NO_VALUE} <= reasons
    for briefing in everyone:
        for found in briefing.comparisons.values():
            assert (found.verdict is Verdict.NOT_TESTED) == (found.untested is not None)
