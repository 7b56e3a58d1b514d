"""My ward: all wards of the awkward areas and every seventeenth of England; every one of them with --exhaustive."""

import copy
import re
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest
from tests.conftest import AWKWARD
from tests.text.test_sentences import FORBIDDEN, LONGEST, SLIPS

from briefgen.briefing.place_words import PlaceWords
from briefgen.briefing.sections.ward.text import ward as ward_section
from briefgen.errors import UsageError
from briefgen.facts.collect import collect
from briefgen.facts.deprivation import deprivation
from briefgen.facts.place import Place
from briefgen.facts.ward import ward
from briefgen.model.briefing import Section
from briefgen.model.charts import NeighbourhoodMap
from briefgen.model.codes import GssCode
from briefgen.model.fact import Fact, Sentence
from briefgen.model.variant import Variant
from briefgen.pipeline.session import Session

Made = tuple[Section, dict[str, Fact]]
CHERWELL_WARD = "E05010929"
COUNTY = "E10000017"


def written(session: Session, area: str, codes: list[str]) -> Iterator[tuple[str, Made]]:
    """The section of each ward, the authority's own facts worked out once."""
    place = Place(session.areas.by_code[area], session.tables, session.england)
    known = deprivation(place)
    words = PlaceWords(session.wording, collect(place.area, place.tables, place.england))
    for code in codes:
        own = replace(place, register=copy.deepcopy(place.register))
        yield code, (ward_section(ward(own, known, GssCode(code)), words), own.register.facts)


def assembled(session: Session, wards: pd.DataFrame) -> Iterator[tuple[str, Made]]:
    for area, group in wards.groupby("areacd"):
        yield from written(session, str(area), list(group["ward"]))


@pytest.fixture(scope="module")
def many(session: Session) -> dict[str, Made]:
    """The awkward areas whole, every empty ward, Cherwell's, and a sample of four hundred."""
    wards = session.england.wards.reset_index()
    chosen = wards["areacd"].isin(AWKWARD) | wards["average_score"].isna()
    chosen |= (wards["ward"] == CHERWELL_WARD) | (wards.index % 17 == 0)
    return dict(assembled(session, wards[chosen]))


def prose(section: Section) -> Iterator[Sentence]:
    yield section.title
    yield from section.lead
    yield from section.missing
    for figure in section.figures:
        yield from (figure.title, figure.subtitle, figure.alt)
    for table in section.tables:
        yield from (table.title, *([table.note] if table.note else []))


def kept_rules(made: dict[str, Made]) -> None:
    said = {s.text: s for section, _ in made.values() for s in prose(section)}
    rules = [*FORBIDDEN, *(pattern for pattern, _ in SLIPS), r"\bAll two\b", r"\b100\.0% of its"]
    assert {(rule, text) for rule in rules for text in said if re.search(rule, text)} == set()
    for text, sentence in said.items():
        loose = "".join(part for part in sentence.parts if isinstance(part, str))
        assert not re.search(r"\d", loose), text
        if ".alt" not in sentence.id:
            for part in re.split(r"(?<=[.;:?]) (?=[A-Z0-9a-z])", text):
                assert len(part.split()) <= LONGEST, text
    assert max(len(section.title.text) for section, _ in made.values()) <= 112
    assert max(len(section.lead) for section, _ in made.values()) <= 4


def test_the_sentences_of_many_wards_keep_the_rules(many: dict[str, Made]) -> None:
    assert len(many) > 600
    kept_rules(many)


@pytest.mark.exhaustive
def test_the_sentences_of_all_6826_wards_keep_the_rules(session: Session) -> None:
    made = dict(assembled(session, session.tables.wards))
    assert len(made) == 6826
    kept_rules(made)


def test_every_fact_that_is_named_is_in_the_book(many: dict[str, Made]) -> None:
    for section, facts in many.values():
        cells = (cell.text for table in section.tables for row in table.rows for cell in row.cells)
        for sentence in (*prose(section), *cells):
            assert set(sentence.facts) <= set(facts) | {"label"}, sentence


