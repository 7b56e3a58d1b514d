"""What the recheck says of one sentence: nothing where it is true, the kind of fault where it is not, in several siblings."""

from collections.abc import Callable

import pytest

from briefgen.audit.recheck import Tables, recheck, report
from briefgen.audit.recheck.claims import period_label
from briefgen.audit.recheck.words import agrees, ordinal, read
from briefgen.errors import AuditError

Said = Callable[..., list[str]]
M, B, K = "Middlesbrough", "Blackpool", "Kensington and Chelsea"
LEVEL = "Women in Middlesbrough can expect 54.2 years in good health and men 53.9; England’s figures are 61.3 and 60.9."

TRUE = [
    (M, "45 of Middlesbrough’s 90 neighbourhoods are in England’s most deprived tenth; on average score it is 2nd most deprived of 296 authorities."),
    (M, "Middlesbrough ranks 2nd of 296 authorities on average deprivation score, counting from the most deprived."),
    (M, "Other summaries differ: 1st on its share of neighbourhoods in the most deprived tenth, 21st on average rank."),
    (M, "49.2% of residents live in the most deprived tenth of neighbourhoods and 58.7% in the most deprived fifth; England’s own shares are 10.0% and 20.1%."),
    (M, "Healthy life in Middlesbrough is 7.0 to 7.1 years shorter than in England"),
    (M, LEVEL),
    (M, "The difference is more than chance would explain: the whole 95% interval lies below England’s figure."),
    (M, "It lies within the band expected for its deprivation."),
    (M, "Men’s life expectancy differs by 17.4 years inside Middlesbrough between its most and least deprived ends; in England by 10.4."),
    (M, "Life expectancy is 81.0 years for women and 75.9 for men (2023 to 2025)."),
    (M, "The same money shared by residents in deprived neighbourhoods would have meant £18.3 million to £22.6 million here: more than came, on all twelve ways of counting."),
    (M, "It has a part in one shared award, worth £17.8 million across its partners; what part came here is not published."),
    (M, "Middlesbrough was in priority category 1 for the fund’s first round; the first was the highest."),
    (M, "First wave: a higher COVID-19 death rate than England’s"),
    (M, "34 authorities had more need than England but less money led"),
    (M, "The scores of Middlesbrough’s own neighbourhoods typically lie 24.6 points from their mean (standard deviation); across England it is 15.6."),
    (M, "For the health domain alone the regions hold more: 18.1%."),
    (M, "Most deprived on crime, least on barriers to housing and services"),
    (M, "The largest problem that can be acted on: the share of children with a good level of development at the end of Reception is 61.6%, against 68.3% in England."),
    (M, "Not available: Cancers diagnosed early (not published)."),
    (B, "It led £40.0 million of Levelling Up Fund awards"),
    ("Lancashire", "On average deprivation score Lancashire ranks 71st of 153 upper-tier authorities, counting from the most deprived; this county figure is computed."),
    ("Cornwall", "Not available: Preventable heart and stroke deaths under 75 (published jointly with a neighbour)."),
    ("Cumberland", "Not available: COVID-19 deaths, first wave (published only for the former councils)."),
    ("Cambridge", "Healthy life expectancy is published for Cambridgeshire as a whole, not for Cambridge"),
]  # fmt: skip

