"""Political geography: off unless asked for, both counts always together, every party written alike."""

import re
from collections.abc import Callable, Iterator

import pytest
from tests.text.test_sentences import FORBIDDEN, LONGEST, SLIPS

from briefgen.briefing.place_words import PlaceWords
from briefgen.briefing.sections.political.text import political as political_section
from briefgen.facts.collect import collect
from briefgen.facts.place import Place
from briefgen.facts.political import PARTIES, political
from briefgen.model.briefing import Briefing, Section
from briefgen.model.charts import AuthorityMap
from briefgen.model.fact import Fact, Sentence
from briefgen.model.variant import Variant
from briefgen.pipeline.session import Session

Made = tuple[Section, dict[str, Fact]]


@pytest.fixture(scope="module")
def everyone(session: Session) -> dict[str, Made]:
    made = {}
    for code in session.areas.authorities:
        place = Place(session.areas.by_code[code], session.tables, session.england)
        words = PlaceWords(session.wording, collect(place.area, place.tables, place.england))
        made[str(code)] = (political_section(political(place), words), place.register.facts)
    return made


def prose(section: Section) -> Iterator[Sentence]:
    yield section.title
    yield from (*section.lead, *section.missing, *section.notes)
    for figure in section.figures:
        yield from (figure.title, figure.subtitle, figure.alt)
    for table in section.tables:
        yield from (table.title, *([table.note] if table.note else []))


def cells(section: Section, id: str) -> list[list[str]]:
    table = section.table(id)
    assert table is not None
    return [[cell.text.text for cell in row.cells] for row in table.rows]


def test_the_sentences_of_all_317_keep_the_rules(everyone: dict[str, Made]) -> None:
    said = {s.text: s for section, _ in everyone.values() for s in prose(section)}
    rules = [*FORBIDDEN, *(pattern for pattern, _ in SLIPS), r"\bAll two\b"]
    assert {(rule, text) for rule in rules for text in said if re.search(rule, text)} == set()
    for text, sentence in said.items():
        assert not re.search(r"\d", "".join(part for part in sentence.parts if isinstance(part, str))), text
        if not re.search(r"\.alt|notes|missing", sentence.id):
            for part in re.split(r"(?<=[.;:?]) (?=[A-Z0-9a-z])", text):
                assert len(part.split()) <= LONGEST, text
    assert max(len(section.title.text) for section, _ in everyone.values()) <= 112
    for section, facts in everyone.values():
        for sentence in prose(section):
            assert set(sentence.facts) <= set(facts) | {"period", "label"}, sentence


def test_both_counts_stand_together_in_text_table_and_alternative_text(everyone: dict[str, Made]) -> None:
    for section, _ in everyone.values():
        lead = " ".join(s.text for s in section.lead)
        assert "21 of the 39 lie in the worst fifth of 533 English seats; chance would give about 8" in lead
        assert "21 of the 108 seats in that fifth" in lead
        assert "Conservative 33 and Labour 75" in lead
        alt = section.figures[0].alt.text
        assert "Of 39 listed seats 21" in alt
        assert "21 of the 108 seats there" in alt
        assert cells(section, "political.two_way")[0][1:] == ["21", "18", "39"]
        assert cells(section, "political.two_way")[2][1:] == ["108", "425", "533"]
        assert "27 were Conservative gains and 12 were not" in section.table("political.winners").note.text  # type: ignore[union-attr]


def test_69_the_list_is_always_called_unofficial_and_no_one_is_a_voter(everyone: dict[str, Made]) -> None:
    for section, _ in everyone.values():
        for sentence in prose(section):
            for clause in re.split(r"(?<=\.) ", sentence.text):
                if "red wall" in clause:
                    assert "unofficial" in clause, clause
            assert not re.search(r"\bvoters?\b|\bvotes\b", sentence.text)
        assert any("unofficial" in s.text for s in section.lead)
        land = section.table("political.seats_2024")
        assert land is not None
        assert land.note is not None
        if land.columns[2].heading == "Share of land":
            assert "land, not of people" in land.note.text