def test_9_the_33_empty_wards_say_so_and_have_no_figure(many: dict[str, Made], session: Session) -> None:
    empty = {code for code, (section, _) in many.items() if section.title.id == "ward.title.empty"}
    by_area = session.tables.wards.set_index("ward").loc[sorted(empty), "areacd"].value_counts()
    assert (len(empty), by_area["E09000001"], by_area["E06000053"]) == (33, 20, 4)
    for code in empty:
        section, facts = many[code]
        assert section.title.text.startswith("No neighbourhood is assigned to ")
        assert {id for id in facts if id.startswith("ward.")} <= {"ward.neighbourhoods", "ward.wards"}
        assert section.figure("ward.own") is None


def test_9_no_share_and_no_spread_under_three(many: dict[str, Made], session: Session) -> None:
    few = [(s, f) for s, f in many.values() if 0 < f["ward.neighbourhoods"].value < 3]
    counts = session.england.wards["n_lsoas"]
    assert int((counts == 1).sum()) == 411
    assert len(few) > 50
    for section, facts in few:
        assert not {id for id in facts if id.startswith("ward.residents")}
        assert not {s.id for s in section.lead} & {"ward.lead.spread", "ward.lead.same", "ward.lead.shares"}
    three = next(f for _, f in many.values() if f["ward.neighbourhoods"].value == 3 and "ward.rank" in f)
    assert "ward.residents.fifth" in three


def test_8_the_neighbourhood_of_another_authority_is_left_out_and_named(
    many: dict[str, Made], session: Session
) -> None:
    section, _ = many[CHERWELL_WARD]
    assert "One neighbourhood of West Northamptonshire is assigned" in " ".join(s.text for s in section.missing)
    own = section.table("ward.named")
    assert own is not None
    assert "imd.lsoa.E01027305.rank" not in many[CHERWELL_WARD][1]
    said = [code for code, (s, _) in many.items() if any(m.id == "ward.limits.astray" for m in s.missing)]
    assert said == [CHERWELL_WARD]
    people = session.tables.neighbourhoods.set_index("lsoa")
    counted = people[(people["ward"] == CHERWELL_WARD) & (people["areacd"] == "E07000177")]
    mean = (counted["score"] * counted["population"]).sum() / counted["population"].sum()
    assert many[CHERWELL_WARD][1]["ward.score"].value == pytest.approx(mean)


def test_10_names_that_repeat_carry_their_letter(many: dict[str, Made]) -> None:
    section, _ = many["E05013208"]  # Marsden & Southfield: Nelson East three times
    table = section.table("ward.named")
    assert table is not None
    names = [row.cells[1].text.text for row in table.rows]
    assert names[:3] == ["Nelson East (010F)", "Nelson East (010E)", "Nelson East (010D)"]
    for code, (made, _) in many.items():
        own = made.table("ward.named")
        if own is not None:
            shown = [row.cells[1].text.text for row in own.rows]
            assert len(set(shown)) == len(shown), code


def test_20_no_rank_tenth_or_share_in_the_two_smallest(many: dict[str, Made], session: Session) -> None:
    wards = session.tables.wards
    for code in wards.loc[wards["areacd"].isin(["E09000001", "E06000053"]), "ward"]:
        section, facts = many[code]
        # England's own gradients over its tenths stand in every briefing.
        local = [id for id in facts if not id.startswith(("hle_decile.", "covid19_decile."))]
        assert not {id for id in local if re.search(r"rank|decile|residents|first", id)}, code
        assert section.figure("ward.strip") is None
        for figure in section.figures:
            assert isinstance(figure.chart, NeighbourhoodMap)
            assert figure.chart.deciles == ()


def test_the_ranks_of_an_authority_run_from_one_and_follow_the_scores(session: Session) -> None:
    table = session.england.wards
    own = table[(table["areacd"] == "E06000002") & table["rank"].notna()].sort_values("rank")
    assert list(own["rank"]) == list(range(1, 21))
    assert own["average_score"].is_monotonic_decreasing
    assert set(own["of"]) == {20}


