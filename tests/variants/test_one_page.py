"""One page is one page, whatever the authority, and complete in itself."""

import io
from collections.abc import Callable

import pikepdf
import pytest

from briefgen.audit.read_pdf import read_pdf
from briefgen.audit.words import tokens
from briefgen.errors import RenderError
from briefgen.model.variant import Layout, Variant
from briefgen.pipeline.studio import Studio
from briefgen.render.html.pages import Page

# Small, islands, a long preposition, the longest name, recoded, new in 2023, a county, a district in one.
STRESS = ("E09000001", "E06000053", "E06000010", "E06000058", "E08000038", "E06000063", "E10000017", "E07000122")
ONE = Variant(Layout.ONE_PAGE)


def said(text: str) -> str:
    """Words and numbers in order, line ends aside."""
    return " ".join(tokens(text))


@pytest.mark.parametrize("code", STRESS)
def test_it_is_one_page_and_complete(studio: Studio, code: str) -> None:
    made = studio.briefing(studio.areas.resolve(code), ONE)
    content = studio.render(made, ["pdf"])["pdf"]
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == 1
    words = " ".join(token.text for token in read_pdf(content).words)
    brief, strategy = made.section("brief"), made.section("strategy")
    wanted = [made.summary, *(point.sentence for point in brief.points), *brief.lead, *brief.notes]
    wanted += [question.sentence for question in strategy.questions[:2]]
    wanted += [lever.evidence for lever in strategy.levers] or [strategy.title]
    for sentence in wanted:
        assert said(sentence.text) in words
    assert said(f"{made.area.file_stem}.pdf") in words  # where the whole briefing is


def test_what_runs_over_is_refused(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    made = studio.briefing(studio.areas.resolve("E06000002"), ONE)
    page = studio._page(made, "print")
    longer = Page(page.html.replace('<p class="whole">', '<p class="whole">' + "and so on " * 400), page.drawings)
    monkeypatch.setattr(studio, "_page", lambda briefing, media: longer)
    with pytest.raises(RenderError, match=r"takes \d pages, more than 1"):
        studio.render(made, ["pdf"])


def test_every_number_on_it_stands_in_the_whole_briefing(studio: Studio, document: Callable[[str, str], bytes]) -> None:
    made = studio.briefing(studio.areas.resolve("E06000002"), ONE)
    whole, page = (
        {token.text for token in read_pdf(content).words}
        for content in (document("E06000002", "pdf"), studio.render(made, ["pdf"])["pdf"])
    )
    numbers = {word for word in page if any(c.isdigit() for c in word)}
    assert len(numbers) > 40
    assert numbers - whole == {"06000002"}  # in the name of the whole briefing's file