FALSE = [
    # one place, one count, one rank
    (M, "46 of Middlesbrough’s 90 neighbourhoods are in England’s most deprived tenth", "count: neighbourhoods"),
    (M, "Not one of Middlesbrough’s 90 neighbourhoods is in England’s most deprived tenth", "count: neighbourhoods"),
    (M, "45 of Blackpool’s 90 neighbourhoods are in England’s most deprived tenth", "name"),
    (M, "No neighbourhood in Middlesbrough is in England’s most deprived tenth", "count: neighbourhoods"),
    ("Cambridge", "Some neighbourhood in Cambridge is in England’s most deprived tenth", "count: neighbourhoods"),
    (M, "Middlesbrough ranks 3rd of 296 authorities on average deprivation score, counting from the most deprived.", "rank: deprivation"),
    (M, "Middlesbrough ranks 2nd of 295 authorities on average deprivation score, counting from the most deprived.", "rank: deprivation"),
    (M, "Middlesbrough ranks 2nd of 296 authorities on average deprivation score, counting from the least deprived.", "rank: deprivation"),
    (M, "Middlesbrough ranks joint 2nd of 296 authorities on average deprivation score, counting from the most deprived.", "tie that is none"),
    (B, "Most deprived on employment, least on barriers to housing and services", "tie not said"),
    (B, "Most deprived on crime, least on barriers to housing and services", "tie not said"),
    (M, "Most deprived on income, least on barriers to housing and services", "superlative"),
    # healthy life: way, size, sex, verdict
    (M, "Healthy life in Middlesbrough is 7.0 to 7.1 years longer than in England", "verdict"),
    (M, "Healthy life in Middlesbrough is 7.0 to 7.2 years shorter than in England", "number: healthy life"),
    (M, "Healthy life expectancy in Middlesbrough cannot be told apart from England’s", "verdict"),
    (M, LEVEL.replace("Women", "Men").replace("men 53.9", "women 53.9"), "sex"),
    (M, LEVEL.replace("54.2", "54.3"), "number: healthy life"),
    (M, LEVEL.replace("61.3", "61.4"), "number: healthy life"),
    (M, "The difference is more than chance would explain: the whole 95% interval lies above England’s figure.", "verdict"),
    ("Derby", "The 95% intervals take in England’s figures, so they cannot be told apart from them.", "one sex differs"),
    ("Leicester", "The 95% intervals take in England’s figures, so they cannot be told apart from them.", "one sex differs"),
    ("South Gloucestershire", "Healthy life expectancy in South Gloucestershire cannot be told apart from England’s", "one sex differs"),
    # change: here, in England
    (M, "The change since 2016 to 2018, −4.5 years for women and −3.7 for men, is not clear; England’s fell by 2.8 and 2.4.", "one sex changed"),
    (M, "Since 2016 to 2018 it has fallen by 3.7 years for men; for women the change, −4.5 years, is not clear. England’s fell by 2.8 years for women and 2.4 for men.", "direction"),
    ("Essex", "The change since 2016 to 2018, −3.4 years for women and −3.4 for men, is not clear; England’s rose by 2.8 and 2.4.", "direction"),
    ("Essex", "Since 2016 to 2018 it has fallen by 2.7 years for women and 1.7 for men", "direction"),
    ("Essex", "Healthy life has become longer in England; here no change is clear", "direction"),
    (M, "It lies below the band expected for its deprivation.", "verdict"),
    (M, "Men: above the band expected for its deprivation", "verdict"),
    # gaps
    (M, "Women’s life expectancy differs by 17.4 years inside Middlesbrough between its most and least deprived ends; in England by 10.4.", "number: inside"),
    (M, "Men’s life expectancy differs by 17.4 years inside Hartlepool between its most and least deprived ends; in England by 10.4.", "name"),
    (M, "Women: 20.3 healthy years between England’s tenths, 19.1 before", "number: tenths"),
    (M, "First wave: a lower COVID-19 death rate than England’s", "verdict"),
    (B, "First wave: a higher COVID-19 death rate than England’s", "verdict"),
    (M, "First wave: a COVID-19 death rate that cannot be told apart from England’s", "verdict"),
    # money
    (M, "It led some Levelling Up Fund award", "universal"),
    (B, "It led no Levelling Up Fund award", "universal"),
    (M, "It led no Levelling Up Fund award", "no award of rounds not known"),
    (K, "No Levelling Up Fund award was led here", "no award of rounds not known"),
    (B, "It led £40.1 million of Levelling Up Fund awards", "money"),
    (M, "The same money shared by residents in deprived neighbourhoods would have meant £18.3 million to £22.6 million here: less than came, on all twelve ways of counting.", "money: direction"),
    (M, "The same money shared by residents in deprived neighbourhoods would have meant £18.4 million to £22.6 million here: more than came, on all twelve ways of counting.", "money: formula"),
    (B, "Less came than any of the formulas would give", "money: direction"),
    ("Cambridge", "It has a part in one shared award, worth £47.9 million across its partners; what part came here is not published.", "shared award sited elsewhere"),
    ("Exeter", "It has a part in one shared award, worth £15.8 million across its partners; what part came here is not published.", "shared award sited elsewhere"),
    ("Ashford", "It has a part in one shared award, worth £45.0 million across its partners; what part came here is not published.", "shared award sited elsewhere"),
    (M, "Middlesbrough was in priority category 2 for the fund’s first round; the first was the highest.", "money"),
    (M, "33 authorities had more need than England but less money led", "count: authorities"),
    (M, "34 authorities had less need than England but less money led", "count: authorities"),
    # reasons
    (M, "Not available: Cancers diagnosed early (hidden because the numbers are too small).", "reason"),
    ("Cornwall", "Not available: Preventable heart and stroke deaths under 75 (not published).", "reason"),
    ("Cumberland", "Not available: COVID-19 deaths, first wave (not published).", "reason"),
    ("The Isles of Scilly", "Not available: COVID-19 deaths, first wave (hidden because the numbers are too small).", "reason"),
    (M, "Not available: Adults who smoke (not published).", "reason"),
    (M, "Healthy life expectancy is published for Cambridgeshire as a whole, not for Middlesbrough", "reason"),
    # spread and priorities
    (M, "Supported: 72.9% of the spread of scores lies within regions and 7.3% between them.", "wrong share for the claim"),
    (M, "Of the spread of neighbourhood scores in England, 72.8% lies inside authorities, 19.8% between authorities of one region and 7.3% between regions.", "number: spread"),
    (M, "For the health domain alone the regions hold less: 18.1%.", "direction"),
    (M, "The largest problem that can be acted on: the share of adults who smoke is 15.7%, against 11.5% in England.", "superlative"),
    ("Essex", "With 14.4% of children in low income before housing costs, which services reach their families first?", "question without a fact"),
    ("Cambridge", "How is the gap of 9.7 years in men’s life expectancy inside Cambridge reflected in where services are?", "question without a fact"),
    (M, "Better and worse mean that the whole 95% interval lies on one side of England’s figures.", "statement of method altered"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "sentence"), TRUE)