def test_a_ward_s_figures_add_up_to_its_authority_s(session: Session) -> None:
    """Residents-weighted, the wards of Middlesbrough give its published average score."""
    table = session.england.wards
    own = table[table["areacd"] == "E06000002"]
    people = session.tables.neighbourhoods.groupby("ward")["population"].sum().reindex(own.index)
    mean = float((own["average_score"] * people).sum() / people.sum())
    assert mean == pytest.approx(session.england.score("E06000002"), abs=0.053)


def test_a_tie_is_joint(session: Session) -> None:
    from briefgen.facts.wards_and_seats import ward_table

    evidence = session.tables
    alike = evidence.neighbourhoods.copy()
    alike.loc[alike["areacd"] == "E06000002", "score"] = 40.0
    table = ward_table(replace(evidence, neighbourhoods=alike))
    own = table[table["areacd"] == "E06000002"]
    assert set(own["rank"]) == {1}
    assert set(own["joint"]) == {1}


@pytest.fixture(scope="module")
def of_the_county(session: Session) -> dict[str, Made]:
    wards = session.tables.wards
    codes = list(wards.loc[wards["areacd"] == "E07000122", "ward"])
    return dict(written(session, COUNTY, codes))


def test_a_county_s_ward_stands_among_its_district_s_wards(
    of_the_county: dict[str, Made], many: dict[str, Made]
) -> None:
    section, facts = of_the_county["E05013208"]
    assert facts["ward.rank"] == many["E05013208"][1]["ward.rank"]
    assert "3rd of 12 wards in Pendle" in section.lead[0].text
    beside = section.table("ward.beside")
    assert beside is not None
    assert [column.heading for column in beside.columns] == ["Measure", "Ward", "Pendle", "Lancashire", "England"]
    assert facts["ward.district.first"].display == many["E05013208"][1]["imd.residents.first"].display
    assert "electoral divisions" in " ".join(s.text for s in section.missing)


def test_the_ward_follows_page_one_and_numbers_run_on(session: Session) -> None:
    made = session.briefing(session.areas.resolve("E06000002"), Variant(ward=GssCode("E05009857")))
    assert [section.id for section in made.sections][:3] == ["brief", "ward", "deprivation"]
    assert [section.number for section in made.sections] == list(range(1, len(made.sections) + 1))
    plain = session.briefing(session.areas.resolve("E06000002"))
    assert "ward" not in {section.id for section in plain.sections}
    assert not {id for id in plain.facts if id.startswith(("ward.", "seats."))}


def test_another_authority_s_ward_and_no_ward_are_refused(session: Session) -> None:
    with pytest.raises(UsageError, match=r"is a ward of Pendle \(E07000122\), not of Middlesbrough"):
        session.briefing(session.areas.resolve("E06000002"), Variant(ward=GssCode("E05013208")))
    with pytest.raises(UsageError, match="not a ward of May 2025"):
        session.briefing(session.areas.resolve("E06000002"), Variant(ward=GssCode("E05000001")))


def test_a_part_of_a_topology_keeps_its_shapes_and_drops_the_rest(session: Session) -> None:
    area = session.areas.authorities["E06000002"]  # type: ignore[index]
    whole = session.tables.shapes(area)
    codes = pd.Series([shape.code for shape in whole.shapes[:3]])
    part = whole.part(frozenset(codes))

    def outline(topology: object, code: str) -> list[tuple[float, float]]:
        shape = next(s for s in topology.shapes if s.code == code)  # type: ignore[attr-defined]
        arcs = topology.arcs  # type: ignore[attr-defined]
        return [
            p
            for polygon in shape.polygons
            for ring in polygon
            for a in ring
            for p in (arcs[a] if a >= 0 else arcs[~a][::-1])
        ]

    assert [shape.code for shape in part.shapes] == list(codes)
    assert len(part.arcs) < len(whole.arcs)
    for code in codes:
        assert outline(part, code) == outline(whole, code)
