"""The words of the section about the figures."""

from collections.abc import Sequence

from briefgen.briefing.cells import name_cell
from briefgen.briefing.place_words import PlaceWords
from briefgen.facts.facts import Facts
from briefgen.model.briefing import Column, Edition, Row, Section, Table
from briefgen.model.catalogue import Source
from briefgen.model.fact import Label, Sentence, Shown, plain

NOT_TO_CONCLUDE = ("cause", "rank", "similar", "trend", "money", "neighbours")
GLOSSARY = ("neighbourhood", "decile", "score", "hle", "le", "sii", "interval", "led")

ABBREVIATIONS = ("MHCLG", "OHID", "ONS", "DWP", "HMRC", "DfE")


def _short(publisher: str, names: dict[str, str]) -> str:
    for short, name in names.items():
        publisher = publisher.replace(name, short)
    return publisher


def _counted(facts: Facts, words: PlaceWords) -> tuple[Sentence, ...]:
    """How many measures could be tested here and what came out, one a topic (METHODS 19.3)."""
    made = facts.judged
    if made is None:
        return ()
    every = made.tested.value == made.worse.value and made.tested.value > 1
    values = {"tested": made.tested, "worse": made.worse, "similar": made.similar, "better": made.better}
    return (words.say("about.lead.counts_all" if every else "about.lead.counts", **values),)


def about(facts: Facts, words: PlaceWords, sources: Sequence[Source], edition: Edition) -> Section:
    """sources: of every other section, in order of first use."""
    names = {short: words.say(f"about.abbreviation.{short}").text for short in ABBREVIATIONS}
    legend = Label("; ".join(f"{short}: {name}" for short, name in names.items()))
    rows = []
    for source in sources:
        when = f"{source.published:%B %Y}" if source.published else "–"
        rows.append(Row((name_cell(source.title), name_cell(_short(source.publisher, names)), name_cell(when))))
    columns = (Column("Publication", width="64%"), Column("Publisher", width="20%"), Column("Published", width="16%"))
    glossary = []
    for key in GLOSSARY:
        word, _, meaning = words.say(f"about.glossary.{key}").text.partition("|")
        glossary.append(Row((name_cell(word), name_cell(meaning))))
    values = {
        "edition": Label(edition.label),
        "version": Shown("edition", edition.version),
        "hash": Shown("edition", edition.data_hash),
    }
    return Section(
        id="about",
        number=8,
        heading=words.say("about.heading").text,
        title=words.say("about.title.main"),
        lead=(
            words.say("about.lead.official", as_of=edition.as_of),
            words.say("about.lead.verdict"),
            *_counted(facts, words),
            words.say("about.lead.chance"),
        ),
        tables=(
            Table(
                "about.sources",
                words.say("about.sources.title"),
                columns,
                tuple(rows),
                words.say("about.notes.publishers", names=legend),
            ),
            Table("about.glossary", plain(""), (Column("Word"), Column("Meaning")), tuple(glossary)),
        ),
        missing=tuple(words.say(f"about.not.{key}") for key in NOT_TO_CONCLUDE),
        notes=(
            words.say("about.notes.edition", **values),
            words.say("about.notes.licence"),
            words.say("about.notes.next"),
            words.say("about.notes.data"),
        ),
    )