def test_nothing_is_found_in_a_true_sentence(said: Said, place: str, sentence: str) -> None:
    assert said(place, sentence) == []


@pytest.mark.parametrize(("place", "sentence", "kind"), FALSE)
def test_a_false_sentence_is_found(said: Said, place: str, sentence: str, kind: str) -> None:
    assert kind in said(place, sentence)


HEAD = (
    "<thead><tr>"
    + "".join(f"<th>{h}</th>" for h in ("Measure", "Period", "Here", "95% interval", "England", "Region", "Verdict"))
    + "</tr></thead>"
)
ROWS = (
    ("Healthy life expectancy, women", "2022 to 2024", "54.2", "50.9 to 57.4", "61.3", "56.9", "worse"),
    ("Healthy life expectancy, men", "2022 to 2024", "53.9", "50.6 to 57.2", "60.9", "57.0", "worse"),
    ("Preventable deaths under 75", "2024", "239.9", "–", "145.8", "–", "not tested"),
)


def table(caption: str, *rows: tuple[str, ...]) -> str:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><caption>{caption}</caption>{HEAD}<tbody>{body}</tbody></table>"


def test_a_title_that_counts_the_rows_is_right(said: Said) -> None:
    assert said(M, table("All two figures that can be tested against England are worse", *ROWS)) == []


@pytest.mark.parametrize(("caption", "kind"), [
    ("All three figures that can be tested against England are worse", "count: title"),
    ("All one figures that can be tested against England are worse", "title counts topics, not rows"),
    ("Of two figures that can be tested against England, one are worse, one similar and none better", "count: title"),
    ("None of the two figures that can be tested against England are worse", "universal"),
    ("Of two figures that can be tested against England, two are better, none similar and none better", "verdict"),
])  # fmt: skip
def test_a_title_that_does_not_is_found(said: Said, caption: str, kind: str) -> None:
    assert kind in said(M, table(caption, *ROWS))


@pytest.mark.parametrize(("column", "cell", "kind"), [
    (0, "Healthy life expectancy, men", "number: table"), (0, "Healthy death expectancy", "name"), (1, "2021 to 2023", "period"),
    (2, "54.3", "number: table"), (2, "54", "number: table"), (2, "–", "number: table"), (3, "50.9 to 57.5", "number: table"),
    (4, "61.2", "number: table"), (5, "–", "number: table"), (6, "similar", "verdict"), (6, "better", "verdict"),
])  # fmt: skip
def test_a_wrong_cell_is_found(said: Said, column: int, cell: str, kind: str) -> None:
    row = (*ROWS[0][:column], cell, *ROWS[0][column + 1 :])
    assert kind in said(M, table("Outcomes", row))


def test_one_figure_has_one_verdict_in_a_document(said: Said) -> None:
    tile = '<ul class="tiles"><li><p><span>54.2</span> <span>years</span> <span>{}</span></p><p>Healthy life expectancy, women</p><p>England 61.3 | 2022 to 2024</p></li></ul>'
    assert said(M, tile.format("worse"), table("Outcomes", ROWS[0])) == []
    assert "one figure, two verdicts" in said(M, tile.format("similar"), table("Outcomes", ROWS[0]))
    assert "one figure, two values" in said(M, tile.format("worse").replace("54.2", "54.3"), table("Outcomes", ROWS[0]))


def test_no_measure_that_meets_the_rule_is_held_against_the_tables(said: Said) -> None:
    claim = "No measure here meets the rule for a place to start"
    assert said("Braintree", claim) == []
    assert said(M, claim) == ["universal"]
    assert said(M, "No measure meets it here, as in many authorities.") == ["universal"]