def test_69_the_seats_that_labour_held_and_the_speaker_s_are_on_the_list(session: Session) -> None:
    table = session.england.seats.table
    listed = table[table["unofficial_list"] == 1]
    assert int((listed["winner"] == "Lab").sum()) == 11
    assert list(listed.loc[listed["winner"] == "Spk", "name"]) == ["Chorley"]


def test_parties_stand_in_one_order_and_without_an_adjective(everyone: dict[str, Made], session: Session) -> None:
    names = [session.wording.say(f"political.party.{code}").text for code in PARTIES]
    assert names == sorted(names)
    for section, _ in everyone.values():
        shown = [row[0] for row in cells(section, "political.winners")]
        assert shown == sorted(shown)
        for year in (2019, 2024):
            seats = [row[0] for row in cells(section, f"political.seats_{year}")]
            assert seats == sorted(seats)
            assert {row[1] for row in cells(section, f"political.seats_{year}")} <= set(names)


def test_the_seats_of_four_places(everyone: dict[str, Made]) -> None:
    middlesbrough = everyone["E06000002"][0]
    assert [row[0] for row in cells(middlesbrough, "political.seats_2019")] == [
        "Middlesbrough",
        "Middlesbrough South and East Cleveland",
    ]
    assert cells(everyone["E07000122"][0], "political.seats_2019") == [["Pendle", "Conservative", "No", "6,186"]]
    # A hair's breadth of Islington South lies in the City on the map; ten hectares are asked for.
    assert [row[0] for row in cells(everyone["E09000001"][0], "political.seats_2024")] == [
        "Cities of London and Westminster"
    ]
    assert "Norwich South" in [row[0] for row in cells(everyone["E07000149"][0], "political.seats_2024")]
    lancashire = everyone["E10000017"][0]
    assert [row[0] for row in cells(lancashire, "political.seats_2019") if row[2] == "Yes"] == [
        "Burnley",
        "Chorley",
        "Hyndburn",
    ]


def test_every_authority_has_a_seat_at_each_election_and_its_land_is_whole(session: Session) -> None:
    parts = session.tables.constituency_areas
    for year in (2019, 2024):
        assert set(parts.loc[parts["election"] == year, "areacd"]) == set(map(str, session.england.district_codes))
    land = parts[parts["election"] == 2024].groupby("areacd")["share_of_land"].sum()
    assert land.between(0.99, 1.01).all()


def test_the_map_shades_what_the_sentence_counts(everyone: dict[str, Made], session: Session) -> None:
    chart = everyone["E07000122"][0].figures[0].chart
    assert isinstance(chart, AuthorityMap)
    upper = {str(c): str(a.upper_tier) for c, a in session.tables.areas.items() if a.region}
    assert len({upper[code] for code in chart.shaded}) == 30
    assert len(chart.marks) == 29
    assert sum(set(codes) <= set(chart.shaded) for codes in chart.marks) == 10
    assert chart.place == ("E07000122",)


def test_it_is_there_only_when_asked_for(session: Session, briefing: Callable[[str], Briefing]) -> None:
    plain = briefing("E06000002")
    assert "political" not in {section.id for section in plain.sections}
    words = " ".join(s.text for section in plain.sections for s in (section.title, *section.lead, *section.notes))
    assert not re.search(r"Labour|Conservative|red wall|constituenc", words)
    assert not {id for id in plain.facts if id.startswith("seats.")}
    asked = session.briefing(session.areas.resolve("E06000002"), Variant(political=True))
    assert [section.id for section in asked.sections][-2:] == ["political", "about"]
    sources = asked.section("about").table("about.sources")
    assert sources is not None
    assert any("General election 2024" in row.cells[0].text.text for row in sources.rows)