def test_two_definitions_do_not_share_a_phrase(said: Said) -> None:
    then = "57.3% of residents lived in the most deprived fifth of neighbourhoods (England 19.9%)."
    now = "49.2% of residents live in the most deprived tenth of neighbourhoods and 58.7% in the most deprived fifth; England’s own shares are 10.0% and 20.1%."
    assert said(M, then.replace(" (", " by IoD2019 ("), now) == []
    assert said(M, then, now) == ["two definitions, one name"]


def test_ids_beside_a_sentence_decide_nothing(said: Said) -> None:
    right = '<p>Healthy life here is <data value="0" data-fact="le.male.gap">7.0</data> to 7.1 years shorter than in England</p>'
    assert said(M, right) == []
    assert said(M, right.replace(">7.0<", ">6.0<").replace('"0"', '"7.0"')) == ["number: healthy life"]


def test_a_page_of_no_authority_is_refused() -> None:
    with pytest.raises(AuditError, match="is no authority"):
        recheck(b"<html><body><h1>Atlantis</h1></body></html>")
    with pytest.raises(AuditError, match="UTF-8"):
        recheck(b"<html><body><h1>\xff\xfe</h1></body></html>")


def test_numbers_as_they_are_printed() -> None:
    assert read("£18.3 million").fits(18_307_078.8)
    assert read("£18.3 million").fits(18_350_000)
    assert not read("£18.3 million").fits(18_360_000)
    assert read("−0.4").value == -0.4
    assert read("1,563").value == 1563
    assert read("50.0%").fits(50.04)
    assert not read("50.0%").fits(None)
    assert ordinal("21st") == (21, True)
    assert ordinal("12nd") == (12, False)
    assert agrees("Not one", 0)
    assert agrees("both", 2)
    assert agrees("All", 3, 3)
    assert not agrees("some", 0)


@pytest.mark.parametrize(("iso", "label"), [
    ("2022-01-01/P3Y", "2022 to 2024"), ("2024-04-01/P1Y", "2024/25"), ("2024-01-01/P1Y", "2024"),
    ("2020-03-01/P4M", "March to June 2020"), ("2026-01-01/P1M", "January 2026"),
])  # fmt: skip
def test_periods_as_they_are_printed(iso: str, label: str) -> None:
    assert period_label(iso) == label


def test_tenths_are_the_published_ones(figures: Tables) -> None:
    """The index's own count of neighbourhoods in the most deprived tenth, of every district and domain."""
    from briefgen.audit.recheck import index

    for (area, edition, of), row in figures.deprivation.items():
        if edition == index.NOW:
            assert index.domain_first(figures, area, of) == int(row["n_lsoas_decile1"]), (area, of)


WARD = "No neighbourhood of Acklam ward is in England’s most deprived tenth"


def of_ward(figures: Tables, title: str, sentence: str) -> list[str]:
    page = f'<h1>Middlesbrough</h1><section id="sec-ward"><h2>{title}</h2><p>{sentence}</p></section>'
    return [finding.kind for finding in report(page.encode(), figures).findings]


@pytest.mark.parametrize(("title", "sentence", "kinds"), [
    (WARD, "On average deprivation score, computed here, the ward ranks 15th of 20 wards in Middlesbrough, counting from the most deprived.", []),
    (WARD, "On average deprivation score, computed here, the ward ranks 14th of 20 wards in Middlesbrough, counting from the most deprived.", ["rank: deprivation"]),
    (WARD, "On average deprivation score, computed here, the ward ranks 15th of 20 wards in Hartlepool, counting from the most deprived.", ["name"]),
    (WARD, "Its neighbourhoods run from England’s 5th tenth to the 7th; the 1st is the most deprived.", []),
    (WARD, "Its neighbourhoods run from England’s 4th tenth to the 7th; the 1st is the most deprived.", ["count: neighbourhoods"]),
    (WARD, "No resident of the ward lives in the most deprived tenth or fifth of neighbourhoods.", []),
    (WARD, "Some resident of the ward lives in the most deprived tenth or fifth of neighbourhoods.", ["universal"]),
    (WARD.replace("No", "Some"), "Not tested.", ["count: neighbourhoods"]),
    ("All four neighbourhoods of Acklam ward are in England’s most deprived tenth", "Not tested.", ["count: neighbourhoods"]),
])  # fmt: skip
def test_a_ward_is_worked_out_from_its_neighbourhoods(
    figures: Tables, title: str, sentence: str, kinds: list[str]
) -> None:
    assert of_ward(figures, title, sentence) == kinds
